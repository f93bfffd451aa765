"""Laws of the content: what the rules say of the smallest handbook with one thing changed."""

import pytest

from minimal import MINIMAL, RESPONSE, replaced
from pipeline.model.content import Content, Source
from pipeline.model.form import Response
from pipeline.model.rules import check_content
from pipeline.problems import Problems
from pipeline.source.shape import read
from pipeline.source.yamltext import read_tree

TODAY = "2026-11-24"
STANDING = ["corrections-to-review", "open-question"]  #: what the smallest handbook always has


def check(text: str, *responses: str, today: str = TODAY) -> Problems:
    """What the rules report of a source that loads without a word."""
    problems = Problems()
    source = read(read_tree(text.encode(), "h.yaml", problems), Source, problems)
    answers = tuple(read(read_tree(r.encode(), f"r{n}.yaml", problems), Response, problems) for n, r in enumerate(responses))
    assert not list(problems), [p.lines("en") for p in problems]
    check_content(Content(source, {"2025": answers} if answers else {}), problems, today)
    return problems


def codes(text: str, *responses: str, today: str = TODAY) -> list[str]:
    found = sorted(p.code for p in check(text, *responses, today=today))
    for standing in STANDING:
        found.remove(standing)
    return found


def sentence(words: str) -> str:
    """The smallest handbook with `words` as a sentence of its first section."""
    quoted = words.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n")
    return replaced('p1: "Lue [](laki) ja **tämä**."', f'p1: "{quoted}"')


def line_of(words: str) -> int:
    """The line of the smallest handbook that holds `words`."""
    return MINIMAL[: MINIMAL.index(words)].count("\n") + 1


def with_section(text: str) -> str:
    return replaced("      - kind: closing\n", text + "      - kind: closing\n")


def test_the_smallest_handbook_has_notes_only() -> None:
    assert codes(MINIMAL, RESPONSE) == []
    assert {p.severity for p in check(MINIMAL)} == {"note"}


# Language


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Laki 7§ sanoo.", "L01-section-sign"),
        ("Laki 7 § sanoo.", "L01-section-sign"),
        ("Laki 7\u00a0§ sanoo.", None),
        ("Kausi 2025-2030.", "L01-range"),
        ("Kausi 2025 – 2030.", "L01-range"),
        ("Kausi 2025 -2030.", "L01-range"),
        ("Kausi 2025—2030.", "L01-range"),
        ("Kausi 2025–2030.", None),
        ("Päivä 2026-11-24.", None),
        ("Järjestöille - alueelle.", "L01-dash"),
        ("Järjestöille – alueelle.", None),
        ("Suunta 2030 –ohjelma.", "L01-dash"),
        ("Suunta 2030 -ohjelma.", None),
        ("Osallisuus- ja tasa-arvosuunnitelma.", None),
        ("Kokous 4 krt/vuosi.", "L01-times"),
        ("Kokous 1krt vuodessa.", None),
        ("Neljä kertaa vuodessa.", None),
        ("• Ensimmäinen", "A06-typed-bullet"),
        ("* Ensimmäinen", "A06-typed-bullet"),
        ("- Ensimmäinen", "A06-typed-bullet"),
        ("– Ensimmäinen", "A06-typed-bullet"),
        ("**Vahva** alku", None),
        ("-ohjelma on sana.", None),
        ("TEHTÄVÄMME on tämä.", "A20-capitals"),
        ("K/E, LAPE, IKÄ ja TEAviisari.", None),
        ("Kaksi  väliä.", "A21-spaces"),
        ("Sarkain\ttässä.", "A21-spaces"),
        ("Rivi\nvaihtuu.", "A21-spaces"),
        ("Katso https://example.fi/a.", "A17-raw-url"),
        ("Katso www.example.fi.", "A17-raw-url"),
        ("Katso paijatha.fi-verkkosivut ja Lähellä.fi.", None),
        ("Kysy: kaisa@example.fi.", "G01-contact"),
        ("Soita 040 123 4567.", "G01-contact"),
        ("Soita +358 40 1234567.", "G01-contact"),
        ("Soita 03-123 4567.", "G01-contact"),
        ("Vuonna 2026 on 0042 ja 612/2021.", None),
        ("Kohta 0,5 ja 10 000 asukasta.", None),
        ("HYTE-asiat esillä.", "L02-wording"),
        ("HYTEn asiat.", "L02-wording"),
        ("**Lihava ja kesken.", "markup-half"),
        ("Lue [laki](laki.", "markup-half"),
        ("Lue [laki] (laki).", "markup-half"),
        ("**Lihava** ja [laki](laki).", None),
        ("Hyte-asiat ja hyte.", None),
        ("AHYTE on muuta.", "A20-capitals"),
    ],
)
def test_a_sentence_is_written_by_the_rules(words: str, code: str | None) -> None:
    found = check(sentence(words))
    assert [p.code for p in found if p.code not in STANDING] == ([code] if code else [])
    assert all((p.at.line, p.at.column) == (line_of("p1: \"Lue"), 15) for p in found if p.code == code)


