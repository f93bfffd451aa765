"""What a round says about a goal before anybody writes it down: the committee's assessment, the parties' own views, who answered, and last year.

Nothing is reckoned into a winner. Only real rounds are anyone's last year (the example of 2025 never is).
"""

from collections import Counter
from typing import NamedTuple

from ..model.content import Content
from ..model.form import ASSESSMENT, Answer, Conflict, Item, Response
from ..model.handbook import Practice
from ..model.reference import Text

NONE, DIFFERING = "", "?"  #: in place of a choice: the party has said nothing; its respondents say different things

Responses = tuple[Response, ...]


class LastYear(NamedTuple):
    """The newest real round before the one that is shown."""

    year: str
    responses: Responses


class Proposal(NamedTuple):
    """A development item, whose it is, and the year that it is left from (empty: it is new)."""

    item: Item
    by: Response
    year: str = ""


def last_year(content: Content, year: str) -> LastYear | None:
    """The last real round before `year`; None where there is none."""
    rounds = {earlier: said for earlier, said in content.responses.items() if earlier < year and said and not any(r.example for r in said)}
    return LastYear(max(rounds), rounds[max(rounds)]) if rounds else None


def assessment(practice: Practice, responses: Responses) -> Answer | None:
    """The committee's own assessment of a goal."""
    found = (answer for response in responses if response.party is None for answer in of(practice, response, ASSESSMENT))
    return next(found, None)


def party_views(content: Content, practice: Practice, responses: Responses) -> Counter[str]:
    """How many parties say each choice of a goal; each once: as its choice, as `NONE`, or as `DIFFERING`, also while its view is open."""
    counted: Counter[str] = Counter()
    for party in parties(content):
        own = [response for response in responses if response.party == party]
        said = {answer.text.value for response in own for answer in of(practice, response, ASSESSMENT)}
        opposed = len(said) > 1 or any(open_in(practice, response, ASSESSMENT) for response in own)
        counted[DIFFERING if opposed else said.pop() if said else NONE] += 1
    return counted


def answered(content: Content, practice: Practice, responses: Responses) -> int:
    """How many parties have answered a goal in words, also in words that wait for a decision."""
    return sum(
        any(of(practice, response, party.value) or open_in(practice, response, party.value) for response in responses if response.party == party)
        for party in parties(content)
    )


def parties(content: Content) -> tuple[Text, ...]:
    """The ids of the parties that have a column, in its order."""
    return tuple(column.party for column in content.source.followup.columns)


def of(practice: Practice, response: Response, column: str) -> tuple[Answer, ...]:
    """What a response says of a goal in a column."""
    return tuple(answer for answer in response.answers if answer.row == practice.id and answer.column == column)


def open_in(practice: Practice, response: Response, column: str) -> Conflict | None:
    """The conflict about what a response says of a goal in a column; None: there is none."""
    return next((conflict for conflict in response.conflicts if conflict.row == practice.id and conflict.column == column), None)


def respondent(content: Content, response: Response) -> str:
    """Who answered, as the source writes it: the network or role that the form went to, else what the form says, else the respondent's id."""
    networks = {network.id.value: network.name.value for party in content.source.parties for network in party.networks}
    for recipient in content.source.recipients:
        if recipient.id == response.respondent:
            return networks.get(recipient.network.value, recipient.role.value) if recipient.network else recipient.role.value
    return (response.name or response.respondent).value


def undecided(practice: Practice, responses: Responses) -> Conflict | None:
    """What is undecided of the committee's own assessment."""
    return next((found for response in responses if response.party is None and (found := open_in(practice, response, ASSESSMENT))), None)


def open_items(content: Content, last: LastYear | None) -> tuple[Item, ...]:
    """The development items of last year that are not finished: the committee's, or the parties' where the committee has none."""
    return tuple(proposal.item for proposal in left_open(content, last))


def items(responses: Responses) -> tuple[Item, ...]:
    """The development items of a round: the committee's as the meeting left them, then what parties propose beside them."""
    return tuple(proposal.item for proposal in proposals(responses))


def left_open(content: Content, last: LastYear | None) -> tuple[Proposal, ...]:
    """What `open_items` gives, with whose it is and from when."""
    if last is None:
        return ()
    states = content.source.followup.development.states
    committee = tuple(response for response in last.responses if response.party is None and response.items)
    given = proposals(committee or last.responses)
    return tuple(proposal._replace(year=last.year) for proposal in given if not states or proposal.item.state != states[-1])


def proposals(responses: Responses) -> tuple[Proposal, ...]:
    """What `items` gives, with whose it is.

    What the committee says again, whether in the same words or changed by the meeting, is the committee's; parties' own stay apart unless all of it is alike.
    """
    decided = [Proposal(item, response) for response in responses if response.party is None for item in response.items]
    known = {words for proposal in decided for words in called(proposal.item)}
    own = [Proposal(item, response) for response in responses if response.party is not None for item in response.items if said(item) not in known]
    alike: dict[tuple[str, ...], Proposal] = {}
    for proposal in own:
        item = proposal.item
        whole = (said(item), *(text.value if text else "" for text in (item.responsible, item.schedule, item.state)))
        alike.setdefault((*whole, proposal.by.party.value if proposal.by.party else ""), proposal)
    return (*decided, *alike.values())


def called(item: Item) -> tuple[str, ...]:
    """The words of an item as `said` gives them, and those that it had before the meeting changed them."""
    return (said(item), _compared(item.was)) if item.was else (said(item),)


def said(item: Item) -> str:
    """The words of a development item for comparing: without regard to case and blanks."""
    return _compared(item.item)


def _compared(text: Text) -> str:
    return " ".join(text.value.split()).casefold()
