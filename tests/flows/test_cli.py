"""The command line itself: what it imports, how it ends, its languages and its object, and the pages of `docs/` that describe it."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from accept import problem_list, schema_file
from flows.rounds import Round, letter
from flows.workshop import ROOT, Workshop
from pipeline.cli import main
from pipeline.flows.told import STATUSES
from tests.filling import filled

GROUPS = {name: group for name, group in main.commands.items() if isinstance(group, click.Group)}
LEAVES = {name: command for name, command in main.commands.items() if name not in GROUPS}
LEAVES |= {f"{group} {name}": command for group, held in GROUPS.items() for name, command in held.commands.items()}
COMMANDS = sorted(LEAVES)
RETURNED = ["followup collect", "followup resolve", "followup status"]  #: they need a round in which something came
ALONE = [command for command in COMMANDS if command not in RETURNED]
ARGUMENTS = {"template check": [str(ROOT / "templates" / "handbook.pptx")], "followup distribute": ["2026"]}  #: what a command cannot do without
PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
_HEAVY = ("yaml", "msgspec", "lxml", "xlsxwriter", "pptx", "docx", "pipeline.flows", "pipeline.formats", "pipeline.model", "pipeline.source")
_IMPORTED = """
import sys
from pipeline.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print([name for name in %r if name in sys.modules], file=sys.stderr)
"""


def imported_by(workshop: Workshop, *arguments: str) -> list[str]:
    """Which heavy modules a command has imported when it ends."""
    run = workshop.process(*arguments, script=_IMPORTED % (_HEAVY,))
    assert run.returncode == 0, run.stderr
    return json.loads(run.stderr.decode().replace("'", '"'))


# What starting costs


@pytest.mark.parametrize("command", [[], *(name.split() for name in (*COMMANDS, *GROUPS))], ids=" ".join)
def test_help_answers_without_importing_what_the_work_needs(fresh: Workshop, command: list[str]) -> None:
    assert imported_by(fresh, *command, "--help") == []


def test_a_build_with_nothing_to_do_imports_nothing_heavy(fresh: Workshop) -> None:
    first = fresh.process("build", *fresh.places())
    assert first.returncode == 0, first.stderr
    assert imported_by(fresh, "build", *fresh.places()) == []


def test_a_build_imports_no_reader(fresh: Workshop) -> None:
    assert "lxml" not in imported_by(fresh, "build", *fresh.places())


# How it is called and how it ends


def test_it_runs_as_a_module(fresh: Workshop) -> None:
    run = fresh.process("check", "--lang", "en")
    assert run.returncode == 0 and run.stdout.decode().splitlines()[-1].startswith("Checked: 0 errors")


def test_it_finds_its_folders_below_the_one_it_is_called_in(fresh: Workshop) -> None:
    assert fresh.process("build", "deck").returncode == 0
    assert (fresh.folder / "build" / "kasikirja-2026.pptx").is_file()


@pytest.mark.parametrize("arguments", [["bild"], ["build", "--fast"], ["check", "--lang", "sv"], ["check", "extra"], ["schema", "extra"]])
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2 and result.stdout == ""


def test_the_version_is_told() -> None:
    assert re.fullmatch(r"kasikirja, version \d+\.\d+\.\d+\n", CliRunner().invoke(main, ["--version"]).output)


_INTERRUPTED = """
import os
def replace(old, new):
    raise KeyboardInterrupt
