"""Laws of the shapes: the annotations decide the type, and every fault of a file is told at its own place."""

import json
import os
from pathlib import Path
from typing import Annotated, Literal, Union

import jsonschema
import msgspec
import pytest

from minimal import MINIMAL, RESPONSE, replaced
from pipeline.model.content import Source
from pipeline.model.form import Response
from pipeline.model.entry import Entry
from pipeline.model.reference import Date, Id, Statements, Text
from pipeline.problems import Problems, Span
from pipeline.source.load import load, load_responses, load_source, load_words
from pipeline.source.schema import json_schema
from pipeline.source.shape import read
from pipeline.source.yamltext import Mapping, Node, Scalar, read_tree

ROOT = Path(__file__).parent.parent


class Leaf(Entry):
    id: Id
    words: str = ""
    share: float = 0.0
    count: Annotated[int, msgspec.Meta(ge=1, le=9)] = 1
    shown: bool = False
    day: Date | None = None
    choice: Literal["yes", "no"] = "no"


class First(Entry, tag_field="kind", tag="first"):
    id: Id


class Second(Entry, tag_field="kind", tag="second"):
    id: Id
    text: Statements = Statements()


def values(text: str, kind: object) -> tuple[object, list[tuple[str, int, int]]]:
    """What `text` gives as `kind`, and what was reported with line and column."""
    problems = Problems()
    tree = read_tree(text.encode(), "a.yaml", problems)
    value = None if tree is None else read(tree, kind, problems)
    return value, [(p.code, p.at.line, p.at.column) for p in problems]


def test_the_smallest_handbook_is_read_without_a_word() -> None:
    source, said = values(MINIMAL, Source)
    assert said == []
    assert source.handbook.title == "Käsikirja" and source.handbook.title.span == Span("a.yaml", 2, 10, 2, 19)
    assert source.terms[0].confirmed == "yes" and source.followup.development.blank_rows == 4
    assert [section.__struct_config__.tag for section in source.chapters[1].sections] == ["law", "strategy", "plans", "priorities", "boxes"]
    assert list(source.practices[0].county)[0].text == "Tuetaan"


def test_a_response_is_read() -> None:
    response, said = values(RESPONSE, Response)
    assert said == []
    assert response.example is True and response.answers[1].text == "K" and response.items[0].responsible is None


def test_the_annotation_decides_the_type() -> None:
    leaf, said = values("id: a\nwords: no\nshare: 0.25\ncount: 9\nshown: true\nday: 2026-11-24\nchoice: no\n", Leaf)
    assert said == []
    assert leaf == Leaf(Id("a"), "no", 0.25, 9, True, Date("2026-11-24"), "no")
    assert type(leaf.id) is Id and type(leaf.day) is Date


def test_keys_left_out_take_their_defaults() -> None:
    assert values("id: a\n", Leaf) == (Leaf(Id("a")), [])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("share: 1,5", "wrong-value"),
        ("share: .inf", "wrong-value"),
        ("count: 0", "out-of-range"),
        ("count: 10", "out-of-range"),
        ("count: 1.0", "wrong-value"),
        ("count: ٣", "wrong-value"),
        ("count: 99999999999", "wrong-value"),
        ("shown: True", "wrong-value"),
        ("shown: yes", "wrong-value"),
        ("shown: 1", "wrong-value"),
        ("day: 2026-02-29", "wrong-value"),
        ("day:", "empty-value"),
        ("day: ~", "wrong-value"),
        ("choice: maybe", "unknown-choice"),
        ("words: [a]", "text-in-brackets"),
        ("words:\n  - a", "wrong-kind"),
        ("words:", "empty-value"),
    ],
)
def test_a_value_of_another_shape_is_refused(line: str, code: str) -> None:
    value, said = values(f"id: a\n{line}\n", Leaf)
    assert value is None and [problem[0] for problem in said] == [code]


