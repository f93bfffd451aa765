"""A mapping of our content to a brand's layouts: what `deck:` of layouts.yaml could say for its template, ranked by how well each layout fits.

A template that has our own layouts keeps our mapping. In any other a kind of slide takes a layout with one large text placeholder, in which all
its panels stand below each other, labels as headings; where the designer has two columns, a practice takes them; a cover and the openings of
chapters take those made for it. Each layout is offered at its own size, then smaller, never below the floors.
"""

from typing import Container, Iterable, Iterator

import msgspec
from msgspec.structs import replace

from ..contract import FOOTERS, DeckLayouts, Layout, Level, Placeholders
from ..layouts import TABLE_FLOOR_PT, TEXT_FLOOR_PT
from .carry import Lack, lacks
from .offer import LayoutOffer, Offer, Place
from .template import Template

_OURS = 0.5  #: share of our layouts that a template has which is meant to be ours
_SIZES = ((0.0, 0.0), (0.0, 20.0), (28.0, 20.0), (24.0, 20.0), (24.0, 18.0), (20.0, 18.0), (18.0, 18.0))  #: of title and text, 0 being the template's own
EDGES = tuple(FOOTERS.values())  #: types of the footers' placeholders
_FOOTER = 44  #: characters of a footer: the handbook's name, or the edition with the key of the file
_FULL = 0.7  #: share of a line that long words fill
_WIDE, _HIGH = 0.4, 0.3  #: shares of the page that a placeholder for text has at least
_COVERS, _OPENINGS = ("title", "ctrTitle"), ("secHead",)  #: what their makers call the layouts of covers and openings
_COLUMNS = (("goal", "county"), ("associations", "realisation"))  #: of a practice
_STYLES = {  #: styles of panels that have a form of their own in our template
    "mission-label": "heading", "aim-label": "heading", "goals-label": "heading", "values-label": "heading", "goals": "bullet", "values": "bullet",
    "priority": "bullet", "paragraph": "heading", "name": "heading",
}  # fmt: skip


class Candidate(msgspec.Struct, frozen=True):
    """A layout that a kind of slide may take."""

    layout: str
    reason: str  #: `ours`, `cover`, `opening`, `text`, `columns` or `table`
    placeholder: str  #: the one that takes the text or the table; empty for `ours`
    chars: int  #: that a line of it holds at its own size
    lines: int


class Proposal(msgspec.Struct, frozen=True):
    """A mapping, and for each kind of slide its candidates, best first. `lacks` names what no layout of the template can carry."""

    layouts: DeckLayouts
    ranked: dict[str, tuple[Candidate, ...]]
    lacks: tuple[Lack, ...]


def proposed(template: Template, offer: Offer, wanted: DeckLayouts, spare: Container[str] = ()) -> Proposal:
    """The best mapping of the kinds and roles that `wanted`, our own mapping, knows. Nothing is lacking for kinds in `spare`. Raises `PackageError`."""
    entries = {entry.layout: entry for kind in wanted.kinds.values() for entry in kind}
    if sum(name in template.layouts for name in entries) >= len(entries) * _OURS:
        return _ours(template, wanted, spare)
    return _Mapping(offer, wanted).proposal(template.name)


def _ours(template: Template, wanted: DeckLayouts, spare: Container[str]) -> Proposal:
    missing: dict[tuple[str, str], Lack] = {}
    kinds: dict[str, tuple[Layout, ...]] = {}
    for kind, entries in wanted.kinds.items():
        found = [(entry, lacks(template, entry)) for entry in entries]
        kinds[kind] = tuple(entry for entry, lack in found if not lack)
        missing |= {(entry.layout, one.place): one for entry, lack in found for one in lack if kind not in spare}
    ranked = {kind: tuple(Candidate(entry.layout, "ours", "", 0, 0) for entry in entries) for kind, entries in kinds.items()}
    return Proposal(replace(wanted, template=template.name, kinds=kinds), ranked, tuple(missing.values()))


