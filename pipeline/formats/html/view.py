"""A document as the templates of a page see it: headings with their ranks, lists, panels and tables, each block with its anchor.

Pure. Everything that has to be decided is decided here, so that `templates/html/` only says how it is written. The names of the fields are what
a template may ask for; the README of the templates tells them.
"""

import re
import unicodedata
from itertools import groupby
from typing import Iterator, Literal, NamedTuple, Union

from msgspec.structs import replace

from ...document.blocks import Cell, Document, Panel, Paragraph, Run, Section, Table, walk
from ..address import anchor
from ..links import address
from ..markup import no_break

_LINES = re.compile("\r\n|[\r\n]")
_UNHEADED = ("links", "act")  #: roles whose label names a link and is no heading
_SIDE_BY_SIDE = ("priority", "box")  #: roles whose panels stand beside each other
_LONG = 22  #: letters of a word for which a column of a wide table has no room
_COLON = ": "
_DEEPEST = 6  #: rank of a heading in HTML
_RIGHT_TO_LEFT = ("R", "AL", "RLE", "RLI", "RLO")


class Piece(NamedTuple):
    """A stretch of words of one look. `href` leads outside, `target` is an anchor of the page.

    `look` is that of the run, or `break` for the end of a line and `colon` for the sign between a name and what is said of it.
    """

    text: str
    strong: bool = False
    href: str = ""
    target: str = ""
    look: str = ""


class Line(NamedTuple):
    """A paragraph. `anchor` is empty for fixed words; `rtl`: some of it is written from right to left."""

    anchor: str
    text: str
    pieces: tuple[Piece, ...]
    rtl: bool


class Flow(NamedTuple):
    """Paragraphs of one style that follow each other; those of `bullet` and `number` make a list."""

    style: str
    lines: tuple[Line, ...]


class PanelView(NamedTuple):
    """A panel. `heading` is the rank of its label, 0 where that is no heading; `inner` that of headings in it."""

    role: str
    label: Line | None
    heading: int
    inner: int
    flows: tuple[Flow, ...]
    kind: Literal["panel"] = "panel"


class GroupView(NamedTuple):
    """Panels of one role beside each other."""

    role: str
    panels: tuple[PanelView, ...]
    kind: Literal["group"] = "group"


class CellView(NamedTuple):
    """A cell: `line` where it holds one plain paragraph, else its `flows`. `name` is that of its column; `heads`: it names its row."""

    line: Line | None
    flows: tuple[Flow, ...]
    name: str
    role: str
    heads: bool
    open: bool  #: a person writes here
    waiting: bool  #: and it says so
    headers: str  #: the anchors of what heads its row and its column


class RowView(NamedTuple):
    """A row of a table."""

    cells: tuple[CellView, ...]


class ColumnView(NamedTuple):
    """A column: its label, and its share of the width in hundredths."""

    label: Line
    role: str
    share: int


class TableView(NamedTuple):
    """A table. `blank`: nothing has been said in it yet; `tight`: a word of its heads is longer than a column."""

    role: str
    caption: Line | None
    note: Line | None
    columns: tuple[ColumnView, ...]
    rows: tuple[RowView, ...]
    head: bool
    blank: bool
    tight: bool
    kind: Literal["table"] = "table"


Part = Union[PanelView, GroupView, TableView]


class SectionView(NamedTuple):
    """A section with those that belong to it. `rank` is that of its heading, 2-6."""

    anchor: str
    own: bool  #: a paragraph that bears the same anchor would stand in its way
    kind: str
    rank: int
    number: str
    title: Line | None
    parts: tuple[Part, ...]
    notes: tuple[Line, ...]
    wide: bool
    sections: tuple["SectionView", ...]


class PageView(NamedTuple):
    """The whole page. `contents` is the heading of the list of contents, None where there is none."""

    title: Line
    contents: Line | None
    sections: tuple[SectionView, ...]


def page_view(document: Document) -> PageView:
    """A document as a page: a cover gives the page's title and, at the end, what the document says of itself."""
    viewer = _Viewer(document)
    apart = {kind: next((section for section in document.sections if section.kind == kind), None) for kind in ("cover", "contents")}
    cover, contents = apart["cover"], apart["contents"]
    titled = cover.title if cover is not None else None
    return PageView(
        viewer.line(titled or Paragraph("", (Run(document.title),))),
        viewer.line(contents.title) if contents is not None and contents.title is not None else None,
        tuple(viewer.nested([*(section for section in document.sections if section not in apart.values()), *_about(cover)], 2)),
    )


def _about(cover: Section | None) -> Iterator[Section]:
    """What a cover says of the document, under the caption of its table."""
    if cover is not None and cover.parts:
        first, *others = cover.parts
        caption = first.caption if isinstance(first, Table) else None
        yield replace(cover, kind="about", title=caption, parts=(replace(first, caption=None) if caption else first, *others))


