"""The deck of a meeting: what the year's slides say of answers, gaps, assessments and development items, and what they never decide."""

import pytest
from msgspec.structs import replace

from handbooks import composed, content
from minimal import MINIMAL, RESPONSE, replaced
from pipeline.compose.meeting import KINDS
from pipeline.compose.registry import digest, kinds_without_use, shape_of
from pipeline.document.blocks import Chart, Document, Panel, Section, Table, walk
from pipeline.model.output import Output
from pipeline.model.reference import Text

NETWORKS = """\
  - id: jarjestot
    name: Järjestöt
    networks:
      - id: liikunta
        name: liikunta ja urheilu
      - id: kylat
        name: kylätoiminta
"""
SOURCE = replaced("  - id: jarjestot\n    name: Järjestöt\n", NETWORKS)
STATES = replaced("    blank_rows: 4\n", "    blank_rows: 4\n    state: Tilanne\n    states: [Kesken, Valmis]\n", SOURCE)


def response(respondent: str, year: int = 2026, party: str = "jarjestot", said: str = "", own: str = "", more: str = "") -> str:
    """A real response: an answer in words, an assessment, and what else there is."""
    cells = [("jarjestot", said), ("arviointi", own)]
    answers = "".join(f"  - {{row: hanke, column: {column}, text: {text!r}}}\n" for column, text in cells if text)
    head = f'year: {year}\nedition: "2026"\nrespondent: {respondent}\n' + (f"party: {party}\n" if party else "")
    return head + (f"answers:\n{answers}" if answers else "") + more


def committee(own: str = "", year: int = 2026, more: str = "") -> str:
    return response("neuvottelukunta", year, "", "", own, more)


def deck(*responses: str, source: str = SOURCE, year: str = "2026") -> Document:
    return composed(content(source, *responses), "table-filled", year=year, shape="slides")


def section(document: Document, kind: str) -> Section:
    return next(one for one in document.sections if one.kind == kind)


def part(document: Document, role: str):
    return next(part for section in document.sections for part in section.parts if part.role == role)


def row(document: Document, role: str, number: int = 0) -> list[list[str]]:
    """The texts of a row of a table, cell by cell."""
    table = part(document, role)
    assert isinstance(table, Table)
    return [[paragraph.text for paragraph in cell.paragraphs] for cell in table.rows[number].cells]


def said(document: Document, role: str) -> list[str]:
    panel = part(document, role)
    assert isinstance(panel, Panel)
    return [paragraph.text for paragraph in panel.paragraphs]


def test_the_slides_are_the_summary_the_goals_and_the_development_items() -> None:
    made = deck(RESPONSE, year="2025")
    assert [one.title.text for one in made.sections] == ["Seuranta 2025: yhteenveto", "Seuranta 2025: Hankeyhteistyö", "Kehittämiskohdat 2025"]


def test_every_block_has_a_name_of_its_own() -> None:
    named = [paragraph.id for _, paragraph in walk(deck(response("liikunta", said="A", own="K"), response("kylat", said="B"), committee("K")))]
    assert len(set(named)) == len(named)


# The parties


def test_a_party_that_answered_for_itself_stands_without_another_name_and_with_its_own_view() -> None:
    assert row(deck(RESPONSE, year="2025"), "parties") == [["Järjestöt"], ["Teimme hankkeen. (oma\u00a0arvio:\u00a0K)"]]


def test_networks_stand_in_their_partys_row_each_with_its_name_in_the_handbooks_order() -> None:
    made = deck(response("kylat", said="Kylätalo.", own="E"), response("liikunta", said="Hölkkä.", own="K"))
    assert row(made, "parties")[1] == ["Liikunta ja urheilu: Hölkkä. (oma\u00a0arvio:\u00a0K)", "Kylätoiminta: Kylätalo. (oma\u00a0arvio:\u00a0E)"]


def test_a_network_that_did_not_answer_is_named_beside_those_that_did() -> None:
    assert row(deck(response("kylat", said="Kylätalo.")), "parties")[1] == ["Kylätoiminta: Kylätalo.", "Ei vastausta: Liikunta ja urheilu."]


def test_a_party_of_which_nobody_answered_says_so_and_an_own_view_without_words_does_not_become_an_answer() -> None:
    assert row(deck(committee("K")), "parties")[1] == ["ei vastausta"]
    own = part(deck(response("jarjestot", own="K")), "parties").rows[0].cells[1].paragraphs[0]
    assert [(run.text, run.look) for run in own.runs] == [("ei vastausta", "muted"), (" (oma\u00a0arvio:\u00a0K)", "")]


