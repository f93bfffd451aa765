"""Walks the elements of a story of a returned Word file (its body, a header, a note) and says every character once, where it stands.

What an element means here: the final view, so tracked insertions count and deletions are said as deleted; content controls, links, smart tags and
fields are looked through; of alternatives the first counts. The parser bounds the depth of elements, and with it that of the calls.
"""

from typing import Callable, Iterable, Mapping

from lxml import etree

from ..address import PREFIX
from ..returned import Kind, ReturnedText
from .fields import Fields
from .findings import Findings
from .flow import DELETED, HIDDEN, KEPT, Flow
from .grid import Grid, Meant, Row
from .wordml import PROPERTIES, SIGNS, child, control_name, is_on, joins, local, said, symbol

_NAME = 64  #: characters of a name of ours, and Word's own limit for tags
_REPLACED = "\ufffd"  #: for a symbol that is no character


class Story:
    """One story. `images`: the parts of pictures by relationship; `lined`: texts side by side in a run are lines; `gridded`: its tables are tables.

    While it walks: the flow, the table, the row and the fields at hand; names that wait for the next paragraph or cell; whether what is said is
    deleted, hidden, in the prompt of a control, or inserted there.
    """

    def __init__(self, found: Findings, images: Mapping[str, str], lined: bool = False, gridded: bool = False) -> None:
        self.found, self.images, self.lined, self.gridded = found, images, lined, gridded
        self.flow = Flow("other", "")
        self.grid: Grid | None = None
        self.row: Row | None = None
        self.waiting: dict[str, str] = {}
        self.deleted = self.hidden = self.prompt = self.inserted = False
        self.fields = Fields()

    def read(self, elements: Iterable[etree._Element], kind: Kind, where: str, each: bool = False) -> None:
        """Everything that the elements say, into the findings; `each`: a text for each paragraph."""
        self.flow = Flow(kind, where, each)
        self._walk(elements)
        self.found.texts.extend(self.flow.texts())

    def _walk(self, elements: Iterable[etree._Element]) -> None:
        for element in elements:
            meaning = _MEANINGS.get(local(element.tag), Story._walk)
            if meaning:
                meaning(self, element)

    def _say(self, text: str) -> None:
        state = DELETED if self.deleted else HIDDEN if self.hidden or self.fields.in_code() else KEPT
        self.flow.say(text, state, self.prompt and not self.inserted)

    # Characters

    def _text(self, element: etree._Element) -> None:
        text = "".join(element.itertext()) if len(element) else element.text
        if self.lined and (before := element.getprevious()) is not None and before.tag == element.tag:
            self._say("\n")
        if text:
            self._say(text)

    def _deleted_text(self, element: etree._Element) -> None:
        before, self.deleted = self.deleted, True
        self._text(element)
        self.deleted = before

    def _sign(self, element: etree._Element) -> None:
        self._say(SIGNS.get(local(element.tag), "\t"))

    def _break(self, element: etree._Element) -> None:
        self._say("\n")

    def _symbol(self, element: etree._Element) -> None:
        sign = symbol(said(element, "char"))
        self._say(sign if sign.strip() else _REPLACED)

    def _word_art(self, element: etree._Element) -> None:
        text = element.get("string", "")
        if text.strip():
            kind: Kind = "deleted" if self.deleted else "hidden" if self.hidden else "other"
            self.found.texts.append(ReturnedText(kind, f"{_outer(self.flow)}tekstitaide", text))

    # Runs and what stands round them

    def _run(self, element: etree._Element) -> None:
        before = self.hidden
        properties = child(element, "rPr")
        if properties is not None and is_on(child(properties, "vanish")):
            self.hidden = True
        self._walk(element)
        self.hidden = before

    def _deletion(self, element: etree._Element) -> None:
        before, self.deleted = self.deleted, True
        self._walk(element)
        self.deleted = before

    def _insertion(self, element: etree._Element) -> None:
        before, self.inserted = self.inserted, True
        self._walk(element)
        self.inserted = before

    def _alternatives(self, element: etree._Element) -> None:
        for first in element[:1]:
            self._walk(first)

    def _control(self, element: etree._Element) -> None:
        before = self.prompt, self.inserted
        if is_on(element.find("{*}sdtPr/{*}showingPlcHdr")):
            self.prompt, self.inserted = True, False
        name = control_name(element)
        self._name(name, "control")
        self._walk(element)
        self.waiting.pop("control", None)
        self.prompt, self.inserted = before

    def _bookmark(self, element: etree._Element) -> None:
        name, first = said(element, "name"), said(element, "colFirst")
        if first.isdecimal() and len(first) < 4 and self.grid and name.startswith(PREFIX) and len(name) <= _NAME:
            (self.row or self.grid).meant.append(Meant(int(first), name, self.flow))
        elif name.startswith(PREFIX):
            self._name(name, said(element, "id"))

    def _bookmark_end(self, element: etree._Element) -> None:
        self.waiting.pop(said(element, "id"), None)

    def _name(self, name: str, waits: str) -> None:
        """A name of ours: of the paragraph or the cell at hand, else of the next."""
        if not name or len(name) > _NAME:
            return
        if self.flow.open or not self.flow.each:
            self.flow.names[name] = None
        else:
            self.waiting[waits] = name

    def _take_names(self) -> None:
        if self.waiting:
            self.flow.names.update(dict.fromkeys(self.waiting.values()))
            self.waiting.clear()

    def _field(self, element: etree._Element) -> None:
        if not self.deleted:
            self.fields.mark(element)

    # Paragraphs, text boxes and tables

    def _paragraph(self, element: etree._Element) -> None:
        before, self.fields = self.fields, Fields(element)
        self.found.texts += self.flow.start()
        self._take_names()
        self._walk(element)
        self.fields = before
        self.found.texts += self.flow.finish(joins(element))

    def _box(self, element: etree._Element) -> None:
        before = self.flow, self.row, self.fields, self.prompt
        self.found.boxes += 1
        self.flow = Flow("textbox", f"{_outer(self.flow)}tekstiruutu {self.found.boxes}")
        self.row, self.fields, self.prompt = None, Fields(), False
        self._walk(element)
        self.found.texts += self.flow.texts()
        self.flow, self.row, self.fields, self.prompt = before

    def _table(self, element: etree._Element) -> None:
        if not self.gridded or self.deleted or self.hidden:
            self._walk(element)
            return
        if self.flow.each:
            self.found.texts += self.flow.texts()
        before = self.flow, self.grid, self.row, self.prompt
        grid = self._new_grid()
        self.found.grids.append(grid)
        self.flow, self.grid, self.row, self.prompt = Flow("body", f"{grid.where}, solujen ulkopuolella", each=True), grid, None, False
        self._walk(element)
        self.found.texts += self.flow.texts()
        if not grid.cells and self.found.grids[-1] is grid:
            self.found.grids.pop()
        self.flow, self.grid, self.row, self.prompt = before

    def _new_grid(self) -> Grid:
        if self.grid is None:
            self.found.tables += 1
            where = f"taulukko {self.found.tables}"
            if self.flow.each:
                self.flow.where = f"taulukon {self.found.tables} jälkeen"
            return Grid(where)
        top = self.grid.top
        top.inner += 1
        cell = self.flow.where if self.grid is top else top.where
        return Grid(f"{cell}, sisätaulukko {top.inner}", top)

    def _table_row(self, element: etree._Element) -> None:
        properties = child(element, "trPr")
        if self.grid is None or self.deleted or self.hidden:
            self._walk(element)
        elif properties is not None and child(properties, "del") is not None:
            self._aside(element, f"{self.grid.where}, poistettu rivi", deleted=True)
        elif properties is not None and is_on(child(properties, "hidden")):
            self._aside(element, f"{self.grid.where}, piilotettu rivi", deleted=False)
        else:
            before, row = self.row, self.grid.row(properties)
            self.row = row
            self._walk(element)
            self.found.texts += self.grid.close(row)
            self.row = before

    def _cell(self, element: etree._Element) -> None:
        properties = child(element, "tcPr")
        if self.grid is None or self.row is None or self.deleted or self.hidden:
            self._walk(element)
        elif properties is not None and child(properties, "cellDel") is not None:
            self._aside(element, f"{self.grid.where}, rivi {self.row.number + 1}, poistettu solu", deleted=True)
        else:
            before, self.flow = self.flow, self.grid.cell(self.row, properties)
            self._take_names()
            self._walk(element)
            self.flow = before

    def _aside(self, element: etree._Element, where: str, deleted: bool) -> None:
        """A row or a cell that is no part of the final view."""
        before = self.flow, self.deleted, self.hidden
        self.flow, self.deleted, self.hidden = Flow("body", where), deleted, not deleted
        self._walk(element)
        self.found.texts += self.flow.texts()
        self.flow, self.deleted, self.hidden = before

    # What points elsewhere

    def _reference(self, element: etree._Element) -> None:
        kind = "comment" if local(element.tag).startswith("comment") else local(element.tag).removesuffix("Reference")
        self.found.anchors.setdefault((kind, said(element, "id")), self.flow.where)

    def _picture(self, element: etree._Element) -> None:
        for value in element.attrib.values():
            if value in self.images:
                self.found.pictures.setdefault(self.images[value], self.flow.where)
        self._walk(element)


