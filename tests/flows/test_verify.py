"""`verify`: what it says of files in the out folder and of files from anywhere; the files are changed as other programs change them."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import typst
import xlsxwriter
from docx import Document
from pptx import Presentation
from pptx.util import Cm

from flows.workshop import DECK, FILES, Workshop, everything
from pipeline.formats.package import pack, unpack

GOAL = "Hankkeissa on yhteinen tavoite."


def verdicts(answer: dict[str, Any]) -> dict[str, str]:
    """The verdict of each file by its name."""
    return {Path(file["path"]).name: file["verdict"] for file in answer["files"]}


def of(answer: dict[str, Any], name: str) -> dict[str, Any]:
    return next(file for file in answer["files"] if Path(file["path"]).name == name)


def edit_deck(path: Path, old: str, new: str) -> None:
    """Change a text of a deck with python-pptx, in the run that holds it."""
    deck = Presentation(path)
    runs = [
        run
        for slide in deck.slides
        for shape in slide.placeholders
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.text == old
    ]
    assert len(runs) == 1
    runs[0].text = new
    deck.save(path)


def edit_word(path: Path, old: str, new: str) -> None:
    document = Document(path)
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if run.text == old]
    assert runs
    runs[0].text = new
    document.save(path)


def add_box(path: Path, text: str) -> None:
    """Put a text box of a person's own on the second slide."""
    deck = Presentation(path)
    deck.slides[1].shapes.add_textbox(Cm(1), Cm(1), Cm(5), Cm(2)).text_frame.text = text
    deck.save(path)


# The out folder


def test_a_finished_build_is_current_and_every_block_is_counted(built: Workshop) -> None:
    before = everything(built.folder)
    answer = built.json("verify")
    assert not [problem for problem in answer["problems"] if problem["severity"] == "error"]
    assert verdicts(answer) == dict.fromkeys(FILES.values(), "current")
    for file in answer["files"]:
        assert file["blocks"] > 5 and file["edition"] == "2026" and file["differing"] == []
    assert everything(built.folder) == before


def test_every_file_of_the_real_handbook_is_current(real: Workshop) -> None:
    answer = real.json("verify")
    assert set(verdicts(answer).values()) == {"current"}
    assert of(answer, "jarjestoyhteistyon-kasikirja-diat-2026.pptx")["blocks"] > 200
    assert of(answer, "jarjestoyhteistyon-kasikirja-2026.docx")["blocks"] > 300
    assert {file["verdict"] for file in real.json("verify", *(file["path"] for file in answer["files"]))["files"]} == {"current"}


def test_nothing_made_yet_is_missing(fresh: Workshop) -> None:
    answer = fresh.json("verify", code=1)
    assert verdicts(answer) == dict.fromkeys(FILES.values(), "missing")
    assert not fresh.out.exists()


def test_a_removed_file_is_missing(built: Workshop) -> None:
    (built.out / DECK).unlink()
    assert "missing  " in built.run("verify", code=1)
    assert of(built.json("verify", code=1), DECK)["verdict"] == "missing"


def test_a_changed_source_makes_stale_what_shows_it_and_says_where(built: Workshop) -> None:
    built.change(GOAL, "Uusi tavoite.")
    answer = built.json("verify", code=1)
    assert set(verdicts(answer).values()) == {"stale"}  # the goal stands in every file
    assert {"id": "practices.hanke.goal", "expected": "Uusi tavoite.", "found": GOAL}.items() <= of(answer, DECK)["differing"][0].items()
    assert of(answer, DECK)["edition"] is None


def test_a_change_that_a_file_does_not_show_leaves_it_current(built: Workshop) -> None:
    built.change("Ensimmäinen", "Toinen")
    built.change("    checked: 2026-10-01\n", "    checked: 2026-10-01\n    note: Kysyttiin puhelimitse.\n")
    stale = {name for name, verdict in verdicts(built.json("verify", code=1)).items() if verdict == "stale"}
    assert stale == {FILES["deck", "pptx"], FILES["word", "docx"], FILES["web.word", "html"], FILES["pdf.word", "pdf"]}


def test_a_changed_template_makes_stale(built: Workshop) -> None:
    template = built.templates / "handbook.pptx"
    deck = Presentation(template)
    deck.slide_layouts[0].placeholders[0].left += 1
    deck.save(template)
    assert {name for name, verdict in verdicts(built.json("verify", code=1)).items() if verdict == "stale"} == {DECK, FILES["table-filled", "pptx"]}


