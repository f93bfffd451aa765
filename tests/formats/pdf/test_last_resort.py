"""The font of last resort, read by somebody else's library; and which characters a font lacks."""

import io

import pytest
from fontTools.ttLib import TTFont

from pipeline.formats.pdf.fonts import FontError, lacking
from pipeline.formats.pdf.last_resort import FAMILY, font

from .documents import template

CHARACTERS = "漢字😀😁\u20dd"


def test_each_character_has_a_glyph_of_its_own() -> None:
    made = TTFont(io.BytesIO(font(CHARACTERS)), checkChecksums=2)
    names = made.getBestCmap()
    assert set(names) == set(map(ord, CHARACTERS)) and len(set(names.values())) == len(CHARACTERS)
    assert made["maxp"].numGlyphs == len(CHARACTERS) + 1 and made["name"].getDebugName(1) == FAMILY


def test_every_glyph_is_a_frame_and_every_table_can_be_read() -> None:
    made = TTFont(io.BytesIO(font(CHARACTERS)))
    outlines = [made["glyf"][name] for name in made.getGlyphOrder()]
    assert {(glyph.numberOfContours, glyph.xMin, glyph.yMax) for glyph in outlines} == {(2, 100, 700)}
    assert made["OS/2"].fsType == 0 and made["head"].unitsPerEm == 1000
    assert sorted(made.keys()) == sorted(["GlyphOrder", "OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"])


def test_the_same_characters_give_the_same_font_in_any_order() -> None:
    assert font(CHARACTERS) == font(reversed(CHARACTERS)) != font(CHARACTERS[1:])


@pytest.mark.parametrize("name", ["Regular", "Bold"])
def test_what_a_font_lacks_is_what_its_map_does_not_hold(name: str) -> None:
    data = template()[f"fonts/Carlito-{name}.ttf"]
    held = set(TTFont(io.BytesIO(data)).getBestCmap())
    characters = [chr(code) for code in (*range(0x20, 0x3000), *range(0xE000, 0x10000), 0x1F600)]
    assert lacking(data, characters) == {character for character in characters if ord(character) not in held}
    assert lacking(font(CHARACTERS), CHARACTERS + "a") == {"a"}


@pytest.mark.parametrize("data", [b"", b"ttcf", b"OTTO\0\1", template()["fonts/Carlito-Regular.ttf"][:60]])
def test_what_is_no_font_is_told(data: bytes) -> None:
    with pytest.raises(FontError):
        lacking(data, "ä")
