"""Make the figures of a font family, `pipeline/formats/faces/NAME.json`: how wide its letters, pairs of letters and lines are. Figures only, no font.

Without files, all families that come with the project, from where Debian's packages put them (templates/README.md names them); with the files of one
family, a brand font's say, that family:  python templates/make/faces.py [REGULAR.ttf [BOLD.ttf ITALIC.ttf BOLDITALIC.ttf]]
Needs fontTools and uharfbuzz, which the program itself does not. Text is shaped as LibreOffice shapes it, with the font's own kerning and ligatures.
"""

import json
import sys
from itertools import product
from pathlib import Path
from typing import Callable, Iterator

import uharfbuzz
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parents[2] / "pipeline" / "formats" / "faces"
FONTS = Path("/usr/share/fonts/truetype")
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
SHIPPED = {
    "crosextra/Carlito-": STYLES,
    "crosextra/Caladea-": STYLES,
    "dejavu/DejaVuSans": ("", "-Bold", "-Oblique", "-BoldOblique"),
    "liberation/LiberationSans-": STYLES,
    "liberation/LiberationSansNarrow-": STYLES,
    "liberation/LiberationSerif-": STYLES,
    "liberation/LiberationMono-": STYLES,
    "lato/Lato-": STYLES,
    "noto/NotoSans-": STYLES,
    "open-sans/OpenSans-": STYLES,
    "roboto/unhinted/RobotoTTF/Roboto-": STYLES,
}
PUNCTUATION = "\u2010\u2011\u2012\u2013\u2014\u2015\u2018\u2019\u201a\u201c\u201d\u201e\u2020\u2022\u2026\u202f\u2030\u2032\u2033\u2039\u203a\u20ac\u2122\u2212"
ARROWS = "\u2190\u2191\u2192\u2193"
CHARACTERS = [chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180))] + list(PUNCTUATION + ARROWS)
BORROWED = {"\u2010": 0.37, "\u2011": 0.37, "\u202f": 0.25}  #: em at least of what a program takes from another font where this one has none
IN_THREES = "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789 .,:;!?-–’”\"'()/"  #: between them, ligatures meet a third letter
STEP = 400  #: parts of an em that corrections are rounded to, so that more letters pair alike; a line evens out what is left


def shaper(path: Path) -> Callable[[str], tuple[int, int]]:
    """A function that shapes a text and gives its advance, in the units of the font, and how many glyphs it takes."""
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))

    def shaped(text: str) -> tuple[int, int]:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "fi"
        uharfbuzz.shape(font, buffer)
        return sum(position.x_advance for position in buffer.glyph_positions), len(buffer.glyph_positions)

    return shaped


def face(path: Path) -> dict:
    """The figures of one file in units of the font: `advance`, letters by their value; `left` and `right`, letters that pair alike; `pairs`, for each class
    of `left` the first letters of classes of `right` by what the pair adds; `threes`, rows of three letters by what their pairs leave over; `joined`, the
    pairs that one glyph shows, one after the other."""
    font = TTFont(path)
    units, known = font["head"].unitsPerEm, font.getBestCmap()
    letters, shaped = [c for c in CHARACTERS if ord(c) in known], shaper(path)
    single = {c: shaped(c)[0] for c in letters}
    both = {(a, b): shaped(a + b) for a, b in product(letters, repeat=2)}
    exact = {(a, b): advance - single[a] - single[b] for (a, b), (advance, _) in both.items()}
    pair = {two: _kept(figure, units) for two, figure in exact.items()}
    left = _alike({a: tuple(pair[a, b] for b in letters) for a in letters})
    right = _alike({b: tuple(pair[a, b] for a in letters) for b in letters})
    threes = dict(_threes([c for c in IN_THREES if c in single], shaped, single, exact, units))
    borrowed = {c: round(share * units) for c, share in BORROWED.items() if c not in single}
    return {
        "units": units,
        "advance": _by_value(single | borrowed),
        "left": left,
        "right": right,
        "pairs": [_by_value({b[0]: pair[a[0], b[0]] for b in right if pair[a[0], b[0]]}) for a in left],
        "threes": _by_value(threes),
        "joined": "".join(a + b for (a, b), (_, glyphs) in both.items() if glyphs == 1),
    }


def _kept(figure: int, units: int) -> int:
    step = units // STEP
    return round(figure / step) * step


def _threes(letters: list[str], shaped: Callable[[str], tuple[int, int]], single: dict, pair: dict, units: int) -> Iterator[tuple[str, int]]:
    for a, b, c in product(letters, repeat=3):
        rest = _kept(shaped(a + b + c)[0] - single[a] - single[b] - single[c] - pair[a, b] - pair[b, c], units)
        if rest:
            yield a + b + c, rest


def _alike(rows: dict[str, tuple[int, ...]]) -> list[str]:
    """Letters whose rows are equal, as one string each; letters that pair with nothing are left out."""
    classes: dict[tuple[int, ...], str] = {}
    for letter, row in rows.items():
        if any(row):
            classes[row] = classes.get(row, "") + letter
    return list(classes.values())


def _by_value(figures: dict[str, int]) -> dict[str, str]:
    """What has one value, put together: single letters as they are, rows of three likewise."""
    groups: dict[str, str] = {}
    for text, value in sorted(figures.items(), key=lambda item: (item[1], item[0])):
        groups[str(value)] = groups.get(str(value), "") + text
    return groups


def line(path: Path) -> float:
    """The height of a line in em: what PowerPoint takes of the font, with its line gap, and at least the 1.2 that LibreOffice gives every font on slides."""
    font = TTFont(path)
    os2, hhea = font["OS/2"], font["hhea"]
    own = os2.sTypoAscender - os2.sTypoDescender + os2.sTypoLineGap if os2.fsSelection & 128 else os2.usWinAscent + os2.usWinDescent
    return max(round(max(own, hhea.ascent - hhea.descent + hhea.lineGap) / font["head"].unitsPerEm, 4), 1.2)


def family(paths: list[Path]) -> dict:
    """All that is known of a family: its name, the height of a line, and the faces that there are."""
    name = TTFont(paths[0])["name"]
    faces = dict(zip(("regular", "bold", "italic", "bold_italic"), map(face, paths)))
    return {"name": name.getBestFamilyName(), "licence": name.getDebugName(13) or "", "line": line(paths[0]), "faces": faces}


def write(paths: list[Path]) -> None:
    """One file for the family, named after it."""
    made = family(paths)
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    (TARGET / f"{made['name'].lower().replace(' ', '-')}.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for group in [list(map(Path, sys.argv[1:]))] if sys.argv[1:] else [[FONTS / f"{stem}{style}.ttf" for style in styles] for stem, styles in SHIPPED.items()]:
        write(group)
