"""Make handbook.pptx, the slide template of the handbook, from the tables below.

The template holds one master, the layouts and a table style, but no slides. Each layout is a
row of LAYOUTS: its fixed shapes (panels, bars) and its placeholders with position and type.
All measures are points on a page of 960 x 540 points.

A program that writes slides finds a layout and a placeholder by name and repeats nothing but
the placeholder's type and index: everything seen comes from here. The levels of a body
placeholder always mean the same: 1 plain paragraph, 2 bullet, 3 numbered item, 4 heading.

The file is the same, byte for byte, every time it is made. Run:  python make_deck.py
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

TARGET = Path(__file__).with_name("handbook.pptx")

TITLE = "Käsikirjan pohja"
ORGANISATION = "Päijät-Hämeen hyvinvointialue"
DATE = "2026-01-01T00:00:00Z"
LANG = "fi-FI"
FONT = "Calibri"
TABLE_STYLE = "{6E0B5B1C-3C41-4E57-9A0F-52D1C7A4B8E2}"

EMU = 12700  # in a point
PAGE_W, PAGE_H = 960, 540
LEFT, WIDTH = 56, 848  # the margin and the twelve columns
HALF_X, HALF_W = 488, 416  # the right half: columns 7 to 12
BOX_BAR = 4  # width of the bar at the left of a box

THEME_COLOURS = {
    "dk1": "1A2329", "lt1": "FFFFFF", "dk2": "0E3A4A", "lt2": "F3F2ED",
    "accent1": "17607A", "accent2": "3D6B35", "accent3": "9A4A1B",
    "accent4": "6A4880", "accent5": "8A6500", "accent6": "5A666E",
    "hlink": "0A5A94", "folHlink": "5E3A85",
}
# A colour is a slot of the theme, a slot's tint ("accent1 tint") or six hexadecimal digits.
TEXT, PAGE, DEEP, QUIET = "tx1", "bg1", "tx2", "bg2"
COUNTY, NGO, REALISATION, SOFT = "accent1", "accent2", "accent3", "accent6"
HAIRLINE = "C9CFD2"
ON_DEEP, NUMERAL = "D5E3E8", "9FC7D4"  # secondary text and the large numeral on a dark panel

NS_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
NS_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
NS_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NS_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
NAMESPACES = f'xmlns:a="{NS_A}" xmlns:p="{NS_P}" xmlns:r="{NS_R}"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FIRST_LAYOUT_ID = 2147483649  # ids of the master and the layouts share one number series


# ------------------------------------------------------------------ what a layout is made of


@dataclass(frozen=True)
class Box:
    """A rectangle on the page, in points."""

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
    insets: tuple[float, float, float, float] = (0, 0, 0, 0)
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
    name: str
    title: Place
    places: tuple[Place, ...]
    shapes: tuple[Shape, ...] = ()
    footer: str = "full"  # full, half (line on the right half only), deep (half, on a dark panel), closing or none
    mark: str = DEEP


# ------------------------------------------------------------------ parts used by many layouts


def title(lines: int = 1, **change: object) -> Place:
    """The title; its top left corner is the same on every layout."""
    place = Place(
        name="Otsikko",
        prompt="Otsikko",
        box=Box(LEFT, 36, WIDTH, 40 if lines == 1 else 72),
        type=Type(30, DEEP, bold=True, line=92),
        kind="title",
    )
    return replace(place, **change)


PANEL_TITLE = title(box=Box(LEFT, 36, 344, 160))
DARK_PANEL_TITLE = replace(PANEL_TITLE, type=replace(PANEL_TITLE.type, colour=PAGE), look=Look(DEEP))

FULL_TEXT = Type(22, gap=14)
LONG_TEXT = Type(20, gap=14)
SHORT_TEXT = Type(20, gap=10)
LABEL = Type(18, DEEP, bold=True)
LINKS = Type(20)
LEAD = Type(28, DEEP, line=102, gap=14)
TABLE_TYPE = Type(20)

PUBLISHER = Place("Julkaisija", "Julkaisija", Box(LEFT, 388, 601, 34), Type(26, DEEP, bold=True))
UNDER_PUBLISHER = Box(LEFT, 428, 561, 28)
UNDER_PUBLISHER_TYPE = Type(20, SOFT)
COVER_FIELD = Shape("Tumma kenttä", Box(0, 0, PAGE_W, 348), Look(DEEP))

LINK_BAND = (
    Shape("Linkkikenttä", Box(LEFT, 396, WIDTH, 88), Look(QUIET)),
    Shape("Linkkikentän reuna", Box(LEFT, 396, 6, 88), Look(COUNTY)),
)
LINK_PLACES = (
    Place("Linkin otsikko", "Linkki", Box(78, 396, 112, 88), LABEL, anchor="ctr"),
    Place("Linkit", "Linkin nimi", Box(200, 396, 688, 88), LINKS, anchor="ctr"),
)


def body_top(lines: int) -> int:
    return 96 if lines == 1 else 124


def text_layout(name: str, lines: int, type_: Type, link: bool) -> Layout:
    top = body_top(lines)
    text = Place("Teksti", "Teksti", Box(LEFT, top, 704, (384 if link else 484) - top), type_)
    if link:
        return Layout(name, title(lines), (text, *LINK_PLACES), LINK_BAND)
    return Layout(name, title(lines), (text,))


def text_layouts() -> list[Layout]:
    return [
        text_layout(f"{kind}{density} {lines}", lines, type_, link)
        for density, type_ in (("", FULL_TEXT), (", tiivis", LONG_TEXT))
        for kind, link in (("Teksti", False), ("Teksti ja linkki", True))
        for lines in (1, 2)
    ]


def section_layout(name: str, content: Place) -> Layout:
    numeral = Place(
        "Numero",
        "0",
        Box(LEFT, 376, 200, 112),
        Type(96, NUMERAL, bold=True, line=92, head_colour=PAGE),
        anchor="ctr",
        look=Look(DEEP),
    )
    panel = Shape("Tumma paneeli", Box(0, 0, 416, PAGE_H), Look(DEEP))
    return Layout(name, DARK_PANEL_TITLE, (numeral, content), (panel,), footer="deep", mark=PAGE)


def section_list(size: float, gap: float) -> Place:
    box = Box(HALF_X, 36, HALF_W, 448)
    return Place("Luettelo", "Osion aihe", box, Type(size, gap=gap, hang=24 if size > 20 else 20))


def plans_layout(lines: int) -> Layout:
    top = body_top(lines)
    return Layout(
        f"Suunnitelmat {lines}",
        title(lines),
        (
            Place("Teksti", "Teksti", Box(LEFT, top, WIDTH, 104), SHORT_TEXT),
            Place("Taulukko", "Taulukko", Box(LEFT, top + 120, WIDTH, 364 - top), TABLE_TYPE, kind="tbl"),
        ),
    )


def priorities_layout(lines: int) -> Layout:
    top, height, text_y = (92, 132, 240) if lines == 1 else (124, 120, 256)
    text = Box(LEFT, text_y, 776, 384 - text_y)
    type_ = Type(24, PAGE, bold=True, line=97, gap=4, head_colour=PAGE)
    priorities = tuple(
        Place(
            f"Kärki {number}",
            f"Kärki {number}",
            Box(LEFT + 216 * (number - 1), top, 200, height),
            type_,
            anchor="b",
            insets=(16, 12, 16, 16),
            look=Look(DEEP),
        )
        for number in (1, 2, 3, 4)
    )
    return Layout(
        f"Kärjet {lines}",
        title(lines),
        (*priorities, Place("Teksti", "Teksti", text, SHORT_TEXT), *LINK_PLACES),
        LINK_BAND,
    )


def boxes_layout(name: str, *areas: Box, intro: bool = False, link: bool = False) -> Layout:
    """Every box is a bar of the layout and a filled placeholder beside it.

    There is a layout for every number of boxes, so that no bar stands alone.
    """
    type_ = Type(18, gap=4, hang=14, head=20, head_line=92)
    places = tuple(
        Place(
            f"Laatikko {number}",
            "Laatikon otsikko",
            Box(area.x + BOX_BAR, area.y, area.w - BOX_BAR, area.h),
            type_,
            insets=(12, 8, 8, 6),
            look=Look(QUIET),
            level=4,
        )
        for number, area in enumerate(areas, 1)
    )
    bars = tuple(
        Shape(f"Laatikon {number} reuna", Box(area.x, area.y, BOX_BAR, area.h), Look(COUNTY))
        for number, area in enumerate(areas, 1)
    )
    if intro:
        places = (Place("Teksti", "Johdanto", Box(LEFT, 92, WIDTH, 50), Type(20)), *places)
    if link:
        return Layout(name, title(), (*places, *LINK_PLACES), (*bars, *LINK_BAND))
    return Layout(name, title(), places, bars)


def boxes_layouts() -> list[Layout]:
    low = (152, 150), (314, 170)  # top and height of the two rows below an introduction
    four = [Box(x, y, HALF_W, h) for y, h in low for x in (LEFT, HALF_X)]
    tall = [Box(x, 92, HALF_W, 392) for x in (LEFT, HALF_X)]
    above_link = [Box(x, 92, HALF_W, 292) for x in (LEFT, HALF_X)]
    split = [above_link[0], Box(HALF_X, 92, HALF_W, 172), Box(HALF_X, 276, HALF_W, 108)]
    return [
        boxes_layout("Laatikot 4", *four, intro=True),
        boxes_layout("Laatikot 3", Box(LEFT, 152, HALF_W, 332), four[1], four[3], intro=True),
        boxes_layout("Laatikot 3 ja linkki", *split, link=True),
        boxes_layout("Laatikot 2", *tall),
        boxes_layout("Laatikot 2 ja linkki", *above_link, link=True),
        boxes_layout("Laatikot 1", tall[0]),
    ]


def strategy_layout() -> Layout:
    label = Type(20, DEEP, bold=True)
    columns = [248 + 224 * number for number in range(3)]

    def heading(name: str, prompt: str, y: float, h: float) -> Place:
        return Place(name, prompt, Box(LEFT, y, 180, h), label, anchor="ctr")

    def statement(name: str, prompt: str, y: float, h: float, fill: str, size: float) -> Place:
        type_ = Type(size, PAGE, bold=True, line=97, gap=4, head_colour=PAGE)
        return Place(name, prompt, Box(248, y, 656, h), type_, "ctr", (24, 0, 16, 0), Look(fill))

    goals = tuple(
        Place(
            f"Tavoite {number}",
            f"Tavoite {number}",
            Box(x, 264, 208, 132),
            Type(20, gap=4),
            anchor="ctr",
            insets=(15, 4, 8, 4),
            look=Look("accent1 tint", line=COUNTY, line_width=1.5),
        )
        for number, x in enumerate(columns, 1)
    )
    values = tuple(
        Place(
            f"Arvo {number}",
            f"Arvo {number}",
            Box(x, 410, 208, 70),
            replace(label, align="ctr"),
            anchor="ctr",
            insets=(16, 0, 16, 0),
            look=Look(line=DEEP, line_width=1.5, shape="roundRect", adjust=50000),
        )
        for number, x in enumerate(columns, 1)
    )
    return Layout(
        "Strategia",
        title(),
        (
            heading("Tehtävän otsikko", "Tehtävämme", 92, 80),
            statement("Tehtävä", "Tehtävä", 92, 80, DEEP, 28),
            heading("Päämäärän otsikko", "Päämäärämme", 186, 64),
            statement("Päämäärä", "Päämäärä", 186, 64, COUNTY, 24),
            heading("Tavoitteiden otsikko", "Tavoitteemme", 264, 132),
            *goals,
            heading("Arvojen otsikko", "Arvomme", 410, 70),
            *values,
        ),
    )


def label(name: str, prompt: str, outline: Shape, type_: Type, inner_x: float, inner_w: float) -> Place:
    """The text of a label: a filled rectangle that lies wholly inside the shape of the label.

    The shape itself belongs to the layout, because some programs draw every placeholder as a
    rectangle.
    """
    box = Box(inner_x, outline.box.y, inner_w, outline.box.h)
    left = outline.box.x + 16 - inner_x
    return Place(name, prompt, box, type_, "ctr", (left, 0, 0, 0), Look(outline.look.fill))


def practice_layout(name: str, size: float) -> Layout:
    """Label shape and place differ from panel to panel, so that colour is not needed."""
    text = Type(size, gap=4, hang=18 if size >= 20 else 14)
    goal = Type(size + 2, PAGE, bold=True, line=97, gap=4, head_colour=PAGE)
    white = replace(LABEL, colour=PAGE, head_colour=PAGE)
    goal_shape = Shape(
        "Tavoitteen tunniste", Box(72, 102, 160, 28), Look(PAGE, shape="roundRect", adjust=50000)
    )
    county_shape = Shape("Hyvinvointialueen tunniste", Box(LEFT, 180, 232, 28), Look(COUNTY))
    ngo_shape = Shape(
        "Järjestöjen tunniste", Box(HALF_X, 180, 180, 28), Look(NGO, shape="snip1Rect", adjust=25000)
    )
    realisation_shape = Shape(
        "Toteutuksen tunniste", Box(LEFT, 388, 136, 28), Look(REALISATION, shape="homePlate", adjust=40000)
    )
    return Layout(
        name,
        title(),
        (
            label("Tavoitteen otsikko", "Yhteinen tavoite", goal_shape, LABEL, 86, 132),
            Place("Tavoite", "Tavoite", Box(248, 94, 640, 72), goal, "ctr", look=Look(DEEP)),
            label("Hyvinvointialueen otsikko", "Hyvinvointialueen panos", county_shape, white, LEFT, 232),
            Place("Hyvinvointialue", "Panos", Box(72, 216, 384, 156), text),
            label("Järjestöjen otsikko", "Järjestöjen panos", ngo_shape, white, HALF_X, 173),
            Place("Järjestöt", "Panos", Box(504, 216, 384, 156), text),
            label("Toteutuksen otsikko", "Toteutus", realisation_shape, white, LEFT, 124),
            Place("Toteutus", "Toteutus", Box(248, 391, 640, 93), text, "ctr"),
        ),
        (
            Shape("Tavoitteen kenttä", Box(LEFT, 92, WIDTH, 76), Look(DEEP)),
            goal_shape,
            Shape("Hyvinvointialueen kenttä", Box(LEFT, 180, HALF_W, 196), Look(QUIET)),
            Shape("Hyvinvointialueen viiva", Box(LEFT, 180, HALF_W, 3), Look(COUNTY)),
            county_shape,
            Shape("Järjestöjen kenttä", Box(HALF_X, 180, HALF_W, 196), Look(QUIET)),
            Shape("Järjestöjen viiva", Box(HALF_X, 180, HALF_W, 3), Look(NGO)),
            ngo_shape,
            Shape("Toteutuksen kenttä", Box(LEFT, 388, WIDTH, 96), Look(QUIET)),
            Shape("Toteutuksen viiva", Box(LEFT, 388, WIDTH, 3), Look(REALISATION)),
            realisation_shape,
        ),
    )


def closing_line(name: str, y: float, h: float, type_: Type) -> Place:
    return Place(name, name, Box(LEFT, y, 776, h), type_, look=Look(DEEP))


LAYOUTS = (
    Layout(
        "Kansi",
        title(
            prompt="Käsikirjan nimi",
            box=Box(LEFT, 36, 776, 230),
            type=Type(60, PAGE, bold=True, line=88),
            look=Look(DEEP),
            kind="ctrTitle",
        ),
        (PUBLISHER, Place("Laitos", "Laitos", UNDER_PUBLISHER, UNDER_PUBLISHER_TYPE)),
        (COVER_FIELD,),
        footer="none",
        mark=PAGE,
    ),
    Layout(
        "Sisällys",
        PANEL_TITLE,
        (
            Place(
                "Luettelo",
                "Osion nimi",
                Box(HALF_X, 36, HALF_W, 448),
                Type(24, gap=26, indent=44, hang=24, number_hang=44),
                level=3,
            ),
        ),
        (Shape("Vaalea paneeli", Box(0, 0, 416, PAGE_H), Look(QUIET)),),
        footer="half",
    ),
    section_layout("Osio", section_list(24, gap=18)),
    section_layout("Osio, tiivis", section_list(20, gap=12)),
    section_layout("Osio, nosto", Place("Nosto", "Nosto", Box(HALF_X, 36, HALF_W, 448), LEAD, "ctr")),
    *text_layouts(),
    Layout(
        "Luettelo",
        title(2),
        (Place("Luettelo", "Luettelon kohta", Box(LEFT, 140, WIDTH, 340), Type(24, gap=24, hang=24), level=2),),
    ),
    Layout(
        "Laki",
        title(2),
        (
            Place("Teksti", "Lain kohta", Box(LEFT, 124, 544, 356), LONG_TEXT, level=2),
            Place("Pykälä", "0 §", Box(652, 140, 236, 59), Type(48, DEEP, bold=True)),
            Place("Säädös", "Säädöksen nimi", Box(652, 203, 236, 261), Type(20, gap=4)),
        ),
        (
            Shape("Säädöksen kenttä", Box(632, 124, 272, 356), Look(QUIET)),
            Shape("Säädöksen viiva", Box(632, 124, 272, 4), Look(COUNTY)),
        ),
    ),
    strategy_layout(),
    plans_layout(1),
    plans_layout(2),
    priorities_layout(1),
    priorities_layout(2),
    *boxes_layouts(),
    practice_layout("Käytäntö", 20),
    practice_layout("Käytäntö, tiivis", 18),
    Layout(
        "Taulukko",
        title(),
        (Place("Taulukko", "Taulukko", Box(LEFT, 92, WIDTH, 391), TABLE_TYPE, kind="tbl"),),
    ),
    Layout(
        "Seurantataulukko",
        title(),
        (
            Place("Taulukko", "Taulukko", Box(43, 80, 874, 394), Type(14), kind="tbl"),
            Place("Selite", "Merkkien selite", Box(LEFT, 476, WIDTH, 18), Type(14, SOFT, hang=12)),
        ),
    ),
    Layout(
        "Lopetus",
        title(type=Type(30, PAGE, bold=True, line=92), look=Look(DEEP)),
        (
            closing_line("Rooli", 127, 28, Type(22, ON_DEEP, head_colour=PAGE)),
            closing_line("Nimi", 156, 50, Type(40, PAGE, bold=True, head_colour=PAGE)),
            closing_line("Sähköposti", 212, 36, Type(28, PAGE, head_colour=PAGE)),
            PUBLISHER,
            Place("Käsikirjan nimi", "Käsikirjan nimi", UNDER_PUBLISHER, UNDER_PUBLISHER_TYPE),
        ),
        (COVER_FIELD,),
        footer="closing",
        mark=PAGE,
    ),
)

# The footers by kind: the hairline's left edge (none: no line) and the place of each part.
FOOTER_Y, FOOTER_H = 504, 18
FOOTERS = {
    "full": (LEFT, {"ftr": (LEFT, 420), "dt": (560, 280), "sldNum": (856, 48)}),
    "half": (HALF_X, {"ftr": (LEFT, 344), "dt": (HALF_X, 352), "sldNum": (856, 48)}),
    "deep": (HALF_X, {"ftr": (LEFT, 344), "dt": (HALF_X, 352), "sldNum": (856, 48)}),
    "closing": (None, {"dt": (560, 280), "sldNum": (856, 48)}),
    "none": (None, {}),
}
FOOTER_PARTS = {  # type: name, index, prompt, look
    "dt": ("Laitos alatunniste", 10, "Laitos", Type(12, SOFT, align="r")),
    "ftr": ("Käsikirja", 11, "Käsikirjan nimi", Type(12, SOFT)),
    "sldNum": ("Sivunumero", 12, "", Type(12, SOFT, bold=True, align="r")),
}
FIRST_BODY_INDEX = 20

# The master only feeds the layouts and is not seen on any slide.
MASTER_BODY = Place("Teksti", "Teksti", Box(LEFT, 96, 704, 388), FULL_TEXT)


# ------------------------------------------------------------------ DrawingML


def emu(points: float) -> int:
    return round(points * EMU)


def colour(name: str) -> str:
    slot, _, tint = name.partition(" ")
    if tint:
        return f'<a:schemeClr val="{slot}"><a:lumMod val="10000"/><a:lumOff val="90000"/></a:schemeClr>'
    if slot[:2] in ("tx", "bg") or slot in THEME_COLOURS:
        return f'<a:schemeClr val="{slot}"/>'
    return f'<a:srgbClr val="{slot}"/>'


def solid(name: str | None) -> str:
    return f"<a:solidFill>{colour(name)}</a:solidFill>" if name else "<a:noFill/>"


def transform(box: Box) -> str:
    return (
        f'<a:xfrm><a:off x="{emu(box.x)}" y="{emu(box.y)}"/>'
        f'<a:ext cx="{emu(box.w)}" cy="{emu(box.h)}"/></a:xfrm>'
    )


def shape_properties(box: Box, look: Look) -> str:
    guide = "" if look.adjust is None else f'<a:gd name="adj" fmla="val {look.adjust}"/>'
    geometry = f'<a:prstGeom prst="{look.shape}"><a:avLst>{guide}</a:avLst></a:prstGeom>'
    if look.line:
        line = f'<a:ln w="{emu(look.line_width)}" cap="flat">{solid(look.line)}<a:miter lim="800000"/></a:ln>'
    else:
        line = "<a:ln><a:noFill/></a:ln>"
    return f"<p:spPr>{transform(box)}{geometry}{solid(look.fill)}{line}<a:effectLst/></p:spPr>"




def paragraph_level(
    tag: str,
    type_: Type,
    *,
    indent: float = 0,
    hang: float = 0,
    bullet: str = "<a:buNone/>",
    size: float = 0,
    colour_: str = "",
    bold: bool | None = None,
    line: int = 0,
    font: str = "mn",
) -> str:
    size = size or type_.size
    bold = type_.bold if bold is None else bold
    return (
        f'<a:{tag} marL="{emu(indent)}" indent="{emu(-hang)}" algn="{type_.align}" defTabSz="914400" '
        'rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f'<a:lnSpc><a:spcPct val="{(line or type_.line) * 1000}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(type_.gap * 100)}"/></a:spcBef>'
        '<a:spcAft><a:spcPts val="0"/></a:spcAft>'
        f"{bullet}"
        f'<a:defRPr lang="{LANG}" sz="{round(size * 100)}" b="{int(bold)}" i="0" kern="1200">'
        f"{solid(colour_ or type_.colour)}"
        f'<a:latin typeface="+{font}-lt"/><a:ea typeface="+{font}-ea"/><a:cs typeface="+{font}-cs"/></a:defRPr>'
        f"</a:{tag}>"
    )


def bullet_mark(type_: Type, mark: str, font: str) -> str:
    tint = type_.colour if type_.colour in (PAGE, ON_DEEP) else COUNTY
    return f'<a:buClr>{colour(tint)}</a:buClr><a:buFont typeface="{font}"/>{mark}'


def body_levels(type_: Type) -> str:
    """The four levels: plain paragraph, bullet, numbered item, heading."""
    number_hang = type_.number_hang or max(type_.hang, type_.size * 1.25)
    return (
        paragraph_level("lvl1pPr", type_, indent=type_.indent)
        + paragraph_level(
            "lvl2pPr", type_, indent=type_.indent + type_.hang, hang=type_.hang,
            bullet=bullet_mark(type_, '<a:buChar char="•"/>', "Arial"),
        )
        + paragraph_level(
            "lvl3pPr", type_, indent=number_hang, hang=number_hang,
            bullet=bullet_mark(type_, '<a:buAutoNum type="arabicPlain"/>', "+mj-lt"),
        )
        + paragraph_level(
            "lvl4pPr", type_, size=type_.head, colour_=type_.head_colour, bold=True,
            line=type_.head_line,
        )
    )


def levels(kind: str, type_: Type) -> str:
    if kind == "body":
        return body_levels(type_)
    return paragraph_level("lvl1pPr", type_, font="mj" if kind in ("title", "ctrTitle") else "mn")


def body_properties(anchor: str, insets: tuple[float, float, float, float]) -> str:
    left, top, right, bottom = (emu(value) for value in insets)
    return (
        f'<a:bodyPr vert="horz" wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" '
        f'rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
    )


def paragraph(text: str, level: int = 1) -> str:
    properties = f'<a:pPr lvl="{level - 1}"/>' if level > 1 else ""
    return (
        f'<a:p>{properties}<a:r><a:rPr lang="{LANG}"/><a:t>{escape(text)}</a:t></a:r>'
        f'<a:endParaRPr lang="{LANG}"/></a:p>'
    )


def number_paragraph() -> str:
    return (
        '<a:p><a:fld id="{7B0A5F0E-2C4D-4F63-8E57-1D9C3A6B2F40}" type="slidenum">'
        f'<a:rPr lang="{LANG}"/><a:t>‹#›</a:t></a:fld><a:endParaRPr lang="{LANG}"/></a:p>'
    )


def placeholder(number: int, place: Place, index: int | None, in_layout: bool = True) -> str:
    text = number_paragraph() if place.kind == "sldNum" else paragraph(place.prompt, place.level)
    attributes = f'type="{place.kind}"'
    if place.kind in FOOTER_PARTS:
        attributes += ' sz="quarter"'
    if index is not None:
        attributes += f' idx="{index}"'
    if in_layout and place.kind not in FOOTER_PARTS:
        attributes += ' hasCustomPrompt="1"'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(place.name)}/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {attributes}/></p:nvPr></p:nvSpPr>'
        f"{shape_properties(place.box, place.look)}"
        f"<p:txBody>{body_properties(place.anchor, place.insets)}"
        f"<a:lstStyle>{levels(place.kind, place.type)}</a:lstStyle>{text}</p:txBody></p:sp>"
    )


def decoration(number: int, shape: Shape) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(shape.name)}><a:extLst>'
        '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
        f'<adec:decorative xmlns:adec="{NS_DECORATIVE}" val="1"/></a:ext></a:extLst></p:cNvPr>'
        f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>{shape_properties(shape.box, shape.look)}'
        f'<p:txBody>{body_properties("t", (0, 0, 0, 0))}<a:lstStyle/>'
        f'<a:p><a:endParaRPr lang="{LANG}"/></a:p></p:txBody></p:sp>'
    )


def footer_place(kind: str, x: float, w: float, on_deep: bool = False) -> tuple[Place, int]:
    name, index, prompt, type_ = FOOTER_PARTS[kind]
    place = Place(name, prompt, Box(x, FOOTER_Y, w, FOOTER_H), type_, kind=kind)
    if on_deep:
        place = replace(place, type=replace(type_, colour=ON_DEEP), look=Look(DEEP))
    return place, index


def shape_tree(shapes: list[str]) -> str:
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>{"".join(shapes)}</p:spTree>'
    )


# ------------------------------------------------------------------ the parts of the file


def layout_part(layout: Layout) -> str:
    """Fixed shapes lie below the placeholders; the placeholders stand in reading order."""
    line_x, footers = FOOTERS[layout.footer]
    fixed = [*layout.shapes, Shape("Tunnus", Box(LEFT, 0, 56, 12), Look(layout.mark))]
    if line_x is not None:
        line = Box(line_x, 496, LEFT + WIDTH - line_x, 0.75)
        fixed.append(Shape("Alatunnisteen viiva", line, Look(HAIRLINE)))
    places = [(layout.title, None)]
    places += [(place, FIRST_BODY_INDEX + number) for number, place in enumerate(layout.places)]
    for kind in ("ftr", "dt", "sldNum"):
        if kind in footers:
            places.append(footer_place(kind, *footers[kind], on_deep=kind == "ftr" and layout.footer == "deep"))

    shapes = [decoration(number, shape) for number, shape in enumerate(fixed, 2)]
    shapes += [placeholder(number, *place) for number, place in enumerate(places, 2 + len(fixed))]
    return (
        f'<p:sldLayout {NAMESPACES} preserve="1" userDrawn="1"><p:cSld name={quoteattr(layout.name)}>'
        f"{shape_tree(shapes)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
    'folHlink="folHlink"/>'
)
WHITE_PAGE = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'


def plain_levels(type_: Type, first: int = 1) -> str:
    return "".join(paragraph_level(f"lvl{number}pPr", type_) for number in range(first, 10))


def master_part() -> str:
    footers = FOOTERS["full"][1]
    places = [(title(), None), (MASTER_BODY, 1)]
    places += [footer_place(kind, *footers[kind]) for kind in ("ftr", "dt", "sldNum")]
    shapes = [placeholder(number, *place, in_layout=False) for number, place in enumerate(places, 2)]
    layout_ids = "".join(
        f'<p:sldLayoutId id="{FIRST_LAYOUT_ID + number}" r:id="rId{number}"/>'
        for number in range(1, len(LAYOUTS) + 1)
    )
    return (
        f'<p:sldMaster {NAMESPACES} preserve="1">'
        f"<p:cSld>{WHITE_PAGE}{shape_tree(shapes)}</p:cSld>{COLOUR_MAP}"
        f"<p:sldLayoutIdLst>{layout_ids}</p:sldLayoutIdLst>"
        f"<p:txStyles><p:titleStyle>{levels('title', title().type)}</p:titleStyle>"
        f"<p:bodyStyle>{body_levels(FULL_TEXT)}{plain_levels(FULL_TEXT, first=5)}</p:bodyStyle>"
        f"<p:otherStyle>{plain_levels(Type(18))}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def notes_master_part() -> str:
    """A portrait page: the slide above, its notes below."""
    notes = Type(12, gap=4, hang=14)
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Dian kuva"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr>'
        + shape_properties(Box(54, 60, 432, 243), Look(line=HAIRLINE, line_width=0.75))
        + "</p:sp>"
    )
    text = Place("Muistiinpanot", "Muistiinpanot", Box(54, 327, 432, 380), notes)
    number = Place("Sivunumero", "", Box(54, 729, 432, 18), FOOTER_PARTS["sldNum"][3], kind="sldNum")
    shapes = [image, placeholder(3, text, 3, in_layout=False), placeholder(4, number, 12, in_layout=False)]
    return (
        f"<p:notesMaster {NAMESPACES}><p:cSld>{WHITE_PAGE}{shape_tree(shapes)}</p:cSld>{COLOUR_MAP}"
        f"<p:notesStyle>{body_levels(notes)}{plain_levels(notes, first=5)}</p:notesStyle></p:notesMaster>"
    )


def theme_part() -> str:
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>' for slot, value in THEME_COLOURS.items()
    )
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(
        f'<a:ln w="{emu(width)}" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/>'
        '<a:miter lim="800000"/></a:ln>'
        for width in (0.75, 1.5, 3)
    )
    no_effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{NS_A}" name="Neutraali"><a:themeElements>'
        f'<a:clrScheme name="Neutraali">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Neutraali"><a:majorFont>{font}</a:majorFont>'
        f"<a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Neutraali"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{no_effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "<a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def table_styles_part() -> str:
    line = f'<a:ln w="{emu(0.75)}" cmpd="sng">{solid(HAIRLINE)}</a:ln>'
    none = "<a:ln><a:noFill/></a:ln>"
    sides = {"left": none, "right": none, "top": none, "bottom": line, "insideH": line, "insideV": none}
    borders = "".join(f"<a:{side}>{value}</a:{side}>" for side, value in sides.items())
    font = '<a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>'
    return (
        f'<a:tblStyleLst xmlns:a="{NS_A}" def="{TABLE_STYLE}">'
        f'<a:tblStyle styleId="{TABLE_STYLE}" styleName="Käsikirja">'
        f'<a:wholeTbl><a:tcTxStyle>{font}<a:schemeClr val="dk1"/></a:tcTxStyle>'
        f"<a:tcStyle><a:tcBdr>{borders}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
        '<a:firstCol><a:tcTxStyle b="on"/>'
        "<a:tcStyle><a:tcBdr/></a:tcStyle></a:firstCol>"
        f'<a:firstRow><a:tcTxStyle b="on">{font}<a:schemeClr val="lt1"/></a:tcTxStyle>'
        f'<a:tcStyle><a:tcBdr/><a:fill>{solid("dk2")}</a:fill></a:tcStyle></a:firstRow>'
        "</a:tblStyle></a:tblStyleLst>"
    )


def presentation_part() -> str:
    return (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1" autoCompressPictures="0">'
        f'<p:sldMasterIdLst><p:sldMasterId id="{FIRST_LAYOUT_ID}" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{emu(PAGE_W)}" cy="{emu(PAGE_H)}"/><p:notesSz cx="6858000" cy="9906000"/>'
        f"<p:defaultTextStyle>{plain_levels(Type(18))}</p:defaultTextStyle></p:presentation>"
    )


def core_part() -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{NS_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(TITLE)}</dc:title><dc:creator>{escape(ORGANISATION)}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(ORGANISATION)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{DATE}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{DATE}</dcterms:modified>'
        f"<dc:language>{LANG}</dc:language></cp:coreProperties>"
    )


def app_part() -> str:
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<TotalTime>0</TotalTime><PresentationFormat>Laajakuva</PresentationFormat><Slides>0</Slides>"
        f"<Notes>0</Notes><HiddenSlides>0</HiddenSlides><Company>{escape(ORGANISATION)}</Company></Properties>"
    )


PRES_PROPS = f"<p:presentationPr {NAMESPACES}/>"
VIEW_PROPS = (
    f'<p:viewPr {NAMESPACES}><p:normalViewPr><p:restoredLeft sz="15620"/><p:restoredTop sz="80000"/>'
    '</p:normalViewPr><p:gridSpacing cx="50800" cy="50800"/></p:viewPr>'
)

PRESENTATION_TYPE = "application/vnd.openxmlformats-officedocument.presentationml."
OFFICE_TYPE = "application/vnd.openxmlformats-officedocument."
THEME_TYPE = OFFICE_TYPE + "theme+xml"


def relations(*targets: tuple[str, str]) -> str:
    """A relationship part; every target is a pair of type (or whole type address) and path."""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if "/" in kind else f"{NS_R}/{kind}"}" Target="{path}"/>'
        for number, (kind, path) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{NS_PACKAGE}/relationships">{rows}</Relationships>'


def content_types(types: dict[str, str]) -> str:
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items())
    return (
        f'<Types xmlns="{NS_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def package() -> dict[str, str]:
    """Every part of the file: name to XML, in the order in which they are stored."""
    layouts = [f"slideLayout{number}.xml" for number in range(1, len(LAYOUTS) + 1)]
    parts = {  # name: content, content type
        "ppt/presentation.xml": (presentation_part(), PRESENTATION_TYPE + "presentation.main+xml"),
        "ppt/slideMasters/slideMaster1.xml": (master_part(), PRESENTATION_TYPE + "slideMaster+xml"),
    }
    for name, layout in zip(layouts, LAYOUTS, strict=True):
        parts[f"ppt/slideLayouts/{name}"] = (layout_part(layout), PRESENTATION_TYPE + "slideLayout+xml")
    parts |= {
        "ppt/notesMasters/notesMaster1.xml": (notes_master_part(), PRESENTATION_TYPE + "notesMaster+xml"),
        "ppt/theme/theme1.xml": (theme_part(), THEME_TYPE),
        "ppt/theme/theme2.xml": (theme_part(), THEME_TYPE),
        "ppt/presProps.xml": (PRES_PROPS, PRESENTATION_TYPE + "presProps+xml"),
        "ppt/viewProps.xml": (VIEW_PROPS, PRESENTATION_TYPE + "viewProps+xml"),
        "ppt/tableStyles.xml": (table_styles_part(), PRESENTATION_TYPE + "tableStyles+xml"),
        "docProps/core.xml": (core_part(), "application/vnd.openxmlformats-package.core-properties+xml"),
        "docProps/app.xml": (app_part(), OFFICE_TYPE + "extended-properties+xml"),
    }
    rels = {
        "_rels/.rels": relations(
            ("officeDocument", "ppt/presentation.xml"),
            (f"{NS_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("extended-properties", "docProps/app.xml"),
        ),
        "ppt/_rels/presentation.xml.rels": relations(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("presProps", "presProps.xml"),
            ("viewProps", "viewProps.xml"),
            ("theme", "theme/theme1.xml"),
            ("tableStyles", "tableStyles.xml"),
        ),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relations(
            *(("slideLayout", f"../slideLayouts/{name}") for name in layouts),
            ("theme", "../theme/theme1.xml"),
        ),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": relations(("theme", "../theme/theme2.xml")),
    }
    rels |= {
        f"ppt/slideLayouts/_rels/{name}.rels": relations(("slideMaster", "../slideMasters/slideMaster1.xml"))
        for name in layouts
    }
    types = content_types({name: kind for name, (_, kind) in parts.items()})
    return {"[Content_Types].xml": types, **rels, **{name: content for name, (content, _) in parts.items()}}


def write(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in package().items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, (DECLARATION + content).encode("utf-8"))


if __name__ == "__main__":
    write(TARGET)
