"""The packet's documents: from the small packet what each piece says; of the real one that a reader finds the answers, and nobody what is not for them."""

import re

import pytest
from msgspec.structs import replace

from handbooks import composed, content, layouts, real, words
from minimal import replaced
from packets import PARTS, QUESTIONS, output, packed, packet_source, real_packet, small_packet
from pipeline.compose.orientation import KINDS
from pipeline.compose.registry import digest, kinds_without_use, personal
from pipeline.document.blocks import Chart, Document, Panel, Paragraph, Section, Table, walk
from pipeline.model.content import Content, walk_texts
from pipeline.model.output import Output
from pipeline.model.packet import Attachment
from pipeline.model.people import Member
from pipeline.model.reference import Text
from pipeline.model.supply import open_supplies
from pipeline.problems import Problems


def section(document: Document, name: str) -> Section:
    return next(section for section in document.sections if section.id == name)


def said(document: Document, name: str) -> Paragraph:
    return next(paragraph for _, paragraph in walk(document) if paragraph.id == name)


def has(document: Document, name: str) -> bool:
    return any(paragraph.id == name for _, paragraph in walk(document))


def table(document: Document, role: str) -> Table:
    return next(part for s in document.sections for part in s.parts if isinstance(part, Table) and part.role == role)


def cells(found: Table) -> list[list[str]]:
    return [["\n".join(p.text for p in cell.paragraphs) for cell in row.cells] for row in found.rows]


def text(document: Document) -> str:
    return "\n".join([document.title, *document.marks.values(), *(paragraph.text for _, paragraph in walk(document))])


def missing(document: Document) -> list[str]:
    return [run.text for _, paragraph in walk(document) for run in paragraph.runs if run.look == "missing"]


# The document


def test_the_parts_stand_in_the_order_of_the_source_with_their_numbers() -> None:
    parts = [(s.number, s.title.text) for s in small_packet("document").sections if s.level == 1 and s.number]
    assert parts[:3] == [("1", "Tervetuloa"), ("2", "Lakiperusta"), ("3", "Kokoonpano")] and len(parts) == 11


def test_a_page_of_the_handbook_stands_below_its_part_in_the_handbooks_own_words() -> None:
    held = content(packet_source())
    law, handbook = section(packed(held, "document"), "sections.laista"), section(composed(held, "word"), "sections.laista")
    assert law.number == "2.1" and law.parts == handbook.parts


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("of", [small_packet, real_packet], ids=["small", "real"])
def test_every_block_has_an_id_of_its_own(part: str, of) -> None:
    ids = [paragraph.id for _, paragraph in walk(of(part))]
    assert ids and len(ids) == len(set(ids))


def test_the_contents_list_the_parts_alone() -> None:
    assert section(small_packet("document"), "contents").depth == 1


@pytest.mark.parametrize(
    ("party", "order"),
    [("", ["goal", "county", "associations", "realisation"]), ("alue", ["goal", "county", "associations", "realisation"]),
     ("jarjestot", ["goal", "associations", "county", "realisation"]), ("liitto", ["goal", "realisation", "county", "associations"])],
)  # fmt: skip
def test_a_partys_copy_has_its_own_contribution_first_and_says_the_same(party: str, order: list[str]) -> None:
    (panel,) = section(small_packet("document", party), "packet.practices.hanke").parts
    assert [p.id.rpartition(".")[2] for p in panel.paragraphs] == order
    assert sorted(p.text for p in panel.paragraphs) == sorted(p.text for p in section(small_packet("document"), "packet.practices.hanke").parts[0].paragraphs)


def test_a_practice_in_brief_has_the_words_of_its_page() -> None:
    assert said(small_packet("document"), "packet.practices.hanke.county").text == "Hyvinvointialueen panos: Tuetaan"


def test_a_quotation_has_the_words_of_the_practice() -> None:
    assert said(small_packet("document"), "packet.rooli.quotes.a").text == "Osallistutaan"


def test_seats_are_counted_and_an_unknown_number_is_a_marked_blank() -> None:
    found = table(small_packet("document"), "seats")
    assert cells(found) == [
        ["Hyvinvointialue", "2", "2"],
        ["Järjestöt\nYksi jäsen kustakin verkostosta: liikunta ja urheilu; kulttuuri", "3", "Määrä puuttuu"],
        ["Maakuntaliitto", "1", "1"],
        ["Yhteensä", "6", "Määrä puuttuu"],
    ]
    assert found.caption.runs[-1].look == "missing"
    counted = table(small_packet("document", "", ("members: 3, held_by", "members: 3, deputies: 3, held_by"), ("verkostosta, confirmed: no", "verkostosta, confirmed: yes")), "seats")
    assert cells(counted)[-1] == ["Yhteensä", "6", "6"] and all(not run.look for run in counted.caption.runs if run.text == "(vahvistettava)")


