"""What is made from the source: one entry for each output."""

from typing import Annotated, Literal

import msgspec

from .entry import Audience, Entry
from .reference import Id, Name, OutputRef, Text

Kind = Literal["deck", "word", "table-blank", "table-filled", "packet", "version"]


class Output(Entry):
    """Tuotos: mitä tehdään, millä nimellä, missä muodoissa ja kenelle."""

    id: Annotated[Id, msgspec.Meta(description="Tuotoksen nimi komennossa kasikirja build NIMI.")]
    kind: Annotated[Kind, msgspec.Meta(description="Mitä tehdään: deck = diat, word = asiakirja, table-blank = tyhjä taulukko, table-filled = täytetty taulukko, packet = perehdytyspaketti, version = muiden tuotosten sama sisältö toisissa muodoissa.")]
    formats: Annotated[tuple[Literal["pptx", "docx", "xlsx", "html", "pdf"], ...], msgspec.Meta(description="Tiedostomuodot.")]
    audience: Annotated[Audience, msgspec.Meta(description="Kenelle: public = kaikille, committee = neuvottelukunnalle, internal = talon sisällä.")]
    title: Annotated[Text | None, msgspec.Meta(description="Otsikko tiedoston tiedoissa ja kannessa. Versiolla on muiden tuotosten otsikot.")] = None
    of: Annotated[tuple[OutputRef, ...], msgspec.Meta(description="Versio: minkä tuotosten sisältö tehdään näihin muotoihin.")] = ()
    file: Annotated[Name | None, msgspec.Meta(description="Tiedoston nimen alku; ilman sitä käsikirjan slug. Versiolla muiden tuotosten nimet. Perään tulee laitos tai vuosi.")] = None
