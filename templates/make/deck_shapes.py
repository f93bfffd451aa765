"""What a layout of the deck is made of. All measures are points on a page of 960 × 540, its origin at the top left."""

from dataclasses import dataclass

# A colour is a slot of the theme, a slot's tint ("accent1 tint") or six hexadecimal digits.
TEXT, PAGE, DEEP, QUIET = "tx1", "bg1", "tx2", "bg2"
ON_DEEP, NUMERAL = "D5E3E8", "9FC7D4"  # secondary text and the large numeral on a dark panel

PAGE_W, PAGE_H = 960, 540
LEFT, WIDTH = 56, 848  # the margin and the twelve columns
HALF_X, HALF_W = 488, 416  # the right half: columns 7 to 12


@dataclass(frozen=True)
class Box:
    """A rectangle on the page."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True)
class Type:
    """How the text of a placeholder looks. Sizes and gaps in points, line in per cent."""

    size: float
    colour: str = TEXT
    bold: bool = False
    line: int = 100
    gap: float = 0  # before every paragraph but the first
    hang: float = 20  # from bullet to text
    indent: float = 0  # of plain paragraphs
    number_hang: float = 0  # from numeral to text; 0: as hang, with room for two digits
    head: float = 0  # size of a heading; 0: as the text
    head_colour: str = DEEP
    head_line: int = 100
    align: str = "l"


@dataclass(frozen=True)
class Look:
    """Shape, fill and line. Without a line or a fill there is none."""

    fill: str | None = None
    line: str | None = None
    line_width: float = 0
    shape: str = "rect"
    adjust: int | None = None


@dataclass(frozen=True)
class Place:
    """A placeholder; prompt is what a person who edits the slide sees in it while empty."""

    name: str
    prompt: str
    box: Box
    type: Type
    anchor: str = "t"
    insets: tuple[float, float, float, float] = (0, 0, 0, 0)  # left, top, right, bottom
    look: Look = Look()
    level: int = 1  # of the prompt
    kind: str = "body"


@dataclass(frozen=True)
class Shape:
    """A fixed shape without text, marked as decorative."""

    name: str
    box: Box
    look: Look


@dataclass(frozen=True)
class Layout:
    """A layout: its title, its other placeholders in reading order, and the fixed shapes below them."""

    name: str
    title: Place
    places: tuple[Place, ...]
    shapes: tuple[Shape, ...] = ()
    footer: str = "full"  # full, half (line on the right half only), deep (half, on a dark panel), closing or none
    mark: str = DEEP  # colour of the small mark at the upper edge
