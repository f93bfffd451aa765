"""`build`: only what is stale is made, and it is said why; what cannot be made leaves everything else as it was."""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pptx import Presentation

from flows.workshop import DECK, FILES, LOCK, ROOT, Workshop, everything, target

ALL = set(FILES)
OF_WORD = (("word", "docx"), ("web.word", "html"), ("pdf.word", "pdf"))  #: the files of one document


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# What is made, and why


def test_the_first_build_makes_everything(fresh: Workshop) -> None:
    assert fresh.reasons() == dict.fromkeys(FILES, "why-new")
    records = {f"manifests/{name}.{format_name}.json" for name, format_name in FILES}
    assert set(fresh.files()) == {*FILES.values(), *records, "manifest.json"}


def test_a_build_with_nothing_to_do_writes_nothing(built: Workshop) -> None:
    before = everything(built.out)
    assert "All files are up to date" in built.run("build")
    assert built.reasons() == {}
    assert everything(built.out) == before


def test_a_missing_file_is_made_again(built: Workshop) -> None:
    before = built.files()
    (built.out / DECK).unlink()
    assert built.reasons() == {("deck", "pptx"): "why-missing"}
    assert built.files() == before


def test_a_missing_or_torn_record_is_made_again(built: Workshop) -> None:
    before = built.files()
    (built.out / "manifests" / "deck.pptx.json").unlink()
    (built.out / "manifests" / "word.docx.json").write_bytes(b'{"name": "wo')
    assert built.reasons() == {("deck", "pptx"): "why-record", ("word", "docx"): "why-record"}
    assert built.files() == before


def test_a_file_that_was_edited_by_hand_is_made_again_and_the_edit_is_kept(built: Workshop) -> None:
    before = built.files()
    deck = Presentation(built.out / DECK)
    deck.slides[0].shapes.title.text = "Oma otsikko"
    deck.save(built.out / DECK)
    edited = (built.out / DECK).read_bytes()
    kept = f"edited/kasikirja-2026-{sha256(edited)[:8]}.pptx"
    answer = built.json("build")
    assert {output["name"]: output["reason"] for output in answer["outputs"] if output["made"]} == {"deck": "why-edited"}
    assert [problem["code"] for problem in answer["problems"] if problem["severity"] == "warning"] == ["edited-kept"]
    assert built.files() == {**before, kept: edited}


def test_a_file_of_ours_from_a_run_that_was_cut_off_is_not_kept_as_an_edit(built: Workshop) -> None:
    built.write_manifest({**built.manifest(), "outputs": []})
    built.change("Hankkeissa on yhteinen tavoite.", "Uusi tavoite.")
    assert "edited" not in built.run("build")
    assert not (built.out / "edited").exists()


def test_a_strangers_file_in_the_place_of_an_output_is_kept(fresh: Workshop) -> None:
    fresh.out.mkdir()
    (fresh.out / DECK).write_bytes(b"muistiinpanoja")
    assert "the changed file is now" in fresh.run("build", "deck")
    assert fresh.files()[f"edited/kasikirja-2026-{sha256(b'muistiinpanoja')[:8]}.pptx"] == b"muistiinpanoja"


def test_changed_content_remakes_what_shows_it(built: Workshop) -> None:
    built.change("Ensimmäinen", "Toinen")
    assert built.reasons() == dict.fromkeys([("deck", "pptx"), *OF_WORD], "why-document")


def test_a_changed_template_remakes_what_is_made_from_it(built: Workshop) -> None:
    template = built.templates / "handbook.pptx"
    deck = Presentation(template)
    deck.core_properties.comments = "uusi"
    deck.save(template)
    assert built.reasons() == {("deck", "pptx"): "why-template", ("table-filled", "pptx"): "why-template"}


def test_a_changed_program_remakes_everything(built: Workshop) -> None:
    listed = built.manifest()
    built.write_manifest({**listed, "outputs": [{**entry, "program": "0", "inputs": "0"} for entry in listed["outputs"]]})
    before = built.files()
    assert built.reasons() == dict.fromkeys(FILES, "why-program")
    assert {**built.files(), "manifest.json": b""} == {**before, "manifest.json": b""}


