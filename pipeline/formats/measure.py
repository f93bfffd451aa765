"""How much room a text takes: words measured with the figures of a font, lines broken as LibreOffice and PowerPoint break them without hyphenation.

Pure: no file formats here. Widths of words are in em, so that a text is measured once for all sizes; everything else is in points. Held against
LibreOffice by tests/long/test_lines.py. PowerPoint rounds nothing, but forms no ligatures and kerns only where the text says `kern`: there the
handbook's text is wider by 0.8 % in Calibri (1.6 % in the worst paragraph) and by less than 0.1 % in Arial and Times New Roman.
"""

from functools import lru_cache
from itertools import groupby
from typing import Iterable, Iterator, NamedTuple

from .breaks import Piece, parted_by_blanks, pieces, tokens
from .faces import Face, Family

_SPARE = 0.001  #: share of a line that is left free: LibreOffice rounds letters to dots, not all alike
_ROUNDING = 1e-9  #: so that what was multiplied holds what is divided again
_COARSE = 1.004  #: by what factor it sets text wider where the font is not said
_LOOSE = 0.05  #: em that a line of a broken link may lose
_LETTER = 0.95  #: em that a line may lose where a word is broken at letters whose places are not known
_AT_MOST = 1.04  #: of a text's letters alone: pairs that stand apart, and what programs round


class Stretch(NamedTuple):
    """A stretch of a paragraph that is set in one face. A line feed in it is a typed line break; in a `link` there is none."""

    text: str
    bold: bool = False
    italic: bool = False
    link: bool = False


class Word(NamedTuple):
    """What a line does not break inside, in em: `width` without the blanks after it, and `blank`, those blanks.

    `forced`: a typed line break comes after it. `ends`: where each letter ends, for a word that is wider than its line; may be left out.
    `path`: it ends in a slash, after which a line ends only where there is no blank before. `link`: a whole link, which LibreOffice sets as one
    field: it begins a line if it has no room, is broken at letters if it is wider than that, and then what follows, be it a blank, begins a line.
    """

    width: float
    blank: float
    forced: bool
    ends: tuple[float, ...] = ()
    path: bool = False
    link: bool = False


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


class Bound(NamedTuple):
    """What a text takes at most, in em: all of it on one line, and the widest of what blanks part."""

    width: float
    widest: float

    def lines(self, room: float) -> int:
        """Lines of `room` em that it takes at most; 0 where that cannot be told, since a word may be wider.

        Every line but the last is filled at least so far that the widest word had no more room.
        """
        if self.width <= room:
            return 1
        return int(self.width / (room - self.widest)) + 1 if self.widest < room else 0


