"""Which slide, which layout, which placeholder: decided here, without XML and without measures in EMU.

A section takes the first of the designer's layouts that holds it; where none does it goes on over further slides (`pages.py`), a table row
by row (`tables.py`). What is too long even so is an error with its place in the source.
"""

from collections import Counter
from typing import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from ...document.blocks import Document, Panel, Paragraph, Part, Run, Section, Table
from ...problems import Place, Problems
from ..contract import DeckLayouts, Fit, Layout
from ..layouts import TABLE_FLOOR_PT, TEXT_FLOOR_PT
from .fills import Fill, TableFill
from .pages import Page, pages
from .rooms import Fullness, Rooms
from .tables import cells_of, divided, table_fullness

NOTE = "note"  #: the role of a table's legend


class Slide(msgspec.Struct, frozen=True):
    """One slide: fills in reading order, the title not among them."""

    section: str
    layout: Layout
    title: Paragraph
    part: str  #: `1/2` where the section goes on, else empty
    fills: tuple[Fill | TableFill, ...]
    notes: tuple[Paragraph, ...] = ()

    @property
    def heading(self) -> Paragraph:
        """The title as it is shown, with the slide's part."""
        return replace(self.title, runs=(*self.title.runs, Run(f" {self.part}"))) if self.part else self.title


class Footers:
    """The texts of a deck's footers."""

    def __init__(self, document: Document) -> None:
        self._handbook = document.marks.get("handbook", "")
        self._edition = f"{document.marks.get('edition', '')} · {document.key}"

    def text(self, footer: str, layout: Layout) -> str:
        """What a footer of a layout says; empty for the slide's number. Where the layout has no place for the edition, it follows the handbook's name."""
        if footer == "handbook":
            return self._handbook if "edition" in layout.footers else f"{self._handbook} · {self._edition}"
        return self._edition if footer == "edition" else ""


class Plan(msgspec.Struct, frozen=True):
    """The slides of a deck in order, and how full their boxes are."""

    slides: tuple[Slide, ...]
    fit: tuple[Fit, ...]


def plan(document: Document, layouts: DeckLayouts, rooms: Rooms, problems: Problems) -> Plan:
    """The slides of a document.

    Reports `no-layout` where a section's kind is not in layouts.yaml or no layout has a place for a part, `A04-title-twice`, and at a
    block's origin `overfull`, `word-too-wide` and `text-too-small` where its text fits no layout that the designer offers.
    """
    slides: list[Slide] = []
    for section in document.sections:
        slides += _slides(section, layouts, rooms, problems)
    _doubt_titles(document.sections, problems)
    report = _Report(rooms, Footers(document), problems)
    fit = tuple(entry for number, slide in enumerate(slides, 1) for entry in report.of(number, slide))
    return Plan(tuple(slides), fit)


def _slides(section: Section, layouts: DeckLayouts, rooms: Rooms, problems: Problems) -> list[Slide]:
    """The slides of one section, tables divided; parts are counted over all of them."""
    if section.title is None:
        raise AssertionError(f"a slide has a title: {section.id}")
    parts = tuple(_with_notes(section.parts))
    cut = pages(section, parts, layouts.kinds.get(section.kind, ()), rooms)
    if not cut and all(map(rooms.usable, layouts.kinds.get(section.kind, ()))):  # else the template's lack is told, and is the reason
        roles = ", ".join(f"{role} ({count})" if count > 1 else role for role, count in Counter(part.role for part in parts).items())
        problems.add("no-layout", section.title.origin or Place("layouts.yaml", section.kind), kind=section.kind, roles=roles)
    slides = [Slide(section.id, page.layout, section.title, "", tuple(_fills(section, page))) for page in cut]
    slides = [replace(slide, fills=fills) for slide in _numbered_on(slides) for fills in divided(slide.fills, slide.layout, rooms)]
    return [
        replace(slide, part=f"{number}/{len(slides)}" if len(slides) > 1 else "", notes=section.notes if number == len(slides) else ())
        for number, slide in enumerate(slides, 1)
    ]


def _with_notes(parts: tuple[Part, ...]) -> Iterator[Part]:
    """The parts, the legend of a table's signs as a panel before it, so that it never stands on a later slide."""
    for part in parts:
        if isinstance(part, Table) and part.note is not None:
            yield Panel(part.note.id, NOTE, (part.note,))
        yield part


def _fills(section: Section, page: Page) -> Iterator[Fill | TableFill]:
    if page.layout.number and section.number:
        yield Fill(page.layout.number, "", (Paragraph("", (Run(section.number),)),))
    yield from sorted(page.filling.fills, key=lambda fill: isinstance(fill, Fill) and fill.role == NOTE)  # below its table: rule A14