def test_force_makes_everything(built: Workshop) -> None:
    before = built.files()
    assert built.reasons("--force") == dict.fromkeys(FILES, "why-forced")
    assert built.files() == before


def test_a_renamed_output_takes_its_old_file_away(built: Workshop) -> None:
    built.change("file: kasikirja\n", "file: diat\n")
    said = built.run("build", "--why")
    assert "made  diat-2026.pptx: its name was kasikirja-2026.pptx" in said and "kasikirja-2026.pptx: note: the old file was taken away" in said
    assert "diat-2026.pptx" in built.files() and DECK not in built.files()


def test_outputs_that_swap_their_names_keep_both_files(built: Workshop) -> None:
    text = built.source.read_text(encoding="utf-8")
    swapped = text.replace("file: kirja\n", "file: x\n").replace("file: tyhja\n", "file: kirja\n").replace("file: x\n", "file: tyhja\n")
    built.source.write_text(swapped, encoding="utf-8", newline="")
    built.run("build")
    built.run("verify")
    assert {"kirja-2026.docx", "tyhja-2026.docx", "kirja-2026.xlsx"} <= built.files().keys()
    assert "tyhja-2026.xlsx" not in built.files() and "edited" not in str(built.files().keys())


def test_an_output_that_is_gone_from_the_source_takes_its_file_and_its_record_along(built: Workshop) -> None:
    built.change("  - id: word\n    kind: word\n    title: Käsikirja\n    file: kirja\n    formats: [docx]\n    audience: public\n", "")
    built.change("  - id: web\n    kind: version\n    of: [word]\n    formats: [html]\n    audience: public\n", "")
    built.change("of: [word, table-blank, table-filled]", "of: [table-blank, table-filled]")
    said = built.run("build")
    gone = {"kirja-2026.docx", "kirja-2026.html", "kirja-2026.pdf"}
    assert all(f"{name}: note: the old file was taken away" in said for name in gone) and said.count("[file-removed]") == 3
    assert not {*gone, "manifests/word.docx.json", "manifests/web.word.html.json", "manifests/pdf.word.pdf.json"} & set(built.files())
    assert not {("word", ""), ("web", "word"), ("pdf", "word")} & {(entry["name"], entry["part"]) for entry in built.manifest()["outputs"]}


def test_the_edited_file_of_a_renamed_output_is_kept(built: Workshop) -> None:
    (built.out / DECK).write_bytes(b"edited")
    built.change("file: kasikirja\n", "file: diat\n")
    built.run("build")
    assert b"edited" in built.files().values()


@pytest.mark.parametrize("name", sorted(FILES.values()))
def test_why_names_each_file_and_its_reason(built: Workshop, name: str) -> None:
    (built.out / name).unlink()
    lines = built.run("build", "--why").splitlines()
    assert f"made  {name}: the file is missing" in lines
    assert sum(line.startswith("up to date  ") for line in lines) == len(FILES) - 1


def test_a_change_that_no_file_shows_leaves_every_byte_and_key_as_they_were(built: Workshop) -> None:
    before, keys = built.files(), [entry["key"] for entry in built.manifest()["outputs"]]
    built.change("    checked: 2026-10-01\n", "    checked: 2026-10-01\n    note: Kysyttiin puhelimitse.\n")
    built.change("    published: käsikirja\n", "    published: käsikirja\n  - lines: L2\n    kind: typo\n    found: a\n    published: b\n")
    assert built.reasons() == {}
    after = built.files()
    assert {name: after[name] for name in FILES.values()} == {name: before[name] for name in FILES.values()}
    assert [entry["key"] for entry in built.manifest()["outputs"]] == keys
    assert "All files are up to date" in built.run("build")