class _Viewer:
    """What the parts of a page share: `_sections` are the anchors that links inside it may lead to, `_taken` those that paragraphs bear,
    `_given` those that one bears already."""

    def __init__(self, document: Document) -> None:
        self._sections = {section.id: anchor(section.id) for section in document.sections}
        self._taken = {anchor(paragraph.id) for _, paragraph in walk(document)}
        self._given: set[str] = {""}

    def nested(self, sections: list[Section], rank: int) -> Iterator[SectionView]:
        """Sections, each with the deeper ones that follow it; ranks go down one by one, however the levels do."""
        while sections:
            first, *rest = sections
            count = next((number for number, section in enumerate(rest) if section.level <= first.level), len(rest))
            yield self.section(first, rank, tuple(self.nested(rest[:count], _below(rank, first.title))))
            sections = rest[count:]

    def section(self, section: Section, rank: int, inner: tuple[SectionView, ...]) -> SectionView:
        """A section; its words are one level deeper than its heading."""
        name = self._sections[section.id]
        return SectionView(
            name,
            name not in self._taken,
            section.kind,
            rank,
            section.number,
            self.line(section.title) if section.title is not None else None,
            tuple(self._parts(section, _below(rank, section.title))),
            tuple(map(self.line, section.notes)),
            section.wide,
            inner,
        )

    def _parts(self, section: Section, rank: int) -> Iterator[Part]:
        """Parts whose headings are of a rank."""
        for role, parts in groupby(section.parts, key=lambda part: part.role if part.role in _SIDE_BY_SIDE else ""):
            panels = [self._panel(part, rank) if isinstance(part, Panel) else self._table(part) for part in parts if isinstance(part, Panel | Table)]
            if role:
                yield GroupView(role, tuple(panels))
            else:
                yield from panels

    def _panel(self, panel: Panel, rank: int) -> PanelView:
        label = self.line(panel.label) if panel.label is not None else None
        heading = rank if label is not None and panel.role not in _UNHEADED else 0
        return PanelView(panel.role, label, heading, _below(rank, panel.label) if heading else rank, self._flows(panel.paragraphs))

    def _table(self, table: Table) -> TableView:
        words = [word for column in table.columns for word in column.label.text.split()]
        return TableView(
            table.role,
            self.line(table.caption) if table.caption is not None else None,
            self.line(table.note) if table.note is not None else None,
            tuple(ColumnView(self.line(column.label), column.role, round(column.share * 100)) for column in table.columns),
            tuple(RowView(tuple(self._cells(table, row.cells))) for row in table.rows),
            table.head,
            all(run.look for row in table.rows for cell in row.cells if cell.fill for block in cell.paragraphs for run in block.runs),
            max(map(len, words), default=0) > _LONG,
        )

    def _cells(self, table: Table, cells: tuple[Cell, ...]) -> Iterator[CellView]:
        head = ""
        for number, (column, cell) in enumerate(zip(table.columns, cells)):
            heads = table.row_heads and number == 0
            line = self.line(cell.paragraphs[0]) if len(cell.paragraphs) == 1 and cell.paragraphs[0].style == "text" else None
            flows = () if line is not None else self._flows(cell.paragraphs)
            waiting = cell.fill and any(run.look in ("prompt", "missing") for block in cell.paragraphs for run in block.runs)
            headers = f"{head} {anchor(column.label.id)}" if head and table.head and column.label.id else ""
            yield CellView(line, flows, column.label.text if table.head else "", column.role, heads, cell.fill, waiting, headers)
            head = line.anchor if heads and line is not None else head

    def _flows(self, paragraphs: tuple[Paragraph, ...]) -> tuple[Flow, ...]:
        shown = (paragraph for paragraph in paragraphs if paragraph.id or paragraph.text)
        return tuple(Flow(style, tuple(map(self.line, lines))) for style, lines in groupby(shown, key=lambda paragraph: paragraph.style))

    def line(self, paragraph: Paragraph) -> Line:
        """A paragraph with its anchor, the first time that it stands in the page."""
        name = anchor(paragraph.id) if paragraph.id else ""
        bears = name not in self._given
        self._given.add(name)
        pieces = tuple(piece for run in paragraph.runs for piece in _pieces(run, self._sections.get(run.target, "")))
        rtl = any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in paragraph.text)
        return Line(name if bears else "", paragraph.text, pieces, rtl)


def _below(rank: int, title: Paragraph | None) -> int:
    """The rank of headings below one of `rank`, if that is there at all."""
    return min(rank + (title is not None), _DEEPEST)


def _pieces(run: Run, target: str) -> Iterator[Piece]:
    """A run in pieces, one for each of its lines, and an end of line between them."""
    href = address(run.href)
    for number, words in enumerate(_LINES.split(run.text)):
        if number:
            yield Piece("", look="break")
        if words:
            yield Piece(no_break(words), run.strong, href, "" if href else target, "colon" if words == _COLON else run.look)
