"""How the parts of a section are cut into pages, and which layout each page takes.

Pure: what fits is asked of `Rooms`. First the whole section on one page, with the first of the designer's layouts that holds it; then cut
between its parts; and where that is not enough, panels are taken apart into their paragraphs. The best cut leaves nothing overfull, then has the
fewest pages, the fewest places left empty, the fewest panels divided, the layouts that the designer names first, and the most even pages.
"""

from typing import Callable, Iterable, Iterator, NamedTuple, Protocol

from msgspec.structs import replace

from ...document.blocks import Panel, Paragraph, Part, Section, Table
from ..contract import Layout
from .fills import Fill, Filling, fills_of
from .rooms import Fullness

_MORE = " 9/9"  #: what a title is longer by that goes on over several pages


class Measuring(Protocol):
    """Where texts are measured: `Rooms`."""

    def usable(self, layout: Layout) -> bool:
        """Whether the template has the layout."""

    def fullness(self, layout: str, placeholder: str, paragraphs: Iterable[Paragraph], size: float = 0.0) -> Fullness:
        """How paragraphs fill a placeholder of a layout."""


class Page(NamedTuple):
    """One page: its layout, and how its parts fill it."""

    layout: Layout
    filling: Filling


class _Fitted(NamedTuple):
    """A page that could be, with what speaks against it."""

    over: int  #: lines beyond its boxes, words that are wider than theirs counted as one each
    empty: int  #: places left empty
    order: int  #: of its layout among those that the designer offers
    fill: float  #: the fullest box: share of its height
    page: Page


class _Cost(NamedTuple):
    """What a cut costs, worst first."""

    over: int
    pages: int
    empty: int
    divided: int
    order: int
    uneven: float

    def and_(self, other: "_Cost") -> "_Cost":
        return _Cost(*(one + more for one, more in zip(self, other)))


class _Piece(NamedTuple):
    """A part, or one paragraph of a panel: what a cut does not go through."""

    part: Part
    whole: int  #: the place of its part among the section's


def pages(section: Section, parts: tuple[Part, ...], offered: tuple[Layout, ...], rooms: Measuring) -> list[Page]:
    """The pages of a section in order; [] where no layout has a place for one of its parts.

    What is too long for every layout stands on a page of its own, overfull: the planner reports it.
    """
    assert section.title is not None
    best = _best(_fitted(section.title, parts, offered, rooms, True))
    if best and not best.over or not parts or all(layout.whole for layout in offered):
        return [best.page] if best else []
    longer = replace(section.title, runs=(*section.title.runs, *(replace(run, text=_MORE) for run in section.title.runs[-1:])))
    title = longer if _fits_anywhere(longer, offered, rooms) else None

    def fitted(some: list[_Piece]) -> _Fitted | None:
        return _best(_fitted(title, _joined(some), offered, rooms, False))

    whole = _cut([_Piece(part, number) for number, part in enumerate(parts)], fitted)
    cut = whole if whole and not whole[0].over + whole[0].empty else _cut(list(_pieces(parts)), fitted) or whole
    return cut[1] if cut else [best.page] if best else []


def _fits_anywhere(title: Paragraph, offered: tuple[Layout, ...], rooms: Measuring) -> bool:
    """Whether some layout holds a title: one that none holds must not press on the cut as well."""
    usable = (layout for layout in offered if rooms.usable(layout))
    measured = (rooms.fullness(layout.layout, layout.title, (title,), layout.title_size) for layout in usable)
    return any(not one.over and not one.wide for one in measured)


def _best(fitted: Iterable[_Fitted]) -> _Fitted | None:
    """The one that fits best, the designer's first of equals; None if there is none."""
    best: _Fitted | None = None
    for one in fitted:
        if not one.over + one.empty:
            return one
        if best is None or (one.over, one.empty) < (best.over, best.empty):
            best = one
    return best


def _fitted(title: Paragraph | None, parts: tuple[Part, ...], offered: tuple[Layout, ...], rooms: Measuring, whole: bool) -> Iterator[_Fitted]:
    """The layouts that have a place for all of the parts; those made for a whole section only where `whole`. None: the title does not count."""
    for order, layout in enumerate(offered):
        filling = fills_of(layout, parts) if whole or not layout.whole else None
        if filling is None or not rooms.usable(layout):
            continue
        measured = [rooms.fullness(layout.layout, layout.title, (title,), layout.title_size)] if title is not None else []
        measured += [rooms.fullness(layout.layout, fill.placeholder, fill.paragraphs, fill.size) for fill in filling.fills if isinstance(fill, Fill)]
        over = sum(one.over + bool(one.wide) for one in measured)
        yield _Fitted(over, filling.empty, order, max((one.share for one in measured), default=0.0), Page(layout, filling))


# The cut


def _pieces(parts: tuple[Part, ...]) -> Iterator[_Piece]:
    for number, part in enumerate(parts):
        if isinstance(part, Table) or part.group or len(part.paragraphs) < 2:
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


def _cut(pieces: list[_Piece], fitted: Callable[[list[_Piece]], _Fitted | None]) -> tuple[_Cost, list[Page]] | None:
    """The cheapest cut, found from the end: for each piece the best way to lay out all from it on. None where there is no way."""
    best: dict[int, tuple[_Cost, list[Page]]] = {len(pieces): (_Cost(0, 0, 0, 0, 0, 0.0), [])}
    for start in reversed(range(len(pieces))):
        if start and _belong_together(pieces[start - 1 : start + 1]):
            continue  # nothing begins inside a group
        options: list[tuple[_Cost, list[Page]]] = []
        for end in range(start + 1, len(pieces) + 1):
            one = fitted(pieces[start:end])
            if one is None or one.over and end > start + 1 and options:
                break  # what does not hold, or does not fit, does neither with one piece more
            if end in best and not _belong_together(pieces[end - 1 : end + 1]):
                cost, rest = best[end]
                own = _Cost(one.over, 1, one.empty, _divides(pieces[end - 1 : end + 1]), one.order, one.fill**2)
                options.append((cost.and_(own), [one.page, *rest]))
        if options:
            best[start] = min(options, key=lambda option: option[0])
    return best.get(0)


def _divides(around: list[_Piece]) -> int:
    """1 if a cut between these two goes through a panel."""
    return int(len(around) == 2 and around[0].whole == around[1].whole)


def _belong_together(around: list[_Piece]) -> bool:
    """Whether a cut between these two would divide a group."""
    groups = {piece.part.group if isinstance(piece.part, Panel) else "" for piece in around}
    return len(around) == 2 and len(groups) == 1 and groups != {""}
