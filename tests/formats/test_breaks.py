"""Where a line may end: what LibreOffice 7.4 was seen to do with Finnish text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.breaks import pieces, tokens


def cut(text: str) -> list[str]:
    """The pieces of a text with their blanks; a path's slash is shown as //."""
    return [piece.text + ("/" if piece.path else "") + piece.blanks for token in tokens(text) for piece in pieces(token)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("sana sana", ["sana ", "sana"]),
        ("2030 -ohjelma", ["2030 ", "-", "ohjelma"]),
        ("sote- ja pela-alueet", ["sote- ", "ja ", "pela-", "alueet"]),
        ("2025–2029 – niin", ["2025–", "2029 ", "– ", "niin"]),
        ("1.1.2026-31.12.2027", ["1.1.2026-", "31.12.2027"]),
        ("5\N{NON-BREAKING HYPHEN}vuotis", ["5\N{NON-BREAKING HYPHEN}vuotis"]),
        ("7\N{NO-BREAK SPACE}§", ["7\N{NO-BREAK SPACE}§"]),
        ("612/2021", ["612/2021"]),
        ("A/B", ["A//", "B"]),
        ("a.fi/x?y=1&z_2#3", ["a.fi//", "x?", "y=1&z_2#3"]),
        ("(ks. s. 7)", ["(ks. ", "s. ", "7)"]),
        ("( x ) y", ["( x ) ", "y"]),
        ("no ... niin… vai", ["no ... ", "niin… ", "vai"]),
        ("”yhteinen”, [ehkä]", ["”yhteinen”, ", "[ehkä]"]),
        ("jär\N{SOFT HYPHEN}jestö", ["jär\N{SOFT HYPHEN}", "jestö"]),
        ("[](koordinaattori)", ["[]", "(koordinaattori)"]),
        ("type%5D 5%", ["type", "%5D ", "5%"]),
        ("", []),
        (" ", [" "]),
    ],
)
def test_a_line_ends_where_libreoffice_ends_it(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_a_slash_far_from_the_last_blank_is_an_end_like_others() -> None:
    assert cut("x" * 70 + "/y/z")[0] == "x" * 70 + "/"


def test_a_line_feed_forces_a_break() -> None:
    assert [piece.forced for token in tokens("a\n\nb c\n") for piece in pieces(token)] == [True, True, False, True]


@given(st.text("ab1 -–/?!.,()[]{}%\n…”\xa0", max_size=40))
def test_pieces_are_the_whole_text(text: str) -> None:
    assert "".join(p.text + p.blanks + "\n" * p.forced for token in tokens(text) for p in pieces(token)) == text
