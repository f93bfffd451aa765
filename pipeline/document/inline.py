"""Inline markup: `**strong**` and `[text](id)`, nothing more; a backslash before a mark takes its meaning away.

The whole grammar is the one pattern below: two constructs of our own, for which a Markdown library would cost an eighth of a whole build to load.
"""

import re
from typing import Iterator, NamedTuple

_MARK = re.compile(
    r"\\(?P<literal>[\\*\[\]])"
    r"|\*\*(?![\s*])(?P<strong>(?:\\.|[^*\\]|\*(?!\*))+?)(?<![\s*\\])\*\*"
    r"|\[(?P<text>(?:\\.|[^\[\]\\])*)\]\((?P<ref>[a-z0-9-]{1,40})\)",
    re.DOTALL,
)


class Piece(NamedTuple):
    """A stretch of text of one look; `ref` is the id that it leads to, or empty. An empty text with a `ref` stands for the entry's own text."""

    text: str
    strong: bool = False
    ref: str = ""


def parse(markup: str) -> tuple[Piece, ...]:
    """The pieces of `markup`, neighbours of one look joined; what is no mark of ours stays as typed."""
    pieces: list[Piece] = []
    for piece in _pieces(markup, False, ""):
        last = pieces[-1] if pieces else None
        if last and last.text and piece.text and last[1:] == piece[1:]:
            pieces[-1] = piece._replace(text=last.text + piece.text)
        else:
            pieces.append(piece)
    return tuple(pieces) or (Piece(markup),)


def _pieces(markup: str, strong: bool, ref: str) -> Iterator[Piece]:
    done = 0
    for mark in _MARK.finditer(markup):
        if mark.start() > done:
            yield Piece(markup[done : mark.start()], strong, ref)
        done = mark.end()
        if mark["literal"]:
            yield Piece(mark["literal"], strong, ref)
        elif mark["strong"]:
            yield from _pieces(mark["strong"], True, ref)
        elif mark["text"]:
            yield from _pieces(mark["text"], strong, mark["ref"])
        else:
            yield Piece("", strong, mark["ref"])
    if done < len(markup):
        yield Piece(markup[done:], strong, ref)
