"""Golden pairs: what comes of each small source is what a person has read and accepted."""

import pytest

from accept import FILES, GOLDEN, made, names


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("file", FILES)
def test_what_comes_of_a_golden_source_is_as_accepted(name: str, file: str) -> None:
    accepted = (GOLDEN / name / file).read_text(encoding="utf-8")
    assert made(name)[file] == accepted, "if this is what was meant: python -m tests.accept, and read the difference"
