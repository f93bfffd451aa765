"""Make handbook.docx and table.docx, the Word templates of the handbook, from the tables below.

A template holds styles, a theme, two lists, headers and footers, and in its body nothing but the page set-ups: one section
for each direction of the paper, found by `w:pgSz w:orient`. A program that writes a document names styles by their id and fills
the content controls of the headers and footers by their tag; everything seen comes from here.

All lengths are points unless a name ends in _cm. The files are the same, byte for byte, every time they are made.
Run:  python make_word.py
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

FOLDER = Path(__file__).parent
ORGANISATION = "Päijät-Hämeen hyvinvointialue"
DATE = "2026-01-01T00:00:00Z"
LANG = "fi-FI"
FONT, TWIN = "Calibri", "Carlito"  # the twin has the same widths

THEME_COLOURS = {
    "dk1": "1A2329", "lt1": "FFFFFF", "dk2": "0E3A4A", "lt2": "F3F2ED",
    "accent1": "17607A", "accent2": "3D6B35", "accent3": "9A4A1B",
    "accent4": "6A4880", "accent5": "8A6500", "accent6": "5A666E",
    "hlink": "0A5A94", "folHlink": "5E3A85",
}
# The names that Word gives to the slots of a theme, and the slots.
SLOTS = {"text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink"}
TEXT, PAGE, DEEP, QUIET = "text1", "background1", "text2", "background2"
COUNTY, NGO, REALISATION, FILL, SOFT = "accent1", "accent2", "accent3", "accent5", "accent6"
FILL_TINT = "FFF5DA"  # accent5 at a tenth: what a program shows that does not know themes
HAIRLINE = "C9CFD2"

WIDTH_CM, HEIGHT_CM = 21.0, 29.7
MARGIN_CM, TOP_CM, WIDE_TOP_CM = 2.0, 2.6, 2.5
BODY_CM = 2.3  # body text stands in from the headings and tables
TAB_CM, WIDE_TAB_CM = 9.2, 15.0  # where the second column of the header begins

NS_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
NS_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = f'xmlns:w="{NS_W}" xmlns:r="{NS_R}"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
OFFICE_TYPE = "application/vnd.openxmlformats-officedocument."


# ------------------------------------------------------------------ small pieces of WordprocessingML


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def cm(centimetres: float) -> float:
    """Points."""
    return centimetres * 72 / 2.54


def hexadecimal(colour: str) -> str:
    return THEME_COLOURS.get(SLOTS.get(colour, colour), colour)


def theme(colour: str, name: str = "themeColor") -> str:
    """The attribute that makes a colour follow the theme; empty for a fixed colour."""
    return f' w:{name}="{colour}"' if hexadecimal(colour) != colour else ""


def shading(colour: str) -> str:
    if colour == FILL_TINT:
        return f'<w:shd w:val="clear" w:color="auto" w:fill="{FILL_TINT}" w:themeFill="{FILL}" w:themeFillTint="1A"/>'
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{hexadecimal(colour)}"{theme(colour, "themeFill")}/>'


def line(side: str, colour: str, points: float, kind: str = "single", away: float = 0) -> str:
    """A border; `away` is its distance from the text in points, at most 31."""
    return f'<w:{side} w:val="{kind}" w:sz="{round(points * 8)}" w:space="{round(away)}" w:color="{hexadecimal(colour)}"{theme(colour)}/>'


def borders(*lines: str) -> str:
    return f"<w:pBdr>{''.join(lines)}</w:pBdr>"


def indent(left: float = 0, hanging: float = 0, right: float = 0) -> str:
    return f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}"' + (f' w:hanging="{twips(hanging)}"/>' if hanging else ' w:firstLine="0"/>')


def tabs(*stops: tuple[str, float]) -> str:
    return "<w:tabs>" + "".join(f'<w:tab w:val="{kind}" w:pos="{twips(at)}"/>' for kind, at in stops) + "</w:tabs>"


def type_(size: float = 0, colour: str = "", bold: bool | None = None, italic: bool = False, more: str = "") -> str:
    """Run properties in the order of the schema; what is not said is inherited."""
    parts = {None: "", True: "<w:b/><w:bCs/>", False: '<w:b w:val="0"/><w:bCs w:val="0"/>'}[bold]
    parts += "<w:i/><w:iCs/>" if italic else ""
    parts += f'<w:color w:val="{hexadecimal(colour)}"{theme(colour)}/>' if colour else ""
    parts += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    return f"<w:rPr>{parts}{more}</w:rPr>" if parts or more else ""


# ------------------------------------------------------------------ styles


class Style(NamedTuple):
    """A paragraph style. `before`, `after` and `size` in points; `line` in per cent of the font's own line; None: inherited."""

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
    list: int = 0  # id of the list
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
    Style("FormTitle", "Otsikko – lomake", "Title", "BodyText", size=24, before=0, after=4, indent=indent(), builtin=False),
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
    Style("Caption", "caption", after=6, keep="nl"),
    Style("FactsTitle", "Tunnistetietojen otsikko", size=16, colour=DEEP, bold=True, after=4, line=100, keep="nl", builtin=False),
    Style("Note", "Huomautus", before=6, after=6, builtin=False),
    Style("TableText", "Taulukon teksti", after=0, line=105, builtin=False),
    Style("TableHead", "Taulukon otsikko", "TableText", colour=PAGE, bold=True, keep="n", builtin=False),
    Style("TableRowHead", "Taulukon rivin otsikko", "TableText", colour=DEEP, bold=True, builtin=False),
    Style("TableBullet", "Taulukon luettelo", "TableText", indent=CELL_ITEM, list=1, builtin=False),
    Style("TableNumber", "Taulukon numeroluettelo", "TableText", indent=CELL_ITEM, list=3, builtin=False),
    Style("TableEnd", "Taulukon loppu", size=1, after=0, line=8, builtin=False),
    Style("ContentsTitle", "TOC Heading", next="BodyText", size=22, colour=DEEP, bold=True, after=10, line=100, keep="nl", borders=HEADING_LINE),
    Style("TOC1", "toc 1", next="BodyText", bold=True, before=6, after=2, keep="l", indent=indent(cm(1.2), cm(1.2))),
    Style("TOC2", "toc 2", next="BodyText", after=2, keep="l", indent=indent(cm(2.4), cm(1.2))),
    Style("Header", "header", size=11, colour=SOFT, line=100, tabs=tabs(("left", cm(TAB_CM)), ("right", cm(17)))),
    Style("HeaderFirst", "Ylätunniste – ensimmäinen sivu", "Header", colour=TEXT, line=110, builtin=False),
    Style("Footer", "footer", size=10, colour=SOFT, line=100, tabs=tabs(("right", cm(17)))),
)


