"""`followup collect` and `resolve`: nothing is lost, nothing is decided in silence, and the order of files changes nothing."""

from io import BytesIO
from itertools import permutations
from pathlib import Path
from typing import Callable

import pytest
from xlsxwriter import Workbook

from flows.rounds import LONG, OTHER, SOURCE, THIRD, Round, letter, status
from minimal import replaced
from pipeline.files import OutputFolder
from pipeline.flows.known_forms import KnownForms
from pipeline.flows.originals import Originals
from pipeline.flows.prepare import prepare_round
from pipeline.problems import Place, Problems, said
from pipeline.project import Project
from tests.filling import excel, filled, modified, part, repacked

OWN = "followup.hyte/yritykset"


@pytest.fixture
def round(tmp_path: Path, handed_out: Path) -> Round:
    return Round(tmp_path, folder_of=handed_out)


# Answers


def test_answers_stand_in_the_file_of_their_respondent_with_the_original_beside_it(round: Round) -> None:
    path = round.answered("yritykset", "täytetty.xlsx", {OWN: f"{LONG}\n{OTHER}", "followup.hyte/arviointi": "k", "development.1/item": "Tilaluettelo"})
    answer = round.collect(path)
    assert status(answer) == {"täytetty.xlsx": "accepted"}
    assert round.answers("yritykset") == {"hyte/yritykset": f"{LONG}\n{OTHER}", "hyte/arviointi": "K"}
    response = round.response("yritykset")
    assert (response.party, response.edition, [item.item.value for item in response.items]) == ("yritykset", "2026", ["Tilaluettelo"])
    assert round.kept(f"originals/{response.files[0].sha256}.xlsx").read_bytes() == Path(path).read_bytes()


def test_the_object_gives_answers_with_the_words_of_their_row_and_column(round: Round) -> None:
    (file,) = round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}))["files"]
    (answer,) = file["answers"]
    assert answer["row"] == "hyte" and answer["row_label"].startswith("1. Hyvinvoinnin ja terveyden edistäminen: ")
    assert (answer["column"], answer["column_label"], answer["text"]) == ("yritykset", "Panoksemme vuonna 2026", LONG)
    assert (file["respondent"], file["party"], file["edition"], file["unplaced"]) == ("yritykset", "yritykset", "2026", [])


def test_networks_of_one_party_each_have_their_own_file(round: Round) -> None:
    round.collect(*(round.answered(name, f"{name}.xlsx", {"followup.hyte/jarjestot": text}) for name, text in (("liikunta", LONG), ("ikaihmiset", OTHER))))
    assert (round.answers("liikunta"), round.answers("ikaihmiset")) == ({"hyte/jarjestot": LONG}, {"hyte/jarjestot": OTHER})
    assert round.response("liikunta").name == "Järjestöt – liikunta ja urheilu"


def test_a_blank_return_is_told_and_is_no_answer(round: Round) -> None:
    assert status(round.collect(round.back("tyhjä.xlsx", round.form("yritykset")))) == {"tyhjä.xlsx": "empty"}
    assert round.answers("yritykset") == {}


# The same again, other versions


def test_the_same_bytes_again_are_a_duplicate_under_any_name(round: Round) -> None:
    path = round.answered("yritykset", "a.xlsx", {OWN: LONG})
    round.collect(path)
    before = round.texts()
    assert list(status(round.collect(round.back("b.xlsx", Path(path).read_bytes()))).values()) == ["duplicate"]
    assert round.texts().keys() == before.keys() and round.answers("yritykset") == {"hyte/yritykset": LONG}


def test_a_correction_of_what_was_sent_before_is_taken_and_told(round: Round) -> None:
    first = round.answered("yritykset", "a.xlsx", {OWN: LONG, "followup.tilat/yritykset": OTHER})
    later = modified(excel(Path(first).read_bytes(), {"followup.tilat/yritykset": THIRD}), "2026-12-02T10:00:00Z")
    answer = round.collect(first, round.back("b.xlsx", later))
    assert round.answers("yritykset") == {"hyte/yritykset": LONG, "tilat/yritykset": THIRD}
    assert any("uudempi versio" in said or "later version" in said for file in answer["files"] for said in file["messages"])


