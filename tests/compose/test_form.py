"""The follow-up table and the development items: the same fields, blank or filled."""

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
SECOND = """\
year: 2025
edition: "2026"
respondent: toinen
example: true
party: jarjestot
answers:
  - row: hanke
    column: jarjestot
    text: Me myös.
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
    assert (cell.fill, texts(cell), bool(cell.hint), cell.choices) == (True, ["–"], True, ())


def test_the_assessment_offers_its_choices() -> None:
    cell = cells(BLANK)["followup.hanke/arviointi"]
    assert cell.choices == ("K", "E") and "K/E" in cell.hint


def test_only_what_a_person_fills_is_a_field_to_fill() -> None:
    assert [name for name, cell in cells(BLANK).items() if cell.fill] == ["followup.hanke/jarjestot", "followup.hanke/arviointi"]
    assert not any(cell.fill for cell in cells(filled(RESPONSE)).values())


def test_an_answer_stands_in_its_partys_field_with_the_partys_own_assessment() -> None:
    assert texts(cells(filled(RESPONSE))["followup.hanke/jarjestot"]) == ["Teimme hankkeen.", "Oma arvio: K"]


def test_two_answers_of_one_party_say_whose_they_are() -> None:
    assert texts(cells(filled(RESPONSE, SECOND))["followup.hanke/jarjestot"]) == [
        "jarjestot: Teimme hankkeen.",
        "Oma arvio: K",
        "toinen: Me myös.",
    ]


def test_a_gap_says_that_there_is_no_answer() -> None:
    assert texts(cells(filled(GAP))["followup.hanke/jarjestot"]) == ["ei vastausta"]
    assert texts(cells(filled(COMMITTEE))["followup.hanke/jarjestot"]) == ["ei vastausta"]


def test_a_goal_without_the_committees_assessment_says_so() -> None:
    assert texts(cells(filled(RESPONSE))["followup.hanke/arviointi"]) == ["ei arviota"]


def test_the_committees_assessment_stands_in_the_last_column() -> None:
    assert texts(cells(filled(RESPONSE, COMMITTEE))["followup.hanke/arviointi"]) == ["E"]


def test_development_items_are_listed_with_what_is_known_of_them() -> None:
    response = replaced("  - item: Parempi tieto\n", "  - {item: Parempi tieto, responsible: Järjestöt, schedule: kevät}\n  - item: Uusi malli\n", RESPONSE)
    assert [texts(cell) for cell in cells(filled(response), "development").values()] == [
        ["Parempi tieto"],
        ["Järjestöt, kevät"],
        ["Uusi malli"],
        ["ei vastausta"],
    ]


def test_a_blank_table_of_development_items_has_as_many_rows_as_the_source_says() -> None:
    rows = table(BLANK, "development").rows
    assert len(rows) == 4 and all(cell.fill for row in rows for cell in row.cells)


def test_a_missing_legend_is_marked_and_a_given_one_is_printed() -> None:
    assert table(BLANK, "followup").note.text.startswith("K/E: Selite puuttuu.")
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
