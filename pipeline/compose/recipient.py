"""The form of one recipient: what is asked, of whom, by when, and the recipient's own column of the follow-up table to be filled.

One document serves all recipients whose forms differ by their id and name alone; both stand in it as `document/personal.py` says.
"""

from collections import Counter
from typing import Mapping

import msgspec

from ..document.blocks import Document
from ..document.personal import RECIPIENT, RESPONDENT
from ..model.content import Content
from ..model.handbook import Edition
from ..model.output import Output
from ..model.reference import Text
from ..problems import Problems
from .blank import Own, own
from .registry import assembled, marks
from .select import Selection
from .views import LastYear, last_year


class Ask(msgspec.Struct, frozen=True):
    """What is asked of a recipient. `party` is the id whose column is filled; `deadline` an ISO date, empty: none is set.

    `answered_as` is whose answers of last year the form shows: a respondent's id, empty: nobody's, None: all of the party's.
    """

    year: str
    party: str
    deadline: str = ""
    answered_as: str | None = None


def recipient_form(content: Content, ask: Ask, output: Output, edition: Edition, words: Mapping[str, Text], problems: Problems) -> Document:
    """The form of a party's recipients, its key and digest included. `output` is the entry of the blank table, whose readers may see what a respondent may.

    The party must be one of the source's; the rules see to that for recipients.
    """
    selection = Selection(content, output, edition, words, problems)
    party = next(party for party in content.source.parties if party.id == ask.party)
    sections = own(selection, Own(party, ask.year, ask.deadline, RESPONDENT, _last(content, ask)))
    title = selection.word("form.title", year=ask.year)
    said = {**marks(selection, ask.year, example=False), "document": title, "recipient": RECIPIENT}
    return assembled(selection, f"{title}: {RESPONDENT}", sections, said)


def answered_as(content: Content, year: str) -> dict[str, str | None]:
    """Whose answers of last year the form of each recipient shows, by id: where a party has several recipients, each sees its own only."""
    last = last_year(content, year)
    answered = {response.respondent.value for response in last.responses} if last else set()
    several = Counter(recipient.party.value for recipient in content.source.recipients)
    ids = {recipient.id.value: recipient.party.value for recipient in content.source.recipients}
    return {name: None if several[party] == 1 else name if name in answered else "" for name, party in ids.items()}


def _last(content: Content, ask: Ask) -> LastYear | None:
    last = last_year(content, ask.year)
    if last is None or ask.answered_as is None:
        return last
    return last._replace(responses=tuple(response for response in last.responses if response.respondent.value == ask.answered_as))