def test_two_versions_that_differ_wait_with_both_texts(round: Round) -> None:
    answer = round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}), round.answered("yritykset", "b.xlsx", {OWN: OTHER}), code=3)
    assert status(answer) == {"a.xlsx": "conflict", "b.xlsx": "conflict"}
    (conflict,) = round.response("yritykset").conflicts
    assert {conflict.first, conflict.second} == {LONG, OTHER} and round.answers("yritykset") == {}


@pytest.mark.parametrize("use", ["first", "second", "text", "none"])
def test_a_persons_decision_settles_a_conflict(round: Round, use: str) -> None:
    round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}), round.answered("yritykset", "b.xlsx", {OWN: OTHER}), code=3)
    (matter,) = round.open()
    round.decide(matter["id"], use, *(["--text", THIRD] if use == "text" else []))
    chosen = {"first": matter["texts"][0], "second": matter["texts"][1], "text": THIRD}.get(use)
    assert round.answers("yritykset") == ({"hyte/yritykset": chosen} if chosen else {})
    assert not round.response("yritykset").conflicts and round.open() == []


def test_a_decision_that_no_longer_fits_is_told(round: Round) -> None:
    round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}), round.answered("yritykset", "b.xlsx", {OWN: OTHER}), code=3)
    decisions = round.kept("decisions.yaml")
    round.decide(round.open()[0]["id"], "first")
    decisions.write_text(decisions.read_text(encoding="utf-8").replace("id: c-", "id: c-0"), encoding="utf-8")
    answer = round.collect(code=3)
    assert [problem["code"] for problem in answer["problems"] if problem["severity"] == "warning" and "decision" in problem["code"]] == ["decision-unfit"]
    assert "[decision-unfit]" in round.call("followup collect", "2026").output


def test_what_people_wrote_into_decisions_stays_byte_for_byte(round: Round) -> None:
    round.kept("decisions.yaml").write_text(
        "# Oma muistiinpano.\ndecisions:\n  - by: koordinaattori   # soitti\n    date: 2026-11-20\n    respondent: yritykset\n"
        f"    row: tilat\n    column: yritykset\n    text: {THIRD}\n    source: puhelimessa\n",
        encoding="utf-8",
    )
    before = round.kept("decisions.yaml").read_bytes()
    round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}), round.answered("yritykset", "b.xlsx", {OWN: OTHER}), code=3)
    assert round.answers("yritykset") == {"tilat/yritykset": THIRD} and round.kept("decisions.yaml").read_bytes() == before
    round.decide(round.open()[0]["id"], "none")
    assert round.kept("decisions.yaml").read_bytes().startswith(before)


def test_the_order_in_which_files_come_changes_no_byte(round: Round, tmp_path: Path) -> None:
    paths = [
        round.answered("yritykset", "a.xlsx", {OWN: LONG}),
        round.answered("yritykset", "b.xlsx", {OWN: OTHER}),
        round.answered("liikunta", "c.xlsx", {"followup.hyte/jarjestot": LONG}),
        round.back("d.eml", letter(filled(round.form("ikaihmiset"), {"followup.hyte/jarjestot": OTHER}), "e.xlsx", "Hei!")),
        round.back("f.pdf", b"%PDF-1.7\n"),
    ]
    seen = set()
    for order in list(permutations(paths))[::23]:
        for name in round.texts():
            if not name.startswith(("round", "forms/")):
                round.kept(name).unlink()
        round.call("followup collect", "2026", *order[:2])
        round.collect(*order[2:], code=3)
        seen.add(tuple(sorted(round.texts().items())))
    assert len(seen) == 1


def test_all_is_made_anew_from_the_originals_and_the_decisions(round: Round) -> None:
    round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}), round.answered("yritykset", "b.xlsx", {OWN: OTHER}), code=3)
    round.decide(round.open()[0]["id"], "second")
    before = round.texts()
    for name in ("yritykset.yaml", "collected.yaml"):
        round.kept(name).unlink()
    round.collect()
    assert round.texts() == before


# What is doubtful waits


