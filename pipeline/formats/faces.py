"""Font families as figures: how wide letters, pairs of letters and lines are. The figures stand in `faces/*.json`, made by templates/make/faces.py.

A font that is not at hand is measured with a substitute, and `Family.exact` says so. Widths are in em: shares of the type size.
"""

import unicodedata
from functools import lru_cache
from itertools import accumulate
from operator import add
from pathlib import Path

from msgspec import Raw, Struct
from msgspec.json import decode

_FOLDER = Path(__file__).parent / "faces"
_SUBSTITUTE = "DejaVu Sans"  #: wider than nearly all fonts of text
_SAME = {  #: names of fonts by the free ones that were drawn to the same widths
    "calibri": "Carlito",
    "cambria": "Caladea",
    "arial": "Liberation Sans",
    "helvetica": "Liberation Sans",
    "arial narrow": "Liberation Sans Narrow",
    "times new roman": "Liberation Serif",
    "times": "Liberation Serif",
    "courier new": "Liberation Mono",
    "courier": "Liberation Mono",
}
_NEAR = {"calibri light": "Carlito"}  #: near enough to be measured with another than the substitute
_SPARE = 0.75  #: em for a letter that has no figure
_WIDE = 1.0  #: em for Chinese, Japanese and Korean letters
_EMOJI = 1.4
_BLANK = 0.5
_DOT = 72 / 600  #: points: LibreOffice sets text in whole dots of a printer of 600 to the inch
_OFTEN = "a" * 12 + "i" * 11 + "t" * 9 + "n" * 9 + "e" * 8 + "s" * 8 + "l" * 6 + "o" * 6 + "k" * 5 + "u" * 5 + "ä" * 4 + "m" * 3 + "rrvvjjhhyypp" + "dö" + " " * 13


class _Figures(Struct):
    """The figures of one face in units of the font, as the script writes them: letters by value; classes of letters; rows of pairs."""

    units: int
    advance: dict[int, str]
    left: list[str]
    right: list[str]
    pairs: list[dict[int, str]]
    threes: dict[int, str]
    joined: str


class _File(Struct):
    name: str
    line: float
    faces: dict[str, Raw]


class Face:
    """The widths of one face, in em."""

    def __init__(self, figures: _Figures) -> None:
        units = figures.units
        self.letters = _Letters(figures)  #: em of each letter alone
        self.steps = _Steps(figures)  #: by two letters: what the second adds after the first, a line feed being no letter
        self._threes = {text[n : n + 3]: value / units for value, text in figures.threes.items() for n in range(0, len(text), 3)}
        self._joined = {figures.joined[n : n + 2] for n in range(0, len(figures.joined), 2)}
        self._odd = self._joined | {three[:2] for three in self._threes}

    def ends(self, text: str) -> tuple[float, ...]:
        """Where each letter of `text` ends, in em from its beginning; the last figure is the width. Empty for an empty text.

        All letters of a ligature end where it ends: no line is broken inside one.
        """
        pairs = [*map(add, "\n" + text, text)]
        steps = map(self.steps.__getitem__, pairs)
        return tuple(accumulate(steps)) if self._odd.isdisjoint(pairs) else self._odd_ends(text, pairs, list(steps))

    def _odd_ends(self, text: str, pairs: list[str], steps: list[float]) -> tuple[float, ...]:
        """The ends where letters meet in ligatures."""
        odd = [at for at, pair in enumerate(pairs) if pair in self._odd]
        for at in odd:
            more = self._threes.get(text[at - 1 : at + 2])
            if more:
                steps[at + 1] += more
        ends = list(accumulate(steps))
        for at in reversed(odd):
            if pairs[at] in self._joined:
                ends[at - 1] = ends[at]
        return tuple(ends)


class _Letters(dict[str, float]):
    """Em of each letter by itself; reckoned when first asked."""

    def __init__(self, figures: _Figures) -> None:
        super().__init__({letter: value / figures.units for value, letters in figures.advance.items() for letter in letters})

    def __missing__(self, letter: str) -> float:
        width = self[letter] = unknown_width(letter)
        return width


class _Steps(dict[str, float]):
    """Em that the second of two letters adds after the first: its own advance and what the pair corrects; reckoned when first asked."""

    def __init__(self, figures: _Figures) -> None:
        super().__init__()
        self._units = figures.units
        self._advance = {letter: value for value, letters in figures.advance.items() for letter in letters}
        self._rows = {letter: row for letters, row in zip(figures.left, figures.pairs) for letter in letters}
        self._first = {letter: letters[0] for letters in figures.right for letter in letters}

    def __missing__(self, pair: str) -> float:
        left, right = pair
        advance, first = self._advance.get(right), self._first.get(right)
        width = self[pair] = unknown_width(right) if advance is None else (advance + self._correction(left, first)) / self._units
        return width

    def _correction(self, left: str, first: str | None) -> int:
        if first:
            for value, letters in self._rows.get(left, {}).items():
                if first in letters:
                    return value
        return 0


class Family(Struct, frozen=True):
    """A font family to measure with: `name` as asked for, `measured` the family whose figures are used, `exact` whether they are those of `name`,
    `line` the height of a line in em, the greater of PowerPoint's and LibreOffice's."""

    name: str
    measured: str
    exact: bool
    line: float

    def face(self, bold: bool = False, italic: bool = False) -> Face:
        """The face; where the family has none such, its regular one."""
        return _face(self.measured, ("bold_italic" if italic else "bold") if bold else "italic" if italic else "regular")

    def coarse(self, size: float) -> float:
        """By what factor LibreOffice 7.4 sets Finnish text wider than the figures say: at `size` points it rounds the size and every letter to dots."""
        return _coarse(self.measured, size)


@lru_cache
def family(name: str) -> Family:
    """The family of a font's name, upper and lower case being one; one that has no figures is measured with a substitute, and is not `exact`."""
    plain = " ".join(name.split())
    for known, exact in ((plain, True), (_SAME.get(plain.lower()), True), (_NEAR.get(plain.lower()), False)):
        file = _file(known.lower()) if known else None
        if file is not None:
            return Family(name, file.name, exact, file.line)
    file = _file(_SUBSTITUTE.lower())
    assert file is not None
    return Family(name, file.name, False, file.line)


def unknown_width(letter: str) -> float:
    """Em for a letter that a face has no figure for: nothing for marks on other letters and for what is not seen, else rather too much."""
    if unicodedata.category(letter) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    if letter.isspace():
        return _BLANK
    if ord(letter) >= 0x1F000:
        return _EMOJI
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _SPARE


@lru_cache
def _files() -> dict[str, Path]:
    return {path.stem.replace("-", " "): path for path in _FOLDER.glob("*.json")}


@lru_cache
def _file(name: str) -> _File | None:
    path = _files().get(name.replace("-", " "))
    return decode(path.read_bytes(), type=_File) if path else None


@lru_cache
def _face(name: str, style: str) -> Face:
    file = _file(name.lower())
    assert file is not None
    return Face(decode(file.faces.get(style, file.faces["regular"]), type=_Figures))


@lru_cache
def _coarse(name: str, size: float) -> float:
    """Of the letters as often as Finnish has them, in the face that is rounded up more."""
    return max(_rounded(_face(name, style), int(size / _DOT + 0.5)) for style in ("regular", "bold")) * _DOT / size


def _rounded(face: Face, dots: int) -> float:
    """Dots that letters take, each in whole dots, where their widths say 1."""
    widths = [face.steps["\n" + letter] for letter in _OFTEN]
    return sum(int(width * dots + 0.5) for width in widths) / sum(widths)
