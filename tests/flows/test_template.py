"""`template check`: what is said of a brand's file, which folder is made of it, and what the handbook becomes with that."""

from pathlib import Path

import pytest
from pptx import Presentation

from flows.workshop import DECK, LOCK, ROOT, Workshop
from pipeline.flows.template import check_template
from pipeline.formats.contract import Layouts
from pipeline.formats.layouts import as_yaml
from pipeline.problems import Problems
from pipeline.project import Project
from handbooks import layouts, loaded

DECKS, WORDS = ROOT / "tests" / "brands" / "deck", ROOT / "tests" / "brands" / "word"
OURS = ROOT / "templates" / "handbook.pptx"
REFUSED = {
    "made-damaged.pptx": "package-damaged",
    "made-encrypted.pptx": "template-encrypted",
    "made-macros.pptm": "template-macros",
    "made-strict.pptx": "template-strict",
}
TAKEN = sorted(path.name for path in DECKS.glob("*.p*x") if path.name not in REFUSED and path.name != "autopptx.pptx")


def checked(workshop: Workshop, file: Path, *arguments: str, code: int = 0) -> dict:
    """The object that the command prints."""
    return workshop.json("template", "check", str(file), *arguments, code=code)


def codes(answer: dict) -> set[str]:
    return {problem["code"] for problem in answer["problems"]}


def without_layouts(folder: Path, *kept: str) -> Path:
    """A deck that has no other layouts than those kept."""
    deck = Presentation()
    for layout in [layout for layout in deck.slide_layouts if layout.name not in kept]:
        deck.slide_layouts.remove(layout)
    deck.save(str(folder / "few.pptx"))
    return folder / "few.pptx"


# Decks


@pytest.mark.parametrize("name", TAKEN)
def test_a_folder_made_from_a_brands_deck_builds_a_deck_that_is_current(fresh: Workshop, name: str) -> None:
    folder = fresh.folder / "own"
    answer = checked(fresh, DECKS / name, "--write", str(folder))
    assert answer["slides"] > 0 and sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.name != LOCK) == answer["written"]
    fresh.templates = folder
    fresh.run("build", "deck")
    assert [file["verdict"] for file in fresh.json("verify", str(fresh.out / DECK))["files"]] == ["current"]


@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_a_file_that_can_be_no_template_is_told_in_one_sentence(fresh: Workshop, name: str, code: str) -> None:
    answer = checked(fresh, DECKS / name, "--write", str(fresh.folder / "own"), code=1)
    assert [problem["code"] for problem in answer["problems"]] == [code] and not (fresh.folder / "own").exists()


def test_our_own_template_keeps_our_mapping(fresh: Workshop) -> None:
    answer = checked(fresh, OURS)
    assert answer["mapping"]["kinds"].keys() == layouts().deck.kinds.keys()
    assert {one["reason"] for ranked in answer["ranked"].values() for one in ranked} == {"ours"}


def test_what_a_template_of_ours_lacks_is_an_error_with_the_nearest_name(fresh: Workshop) -> None:
    deck = Presentation(str(OURS))
    deck.slide_layouts.get_by_name("Strategia").name = "Strategi"
    deck.save(str(fresh.folder / "ours.pptx"))
    (problem,) = [p for p in checked(fresh, fresh.folder / "ours.pptx", code=1)["problems"] if p["severity"] == "error"]
    assert problem["code"] == "template-layout-missing" and "Strategi" in problem["hint"]


def test_a_deck_without_a_place_for_text_lacks_it(fresh: Workshop) -> None:
    answer = checked(fresh, without_layouts(fresh.folder, "Title Only", "Blank"), code=1)
    assert {"template-no-text-layout", "template-no-table-layout"} <= codes(answer)


def test_a_profile_says_how_much_each_placeholder_holds(fresh: Workshop) -> None:
    profile = checked(fresh, DECKS / "python-pptx.pptx")["profile"]
    (content,) = [place for place in profile["layouts"][1]["places"] if place["type"] == "obj"]
    assert (profile["ratio"], content["size_pt"], content["font"]) == ("4:3", 32.0, "Calibri")
    assert 40 < content["chars"] < 60 and content["lines"] == 8 and content["contrast"] == 21.0


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("made-leftovers.pptx", "template-examples"),
        ("made-two-masters.pptx", "template-masters"),
        ("python-pptx.pptx", "template-notes-added"),
        ("pandoc.pptx", "template-pale-line"),
        ("pandoc.pptx", "template-language"),
        ("pptxgenjs.pptx", "template-no-footers"),
        ("pptxgenjs.pptx", "font-substituted"),
    ],
)
def test_what_a_brand_brings_along_or_lacks_is_told(fresh: Workshop, name: str, code: str) -> None:
    assert code in codes(checked(fresh, DECKS / name))


def test_what_is_said_of_a_file_names_it_as_it_was_given(fresh: Workshop) -> None:
    file = DECKS / "pptxgenjs.pptx"
    paths = {problem["path"] for problem in checked(fresh, file)["problems"] if problem["code"].startswith(("template-", "font-"))}
    assert paths == {file.as_posix()}


def test_a_mapping_is_told_in_the_readers_language(fresh: Workshop) -> None:
    said = {language: fresh.run("template", "check", str(DECKS / "pandoc.pptx"), "--lang", language) for language in ("fi", "en")}
    assert "Ehdotus, practice: Two Content (kaksi palstaa), Title and Content (teksti)" in said["fi"] and "Blank: –" in said["fi"]
    assert "Proposal, practice: Two Content (two columns), Title and Content (text)" in said["en"]


