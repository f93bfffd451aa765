"""The parts of the deck: layouts with their footers, master, notes master, table style and what tells of the presentation."""

from dataclasses import replace

from deck_layouts import FULL_TEXT, TITLE_TYPE
from deck_shapes import DEEP, HALF_X, LEFT, ON_DEEP, PAGE_H, PAGE_W, WIDTH, Box, Layout, Look, Place, Shape, Type
from deck_xml import FOOTER_KINDS, NAMESPACES, body_levels, decoration, emu, placeholder, plain_levels, shape_tree, solid
from pipeline.formats.markup import attribute
from pipeline.formats.theme import HAIRLINE
from theme import NS_A, SOFT

TABLE_STYLE = "{6E0B5B1C-3C41-4E57-9A0F-52D1C7A4B8E2}"
FIRST_ID = 2147483649  # ids of the master and the layouts share one number series
FIRST_INDEX = 20  # of the placeholders of a layout, so that they keep clear of the footers'

OTHER = Type(18)  # of text that is neither a title nor a body
FOOTER_Y, FOOTER_H = 504, 18
# By kind: the hairline's left edge (none: no line), and left edge and width of each footer.
FOOTERS = {
    "full": (LEFT, {"ftr": (LEFT, 420), "dt": (560, 280), "sldNum": (856, 48)}),
    "half": (HALF_X, {"ftr": (LEFT, 344), "dt": (HALF_X, 352), "sldNum": (856, 48)}),
    "deep": (HALF_X, {"ftr": (LEFT, 344), "dt": (HALF_X, 352), "sldNum": (856, 48)}),
    "closing": (None, {"dt": (560, 280), "sldNum": (856, 48)}),
    "none": (None, {}),
}
FOOTER_PARTS = {  # by type: name, index, prompt, type
    "ftr": ("Käsikirja", 11, "Käsikirjan nimi", Type(12, SOFT)),
    "dt": ("Laitos alatunniste", 10, "Laitos", Type(12, SOFT, align="r")),
    "sldNum": ("Sivunumero", 12, "", Type(12, SOFT, bold=True, align="r")),
}

_COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
_WHITE_PAGE = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
PROPERTIES = f"<p:presentationPr {NAMESPACES}/>"
VIEW = (
    f'<p:viewPr {NAMESPACES}><p:normalViewPr><p:restoredLeft sz="15620"/><p:restoredTop sz="80000"/>'
    '</p:normalViewPr><p:gridSpacing cx="50800" cy="50800"/></p:viewPr>'
)


def layout_part(layout: Layout) -> str:
    """Fixed shapes lie below the placeholders; the placeholders stand in reading order."""
    line_x, _ = FOOTERS[layout.footer]
    fixed = [*layout.shapes, Shape("Tunnus", Box(LEFT, 0, 56, 12), Look(layout.mark))]
    if line_x is not None:
        fixed.append(Shape("Alatunnisteen viiva", Box(line_x, 496, LEFT + WIDTH - line_x, 0.75), Look(HAIRLINE)))
    places = [(layout.title, None), *((place, index) for index, place in enumerate(layout.places, FIRST_INDEX)), *_footers(layout.footer)]
    shapes = [decoration(number, shape) for number, shape in enumerate(fixed, 2)]
    shapes += [placeholder(number, place, index, _of_master(place.kind)) for number, (place, index) in enumerate(places, 2 + len(fixed))]
    return (
        f'<p:sldLayout {NAMESPACES} preserve="1" userDrawn="1"><p:cSld name="{attribute(layout.name)}">'
        f"{shape_tree(shapes)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _of_master(kind: str) -> Type:
    """The type of the master's text of a kind."""
    if kind in FOOTER_PARTS:
        return FOOTER_PARTS[kind][3]
    return TITLE_TYPE if kind in ("title", "ctrTitle") else FULL_TEXT


def _footers(footer: str) -> list[tuple[Place, int]]:
    """The footers of a layout and their indexes; on a dark panel the handbook's name takes the panel's colours."""
    found = []
    for kind in FOOTER_KINDS:
        if kind in FOOTERS[footer][1]:
            x, width = FOOTERS[footer][1][kind]
            name, index, prompt, type_ = FOOTER_PARTS[kind]
            dark = kind == "ftr" and footer == "deep"
            look = Look(DEEP) if dark else Look()
            type_ = replace(type_, colour=ON_DEEP) if dark else type_
            found.append((Place(name, prompt, Box(x, FOOTER_Y, width, FOOTER_H), type_, look=look, kind=kind), index))
    return found


def master_part(title: Place, text: Type, layouts: int) -> str:
    """The master, which only feeds the layouts and is seen on no slide; its relationships 1 to `layouts` are the layouts."""
    body = Place("Teksti", "Teksti", Box(LEFT, 96, 704, 388), text)
    places = [(title, None), (body, 1), *_footers("full")]
    own = {"title": title.type, "body": text}  # what the styles of text below say
    shapes = [placeholder(number, place, index, own.get(place.kind, OTHER), False) for number, (place, index) in enumerate(places, 2)]
    ids = "".join(f'<p:sldLayoutId id="{FIRST_ID + number}" r:id="rId{number}"/>' for number in range(1, layouts + 1))
    return (
        f'<p:sldMaster {NAMESPACES} preserve="1"><p:cSld>{_WHITE_PAGE}{shape_tree(shapes)}</p:cSld>{_COLOUR_MAP}'
        f"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles><p:titleStyle>{plain_levels(title.type, last=1, font='mj')}</p:titleStyle>"
        f"<p:bodyStyle>{body_levels(text)}{plain_levels(text, first=5)}</p:bodyStyle>"
        f"<p:otherStyle>{plain_levels(OTHER)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def table_styles_part() -> str:
    """One style: a dark header row, hairlines between rows, the first column bold."""
    line, none = f'<a:ln w="{emu(0.75)}" cmpd="sng">{solid(HAIRLINE)}</a:ln>', "<a:ln><a:noFill/></a:ln>"
    sides = {"left": none, "right": none, "top": none, "bottom": line, "insideH": line, "insideV": none}
    borders = "".join(f"<a:{side}>{value}</a:{side}>" for side, value in sides.items())
    font = '<a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>'
    return (
        f'<a:tblStyleLst xmlns:a="{NS_A}" def="{TABLE_STYLE}"><a:tblStyle styleId="{TABLE_STYLE}" styleName="Käsikirja">'
        f'<a:wholeTbl><a:tcTxStyle>{font}<a:schemeClr val="dk1"/></a:tcTxStyle>'
        f"<a:tcStyle><a:tcBdr>{borders}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
        '<a:firstCol><a:tcTxStyle b="on"/><a:tcStyle><a:tcBdr/></a:tcStyle></a:firstCol>'
        f'<a:firstRow><a:tcTxStyle b="on">{font}<a:schemeClr val="lt1"/></a:tcTxStyle>'
        f'<a:tcStyle><a:tcBdr/><a:fill>{solid("dk2")}</a:fill></a:tcStyle></a:firstRow></a:tblStyle></a:tblStyleLst>'
    )


def presentation_part() -> str:
    """The presentation, without slides; its relationships 1 and 2 are the master and the notes master."""
    return (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1" autoCompressPictures="0">'
        f'<p:sldMasterIdLst><p:sldMasterId id="{FIRST_ID}" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{emu(PAGE_W)}" cy="{emu(PAGE_H)}"/><p:notesSz cx="6858000" cy="9906000"/>'
        f"<p:defaultTextStyle>{plain_levels(Type(18))}</p:defaultTextStyle></p:presentation>"
    )
