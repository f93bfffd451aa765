"""Which slide, which layout, which placeholder: decided here, without XML and without measures in EMU.

A section is cut into slides where no layout has a place for all its panels; the cut keeps the order and gives as few slides as possible.
"""

from collections import Counter
from math import ceil

import msgspec

from ...document.blocks import Document, Panel, Paragraph, Part, Run, Section, Table
from ...problems import Place, Problems
from ..contract import DeckLayouts, Layout, Placeholders


class Fill(msgspec.Struct, frozen=True):
    """Paragraphs of one placeholder. `name` is what the shape is called: the id of the block that it holds; empty: as the placeholder."""

    placeholder: str
    name: str
    paragraphs: tuple[Paragraph, ...]
    dark: bool = False


class TableFill(msgspec.Struct, frozen=True):
    """A table in the place of a placeholder; `name` is what its frame is called."""

    placeholder: str
    table: Table
    name: str


class Slide(msgspec.Struct, frozen=True):
    """One slide: fills in reading order, the title not among them."""

    section: str
    layout: Layout
    title: Paragraph
    part: str  #: `1/2` where the section goes on, else empty
    fills: tuple[Fill | TableFill, ...]
    notes: tuple[Paragraph, ...] = ()


def plan(document: Document, layouts: DeckLayouts, problems: Problems) -> tuple[Slide, ...]:
    """The slides of a document, in order.

    Reports `no-layout` where a section's kind is not in layouts.yaml or no layout has a place for a panel, `A04-title-twice`, and
    `overfull` (a warning, at the block's origin) where a title or a text is longer than its placeholder's lines by a count of characters.
    """
    slides: list[Slide] = []
    for section in document.sections:
        slides += _section_slides(section, layouts, problems)
    _doubt_titles(document.sections, problems)
    return tuple(slides)


def _doubt_titles(sections: tuple[Section, ...], problems: Problems) -> None:
    """No two sections have one title (rule A04); the slides of one section are told apart by their `1/2`."""
    first: dict[str, Paragraph] = {}
    for section in sections:
        title = section.title
        if title is None:
            continue
        known = first.setdefault(title.text.casefold(), title)
        if known is not title:
            place = f"{known.origin.path}:{known.origin.line}" if known.origin else section.id
            problems.add("A04-title-twice", title.origin, title=title.text, first=place)


def _section_slides(section: Section, layouts: DeckLayouts, problems: Problems) -> list[Slide]:
    offered = layouts.kinds.get(section.kind, ())
    if section.title is None:
        raise AssertionError(f"a slide has a title: {section.id}")
    pages = _pages(section, offered)
    if not pages:
        counts = Counter(part.role for part in section.parts)
        roles = ", ".join(f"{role} ({count})" if count > 1 else role for role, count in counts.items())
        problems.add("no-layout", section.title.origin or Place("layouts.yaml", section.kind), kind=section.kind, roles=roles)
        return []
    slides = []
    for number, (layout, parts) in enumerate(pages, 1):
        count = f"{number}/{len(pages)}" if len(pages) > 1 else ""
        fills = tuple(_fills(section, layout, parts))
        notes = section.notes if number == len(pages) else ()
        slides.append(Slide(section.id, layout, section.title, count, fills, notes))
        _warn_overfull(section, layout, parts, problems)
    return slides


# Pages: the parts cut into runs that a layout holds


_Page = tuple[Layout, tuple[Part, ...]]
_Cost = tuple[int, int, int]  #: slides, badness, places in the designer's order


class _Over(msgspec.Struct):
    """Lines beyond what a layout has room for: of the section's title, and of each of its parts."""

    title: int
    parts: list[int]


def _pages(section: Section, offered: tuple[Layout, ...]) -> list[_Page]:
    """The cut with the fewest slides, then the least overfull and empty places, then layouts in the designer's order; [] if there is none."""
    parts, over = section.parts, _overfull(section, offered)
    if not parts or all(layout.whole for layout in offered):
        alone = _choose(offered, over, parts, 0, len(parts))
        return [(offered[alone[1]], parts)] if alone else []
    best: dict[int, tuple[_Cost, list[_Page]]] = {len(parts): ((0, 0, 0), [])}
    for start in reversed(range(len(parts))):
        options: list[tuple[_Cost, list[_Page]]] = []
        for end in range(start + 1, len(parts) + 1):
            chosen = _choose(offered, over, parts, start, end)
            if chosen is None:
                break  # what no layout holds, none holds with one part more
            if end in best and not _belong_together(parts, end):
                (slides, bad, order), rest = best[end]
                cost = (slides + 1, bad + chosen[0], order + chosen[1])
                options.append((cost, [(offered[chosen[1]], parts[start:end]), *rest]))
        if options:
            best[start] = min(options, key=lambda option: option[0])
    return best[0][1] if 0 in best else []


