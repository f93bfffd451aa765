"""Whatever harmless things are done to a filled form, its answers come back; where certainty is gone, every text is listed, and none is in a wrong place."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.desk import FORMATS, desk
from flows.hands import GOALS, HEAD, Book, Word, block, typed

Hand = Word | Book
HARMLESS: dict[str, Callable[[Hand], None]] = {
    "a row moved down": lambda form: form.move_row("hyte", "tilat"),
    "a row moved up": lambda form: form.move_row("avustukset", "verkostot"),
    "rows sorted": lambda form: form.sort_rows("viestinta", "hyte") if isinstance(form, Book) else form.move_row("viestinta", "hyte"),
    "a column moved": lambda form: form.move_column() if form.order[1] == "own" else None,
    "names stripped": lambda form: form.strip_names(),
    "properties stripped": lambda form: form.strip_properties(),
    "the facts deleted": lambda form: form.remove_facts(),
    "runs split": lambda form: form.split_runs(),
    "tracked or shared": lambda form: form.track(),
    "no-break blanks": lambda form: form.spell({" ": "\u00a0"}),
    "soft hyphens": lambda form: form.spell({"j": "j\u00ad"}),
    "no-break hyphens": lambda form: form.spell({"-": "\u2011"}),
    "decomposed": lambda form: form.spell({letter: unicodedata.normalize("NFD", letter) for letter in "äöÄÖ"}),
    "an own row added": lambda form: form.add_row("", "", ""),
}
LAST: dict[str, Callable[[Hand], None]] = {  #: after these, rows and columns have no places that the verbs know
    "nothing": lambda form: None,
    "wrapped": lambda form: form.wrap(),
    "the table split": lambda form: form.split("tapahtumat"),
}
letters = st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co"), blacklist_characters="\ufeff\ufffe\uffff")
texts = st.one_of(st.text(letters, min_size=1, max_size=30), st.lists(st.text(letters, min_size=1, max_size=12), min_size=2, max_size=3).map("\n".join)).filter(lambda text: text.strip() != "" and not text.strip().startswith("="))
answers = st.dictionaries(st.sampled_from(GOALS), texts, max_size=7)
choices = st.dictionaries(st.sampled_from(GOALS), st.sampled_from(["K", "E"]), max_size=7)


def same(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\u2011", "-").split())


@pytest.mark.parametrize("format", FORMATS)
@settings(deadline=None, max_examples=40)
@given(answers, choices, st.lists(st.sampled_from(sorted(HARMLESS)), max_size=5, unique=True), st.sampled_from(sorted(LAST)))
def test_harmless_edits_leave_every_answer_in_its_place(format: str, said: dict[str, str], chosen: dict[str, str], edits: list[str], last: str) -> None:
    fields = {block(goal, "own"): text for goal, text in said.items()} | {block(goal, "choice"): text for goal, text in chosen.items()}
    form = typed(desk(format).form(), fields)
    for edit in edits:
        HARMLESS[edit](form)
    LAST[last](form)
    read = desk(format).read(form.data())
    expected = {f"{goal}/yritykset": same(text) for goal, text in said.items()} | {f"{goal}/arviointi": text for goal, text in chosen.items()}
    assert {place: same(text) for place, text in read.answers.items()} == expected
    assert (read.loose, read.missing, read.judged.respondent) == ([], 0, "yritykset")


DAMAGE: dict[str, Callable[[Hand], None]] = {
    "a label overwritten": lambda form: form.put("hyte", "goal", "tkn-label"),
    "two labels overwritten": lambda form: (form.put("tilat", "goal", "tkn-label-1"), form.put("hankkeet", "goal", "tkn-label-2"))[0],
    "a heading overwritten": lambda form: form.put(HEAD, "own", "tkn-head"),
    "a heading that is another's": lambda form: form.put(HEAD, "own", "Arviointi K/E"),
    "two headings overwritten": lambda form: (form.put(HEAD, "own", "tkn-head"), form.put(HEAD, "choice", "tkn-head-2"))[0],
    "the headings deleted": lambda form: form.remove_row(HEAD),
    "an own row": lambda form: form.add_row("tkn-row", "tkn-cell", "K"),
    "an own column": lambda form: form.add_column("tkn-column", "tilat", "tkn-beside"),
    "a row copied": lambda form: form.copy_row("tilat"),
    "words in a label": lambda form: form.add("tilat", "goal", "tkn-in-label"),
    "labels exchanged": lambda form: (form.put("hyte", "goal", "Verkostot"), form.put("verkostot", "goal", "Hyte"))[0],
}


@pytest.mark.parametrize("format", FORMATS)
@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(sorted(HARMLESS.keys() - {"an own row added"})), max_size=3, unique=True), st.lists(st.sampled_from(sorted(DAMAGE)), min_size=1, max_size=3, unique=True))
def test_damage_never_moves_an_answer_and_never_loses_a_text(format: str, edits: list[str], damage: list[str]) -> None:
    fields = {block(goal, "own"): f"tkn_{goal}" for goal in GOALS} | {block(goal, "choice"): "K" for goal in GOALS}
    form = typed(desk(format).form(), fields)
    for edit in edits:
        HARMLESS[edit](form)
    done = [name for name in damage if name != "the headings deleted"] + [name for name in damage if name == "the headings deleted"]
    for name in done:
        DAMAGE[name](form)
    read = desk(format).read(form.data())
    assert read.missing == 0
    assert all(text == ("K" if place.endswith("arviointi") else f"tkn_{place.split('/')[0]}") for place, text in read.answers.items())
    tokens = {word for cell in (cell for table in read.returned.tables for cell in table.cells) for word in cell.text.splitlines() if word.startswith("tkn")}
    everywhere = "\n".join([*read.answers.values(), *read.loose])
    assert [token for token in sorted(tokens) if token not in everywhere] == []
