"""The meeting's table: who said what, what waits for a decision, and the assessment that the meeting sets."""

import pytest

from handbooks import composed, content
from minimal import RESPONSE, replaced
from pipeline.compose.views import party_views
from pipeline.document.blocks import Cell, Document, Table
from pipeline.model.content import Content
from pipeline.model.form import ASSESSMENT
from rounds import SOURCE, conflict, response


def filled(*responses: str, year: str = "2025") -> Document:
    return composed(content(SOURCE, *responses), "table-filled", year=year)


def table(document: Document) -> Table:
    return next(part for section in document.sections for part in section.parts if isinstance(part, Table))


def cell(document: Document, column: str) -> Cell:
    return next(cell for row in table(document).rows for cell in row.cells if cell.id == f"followup.hanke/{column}")


def texts(document: Document, column: str) -> list[str]:
    return [paragraph.text for paragraph in cell(document, column).paragraphs]


def looks(document: Document, column: str) -> set[str]:
    return {run.look for paragraph in cell(document, column).paragraphs for run in paragraph.runs}


def test_several_respondents_of_a_party_stand_by_the_names_of_their_networks_in_the_order_of_the_recipients() -> None:
    both = filled(response("taiteilijat", text="Me myös.", view="E"), response("urheilijat", text="Teimme hankkeen.", view="K"))
    assert texts(both, "jarjestot") == ["Liikunta ja urheilu (oma arvio K): Teimme hankkeen.", "Kulttuuri (oma arvio E): Me myös."]


def test_the_only_respondent_of_a_party_has_no_name() -> None:
    assert texts(filled(response("urheilijat", text="Teimme hankkeen.", view="K")), "jarjestot") == ["Teimme hankkeen.", "Oma arvio: K"]


def test_a_respondent_that_is_no_recipient_has_the_name_of_its_form_else_its_id() -> None:
    said = filled(response("a", text="Yksi."), response("b", text="Kaksi.", more="name: Kylien liitto\n"))
    assert texts(said, "jarjestot") == ["a: Yksi.", "Kylien liitto: Kaksi."]


def test_who_of_several_says_nothing_of_a_goal_is_named_as_not_having_answered() -> None:
    said = filled(response("urheilijat", text="Teimme."), response("taiteilijat"))
    assert texts(said, "jarjestot") == ["Liikunta ja urheilu: Teimme.", "ei vastausta: kulttuuri"]
    assert texts(filled(response("urheilijat"), response("taiteilijat")), "jarjestot") == ["ei vastausta"]


def test_a_view_without_words_is_no_answer() -> None:
    assert texts(filled(response("urheilijat", view="K")), "jarjestot") == ["ei vastausta", "Oma arvio: K"]


def test_the_answer_no_is_not_a_gap() -> None:
    document = filled(response("yritykset", "yritykset", text="ei"))
    assert texts(document, "yritykset") == ["ei"] and looks(document, "yritykset") == {""}
    assert texts(document, "jarjestot") == ["ei vastausta"] and looks(document, "jarjestot") == {"muted"}


def test_the_lines_of_an_answer_are_kept() -> None:
    assert texts(filled(response("urheilijat", text="Ensin tämä.\nSitten tuo.")), "jarjestot") == ["Ensin tämä.\nSitten tuo."]


def test_an_open_conflict_says_that_it_waits_and_shows_neither_text() -> None:
    document = filled(response("urheilijat", view="K", more=conflict("jarjestot")))
    assert texts(document, "jarjestot") == ["Ratkaisematta: kaksi eri vastausta", "Oma arvio: K"] and "missing" in looks(document, "jarjestot")


def test_an_open_conflict_of_one_of_several_stands_at_its_name() -> None:
    document = filled(response("urheilijat", more=conflict("jarjestot")), response("taiteilijat", text="Teimme."))
    assert texts(document, "jarjestot") == ["Liikunta ja urheilu: Ratkaisematta: kaksi eri vastausta", "Kulttuuri: Teimme."]


def test_an_open_view_says_so_and_counts_as_differing() -> None:
    document = filled(response("urheilijat", text="Teimme.", more=conflict("arviointi")))
    assert texts(document, "jarjestot") == ["Teimme.", "Oma arvio ratkaisematta: kaksi eri arviota"]
    assert texts(document, ASSESSMENT) == ["osapuolten arviot: eri arvioita 1, ei arviota 1"]


