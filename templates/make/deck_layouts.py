"""Families of layouts: those that come in several sizes, and the parts that many layouts use. What they make goes into the table in `deck.py`."""

from dataclasses import replace

from deck_shapes import DEEP, HALF_W, HALF_X, LEFT, NUMERAL, PAGE, PAGE_H, QUIET, WIDTH, Box, Layout, Look, Place, Shape, Type
from theme import COUNTY, NGO, REALISATION

TITLE_TYPE = Type(30, DEEP, bold=True, line=92)
FULL_TEXT = Type(22, gap=14)
LONG_TEXT = Type(20, gap=14)
SHORT_TEXT = Type(20, gap=10)
LABEL = Type(18, DEEP, bold=True)
TABLE_TYPE = Type(20)
BOX_BAR = 4  # width of the bar at the left of a box


def title(lines: int = 1, **change: object) -> Place:
    """The title; its top left corner is the same on every layout."""
    place = Place("Otsikko", "Otsikko", Box(LEFT, 36, WIDTH, 40 if lines == 1 else 72), TITLE_TYPE, kind="title")
    return replace(place, **change)


def on_dark(size: float) -> Type:
    """Bold text on a dark ground."""
    return Type(size, PAGE, bold=True, line=97, gap=4, head_colour=PAGE)


PANEL_TITLE = title(box=Box(LEFT, 36, 344, 160))

LINK_BAND = (
    Shape("Linkkikenttä", Box(LEFT, 396, WIDTH, 88), Look(QUIET)),
    Shape("Linkkikentän reuna", Box(LEFT, 396, 6, 88), Look(COUNTY)),
)
LINK_PLACES = (
    Place("Linkin otsikko", "Linkki", Box(78, 396, 112, 88), LABEL, anchor="ctr"),
    Place("Linkit", "Linkin nimi", Box(200, 396, 688, 88), Type(20), anchor="ctr"),
)


def _body_top(lines: int) -> int:
    return 96 if lines == 1 else 124


def text_layouts() -> list[Layout]:
    """Text at two sizes, without and with the link band, below a title of one line or two."""
    return [
        _text_layout(f"{kind}{density} {lines}", lines, type_, link)
        for density, type_ in (("", FULL_TEXT), (", tiivis", LONG_TEXT))
        for kind, link in (("Teksti", False), ("Teksti ja linkki", True))
        for lines in (1, 2)
    ]


def _text_layout(name: str, lines: int, type_: Type, link: bool) -> Layout:
    top = _body_top(lines)
    text = Place("Teksti", "Teksti", Box(LEFT, top, 704, (384 if link else 484) - top), type_)
    if link:
        return Layout(name, title(lines), (text, *LINK_PLACES), LINK_BAND)
    return Layout(name, title(lines), (text,))


def section_layouts() -> list[Layout]:
    """The first slide of a part: a dark panel with the title and the numeral at the left, its topics or one statement at the right."""
    right = Box(HALF_X, 36, HALF_W, 448)
    return [
        _section_layout("Osio", Place("Luettelo", "Osion aihe", right, Type(24, gap=18, hang=24))),
        _section_layout("Osio, tiivis", Place("Luettelo", "Osion aihe", right, Type(20, gap=12))),
        _section_layout("Osio, nosto", Place("Nosto", "Nosto", right, Type(28, DEEP, line=102, gap=14), "ctr")),
    ]


def _section_layout(name: str, content: Place) -> Layout:
    heading = replace(PANEL_TITLE, type=replace(TITLE_TYPE, colour=PAGE), look=Look(DEEP))
    type_ = Type(96, NUMERAL, bold=True, line=92, head_colour=PAGE)
    numeral = Place("Numero", "0", Box(LEFT, 376, 200, 112), type_, "ctr", look=Look(DEEP))
    panel = Shape("Tumma paneeli", Box(0, 0, 416, PAGE_H), Look(DEEP))
    return Layout(name, heading, (numeral, content), (panel,), footer="deep", mark=PAGE)


def plans_layout(lines: int) -> Layout:
    """A short text above a table, below a title of so many lines."""
    top = _body_top(lines)
    text = Place("Teksti", "Teksti", Box(LEFT, top, WIDTH, 104), SHORT_TEXT)
    table = Place("Taulukko", "Taulukko", Box(LEFT, top + 120, WIDTH, 364 - top), TABLE_TYPE, kind="tbl")
    return Layout(f"Suunnitelmat {lines}", title(lines), (text, table))