class _Words(dict):
    """The words of a token (a text without blanks inside, with what blanks follow it) in one face, measured when first asked."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, token: str) -> tuple[Word, ...]:
        found = self[token] = tuple(_measured(token, self._face))
        return found


_words = lru_cache(_Words)


def bound(text: str, face: Face) -> Bound | None:
    """What a text of one face takes at most, at a tenth of the cost of measuring it; None where blanks do not part it as usual."""
    if not parted_by_blanks(text):
        return None
    letters = face.letters
    widths = [sum(map(letters.__getitem__, token)) + letters[" "] for token in text.split(" ")]
    return Bound(sum(widths) * _AT_MOST, max(widths) * _AT_MOST)


def words(stretches: Iterable[Stretch], family: Family) -> tuple[Word, ...]:
    """The words of a paragraph; one may run over several stretches. Nothing is kerned across a change of face."""
    parts = [part for part in stretches if part.text]
    if len(parts) == 1 and not parts[0].link:
        (part,) = parts
        known = _words(family.face(part.bold, part.italic))
        found = [word for token in tokens(part.text) for word in known[token]]
    else:
        found = list(_across(parts, family))
    for number, word in enumerate(found):  # before the first blank there is none to end a line at
        if word.path:
            found[number] = word._replace(path=False)
        elif word.blank > 0 or word.forced:
            break
    return tuple(found)


def line_count(words: Iterable[Word], size: float, width: float, first: float | None = None, family: Family | None = None) -> int:
    """Lines that words take at `size` points in `width` points, the first line in `first` where it differs; at least 1.

    A word wider than the line begins a new line and is broken at letters. `family`: of most of the words; with it, rounding is reckoned more closely.
    """
    coarse = family.coarse(size) if family else _COARSE
    room = _room(width, size, coarse)
    free = room if first is None else _room(first, size, coarse)
    lines, used, path, start = 1, 0.0, False, 0.0
    for word in words:
        wide = word.width + word.blank
        if used + word.width > free:
            if path and start:
                lines, used, start, free = lines + 1, used - start, 0.0, room
            elif used and not path:
                lines, used, start, free = lines + 1, 0.0, 0.0, room
            if used + word.width > free:
                more, used = _broken(word, used, free, room)
                lines, start, wide = lines + more, 0.0, max(word.blank, 0.0)
                free = room if more else free
                used = 2 * room if more and word.link else used
        used += wide
        path = word.path
        if word.forced:
            lines, used, start, free = lines + 1, 0.0, 0.0, room
        elif word.blank > 0:
            if used > word.blank:
                start = used
            else:  # blanks that begin a line stay with the word after them
                path = True
    return lines


def line_for(width: float, size: float) -> float:
    """Points that a line must have at least so that it is trusted to hold `width` em at `size` points."""
    return width * size * max(1.0, _COARSE * (1 + _SPARE)) * (1 + _ROUNDING)


def widest(words: Iterable[Word]) -> float:
    """Em of the widest word; 0 where there is none. Links are left out: one that is wider than its line is broken, by LibreOffice even at letters."""
    return max([word.width for word in words if not word.link], default=0.0)


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
        count = line_count(text, setting.size, room, first, family)
        lines, over = lines + count, max(over, widest(text) * setting.size - room)
        height += count * (setting.exact or setting.size * family.line * setting.line) + (0 if between is None else between + setting.before)
        between = setting.after
    return Filled(lines, height, max(over, 0.0))


def _room(width: float, size: float, coarse: float) -> float:
    """Em that a line of `width` points is trusted to hold at `size` points, in LibreOffice and in PowerPoint, which rounds nothing; a letter always."""
    return max(width / size / max(1.0, coarse * (1 + _SPARE)), _LETTER)


def _across(parts: list[Stretch], family: Family) -> Iterator[Word]:
    """The words of several stretches: links whole, other text together."""
    groups = [(link, list(group)) for link, group in groupby(parts, key=lambda part: part.link)]
    for (link, group), (_, after) in zip(groups, [*groups[1:], (False, [])]):
        if link:
            yield from _links(group, after, family)
        else:
            yield from _text(group, family)


def _links(links: list[Stretch], after: list[Stretch], family: Family) -> Iterator[Word]:
    """Links that stand side by side; the last must have room for what follows it without a blank, a comma say."""
    next_width = next((word.width for word in _text(after, family)), 0.0)
    for number, part in enumerate(links, 1):
        ends = family.face(part.bold, part.italic).ends(part.text)
        peek = next_width if number == len(links) else 0.0
        yield Word(ends[-1] + peek, -peek, False, ends, False, True)


def _text(parts: list[Stretch], family: Family) -> Iterator[Word]:
    """Tokens are found in the whole text, and each is measured face by face."""
    whole = "".join(part.text for part in parts)
    faces = [face for part in parts for face in [family.face(part.bold, part.italic)] * len(part.text)]
    at = 0
    for token in tokens(whole):
        own = faces[at : at + len(token)]
        at += len(token)
        yield from _words(own[0])[token] if own.count(own[0]) == len(own) else _mixed(token, own)


def _mixed(token: str, faces: list[Face]) -> Iterator[Word]:
    """The words of a token in which the face changes; `faces` of its letters."""
    start = 0
    for piece in pieces(token):
        ends, at = [], 0.0
        for face, letters in groupby(zip(piece.text, faces[start:]), key=lambda both: both[1]):
            ends += [at + end for end in face.ends("".join(letter for letter, _ in letters))]
            at = ends[-1]
        start += len(piece.text)
        beyond = sum(faces[start].steps["\n" + letter] for letter in piece.blanks)
        yield _word(piece, tuple(ends), beyond, faces[start].steps["\n" + piece.peek] if piece.peek else 0.0)
        start += len(piece.blanks)


def _measured(token: str, face: Face) -> Iterator[Word]:
    steps = face.steps
    for piece in pieces(token):
        ends = face.ends(piece.text)
        blank = steps[(piece.text or "\n")[-1] + " "] + (len(piece.blanks) - 1) * steps["  "] if piece.blanks else 0.0
        yield _word(piece, ends, blank, steps["\n" + piece.peek] if piece.peek else 0.0)


def _word(piece: Piece, ends: tuple[float, ...], blank: float, peek: float) -> Word:
    """The word of a piece; the letter for which there must be room counts to its width and is taken back from its blanks."""
    return Word((ends[-1] if ends else 0.0) + peek, blank - peek, piece.forced, ends, piece.path)


def _broken(word: Word, used: float, free: float, room: float) -> tuple[int, float]:
    """How often a word is broken at letters that begins `used` em into a line of `free` em and goes on in lines of `room` em; em taken of the last line."""
    if not word.ends:
        usable = room - _LETTER if room > 2 * _LETTER else room / 2
        return int((used + word.width) // usable) + 1, min(word.width, room)
    loose = _LOOSE if word.link else 0.0
    more, begin, before = 0, -used, 0.0
    for end in word.ends:
        if end - begin > free - loose and before > begin:
            more, begin, free = more + 1, before, room
        before = end
    return more, before - begin