def test_unplaced_texts_are_not_shown() -> None:
    document = filled(response("urheilijat", text="Teimme.", more="unplaced:\n  - {id: u1, text: Irrallinen, where: kommentti}\n"))
    assert "Irrallinen" not in str(document.sections)


def test_the_parties_views_stand_in_words_until_the_committee_has_assessed() -> None:
    document = filled(response("urheilijat", view="K"), response("taiteilijat", view="K"), response("yritykset", "yritykset", view="E"))
    assert texts(document, ASSESSMENT) == ["osapuolten arviot: K 1, E 1"] and looks(document, ASSESSMENT) == {"muted"}


def test_respondents_of_one_party_that_differ_are_no_winner() -> None:
    document = filled(response("urheilijat", view="K"), response("taiteilijat", view="E"))
    assert texts(document, ASSESSMENT) == ["osapuolten arviot: eri arvioita 1, ei arviota 1"]


def test_without_any_view_there_is_no_assessment() -> None:
    assert texts(filled(response("urheilijat", text="Teimme.")), ASSESSMENT) == ["ei arviota"]


@pytest.mark.parametrize("committee", [(), (response("neuvottelukunta", "", view="E"),)])
def test_the_assessment_is_a_field_whether_it_is_set_or_not(committee: tuple[str, ...]) -> None:
    field = cell(filled(response("urheilijat", view="K"), *committee), ASSESSMENT)
    assert (field.fill, field.choices, bool(field.hint)) == (True, ("K", "E"), True)
    assert [paragraph.text for paragraph in field.paragraphs] == (["E"] if committee else ["osapuolten arviot: K 1, ei arviota 1"])


def test_an_open_conflict_of_the_committee_is_a_field_that_says_so() -> None:
    document = filled(response("neuvottelukunta", "", more=conflict("arviointi")), response("urheilijat", view="K"))
    assert texts(document, ASSESSMENT) == ["Ratkaisematta: kaksi eri arviota"] and cell(document, ASSESSMENT).fill


def test_last_years_assessment_stands_beside_this_years_under_heads_that_say_the_years() -> None:
    document = filled(response("neuvottelukunta", "", 2024, view="E"), response("urheilijat", text="Teimme."))
    assert [(column.id, column.label.text) for column in table(document).columns[-2:]] == [("arviointi.2024", "Arviointi 2024"), ("arviointi", "Arviointi 2025")]
    assert texts(document, "arviointi.2024") == ["E"] and not cell(document, "arviointi.2024").fill


def test_a_goal_that_was_not_assessed_last_year_says_so() -> None:
    document = filled(response("urheilijat", year=2024, text="Silloin."), response("urheilijat", text="Teimme."))
    assert texts(document, "arviointi.2024") == ["ei arviota"]


def test_an_example_is_nobodys_last_year() -> None:
    example = replaced("year: 2025", "year: 2024", RESPONSE)
    assert [column.id for column in table(filled(example, response("urheilijat", text="Teimme."))).columns] == ["goal", "jarjestot", "yritykset", "arviointi"]


def test_title_and_caption_say_the_year() -> None:
    document = filled(response("urheilijat", text="Teimme."))
    assert document.title.endswith(" 2025") and table(document).caption.text.endswith("vuonna 2025.")


def test_the_note_says_how_many_networks_answered_and_which_did_not() -> None:
    assert table(filled(response("urheilijat", text="Teimme."))).note.text.endswith("Järjestöt: verkostoja 2, vastanneita 1. Vastausta ei ole: kulttuuri.")


def test_many_networks_words_ask_for_a_large_page() -> None:
    few, many = (filled(response("urheilijat", text="Teimme paljon. " * count)) for count in (1, 60))
    assert [document.sections[0].large for document in (few, many)] == [False, True]


def test_a_party_counts_once_whatever_its_respondents_say() -> None:
    held: Content = content(SOURCE, response("urheilijat", view="K"), response("taiteilijat", view="K"))
    assert party_views(held, held.source.practices[0], held.responses["2025"]) == {"K": 1, "": 1}


def test_names_of_networks_with_commas_in_them_are_parted_by_semicolons() -> None:
    several = replaced("name: kulttuuri}", "name: 'lapset, perheet ja nuoret'}\n      - {id: kylat, name: kylätoiminta}", SOURCE)
    note = table(composed(content(several, response("urheilijat", text="Teimme.")), "table-filled", year="2025")).note.text
    assert note.endswith("Vastausta ei ole: lapset, perheet ja nuoret; kylätoiminta.")