class _Mapping:
    """Chooses layouts of a template that is not ours."""

    def __init__(self, offer: Offer, wanted: DeckLayouts) -> None:
        self._offer = offer
        self._wanted = wanted
        self._texts = sorted(self._with_text(), key=self._text_rank)
        self._tables = sorted(self._with_table(), key=lambda found: (found[1].type != "tbl", -_area(found[1])))

    def proposal(self, name: str) -> Proposal:
        """The mapping of all kinds."""
        ranked: dict[str, list[Candidate]] = {}
        kinds = {kind: tuple(_once(self._entries(kind, ranked.setdefault(kind, [])))) for kind in self._wanted.kinds}
        candidates = {kind: tuple(dict.fromkeys(found)) for kind, found in ranked.items()}
        layouts = DeckLayouts(template=name, kinds=kinds, levels=self._levels())
        return Proposal(layouts, candidates, tuple(self._lacks()))

    def _lacks(self) -> Iterator[Lack]:
        if not self._texts:
            yield Lack("template-no-text-layout", "", {})
        if not self._tables:
            yield Lack("template-no-table-layout", "", {})

    def _levels(self) -> dict[str, Level]:
        """Plain text without the bullet that most layouts give to the first level; bullets of the template's own where it has them there."""
        own = self._texts and self._texts[0][1].bullet_level == 0
        return {
            "text": Level(bullet="none"),
            "bullet": Level(bullet="own" if own else "mark"),
            "number": Level(bullet="number"),
            "heading": Level(bullet="none", strong=True),
        }

    # Layouts by what they are for

    def _with_text(self) -> Iterator[tuple[LayoutOffer, Place]]:
        """Layouts with a title and one large placeholder for text."""
        for layout in self._offer.layouts:
            wide = [place for place in layout.texts if self._large(place)]
            if layout.title is not None and wide and layout.type not in (*_COVERS, *_OPENINGS) and layout.title.type != "ctrTitle":
                yield layout, wide[0]

    def _large(self, place: Place, share: float = _WIDE) -> bool:
        return place.width_cm >= self._offer.width_cm * share and place.height_cm >= self._offer.height_cm * _HIGH and place.type != "subTitle"

    def _text_rank(self, found: tuple[LayoutOffer, Place]) -> tuple[int, int, float]:
        layout, place = found
        return layout.type not in ("obj", "tx"), len([p for p in layout.places if p.type not in EDGES]), -_area(place)

    def _with_table(self) -> Iterator[tuple[LayoutOffer, Place]]:
        for layout in self._offer.layouts:
            for place in layout.places:
                if layout.title is not None and place.type in ("tbl", "obj", "body") and not place.unusable and self._large(place):
                    yield layout, place

    def _columns(self) -> Iterator[tuple[LayoutOffer, Place, Place]]:
        """Layouts with a title and two placeholders of one size beside each other."""
        for layout in self._offer.layouts:
            texts = [place for place in layout.texts if self._large(place, _WIDE * 0.8)]
            if layout.title is not None and len(texts) == 2 and len(layout.texts) == 2:
                left, right = sorted(texts, key=lambda place: place.x_cm)
                if left.x_cm + left.width_cm <= right.x_cm + 0.1 and abs(left.width_cm - right.width_cm) < 1 and abs(left.y_cm - right.y_cm) < 1:
                    yield layout, left, right

    def _special(self, types: tuple[str, ...], kind: str) -> Iterator[tuple[LayoutOffer, Place]]:
        """Layouts that their makers say are for covers or openings, with their largest placeholder for text."""
        for layout in self._offer.layouts:
            if layout.title is not None and layout.texts and (layout.type in types or kind == "title" and layout.title.type == "ctrTitle"):
                yield layout, layout.texts[0]
        for layout in self._offer.layouts if kind == "title" else ():
            if layout.title is not None and layout.texts and layout.texts[0].type == "subTitle":
                yield layout, layout.texts[0]

    # Entries

    def _entries(self, kind: str, ranked: list[Candidate]) -> Iterator[Layout]:
        """The entries of a kind, best first; what they are is noted in `ranked`."""
        roles = {role: places for entry in reversed(self._wanted.kinds[kind]) for role, places in entry.panels.items()}
        texts = [role for role in self._order(kind) if not _is_alone(roles[role])]
        tables = {role: places for role, places in roles.items() if _is_alone(places)}
        if set(texts) == {role for column in _COLUMNS for role in column}:
            for layout, left, right in self._columns():
                ranked.append(_candidate(layout, left, "columns"))
                yield from self._sized(layout, zip(_COLUMNS, (left, right)), whole=True)
        for reason, layout, place in self._candidates(kind):
            ranked.append(_candidate(layout, place, reason))
            yield from self._sized(layout, [(tuple(texts), place)], covers=kind == "title")
        for layout, place in self._tables[:1] if tables else ():
            ranked.append(_candidate(layout, place, "table"))
            for role, own in tables.items():
                panels = {role: _in_place(own, place)}
                for title, _ in self._sizes(layout, place):
                    yield Layout(layout=layout.name, title=_name(layout), title_size=title, panels=panels, footers=_footers(layout))

    def _order(self, kind: str) -> list[str]:
        """The roles of a kind in reading order, the legend of a table last."""
        return list(dict.fromkeys(role for entry in self._wanted.kinds[kind] for role in entry.panels))

    def _candidates(self, kind: str) -> Iterator[tuple[str, LayoutOffer, Place]]:
        if kind == "title":
            yield from (("cover", *found) for found in self._special(_COVERS, kind))
        if kind in ("section", "callout"):
            yield from (("opening", *found) for found in self._special(_OPENINGS, kind) if found[1].lines >= 3)
        yield from (("text", *found) for found in self._texts[:1])

    def _sized(
        self, layout: LayoutOffer, columns: Iterable[tuple[tuple[str, ...], Place]], whole: bool = False, covers: bool = False
    ) -> Iterator[Layout]:
        """A layout at its own size, and at smaller ones."""
        listed = list(columns)
        for title, size in self._sizes(layout, listed[0][1]):
            panels = {
                role: Placeholders(text=(place.name,), stacked=True, style=_STYLES.get(role, ""), dark=_dark(place), size=size)
                for roles, place in listed
                for role in roles
            }
            footers = {} if covers else _footers(layout)
            yield Layout(layout=layout.name, title=_name(layout), title_size=title, panels=panels, whole=whole, footers=footers)

    def _sizes(self, layout: LayoutOffer, place: Place) -> Iterator[tuple[float, float]]:
        """Sizes of title and text, the template's own first as 0; none is larger than its own, none below the floor."""
        assert layout.title is not None
        seen: set[tuple[float, float]] = set()
        for title, text in _SIZES:
            title = title if title < layout.title.size_pt else 0.0
            title = max(title, TEXT_FLOOR_PT) if not title and layout.title.size_pt < TEXT_FLOOR_PT else title
            text = text if text < place.size_pt else 0.0
            text = TEXT_FLOOR_PT if not text and place.size_pt < TEXT_FLOOR_PT else text
            if (title, text) not in seen:
                seen.add((title, text))
                yield title, text


