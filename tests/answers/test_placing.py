"""Answers, our own words and loose texts: every character of a returned form is one of the three."""

import time
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline.answers.placing import Placing, place
from tests.answers.forms import CHOOSE, FORM, GOALS, HEADS, PROMPT, Rows, filled, items, returned, table


def answers(placing: Placing) -> dict[str, str]:
    return {f"{answer.row}/{answer.column}": answer.text for answer in placing.answers}


def loose(placing: Placing) -> list[str]:
    return [text.text for text in placing.loose]


def codes(placing: Placing) -> set[str]:
    return {remark.code for remark in placing.remarks}


def test_an_untouched_form_has_no_answer_and_nothing_loose() -> None:
    placing = place(returned(filled(), items(("Täydennetään", "Täydennetään"))), FORM)
    assert (placing.answers, placing.items, placing.loose, placing.lost) == ((), (), (), 0)


def test_answers_are_placed_by_label_and_heading() -> None:
    placing = place(returned(filled("Teimme.", "K", "Kokosimme.", "e.")), FORM)
    assert answers(placing) == {"hyte/jarjestot": "Teimme.", "hyte/arviointi": "K", "verkostot/jarjestot": "Kokosimme.", "verkostot/arviointi": "E"}
    assert not placing.loose and not placing.lost


def test_rows_that_were_sorted_otherwise_keep_their_answers_although_names_stay_where_they_were() -> None:
    rows = filled("Ensimmäinen.", "", "Toinen.")
    rows[2], rows[3] = rows[3], rows[2]
    names = {(2, 1): "followup.hyte/jarjestot", (3, 1): "followup.verkostot/jarjestot", (2, 0): "followup.hyte/goal", (3, 0): "followup.verkostot/goal"}
    assert answers(place(returned(table(rows, names)), FORM)) == {"hyte/jarjestot": "Ensimmäinen.", "verkostot/jarjestot": "Toinen."}


def test_columns_that_were_moved_keep_their_answers() -> None:
    rows = [[row[-1], *row[:-1]] if len(row) == 3 else row for row in filled("Teimme.", "K")]
    assert answers(place(returned(rows), FORM)) == {"hyte/jarjestot": "Teimme.", "hyte/arviointi": "K"}


def test_a_label_that_was_overwritten_is_told_and_its_row_found_by_the_names_of_its_cells() -> None:
    rows = filled("Teimme.")
    rows[2][0] = "Muu otsikko"
    placing = place(returned(table(rows, {(2, 1): "followup.hyte/jarjestot"})), FORM)
    assert answers(placing) == {"hyte/jarjestot": "Teimme."}
    assert loose(placing) == ["Muu otsikko"] and codes(placing) == {"form-label-changed"}


def test_a_row_without_label_or_names_is_loose_with_what_is_nearest() -> None:
    rows = filled("Teimme.")
    rows[2][0] = GOALS["hyte"][:-12]
    placing = place(returned(rows), FORM)
    assert answers(placing) == {}
    assert [(text.text, text.near) for text in placing.loose] == [(GOALS["hyte"][:-12], "hyte/goal"), ("Teimme.", "hyte/jarjestot")]


def test_a_row_that_was_added_is_loose() -> None:
    rows = [*filled("Teimme."), ["Oma tavoitteemme", "Tätäkin teimme.", "K"]]
    placing = place(returned(rows), FORM)
    assert answers(placing) == {"hyte/jarjestot": "Teimme."}
    assert loose(placing) == ["Oma tavoitteemme", "Tätäkin teimme.", "K"] and not placing.lost


def test_a_column_that_was_added_is_loose() -> None:
    rows = filled("Teimme.")
    rows[1], rows[2] = [*HEADS, "Lisätietoja"], [*rows[2], "Kiireinen vuosi."]
    placing = place(returned(rows), FORM)
    assert answers(placing) == {"hyte/jarjestot": "Teimme."}
    assert [(text.text, text.near) for text in placing.loose] == [("Lisätietoja", ""), ("Kiireinen vuosi.", "hyte")]


def test_a_heading_that_was_renamed_is_told_and_found_by_name() -> None:
    rows = filled("Teimme.")
    rows[1] = [HEADS[0], "Mitä teimme", HEADS[2]]
    placing = place(returned(table(rows, {(1, 1): "followup.columns.jarjestot"})), FORM)
    assert answers(placing) == {"hyte/jarjestot": "Teimme."} and loose(placing) == ["Mitä teimme"]


