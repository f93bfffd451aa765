"""Tables as WordprocessingML (ISO/IEC 29500-1, 17.4): real ones, without merged cells, their header row repeated and their rows whole.

A cell that a person fills is a content control (17.5.2). Its tag is the cell's id, and its bookmark stands round it, since what is typed
replaces everything inside; programs keep one or the other.
"""

from functools import lru_cache
from typing import Iterator

from msgspec.structs import replace

from ...document.blocks import Cell, Column, Paragraph, Row, Table
from ..address import bookmark
from ..markup import attribute
from ..palette import tinted
from .columns import column_widths, holds
from .ledger import Ledger
from .runs import LIMIT, Setting, content, listed, paragraph, runs, shortened

_ROW_HEIGHT = {"followup": 1474, "form": 1757}  #: 2.6 and 3.1 cm, by role of table
_SHORT, _BRIEF = 8, 1200  #: rows and characters of a table that stays on one page
_SHORT_ITEMS = 14  #: rows of a table of development items, which are low
_BLANK = "–"  #: the choice that takes a choice back, where the cell shows no word of its own
_STRENGTH = 0.1  #: of accent5 in the ground of a cell to be filled


def table(block: Table, width: int, name: str, ledger: Ledger) -> str:
    """A `w:tbl` as wide as given, in twentieths of a point; `name` describes it where it has no caption."""
    guide = next((number for number, column in enumerate(block.columns) if column.role == "guide"), 0)
    head = (block.columns[guide],) if guide else ()
    block = _folded(block, guide) if guide else block
    widths = column_widths(block, width, _inset(block, ledger))
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    heads = _head(block, widths, head, ledger) if block.head else ""
    rows = "".join(_row(block, row, widths, ledger, _keeps(block, number)) for number, row in enumerate(block.rows))
    return f"<w:tbl>{_properties(block, width, name, ledger)}<w:tblGrid>{grid}</w:tblGrid>{heads}{rows}</w:tbl>"


def fits(block: Table, width: int, ledger: Ledger) -> bool:
    """Whether a table as wide as given, in twentieths of a point, breaks no word inside."""
    return holds(block, width, _inset(block, ledger))


def _folded(block: Table, guide: int) -> Table:
    """The table without its column of help (0-based), whose words stand below the name of each row: a page has no room beside it."""
    rest = 1 - block.columns[guide].share
    columns = tuple(replace(column, share=column.share / rest) for number, column in enumerate(block.columns) if number != guide)
    return replace(block, columns=columns, rows=tuple(_folded_row(row, guide) for row in block.rows))


def _folded_row(row: Row, guide: int) -> Row:
    first, *others = row.cells[:guide] + row.cells[guide + 1 :]
    return replace(row, cells=(replace(first, paragraphs=first.paragraphs + row.cells[guide].paragraphs), *others))


def _inset(block: Table, ledger: Ledger) -> float:
    insets = ledger.layouts.cell_inset
    return insets.get(block.role, insets.get("default", 0.0))


def _properties(block: Table, width: int, name: str, ledger: Ledger) -> str:
    styles = ledger.layouts.table_style
    caption = block.caption.text if block.caption else name
    description = block.note.text if block.note else caption
    look = (
        f'w:val="{0x0600 + 0x20 * block.head + 0x80 * block.row_heads:04X}" w:firstRow="{block.head:d}" w:lastRow="0" '
        f'w:firstColumn="{block.row_heads:d}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
    )
    return (
        f'<w:tblPr><w:tblStyle w:val="{styles.get(block.role, styles["default"])}"/><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook {look}/><w:tblCaption w:val="{attribute(caption)}"/><w:tblDescription w:val="{attribute(description)}"/></w:tblPr>'
    )


def _head(block: Table, widths: list[int], folded: tuple[Column, ...], ledger: Ledger) -> str:
    """The header row; the heads of `folded` columns stand below the first."""
    labels = [(column.label, *(other.label for other in folded if not number)) for number, column in enumerate(block.columns)]
    said = ("".join(paragraph(ledger.layouts.cell_head, content(label, ledger), Setting(keep=True)) for label in cell) for cell in labels)
    cells = "".join(_tc(width, "", body) for width, body in zip(widths, said))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _keeps(block: Table, number: int) -> bool:
    """A short table stays whole; of a longer one neither the first row nor the last may stand alone, unless rows are so tall that two fill a page."""
    last = len(block.rows) - 1
    if block.role in _ROW_HEIGHT or number >= last:
        return False
    return number in (0, last - 1) or last < (_SHORT_ITEMS if block.role == "development" else _SHORT) and _characters(block) <= _BRIEF