def paragraph_style(style: Style) -> str:
    spacing = "".join(
        f' w:{name}="{value}"'
        for name, value in (
            ("before", None if style.before is None else twips(style.before)),
            ("after", None if style.after is None else twips(style.after)),
            ("line", round(style.line * 2.4) or None),
            ("lineRule", "auto" if style.line else None),
        )
        if value is not None
    )
    properties = (
        ("<w:keepNext/>" if "n" in style.keep else "")
        + ("<w:keepLines/>" if "l" in style.keep else "")
        + (f'<w:numPr><w:numId w:val="{style.list}"/></w:numPr>' if style.list else "")
        + style.borders
        + (shading(style.shading) if style.shading else "")
        + style.tabs
        + (f"<w:spacing{spacing}/>" if spacing else "")
        + style.indent
        + (f'<w:outlineLvl w:val="{style.level - 1}"/>' if style.level else "")
    )
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"' + ("" if style.builtin else ' w:customStyle="1"') + ">"
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="{style.base}"/>'
        + (f'<w:next w:val="{style.next}"/>' if style.next else "")
        + '<w:uiPriority w:val="1"/><w:qFormat/>'
        + (f"<w:pPr>{properties}</w:pPr>" if properties else "")
        + type_(style.size, style.colour, style.bold)
        + "</w:style>"
    )


FILL_LINE = f'<w:u w:val="thick" w:color="{hexadecimal(FILL)}" w:themeColor="{FILL}"/>'
CHARACTER_STYLES = (  # id, name, run properties
    ("Strong", "Strong", type_(bold=True)),
    ("Hyperlink", "Hyperlink", type_(colour="hyperlink", more='<w:u w:val="single"/>')),
    ("FollowedHyperlink", "FollowedHyperlink", type_(colour="followedHyperlink", more='<w:u w:val="single"/>')),
    ("Blank", "Täydennetään", type_(colour=TEXT, more=FILL_LINE + shading(FILL_TINT))),
    ("Muted", "Ei vastausta", type_(colour=SOFT, italic=True)),
)


