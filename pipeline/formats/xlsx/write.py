"""A document as an Excel workbook: a sheet for each section that has a table.

XlsxWriter makes the parts in memory; the package is then written anew with fixed dates and order, and with what XlsxWriter cannot say: the
document's language and named cell styles. A workbook takes no template: its looks stand in `looks.py`. Sheets are written in `sheet.py`.
"""

import re
from io import BytesIO, StringIO
from typing import Iterator, Mapping

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname, xl_cell_to_rowcol, xl_rowcol_to_cell

from ...document.blocks import Document, Section, Table, cells
from ...problems import Problems
from .. import properties
from ..address import bookmark
from ..contract import Layouts, Rendering
from ..markup import clean
from ..package import PackageError, unpack
from ..theme import theme_part
from .looks import DEFAULT, Looks
from .sheet import FACTS, Book, write_sheet

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": DEFAULT,
    "default_column_width": 72,  # pixels: tells XlsxWriter that a digit of 12 pt Calibri is 8 pixels wide
    "default_row_height": 21,
}
_NAME_MAX = 31  #: characters that Excel allows in the name of a sheet
_WINDOW = (1440, 900)  #: pixels, on opening


def write(document: Document, template: bytes, layouts: Layouts | None, problems: Problems) -> Rendering | None:
    """The workbook of `document`; `template` and `layouts` are not used by this format.

    Sections without a table are left out. The same document gives the same bytes. Reports `cell-too-long` and `row-too-tall` at the origin of the
    words. None, with the code of `PackageError`, for a workbook that our own reader would refuse: too large, or packed too well to be honest.
    """
    stream = BytesIO()
    workbook = Workbook(stream, _OPTIONS)
    workbook.use_custom_theme(StringIO(theme_part()))
    workbook.calc_on_load = False
    workbook.set_size(*_WINDOW)
    workbook.set_properties({"company": clean(document.publisher)})
    workbook.set_custom_property(properties.KEY, "-")  # so that the package refers to the part, which is written anew
    book = Book(workbook, Looks(workbook), problems, {}, set(), set(), guarded=any(cell.fill for cell in cells(document)))
    for section, name in _sheets(document):
        write_sheet(book, document, section, name)
    if book.guarded:
        _name_cells(book, document)
    workbook.close()
    try:
        parts = {name: packed.inflate() for name, packed in unpack(stream.getvalue()).items()}
    except PackageError as error:
        problems.add(error.code, None, **error.values)
        return None
    return Rendering(_package(parts, document, book.looks), book.addresses, frozenset(book.blank))


def _name_cells(book: Book, document: Document) -> None:
    """Give the cells by which a returned form is recognised the names of their blocks, as bookmarks are in Word: names move with their cells."""
    for block in dict.fromkeys(_identities(document)):
        sheet, found, cell = book.addresses.get(block, "").rpartition("!")
        if found:
            place = xl_rowcol_to_cell(*xl_cell_to_rowcol(cell), row_abs=True, col_abs=True)
            book.workbook.define_name(bookmark(block), f"={quote_sheetname(sheet)}!{place}")


def _identities(document: Document) -> Iterator[str]:
    """Ids of the blocks that say what a form's cells are: heads of columns, names of rows, fields, and the values of its facts."""
    for table in (part for section in document.sections for part in section.parts if isinstance(part, Table)):
        yield from (column.label.id for column in table.columns if table.head)
        for row in table.rows:
            said = row.cells[1:] if table.role == FACTS else [cell for n, cell in enumerate(row.cells) if cell.fill or n == 0 and table.row_heads]
            yield from (cell.paragraphs[0].id for cell in said)


def _sheets(document: Document) -> list[tuple[Section, str]]:
    """Sections that have a table, each with a name for its sheet unlike the others', whatever the case (Excel's rule)."""
    named: dict[str, tuple[Section, str]] = {}
    for section in document.sections:
        if any(isinstance(part, Table) and part.role != FACTS for part in section.parts):
            name = _sheet_name(document, section, len(named) + 1, named)
            named[name.lower()] = (section, name)
    return list(named.values())


def _sheet_name(document: Document, section: Section, number: int, taken: Mapping[str, object]) -> str:
    wanted = document.marks.get(f"sheet.{section.kind}") or (section.title.text if section.title else "")
    name = re.sub(r"[\[\]:*?/\\\s]+", " ", clean(wanted)).strip(" '")
    name = name.encode("utf-16-le")[: 2 * _NAME_MAX].decode("utf-16-le", "ignore").strip(" '") or section.id[:_NAME_MAX]
    return f"{name[: _NAME_MAX - 4]} {number}" if name.lower() in taken else name


def _package(parts: dict[str, bytes], document: Document, looks: Looks) -> bytes:
    core = properties.core(document.title, document.subject, document.publisher, document.language, document.date)
    parts["docProps/core.xml"] = core.encode("utf-8")
    parts["xl/styles.xml"] = looks.with_names(parts["xl/styles.xml"].decode("utf-8")).encode("utf-8")
    return properties.seal(parts, document.key, document.id, properties.personal(document.marks))