def test_lines_that_move_change_the_records_and_no_file(built: Workshop) -> None:
    before = built.files()
    built.source.write_text("# yksi rivi lisää\n" + built.source.read_text(encoding="utf-8"), encoding="utf-8")
    assert built.reasons() == {}
    after = built.files()
    assert after["manifests/deck.pptx.json"] != before["manifests/deck.pptx.json"]
    assert {name: after[name] for name in FILES.values()} == {name: before[name] for name in FILES.values()}
    moved = json.loads(after["manifests/deck.pptx.json"])["blocks"]
    assert [block["address"] for block in moved] == [block["address"] for block in json.loads(before["manifests/deck.pptx.json"])["blocks"]]


# What was asked for


def test_a_partial_build_then_a_full_one(fresh: Workshop) -> None:
    assert fresh.reasons("deck") == {("deck", "pptx"): "why-new"}
    assert "All files are up to date" in fresh.run("build", "deck")
    assert set(fresh.reasons()) == ALL - {("deck", "pptx")}
    assert [target(entry) for entry in fresh.manifest()["outputs"]] == list(FILES)


def test_a_partial_build_after_a_change_leaves_the_others_stale(built: Workshop) -> None:
    built.change("Ensimmäinen", "Toinen")
    assert set(built.reasons("deck")) == {("deck", "pptx")}
    assert set(built.reasons()) == set(OF_WORD)


def test_the_edition_and_the_year_mark_the_files(built: Workshop) -> None:
    built.change("    status: draft\n", '    status: draft\n  - id: "2027"\n    label: Laitos 2\n    year: 2027\n    status: draft\n')
    assert set(built.json("build", "deck")["outputs"][0].items()) >= {("path", "kasikirja-2027.pptx"), ("edition", "2027")}
    assert built.json("build", "deck", "--edition", "2026")["outputs"][0]["path"] == DECK
    assert built.json("build", "table-blank", "--year", "2030")["outputs"][0]["path"] == "tyhja-2030.docx"
    assert built.json("build", "table-filled", "--year", "2025")["outputs"][0]["path"] == "taytetty-2025-esimerkki.docx"
    assert built.json("build", "deck")["outputs"][0]["path"] == "kasikirja-2027.pptx"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--edition", "2025"), "unknown-edition", "there is no edition '2025'"),
        (("slides",), "unknown-output", "there is no output 'slides'"),
        (("table-filled", "--year", "2019"), "no-round", "there are no answers of the year 2019"),
    ],
)
def test_an_unknown_edition_output_or_year_is_one_sentence(built: Workshop, arguments: tuple[str, ...], code: str, said: str) -> None:
    before = everything(built.out)
    assert f"{said} [{code}]" in built.run("build", *arguments, code=1)
    answer = built.json("build", *arguments, code=1)
    assert answer["outputs"] == [] and code in [problem["code"] for problem in answer["problems"]]
    assert everything(built.out) == before


@pytest.mark.parametrize("year", ["26", "20261", "../../2026", "MMXX", "２０２６", ""])
def test_a_year_that_is_none_is_wrong_usage(built: Workshop, year: str) -> None:
    before = everything(built.folder)
    assert "is not a year in four digits" in built.run("build", "--year", year, code=2)
    assert everything(built.folder) == before


def test_a_filled_table_without_answers_is_left_out_and_said(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "project", response=None)
    assert "'table-filled' was not made: no answers have been collected yet [no-answers-yet]" in workshop.run("build")
    assert {target(entry)[0] for entry in workshop.manifest()["outputs"]} == {"deck", "word", "table-blank", "web.word", "pdf.word", "pdf.table-blank"}


# What is recorded


def test_the_manifest_lists_every_file(built: Workshop) -> None:
    listed, files = built.manifest(), built.files()
    assert len(listed["source"]) == 64
    assert {target(entry): entry["path"] for entry in listed["outputs"]} == FILES
    for entry in listed["outputs"]:
        assert {"name", "kind", "format", "path", "digest", "sha256", "edition", "audience"} <= entry.keys()
        assert entry["sha256"] == sha256(files[entry["path"]]) and len(entry["digest"]) == 64
        assert (entry["kind"], entry["edition"], entry["audience"]) == (entry["part"] or entry["name"], "2026", "public")
        assert entry["record"] == sha256(files[f"manifests/{'.'.join(target(entry))}.json"])


