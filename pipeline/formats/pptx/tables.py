"""How wide and how high a table is on a slide, and how one that is too high goes on over further slides.

Nothing but PowerPoint knows a row's true height, so it is reckoned from the letters' widths, as the text is set: on the safe side.
"""

from collections import Counter
from math import ceil
from typing import Iterable, Iterator, NamedTuple

from msgspec.structs import replace

from ...document.blocks import Cell, Table
from ...problems import Problems
from ..contract import Placeholders
from ..faces import family
from ..measure import Stretch, line_count, words
from ..theme import FONT
from .plan import Slide, TableFill
from .template import Template

CM = 360_000  #: EMU
_PT = 12_700  #: EMU
_LINE = 1.22  #: line height of Calibri, in its size


class Measures(NamedTuple):
    """EMU: the width of each column, and the height of each row, the header row first where there is one."""

    widths: list[int]
    heights: list[int]


def measured(table: Table, look: Placeholders, width: int) -> Measures:
    """The measures of a table that is `width` EMU wide: columns by their shares, rows by the lines of their fullest cell."""
    widths = [round(column.share * width) for column in table.columns]
    head = [Cell(column.id, (column.label,)) for column in table.columns]
    heights = [_height(head, widths, look, look.head or look.size, True)] if table.head else []
    return Measures(widths, heights + [_height(row.cells, widths, look, look.size, False) for row in table.rows])


def _height(cells: Iterable[Cell], widths: list[int], look: Placeholders, size: float, head: bool) -> int:
    side, above = (cm * CM for cm in look.inset)
    lines = 1
    for cell, width in zip(cells, widths):
        room = (width - 2 * side) / _PT
        lines = max(lines, sum(line_count(words([Stretch(run.text, run.strong or head) for run in p.runs], family(FONT)), size, room) for p in cell.paragraphs))
    least = 0 if head else round(look.row * CM)
    return max(round(lines * size * _LINE * _PT + 2 * above), least)


def divided(slides: tuple[Slide, ...], template: Template, problems: Problems) -> tuple[Slide, ...]:
    """The slides, a table that is higher than its place cut into several, each with the header row; parts are counted anew.

    Reports `overfull` (a warning) at a row that is higher than the whole place.
    """
    whole = [part for slide in slides for part in _divide(slide, template, problems)]
    counts, done = Counter(slide.section for slide in whole), Counter[str]()
    numbered = []
    for slide in whole:
        done[slide.section] += 1
        count = counts[slide.section]
        numbered.append(replace(slide, part=f"{done[slide.section]}/{count}" if count > 1 else ""))
    return tuple(numbered)


def _divide(slide: Slide, template: Template, problems: Problems) -> Iterator[Slide]:
    fill = next((fill for fill in slide.fills if isinstance(fill, TableFill)), None)
    layout = template.layout(slide.layout.layout)
    place = layout.placeholders.get(fill.placeholder) if layout and fill else None
    if fill is None or place is None or place.frame is None:
        yield slide
        return
    look = slide.layout.panels[fill.table.role]
    pieces = list(_pieces(fill.table, look, place.frame, slide, problems))
    for number, piece in enumerate(pieces, 1):
        name = fill.table.id if number == 1 else f"{fill.table.id} {number}"
        table = TableFill(fill.placeholder, replace(fill.table, rows=piece), name)
        others = slide.fills if number == 1 else [other for other in slide.fills if other is fill or other.name == f"{fill.table.id}.legend"]
        fills = tuple(table if other is fill else other for other in others)
        yield replace(slide, fills=fills, notes=slide.notes if number == len(pieces) else ())


def _pieces(table: Table, look: Placeholders, frame: tuple[int, int, int, int], slide: Slide, problems: Problems) -> Iterator[tuple]:
    """The rows in runs that fit the frame below the header row; a row that does not fit stands alone."""
    heights = measured(table, look, frame[2]).heights
    head = heights.pop(0) if table.head else 0
    start, used = 0, head
    for number, (row, height) in enumerate(zip(table.rows, heights)):
        if head + height > frame[3]:
            over = ceil((head + height - frame[3]) / (look.size * _LINE * _PT))
            origin = row.cells[0].paragraphs[0].origin
            problems.add("overfull", origin, title=slide.title.text, role=table.role, lines=over)
        if used + height > frame[3] and number > start:
            yield table.rows[start:number]
            start, used = number, head
        used += height
    yield table.rows[start:]
