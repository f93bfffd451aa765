"""Files of a batch: whole at once, safe after one flush."""

import os
from pathlib import Path

import pytest

from pipeline.files import FileBusy, OutputFolder


def test_pieces_are_written_one_after_another(tmp_path: Path) -> None:
    with OutputFolder(tmp_path) as folder:
        folder.write("a/b.txt", (piece for piece in (b"yksi ", b"kaksi")))
    assert (tmp_path / "a" / "b.txt").read_bytes() == b"yksi kaksi"


def test_what_fails_while_its_pieces_come_leaves_the_old_file(tmp_path: Path) -> None:
    def pieces():
        yield b"uusi"
        raise OSError(28, "levy on täynnä")

    with OutputFolder(tmp_path) as folder:
        folder.write("a.txt", b"vanha")
        with pytest.raises(FileBusy):
            folder.write("a.txt", pieces())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if "lock" not in path.name} == {"a.txt": b"vanha"}


@pytest.mark.parametrize(("count", "alone"), [(3, 3), (200, 0)], ids=["few", "many"])
def test_a_batch_is_flushed_at_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, alone: int) -> None:
    flushed: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda file: flushed.append("file"))
    monkeypatch.setattr(os, "sync", lambda: flushed.append("all"), raising=False)
    with OutputFolder(tmp_path) as folder:
        for number in range(count):
            folder.write(f"{number}.txt", b"x", flush=False)
        assert flushed == []
        folder.flush()
        folder.flush()
    assert flushed == (["file"] * alone or ["all"])