def test_every_fault_is_told_and_none_hides_its_neighbours() -> None:
    text = "- id: A\n  cuont: 3\n- day: x\n- id: b\n  shown: maybe\n- text\n-\n- id: c\n- id: C\n"
    value, said = values(text, tuple[Leaf, ...])
    assert value is None
    assert sorted(said, key=lambda at: at[1:]) == [
        ("wrong-value", 1, 7),
        ("unknown-key", 2, 3),
        ("missing-key", 3, 3),
        ("wrong-value", 3, 8),
        ("wrong-value", 5, 10),
        ("wrong-kind", 6, 3),
        ("empty-value", 7, 2),
        ("id-twice", 9, 7),
        ("wrong-value", 9, 7),
    ]


def test_an_unknown_key_names_the_nearest_that_is_still_free() -> None:
    problems = Problems()
    read(read_tree(b"id: a\nshwon: true\n", "a.yaml", problems), Leaf, problems)
    assert problems.errors()[0].hint("en") == "is shown meant?"


def test_an_unknown_key_that_resembles_nothing_has_no_hint() -> None:
    problems = Problems()
    read(read_tree(b"id: a\nxyzzy: true\n", "a.yaml", problems), Leaf, problems)
    assert problems.errors()[0].hint("fi") is None


def test_the_tag_chooses_among_structs() -> None:
    kinds = tuple[Union[First, Second], ...]
    value, said = values("- {kind: second, id: a, text: {b: c}}\n- {id: d, kind: first}\n", kinds)
    assert said == [] and [type(entry) for entry in value] == [Second, First]
    assert values("- {kind: first, id: a, text: {b: c}}\n", kinds)[1] == [("unknown-key", 1, 24)]
    assert values("- {kind: frist, id: a}\n", kinds)[1] == [("unknown-kind", 1, 10)]
    assert values("- {id: a}\n", kinds)[1] == [("missing-kind", 1, 3)]


def test_mappings_of_any_key_keep_their_order() -> None:
    assert values("b: 1\na: 2\n", dict[str, int]) == ({"b": 1, "a": 2}, [])
    assert values("b: 1\na: x\n", dict[str, int])[1] == [("wrong-value", 2, 4)]


def test_texts_lose_the_blanks_round_them_and_keep_the_rest() -> None:
    value, _ = values("a: |\n  yksi\n\n  kaksi\n\nb: '  kolme  '\n", dict[str, Text])
    assert value == {"a": "yksi\n\nkaksi", "b": "kolme"}


def test_a_long_wrong_value_is_quoted_short() -> None:
    problems = Problems()
    read(read_tree(b"id: " + b"x" * 5000, "a.yaml", problems), Leaf, problems)
    assert len(problems.errors()[0].message("fi")) < 250


# Files


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: None, "file-missing"),
        (lambda path: path.mkdir(), "file-is-folder"),
        (lambda path: path.write_bytes(b""), "yaml-empty"),
        (lambda path: path.symlink_to(path), "file-missing"),
    ],
    ids=["missing", "folder", "empty", "a link to itself"],
)
def test_a_file_that_is_none_gets_one_sentence(make, code: str, tmp_path: Path) -> None:
    path, problems = tmp_path / "handbook.yaml", Problems()
    try:
        make(path)
    except OSError as error:
        pytest.skip(f"this system makes no such file: {error}")
    assert load_source(path, problems) is None
    assert [p.code for p in problems] in ([code], ["file-unreadable"])
    assert problems.errors()[0].at.path == path.as_posix()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a system with pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "handbook.yaml")
    problems = Problems()
    assert load_source(tmp_path / "handbook.yaml", problems) is None
    assert [p.code for p in problems] == ["file-unreadable"]


def test_a_name_with_a_nul_is_a_problem_and_no_traceback() -> None:
    problems = Problems()
    assert load(Path("a\0.yaml"), Leaf, problems) is None
    assert len(problems.errors()) == 1


def test_spans_say_the_path_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("source").mkdir()
    Path("source", "handbook.yaml").write_text(replaced("fi-FI", "suomi"), encoding="utf-8")
    problems = Problems()
    load_source(Path("source", "handbook.yaml"), problems)
    assert problems.errors()[0].at.path == "source/handbook.yaml"


def test_a_file_with_warnings_only_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text("a: yksi kaksi # kolme\n", encoding="utf-8")
    problems = Problems()
    assert load_words(tmp_path / "w.yaml", problems) == {"a": "yksi kaksi"}
    assert [p.code for p in problems] == ["yaml-comment-cuts"]


