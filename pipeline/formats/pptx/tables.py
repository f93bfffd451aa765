"""How wide and how high a table is on a slide, and how one that is too high goes on over further slides.

Nothing but PowerPoint knows a row's true height, so it is reckoned from the words' widths, as the text is set: on the safe side.
"""

from math import ceil
from typing import Iterable, Iterator, NamedTuple

from msgspec.structs import replace

from msgspec import Struct

from ...document.blocks import Cell, Paragraph, Row, Run, Table
from ..columns import Widest, column_widths, longest
from ..contract import Layout, Placeholders
from ..faces import Family
from ..measure import line_count, line_for
from .fills import Fill, Filled, TableFill
from .levels import EMU
from .rooms import TRUSTED, Fullness, Rooms

CM = 360_000  #: EMU
SAID = Paragraph("", (Run("–", look="muted"),))  #: in a row that goes on, where a cell has nothing more to say
_ROUND = 1e-6  #: of a share of a width, what whole EMU round away
_WORTH = 0.3  #: share of a page that must be left for a row to begin there that goes on
SIZE_PT = 18.0  #: of a table's text where layouts.yaml gives none


class Measures(NamedTuple):
    """EMU: the width of each column, and the height of each row, the header row first where there is one."""

    widths: list[int]
    heights: list[int]


class _Setting(Struct, frozen=True):
    """How the cells of a table are set: the typeface, sizes in points, margins in EMU at the sides and above."""

    face: Family
    rooms: Rooms
    size: float
    head: float
    side: float
    above: float
    row: float


def measured(table: Table, look: Placeholders, layout: str, width: int, rooms: Rooms) -> Measures:
    """The measures of a table that is `width` EMU wide: columns by their shares, rows by the lines of their fullest cell.

    A column that is narrower than its longest word takes what it needs from the others.
    """
    setting = _setting(look, layout, rooms)
    widths = column_widths(table, width, 2 * setting.side, _by(setting))
    heads = [Cell(column.id, (column.label,)) for column in table.columns]
    heights = [_height(heads, widths, setting, True)] if table.head else []
    return Measures(widths, heights + [_height(row.cells, widths, setting, False) for row in table.rows])


def divided(fills: tuple[Filled, ...], layout: Layout, alone: Layout | None, rooms: Rooms) -> list[tuple[Layout, tuple[Filled, ...]]]:
    """The fills of a slide with its layout; where its table is larger than its place those of several, each with the header row and what stands again beside it.

    A table whose words are too wide goes on with further columns beside its first, one that is too high with further rows. A row that is
    higher than the whole place stands alone, cut between the paragraphs of its cells: each piece names the row again. `alone`: a layout in which
    further rows have more room, if there is one.
    """
    fill = next((fill for fill in fills if isinstance(fill, TableFill)), None)
    if fill is None:
        return [(layout, fills)]
    slides = []
    for taken, piece in _placed(fill, layout, alone, rooms):
        named = replace(piece, name=fill.name if not slides else f"{fill.name} {len(slides) + 1}")
        said_again = (other for other in fills if not slides or other is fill or isinstance(other, Fill) and other.again)
        slides.append((taken, tuple(named if other is fill else other for other in said_again)))
    return slides


def _placed(fill: TableFill, layout: Layout, alone: Layout | None, rooms: Rooms) -> list[tuple[Layout, TableFill]]:
    """The table in pieces with their layouts: what does not fit the first place in even pieces, or where it stands alone."""
    pieces = list(_pieces(fill, layout, rooms))
    first = _first_rows(fill, layout, rooms)
    if alone is None or len(pieces) < 2 or not first:
        return [(layout, piece) for piece in pieces]
    left = TableFill(alone.panels[fill.table.role].text[0], replace(fill.table, rows=fill.table.rows[len(first) :]), fill.name)
    return [(layout, replace(fill, table=replace(fill.table, rows=first))), *((alone, piece) for piece in _pieces(left, alone, rooms))]


def _first_rows(fill: TableFill, layout: Layout, rooms: Rooms) -> tuple[Row, ...]:
    """As many of the first rows as the place holds; none where the table is divided otherwise than between rows."""
    look, frame = layout.panels[fill.table.role], rooms.frame(layout.layout, fill.placeholder)
    heights = measured(fill.table, look, layout.layout, frame[2], rooms).heights
    room = frame[3] - (heights.pop(0) if fill.table.head else 0)
    columns = len(list(_by_columns(fill.table, frame[2], _setting(look, layout.layout, rooms))))
    return next(_runs(fill.table.rows, heights, room)) if columns == 1 and max(heights, default=0) <= room else ()