def test_a_word_of_the_glossary_may_be_in_capitals() -> None:
    text = replaced("term: hyte\n", "term: STEAM-opetus\n", sentence("STEAM on sana."))
    assert codes(text) == []


def test_a_spelling_to_avoid_is_found_at_the_beginning_of_a_sentence() -> None:
    assert codes(replaced("instead_of: [HYTE]", "instead_of: [hytelautakunta]", sentence("Hytelautakunnan päätös. Hytelautakunta päättää."))) == ["L02-wording"]


def test_a_spelling_to_avoid_is_allowed_inside_the_word_itself() -> None:
    text = replaced("instead_of: [HYTE]", "instead_of: [lautakunta]", replaced("term: hyte\n", "term: lautakunta-asiat\n"))
    assert codes(text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("found: kasikirja", "found: 7§ 2025-2030 HYTE kaisa@example.fi"),
        ("published: käsikirja", "published: 7§  HYTEA"),
        ("question: Mitä kirjaimet tarkoittavat?", "question: Onko 4 krt/vuosi ja 040 123 4567 oikein?"),
        ("instead_of: [HYTE]", "instead_of: [HYTE, '7§']"),
        ("    url: https://example.fi/laki\n", "    url: https://example.fi/laki\n    note: Nähty 2025-2030, https://example.fi\n"),
    ],
)
def test_what_quotes_faults_is_exempt(old: str, new: str) -> None:
    assert codes(replaced(old, new)) == []


def test_contacts_belong_to_people() -> None:
    assert codes(replaced("role: järjestökoordinaattori", "role: koordinaattori, 040 123 4567")) == []


# References


def test_a_reference_in_a_text_finds_people_and_links() -> None:
    assert codes(sentence("Lue [](laki), [laista](laki) ja kysy [](koordinaattori).")) == []
    assert codes(sentence("Lue [](hanke).")) == ["unknown-reference"]
    assert codes(sentence("Hakasulku \\[x](hanke) ei ole viittaus.")) == []


def test_an_unknown_reference_names_the_nearest() -> None:
    (problem,) = check(replaced("act: laki", "act: lakki")).errors()
    assert (problem.at.line, problem.hint("fi")) == (line_of("act: laki"), "tarkoitatko laki?")


def test_people_and_links_share_one_set_of_names() -> None:
    assert codes(replaced("  - id: laki\n", "  - id: koordinaattori\n    text: Toinen\n    status: missing\n  - id: laki\n")) == ["id-taken", "link-missing"]


# Links, people, terms, plans: what is told, and when


def link(*lines: str) -> str:
    old = "    status: verified\n    url: https://example.fi/laki\n    checked: 2026-10-01\n"
    return replaced(old, "".join(f"    {line}\n" for line in lines))


