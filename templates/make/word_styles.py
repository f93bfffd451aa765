"""The tables of styles and lists of the Word templates: a style is found by its id, its name is what Word shows. Sizes and lengths are points."""

from typing import NamedTuple

from pipeline.formats.theme import HAIRLINE
from theme import COUNTY, FILL, NGO, REALISATION, SOFT
from word_xml import DEEP, FILL_TINT, PAGE, TEXT, borders, cm, hexadecimal, indent, line, run_properties, shading, tabs

BODY_CM = 2.3  # body text stands in from the headings and tables
TAB_CM = 9.2  # where the second column of a header begins
TEXT_CM = 17  # width of an upright page between its margins


class Style(NamedTuple):
    """A paragraph style. `before` and `after` are gaps; `line` is in per cent of the font's own line; None or nothing: inherited."""

    id: str
    name: str
    base: str = "Normal"
    next: str = ""
    size: float = 0
    colour: str = ""
    bold: bool | None = None
    before: float | None = None
    after: float | None = None
    line: float = 0
    indent: str = ""
    keep: str = ""  # n: with the next paragraph, l: lines together
    list: int = 0  # its number in LISTS, from 1; 0: none
    borders: str = ""
    shading: str = ""
    tabs: str = ""
    level: int = 0  # of the outline; 0: none of its own
    builtin: bool = True  # a name that Word itself knows


BODY = indent(cm(BODY_CM))
ITEM = indent(cm(BODY_CM + 0.6), cm(0.6))
CELL_ITEM = indent(cm(0.6), cm(0.6))
HEADING_LINE = borders(line("top", DEEP, 3, away=8))

# Panels: a bar or a field at the body's indent, its text inside. A bar's width and its distance from the text are in the indent.
BAR, AWAY = 4.5, 10
IN_BAR = indent(cm(BODY_CM) + BAR + AWAY)
IN_BAR_ITEM = indent(cm(BODY_CM) + BAR + AWAY + cm(0.6), cm(0.6))
FIELD_LINE, FIELD_AWAY = 1, 9
IN_FIELD = indent(cm(BODY_CM) + FIELD_LINE + FIELD_AWAY, right=FIELD_LINE + FIELD_AWAY)
FIELD = borders(*(line(side, DEEP, FIELD_LINE, away=5 if side in ("top", "bottom") else FIELD_AWAY) for side in ("top", "left", "bottom", "right")))
COUNTY_BAR = borders(line("left", COUNTY, BAR, away=AWAY))
NGO_BAR = borders(line("left", NGO, BAR / 3, "double", AWAY))
REALISATION_BAR = borders(line("left", REALISATION, BAR, "dotted", AWAY))

