"""The filled table of a real round through the commands: read back whole, and a clear sentence where there is nothing to show."""

from pathlib import Path

import pytest

from flows.workshop import SMALL, Workshop, target
from minimal import RESPONSE, replaced

REAL = replaced("example: true\n", "", RESPONSE)
HEAD = 'year: 2025\nedition: "2026"\nrespondent: jarjestot\nparty: jarjestot\n'
CONFLICT = "conflicts:\n  - {id: c1, row: hanke, column: jarjestot, first: Yksi, second: Kaksi}\n"
UNPLACED = "unplaced:\n  - {id: u1, text: Irrallinen, where: kommentti}\n"
LINES = replaced("    text: Teimme hankkeen.\n", "    text: |-\n      Teimme hankkeen.\n\n      Ja toisenkin.\n", REAL)


def workshop(folder: Path, response: str, source: str = SMALL) -> Workshop:
    return Workshop(folder / "project", source, response)


@pytest.mark.parametrize("response", [REAL, LINES, REAL + CONFLICT], ids=["plain", "lines", "conflict"])
def test_the_meetings_table_is_read_back_whole_in_all_its_formats(tmp_path: Path, response: str) -> None:
    project = workshop(tmp_path, response)
    project.run("build", "table-filled")
    judged = {file["path"]: file for file in project.json("verify", *map(str, sorted(project.out.glob("taytetty-2025.*"))))["files"]}
    assert len(judged) == 3 and {file["verdict"] for file in judged.values()} == {"current"}


def test_a_table_with_undecided_cells_is_made_and_the_builder_is_told(tmp_path: Path) -> None:
    said = workshop(tmp_path, REAL + CONFLICT).run("build", "table-filled")
    assert "undecided cells of the year 2025: 1; the table says where [round-conflicts]" in said and "followup resolve 2025" in said


@pytest.mark.parametrize(
    ("response", "code"), [(HEAD + CONFLICT + UNPLACED, "round-undecided"), (HEAD + UNPLACED, "round-undecided"), (HEAD, "round-blank")]
)
def test_a_round_without_any_answer_gives_a_sentence_and_no_table(tmp_path: Path, response: str, code: str) -> None:
    project = workshop(tmp_path, response)
    said = project.run("build", "table-filled", code=1)
    assert f"[{code}]" in said and "followup " in said and not list(project.out.glob("taytetty*"))


@pytest.mark.parametrize(("response", "code"), [(HEAD + CONFLICT, "round-undecided-made"), (HEAD, "round-blank-made")])
def test_all_other_outputs_are_made_where_a_round_has_no_answer(tmp_path: Path, response: str, code: str) -> None:
    project = workshop(tmp_path, response)
    assert f"[{code}]" in project.run("build") and {target(entry)[0] for entry in project.manifest()["outputs"]} == {"deck", "word", "table-blank", "web.word", "pdf.word", "pdf.table-blank"}


def test_a_round_that_waits_is_not_replaced_by_an_earlier_one(tmp_path: Path) -> None:
    project = workshop(tmp_path, HEAD + CONFLICT)
    earlier = project.answers.parents[1] / "2024" / "jarjestot.yaml"
    earlier.parent.mkdir()
    earlier.write_text(replaced("year: 2025", "year: 2024", REAL), encoding="utf-8")
    assert "[round-undecided]" in project.run("build", "table-filled", code=1)
    assert "taytetty-2024.docx" in project.run("build", "table-filled", "--year", "2024")