def test_a_conflict_is_shown_as_undecided_with_both_texts() -> None:
    open_one = "conflicts:\n  - {id: a, row: hanke, column: jarjestot, first: Teimme., second: Emme tehneet.}\n"
    cell = part(deck(response("jarjestot", said="Teimme.", more=open_one)), "parties").rows[0].cells[1]
    assert [p.text for p in cell.paragraphs] == ["Ratkaisematta, kaksi eri vastausta.", "Ensimmäinen: Teimme.", "Toinen: Emme tehneet."]
    assert cell.paragraphs[0].runs[0].look == "missing"


def test_an_own_view_of_which_there_are_two_is_shown_as_undecided_and_counts_as_differing() -> None:
    open_one = "conflicts:\n  - {id: a, row: hanke, column: arviointi, first: K, second: E}\n"
    made = deck(response("jarjestot", said="Teimme.", more=open_one))
    assert row(made, "parties")[1] == ["Teimme. (oma arvio ratkaisematta: K tai E)"]
    assert said(made, "assessment")[0].startswith("Osapuolten arviot 2026: eri\u00a0arvioita\u00a01 · ")


def test_a_long_answer_is_told_in_pieces_that_end_with_sentences_and_lose_nothing() -> None:
    text = "Verkosto kokoontui neljä kertaa vuodessa. " * 200
    told = row(deck(response("jarjestot", said=text.strip())), "parties")[1]
    assert len(told) > 10 and all(piece.endswith(".") and len(piece) <= 300 for piece in told) and " ".join(told) == text.strip()


def test_an_endless_word_may_break_and_goes_on_in_further_pieces() -> None:
    told = row(deck(response("jarjestot", said="a" * 32_767)), "parties")[1]
    assert "".join(told).replace("\u200b", "") == "a" * 32_767
    assert max(len(part) for piece in told for part in piece.split("\u200b")) == 24 and max(map(len, told)) <= 300


def test_a_word_of_ordinary_length_is_left_whole() -> None:
    word = "hyvinvointialueyhteistyöneuvottelukunta"
    assert row(deck(response("jarjestot", said=word)), "parties")[1] == [word]


def test_lines_of_an_answer_are_paragraphs() -> None:
    assert row(deck(replaced("    text: Teimme hankkeen.\n", "    text: |\n      Yksi.\n\n      Kaksi.\n", RESPONSE), year="2025"), "parties")[1] == [
        "Yksi.",
        "Kaksi. (oma\u00a0arvio:\u00a0K)",
    ]


# Last year


def test_last_year_has_a_column_only_where_there_is_a_real_one() -> None:
    before, now = response("jarjestot", 2025, said="Ennen."), response("jarjestot", said="Nyt.")
    assert row(deck(before, now), "parties") == [["Järjestöt"], ["Nyt."], ["Ennen."]]
    assert row(deck(RESPONSE, now), "parties") == [["Järjestöt"], ["Nyt."]]  # the example is nobody's last year


# The assessment


def test_the_committees_assessment_stands_with_last_years_and_how_many_answered() -> None:
    made = deck(committee("E", 2025), committee("K"), response("jarjestot", said="Nyt."))
    assert said(made, "assessment") == ["Arviointi 2026: K · 2025: E · Vastasi 1/1 osapuolta · K/E: selite puuttuu"]


def test_without_the_committee_the_parties_views_stand_in_words_and_no_winner_is_reckoned() -> None:
    made = deck(response("liikunta", said="A", own="K"), response("kylat", said="B", own="E"))
    assert said(made, "assessment") == ["Osapuolten arviot 2026: eri\u00a0arvioita\u00a01 · Vastasi 1/1 osapuolta · K/E: selite puuttuu"]
    assert row(made, "summary") == [["Hankeyhteistyö"], ["eri\u00a0arvioita\u00a01"], ["1/1"]]
    assert "Neuvottelukunta ei ole vielä arvioinut tavoitteita." in said(made, "remarks")


def test_an_undecided_assessment_of_the_committee_is_no_choice() -> None:
    made = deck(committee("K", more="conflicts:\n  - {id: a, row: hanke, column: arviointi, first: K, second: E}\n"))
    assert said(made, "assessment")[0].startswith("Arviointi 2026: ratkaisematta, K tai E · ")
    chart = part(made, "chart")
    assert [(one.name, one.values) for one in chart.series] == [("K", (0,)), ("E", (0,)), ("ei arviota", (1,))]


def test_the_owners_legend_is_printed_when_it_is_given() -> None:
    given = replaced("    choices: [K, E]\n", "    choices: [K, E]\n    legend: K on kunnossa\n", SOURCE)
    assert said(deck(committee("K"), source=given), "assessment")[0].endswith(" · K/E: K on kunnossa")


# The summary


