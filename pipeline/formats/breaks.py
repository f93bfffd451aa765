"""Where a line of Finnish text may end: at blanks, and inside what stands between two blanks.

The rules are those that LibreOffice 7.4 was seen to follow in slides whose language is Finnish (its own variant of Unicode's UAX #14), without hyphenation:

| a line may end | but not |
| --- | --- |
| at blanks | before ) ] } , . : ; ! ? and after ( [ {, though a blank stands between; at no-break spaces |
| after - ‐ – — | ! ? … and backslashes, soft hyphens, thin and zero-width spaces | before a closing bracket, a quotation mark, a mark of this table or of the row above |
| after / | likewise; between digits (`612/2021`); where the first letter of what follows has no room on the line |
| before % | after anything but a letter or a hyphen |
| between ) ] } and ( [ { | |

So `2030 -ohjelma` may end a line with its hyphen, and `1.1.2026-31.12.2027` breaks, as `2025–2029` does; a no-break hyphen never. What follows a slash is moved down
together with all that stands before it up to the blank, if that is less than 66 letters: a path is rather kept whole, else broken at letters.
Chinese, Japanese and Korean letters, which may be parted anywhere, are held together until they are wider than the line.
"""

import re
from typing import NamedTuple

_AFTER = r"\-\u2010\u2013\u2014|?!\u2026\\\u00ad\u200b\u2002\u2009"
_NO_START = r"\])}\"'\u2019\u201d\u00bb\u00ab,.:;/\u2011\u00a0\u202f" + _AFTER
_WITHIN = re.compile(rf"(?<=[{_AFTER}])(?![{_NO_START}])|(?<=/)(?![{_NO_START}])(?!(?<=\d/)\d|(?<=\d[/.,:;]/)\d)|(?<=[^\W\d]|-)(?=%)|(?<=[)\]}}])(?=[(\[{{])")
_TOKENS = re.compile(r"[^ \n]+ *\n?| +\n?|\n")
_GLUED = re.compile(r"[(\[{] | [)\]},.:;!?]")
_GLUED_TOKENS = re.compile(r"(?:[^ \n(\[{]|[(\[{](?: +(?=[^ \n]))?| +(?=[)\]},.:;!?]))+ *\n?| +\n?|\n")
_PATH = 66  #: letters from a blank to a slash


class Piece(NamedTuple):
    """What a line does not break inside: `text`, the `blanks` after it, and whether a typed line break follows.

    `path`: it ends in a slash that goes down with what stands before it. `peek`: the letter after a slash, for which the line must have room too.
    """

    text: str
    blanks: str
    forced: bool
    path: bool = False
    peek: str = ""


def tokens(text: str) -> list[str]:
    """A text cut where blanks allow a line to end, blanks and line feeds with what stands before them."""
    return (_GLUED_TOKENS if _GLUED.search(text) else _TOKENS).findall(text)


def parted_by_blanks(text: str) -> bool:
    """Whether a line may end at each blank of a text, and nothing else must end it."""
    return "\n" not in text and not _GLUED.search(text)


def pieces(token: str) -> list[Piece]:
    """The pieces of a token; at least one."""
    forced = token.endswith("\n")
    token = token.removesuffix("\n")
    text = token.rstrip(" ")
    if text.rstrip(".,:;").isalpha() or not _WITHIN.search(text):
        return [Piece(text, token[len(text) :], forced)]
    *begun, last = [part for part in _WITHIN.split(text) if part]
    found, reach = [], 0
    for part, after in zip(begun, [*begun[1:], last]):
        reach += len(part)
        found.append(Piece(part, "", False, part[-1] == "/" and reach < _PATH, after[0] if part[-1] == "/" else ""))
    return [*found, Piece(last, token[len(text) :], forced)]