def test_facts_that_nobody_confirmed_are_marked_and_a_missing_one_says_what_is_missing() -> None:
    found = table(small_packet("document"), "committee")
    assert cells(found) == [["Toimikausi", "Kaksi vuotta."], ["Palkkiot", "Ohje puuttuu"]] and "(vahvistettava)" in found.caption.text
    assert "(vahvistettava)" not in table(small_packet("document", "", ("text: Kaksi vuotta., confirmed: no", "text: Kaksi vuotta., confirmed: yes")), "committee").caption.text


def test_members_are_shown_to_those_who_may_see_them() -> None:
    assert cells(table(small_packet("document"), "members")) == [
        ["Eino Esimerkki\neino@example.fi", "Järjestöt: liikunta ja urheilu", "jäsen", "2025–2027"],
        ["Vieno Varalla", "Järjestöt", "varajäsen, Eino Esimerkki", "2025–2027"],
    ]
    public = packed(content(packet_source()), "document", audience="public")
    assert not any(isinstance(part, Table) and part.role == "members" for s in public.sections for part in s.parts)


def test_the_year_begins_with_what_has_its_month_and_counts_only_that() -> None:
    assert cells(table(small_packet("document"), "year")) == [
        ["1", "5.3.2026 klo 9.00–11.30", "Foorumi\nLahti", "Vahvistettu"],
        ["2", "Loka–marraskuu", "Avustushaku", "Vahvistettava"],
        ["–", "–", "Kokous", "Päivä puuttuu"],
        ["–", "Neljä kertaa vuodessa", "Verkosto", "Päivä puuttuu"],
    ]


@pytest.mark.parametrize(("months", "words_of"), [("[1]", "Tammikuu"), ("[8, 9]", "Elo–syyskuu"), ("[4, 9]", "Huhtikuu ja syyskuu"), ("[2, 5, 12]", "Helmikuu, toukokuu ja joulukuu")])
def test_months_are_named(months: str, words_of: str) -> None:
    assert said(small_packet("document", "", ("months: [10, 11]", f"months: {months}")), "dates.haku.when").text == words_of


def test_attachments_are_named_to_those_whom_they_are_for() -> None:
    held = content(packet_source())
    files = tuple(Attachment(Text(level), Text(f"Liite {level}"), Text("a.pdf"), level) for level in ("public", "committee", "internal"))
    document = packed(Content(replace(held.source, attachments=files)), "document")
    assert [name for name in ("public", "committee", "internal") if has(document, f"packet.linkit.attachments.{name}")] == ["public", "committee"]


def test_a_checklist_says_what_is_missing_until_it_is_there() -> None:
    assert said(small_packet("document"), "packet.muistilista.ennen.paivat").text == "Merkitse kokouspäivät. Päivät puuttuvat"
    given = small_packet("document", "", ("kind: meeting, confirmed: no", "kind: meeting, date: 2026-10-01, confirmed: yes"))
    assert said(given, "packet.muistilista.ennen.paivat").text == "Merkitse kokouspäivät."


# What is to be supplied


def test_what_is_missing_is_listed_with_who_supplies_it_and_where_it_is_missing() -> None:
    found = table(small_packet("document"), "supplies")
    assert cells(found) == [
        ["Ensimmäisen kokouksen päivä", "koordinaattori", "Kirje"],
        ["Kenelle esteestä ilmoitetaan", "koordinaattori", "Kirje"],
        ["Palkkiot", "hyvinvointialue", "Osa 3: Kokoonpano"],
        ["Kokousten päivät", "koordinaattori", "Osa 7: Vuosikello"],
    ]
    assert found.rows[2].cells[2].paragraphs[0].runs[0].target == "packet.kokoonpano"


SUPPLIED = {
    "kokous": ("kind: meeting, confirmed: no", "kind: meeting, date: 2026-10-01, confirmed: yes"),
    "este": ("label: Ilmoita esteestä, supply: este", "label: Ilmoita esteestä, supply: este, text: Soita."),
    "palkkiot": ("label: Palkkiot, supply: palkkiot", "label: Palkkiot, supply: palkkiot, text: Ei palkkioita."),
}


@pytest.mark.parametrize("name", SUPPLIED)
def test_what_is_missing_goes_when_the_source_has_it(name: str) -> None:
    assert has(small_packet("document"), f"packet.supplies.{name}.what")
    assert not has(small_packet("document", "", SUPPLIED[name]), f"packet.supplies.{name}.what")


