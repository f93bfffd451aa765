"""One sheet of a workbook: the lines above a table, the table with its fields, and how it is printed.

Rows and columns are 0-based, as XlsxWriter counts them. What a cell holds is the affair of `cells.py`, what it looks like of `looks.py`.
"""

from typing import Iterable, Iterator

from xlsxwriter.utility import xl_rowcol_to_cell

from ...document.blocks import Cell, Column, Document, Panel, Paragraph, Row, Run, Section, Table
from ..markup import clean
from . import measure
from .cells import Book, Page, bounded, is_markup, note_address, pieces_of, plain, put, put_pieces, shortened
from .looks import PLAIN

FACTS = "facts"  #: role of a table of names and values above the sheet's table
_HEADING_MAX = 255  #: characters that a column of a table object can have in its name
_PROMPT_MAX = 255
_LIST_MAX = 255
_FROZEN_MAX_PT = 300.0  #: more than this would leave no room to scroll in
_LINE_PT, _MARK_PT, _TITLE_PT, _GAP_PT = 18.0, 24.0, 30.0, 9.0
_TITLE_SIZE_PT = 18.0
_A4, _A3 = 9, 8
_PAGE_PT = 515.0  #: height of an A4 landscape page between its margins
_SQUEEZE = 1.2  #: by how much rows may be higher than a page on which they are to stand: 12 pt is printed as 10 pt
#: What people may do in a guarded sheet beside filling its fields: choose any cell, and make rows and columns fit their words.
_ALLOWED = {"select_locked_cells": True, "select_unlocked_cells": True, "format_rows": True, "format_columns": True}
_SIDE_INCHES, _TOP_INCHES, _BOTTOM_INCHES = 0.39, 0.45, 0.65

Fields = dict[tuple[tuple[str, ...], str], list[tuple[int, int]]]  #: cells (row, column) by what may be written there and what is said about it


def write_sheet(book: Book, document: Document, section: Section, name: str) -> None:
    """Write a section that has a table: its title, marks, facts and panels, the table's caption and note, then the table.

    In a guarded book only fields can be changed, without a password: that keeps from accidents, not from intent.
    Reports `cell-too-long` and `row-too-tall` at the origin of the words.
    """
    first = next(part for part in section.parts if isinstance(part, Table) and part.role != FACTS)
    large = section.large or measure.wants_large(first)
    widths = measure.column_widths(first, large)
    page = Page(book, book.workbook.add_worksheet(name), name, widths, [])
    for column, characters in enumerate(widths):
        page.sheet.set_column(column, column, characters)
    _write_heading(page, document, section)
    tops: list[int] = []
    for part in section.parts:
        if isinstance(part, Table) and part.role == FACTS:
            _write_facts(page, part)
        elif isinstance(part, Table):
            tops.append(_write_table(page, part))
        else:
            if tops:
                _end_row(page, _GAP_PT)
            _write_panel(page, part)
    for paragraph in section.notes:
        _write_line(page, "guide", paragraph)
    if first.head:
        _keep_in_sight(page, tops[0])
    _set_up_print(page, document, large)
    if book.guarded:
        page.sheet.protect("", _ALLOWED)


def _write_heading(page: Page, document: Document, section: Section) -> None:
    marks = document.marks
    _write_line(page, "title", section.title or _fixed(document.title), _TITLE_PT)
    if marks.get("example"):
        _write_line(page, "example", _fixed(marks["example"]), _MARK_PT)
    for mark in ("handbook", "edition", "date"):
        if marks.get(mark):
            _write_line(page, "guide", _fixed(marks[mark]))


def _fixed(text: str) -> Paragraph:
    return Paragraph("", (Run(text),))


def _write_panel(page: Page, panel: Panel) -> None:
    """A label in column A with the texts beside it in column B; texts of a panel without a label in column A."""
    column = 0 if panel.label is None else min(1, len(page.widths) - 1)
    if panel.label is not None:
        wraps = column > 0 and any(_wraps(page, paragraph, column) for paragraph in panel.paragraphs[:1])
        put(page, len(page.heights), 0, (panel.label,), "label", wraps)
    if panel.label is not None and (column == 0 or not panel.paragraphs):
        _end_row(page, _LINE_PT)
    for paragraph in panel.paragraphs:
        _write_line(page, "text", paragraph, column=column)


