"""Make handbook.pptx, the template of the slides: one master, the layouts of the table below, a notes master and a table style, but no slides.

A program that writes slides finds a layout and a placeholder by name and repeats nothing but the placeholder's type and index: everything
seen comes from here. Run:  python templates/make/deck.py [FOLDER]
"""

import deck_parts
from deck_layouts import (
    FULL_TEXT, LONG_TEXT, PANEL_TITLE, boxes_layouts, plans_layout, priorities_layout, section_layouts, strategy_layout, table_layouts,
    text_layouts, title,
)
from deck_meeting import meeting_layouts
from deck_orientation import orientation_layouts
from deck_practice import practice_layouts
from deck_shapes import DEEP, HALF_W, HALF_X, LEFT, ON_DEEP, PAGE, PAGE_H, PAGE_W, QUIET, WIDTH, Box, Layout, Look, Place, Shape, Type
from parts import OFFICE_TYPE, Part, write
from pipeline.formats.pptx.notes import MASTER
from pipeline.formats.theme import theme_part
from theme import COUNTY, SOFT

PUBLISHER = Place("Julkaisija", "Julkaisija", Box(LEFT, 388, 601, 34), Type(26, DEEP, bold=True))
UNDER_PUBLISHER = (Box(LEFT, 428, 561, 28), Type(20, SOFT))
LOGO = Place("Logo", "Logo", Box(734, 397, 170, 71), Type(14, SOFT), kind="pic")  # empty until the owner gives one; no slide takes it, so it is not printed
DARK_FIELD = Shape("Tumma kenttä", Box(0, 0, PAGE_W, 348), Look(DEEP))


def closing_line(name: str, y: float, h: float, type_: Type) -> Place:
    """A line on the dark field of the closing slide."""
    return Place(name, name, Box(LEFT, y, 776, h), type_, look=Look(DEEP))


def cover(name: str, size: float) -> Layout:
    """The first slide, its title at this size."""
    heading = title(prompt="Käsikirjan nimi", box=Box(LEFT, 36, 776, 230), type=Type(size, PAGE, bold=True, line=88), look=Look(DEEP), kind="ctrTitle")
    return Layout(name, heading, (PUBLISHER, Place("Laitos", "Laitos", *UNDER_PUBLISHER), LOGO), (DARK_FIELD,), footer="none", mark=PAGE)


LAYOUTS = (
    cover("Kansi", 60),
    cover("Kansi, pitkä", 40),
    Layout(
        "Sisällys",
        PANEL_TITLE,
        (Place("Luettelo", "Osion nimi", Box(HALF_X, 36, HALF_W, 448), Type(24, gap=26, indent=44, hang=24, number_hang=44), level=3),),
        (Shape("Vaalea paneeli", Box(0, 0, 416, PAGE_H), Look(QUIET)),),
        footer="half",
    ),
    *section_layouts(),
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
    *practice_layouts(),
    *table_layouts(),
    *meeting_layouts(),
    *orientation_layouts(),
    Layout(
        "Lopetus",
        title(type=Type(30, PAGE, bold=True, line=92), look=Look(DEEP)),
        (
            closing_line("Rooli", 127, 28, Type(22, ON_DEEP, head_colour=PAGE)),
            closing_line("Nimi", 156, 50, Type(40, PAGE, bold=True, head_colour=PAGE)),
            closing_line("Sähköposti", 212, 36, Type(28, PAGE, head_colour=PAGE)),
            PUBLISHER,
            Place("Käsikirjan nimi", "Käsikirjan nimi", *UNDER_PUBLISHER),
            LOGO,
        ),
        (DARK_FIELD,),
        footer="closing",
        mark=PAGE,
    ),
)


def package() -> dict[str, Part]:
    """The parts of the template by name, the presentation first."""
    kind = OFFICE_TYPE + "presentationml."
    layouts = [f"slideLayouts/slideLayout{number}.xml" for number in range(1, len(LAYOUTS) + 1)]
    to_layouts = tuple(("slideLayout", f"../{name}") for name in layouts)
    to_master = (("slideMaster", "../slideMasters/slideMaster1.xml"),)
    of_presentation = (
        ("slideMaster", "slideMasters/slideMaster1.xml"),
        ("notesMaster", "notesMasters/notesMaster1.xml"),
        *((name, f"{name}.xml") for name in ("presProps", "viewProps")),
        ("theme", "theme/theme1.xml"),
        ("tableStyles", "tableStyles.xml"),
    )
    master = deck_parts.master_part(title(), FULL_TEXT, len(LAYOUTS))
    return {
        "ppt/presentation.xml": Part(deck_parts.presentation_part(), kind + "presentation.main+xml", of_presentation),
        "ppt/slideMasters/slideMaster1.xml": Part(master, kind + "slideMaster+xml", (*to_layouts, ("theme", "../theme/theme1.xml"))),
        **{f"ppt/{name}": Part(deck_parts.layout_part(layout), kind + "slideLayout+xml", to_master) for name, layout in zip(layouts, LAYOUTS)},
        "ppt/notesMasters/notesMaster1.xml": Part(MASTER.read_text(encoding="utf-8"), kind + "notesMaster+xml", (("theme", "../theme/theme2.xml"),)),
        **{f"ppt/theme/theme{n}.xml": Part(theme_part(drawn=True), OFFICE_TYPE + "theme+xml") for n in (1, 2)},
        "ppt/presProps.xml": Part(deck_parts.PROPERTIES, kind + "presProps+xml"),
        "ppt/viewProps.xml": Part(deck_parts.VIEW, kind + "viewProps+xml"),
        "ppt/tableStyles.xml": Part(deck_parts.table_styles_part(), kind + "tableStyles+xml"),
    }


if __name__ == "__main__":
    write("handbook.pptx", "Käsikirjan pohja", package())
