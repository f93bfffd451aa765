"""Words and lines of text, by the figures of Calibri where no other font is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.faces import family
from pipeline.formats.measure import Filled, Setting, Stretch, Word, bound, filled, line_count, line_for, text_width, widest, words

CALIBRI = family("Calibri")
WIDE = 10_000


def lines(text: str, width: float, size: float = 10, bold: bool = False) -> int:
    return line_count(words((Stretch(text, bold),), CALIBRI), size, width)


def wide(text: str, size: float = 10, bold: bool = False) -> float:
    """Points, with the least more that no rounding takes away."""
    return text_width(text, size, CALIBRI, bold) * 1.01


def test_a_width_is_the_advances_at_the_size() -> None:
    assert text_width("il", 2048, CALIBRI) == 2 * 470
    assert text_width("", 20, CALIBRI) == 0


def test_bold_is_wider() -> None:
    assert text_width("Järjestöyhteistyö", 18, CALIBRI, True) > text_width("Järjestöyhteistyö", 18, CALIBRI)


@pytest.mark.parametrize("text", ["", " ", "a", "a b c"])
def test_what_fits_takes_one_line(text: str) -> None:
    assert lines(text, WIDE) == 1


def test_lines_break_at_blanks() -> None:
    assert lines("sanat sanat sanat", wide("sanat")) == 3
    assert lines("sanat sanat sanat", wide("sanat sanat")) == 2


def test_a_blank_at_the_end_of_a_line_takes_no_line() -> None:
    assert lines("sanat sanat ", wide("sanat sanat")) == 1


def test_a_no_break_space_holds_its_words_together() -> None:
    assert lines("on 7\N{NO-BREAK SPACE}§", wide("7\N{NO-BREAK SPACE}§")) == 2
    assert len(words((Stretch("7\N{NO-BREAK SPACE}§ 8\N{NARROW NO-BREAK SPACE}§"),), CALIBRI)) == 2


def test_a_typed_line_break_breaks() -> None:
    assert lines("a\nb\nc", WIDE) == 3
    assert lines("a\n\nc", WIDE) == 3
    assert lines("a\n", WIDE) == 2


def test_a_word_wider_than_the_line_begins_one_and_is_broken_where_it_ends() -> None:
    assert lines("m" * 30, wide("m" * 10)) == 3
    assert lines("a " + "m" * 15, wide("m" * 10)) == 3


def test_a_word_without_the_places_of_its_letters_takes_more_lines_rather_than_fewer() -> None:
    known = words((Stretch("m" * 30),), CALIBRI)
    unknown = [Word(word.width, word.blank, word.forced) for word in known]
    assert line_count(unknown, 10, wide("m" * 10)) >= 3


def test_runs_go_on_on_one_line_and_a_word_runs_over_them() -> None:
    both = words((Stretch("on ly", True), Stretch("hyt")), CALIBRI)
    assert len(both) == 2
    assert widest(both) == pytest.approx(text_width("ly", 1, CALIBRI, True) + text_width("hyt", 1, CALIBRI))
    assert line_count(both, 10, WIDE) == 1


def linked(text: str, link: str, rest: str, width: float) -> int:
    return line_count(words((Stretch(text), Stretch(link, link=True), Stretch(rest)), CALIBRI), 10, width)


def test_a_link_begins_a_line_rather_than_to_be_broken() -> None:
    assert linked("Katso ", "hyte suunnitelma", "", wide("Katso hyte")) == 3
    assert linked("Katso ", "hyte suunnitelma", "", wide("hyte suunnitelma")) == 2
    assert linked("Katso ", "hyte suunnitelma", "", wide("Katso hyte suunnitelma")) == 1


def test_nothing_follows_on_the_last_line_of_a_broken_link() -> None:
    assert linked("", "mmmmmmmmmmmm", "", wide("m" * 10)) == 2
    assert linked("", "mmmmmmmmmmmm", " m", wide("m" * 10)) == 3


def test_a_link_has_room_for_the_comma_after_it() -> None:
    assert linked("Katso ", "hyte", ", ja", wide("Katso hyte")) == 2


def test_a_path_is_moved_down_whole_and_broken_at_letters() -> None:
    assert lines("sana aaaaa/bbbbb", wide("sana aaaaa/b")) == 2
    assert lines("sana aaaaa/bbbbb", wide("aaaaa/bb")) == 3
    assert lines("aaaaa/bbbbb", wide("aaaaa/b")) == 2


def test_blanks_that_begin_a_line_stay_with_their_word() -> None:
    assert lines("  mmmmmm", wide("  mmm")) == 2


def test_the_first_line_may_be_shorter() -> None:
    text = words((Stretch("sanat sanat"),), CALIBRI)
    assert line_count(text, 10, wide("sanat sanat"), wide("sanat")) == 2


def test_a_box_is_as_high_as_its_lines_and_the_space_between_its_paragraphs() -> None:
    text = words((Stretch("sana"),), CALIBRI)
    assert filled([], CALIBRI, 100) == Filled(0, 0, 0)
    assert filled([(text, Setting(10, before=3, after=4))], CALIBRI, 100) == Filled(1, pytest.approx(12.207), 0)
    two = [(text, Setting(10, line=0.9, after=4)), (text, Setting(10, exact=20, before=3, after=5))]
    assert filled(two, CALIBRI, 100) == Filled(2, pytest.approx(0.9 * 12.207 + 7 + 20), 0)


def test_a_box_says_by_how_much_its_widest_word_is_too_wide() -> None:
    text = words((Stretch("pitkäsana ja"),), CALIBRI)
    width = text_width("pitkäsana", 10, CALIBRI)
    assert filled([(text, Setting(10, left=5))], CALIBRI, width).over == pytest.approx(5)
    assert filled([(text, Setting(10))], CALIBRI, width + 1).over == 0


def test_a_link_of_many_words_is_no_wide_word() -> None:
    text = words((Stretch("Katso "), Stretch("hyte suunnitelma ja liite", link=True)), CALIBRI)
    assert filled([(text, Setting(10))], CALIBRI, wide("suunnitelma")).over == 0


def test_a_bullet_stands_in_the_hanging_room_of_the_first_line() -> None:
    text = words((Stretch("sanat sanat"),), CALIBRI)
    width = wide("sanat") + 10
    assert filled([(text, Setting(10, left=10, first=-10, bullet=True))], CALIBRI, width).lines == 2
    assert filled([(text, Setting(10, left=wide("sanat"), first=-wide("sanat")))], CALIBRI, wide("sanat sanat")).lines == 1


_TEXTS = st.lists(st.text("aäimfVT-–/.()1\xa0", min_size=1, max_size=12), max_size=12).map(" ".join)


@given(_TEXTS, st.floats(30, 200), st.floats(1, 100))
def test_more_width_never_takes_more_lines(text: str, width: float, more: float) -> None:
    assert lines(text, width + more) <= lines(text, width)


@given(_TEXTS, _TEXTS, st.floats(30, 200))
def test_more_text_never_takes_fewer_lines(text: str, more: str, width: float) -> None:
    assert lines(f"{text} {more}", width) >= lines(text, width)


@given(_TEXTS, st.floats(30, 200))
def test_lines_hold_all_the_width(text: str, width: float) -> None:
    assert lines(text, width) * width >= text_width(text, 10, CALIBRI) - text.count(" ") * 10


@given(_TEXTS, _TEXTS)
def test_a_text_is_as_wide_as_its_parts_but_for_what_their_meeting_corrects(one: str, other: str) -> None:
    together, apart = text_width(one + other, 1, CALIBRI), text_width(one, 1, CALIBRI) + text_width(other, 1, CALIBRI)
    assert together == pytest.approx(apart, abs=0.25)


@given(_TEXTS, st.lists(st.booleans(), min_size=1, max_size=4))
def test_stretches_of_one_face_break_where_the_whole_text_does(text: str, cuts: list[bool]) -> None:
    half = len(text) // 2
    whole, parts = words((Stretch(text),), CALIBRI), words((Stretch(text[:half]), Stretch(text[half:])), CALIBRI)
    assert [(len(word.ends), word.forced) for word in whole] == [(len(word.ends), word.forced) for word in parts]


# What a text takes at most

_PLAIN = st.text(alphabet="aeiounstlkmrjvhpydäö-ATVWY., ", min_size=1, max_size=300)


@given(_PLAIN, st.sampled_from(["Calibri", "Arial", "Times New Roman", "Lato"]), st.booleans(), st.integers(12, 36), st.integers(60, 900))
def test_no_text_takes_more_lines_than_its_bound(text: str, name: str, bold: bool, size: int, width: int) -> None:
    face = family(name)
    most = bound(text, face.face(bold))
    lines = most.lines(width / size) if most else 0
    measured = words((Stretch(text, bold),), face)
    assert not lines or line_count(measured, size, width, family=face) <= lines
    assert most is None or widest(measured) <= most.widest


@pytest.mark.parametrize("text", ["rivi\ntoinen", "joku ( sulku", "sana , pilkku"])
def test_a_text_that_blanks_do_not_part_has_no_bound(text: str) -> None:
    assert bound(text, family("Calibri").face()) is None


@pytest.mark.parametrize("size", (14, 16, 18))
def test_a_line_that_is_as_wide_as_a_word_needs_holds_it_and_a_narrower_one_does_not(size: float) -> None:
    (word,) = words((Stretch("yhteistyöverkosto", True),), CALIBRI)
    assert line_count((word,), size, line_for(word.width, size)) == 1
    assert line_count((word,), size, line_for(word.width, size) - 0.2) > 1
