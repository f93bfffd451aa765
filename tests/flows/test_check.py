"""`check`: all that can be said of source and templates, in both languages, with the exit codes that are promised; it writes nothing."""

import re
import pytest

from flows.workshop import ROOT, Workshop, everything
from pipeline.formats.package import pack, unpack


def codes(answer: dict, severity: str = "") -> list[str]:
    """The codes of the problems, of one severity or all."""
    return [problem["code"] for problem in answer["problems"] if problem["severity"] in (severity or problem["severity"])]


def break_everywhere(workshop: Workshop) -> None:
    """One fault of the content, one of a response, one of the words, one of the layouts."""
    workshop.change("    link: laki\n", "    link: lakki\n")
    workshop.answers.write_text(workshop.answers.read_text(encoding="utf-8").replace("text: K\n", "text: Q\n"), encoding="utf-8")
    with workshop.templates.joinpath("words.yaml").open("a", encoding="utf-8") as words:
        words.write("contents: toisen kerran\n")
    with workshop.templates.joinpath("layouts.yaml").open("a", encoding="utf-8") as layouts:
        layouts.write("slides: {}\n")


def test_a_sound_source_passes(fresh: Workshop) -> None:
    said = fresh.run("check")
    assert said.splitlines()[-1] == "Checked: 0 errors, 0 warnings, 2 notes."


def test_errors_fail(fresh: Workshop) -> None:
    fresh.change("    link: laki\n", "    link: lakki\n")
    said = fresh.run("check", code=1)
    assert "[unknown-reference]" in said and "hint: is laki meant?" in said
    assert said.splitlines()[-1].startswith("To be mended: 1 errors")


def test_warnings_fail_only_when_strict(fresh: Workshop) -> None:
    fresh.change("    checked: 2026-10-01\n", "")
    assert fresh.json("check")["counts"] == {"error": 0, "warning": 1, "note": 2}
    assert fresh.json("check", "--strict", code=1)["strict"] is True
    assert "To be mended: 0 errors, 1 warnings" in fresh.run("check", "--strict", code=1)


def test_notes_do_not_fail_even_when_strict(fresh: Workshop) -> None:
    assert codes(fresh.json("check", "--strict"), "note") == ["corrections-to-review", "open-question"]


def test_freshness_is_judged_on_the_day_that_is_given(fresh: Workshop) -> None:
    assert "link-old" not in codes(fresh.json("check", "--today", "2027-10-01"))
    assert "link-old" in codes(fresh.json("check", "--today", "2027-10-02"))
    assert "date-ahead" in codes(fresh.json("check", "--today", "2026-09-30", code=1))
    assert "plan-run-out" in codes(fresh.json("check", "--today", "2030-01-01"))


@pytest.mark.parametrize("day", ["24.11.2026", "2026-02-30", "eilen", ""])
def test_a_day_that_is_none_is_wrong_usage(fresh: Workshop, day: str) -> None:
    fresh.run("check", "--today", day, code=2)


@pytest.mark.parametrize("language", ["fi", "en"])
def test_all_problems_are_told_at_once_in_both_languages(fresh: Workshop, language: str) -> None:
    break_everywhere(fresh)
    said = fresh.run("check", "--lang", language, code=1)
    for code in ("unknown-reference", "answer-choice", "yaml-key-twice", "unknown-key", "open-question"):
        assert said.count(f"[{code}]") == 1, code
    for name in ("handbook.yaml:", "jarjestot.yaml:", "words.yaml:", "layouts.yaml:"):
        assert name in said
    assert (" virhe: " if language == "fi" else " error: ") in said


def test_the_object_has_every_problem_with_its_place(fresh: Workshop) -> None:
    break_everywhere(fresh)
    answer = fresh.json("check", code=1)
    assert answer.keys() == {"strict", "counts", "fit", "problems"} and answer["fit"] == []
    assert set(codes(answer, "error")) == {"unknown-reference", "answer-choice", "yaml-key-twice", "unknown-key"}
    for problem in answer["problems"]:
        assert problem.keys() == {"severity", "code", "message", "hint", "path", "line", "column"}
        assert problem["path"] and problem["line"] > 0 and problem["column"] > 0
    assert [answer["counts"][s] for s in ("error", "warning", "note")] == [len(codes(answer, s)) for s in ("error", "warning", "note")]


