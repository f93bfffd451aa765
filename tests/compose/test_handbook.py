"""The handbook's own documents, from the smallest handbook that shows the point; and laws that the real one must hold."""

import pytest

from handbooks import composed, content, real_files
from minimal import MINIMAL, replaced
from pipeline.document.blocks import Document, Panel, Paragraph, Section, Table, walk

CLOSING = """\
      - kind: closing
        id: loppu
        title: Lisätiedot
        contacts: [koordinaattori]
"""
LAST_CHAPTER = """\
  - id: lisatiedot
    title: Lisätiedot
    numbered: no
    sections:
"""


def section(document: Document, name: str) -> Section:
    return next(section for section in document.sections if section.id == name)


def said(document: Document, name: str) -> Paragraph:
    return next(paragraph for _, paragraph in walk(document) if paragraph.id == name)


def panel(section: Section, role: str) -> Panel:
    return next(part for part in section.parts if isinstance(part, Panel) and part.role == role)


def table(document: Document, role: str) -> Table:
    return next(part for s in document.sections for part in s.parts if isinstance(part, Table) and part.role == role)


def lines(panel: Panel) -> list[str]:
    return [paragraph.text for paragraph in panel.paragraphs]


def closing_chapter(*sections: str) -> str:
    """The smallest handbook with a last chapter of its own: the sections and the closing."""
    return replaced(CLOSING, LAST_CHAPTER + "".join(sections) + CLOSING)


# Slides


def test_the_deck_begins_with_title_introduction_and_contents() -> None:
    assert [s.kind for s in composed(content(MINIMAL)).sections[:4]] == ["title", "text", "contents", "section"]


def test_the_contents_slide_lists_the_chapters_and_numbers_those_that_have_a_number() -> None:
    entries = panel(section(composed(content(MINIMAL)), "contents"), "contents").paragraphs
    assert [(e.text, e.style) for e in entries] == [("Johdanto", "text"), ("Perusta", "number"), ("Käytännöt", "number")]


def test_each_entry_of_the_contents_leads_to_a_section_of_the_deck() -> None:
    deck = composed(content(MINIMAL))
    entries = panel(section(deck, "contents"), "contents").paragraphs
    targets = [run.target for entry in entries for run in entry.runs]
    assert targets == ["sections.alku", "chapters.perusta", "chapters.kaytannot"]
    assert set(targets) <= {s.id for s in deck.sections}


def test_the_contents_slide_leaves_out_a_chapter_that_only_closes_the_handbook() -> None:
    deck = composed(content(closing_chapter()))
    assert "Lisätiedot" not in lines(panel(section(deck, "contents"), "contents"))
    assert deck.sections[-1].kind == "closing"


def test_a_chapter_without_a_list_of_its_own_lists_its_practices_and_titled_sections() -> None:
    opening = section(composed(content(MINIMAL)), "chapters.kaytannot")
    assert lines(panel(opening, "contents")) == ["Hankeyhteistyö", "Seuranta", "Kehittämiskohdat", "Lisätiedot"]


def test_an_entry_without_words_shows_the_title_of_the_section_that_it_leads_to() -> None:
    assert lines(panel(section(composed(content(MINIMAL)), "chapters.perusta"), "contents")) == ["Laki"]


def test_an_entry_with_words_shows_them() -> None:
    source = replaced("        section: laista\n", "        section: laista\n        text: Lakiperusta\n")
    assert lines(panel(section(composed(content(source)), "chapters.perusta"), "contents")) == ["Lakiperusta"]


def test_a_callout_stands_in_the_place_of_the_list() -> None:
    deck = composed(content(replaced("    title: Perusta\n", "    title: Perusta\n    callout: Vuosittain.\n")))
    opening = section(deck, "chapters.perusta")
    assert (opening.kind, lines(panel(opening, "callout"))) == ("callout", ["Vuosittain."])


def test_a_practice_has_four_labelled_panels_in_order() -> None:
    practice = section(composed(content(MINIMAL)), "practices.hanke")
    assert [(part.role, part.label.text) for part in practice.parts] == [
        ("goal", "Tavoite"),
        ("county", "Hyvinvointialueen panos"),
        ("associations", "Järjestöjen panos"),
        ("realisation", "Toteutus"),
    ]


