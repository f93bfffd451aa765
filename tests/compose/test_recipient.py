"""The form of one recipient: what it says, what it asks, and what it tells of the year before."""

import pytest
from msgspec.structs import replace

from handbooks import content, words
from minimal import MINIMAL, RESPONSE, replaced
from pipeline.compose.recipient import Ask, answered_as, recipient_form
from pipeline.compose.registry import digest
from pipeline.document.blocks import Cell, Document, Panel, Table, cells, paragraphs, walk
from pipeline.document.personal import RECIPIENT, RESPONDENT
from pipeline.model.content import Content
from pipeline.model.output import Output
from pipeline.model.reference import Text
from pipeline.problems import Problems
from rounds import SOURCE, response

OUTPUT = Output(Text("table-blank"), "table-blank", ("docx", "xlsx"), "public", Text("Seurantataulukko"), file=Text("kasikirja"))
CONTACT = replaced("  title: Seuranta\n", "  title: Seuranta\n  contact: koordinaattori\n")
REAL = replaced("example: true\n", "", RESPONSE)
SECOND = """\
year: 2025
edition: "2026"
respondent: toinen
name: Järjestöt – liikunta ja urheilu
party: jarjestot
answers:
  - row: hanke
    column: jarjestot
    text: Me myös.
"""


def form(held: Content, deadline: str = "", audience: str = "public", answered_as: str | None = None) -> Document:
    problems = Problems()
    made = recipient_form(held, Ask("2026", "jarjestot", deadline, answered_as), replace(OUTPUT, audience=audience), held.source.editions[-1], words(), problems)
    assert not list(problems), [p.lines("en") for p in problems]
    return made


def found(made: Document) -> dict[str, Cell]:
    return {cell.id: cell for cell in cells(made)}


def texts(made: Document, cell: str) -> list[str]:
    return [paragraph.text for paragraph in found(made)[cell].paragraphs]


def table(made: Document) -> Table:
    return next(part for section in made.sections for part in section.parts if isinstance(part, Table) and part.role == "form")


FORM = form(content(CONTACT))


def test_a_form_has_one_column_to_fill_beside_the_assessment() -> None:
    assert [column.id for column in table(FORM).columns] == ["goal", "jarjestot", "arviointi", "guide"]
    assert [cell.id for cell in table(FORM).rows[0].cells if cell.fill] == ["followup.hanke/jarjestot", "followup.hanke/arviointi"]


def test_the_own_column_says_the_year_and_the_goal_its_number() -> None:
    assert [column.label.text for column in table(FORM).columns[:2]] == ["Tavoite", "Panoksemme vuonna 2026"]
    assert texts(FORM, "followup.hanke/goal") == ["1. Hankeyhteistyö: Hankkeissa on yhteinen tavoite."]


def test_fields_say_what_to_write_before_anything_is_written() -> None:
    assert texts(FORM, "followup.hanke/jarjestot") == ["Kirjoita tähän, mitä teitte"] and texts(FORM, "followup.hanke/arviointi") == ["Valitse"]
    assert texts(FORM, "development.1/item") == ["Kirjoita kehittämiskohta"]
    assert all(run.look == "prompt" for cell in cells(FORM) if cell.fill for paragraph in cell.paragraphs for run in paragraph.runs)


def test_the_form_says_who_asks_why_and_where_to_return_it() -> None:
    assert texts(FORM, "form.asker") == ["Hyvinvointialue, järjestökoordinaattori Kaisa Esimerkki"]
    assert len(texts(FORM, "form.why")) == 2 and texts(FORM, "form.year") == ["2026"]
    (address,) = found(FORM)["form.return"].paragraphs
    assert (address.text, address.links) == ("kaisa@example.fi", ("mailto:kaisa@example.fi",))


def test_a_deadline_is_a_finnish_date_and_one_that_is_not_set_is_marked_as_missing() -> None:
    assert texts(form(content(CONTACT), "2027-01-31"), "form.deadline") == ["31.1.2027"]
    (missing,) = found(FORM)["form.deadline"].paragraphs
    assert missing.text == "Päivä puuttuu" and missing.runs[0].look == "missing"


def test_a_contact_that_a_respondent_must_not_see_is_named_by_role_and_its_address_is_missing() -> None:
    hidden = form(content(CONTACT.replace("publish: public", "publish: internal")))
    assert texts(hidden, "form.asker") == ["Hyvinvointialue, järjestökoordinaattori"] and texts(hidden, "form.return") == ["Osoite puuttuu"]
    assert not any("kaisa" in paragraph.text.lower() for _, paragraph in walk(hidden))


