"""Text on its way into XML."""

import pytest

from pipeline.formats.markup import attribute, clean, escape, no_break, unescape


def test_marks_of_xml_are_escaped() -> None:
    assert escape("<a> & ]]>") == "&lt;a&gt; &amp; ]]&gt;"
    assert attribute('"a"\n\tb') == "&quot;a&quot;&#10;&#9;b"


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    assert clean("a\x00\x0b\x1f\ufffe\ud800b\t\n\N{GRINNING FACE}") == "ab\t\n\N{GRINNING FACE}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2030 -ohjelma", "2030 \u2011ohjelma"),
        ("-kertomus", "\u2011kertomus"),
        ("suunnitelma ja -kertomus sekä -tahot", "suunnitelma ja \u2011kertomus sekä \u2011tahot"),
        ("hyte-raportti", "hyte-raportti"),
        ("asteet -5", "asteet -5"),
        ("a - b", "a - b"),
    ],
)
def test_a_hyphen_that_begins_a_word_stays_with_it(text: str, shown: str) -> None:
    assert no_break(text) == shown


def test_what_was_escaped_is_read_as_it_was():
    assert unescape(escape("a < b & c > d &lt;")) == "a < b & c > d &lt;" and unescape(attribute('"x"')) == '"x"'
