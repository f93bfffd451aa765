"""Laws of the tree: every scalar is the text that was typed, everything knows its place, and no file makes the loader raise."""

import gc
import random
import time
import unicodedata

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from minimal import MINIMAL
from pipeline.model.content import Content, Source
from pipeline.model.rules import check_content
from pipeline.problems import Problems, Span
from pipeline.source import yamltext
from pipeline.source.shape import read
from pipeline.source.yamltext import Mapping, Node, Scalar, Sequence, read_tree


def tree_of(text: str | bytes) -> Node:
    """The tree of a text without faults."""
    problems = Problems()
    tree = read_tree(text.encode() if isinstance(text, str) else text, "a.yaml", problems)
    assert not list(problems)
    return tree


def places(node: Node) -> object:
    """All that a tree says, and where: the spans, values and styles."""
    if isinstance(node, Scalar):
        return node.span, node.value, node.style
    if isinstance(node, Sequence):
        return node.span, [places(item) for item in node.items]
    return node.span, [(places(key), places(value)) for key, value in node.entries], node.complete


def value_of(text: str) -> Scalar:
    """The value of the only key of `a: …`."""
    tree = tree_of(text)
    assert isinstance(tree, Mapping)
    return tree.entries[0][1]


@pytest.mark.parametrize(
    "typed",
    "no yes on off y n true null ~ = 12:30 190:20:30 0042 0o17 0x1F 1_000 1.10 1e3 .inf .nan 2026-11-24 2026-11-24T10:00:00 612/2021 K/E 7\u00a0§ 7§ -- ... +1".split(" "),
)
def test_every_scalar_stays_the_text_that_was_typed(typed: str) -> None:
    found = value_of(f"a: {typed}\n")
    assert (found.value, found.span, found.style) == (typed, Span("a.yaml", 1, 4, 1, 4 + len(typed)), "")


@pytest.mark.parametrize(
    ("typed", "value", "style"),
    [
        ("Kolme sanaa tässä", "Kolme sanaa tässä", ""),
        ("'Anna''n opas'", "Anna'n opas", "'"),
        ('"a\\tb\\u00e4 \\"c\\""', 'a\tbä "c"', '"'),
        ('"a\\u0308"', "ä", '"'),
        ("|\n  a\n\n  b", "a\n\nb", "|"),
        (">\n  a\n  b", "a b", ">"),
        ("yksi\n  kaksi", "yksi kaksi", ""),
        ("a#b", "a#b", ""),
        ("a:b", "a:b", ""),
        ("https://example.fi/#a", "https://example.fi/#a", ""),
    ],
)
def test_styles_give_their_text(typed: str, value: str, style: str) -> None:
    found = value_of(f"a: {typed}\n")
    assert (found.value.rstrip("\n"), found.style) == (value, style)


def test_places_are_one_based_code_points_with_an_exclusive_end() -> None:
    tree = tree_of("# ensin\n𝒳ä: ääni\nb:\n  - 'x y'\n")
    (key, value), (_, items) = tree.entries
    assert key.span == Span("a.yaml", 2, 1, 2, 3)
    assert value.span == Span("a.yaml", 2, 5, 2, 9)
    assert items.span[:3] == ("a.yaml", 4, 3)
    assert items.items[0].span == Span("a.yaml", 4, 5, 4, 10)


def test_an_empty_plain_value_is_empty_and_a_quoted_one_is_not() -> None:
    assert value_of("a:\n").empty and value_of("a: # x\n").empty
    assert not value_of("a: ''\n").empty


def test_flow_and_block_give_the_same_values() -> None:
    def plain(node: Node) -> object:
        if isinstance(node, Scalar):
            return node.value
        if isinstance(node, Sequence):
            return [plain(item) for item in node.items]
        return [(key.value, plain(value)) for key, value in node.entries]

    assert plain(tree_of("a: [x, {b: y}]\n")) == plain(tree_of("a:\n  - x\n  - b: y\n"))


@pytest.mark.parametrize(
    "changed",
    [
        MINIMAL.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + MINIMAL.encode(),
        unicodedata.normalize("NFD", MINIMAL).encode(),
        b"\xef\xbb\xbf" + unicodedata.normalize("NFD", MINIMAL.replace("\n", "\r\n")).encode(),
    ],
    ids=["CRLF", "BOM", "NFD", "all of them"],
)
def test_line_ends_marks_and_composition_do_not_change_the_tree(changed: bytes) -> None:
    assert changed != MINIMAL.encode()
    assert places(tree_of(changed)) == places(tree_of(MINIMAL))


def test_a_document_mark_at_the_top_is_welcome() -> None:
    assert value_of("---\na: b\n").value == "b"


def test_twenty_levels_are_read() -> None:
    tree_of("[" * 20 + "]" * 20)


@pytest.mark.parametrize("kept", ["😀", "\u05d0\u202e", "maa\u00adkunta", "a\u200bb", "a\u200db", "7\u00a0§", "\U0001f1eb\U0001f1ee"])
def test_unusual_but_harmless_characters_are_kept(kept: str) -> None:
    assert value_of(f"a: x{kept}x\n").value == f"x{kept}x"


