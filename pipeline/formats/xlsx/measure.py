"""How wide and how high: columns of a sheet and the lines that a text takes in them.

Excel neither measures nor grows a row for a reader of the file, so the writer does, with the advances of Calibri Bold, the wider face, for
all text. Widths of columns are in characters, as Excel shows them; everything else is in points.
"""

from ...document.blocks import Column, Paragraph, Table
from .. import measure
from ..columns import column_widths as shared
from ..columns import longest
from ..faces import family
from ..theme import FONT

SIZE_PT = 12.0  #: the size of all text but titles
LINE_PT = 15.75  #: Excel's own height of a line of 12 pt Calibri
ROW_MAX_PT = 409.0  #: Excel's own limit
ANSWER_MIN_PT = 42.0
_CHARACTER_PT = 6.0  #: a digit of 12 pt Calibri is 8 pixels wide, at 96 to the inch
_PADDING_PT = 3.75  #: Excel's 5 pixels beside the text of a cell
_FINE = 100.0  #: parts of a point in which columns are shared out
_INDENT_PT = 9.0  #: one step of indent, as the cells of tables have
_BESIDE = (_INDENT_PT + 1.0) * _FINE  #: the words, with what programs round

PAGE = 124.0  #: characters that an A4 landscape page holds at 12 pt between margins of 1 cm
_CROWDED = 151.0  #: and at 10 pt: the print is scaled to the page and must not fall below
_CROWDED_FROM = 5  #: columns
_LARGE = 214.0  #: characters that an A3 landscape page holds at 10 pt
_HEAD_CROWDED = 31.0  #: characters, at most, of a column that names its rows among many: the answers need the room
_FORM = {"head": 46.0, "answer": 59.0, "text": 46.0, "choice": 14.0, "guide": 46.0}  #: of a form with one column to fill, by role
_FORM_MOST = 176.0  #: of which the print is still 8.5 pt; a form is filled on the screen
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


def column_widths(table: Table, large: bool = False) -> tuple[float, ...]:
    """Characters for each column: by its share of what fits the page, by its role, and never less than a word of its heading.

    A choice is narrow. More than two answer columns are equally wide, so that no party has more room than another; two or one
    follow their shares. Where many columns hold answers already, they follow their shares and no word is broken that there is room for.
    """
    if large or _answered(table):
        total = _LARGE if large else _CROWDED
        widths = shared(table, round(total * _CHARACTER_PT * _FINE), _BESIDE, _widest)
        return tuple(round(width / _CHARACTER_PT / _FINE, 1) for width in widths)
    if any(column.role == "guide" for column in table.columns):
        return _form_widths(table)
    total = _CROWDED if len(table.columns) >= _CROWDED_FROM else PAGE
    answers = [column for column in table.columns if column.role == "answer"]
    fixed = sum(_fixed(column, total) for column in table.columns if column.role != "answer")
    return tuple(
        round(max(_word(column), _answer(column, answers, total - fixed) if column.role == "answer" else _fixed(column, total)), 1)
        for column in table.columns
    )


def wants_large(table: Table) -> bool:
    """Whether a table that holds answers would break words inside on a common page."""
    if not _answered(table):
        return False
    needed = sum(_BESIDE + longest(table, number, 0.0, _widest) for number in range(len(table.columns)))
    return needed > _CROWDED * _CHARACTER_PT * _FINE


def _answered(table: Table) -> bool:
    """Whether a table of many columns holds answers, which nobody writes into it."""
    answers = [number for number, column in enumerate(table.columns) if column.role == "answer"]
    filled = any(row.cells[number].fill for row in table.rows for number in answers)
    return len(table.columns) >= _CROWDED_FROM and bool(table.rows and answers) and not filled


def _widest(paragraph: Paragraph, head: bool, names: bool, room: float) -> float:
    return max((text_width(word) for word in paragraph.text.replace("-", "- ").split()), default=0.0) * _FINE


def _form_widths(table: Table) -> tuple[float, ...]:
    """Of a form with help beside what is asked; where it would be too wide for a print, all but the choice give way alike."""
    widths = [_FORM[column.role] for column in table.columns]
    fixed = sum(width for width, column in zip(widths, table.columns) if column.role == "choice")
    scale = min(1.0, (_FORM_MOST - fixed) / (sum(widths) - fixed))
    return tuple(round(width if column.role == "choice" else width * scale, 1) for width, column in zip(widths, table.columns))


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