def priorities_layout(lines: int) -> Layout:
    """Four dark boxes in a row, a text and the link band, below a title of so many lines."""
    top, height, text_y = (92, 132, 240) if lines == 1 else (124, 120, 256)
    inside = {"anchor": "b", "insets": (16, 12, 16, 16), "look": Look(DEEP)}
    priorities = tuple(
        Place(f"Kärki {n}", f"Kärki {n}", Box(LEFT + 216 * (n - 1), top, 200, height), on_dark(24), **inside) for n in (1, 2, 3, 4)
    )
    text = Place("Teksti", "Teksti", Box(LEFT, text_y, 776, 384 - text_y), SHORT_TEXT)
    return Layout(f"Kärjet {lines}", title(lines), (*priorities, text, *LINK_PLACES), LINK_BAND)


def boxes_layouts() -> list[Layout]:
    """A layout for every number of boxes, so that no bar stands alone."""
    low = (152, 150), (314, 170)  # top and height of the two rows below an introduction
    four = [Box(x, y, HALF_W, h) for y, h in low for x in (LEFT, HALF_X)]
    tall = [Box(x, 92, HALF_W, 392) for x in (LEFT, HALF_X)]
    above_link = [Box(x, 92, HALF_W, 292) for x in (LEFT, HALF_X)]
    split = [above_link[0], Box(HALF_X, 92, HALF_W, 172), Box(HALF_X, 276, HALF_W, 108)]
    return [
        _boxes_layout("Laatikot 4", *four, intro=True),
        _boxes_layout("Laatikot 3", Box(LEFT, 152, HALF_W, 332), four[1], four[3], intro=True),
        _boxes_layout("Laatikot 3 ja linkki", *split, link=True),
        _boxes_layout("Laatikot 2", *tall),
        _boxes_layout("Laatikot 2 ja linkki", *above_link, link=True),
        _boxes_layout("Laatikot 1", tall[0]),
    ]


def _boxes_layout(name: str, *areas: Box, intro: bool = False, link: bool = False) -> Layout:
    """Every box is a bar of the layout and a filled placeholder beside it."""
    places = tuple(_box(number, area) for number, area in enumerate(areas, 1))
    bars = tuple(
        Shape(f"Laatikon {number} reuna", Box(area.x, area.y, BOX_BAR, area.h), Look(COUNTY)) for number, area in enumerate(areas, 1)
    )
    if intro:
        places = (Place("Teksti", "Johdanto", Box(LEFT, 92, WIDTH, 50), Type(20)), *places)
    if link:
        return Layout(name, title(), (*places, *LINK_PLACES), (*bars, *LINK_BAND))
    return Layout(name, title(), places, bars)


def _box(number: int, area: Box) -> Place:
    type_ = Type(18, gap=4, hang=14, head=20, head_line=92)
    beside = Box(area.x + BOX_BAR, area.y, area.w - BOX_BAR, area.h)
    return Place(f"Laatikko {number}", "Laatikon otsikko", beside, type_, insets=(12, 8, 8, 6), look=Look(QUIET), level=4)


def strategy_layout() -> Layout:
    """Mission, aim, three goals and three values, each row with its heading at the left."""
    rows = {"Tehtävä": (92, 80), "Päämäärä": (186, 64), "Tavoite": (264, 132), "Arvo": (410, 70)}  # top and height
    label = Type(20, DEEP, bold=True)
    ring = Look(line=DEEP, line_width=1.5, shape="roundRect", adjust=50000)
    field = Look("accent1 tint", line=COUNTY, line_width=1.5)

    def heading(name: str, prompt: str, row: str) -> Place:
        return Place(name, prompt, Box(LEFT, rows[row][0], 180, rows[row][1]), label, anchor="ctr")

    def statement(name: str, fill: str, size: float) -> Place:
        return Place(name, name, Box(248, rows[name][0], 656, rows[name][1]), on_dark(size), "ctr", (24, 0, 16, 0), Look(fill))

    def three(name: str, type_: Type, insets: tuple[float, float, float, float], look: Look) -> list[Place]:
        y, height = rows[name]
        return [Place(f"{name} {n}", f"{name} {n}", Box(24 + 224 * n, y, 208, height), type_, "ctr", insets, look) for n in (1, 2, 3)]

    places = (
        heading("Tehtävän otsikko", "Tehtävämme", "Tehtävä"),
        statement("Tehtävä", DEEP, 28),
        heading("Päämäärän otsikko", "Päämäärämme", "Päämäärä"),
        statement("Päämäärä", COUNTY, 24),
        heading("Tavoitteiden otsikko", "Tavoitteemme", "Tavoite"),
        *three("Tavoite", Type(20, gap=4), (15, 4, 8, 4), field),
        heading("Arvojen otsikko", "Arvomme", "Arvo"),
        *three("Arvo", replace(label, align="ctr"), (16, 0, 16, 0), ring),
    )
    return Layout("Strategia", title(), places)


