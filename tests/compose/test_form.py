"""The follow-up table and the development items: the same fields, blank or filled. What only the filled ones say stands in `test_filled.py` and `test_items.py`."""

from handbooks import composed, content
from minimal import MINIMAL, RESPONSE, replaced
from pipeline.document.blocks import Cell, Document, Table

COMMITTEE = """\
year: 2025
edition: "2026"
respondent: neuvottelukunta
example: true
answers:
  - row: hanke
    column: arviointi
    text: E
"""
GAP = """\
year: 2025
edition: "2026"
respondent: jarjestot
party: jarjestot
"""


def table(document: Document, role: str) -> Table:
    return next(part for s in document.sections for part in s.parts if isinstance(part, Table) and part.role == role)


def cells(document: Document, role: str = "followup") -> dict[str, Cell]:
    return {cell.id: cell for row in table(document, role).rows for cell in row.cells}


def texts(cell: Cell) -> list[str]:
    return [paragraph.text for paragraph in cell.paragraphs]


def filled(*responses: str) -> Document:
    return composed(content(MINIMAL, *responses), "table-filled")


BLANK = composed(content(MINIMAL), "table-blank")


def test_blank_and_filled_tables_have_the_same_fields() -> None:
    assert list(cells(BLANK)) == list(cells(filled(RESPONSE, COMMITTEE)))
    assert list(cells(BLANK)) == ["followup.hanke/goal", "followup.hanke/jarjestot", "followup.hanke/arviointi"]


def test_the_deck_and_the_word_version_show_the_blank_table_with_the_same_fields() -> None:
    for kind in ("deck", "word"):
        assert list(cells(composed(content(MINIMAL), kind))) == list(cells(BLANK))


def test_the_goal_is_the_practices_name_and_goal() -> None:
    assert texts(cells(BLANK)["followup.hanke/goal"]) == ["Hankeyhteistyö: Hankkeissa on yhteinen tavoite."]


def test_a_blank_field_is_to_be_filled_says_so_and_is_not_silent() -> None:
    cell = cells(BLANK)["followup.hanke/jarjestot"]
    assert (cell.fill, texts(cell), bool(cell.hint), cell.choices) == (True, ["Kirjoita tähän, mitä teitte"], True, ())


def test_a_handbook_that_nobody_fills_shows_a_dash_for_a_blank() -> None:
    assert texts(cells(composed(content(MINIMAL), "word"))["followup.hanke/jarjestot"]) == ["–"]


def test_the_assessment_offers_its_choices() -> None:
    cell = cells(BLANK)["followup.hanke/arviointi"]
    assert cell.choices == ("K", "E") and "K/E" in cell.hint


def test_only_what_a_person_fills_is_a_field_to_fill() -> None:
    assert [name for name, cell in cells(BLANK).items() if cell.fill] == ["followup.hanke/jarjestot", "followup.hanke/arviointi"]
    assert [name for name, cell in cells(filled(RESPONSE)).items() if cell.fill] == ["followup.hanke/arviointi"]


def test_an_answer_stands_in_its_partys_field_with_the_partys_own_assessment() -> None:
    assert texts(cells(filled(RESPONSE))["followup.hanke/jarjestot"]) == ["Teimme hankkeen.", "Oma arvio: K"]


def test_a_gap_says_that_there_is_no_answer() -> None:
    assert texts(cells(filled(GAP))["followup.hanke/jarjestot"]) == ["ei vastausta"]
    assert texts(cells(filled(COMMITTEE))["followup.hanke/jarjestot"]) == ["ei vastausta"]


def test_the_committees_assessment_stands_in_the_last_column() -> None:
    assert texts(cells(filled(RESPONSE, COMMITTEE))["followup.hanke/arviointi"]) == ["E"]


def test_a_blank_table_of_development_items_has_as_many_rows_as_the_source_says() -> None:
    rows = table(BLANK, "development").rows
    assert len(rows) == 4 and all(cell.fill for row in rows for cell in row.cells)


def test_a_missing_legend_is_marked_and_a_given_one_is_printed() -> None:
    assert table(composed(content(MINIMAL), "table-filled"), "followup").note.text.startswith("K/E: Selite puuttuu.")
    given = replaced("    choices: [K, E]\n", "    choices: [K, E]\n    legend: K on kunnossa\n")
    assert table(composed(content(given), "table-filled"), "followup").note.text == "K/E: K on kunnossa."


def test_the_example_mark_stands_on_example_rounds_only() -> None:
    assert filled(RESPONSE).marks["example"] == "Esimerkki – keksityt vastaukset"
    assert filled(replaced("example: true\n", "", RESPONSE)).marks["example"] == ""
    assert composed(content(MINIMAL, RESPONSE), "table-blank").marks["example"] == ""
    assert composed(content(MINIMAL, RESPONSE), "deck").marks["example"] == ""


def test_answers_of_another_year_are_not_shown() -> None:
    other = replaced("year: 2025", "year: 2024", RESPONSE)
    assert texts(cells(filled(other, GAP))["followup.hanke/jarjestot"]) == ["ei vastausta"]


def test_the_blank_of_all_parties_asks_who_answers_and_says_the_rest_itself() -> None:
    facts = cells(BLANK, "facts")
    assert [name for name, cell in facts.items() if cell.fill] == ["form.respondent"]
    assert texts(facts["form.year"]) == ["2025"] and texts(facts["form.deadline"]) == ["Päivä puuttuu"] and texts(facts["form.legend"]) == ["Selite puuttuu"]


def test_a_form_on_paper_keeps_to_one_direction_from_its_first_page() -> None:
    for document in (BLANK, filled(RESPONSE)):
        assert all(section.wide for section in document.sections)
