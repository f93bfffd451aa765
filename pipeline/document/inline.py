"""Inline markup: `**strong**` and `[text](id)`, nothing more; a backslash takes its meaning from a mark.

The parser is markdown-it-py with every rule off but strong text, links and backslash escapes; emphasis by one mark is not ours and stays as typed.
"""

from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKED = frozenset("*[\\")
_parser = MarkdownIt("zero").enable(["emphasis", "link", "escape", "balance_pairs"])


class Piece(NamedTuple):
    """A stretch of text of one look; `ref` is the id that it leads to, or empty. An empty text with a `ref` stands for the entry's own text."""

    text: str
    strong: bool = False
    ref: str = ""


def parse(markup: str) -> tuple[Piece, ...]:
    """The pieces of `markup`, neighbours of one look joined."""
    if _MARKED.isdisjoint(markup):
        return (Piece(markup),)
    pieces: list[Piece] = []
    strong, ref = 0, None
    for token in _parser.parseInline(markup)[0].children or ():
        if token.type == "link_open":
            ref = str(token.attrs["href"])
            pieces.append(Piece("", strong > 0, ref))
        elif token.type == "link_close":
            ref = None
        elif token.type in ("strong_open", "strong_close"):
            strong += 1 if token.type == "strong_open" else -1
        elif text := _typed(token):
            _append(pieces, Piece(text, strong > 0, ref or ""))
    return tuple(p for p in pieces if p.text or p.ref)


def _typed(token: Token) -> str:
    """A token's text; marks that are not ours stay as typed: single ones, and a backslash at the end of a line."""
    return "\\\n" if token.type == "hardbreak" else token.content or token.markup


def _append(pieces: list[Piece], piece: Piece) -> None:
    last = pieces[-1] if pieces else None
    if last and last.ref == piece.ref and (last.strong == piece.strong or not last.text):
        pieces[-1] = Piece(last.text + piece.text, piece.strong, piece.ref)
    else:
        pieces.append(piece)