os.replace = replace
from pipeline.cli import main
main()
"""


def test_an_interrupted_command_is_quiet_and_the_next_one_cleans_up(fresh: Workshop) -> None:
    run = fresh.process("build", *fresh.places(), script=_INTERRUPTED)
    assert (run.returncode, run.stdout, run.stderr) == (130, b"", b"")
    fresh.run("build")
    assert not [name for name in fresh.files() if name.endswith("-tmp")]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a system with pipes that break")
def test_a_reader_that_goes_away_is_no_fault(fresh: Workshop) -> None:
    script = "import os; r, w = os.pipe(); os.close(r); os.dup2(w, 1); from pipeline.cli import main; main()"
    run = fresh.process("check", *fresh.places(), script=script)
    assert (run.returncode, run.stderr) == (1, b"")


# What it says


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({"LANG": "fi_FI.UTF-8"}, "Tarkistettu"),
        ({"LANG": "en_GB.UTF-8"}, "Checked"),
        ({"LANG": "sv_FI.UTF-8"}, "Checked"),
        ({"LANG": "fi_FI.UTF-8", "LC_ALL": "C"}, "Checked"),
        ({"LANG": "C", "LC_MESSAGES": "fi_FI"}, "Tarkistettu"),
        ({}, "Checked"),
    ],
)
def test_the_locale_decides_the_language(fresh: Workshop, environment: dict[str, str], word: str) -> None:
    assert fresh.process("check", *fresh.places(), **environment).stdout.decode().splitlines()[-1].startswith(word)


@pytest.mark.parametrize("command", ["check", "build", "verify"])
def test_lang_decides_before_the_locale(fresh: Workshop, command: str) -> None:
    fresh.source.unlink()
    assert " virhe: tiedostoa ei ole [file-missing]" in fresh.run(command, "--lang", "fi", code=1)
    assert " error: there is no such file [file-missing]" in fresh.run(command, "--lang", "en", code=1)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_a_letter_that_the_terminal_lacks_stops_nothing(fresh: Workshop, encoding: str) -> None:
    fresh.change("question: Mitä kirjaimet tarkoittavat?", "question: Ääkköset – ja 漢字?")
    run = fresh.process("check", *fresh.places(), "--lang", "fi", PYTHONIOENCODING=encoding)
    assert run.returncode == 0 and b"[open-question]" in run.stdout
    answer = fresh.process("check", *fresh.places(), "--lang", "fi", "--json", PYTHONIOENCODING=encoding)
    assert "Ääkköset – ja 漢字?" in json.loads(answer.stdout.decode("utf-8"))["problems"][1]["message"]


# One object and nothing else


@pytest.mark.parametrize("command", ALONE)
def test_the_object_is_all_that_is_printed(built: Workshop, command: str) -> None:
    assert built.json(command, *ARGUMENTS.get(command, []))["problems"] is not None


@pytest.mark.parametrize("command", ["check", "build", "verify", "followup distribute"])
def test_the_object_is_all_that_is_printed_when_the_source_is_broken(built: Workshop, command: str) -> None:
    built.source.write_bytes(b"handbook: [\n")
    answer = built.json(command, *ARGUMENTS.get(command, []), code=1)
    assert answer["problems"][0]["severity"] == "error" and answer.get("outputs", []) == answer.get("files", []) == answer.get("forms", []) == []


@pytest.mark.parametrize("command", ["check", "build", "verify"])
@pytest.mark.parametrize("name", ["source", "templates", "out"])
def test_the_object_is_all_that_is_printed_when_a_folder_is_not_one(built: Workshop, command: str, name: str) -> None:
    places = {"source": built.source, "templates": built.templates, "out": built.out, name: built.folder / "nowhere.txt"}
    (built.folder / "nowhere.txt").write_bytes(b"")
    options = [word for option, path in places.items() for word in (f"--{option}", str(path))]
    result = CliRunner().invoke(main, [command, *options, "--json"], catch_exceptions=False)
    assert result.exit_code == (0 if (command, name) == ("check", "out") else 1)
    assert "problems" in json.loads(result.stdout) and result.stderr == ""


def test_a_name_that_is_no_text_stands_in_the_object_as_an_escape(built: Workshop) -> None:
    run = built.process("verify", *built.places(), "--json", "oma\udcff.pptx")
    assert json.loads(run.stdout)["files"][0]["path"] == "oma\udcff.pptx"


def test_the_schema_is_the_file_beside_the_source(fresh: Workshop) -> None:
    printed = fresh.process("schema").stdout
    assert printed.decode("utf-8") == schema_file() == (ROOT / "source" / "handbook.schema.json").read_text(encoding="utf-8")
    assert fresh.json("schema")["schema"] == json.loads(printed)


# The pages of docs/


def section(command: str) -> str:
    """The part of docs/commands.md about a command; empty if there is none."""
    return PAGE.partition(f"\n## {command}\n")[2].partition("\n## ")[0]


def example(command: str) -> Any:
    """The object that the page shows for a command."""
    return json.loads(section(command).partition("```json\n")[2].partition("```")[0])


def options(command: str) -> list[str]:
    return [name for option in LEAVES[command].params if isinstance(option, click.Option) for name in option.opts]


COMMON = set.intersection(*(set(options(command)) for command in COMMANDS))


def test_every_command_is_described_and_every_described_one_exists() -> None:
    assert sorted(re.findall(r"^## ([a-z ]+)$", PAGE, re.MULTILINE)) == COMMANDS


def test_the_common_options_are_described_once() -> None:
    assert {"--source", "--templates", "--out", "--lang", "--json"} == COMMON
    common = section("What every command has")
    assert all(f"`{option}" in common for option in COMMON)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_described_and_every_described_one_exists(command: str) -> None:
    described = {option for line in section(command).splitlines() if line.startswith("| `--") for option in re.findall(r"`(--[a-z]+)", line)}
    assert described == set(options(command)) - COMMON


@pytest.mark.parametrize("command", ALONE)
def test_the_object_has_the_keys_that_are_described(built: Workshop, command: str) -> None:
    (built.out / "kirja-2026.docx").write_bytes((built.out / "tyhja-2026.docx").read_bytes())  # something differs
    shown, printed = example(command), built.json(command, *ARGUMENTS.get(command, []), code=1 if command == "verify" else 0)
    assert shown.keys() == printed.keys()
    problem = json.loads(PAGE.partition("```json\n")[2].partition("```")[0])["problems"][0]
    for listed in printed["problems"]:
        assert listed.keys() == problem.keys()
    assert not printed.get("round") or printed["round"].keys() == shown["round"].keys()
    for name in ("outputs", "files", "fit", "forms"):
        for entry in printed.get(name, ()):
            assert entry.keys() == shown[name][0].keys()
            assert not entry.get("differing") or entry["differing"][0].keys() == shown[name][0]["differing"][0].keys()


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory, handed_out: Path) -> Round:
    """A round with an answer of each kind: one cell, an item, a changed label, a letter, two versions that differ, a file that is none."""
    round = Round(tmp_path_factory.mktemp("returned"), folder_of=handed_out)
    first = filled(round.form("yritykset"), {"followup.hyte/yritykset": "Teimme.", "development.1/item": "Kalenteri", "followup.tilat/goal": "Toisin."})
    second = filled(round.form("yritykset"), {"followup.hyte/yritykset": "Emme tehneet."})
    round.collect(round.back("a.eml", letter(first, "lomake.xlsx", text="Terveisin")), round.back("b.xlsx", second), round.back("c.pdf", b"%PDF-1.4"), code=3)
    return round


def keys_differ(shown: Any, printed: Any) -> list[str]:
    """What the objects of a command have and the page does not show, or the other way round, at any depth; an empty list says nothing."""
    if isinstance(shown, dict) and isinstance(printed, dict):
        return [*(shown.keys() ^ printed.keys()), *(name for key in shown.keys() & printed.keys() for name in keys_differ(shown[key], printed[key]))]
    if isinstance(shown, list) and isinstance(printed, list):
        return [name for entry in printed if shown for name in keys_differ(shown[0], entry)]
    return []


@pytest.mark.parametrize(("command", "code"), [("followup collect", 3), ("followup resolve", 3), ("followup status", 0)])
def test_the_object_of_a_round_has_the_keys_that_are_described_at_every_depth(returned: Round, command: str, code: int) -> None:
    printed = returned.json(command, "2026", "--today", "2027-01-15", code=code)
    assert all(printed[name] for name in example(command) if name != "problems")
    assert keys_differ(example(command), printed) == []


@pytest.mark.parametrize("name", ["answers", "items", "unplaced", "messages"])
def test_the_described_lists_of_a_file_are_those_of_a_round(returned: Round, name: str) -> None:
    assert any(file[name] for file in returned.collect(code=3)["files"])


def test_the_statuses_that_are_described_are_those_that_there_are() -> None:
    assert set(re.findall(r"^\| `([a-z]+)` \|", section("followup collect"), re.MULTILINE)) == set(STATUSES)


def test_the_reasons_that_are_described_are_those_that_there_are() -> None:
    table = (ROOT / "pipeline" / "messages.toml").read_text(encoding="utf-8")
    assert set(re.findall(r"`(why-[a-z]+)`", section("build"))) == set(re.findall(r"^\[(why-[a-z]+)\]", table, re.MULTILINE)) - {"why-not"}


def test_the_verdicts_that_are_described_are_those_that_there_are() -> None:
    table = (ROOT / "pipeline" / "messages.toml").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| `([a-z]+)` \|", section("verify"), re.MULTILINE))
    assert described == set(re.findall(r"^\[verdict-([a-z]+)\]", table, re.MULTILINE))


def test_the_list_of_problems_is_current() -> None:
    page = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    assert page == problem_list(), "python -m tests.accept writes it anew"
