"""What a format offers and gives back; what the templates' `layouts.yaml` holds.

The types here are shared by every format and by the flows that call them; no format knows another.
"""

from typing import Annotated, Callable, Literal, Mapping, NamedTuple

import msgspec

from ..problems import Span


Template = bytes | Mapping[str, bytes]  #: an Office file; or the files of a folder by their names in it; empty where a format takes none
FOOTERS = {"handbook": "ftr", "edition": "dt", "number": "sldNum"}  #: where footers stand if layouts.yaml does not say: ISO/IEC 29500-1, 19.7.10


class Placeholders(msgspec.Struct, frozen=True, kw_only=True):
    """Where the panels of one role go: the n-th panel of the role takes the n-th name."""

    text: tuple[str, ...]  #: names of placeholders, for the paragraphs
    label: tuple[str, ...] = ()  #: names of placeholders, for the panel's label; empty: the label stands first in `text` as a heading
    stacked: bool = False  #: all panels of the role stand below each other in the one placeholder, which other roles may share
    style: Literal["", "text", "bullet", "number", "heading"] = ""  #: style that all its paragraphs take here; empty: their own
    dark: bool = False  #: the ground is dark, so that links take the text's colour instead of the theme's
    size: float = 0  #: size of the text in points; 0: the template's own
    head: float = 0  #: and of a table's header row
    inset: tuple[float, float] = (0.0, 0.0)  #: of a table's cells in cm: left and right, top and bottom
    row: float = 0  #: least height of a row in cm
    chart: bool = False  #: what stands here is a chart


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """One layout that sections of a kind may take."""

    layout: str  #: name of the layout in the template
    title: str = "Otsikko"  #: name of the title placeholder
    title_size: float = 0  #: size of the title in points; 0: the template's own
    number: str = ""  #: name of the placeholder for the section's number; empty: the layout shows none
    panels: dict[str, Placeholders] = {}
    example: str = ""  #: name of the placeholder for the mark of invented answers; empty: where it is needed a box at the upper right takes it
    whole: bool = False  #: only for all parts of a section together, never for some of them
    footers: dict[str, str] = msgspec.field(default_factory=lambda: dict(FOOTERS))  #: types of the placeholders that take them; one left out is not shown


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """How paragraphs of one style stand in a placeholder."""

    level: int = 0  #: of the placeholder's text, 0-based
    bullet: Literal["own", "none", "mark", "number"] = "own"  #: the level's own, none and no indent, a plain bullet, or a number
    strong: bool = False  #: bold, whatever the level says


class DeckLayouts(msgspec.Struct, frozen=True, kw_only=True):
    """`deck:` of layouts.yaml."""

    template: str
    kinds: dict[str, tuple[Layout, ...]]
    levels: dict[str, Level]  #: by style of paragraph: `text`, `bullet`, `number`, `heading`


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """Paragraph styles of one role of panel, by paragraph style; what is not named takes the `default` role's."""

    label: str = ""
    text: str = ""
    bullet: str = ""
    number: str = ""


class WordLayouts(msgspec.Struct, frozen=True, kw_only=True):
    """`word:` and `table:` of layouts.yaml: styles are named by their id in the template."""

    template: str
    title: str
    headings: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]  #: for levels 1, 2, ...
    contents_title: str
    contents: tuple[str, ...]  #: entries of the contents list, for levels 1, 2, ...
    caption: str
    note: str
    table_end: str  #: the low empty paragraph that must follow a table where nothing else does
    rule: str = ""  #: the rule under a cover's title; empty: none
    captions: dict[str, str] = {}  #: by role of table, where they differ from `caption`
    panels: dict[str, Look]  #: by role; `default` must be there
    table_style: dict[str, str]  #: by role of table; `default` must be there
    cell_inset: dict[str, float] = {}  #: cm at the left and right of a cell, as the table styles have them, by role of table or `default`
    fill: bool = False  #: cells that a person fills are tinted
    cell: str  #: paragraph style of table cells
    cell_head: str  #: and of the header row
    cell_row_head: str  #: and of cells that name their row
    cell_guide: str = ""  #: and of help below the name of a row; empty: that of cells
    hyperlink: str  #: character styles
    strong: str
    missing: str
    muted: str
    prompt: str = ""  #: empty: that of `muted`


class Layouts(msgspec.Struct, frozen=True, kw_only=True):
    """`templates/layouts.yaml`: the contract between the writers and whoever designs the templates."""

    deck: DeckLayouts
    word: WordLayouts
    table: WordLayouts


class Fit(NamedTuple):
    """How full a box of a slide is, as measured."""

    slide: int  #: its number in the deck, from 1
    layout: str
    box: str  #: the placeholder's name
    block: str  #: the id of what it holds first
    at: Span | None  #: where that stands in the source
    lines: int
    room: int  #: lines of this text that the box holds
    share: float  #: of the box's height that the text takes; above 1 it does not fit


class Rendering(NamedTuple):
    """A finished file, and where each block stands in it (address by block id, as the format's reader names places)."""

    data: bytes
    addresses: dict[str, str]
    blank: frozenset[str] = frozenset()  #: blocks that the file shows as an empty place to be filled
    fit: Callable[[], tuple[Fit, ...]] = tuple  #: of the boxes whose size is given, measured when it is asked for
    fixed: tuple[str, ...] = ()  #: texts of the template's own that stand in the file beside the blocks, its headers' for example


class Found(NamedTuple):
    """A text that stands in a file: its address as the reader names places, its words, and where its links lead."""

    address: str
    text: str
    links: tuple[str, ...] = ()  #: addresses outside, in order, each once


class Reading(NamedTuple):
    """What a reader saw: the key that the file carries (empty: none) and every text in reading order."""

    key: str
    found: tuple[Found, ...]