def _belong_together(parts: tuple[Part, ...], at: int) -> bool:
    """Whether a cut before part `at` would divide a group."""
    around = parts[at - 1 : at + 1]
    groups = {part.group if isinstance(part, Panel) else "" for part in around}
    return len(around) == 2 and len(groups) == 1 and groups != {""}


def _choose(offered: tuple[Layout, ...], over: list[_Over], parts: tuple[Part, ...], start: int, end: int) -> tuple[int, int] | None:
    """(badness, index) of the first layout that holds the parts from `start` to `end`; one that they overfill only if no other does."""
    page = parts[start:end]
    holding = [(index, layout) for index, layout in enumerate(offered) if _holds(layout, page)]
    if not holding:
        return None
    ranked = [(over[index].title + sum(over[index].parts[start:end]), _left_empty(layout, page), index) for index, layout in holding]
    overfull, empty, index = min(ranked)
    return overfull * 100 + empty, index


def _holds(layout: Layout, parts: tuple[Part, ...]) -> bool:
    counts: dict[str, int] = {}
    for part in parts:
        counts[part.role] = counts.get(part.role, 0) + 1
    return all(role in layout.panels and n <= len(layout.panels[role].text) for role, n in counts.items())


def _left_empty(layout: Layout, parts: tuple[Part, ...]) -> int:
    return sum(len(places.text) for places in layout.panels.values()) - len(parts)


# Fullness, by characters: how many lines a text takes where a line holds so many


def _overfull(section: Section, offered: tuple[Layout, ...]) -> list[_Over]:
    """How much the title and each part overfill their places in each layout."""
    title = section.title.text if section.title else ""
    return [
        _Over(
            max(0, _lines(title, layout.title_chars) - layout.title_lines),
            [max(0, _excess(part, layout.panels.get(part.role))) for part in section.parts],
        )
        for layout in offered
    ]


def _excess(part: Part, places: Placeholders | None) -> int:
    """Lines of a panel beyond the placeholder's own; negative where there is room; 0 where nothing is measured."""
    if places is None or not places.lines or not isinstance(part, Panel):
        return 0
    inside = [part.label.text] if part.label and not places.label else []
    texts = inside + [paragraph.text for paragraph in part.paragraphs]
    return sum(_lines(text, places.chars) for text in texts) - places.lines


def _lines(text: str, chars: int) -> int:
    return sum(max(1, ceil(len(line) / chars)) for line in text.split("\n")) if chars else 1


def _warn_overfull(section: Section, layout: Layout, parts: tuple[Part, ...], problems: Problems) -> None:
    assert section.title is not None
    over = _lines(section.title.text, layout.title_chars) - layout.title_lines
    if over > 0:
        problems.add("overfull", section.title.origin, title=section.title.text, role="title", lines=over)
    for part in parts:
        if (excess := _excess(part, layout.panels[part.role])) > 0 and isinstance(part, Panel):
            at = part.paragraphs[0].origin if part.paragraphs else None
            problems.add("overfull", at, title=section.title.text, role=part.role, lines=excess)


# Fills


def _fills(section: Section, layout: Layout, parts: tuple[Part, ...]):
    if layout.number and section.number:
        yield Fill(layout.number, "", (Paragraph("", (Run(section.number),)),))
    taken: dict[str, int] = {}
    for part in parts:
        nth = taken.get(part.role, 0)
        taken[part.role] = nth + 1
        places = layout.panels[part.role]
        if isinstance(part, Table):
            yield TableFill(places.text[nth], part, part.id)
            if part.note is not None and "note" in layout.panels:
                yield Fill(layout.panels["note"].text[0], part.note.id, (part.note,))
            continue
        paragraphs = part.paragraphs
        if part.label is not None and places.label:
            yield Fill(places.label[nth], part.label.id, (part.label,))
        elif part.label is not None:
            paragraphs = (_as_heading(part.label), *paragraphs)
        yield Fill(places.text[nth], part.id, paragraphs, places.dark)


def _as_heading(label: Paragraph) -> Paragraph:
    return Paragraph(label.id, label.runs, "heading", label.origin, label.editable, label.markup)
