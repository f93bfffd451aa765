"""Which text of a file is which block: by address; where a program has dropped the addresses, by words; what is left, by order.

Pure; used by whatever compares a file with what it should hold. Spaces that programs change (line ends, no-break forms) do not count; the
addresses that links lead to do.
"""

import re
import unicodedata
from collections import Counter
from typing import Container, Iterable, NamedTuple

from .contract import Found
from .links import address

_SPACE = re.compile(r"\s+")
_PAIRS = 40_000  #: of a block and a text that are compared word by word; beyond that they go in order
_PART = re.compile(r" \d+/\d+$")  #: of a title that goes on over several slides


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
    links: tuple[str, ...] = ()  #: where its links lead, in order


def match(expected: Iterable[Expected], found: Iterable[Found], fixed: Iterable[str]) -> Match:
    """Compare what should stand in a file with what does."""
    places: dict[str, list[Expected]] = {}
    for block in expected:
        places.setdefault(block.address, []).append(block)
    texts: dict[str, list[Found]] = {}
    for text in found:
        texts.setdefault(text.address, []).append(text)
    matched, differing, unplaced, lost = 0, [], [], []
    for address, blocks in places.items():
        if address not in texts:
            lost += (block for block in blocks if block.text)
            matched += sum(not block.text for block in blocks)
            continue
        pairs, left, over = _pair(blocks, _apart(blocks, texts.pop(address)))
        matched += pairs
        differing += left
        unplaced += over
    unplaced += (text for others in texts.values() for text in others)
    again, gone, unplaced = _by_words(lost, unplaced, places)
    known = {normal(text) for text in fixed}
    rest = tuple(text for text in unplaced if normal(text.text) not in known or text.links)
    return Match(matched + again, (*differing, *gone), rest)


def normal(text: str) -> str:
    """A text for comparing: NFC, any run of white space as one blank, no-break hyphens plain, soft hyphens gone."""
    plain = unicodedata.normalize("NFC", text).replace("\u2011", "-").replace("\u00ad", "")
    return _SPACE.sub(" ", plain).strip()


def _by_words(lost: list[Expected], texts: list[Found], places: Container[str]) -> tuple[int, list[Difference], list[Found]]:
    """Blocks whose places are not in the file, found by their words in places that nobody knows: programs drop names when they save."""
    waiting = Counter(_said(_PART.sub("", text.text), text.links) for text in texts if text.address not in places)
    gone = []
    taken: Counter[str] = Counter()
    for block in lost:
        words = _said(block.text, block.links)
        if taken[words] < waiting[words]:
            taken[words] += 1
        else:
            gone.append(Difference(block.id, block.address, _shown(block), ""))
    rest = []
    for text in texts:
        words = _said(_PART.sub("", text.text), text.links)
        if taken[words] and text.address not in places:
            taken[words] -= 1
        else:
            rest.append(text)
    return len(lost) - len(gone), gone, rest


def _apart(blocks: list[Expected], found: list[Found]) -> list[Found]:
    """The texts of a place, one for each block where several blocks come as one text, as in a cell of a sheet."""
    if len(found) != 1 or len(blocks) < 2:
        return found
    whole = found[0]
    if _lines(whole.text) == _lines("\n".join(block.text for block in blocks)):
        return [Found(whole.address, block.text, block.links) for block in blocks]
    return [Found(whole.address, line) for line in whole.text.split("\n") if line.strip()]


def _lines(text: str) -> list[str]:
    return [normal(line) for line in text.split("\n")]


def _pair(blocks: list[Expected], found: list[Found]) -> tuple[int, list[Difference], list[Found]]:
    """Blocks and texts of one place: equal words first, the rest in order."""
    waiting = Counter(_said(text.text, text.links) for text in found)
    missing, empty = [], []
    for block in blocks:
        words = _said(block.text, block.links)
        if not words:
            empty.append(block)
        elif waiting[words]:
            waiting[words] -= 1
        else:
            missing.append(block)
    rest = []
    for text in reversed(found):
        words = _said(text.text, text.links)
        if waiting[words]:
            waiting[words] -= 1
            rest.append(text)
    rest.reverse()
    if blocks[0].address:  # words where nothing should stand; a place without a name is all of a file, which has room for more
        missing += empty[: max(0, len(rest) - len(missing))]
    now, over = _alike(missing, rest)
    differing = [Difference(block.id, block.address, _shown(block), _shown(text) if text else "") for block, text in zip(missing, now)]
    return len(blocks) - len(missing), differing, over


def _alike(missing: list[Expected], texts: list[Found]) -> tuple[list[Found | None], list[Found]]:
    """What each block has become, and the texts that are none: those that share most of their words with it first, the rest in order."""
    pairs: list[tuple[float, int, int, int]] = []
    if len(missing) * len(texts) <= _PAIRS:
        said = [Counter(normal(text.text).split()) for text in texts]
        for n, block in enumerate(missing):
            words = Counter(normal(block.text).split())
            alike = ((2 * (words & other).total() / ((words + other).total() or 1), m) for m, other in enumerate(said))
            pairs += ((-share, abs(n - m), n, m) for share, m in alike if share >= 0.5)
    became: dict[int, int] = {}
    for _, _, n, m in sorted(pairs):
        if n not in became and m not in became.values():
            became[n] = m
    left = iter([m for m in range(len(texts)) if m not in became.values()])
    now = [became[n] if n in became else next(left, None) for n in range(len(missing))]
    return [None if m is None else texts[m] for m in now], [texts[m] for m in left]


def _said(text: str, links: tuple[str, ...]) -> str:
    """Words and where their links lead, as one key; characters that no address may hold are written in one way by one format, in another by the next."""
    return "\x1f".join((normal(text), *(address(link) or link for link in links)))


def _shown(text: Expected | Found) -> str:
    """A text for a person, with where its links lead."""
    return f"{text.text} ({', '.join(text.links)})" if text.links else text.text
