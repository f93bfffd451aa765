"""Several versions of one respondent's form to one: three-way where a later one continues an earlier, else both texts and a conflict.

Versions are taken in an order that the files themselves give, so that the order in which they came changes nothing.
"""

import hashlib
from typing import NamedTuple

from ..formats.matching import normal
from ..formats.returned import Remark
from .placing import Loose, Placed, PlacedItem


class Version(NamedTuple):
    """One returned form of a respondent. `modified` is the file's own word for when it was saved; empty: it says nothing.

    `held` is what its cells said already when it was handed out: a cell that still says it says nothing new.
    """

    sha256: str
    modified: str
    answers: tuple[Placed, ...]
    items: tuple[PlacedItem, ...]
    loose: tuple[Loose, ...]
    held: dict[tuple[str, str], str] = {}

    def cells(self) -> dict[tuple[str, str], str]:
        """The answers by row and column."""
        return {(answer.row, answer.column): answer.text for answer in self.answers}


class Clash(NamedTuple):
    """A cell of which two versions say different things; an empty text: that version leaves it empty."""

    id: str
    row: str
    column: str
    first: str
    second: str


class Merged(NamedTuple):
    """What the versions say together. `remarks` are by the version's digest."""

    cells: dict[tuple[str, str], str]
    items: tuple[PlacedItem, ...]
    loose: tuple[Loose, ...]
    clashes: tuple[Clash, ...]
    remarks: dict[str, tuple[Remark, ...]]
    settled: frozenset[str] = frozenset()  #: conflicts that the committee went on from, whatever was decided of them


def in_order(versions: list[Version]) -> list[Version]:
    """Earliest first, by what the files say of themselves; those that say the same by their digest."""
    return sorted(versions, key=lambda version: (version.modified, version.sha256))


def merge(respondent: str, versions: list[Version]) -> Merged:
    """One reading of all versions of a respondent."""
    first, *later = in_order(versions)
    work = _Merging(respondent)
    work.take(first)
    for version in later:
        work.take(version)
        work.remarks[version.sha256] = (work.said,)
    return work.merged()


class _Merging:
    """What the versions so far say. A cell that is in `clashes` keeps its first text until the end, when it is left to a person."""

    def __init__(self, respondent: str) -> None:
        self.respondent, self.newest = respondent, ""
        self.cells: dict[tuple[str, str], str] = {}
        self.items: list[PlacedItem] = []
        self.loose: list[Loose] = []
        self.clashes: dict[str, Clash] = {}
        self.settled: set[str] = set()  #: clashes that a later table was made without
        self.replaced: dict[tuple[tuple[str, str], str], str] = {}  #: cells with a text that a table held and changed; when it was saved
        self.remarks: dict[str, tuple[Remark, ...]] = {}
        self.follows, self.changed, self.clashed = False, 0, 0

    def take(self, version: Version) -> None:
        """Add what a version says to what was said before it."""
        theirs = version.cells()
        self.follows = version.modified > self.newest and _continues(self.cells, theirs)
        self.newest, self.changed, before = version.modified, 0, len(self.clashes)
        for place in sorted(self.cells.keys() | theirs.keys() | version.held.keys()):
            if place in version.held:
                self._held(version, place, version.held[place], theirs.get(place, ""))
            else:
                self._said(version, place, theirs.get(place, ""))
        self.items = _items(self.items, version.items, self.follows)
        self.loose += version.loose
        self.clashed = len(self.clashes) - before

    @property
    def said(self) -> Remark:
        """What the last version did."""
        code = "version-conflict" if self.clashed > 0 else "version-follows" if self.follows else "version-adds"
        return Remark(code, (("changed", str(self.changed)), ("conflicts", str(max(0, self.clashed)))))

    def _said(self, version: Version, place: tuple[str, str], new: str) -> None:
        """A cell that was blank when the form was handed out."""
        ours = self.cells.get(place, "")
        if normal(ours) == normal(new) or not new and not self.follows:
            return
        if version.modified <= self.replaced.get((place, normal(new)), "") and (place, normal(new)) in self.replaced:
            return
        if not ours or self.follows and new and not self._open(place):
            self.cells[place], self.changed = new, self.changed + bool(ours)
        else:
            self._clash(place, ours, new)

    def _held(self, version: Version, place: tuple[str, str], held: str, new: str) -> None:
        """A cell that said something when it was handed out: left as it was it says nothing new, changed it takes the place of that."""
        ours, before = self.cells.get(place, ""), self._open(place)
        if normal(new) == normal(held):
            if not ours and not before:
                self.cells[place] = new
            return
        self.replaced[place, normal(held)] = version.modified
        if normal(ours) == normal(new) and not before:
            return
        if not new or ours and normal(ours) != normal(held) and not before:
            self._clash(place, ours or held, new)
            return
        self.settled |= {conflict.id for conflict in before}
        for conflict in before:
            del self.clashes[conflict.id]
        self.cells[place], self.follows, self.changed = new, True, self.changed + 1

    def _open(self, place: tuple[str, str]) -> list[Clash]:
        return [conflict for conflict in self.clashes.values() if (conflict.row, conflict.column) == place]

    def _clash(self, place: tuple[str, str], ours: str, new: str) -> None:
        self.cells.setdefault(place, ours)
        conflict = clash(self.respondent, place, ours, new)
        self.clashes.setdefault(conflict.id, conflict)

    def merged(self) -> Merged:
        """All of it; a cell in conflict has no text."""
        open_cells = {(conflict.row, conflict.column) for conflict in self.clashes.values()}
        cells = {place: text for place, text in self.cells.items() if place not in open_cells}
        return Merged(cells, tuple(self.items), tuple(_once(self.loose)), tuple(self.clashes.values()), self.remarks, frozenset(self.settled))