def test_a_record_holds_every_block_of_its_file(built: Workshop) -> None:
    record = json.loads(built.files()["manifests/deck.pptx.json"])
    assert (record["name"], record["format"], record["edition"]) == ("deck", "pptx", "2026")
    goal = next(block for block in record["blocks"] if block["id"] == "practices.hanke.goal")
    line = built.source.read_text(encoding="utf-8").split("goal: Hankkeissa")[0].count("\n") + 1
    assert (goal["text"], goal["markup"], goal["editable"]) == ("Hankkeissa on yhteinen tavoite.",) * 2 + (True,)
    assert goal["origin"] == f"handbook.yaml:{line}:11" and goal["address"]
    assert [block["order"] for block in record["blocks"]] == list(range(1, len(record["blocks"]) + 1))


@pytest.mark.parametrize(
    "torn",
    [b"", b"{", b"[]", b"null", b'{"outputs": 5}', b'{"outputs": [5]}', b'{"outputs": [{"path": 5}]}', b"\xff", b"[" * 100_000],
    ids=["empty", "cut", "list", "null", "number", "numbers", "entry", "bytes", "deep"],
)
def test_a_torn_manifest_makes_everything_anew(built: Workshop, torn: bytes) -> None:
    before = built.files()
    (built.out / "manifest.json").write_bytes(torn)
    assert built.reasons() == dict.fromkeys(FILES, "why-new")
    assert built.files() == before


@pytest.mark.parametrize("path", ["../precious.txt", "..", "", "/precious.txt", "manifests/deck.pptx.json"])
def test_a_manifest_cannot_lead_out_of_its_folder(built: Workshop, path: str) -> None:
    precious = built.folder / "precious.txt"
    precious.write_text("mine")
    listed = built.manifest()
    listed["outputs"][0]["path"] = path
    built.write_manifest(listed)
    built.run("build")
    assert precious.read_text() == "mine" and DECK in built.files()


# What a build says


def test_a_build_ends_with_what_was_made_and_what_the_owner_has_to_supply(fresh: Workshop) -> None:
    *made, built, supply = fresh.run("build").splitlines()
    assert made == [f"made  {(fresh.out / path).as_posix()}" for path in FILES.values()]
    assert built == f"Made {len(FILES)} files; 0 were up to date."
    assert supply.startswith("The owner still has to supply: ") and "answers to questions 1" in supply


def test_a_warning_that_is_the_builds_affair_is_told(fresh: Workshop) -> None:
    fresh.change("Hankkeissa on yhteinen tavoite.", "Hankkeissa on yhteinen tavoite. " * 60)
    assert "[row-too-tall]" in fresh.run("build", "table-blank")


def test_a_text_that_does_not_fit_stops_the_build(fresh: Workshop) -> None:
    fresh.change("Hankkeissa on yhteinen tavoite.", "Hankkeissa on yhteinen tavoite. " * 60)
    said = fresh.run("build", "deck", code=1)
    assert "[overfull]" in said and "Nothing was written." in said and not fresh.out.exists()


def test_a_missing_address_is_counted_and_not_repeated(fresh: Workshop) -> None:
    fresh.change("    status: verified\n    url: https://example.fi/laki\n    checked: 2026-10-01\n", "    status: missing\n")
    said = fresh.run("build", "deck")
    assert "addresses of links 1" in said and "[link-missing]" not in said


# What cannot be made


def test_nothing_is_written_while_the_source_has_errors(built: Workshop) -> None:
    before = everything(built.out)
    built.change("kind: practices", "kind: practises")
    said = built.run("build", "--force", code=1)
    assert "Nothing was written." in said and "[unknown-kind]" in said
    assert everything(built.out) == before


