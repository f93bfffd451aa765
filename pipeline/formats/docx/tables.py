"""Tables as WordprocessingML (ISO/IEC 29500-1, 17.4): real ones, without merged cells, their header row repeated and their rows whole.

A cell that a person fills is a content control (17.5.2). Its tag is the cell's id, and its bookmark stands round it, since what is typed
replaces everything inside; programs keep one or the other.
"""

from functools import lru_cache
from typing import Iterator

from ...document.blocks import Cell, Paragraph, Row, Table
from ..address import bookmark
from ..markup import attribute
from ..palette import tinted
from .columns import column_widths
from .ledger import Ledger
from .runs import Setting, content, listed, paragraph, runs

_LIMIT = 64  #: characters of a control's tag and title: Word's own limit
_ROW_HEIGHT = {"followup": 1474}  #: 2.6 cm, by role of table
_SHORT = 8  #: rows of a table that stays on one page
_BLANK = "–"  #: the choice that takes a choice back, where the cell shows no word of its own
_STRENGTH = 0.1  #: of accent5 in the ground of a cell to be filled


def table(block: Table, width: int, name: str, ledger: Ledger) -> str:
    """A `w:tbl` as wide as given, in twentieths of a point; `name` describes it where it has no caption."""
    widths = column_widths(block, width, _inset(block, ledger))
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    head = _head(block, widths, ledger) if block.head else ""
    rows = "".join(_row(block, row, widths, ledger, _keeps(block, number)) for number, row in enumerate(block.rows))
    return f"<w:tbl>{_properties(block, width, name, ledger)}<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"


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


def _head(block: Table, widths: list[int], ledger: Ledger) -> str:
    cells = "".join(
        _tc(width, "", paragraph(ledger.layouts.cell_head, content(column.label, ledger), Setting(keep=True))) for column, width in zip(block.columns, widths)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _keeps(block: Table, number: int) -> bool:
    """A short table stays whole; of a longer one neither the first row nor the last may stand alone, unless rows are so tall that two fill a page."""
    last = len(block.rows) - 1
    return block.role not in _ROW_HEIGHT and number < last and (last < _SHORT or number in (0, last - 1))


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


def _paragraphs(cell: Cell, heads: bool, ledger: Ledger, keep: bool, marked: bool = True) -> Iterator[str]:
    plain = not heads or any(run.strong for block in cell.paragraphs for run in block.runs)  # words that stand out by themselves stay alone
    for block, style, number in listed(cell.paragraphs, lambda block: _style(block, plain, ledger), ledger):
        yield paragraph(style, content(block, ledger) if marked else runs(block.runs, ledger), Setting(keep=keep, list=number))


def _style(block: Paragraph, plain: bool, ledger: Ledger) -> str:
    layouts, lists = ledger.layouts, ledger.layouts.panels.get("cell")
    if block.style == "heading" or not plain:
        return layouts.cell_row_head
    named = {"bullet": lists.bullet, "number": lists.number}.get(block.style, "") if lists else ""
    return named or layouts.cell


def _control(cell: Cell, title: str, ledger: Ledger, keep: bool) -> str:
    """The content of a cell to be filled: a control that cannot be deleted, showing the cell's words as its prompt while they are only a mark."""
    mark = all(run.look for block in cell.paragraphs for run in block.runs)
    alone = len(cell.paragraphs) == 1
    tag = cell.id if len(cell.id) <= _LIMIT else bookmark(cell.id)
    properties = (
        f'<w:alias w:val="{attribute(_short(title))}"/><w:tag w:val="{attribute(tag)}"/><w:id w:val="{ledger.control()}"/>'
        f'<w:lock w:val="sdtLocked"/>{"<w:showingPlcHdr/>" if mark else ""}{_choices(cell, mark)}'
    )
    body = "".join(_paragraphs(cell, False, ledger, keep, marked=not alone))
    control = f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{body}</w:sdtContent></w:sdt>"
    return ledger.marked(cell.paragraphs[0].id, control) if alone else control


def _choices(cell: Cell, mark: bool) -> str:
    if not cell.choices:
        return ""
    blank = cell.paragraphs[0].text if mark else _BLANK
    items = "".join(f'<w:listItem w:displayText="{attribute(choice)}" w:value="{attribute(choice)}"/>' for choice in cell.choices)
    return f'<w:dropDownList><w:listItem w:displayText="{attribute(blank)}" w:value=""/>{items}</w:dropDownList>'


def _short(words: str) -> str:
    return words if len(words) <= _LIMIT else words[: _LIMIT - 1].rstrip() + "…"
