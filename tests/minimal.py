"""The smallest handbook that has one of everything, as YAML text, and ways to change it for a test."""

MINIMAL = """\
handbook:
  title: Käsikirja
  publisher: Hyvinvointialue
  language: fi-FI
  document: Käsikirja
editions:
  - id: "2026"
    label: Laitos 1
    year: 2026
    status: draft
outputs:
  - id: deck
    kind: deck
    title: Käsikirja
    file: kasikirja
    formats: [pptx]
    audience: public
people:
  - id: koordinaattori
    role: järjestökoordinaattori
    publish: public
    name: Kaisa Esimerkki
    email: kaisa@example.fi
parties:
  - id: jarjestot
    name: Järjestöt
links:
  - id: laki
    text: Laki järjestämisestä
    status: verified
    url: https://example.fi/laki
    checked: 2026-10-01
terms:
  - id: hyte
    term: hyte
    confirmed: yes
    explanation: Hyvinvoinnin edistäminen.
    instead_of: [HYTE]
chapters:
  - id: johdanto
    title: Johdanto
    numbered: no
    sections:
      - kind: text
        id: alku
        title: Johdanto
        text:
          p1: "Lue [](laki) ja **tämä**."
        points:
          a: Ensimmäinen
  - id: perusta
    title: Perusta
    contents:
      - id: rivi
        section: laista
    sections:
      - kind: law
        id: laista
        title: Laki
        act: laki
        paragraph: 7\u00a0§
        points:
          a: Kohta
      - kind: strategy
        id: strategia
        title: Strategia
        mission: {label: Tehtävämme, text: Hyvä arki}
        aim: {label: Päämäärämme, text: Vaikuttavin}
        goals: {label: Tavoitteet, items: {a: Yksi}}
        values: {label: Arvot, items: {a: Rohkeus}}
      - kind: plans
        id: suunnitelmat
        title: Suunnitelmat
        text:
          p1: Suunnitelmat täydentävät toisiaan.
        plans:
          - id: hyte
            link: laki
            period: 2026–2029
      - kind: priorities
        id: karjet
        title: Kärjet
        items:
          a: Mielen hyvinvointi
      - kind: boxes
        id: laatikot
        title: Laatikot
        boxes:
          - id: verkosto
            title: Verkosto
            points:
              a: Neljä kertaa vuodessa
  - id: kaytannot
    title: Käytännöt
    sections:
      - kind: practices
        id: kaikki
      - kind: followup_table
        id: taulukko
      - kind: development_table
        id: kohdat
      - kind: closing
        id: loppu
        title: Lisätiedot
        contacts: [koordinaattori]
practice_labels:
  goal: Tavoite
  county: Hyvinvointialueen panos
  associations: Järjestöjen panos
  realisation: Toteutus
practices:
  - id: hanke
    name: Hankeyhteistyö
    goal: Hankkeissa on yhteinen tavoite.
    county: {a: Tuetaan}
    associations: {a: Osallistutaan}
    realisation: {a: Hankehaut}
followup:
  title: Seuranta
  goal: Tavoite
  columns:
    - party: jarjestot
  assessment:
    label: Arviointi
    choices: [K, E]
  development:
    title: Kehittämiskohdat
    item: Kohta
    responsible: Vastuutaho
    blank_rows: 4
packet:
  title: Perehdytyspaketti
  parts:
    - id: kirje
      title: Kirje
      text: {a: Kirjeen teksti.}
corrections:
  - lines: L1
    kind: typo
    found: kasikirja
    published: käsikirja
questions:
  - id: kysymys
    question: Mitä kirjaimet tarkoittavat?
"""

RESPONSE = """\
year: 2025
edition: "2026"
respondent: jarjestot
example: true
party: jarjestot
answers:
  - row: hanke
    column: jarjestot
    text: Teimme hankkeen.
  - row: hanke
    column: arviointi
    text: K
items:
  - item: Parempi tieto
"""


def replaced(old: str, new: str, source: str = MINIMAL) -> str:
    """`source` with its only `old` changed to `new`."""
    assert source.count(old) == 1, f"{old!r} stands {source.count(old)} times"
    return source.replace(old, new)
