"""Make `pipeline/formats/widths.py`: the advance widths of Calibri's letters, measured from Carlito, whose widths are the same.

Run by whoever changes the set of characters:  python templates/make/widths.py CARLITO-REGULAR.ttf CARLITO-BOLD.ttf
Needs fontTools, which the program itself does not. Carlito is by Łukasz Dziedzic, under the SIL Open Font Licence 1.1; only figures are taken.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

TARGET = Path(__file__).parents[2] / "pipeline" / "formats" / "widths.py"
DOCSTRING = "Advance widths of Calibri (measured from Carlito) in thousandths of the type size: characters by width. Made by templates/make/widths.py."
CHARACTERS = [chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180), 0x2010, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x20AC)]


def widths(path: str) -> dict[str, int]:
    """Advance of each character in thousandths of the type size."""
    font = TTFont(path)
    glyphs, metrics, units = font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm
    return {c: round(metrics[glyphs[ord(c)]][0] * 1000 / units) for c in CHARACTERS if ord(c) in glyphs}


def table(name: str, figures: dict[str, int]) -> str:
    """The figures as Python, characters of one width together."""
    groups: dict[int, str] = {}
    for character, width in figures.items():
        groups[width] = groups.get(width, "") + character
    rows = "".join(f"    {width}: {characters!r},\n" for width, characters in sorted(groups.items()))
    return f"{name} = {{\n{rows}}}\n"


if __name__ == "__main__":
    regular, bold = (widths(path) for path in sys.argv[1:3])
    TARGET.write_text(f'"""{DOCSTRING}"""\n\n{table("REGULAR", regular)}\n{table("BOLD", bold)}', encoding="utf-8", newline="\n")
