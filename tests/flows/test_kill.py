"""Killed before any of its operations on files, a build leaves every file old or new and whole, and the next build is clean.

A child process, forked so that nothing has to be imported again, runs the real command; every call that opens a file for writing, flushes,
replaces, removes or makes a folder counts, and the child ends before the n-th of them, as if its power had been cut.
"""

import builtins
import hashlib
import os
import shutil
from importlib import import_module
from pathlib import Path
from typing import Callable

import pytest

from flows.workshop import WITHOUT_PDF, Workshop
from pipeline.formats.registry import FORMATS, writer

pytestmark = [pytest.mark.long, pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork: a kill is played in a forked process")]

KILLED = 9
OPERATIONS = ("replace", "fsync", "unlink", "makedirs", "mkdir", "rename", "remove", "rmdir", "truncate", "ftruncate", "link", "symlink")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@pytest.fixture(scope="module", autouse=True)
def everything_imported() -> None:
    """A forked child inherits what its parent has imported, so that opening a module's file is not among its operations."""
    import_module("pipeline.flows.build")
    import_module("pipeline.flows.distribute")
    for name in FORMATS:
        writer(name)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """The small handbook without answers, so without filled tables: a deck, a Word file, a page and blank tables, nothing made yet."""
    return Workshop(tmp_path / "project", WITHOUT_PDF, response=None)


def count_operations(most: int) -> None:
    """End this process before its operation number `most + 1` on files."""
    done = 0

    def counted(call: Callable, counts: Callable[..., bool] = lambda *arguments, **named: True) -> Callable:
        def wrapped(*arguments, **named):
            nonlocal done
            if counts(*arguments, **named):
                if done == most:
                    os._exit(KILLED)
                done += 1
            return call(*arguments, **named)

        return wrapped

    for name in OPERATIONS:
        setattr(os, name, counted(getattr(os, name)))
    os.open = counted(os.open, lambda path, flags, *rest, **named: bool(flags & WRITING))
    builtins.open = counted(builtins.open, lambda file, mode="r", *rest, **named: bool(set(mode) & set("wax+")))


def build_in_child(workshop: Workshop, most: int | None = None, *command: str) -> int:
    """The exit code of `build`, or of another command, in a forked process that is killed after `most` operations (None: never)."""
    pid = os.fork()
    if pid == 0:
        try:
            if most is not None:
                count_operations(most)
            os._exit(workshop.call(*(command or ("build",))).exit_code)
        finally:
            os._exit(99)  # an exception: a fault of ours
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def digests(workshop: Workshop) -> dict[str, str]:
    """SHA-256 of everything that stands in the out folder, by name."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in workshop.files().items()}


def killed_everywhere(workshop: Workshop, restore: Callable[[], None], old: dict[str, str], new: dict[str, str]) -> int:
    """Kill a build before each of its operations; the number of kills that it took until one build came through."""
    kills = 0
    while True:
        restore()
        code = build_in_child(workshop, kills)
        left = {name: digest for name, digest in digests(workshop).items() if not name.endswith(".kasikirja-tmp")}
        for name, digest in left.items():
            assert digest in (old.get(name), new.get(name)), f"{name} is torn after {kills} operations"
        assert old.keys() <= left.keys(), f"{old.keys() - left.keys()} is gone after {kills} operations"
        assert build_in_child(workshop) == 0
        assert digests(workshop) == new, f"the build after {kills} operations does not mend the folder"
        if code != KILLED:
            assert code == 0
            return kills
        kills += 1


def after(workshop: Workshop) -> dict[str, str]:
    """What a build leaves that nobody disturbs, held against the source by `verify`."""
    assert build_in_child(workshop) == 0
    made = digests(workshop)
    assert {file["verdict"] for file in workshop.json("verify")["files"]} == {"current"}
    return made


def test_a_first_build_killed_at_any_operation(workshop: Workshop) -> None:
    new = after(workshop)
    kills = killed_everywhere(workshop, lambda: shutil.rmtree(workshop.out), {}, new)
    assert kills >= 3 * len(new)  # temporary file, flush and replacement for each


def test_a_build_over_an_older_one_killed_at_any_operation(workshop: Workshop, tmp_path: Path) -> None:
    after(workshop)
    old, older = digests(workshop), tmp_path / "older"
    shutil.copytree(workshop.out, older)
    for before, now in (("Ensimmäinen", "Toinen"), ("title: Seuranta\n  goal", "title: Uusi seuranta\n  goal"), ("blank_rows: 4", "blank_rows: 5")):
        workshop.change(before, now)
    new = after(workshop)
    assert old.keys() == new.keys() and {name for name in old if old[name] == new[name]} == set()

    def restore() -> None:
        shutil.rmtree(workshop.out)
        shutil.copytree(older, workshop.out)

    killed_everywhere(workshop, restore, old, new)


def test_a_renaming_killed_at_any_operation_leaves_the_old_file_until_the_new_one_stands(workshop: Workshop, tmp_path: Path) -> None:
    """Between the two both may stand; never neither."""
    after(workshop)
    older = tmp_path / "older"
    shutil.copytree(workshop.out, older)
    workshop.change("file: kasikirja\n", "file: diat\n")
    new, kills, code = after(workshop), 0, KILLED
    while code == KILLED:
        shutil.rmtree(workshop.out)
        shutil.copytree(older, workshop.out)
        code = build_in_child(workshop, kills)
        assert {"kasikirja-2026.pptx", "diat-2026.pptx"} & set(workshop.files())
        assert build_in_child(workshop) == 0 and digests(workshop) == new
        kills += 1
    assert code == 0 and kills > 4


def round_of(workshop: Workshop) -> dict[str, bytes]:
    """All that a round has by name: what was handed out, and its record; locks and what is unfinished left out."""
    record = workshop.source.parent / "responses"
    found = {f"record/{path.relative_to(record).as_posix()}": path.read_bytes() for path in record.rglob("*") if path.is_file()}
    return {name: data for name, data in {**workshop.files(), **found}.items() if not name.endswith((".kasikirja-tmp", "-lock"))}


def restored(workshop: Workshop, kept: Path) -> None:
    """Bring out folder and record back as they were kept."""
    for name, folder in (("out", workshop.out), ("responses", workshop.source.parent / "responses")):
        shutil.rmtree(folder, ignore_errors=True)
        if (kept / name).exists():
            shutil.copytree(kept / name, folder)


@pytest.mark.parametrize(("first", "start"), [((), 0), (("toiset",), 1)], ids=["a-new-round", "one-more"])
def test_handing_out_killed_at_any_operation_is_completed_by_the_next_run(workshop: Workshop, tmp_path: Path, first: tuple[str, ...], start: int) -> None:
    """Every other operation in a new round, those between in one that goes on."""
    command = ("followup distribute", "2026", "--to", "jarjestot")
    for name in first:
        assert build_in_child(workshop, None, "followup distribute", "2026", "--to", name) == 0
        shutil.copytree(workshop.out, tmp_path / "kept" / "out")
        shutil.copytree(workshop.source.parent / "responses", tmp_path / "kept" / "responses")
    old = round_of(workshop)
    assert build_in_child(workshop, None, *command) == 0
    new, kills, code = round_of(workshop), start, KILLED
    while code == KILLED:
        restored(workshop, tmp_path / "kept")
        code = build_in_child(workshop, kills, *command)
        left = round_of(workshop)
        assert old.keys() <= left.keys() and all(data in (old.get(name), new.get(name)) for name, data in left.items()), kills
        handed_out = b"recipient: jarjestot" in left.get("record/2026/round.yaml", b"")
        assert not handed_out or "followup/2026/seurantalomake-2026-jarjestot.xlsx" in left and any("forms/" in name for name in left), kills
        assert build_in_child(workshop, None, *command) == 0 and round_of(workshop) == new, kills
        kills += 2
    assert code == 0 and kills > 15


def test_a_kill_is_played_at_all(workshop: Workshop) -> None:
    assert build_in_child(workshop, 0) == KILLED and not workshop.out.exists()
    assert build_in_child(workshop, 5) == KILLED and workshop.out.exists()
