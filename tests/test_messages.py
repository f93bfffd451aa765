"""The table of messages: every code is said in both languages, is used by the program, and has an example in the tests."""

import re
import tomllib
from pathlib import Path

import pytest

from pipeline import problems
from pipeline.problems import Problems

ROOT = Path(__file__).parent.parent
TABLE = tomllib.loads((ROOT / "pipeline" / "messages.toml").read_text(encoding="utf-8"))
CODES = sorted(code for code, entry in TABLE.items() if "severity" in entry)
_NAMES = re.compile(r"\{=?(\w+)\}")
_ADDED = re.compile(r"""problems\.add\(\s*["']([\w-]+)["']""")


def text_of(folder: str, pattern: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / folder).rglob(pattern)))


PROGRAM = text_of("pipeline", "*.py")
EXAMPLES = text_of("tests", "*.py") + text_of("tests", "*.yaml")


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_said_in_both_languages_with_the_same_values(code: str) -> None:
    entry = TABLE[code]
    assert entry["severity"] in ("error", "warning", "note") and entry["cause"].endswith(".")
    assert set(_NAMES.findall(entry["fi"])) == set(_NAMES.findall(entry["en"]))
    hint = entry.get("hint", {"fi": "", "en": ""})
    assert set(_NAMES.findall(hint["fi"])) == set(_NAMES.findall(hint["en"]))


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_used_by_the_program(code: str) -> None:
    assert f'"{code}"' in PROGRAM


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_an_example(code: str) -> None:
    assert re.search(rf"(?<![\w-]){code}(?![\w-])", EXAMPLES)


def test_every_code_that_the_program_adds_is_in_the_table() -> None:
    assert sorted(set(_ADDED.findall(PROGRAM)) - set(CODES)) == []


def test_what_was_expected_is_said_in_words_of_the_language() -> None:
    problems = Problems()
    problems.add("wrong-value", None, expected="year", found="26")
    (problem,) = problems
    assert "vuosi neljällä numerolla" in problem.message("fi") and "a year in four digits" in problem.message("en")


def test_a_value_that_looks_like_a_name_is_not_filled_again() -> None:
    problems = Problems()
    problems.add("unknown-choice", None, found="{choices}", choices="{found}", nearest=None)
    (problem,) = problems
    assert problem.message("en") == "'{choices}' is none of these: {found}"
    assert problem.hint("en") is None


def test_each_table_alone_says_what_the_whole_file_says() -> None:
    assert {code: problems.message(code) for code in TABLE} == TABLE
