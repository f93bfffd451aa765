"""What the parts of the packet bring from elsewhere in the source: practices in brief, how the table is filled, contacts, the checklist, links, and what is missing."""

from typing import Callable, Iterator

from msgspec.structs import replace

from ..document.blocks import Cell, Column, Panel, Paragraph, Part, Row, Run, Section, Table
from ..model.handbook import Practice
from ..model.packet import ChecklistGroup, ChecklistItem, PacketPart, Supply
from ..model.supply import is_open, open_supplies
from .committee import facts, members, seats, wanted
from .form import legend, party_ids
from .matter import contacts_in_short, contacts_table, links_table, listing, terms_table
from .request import how_to_fill, return_address
from .select import Selection
from .year import year_table

_ROLES = ("county", "associations", "realisation")


def brought(selection: Selection, part: PacketPart) -> list[Part]:
    """The panels and tables that a part's kind brings below the part's own heading."""
    bring = _BRINGS.get(part.kind)
    return list(bring(selection, f"packet.{part.id}")) if bring else []


def pages_of(selection: Selection, part: PacketPart, party: str) -> Iterator[Section]:
    """The sections that a part's kind brings, with headings of their own. `party`: whose contributions come first; empty: nobody's."""
    if part.kind == "practices":
        yield from brief_practices(selection, party)
    elif part.kind == "followup":
        yield filling(selection, f"packet.{part.id}.filling")


def brief_practices(selection: Selection, party: str) -> Iterator[Section]:
    """Each practice in brief: its goal, then what the party itself has promised, then the rest. A party without promises of its own reads first how it comes true."""
    own = next((one.contribution or "realisation" for one in selection.source.parties if one.id == party), "county")
    roles = ("goal", own, *(role for role in _ROLES if role != own))
    for practice in selection.source.practices:
        block = f"packet.practices.{practice.id}"
        said = tuple(_brief(selection, f"{block}.{role}", practice, role) for role in roles)
        title = selection.derived(f"{block}.name", selection.runs(practice.name), practice.name)
        yield Section(block, "practice_brief", title, (Panel(f"{block}.brief", "brief", said),), 2)


def goals(selection: Selection) -> Table:
    """The practices and their goals."""
    rows = []
    for practice in selection.source.practices:
        block = f"packet.goals.{practice.id}"
        name = selection.derived(f"{block}.name", selection.runs(practice.name), practice.name)
        goal = selection.derived(f"{block}.goal", selection.runs(practice.goal), practice.goal)
        rows.append(Row(block, (Cell(name.id, (name,)), Cell(goal.id, (goal,)))))
    label = selection.source.practice_labels.goal
    columns = (
        Column("practice", selection.fixed("practices-brief.columns.practice", "practices-brief.practice"), 0.34, "head"),
        Column("goal", selection.derived("practices-brief.columns.goal", selection.runs(label), label), 0.66),
    )
    return Table("practices-brief", "practices-brief", columns, tuple(rows), selection.fixed("practices-brief.caption", "practices-brief.caption"))


def filling(selection: Selection, block: str) -> Section:
    """Who has a column of the follow-up table, why and how it is filled, where it goes, and what the letters of the assessment mean."""
    names = {party.id.value: selection.plain(party.name) for party in selection.source.parties}
    listed = selection.word("packet.columns", parties=", ".join(names[name] for name in party_ids(selection)))
    title, sentences = how_to_fill(selection, f"{block}.title")
    said = (
        Paragraph(f"{block}.columns", (Run(listed),), "bullet", editable=False),
        *(replace(sentence, style="bullet") for sentence in sentences),
        replace(return_address(selection, f"{block}.return"), style="bullet"),
        replace(legend(selection, False), style="bullet"),
    )
    return Section(block, "text", title, (Panel(block, "body", said),), 2)


def checklist(selection: Selection, block: str) -> Iterator[Panel]:
    """The groups of the checklist, and whom to ask."""
    for group in selection.source.packet.checklist:
        yield _group(selection, f"{block}.{group.id}", group)
    if asked := tuple(contacts_in_short(selection)):
        label = (Run(f"{selection.word('facts.contact')}:", strong=True), Run(" "))
        yield Panel(f"{block}.ask", "ask", tuple(replace(said, id=f"{block}.ask.{n}", runs=label + said.runs) for n, said in enumerate(asked, 1)))


