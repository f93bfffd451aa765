"""The packet for tests: a small handbook with a committee, its members, dates and a letter, and the packet of the real one. All people are invented."""

from functools import lru_cache

from handbooks import content, real, words
from minimal import replaced
from pipeline.compose.registry import compose
from pipeline.document.blocks import Document
from pipeline.model.content import Content
from pipeline.model.output import Output
from pipeline.model.reference import Text
from pipeline.problems import Problems

PARTS = ("letter", "document", "deck")
QUESTIONS = {  # what a new member asks, the part and the words that answer, and the page of the built document on which they stand
    "What is the committee for?": ("tehtava", "Neuvottelukunnan tehtävänä on edistää hyvinvointia, terveyttä ja turvallisuutta", 3),
    "Who sits in it?": ("kokoonpano", "Päijät-Hämeen yrittäjät", 4),
    "Which networks are behind the associations' members?": ("kokoonpano", "ikäihmiset ja omaishoito", 4),
    "How many are we?": ("kokoonpano", "16", 4),
    "How long is my term?": ("kokoonpano", "Puolet valtuustokaudesta.", 4),
    "Who chairs?": ("kokoonpano", "Neuvottelukunta valitsee keskuudestaan puheenjohtajan", 4),
    "What do I do as a member?": ("jasenen-rooli", "viestivät omille taustaverkostoilleen", 5),
    "What do I do before the first meeting?": ("muistilista", "Merkitse kokouspäivät kalenteriin.", 14),
    "What are the seven practices?": ("seitseman-kaytantoa", "Tilayhteistyö", 10),
    "What does the county promise in them?": ("seitseman-kaytantoa", "Hyvinvointialueen panos: Verkostorakenne on kuvattu hyte-työpöydälle.", 9),
    "What do the associations promise in them?": ("seitseman-kaytantoa", "Järjestöjen panos: Järjestöt tiedottavat omien tilojen käyttömahdollisuuksista.", 10),
    "And my party, which has promised nothing of its own?": ("seitseman-kaytantoa", "Toteutus: Tilayhteistyöhön luodaan Päijät-Hämeen malli.", 10),
    "Why is the table filled?": ("paketin-seuranta", "Järjestöneuvottelukunta tarkastelee yhteistyön toteutumista vuosittain.", 10),
    "How is the table filled?": ("paketin-seuranta", "Kirjoita oman sarakkeenne kenttiin 1–3 virkettä siitä, mitä teitte.", 10),
    "When is it filled?": ("vuosikello", "Vuosittain", 11),
    "Where does it go?": ("paketin-seuranta", "Palautusosoite: helena.haaja@paijatha.fi", 11),
    "Whom do I ask?": ("yhteyshenkilot", "helena.haaja@paijatha.fi", 11),
    "What is hyte?": ("sanasto", "Lyhenne sanoista hyvinvoinnin ja terveyden edistäminen.", 12),
    "What is missing before this is handed out?": ("supplies", "Jäsenet ja varajäsenet osapuolittain", 16),
}
_PARTIES = """\
parties:
  - id: alue
    name: Hyvinvointialue
    contribution: county
    seats: {members: 2, deputies: 2, confirmed: yes}
  - id: jarjestot
    name: Järjestöt
    contribution: associations
    networks:
      - {id: liikunta, name: liikunta ja urheilu}
      - {id: kulttuuri, name: kulttuuri}
    seats: {members: 3, held_by: yksi jäsen kustakin verkostosta, confirmed: no, origin: Sivu.}
  - id: liitto
    name: Maakuntaliitto
    seats: {members: 1, deputies: 1, confirmed: yes}
committee:
  name: Neuvottelukunta
  facts:
    - {id: kausi, label: Toimikausi, text: Kaksi vuotta., confirmed: no, origin: "https://example.fi/kausi"}
    - {id: palkkiot, label: Palkkiot, supply: palkkiot, confirmed: no}
members:
  - {id: eino, name: Eino Esimerkki, party: jarjestot, network: liikunta, term: 2025–2027, publish: committee, email: eino@example.fi}
  - {id: vieno, name: Vieno Varalla, party: jarjestot, role: deputy, deputy_of: eino, term: 2025–2027, publish: committee}
  - {id: salla, name: Salla Salattu, party: liitto, role: chair, term: 2025–2027, publish: none}
dates:
  - {id: kokous, what: Kokous, kind: meeting, confirmed: no}
  - {id: haku, what: Avustushaku, months: [10, 11], confirmed: no}
  - {id: foorumi, what: Foorumi, date: 2026-03-05, start: "9.00", end: "11.30", place: Lahti, confirmed: yes}
  - {id: verkosto, what: Verkosto, frequency: neljä kertaa vuodessa, section: laatikot, confirmed: yes}
"""
_PACKET = """\
packet:
  title: Perehdytyspaketti
  letter:
    title: Tervetuloa
    text: {a: Hienoa. Olet mukana.}
    steps_title: Näin käytät pakettia
    steps: {yksi: Lue asiakirja., kaksi: Tee muistilista.}
    blanks:
      - {id: kokous, label: Ensimmäinen kokous, date: kokous, supply: kokous}
      - {id: este, label: Ilmoita esteestä, supply: este}
    closing: {a: Ystävällisin terveisin}
    signature: koordinaattori
    attachments: asiakirja
  parts:
    - {id: tervetuloa, title: Tervetuloa, text: {a: Tämä on sinulle.}, points: {a: Lue tämä.}}
    - {id: laki-osa, title: Lakiperusta, sections: [laista], slides: yes}
    - {id: kokoonpano, title: Kokoonpano, kind: composition, slides: yes}
    - {id: rooli, title: Rooli, slides: yes, quotes: [{id: a, practice: hanke, panel: associations, statement: a}]}
    - {id: kaytannot-osa, title: Käytännöt lyhyesti, kind: practices, slides: yes}
    - {id: tayttaminen, title: Täyttäminen, kind: followup, slides: yes}
    - {id: vuosi, title: Vuosikello, kind: year, slides: yes}
    - {id: kenelta-osa, title: Yhteyshenkilöt, kind: contacts, slides: yes}
    - {id: sanasto, title: Sanasto, kind: terms}
    - {id: muistilista, title: Muistilista, kind: checklist, slides: yes}
    - {id: linkit, title: Linkit ja liitteet, kind: links}
  checklist:
    - id: ennen
      title: Ennen kokousta
      items:
        - {id: lue, text: Lue käsikirja.}
        - {id: paivat, text: Merkitse kokouspäivät., supply: kokoukset}
  supply:
    - {id: kokous, what: Ensimmäisen kokouksen päivä, who: koordinaattori, mark: päivä, date: kokous}
    - {id: este, what: Kenelle esteestä ilmoitetaan, who: koordinaattori, mark: kenelle}
    - {id: palkkiot, what: Palkkiot, who: hyvinvointialue, mark: Ohje puuttuu, part: kokoonpano}
    - {id: kokoukset, what: Kokousten päivät, who: koordinaattori, mark: Päivät puuttuvat, part: vuosi, until: meetings}
"""


