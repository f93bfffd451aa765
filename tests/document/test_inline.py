"""Inline markup: strong text and links, and everything else as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document.inline import Piece, parse

MARKUP = {
    "plain text": (Piece("plain text"),),
    "ä → \N{GRINNING FACE}": (Piece("ä → \N{GRINNING FACE}"),),
    "**all**": (Piece("all", strong=True),),
    "a **b** c": (Piece("a "), Piece("b", strong=True), Piece(" c")),
    "**a** **b**": (Piece("a", strong=True), Piece(" "), Piece("b", strong=True)),
    "[text](laki)": (Piece("text", ref="laki"),),
    "[](laki)": (Piece("", ref="laki"),),
    "see [](laki).": (Piece("see "), Piece("", ref="laki"), Piece(".")),
    "[](laki)[](malli)": (Piece("", ref="laki"), Piece("", ref="malli")),
    "**[text](laki)**": (Piece("text", True, "laki"),),
    "**[](laki)**": (Piece("", True, "laki"),),
    "[a **b**](laki)": (Piece("a ", ref="laki"), Piece("b", True, "laki")),
    "[**b**](laki)": (Piece("b", True, "laki"),),
}
AS_TYPED = [
    "*one mark*",
    "**never closed",
    "a ** b ** c",
    "[no address]",
    "a_b_c",
    "_under_",
    "__under__",
    "`code`",
    "# heading",
    "- bullet",
    "<b>tag</b>",
    "https://example.fi",
    "&amp; stays",
    "1. first",
    "![picture",
    "~~gone~~",
]


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_gives_pieces_of_one_look(markup: str) -> None:
    assert parse(markup) == MARKUP[markup]


@pytest.mark.parametrize("markup", AS_TYPED)
def test_whatever_is_not_ours_stays_as_typed(markup: str) -> None:
    assert parse(markup) == (Piece(markup),)


@pytest.mark.parametrize(("markup", "text"), [(r"\*\*not strong\*\*", "**not strong**"), (r"\[not](a-link)", "[not](a-link)"), (r"C:\kansio", r"C:\kansio"), ("line\\\nbreak", "line\\\nbreak")])
def test_a_backslash_takes_the_meaning_from_a_mark_only(markup: str, text: str) -> None:
    assert "".join(piece.text for piece in parse(markup)) == text
    assert not any(piece.strong or piece.ref for piece in parse(markup))


@given(st.text(st.characters(exclude_characters="*[\\", exclude_categories=["Cs"])))
def test_a_text_without_marks_is_one_piece_and_keeps_every_character(text: str) -> None:
    assert parse(text) == (Piece(text),)


@given(st.text("ab*[]()\\ ", max_size=30))
def test_any_marks_parse_and_no_two_neighbours_have_one_look(markup: str) -> None:
    pieces = parse(markup)
    assert all(a[1:] != b[1:] for a, b in zip(pieces, pieces[1:]) if not a.ref)


@pytest.mark.parametrize("markup", ["[" * 2000, "**" * 2000, "[a](" * 1000, "**a " * 1000], ids=["brackets", "stars", "openings", "both"])
def test_thousands_of_open_marks_are_read_at_once(markup: str) -> None:
    assert "".join(piece.text for piece in parse(markup)) == markup
