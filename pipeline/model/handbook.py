"""What a handbook holds: links, terms, chapters with their sections, practices, corrections, questions. Whom it names is in `people.py`, the packet in `packet.py`.

Field descriptions are shown to the coordinator by an editor that knows the schema, so they are Finnish.
"""

from typing import Annotated, Literal, Union

from .entry import Audience, Entry, says
from .reference import (
    Date,
    Id,
    LanguageTag,
    LinkRef,
    Name,
    Period,
    PersonRef,
    SectionRef,
    Statements,
    Text,
    Url,
    Year,
)


class Handbook(Entry):
    """Käsikirjan perustiedot."""

    title: Annotated[Text, says("Käsikirjan nimi: etusivu, kansi, tiedostojen otsikkotieto.")]
    publisher: Annotated[Text, says("Julkaisijan nimi sellaisena kuin se painetaan.")]
    language: Annotated[LanguageTag, says("Kieli ja alue, fi-FI.")]
    document: Annotated[Text, says("Asiakirjan laji etusivulla, esimerkiksi Käsikirja.")]
    slug: Annotated[Name | None, says("Käsikirjan nimi tiedostojen nimissä: pieniä kirjaimia a-z, numeroita ja yhdysviivoja.")] = None


class Edition(Entry):
    """Laitos: yksi julkaistu tai valmisteilla oleva käsikirjan sisältö."""

    id: Annotated[Id, says("Laitoksen tunnus, joka tulee tiedostojen nimiin. Ei koskaan kahdesti.")]
    label: Annotated[Text, says("Laitoksen nimi tiedostoissa, esimerkiksi Laitos 1 · 2026.")]
    year: Annotated[Year, says("Laitoksen vuosi.")]
    status: Annotated[Literal["draft", "approved"], says("draft = luonnos, approved = hyväksytty.")]
    date: Annotated[Date | None, says("Päiväys muodossa 2026-11-24. Luonnoksella ei tarvitse olla.")] = None
    approver: Annotated[Text | None, says("Kuka laitoksen hyväksyi.")] = None
    record: Annotated[Text | None, says("Asianumero.")] = None
    changes: Annotated[Statements, says("Mitä edellisestä laitoksesta muuttui, lause kerrallaan.")] = Statements()


class Link(Entry):
    """Linkki. Osoitteeton linkki painetaan pelkkänä tekstinä, ja check luettelee sen."""

    id: Id
    text: Annotated[Text, says("Linkin teksti: kertoo yksinäänkin, mihin linkki vie.")]
    status: Annotated[
        Literal["verified", "unverified", "missing"],
        says("verified = tarkistettu, unverified = nähty mutta tarkistamatta, missing = osoite puuttuu."),
    ]
    url: Annotated[Url | None, says("Osoite, https tai http. Jätä pois, jos osoitetta ei tiedetä.")] = None
    checked: Annotated[Date | None, says("Päivä, jona osoite tarkistettiin.")] = None
    note: Annotated[Text | None, says("Huomautus ylläpitäjälle; ei paineta.")] = None


class Term(Entry):
    """Sanaston sana."""

    id: Id
    term: Annotated[Text, says("Sana siinä muodossa, jota käsikirjassa käytetään.")]
    confirmed: Annotated[Literal["yes", "no"], says("yes = omistaja on vahvistanut selityksen, no = painetaan merkintä (vahvistettava).")]
    explanation: Annotated[Text | None, says("Yhden lauseen selitys yleiskielellä.")] = None
    instead_of: Annotated[tuple[Text, ...], says("Kirjoitusasut, joita ei käytetä; check huomauttaa niistä.")] = ()


class ContentsEntry(Entry):
    """Rivi osan aloittavalla luettelolla."""

    id: Id
    section: Annotated[SectionRef | None, says("Sivu, jolle rivi vie.")] = None
    text: Annotated[Text | None, says("Rivin teksti; ilman sitä painetaan sivun otsikko.")] = None


class _Listing(Entry, kw_only=True):
    """A page or pages whose titles and texts stand elsewhere in the source."""

    id: Annotated[Id, says("Sivun tunnus. Ei koskaan kahdesti eikä muuteta.")]
    audience: Annotated[Audience, says("Kenelle sivu on: public = kaikille, committee = neuvottelukunnalle, internal = talon sisällä.")] = "public"


