"""The letter of the packet: to whom, the steps, what the owner must still say, who signs. One page.

A personal letter differs from one member to the next by what `document/personal.py` names; one letter is composed for all.
"""

from typing import Iterator

from ..document.blocks import Panel, Paragraph, Run, Section
from ..document.personal import MEMBER, OFFICE, PLACE
from ..model.packet import Blank, Letter
from ..model.people import Member
from .committee import office_of, place_of, wanted
from .handbook import edition_mark
from .select import Selection
from .year import day_and_place


def letter(selection: Selection, personal: bool) -> tuple[Section, ...]:
    """The address, and the letter: to a member, whose places are filled later, or with a blank for the name."""
    said = selection.source.packet.letter
    assert said is not None  # the rules ask for it where there is a packet
    block = "packet.letter"
    address = Section(f"{block}.to", "address", None, tuple(_address(selection, block, personal)))
    return address, Section(block, "letter", selection.paragraph(f"{block}.title", said.title), tuple(_panels(selection, block, said)))


def addressed(selection: Selection, member: Member) -> dict[str, str]:
    """What stands in the places of a member's letter."""
    return {MEMBER: member.name.value, PLACE: place_of(selection, member), OFFICE: office_of(selection, member)}


def _panels(selection: Selection, block: str, said: Letter) -> Iterator[Panel]:
    yield Panel(f"{block}.text", "body", selection.statements(f"{block}.text", said.text))
    title = selection.paragraph(f"{block}.steps.title", said.steps_title)
    yield Panel(f"{block}.steps", "steps", selection.statements(f"{block}.steps", said.steps, "number"), title)
    if said.blanks:
        yield Panel(f"{block}.blanks", "blanks", tuple(_blank(selection, f"{block}.blanks.{blank.id}", blank) for blank in said.blanks))
    yield Panel(f"{block}.closing", "greeting", selection.statements(f"{block}.closing", said.closing))
    yield Panel(f"{block}.signature", "signature", tuple(_signature(selection, block, said)))
    label = Run(selection.word("packet.attachments"), strong=True)
    enclosed = selection.derived(f"{block}.attachments", (label, Run(" "), *selection.runs(said.attachments)), said.attachments)
    title = selection.plain(selection.source.packet.title)
    belongs = selection.fixed(f"{block}.belongs", "packet.belongs", title=title, edition=edition_mark(selection))
    yield Panel(f"{block}.attachments", "enclosures", (enclosed, belongs))


def _address(selection: Selection, block: str, personal: bool) -> Iterator[Panel]:
    """The name stands apart from the lines below it: where it stands on the paper is the template's affair."""
    name = Paragraph(f"{block}.name", (Run(MEMBER),), editable=False) if personal else selection.missing(f"{block}.name", "packet.member")
    yield Panel(f"{block}.name", "recipient", (name,))
    lines = [Paragraph(f"{block}.{line}", (Run(sign),), editable=False) for line, sign in (("place", PLACE), ("office", OFFICE)) if personal]
    if committee := selection.source.committee:
        lines.append(selection.derived(f"{block}.committee", selection.runs(committee.name), committee.name))
    if lines:
        yield Panel(f"{block}.address", "address", tuple(lines))


def _blank(selection: Selection, block: str, blank: Blank) -> Paragraph:
    """A label, and what is known; else the mark of who must say it."""
    label = (Run(f"{selection.plain(blank.label)}:", strong=True), Run(" "))
    date = next((date for date in selection.source.dates if date.id == blank.date and date.date), None)
    if blank.text is not None:
        return selection.derived(block, (*label, *selection.runs(blank.text)), blank.text)
    known = (Run(day_and_place(selection, date)),) if date else wanted(selection, block, blank.supply.value).runs
    return selection.derived(block, (*label, *known), blank.label)


def _signature(selection: Selection, block: str, said: Letter) -> Iterator[Paragraph]:
    person = selection.person(said.signature.value)
    shown = {"role": Run(selection.plain(person.role))}
    if selection.may_show(person):
        shown |= {"name": Run(person.name.value)} if person.name else {}
        shown |= {"email": selection.link(person.id)} if person.email else {}
    for name, run in shown.items():
        yield selection.derived(f"{block}.signature.{name}", (run,), person.role)
    publisher = selection.source.handbook.publisher
    yield selection.derived(f"{block}.signature.publisher", selection.runs(publisher), publisher)
