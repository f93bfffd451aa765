"""What a handbook holds: people, parties, links, terms, chapters with their sections, practices, corrections, questions.

Field descriptions are shown to the coordinator by an editor that knows the schema, so they are Finnish.
"""

from typing import Annotated, Literal, Union

import msgspec

from .reference import (
    Date,
    Email,
    Id,
    LanguageTag,
    LinkRef,
    Name,
    Period,
    PartyRef,
    PersonRef,
    SectionRef,
    Statements,
    Text,
    Url,
    Year,
)


def _says(text: str) -> msgspec.Meta:
    return msgspec.Meta(description=text)


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mapping of the source; unknown keys are refused."""


class Handbook(Entry):
    """Käsikirjan perustiedot."""

    title: Annotated[Text, _says("Käsikirjan nimi: etusivu, kansi, tiedostojen otsikkotieto.")]
    publisher: Annotated[Text, _says("Julkaisijan nimi sellaisena kuin se painetaan.")]
    language: Annotated[LanguageTag, _says("Kieli ja alue, fi-FI.")]
    document: Annotated[Text, _says("Asiakirjan laji etusivulla, esimerkiksi Käsikirja.")]
    slug: Annotated[Name | None, _says("Käsikirjan nimi tiedostojen nimissä: pieniä kirjaimia a-z, numeroita ja yhdysviivoja.")] = None


class Edition(Entry):
    """Laitos: yksi julkaistu tai valmisteilla oleva käsikirjan sisältö."""

    id: Annotated[Id, _says("Laitoksen tunnus, joka tulee tiedostojen nimiin. Ei koskaan kahdesti.")]
    label: Annotated[Text, _says("Laitoksen nimi tiedostoissa, esimerkiksi Laitos 1 · 2026.")]
    year: Annotated[Year, _says("Laitoksen vuosi.")]
    status: Annotated[Literal["draft", "approved"], _says("draft = luonnos, approved = hyväksytty.")]
    date: Annotated[Date | None, _says("Päiväys muodossa 2026-11-24. Luonnoksella ei tarvitse olla.")] = None
    approver: Annotated[Text | None, _says("Kuka laitoksen hyväksyi.")] = None
    record: Annotated[Text | None, _says("Asianumero.")] = None
    changes: Annotated[Statements, _says("Mitä edellisestä laitoksesta muuttui, lause kerrallaan.")] = Statements()


class Person(Entry):
    """Yhteyshenkilö. Rooli näytetään ensin; nimi voi puuttua."""

    id: Id
    role: Annotated[Text, _says("Rooli pienellä alkukirjaimella, esimerkiksi järjestökoordinaattori.")]
    publish: Annotated[
        Literal["public", "committee", "internal", "none"],
        _says("Kenelle tiedot saa näyttää: public = kaikille, committee = neuvottelukunnalle, internal = talon sisällä, none = ei kenellekään."),
    ]
    name: Annotated[Text | None, _says("Nimi; jätä pois, jos se ei ole tiedossa.")] = None
    email: Annotated[Email | None, _says("Työsähköposti.")] = None


class Network(Entry):
    """Taustaverkosto, joka vastaa osapuolen puolesta."""

    id: Id
    name: Annotated[Text, _says("Verkoston nimi pienellä alkukirjaimella.")]


class Party(Entry):
    """Osapuoli, jolla on sarake seurantataulukossa."""

    id: Id
    name: Annotated[Text, _says("Osapuolen nimi seurantataulukossa.")]
    contribution: Annotated[
        Literal["county", "associations"] | None, _says("Kumpi käytäntöjen panoksista on tämän osapuolen oma; ilman sitä lomake neuvoo toteutuksella.")
    ] = None
    networks: Annotated[tuple[Network, ...], _says("Verkostot, jotka vastaavat osapuolen puolesta.")] = ()


class Recipient(Entry):
    """Seurantalomakkeen saaja. Saajia ei näytetä missään tuotoksessa."""

    id: Annotated[Id, _says("Vastaajan tunnus; myös vastaustiedoston nimi. Ei koskaan kahdesti.")]
    party: Annotated[PartyRef, _says("Osapuoli, jonka puolesta vastataan.")]
    role: Annotated[Text, _says("Kuka vastaa: organisaatio tai rooli, ei yksityishenkilö.")]
    publish: Annotated[Literal["none"], _says("none: saajia ei näytetä kenellekään.")]
    network: Annotated[Id | None, _says("Osapuolen verkosto, jonka puolesta vastataan.")] = None
    email: Annotated[Email | None, _says("Sähköpostiosoite; ilman sitä lomake tehdään ja saaja luetellaan.")] = None
    language: Annotated[Literal["fi", "sv", "en"], _says("Tervehdyksen kieli: fi, sv tai en.")] = "fi"
    format: Annotated[Literal["xlsx", "docx"], _says("Lomakkeen muoto: xlsx = Excel, docx = Word.")] = "xlsx"


class Link(Entry):
    """Linkki. Osoitteeton linkki painetaan pelkkänä tekstinä, ja check luettelee sen."""

    id: Id
    text: Annotated[Text, _says("Linkin teksti: kertoo yksinäänkin, mihin linkki vie.")]
    status: Annotated[
        Literal["verified", "unverified", "missing"],
        _says("verified = tarkistettu, unverified = nähty mutta tarkistamatta, missing = osoite puuttuu."),
    ]
    url: Annotated[Url | None, _says("Osoite, https tai http. Jätä pois, jos osoitetta ei tiedetä.")] = None
    checked: Annotated[Date | None, _says("Päivä, jona osoite tarkistettiin.")] = None
    note: Annotated[Text | None, _says("Huomautus ylläpitäjälle; ei paineta.")] = None


class Term(Entry):
    """Sanaston sana."""

    id: Id
    term: Annotated[Text, _says("Sana siinä muodossa, jota käsikirjassa käytetään.")]
    confirmed: Annotated[Literal["yes", "no"], _says("yes = omistaja on vahvistanut selityksen, no = painetaan merkintä (vahvistettava).")]
    explanation: Annotated[Text | None, _says("Yhden lauseen selitys yleiskielellä.")] = None
    instead_of: Annotated[tuple[Text, ...], _says("Kirjoitusasut, joita ei käytetä; check huomauttaa niistä.")] = ()


class ContentsEntry(Entry):
    """Rivi osan aloittavalla luettelolla."""

    id: Id
    section: Annotated[SectionRef | None, _says("Sivu, jolle rivi vie.")] = None
    text: Annotated[Text | None, _says("Rivin teksti; ilman sitä painetaan sivun otsikko.")] = None


class _Listing(Entry, kw_only=True):
    """A page or pages whose titles and texts stand elsewhere in the source."""

    id: Annotated[Id, _says("Sivun tunnus. Ei koskaan kahdesti eikä muuteta.")]


class _Section(_Listing, kw_only=True):
    title: Annotated[Text | None, _says("Otsikko; ilman sitä osan otsikko.")] = None
    notes: Annotated[Statements, _says("Puhujan muistiinpanot.")] = Statements()


class TextSection(_Section, tag_field="kind", tag="text"):
    """Tekstisivu: kappaleita, luetelmakohtia ja linkkejä."""

    text: Annotated[Statements, _says("Kappaleet: nimi ja teksti.")] = Statements()
    points: Annotated[Statements, _says("Luetelmakohdat.")] = Statements()
    links: Annotated[Statements, _says("Linkkirivit, esimerkiksi malli: \"[](malli)\".")] = Statements()


class LawSection(_Section, tag_field="kind", tag="law"):
    """Lakipykälä ja mitä siinä sanotaan."""

    act: Annotated[LinkRef, _says("Laki, linkin tunnus.")]
    paragraph: Annotated[Text, _says("Pykälä, esimerkiksi 7 §.")]
    points: Annotated[Statements, _says("Kohdat.")]


class Labelled(Entry):
    """Otsikko ja yksi lause."""

    label: Text
    text: Text


class Group(Entry):
    """Otsikko ja sen alle kuuluvat kohdat."""

    label: Text
    items: Statements


class StrategySection(_Section, tag_field="kind", tag="strategy"):
    """Strategia kuviona."""

    mission: Annotated[Labelled, _says("Tehtävä.")]
    aim: Annotated[Labelled, _says("Päämäärä.")]
    goals: Annotated[Group, _says("Kolme tavoitetta.")]
    values: Annotated[Group, _says("Kolme arvoa.")]


class Plan(Entry):
    """Suunnitelma ja sen voimassaolo."""

    id: Id
    link: Annotated[LinkRef, _says("Suunnitelma, linkin tunnus; nimi on linkin teksti.")]
    period: Annotated[Period, _says("Voimassaolo, esimerkiksi 2026–2029.")]


class PlansSection(_Section, tag_field="kind", tag="plans"):
    """Suunnitelmat taulukkona."""

    text: Statements
    plans: tuple[Plan, ...]


class PrioritiesSection(_Section, tag_field="kind", tag="priorities"):
    """Neljä kärkeä, selittävä teksti ja linkki."""

    items: Annotated[Statements, _says("Kärjet.")]
    text: Statements = Statements()
    links: Statements = Statements()


class Box(Entry):
    """Laatikko: otsikko, teksti ja kohdat."""

    id: Id
    title: Text
    text: Statements = Statements()
    points: Statements = Statements()


class BoxesSection(_Section, tag_field="kind", tag="boxes"):
    """Otsikoituja laatikoita; jatkuu tarvittaessa toiselle sivulle."""

    boxes: tuple[Box, ...]
    text: Statements = Statements()
    links: Statements = Statements()


class PracticesSection(_Listing, tag_field="kind", tag="practices"):
    """Kaikki käytännöt, kukin omalla sivullaan."""


class FollowupSection(_Listing, tag_field="kind", tag="followup_table"):
    """Seurantataulukko."""


class DevelopmentSection(_Listing, tag_field="kind", tag="development_table"):
    """Kehittämiskohtien taulukko."""


class ClosingSection(_Section, tag_field="kind", tag="closing"):
    """Viimeinen sivu: keneltä saa lisätietoja."""

    contacts: Annotated[tuple[PersonRef, ...], _says("Yhteyshenkilöiden tunnukset.")]


Section = Union[
    TextSection,
    LawSection,
    StrategySection,
    PlansSection,
    PrioritiesSection,
    BoxesSection,
    PracticesSection,
    FollowupSection,
    DevelopmentSection,
    ClosingSection,
]


class Chapter(Entry):
    """Osa. Numeroitu osa alkaa omalla sivullaan, jolla on luettelo tai nosto."""

    id: Id
    title: Text
    sections: Annotated[tuple[Section, ...], _says("Osan sivut järjestyksessä.")]
    numbered: Annotated[Literal["yes", "no"], _says("no = osalla ei ole numeroa eikä aloitussivua.")] = "yes"
    contents: Annotated[tuple[ContentsEntry, ...], _says("Aloitussivun luettelo; ilman sitä sivujen otsikot.")] = ()
    callout: Annotated[Text | None, _says("Aloitussivun nosto luettelon paikalla.")] = None


class Practice(Entry):
    """Yhteistyön käytäntö: tavoite, kahden osapuolen panos ja toteutus."""

    id: Id
    name: Text
    goal: Annotated[Text, _says("Yhteinen tavoite; sama lause seurantataulukossa.")]
    county: Annotated[Statements, _says("Hyvinvointialueen panos.")]
    associations: Annotated[Statements, _says("Järjestöjen panos.")]
    realisation: Annotated[Statements, _says("Toteutus.")]


class PracticeLabels(Entry):
    """Käytäntösivujen neljän kentän otsikot."""

    goal: Text
    county: Text
    associations: Text
    realisation: Text


class PacketPart(Entry):
    """Perehdytyspaketin osa: mistä käsikirjan kohdista se koostuu tai kuka puuttuvan tekstin antaa."""

    id: Id
    title: Text
    sections: Annotated[tuple[SectionRef, ...], _says("Sivut, joista osa koostuu.")] = ()
    supply: Annotated[Text | None, _says("Mitä omistajan pitää toimittaa.")] = None


class Packet(Entry):
    """Neuvottelukunnan perehdytyspaketti."""

    title: Text
    parts: tuple[PacketPart, ...]


class Correction(Entry):
    """Alkuperäiseen tekstiin tehty korjaus, jonka omistaja voi perua."""

    lines: Annotated[Text, _says("Alkuperäisen tekstin rivit.")]
    kind: Annotated[Literal["typo", "structure", "punctuation"], _says("typo = kirjoitusvirhe, structure = rakenne, punctuation = merkintätapa.")]
    found: Annotated[Text, _says("Miten tekstissä luki.")]
    published: Annotated[Text, _says("Miten se nyt painetaan.")]


class Question(Entry):
    """Avoin kysymys omistajalle; teksti on jätetty ennalleen."""

    id: Id
    question: Annotated[Text, _says("Mitä omistajalta kysytään.")]
    lines: Annotated[Text | None, _says("Alkuperäisen tekstin rivit.")] = None
    found: Annotated[Text | None, _says("Miten tekstissä lukee.")] = None
    why: Annotated[Text | None, _says("Mihin kysymys perustuu.")] = None


