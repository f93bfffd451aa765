"""The meeting's table comes back, more than once: what it held already is not said anew, what the meeting changes takes its place, and nothing is lost."""

from itertools import permutations
from pathlib import Path

import pytest

from flows.desk import FORMATS
from flows.hands import GOALS
from flows.rounds import LONG, OTHER, Round, status
from tests.filling import filled, modified

VIEW = "followup.{}/arviointi"


@pytest.fixture
def round(request: pytest.FixtureRequest, tmp_path: Path, handed_out: Path) -> Round:
    round = Round(tmp_path, folder_of=handed_out)
    round.format = getattr(request, "param", "xlsx")
    typed = {"followup.hyte/yritykset": LONG, "followup.hyte/arviointi": "E", "development.1/item": "Tilaluettelo"}
    round.collect(round.answered("yritykset", "a.xlsx", typed))
    return round


def table(round: Round) -> bytes:
    """The meeting's table as it stands now."""
    round.run("build", "table-filled", "--year", "2026")
    return next(round.out.glob(f"*taytetty-2026.{round.format}")).read_bytes()


def back(round: Round, name: str, data: bytes, day: str, **views: str) -> str:
    return round.back(f"{name}.{round.format}", modified(filled(data, {VIEW.format(goal): view for goal, view in views.items()}), f"2026-12-{day}T10:00:00Z"))


@pytest.mark.parametrize("round", FORMATS, indirect=True)
def test_a_choice_that_a_later_table_changes_is_changed(round: Round) -> None:
    round.collect(back(round, "eka", table(round), "01", hyte="K", tilat="K"))
    answer = round.collect(back(round, "toka", table(round), "02", hyte="E"))
    assert list(status(answer).values()) == ["accepted"] and round.answers("neuvottelukunta") == {"hyte/arviointi": "E", "tilat/arviointi": "K"}


def test_a_table_that_comes_back_as_it_was_changes_nothing(round: Round) -> None:
    round.collect(back(round, "eka", table(round), "01", hyte="K"))
    later = table(round)
    round.collect(back(round, "toka", later, "02", hyte="E"))
    answer = round.collect(back(round, "kolmas", later, "03", tilat="K"))
    assert list(status(answer).values()) == ["accepted"] and round.answers("neuvottelukunta") == {"hyte/arviointi": "E", "tilat/arviointi": "K"}


def test_a_choice_that_goes_back_and_forth_ends_as_the_last_table_says(round: Round) -> None:
    for day, view in (("01", "K"), ("02", "E"), ("03", "K")):
        round.collect(back(round, view + day, table(round), day, hyte=view))
    assert round.answers("neuvottelukunta") == {"hyte/arviointi": "K"}


def test_the_order_in_which_tables_come_changes_no_byte(round: Round) -> None:
    first = back(round, "eka", table(round), "01", hyte="K", tilat="E")
    round.collect(first)
    second = back(round, "toka", table(round), "02", hyte="E")
    round.collect(second)
    third = back(round, "kolmas", table(round), "03", hankkeet="K")
    seen = set()
    for order in list(permutations([first, second, third]))[::2]:
        for name in round.texts():
            if name.startswith("originals/") or name in ("neuvottelukunta.yaml", "collected.yaml"):
                round.kept(name).unlink()
        for path in order:
            round.collect(path)
        seen.add(round.kept("neuvottelukunta.yaml").read_bytes())
    assert len(seen) == 1 and round.answers("neuvottelukunta") == {"hyte/arviointi": "E", "tilat/arviointi": "E", "hankkeet/arviointi": "K"}


def test_two_tables_of_one_state_that_differ_wait_and_a_later_one_goes_on_from_the_decision(round: Round) -> None:
    blank = table(round)
    answer = round.collect(back(round, "eka", blank, "01", hyte="K"), back(round, "toka", blank, "02", hyte="E"), code=3)
    assert set(status(answer).values()) == {"conflict"}
    (matter,) = round.open()
    round.decide(matter["id"], "first")
    assert round.answers("neuvottelukunta") == {"hyte/arviointi": matter["texts"][0]}
    other = matter["texts"][1]
    answer = round.collect(back(round, "kolmas", table(round), "03", hyte=other))
    assert round.answers("neuvottelukunta") == {"hyte/arviointi": other} and round.open() == []


def test_a_choice_that_is_taken_away_waits(round: Round) -> None:
    round.collect(back(round, "eka", table(round), "01", hyte="K"))
    round.collect(back(round, "toka", table(round), "02", hyte=" "), code=3)
    (matter,) = round.open()
    assert matter["texts"] == ["K", ""]


@pytest.mark.parametrize("round", FORMATS, indirect=True)
def test_the_untouched_table_says_nothing_of_the_committee(round: Round) -> None:
    round.collect(back(round, "eka", table(round), "01"))
    assert round.answers("neuvottelukunta") == {} and round.answers("yritykset") == {"hyte/yritykset": LONG, "hyte/arviointi": "E"}


@pytest.mark.parametrize("round", FORMATS, indirect=True)
def test_an_item_that_two_meetings_change_stands_once(round: Round) -> None:
    for number, words in enumerate(("Tilaluettelo 2", "Tilaluettelo 3"), 1):
        data = modified(filled(table(round), {"development.1/item": words, VIEW.format("hyte"): "K"}), f"2026-12-0{number}T10:00:00Z")
        round.collect(round.back(f"{number}.{round.format}", data))
    assert [item.item.value for item in round.response("neuvottelukunta").items] == ["Tilaluettelo 3"]
    assert str(round.response("neuvottelukunta").items[0].was) == "Tilaluettelo"


@pytest.mark.parametrize("round", FORMATS, indirect=True)
def test_every_choice_of_a_meeting_is_read(round: Round) -> None:
    views = {goal: "KE"[number % 2] for number, goal in enumerate(GOALS)}
    round.collect(back(round, "eka", table(round), "01", **views))
    assert round.answers("neuvottelukunta") == {f"{goal}/arviointi": view for goal, view in views.items()}


def test_a_contradiction_among_a_respondents_forms_is_not_hidden_by_a_later_correction(tmp_path: Path, handed_out: Path) -> None:
    round = Round(tmp_path, folder_of=handed_out)
    cell, more = "followup.hyte/yritykset", {"followup.tilat/yritykset": OTHER, "followup.hankkeet/yritykset": OTHER}
    first = modified(filled(round.form("yritykset"), {cell: "Ensin.", **more}), "2026-12-01T10:00:00Z")
    second = modified(filled(round.form("yritykset"), {cell: "Toisin."}), "2026-12-02T10:00:00Z")
    round.collect(round.back("a.xlsx", first), round.back("b.xlsx", second), code=3)
    (matter,) = round.open()
    round.decide(matter["id"], "first")
    third = modified(filled(round.form("yritykset"), {cell: "Korjaus.", **more}), "2026-12-03T10:00:00Z")
    round.collect(round.back("c.xlsx", third), code=3)
    matters = {texts[-1]: one["id"] for one in round.open() for texts in [one["texts"]]}
    assert "Korjaus." in matters and "hyte/yritykset" not in round.answers("yritykset")
    round.decide(matters["Korjaus."], "second")
    assert round.answers("yritykset")["hyte/yritykset"] == "Korjaus." and round.open() == []