def packet_source() -> str:
    """The smallest handbook with a packet that has one of everything."""
    source = replaced("parties:\n  - id: jarjestot\n    name: Järjestöt\n", _PARTIES)
    source = replaced("    - party: jarjestot\n", "    - party: alue\n    - party: jarjestot\n    - party: liitto\n", source)
    start, end = source.index("packet:\n"), source.index("corrections:\n")
    return source[:start] + _PACKET + source[end:]


def output(audience: str = "committee") -> Output:
    """The entry of a packet under `outputs:`."""
    return Output(Text("packet"), "packet", ("docx", "pptx"), audience, Text("Perehdytyspaketti"), file=Text("perehdytyspaketti"))


def packed(held: Content, part: str, party: str = "", audience: str = "committee") -> Document:
    """A document of the packet, which must compose without a problem but that a hidden contact is told."""
    problems = Problems()
    document = compose(held, output(audience), held.source.editions[-1], "2026", words(), problems, part=part, party=party)
    assert {p.code for p in problems} <= {"contact-hidden"}, [p.lines("en") for p in problems]
    return document


@lru_cache
def real_packet(part: str, party: str = "") -> Document:
    """A document of the real handbook's packet."""
    return packed(real().content, part, party)


def small_packet(part: str, party: str = "", *changes: tuple[str, str]) -> Document:
    """A document of the small packet, with changes of its source."""
    source = packet_source()
    for old, new in changes:
        source = replaced(old, new, source)
    return packed(content(source), part, party)


