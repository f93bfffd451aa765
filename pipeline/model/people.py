"""Whom the handbook names: contacts, the parties with their networks and seats, the committee and its members, and who gets the follow-up form.

Field descriptions are shown to the coordinator by an editor that knows the schema, so they are Finnish.
"""

from typing import Annotated, Literal

import msgspec

from .entry import Entry, Publish, says
from .reference import Email, Id, MemberRef, PartyRef, Period, SupplyRef, Text


class Person(Entry):
    """Yhteyshenkilö. Rooli näytetään ensin; nimi voi puuttua."""

    id: Id
    role: Annotated[Text, says("Rooli pienellä alkukirjaimella, esimerkiksi järjestökoordinaattori.")]
    publish: Annotated[
        Publish,
        says("Kenelle tiedot saa näyttää: public = kaikille, committee = neuvottelukunnalle, internal = talon sisällä, none = ei kenellekään."),
    ]
    name: Annotated[Text | None, says("Nimi; jätä pois, jos se ei ole tiedossa.")] = None
    email: Annotated[Email | None, says("Työsähköposti.")] = None


class Network(Entry):
    """Taustaverkosto, joka vastaa osapuolen puolesta."""

    id: Id
    name: Annotated[Text, says("Verkoston nimi pienellä alkukirjaimella.")]


class Seats(Entry):
    """Osapuolen paikat neuvottelukunnassa."""

    members: Annotated[int, msgspec.Meta(ge=1, le=60, description="Jäsenten määrä.")]
    confirmed: Annotated[Literal["yes", "no"], says("yes = omistaja on vahvistanut tiedon, no = painetaan merkintä (vahvistettava).")]
    deputies: Annotated[Annotated[int, msgspec.Meta(ge=0, le=60)] | None, says("Varajäsenten määrä; jätä pois, jos sitä ei tiedetä.")] = None
    held_by: Annotated[Text | None, says("Keille paikat kuuluvat, jos se ei näy osapuolen nimestä.")] = None
    origin: Annotated[Text | None, says("Mistä tieto on: osoite tai lähde. Ei paineta.")] = None


class Party(Entry):
    """Osapuoli, jolla on sarake seurantataulukossa."""

    id: Id
    name: Annotated[Text, says("Osapuolen nimi seurantataulukossa.")]
    contribution: Annotated[
        Literal["county", "associations"] | None, says("Kumpi käytäntöjen panoksista on tämän osapuolen oma; ilman sitä lomake neuvoo toteutuksella.")
    ] = None
    networks: Annotated[tuple[Network, ...], says("Verkostot, jotka vastaavat osapuolen puolesta.")] = ()
    seats: Annotated[Seats | None, says("Osapuolen paikat neuvottelukunnassa.")] = None


class Recipient(Entry):
    """Seurantalomakkeen saaja. Saajia ei näytetä missään tuotoksessa."""

    id: Annotated[Id, says("Vastaajan tunnus; myös vastaustiedoston nimi. Ei koskaan kahdesti.")]
    party: Annotated[PartyRef, says("Osapuoli, jonka puolesta vastataan.")]
    role: Annotated[Text, says("Kuka vastaa: organisaatio tai rooli, ei yksityishenkilö.")]
    publish: Annotated[Literal["none"], says("none: saajia ei näytetä kenellekään.")]
    network: Annotated[Id | None, says("Osapuolen verkosto, jonka puolesta vastataan.")] = None
    email: Annotated[Email | None, says("Sähköpostiosoite; ilman sitä lomake tehdään ja saaja luetellaan.")] = None
    language: Annotated[Literal["fi", "sv", "en"], says("Tervehdyksen kieli: fi, sv tai en.")] = "fi"
    format: Annotated[Literal["xlsx", "docx"], says("Lomakkeen muoto: xlsx = Excel, docx = Word.")] = "xlsx"


class Fact(Entry):
    """Tieto neuvottelukunnasta. Tieto, jota ei ole, painetaan merkittynä aukkona."""

    id: Id
    label: Annotated[Text, says("Mistä tieto on, esimerkiksi Toimikausi.")]
    confirmed: Annotated[Literal["yes", "no"], says("yes = omistaja on vahvistanut tiedon, no = painetaan merkintä (vahvistettava).")]
    text: Annotated[Text | None, says("Tieto yhtenä lauseena; jätä pois, jos sitä ei tiedetä.")] = None
    supply: Annotated[SupplyRef | None, says("Mitä omistajan pitää toimittaa, kun tietoa ei ole: kohdan packet.supply tunnus.")] = None
    origin: Annotated[Text | None, says("Mistä tieto on: osoite tai lähde. Ei paineta.")] = None


class Committee(Entry):
    """Neuvottelukunta, jonka jäseniä paketti perehdyttää."""

    name: Annotated[Text, says("Neuvottelukunnan nimi.")]
    facts: Annotated[tuple[Fact, ...], says("Mitä neuvottelukunnasta tiedetään.")] = ()


class Member(Entry):
    """Neuvottelukunnan jäsen tai varajäsen. Tiedot näytetään vain niille, joille publish sallii."""

    id: Annotated[Id, says("Jäsenen tunnus komennossa kasikirja build packet --for JÄSEN.")]
    name: Annotated[Text, says("Nimi.")]
    party: Annotated[PartyRef, says("Osapuoli, jota jäsen edustaa.")]
    publish: Annotated[
        Publish,
        says("Kenelle tiedot saa näyttää: public = kaikille, committee = neuvottelukunnalle, internal = talon sisällä, none = ei kenellekään."),
    ]
    term: Annotated[Period, says("Toimikausi, esimerkiksi 2025–2027.")]
    role: Annotated[
        Literal["member", "deputy", "chair", "vice-chair"], says("member = jäsen, deputy = varajäsen, chair = puheenjohtaja, vice-chair = varapuheenjohtaja.")
    ] = "member"
    network: Annotated[Id | None, says("Osapuolen verkosto, jota jäsen edustaa.")] = None
    deputy_of: Annotated[MemberRef | None, says("Kenen henkilökohtainen varajäsen.")] = None
    email: Annotated[Email | None, says("Sähköpostiosoite.")] = None