def _outer(flow: Flow) -> str:
    """How what stands inside a flow begins to say where it is; a text box in a text box says only its own number."""
    return "" if flow.kind == "textbox" or not flow.where else f"{flow.where}, "


_MEANINGS: dict[str, Callable[[Story, etree._Element], None] | None] = {
    "t": Story._text,
    "delText": Story._deleted_text,
    **dict.fromkeys((*SIGNS, "ptab"), Story._sign),
    "br": Story._break,
    "sym": Story._symbol,
    "textpath": Story._word_art,
    "r": Story._run,
    **dict.fromkeys(("del", "moveFrom"), Story._deletion),
    **dict.fromkeys(("ins", "moveTo"), Story._insertion),
    "AlternateContent": Story._alternatives,
    "sdt": Story._control,
    "bookmarkStart": Story._bookmark,
    "bookmarkEnd": Story._bookmark_end,
    "fldChar": Story._field,
    "p": Story._paragraph,
    **dict.fromkeys(("txbxContent", "txBody"), Story._box),
    "tbl": Story._table,
    "tr": Story._table_row,
    "tc": Story._cell,
    **dict.fromkeys(("commentRangeStart", "commentReference", "footnoteReference", "endnoteReference"), Story._reference),
    **dict.fromkeys(("blip", "svgBlip", "imagedata", "fill"), Story._picture),
    **dict.fromkeys(PROPERTIES),
}