def checklist_items(selection: Selection, block: str, group: ChecklistGroup) -> tuple[Paragraph, ...]:
    """What a member does, each with the mark of what is missing for it."""
    return tuple(_item(selection, f"{block}.{item.id}", item) for item in group.items)


def _item(selection: Selection, block: str, item: ChecklistItem) -> Paragraph:
    said = selection.paragraph(block, item.text)
    supply = next((supply for supply in selection.source.packet.supply if supply.id == item.supply), None)
    if supply is None or not is_open(selection.source, supply):
        return said
    return replace(said, runs=(*said.runs, Run(" "), *wanted(selection, block, supply.id.value).runs), editable=False)


def supplies(selection: Selection) -> Iterator[Section]:
    """The page of what is to be supplied: what, who, where in the packet. No page where nothing is."""
    if missing := open_supplies(selection.content):
        rows = [_supply(selection, supply) for supply in missing]
        table = listing(selection, "supplies", (("what", 0.44), ("who", 0.24), ("where", 0.32)), rows)
        yield Section("packet.supplies", "supplies", selection.fixed("packet.supplies.title", "supplies.title"), (table,))


def _brief(selection: Selection, block: str, practice: Practice, role: str) -> Paragraph:
    """A panel of a practice as one paragraph: its label, then its statements."""
    label = getattr(selection.source.practice_labels, role)
    texts = (practice.goal,) if role == "goal" else tuple(statement.text for statement in getattr(practice, role))
    runs = [Run(f"{selection.plain(label)}:", strong=True)]
    for text in texts:
        runs += [Run(" "), *selection.runs(text)]
    return selection.derived(block, tuple(runs), texts[0] if texts else label)


def _group(selection: Selection, block: str, group: ChecklistGroup) -> Panel:
    return Panel(block, "checklist", checklist_items(selection, block, group), selection.paragraph(f"{block}.title", group.title))


def _supply(selection: Selection, supply: Supply) -> Row:
    block = f"packet.supplies.{supply.id}"
    what = selection.paragraph(f"{block}.what", supply.what)
    who = selection.paragraph(f"{block}.who", supply.who)
    return Row(block, (Cell(what.id, (what,)), Cell(who.id, (who,)), Cell(f"{block}.where", (_where(selection, f"{block}.where", supply),))))


def _where(selection: Selection, block: str, supply: Supply) -> Paragraph:
    """The part of the packet, with a link to it; what is in no part is in the letter, or on the front page."""
    packet = selection.source.packet
    for number, part in enumerate(packet.parts, 1):
        if part.id == supply.part:
            words = selection.word("supplies.part", number=str(number), title=selection.plain(part.title))
            return selection.derived(block, (Run(words, target=f"packet.{part.id}"),), part.title)
    in_letter = packet.letter is not None and any(blank.supply == supply.id for blank in packet.letter.blanks)
    return selection.fixed(block, "packet.letter" if in_letter else "supplies.front")


def _composition(selection: Selection, block: str) -> Iterator[Part]:
    yield seats(selection)
    if selection.source.committee and selection.source.committee.facts:
        yield facts(selection)
    if (table := members(selection)) is not None:
        yield table


def _links(selection: Selection, block: str) -> Iterator[Part]:
    """Attachments that the readers may see, then the links."""
    files = [one for one in selection.source.attachments if selection.may_read(one.audience)]
    if files:
        names = tuple(selection.paragraph(f"{block}.attachments.{one.id}", one.title, "bullet") for one in files)
        yield Panel(f"{block}.attachments", "body", names, selection.fixed(f"{block}.attachments.label", "attachments.label"))
    yield links_table(selection, (("text", 0.6), ("url", 0.4)))


_BRINGS: dict[str, Callable[[Selection, str], Iterator[Part]]] = {
    "composition": _composition,
    "year": lambda selection, block: iter((year_table(selection),)),
    "contacts": lambda selection, block: iter((contacts_table(selection),)),
    "terms": lambda selection, block: iter((terms_table(selection, (("term", 0.3), ("explanation", 0.7))),)),
    "checklist": checklist,
    "links": _links,
}
