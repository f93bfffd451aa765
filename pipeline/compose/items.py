"""The development items of the meeting's table: last year's that are still open, then this year's, then rows for what the meeting adds.

What a person edits stands alone in its field; whose an item is and from when stands beside it.
"""

from msgspec.structs import replace

from ..document.blocks import Cell, Column, Paragraph, Row, Run, Section
from ..model.form import Item
from ..model.reference import Text
from . import views
from .form import development_section, item_columns
from .request import prompt
from .select import Selection
from .views import Proposal, Responses

#: Of the width: item, responsible, state and where an item comes from; and the same where the source asks for no state.
_SHARES, _SHARES_STATELESS = (0.42, 0.25, 0.12, 0.21), (0.48, 0.29, 0.0, 0.23)


def filled_development(selection: Selection, year: str, responses: Responses) -> Section:
    """The development items of a year, last year's open ones first, and as many rows to fill as the source says; all can be edited in the meeting."""
    form = selection.source.followup.development
    listed: list[Proposal | None] = [*_listed(selection, year, responses), *[None] * form.blank_rows]
    rows = tuple(_row(selection, f"development.{n}", proposal) for n, proposal in enumerate(listed, 1))
    return replace(development_section(selection, _columns(selection), rows, year), wide=True)


def _listed(selection: Selection, year: str, responses: Responses) -> list[Proposal]:
    """Last year's open items, as the committee now has them where it has them again; then what is new."""
    now = views.proposals(responses)
    committee = {words: proposal for proposal in now if proposal.by.party is None for words in views.called(proposal.item)}
    left = views.left_open(selection.content, views.last_year(selection.content, year))
    first = [committee.get(views.said(proposal.item), proposal)._replace(year=proposal.year) for proposal in left]
    again = {views.said(proposal.item) for proposal in first if proposal.by.party is None}
    return [*first, *(proposal for proposal in now if proposal.by.party is not None or views.said(proposal.item) not in again)]


def _columns(selection: Selection) -> tuple[Column, ...]:
    state = selection.source.followup.development.state
    shares = _SHARES if state else _SHARES_STATELESS
    origin = Column("origin", selection.fixed("development.origin", "origin"), shares[3], "text")
    asked = (Column("state", selection.paragraph("development.state", state), shares[2], "choice"),) if state else ()
    return (*item_columns(selection, shares[:2]), *asked, origin)


def _row(selection: Selection, block: str, proposal: Proposal | None) -> Row:
    form, item = selection.source.followup.development, proposal.item if proposal else None
    states = tuple(state.value for state in form.states)
    cells = [_field(selection, block, "item", item.item if item else None), _field(selection, block, "responsible", _responsible(item))]
    if form.state is not None:
        cells.append(replace(_field(selection, block, "state", item.state if item else None), choices=states))
    cells.append(Cell(f"{block}/origin", (Paragraph(f"{block}/origin", (Run(_origin(selection, proposal)),), editable=False),)))
    return Row(block, tuple(cells))


def _field(selection: Selection, block: str, name: str, said: Text | None) -> Cell:
    """A field with what is known, else with the words that ask for it."""
    field = f"{block}/{name}"
    words = prompt(selection, field, f"prompt.{name}") if said is None else selection.derived(field, (Run(said.value),), said)
    return Cell(field, (words,), True, (), selection.word(f"fill.{name}"))


def _responsible(item: Item | None) -> Text | None:
    """Who and when in one text; None where neither is known."""
    known = [text for text in (item.responsible, item.schedule) if text is not None] if item else []
    return Text(", ".join(text.value for text in known), known[0].span) if known else None


def _origin(selection: Selection, proposal: Proposal | None) -> str:
    """Last year's, the meeting's own, or a party's, by the name of whoever answered for it."""
    if proposal is not None and proposal.year:
        return selection.word("origin.year", year=proposal.year)
    if proposal is None or proposal.by.party is None:
        return selection.word("origin.meeting")
    names = {party.id.value: selection.plain(party.name) for party in selection.source.parties}
    party = names.get(proposal.by.party.value, proposal.by.party.value)
    by_network = any(recipient.id == proposal.by.respondent and recipient.network for recipient in selection.source.recipients)
    name = views.respondent(selection.content, proposal.by)
    return selection.word("origin.party", party=f"{party} – {name}" if by_network else party)