def test_the_chart_has_a_bar_a_year_and_says_in_words_what_it_shows() -> None:
    chart = part(deck(committee("E", 2025), committee("K")), "chart")
    assert isinstance(chart, Chart) and chart.categories == ("2026", "2025")
    assert [(one.name, one.values, one.look) for one in chart.series] == [("K", (1, 0), "solid"), ("E", (0, 1), "outline"), ("ei arviota", (0, 0), "gap")]
    assert chart.caption.text == "Arvioinnit, 1 tavoitetta. 2026: K 1, E 0, ei arviota 0. 2025: K 0, E 1, ei arviota 0."


def test_the_chart_shows_the_answers_while_the_committee_has_assessed_nothing() -> None:
    chart = part(deck(response("jarjestot", said="Nyt.", own="K")), "chart")
    assert [(one.name, one.values) for one in chart.series] == [("vastattu", (1,)), ("ei vastausta", (0,))]


def test_the_table_says_the_numbers_of_the_chart() -> None:
    assert row(deck(committee("E", 2025), committee("K")), "summary") == [["Hankeyhteistyö"], ["E"], ["K"], ["0/1"]]


def test_the_remarks_tell_answers_changes_and_conflicts() -> None:
    open_one = "conflicts:\n  - {id: a, row: hanke, column: jarjestot, first: A, second: B}\n"
    made = deck(committee("E", 2025), committee("K"), response("jarjestot", more=open_one))
    assert said(made, "remarks") == ["Kaikki 1 kohtaa täytetty.", "Ristiriitoja ratkaisematta: 1.", "Muuttui: Hankeyhteistyö E → K.", "K/E: selite puuttuu"]


def test_nothing_changed_is_said_too() -> None:
    assert "Arviot ovat samat kuin vuonna 2025." in said(deck(committee("K", 2025), committee("K")), "remarks")


# Development items


def test_open_items_of_last_year_come_first_as_they_stand_now_and_finished_ones_are_gone() -> None:
    before = "items:\n  - {item: Vanha, state: Kesken}\n  - {item: Tehty, state: Valmis}\n  - {item: Unohtunut, responsible: Kylät, schedule: kevät}\n"
    now = "items:\n  - {item: Uusi asia}\n  - {item: vanha, state: Valmis}\n"
    made = deck(committee("K", 2025, before), committee("K", 2026, now), source=STATES)
    assert [row(made, "items", n) for n in range(3)] == [
        [["vanha"], ["Täydennetään kokouksessa"], ["Valmis", "Vuodelta 2025"]],
        [["Unohtunut"], ["Kylät, kevät"], ["Vuodelta 2025"]],
        [["Uusi asia"], ["Täydennetään kokouksessa"], ["Uusi"]],
    ]
    assert len(part(made, "items").rows) == 3


def test_without_a_column_for_the_state_the_item_says_whether_it_is_new() -> None:
    made = deck(committee("K", 2025, "items:\n  - {item: Vanha}\n"), committee("K", 2026, "items:\n  - {item: Tuore}\n"))
    assert [row(made, "items", n)[0] for n in range(2)] == [["Vuodelta 2025: Vanha"], ["Uusi: Tuore"]]


def test_a_year_without_items_says_so() -> None:
    assert row(deck(committee("K")), "items") == [["Kehittämiskohtia ei ole kirjattu."], ["–"]]


# The document


def test_only_the_deck_of_the_filled_table_has_this_shape() -> None:
    assert shape_of("table-filled", "pptx") and not any(shape_of(*one) for one in (("table-filled", "docx"), ("table-filled", "xlsx"), ("deck", "pptx")))


def test_the_key_is_of_the_numbers_of_the_chart_too() -> None:
    held = deck(committee("K"))
    summary, chart = held.sections[0], part(held, "chart")
    other = replace(chart, series=tuple(replace(one, values=(3,)) for one in chart.series))
    changed = replace(summary, parts=tuple(other if one is chart else one for one in summary.parts))
    assert digest(replace(held, sections=(changed, *held.sections[1:]))) != held.digest


@pytest.mark.parametrize("formats,spare", [(("pptx",), False), (("docx",), True)])
def test_the_kinds_of_its_sections_are_spare_where_no_output_is_such_a_deck(formats: tuple[str, ...], spare: bool) -> None:
    output = Output(Text("t"), "table-filled", formats, "public", Text("T"), file=Text("t"))
    assert kinds_without_use([output]).issuperset(KINDS) == spare


def test_the_mark_of_an_example_is_the_documents() -> None:
    assert deck(RESPONSE, year="2025").marks["example"] and not deck(response("jarjestot", said="Nyt.")).marks["example"]


def test_a_title_of_a_goal_is_like_no_other() -> None:
    titles = [one.title.text for one in deck(RESPONSE, source=MINIMAL, year="2025").sections]
    assert len(set(titles)) == len(titles)
