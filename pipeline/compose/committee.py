"""The committee for its new members: its seats, what is known of it, its members, and how a member is addressed. What nobody has confirmed is marked."""

from typing import Iterable

from msgspec.structs import replace

from ..document.blocks import Cell, Paragraph, Row, Run, Table
from ..model.people import Fact, Member, Party
from ..model.supply import facts as facts_of
from .matter import listing
from .select import Selection, capital


def seats(selection: Selection) -> Table:
    """The parties with their seats, and all of them together."""
    parties = [party for party in selection.source.parties if party.seats]
    rows = [_seats(selection, party) for party in parties]
    rows.append(_total(selection, [party.seats.deputies for party in parties if party.seats], sum(party.seats.members for party in parties if party.seats)))
    table = listing(selection, "seats", (("party", 0.68), ("members", 0.14), ("deputies", 0.18)), rows)
    return _marked(selection, table, (party.seats.confirmed for party in parties if party.seats))


def facts(selection: Selection) -> Table:
    """What is known of the committee, and a blank for what is not."""
    rows = []
    for fact in facts_of(selection.source):
        block = f"committee.{fact.id}"
        label = selection.paragraph(f"{block}.label", fact.label)
        rows.append(Row(block, (Cell(label.id, (label,)), Cell(f"{block}.text", (fact_text(selection, fact),)))))
    table = listing(selection, "committee", (("label", 0.24), ("text", 0.76)), rows)
    return _marked(selection, table, (fact.confirmed for fact in facts_of(selection.source) if fact.text))


def fact_text(selection: Selection, fact: Fact) -> Paragraph:
    """A fact's words, or the mark of what the owner must supply."""
    block = f"committee.{fact.id}.text"
    return selection.paragraph(block, fact.text) if fact.text else wanted(selection, block, fact.supply.value if fact.supply else "")


def wanted(selection: Selection, block: str, supply: str) -> Paragraph:
    """The mark of an entry of `packet.supply`."""
    mark = next((one.mark for one in selection.source.packet.supply if one.id == supply), None)
    return Paragraph(block, (Run(mark.value, look="missing"),), "text", mark.span, False) if mark else selection.missing(block, "to-be-supplied")


def members(selection: Selection) -> Table | None:
    """The members that the readers may see, by party in the order of the source; None where there are none."""
    shown = [member for member in selection.source.members if selection.may_show(member)]
    rows = [_member(selection, member) for party in selection.source.parties for member in shown if member.party == party.id]
    return listing(selection, "members", (("name", 0.3), ("party", 0.3), ("role", 0.22), ("term", 0.18)), rows) if rows else None


def place_of(selection: Selection, member: Member) -> str:
    """The party that a member is of, with the network."""
    party = next(party for party in selection.source.parties if party.id == member.party)
    network = next((network for network in party.networks if network.id == member.network), None)
    name = selection.plain(party.name)
    return selection.word("member.place", party=name, network=selection.plain(network.name)) if network else name


def office_of(selection: Selection, member: Member) -> str:
    """A member's role and term, as a letter names them."""
    return selection.word("member.office", role=selection.word(f"member.{member.role}"), term=member.term.value)


def is_confirmed(marks: Iterable[str]) -> bool:
    """Whether none of what stands together waits for a confirmation."""
    return "no" not in marks


def _marked(selection: Selection, table: Table, marks: Iterable[str]) -> Table:
    """The table with the mark in its caption where something in it is not confirmed."""
    if is_confirmed(tuple(marks)):
        return table
    assert table.caption is not None
    runs = (*table.caption.runs, Run(" "), Run(selection.word("unconfirmed"), look="missing"))
    return replace(table, caption=replace(table.caption, runs=runs))


def _seats(selection: Selection, party: Party) -> Row:
    block, held = f"seats.{party.id}", party.seats
    assert held is not None
    name = selection.derived(f"{block}.party", (Run(selection.plain(party.name), strong=True),), party.name)
    said = (name, *((_held_by(selection, party),) if held.held_by else ()))
    count = Paragraph(f"{block}.members", (Run(str(held.members)),), editable=False)
    return Row(block, (Cell(name.id, said), Cell(count.id, (count,)), _deputies(selection, f"{block}.deputies", held.deputies)))


def _held_by(selection: Selection, party: Party) -> Paragraph:
    """Whose the seats are; where that is said of networks, with their names."""
    assert party.seats is not None and party.seats.held_by is not None
    words = selection.plain(party.seats.held_by)
    if party.networks:
        words = selection.word("seats.networks", held=words, names="; ".join(selection.plain(network.name) for network in party.networks))
    return selection.derived(f"seats.{party.id}.held", (Run(capital(words)),), party.seats.held_by)


def _deputies(selection: Selection, block: str, count: int | None) -> Cell:
    said = selection.missing(block, "seats.deputies.missing") if count is None else Paragraph(block, (Run(str(count)),), editable=False)
    return Cell(block, (said,))


def _total(selection: Selection, deputies: list[int | None], members_in_all: int) -> Row:
    name = selection.fixed("seats.total.party", "seats.total")
    count = Paragraph("seats.total.members", (Run(str(members_in_all), strong=True),), editable=False)
    known = [number for number in deputies if number is not None]
    in_all = sum(known) if len(known) == len(deputies) else None
    return Row("seats.total", (Cell(name.id, (name,)), Cell(count.id, (count,)), _deputies(selection, "seats.total.deputies", in_all)))


def _member(selection: Selection, member: Member) -> Row:
    block = f"members.{member.id}"
    name = [selection.paragraph(f"{block}.name", member.name)]
    if member.email:
        name.append(selection.derived(f"{block}.email", (Run(member.email.value, href=f"mailto:{member.email}"),), member.email))
    place = selection.derived(f"{block}.party", (Run(place_of(selection, member)),), member.party)
    role = selection.derived(f"{block}.role", (Run(_role(selection, member)),), member.id)
    term = selection.paragraph(f"{block}.term", member.term)
    return Row(block, (Cell(name[0].id, tuple(name)), *(Cell(said.id, (said,)) for said in (place, role, term))))


def _role(selection: Selection, member: Member) -> str:
    """The role; a personal deputy's with the name of whose deputy it is, where the readers may see that."""
    of = next((one for one in selection.source.members if one.id == member.deputy_of), None)
    return selection.word("member.deputy-of", member=of.name.value) if of and selection.may_show(of) else selection.word(f"member.{member.role}")
