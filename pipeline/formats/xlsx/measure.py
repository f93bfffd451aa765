"""How wide and how high: columns of a sheet and the lines that a text takes in them.

Excel neither measures nor grows a row for a reader of the file, so the writer does, with the advances of Calibri Bold, the wider face, for
all text. Widths of columns are in characters, as Excel shows them; everything else is in points.
"""

from ...document.blocks import Column, Table
from .. import measure
from ..faces import family
from ..theme import FONT

SIZE_PT = 12.0  #: the size of all text but titles
LINE_PT = 15.75  #: Excel's own height of a line of 12 pt Calibri
ROW_MAX_PT = 409.0  #: Excel's own limit
ANSWER_MIN_PT = 42.0
_CHARACTER_PT = 6.0  #: a digit of 12 pt Calibri is 8 pixels wide, at 96 to the inch
_PADDING_PT = 3.75  #: Excel's 5 pixels beside the text of a cell
_INDENT_PT = 9.0  #: one step of indent, as the cells of tables have

_PAGE = 124.0  #: characters that an A4 landscape page holds at 12 pt between margins of 1 cm
_CROWDED = 151.0  #: and at 10 pt: the print is scaled to the page and must not fall below
_CROWDED_FROM = 5  #: columns
_HEAD_CROWDED = 31.0  #: characters, at most, of a column that names its rows among many: the answers need the room
_CHOICE = (12.0, 14.0)  #: characters for a letter under a heading of two words, at least and at most


def text_width(text: str, size_pt: float = SIZE_PT) -> float:
    """Points that `text` takes on one line, as if all of it were bold."""
    return measure.text_width(text, size_pt, family(FONT), bold=True)


def room(characters: float) -> float:
    """Points that indented text in a column may take."""
    return characters * _CHARACTER_PT + _PADDING_PT / 2 - _INDENT_PT


def height(text: str, characters: float) -> float:
    """Points that a cell needs to show all of `text`, with a little air; may exceed `ROW_MAX_PT`."""
    return measure.line_count(measure.words((measure.Stretch(text, bold=True),), family(FONT)), SIZE_PT, room(characters)) * LINE_PT + 4.0


def column_widths(table: Table) -> tuple[float, ...]:
    """Characters for each column: by its share of what fits the page, by its role, and never less than a word of its heading.

    A choice is narrow. More than two answer columns are equally wide, so that no party has more room than another; two or one follow their shares.
    """
    total = _CROWDED if len(table.columns) >= _CROWDED_FROM else _PAGE
    answers = [column for column in table.columns if column.role == "answer"]
    fixed = sum(_fixed(column, total) for column in table.columns if column.role != "answer")
    return tuple(
        round(max(_word(column), _answer(column, answers, total - fixed) if column.role == "answer" else _fixed(column, total)), 1)
        for column in table.columns
    )


def _fixed(column: Column, total: float) -> float:
    width = column.share * total
    if column.role == "choice":
        return min(max(width, _CHOICE[0]), _CHOICE[1])
    return min(width, _HEAD_CROWDED) if column.role == "head" and total == _CROWDED else width


def _answer(column: Column, answers: list[Column], rest: float) -> float:
    if len(answers) > 2:
        return rest / len(answers)
    return rest * column.share / sum(other.share for other in answers)


def _word(column: Column) -> float:
    longest = max((text_width(word) for word in column.label.text.replace("-", "- ").split()), default=0.0)
    return (longest + _INDENT_PT + _PADDING_PT) / _CHARACTER_PT
