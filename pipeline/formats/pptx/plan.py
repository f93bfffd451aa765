"""Which slide, which layout, which placeholder: decided here, without XML and without measures in EMU.

A section takes the first of the designer's layouts that holds it; where none does it goes on over further slides (`pages.py`), a table row
by row (`tables.py`). What is too long even so is an error with its place in the source.
"""

from collections import Counter
from typing import Callable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from ...document.blocks import Document, Panel, Paragraph, Part, Run, Section, Table
from ...problems import Place, Problems, Span
from ..contract import DeckLayouts, Fit, Layout
from ..layouts import TABLE_FLOOR_PT, TEXT_FLOOR_PT
from .fills import Fill, Filled, TableFill, fills_of
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
    fills: tuple[Filled, ...]
    notes: tuple[Paragraph, ...] = ()

    @property
    def heading(self) -> Paragraph:
        """The title as it is shown, with the slide's part."""
        return replace(self.title, runs=(*self.title.runs, Run(f" {self.part}"))) if self.part else self.title


class Footers:
    """The texts of a deck's footers, and the mark of what is an example."""

    def __init__(self, document: Document) -> None:
        self._handbook = document.marks.get("handbook", "")
        self.example = document.marks.get("example", "")  #: the mark of invented answers, empty where there are none
        self._edition = f"{document.marks.get('edition', '')} · {document.key}"

    def text(self, footer: str, layout: Layout) -> str:
        """What a footer of a layout says; empty for the slide's number. Where the layout has no place for the edition, it follows the handbook's name."""
        if footer == "handbook":
            return self._handbook if "edition" in layout.footers else f"{self._handbook} · {self._edition}"
        return self._edition if footer == "edition" else ""


def plan(document: Document, layouts: DeckLayouts, rooms: Rooms, problems: Problems) -> tuple[Slide, ...]:
    """The slides of a document, in order.

    Reports `no-layout` where a section's kind is not in layouts.yaml or no layout has a place for a part, `A04-title-twice`, at a block's origin
    `overfull` and `word-too-wide` where its text fits no layout that the designer offers, and at the template `template-text-small` and
    `template-footer-small`.
    """
    slides: list[Slide] = []
    report = _Report(rooms, Footers(document), problems)
    for section in document.sections:
        made, hold = _slides(section, layouts, rooms, problems)
        for number, slide in enumerate(made, len(slides) + 1):
            report.tell(number, slide, hold)
        slides += made
    _doubt_titles(document.sections, problems)
    return tuple(slides)


def measured_fit(slides: tuple[Slide, ...], rooms: Rooms) -> tuple[Fit, ...]:
    """How full each box of the slides is: titles, texts and tables."""
    return tuple(
        Fit(number, slide.layout.layout, box.name, box.said[0].id, _origin(box.said), full.lines, full.room, round(full.share, 3))
        for number, slide in enumerate(slides, 1)
        for box in _boxes(slide)
        for full in (box.full(rooms),)
    )


def _slides(section: Section, layouts: DeckLayouts, rooms: Rooms, problems: Problems) -> tuple[list[Slide], bool]:
    """The slides of one section, tables divided, parts counted over all of them; and whether all titles and texts are known to fit."""
    if section.title is None:
        raise AssertionError(f"a slide has a title: {section.id}")
    parts = tuple(_with_notes(section.parts))
    cut, hold = pages(section, parts, layouts.kinds.get(section.kind, ()), rooms)
    if not cut and all(map(rooms.usable, layouts.kinds.get(section.kind, ()))):  # else the template's lack is told, and is the reason
        roles = ", ".join(f"{role} ({count})" if count > 1 else role for role, count in Counter(part.role for part in parts).items())
        problems.add("no-layout", section.title.origin or Place("layouts.yaml", section.kind), kind=section.kind, roles=roles)
    slides = [Slide(section.id, page.layout, section.title, "", tuple(_fills(section, page))) for page in cut]
    slides = [
        replace(slide, layout=layout, fills=fills)
        for slide in _numbered_on(slides)
        for layout, fills in divided(slide.fills, slide.layout, _alone(slide, layouts.kinds[section.kind], rooms), rooms)
    ]
    last = len(slides)
    counted = [
        replace(slide, part=f"{number}/{last}" if last > 1 else "", notes=section.notes if number == last else ())
        for number, slide in enumerate(slides, 1)
    ]
    return counted, hold and last == len(cut)


def _alone(slide: Slide, offered: tuple[Layout, ...], rooms: Rooms) -> Layout | None:
    """The layout in which a slide's table goes on with more room, where nothing that stands beside it stands again; None where there is none."""
    fill = next((fill for fill in slide.fills if isinstance(fill, TableFill)), None)
    if fill is None or any(isinstance(other, Fill) and other.again for other in slide.fills):
        return None
    own, heading = _room(slide.layout, fill.placeholder, rooms), (replace(slide, part="9/9").heading,)
    for layout in offered:
        filling = fills_of(layout, (fill.table,))
        if filling and not filling.empty and rooms.usable(layout) and rooms.holds(layout.layout, layout.title, heading, layout.title_size):
            if _room(layout, filling.fills[0].placeholder, rooms) > own:
                return layout
    return None


def _room(layout: Layout, placeholder: str, rooms: Rooms) -> int:
    _, _, width, height = rooms.frame(layout.layout, placeholder)
    return width * height