def _write_facts(page: Page, table: Table) -> None:
    """Names in column A with their values beside them in column B; no table object, of which a sheet has one. A value to be filled is a field."""
    fields: Fields = {}
    _end_row(page, _GAP_PT)
    for name, value in (row.cells for row in table.rows):
        number, column = len(page.heights), min(1, len(page.widths) - 1)
        wraps = not value.fill and any(_wraps(page, paragraph, column) for paragraph in value.paragraphs[:1])
        put(page, number, 0, name.paragraphs, "label", wraps)
        if value.fill:
            _write_cell(page, number, column, value, "text")
            fields[value.choices, value.hint] = [(number, column)]
            _end_row(page, measure.ANSWER_MIN_PT)
        for paragraph in () if value.fill else value.paragraphs:
            _write_line(page, "text", paragraph, column=column)
    for (choices, hint), cells in fields.items():
        _ask(page, choices, hint, cells)
    _end_row(page, _GAP_PT)


def _write_line(page: Page, look: str, paragraph: Paragraph, height_pt: float = _LINE_PT, column: int = 0) -> None:
    """A text in a row of its own. It runs over the empty cells to its right and is broken into lines only where they do not hold it."""
    wrap = _wraps(page, paragraph, column, look)
    text = put(page, len(page.heights), column, (paragraph,), look, wrap)
    needed = measure.height(text, page.widths[column]) * _size(look) / measure.SIZE_PT if wrap else 0.0
    _end_row(page, max(height_pt, needed))


def _wraps(page: Page, paragraph: Paragraph, column: int, look: str = "text") -> bool:
    """Whether a text must be broken: it may run on to the right, but not out of a frame."""
    held = sum(measure.room(characters) for characters in page.widths[column : column + 1 if look == "example" else None])
    return "\n" in paragraph.text or measure.text_width(paragraph.text, _size(look)) > held


def _size(look: str) -> float:
    return _TITLE_SIZE_PT if look == "title" else measure.SIZE_PT


def _end_row(page: Page, height_pt: float) -> None:
    page.sheet.set_row(len(page.heights), min(height_pt, measure.ROW_MAX_PT))
    page.heights.append(height_pt)


# The table


def _write_table(page: Page, table: Table) -> int:
    """The row that the table begins at."""
    if table.caption is not None:
        _write_line(page, "text", table.caption)
    if table.note is not None:
        _write_line(page, "text", table.note)
    _end_row(page, _GAP_PT)
    top = len(page.heights)
    headings = tuple(_headings(page, table.columns))
    _add_table_object(page, table, top, headings)
    if table.head:
        _write_head(page, table, top, headings)
    fields: Fields = {}
    for row in table.rows:
        _write_row(page, table, row, fields)
    if not table.rows:
        _write_empty_row(page)
    for (choices, hint), cells in fields.items():
        _ask(page, choices, hint, cells)
    return top


def _add_table_object(page: Page, table: Table, top: int, headings: tuple[str, ...]) -> None:
    """A table object of Excel's own (rule A07): without a style, since the cells have theirs; one empty row where there are none, which Excel requires."""
    last = top + table.head + max(1, len(table.rows)) - 1
    columns = [{"header": heading} for heading in headings]
    options = {
        "name": _table_name(page), "columns": columns, "autofilter": False, "style": None, "banded_rows": False,
        "header_row": table.head, "first_column": table.row_heads, "description": plain(pieces_of((table.caption,))) if table.caption else "",
    }  # fmt: skip
    page.sheet.add_table(top, 0, last, len(table.columns) - 1, options)
    page.sheet.ignore_errors({"number_stored_as_text": f"A{top + 1}:{xl_rowcol_to_cell(last, len(table.columns) - 1)}"})


def _headings(page: Page, columns: Iterable[Column]) -> Iterator[str]:
    """Names of the columns: the labels; Excel wants each different, whatever the case, so a second one of a name gets its number."""
    seen: dict[str, int] = {}
    for column in columns:
        text = bounded(page, plain(pieces_of((column.label,))) or column.id, _HEADING_MAX, column.label)
        text += " " if is_markup(text) else ""
        seen[text.lower()] = number = seen.get(text.lower(), 0) + 1
        yield text if number == 1 else f"{text} ({number})"


def _table_name(page: Page) -> str:
    """The sheet's name where it can be a name in a formula, else one that tells its number; unlike all others in the workbook."""
    letters = page.name.isalpha() and len(page.name) > 3
    name = page.name if letters and page.name.lower() not in page.book.tables else f"Table_{len(page.book.tables) + 1}"
    page.book.tables.add(name.lower())
    return name


def _write_head(page: Page, table: Table, top: int, headings: tuple[str, ...]) -> None:
    for column, (heading, label) in enumerate(zip(headings, (c.label for c in table.columns))):
        put_pieces(page, top, column, ((heading, PLAIN),), "head")
        note_address(page, top, column, (label,))
    _end_row(page, max(measure.height(text, width) for text, width in zip(headings, page.widths)) + 4.0)


