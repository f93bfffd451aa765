"""The orientation packet of a new member: dates of the year, attachments, the letter, the parts, the checklist, and what the owner must supply for them.

Field descriptions are shown to the coordinator by an editor that knows the schema, so they are Finnish.
"""

from typing import Annotated, Literal

import msgspec

from .entry import Audience, Entry, says
from .reference import Date, DateRef, FilePath, Id, LinkRef, PartRef, PersonRef, PracticeRef, SectionRef, Statements, SupplyRef, Text, Time


class YearDate(Entry):
    """Vuoden tapahtuma: päivä, kuukaudet tai tiheys sanoina. Ilman niitä painetaan, että päivä puuttuu."""

    id: Annotated[Id, says("Tapahtuman tunnus, myös kalenterissa. Ei koskaan kahdesti eikä muuteta.")]
    what: Annotated[Text, says("Mitä tapahtuu.")]
    confirmed: Annotated[Literal["yes", "no"], says("yes = omistaja on vahvistanut tiedon, no = painetaan merkintä (vahvistettava).")]
    kind: Annotated[Literal["meeting", "other"], says("meeting = neuvottelukunnan kokous, other = muu.")] = "other"
    date: Annotated[Date | None, says("Päivä muodossa 2026-11-24.")] = None
    start: Annotated[Time | None, says("Alkamisaika, esimerkiksi 14.00; vain päivän kanssa.")] = None
    end: Annotated[Time | None, says("Päättymisaika.")] = None
    place: Annotated[Text | None, says("Paikka.")] = None
    months: Annotated[
        tuple[Annotated[int, msgspec.Meta(ge=1, le=12)], ...], says("Kuukaudet numeroina, jos päivää ei tiedetä: [10, 11] on loka–marraskuu.")
    ] = ()
    frequency: Annotated[Text | None, says("Tiheys käsikirjan sanoin, esimerkiksi 4 kertaa vuodessa.")] = None
    section: Annotated[SectionRef | None, says("Käsikirjan sivu, joka kertoo tiheyden.")] = None
    origin: Annotated[Text | None, says("Mistä tieto on: osoite tai lähde. Ei paineta.")] = None


class Attachment(Entry):
    """Perehdytyspaketin liitetiedosto."""

    id: Id
    title: Annotated[Text, says("Liitteen nimi lukijalle.")]
    file: Annotated[FilePath, says("Tiedosto lähteen kansiossa, esimerkiksi liitteet/toimintasaanto.pdf.")]
    audience: Annotated[Audience, says("Kenelle liite on: public, committee tai internal.")] = "committee"
    link: Annotated[LinkRef | None, says("Linkki, jonka asiakirja liite on; silloin linkin osoite ei puutu paketista.")] = None


class Supply(Entry):
    """Mitä omistajan pitää toimittaa pakettiin. Kohta häviää itsestään, kun lähteessä on se, mitä until, link, date tai aukko odottaa; muuten poista rivi."""

    id: Id
    what: Annotated[Text, says("Mitä puuttuu.")]
    who: Annotated[Text, says("Kuka toimittaa.")]
    mark: Annotated[Text, says("Lyhyt merkintä puuttuvan paikalle, esimerkiksi Päivät puuttuvat.")]
    part: Annotated[PartRef | None, says("Paketin osa, jossa tieto puuttuu; ilman sitä kirje.")] = None
    until: Annotated[
        Literal["members", "meetings", "names", "terms", "links", "facts", "dates", "edition", "legend"] | None,
        says(
            "Mihin asti kohta on auki: members = jäseniä on lähteessä, meetings = kokouksilla on päivät, names = yhteyshenkilöillä on nimet, "
            "terms = sanaston selitykset on vahvistettu, links = linkeillä on osoitteet, facts = tiedot on vahvistettu, dates = tapahtumilla on päivät, "
            "edition = laitoksella on hyväksyjä ja asianumero, legend = arvioinnilla on selite."
        ),
    ] = None
    link: Annotated[LinkRef | None, says("Auki siihen asti, että linkillä on osoite tai liite.")] = None
    date: Annotated[DateRef | None, says("Auki siihen asti, että tapahtumalla on päivä.")] = None


