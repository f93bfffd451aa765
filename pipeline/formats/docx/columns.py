"""How wide the columns of a Word table are; lengths are twentieths of a point."""

from ...document.blocks import Paragraph, Table
from ..columns import column_widths as shared
from ..columns import longest
from ..faces import family
from ..measure import Stretch, bound, widest, words
from ..theme import FONT

_SIZE_PT = 12.0  #: of the text of tables (rule A18)
_CM = 567.0
_ROUNDED = 1.01  #: by what Writer and Word set a word wider than the figures say, at most
_SLANTED = 1.04  #: by what the italics of a `muted` word are wider than its upright letters, at most
_SPARE = 14.0  #: the lines between cells, and what programs round away


def column_widths(table: Table, width: int, inset_cm: float) -> list[int]:
    """Whole widths that add up to `width`: shares, and what the longest words need of the others' room."""
    return shared(table, width, 2 * inset_cm * _CM + _SPARE, _widest)


def holds(table: Table, width: int, inset_cm: float) -> bool:
    """Whether a table of that width breaks no word inside."""
    return sum(2 * inset_cm * _CM + _SPARE + longest(table, number, 0.0, _widest) for number in range(len(table.columns))) <= width


def _widest(paragraph: Paragraph, head: bool, names: bool, room: float) -> float:
    """What the widest word takes; all of it is bold in a header row, and in a cell that names its row and has nothing strong in it."""
    slanted = _SLANTED if any(run.look == "muted" for run in paragraph.runs) else 1.0
    bold = head or names and not any(run.strong for run in paragraph.runs)
    most = bound(paragraph.text, family(FONT).face(bold or any(run.strong for run in paragraph.runs)))
    if most is not None and most.widest * slanted * _ROUNDED * _SIZE_PT * 20 <= room:
        return 0.0
    return widest(words((Stretch(run.text, bold or run.strong) for run in paragraph.runs), family(FONT))) * slanted * _ROUNDED * _SIZE_PT * 20
