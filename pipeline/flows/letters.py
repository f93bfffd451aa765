"""What is said to a recipient beside the form: the letter, in the words of `templates/text/`, and what it needs of the source."""

from typing import Any, NamedTuple

from ..compose.handbook import finnish_date
from ..compose.select import Selection
from ..formats.texts import Texts
from ..model.people import Recipient
from ..model.round import Handed

_PROGRAMS = {"docx": "Word", "xlsx": "Excel"}


class Letter(NamedTuple):
    """A letter as `LUETTELO.html` shows it; `file` and `mail` are the names of form and draft, `deadline` as a reader writes it."""

    id: str
    name: str
    address: str  #: empty: none is known
    subject: str
    text: str
    file: str
    mail: str
    deadline: str


class Letters:
    """The letters of a round, of one template."""

    def __init__(self, texts: Texts, template: str, selection: Selection, year: str) -> None:
        self._texts, self._template = texts, template
        self._recipients = {recipient.id.value: recipient for recipient in selection.source.recipients}
        self.round = _round(selection, year)  #: what all of them say

    def address(self, handed: Handed) -> str:
        """Where a letter goes: the recipient's address of today, or where there is no such recipient any more, the one of then."""
        recipient = self._recipients.get(handed.recipient.value)
        return str((recipient.email if recipient else handed.email) or "")

    def language(self, handed: Handed) -> str:
        """Of the greeting; Finnish for one who is no recipient any more."""
        recipient = self._recipients.get(handed.recipient.value)
        return recipient.language if recipient else "fi"

    def to(self, handed: Handed) -> Letter:
        """The letter that goes with a form. Raises `PipelineError` where the template is missing or broken."""
        file, deadline = handed.file.value, finnish_date(handed.deadline.value) if handed.deadline else ""
        values = {
            **self.round,
            "language": self.language(handed),
            "name": handed.name.value,
            "deadline": deadline,
            "file": file,
            "program": _PROGRAMS[handed.format],
        }
        subject, text = self._texts.letter(self._template, values)
        return Letter(handed.recipient.value, handed.name.value, self.address(handed), subject, text, file, mail_name(file), deadline)


def mail_name(file: str) -> str:
    """The draft beside a form."""
    return f"{file.rpartition('.')[0]}.eml"


def respondent_name(selection: Selection, recipient: Recipient) -> str:
    """Who answers, as forms and letters say it: the party and its network, or its role where the party has several; no two have one name."""
    party = next(party for party in selection.source.parties if party.id == recipient.party)
    network = next((network.name.value for network in party.networks if network.id == recipient.network), "")
    if not network and sum(other.party == party.id for other in selection.source.recipients) == 1:
        return party.name.value
    return selection.word("respondent.part", party=party.name.value, part=network or recipient.role.value)


def _round(selection: Selection, year: str) -> dict[str, Any]:
    """What all letters of a round say; a contact only as far as the form's readers may see it, empty for what may not be shown or is not known."""
    source, output = selection.source, selection.output
    person = selection.person(source.followup.contact.value) if source.followup.contact else None
    shown = person is not None and selection.may_show(person)
    return {
        "year": year,
        "title": selection.title,
        "publisher": selection.plain(source.handbook.publisher),
        "handbook": selection.plain(source.handbook.title),
        "choices": "/".join(choice.value for choice in source.followup.assessment.choices),
        "legend": source.followup.assessment.legend is not None,
        "role": person.role.value if person else "",
        "contact": str((person.name if person and shown else None) or ""),
        "email": str((person.email if person and shown else None) or ""),
    }
