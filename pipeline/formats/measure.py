"""How much room a text takes: words measured with the figures of a font, lines broken as LibreOffice and PowerPoint break them without hyphenation.

Pure: no file formats here. Widths of words are in em, so that a text is measured once for all sizes; everything else is in points.
"""

import re
from functools import lru_cache
from typing import Iterable, Iterator, NamedTuple

from .faces import Face, Family

_RESERVE = 0.003  #: share of a line that is left free: LibreOffice rounds where letters stand
_LETTER = 0.95  #: em that a line may lose where a word is broken at letters whose places are not known
_TOKENS = re.compile(r"[^ \n]+ *\n?| +\n?|\n")
_PIECES = re.compile(r"[^-\u2010\u2013\u2014/]*[-\u2010\u2013\u2014/]+(?=[^\W\d_])|.+")


class Stretch(NamedTuple):
    """A stretch of a paragraph that is set in one face. A line feed in it is a typed line break."""

    text: str
    bold: bool = False
    italic: bool = False


class Word(NamedTuple):
    """What a line does not break inside, in em: `width` without the blanks after it, and `blank`, those blanks.

    `forced`: a typed line break comes after it. `ends`: where each letter ends, for a word that is wider than its line; may be left out.
    """

    width: float
    blank: float
    forced: bool
    ends: tuple[float, ...] = ()


class Setting(NamedTuple):
    """How a paragraph is set, in points.

    `line` is a share of the font's own line height, `exact` a line height that takes its place, 0 where there is none. `left` indents all lines,
    `first` is added to it for the first line, negative where that one hangs. `bullet`: a bullet or number stands in the hanging room.
    """

    size: float
    line: float = 1.0
    exact: float = 0
    before: float = 0
    after: float = 0
    left: float = 0
    first: float = 0
    bullet: bool = False


class Filled(NamedTuple):
    """What paragraphs take: `lines`; `height` in points with the spacing between them; `over`, points by which the widest word exceeds its line."""

    lines: int
    height: float
    over: float


class _Words(dict):
    """The words of a token (a text without blanks inside, with what blanks follow it) in one face, measured when first asked."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, token: str) -> tuple[Word, ...]:
        found = self[token] = tuple(_measured(token, self._face))
        return found


_words = lru_cache(_Words)


def words(stretches: Iterable[Stretch], family: Family) -> tuple[Word, ...]:
    """The words of a paragraph; one may run over several stretches. Nothing is kerned across a change of face."""
    parts = [part for part in stretches if part.text]
    if len(parts) == 1:
        (part,) = parts
        known = _words(family.face(part.bold, part.italic))
        return tuple([word for token in _TOKENS.findall(part.text) for word in known[token]])
    return tuple(_across(parts, family))


def line_count(words: Iterable[Word], size: float, width: float, first: float | None = None) -> int:
    """Lines that words take at `size` points in `width` points, the first line in `first` where it differs; at least 1.

    A word wider than the line begins a new line and is broken at letters.
    """
    room = max(width / size * (1 - _RESERVE), _LETTER)
    free = room if first is None else max(first / size * (1 - _RESERVE), _LETTER)
    lines, used = 1, 0.0
    for word in words:
        wide = word.width
        if used + wide > free:
            if used:
                lines, used, free = lines + 1, 0.0, room
            if wide > free:
                more, wide = _broken(word, free, room)
                lines, free = lines + more, room
        used += wide + word.blank
        if word.forced:
            lines, used, free = lines + 1, 0.0, room
    return lines


def widest(words: Iterable[Word]) -> float:
    """Em of the widest word; 0 where there is none."""
    return max((word.width for word in words), default=0.0)


def text_width(text: str, size: float, family: Family, bold: bool = False) -> float:
    """Points that `text` takes on one line at `size` points."""
    ends = family.face(bold).ends(text)
    return ends[-1] * size if ends else 0.0


def filled(paragraphs: Iterable[tuple[tuple[Word, ...], Setting]], family: Family, width: float) -> Filled:
    """What paragraphs take in a box whose lines are `width` points wide, insets taken off.

    Space before the first paragraph is left out, as PowerPoint does; space after one and before the next are added up.
    """
    lines, height, over, between = 0, 0.0, 0.0, None
    for text, setting in paragraphs:
        room = width - setting.left
        first = room if setting.bullet and setting.first < 0 else room - setting.first
        count = line_count(text, setting.size, room, first)
        lines, over = lines + count, max(over, widest(text) * setting.size - room)
        height += count * (setting.exact or setting.size * family.line * setting.line) + (0 if between is None else between + setting.before)
        between = setting.after
    return Filled(lines, height, max(over, 0.0))


def _across(parts: list[Stretch], family: Family) -> Iterator[Word]:
    """The words of several stretches: tokens are found in the whole text, and each is measured face by face."""
    whole = "".join(part.text for part in parts)
    faces = [family.face(part.bold, part.italic) for part in parts for _ in part.text]
    for found in _TOKENS.finditer(whole):
        own = faces[found.start() : found.end()]
        if own[0] is own[-1]:
            yield from _words(own[0])[found.group()]
        else:
            yield from _mixed(found.group(), own)


def _mixed(token: str, faces: list[Face]) -> Iterator[Word]:
    start = 0
    for text, blanks, forced in _pieces(token):
        ends, at = [], 0.0
        for n in range(len(text)):
            pair = (text[n - 1] if n and faces[start + n] is faces[start + n - 1] else "\n") + text[n]
            at += faces[start + n].steps[pair]
            ends.append(at)
        start += len(text) + len(blanks)
        yield Word(at, len(blanks) * faces[start - 1].steps["\n "], forced, tuple(ends))


def _measured(token: str, face: Face) -> Iterator[Word]:
    for text, blanks, forced in _pieces(token):
        ends = face.ends(text)
        width = ends[-1] if ends else 0.0
        yield Word(width, face.ends(text + blanks)[-1] - width if blanks else 0.0, forced, ends)


def _pieces(token: str) -> Iterator[tuple[str, str, bool]]:
    """The unbreakable pieces of a token, each with the blanks after it and whether a line break follows."""
    forced = token.endswith("\n")
    token = token.removesuffix("\n")
    text = token.rstrip(" ")
    *pieces, last = _PIECES.findall(text) or [""]
    for piece in pieces:
        yield piece, "", False
    yield last, token[len(text) :], forced


def _broken(word: Word, free: float, room: float) -> tuple[int, float]:
    """How many lines a word that begins a line of `free` em and goes on in lines of `room` em is continued on, and em taken of the last."""
    if not word.ends:
        usable = room - _LETTER if room > 2 * _LETTER else room / 2
        return int(word.width // usable) + 1, min(word.width, room)
    more, begin, before = 0, 0.0, 0.0
    for end in word.ends:
        if end - begin > free and before > begin:
            more, begin, free = more + 1, before, room
        before = end
    return more, before - begin
