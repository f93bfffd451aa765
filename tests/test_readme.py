"""The README shows what the program says now, names every command, and leads to files that are there."""

import re

from accept import ROOT, readme
from pipeline.cli import main

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_transcripts_are_what_the_program_says() -> None:
    assert readme() == TEXT, "python -m tests.accept writes them anew"


def test_every_command_stands_in_the_table() -> None:
    assert set(re.findall(r"^\| `kasikirja (\w+)", TEXT, re.MULTILINE)) == set(main.commands)


def test_every_link_leads_to_a_file_of_the_project() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", re.sub(r"<!--.*?-->", "", TEXT))
    assert links and [link for link in links if not (ROOT / link).exists()] == []


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert [target for target in re.findall(r"^    make (\w+)", TEXT, re.MULTILINE) if f"\n{target}:" not in makefile] == []