PARAGRAPH_STYLES = (
    Style("Title", "Title", next="BodyText", size=34, colour=DEEP, bold=True, before=130, after=24, line=92, keep="nl", indent=indent(right=cm(2))),
    Style("FormTitle", "Otsikko – lomake", "Title", "BodyText", size=24, before=0, after=4, indent=indent(), level=1, builtin=False),
    Style("CoverRule", "Kannen viiva", size=6, before=0, after=76, line=92, borders=borders(line("top", DEEP, 9)), indent=indent(right=cm(14)), builtin=False),
    Style("CoverText", "Kannen teksti", size=14, after=6, builtin=False),
    Style("Heading1", "heading 1", next="BodyText", size=22, colour=DEEP, bold=True, before=26, after=10, line=100, keep="nl", borders=HEADING_LINE, level=1),
    Style("Heading2", "heading 2", next="BodyText", size=16, colour=DEEP, bold=True, before=16, after=5, line=100, keep="nl", level=2),
    Style("Heading3", "heading 3", next="BodyText", size=13, colour=COUNTY, bold=True, before=0, after=2, line=100, keep="nl", level=3),
    Style("BoxHeading", "Laatikon otsikko", "Heading3", "BodyText", before=8, indent=BODY, builtin=False),
    Style("BodyText", "Body Text", after=6, indent=BODY),
    Style("Label", "Johtosana", "BodyText", "BodyText", colour=DEEP, bold=True, before=4, after=2, keep="nl", builtin=False),
    Style("Lead", "Nosto", "BodyText", size=16, colour=DEEP, before=4, after=10, keep="l", builtin=False),
    Style("ListBullet", "List Bullet", "BodyText", indent=ITEM, list=1),
    Style("ListNumber", "List Number", "BodyText", indent=ITEM, list=2),
    Style("GoalHeading", "Tavoite – otsikko", "Heading3", "Goal", colour=PAGE, before=4, after=3, indent=IN_FIELD, borders=FIELD, shading=DEEP, builtin=False),
    Style("Goal", "Tavoite", "BodyText", colour=PAGE, bold=True, before=0, after=4, indent=IN_FIELD, keep="l", borders=FIELD, shading=DEEP, builtin=False),
    Style("CountyHeading", "Panos hyvinvointialue – otsikko", "Heading3", "County", colour=COUNTY, before=7, indent=IN_BAR, borders=COUNTY_BAR, builtin=False),
    Style("County", "Panos hyvinvointialue", "BodyText", after=4, indent=IN_BAR, keep="l", borders=COUNTY_BAR, builtin=False),
    Style("CountyBullet", "Panos hyvinvointialue – luettelo", "County", indent=IN_BAR_ITEM, list=1, builtin=False),
    Style("AssociationsHeading", "Panos järjestöt – otsikko", "Heading3", "Associations", colour=NGO, before=8, indent=IN_BAR, borders=NGO_BAR, builtin=False),
    Style("Associations", "Panos järjestöt", "BodyText", after=4, indent=IN_BAR, keep="l", borders=NGO_BAR, builtin=False),
    Style("AssociationsBullet", "Panos järjestöt – luettelo", "Associations", indent=IN_BAR_ITEM, list=1, builtin=False),
    Style("RealisationHeading", "Toteutus – otsikko", "Heading3", "Realisation", colour=REALISATION, before=8, indent=IN_BAR, borders=REALISATION_BAR, builtin=False),
    Style("Realisation", "Toteutus", "BodyText", after=4, indent=IN_BAR, keep="l", borders=REALISATION_BAR, builtin=False),
    Style("RealisationBullet", "Toteutus – luettelo", "Realisation", indent=IN_BAR_ITEM, list=1, builtin=False),
    Style("Recipient", "Kirjeen saaja", "BodyText", "Address", before=70, after=0, builtin=False),
    Style("Address", "Kirjeen osoitekenttä", "BodyText", after=0, builtin=False),
    Style("LetterTitle", "Otsikko – kirje", "FormTitle", "BodyText", before=22, after=12, level=1, builtin=False),
    Style("LetterHeading", "Kirjeen väliotsikko", "Heading2", "BodyText", size=13, colour=COUNTY, before=10, after=4, indent=BODY, level=2, builtin=False),
    Style("Greeting", "Kirjeen loppu", "BodyText", before=12, after=6, builtin=False),
    Style("Signature", "Signature", "BodyText", after=0, keep="l"),
    Style("Enclosures", "Kirjeen liitteet", "BodyText", before=24, builtin=False),
    Style("Checklist", "Muistilista", size=13, after=9, keep="l", indent=indent(cm(1.1), cm(1.1)), tabs=tabs(("left", cm(1.1))), builtin=False),
    Style("Caption", "caption", after=6, keep="nl"),
    Style("FactsTitle", "Tunnistetietojen otsikko", size=16, colour=DEEP, bold=True, after=4, line=100, keep="nl", builtin=False),
    Style("Note", "Huomautus", before=6, after=4, builtin=False),
    Style("TableText", "Taulukon teksti", after=0, line=105, builtin=False),
    Style("TableHead", "Taulukon otsikko", "TableText", colour=PAGE, bold=True, keep="n", builtin=False),
    Style("TableRowHead", "Taulukon rivin otsikko", "TableText", colour=DEEP, bold=True, builtin=False),
    Style("TableGuide", "Taulukon ohje", "TableText", colour=SOFT, before=4, builtin=False),
    Style("TableBullet", "Taulukon luettelo", "TableText", indent=CELL_ITEM, list=1, builtin=False),
    Style("TableNumber", "Taulukon numeroluettelo", "TableText", indent=CELL_ITEM, list=3, builtin=False),
    Style("TableEnd", "Taulukon loppu", size=1, after=0, line=8, builtin=False),
    Style("ContentsTitle", "TOC Heading", next="BodyText", size=22, colour=DEEP, bold=True, after=10, line=100, keep="nl", borders=HEADING_LINE),
    Style("TOC1", "toc 1", next="BodyText", bold=True, before=6, after=2, keep="l", indent=indent(cm(1.2), cm(1.2))),
    Style("TOC2", "toc 2", next="BodyText", after=2, keep="l", indent=indent(cm(2.4), cm(1.2))),
    Style("Header", "header", size=11, colour=SOFT, line=100, tabs=tabs(("left", cm(TAB_CM)), ("right", cm(TEXT_CM)))),
    Style("HeaderFirst", "Ylätunniste – ensimmäinen sivu", "Header", colour=TEXT, line=110, builtin=False),
    Style("Footer", "footer", size=10, colour=SOFT, line=100, tabs=tabs(("right", cm(TEXT_CM)))),
)


