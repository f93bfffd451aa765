"""What a returned form holds, whatever its format: every character of it once, with what the file says of where it stands.

A format's `returned.py` makes it, in a process of its own; `placing.py` says which of it is an answer. Nothing here decides: a text is given
where it was found, our own words and the respondent's alike. `counted` is the reader's second opinion, by a road that shares no code with the first.
"""

from typing import Literal

import msgspec

#: What a text outside the cells of a table is. `deleted`: tracked deletions and moved-away text; `hidden`: of hidden sheets, rows and columns;
#: neither ever becomes an answer. `body`: paragraphs or cells outside every table; `margin`: headers and footers.
Kind = Literal["body", "margin", "comment", "note", "textbox", "deleted", "hidden", "other"]


class ReturnedCell(msgspec.Struct, frozen=True):
    """A cell that says something or carries one of our names. Row and column are 0-based in the grid of its table, as a reader of the page counts them."""

    row: int
    column: int
    where: str  #: in a person's words: `Seuranta!C9`; `taulukko 2, rivi 3, sarake 2`
    text: str  #: the final view; paragraphs and line breaks as `\n`
    names: tuple[str, ...] = ()  #: of ours in this cell, in the form of `address.bookmark`: bookmarks, tags of controls, defined names
    prompt: bool = False  #: the file says that this is the prompt of an empty control, not an answer
    lost: bool = False  #: the file does not hold what the cell shows: a formula without a result, a string that is not there


class ReturnedTable(msgspec.Struct, frozen=True):
    """A grid of cells, by row, then column; cells that are empty and carry no name are left out. A nested table is a table of its own, after its host."""

    where: str  #: `taulukko 2`; the name of the sheet
    cells: tuple[ReturnedCell, ...]


class ReturnedText(msgspec.Struct, frozen=True):
    """A text that is no cell."""

    kind: Kind
    where: str  #: in a person's words: `kommentti 1 (Maija)`, `alaviite 2`, `ylätunniste`, `Seuranta!H3`
    text: str
    names: tuple[str, ...] = ()


class ReturnedPicture(msgspec.Struct, frozen=True):
    """A picture that our own form does not have."""

    where: str
    name: str  #: plain ASCII: the part's own name where it is one, with its ending
    data: bytes


class Remark(msgspec.Struct, frozen=True):
    """Something to tell about the file: a code of messages.toml and its values."""

    code: str
    values: tuple[tuple[str, str], ...] = ()


class Returned(msgspec.Struct, frozen=True):
    """A whole file."""

    format: str  #: `docx` or `xlsx`
    properties: dict[str, str]  #: its custom properties
    modified: str  #: `dcterms:modified` of its core properties as it stands; empty: none
    tables: tuple[ReturnedTable, ...]
    texts: tuple[ReturnedText, ...]
    pictures: tuple[ReturnedPicture, ...] = ()
    remarks: tuple[Remark, ...] = ()
    counted: int = 0  #: characters other than white space in everything that the file can show or has deleted, counted anew from its parts

    def characters(self) -> int:
        """Characters other than white space in what was given; `counted` where nothing was lost or doubled."""
        texts = [cell.text for table in self.tables for cell in table.cells] + [text.text for text in self.texts]
        return sum(len("".join(text.split())) for text in texts)
