"""`followup collect` refuses what a decision or a record of the round cannot be right about, before anything is written."""

from pathlib import Path

import pytest

from flows.rounds import LONG, OTHER, Round

OWN = "followup.hyte/yritykset"


@pytest.fixture
def round(tmp_path: Path, handed_out: Path) -> Round:
    """Two files whose answers differ."""
    round = Round(tmp_path, folder_of=handed_out)
    round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}), round.answered("yritykset", "b.xlsx", {OWN: OTHER}), code=3)
    return round


def refused(round: Round) -> list[tuple[str, int | None]]:
    """Codes and lines of the errors of a collection that writes nothing."""
    before = round.texts()
    answer = round.collect(code=1)
    assert round.texts() == before
    return [(problem["code"], problem["line"]) for problem in answer["problems"] if problem["severity"] == "error"]


@pytest.mark.parametrize(("use", "code"), [("", "decision-no-use"), ("use: accept", "decision-use"), ("use: text", "decision-text")])
def test_a_decision_that_would_empty_a_cell_in_silence_is_refused(round: Round, use: str, code: str) -> None:
    decision = f"decisions:\n  - by: kokous\n    date: 2026-11-25\n    id: {round.open()[0]['id']}\n    {use}\n"
    round.kept("decisions.yaml").write_text(decision, encoding="utf-8")
    assert refused(round) == [(code, 4)]


def test_an_answer_of_one_whom_nobody_knows_is_refused(round: Round) -> None:
    decision = "decisions:\n  - by: kokous\n    date: 2026-11-25\n    respondent: yrityset\n    row: tilat\n    column: arviointi\n    text: K\n    source: puhelimessa\n"
    round.kept("decisions.yaml").write_text(decision, encoding="utf-8")
    assert refused(round) == [("decision-respondent-unknown", 4)]


@pytest.mark.parametrize("name, code", [("originals/list.json", "originals-list-broken"), ("forms", "form-record-broken")])
def test_a_record_that_cannot_be_read_stops_before_an_answer_changes(round: Round, name: str, code: str) -> None:
    path = round.kept(name)
    (path if path.is_file() else next(path.glob("*.json"))).write_text("[{", encoding="utf-8")
    assert refused(round) == [(code, None)]


def test_a_list_of_decisions_that_was_emptied_is_none(round: Round) -> None:
    round.kept("decisions.yaml").write_text("# Ei päätöksiä.\ndecisions:\n", encoding="utf-8")
    round.collect(code=3)
