"""Versions of one respondent: what a later one adds or corrects is taken, what contradicts waits."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.answers.merge import Merged, Version, merge
from pipeline.answers.placing import Placed, PlacedItem

LONG, OTHER = "Teimme yhdessä.", "Kokosimme tiedot."


def version(name: str, modified: str = "", items: tuple[PlacedItem, ...] = (), **cells: str) -> Version:
    return Version(name, modified, tuple(Placed(row, "jarjestot", text, "") for row, text in cells.items()), items, ())


def cells(merged: Merged) -> dict[str, str]:
    return {row: text for (row, _), text in merged.cells.items()}


def clashes(merged: Merged) -> list[tuple[str, str, str]]:
    return [(clash.row, clash.first, clash.second) for clash in merged.clashes]


def test_a_later_version_that_keeps_what_was_said_corrects_and_adds() -> None:
    merged = merge("liikunta", [version("a", "2026-11-01", hyte=LONG, tilat="Ei."), version("b", "2026-11-02", hyte=LONG, tilat="Kyllä.", avustukset=OTHER)])
    assert cells(merged) == {"hyte": LONG, "tilat": "Kyllä.", "avustukset": OTHER} and not merged.clashes
    assert merged.remarks["b"][0].code == "version-follows" and ("changed", "1") in merged.remarks["b"][0].values


def test_two_versions_of_the_same_time_that_say_different_things_are_a_conflict() -> None:
    merged = merge("liikunta", [version("a", hyte=LONG, tilat="Ei."), version("b", hyte=LONG, tilat="Kyllä.")])
    assert clashes(merged) == [("tilat", "Ei.", "Kyllä.")] and cells(merged) == {"hyte": LONG}


def test_a_version_that_was_filled_from_a_blank_form_is_a_conflict_with_both_texts() -> None:
    merged = merge("liikunta", [version("a", "2026-11-01", hyte=LONG), version("b", "2026-11-02", hyte=OTHER)])
    assert clashes(merged) == [("hyte", LONG, OTHER)] and cells(merged) == {}


def test_versions_that_answer_different_goals_are_taken_together() -> None:
    merged = merge("liikunta", [version("a", hyte=LONG), version("b", tilat=OTHER)])
    assert cells(merged) == {"hyte": LONG, "tilat": OTHER} and not merged.clashes


def test_an_answer_that_a_later_version_leaves_empty_waits_for_a_person() -> None:
    merged = merge("liikunta", [version("a", "2026-11-01", hyte=LONG, tilat=OTHER), version("b", "2026-11-02", hyte=LONG)])
    assert clashes(merged) == [("tilat", OTHER, "")]


def test_letters_alone_do_not_make_a_version_a_continuation() -> None:
    merged = merge("liikunta", [version("a", "2026-11-01", hyte="K", tilat=OTHER), version("b", "2026-11-02", hyte="K", tilat=LONG)])
    assert clashes(merged) == [("tilat", OTHER, LONG)]


def test_items_of_all_versions_are_kept_and_one_that_was_changed_stands_once() -> None:
    first = PlacedItem("Tilaluettelo", "kaupunki", "", "", "")
    later = first._replace(responsible="liitto")
    merged = merge("liikunta", [version("a", "1", (first,), hyte=LONG), version("b", "2", (later,), hyte=LONG)])
    assert merged.items == (later,)
    assert len(merge("liikunta", [version("a", "1", (first,)), version("b", "2", (later,))]).items) == 2


def test_the_id_of_a_conflict_stays_and_changes_with_its_texts() -> None:
    def ids(text: str) -> list[str]:
        return [clash.id for clash in merge("liikunta", [version("a", hyte=LONG), version("b", hyte=text)]).clashes]

    assert ids(OTHER) == ids(OTHER) != ids("Muuta.")


said = st.dictionaries(st.sampled_from(["hyte", "tilat", "avustukset"]), st.sampled_from([LONG, OTHER, "K", "Muuta."]))


@given(st.lists(st.tuples(st.sampled_from(["", "2026-11-01", "2026-11-02"]), said), min_size=1, max_size=4))
def test_the_order_in_which_versions_come_changes_nothing_and_no_text_is_dropped(given_versions: list[tuple[str, dict[str, str]]]) -> None:
    versions = [version(str(n), modified, **texts) for n, (modified, texts) in enumerate(given_versions)]
    first = merge("liikunta", versions)
    assert all(merge("liikunta", list(order)) == first for order in permutations(versions))
    for one in versions:
        for row, text in ((answer.row, answer.text) for answer in one.answers):
            in_conflict = any(clash.row == row and text in (clash.first, clash.second) for clash in first.clashes)
            corrected = any(remark.code in ("version-follows", "version-conflict") for remarks in first.remarks.values() for remark in remarks)
            assert cells(first).get(row) == text or in_conflict or corrected