def test_the_form_of_another_year_waits_and_counts_when_it_is_accepted(round: Round) -> None:
    round.year = "2027"
    round.change("    year: 2026\n    status: draft", "    year: 2026\n    status: draft\n\n  - id: 2027\n    label: Laitos 2\n    year: 2027\n    status: draft")
    round.hand_out()
    old = (round.out / "followup/2026/seurantalomake-2026-yritykset.xlsx").read_bytes()
    answer = round.collect(round.back("a.xlsx", filled(old, {OWN: LONG})), code=3)
    assert status(answer) == {"a.xlsx": "flagged"} and not round.kept("yritykset.yaml").exists()
    (matter,) = round.open()
    round.decide(matter["id"], "accept", "--respondent", "yritykset")
    assert round.answers("yritykset") == {"hyte/yritykset": LONG}


def test_a_form_in_which_another_respondent_is_named_waits(round: Round) -> None:
    data = filled(round.form("liikunta"), {"followup.hyte/jarjestot": LONG, "form.respondent": "Järjestöt – ikäihmiset ja omaishoito"})
    answer = round.collect(round.back("a.xlsx", data), code=3)
    assert status(answer) == {"a.xlsx": "flagged"} and answer["files"][0]["respondent"] is None
    round.decide(round.open()[0]["id"], "accept", "--respondent", "ikaihmiset")
    assert round.answers("ikaihmiset") == {"hyte/jarjestot": LONG} and not round.kept("liikunta.yaml").exists()


def test_a_file_that_is_set_aside_counts_for_nobody_and_stays(round: Round) -> None:
    path = round.back("a.xlsx", filled(round.form("liikunta"), {"followup.hyte/jarjestot": LONG, "form.respondent": "Joku muu"}))
    round.collect(path, code=3)
    round.decide(round.open()[0]["id"], "none", code=1)
    assert not round.kept("liikunta.yaml").exists() and len(list(round.kept("originals").glob("*.xlsx"))) == 1


def test_the_general_blank_is_of_whom_it_names_also_without_a_round(tmp_path: Path) -> None:
    round = Round(tmp_path)
    round.run("build", "table-blank")
    blank = (round.out / "seurantataulukko-tyhja-2026.xlsx").read_bytes()
    named = round.back("a.xlsx", excel(blank, {OWN: LONG, "form.respondent": "yritykset"}))
    nameless = round.back("b.xlsx", excel(blank, {"followup.hyte/oppilaitokset": OTHER}))
    answer = round.collect(named, nameless, code=3)
    assert status(answer) == {"a.xlsx": "accepted", "b.xlsx": "flagged"} and round.answers("yritykset") == {"hyte/yritykset": LONG}
    round.decide(round.open()[0]["id"], "accept", "--respondent", "oppilaitokset")
    assert round.answers("oppilaitokset") == {"hyte/oppilaitokset": OTHER}


def test_an_answer_in_another_partys_column_is_told_and_waits(tmp_path: Path) -> None:
    round = Round(tmp_path)
    round.run("build", "table-blank")
    blank = (round.out / "seurantataulukko-tyhja-2026.xlsx").read_bytes()
    answer = round.collect(round.back("a.xlsx", excel(blank, {OWN: LONG, "followup.hyte/oppilaitokset": OTHER, "form.respondent": "yritykset"})), code=3)
    assert status(answer) == {"a.xlsx": "flagged"} and round.answers("yritykset") == {"hyte/yritykset": LONG}
    assert [(text["text"], text["near"]) for text in answer["files"][0]["unplaced"]] == [(OTHER, "hyte/oppilaitokset")]
    (matter,) = round.open()
    round.decide(matter["id"], "text", "--at", "tilat/yritykset")
    assert round.answers("yritykset") == {"hyte/yritykset": LONG, "tilat/yritykset": OTHER}


def test_the_list_of_what_waits_says_of_a_file_in_words_why(round: Round) -> None:
    data = filled(round.form("liikunta"), {"followup.hyte/jarjestot": LONG, "form.respondent": "Joku muu"})
    round.collect(round.back("a.xlsx", data), code=3)
    (matter,) = round.open()
    assert f"{matter['id']}  file: a.xlsx\n    1: {matter['texts'][0]}\n" in round.run("followup resolve", "2026", "--lang", "en", code=3)
    assert " " in matter["texts"][0]


