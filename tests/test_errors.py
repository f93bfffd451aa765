"""Broken sources: every file of `errors/` states what the loader and the rules must say of it, and where.

A file holds a few parts of a handbook; the parts of the smallest handbook that it does not name are added below it, so that its own faults are
the only ones. Its first comments say what is expected, one line a problem: `# expect: CODE LINE:COLUMN`. `# without: KEY` leaves a part out,
`# alone` adds none, `# response` says that the file is a filled form. Bytes that cannot stand in a text file are in the table below.
"""

import re
from pathlib import Path

import pytest
import yaml

from minimal import MINIMAL
from pipeline.model.content import Content
from pipeline.model.form import Response
from pipeline.model.rules import check_content
from pipeline.problems import Problems, Span
from pipeline.source import yamltext
from pipeline.source.load import load, load_source

ERRORS = Path(__file__).parent / "errors"
TODAY = "2026-11-24"
_EXPECT = re.compile(r"^# expect: (\S+) (\d+):(\d+)$", re.MULTILINE)
_WITHOUT = re.compile(r"^# without: (\w+)$", re.MULTILINE)
_ALONE = re.compile(r"^# (?:alone|response)$", re.MULTILINE)
_PART = re.compile(r"^([a-z_]+):", re.MULTILINE)


def files() -> list[Path]:
    return sorted(ERRORS.glob("*.yaml"))


def problems_of(data: bytes, tmp_path: Path, response: bool = False) -> Problems:
    """What loading and checking a source, or a response to the smallest handbook, reports."""
    problems, path = Problems(), tmp_path / "handbook.yaml"
    path.write_bytes(MINIMAL.encode() if response else data)
    source, responses = load_source(path, problems), {}
    if response:
        path.write_bytes(data)
        filled = load(path, Response, problems)
        source, responses = (source, {"2025": (filled,)}) if filled else (None, {})
    if source is not None:
        check_content(Content(source, responses), problems, TODAY)
    return problems


def said(problems: Problems) -> list[tuple[str, int, int]]:
    """Code, line and column of every error and warning, in the order of the file."""
    found = [p for p in problems if p.severity != "note"]
    assert all(isinstance(p.at, Span) for p in found), "every problem has its line"
    return sorted(((p.code, p.at.line, p.at.column) for p in found), key=lambda at: (at[1:], at[0]))


def completed(text: str) -> str:
    """`text` with the parts of the smallest handbook that it neither has nor does without."""
    if _ALONE.search(text):
        return text
    named = set(_PART.findall(text)) | set(_WITHOUT.findall(text))
    parts = re.split(r"^(?=[a-z_]+:)", MINIMAL, flags=re.MULTILINE)
    return text + "".join(part for part in parts if part and part.partition(":")[0] not in named)