def test_a_title_that_no_layout_holds_is_told_with_its_line_and_nothing_is_written(fresh: Workshop) -> None:
    fresh.change("name: Hankeyhteistyö", "name: " + "Hankkeiden yhteistyötä " * 20)
    answer = checked(fresh, DECKS / "python-pptx.pptx", "--write", str(fresh.folder / "own"), code=1)
    lines = fresh.source.read_text(encoding="utf-8").splitlines()
    told = [lines[problem["line"] - 1] for problem in answer["problems"] if problem["code"] == "overfull"]
    assert told and all("Hankkeiden" in line for line in told)
    assert answer["slides"] == 0 and not (fresh.folder / "own").exists()


def test_a_footer_that_has_no_room_is_told(fresh: Workshop) -> None:
    fresh.change("label: Laitos 1", "label: " + "Laitos, jolla on nimi " * 4)
    assert "template-footer-small" in codes(checked(fresh, DECKS / "python-pptx.pptx", code=1))


def test_a_source_with_errors_leaves_the_rest_to_be_judged(fresh: Workshop) -> None:
    fresh.source.write_text("handbook: [\n", encoding="utf-8")
    answer = checked(fresh, DECKS / "python-pptx.pptx")
    assert answer["slides"] == 0 and "template-not-tried" in codes(answer)


# Word files


@pytest.mark.parametrize("name", ["python-docx.docx", "libreoffice-letter.dotx"])
def test_a_folder_made_from_a_brands_word_file_builds_documents_that_are_current(fresh: Workshop, name: str) -> None:
    folder = fresh.folder / "own"
    answer = checked(fresh, WORDS / name, "--write", str(folder))
    assert answer["kind"] == "word" and "template-added" in codes(answer)
    fresh.templates = folder
    fresh.run("build", "word", "table-blank")
    assert {file["verdict"] for file in fresh.json("verify", *map(str, sorted(fresh.out.glob("*.docx"))))["files"]} == {"current"}


def test_a_word_file_that_lacks_what_is_needed_fails_until_it_is_completed(fresh: Workshop) -> None:
    lacking = codes(checked(fresh, WORDS / "python-docx.docx", code=1))
    assert "template-styles-missing" in lacking and "template-added" not in lacking
    completed = checked(fresh, WORDS / "python-docx.docx", "--write", str(fresh.folder / "own"))
    assert not [problem for problem in completed["problems"] if problem["severity"] == "error"]


# The folder


def test_nothing_is_written_over_what_is_there(fresh: Workshop) -> None:
    answer = checked(fresh, OURS, "--write", str(fresh.templates), code=1)
    assert "folder-not-empty" in codes(answer) and answer["written"] == []


def test_a_file_that_is_not_there_is_told(fresh: Workshop) -> None:
    assert codes(checked(fresh, fresh.folder / "no.pptx", code=1)) == {"file-missing"}
    assert codes(checked(fresh, fresh.folder, code=1)) == {"file-is-folder"}


def test_a_mapping_reads_back_as_it_was_written() -> None:
    project, problems = Project(ROOT / "source/handbook.yaml", ROOT / "templates", ROOT / "build"), Problems()
    judged = check_template(project, DECKS / "made-finnish-names.pptx", "2026-11-24", False, problems)
    assert judged is not None
    for mapping in (layouts(), judged.layouts):
        assert loaded(as_yaml(mapping, "x.pptx"), Layouts) == mapping


@pytest.mark.parametrize("name", ["county deck: v2.pptm", "county.zip"])
def test_a_deck_is_given_a_name_that_layouts_take(fresh: Workshop, name: str) -> None:
    """A deck is told by its content, so its name may be any."""
    (fresh.folder / name).write_bytes((DECKS / "python-pptx.pptx").read_bytes())
    folder = fresh.folder / "own"
    checked(fresh, fresh.folder / name, "--write", str(folder))
    fresh.templates = folder
    fresh.run("build", "deck")


def test_a_file_of_ours_that_cannot_be_copied_is_told_and_nothing_is_written(fresh: Workshop) -> None:
    (fresh.templates / "words.yaml").unlink()
    answer = checked(fresh, WORDS / "python-docx.docx", "--write", str(fresh.folder / "own"), code=1)
    assert "file-unreadable" in codes(answer) and not (fresh.folder / "own").exists()


def test_a_disk_that_gives_out_leaves_nothing_half_written(fresh: Workshop) -> None:
    script = """
import os, sys
real, done = os.replace, []
def replace(old, new):
    done.append(new)
    if len(done) == 3:
        raise OSError(28, "No space left on device")
    real(old, new)
os.replace = replace
from pipeline.cli import main
main()
"""
    run = fresh.process("template", "check", str(DECKS / "python-pptx.pptx"), "--write", "own", *fresh.places(), script=script)
    assert run.returncode == 1 and b"file-busy" in run.stdout + run.stderr and b"Traceback" not in run.stderr
    assert [path.name for path in (fresh.folder / "own").iterdir()] == [LOCK]


def test_a_deck_and_a_word_file_are_taken_one_after_the_other(fresh: Workshop) -> None:
    checked(fresh, DECKS / "python-pptx.pptx", "--write", str(fresh.folder / "own"))
    fresh.templates = fresh.folder / "own"
    checked(fresh, WORDS / "python-docx.docx", "--write", str(fresh.folder / "both"))
    fresh.templates = fresh.folder / "both"
    fresh.run("build")
    assert {file["verdict"] for file in fresh.json("verify")["files"]} == {"current"}