def test_the_list_of_what_waits_shows_the_lines_of_a_text(round: Round) -> None:
    round.collect(round.back("a.eml", letter(filled(round.form("yritykset"), {OWN: LONG}), "a.xlsx", text="Hei,\n\nliite ohessa.")), code=3)
    assert "    1: Hei,\n       \n       liite ohessa.\n" in round.run("followup resolve", "2026", code=3)


def test_a_letter_that_only_brought_a_form_is_no_blank_return(round: Round) -> None:
    path = round.back("a.eml", letter(filled(round.form("yritykset"), {OWN: LONG}), "lomake.xlsx"))
    told = round.run("followup collect", "2026", path, "--lang", "fi")
    assert "a.eml: viesti, jonka liitteet luettiin\n" in told and "Tiedostoja 1: vastauksia 1, tyhjiä 0," in told


def test_a_workbook_that_is_no_form_waits(round: Round) -> None:
    with Workbook(stream := BytesIO()) as book:
        book.add_worksheet().write_string(0, 0, LONG)
    assert status(round.collect(round.back("a.xlsx", stream.getvalue()), code=3)) == {"a.xlsx": "flagged"}


# Letters, bad files


def test_the_day_of_a_letter_is_when_its_form_came_and_its_words_are_listed(round: Round) -> None:
    data = letter(filled(round.form("yritykset"), {OWN: LONG}), "lomake.xlsx", "Tilat unohtuivat: avasimme ne.")
    answer = round.collect(round.back("posti.eml", data), code=3)
    response = round.response("yritykset")
    assert (response.received, response.files[0].name) == ("2026-12-01", "posti.eml › lomake.xlsx")
    assert [text.text for text in response.unplaced] == ["Tilat unohtuivat: avasimme ne."] and answer["problems"] is not None


def test_bad_files_are_named_and_the_others_go_on(round: Round) -> None:
    bad = {"a.pdf": b"%PDF-1.4\n", "b.docx": b"", "c.xlsx": b"PK\x03\x04" + b"\0" * 40, "d.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600}
    paths = [round.back(name, data) for name, data in bad.items()]
    answer = round.collect(*paths, round.answered("yritykset", "e.xlsx", {OWN: LONG}), code=1)
    assert status(answer) == {**dict.fromkeys(bad, "refused"), "e.xlsx": "accepted"}
    assert all(len(file["messages"]) == 1 for file in answer["files"] if file["status"] == "refused")
    assert len(list(round.kept("originals").iterdir())) == 6


def test_a_response_that_a_person_wrote_is_not_replaced(round: Round) -> None:
    round.kept("yritykset.yaml").write_text("year: 2026\nedition: 2026\nrespondent: yritykset\nparty: yritykset\n", encoding="utf-8")
    before = round.kept("yritykset.yaml").read_bytes()
    answer = round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}), code=1)
    assert "response-by-hand" in {problem["code"] for problem in answer["problems"]} and round.kept("yritykset.yaml").read_bytes() == before


def test_an_original_that_is_gone_is_told(round: Round) -> None:
    round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}))
    next(round.kept("originals").glob("*.xlsx")).unlink()
    assert "original-changed" in {problem["code"] for problem in round.collect(code=1)["problems"]}


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"PK")], ids=["gone", "changed"])
def test_an_original_that_comes_again_is_kept_again(round: Round, harm: Callable[[Path], object]) -> None:
    path = round.answered("yritykset", "a.xlsx", {OWN: LONG})
    round.collect(path)
    before = round.texts()
    harm(next(round.kept("originals").glob("*.xlsx")))
    round.collect(path)
    assert round.texts() == before


def test_a_broken_source_stops_before_anything_is_written(tmp_path: Path) -> None:
    round = Round(tmp_path, replaced("  contact: koordinaattori\n", "  contact: kordinaattori\n", SOURCE))
    round.collect(round.back("a.pdf", b"%PDF"), code=1)
    assert not round.kept().exists()


# Decisions that cannot be


@pytest.mark.parametrize("arguments, code", [(["c-0", "--use", "first"], "decision-unknown"), (["{}", "--use", "accept"], "decision-use"), (["{}", "--use", "text"], "decision-text")])
def test_a_decision_that_cannot_be_is_told_and_not_written(round: Round, arguments: list[str], code: str) -> None:
    round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}), round.answered("yritykset", "b.xlsx", {OWN: OTHER}), code=3)
    name = round.open()[0]["id"]
    answer = round.json("followup resolve", "2026", *(part.format(name) for part in arguments), "--by", "kokous", code=1)
    assert [problem["code"] for problem in answer["problems"] if problem["severity"] == "error"] == [code]
    assert not round.kept("decisions.yaml").exists()


