"""How wide and how high a table is on a slide, and how one that is too high goes on over further slides.

Nothing but PowerPoint knows a row's true height, so it is reckoned from the words' widths, as the text is set: on the safe side.
"""

from math import ceil
from typing import Iterable, Iterator, NamedTuple

from msgspec.structs import replace

from msgspec import Struct

from ...document.blocks import Cell, Paragraph, Table
from ..columns import Widest, column_widths, longest
from ..contract import Layout, Placeholders
from ..faces import Family
from ..measure import line_count
from .fills import Fill, TableFill
from .levels import EMU
from .rooms import TRUSTED, Fullness, Rooms

CM = 360_000  #: EMU
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


def divided(fills: tuple[Fill | TableFill, ...], layout: Layout, rooms: Rooms) -> list[tuple[Fill | TableFill, ...]]:
    """The fills of a slide; where its table is larger than its place those of several, each with the header row and the legend.

    A table whose words are too wide goes on with further columns beside its first, one that is too high with further rows. A row that is
    higher than the whole place stands alone.
    """
    fill = next((fill for fill in fills if isinstance(fill, TableFill)), None)
    if fill is None:
        return [fills]
    slides = []
    for piece in _pieces(fill, layout, rooms):
        named = replace(piece, name=fill.name if not slides else f"{fill.name} {len(slides) + 1}")
        said_again = (other for other in fills if not slides or other is fill or isinstance(other, Fill) and other.role == "note")
        slides.append(tuple(named if other is fill else other for other in said_again))
    return slides


def _pieces(fill: TableFill, layout: Layout, rooms: Rooms) -> Iterator[TableFill]:
    """The table in pieces that each fit its place, as far as they can."""
    look, frame = layout.panels[fill.table.role], rooms.frame(layout.layout, fill.placeholder)
    setting = _setting(look, layout.layout, rooms)
    for table in _by_columns(fill.table, frame[2], setting):
        heights = measured(table, look, layout.layout, frame[2], rooms).heights
        for rows in _runs(table, heights, frame[3]):
            yield replace(fill, table=replace(table, rows=rows))


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


def _runs(table: Table, heights: list[int], room: int) -> Iterator[tuple]:
    """The rows in runs that fit the room below the header row."""
    head = heights[0] if table.head else 0
    start, used = 0, head
    for number, height in enumerate(heights[int(table.head) :]):
        if used + height > room and number > start:
            yield table.rows[start:number]
            start, used = number, head
        used += height
    yield table.rows[start:]


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
    """EMU that the widest word of a paragraph takes."""
    size = setting.head if head else setting.size
    return max([word.width for word in setting.rooms.words(paragraph.runs, setting.face, head)], default=0.0) * size * EMU / TRUSTED


def _wide_words(table: Table, widths: list[int], setting: _Setting) -> Iterator[str]:
    """The longest word of each cell whose words are wider than their column."""
    for number, cell, head in cells_of(table):
        for paragraph in cell.paragraphs:
            if _widest(paragraph, head, setting) > widths[number] - 2 * setting.side:
                yield max(paragraph.text.split(), key=len)