def character_style(id_: str, name: str, properties: str) -> str:
    custom = ' w:customStyle="1"' if id_ in ("Blank", "Muted") else ""
    return f'<w:style w:type="character" w:styleId="{id_}"{custom}><w:name w:val="{name}"/><w:uiPriority w:val="2"/><w:qFormat/>{properties}</w:style>'


INSETS_CM = (("top", 0.14), ("left", 0.21), ("bottom", 0.14), ("right", 0.21))
CELL_MARGINS = "<w:tblCellMar>" + "".join(f'<w:{side} w:w="{twips(cm(size))}" w:type="dxa"/>' for side, size in INSETS_CM) + "</w:tblCellMar>"
HEAD_CELL = f'<w:tcPr>{shading(DEEP)}<w:vAlign w:val="bottom"/></w:tcPr>'


def table_style(id_: str, name: str, base: str, lines: tuple[str, ...], conditions: str = "") -> str:
    properties = f'<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{"".join(lines)}</w:tblBorders>'
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{id_}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/>'
        f'<w:uiPriority w:val="3"/><w:qFormat/><w:tblPr>{properties}{CELL_MARGINS}</w:tblPr>{conditions}</w:style>'
    )


def table_styles() -> str:
    row, last, column = (line(side, HAIRLINE, 0.75) for side in ("insideH", "bottom", "insideV"))
    head = f'<w:tblStylePr w:type="firstRow">{HEAD_CELL}</w:tblStylePr>'
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        "<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/></w:tblPr></w:style>"
        + table_style("Handbook", "Käsikirja", "TableNormal", (last, row), head)
        + table_style("FillTable", "Käsikirja – täytettävä", "Handbook", (last, row, column), head)
        + table_style("Facts", "Käsikirja – tunnistetiedot", "Handbook", (last, row))
    )


def styles_part() -> str:
    font = 'w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:cstheme="minorBidi"'
    text = f'<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="{LANG}"/>'
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {font}/>{text}</w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:uiPriority w:val="1"/><w:qFormat/>'
        f"{type_(colour=TEXT)}</w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        + "".join(paragraph_style(style) for style in PARAGRAPH_STYLES)
        + "".join(character_style(*style) for style in CHARACTER_STYLES)
        + table_styles()
        + "</w:styles>"
    )


LISTS = (  # number format, the paragraph style that is linked, text of the mark, indent
    ("bullet", "ListBullet", "•", ITEM),
    ("decimal", "ListNumber", "%1.", ITEM),
    ("decimal", "TableNumber", "%1.", CELL_ITEM),
)


def numbering_part() -> str:
    """The lists, numbered from 1. A style's own indent goes before its list's; a restarted list falls back on the list's."""
    mark = f'<w:rPr><w:color w:val="{hexadecimal(COUNTY)}"{theme(COUNTY)}/></w:rPr>'
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:nsid w:val="4B53414{n}"/><w:multiLevelType w:val="singleLevel"/><w:tmpl w:val="4B53424{n}"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{style}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{place}</w:pPr>{mark}</w:lvl></w:abstractNum>"
        for n, (kind, style, text, place) in enumerate(LISTS, 1)
    )
    uses = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(LISTS) + 1))
    return f"<w:numbering {NAMESPACES}>{lists}{uses}</w:numbering>"


# ------------------------------------------------------------------ headers, footers and pages


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


BREAK, TAB = "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>"