def test_nothing_can_be_decided_before_anything_was_collected(round: Round) -> None:
    answer = round.json("followup resolve", "2026", code=1)
    assert "no-collection" in {problem["code"] for problem in answer["problems"]}


@pytest.mark.parametrize("problem, use, arguments", [("decision-place", "text", []), ("decision-use", "first", [])])
def test_an_unplaced_text_needs_a_place(tmp_path: Path, handed_out: Path, problem: str, use: str, arguments: list[str]) -> None:
    round = Round(tmp_path, folder_of=handed_out)
    round.collect(round.back("posti.eml", letter(filled(round.form("yritykset"), {OWN: LONG}), "lomake.xlsx", "Hei, tässä!")), code=3)
    answer = round.json("followup resolve", "2026", round.open()[0]["id"], "--use", use, "--by", "kokous", code=1)
    assert [found["code"] for found in answer["problems"] if found["severity"] == "error"] == [problem]


def test_a_file_cannot_be_accepted_for_nobody(round: Round) -> None:
    data = filled(round.form("liikunta"), {"followup.hyte/jarjestot": LONG, "form.respondent": "Joku muu"})
    round.collect(round.back("a.xlsx", data), code=3)
    answer = round.json("followup resolve", "2026", round.open()[0]["id"], "--use", "accept", "--by", "kokous", code=1)
    assert [found["code"] for found in answer["problems"] if found["severity"] == "error"] == ["decision-respondent"]


def test_a_file_of_decisions_that_does_not_end_in_its_list_is_left_alone(round: Round) -> None:
    round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}), round.answered("yritykset", "b.xlsx", {OWN: OTHER}), code=3)
    round.kept("decisions.yaml").write_text("decisions: []\n", encoding="utf-8")
    answer = round.json("followup resolve", "2026", round.open()[0]["id"], "--use", "first", "--by", "kokous", code=1)
    assert [found["code"] for found in answer["problems"] if found["severity"] == "error"] == ["decisions-unreadable"]
    assert round.kept("decisions.yaml").read_text(encoding="utf-8") == "decisions: []\n"


TELEPHONE = "by: koordinaattori\n{0}date: 2026-11-20\n{0}respondent: yritykset\n{0}row: tilat\n{0}column: yritykset\n{0}text: Soitto\n{0}source: puhelimessa\n"


@pytest.mark.parametrize(
    "begun",
    [
        "# Oma muistiinpano\n",
        "decisions:\n",
        "decisions:\n- " + TELEPHONE.format("  ") + "# Loppu",
        "decisions:\n    - " + TELEPHONE.format("      "),
        "\ufeffdecisions:\r\n  - " + TELEPHONE.format("    ").replace("\n", "\r\n"),
    ],
    ids=["comment", "key", "at-its-key", "four-blanks", "notepad"],
)
def test_a_decision_is_added_to_a_list_however_a_person_began_it(round: Round, begun: str) -> None:
    round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}), round.answered("yritykset", "b.xlsx", {OWN: OTHER}), code=3)
    (matter,) = round.open()
    round.kept("decisions.yaml").write_bytes(begun.encode())
    round.decide(matter["id"], "first")
    assert round.kept("decisions.yaml").read_bytes().startswith(begun.encode()) and round.open() == []
    assert round.answers("yritykset") == {"hyte/yritykset": matter["texts"][0], **({"tilat/yritykset": "Soitto"} if "Soitto" in begun else {})}


def test_an_answer_in_another_partys_column_is_not_placed_there_by_its_nearest_place(tmp_path: Path) -> None:
    round = Round(tmp_path)
    round.run("build", "table-blank")
    blank = (round.out / "seurantataulukko-tyhja-2026.xlsx").read_bytes()
    round.collect(round.back("a.xlsx", excel(blank, {OWN: LONG, "followup.hyte/oppilaitokset": OTHER, "form.respondent": "yritykset"})), code=3)
    answer = round.json("followup resolve", "2026", round.open()[0]["id"], "--use", "text", "--by", "kokous", code=1)
    assert "decision-column" in {problem["code"] for problem in answer["problems"]}
    assert not round.kept("decisions.yaml").exists()
    round.collect(code=3)