def test_there_is_no_page_of_what_is_missing_where_nothing_is() -> None:
    held = content(packet_source())
    whole = replace(held.source, packet=replace(held.source.packet, supply=()))
    assert section(packed(held, "document"), "packet.supplies").kind == "supplies"
    assert all(s.kind != "supplies" for s in packed(Content(whole), "document").sections)


@pytest.mark.parametrize("until", ["members", "names", "terms", "links", "facts", "dates", "edition", "legend"])
def test_each_thing_that_is_waited_for_is_open_until_the_source_has_it(until: str) -> None:
    """The small packet lacks what each waits for, or has it: changed to the other, the answer changes."""
    entry = f"{{id: x, what: Jotain, who: joku, mark: Puuttuu, until: {until}}}"
    source = replaced("    - {id: kokous, what: Ensimmäisen", f"    - {entry}\n    - {{id: kokous, what: Ensimmäisen", packet_source())
    changed = {
        "members": lambda text: re.sub(r"members:\n(  - .*\n)+", "", text),
        "names": lambda text: text.replace("    name: Kaisa Esimerkki\n", ""),
        "terms": lambda text: text.replace("    confirmed: yes\n    explanation", "    confirmed: no\n    explanation"),
        "links": lambda text: text.replace("    status: verified\n    url: https://example.fi/laki\n    checked: 2026-10-01\n", "    status: missing\n"),
        "facts": lambda text: text.replace("confirmed: no", "confirmed: yes"),
        "dates": lambda text: text.replace("frequency: neljä kertaa vuodessa, section: laatikot", "date: 2026-09-01"),
        "edition": lambda text: text.replace("    status: draft\n", "    status: draft\n    approver: Hallitus\n    record: A1\n"),
        "legend": lambda text: text.replace("    choices: [K, E]\n", "    choices: [K, E]\n    legend: K kyllä, E ei.\n"),
    }[until](source)
    assert changed != source
    states = [any(supply.id == "x" for supply in open_supplies(content(held))) for held in (source, changed)]
    assert sorted(states) == [False, True]


# The letter


def test_the_letter_has_blanks_for_what_nobody_has_said() -> None:
    letter = small_packet("letter")
    assert missing(letter) == ["Jäsenen nimi", "päivä", "kenelle"] and said(letter, "packet.letter.committee").text == "Neuvottelukunta"
    assert [p.text for p in section(letter, "packet.letter").parts[-2].paragraphs] == ["järjestökoordinaattori", "Kaisa Esimerkki", "kaisa@example.fi", "Hyvinvointialue"]


def test_the_letter_says_when_and_where_as_soon_as_it_is_known() -> None:
    letter = small_packet("letter", "", ("kind: meeting, confirmed: no", 'kind: meeting, date: 2026-10-01, start: "14.00", place: Lahti, confirmed: yes'))
    assert said(letter, "packet.letter.blanks.kokous").text == "Ensimmäinen kokous: 1.10.2026 klo 14.00, Lahti"


def member_letter(name: str) -> tuple[Document, Document]:
    held, problems = content(packet_source()), Problems()
    member: Member = next(member for member in held.source.members if member.id == name)
    of_party = packed(held, "letter", member.party.value)
    return of_party, personal(held, of_party, member, output(), held.source.editions[-1], words(), problems)


def test_a_members_letter_names_the_member_the_party_the_role_and_the_term() -> None:
    _, letter = member_letter("eino")
    address = [p.text for part in letter.sections[0].parts for p in part.paragraphs]
    assert address == ["Eino Esimerkki", "Järjestöt: liikunta ja urheilu", "jäsen, toimikausi 2025–2027", "Neuvottelukunta"]


def test_two_members_of_a_party_share_the_key_and_nothing_of_the_one_is_in_the_others_letter() -> None:
    (of_party, eino), (_, vieno) = member_letter("eino"), member_letter("vieno")
    assert eino.key == vieno.key == of_party.key and len({eino.digest, vieno.digest, of_party.digest}) == 3
    assert "Eino" not in text(vieno) and "\ue000" not in text(vieno) and digest(vieno) == vieno.digest


# The slides


def test_the_slides_are_the_parts_that_the_source_names_for_them() -> None:
    kinds = [(s.kind, s.title.text) for s in small_packet("deck").sections]
    assert kinds == [
        ("title", "Järjestöneuvottelukunnan perehdytys"), ("law", "Laki"), ("orientation_composition", "Kokoonpano"), ("text", "Tietoja neuvottelukunnasta"),
        ("text", "Rooli"), ("orientation_practices", "Käytännöt lyhyesti"), ("text", "Näin täytät"), ("orientation_year", "Vuosikello"),
        ("text", "Muistilista: ennen kokousta"), ("closing", "Lisätiedot"),
    ]  # fmt: skip


