"""The brand templates themselves: small, described, and those that are made come out the same."""

import pytest

from .make import MADE
from .profile import DECK, files, readme


@pytest.mark.parametrize("name", MADE)
def test_a_made_template_is_what_its_script_makes(name: str) -> None:
    assert (DECK / name).read_bytes() == MADE[name]()


def test_the_table_says_what_each_template_holds() -> None:
    assert (DECK / "README.md").read_text(encoding="utf-8") == readme()


def test_each_template_is_described_with_its_traits() -> None:
    told = (DECK / "README.md").read_text(encoding="utf-8")
    assert [file.name for file in files() if f"\n| {file.name} | " not in told] == []


def test_the_templates_stay_small() -> None:
    sizes = [file.stat().st_size for file in files()]
    assert max(sizes) < 250_000 and sum(sizes) < 900_000