def test_without_headings_only_names_tell_the_column() -> None:
    rows = filled("Teimme.", "", "Kokosimme.")
    del rows[1]
    placing = place(returned(table(rows, {(1, 1): "followup.hyte/jarjestot"})), FORM)
    assert answers(placing) == {"hyte/jarjestot": "Teimme."}
    assert ("Kokosimme.", "verkostot") in [(text.text, text.near) for text in placing.loose]


def test_a_row_that_stands_twice_with_different_answers_is_answered_by_neither() -> None:
    rows = filled("Teimme.")
    placing = place(returned([*rows, [GOALS["hyte"], "Toisin.", CHOOSE]]), FORM)
    assert answers(placing) == {} and loose(placing) == ["Teimme.", "Toisin."] and "form-cell-twice" in codes(placing)


def test_a_table_that_was_split_goes_on_below_its_second_row_of_headings() -> None:
    rows = filled("Teimme.", "", "Kokosimme.")
    first, second = table(rows[:3]), table([HEADS, rows[3]])
    assert set(answers(place(returned(first, second), FORM)).values()) == {"Teimme.", "Kokosimme."}


def test_words_typed_behind_the_prompt_are_the_answer_without_it() -> None:
    assert answers(place(returned(filled(f"{PROMPT} Teimme.")), FORM)) == {"hyte/jarjestot": "Teimme."}


def test_the_prompt_of_another_cell_is_no_answer() -> None:
    assert answers(place(returned(filled(CHOOSE, PROMPT)), FORM)) == {}


def test_an_answer_that_quotes_another_goal_stays_in_its_row() -> None:
    assert answers(place(returned(filled(f"Sama kuin: {GOALS['verkostot']}")), FORM)) == {"hyte/jarjestot": f"Sama kuin: {GOALS['verkostot']}"}


def test_what_is_none_of_the_choices_is_loose_beside_its_cell() -> None:
    placing = place(returned(filled(k_hyte="Kyllä ja ei")), FORM)
    assert [(text.text, text.near) for text in placing.loose] == [("Kyllä ja ei", "hyte/arviointi")] and codes(placing) == {"form-choice-unknown"}


def test_development_items_are_rows_below_their_headings() -> None:
    placing = place(returned(filled(), items(("Tilaluettelo", "kaupunki, kevät"), ("Täydennetään", ""))), FORM)
    assert [(item.item, item.responsible) for item in placing.items] == [("Tilaluettelo", "kaupunki, kevät")]


def test_who_is_responsible_for_nothing_is_loose() -> None:
    assert loose(place(returned(items(("Täydennetään", "kaupunki"))), FORM)) == ["kaupunki"]


def test_comments_text_boxes_and_notes_are_loose_and_deleted_text_is_told_only() -> None:
    texts = (("comment", "Tarkista tämä."), ("textbox", "Huom."), ("deleted", "Vanha vastaus."), ("body", "Kiitos vastauksesta."))
    placing = place(returned(filled(), texts=texts), FORM)
    assert [(text.text, text.told) for text in placing.loose] == [("Tarkista tämä.", False), ("Huom.", False), ("Vanha vastaus.", True)]


def test_a_paragraph_of_ours_with_words_of_theirs_beside_it_gives_theirs() -> None:
    placing = place(returned(filled(), texts=(("body", "Kiitos vastauksesta.\nSoittakaa meille."),)), FORM)
    assert loose(placing) == ["Soittakaa meille."]


def test_text_that_a_reader_lost_is_told_by_its_number_of_characters() -> None:
    assert place(replace(returned(filled("Teimme.")), counted=1_000), FORM).lost > 0


def test_an_answer_in_a_cell_that_is_not_to_be_filled_is_loose_beside_it() -> None:
    blocks = {**FORM.blocks, "followup.columns.guide": "Käsikirjan mukaan", "followup.hyte/guide": "Ohje."}
    rows: Rows = [[*HEADS, "Käsikirjan mukaan"], [GOALS["hyte"], PROMPT, CHOOSE, "Teimme toisin."]]
    placing = place(returned(rows), replace(FORM, blocks=blocks))
    assert [(text.text, text.near) for text in placing.loose] == [("Teimme toisin.", "hyte/guide")] and codes(placing) == {"form-text-changed"}


