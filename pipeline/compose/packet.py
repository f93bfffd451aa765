"""The packet's document: what a new member reads, in the parts that the source names. What stands in the handbook is taken from there, never said anew.

`packet_parts.py` makes what a part brings from elsewhere in the source, `packet_letter.py` the letter, `orientation.py` the slides.
"""

from typing import Iterator

from msgspec.structs import replace

from ..document.blocks import Panel, Paragraph, Part, Run, Section
from ..model.packet import PacketPart, Quote, Supply
from ..model.reference import Text
from ..model.supply import facts as facts_of
from ..model.supply import open_supplies
from .matter import front_page
from .packet_parts import brought, pages_of, supplies
from .sections import compose_section
from .select import Selection
from .word import to_read, with_numbers


def packet_document(selection: Selection, party: str) -> tuple[Section, ...]:
    """Front page, contents, the parts in order, and what is still to be supplied. `party`: whose own contributions come first; empty: nobody's."""
    packet = selection.source.packet
    front = front_page(selection, selection.paragraph("packet.title", packet.title), selection.fixed("packet.document", "packet.document"))
    sections = [front, Section("contents", "contents", selection.fixed("contents.title", "contents"), depth=1)]
    for number, part in enumerate(packet.parts, 1):
        sections.append(_part(selection, part, str(number)))
        within = (*(_page(selection, page) for page in of_handbook(selection, part.sections)), *pages_of(selection, part, party))
        sections += (replace(section, level=2, number=f"{number}.{n}") for n, section in enumerate(within, 1))
    return tuple(with_numbers(selection, [*sections, *supplies(selection)]))


def _part(selection: Selection, part: PacketPart, number: str) -> Section:
    """A part's heading, its own words and quotations, what it brings, and what is missing in it. A checklist is a page that can be taken out."""
    block = f"packet.{part.id}"
    title = selection.paragraph(f"{block}.title", part.title)
    own = own_words(selection, block, part)
    parts: list[Part] = [Panel(f"{block}.body", "body", own)] if own else []
    parts += brought(selection, part)
    if missing := tuple(_missing(selection, part)):
        parts.append(Panel(f"{block}.supply", "supply", missing))
    return Section(block, "checklist" if part.kind == "checklist" else "part", title, tuple(parts), 1, number)


def _page(selection: Selection, section: Section) -> Section:
    """A page of the handbook as the Word version prints it, but for links that lead nowhere yet: the packet's list of links has them all."""
    parts = []
    for part in to_read(selection, section).parts:
        if isinstance(part, Panel) and part.role == "links":
            part = replace(part, paragraphs=tuple(paragraph for paragraph in part.paragraphs if paragraph.links))
        if not isinstance(part, Panel) or part.paragraphs:
            parts.append(part)
    return replace(section, parts=tuple(parts), notes=())


def own_words(selection: Selection, block: str, part: PacketPart) -> tuple[Paragraph, ...]:
    """A part's own paragraphs, its quotations, and its own points."""
    return (
        *selection.statements(f"{block}.text", part.text),
        *(_quoted(selection, block, quote) for quote in part.quotes),
        *selection.statements(f"{block}.points", part.points, "bullet"),
    )


def of_handbook(selection: Selection, names: tuple[Text, ...]) -> Iterator[Section]:
    """Pages of the handbook that the readers may see."""
    for name in names:
        for chapter, section in selection.sections():
            if section.id == name:
                yield from compose_section(selection, chapter, section)


def _quoted(selection: Selection, block: str, quote: Quote) -> Paragraph:
    """A statement of a practice in its own words."""
    practice = next(practice for practice in selection.source.practices if practice.id == quote.practice)
    text = next(statement.text for statement in getattr(practice, quote.panel) if statement.id == quote.statement)
    return selection.derived(f"{block}.quotes.{quote.id}", selection.runs(text), text, "bullet")


def _missing(selection: Selection, part: PacketPart) -> Iterator[Paragraph]:
    """What the owner must still supply for a part, and who does; not what is marked in its place in a table."""
    for supply in open_supplies(selection.content):
        if supply.part == part.id and (supply.link is not None or supply.until in (None, "members") and not _is_of_fact(selection, supply)):
            mark = Run(selection.word("to-be-supplied"), look="missing")
            words = selection.word("packet.supplied", what=selection.plain(supply.what), who=selection.plain(supply.who))
            yield selection.derived(f"packet.{part.id}.supply.{supply.id}", (mark, Run(f" {words}")), supply.what)


def _is_of_fact(selection: Selection, supply: Supply) -> bool:
    return any(fact.supply == supply.id for fact in facts_of(selection.source))