def test_a_form_without_a_contact_is_asked_by_the_organisation_and_marks_the_address() -> None:
    bare = form(content(MINIMAL))
    assert texts(bare, "form.asker") == ["Hyvinvointialue"] and texts(bare, "form.return") == ["Osoite puuttuu"]


def test_the_letters_mean_what_the_owner_says_and_else_their_meaning_is_missing() -> None:
    given = replaced("    choices: [K, E]\n", "    choices: [K, E]\n    legend: K on kunnossa.\n", CONTACT)
    assert texts(form(content(given)), "form.legend") == ["K on kunnossa."]
    (missing,) = found(FORM)["form.legend"].paragraphs
    assert missing.text == "Selite puuttuu" and missing.runs[0].look == "missing"


@pytest.mark.parametrize(
    ("contribution", "head", "said"),
    [
        ("", "Näin tavoite toteutuu käsikirjan mukaan", "Hankehaut"),
        ("    contribution: associations\n", "Panoksemme käsikirjan mukaan", "Osallistutaan"),
        ("    contribution: county\n", "Panoksemme käsikirjan mukaan", "Tuetaan"),
    ],
)
def test_help_is_the_partys_own_contribution_where_the_handbook_has_one(contribution: str, head: str, said: str) -> None:
    made = form(content(replaced("    name: Järjestöt\n", f"    name: Järjestöt\n{contribution}")))
    assert table(made).columns[-1].label.text == head and texts(made, "followup.hanke/guide") == [said]


def test_last_years_answer_stands_in_a_column_of_its_own() -> None:
    made = form(content(CONTACT, REAL))
    assert [column.id for column in table(made).columns] == ["goal", "jarjestot", "last", "arviointi", "guide"]
    assert table(made).columns[2].label.text == "Vastauksemme vuonna 2025"
    assert texts(made, "followup.hanke/last") == ["Teimme hankkeen.", "Oma arvio: K"]


def test_answers_of_several_respondents_of_a_party_say_whose_they_are() -> None:
    assert texts(form(content(CONTACT, REAL, SECOND)), "followup.hanke/last") == [
        "jarjestot: Teimme hankkeen.",
        "Oma arvio: K",
        "Järjestöt – liikunta ja urheilu: Me myös.",
    ]


def test_one_of_several_respondents_sees_its_own_last_answer_only() -> None:
    held = content(CONTACT, REAL, SECOND)
    assert texts(form(held, answered_as="toinen"), "followup.hanke/last") == ["Me myös."]
    assert [column.id for column in table(form(held, answered_as="")).columns] == ["goal", "jarjestot", "arviointi", "guide"]


def test_the_only_respondent_of_a_party_sees_all_that_the_party_said_and_one_of_several_its_own() -> None:
    held = content(SOURCE, replaced("year: 2025", "year: 2024", response("urheilijat", text="Teimme.")))
    assert answered_as(held, "2025") == {"urheilijat": "urheilijat", "taiteilijat": "", "yritykset": None}


def test_an_example_is_nobodys_last_year() -> None:
    assert form(content(CONTACT, RESPONSE)).digest == FORM.digest


def test_a_year_in_which_the_party_did_not_answer_gets_no_column() -> None:
    other = REAL.replace("party: jarjestot", "party: toinen").replace("column: jarjestot", "column: toinen")
    assert [column.id for column in table(form(content(CONTACT, other))).columns] == ["goal", "jarjestot", "arviointi", "guide"]


def test_shares_of_the_columns_add_up_to_the_width() -> None:
    for made in (FORM, form(content(CONTACT, REAL))):
        assert sum(column.share for column in table(made).columns) == pytest.approx(1)


def test_every_paragraph_has_an_id_of_its_own() -> None:
    for made in (FORM, form(content(CONTACT, REAL, SECOND), "2027-01-31")):
        ids = [paragraph.id for _, paragraph in walk(made)]
        assert len(ids) == len(set(ids))


def test_one_form_serves_all_recipients_by_the_signs_for_name_and_id() -> None:
    assert FORM.title == f"Järjestöyhteistyön seuranta 2026: {RESPONDENT}" and FORM.marks["recipient"] == RECIPIENT
    assert texts(FORM, "form.respondent") == [RESPONDENT] and FORM.marks["year"] == "2026"


def test_the_key_is_that_of_the_finished_form() -> None:
    assert FORM.digest == digest(FORM) and FORM.key.endswith(FORM.digest[:8])


def test_a_form_ends_with_what_becomes_of_the_answers_and_whom_to_ask() -> None:
    closing = FORM.sections[-1].parts[-1]
    assert isinstance(closing, Panel)
    said = [paragraph.text for _, paragraph in paragraphs(closing)]
    assert "julkisiksi" in said[0] and said[1:] == ["Kiitos vastauksestanne.", "Lisätiedot: kaisa@example.fi"]