def _write_row(page: Page, table: Table, row: Row, fields: Fields) -> None:
    number = len(page.heights)
    needed = measure.ANSWER_MIN_PT
    for column, cell in enumerate(row.cells):
        look = "help" if table.columns[column].role == "guide" else "goal" if column == 0 and table.row_heads else "answer"
        text = _write_cell(page, number, column, cell, look)
        if cell.fill and (cell.choices or cell.hint):
            fields.setdefault((cell.choices, cell.hint), []).append((number, column))
        needed = max(needed, measure.height(text, page.widths[column]))
    if needed > measure.ROW_MAX_PT:
        origin = max((p for cell in row.cells for p in cell.paragraphs), key=lambda p: len(p.text)).origin
        page.book.problems.add("row-too-tall", origin, where=f"{page.name}!{number + 1}")
    _end_row(page, needed)


def _write_cell(page: Page, row: int, column: int, cell: Cell, look: str) -> str:
    """The text that was written, in that look where nobody fills it. A field that holds only words that ask for it stays empty: in Excel the style and the message tell it (rule A12)."""
    runs = [run for paragraph in cell.paragraphs for run in paragraph.runs if run.text]
    if cell.fill and all(run.look == "prompt" for run in runs):
        page.sheet.write_blank(row, column, None, page.book.looks.cell("fill"))
        note_address(page, row, column, cell.paragraphs)
        page.book.blank.update(paragraph.id for paragraph in cell.paragraphs if paragraph.id)
        return ""
    return put(page, row, column, cell.paragraphs, "fill" if cell.fill else look)


def _write_empty_row(page: Page) -> None:
    for column in range(len(page.widths)):
        page.sheet.write_blank(len(page.heights), column, None, page.book.looks.cell("answer"))
    _end_row(page, measure.LINE_PT)


def _ask(page: Page, choices: tuple[str, ...], hint: str, cells: list[tuple[int, int]]) -> None:
    """What Excel says and allows in fields that ask for the same: a list that may be left blank, or anything."""
    listed = choices and sum(len(choice) + 1 for choice in choices) <= _LIST_MAX and not any("," in choice for choice in choices)
    options: dict[str, object] = {"validate": "list", "source": list(choices)} if listed else {"validate": "any"}
    if hint:
        options["input_message"] = shortened(clean(hint), _PROMPT_MAX)
    runs = _runs(cells)
    options["other_cells"] = runs[1:]
    page.sheet.data_validation(*runs[0], options)


def _runs(cells: list[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Cells that stand below each other, as ranges of first row, column, last row, column."""
    runs: list[tuple[int, int, int, int]] = []
    for row, column in sorted(cells, key=lambda cell: (cell[1], cell[0])):
        if runs and runs[-1][1:3] == (column, row - 1):
            runs[-1] = (runs[-1][0], column, row, column)
        else:
            runs.append((row, column, row, column))
    return runs


# On the screen and on paper


def _keep_in_sight(page: Page, head: int) -> None:
    """The header row and what stands above it stay while the rest is scrolled, unless they would fill the window; on paper the header row is repeated (A10)."""
    if sum(page.heights[: head + 1]) <= _FROZEN_MAX_PT:
        page.sheet.freeze_panes(head + 1, 0)
    page.sheet.repeat_rows(head)


def _nearly_a_page(page: Page, large: bool) -> bool:
    """Whether rows that need a little more than a page of A4 go on one if the print is made a little smaller."""
    return not large and sum(page.widths) <= measure.PAGE + 1 and _PAGE_PT < sum(page.heights) <= _PAGE_PT * _SQUEEZE


def _set_up_print(page: Page, document: Document, large: bool) -> None:
    """A4 on its side, or A3 for what wants a large page, one page wide; the edition and the key at the left of the footer, the page number at the right."""
    sheet = page.sheet
    sheet.set_landscape()
    sheet.set_paper(_A3 if large else _A4)
    sheet.set_margins(_SIDE_INCHES, _SIDE_INCHES, _TOP_INCHES, _BOTTOM_INCHES)
    sheet.fit_to_pages(1, int(_nearly_a_page(page, large)))
    sheet.hide_gridlines(2)
    marks = " · ".join(text for text in (document.marks.get("edition", ""), document.key) if text)
    sheet.set_footer("&L" + shortened(clean(marks), 100).replace("&", "&&") + "&R&P (&N)")