def _pieces(fill: TableFill, layout: Layout, rooms: Rooms) -> Iterator[TableFill]:
    """The table in pieces that each fit its place, as far as they can."""
    look, frame = layout.panels[fill.table.role], rooms.frame(layout.layout, fill.placeholder)
    setting = _setting(look, layout.layout, rooms)
    for table in _by_columns(fill.table, frame[2], setting):
        dealt = list(_dealt(table, look, layout.layout, frame, rooms))
        whole = _as_wide(table, look, layout.layout, frame[2], rooms) if len(dealt) > 1 else table
        yield from (replace(fill, table=replace(whole, rows=rows)) for rows in dealt)


def _as_wide(table: Table, look: Placeholders, layout: str, width: int, rooms: Rooms) -> Table:
    """The table with the shares that its columns take for all of its rows, so that its pieces have columns of one width."""
    shares = [own / width for own in measured(table, look, layout, width, rooms).widths]
    if all(abs(column.share - share) < _ROUND for column, share in zip(table.columns, shares)):
        return table
    return replace(table, columns=tuple(replace(column, share=share) for column, share in zip(table.columns, shares)))


def _dealt(table: Table, look: Placeholders, layout: str, frame: tuple[int, int, int, int], rooms: Rooms) -> Iterator[tuple[Row, ...]]:
    """The rows in runs that fit the room below the header row, evenly; where a row is higher than that, as they come, the row cut."""
    widths, heights = measured(table, look, layout, frame[2], rooms)
    room, heights = frame[3] - (heights[0] if table.head else 0), heights[int(table.head) :]
    if max(heights, default=0) <= room:
        yield from _runs(table.rows, heights, _even(table.rows, heights, room))
        return
    setting, page, used = _setting(look, layout, rooms), [], 0
    for row, height in zip(table.rows, heights):
        for piece, own in _cut_to_fit(row, height, widths, setting, (room - used, room), int(table.row_heads)):
            if page and used + own > room:
                yield tuple(page)
                page, used = [], 0
            page.append(piece)
            used += own
    yield tuple(page)


def _even(rows: tuple[Row, ...], heights: list[int], room: int) -> int:
    """The least room in which the rows take no more runs than in the room that there is."""
    most, least = room, max(heights, default=0)
    count = len(list(_runs(rows, heights, room)))
    while least < most:
        middle = (least + most) // 2
        least, most = (least, middle) if len(list(_runs(rows, heights, middle))) <= count else (middle + 1, most)
    return most


def _cut_to_fit(row: Row, height: int, widths: list[int], setting: _Setting, room: tuple[int, int], heads: int) -> Iterator[tuple[Row, int]]:
    """A row that is higher than a page as several, each with its height: the first for what is left of the page (`room`: that, and a whole page)."""
    left, whole = room
    if height <= whole:
        yield row, height
        return
    pieces = list(_cut(row, widths, setting, (left, whole), heads)) if left > whole * _WORTH else []
    if not pieces or _height(pieces[0].cells, widths, setting, False) > left:
        pieces = list(_cut(row, widths, setting, (whole, whole), heads))
    for piece in pieces:
        yield piece, _height(piece.cells, widths, setting, False)


def _cut(row: Row, widths: list[int], setting: _Setting, room: tuple[int, int], heads: int) -> Iterator[Row]:
    """A row as several that each fit the room, the first its own, as far as their paragraphs do; where a cell has said all, a dash stands.

    `heads`: 1 where the first cell names the row, and so stands in each.
    """
    left = [list(cell.paragraphs) for cell in row.cells[heads:]]
    here, whole = room
    while any(left):
        cells = list(row.cells[:heads])
        for cell, width, waiting in zip(row.cells[heads:], widths[heads:], left):
            count = min(len(waiting), 1)
            while count < len(waiting) and _height([replace(cell, paragraphs=tuple(waiting[: count + 1]))], [width], setting, False) <= here:
                count += 1
            cells.append(replace(cell, paragraphs=tuple(waiting[:count]) or (SAID,)))
            del waiting[:count]
        yield replace(row, cells=tuple(cells))
        here = whole


