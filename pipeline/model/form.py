"""The follow-up form, and the answers of a round.

The form stands in the handbook; a round's answers are data of one year beside it, one file a respondent, which refer to rows and columns by id
so that an edited goal does not orphan an old answer.
"""

from typing import Annotated

import msgspec

from .entry import Entry
from .reference import Date, Id, PartyRef, PersonRef, Text, Year


def _says(text: str) -> msgspec.Meta:
    return msgspec.Meta(description=text)


class FormColumn(Entry):
    """Osapuolen sarake."""

    party: PartyRef


class Assessment(Entry):
    """Arviointisarake."""

    label: Text
    choices: Annotated[tuple[Text, ...], _says("Vaihtoehdot, joista valitaan.")]
    legend: Annotated[Text | None, _says("Mitä vaihtoehdot tarkoittavat; ilman sitä painetaan Selite puuttuu.")] = None


class Development(Entry):
    """Kehittämiskohtien taulukko."""

    title: Text
    item: Annotated[Text, _says("Ensimmäisen sarakkeen otsikko.")]
    responsible: Annotated[Text, _says("Toisen sarakkeen otsikko.")]
    blank_rows: Annotated[int, msgspec.Meta(description="Tyhjän taulukon rivien määrä, 1–40.", ge=1, le=40)]
    state: Annotated[Text | None, _says("Kolmannen sarakkeen otsikko kokouksen taulukossa: missä kohta on nyt.")] = None
    states: Annotated[tuple[Text, ...], _says("Mitä siihen voi valita; viimeinen tarkoittaa, että kohta on valmis.")] = ()


class Followup(Entry):
    """Seurantataulukko: rivit ovat käytännöt järjestyksessä, sarakkeet luetellaan."""

    title: Text
    goal: Annotated[Text, _says("Tavoitesarakkeen otsikko.")]
    columns: tuple[FormColumn, ...]
    assessment: Assessment
    development: Development
    contact: Annotated[PersonRef | None, _says("Kuka kysyy ja kenelle lomake palautetaan.")] = None


class Answer(Entry):
    """One cell of a filled form: `column` is a party's id, or `arviointi` for the assessment."""

    row: Id  #: of a practice; one that is no longer there is told and not printed
    column: Id
    text: Text


class Item(Entry):
    """A development item."""

    item: Text
    responsible: Text | None = None
    schedule: Text | None = None
    state: Text | None = None
    was: Text | None = None  #: its words before the meeting changed them


class Received(Entry):
    """A file that answers came from; the original lies under `originals/` by its digest."""

    sha256: Text
    name: Text  #: as it was called when it came; never trusted
    date: Date | None = None  #: of the letter that brought it
    edition: Id | None = None  #: that the form was made from


class Conflict(Entry):
    """A cell of which two versions say different things; `id` is what a decision refers to. None: that version leaves it empty."""

    id: Id
    row: Id
    column: Id
    first: Text | None = None
    second: Text | None = None
    first_from: Text | None = None  #: where each comes from, in a person's words
    second_from: Text | None = None


class Unplaced(Entry):
    """A text of a returned file that is neither an answer nor our own form's; `near` says where it may belong."""

    id: Id
    text: Text
    where: Text
    near: Text | None = None
    settled: bool = False  #: a person has decided about it, or it is told only: what was deleted while changes were tracked


class Response(Entry):
    """One respondent's answers; `party` is None for the committee's own assessment."""

    year: Year
    edition: Id
    respondent: Id
    example: bool = False  #: invented answers, shown as such
    party: Id | None = None
    name: Text | None = None  #: of the respondent as the form said it
    received: Date | None = None
    files: tuple[Received, ...] = ()
    answers: tuple[Answer, ...] = ()
    items: tuple[Item, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()


ASSESSMENT = "arviointi"  #: the column of the assessment, beside the parties' ids
COMMITTEE = "neuvottelukunta"  #: the respondent whose assessments are the table's own