def test_an_edited_deck_names_the_block_and_both_texts(built: Workshop) -> None:
    edit_deck(built.out / DECK, GOAL, "Oma tavoite.")
    file = of(built.json("verify", code=1), DECK)
    assert (file["verdict"], len(file["differing"])) == ("edited", 1)
    difference = file["differing"][0]
    assert (difference["id"], difference["expected"], difference["found"]) == ("practices.hanke.goal", GOAL, "Oma tavoite.")
    assert difference["where"]
    said = built.run("verify", code=1)
    assert f'expected "{GOAL}", found "Oma tavoite." practices.hanke.goal' in said


def test_an_edited_file_is_told_by_its_own_record_when_the_source_has_moved_on(built: Workshop) -> None:
    edit_deck(built.out / DECK, GOAL, "Oma tavoite.")
    built.change("Ensimmäinen", "Toinen")
    file = of(built.json("verify", code=1), DECK)
    assert [(d["expected"], d["found"]) for d in file["differing"]] == [(GOAL, "Oma tavoite.")]


def test_an_edited_word_file_names_the_block(built: Workshop) -> None:
    name = FILES["word", "docx"]
    edit_word(built.out / name, "Ensimmäinen", "Viimeinen")
    file = of(built.json("verify", code=1), name)
    assert file["verdict"] == "edited"
    assert [(d["id"], d["expected"], d["found"]) for d in file["differing"]] == [("sections.alku.points.a", "Ensimmäinen", "Viimeinen")]


def test_a_text_box_of_a_persons_own_is_an_edit(built: Workshop) -> None:
    add_box(built.out / DECK, "Muista kahvi")
    file = of(built.json("verify", code=1), DECK)
    assert file["verdict"] == "edited"
    assert [(d["id"], d["expected"], d["found"]) for d in file["differing"]] == [("", "", "Muista kahvi")]


def test_a_file_that_another_program_saved_unchanged_is_edited_but_says_the_same(built: Workshop, tmp_path: Path) -> None:
    path = built.out / DECK
    Presentation(path).save(path)
    file = of(built.json("verify", code=1), DECK)
    assert (file["verdict"], file["differing"]) == ("edited", [])
    assert "no difference in its text" in built.run("verify", code=1)
    assert verdicts(built.json("verify", str(path))) == {DECK: "current"}


def test_a_cut_file_is_damaged_and_the_others_are_judged(built: Workshop) -> None:
    path = built.out / DECK
    path.write_bytes(path.read_bytes()[:-200])
    answer = built.json("verify", code=1)
    assert verdicts(answer) == {**dict.fromkeys(FILES.values(), "current"), DECK: "damaged"}
    assert "package-damaged" in [problem["code"] for problem in answer["problems"]]


def test_files_of_a_run_that_was_cut_off_are_judged_by_what_they_say(built: Workshop) -> None:
    (built.out / "manifest.json").unlink()
    assert set(verdicts(built.json("verify")).values()) == {"current"}


def test_the_edition_asked_for_is_the_one_that_is_compared(built: Workshop) -> None:
    built.change("    status: draft\n", '    status: draft\n  - id: "2027"\n    label: Laitos 2\n    year: 2027\n    status: draft\n')
    assert of(built.json("verify", code=1), "kasikirja-2027.pptx")["verdict"] == "missing"
    assert verdicts(built.json("verify", "--edition", "2026")) == dict.fromkeys(FILES.values(), "current")


def test_a_source_with_errors_judges_nothing(built: Workshop) -> None:
    built.source.write_bytes(b"handbook: [\n")
    assert "could not be compared" in built.run("verify", code=1)
    assert built.json("verify", code=1)["files"] == []


# Files from anywhere


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """A folder outside the project, where files come by post."""
    folder = tmp_path / "posti"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("target", sorted(FILES))
def test_a_file_under_another_name_in_another_folder_is_current(built: Workshop, post: Path, target: tuple[str, str]) -> None:
    path = shutil.copy(built.out / FILES[target], post / f"Kopio (2) äö.{target[1]}")
    answer = built.json("verify", str(path))
    assert verdicts(answer) == {path.name: "current"} and answer["files"][0]["blocks"] > 5


def test_a_file_is_current_where_nothing_was_built(built: Workshop, post: Path) -> None:
    built.out.rename(post / "out")
    answer = built.json("verify", *(str(post / "out" / name) for name in FILES.values()))
    assert set(verdicts(answer).values()) == {"current"}


def test_a_file_of_an_earlier_build_is_older_without_an_edition(built: Workshop, post: Path) -> None:
    path = shutil.copy(built.out / DECK, post / "vanha.pptx")
    built.change(GOAL, "Uusi tavoite.")
    assert verdicts(built.json("verify", str(path), code=1)) == {"vanha.pptx": "older"}  # still the latest build
    built.run("build")
    answer = built.json("verify", str(path), code=1)
    assert {"verdict": "older", "edition": None}.items() <= answer["files"][0].items()
    assert "an earlier draft that is on no record" in built.run("verify", str(path), code=1)


