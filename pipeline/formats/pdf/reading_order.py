"""The words of a block in the order in which they are read, out of the pieces that a page draws.

A page draws text line by line, each stretch of one font from left to right, so what is written from right to left comes turned (ISO 32000-1, 14.8.2.3.3).
The stretches themselves come in reading order, for that is how the structure lists them; only inside one that is written from right to left, where a
program has cut it at a change of fonts, its parts come from left to right again.
"""

import unicodedata
from itertools import groupby
from typing import Iterable, NamedTuple

_RIGHT = ("R", "AL")
_STRONG = ("L", "R", "AL", "EN", "AN")


class Piece(NamedTuple):
    """Text that a page draws in one go, its characters already as typed, and where it begins."""

    text: str
    turned: bool  #: drawn from its last character to its first
    x: float
    y: float

    @property
    def is_right(self) -> bool:
        """Whether it is written from right to left."""
        return self.turned or any(unicodedata.bidirectional(sign) in _RIGHT for sign in self.text)

    @property
    def is_neutral(self) -> bool:
        """Whether it goes with what stands round it: blanks, brackets, pictures."""
        return not any(unicodedata.bidirectional(sign) in _STRONG for sign in self.text)

    @property
    def is_number(self) -> bool:
        """Whether it begins with a digit."""
        return unicodedata.bidirectional(self.text[:1] or " ") in ("EN", "AN")


def words(pieces: Iterable[Piece]) -> str:
    """The text of a block, of its pieces as the structure lists them."""
    return "".join(piece.text for _, line in groupby(pieces, lambda piece: round(piece.y, 1)) for piece in _in_order(list(line)))


def _in_order(line: list[Piece]) -> list[Piece]:
    """The pieces of one line in reading order."""
    if not any(piece.is_right for piece in line):
        return line
    ordered: list[Piece] = []
    after = False  #: a number that stands inside what is written from right to left
    stretches = _stretches(line)
    for place, stretch in enumerate(stretches):
        following = stretches[place + 1][0] if place + 1 < len(stretches) else None
        rights = [n for n, piece in enumerate(stretch) if piece.is_right]
        if rights:
            within = following is not None and (following.is_number or following.x < stretch[0].x)
            start = 0 if within else rights[0]
            end = len(stretch) if after else rights[-1] + 1
            stretch = [*stretch[:start], *stretch[start:end][::-1], *stretch[end:]]
            after = True
        else:
            after = after and (stretch[0].is_number or stretch[0].is_neutral)
        ordered += stretch
    return ordered


def _stretches(line: list[Piece]) -> list[list[Piece]]:
    """A line cut where a stretch ends: at what is written from left to right, and where a piece begins left of the one before."""
    stretches: list[list[Piece]] = []
    for piece in line:
        before = stretches[-1][-1] if stretches else None
        if before and before.x <= piece.x and all(one.is_right or one.is_neutral for one in (before, piece)):
            stretches[-1].append(piece)
        else:
            stretches.append([piece])
    return stretches