class Controls:
    """Content controls of one template, numbered. What stands in a control goes when the writer has nothing to say in it."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, tag: str, title: str, sample: str, properties: str = "", before: str = "") -> str:
        self.count += 1
        content = before + run(sample, properties)
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="{tag}"/><w:id w:val="{900_000 + self.count}"/></w:sdtPr>'
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )


def field(code: str, sample: str, properties: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r>{properties}<w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = f'<w:r>{properties}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return mark("begin") + instruction + mark("separate") + run(sample, properties) + mark("end")


def page_number(properties: str = "") -> str:
    """`1 (12)`: the page and the number of pages."""
    return field("PAGE", "1", properties) + run(" (", properties) + field("NUMPAGES", "1", properties) + run(")", properties)


def paragraph(style: str, content: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


BOLD = type_(bold=True)
EXAMPLE = type_(bold=True, colour=TEXT, more=shading(FILL_TINT))


def example(controls: Controls) -> str:
    return controls("example", "Esimerkin merkki", "Esimerkki", EXAMPLE, BREAK)


def first_header(controls: Controls) -> str:
    """Organisation; document type, edition and date from the second column; page at the right."""
    deep = type_(bold=True, colour=DEEP)
    top = controls("publisher", "Julkaisija", "Julkaisija", deep) + TAB + controls("document", "Asiakirja", "Asiakirja", deep) + TAB + page_number()
    below = controls("edition", "Laitos", "Laitos") + controls("date", "Päiväys", "Päiväys", before=BREAK) + example(controls)
    return paragraph("HeaderFirst", top) + paragraph("HeaderFirst", below, indent(cm(TAB_CM)))


def header(controls: Controls, wide: bool) -> str:
    """Handbook, edition, page; on a landscape page at its own stops."""
    stops = f'<w:tabs><w:tab w:val="clear" w:pos="{twips(cm(TAB_CM))}"/><w:tab w:val="clear" w:pos="{twips(cm(17))}"/>'
    stops += f'<w:tab w:val="left" w:pos="{twips(cm(WIDE_TAB_CM))}"/><w:tab w:val="right" w:pos="{twips(cm(HEIGHT_CM - 2 * MARGIN_CM))}"/></w:tabs>'
    content = controls("handbook", "Käsikirja", "Käsikirja") + TAB + controls("edition", "Laitos", "Laitos") + TAB + page_number() + example(controls)
    return paragraph("Header", content, stops if wide else "")


def footer(controls: Controls, wide: bool) -> str:
    """The key of the content, by which a file is recognised."""
    return paragraph("Footer", controls("key", "Tunniste", "0000"), '<w:jc w:val="right"/>')


def section(wide: bool, references: tuple[tuple[str, str, str], ...], first: bool) -> str:
    width, height, orient = (HEIGHT_CM, WIDTH_CM, "landscape") if wide else (WIDTH_CM, HEIGHT_CM, "portrait")
    side = twips(cm(MARGIN_CM))
    used = "".join(f'<w:{part}Reference w:type="{kind}" r:id="{rid}"/>' for part, kind, rid in references)
    return (
        f'<w:sectPr>{used}<w:pgSz w:w="{twips(cm(width))}" w:h="{twips(cm(height))}" w:orient="{orient}"/>'
        f'<w:pgMar w:top="{twips(cm(WIDE_TOP_CM if wide else TOP_CM))}" w:right="{side}" w:bottom="{side}" w:left="{side}" '
        f'w:header="{twips(cm(1.2 if wide else 1.25))}" w:footer="{twips(cm(0.9))}" w:gutter="0"/><w:cols w:space="708"/>'
        + ("<w:titlePg/>" if first else "")
        + "</w:sectPr>"
    )


class Leaf(NamedTuple):
    """A header or footer of a template."""

    part: str  # header or footer
    kind: str  # first or default
    content: str


def leaves(controls: Controls, wide: bool, first: bool) -> tuple[Leaf, ...]:
    pages = (Leaf("header", "default", header(controls, wide)), Leaf("footer", "default", footer(controls, wide)))
    opening = (Leaf("header", "first", first_header(controls)), Leaf("footer", "first", footer(controls, wide)))
    return opening + pages if first else pages


# ------------------------------------------------------------------ the packages


def theme_part() -> str:
    colours = "".join(f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>' for slot, value in THEME_COLOURS.items())
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{round(width * 12700)}">{fill}<a:prstDash val="solid"/></a:ln>' for width in (0.75, 1.5, 3))
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{NS_A}" name="Neutraali"><a:themeElements><a:clrScheme name="Neutraali">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Neutraali"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="Neutraali"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def settings_part() -> str:
    modern = ("overrideTableStyleFontSizeAndJustification", "enableOpenTypeFeatures", "doNotFlipMirrorIndents", "differentiateMultirowTableHeaders")
    options = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (("compatibilityMode", 15), *((name, 1) for name in modern))
    )
    mapping = " ".join(
        f'w:{name}="{slot}"'
        for name, slot in (
            ("bg1", "light1"), ("t1", "dark1"), ("bg2", "light2"), ("t2", "dark2"), ("accent1", "accent1"), ("accent2", "accent2"),
            ("accent3", "accent3"), ("accent4", "accent4"), ("accent5", "accent5"), ("accent6", "accent6"),
            ("hyperlink", "hyperlink"), ("followedHyperlink", "followedHyperlink"),
        )
    )
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/><w:autoHyphenation w:val="0"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{options}</w:compat><w:themeFontLang w:val="{LANG}"/>'
        f'<w:clrSchemeMapping {mapping}/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def fonts_part() -> str:
    return (
        f'<w:fonts {NAMESPACES}><w:font w:name="{FONT}"><w:altName w:val="{TWIN}"/><w:panose1 w:val="020F0502020204030204"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def core_part(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{NS_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(ORGANISATION)}</dc:creator><cp:lastModifiedBy>{escape(ORGANISATION)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{DATE}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{DATE}</dcterms:modified>'
        f"<dc:language>{LANG}</dc:language></cp:coreProperties>"
    )


def relations(*pairs: tuple[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{n}" Type={quoteattr(kind if ":" in kind else f"{NS_R}/{kind}")} Target={quoteattr(target)}/>'
        for n, (kind, target) in enumerate(pairs, 1)
    )
    return f'<Relationships xmlns="{NS_PACKAGE}/relationships">{entries}</Relationships>'


def content_types(kinds: dict[str, str]) -> str:
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'<Types xmlns="{NS_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def package(title: str, pages: tuple[bool, ...]) -> dict[str, str]:
    """Every part of a template: name to XML, in the order in which they are stored. `pages`: for each section, is it landscape."""
    controls = Controls()
    related = [("theme", "theme/theme1.xml"), *((name, f"{name}.xml") for name in ("styles", "numbering", "settings", "fontTable"))]
    parts: dict[str, tuple[str, str]] = {}
    sections = []
    for wide in pages:
        references = []
        for leaf in leaves(controls, wide, first=not wide):
            name = f"{leaf.part}{sum(leaf.part in part for part in parts) + 1}.xml"
            tag = "hdr" if leaf.part == "header" else "ftr"
            parts[f"word/{name}"] = (f"<w:{tag} {NAMESPACES}>{leaf.content}</w:{tag}>", WORD_TYPE + f"{leaf.part}+xml")
            related.append((leaf.part, name))
            references.append((leaf.part, leaf.kind, f"rId{len(related)}"))
        sections.append(section(wide, tuple(references), first=not wide))
    body = "".join(paragraph("TableEnd", "", page) for page in sections[:-1]) + sections[-1]
    parts = {
        "word/document.xml": (f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>", WORD_TYPE + "document.main+xml"),
        "word/styles.xml": (styles_part(), WORD_TYPE + "styles+xml"),
        "word/numbering.xml": (numbering_part(), WORD_TYPE + "numbering+xml"),
        "word/settings.xml": (settings_part(), WORD_TYPE + "settings+xml"),
        "word/theme/theme1.xml": (theme_part(), OFFICE_TYPE + "theme+xml"),
        "word/fontTable.xml": (fonts_part(), WORD_TYPE + "fontTable+xml"),
        **parts,
        "docProps/core.xml": (core_part(title), "application/vnd.openxmlformats-package.core-properties+xml"),
    }
    rels = {
        "_rels/.rels": relations(("officeDocument", "word/document.xml"), (f"{NS_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")),
        "word/_rels/document.xml.rels": relations(*related),
    }
    types = content_types({name: kind for name, (_, kind) in parts.items()})
    return {"[Content_Types].xml": types, **rels, **{name: content for name, (content, _) in parts.items()}}


TEMPLATES = {  # file: title, sections (is it landscape)
    "handbook.docx": ("Käsikirjan pohja", (False, True)),
    "table.docx": ("Taulukon pohja", (True,)),
}


def make(folder: Path = FOLDER) -> None:
    """Write the templates into a folder."""
    for name, (title, pages) in TEMPLATES.items():
        with zipfile.ZipFile(folder / name, "w") as archive:
            for part, content in package(title, pages).items():
                entry = zipfile.ZipInfo(part, date_time=(1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0
                archive.writestr(entry, (DECLARATION + content).encode("utf-8"))


if __name__ == "__main__":
    make()