def _characters(block: Table) -> int:
    return sum(len(paragraph.text) for row in block.rows for cell in row.cells for paragraph in cell.paragraphs)


def _row(block: Table, row: Row, widths: list[int], ledger: Ledger, keep: bool) -> str:
    """A row; `keep`: on one page with the next."""
    height = _ROW_HEIGHT.get(block.role)
    properties = "<w:cantSplit/>" + (f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else "")
    tint = _tint(ledger.template.fill) if ledger.layouts.fill else ""
    label = row.cells[0].paragraphs[0].text if block.row_heads else ""
    cells = []
    for number, (column, cell, width) in enumerate(zip(block.columns, row.cells, widths)):
        heads = block.row_heads and number == 0
        if cell.fill:
            title = " – ".join(words for words in (column.label.text, "" if heads else label) if words)
            cells.append(_tc(width, tint, _control(cell, title, ledger, keep)))
        else:
            cells.append(_tc(width, "", "".join(_paragraphs(cell, heads, ledger, keep))))
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


@lru_cache(maxsize=4)
def _tint(colour: str) -> str:
    """The look of a cell to be filled: it takes accent5 from the theme; the figures serve programs that know no theme."""
    sides = ("top", "left", "bottom", "right")
    edge = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="{colour}" w:themeColor="accent5"/>' for side in sides)
    ground = f'w:fill="{tinted(colour, _STRENGTH)}" w:themeFill="accent5" w:themeFillTint="{round(_STRENGTH * 255):02X}"'
    return f'<w:tcBorders>{edge}</w:tcBorders><w:shd w:val="clear" w:color="auto" {ground}/>'


def _tc(width: int, properties: str, body: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{body}</w:tc>'


def _paragraphs(cell: Cell, heads: bool, ledger: Ledger, keep: bool) -> Iterator[str]:
    plain = not heads or any(run.strong for block in cell.paragraphs for run in block.runs)  # words that stand out by themselves stay alone
    for block, style, number in listed(cell.paragraphs, lambda block: _style(block, plain, ledger), ledger):
        yield paragraph(style, content(block, ledger), Setting(keep=keep, list=number))


def _style(block: Paragraph, plain: bool, ledger: Ledger) -> str:
    layouts, lists = ledger.layouts, ledger.layouts.panels.get("cell")
    if block.style == "guide":
        return layouts.cell_guide or layouts.cell
    if block.style == "heading" or not plain:
        return layouts.cell_row_head
    named = {"bullet": lists.bullet, "number": lists.number}.get(block.style, "") if lists else ""
    return named or layouts.cell


def _control(cell: Cell, title: str, ledger: Ledger, keep: bool) -> str:
    """The content of a cell to be filled: a control that cannot be deleted, showing the cell's words as its prompt while they are only a mark.

    It stands inside its paragraph: LibreOffice 7.4 knows such controls, and makes fields of those round paragraphs, which lose what is typed
    beside a comment.
    """
    mark = all(run.look for block in cell.paragraphs for run in block.runs)
    alone = len(cell.paragraphs) == 1
    tag = cell.id if len(cell.id) <= LIMIT else bookmark(cell.id)
    properties = (
        f'<w:alias w:val="{attribute(shortened(title))}"/><w:tag w:val="{attribute(tag)}"/><w:id w:val="{ledger.control()}"/>'
        f'<w:lock w:val="sdtLocked"/>{"<w:showingPlcHdr/>" if mark else ""}{_choices(cell, mark)}'
    )
    if not alone:
        return _controlled(properties, "".join(_paragraphs(cell, False, ledger, keep)))
    (block,) = cell.paragraphs
    words = ledger.marked(block.id, _controlled(properties, runs(block.runs, ledger)))
    return paragraph(_style(block, True, ledger), words, Setting(keep=keep))


def _controlled(properties: str, body: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{body}</w:sdtContent></w:sdt>"


def _choices(cell: Cell, mark: bool) -> str:
    if not cell.choices:
        return ""
    blank = cell.paragraphs[0].text if mark else _BLANK
    items = "".join(f'<w:listItem w:displayText="{attribute(choice)}" w:value="{attribute(choice)}"/>' for choice in cell.choices)
    return f'<w:dropDownList><w:listItem w:displayText="{attribute(blank)}" w:value=""/>{items}</w:dropDownList>'