# Shapes of the four labels of a practice. Form and place differ from panel to panel, so that colour is not needed.
GOAL_LABEL = Shape("Tavoitteen tunniste", Box(72, 102, 160, 28), Look(PAGE, shape="roundRect", adjust=50000))
COUNTY_LABEL = Shape("Hyvinvointialueen tunniste", Box(LEFT, 180, 232, 28), Look(COUNTY))
NGO_LABEL = Shape("Järjestöjen tunniste", Box(HALF_X, 180, 180, 28), Look(NGO, shape="snip1Rect", adjust=25000))
REALISATION_LABEL = Shape("Toteutuksen tunniste", Box(LEFT, 388, 136, 28), Look(REALISATION, shape="homePlate", adjust=40000))
PRACTICE_SHAPES = (
    Shape("Tavoitteen kenttä", Box(LEFT, 92, WIDTH, 76), Look(DEEP)),
    GOAL_LABEL,
    Shape("Hyvinvointialueen kenttä", Box(LEFT, 180, HALF_W, 196), Look(QUIET)),
    Shape("Hyvinvointialueen viiva", Box(LEFT, 180, HALF_W, 3), Look(COUNTY)),
    COUNTY_LABEL,
    Shape("Järjestöjen kenttä", Box(HALF_X, 180, HALF_W, 196), Look(QUIET)),
    Shape("Järjestöjen viiva", Box(HALF_X, 180, HALF_W, 3), Look(NGO)),
    NGO_LABEL,
    Shape("Toteutuksen kenttä", Box(LEFT, 388, WIDTH, 96), Look(QUIET)),
    Shape("Toteutuksen viiva", Box(LEFT, 388, WIDTH, 3), Look(REALISATION)),
    REALISATION_LABEL,
)


def practice_layout(name: str, size: float) -> Layout:
    """Goal, what the county and what the associations do, and how it comes true; text of this size."""
    text = Type(size, gap=4, hang=18 if size >= 20 else 14)
    white = replace(LABEL, colour=PAGE, head_colour=PAGE)
    places = (
        _label("Tavoitteen otsikko", "Yhteinen tavoite", GOAL_LABEL, LABEL, (86, 132)),
        Place("Tavoite", "Tavoite", Box(248, 94, 640, 72), on_dark(size + 2), "ctr", look=Look(DEEP)),
        _label("Hyvinvointialueen otsikko", "Hyvinvointialueen panos", COUNTY_LABEL, white, (LEFT, 232)),
        Place("Hyvinvointialue", "Panos", Box(72, 216, 380, 156), text),
        _label("Järjestöjen otsikko", "Järjestöjen panos", NGO_LABEL, white, (HALF_X, 173)),
        Place("Järjestöt", "Panos", Box(504, 216, 380, 156), text),
        _label("Toteutuksen otsikko", "Toteutus", REALISATION_LABEL, white, (LEFT, 124)),
        Place("Toteutus", "Toteutus", Box(248, 391, 640, 93), text, "ctr"),
    )
    return Layout(name, title(), places, PRACTICE_SHAPES)


def _label(name: str, prompt: str, outline: Shape, type_: Type, inner: tuple[float, float]) -> Place:
    """The text of a label: a filled rectangle, given by its left edge and width, that lies wholly inside the shape of the label.

    The shape itself belongs to the layout, because some programs draw every placeholder as a rectangle.
    """
    box = Box(inner[0], outline.box.y, inner[1], outline.box.h)
    left = outline.box.x + 16 - inner[0]
    return Place(name, prompt, box, type_, "ctr", (left, 0, 0, 0), Look(outline.look.fill))
