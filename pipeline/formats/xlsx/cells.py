"""A cell of a sheet: paragraphs as text of one look or several, where they stand, and what Excel could not hold.

Rows and columns are 0-based, as XlsxWriter counts them; addresses (`Seuranta!C4`) are 1-based, as Excel shows them. Everything is written as
text, so that nothing that begins with `=`, `+`, `-` or `@` is ever reckoned.
"""

import re
from typing import Iterable, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from ...document.blocks import Paragraph, Run
from ...problems import Problems
from ..markup import clean
from .looks import PLAIN, Kind, Looks

TEXT_MAX = 32_767  #: UTF-16 units that a cell can hold
_SAFE = ("https://", "http://", "mailto:")
_HREF_MAX = 2_000
_ESCAPED = re.compile("_x[0-9A-Fa-f]{4}_")
_MIXED = ("text", "goal", "answer", "help", "fill")  #: looks of cells that keep the looks of their runs

Pieces = tuple[tuple[str, Kind], ...]


class Book(NamedTuple):
    """The workbook that the sheets go into, and what is gathered on the way."""

    workbook: Workbook
    looks: Looks
    problems: Problems
    addresses: dict[str, str]  #: of each paragraph with an id, its cell
    blank: set[str]  #: paragraphs whose cell is left empty, to be filled
    tables: set[str]  #: names of table objects in lower case
    guarded: bool  #: people fill its fields, and must not break what stands round them


class Page(NamedTuple):
    """A sheet while it is written: its name and the widths of its columns in characters."""

    book: Book
    sheet: Worksheet
    name: str
    widths: tuple[float, ...]
    heights: list[float]  #: of the rows that are written, in points


def put(page: Page, row: int, column: int, paragraphs: tuple[Paragraph, ...], look: str, wrap: bool = False) -> str:
    """Write paragraphs into one cell, a line break between them, and note where they stand; the text is given back.

    An answer's cell that only says what is missing looks so, without the frame of what is to be filled; one that is nothing but a link leads there. Reports `cell-too-long`.
    """
    pieces = pieces_of(paragraphs)
    if look == "answer" and pieces and all(kind.look == "missing" for _, kind in pieces):
        look, pieces = "missing", tuple((text, PLAIN) for text, _ in pieces)
    text = bounded(page, plain(pieces), TEXT_MAX, paragraphs[0])
    if look not in _MIXED or len(text) < len(plain(pieces)):
        pieces = ((text, PLAIN),)
    href = _only_link(paragraphs)
    if href and not is_markup(text):
        page.sheet.write_url(row, column, href, page.book.looks.cell(look, Kind(link=True), wrap), text)
    else:
        put_pieces(page, row, column, pieces, look, wrap)
    note_address(page, row, column, paragraphs)
    return text


def put_pieces(page: Page, row: int, column: int, pieces: Pieces, look: str, wrap: bool = False) -> None:
    """Text of one kind as a plain string, of several as a rich one.

    XlsxWriter 3.3 mistakes some plain text for markup, which is therefore written as a rich string, and escapes `_xHHHH_` twice in rich ones, which
    is therefore written plain.
    """
    looks, text = page.book.looks, plain(pieces)
    kinds = {kind for _, kind in pieces}
    if is_markup(text) or len(kinds) > 1 and not _ESCAPED.search(text):
        if len(pieces) == 1:
            pieces = ((text[:1], pieces[0][1]), (text[1:], pieces[0][1]))
        fragments = [part for fragment, kind in pieces for part in (looks.font(kind), fragment)]
        page.sheet.write_rich_string(row, column, *fragments, looks.cell(look, wrap=wrap))
    else:
        page.sheet.write_string(row, column, text, looks.cell(look, kinds.pop() if len(kinds) == 1 else PLAIN, wrap))


def is_markup(text: str) -> bool:
    """Whether XlsxWriter 3.3 would take a string for a rich one that it made itself, and write it unescaped."""
    return text.startswith("<r>") and text.endswith("</r>")


def _only_link(paragraphs: tuple[Paragraph, ...]) -> str:
    """The address that a whole cell leads to; empty where other text stands beside it."""
    runs = [run for paragraph in paragraphs for run in paragraph.runs if run.text]
    href = runs[0].href if len(runs) == 1 else ""
    return href if href.startswith(_SAFE) and len(href) <= _HREF_MAX else ""


def pieces_of(paragraphs: Iterable[Paragraph]) -> Pieces:
    """The paragraphs' text by kind, neighbours of one kind joined, without what XML cannot hold; links look like text among other text."""
    pieces: list[tuple[str, Kind]] = []
    for number, paragraph in enumerate(paragraphs):
        for run in (*((Run("\n"),) if number else ()), *paragraph.runs):
            text = clean(run.text.replace("\r\n", "\n").replace("\r", "\n"))
            kind = Kind(run.strong, run.look)
            if pieces and (pieces[-1][1] == kind or text == "\n"):
                pieces[-1] = (pieces[-1][0] + text, pieces[-1][1])
            elif text:
                pieces.append((text, kind))
    return tuple(pieces)


def plain(pieces: Pieces) -> str:
    """The words of the pieces."""
    return "".join(text for text, _ in pieces)


def bounded(page: Page, text: str, limit: int, paragraph: Paragraph) -> str:
    """`text`, or its beginning and a problem where Excel would not hold all of it."""
    size = len(text.encode("utf-16-le")) // 2
    if size <= limit:
        return text
    page.book.problems.add("cell-too-long", paragraph.origin, sheet=page.name, size=size, limit=limit)
    return shortened(text, limit)


def shortened(text: str, limit: int) -> str:
    """The beginning of `text` in at most `limit` UTF-16 units, closed by an ellipsis."""
    if len(text.encode("utf-16-le")) // 2 <= limit:
        return text
    return text.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", "ignore") + "…"


def note_address(page: Page, row: int, column: int, paragraphs: tuple[Paragraph, ...]) -> None:
    """Remember the cell as the place of every paragraph that has an id."""
    for paragraph in paragraphs:
        if paragraph.id:
            page.book.addresses[paragraph.id] = f"{page.name}!{xl_rowcol_to_cell(row, column)}"
