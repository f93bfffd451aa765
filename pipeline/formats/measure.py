"""How many lines a text takes in a width: advances added up, lines broken at blanks and after hyphens, as Office does without hyphenation."""

import re
from typing import Iterable

from . import widths

_OTHER = 600  #: thousandths for a character that has no figure
_WORDS = re.compile(r"[^\s\u00a0-]*[-\u2013]+|[^\s-]+|\s")


def _by_character(groups: dict[int, str]) -> dict[str, int]:
    return {character: width for width, characters in groups.items() for character in characters}


_REGULAR, _BOLD = _by_character(widths.REGULAR), _by_character(widths.BOLD)


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Points that `text` takes on one line at `size` points; kerning is left out, so the figure errs on the safe side."""
    figures = _BOLD if bold else _REGULAR
    return sum(figures.get(character, _OTHER) for character in text) * size / 1000


def line_count(runs: Iterable[tuple[str, bool]], size: float, width: float) -> int:
    """Lines that runs of (text, bold) take together in `width` points; at least 1. A word wider than the line is broken where it ends."""
    lines, used = 1, 0.0
    for text, bold in runs:
        for word in _WORDS.findall(text):
            if word == "\n":
                lines, used = lines + 1, 0.0
                continue
            taken = text_width(word, size, bold)
            if used + taken > width and not word.isspace():
                lines, used = lines + (1 if used else 0) + int(taken // width), taken % width if taken > width else taken
            else:
                used += taken
    return lines