class _Section(_Listing, kw_only=True):
    title: Annotated[Text | None, says("Otsikko; ilman sitä osan otsikko.")] = None
    notes: Annotated[Statements, says("Puhujan muistiinpanot.")] = Statements()


class TextSection(_Section, tag_field="kind", tag="text"):
    """Tekstisivu: kappaleita, luetelmakohtia ja linkkejä."""

    text: Annotated[Statements, says("Kappaleet: nimi ja teksti.")] = Statements()
    points: Annotated[Statements, says("Luetelmakohdat.")] = Statements()
    links: Annotated[Statements, says("Linkkirivit, esimerkiksi malli: \"[](malli)\".")] = Statements()


class LawSection(_Section, tag_field="kind", tag="law"):
    """Lakipykälä ja mitä siinä sanotaan."""

    act: Annotated[LinkRef, says("Laki, linkin tunnus.")]
    paragraph: Annotated[Text, says("Pykälä, esimerkiksi 7 §.")]
    points: Annotated[Statements, says("Kohdat.")]


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

    mission: Annotated[Labelled, says("Tehtävä.")]
    aim: Annotated[Labelled, says("Päämäärä.")]
    goals: Annotated[Group, says("Kolme tavoitetta.")]
    values: Annotated[Group, says("Kolme arvoa.")]


class Plan(Entry):
    """Suunnitelma ja sen voimassaolo."""

    id: Id
    link: Annotated[LinkRef, says("Suunnitelma, linkin tunnus; nimi on linkin teksti.")]
    period: Annotated[Period, says("Voimassaolo, esimerkiksi 2026–2029.")]


class PlansSection(_Section, tag_field="kind", tag="plans"):
    """Suunnitelmat taulukkona."""

    text: Statements
    plans: tuple[Plan, ...]


class PrioritiesSection(_Section, tag_field="kind", tag="priorities"):
    """Neljä kärkeä, selittävä teksti ja linkki."""

    items: Annotated[Statements, says("Kärjet.")]
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

    contacts: Annotated[tuple[PersonRef, ...], says("Yhteyshenkilöiden tunnukset.")]


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
    sections: Annotated[tuple[Section, ...], says("Osan sivut järjestyksessä.")]
    numbered: Annotated[Literal["yes", "no"], says("no = osalla ei ole numeroa eikä aloitussivua.")] = "yes"
    contents: Annotated[tuple[ContentsEntry, ...], says("Aloitussivun luettelo; ilman sitä sivujen otsikot.")] = ()
    callout: Annotated[Text | None, says("Aloitussivun nosto luettelon paikalla.")] = None


class Practice(Entry):
    """Yhteistyön käytäntö: tavoite, kahden osapuolen panos ja toteutus."""

    id: Id
    name: Text
    goal: Annotated[Text, says("Yhteinen tavoite; sama lause seurantataulukossa.")]
    county: Annotated[Statements, says("Hyvinvointialueen panos.")]
    associations: Annotated[Statements, says("Järjestöjen panos.")]
    realisation: Annotated[Statements, says("Toteutus.")]


class PracticeLabels(Entry):
    """Käytäntösivujen neljän kentän otsikot."""

    goal: Text
    county: Text
    associations: Text
    realisation: Text


class Correction(Entry):
    """Alkuperäiseen tekstiin tehty korjaus, jonka omistaja voi perua."""

    lines: Annotated[Text, says("Alkuperäisen tekstin rivit.")]
    kind: Annotated[Literal["typo", "structure", "punctuation"], says("typo = kirjoitusvirhe, structure = rakenne, punctuation = merkintätapa.")]
    found: Annotated[Text, says("Miten tekstissä luki.")]
    published: Annotated[Text, says("Miten se nyt painetaan.")]


class Question(Entry):
    """Avoin kysymys omistajalle; teksti on jätetty ennalleen."""

    id: Id
    question: Annotated[Text, says("Mitä omistajalta kysytään.")]
    lines: Annotated[Text | None, says("Alkuperäisen tekstin rivit.")] = None
    found: Annotated[Text | None, says("Miten tekstissä lukee.")] = None
    why: Annotated[Text | None, says("Mihin kysymys perustuu.")] = None


