"""Which text of a file is which block: by address, then within the address by words, then by order.

Pure; used by whatever compares a file with what it should hold. Spaces that programs change (line ends, no-break forms) do not count.
"""

import re
import unicodedata
from collections import Counter
from typing import Iterable, NamedTuple

from .contract import Found

_SPACE = re.compile(r"\s+")


class Difference(NamedTuple):
    """A block whose words in the file are not those expected; `found` is empty where the block is gone."""

    id: str
    where: str
    expected: str
    found: str


class Match(NamedTuple):
    """How a file compares with its blocks. `unplaced` are texts that are no block and no fixed text."""

    blocks: int  #: blocks whose words are as expected
    differing: tuple[Difference, ...]
    unplaced: tuple[Found, ...]


class Expected(NamedTuple):
    """A block as it should stand in a file; an empty text is a place that nothing should stand in."""

    id: str
    address: str
    text: str


def match(expected: Iterable[Expected], found: Iterable[Found], fixed: Iterable[str]) -> Match:
    """Compare what should stand in a file with what does."""
    places: dict[str, list[Expected]] = {}
    for block in expected:
        places.setdefault(block.address, []).append(block)
    texts: dict[str, list[Found]] = {}
    for text in found:
        texts.setdefault(text.address, []).append(text)
    matched, differing, unplaced = 0, [], []
    for address, blocks in places.items():
        there = texts.pop(address, [])
        pairs, left, over = _pair(blocks, _apart(blocks, there))
        matched += pairs
        differing += left
        unplaced += over
    unplaced += (text for others in texts.values() for text in others)
    known = {normal(text) for text in fixed}
    return Match(matched, tuple(differing), tuple(text for text in unplaced if normal(text.text) not in known))


def normal(text: str) -> str:
    """A text for comparing: NFC, any run of white space as one blank, no-break hyphens plain, soft hyphens gone."""
    plain = unicodedata.normalize("NFC", text).replace("\u2011", "-").replace("\u00ad", "")
    return _SPACE.sub(" ", plain).strip()


def _apart(blocks: list[Expected], found: list[Found]) -> list[Found]:
    """The texts of a place, one for each block where several blocks come as one text, as in a cell of a sheet."""
    if len(found) != 1 or len(blocks) < 2:
        return found
    whole = found[0]
    if _lines(whole.text) == _lines("\n".join(block.text for block in blocks)):
        return [Found(whole.address, block.text) for block in blocks]
    return [Found(whole.address, line) for line in whole.text.split("\n") if line.strip()]


def _lines(text: str) -> list[str]:
    return [normal(line) for line in text.split("\n")]


def _pair(blocks: list[Expected], found: list[Found]) -> tuple[int, list[Difference], list[Found]]:
    """Blocks and texts of one place: equal words first, the rest in order."""
    waiting = Counter(normal(text.text) for text in found)
    missing, empty = [], []
    for block in blocks:
        words = normal(block.text)
        if not words:
            empty.append(block)
        elif waiting[words]:
            waiting[words] -= 1
        else:
            missing.append(block)
    rest = []
    for text in reversed(found):
        words = normal(text.text)
        if waiting[words]:
            waiting[words] -= 1
            rest.append(text)
    rest.reverse()
    missing += empty[: max(0, len(rest) - len(missing))]  # words where nothing should stand
    differing = [Difference(block.id, block.address, block.text, rest[n].text if n < len(rest) else "") for n, block in enumerate(missing)]
    return len(blocks) - len(missing), differing, rest[len(missing) :]
