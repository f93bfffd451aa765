"""The follow-up form, and the answers of a round.

The form stands in the handbook; a round's answers are data of one year beside it, one file a respondent, which refer to rows and columns by id
so that an edited goal does not orphan an old answer.
"""

from typing import Annotated

import msgspec

from .handbook import Entry
from .reference import Date, Id, PartyRef, Text, Year


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


class Followup(Entry):
    """Seurantataulukko: rivit ovat käytännöt järjestyksessä, sarakkeet luetellaan."""

    title: Text
    goal: Annotated[Text, _says("Tavoitesarakkeen otsikko.")]
    columns: tuple[FormColumn, ...]
    assessment: Assessment
    development: Development


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


class Response(Entry):
    """One respondent's answers; `party` is None for the committee's own assessment."""

    year: Year
    edition: Id
    respondent: Id
    example: bool = False  #: invented answers, shown as such
    party: Id | None = None
    received: Date | None = None
    answers: tuple[Answer, ...] = ()
    items: tuple[Item, ...] = ()


ASSESSMENT = "arviointi"  #: the column of the assessment, beside the parties' ids