def test_responses_are_read_by_year_and_the_round_and_decisions_are_not(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml", "round.yaml", "decisions.yaml", ".c.yaml", "notes.txt"):
        (tmp_path / "2025").mkdir(exist_ok=True)
        text = RESPONSE.replace("respondent: jarjestot", f"respondent: {name[0]}") if name[1:] == ".yaml" else "][ no YAML"
        (tmp_path / "2025" / name).write_text(text, encoding="utf-8")
    (tmp_path / "2025" / "originals").mkdir()
    (tmp_path / "2026").mkdir()
    problems = Problems()
    responses = load_responses(tmp_path, problems)
    assert not list(problems)
    assert {year: [r.respondent.value for r in found] for year, found in responses.items()} == {"2025": ["a", "b"], "2026": []}


def test_one_broken_response_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "2025").mkdir()
    (tmp_path / "2025" / "a.yaml").write_text("year: [", encoding="utf-8")
    (tmp_path / "2025" / "b.yaml").write_text(RESPONSE, encoding="utf-8")
    problems = Problems()
    assert len(load_responses(tmp_path, problems)["2025"]) == 1
    assert [Path(p.at.path).name for p in problems.errors()] == ["a.yaml"]


def test_a_response_in_the_folder_of_another_year_is_refused(tmp_path: Path) -> None:
    (tmp_path / "2024").mkdir()
    (tmp_path / "2024" / "a.yaml").write_text(RESPONSE, encoding="utf-8")
    problems = Problems()
    load_responses(tmp_path, problems)
    assert [(p.code, p.at.line, p.at.column) for p in problems] == [("response-year", 1, 7)]


def test_no_folder_of_responses_is_no_problem(tmp_path: Path) -> None:
    problems = Problems()
    assert load_responses(tmp_path / "responses", problems) == {} and not list(problems)


# Schema


def as_an_editor_reads(node: Node) -> object:
    """The tree as YAML 1.2's core schema gives it: plain digits are numbers, plain true and false are booleans."""
    if isinstance(node, Mapping):
        return {key.value: as_an_editor_reads(value) for key, value in node.entries}
    if not isinstance(node, Scalar):
        return [as_an_editor_reads(item) for item in node.items]
    if node.style == "" and node.value.isdecimal():
        return int(node.value)
    return {"true": True, "false": False}.get(node.value, node.value) if node.style == "" else node.value


def faults(text: str) -> list[str]:
    tree = read_tree(text.encode(), "a.yaml", Problems())
    validator = jsonschema.Draft202012Validator(json_schema())
    return [error.message for error in validator.iter_errors(as_an_editor_reads(tree))]


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_the_schema_agrees_with_the_loader_on_the_smallest_handbook() -> None:
    assert faults(MINIMAL) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("fi-FI", "suomi"),
        ("kind: law", "kind: lw"),
        ("status: draft", "status: drft"),
        ("publisher: H", "publihser: H"),
        ("blank_rows: 4", "blank_rows: 41"),
        ("period: 2026–2029", "period: 2026-2029"),
        ("file: kasikirja", "file: käsikirja"),
        ("  document: Käsikirja\n", ""),
        ("        text:\n          p1: \"", "        text:\n          P1: \""),
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(old: str, new: str) -> None:
    text = replaced(old, new)
    assert values(text, Source)[0] is None and faults(text)


def test_the_handbook_follows_the_schema() -> None:
    assert faults((ROOT / "source" / "handbook.yaml").read_text(encoding="utf-8")) == []


def test_the_schema_beside_the_source_is_up_to_date() -> None:
    assert json.loads((ROOT / "source" / "handbook.schema.json").read_text(encoding="utf-8")) == json_schema()


def test_the_source_names_its_schema() -> None:
    with (ROOT / "source" / "handbook.yaml").open(encoding="utf-8") as file:
        assert "$schema=handbook.schema.json" in file.readline()


def test_descriptions_and_defaults_reach_the_editor() -> None:
    definitions = json_schema()["$defs"]
    assert definitions["Practice"]["properties"]["goal"]["description"] == "Yhteinen tavoite; sama lause seurantataulukossa."
    assert definitions["TextSection"]["properties"]["text"]["default"] == {}
