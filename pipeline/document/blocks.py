"""The blocks of a document.

A paragraph is the smallest thing that is addressed, compared and read back; everything else is its surroundings.
A document does not say how it looks: a section has a kind and its panels have roles, and the templates' `layouts.yaml` gives
both a layout or a style. Knows neither the model nor any format; `compose` makes documents, `formats` write and read them.
"""

from typing import Iterator, Literal, Union

import msgspec

from ..problems import Span


class Run(msgspec.Struct, frozen=True):
    """A stretch of text of one look."""

    text: str
    strong: bool = False
    href: str = ""  #: an address outside (https, http, mailto); empty: none is known or none is meant
    target: str = ""  #: the id of a section of the same document that the text leads to
    #: `missing`: the owner must supply it; `muted`: stands for nothing said; `prompt`: stands in a field until a person writes there;
    #: `count`: the number of a table, counted through the document
    look: Literal["", "missing", "muted", "prompt", "count"] = ""


class Paragraph(msgspec.Struct, frozen=True):
    """A statement: the unit of identity. `id` is unique in its document; an empty id is a fixed word that is not compared."""

    id: str
    runs: tuple[Run, ...]
    style: Literal["text", "bullet", "number", "heading", "guide"] = "text"  #: `guide`: help beside what is asked, in a form only
    origin: Span | None = None  #: where the words stand in the source or in the templates' words
    editable: bool = True  #: False: made from something else, so an edit of it cannot be taken back to the source
    markup: str = ""  #: the words as the source writes them; empty where they are not written there

    @property
    def text(self) -> str:
        """The words as a reader sees them."""
        return "".join(run.text for run in self.runs)

    @property
    def links(self) -> tuple[str, ...]:
        """Where its links lead, in order, each address once."""
        return tuple(dict.fromkeys(run.href for run in self.runs if run.text and run.href))


class Panel(msgspec.Struct, frozen=True, tag="panel"):
    """Paragraphs that belong together, and the role that they play in their section (`body`, `links`, `goal`, ...)."""

    id: str
    role: str
    paragraphs: tuple[Paragraph, ...]
    label: Paragraph | None = None  #: a heading of the panel; None where the role itself shows none
    group: str = ""  #: panels of one group stay together where a section is divided; empty: this one may stand alone
    again: bool = False  #: stands again on every page over which a table beside it goes on


class Column(msgspec.Struct, frozen=True):
    """A column of a table. Shares of all columns add up to 1."""

    id: str
    label: Paragraph
    share: float
    role: Literal["head", "text", "answer", "choice", "guide"] = "text"  #: `guide`: help, which an upright page shows below the row's name


class Cell(msgspec.Struct, frozen=True):
    """A field: one cell of a table. Blank, filled and returned tables differ only in the values of their cells."""

    id: str
    paragraphs: tuple[Paragraph, ...]  #: at least one, so that no cell is silent (rule A12)
    fill: bool = False  #: a person writes here
    choices: tuple[str, ...] = ()  #: what may be written; empty: anything
    hint: str = ""  #: what a person is told who is about to write


class Row(msgspec.Struct, frozen=True):
    """A row of a table; as many cells as the table has columns."""

    id: str
    cells: tuple[Cell, ...]


class Table(msgspec.Struct, frozen=True, tag="table"):
    """R rows x C columns, the header row not counted. No merged cells."""

    id: str
    role: str  #: `table`, `followup`, `form`, `development`, `facts`, ...: gives width, style and fill look
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: Paragraph | None = None
    note: Paragraph | None = None  #: the legend of its signs, which a reader meets before them
    head: bool = True  #: the column labels are shown as a header row
    row_heads: bool = True  #: the first column names the row


class Series(msgspec.Struct, frozen=True):
    """One series of a chart: its name, a number for each category, and how its bars look."""

    name: str
    values: tuple[int, ...]
    #: `solid`, `outline`, or `gap` for what is missing, whose bars name their number alone
    look: Literal["solid", "outline", "gap"]


class Chart(msgspec.Struct, frozen=True, tag="chart"):
    """Stacked bars, one a category, or a ring of equal parts. The same numbers stand in words in its caption and, for those who see it, in a table beside it.

    In a ring a category is a part of it, marked where its number in the only series is not 0; the title stands in the hole.
    """

    id: str
    role: str
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    caption: Paragraph  #: what the chart shows, for those who do not see it
    kind: Literal["bars", "ring"] = "bars"
    marks: tuple[str, ...] = ()  #: of a ring: what stands outside each category; empty texts: nothing


Part = Union[Panel, Table, Chart]


class Section(msgspec.Struct, frozen=True):
    """A slide or more in the deck; a heading and what follows it in Word."""

    id: str
    kind: str  #: the key under `kinds:` of layouts.yaml
    title: Paragraph | None
    parts: tuple[Part, ...] = ()
    level: int = 1  #: of the heading: 1 chapter, 2 section
    number: str = ""  #: printed before the heading where the format numbers headings
    wide: bool = False  #: wants a landscape page
    large: bool = False  #: and one twice the common size: its table has more words than columns of a common page hold
    notes: tuple[Paragraph, ...] = ()  #: for the speaker, or for paper
    depth: int = 2  #: of a contents list: how many levels of headings it shows; with one, what follows may stand on its page


class Document(msgspec.Struct, frozen=True):
    """One output's content. `key` is `EDITION-DIGEST`, with the first 8 hex digits of `digest`."""

    id: str
    title: str
    sections: tuple[Section, ...]
    language: str
    publisher: str
    subject: str
    edition: str  #: the edition's id
    date: str  #: ISO date that core properties take: the edition's, or for a draft 1 January of its year
    marks: dict[str, str]  #: short fixed texts for headers and footers by name: `handbook`, `edition`, `date`, `status`, `document`, `example`
    key: str = ""
    digest: str = ""  #: SHA-256 of all this but the key; `compose` gives it with the key


def paragraphs(part: Part) -> Iterator[tuple[str, Paragraph]]:
    """The paragraphs of a part in reading order, each with the id of what holds it (panel, cell, or table)."""
    if isinstance(part, Panel):
        if part.label is not None:
            yield part.id, part.label
        for paragraph in part.paragraphs:
            yield part.id, paragraph
        return
    if isinstance(part, Chart):
        yield part.id, part.caption
        return
    if part.caption is not None:
        yield part.id, part.caption
    if part.note is not None:
        yield part.id, part.note
    if part.head:
        for column in part.columns:
            yield part.id, column.label
    for row in part.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                yield cell.id, paragraph


def walk(document: Document) -> Iterator[tuple[str, Paragraph]]:
    """Every paragraph that is compared, in reading order, with the id of its parent. Notes come after their section."""
    for section in document.sections:
        if section.title is not None and section.title.id:
            yield section.id, section.title
        for part in section.parts:
            yield from ((parent, p) for parent, p in paragraphs(part) if p.id)
        yield from ((section.id, p) for p in section.notes if p.id)


def cells(document: Document) -> Iterator[Cell]:
    """Every cell of every table, in reading order."""
    for section in document.sections:
        for part in section.parts:
            if isinstance(part, Table):
                yield from (cell for row in part.rows for cell in row.cells)


def charts(document: Document) -> Iterator[Chart]:
    """Every chart, in reading order."""
    for section in document.sections:
        yield from (part for part in section.parts if isinstance(part, Chart))