def test_not_even_the_folder_is_made_while_the_source_has_errors(fresh: Workshop) -> None:
    fresh.source.write_bytes(b"handbook: [\n")
    fresh.run("build", code=1)
    assert not fresh.out.exists()


def test_a_missing_source_is_one_sentence(fresh: Workshop) -> None:
    fresh.source.unlink()
    assert fresh.run("build", code=1).count("error: ") == 1
    assert fresh.json("build", code=1)["problems"][0]["code"] == "file-missing"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a system with pipes")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(fresh: Workshop) -> None:
    fresh.source.unlink()
    os.mkfifo(fresh.source)
    assert "[file-unreadable]" in fresh.run("build", code=1)


@pytest.mark.parametrize(("name", "outputs"), [("handbook.pptx", ["deck"]), ("handbook.docx", ["word"]), ("table.docx", ["table-blank"])])
@pytest.mark.parametrize("broken", ["missing", "cut", "a folder", "text"])
def test_a_missing_or_broken_template_is_said_and_nothing_is_written(built: Workshop, name: str, outputs: list[str], broken: str) -> None:
    before = everything(built.out)
    template = built.templates / name
    data = template.read_bytes()
    template.unlink()
    if broken == "a folder":
        template.mkdir()
    elif broken != "missing":
        template.write_bytes(data[: len(data) // 2] if broken == "cut" else b"Hei")
    answer = built.json("build", *outputs, code=1)
    errors = [problem for problem in answer["problems"] if problem["severity"] == "error"]
    assert errors and all(problem["path"].endswith(name) for problem in errors) and len({problem["message"] for problem in errors}) == 1
    assert everything(built.out) == before


@pytest.mark.parametrize("name", ["words.yaml", "layouts.yaml"])
@pytest.mark.parametrize("broken", [None, b"", b"a: [", b"deck: 5\n"])
def test_missing_or_broken_words_and_layouts_are_said_and_nothing_is_written(built: Workshop, name: str, broken: bytes | None) -> None:
    before = everything(built.out)
    (built.templates / name).unlink() if broken is None else (built.templates / name).write_bytes(broken)
    answer = built.json("build", code=1)
    codes = {problem["code"] for problem in answer["problems"] if problem["severity"] == "error"}
    assert codes and answer["outputs"] == []
    assert everything(built.out) == before


def test_a_template_without_a_needed_layout_is_named(built: Workshop) -> None:
    layouts = built.templates / "layouts.yaml"
    name = Presentation(built.templates / "handbook.pptx").slide_layouts[0].name
    layouts.write_text(layouts.read_text(encoding="utf-8").replace(f"layout: {name}\n", f"layout: {name}x\n"), encoding="utf-8")
    assert f"the template has no layout '{name}x' [template-layout-missing]" in built.run("build", "deck", code=1)


def test_a_file_in_the_place_of_the_folder_is_one_sentence(fresh: Workshop) -> None:
    fresh.out.write_bytes(b"mine")
    said = fresh.run("build", code=1)
    assert "Nothing was written." in said and said.count("[folder-unwritable]") == 1
    assert fresh.json("build", code=1)["problems"][0]["code"] == "folder-unwritable"
    assert fresh.out.read_bytes() == b"mine"


def test_a_folder_that_may_not_be_written_into_is_one_sentence(fresh: Workshop) -> None:
    (fresh.out / LOCK).mkdir(parents=True)  # nobody can open it for writing, not even an administrator
    assert "[folder-unwritable]" in fresh.run("build", code=1)


def test_a_busy_file_is_one_sentence_and_the_others_go_on(fresh: Workshop) -> None:
    (fresh.out / DECK / "within").mkdir(parents=True)  # a folder of that name: nothing can replace it
    said = fresh.run("build", code=1)
    assert said.count("[file-busy]") == 1 and f"{DECK}: error: the file could not be replaced" in said
    assert said.count("made  ") == len(FILES) - 1
    assert not [name for name in fresh.files() if name.endswith("-tmp")]
    shutil.rmtree(fresh.out / DECK)
    assert set(fresh.reasons()) == {("deck", "pptx")}
    assert "All files are up to date" in fresh.run("build")


_HELD = """
import os, sys
whole = os.replace
def replace(old, new):
    if str(new).endswith(%r):
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")
    return whole(old, new)
os.replace = replace
from pipeline.cli import main
main()
"""


@pytest.mark.parametrize("held", [DECK, "manifests/word.docx.json", "manifest.json"])
def test_a_file_that_another_program_holds_open_stays_whole_and_is_made_by_the_next_run(built: Workshop, held: str) -> None:
    before = built.files()
    built.change("Ensimmäinen", "Toinen")
    run = built.process("build", *built.places(), "--lang", "en", script=_HELD % held.replace("/", os.sep))
    assert run.returncode == 1 and run.stderr.count(b"[file-busy]") == 1 and b"Traceback" not in run.stderr
    between = built.files()
    assert between[held] == before[held] and between.keys() == before.keys()
    assert between["kirja-2026.docx"] != before["kirja-2026.docx"]
    assert built.reasons() or held == "manifest.json"
    after = built.files()
    assert after.keys() == before.keys() and after[DECK] != before[DECK]
    assert "All files are up to date" in built.run("build")


_FULL = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (%d, %d))
from pipeline.cli import main
main()
"""


@pytest.mark.skipif(importlib.util.find_spec("resource") is None, reason="needs a system that can bound the size of files")
@pytest.mark.parametrize("room", [0, 500, 20_000])
def test_a_full_disk_leaves_the_old_files_whole_and_the_next_run_mends(built: Workshop, room: int) -> None:
    before = built.files()
    built.change("Ensimmäinen", "Toinen")
    run = built.process("build", *built.places(), "--lang", "en", script=_FULL % (room, room))
    assert run.returncode == 1 and (b"[file-busy]" in run.stderr or b"[temporary-unwritable]" in run.stderr) and b"Traceback" not in run.stderr
    assert built.files().keys() == before.keys() and built.files()[DECK] == before[DECK]
    assert ("deck", "pptx") in built.reasons()
    assert "All files are up to date" in built.run("build")


def test_the_old_file_of_a_renamed_output_that_is_held_open_is_taken_away_later(built: Workshop) -> None:
    (built.out / DECK).unlink()
    (built.out / DECK).mkdir()
    built.change("file: kasikirja\n", "file: diat\n")
    assert f"{DECK}: error: " in built.run("build", code=1)
    (built.out / DECK).rmdir()
    assert built.run("build") and "All files are up to date" in built.run("build")


_HOLDER = """
import sys, time
from pathlib import Path
from pipeline.files import OutputFolder
with OutputFolder(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_folder_that_another_run_writes_into_is_one_sentence(built: Workshop) -> None:
    before = everything(built.out)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    holder = subprocess.Popen([sys.executable, "-c", _HOLDER, str(built.out)], stdin=-1, stdout=-1, env=environment)
    try:
        assert holder.stdout.readline().strip() == b"held"
        said = built.run("build", "--force", code=1)
        assert "Nothing was written." in said and said.count("[folder-busy]") == 1
        assert built.json("build", "--force", code=1)["problems"][0]["code"] == "folder-busy"
        assert everything(built.out) == before
    finally:
        holder.communicate()
    built.run("build", "--force")


def test_litter_of_an_interrupted_run_is_swept_away(built: Workshop) -> None:
    before = built.files()
    for name in (f"{DECK}.kasikirja-tmp", "manifests/x.json.kasikirja-tmp"):
        (built.out / name).write_bytes(b"half")
    built.run("build", "--force")
    assert built.files() == before


def test_what_others_keep_in_the_folder_stays(built: Workshop) -> None:
    (built.out / "muistio.txt").write_bytes(b"mine")
    built.change("file: kasikirja\n", "file: diat\n")
    built.run("build", "--force")
    assert built.files()["muistio.txt"] == b"mine"


def test_the_blank_table_of_a_year_without_answers_is_made_and_the_filled_one_is_told(built: Workshop) -> None:
    said = built.run("build", "--year", "2027")
    assert "[no-round-made]" in said and (built.out / "tyhja-2027.docx").is_file()


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("heading: {level: 3}", "heading: {level: 9}", "deck.levels"),
        ("heading: {level: 3}", "title: {level: 3}", "deck.levels"),
        ("template: handbook.pptx", "template: ../handbook.pptx", "deck.template"),
        ("template: table.docx", "template: table.doc", "table.template"),
        ("headings: [Heading1, Heading2, Heading3]", "headings: []", "word.headings"),
        ("footers: {}", "footers: {logo: pic}", "deck.kinds.title (Kansi).footers"),
        ("footers: {}", "footers: {handbook: ftr, edition: ftr}", "deck.kinds.title (Kansi).footers"),
        ("number: Numero", "number: Otsikko", "deck.kinds.section (Osio).panels"),
        ("contents: {text: [Luettelo]}", "contents: {text: [Otsikko]}", "deck.kinds.contents (Sisällys).panels"),
        ("label: [Linkin otsikko], text: [Linkit]", "label: [Linkit], text: [Linkit]", "deck.kinds.text (Teksti ja linkki 1).panels"),
        ("inset: [0.14, 0.07]", "inset: [0.14]", "deck.kinds.followup_table (Seurantataulukko).panels.followup.inset"),
        ("note: {text: [Selite]", "note: {text: []", "deck.kinds.followup_table (Seurantataulukko).panels.note.text"),
        ("size: 14, head: 14", "size: -14, head: 14", "deck.kinds.followup_table (Seurantataulukko).panels.followup"),
        ("      - layout: Sisällys\n", "      - layout: Sisällys\n        title_size: 12\n", "deck.kinds.contents (Sisällys).title_size"),
        ("mission: {text: [Teksti], stacked", "mission: {text: [Teksti, Lisää], stacked", "deck.kinds.strategy (Teksti 2).panels.mission.stacked"),
    ],
)
def test_a_value_of_layouts_that_no_writer_can_use_is_named_by_its_key(built: Workshop, old: str, new: str, key: str) -> None:
    layouts = built.templates / "layouts.yaml"
    text = layouts.read_text(encoding="utf-8")
    assert old in text
    layouts.write_text(text.replace(old, new, 1), encoding="utf-8")
    before = everything(built.out)
    assert (built.json("build", code=1)["problems"][0]["code"], everything(built.out)) == ("layouts-wrong", before)
    assert f"the value of {key} does not fit" in built.run("check", code=1)


