"""Which words of a printed page belong to which text of a file, found by the text itself: a page says no more than where its words are."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .paper import Box, Word

FIELD = "\ufffc"
"""Stands in a text for what the program fills in, such as a number of the page."""

_BETWEEN = "\x1f"
_MARK = re.compile(r"\W{1,3}|\(?\w{1,4}[.)]|\d{1,3}")
_HYPHENS = dict.fromkeys((0x002D, 0x00AD, 0x2010, 0x2011))
_FILLED = rf"[^{_BETWEEN}]{{1,12}}"
_GAP = rf"{_BETWEEN}(?:[^{_BETWEEN}]{{1,4}}{_BETWEEN}){{0,2}}"


class Stray(NamedTuple):
    """A fault of a page, from 1: the block that it is in, its words, and what is wrong."""

    page: int
    block: str
    words: str
    fault: str

    def __str__(self) -> str:
        return f"page {self.page}, {self.block}: {self.fault}: {self.words}"


class Drawn:
    """The words of one page or more, in the order of drawing; each belongs to one text at most.

    `owners` has the name of that text for each word; None: of no text so far.
    """

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.owners: list[str | None] = [None] * len(words)
        self._text, self._at = _BETWEEN, [-1]
        for number, word in enumerate(words):
            if plain := _plain(word.text):
                self._text += plain + _BETWEEN
                self._at += [number] * (len(plain) + 1)

    def take(self, paragraphs: Sequence[str], owner: str, within: Box | None = None) -> list[Word]:
        """The words of a text, which are its owner's from now on; empty if the text is not on the page.

        Words broken at the ends of lines, marks of lists and hyphens do not matter. Of several places with the same words the first that
        lies in `within` is taken, or the first.
        """
        places = list(self._places(paragraphs))
        inside = (place for place in places if within and all(self.words[n].ink.beyond(within) < 1 for n in place))
        chosen = next(inside, next(iter(places), range(0)))
        for number in chosen:
            self.owners[number] = owner
        return [self.words[number] for number in chosen]

    def take_marks(self) -> None:
        """Give the mark of a list, or a number, that of a list which goes on too, before the first word of a text to the owner of that word."""
        for number, (owner, following) in enumerate(zip(self.owners, self.owners[1:])):
            if owner is None and following is not None and _MARK.fullmatch(self.words[number].text):
                self.owners[number] = following

    def free(self) -> list[Word]:
        """The words that belong to no text."""
        return [word for word, owner in zip(self.words, self.owners) if owner is None and _plain(word.text)]

    def _places(self, paragraphs: Sequence[str]) -> Iterator[range]:
        wanted = _GAP.join(found for paragraph in paragraphs if (found := _pattern(paragraph)))
        pattern = re.compile(f"(?<={_BETWEEN}){wanted}(?={_BETWEEN})")
        found = pattern.search(self._text) if wanted else None
        while found:
            place = range(self._at[found.start()], self._at[found.end() - 1] + 1)
            if all(self.owners[number] is None for number in place):
                yield place
            found = pattern.search(self._text, found.start() + 1)


def _pattern(paragraph: str) -> str:
    """A paragraph as an expression; its words may be broken anywhere."""
    signs = unicodedata.normalize("NFC", paragraph)
    return f"{_BETWEEN}?".join(_FILLED if sign == FIELD else re.escape(_plain(sign)) for sign in signs if _plain(sign))


def _plain(text: str) -> str:
    """Letters and signs without blanks, ligatures, capitals and hyphens.

    Hyphens come and go: soft ones are drawn at the end of a line only. LibreOffice 7.4 draws a no-break hyphen, which few fonts have, with
    another font after the words round it in Impress, and as a plain hyphen in Writer.
    """
    return "".join(unicodedata.normalize("NFKC", text.translate(_HYPHENS)).casefold().split())


def overlapping(some: Sequence[Word], more: Sequence[Word]) -> list[Word]:
    """Words that lie on others, each before the one that it lies on."""
    return [one for word in some for other in more if word.ink.grown(-0.5).meets(other.ink.grown(-0.5)) for one in (word, other)]


def visible(text: str) -> bool:
    """Has a text anything that can be looked for."""
    return bool(_plain(text))


def told(words: Iterable[Word]) -> str:
    """Words for a person, cut where there are many."""
    text = " ".join(word.text for word in words)
    return text if len(text) <= 80 else f"{text[:79]}…"
