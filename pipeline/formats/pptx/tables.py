"""How wide and how high a table is on a slide, and how one that is too high goes on over further slides.

Nothing but PowerPoint knows a row's true height, so it is reckoned from the words' widths, as the text is set: on the safe side.
"""

from math import ceil
from typing import Iterable, Iterator, NamedTuple

from msgspec.structs import replace

from ...document.blocks import Cell, Paragraph, Table
from ..columns import column_widths
from ..contract import Layout, Placeholders
from ..faces import Family
from ..measure import line_count
from .fills import Fill, TableFill
from .rooms import Fullness, Rooms

CM = 360_000  #: EMU
_PT = 12_700  #: EMU
SIZE_PT = 18.0  #: of a table's text where layouts.yaml gives none


class Measures(NamedTuple):
    """EMU: the width of each column, and the height of each row, the header row first where there is one."""

    widths: list[int]
    heights: list[int]


class _Setting(NamedTuple):
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
    widths = column_widths(table, width, 2 * setting.side, lambda paragraph, head, *_: _widest(paragraph, head, setting))
    heads = [Cell(column.id, (column.label,)) for column in table.columns]
    heights = [_height(heads, widths, setting, True)] if table.head else []
    return Measures(widths, heights + [_height(row.cells, widths, setting, False) for row in table.rows])


def divided(fills: tuple[Fill | TableFill, ...], layout: Layout, rooms: Rooms) -> list[tuple[Fill | TableFill, ...]]:
    """The fills of a slide; where its table is higher than its place those of several, each with the header row and the legend.

    A row that is higher than the whole place stands alone.
    """
    fill = next((fill for fill in fills if isinstance(fill, TableFill)), None)
    if fill is None:
        return [fills]
    look, frame = layout.panels[fill.table.role], rooms.frame(layout.layout, fill.placeholder)
    heights = measured(fill.table, look, layout.layout, frame[2], rooms).heights
    slides = []
    for number, rows in enumerate(_runs(fill.table, heights, frame[3]), 1):
        name = fill.table.id if number == 1 else f"{fill.table.id} {number}"
        piece = TableFill(fill.placeholder, replace(fill.table, rows=rows), name)
        said_again = [other for other in fills if number == 1 or other is fill or isinstance(other, Fill) and other.role == "note"]
        slides.append(tuple(piece if other is fill else other for other in said_again))
    return slides


def table_fullness(fill: TableFill, layout: Layout, rooms: Rooms) -> Fullness:
    """How a table fills its place; lines are those of its text size."""
    look, frame = layout.panels[fill.table.role], rooms.frame(layout.layout, fill.placeholder)
    setting = _setting(look, layout.layout, rooms)
    widths, heights = measured(fill.table, look, layout.layout, frame[2], rooms)
    line, used = setting.size * setting.face.line * _PT, sum(heights)
    wide = next(_wide_words(fill.table, widths, setting), "")
    over = max(0, ceil((used - frame[3]) / line))
    return Fullness(round(used / line), round(frame[3] / line), used / max(frame[3], 1), over, wide, min(setting.size, setting.head))


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
        room = (width - 2 * setting.side) / _PT
        lines = max(lines, sum(line_count(setting.rooms.words(p.runs, setting.face, head), size, room) for p in cell.paragraphs))
    least = 0 if head else round(setting.row)
    return max(round(lines * size * setting.face.line * _PT + 2 * setting.above), least)


def _widest(paragraph: Paragraph, head: bool, setting: _Setting) -> float:
    """EMU that the widest word of a paragraph takes."""
    size = setting.head if head else setting.size
    return max((word.width for word in setting.rooms.words(paragraph.runs, setting.face, head)), default=0.0) * size * _PT


def _wide_words(table: Table, widths: list[int], setting: _Setting) -> Iterator[str]:
    """The longest word of each cell whose words are wider than their column."""
    for number, cell, head in cells_of(table):
        for paragraph in cell.paragraphs:
            if _widest(paragraph, head, setting) > widths[number] - 2 * setting.side:
                yield max(paragraph.text.split(), key=len)