def test_faults_that_leave_the_rest_readable_are_told_together() -> None:
    problems = Problems()
    tree = read_tree(b"a: &x 1\na: 2\nb: !t 3\nc: *x\n<<: {}\n", "a.yaml", problems)
    assert [p.code for p in problems] == ["yaml-anchor", "yaml-key-twice", "yaml-tag", "yaml-alias", "yaml-merge"]
    assert [key.value for key, _ in tree.entries] == ["a", "b", "c"] and not tree.complete


def test_a_key_twice_names_both_lines() -> None:
    problems = Problems()
    read_tree(b"a: 1\nb: 2\na: 3\n", "a.yaml", problems)
    (problem,) = problems
    assert problem.at.line == 3 and dict(problem.values)["first"] == "1"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("a: yksi kaksi # kolme\n", (1, 15)),
        ("- yksi kaksi # kolme\n", (1, 14)),
        ("a:\n  yksi\n  kaksi # kolme\n", (3, 9)),
        ("a: Opas #1\n", (1, 9)),
        ("a: Tapahtumien #toteuttaminen\n", (1, 16)),
        ("a: draft # luonnos\n", None),
        ("a: 'yksi kaksi' # kolme\n", None),
        ("a: yksi kaksi\n# kolme\n", None),
        ("a: yksi#kaksi kolme\n", None),
        ("a: 'yksi # kaksi'\n", None),
        ("a: |\n  yksi # kaksi\n", None),
    ],
)
def test_a_comment_that_cuts_a_sentence_is_a_warning(text: str, cut: tuple[int, int] | None) -> None:
    problems = Problems()
    assert read_tree(text.encode(), "a.yaml", problems) is not None
    assert [(p.code, p.severity, p.at[1:3]) for p in problems] == ([("yaml-comment-cuts", "warning", cut)] if cut else [])


def test_more_values_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamltext, "MAX_NODES", 100)
    problems = Problems()
    assert read_tree(b"- x\n" * 200, "a.yaml", problems) is None
    assert [(p.code, p.at.line) for p in problems] == [("yaml-many", 101)]


def test_a_file_of_1_500_lines_takes_less_than_40_ms_of_cpu() -> None:
    lines = "\n".join(f"k{n}:\n  - id: a\n    text: Kolme sanaa tässä, ja vielä muutama.\n" for n in range(500)).encode()
    assert lines.count(b"\n") >= 1500
    best = min(_seconds(lines) for _ in range(5))
    assert best < 0.040


def _seconds(data: bytes) -> float:
    """Without the garbage collector, as the command runs."""
    gc.disable()
    try:
        start = time.process_time()
        read_tree(data, "a.yaml", Problems())
        return time.process_time() - start
    finally:
        gc.enable()


def loads(data: bytes) -> Problems:
    """Load as the source and check it; anything but reports is an exception, and nothing without an error is None."""
    problems = Problems()
    tree = read_tree(data, "a.yaml", problems)
    value = None if tree is None else read(tree, Source, problems)
    assert value is not None or problems.errors()
    if value is not None:
        check_content(Content(value), problems, "2026-11-24")
    for problem in problems:
        assert problem.at.line >= 1 and problem.at.column >= 1
        assert problem.lines("fi") and problem.lines("en")
    return problems


def mutants(count: int) -> list[str]:
    """Small slips of a hand, always the same ones."""
    chance, lines = random.Random(1), MINIMAL.split("\n")
    found = []
    for number in range(count):
        at, line = chance.randrange(len(MINIMAL)), chance.randrange(len(lines) - 1)
        if number % 4 == 0:
            found.append(MINIMAL[:at] + MINIMAL[at + 1 :])
        elif number % 4 in (1, 2):
            found.append(MINIMAL[:at] + chance.choice(":#-[]{}&*!|>'\"%@`?,\\\t\u00a0\x0b\r\n ") + MINIMAL[at:])
        elif number % 8 == 3:
            found.append("\n".join(lines[:line] + [lines[line + 1], lines[line]] + lines[line + 2 :]))
        else:
            found.append("\n".join(lines[:line] + [" " * chance.randint(1, 3) + lines[line]] + lines[line + 1 :]))
    return found


@pytest.mark.parametrize("loader", [yamltext.LOADER, yaml.SafeLoader], ids=["libyaml", "pyyaml"])
def test_no_slip_of_the_hand_makes_the_loader_raise(loader: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamltext, "LOADER", loader)
    refused = sum(bool(loads(mutant.encode()).errors()) for mutant in mutants(320))
    assert refused > 150


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_make_the_loader_raise(data: bytes) -> None:
    loads(data)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=":#-[]{}&*!|>'\"%@`?,\\ \n\t~<=ab1é\u0308", max_size=60))
def test_no_text_of_signs_makes_the_loader_raise(text: str) -> None:
    loads(text.encode())


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\u2028\u2029\ufeff\ufffd\ufffe\uffff"), min_size=1, max_size=40))
def test_any_text_in_quotes_comes_back_composed(text: str) -> None:
    quoted = text.replace("'", "''")
    assert value_of(f"a: '{quoted}'\n").value == unicodedata.normalize("NFC", text)