def test_the_ring_marks_the_months_with_the_numbers_of_the_table_and_says_them_in_words() -> None:
    (ring,) = (part for part in section(small_packet("deck"), "packet.vuosi.year").parts if isinstance(part, Chart))
    assert ring.kind == "ring" and ring.title == "Vuosi 2026" and ring.categories[0] == "tammi" and len(ring.categories) == len(ring.marks) == 12
    assert {month: (value, mark) for month, value, mark in zip(ring.categories, ring.series[0].values, ring.marks) if value} == {"maalis": (1, "1"), "loka": (1, "2"), "marras": (1, "2")}
    assert ring.caption.text == "Vuosikello. 5.3.2026 klo 9.00–11.30: Foorumi. Loka–marraskuu: Avustushaku."


def test_a_slide_says_below_its_table_that_the_seats_are_not_confirmed() -> None:
    (shown,) = section(small_packet("deck"), "packet.kokoonpano.seats").parts
    assert shown.note.text == "Paikkojen määrät on koottu julkisista lähteistä. (vahvistettava)" and shown.note.runs[-1].look == "missing"
    (confirmed,) = section(small_packet("deck", "", ("verkostosta, confirmed: no", "verkostosta, confirmed: yes")), "packet.kokoonpano.seats").parts
    assert confirmed.note is None


@pytest.mark.parametrize("kind,formats,spare", [("packet", ("pptx",), False), ("packet", ("docx",), True), ("deck", ("pptx",), True)])
def test_the_kinds_of_the_slides_are_spare_where_no_packet_has_slides(kind: str, formats: tuple[str, ...], spare: bool) -> None:
    assert kinds_without_use([Output(Text("t"), kind, formats, "committee", Text("T"), file=Text("t"))]).issuperset(KINDS) == spare


# The right readers


def test_a_section_for_the_committee_is_in_its_outputs_alone_with_all_that_leads_to_it() -> None:
    source = replaced("        id: laista\n", "        id: laista\n        audience: committee\n", packet_source())
    for kind in ("deck", "word"):
        public, inside = composed(content(source), kind), composed(content(source), kind, "committee")
        assert not has(public, "sections.laista.title") and has(inside, "sections.laista.title")
        assert not has(public, "chapters.perusta.contents.rivi") and has(inside, "chapters.perusta.contents.rivi")
    assert has(packed(content(source), "document"), "sections.laista.title") and not has(packed(content(source), "document", audience="public"), "sections.laista.title")


def test_a_chapter_of_which_the_readers_may_see_nothing_is_left_out_and_takes_no_number() -> None:
    source = packet_source()
    for kind in ("law", "strategy", "plans", "priorities", "boxes"):
        source = replaced(f"      - kind: {kind}\n", f"      - kind: {kind}\n        audience: internal\n", source)
    numbers = {s.title.text: s.number for s in composed(content(source), "word").sections if s.level == 1 and s.number}
    assert numbers == {"Käytännöt": "1"}


SECRET = "Salaisuus"


def secretive(level: str) -> Content:
    """The real handbook in which people, members, an attachment and a section are for `level` only, each with a word that tells of it."""
    held = real().content
    source = held.source
    people = tuple(replace(person, name=Text(f"{SECRET} {person.id}"), email=Text("salaisuus@example.fi"), publish=level) for person in source.people)
    member = Member(Text("jasen"), Text(f"{SECRET} jäsen"), Text("jarjestot"), level, Text("2025–2027"), email=Text("salaisuus@example.fi"))
    attachments = (Attachment(Text("liite"), Text(f"{SECRET} liite"), Text("a.pdf"), level),) if level != "none" else ()
    chapters = []
    for chapter in source.chapters:
        sections = tuple(replace(s, audience=level, title=Text(f"{SECRET} sivu")) if s.id == "avustaminen" and level != "none" else s for s in chapter.sections)
        chapters.append(replace(chapter, sections=sections))
    return Content(replace(source, people=people, members=(member,), attachments=attachments, chapters=tuple(chapters)), held.responses)


def documents_for(held: Content, audience: str) -> list[Document]:
    """Every document that the outputs of the real handbook and a packet are, for an audience."""
    handbook = [
        composed(held, output.kind, audience, shape="slides" if output.kind == "table-filled" and shape else "")
        for output in held.source.outputs
        for shape in range(1 + (output.kind == "table-filled"))
        if output.kind not in ("version", "packet")
    ]
    return handbook + [packed(held, part, party, audience) for part in PARTS for party in ("", "jarjestot")]