@pytest.mark.parametrize("name", ["nobody", "No Body"])
def test_a_file_is_not_accepted_for_one_whom_nobody_knows(round: Round, name: str) -> None:
    data = filled(round.form("liikunta"), {"followup.hyte/jarjestot": LONG, "form.respondent": "Joku muu"})
    round.collect(round.back("a.xlsx", data), code=3)
    answer = round.json("followup resolve", "2026", round.open()[0]["id"], "--use", "accept", "--respondent", name, "--by", "kokous", code=1)
    assert [found["code"] for found in answer["problems"] if found["severity"] == "error"] == ["decision-respondent-unknown"]
    assert not round.kept("decisions.yaml").exists()


@pytest.mark.parametrize("arguments", [["--use", "first", "--by", "kokous"], ["c-1", "--use", "first", "--by", " "]], ids=["of-nothing", "by-nobody"])
def test_half_a_decision_is_a_wrong_use(round: Round, arguments: list[str]) -> None:
    assert round.call("followup resolve", "2026", *arguments).exit_code == 2


def test_a_list_of_originals_that_cannot_be_read_is_told(round: Round) -> None:
    round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}))
    round.kept("originals/list.json").write_text("[{", encoding="utf-8")
    with OutputFolder(round.kept()) as folder:
        kept = list(Originals(folder, problems := Problems()))
    assert [problem.code for problem in problems] == ["originals-list-broken"] and len(kept) == 1


@pytest.mark.parametrize("change", ["{", None], ids=["cut", "another-forms"])
def test_a_record_of_a_form_that_cannot_be_read_is_told(round: Round, change: str | None) -> None:
    path, other = sorted(round.kept("forms").glob("*.json"))[:2]
    path.write_text(change or other.read_text(encoding="utf-8"), encoding="utf-8")
    project = Project(round.source, round.templates, round.out)
    problems = Problems()
    KnownForms(project, prepare_round(project, "2026-11-24", problems), "2026", None, problems)
    assert [(problem.code, problem.at) for problem in problems] == [("form-record-broken", Place(path.as_posix()))]


@pytest.mark.parametrize(
    "code, sentence",
    [
        ("form-wrong-column", "answers in another party's column oppilaitokset: 1"),
        ("form-cell-lost", "the file does not hold what the cell shows: Seuranta!B1"),
        ("form-text-lost", "the file's text does not add up: 3 characters are missing or too many"),
        ("file-set-aside", "the file was set aside by decision"),
        ("file-no-form", "the file is not a follow-up form"),
        ("version-adds", "another form of the same respondent: adds, conflicts 0, changed 0"),
    ],
)
def test_what_is_told_of_files_is_said_in_words(code: str, sentence: str) -> None:
    assert said(code, "en", column="oppilaitokset", count=3 if "lost" in code else 1, where="Seuranta!B1", conflicts=0, changed=0) == sentence


def test_a_picture_is_kept_and_listed_by_its_name(round: Round) -> None:
    round.change("    role: Päijät-Hämeen yrittäjät\n    publish: none\n", "    role: Päijät-Hämeen yrittäjät\n    publish: none\n\n  - id: toinen\n    party: yritykset\n    role: Toinen\n    publish: none\n    format: docx\n")
    round.hand_out()
    data = filled(round.form("toinen"), {OWN: LONG})
    relations = part(data, "word/_rels/document.xml.rels").replace(
        b"</Relationships>", b'<Relationship Id="kuva" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/x.png"/></Relationships>'
    )
    picture = b"\x89PNG\r\n\x1a\nkuva"
    data = repacked(data, {"word/_rels/document.xml.rels": relations, "word/media/x.png": picture})
    round.collect(round.back("a.docx", data), code=3)
    (text,) = round.response("toinen").unplaced
    assert text.text.value.startswith("pictures/") and round.kept(text.text.value).read_bytes() == picture


