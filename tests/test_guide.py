"""The coordinator's guide shows what the program says now; its commands, messages and pictures are there."""

import re
import tomllib

import pytest
from click.testing import CliRunner
from PIL import Image

from accept import ROOT, guide
from pipeline.cli import main

TEXT = (ROOT / "docs/opas.md").read_text(encoding="utf-8")
COMMANDS = sorted({command for command in re.findall(r"kasikirja ((?:followup )?[a-z]+[^`\n]*)", TEXT)})


def test_the_transcripts_are_what_the_program_says() -> None:
    assert guide() == TEXT, "python -m tests.accept writes them anew"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_and_its_options_are_the_programs(command: str) -> None:
    words = command.split()
    names = words[:2] if words[0] == "followup" else words[:1]
    help_text = CliRunner().invoke(main, [*names, "--help"]).output
    assert "No such command" not in help_text
    assert all(option in help_text for option in re.findall(r"--[a-z]+", command))


def test_every_task_of_the_year_has_a_chapter() -> None:
    assert re.findall(r"^## (\d)\. ", TEXT, re.MULTILINE) == ["1", "2", "3", "4", "5"]


def test_messages_in_the_table_are_the_programs() -> None:
    codes = re.findall(r"^\| `([a-z-]+)`", TEXT, re.MULTILINE)
    assert len(codes) >= 5 and set(codes) <= set(tomllib.loads((ROOT / "pipeline/messages.toml").read_text(encoding="utf-8")))


def test_pictures_are_there_small_and_described() -> None:
    found = re.findall(r"!\[([^\]]*)\]\((opas/[a-z]+\.png)\)", TEXT)
    assert len(found) == 3 and all(len(words) > 10 for words, _ in found)
    for _, name in found:
        file = ROOT / "docs" / name
        assert file.stat().st_size < 60_000
        with Image.open(file) as picture:
            assert 100 < picture.width < 700


def test_it_fits_three_pages() -> None:
    assert len(TEXT) < 9_000
