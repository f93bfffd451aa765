"""A round as it was handed out, and what people decided about it.

`round.yaml` is the program's: to whom which form went. `decisions.yaml` is the one file of a round that people may edit too: what they decided
about conflicts, unplaced texts and files, and answers that came by telephone or on paper.
"""

from typing import Annotated, Literal

import msgspec

from .entry import Entry
from .reference import Date, Email, FileName, Id, Key, Text, Year


def _says(text: str) -> msgspec.Meta:
    return msgspec.Meta(description=text)


class Handed(Entry):
    """One form that was handed out."""

    recipient: Id
    name: Text  #: of the respondent, as the form says it
    party: Id
    format: Literal["xlsx", "docx"]
    file: FileName  #: its name below `build/followup/YEAR/`
    form: Key  #: the record of its blocks, `forms/FORM.json`; one serves all whose forms differ by their name only
    digest: Text  #: of its content, as `package.digest` gives it
    edition: Id
    email: Email | None = None
    deadline: Date | None = None


class Round(Entry):
    """`source/responses/YEAR/round.yaml`."""

    year: Year
    forms: tuple[Handed, ...]


class Decision(Entry):
    """One decision. With `id`: about what is open under that id; without: an answer that came otherwise than in a file, with its `source`."""

    by: Annotated[Text, _says("Kuka päätti, omin sanoin.")]
    date: Annotated[Date, _says("Päivä, jona päätettiin.")]
    id: Annotated[Id | None, _says("Avoimen asian tunnus; followup resolve luettelee ne.")] = None
    use: Annotated[
        Literal["first", "second", "text", "none", "accept"] | None,
        _says("first tai second = jompikumpi teksteistä, text = kohdan text teksti, none = ei käytetä, accept = tiedosto hyväksytään."),
    ] = None
    respondent: Annotated[Id | None, _says("Kenen vastaus.")] = None
    row: Annotated[Id | None, _says("Käytännön tunnus.")] = None
    column: Annotated[Id | None, _says("Osapuolen tunnus tai arviointi.")] = None
    text: Annotated[Text | None, _says("Vastauksen teksti.")] = None
    source: Annotated[Text | None, _says("Mistä vastaus saatiin, esimerkiksi puhelimessa tai paperilla.")] = None


class Decisions(Entry):
    """`source/responses/YEAR/decisions.yaml`."""

    decisions: tuple[Decision, ...] = ()