def check_file(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = [(code, int(line), int(column)) for code, line, column in _EXPECT.findall(text)]
    assert expected, "the file states no expected problem"
    found = problems_of(completed(text).encode(), tmp_path, response="\n# response\n" in text)
    assert said(found) == sorted(expected, key=lambda at: (at[1:], at[0]))
    assert found.errors()


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_a_broken_source_is_refused_with_the_stated_problems(path: Path, tmp_path: Path) -> None:
    check_file(path, tmp_path)


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_pyyaml_without_libyaml_says_the_same(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamltext, "LOADER", yaml.SafeLoader)
    check_file(path, tmp_path)


_LINE = b"handbook:\n  title: "
BYTES: dict[str, tuple[bytes, str, int, int]] = {  # name: the file, the expected code, line and column
    "nothing at all": (b"", "yaml-empty", 1, 1),
    "a byte order mark alone": (b"\xef\xbb\xbf", "yaml-empty", 1, 1),
    "Latin-1": (_LINE + "Käsikirja\n".encode("latin-1"), "yaml-encoding", 2, 11),
    "Latin-1 after good letters": (_LINE + "Kä ".encode() + b"\xe4\n", "yaml-encoding", 2, 13),
    "Windows quotes": (_LINE + b"\x93Opas\x94\n", "yaml-encoding", 2, 10),
    "a letter cut in half": (_LINE + b"K\xc3", "yaml-encoding", 2, 11),
    "overlong UTF-8": (_LINE + b"\xc0\xaf\n", "yaml-encoding", 2, 10),
    "beyond Unicode": (_LINE + b"\xf4\x90\x80\x80\n", "yaml-encoding", 2, 10),
    "UTF-16, little end first": (b"\xff\xfe" + MINIMAL.encode("utf-16-le"), "yaml-encoding", 1, 1),
    "UTF-16, big end first": (b"\xfe\xff" + MINIMAL.encode("utf-16-be"), "yaml-encoding", 1, 1),
    "UTF-16 without a mark": (MINIMAL.encode("utf-16-le"), "yaml-encoding", 1, 1),
    "UTF-32": (MINIMAL.encode("utf-32"), "yaml-encoding", 1, 1),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "yaml-encoding", 1, 1),
    "NUL": (_LINE + b"K\x00\n", "yaml-character", 2, 11),
    "bell": (_LINE + b"K\x07\n", "yaml-character", 2, 11),
    "line break of Word": (_LINE + b"K\x0bL\n", "yaml-character", 2, 11),
    "form feed": (_LINE + b"K\x0c\n", "yaml-character", 2, 11),
    "escape": (b"\x1b[31m" + _LINE, "yaml-character", 1, 1),
    "delete": (_LINE + b"\x7f\n", "yaml-character", 2, 10),
    "next line": (_LINE + "K\x85L\n".encode(), "yaml-character", 2, 11),
    "line separator": (_LINE + "K\u2028L\n".encode(), "yaml-character", 2, 11),
    "paragraph separator": (_LINE + "K\u2029L\n".encode(), "yaml-character", 2, 11),
    "a byte order mark inside": (_LINE + "K\ufeffL\n".encode(), "yaml-character", 2, 11),
    "two byte order marks": (b"\xef\xbb\xbf\xef\xbb\xbf" + _LINE, "yaml-character", 1, 1),
    "U+FFFE": (_LINE + "K\ufffe\n".encode(), "yaml-character", 2, 11),
    "U+FFFF": (_LINE + "K\uffff\n".encode(), "yaml-character", 2, 11),
    "a lost letter": (_LINE + "K\ufffdsikirja\n".encode(), "yaml-lost-letter", 2, 11),
    "a lone surrogate": (_LINE + b"K\xed\xa0\x80\n", "yaml-character", 2, 11),
    "a pair of surrogates": (_LINE + b"\xed\xa0\xbd\xed\xb8\x80\n", "yaml-character", 2, 10),
    "carriage returns alone": (b"handbook:\r  title: K\r", "yaml-character", 1, 10),
    "a doubled carriage return": (b"handbook:\r\r\n  title: K\r\r\n", "yaml-character", 1, 10),
    "a key in NFC and in NFD": ("words:\n  k\u00e4: 1\n  ka\u0308: 2\n".encode(), "yaml-key-twice", 3, 3),
    "a key typed and escaped": (b'words:\n  "a": 1\n  "\\u0061": 2\n', "yaml-key-twice", 3, 3),
    "a key escaped in NFD": ('words:\n  "k\u00e4": 1\n  "ka\\u0308": 2\n'.encode(), "yaml-key-twice", 3, 3),
    "an indent of no-break spaces": (b"handbook:\n\xc2\xa0\xc2\xa0title: K\n", "yaml-odd-space", 2, 1),
    "an indent of a wide space": ("handbook:\n \u3000title: K\n".encode(), "yaml-odd-space", 2, 1),
    "a vertical tab as indent": (b"handbook:\n\x0btitle: K\n", "yaml-character", 2, 1),
    "30 brackets": (b"a: " + b"[" * 30 + b"]" * 30, "yaml-depth", 1, 23),
    "5,000 braces": (b"a: " + b"{a: " * 5000, "yaml-depth", 1, 80),
    "5,000 hyphens": (b"- " * 5000 + b"x\n", "yaml-depth", 1, 41),
    "5,000 levels of keys": (b"".join(b" " * n + b"a:\n" for n in range(5000)), "yaml-depth", 21, 21),
    "more than 20 MB": (b"#" * 20_000_001, "yaml-size", 1, 1),
    "a million aliases": (b"a: &a [x]\nb: [" + b"*a, " * 1000 + b"]\n", "yaml-anchor", 1, 4),
}


@pytest.mark.parametrize("loader", [yamltext.LOADER, yaml.SafeLoader], ids=["libyaml", "pyyaml"])
@pytest.mark.parametrize("name", BYTES)
def test_bytes_that_no_text_file_holds_are_refused(name: str, loader: type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamltext, "LOADER", loader)
    data, code, line, column = BYTES[name]
    problems = problems_of(data, tmp_path)
    first = problems.errors()[0]
    assert (first.code, first.at.line, first.at.column) == (code, line, column)


@pytest.mark.parametrize("loader", [yamltext.LOADER, yaml.SafeLoader], ids=["libyaml", "pyyaml"])
@pytest.mark.parametrize("opening", ["[", "{a: ", "[{a: ", "- "])
def test_100_000_levels_are_refused_at_once(opening: str, loader: type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamltext, "LOADER", loader)
    assert [p.code for p in problems_of(opening.encode() * 100_000, tmp_path)] == ["yaml-depth"]


def test_at_least_150_broken_sources_are_tried() -> None:
    assert len(files()) + len(BYTES) >= 150


@pytest.mark.parametrize("language", ["fi", "en"])
def test_every_expected_problem_is_said_in_one_line_with_its_place(language: str, tmp_path: Path) -> None:
    for path in files():
        text = path.read_text(encoding="utf-8")
        for problem in problems_of(completed(text).encode(), tmp_path, response="\n# response\n" in text):
            said_as = problem.lines(language)
            assert re.search(r"handbook\.yaml:\d+:\d+: \w+: \S", said_as) and said_as.count("\n") <= 1
            assert "{=" not in said_as and "{found}" not in said_as
