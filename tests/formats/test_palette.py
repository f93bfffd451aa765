"""Colours and fonts of themes, and contrast."""

import pytest

from pipeline.formats.package import PackageError
from pipeline.formats.palette import SLOTS, contrast, palette, tinted
from pipeline.formats.theme import COLOURS, FILL_TINT, FONT, NAME, theme_part

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def theme(colours: str = "", fonts: str = "", space: str = A) -> bytes:
    return (
        f'<a:theme {space} name="Alue"><a:themeElements><a:clrScheme name="x">{colours}</a:clrScheme>'
        f'<a:fontScheme name="x">{fonts}</a:fontScheme></a:themeElements></a:theme>'
    ).encode()


def test_our_own_theme_is_read_as_it_was_written():
    own = palette(theme_part().encode())
    assert own == (NAME, COLOURS, FONT, FONT) and tuple(own.colours) == SLOTS


def test_a_system_colour_counts_as_it_was_last_seen_and_digits_are_upper_case():
    found = palette(theme('<a:dk1><a:sysClr val="windowText" lastClr="0a0b0c"/></a:dk1><a:lt1><a:srgbClr val="fefefe"/></a:lt1>'))
    assert found.colours == {"dk1": "0A0B0C", "lt1": "FEFEFE"}


def test_a_slot_without_figures_is_left_out():
    assert palette(theme('<a:dk1><a:prstClr val="black"/></a:dk1><a:lt1><a:srgbClr val="red"/></a:lt1>')).colours == {}


def test_only_the_latin_face_of_the_whole_theme_counts():
    fonts = '<a:majorFont><a:latin typeface="Lora"/><a:ea typeface="X"/></a:majorFont><a:minorFont><a:latin typeface="Inter"/></a:minorFont>'
    found = palette(theme(fonts=fonts))
    assert (found.name, found.major, found.minor) == ("Alue", "Lora", "Inter")
    assert palette(theme()).major == ""


def test_a_strict_theme_is_read_too_and_other_names_are_not():
    slot = '<a:dk1><a:srgbClr val="112233"/></a:dk1>'
    assert palette(theme(slot, space='xmlns:a="http://purl.oclc.org/ooxml/drawingml/main"')).colours == {"dk1": "112233"}
    assert palette(theme(slot, space='xmlns:a="urn:other"')).colours == {}


@pytest.mark.parametrize("data, code", [(b"", "xml-damaged"), (b"<a>", "xml-damaged"), (b"<!DOCTYPE a><a/>", "xml-dtd")])
def test_a_theme_that_cannot_be_read_is_told(data: bytes, code: str):
    with pytest.raises(PackageError) as caught:
        palette(data)
    assert caught.value.code == code


@pytest.mark.parametrize("one, other, ratio", [("000000", "FFFFFF", 21.0), ("FFFFFF", "FFFFFF", 1.0), ("777777", "FFFFFF", 4.48), ("17607A", "FFFFFF", 7.0)])
def test_contrast_is_that_of_wcag_whichever_comes_first(one: str, other: str, ratio: float):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.05)


def test_a_tint_is_that_of_the_neutral_look():
    assert tinted(COLOURS["accent5"], 0.1) == FILL_TINT and tinted("112233", 1) == "112233" and tinted("112233", 0) == "FFFFFF"
