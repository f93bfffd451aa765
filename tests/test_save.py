"""What the program writes as YAML, the loader reads as the same value."""

from pathlib import Path
from unicodedata import normalize

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.model.form import Answer, Response
from pipeline.model.handbook import Group
from pipeline.model.reference import Id, Statement, Statements, Text, Year
from pipeline.problems import Problems
from pipeline.source.load import load
from pipeline.source.plaintext import FORBIDDEN
from pipeline.source.save import savable, save

NOTE = "Tämän tiedoston kirjoittaa ohjelma."


def loaded(data: bytes, folder: Path, kind: type) -> object:
    problems, path = Problems(), folder / "x.yaml"
    path.write_bytes(data)
    value = load(path, kind, problems)
    assert not len(problems), [problem.lines("en") for problem in problems]
    return value


def response(text: str) -> Response:
    return Response(Year("2026"), Id("e"), Id("jarjestot"), answers=(Answer(Id("hanke"), Id("jarjestot"), Text(text)),))


def saved_text(text: str, folder: Path) -> str:
    value = loaded(save(response(text), NOTE), folder, Response)
    assert isinstance(value, Response)
    return value.answers[0].text.value


_TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("\n\t #:-[]{}|>%&*!'\"\\,?@`~=\u00a0\u2028\ufffd\u0308")), max_size=60)


@given(_TEXTS)
@example("a\n  b\n\n c")
@example("yksi \nkaksi")
@example("a\n\tb")
@example("a\n\u00a0b")
@example("=======\n<<<<<<< x\n---\n...\n%a")
@example("- a: b #c")
@example("a\u0308\r\nb\x0bc")
def test_any_text_comes_back_as_it_can_be_held(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    wanted = savable(text)
    if wanted:
        assert saved_text(text, tmp_path_factory.mktemp("x")) == wanted


@given(_TEXTS)
def test_a_text_of_a_source_is_held_as_it_is(text: str) -> None:
    if not FORBIDDEN.search(text) and text == normalize("NFC", text).strip():
        assert savable(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("no", "no"),
        ("2026-11-24", "2026-11-24"),
        ("Teimme hankkeen.", '"Teimme hankkeen."'),
        ('"K" \\ E', '"\\"K\\" \\\\ E"'),
        ("yksi\n\nkaksi", "|-\n      yksi\n\n      kaksi"),
        ("yksi\n\tkaksi", '"yksi\\n\\tkaksi"'),
    ],
)
def test_a_text_is_written_as_a_person_would(text: str, written: str) -> None:
    assert f"    text: {written}\n" in save(response(text), NOTE).decode()


def test_what_has_its_default_is_left_out_and_keys_stand_in_the_order_of_the_fields() -> None:
    assert save(Response(Year("2026"), Id("e"), Id("a")), NOTE).decode() == f"# {NOTE}\nyear: 2026\nedition: e\nrespondent: a\n"


def test_statements_and_structs_inside_structs_come_back(tmp_path: Path) -> None:
    class Held(msgspec.Struct, frozen=True):
        group: Group
        many: tuple[Group, ...]
        none: tuple[Text, ...]
        right: bool = False

    group = Group(Text("Arvot: kaikki"), Statements((Statement(Id("a"), Text("Yksi")), Statement(Id("b"), Text("# kaksi")))))
    value = Held(group, (group, Group(Text("Tyhjä"), Statements())), (), True)
    assert loaded(save(value, NOTE), tmp_path, Held) == value


def test_a_character_that_no_file_may_hold_is_shown_and_not_dropped(tmp_path: Path) -> None:
    assert saved_text("a\ufffdb\x00c", tmp_path) == "a[U+FFFD]b[U+0000]c"
