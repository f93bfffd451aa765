"""Text and shapes of the deck as DrawingML: fills and places, levels of text, placeholders and fixed shapes.

The levels of a body placeholder always mean the same: 1 plain paragraph, 2 bullet, 3 numbered item, 4 heading.
"""

from dataclasses import replace

from deck_shapes import ON_DEEP, PAGE, Box, Look, Place, Shape, Type
from parts import NS_R
from pipeline.formats.markup import attribute, escape
from pipeline.formats.theme import COLOURS
from theme import COUNTY, EMU, LANG, NS_A

NS_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
NAMESPACES = f'xmlns:a="{NS_A}" xmlns:p="{NS_P}" xmlns:r="{NS_R}"'
FOOTER_KINDS = ("ftr", "dt", "sldNum")
_DECORATIVE = (  # [MS-ODRAWXML], decorative: a shape that a screen reader passes over
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def emu(points: float) -> int:
    """English Metric Units."""
    return round(points * EMU)


def colour(name: str) -> str:
    """A slot of the theme, its tint, or a colour of its own."""
    slot, _, tint = name.partition(" ")
    if tint:
        return f'<a:schemeClr val="{slot}"><a:lumMod val="10000"/><a:lumOff val="90000"/></a:schemeClr>'
    if slot[:2] in ("tx", "bg") or slot in COLOURS:
        return f'<a:schemeClr val="{slot}"/>'
    return f'<a:srgbClr val="{slot}"/>'


def solid(name: str | None) -> str:
    """A fill; None: no fill."""
    return f"<a:solidFill>{colour(name)}</a:solidFill>" if name else "<a:noFill/>"


def shape_properties(box: Box, look: Look) -> str:
    """Place, geometry, fill and line of a shape."""
    place = f'<a:xfrm><a:off x="{emu(box.x)}" y="{emu(box.y)}"/><a:ext cx="{emu(box.w)}" cy="{emu(box.h)}"/></a:xfrm>'
    guide = "" if look.adjust is None else f'<a:gd name="adj" fmla="val {look.adjust}"/>'
    geometry = f'<a:prstGeom prst="{look.shape}"><a:avLst>{guide}</a:avLst></a:prstGeom>'
    line = "<a:ln><a:noFill/></a:ln>"
    if look.line:
        line = f'<a:ln w="{emu(look.line_width)}" cap="flat">{solid(look.line)}<a:miter lim="800000"/></a:ln>'
    return f"<p:spPr>{place}{geometry}{solid(look.fill)}{line}<a:effectLst/></p:spPr>"


# Levels of text


def text_levels(kind: str, type_: Type) -> str:
    """The levels of a placeholder of this kind: four of a body, one of all else."""
    if kind == "body":
        return body_levels(type_)
    return _level(1, type_, font="mj" if kind in ("title", "ctrTitle") else "mn")


def body_levels(type_: Type) -> str:
    """The four levels: plain paragraph, bullet, numbered item, heading."""
    flush = replace(type_, indent=0)
    head = replace(flush, size=type_.head or type_.size, colour=type_.head_colour, bold=True, line=type_.head_line)
    number_hang = type_.number_hang or max(type_.hang, type_.size * 1.25)
    return (
        _level(1, type_)
        + _level(2, type_, _bullet(type_, '<a:buChar char="•"/>', "Arial"), type_.hang)
        + _level(3, flush, _bullet(type_, '<a:buAutoNum type="arabicPlain"/>', "+mj-lt"), number_hang)
        + _level(4, head)
    )


def plain_levels(type_: Type, first: int = 1) -> str:
    """The levels from `first` to 9, all of them plain."""
    return "".join(_level(number, type_) for number in range(first, 10))


def _level(number: int, type_: Type, bullet: str = "<a:buNone/>", hang: float = 0, font: str = "mn") -> str:
    """One level; `hang` is the room of the bullet, left of the text, and `font` the theme's: mj for titles, mn for all else."""
    return (
        f'<a:lvl{number}pPr marL="{emu(type_.indent + hang)}" indent="{emu(-hang)}" algn="{type_.align}" defTabSz="914400" '
        'rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f'<a:lnSpc><a:spcPct val="{type_.line * 1000}"/></a:lnSpc><a:spcBef><a:spcPts val="{round(type_.gap * 100)}"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="0"/></a:spcAft>{bullet}'
        f'<a:defRPr lang="{LANG}" sz="{round(type_.size * 100)}" b="{int(type_.bold)}" i="0" kern="1200">{solid(type_.colour)}'
        f'<a:latin typeface="+{font}-lt"/><a:ea typeface="+{font}-ea"/><a:cs typeface="+{font}-cs"/></a:defRPr></a:lvl{number}pPr>'
    )


def _bullet(type_: Type, mark: str, font: str) -> str:
    tint = type_.colour if type_.colour in (PAGE, ON_DEEP) else COUNTY
    return f'<a:buClr>{colour(tint)}</a:buClr><a:buFont typeface="{font}"/>{mark}'


# Shapes


def shape_tree(shapes: list[str]) -> str:
    """The shapes of a layout or master, lowest first."""
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>{"".join(shapes)}</p:spTree>'
    )


def placeholder(number: int, place: Place, index: int | None, own_prompt: bool = True) -> str:
    """A placeholder as the shape of this number. `index`: None for the title; `own_prompt`: its prompt replaces the program's own."""
    footer = place.kind in FOOTER_KINDS
    attributes = f'type="{place.kind}"' + (' sz="quarter"' if footer else "")
    attributes += "" if index is None else f' idx="{index}"'
    attributes += ' hasCustomPrompt="1"' if own_prompt and not footer else ""
    text = _number_paragraph() if place.kind == "sldNum" else _paragraph(place.prompt, place.level)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{attribute(place.name)}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {attributes}/></p:nvPr></p:nvSpPr>'
        f"{shape_properties(place.box, place.look)}<p:txBody>{_body_properties(place.anchor, place.insets)}"
        f"<a:lstStyle>{text_levels(place.kind, place.type)}</a:lstStyle>{text}</p:txBody></p:sp>"
    )


def decoration(number: int, shape: Shape) -> str:
    """A fixed shape as the shape of this number."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{attribute(shape.name)}">{_DECORATIVE}</p:cNvPr>'
        f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>{shape_properties(shape.box, shape.look)}'
        f'<p:txBody>{_body_properties("t", (0, 0, 0, 0))}<a:lstStyle/><a:p><a:endParaRPr lang="{LANG}"/></a:p></p:txBody></p:sp>'
    )


def _body_properties(anchor: str, insets: tuple[float, float, float, float]) -> str:
    left, top, right, bottom = (emu(value) for value in insets)
    return (
        f'<a:bodyPr vert="horz" wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" '
        f'rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
    )


def _paragraph(text: str, level: int) -> str:
    properties = f'<a:pPr lvl="{level - 1}"/>' if level > 1 else ""
    return f'<a:p>{properties}<a:r><a:rPr lang="{LANG}"/><a:t>{escape(text)}</a:t></a:r><a:endParaRPr lang="{LANG}"/></a:p>'


def _number_paragraph() -> str:
    return (
        '<a:p><a:fld id="{7B0A5F0E-2C4D-4F63-8E57-1D9C3A6B2F40}" type="slidenum">'
        f'<a:rPr lang="{LANG}"/><a:t>‹#›</a:t></a:fld><a:endParaRPr lang="{LANG}"/></a:p>'
    )