def test_a_sheet_of_thousands_of_rows_is_read_in_a_moment() -> None:
    rows = [[f"Verkostot: rakenne {n} tiedostetaan ja sitä hyödynnetään.", "Teimme."] for n in range(3_000)]
    begun = time.perf_counter()
    assert place(returned(rows), FORM).lost == 0 and time.perf_counter() - begun < 5


# The meeting's table


MEETING = replace(
    FORM,
    kind="meeting",
    party="",
    blocks={
        **FORM.blocks,
        "followup.columns.arviointi.2025": "Arviointi K/E 2025",
        "followup.hyte/arviointi.2025": "K",
        "followup.hyte/arviointi": "osapuolten arviot: K 1",
        "followup.hyte/jarjestot": "Kokosimme tietoa.",
        "followup.verkostot/arviointi": "E",
    },
)


def meeting(own: str = "Kokosimme tietoa.", last: str = "K", view: str = "osapuolten arviot: K 1", head: str = "Arviointi K/E 2025") -> Rows:
    return [[HEADS[0], HEADS[1], head, HEADS[2]], [GOALS["hyte"], own, last, view], [GOALS["verkostot"], PROMPT, "", "E"]]


def test_what_a_table_held_is_an_answer_and_what_parties_think_is_none() -> None:
    placing = place(returned(meeting()), MEETING)
    assert answers(placing) == {"verkostot/arviointi": "E"} and not placing.loose and not placing.lost
    assert MEETING.held == {("verkostot", "arviointi"): "E"}


def test_changed_words_of_a_party_are_loose_and_told() -> None:
    placing = place(returned(meeting(own="Emme koonneet.")), MEETING)
    assert [(text.text, text.near) for text in placing.loose] == [("Emme koonneet.", "hyte/jarjestot")] and codes(placing) == {"form-text-changed"}


def test_last_years_choice_is_never_this_years_even_below_a_changed_heading() -> None:
    names = {(1, 2): "followup.hyte/arviointi.2025"}
    placing = place(returned(table(meeting(head="Viime vuosi"), names)), MEETING)
    assert answers(placing) == {"verkostot/arviointi": "E"} and loose(placing) == ["Viime vuosi"]


def test_last_years_choice_that_was_changed_is_loose_beside_its_cell() -> None:
    placing = place(returned(meeting(last="E")), MEETING)
    assert [(text.text, text.near) for text in placing.loose] == [("E", "hyte/arviointi.2025")]


def test_a_choice_in_another_place_is_never_taken_for_a_word_of_ours() -> None:
    placing = place(returned(meeting(), texts=(("comment", "K"),)), MEETING)
    assert loose(placing) == ["K"]


def test_words_behind_what_parties_think_are_the_choice() -> None:
    assert answers(place(returned(meeting(view="osapuolten arviot: K 1 K")), MEETING))["hyte/arviointi"] == "K"


texts = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40)
grids = st.lists(st.lists(texts | st.sampled_from([*GOALS.values(), *HEADS, PROMPT, "K", "Vastaaja"]), max_size=5), max_size=8)


@given(grids, st.lists(texts, max_size=3))
def test_whatever_a_file_holds_every_character_is_accounted_for(grid: Rows, beside: list[str]) -> None:
    placing = place(returned(grid, texts=tuple(("comment", text) for text in beside)), FORM)
    assert placing.lost == 0


@given(texts, texts, st.permutations([0, 1]), st.permutations([0, 1, 2]))
def test_whatever_is_typed_comes_back_from_rows_and_columns_in_any_order(first: str, second: str, order: list[int], columns: list[int]) -> None:
    rows = filled(first.strip(), "K", second.strip(), "E")
    moved = [[rows[n][c] for c in columns] for n in (1, *(2 + place for place in order))]
    found = answers(place(returned(moved), FORM))
    typed = {"hyte/jarjestot": first, "verkostot/jarjestot": second, "hyte/arviointi": "K", "verkostot/arviointi": "E"}
    ours = {" ".join(text.split()) for text in (PROMPT, CHOOSE, "")}  # of a soft hyphen alone nothing is seen
    for cell, text in typed.items():
        if " ".join(text.replace("\u00ad", "").split()) not in ours and not text.strip().startswith((PROMPT, CHOOSE)):
            assert "".join(found[cell].split()) == "".join(unicodedata.normalize("NFC", text).split())