URL = "url: https://example.fi/laki"


@pytest.mark.parametrize(
    ("lines", "code", "severity"),
    [
        (("status: missing",), "link-missing", "warning"),
        (("status: unverified", URL), "link-unverified", "note"),
        (("status: verified", URL), "link-undated", "warning"),
        (("status: verified", URL, "checked: 2025-11-23"), "link-old", "note"),
        (("status: verified", URL, "checked: 2025-11-24"), None, None),
        (("status: verified", URL, "checked: 2026-11-24"), None, None),
        (("status: verified", URL, "checked: 2026-11-25"), "date-ahead", "error"),
        (("status: verified",), "link-status", "error"),
        (("status: unverified",), "link-status", "error"),
        (("status: missing", URL), "link-not-missing", "error"),
    ],
)
def test_the_status_of_a_link_fits_its_address(lines: tuple[str, ...], code: str | None, severity: str | None) -> None:
    found = [(p.code, p.severity) for p in check(link(*lines)) if p.code not in STANDING]
    assert found == ([(code, severity)] if code else [])


def test_a_leap_day_is_a_day_to_judge_by() -> None:
    assert codes(link("status: verified", URL, "checked: 2027-03-01"), today="2028-02-29") == []


def test_a_plan_that_ended_before_this_year_has_run_out() -> None:
    assert codes(MINIMAL, today="2029-12-31") == ["link-old"]
    assert codes(MINIMAL, today="2030-01-01") == ["link-old", "plan-run-out"]
    assert codes(replaced("period: 2026–2029", "period: 2025")) == ["plan-run-out"]


def test_a_person_without_a_name_is_noted() -> None:
    assert codes(replaced("    name: Kaisa Esimerkki\n", "")) == ["person-no-name"]


def test_a_term_is_explained_and_confirmed() -> None:
    assert codes(replaced("    explanation: Hyvinvoinnin edistäminen.\n", "")) == ["term-unexplained"]
    assert codes(replaced("confirmed: yes", "confirmed: no")) == ["term-unconfirmed"]


def test_corrections_are_counted_in_one_note_and_questions_told_each() -> None:
    text = MINIMAL.replace("questions:", "  - {lines: L2, kind: typo, found: a, published: b}\nquestions:") + "  - {id: toinen, question: Kuka?}\n"
    found = check(text)
    assert [dict(p.values)["count"] for p in found if p.code == "corrections-to-review"] == ["2"]
    assert [p.code for p in found].count("open-question") == 2


# Editions, outputs, sections, the form


def test_editions_stand_in_order_and_approved_ones_have_a_date() -> None:
    first = '  - id: "2026"\n    label: Laitos 1\n    year: 2026\n    status: draft\n'
    later = "  - {id: 2027a, label: Laitos 2, year: 2027, status: approved, date: 2027-03-01}\n"
    assert codes(replaced(first, first + later)) == []
    assert codes(replaced(first, later + first)) == ["edition-order"]
    assert codes(replaced(first, first + later + later.replace("2027a", "2027b").replace("03-01", "02-28"))) == ["edition-order"]
    assert codes(replaced("status: draft", "status: approved")) == ["edition-date"]
    assert codes(replaced(first, "").replace("editions:\n", "editions: []\n")) == ["edition-none"]


@pytest.mark.parametrize(
    ("kind", "formats", "code"),
    [
        ("deck", "[pptx]", None),
        ("word", "[docx]", None),
        ("table-blank", "[docx, xlsx]", None),
        ("table-filled", "[xlsx]", None),
        ("deck", "[docx]", "output-format"),
        ("word", "[docx, xlsx]", "output-format"),
        ("table-blank", "[pptx]", "output-format"),
        ("deck", "[]", "output-formats"),
        ("deck", "[pptx, pptx]", "output-file-twice"),
    ],
)
def test_a_kind_of_output_has_its_formats(kind: str, formats: str, code: str | None) -> None:
    text = replaced("kind: deck", f"kind: {kind}", replaced("formats: [pptx]", f"formats: {formats}"))
    assert codes(text) == ([code] if code else [])