def _with_notes(parts: tuple[Part, ...]) -> Iterator[Part]:
    """The parts, the legend of a table's signs as a panel before it, so that it never stands on a later slide."""
    for part in parts:
        if isinstance(part, Table) and part.note is not None:
            yield Panel(part.note.id, NOTE, (part.note,), again=True)
        yield part


def _fills(section: Section, page: Page) -> Iterator[Filled]:
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


class _Box(msgspec.Struct, frozen=True):
    """A title, a text or a table of a slide: the placeholder's name, the paragraphs in it, and how it is measured."""

    name: str
    said: Sequence[Paragraph]
    floor: float  #: least size of its text; 0 for a table, whose sizes layouts.yaml gives
    small: Callable[[Rooms], float]  #: the size of its smallest text
    holds: Callable[[Rooms], bool]
    full: Callable[[Rooms], Fullness]


def _boxes(slide: Slide) -> Iterator[_Box]:
    """The boxes of a slide, the title first."""
    layout = slide.layout
    yield _text_box(layout, layout.title, (slide.title,), (slide.heading,), layout.title_size, TEXT_FLOOR_PT)
    for fill in slide.fills:
        if isinstance(fill, TableFill):
            yield _table_box(layout, fill)
        elif isinstance(fill, Fill) and fill.role:
            floor = TABLE_FLOOR_PT if fill.role == NOTE else TEXT_FLOOR_PT
            yield _text_box(layout, fill.placeholder, fill.paragraphs, fill.paragraphs, fill.size, floor)


def _text_box(layout: Layout, name: str, said: tuple[Paragraph, ...], shown: tuple[Paragraph, ...], size: float, floor: float) -> _Box:
    asked = (layout.layout, name, shown, size)
    return _Box(name, said, floor, lambda rooms: rooms.smallest(*asked), lambda rooms: rooms.holds(*asked), lambda rooms: rooms.fullness(*asked))


def _table_box(layout: Layout, fill: TableFill) -> _Box:
    said = [paragraph for _, cell, _ in cells_of(fill.table) for paragraph in cell.paragraphs]

    def full(rooms: Rooms) -> Fullness:
        return table_fullness(fill, layout, rooms)

    def holds(rooms: Rooms) -> bool:
        found = full(rooms)
        return not found.over and not found.wide

    return _Box(fill.placeholder, said, 0.0, lambda _: 0.0, holds, full)


def _origin(said: Sequence[Paragraph]) -> Span | None:
    return next((paragraph.origin for paragraph in said if paragraph.origin), None)


class _Report:
    """Tells what does not fit, at the words that do not."""

    def __init__(self, rooms: Rooms, footers: Footers, problems: Problems) -> None:
        self._rooms = rooms
        self._footers = footers
        self._problems = problems
        self._told: set[tuple[str, ...]] = set()  #: layouts that are looked at, and texts that are too long

    def tell(self, number: int, slide: Slide, hold: bool) -> None:
        """Report what of a slide does not fit (`hold`: its title and texts do), and once for each layout what of its own is too small."""
        if self._is_new(slide.layout.layout):
            self._tell_footers(slide.layout)
        for box in _boxes(slide):
            if not (hold and box.floor) and not box.holds(self._rooms):
                self._tell_full(number, slide, box, box.full(self._rooms))
            self._tell_small(slide.layout, box)

    def _tell_full(self, number: int, slide: Slide, box: _Box, full: Fullness) -> None:
        where, at = {"slide": number, "layout": slide.layout.layout, "box": box.name}, _origin(box.said)
        if full.wide:
            wide = next((paragraph.origin for paragraph in box.said if full.wide in paragraph.text.split()), at)
            if self._is_new(box.name, full.wide, str(wide)):
                self._problems.add("word-too-wide", wide, **where, word=full.wide)
        if full.over:
            said = box.said if box.floor else sorted(box.said, key=lambda paragraph: -len(paragraph.text))  # the longest text of a row is the reason
            if self._is_new(box.name, said[0].id or said[0].text):
                self._problems.add("overfull", _origin(said), **where, title=slide.title.text, lines=full.over)

    def _tell_small(self, layout: Layout, box: _Box) -> None:
        size = box.small(self._rooms)
        if 0 < size < box.floor and self._is_new(layout.layout, box.name):
            place = Place(self._rooms.template.name, layout.layout)
            self._problems.add("template-text-small", place, placeholder=box.name, size=f"{size:g}", floor=f"{box.floor:g}")

    def _tell_footers(self, layout: Layout) -> None:
        for footer, kind in layout.footers.items():
            place, text = self._rooms.footer(layout.layout, kind), self._footers.text(footer, layout)
            self._tell_edge(layout, place, text)
        if layout.example:
            self._tell_edge(layout, layout.example, self._footers.example)

    def _tell_edge(self, layout: Layout, place: str, text: str) -> None:
        if text and not self._rooms.holds(layout.layout, place, (Paragraph("", (Run(text),)),)):
            at = Place(self._rooms.template.name, layout.layout)
            self._problems.add("template-footer-small", at, placeholder=place, text=text)

    def _is_new(self, *what: str) -> bool:
        """Whether this was not told before; a title, or a word in the head of a table, stands on several slides."""
        known = what in self._told
        self._told.add(what)
        return not known
