"""The same source, templates and program give the same bytes: in any folder, time zone, locale and hash seed, on any day, however the
source was saved.
"""

import codecs
import os
import re
import shutil
import unicodedata
import zlib
from pathlib import Path
from typing import Callable

import pytest

from pipeline.formats.package import unpack
from flows.workshop import ROOT, Workshop

DIFFERENT = {  # an environment unlike that of the first build
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "fi_FI.UTF-8",
    "LANG": "fi_FI.UTF-8",
    "PYTHONHASHSEED": "4711",
    "SOURCE_DATE_EPOCH": "1000000000",
    "HOME": "/nonexistent",
    "USER": "toinen",
    "USERNAME": "toinen",
    "PYTHONUTF8": "0",
}


def crlf(data: bytes) -> bytes:
    return data.replace(b"\n", b"\r\n")


def bom(data: bytes) -> bytes:
    return codecs.BOM_UTF8 + data


def nfd(data: bytes) -> bytes:
    return unicodedata.normalize("NFD", data.decode()).encode()


def all_at_once(data: bytes) -> bytes:
    return bom(crlf(nfd(data)))


def real(folder: Path) -> Workshop:
    """The real handbook with its responses, nothing made yet."""
    workshop = Workshop(folder, (ROOT / "source" / "handbook.yaml").read_text(encoding="utf-8"), None)
    shutil.copytree(ROOT / "source" / "responses", workshop.source.parent / "responses")
    return workshop


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a build in a plain environment makes, called with relative paths from within the project."""
    workshop = real(tmp_path_factory.mktemp("first") / "project")
    run = workshop.process("build", "--out", "out", LC_ALL="C", TZ="UTC", PYTHONHASHSEED="0")
    assert run.returncode == 0, run.stderr
    return workshop.files()


def pieces(name: str, data: bytes) -> dict[str, bytes]:
    """What a file holds, unpacked: the parts of a package; a PDF's own bytes and its streams; any other file whole."""
    if name.endswith(".pdf"):
        streams = (zlib.decompressobj().decompress(stream) for stream in re.findall(rb"/FlateDecode.*?stream\r?\n(.*?)endstream", data, re.DOTALL))
        return {name: data, **{f"{name}: stream {number}": stream for number, stream in enumerate(streams)}}
    if name.endswith((".json", ".html", ".ics")):
        return {name: data}
    return {f"{name}: {part}": packed.inflate() for part, packed in unpack(data).items()}


def differing(first: dict[str, bytes], second: dict[str, bytes]) -> set[str]:
    """The names of files that are not equal, or that only one of two builds made."""
    return {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)}


def test_another_folder_zone_locale_hash_seed_and_mask_give_the_same_bytes(first: dict[str, bytes], tmp_path: Path) -> None:
    workshop = real(tmp_path / "toinen kansio äö" / "projekti")
    before = os.umask(0o077)
    try:
        run = workshop.process("build", *workshop.places(), **DIFFERENT)
    finally:
        os.umask(before)
    assert run.returncode == 0, run.stderr
    assert differing(first, workshop.files()) == set()


@pytest.mark.parametrize("saved", [crlf, bom, nfd, all_at_once])
def test_a_source_saved_in_another_way_gives_the_same_bytes(
    first: dict[str, bytes], tmp_path: Path, saved: Callable[[bytes], bytes]
) -> None:
    workshop = real(tmp_path / "project")
    for path in (*workshop.source.parent.rglob("*.yaml"), *workshop.templates.rglob("*.yaml")):
        path.write_bytes(saved(path.read_bytes()))
    workshop.run("build")
    assert differing(first, workshop.files()) == set()


@pytest.mark.parametrize("day", ["2026-11-01", "2099-12-31"])
def test_another_day_gives_the_same_bytes(first: dict[str, bytes], tmp_path: Path, day: str) -> None:
    workshop = real(tmp_path / "project")
    workshop.run("build", "--today", day)
    assert differing(first, workshop.files()) == set()


def test_files_made_one_by_one_are_those_made_at_once(first: dict[str, bytes], tmp_path: Path) -> None:
    workshop = real(tmp_path / "project")
    names = dict.fromkeys(output["name"] for output in workshop.json("build", "deck", "word")["outputs"])
    assert list(names) == ["deck", "word"]
    workshop.run("build", "table-filled")
    workshop.run("build")
    assert differing(first, workshop.files()) == set()


def test_a_file_says_nothing_of_the_machine(first: dict[str, bytes], tmp_path: Path) -> None:
    words = {name.encode() for name in (str(ROOT), "/tmp/", os.environ.get("USER", ""), os.uname().nodename if hasattr(os, "uname") else "")}
    for name, data in first.items():
        parts = pieces(name, data)
        assert not [part for part, content in parts.items() for word in words if len(word) > 4 and word in content]
