"""How the parts of a section are cut into pages, and which layout each page takes.

Pure: what fits is asked of `Rooms`. First the whole section on one page, with the first of the designer's layouts that holds it; then cut
between its parts; and where that is not enough, panels are taken apart into their paragraphs. The best cut leaves nothing overfull, then has the
fewest pages, the fewest places left empty, the fewest panels divided, the layouts that the designer names first, and the most even pages.
"""

from typing import Callable, Iterable, Iterator, NamedTuple, Protocol, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ...document.blocks import Panel, Paragraph, Part, Section
from ..contract import Layout
from .fills import Fill, Filling, fills_of
from .rooms import Fullness

Offered = Iterable[tuple[int, Layout]]  #: layouts of the designer's choice, each with its place in it
_MORE, _MOST = " 9/9", 9  #: what a title is longer by that goes on over several pages


class Measuring(Protocol):
    """Where texts are measured: `Rooms`."""

    def usable(self, layout: Layout) -> bool:
        """Whether the template has the layout."""

    def holds(self, layout: str, placeholder: str, paragraphs: Sequence[Paragraph], size: float = 0.0) -> bool:
        """Whether paragraphs fit a placeholder of a layout."""

    def fullness(self, layout: str, placeholder: str, paragraphs: Iterable[Paragraph], size: float = 0.0) -> Fullness:
        """How they fill it."""


class Page(Struct, frozen=True):
    """One page: its layout, and how its parts fill it."""

    layout: Layout
    filling: Filling


class _Candidate(Struct, frozen=True):
    """A layout that has a place for all of the parts; `order` is its place among those that the designer offers."""

    order: int
    layout: Layout
    filling: Filling


class _Fitted(Struct, frozen=True):
    """A page that could be, with what speaks against it."""

    over: int  #: lines beyond its boxes, words that are wider than theirs counted as one each
    empty: int  #: places left empty
    order: int  #: of its layout among those that the designer offers
    page: Page


class _Cost(NamedTuple):
    """What a cut costs, worst first."""

    over: int
    pages: int
    empty: int
    divided: int
    order: int
    uneven: int  #: the squares of letters on each page

    def and_(self, other: "_Cost") -> "_Cost":
        return _Cost(*(one + more for one, more in zip(self, other)))


class _Piece(Struct, frozen=True):
    """A part, or one paragraph of a panel: what a cut does not go through."""

    part: Part
    whole: int  #: the place of its part among the section's


def pages(section: Section, parts: tuple[Part, ...], offered: tuple[Layout, ...], rooms: Measuring) -> tuple[list[Page], bool]:
    """The pages of a section in order, [] where no layout has a place for one of its parts; and whether each holds its title and texts.

    What is too long for every layout stands on a page of its own, overfull: the planner reports it.
    """
    assert section.title is not None
    best = _best(section.title, parts, enumerate(offered), rooms)
    if best and not best.over or not parts or all(layout.whole for layout in offered):
        return ([best.page], not best.over) if best else ([], False)
    longer = replace(section.title, runs=(*section.title.runs, *(replace(run, text=_MORE) for run in section.title.runs[-1:])))
    title = longer if _fits_anywhere(longer, offered, rooms) else None
    for_some = [(order, layout) for order, layout in enumerate(offered) if not layout.whole]

    def fitted(some: list[_Piece], holding: bool) -> _Fitted | None:
        return _best(title, _joined(some), for_some, rooms, holding)

    whole = _cut([_Piece(part, number) for number, part in enumerate(parts)], fitted)
    cut = whole if whole and not whole[0].over + whole[0].empty else _cut(list(_pieces(parts)), fitted) or whole
    if cut is None:
        return ([best.page], False) if best else ([], False)
    return cut[1], title is not None and not cut[0].over and len(cut[1]) <= _MOST


def _fits_anywhere(title: Paragraph, offered: tuple[Layout, ...], rooms: Measuring) -> bool:
    """Whether some layout holds a title: one that none holds must not press on the cut as well."""
    usable = (layout for layout in offered if rooms.usable(layout))
    return any(rooms.holds(layout.layout, layout.title, (title,), layout.title_size) for layout in usable)


def _best(title: Paragraph | None, parts: tuple[Part, ...], offered: Offered, rooms: Measuring, holding: bool = False) -> _Fitted | None:
    """The layout that holds the parts best, the designer's first of equals; None where none has a place for all of them.

    None as title: it does not count. `holding`: what is too long for every layout has none either, and by how much it is need not be known.
    """
    tried: list[_Candidate] = []
    for one in _candidates(parts, offered):
        if rooms.usable(one.layout):
            if all(rooms.holds(*box) for box in _boxes(title, one)):
                return _Fitted(0, one.filling.empty, one.order, Page(one.layout, one.filling))
            tried.append(one)
    return None if holding else min((_overfull(title, one, rooms) for one in tried), key=lambda one: one.over, default=None)


