"""`verify` of forms that were handed out: as they went, filled, of an earlier round."""

from pathlib import Path

import pytest

from flows.rounds import LONG, Round

OWN = "followup.hyte/yritykset"


@pytest.fixture
def round(tmp_path: Path, handed_out: Path) -> Round:
    return Round(tmp_path, folder_of=handed_out)


def judged(round: Round, path: str, code: int = 0) -> tuple[str, str | None, list[tuple[str, str]]]:
    (file,) = round.json("verify", path, code=code)["files"]
    return file["verdict"], file["edition"], [(one["id"], one["found"]) for one in file["differing"]]


@pytest.mark.parametrize("recipient", ["yritykset", "liikunta"])
def test_a_form_as_it_was_handed_out_is_current_although_the_source_has_gone_on(round: Round, recipient: str) -> None:
    path = round.back("a.xlsx", round.form(recipient))
    round.change("    goal: >-\n      Järjestötieto ja", "    goal: >-\n      Kaikki järjestötieto ja")
    assert judged(round, path) == ("current", "2026", [])


def test_a_form_that_was_filled_is_edited_and_says_where(round: Round) -> None:
    assert judged(round, round.answered("yritykset", "a.xlsx", {OWN: LONG}), code=1) == ("edited", "2026", [(OWN, LONG)])


def test_a_form_of_an_earlier_round_is_older(round: Round) -> None:
    path = round.back("a.xlsx", round.form("yritykset"))
    round.year = "2027"
    round.hand_out()
    assert judged(round, path, code=1)[:2] == ("older", "2026")


def test_a_form_whose_record_is_gone_is_of_no_record(round: Round) -> None:
    path = round.back("a.xlsx", round.form("yritykset"))
    for record in round.kept("forms").iterdir():
        record.unlink()
    assert judged(round, path, code=1) == ("older", None, [])
