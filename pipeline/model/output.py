"""What is made from the source: one entry for each output."""

from typing import Annotated, Literal

import msgspec

from .handbook import Entry
from .reference import Id, Name, Text

Kind = Literal["deck", "word", "table-blank", "table-filled"]
Audience = Literal["public", "committee", "internal"]


class Output(Entry):
    """Tuotos: mitä tehdään, millä nimellä, missä muodoissa ja kenelle."""

    id: Annotated[Id, msgspec.Meta(description="Tuotoksen nimi komennossa kasikirja build NIMI.")]
    kind: Annotated[Kind, msgspec.Meta(description="Mitä tehdään: deck = diat, word = asiakirja, table-blank = tyhjä taulukko, table-filled = täytetty taulukko.")]
    title: Annotated[Text, msgspec.Meta(description="Otsikko tiedoston tiedoissa ja kannessa.")]
    formats: Annotated[tuple[Literal["pptx", "docx", "xlsx"], ...], msgspec.Meta(description="Tiedostomuodot.")]
    audience: Annotated[Audience, msgspec.Meta(description="Kenelle: public = kaikille, committee = neuvottelukunnalle, internal = talon sisällä.")]
    file: Annotated[Name | None, msgspec.Meta(description="Tiedoston nimen alku; ilman sitä käsikirjan slug. Perään tulee laitos tai vuosi.")] = None