class CharacterStyle(NamedTuple):
    """A character style: its id, its name, its run properties."""

    id: str
    name: str
    look: str
    builtin: bool = True


UNDERLINE = '<w:u w:val="single"/>'
FILL_LINE = f'<w:u w:val="thick" w:color="{hexadecimal(FILL)}" w:themeColor="{FILL}"/>'
CHARACTER_STYLES = (
    CharacterStyle("Strong", "Strong", run_properties(bold=True)),
    CharacterStyle("Hyperlink", "Hyperlink", run_properties(colour="hyperlink", more=UNDERLINE)),
    CharacterStyle("FollowedHyperlink", "FollowedHyperlink", run_properties(colour="followedHyperlink", more=UNDERLINE)),
    CharacterStyle("Blank", "Täydennetään", run_properties(colour=TEXT, more=FILL_LINE + shading(FILL_TINT)), builtin=False),
    CharacterStyle("PlaceholderText", "Placeholder Text", run_properties(colour=SOFT)),
    CharacterStyle("Muted", "Ei vastausta", run_properties(colour=SOFT, italic=True), builtin=False),
)


class TableStyle(NamedTuple):
    """A table style: its borders, and whether its first row is a dark header."""

    id: str
    name: str
    base: str
    lines: tuple[str, ...]
    head: bool = True
    side_cm: float = 0.21  # what is free at the left and right of a cell


ROW, LAST, COLUMN = (line(side, HAIRLINE, 0.75) for side in ("insideH", "bottom", "insideV"))
TABLE_STYLES = (
    TableStyle("Handbook", "Käsikirja", "TableNormal", (LAST, ROW)),
    TableStyle("FillTable", "Käsikirja – täytettävä", "Handbook", (LAST, ROW, COLUMN)),
    TableStyle("Followup", "Käsikirja – seurantataulukko", "FillTable", (LAST, ROW, COLUMN), side_cm=0.1),  # eight columns of long words
    TableStyle("Facts", "Käsikirja – tunnistetiedot", "Handbook", (LAST, ROW), head=False),
)
CELL_ABOVE_CM = 0.14  # what is free above and below

LISTS = (  # number format, the paragraph style that is linked, text of the mark, indent
    ("bullet", "ListBullet", "•", ITEM),
    ("decimal", "ListNumber", "%1.", ITEM),
    ("decimal", "TableNumber", "%1.", CELL_ITEM),
)