def test_an_edited_file_of_an_earlier_build_is_edited(built: Workshop, post: Path) -> None:
    path = shutil.copy(built.out / DECK, post / "vanha.pptx")
    edit_deck(path, GOAL, "Oma tavoite.")
    built.change(GOAL, "Uusi tavoite.")
    built.run("build")
    assert verdicts(built.json("verify", str(path), code=1)) == {"vanha.pptx": "edited"}


def test_an_edited_file_from_anywhere_names_the_block(built: Workshop, post: Path) -> None:
    path = shutil.copy(built.out / DECK, post / "palautettu.pptx")
    edit_deck(path, GOAL, "Oma tavoite.")
    file = built.json("verify", str(path), code=1)["files"][0]
    assert (file["verdict"], file["edition"], file["differing"][0]["id"]) == ("edited", "2026", "practices.hanke.goal")


@pytest.mark.parametrize("file", [FILES["web.word", "html"], FILES["pdf.word", "pdf"]])
def test_a_page_or_pdf_of_an_earlier_build_is_older(built: Workshop, post: Path, file: str) -> None:
    path = shutil.copy(built.out / file, post / file)
    built.change(GOAL, "Uusi tavoite.")
    assert verdicts(built.json("verify", str(path), code=1)) == {file: "older"}
    built.run("build")
    assert verdicts(built.json("verify", str(path), code=1)) == {file: "older"}
    path.write_bytes(path.read_bytes().replace(b"kasikirja-key", b"kasikirja-kex"))
    assert verdicts(built.json("verify", str(path), code=1)) == {file: "foreign"}


def test_an_edited_page_names_the_block(built: Workshop, post: Path) -> None:
    path = post / "sivu.html"
    path.write_bytes((built.out / FILES["web.word", "html"]).read_bytes().replace(GOAL.encode(), b"Oma tavoite."))
    file = built.json("verify", str(path), code=1)["files"][0]
    assert (file["verdict"], file["edition"]) == ("edited", "2026")
    assert {"practices.hanke.goal", "followup"} & {difference["id"].split("/")[0] for difference in file["differing"]}


@pytest.mark.parametrize("added", [b"<script>alert(1)</script>", b"<p>Lis\xc3\xa4ys</p>", b'<img src="https://example.fi/x.png" alt="">', b"<!-- -->"])
def test_whatever_is_put_into_a_page_makes_it_edited(built: Workshop, post: Path, added: bytes) -> None:
    path = post / "sivu.html"
    path.write_bytes((built.out / FILES["web.word", "html"]).read_bytes().replace(b"</main>", added + b"</main>"))
    assert verdicts(built.json("verify", str(path), code=1)) == {"sivu.html": "edited"}


def test_a_pdf_that_was_added_to_is_edited_and_a_cut_one_damaged(built: Workshop, post: Path) -> None:
    data = (built.out / FILES["pdf.word", "pdf"]).read_bytes()
    (post / "lisatty.pdf").write_bytes(data + b"\n%%EOF\n")
    (post / "katkennut.pdf").write_bytes(data[: len(data) // 2])
    answer = built.json("verify", str(post / "lisatty.pdf"), str(post / "katkennut.pdf"), code=1)
    assert verdicts(answer) == {"lisatty.pdf": "edited", "katkennut.pdf": "damaged"}


def own_deck(path: Path) -> None:
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Oma esitys"
    deck.save(path)


def own_document(path: Path) -> None:
    document = Document()
    document.add_paragraph("Oma kirje")
    document.save(path)


def own_workbook(path: Path) -> None:
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet().write(0, 0, "Oma taulukko")


def own_text(path: Path) -> None:
    path.write_text("Hei", encoding="utf-8")


def own_page(path: Path) -> None:
    path.write_text("<!doctype html>\n<title>Oma sivu</title>\n<h1>Hei</h1>\n", encoding="utf-8")


def own_pdf(path: Path) -> None:
    path.write_bytes(typst.compile({"main.typ": b"= Oma asiakirja"}, ignore_system_fonts=True))


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.pptx", own_deck),
        ("a.docx", own_document),
        ("a.xlsx", own_workbook),
        ("a.html", own_page),
        ("a.pdf", own_pdf),
        ("a.txt", own_text),
        ("b.pptx", own_text),
    ],
)
def test_a_file_that_is_not_ours_is_foreign(built: Workshop, post: Path, name: str, make: Any) -> None:
    make(post / name)
    answer = built.json("verify", str(post / name), code=1)
    assert verdicts(answer) == {name: "foreign"}
    assert "(not made by this program)" in built.run("verify", str(post / name), code=1)