def test_the_addresses_of_a_slide_stand_in_its_notes_once_each() -> None:
    deck = composed(content(replaced('"Lue [](laki) ja **tämä**."', '"Lue [](laki), [se](laki) ja [](koordinaattori)."')))
    assert [p.text for p in section(deck, "sections.alku").notes] == ["Laki järjestämisestä: https://example.fi/laki"]


def test_notes_of_the_source_come_before_the_addresses() -> None:
    source = replaced("      - kind: text\n        id: alku\n", "      - kind: text\n        id: alku\n        notes: {n: Kerro tästä.}\n")
    assert [p.text for p in section(composed(content(source)), "sections.alku").notes][0] == "Kerro tästä."


def test_a_slide_without_live_links_has_no_notes() -> None:
    assert section(composed(content(MINIMAL)), "practices.hanke").notes == ()


@pytest.mark.parametrize("kind", ("deck", "word"))
def test_a_section_without_a_title_shows_its_chapters_under_an_id_of_its_own(kind: str) -> None:
    document = composed(content(replaced("        title: Strategia\n", "")), kind)
    assert (said(document, "sections.strategia.title").text, said(document, "sections.strategia.title").editable) == ("Perusta", False)
    ids = [paragraph.id for _, paragraph in walk(document)]
    assert len(ids) == len(set(ids))


def test_the_only_section_of_a_chapter_without_number_holds_the_chapters_title() -> None:
    document = composed(content(replaced("        id: alku\n        title: Johdanto\n", "        id: alku\n")))
    assert said(document, "chapters.johdanto.title").editable


# Word


def test_word_numbers_chapters_and_their_sections() -> None:
    numbers = {s.id: s.number for s in composed(content(MINIMAL), "word").sections}
    assert (numbers["sections.alku"], numbers["chapters.perusta"], numbers["sections.laista"], numbers["practices.hanke"]) == ("", "1", "1.1", "2.1")


def test_word_ends_with_contacts_links_glossary_changes_and_what_is_to_be_supplied() -> None:
    titles = [s.title.text for s in composed(content(closing_chapter()), "word").sections]
    assert titles[-6:] == ["Lisätiedot", "Yhteystiedot", "Linkit", "Sanasto", "Mitä muuttui", "Liitteet ja jakelu"]


def test_word_keeps_what_a_last_chapter_holds_beside_the_closing() -> None:
    other = '      - kind: text\n        id: muuta\n        title: Muuta\n        text: {p: "Vielä tämä."}\n'
    document = composed(content(closing_chapter(other)), "word")
    assert said(document, "sections.muuta.text.p").text == "Vielä tämä."
    assert document.sections[-1].id == "chapters.lisatiedot.ending"


def test_an_empty_chapter_without_number_is_no_reason_to_fail() -> None:
    source = replaced("chapters:\n", "chapters:\n  - {id: tyhja, title: Tyhjä, numbered: no, sections: []}\n")
    assert "Tyhjä" not in lines(panel(section(composed(content(source)), "contents"), "contents"))
    assert composed(content(source), "word").sections


def test_an_unconfirmed_explanation_carries_the_mark() -> None:
    source = closing_chapter().replace("confirmed: yes", "confirmed: no")
    paragraph = said(composed(content(source), "word"), "terms.hyte.explanation")
    assert paragraph.text == "Hyvinvoinnin edistäminen. (vahvistettava)"
    assert (paragraph.runs[-1].look, paragraph.editable) == ("missing", False)


def test_a_confirmed_explanation_stands_alone_and_can_be_edited() -> None:
    paragraph = said(composed(content(closing_chapter()), "word"), "terms.hyte.explanation")
    assert (paragraph.text, paragraph.editable) == ("Hyvinvoinnin edistäminen.", True)


def test_a_term_without_an_explanation_says_so() -> None:
    source = closing_chapter().replace("    explanation: Hyvinvoinnin edistäminen.\n", "")
    assert said(composed(content(source), "word"), "terms.hyte.explanation").text == "Selitys puuttuu"


