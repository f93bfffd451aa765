"""Widths and lines of text, by Calibri's advances."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.measure import line_count, text_width

WIDE = 10_000


def lines(text: str, width: float, size: float = 10, bold: bool = False) -> int:
    return line_count([(text, bold)], size, width)


def test_a_width_is_the_advances_at_the_size() -> None:
    assert text_width("il", 1000) == 2 * 229
    assert text_width(" ", 20) == pytest.approx(4.52)


def test_bold_is_wider() -> None:
    assert text_width("Järjestöyhteistyö", 18, True) > text_width("Järjestöyhteistyö", 18)


def test_a_character_without_a_figure_has_a_width_all_the_same() -> None:
    assert text_width("\N{GRINNING FACE}漢", 10) == 12


@pytest.mark.parametrize("text", ["", " ", "a", "a b c"])
def test_what_fits_takes_one_line(text: str) -> None:
    assert lines(text, WIDE) == 1


def test_lines_break_at_blanks() -> None:
    word = text_width("sanat", 10)
    assert lines("sanat sanat sanat", word + 1) == 3
    assert lines("sanat sanat sanat", 2 * word + text_width(" ", 10) + 0.1) == 2


def test_lines_break_after_hyphens_and_dashes() -> None:
    assert lines("osallisuus-suunnitelma", text_width("osallisuus-suunni", 10)) == 2
    assert lines("2026–2029", text_width("2026–20", 10)) == 2


def test_a_no_break_space_holds_its_words_together() -> None:
    width = text_width("tämä on 7", 10) + 0.1
    assert (lines("tämä on 7 §", width), lines("tämä on 7\N{NO-BREAK SPACE}§", width)) == (2, 2)
    both = text_width("7\N{NO-BREAK SPACE}§", 10) + 0.1
    assert lines("on 7\N{NO-BREAK SPACE}§", both) == 2


def test_a_typed_line_break_breaks() -> None:
    assert lines("a\nb\nc", WIDE) == 3


def test_a_word_wider_than_the_line_is_broken_where_the_line_ends() -> None:
    assert lines("m" * 30, text_width("m" * 10, 10) + 0.1) == 3
    assert lines("a " + "m" * 15, text_width("m" * 10, 10) + 0.1) == 3


def test_a_blank_at_the_end_of_a_line_takes_no_line() -> None:
    assert lines("sanat sanat ", text_width("sanat sanat", 10) + 0.1) == 1


def test_runs_go_on_on_one_line() -> None:
    assert line_count([("Nimi: ", True), ("lyhyt", False)], 10, WIDE) == 1
    assert line_count([("Nimi: ", True), ("lyhyt", False)], 10, text_width("Nimi: lyh", 10, True)) == 2


_WORDS = st.lists(st.text("aäim-", min_size=1, max_size=12), max_size=12).map(" ".join)


@given(_WORDS, st.floats(30, 200), st.floats(1, 100))
def test_more_width_never_takes_more_lines(text: str, width: float, more: float) -> None:
    assert lines(text, width + more) <= lines(text, width)


@given(_WORDS, st.floats(30, 200))
def test_lines_hold_all_the_width(text: str, width: float) -> None:
    assert lines(text, width) * width >= text_width(text, 10) - width * 0.001 - text.count(" ") * text_width(" ", 10)
