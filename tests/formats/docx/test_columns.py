"""Widths of columns: by share, but long words whole where there is room. 1 cm is 567 twentieths of a point."""

import pytest

from pipeline.document.blocks import Table
from pipeline.formats.docx.columns import column_widths
from pipeline.formats.faces import family
from pipeline.formats.measure import text_width

from .documents import table

WORD = "järjestöyhteistyöstä"
NEEDED = text_width(WORD, 12, family("Calibri")) * 20


def row(*texts: str) -> Table:
    return table("t", [["a", *texts]], head=False)


def test_columns_keep_their_shares_where_every_word_has_room():
    assert column_widths(row("b", "c"), 9001, 0.21) == [3000, 3001, 3000]


def test_a_long_word_takes_what_others_can_spare():
    widths = column_widths(row(WORD, "c"), 5000, 0.1)
    assert sum(widths) == 5000 and NEEDED + 2 * 56 < widths[1] < NEEDED + 2 * 56 + 40
    assert abs(widths[0] - widths[2]) <= 4  # each lends in the measure of what it can spare


def test_insets_are_room_that_a_word_needs():
    assert column_widths(row(WORD), 3000, 0.3)[1] - column_widths(row(WORD), 3000, 0.1)[1] == pytest.approx(0.4 * 567, abs=2)


def test_where_there_is_too_little_room_only_the_longest_words_break():
    widths = column_widths(row("lyhyt", WORD, WORD), 4000, 0.1)
    assert sum(widths) == 4000 and abs(widths[2] - widths[3]) <= 1
    assert widths[1] > text_width("lyhyt", 12, family("Calibri")) * 20


@pytest.mark.parametrize("text", ["järjestö-yhteistyöstä", "järjestö/yhteistyöstä", "järjestö yhteistyöstä", "järjestö\nyhteistyöstä"])
def test_a_line_may_end_at_a_blank_and_after_a_hyphen_or_a_slash(text: str):
    assert column_widths(row(text), 2800, 0.1) == [1400, 1400]


def test_heads_and_row_heads_are_measured_bold():
    plain = column_widths(table("t", [["a", WORD]], head=False), 3000, 0.1)[1]
    assert column_widths(table("t", [[WORD, "a"]], head=False), 3000, 0.1)[0] > plain
    assert column_widths(table("t", [[WORD, "a"]], head=False, row_heads=False), 3000, 0.1)[0] == plain


def test_a_table_of_no_rows_has_widths():
    assert sum(column_widths(Table("t", "table", row("b").columns, ()), 5000, 0.21)) == 5000