def test_cut_empty_and_missing_files_are_damaged_with_a_sentence_each(built: Workshop, post: Path) -> None:
    data = (built.out / DECK).read_bytes()
    (post / "cut.pptx").write_bytes(data[: len(data) // 2])
    flipped = bytearray(data)
    flipped[len(data) // 2] ^= 0xFF
    (post / "flipped.pptx").write_bytes(flipped)
    (post / "empty.pptx").write_bytes(b"")
    (post / "folder.pptx").mkdir()
    names = ("cut.pptx", "flipped.pptx", "empty.pptx", "folder.pptx", "nowhere.pptx")
    answer = built.json("verify", *(str(post / name) for name in names), str(built.out / DECK), code=1)
    assert verdicts(answer) == {**dict.fromkeys(names, "damaged"), DECK: "current"}
    errors = [problem for problem in answer["problems"] if problem["severity"] == "error"]
    assert sorted(Path(problem["path"]).name for problem in errors) == sorted(names)
    assert {"file-missing", "file-is-folder", "package-damaged"} == {problem["code"] for problem in errors}


def test_several_files_give_0_only_if_all_are_current(built: Workshop, post: Path) -> None:
    own_deck(post / "oma.pptx")
    assert built.run("verify", str(built.out / DECK), str(built.out / FILES["word", "docx"]))
    built.run("verify", str(built.out / DECK), str(post / "oma.pptx"), code=1)


def test_a_name_that_would_steer_the_terminal_is_shown_and_not_obeyed(built: Workshop, post: Path) -> None:
    path = post / "a\x1b[31m\u202ex.pptx"
    own_text(path)
    assert "a\\u001b[31m\\u202ex.pptx" in built.run("verify", str(path), code=1)


def test_the_object_has_the_shape_that_is_promised(built: Workshop) -> None:
    edit_deck(built.out / DECK, GOAL, "Oma tavoite.")
    answer = built.json("verify", code=1)
    assert answer.keys() == {"files", "problems"}
    for file in answer["files"]:
        assert file.keys() == {"path", "verdict", "edition", "blocks", "differing"}
        assert all(difference.keys() == {"id", "where", "expected", "found"} for difference in file["differing"])
    for problem in answer["problems"]:
        assert problem.keys() == {"severity", "code", "message", "hint", "path", "line", "column"}


def test_a_file_of_an_edition_before_the_newest_is_older_and_names_it(built: Workshop, tmp_path: Path) -> None:
    kept = shutil.copy(built.out / DECK, tmp_path / "vanha.pptx")
    built.change("    status: draft\n", "    status: draft\n  - id: 2027\n    label: Laitos 2\n    year: 2027\n    status: draft\n")
    for _ in range(2):  # while the record of the latest build is still there, and when it is gone
        (file,) = built.json("verify", str(kept), code=1)["files"]
        assert (file["verdict"], file["edition"]) == ("older", "2026")
        built.run("build")


def test_a_link_that_leads_elsewhere_is_an_edit(real: Workshop, tmp_path: Path) -> None:
    for ending, part in (("pptx", "ppt/slides/_rels/slide16.xml.rels"), ("docx", "word/_rels/document.xml.rels")):
        path = next(real.out.glob(f"*kasikirja*.{ending}"))
        parts = {name: packed.inflate() for name, packed in unpack(path.read_bytes()).items()}
        assert b"https://www.paijatha.fi/jarjestoneuvottelukunta/" in parts[part]
        parts[part] = parts[part].replace(b"https://www.paijatha.fi/jarjestoneuvottelukunta/", b"https://example.com/")
        changed = tmp_path / path.name
        changed.write_bytes(pack(parts))
        (file,) = real.json("verify", str(changed), code=1)["files"]
        assert file["verdict"] == "edited" and "https://example.com/" in file["differing"][0]["found"]


def test_a_changed_header_is_an_edit(real: Workshop, tmp_path: Path) -> None:
    path = next(path for path in real.out.glob("*kasikirja*.docx"))
    parts = {name: packed.inflate() for name, packed in unpack(path.read_bytes()).items()}
    header = next(name for name in parts if name.startswith("word/header") and b"luonnos" in parts[name])
    parts[header] = parts[header].replace(b"luonnos", b"hyv\xc3\xa4ksytty")
    changed = tmp_path / path.name
    changed.write_bytes(pack(parts))
    (file,) = real.json("verify", str(changed), code=1)["files"]
    assert (file["verdict"], file["differing"][0]["found"]) == ("edited", "Laitos 1 · 2026 · hyväksytty")


def test_a_file_of_an_output_that_can_no_longer_be_made_is_stale(built: Workshop) -> None:
    built.answers.unlink()
    answer = verdicts(built.json("verify", code=1))
    assert answer[FILES["table-filled", "docx"]] == "stale" and answer[FILES["table-blank", "docx"]] == "current"