def test_the_identification_block_marks_what_the_owner_must_supply() -> None:
    facts = {row.id: row.cells[1].paragraphs[0] for row in table(composed(content(MINIMAL), "word"), "facts").rows}
    assert facts["facts.date"].text == "Ei päiväystä (luonnos)"
    assert [facts[f"facts.{name}"].runs[0].look for name in ("approver", "record")] == ["missing", "missing"]


def test_an_approved_edition_prints_its_date_and_takes_it_for_the_file() -> None:
    source = replaced("    status: draft\n", "    status: approved\n    date: 2026-02-03\n    approver: Lautakunta\n")
    document = composed(content(source), "word")
    assert (said(document, "facts.date").text, document.date, document.marks["edition"]) == ("3.2.2026", "2026-02-03", "Laitos 1")


def test_a_draft_says_so_and_takes_the_first_day_of_its_year() -> None:
    document = composed(content(MINIMAL))
    assert (document.date, document.marks["edition"], said(document, "editions.mark").text) == ("2026-01-01", "Laitos 1 · luonnos", "Laitos 1 · luonnos")


# Laws of the real handbook

OUTPUTS = ("deck.pptx", "word.docx", "table-blank.docx", "table-filled.docx")


@pytest.mark.parametrize("name", OUTPUTS)
def test_no_two_blocks_of_a_document_have_one_id(name: str) -> None:
    ids = [paragraph.id for _, paragraph in walk(real_files()[name].document)]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_compared_block_says_something(name: str) -> None:
    assert not [paragraph.id for _, paragraph in walk(real_files()[name].document) if not paragraph.text.strip()]


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_block_that_can_be_edited_points_to_its_words_in_the_source(name: str) -> None:
    editable = [paragraph for _, paragraph in walk(real_files()[name].document) if paragraph.editable]
    assert not [paragraph.id for paragraph in editable if paragraph.origin is None or not paragraph.markup]


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_shares_of_a_tables_columns_add_up_to_one(name: str) -> None:
    tables = [part for s in real_files()[name].document.sections for part in s.parts if isinstance(part, Table)]
    assert tables
    for found in tables:
        assert sum(column.share for column in found.columns) == pytest.approx(1)
        assert {len(row.cells) for row in found.rows} == {len(found.columns)}


@pytest.mark.parametrize("name", OUTPUTS)
def test_no_address_is_empty_or_a_lone_hash(name: str) -> None:
    hrefs = {run.href for _, paragraph in walk(real_files()[name].document) for run in paragraph.runs if run.href}
    assert all(href.startswith(("https://", "http://", "mailto:")) for href in hrefs)


def test_the_tables_of_the_word_version_are_numbered_and_those_of_the_deck_are_not() -> None:
    def captions(kind: str) -> list[str]:
        parts = [part for s in composed(content(MINIMAL), kind).sections for part in s.parts if isinstance(part, Table) and part.role != "facts"]
        return [part.caption.text.partition(".")[0] for part in parts]

    assert captions("word") == [f"Taulukko {n}" for n in range(1, len(captions("word")) + 1)]
    assert not [caption for caption in captions("deck") if caption.startswith("Taulukko")]


def test_the_front_page_of_the_word_version_names_whom_to_ask() -> None:
    facts = section(composed(content(MINIMAL), "word"), "handbook").parts[0]
    assert [p.text for p in facts.rows[-1].cells[1].paragraphs] == ["Järjestökoordinaattori Kaisa Esimerkki, kaisa@example.fi"]


def test_the_strategy_is_a_table_in_word_and_panels_on_a_slide():
    figure = next(section for section in composed(content(MINIMAL), "word").sections if section.kind == "strategy").parts
    (table,) = figure
    rows = [[[(block.text, block.style) for block in cell.paragraphs] for cell in row.cells] for row in table.rows]
    assert rows[0] == [[("Tehtävämme", "text")], [("Hyvä arki", "text")]] and not table.head and table.caption is not None
    assert all(style == "bullet" for row in rows for _, style in row[1] if len(row[1]) > 1)
    slide = next(section for section in composed(content(MINIMAL), "deck").sections if section.kind == "strategy")
    assert slide.parts[0].role == "mission-label"
