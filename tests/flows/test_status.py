"""`followup status`: who has answered and who has not, what waits, and drafts for those who are late."""

import re
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from flows.rounds import LONG, OTHER, Round
from flows.workshop import everything

OWN = "followup.hyte/yritykset"


@pytest.fixture
def round(tmp_path: Path, handed_out: Path) -> Round:
    return Round(tmp_path, folder_of=handed_out)


def standings(round: Round, today: str = "2026-12-01") -> dict[str, dict[str, Any]]:
    answer = round.json("followup status", "2026", "--today", today)
    return {one["respondent"]: one for one in answer["respondents"]}


def test_everybody_who_was_asked_is_listed_and_the_committee_last(round: Round) -> None:
    found = standings(round)
    assert list(found)[0] == "hyvinvointialue" and list(found)[-1] == "neuvottelukunta" and len(found) == 16
    assert {one["state"] for one in found.values()} == {"open"}


def test_what_was_answered_and_what_is_missing_is_told_by_goal(round: Round) -> None:
    round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG, "followup.hyte/arviointi": "K"}))
    one = standings(round)["yritykset"]
    assert (one["state"], one["answered"], one["assessed"], len(one["missing"])) == ("partly", ["hyte"], ["hyte"], 6)


def test_a_blank_return_is_neither_an_answer_nor_late(round: Round) -> None:
    round.collect(round.back("a.xlsx", round.form("yritykset")))
    assert standings(round, "2027-01-01")["yritykset"]["state"] == "blank"


def test_a_conflict_waits(round: Round) -> None:
    round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}), round.answered("yritykset", "b.xlsx", {OWN: OTHER}), code=3)
    one = standings(round)["yritykset"]
    assert (one["state"], one["conflicts"]) == ("waiting", 1)


def test_those_who_are_late_get_a_draft_with_their_form_and_nobody_else_does(round: Round) -> None:
    round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}))
    assert round.json("followup status", "2026", "--today", "2026-12-15")["reminders"] == []
    paths = round.json("followup status", "2026", "--today", "2026-12-16")["reminders"]
    assert len(paths) == 14 and not any("yritykset" in path for path in paths)
    mail = message_from_bytes(Path(paths[0]).read_bytes())
    assert (mail["X-Unsent"], mail["Date"], mail["Bcc"]) == ("1", None, None)
    assert mail.get_payload()[1].get_payload(decode=True) == round.form("hyvinvointialue")


def test_the_draft_to_one_who_has_answered_since_is_taken_away(round: Round) -> None:
    round.json("followup status", "2026", "--today", "2026-12-16")
    round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}))
    round.json("followup status", "2026", "--today", "2026-12-16")
    assert not list(round.out.rglob("muistutus-2026-yritykset.eml")) and len(list(round.out.rglob("muistutus-*.eml"))) == 14


def test_development_items_alone_are_an_answer(round: Round) -> None:
    round.collect(round.answered("yritykset", "a.xlsx", {"development.1/item": "Tilaluettelo"}))
    one = standings(round, "2026-12-16")["yritykset"]
    assert (one["state"], one["items"], one["late"]) == ("partly", 1, False)


def test_a_round_that_cannot_be_read_has_the_same_shape(round: Round) -> None:
    round.kept("round.yaml").write_text("year: [", encoding="utf-8")
    answer = round.json("followup status", "2026", code=1)
    assert (answer["respondents"], answer["files"], answer["reminders"]) == ([], [], [])


@pytest.mark.parametrize("command", ["status", "collect"])
def test_a_round_stands_where_the_handbook_makes_nothing_any_more(round: Round, command: str) -> None:
    text = round.source.read_text(encoding="utf-8")
    round.source.write_text(re.sub(r"(?s)\noutputs:\n.*?\n(?=[a-z]+:)", "\noutputs: []\n", text), encoding="utf-8")
    answer = round.json(f"followup {command}", "2026")
    assert [problem for problem in answer["problems"] if problem["severity"] == "error"] == []


def test_telling_twice_changes_nothing(round: Round) -> None:
    round.json("followup status", "2026", "--today", "2026-12-16")
    before = everything(round.folder)
    round.json("followup status", "2026", "--today", "2026-12-16")
    assert everything(round.folder) == before


def test_files_that_count_for_nobody_are_listed_with_what_is_wrong(round: Round) -> None:
    round.collect(round.back("a.pdf", b"%PDF-1.4\n"), code=1)
    (file,) = round.json("followup status", "2026")["files"]
    assert (file["path"], file["status"]) == ("a.pdf", "refused") and len(file["messages"]) == 1


def test_a_year_without_a_round_is_told(tmp_path: Path) -> None:
    answer = Round(tmp_path).json("followup status", "2026", code=1)
    assert "no-round-begun" in {problem["code"] for problem in answer["problems"]}


def test_the_terminal_shows_a_line_for_each(round: Round) -> None:
    round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}))
    shown = round.run("followup status", "2026", "--today", "2026-12-01", "--lang", "fi")
    assert "Yritykset" in shown and "sanoin 1/7  K/E 0/7  vastannut osaan" in shown