def clash(respondent: str, place: tuple[str, str], first: str, second: str) -> Clash:
    """A conflict under an id that the same two texts of the same cell always have."""
    return Clash(open_id("c", respondent, *place, first, second), *place, first, second)


def open_id(kind: str, *said: str) -> str:
    """The id of something that waits for a decision: `c-` a conflict, `u-` an unplaced text, `f-` a file; it changes when what it is about changes."""
    return f"{kind}-{hashlib.sha256(chr(31).join(said).encode()).hexdigest()[:10]}"


def _continues(ours: dict[tuple[str, str], str], theirs: dict[tuple[str, str], str]) -> bool:
    """Whether a version that was saved later was made from what is there: it keeps at least half of the answers word for word, and one of them in words."""
    kept = [text for place, text in ours.items() if normal(theirs.get(place, "")) == normal(text)]
    return bool(kept) and 2 * len(kept) >= len(ours) and any(len(text) > 3 for text in kept)


def _items(ours: list[PlacedItem], theirs: tuple[PlacedItem, ...], follows: bool) -> list[PlacedItem]:
    """Items of both. One that was known when the form was handed out is changed in place; so is the same item in a continuation."""
    kept = list(ours)
    for item in theirs:
        if any(_said_by(item) == _said_by(known) or _is_stale(item, known) for known in kept):
            continue
        names = {normal(item.was)} - {""} | ({normal(item.item)} if follows else set())
        at = next((n for n, known in enumerate(kept) if known in ours and normal(known.item) in names), None)
        if at is None:
            kept.append(item)
        else:
            kept[at] = item._replace(was=kept[at].was or item.was)
    return kept


def _is_stale(item: PlacedItem, known: PlacedItem) -> bool:
    """Whether an item is what a known one was before it was changed."""
    return bool(known.was) and normal(item.item) == normal(item.was) == normal(known.was) and _said_by(item)[1:] == _said_by(known)[1:]


def _said_by(item: PlacedItem) -> tuple[str, ...]:
    return normal(item.item), normal(item.responsible), normal(item.state)


def _once(loose: list[Loose]) -> list[Loose]:
    """A text that stands in several versions at the same place is told once."""
    return list({(text.text, text.where): text for text in loose}.values())