def _candidates(parts: tuple[Part, ...], offered: Offered) -> Iterator[_Candidate]:
    """The layouts that have a place for all of the parts, those that leave the fewest places empty first: the first that holds them is the best."""
    later: list[_Candidate] = []
    for order, layout in offered:
        filling = fills_of(layout, parts)
        if filling is not None:
            one = _Candidate(order, layout, filling)
            if filling.empty:
                later.append(one)
            else:
                yield one
    yield from sorted(later, key=lambda one: one.filling.empty)


def _overfull(title: Paragraph | None, one: _Candidate, rooms: Measuring) -> _Fitted:
    """A page whose boxes do not all hold their text."""
    measured = [rooms.fullness(*box) for box in _boxes(title, one)]
    return _Fitted(sum(full.over + bool(full.wide) for full in measured), one.filling.empty, one.order, Page(one.layout, one.filling))


def _boxes(title: Paragraph | None, one: _Candidate) -> Iterator[tuple[str, str, tuple[Paragraph, ...], float]]:
    """The boxes of a page, as `Measuring` is asked for them: layout, placeholder, paragraphs and size."""
    layout = one.layout
    if title is not None:
        yield layout.layout, layout.title, (title,), layout.title_size
    for fill in one.filling.fills:
        if isinstance(fill, Fill):
            yield layout.layout, fill.placeholder, fill.paragraphs, fill.size


# The cut


def _pieces(parts: tuple[Part, ...]) -> Iterator[_Piece]:
    for number, part in enumerate(parts):
        if not isinstance(part, Panel) or part.group or len(part.paragraphs) < 2:
            yield _Piece(part, number)
            continue
        for paragraph in part.paragraphs:
            yield _Piece(replace(part, paragraphs=(paragraph,)), number)


def _joined(pieces: list[_Piece]) -> tuple[Part, ...]:
    """The parts again, the paragraphs of one panel together."""
    joined: list[_Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and last.whole == piece.whole and isinstance(piece.part, Panel) and isinstance(last.part, Panel):
            joined[-1] = _Piece(replace(last.part, paragraphs=last.part.paragraphs + piece.part.paragraphs), piece.whole)
        else:
            joined.append(piece)
    return tuple(piece.part for piece in joined)


def _cut(pieces: list[_Piece], fitted: Callable[[list[_Piece], bool], _Fitted | None]) -> tuple[_Cost, list[Page]] | None:
    """The cheapest cut, found from the end: for each piece the best way to lay out all from it on. None where there is no way."""
    best: dict[int, tuple[_Cost, list[Page]]] = {len(pieces): (_Cost(0, 0, 0, 0, 0, 0), [])}
    for start in reversed(range(len(pieces))):
        if start and _belong_together(pieces[start - 1 : start + 1]):
            continue  # nothing begins inside a group
        options: list[tuple[_Cost, list[Page]]] = []
        for end in range(start + 1, len(pieces) + 1):
            one = fitted(pieces[start:end], end > start + 1 and bool(options))
            if one is None:
                break  # what has no place, or does not fit, has none and does not fit with one piece more
            if end in best and not _belong_together(pieces[end - 1 : end + 1]):
                cost, rest = best[end]
                own = _Cost(one.over, 1, one.empty, _divides(pieces[end - 1 : end + 1]), one.order, _letters(pieces[start:end]) ** 2)
                options.append((cost.and_(own), [one.page, *rest]))
        if options:
            best[start] = min(options, key=lambda option: option[0])
    return best.get(0)


def _letters(pieces: list[_Piece]) -> int:
    """How much text a page has: pages of one section are better evenly full."""
    return sum(len(run.text) for piece in pieces if isinstance(piece.part, Panel) for paragraph in piece.part.paragraphs for run in paragraph.runs)


def _divides(around: list[_Piece]) -> int:
    """1 if a cut between these two goes through a panel."""
    return int(len(around) == 2 and around[0].whole == around[1].whole)


def _belong_together(around: list[_Piece]) -> bool:
    """Whether a cut between these two would divide a group."""
    groups = {piece.part.group if isinstance(piece.part, Panel) else "" for piece in around}
    return len(around) == 2 and len(groups) == 1 and groups != {""}