def test_faults_of_several_templates_are_told_together_and_each_once(fresh: Workshop) -> None:
    for name in ("handbook.pptx", "handbook.docx", "table.docx"):
        (fresh.templates / name).unlink()
    answer = fresh.json("check", code=1)
    assert codes(answer, "error") == ["template-missing"] * 3


def test_text_that_does_not_fit_is_told(fresh: Workshop) -> None:
    fresh.change("Hankkeissa on yhteinen tavoite.", "Hankkeissa on yhteinen tavoite. " * 60)
    told = [problem for problem in fresh.json("check", code=1)["problems"] if problem["code"] == "overfull"]
    lines = fresh.source.read_text(encoding="utf-8").splitlines()
    assert {lines[problem["line"] - 1].split(":")[0].strip() for problem in told} == {"goal"}
    assert all("slide" in problem["message"] and "lines too many" in problem["message"] for problem in told)


def test_it_writes_nothing(fresh: Workshop) -> None:
    before = everything(fresh.folder)
    fresh.run("check")
    fresh.run("check", "--strict", "--json")
    assert everything(fresh.folder) == before and not fresh.out.exists()


def test_a_project_without_anything_is_told_file_by_file(fresh: Workshop) -> None:
    for path in (fresh.source, fresh.templates / "words.yaml", fresh.templates / "layouts.yaml"):
        path.unlink()
    assert codes(fresh.json("check", code=1)) == ["file-missing"] * 3


def test_the_real_source_has_no_errors_and_lists_what_the_owner_must_supply(real: Workshop) -> None:
    answer = real.json("check", "--today", "2026-11-24")
    assert answer["counts"]["error"] == 0
    assert set(codes(answer, "warning")) == {"link-missing"}
    assert {"link-unverified", "corrections-to-review", "open-question"} <= set(codes(answer, "note"))
    questions = [problem["message"] for problem in answer["problems"] if problem["code"] == "open-question"]
    text = (ROOT / "source" / "handbook.yaml").read_text(encoding="utf-8")
    assert len(questions) == text.partition("\nquestions:")[2].count("  - id: ")
    first = text.partition("\nquestions:")[2].partition("\n\n")[0]
    assert "    lines: 59\n" in first and questions[0].removeprefix("open question: ") in first


def test_the_real_source_is_as_it_was_after_every_command(real: Workshop) -> None:
    before = everything(real.source.parent)
    for command in ("check", "build", "verify"):
        real.run(command)
    assert everything(real.source.parent) == before


def test_notes_come_first_and_errors_last_each_in_the_order_of_the_file(fresh: Workshop) -> None:
    fresh.change("act: laki", "act: lakki")
    said = [line for line in fresh.run("check", code=1).splitlines() if line.endswith("]")]
    order = [re.search(r"(note|warning|error): ", line)[1] for line in said]
    assert order == sorted(order, key=("note", "warning", "error").index) and order[-1] == "error"
    notes = [int(re.search(r":(\d+):\d+: note", line)[1]) for line in said if ": note: " in line]
    assert notes == sorted(notes)


def test_what_only_the_forms_of_recipients_lack_is_told_before_they_are_made(fresh: Workshop) -> None:
    words = fresh.templates / "words.yaml"
    words.write_text(words.read_text(encoding="utf-8").replace("form.own: Panoksemme vuonna {year}\n", ""), encoding="utf-8")
    assert set(codes(fresh.json("check", code=1), "error")) == {"word-missing"}


def without_layouts_of_a_meeting(workshop: Workshop) -> None:
    """A template as it was before there were decks of meetings."""
    path = workshop.templates / "handbook.pptx"
    parts = {name: packed.inflate() for name, packed in unpack(path.read_bytes()).items()}
    path.write_bytes(pack({name: part.replace(b'name="Yhteenveto', b'name="Vanha').replace(b'name="Tavoite ja', b'name="Vanha') for name, part in parts.items()}))


def test_layouts_of_a_meeting_may_lack_where_no_output_is_its_deck(fresh: Workshop) -> None:
    without_layouts_of_a_meeting(fresh)
    assert "template-layout-missing" in codes(fresh.json("check", code=1), "error")
    fresh.change("    formats: [docx, xlsx, pptx]\n", "    formats: [docx, xlsx]\n")
    assert codes(fresh.json("check"), "error") == []
    answer = fresh.json("template check", str(fresh.templates / "handbook.pptx"))
    assert "template-layout-missing" not in codes(answer)