def _by_columns(table: Table, width: int, setting: _Setting) -> Iterator[Table]:
    """The table, or where its words need more than the width several: the first column and as many of the others as have room, evenly dealt."""
    needs = [longest(table, number, 0.0, _by(setting)) + 2 * setting.side for number in range(len(table.columns))]
    least = max(needs[0], table.columns[0].share * width)
    if sum(needs) <= width or len(needs) < 3 or needs[0] + max(needs[1:]) > width:
        yield table
        return
    room = max(width - least, max(needs[1:]))
    groups = ceil(sum(needs[1:]) / room)
    while True:
        each = ceil((len(needs) - 1) / groups)
        dealt = [range(start, min(start + each, len(needs))) for start in range(1, len(needs), each)]
        if each == 1 or all(sum(needs[number] for number in some) <= room for some in dealt):
            break
        groups += 1
    for some in dealt:
        yield _with_columns(table, (0, *some), least / width)


def _with_columns(table: Table, numbers: tuple[int, ...], first: float) -> Table:
    """The table with some of its columns; the first takes its share at least, the others what is left, as they were to each other."""
    columns = [table.columns[number] for number in numbers]
    left = sum(column.share for column in columns[1:])
    shares = [first, *((1 - first) * column.share / left for column in columns[1:])]
    rows = tuple(replace(row, cells=tuple(row.cells[number] for number in numbers)) for row in table.rows)
    return replace(table, columns=tuple(replace(column, share=share) for column, share in zip(columns, shares)), rows=rows)


def table_fullness(fill: TableFill, layout: Layout, rooms: Rooms) -> Fullness:
    """How a table fills its place; lines are those of its text size."""
    look, frame = layout.panels[fill.table.role], rooms.frame(layout.layout, fill.placeholder)
    setting = _setting(look, layout.layout, rooms)
    widths, heights = measured(fill.table, look, layout.layout, frame[2], rooms)
    line, used = setting.size * setting.face.line * EMU, sum(heights)
    wide = next(_wide_words(fill.table, widths, setting), "")
    over = max(0, ceil((used - frame[3]) / line))
    return Fullness(round(used / line), round(frame[3] / line), used / max(frame[3], 1), over, wide)


def cells_of(table: Table) -> Iterator[tuple[int, Cell, bool]]:
    """Column, cell, and whether it is of the header row, in reading order."""
    if table.head:
        yield from ((number, Cell(column.id, (column.label,)), True) for number, column in enumerate(table.columns))
    for row in table.rows:
        yield from ((number, cell, False) for number, cell in enumerate(row.cells))


def _setting(look: Placeholders, layout: str, rooms: Rooms) -> _Setting:
    size = look.size or SIZE_PT
    side, above = (cm * CM for cm in look.inset)
    return _Setting(rooms.table_face(layout), rooms, size, look.head or size, side, above, look.row * CM)


def _runs(rows: tuple[Row, ...], heights: list[int], room: int) -> Iterator[tuple[Row, ...]]:
    """The rows in runs that fit the room; each of as many rows as do."""
    start, used = 0, 0
    for number, height in enumerate(heights):
        if used + height > room and number > start:
            yield rows[start:number]
            start, used = number, 0
        used += height
    yield rows[start:]


def _height(cells: Iterable[Cell], widths: list[int], setting: _Setting, head: bool) -> int:
    size, lines = setting.head if head else setting.size, 1
    for cell, width in zip(cells, widths):
        room = (width - 2 * setting.side) / EMU * TRUSTED
        lines = max(lines, sum(line_count(setting.rooms.words(p.runs, setting.face, head), size, room) for p in cell.paragraphs))
    least = 0 if head else round(setting.row)
    return max(round(lines * size * setting.face.line * EMU + 2 * setting.above), least)


def _by(setting: _Setting) -> Widest:
    """What the widest words of columns take, for `columns.py`."""
    return lambda paragraph, head, *_: _widest(paragraph, head, setting)


def _widest(paragraph: Paragraph, head: bool, setting: _Setting) -> float:
    """EMU that the widest word of a paragraph takes, one more since widths are whole EMU."""
    size = setting.head if head else setting.size
    return line_for(max([word.width for word in setting.rooms.words(paragraph.runs, setting.face, head)], default=0.0), size) * EMU / TRUSTED + 1


def _wide_words(table: Table, widths: list[int], setting: _Setting) -> Iterator[str]:
    """The longest word of each cell whose words are wider than their column."""
    for number, cell, head in cells_of(table):
        for paragraph in cell.paragraphs:
            if _widest(paragraph, head, setting) > widths[number] - 2 * setting.side + 1:
                yield max(paragraph.text.split(), key=len)