def _in_place(own: Placeholders, place: Place) -> Placeholders:
    """A chart or a table of ours in a place of the template."""
    if own.chart:
        return replace(own, text=(place.name,))
    return replace(own, text=(place.name,), size=max(own.size, TABLE_FLOOR_PT), head=max(own.head, TABLE_FLOOR_PT), row=0.0)


def _once(entries: Iterable[Layout]) -> list[Layout]:
    """The entries without those that stand before."""
    found: list[Layout] = []
    for entry in entries:
        if entry not in found:
            found.append(entry)
    return found


def _name(layout: LayoutOffer) -> str:
    assert layout.title is not None
    return layout.title.name


def _candidate(layout: LayoutOffer, place: Place, reason: str) -> Candidate:
    return Candidate(layout.name, reason, place.name, place.chars, place.lines)


def _footers(layout: LayoutOffer) -> dict[str, str]:
    """Where the footers go: each into its own place, or what fits of them where places are narrow; the edition, with the file's key, first."""
    room = {place.type: _letters(place) for place in layout.places if place.type in EDGES and not place.unusable}
    number = {"number": "sldNum"} if room.get("sldNum", 0) else {}
    if min(room.get("ftr", 0), room.get("dt", 0)) >= _FOOTER:
        return {"handbook": "ftr", "edition": "dt", **number}
    if room.get("ftr", 0) >= 2 * _FOOTER:
        return {"handbook": "ftr", **number}
    edition = next((kind for kind in ("dt", "ftr") if room.get(kind, 0) >= _FOOTER), "")
    return {"edition": edition, **number} if edition else number


def _letters(place: Place) -> float:
    """Characters that a footer's place holds; on several lines not every one is full."""
    return place.chars if place.lines < 2 else place.chars * place.lines * _FULL


def _is_alone(places: Placeholders) -> bool:
    """Whether a role is a chart, or a table, which our own mapping gives insets of cells: neither shares its placeholder."""
    return any(places.inset) or places.chart


def _dark(place: Place) -> bool:
    """Whether links must take the text's colour: the text is lighter than its ground."""
    return bool(place.colour and place.ground) and _light(place.colour) > _light(place.ground)


def _light(colour: str) -> int:
    return sum(int(colour[at : at + 2], 16) for at in (0, 2, 4))


def _area(place: Place) -> float:
    return place.width_cm * place.height_cm
