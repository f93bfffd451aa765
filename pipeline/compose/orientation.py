"""The slides of the orientation meeting: the parts of the packet that the source names for slides, in their order, from the same pieces as the document."""

from typing import Callable, Iterator, Literal

from msgspec.structs import replace

from ..document.blocks import Panel, Paragraph, Run, Section
from ..model.handbook import ClosingSection
from ..model.packet import PacketPart
from ..model.supply import facts as facts_of
from .committee import fact_text, is_confirmed, seats
from .deck import title_slide, with_addresses
from .packet import of_handbook, own_words
from .packet_parts import checklist_items, filling, goals
from .sections import compose_section
from .select import Selection
from .year import year_ring, year_table

KINDS = ("orientation_composition", "orientation_practices", "orientation_year")  #: of sections that only this deck has


def orientation_deck(selection: Selection) -> tuple[Section, ...]:
    """Title, then each part's own words, its pages of the handbook, and what it brings, a slide or more each."""
    sections = [title_slide(selection, selection.fixed("orientation.title", "orientation.title"))]
    for part in selection.source.packet.parts:
        if part.slides == "yes":
            sections += _slides(selection, part)
    sections.sort(key=lambda section: section.kind == "closing")  # whom to ask stands last, as in the handbook
    return tuple(with_addresses(selection, section) for section in sections)


def _slides(selection: Selection, part: PacketPart) -> Iterator[Section]:
    block = f"packet.{part.id}"
    title = selection.paragraph(f"{block}.title", part.title)
    brought = tuple(_BRINGS[part.kind](selection, block, title)) if part.kind in _BRINGS else ()
    if (own := own_words(selection, block, part)) and part.kind != "contacts":
        yield Section(block, "text", title, (Panel(f"{block}.body", "body", own),), 2)
    yield from of_handbook(selection, part.sections)
    yield from brought


def _composition(selection: Selection, block: str, title: Paragraph) -> Iterator[Section]:
    table = seats(selection)
    if not is_confirmed(party.seats.confirmed for party in selection.source.parties if party.seats):
        table = replace(table, note=_unconfirmed(selection, "seats.unconfirmed", "text"))  # a caption is not seen on a slide
    yield Section(f"{block}.seats", "orientation_composition", title, (table,), 2)
    facts = facts_of(selection.source)
    if not facts:
        return
    points = []
    for fact in facts:
        said = fact_text(selection, fact)
        points.append(replace(said, runs=(Run(f"{selection.plain(fact.label)}:", strong=True), Run(" "), *said.runs), style="bullet", editable=False))
    if not is_confirmed(fact.confirmed for fact in facts if fact.text):
        points.append(_unconfirmed(selection, "committee.unconfirmed", "bullet"))
    heading = selection.fixed(f"{block}.facts.title", "orientation.facts")
    yield Section(f"{block}.facts", "text", heading, (Panel(f"{block}.facts", "body", tuple(points)),), 2)


def _unconfirmed(selection: Selection, word: str, style: Literal["text", "bullet"]) -> Paragraph:
    """Where something is from, and that it is to be confirmed."""
    return Paragraph(word, (Run(f"{selection.word(word)} "), Run(selection.word("unconfirmed"), look="missing")), style, editable=False)


def _practices(selection: Selection, block: str, title: Paragraph) -> Iterator[Section]:
    yield Section(f"{block}.goals", "orientation_practices", title, (goals(selection),), 2)


def _year(selection: Selection, block: str, title: Paragraph) -> Iterator[Section]:
    yield Section(f"{block}.year", "orientation_year", title, (year_ring(selection, f"{block}.ring"), year_table(selection)), 2)


def _filling(selection: Selection, block: str, title: Paragraph) -> Iterator[Section]:
    yield filling(selection, f"{block}.filling")


def _checklist(selection: Selection, block: str, title: Paragraph) -> Iterator[Section]:
    """A slide for each group."""
    for group in selection.source.packet.checklist:
        name = f"{block}.{group.id}"
        items = tuple(replace(item, style="bullet") for item in checklist_items(selection, name, group))
        words = selection.word("orientation.group", list=title.text, group=_small(selection.plain(group.title)))
        heading = selection.derived(f"{name}.title", (Run(words),), group.title)
        yield Section(name, "text", heading, (Panel(name, "body", items),), 2)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _contacts(selection: Selection, block: str, title: Paragraph) -> Iterator[Section]:
    """The handbook's own last page."""
    for chapter, section in selection.sections():
        if isinstance(section, ClosingSection):
            yield from compose_section(selection, chapter, section)


_BRINGS: dict[str, Callable[[Selection, str, Paragraph], Iterator[Section]]] = {
    "composition": _composition,
    "practices": _practices,
    "followup": _filling,
    "year": _year,
    "checklist": _checklist,
    "contacts": _contacts,
}