def test_whoever_decides_a_conflict_is_told_where_each_text_comes_from_and_when(round: Round) -> None:
    mail = letter(filled(round.form("yritykset"), {OWN: OTHER}), "lomake.xlsx")
    round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}), round.back("posti.eml", mail), code=3)
    (matter,) = round.open()
    assert dict(zip(matter["texts"], matter["sources"])) == {LONG: "a.xlsx", OTHER: "posti.eml › lomake.xlsx, 1.12.2026"}


def test_a_mail_that_brings_no_form_waits_with_its_words(round: Round) -> None:
    mail = letter(b"%PDF-1.4", "skannattu.pdf", f"Vastauksemme: {LONG}")
    answer = round.collect(round.back("posti.eml", mail), code=3)
    assert [file["unplaced"] for file in answer["files"] if file["status"] == "flagged"] == [[{"text": f"Vastauksemme: {LONG}", "where": "posti.eml", "near": None}]]
    (matter,) = round.open()
    assert matter["texts"][-1] == f"Vastauksemme: {LONG}" and "letter-without-form" in round.kept("collected.yaml").read_text(encoding="utf-8")
    round.decide(matter["id"], "accept", "--respondent", "yritykset", code=3)
    (text,) = round.response("yritykset").unplaced
    round.decide(text.id.value, "text", "--at", "hyte/yritykset", "--text", LONG, code=1)
    assert round.answers("yritykset") == {"hyte/yritykset": LONG} and round.open() == []


def test_a_mail_that_brings_no_form_can_be_set_aside(round: Round) -> None:
    round.collect(round.back("posti.eml", letter(b"%PDF-1.4", "kutsu.pdf", "Kutsu kahville.")), code=3)
    round.decide(round.open()[0]["id"], "none", code=1)
    assert round.open() == []


def test_a_response_that_a_person_has_changed_since_is_not_replaced(round: Round) -> None:
    round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}))
    path = round.kept("yritykset.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace(LONG, OTHER), encoding="utf-8")
    before = path.read_bytes()
    answer = round.collect(round.answered("liikunta", "b.xlsx", {"followup.hyte/jarjestot": LONG}), code=1)
    assert [found["code"] for found in answer["problems"]] == ["response-by-hand"] and path.read_bytes() == before
    path.unlink()
    round.collect()
    assert round.answers("yritykset") == {"hyte/yritykset": LONG}


def test_a_response_that_a_person_wrote_for_another_stands_beside_those_collected(round: Round) -> None:
    path = round.kept("oppilaitokset.yaml")
    path.write_text("year: 2026\nedition: 2026\nrespondent: oppilaitokset\nparty: oppilaitokset\n", encoding="utf-8")
    before = path.read_bytes()
    assert round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}))["problems"] == [] and path.read_bytes() == before


def test_a_year_of_invented_answers_takes_none_in(round: Round) -> None:
    path = round.kept("yritykset.yaml")
    path.write_text("year: 2026\nedition: 2026\nrespondent: yritykset\nexample: true\nparty: yritykset\n", encoding="utf-8")
    answer = round.collect(round.answered("liikunta", "a.xlsx", {"followup.hyte/jarjestot": LONG}), code=1)
    assert [found["code"] for found in answer["problems"]] == ["round-is-example"] and not round.kept("originals").exists()


def test_line_ends_of_another_system_are_no_edit(round: Round) -> None:
    round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}))
    path = round.kept("yritykset.yaml")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert round.collect()["problems"] == []


def test_the_answers_of_an_original_that_is_gone_stay(round: Round) -> None:
    round.collect(round.answered("yritykset", "a.xlsx", {OWN: LONG}))
    next(round.kept("originals").glob("*.xlsx")).unlink()
    round.collect(code=1)
    assert round.answers("yritykset") == {"hyte/yritykset": LONG}


def test_a_mail_whose_form_waits_waits_with_it(round: Round) -> None:
    form = filled(round.form("liikunta"), {"followup.hyte/jarjestot": LONG, "form.respondent": "Joku muu"})
    round.collect(round.back("posti.eml", letter(form, "lomake.xlsx", "Hei!")), code=3)
    (matter,) = round.open()
    round.decide(matter["id"], "accept", "--respondent", "liikunta", code=3)
    assert [text.text.value for text in round.response("liikunta").unplaced] == ["Hei!"]