@pytest.mark.parametrize(("word", "code"), [("file.example: ../ulos", "word-no-name"), ("", "word-missing")])
def test_the_word_that_goes_into_file_names_has_the_shape_of_one(built: Workshop, word: str, code: str) -> None:
    words = built.templates / "words.yaml"
    words.write_text(words.read_text(encoding="utf-8").replace("file.example: esimerkki", word), encoding="utf-8")
    assert f"[{code}]" in built.run("build", code=1)


@pytest.mark.long
def test_whatever_word_of_the_templates_changes_the_files_that_show_it_are_made_anew(built: Workshop) -> None:
    words = built.templates / "words.yaml"
    text = words.read_text(encoding="utf-8")
    for line in [line for line in text.splitlines() if ": " in line and not line.startswith(("#", "file."))]:
        name, _, word = line.partition(": ")
        changed = f'{word[:-1]} x"' if word.endswith('"') else f"{word} x"
        words.write_text(text.replace(line, f"{name}: {changed}", 1), encoding="utf-8")
        built.run("build")
        built.run("verify")


def test_the_edition_s_id_and_what_a_cell_asks_for_are_in_the_files(built: Workshop) -> None:
    built.change('id: "2026"\n    label', 'id: uusi\n    label')
    built.run("build")
    built.run("verify")