@pytest.mark.parametrize(("level", "audience"), [("committee", "public"), ("internal", "public"), ("internal", "committee"), ("none", "internal")])
def test_no_output_says_what_is_not_for_its_readers(level: str, audience: str) -> None:
    found = [f"{document.id}: {p.id}" for document in documents_for(secretive(level), audience) for _, p in walk(document) if SECRET.lower() in (p.text + "".join(p.links)).lower()]
    assert found == []
    assert not any(SECRET.lower() in text(document).lower() for document in documents_for(secretive(level), audience))


def test_the_outputs_say_it_to_those_whom_it_is_for() -> None:
    """Else the test above could not fail."""
    shown = "".join(map(text, documents_for(secretive("committee"), "committee")))
    assert all(f"{SECRET} {what}" in shown for what in ("koordinaattori", "jäsen", "liite", "sivu"))


# The real packet

FIFTEEN = 15


def test_the_real_packet_has_its_fifteen_parts_and_every_statement_of_theirs() -> None:
    """Links that lead nowhere yet stand in the list of links alone."""
    document, source = real_packet("document"), real().content.source
    whole = text(document)
    assert [s.number for s in document.sections if s.level == 1 and s.number] == [str(n) for n in range(1, FIFTEEN + 1)]
    sections = {section.id.value: section for _, section in real().content.sections()}
    held = [leaf for part in source.packet.parts for name in part.sections for _, leaf in walk_texts(sections[name.value]) if type(leaf) is Text]
    held += [leaf for _, leaf in walk_texts((source.practices, source.committee, source.packet.checklist, source.terms)) if type(leaf) is Text]
    held = [leaf.value for leaf in held if "](" not in leaf.value]
    spellings = {spelling.value for term in source.terms for spelling in term.instead_of}
    origins = {fact.origin.value for fact in source.committee.facts if fact.origin}
    assert len(held) > 200 and [said for said in held if said not in whole and said not in spellings | origins] == []


def test_every_mark_of_something_missing_in_the_real_packet_is_on_its_last_page() -> None:
    """By the part where the mark stands; a name that a letter has no place for yet is the list of members."""
    content_, document = real().content, real_packet("document")
    parts, marked = {part.id.value for part in content_.source.packet.parts}, set()
    part = ""
    for section_ in document.sections:
        part = section_.id.removeprefix("packet.") if section_.id.removeprefix("packet.") in parts else part
        blocks = [p for piece in section_.parts for p in ([*piece.paragraphs] if isinstance(piece, Panel) else [p for row in piece.rows for cell in row.cells for p in cell.paragraphs])]
        if section_.kind != "supplies" and any(run.look == "missing" for block in blocks for run in block.runs):
            marked.add(part)
    listed = {supply.part.value if supply.part else "" for supply in open_supplies(content_)}
    assert marked == {"", "kokoonpano", "jasenen-rooli", "paketin-toimintasaanto", "paketin-seuranta", "vuosikello", "sanasto", "muistilista", "linkit-ja-liitteet"}
    assert marked - {"muistilista"} <= listed  # the checklist's marks are those of other parts


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_reader_of_the_packet_alone_finds_the_answer_in_its_part(question: str) -> None:
    name, answer, _ = QUESTIONS[question]
    document = real_packet("document")
    names = [s.id for s in document.sections]
    start = names.index(f"packet.{name}")
    end = next((n for n in range(start + 1, len(names)) if document.sections[n].level == 1), len(names))
    part = replace(document, sections=document.sections[start:end])
    assert answer in "\n".join(paragraph.text for _, paragraph in walk(part))


def test_the_real_letter_and_slides_say_what_the_source_says() -> None:
    letter, deck = real_packet("letter"), real_packet("deck")
    assert said(letter, "packet.letter.title").text == "Tervetuloa järjestöneuvottelukuntaan" and "Helena Haaja" in text(letter)
    assert [s.kind for s in deck.sections].count("orientation_year") == 1 and deck.sections[-1].kind == "closing"


def test_nothing_of_the_packet_is_written_in_capitals_only() -> None:
    known = {word for term in real().content.source.terms for word in re.findall(r"\w+", term.term.value)}
    for part in PARTS:
        assert [word for word in re.findall(r"\b[A-ZÅÄÖ]{3,}\b", text(real_packet(part))) if word not in known] == []


def test_layouts_name_a_style_for_each_role_of_the_letter_and_the_checklist() -> None:
    assert {"letter", "recipient", "address", "steps", "signature", "enclosures", "checklist"} <= layouts().word.panels.keys()