class Blank(Entry):
    """Kirjeen aukko: johtosana ja sen tieto, joka on tapahtuma kohdasta dates tai teksti."""

    id: Id
    label: Text
    supply: Annotated[SupplyRef, says("Mitä omistajan pitää toimittaa, kun tietoa ei ole.")]
    date: Annotated[DateRef | None, says("Tapahtuma, jonka päivä, aika ja paikka painetaan.")] = None
    text: Annotated[Text | None, says("Tieto, kun se on saatu.")] = None


class Letter(Entry):
    """Paketin kirje: yksi sivu."""

    title: Text
    text: Annotated[Statements, says("Kappaleet ennen ohjetta.")]
    steps_title: Annotated[Text, says("Ohjeen otsikko.")]
    steps: Annotated[Statements, says("Numeroidut kohdat: näin pakettia käytetään.")]
    closing: Annotated[Statements, says("Kappaleet ennen allekirjoitusta.")]
    signature: Annotated[PersonRef, says("Allekirjoittajan tunnus.")]
    attachments: Annotated[Text, says("Liitteet yhdellä rivillä.")]
    blanks: Annotated[tuple[Blank, ...], says("Aukot, jotka täydennetään.")] = ()


class Quote(Entry):
    """Lause, joka on jo käytännössä: painetaan samoin sanoin."""

    id: Id
    practice: Annotated[PracticeRef, says("Käytännön tunnus.")]
    panel: Annotated[Literal["county", "associations", "realisation"], says("Käytännön kenttä.")]
    statement: Annotated[Id, says("Lauseen nimi kentässä.")]


class PacketPart(Entry):
    """Perehdytyspaketin osa: omat tekstit, lainatut lauseet, käsikirjan sivut ja se, mitä laji tuo."""

    id: Id
    title: Text
    kind: Annotated[
        Literal["text", "composition", "practices", "followup", "year", "contacts", "terms", "checklist", "links"],
        says(
            "Mitä osaan kootaan muualta lähteestä: text = ei mitään, composition = kokoonpano, practices = käytännöt lyhyesti, followup = taulukon täyttäminen, "
            "year = vuosikello, contacts = yhteyshenkilöt, terms = sanasto, checklist = muistilista, links = linkit ja liitteet."
        ),
    ] = "text"
    slides: Annotated[Literal["yes", "no"], says("yes = osa on myös perehdytyksen dioissa.")] = "no"
    text: Annotated[Statements, says("Osan omat kappaleet.")] = Statements()
    points: Annotated[Statements, says("Osan omat luetelmakohdat.")] = Statements()
    quotes: Annotated[tuple[Quote, ...], says("Lauseet käytännöistä.")] = ()
    sections: Annotated[tuple[SectionRef, ...], says("Käsikirjan sivut, joista osa koostuu.")] = ()


class ChecklistItem(Entry):
    """Muistilistan kohta."""

    id: Id
    text: Annotated[Text, says("Mitä jäsen tekee.")]
    supply: Annotated[SupplyRef | None, says("Mitä kohdan tekemiseen vielä puuttuu: kohdan supply tunnus.")] = None


class ChecklistGroup(Entry):
    """Muistilistan otsikko ja sen kohdat."""

    id: Id
    title: Text
    items: tuple[ChecklistItem, ...]


class Packet(Entry):
    """Neuvottelukunnan perehdytyspaketti."""

    title: Text
    parts: Annotated[tuple[PacketPart, ...], says("Asiakirjan osat järjestyksessä.")]
    letter: Annotated[Letter | None, says("Kirje.")] = None
    checklist: Annotated[tuple[ChecklistGroup, ...], says("Uuden jäsenen muistilista.")] = ()
    supply: Annotated[tuple[Supply, ...], says("Mitä omistajan pitää toimittaa: kootaan paketin viimeiselle sivulle.")] = ()
