"""Which placeholder of a layout takes which part: panels and tables by their roles, labels beside or above them. Pure."""

from msgspec import Struct
from msgspec.structs import replace

from ...document.blocks import Chart, Paragraph, Part, Table
from ..contract import Layout, Placeholders


class Fill(Struct, frozen=True):
    """Paragraphs of one placeholder. `name` is what the shape is called: the id of the block that it holds; empty: as the placeholder."""

    placeholder: str
    name: str
    paragraphs: tuple[Paragraph, ...]
    dark: bool = False
    size: float = 0.0  #: in points; 0: the placeholder's own
    role: str = ""  #: of the panel; empty for the number of a section
    start: int = 1  #: the number of its first numbered paragraph
    again: bool = False  #: stands again on every slide over which the table beside it goes on


class TableFill(Struct, frozen=True):
    """A table in the place of a placeholder; `name` is what its frame is called."""

    placeholder: str
    table: Table
    name: str


class ChartFill(Struct, frozen=True):
    """A chart in the place of a placeholder; `name` is what its frame is called."""

    placeholder: str
    chart: Chart
    name: str


Filled = Fill | TableFill | ChartFill


class Filling(Struct, frozen=True):
    """How parts fill a layout, in reading order, and how many of its places stay empty."""

    fills: tuple[Filled, ...]
    empty: int


def fills_of(layout: Layout, parts: tuple[Part, ...]) -> Filling | None:
    """The parts in the places of their roles; None where the layout has no place for one of them."""
    fills: dict[str, Filled] = {}
    taken: dict[str, int] = {}
    for part in parts:
        nth = taken[part.role] = taken.get(part.role, -1) + 1
        places = layout.panels.get(part.role)
        if places is None or not places.stacked and nth >= len(places.text):
            return None
        if not _put(part, places, 0 if places.stacked else nth, fills):
            return None
    offered = {name for places in layout.panels.values() for name in places.text}
    return Filling(tuple(fills.values()), len(offered - fills.keys()))


def _put(part: Part, places: Placeholders, nth: int, fills: dict[str, Filled]) -> bool:
    """Put a part into its place, below what stands there already; False where it cannot share the place."""
    name = places.text[nth]
    if isinstance(part, (Table, Chart)):
        if name in fills:
            return False
        fills[name] = TableFill(name, part, part.id) if isinstance(part, Table) else ChartFill(name, part, part.id)
        return True
    if part.label is not None and places.label:
        label = places.label[nth]
        fills[label] = Fill(label, part.label.id, (part.label,), places.dark, role=part.role, again=part.again)
    paragraphs = tuple(replace(paragraph, style=places.style) for paragraph in part.paragraphs) if places.style else part.paragraphs
    if part.label is not None and not places.label:
        paragraphs = (replace(part.label, style="heading"), *paragraphs)
    there = fills.get(name)
    if isinstance(there, (TableFill, ChartFill)):
        return False
    if there is not None:
        paragraphs = there.paragraphs + paragraphs
    fills[name] = Fill(name, there.name if there else part.id, paragraphs, places.dark, places.size, part.role, again=part.again)
    return True