def _numbered_on(slides: list[Slide]) -> Iterator[Slide]:
    """The slides of a section, numbered lists counted on where they go on."""
    counted: Counter[str] = Counter()
    for slide in slides:
        fills = []
        for fill in slide.fills:
            numbers = sum(paragraph.style == "number" for paragraph in fill.paragraphs) if isinstance(fill, Fill) else 0
            fills.append(replace(fill, start=counted[fill.role] + 1) if isinstance(fill, Fill) and numbers else fill)
            counted[fill.role if isinstance(fill, Fill) else ""] += numbers
        yield replace(slide, fills=tuple(fills))


def _doubt_titles(sections: tuple[Section, ...], problems: Problems) -> None:
    """No two sections have one title (rule A04); the slides of one section are told apart by their `1/2`."""
    first: dict[str, Paragraph] = {}
    for section in sections:
        title = section.title
        if title is None:
            continue
        known = first.setdefault(title.text.casefold(), title)
        if known is not title:
            place = f"{known.origin.path}:{known.origin.line}" if known.origin else section.id
            problems.add("A04-title-twice", title.origin, title=title.text, first=place)


# Fullness


class _Report:
    """How full the boxes of the slides are; what does not fit is reported at the words that do not."""

    def __init__(self, rooms: Rooms, footers: Footers, problems: Problems) -> None:
        self._rooms = rooms
        self._footers = footers
        self._problems = problems
        self._told: set[tuple[str, ...]] = set()  #: boxes whose text is too small, and texts that are too long

    def of(self, number: int, slide: Slide) -> Iterator[Fit]:
        """The boxes of one slide: its title, texts and table."""
        layout, rooms = slide.layout, self._rooms
        if self._is_new(layout.layout):
            self._measure_footers(layout)
        title = rooms.fullness(layout.layout, layout.title, (slide.heading,), layout.title_size)
        yield self._fit(number, slide, layout.title, (slide.title,), title, TEXT_FLOOR_PT)
        for fill in slide.fills:
            if isinstance(fill, TableFill):
                full, said = table_fullness(fill, layout, rooms), [p for _, cell, _ in cells_of(fill.table) for p in cell.paragraphs]
                if full.over:  # a row that is higher than the whole place: its longest text is the reason
                    said.sort(key=lambda paragraph: -len(paragraph.text))
                yield self._fit(number, slide, fill.placeholder, said, full, TABLE_FLOOR_PT)
            elif fill.role:
                full = rooms.fullness(layout.layout, fill.placeholder, fill.paragraphs, fill.size)
                yield self._fit(number, slide, fill.placeholder, fill.paragraphs, full, TABLE_FLOOR_PT if fill.role == NOTE else TEXT_FLOOR_PT)

    def _fit(self, number: int, slide: Slide, box: str, said: Sequence[Paragraph], full: Fullness, floor: float) -> Fit:
        at = next((paragraph.origin for paragraph in said if paragraph.origin), None)
        where = {"slide": number, "layout": slide.layout.layout, "box": box}
        if full.wide:
            wide = next((paragraph.origin for paragraph in said if full.wide in paragraph.text.split()), at)
            if self._is_new(box, full.wide, str(wide)):
                self._problems.add("word-too-wide", wide, **where, word=full.wide)
        if full.over and self._is_new(box, said[0].id or said[0].text):
            self._problems.add("overfull", at, **where, title=slide.title.text, lines=full.over)
        if 0 < full.size < floor and self._is_new(slide.layout.layout, box):
            place = Place(self._rooms.template.name, slide.layout.layout)
            self._problems.add("template-text-small", place, placeholder=box, size=f"{full.size:g}", floor=f"{floor:g}")
        return Fit(number, slide.layout.layout, box, said[0].id, at, full.lines, full.room, round(full.share, 3))

    def _measure_footers(self, layout: Layout) -> None:
        for footer, kind in layout.footers.items():
            place = self._rooms.footer(layout.layout, kind)
            text = self._footers.text(footer, layout)
            full = self._rooms.fullness(layout.layout, place, (Paragraph("", (Run(text),)),)) if text else None
            if full and (full.over or full.wide):
                at = Place(self._rooms.template.name, layout.layout)
                self._problems.add("template-footer-small", at, placeholder=place, text=text)

    def _is_new(self, *what: str) -> bool:
        """Whether this was not told before; a title, or a word in the head of a table, stands on several slides."""
        known = what in self._told
        self._told.add(what)
        return not known
