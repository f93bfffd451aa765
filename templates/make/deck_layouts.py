"""Families of layouts: those that come in several sizes, and the parts that many layouts use. What they make goes into the table in `deck.py`."""

from dataclasses import replace

from deck_shapes import DEEP, HALF_W, HALF_X, LEFT, NUMERAL, PAGE, PAGE_H, QUIET, WIDTH, Box, Layout, Look, Place, Shape, Type
from theme import COUNTY, SOFT

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


def table_layouts() -> list[Layout]:
    """A table that fills its slide, and the follow-up table with the key to its marks, below a title of one line or two."""
    marks = Place("Selite", "Merkkien selite", Box(LEFT, 476, WIDTH, 18), Type(14, SOFT, hang=12))
    layouts = []
    for lines, suffix in ((1, ""), (2, " 2")):
        down = 32 * (lines - 1)
        table = Place("Taulukko", "Taulukko", Box(LEFT, 92 + down, WIDTH, 391 - down), TABLE_TYPE, kind="tbl")
        wide = Place("Taulukko", "Taulukko", Box(43, 80 + down, 874, 394 - down), Type(14), kind="tbl")
        layouts += [Layout(f"Taulukko{suffix}", title(lines), (table,)), Layout(f"Seurantataulukko{suffix}", title(lines), (marks, wide))]
    return layouts


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
        _boxes_layout("Laatikko, leveä", Box(LEFT, 124, WIDTH, 360), lines=2),
    ]


def _boxes_layout(name: str, *areas: Box, intro: bool = False, link: bool = False, lines: int = 1) -> Layout:
    """Every box is a bar of the layout and a filled placeholder beside it."""
    places = tuple(_box(number, area) for number, area in enumerate(areas, 1))
    bars = tuple(
        Shape(f"Laatikon {number} reuna", Box(area.x, area.y, BOX_BAR, area.h), Look(COUNTY)) for number, area in enumerate(areas, 1)
    )
    if intro:
        places = (Place("Teksti", "Johdanto", Box(LEFT, 92, WIDTH, 50), Type(20)), *places)
    if link:
        return Layout(name, title(lines), (*places, *LINK_PLACES), (*bars, *LINK_BAND))
    return Layout(name, title(lines), places, bars)


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
