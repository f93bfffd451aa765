"""Killed before any of its operations on files, `followup collect` leaves every file of the round old or new and whole, keeps what it has
taken in, and the next run comes to the same bytes."""

import hashlib
import os
import shutil
from importlib import import_module
from pathlib import Path

import pytest

from flows.rounds import LONG, OTHER, Round, letter
from flows.test_kill import KILLED, build_in_child, pytestmark as needs_fork
from tests.filling import filled

pytestmark = needs_fork
OWN = "followup.hyte/yritykset"


@pytest.fixture(scope="module", autouse=True)
def everything_imported() -> None:
    """So that opening a module's file is not among a child's operations."""
    import_module("pipeline.flows.collect")
    import_module("pipeline.flows.told")


def standing(round: Round) -> dict[str, str]:
    """SHA-256 of what the round's folder holds, by name, without what is unfinished."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in round.texts().items() if not name.endswith(".kasikirja-tmp")}


@pytest.mark.parametrize("earlier", [False, True], ids=["the-first-files", "a-correction"])
def test_a_collection_killed_at_any_operation_is_completed_by_the_next(tmp_path: Path, handed_out: Path, earlier: bool) -> None:
    round = Round(tmp_path / "project", folder_of=handed_out)
    if earlier:
        round.collect(round.answered("yritykset", "a.xlsx", {OWN: OTHER}))
    mail = round.back("posti.eml", letter(filled(round.form("yritykset"), {OWN: LONG}), "lomake.xlsx"))
    old, command, kept = standing(round), ("followup collect", "2026", mail, "--today", "2026-11-24"), tmp_path / "kept"
    shutil.copytree(round.kept(), kept)
    round.call(*command)
    new, kills, code = standing(round), 0, KILLED
    while code == KILLED:
        shutil.rmtree(round.kept())
        shutil.copytree(kept, round.kept())
        code = build_in_child(round, kills, *command)
        left = standing(round)
        assert old.keys() <= left.keys() and all(digest in (old.get(name), new.get(name)) for name, digest in left.items()), kills
        assert "yritykset.yaml" not in left or earlier or sum(name.endswith((".xlsx", ".eml")) for name in left) == 2, kills
        round.call(*command)
        assert standing(round) == new, kills
        kills += 1
    assert kills > 10


def test_answers_of_an_interrupted_collection_are_read_from_what_it_kept(tmp_path: Path, handed_out: Path) -> None:
    round = Round(tmp_path / "project", folder_of=handed_out)
    path = round.answered("yritykset", "a.xlsx", {OWN: LONG})
    kills = 0
    while not list(round.kept("originals").glob("*.xlsx")):
        assert build_in_child(round, kills, "followup collect", "2026", path) == KILLED
        kills += 1
    os.unlink(path)
    assert not round.kept("yritykset.yaml").exists()
    round.collect()
    assert round.answers("yritykset") == {"hyte/yritykset": LONG}