def test_two_outputs_may_share_a_name_in_different_formats_only() -> None:
    other = "  - {{id: word, kind: word, title: K, file: {}, formats: [docx], audience: public}}\n"
    assert codes(replaced("people:\n", other.format("kasikirja") + "people:\n")) == []
    assert codes(replaced("people:\n", other.format("kasikirja") + other.format("kasikirja").replace("id: word", "id: w2") + "people:\n")) == ["output-file-twice"]


def test_sections_that_print_a_whole_list_stand_once() -> None:
    assert codes(with_section("      - {kind: practices, id: toiset}\n")) == ["section-twice"]


def test_a_page_of_text_has_content() -> None:
    assert codes(with_section("      - {kind: text, id: uusi, title: Uusi}\n")) == ["section-empty"]


def test_a_row_of_a_contents_list_says_something() -> None:
    assert codes(replaced("        section: laista\n", "")) == ["contents-empty"]


def test_section_ids_are_unique_over_chapters() -> None:
    assert codes(with_section("      - {kind: text, id: alku, title: Toinen, text: {p: Teksti}}\n")) == ["id-taken"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("    - party: jarjestot\n", "    - party: jarjestot\n    - party: jarjestot\n", "followup-column-twice"),
        ("  columns:\n    - party: jarjestot\n", "  columns: []\n", "followup-column-missing"),
        ("choices: [K, E]", "choices: [K, E, K]", "choice-twice"),
        ("choices: [K, E]", "choices: [K]", "choices-few"),
        ("choices: [K, E]", 'choices: ["Kyllä, osin", E]', "choice-sign"),
    ],
)
def test_the_form_has_each_practice_and_party_once(old: str, new: str, code: str) -> None:
    assert codes(replaced(old, new)) == [code]


# Responses


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("column: jarjestot", "column: muut", "answer-column"),
        ("    text: K\n", "    text: Ehkä\n", "answer-choice"),
        ("column: jarjestot", "column: arviointi", "answer-choice answer-twice"),
        ('edition: "2026"\nrespondent: jarjestot\nexample: true', 'edition: "1999"\nrespondent: jarjestot', "response-edition"),
        ("  - row: hanke\n    column: jarjestot", "  - row: muu\n    column: jarjestot", "answer-row-gone"),
        ("party: jarjestot", "party: muut", "answer-column response-party-gone"),
    ],
)
def test_an_answer_has_its_place_in_the_form(old: str, new: str, code: str) -> None:
    assert codes(MINIMAL, replaced(old, new, RESPONSE)) == code.split()


def test_a_respondent_answers_once_a_year() -> None:
    found = check(MINIMAL, RESPONSE, RESPONSE)
    assert [(p.code, p.at.path, dict(p.values)["file"]) for p in found.errors()] == [("respondent-twice", "r1.yaml", "r0.yaml")]


def test_words_of_respondents_are_not_held_to_the_language_rules() -> None:
    assert codes(MINIMAL, replaced("text: Teimme hankkeen.", "text: HYTE 4 krt/vuosi, www.example.fi", RESPONSE)) == []


def test_two_files_of_the_committee_do_not_assess_one_row() -> None:
    one = replaced("party: jarjestot\n", "", replaced("respondent: jarjestot", "respondent: neuvottelukunta", RESPONSE))
    one = one[: one.index("answers:")] + "answers:\n  - {row: hanke, column: arviointi, text: K}\n"
    other = one.replace("respondent: neuvottelukunta", "respondent: toinen")
    assert codes(MINIMAL, one) == []
    assert codes(MINIMAL, one, other) == ["assessment-twice"]
