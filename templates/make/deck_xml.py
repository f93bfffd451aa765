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


def shape_properties(box: Box, look: Look, inherits: bool = False) -> str:
    """Place, geometry, fill and line of a shape; only its place where it `inherits` and looks like the master's."""
    place = f'<a:xfrm><a:off x="{emu(box.x)}" y="{emu(box.y)}"/><a:ext cx="{emu(box.w)}" cy="{emu(box.h)}"/></a:xfrm>'
    if inherits and look == Look():
        return f"<p:spPr>{place}</p:spPr>"
    guide = "" if look.adjust is None else f'<a:gd name="adj" fmla="val {look.adjust}"/>'
    geometry = f'<a:prstGeom prst="{look.shape}"><a:avLst>{guide}</a:avLst></a:prstGeom>'
    line = "<a:ln><a:noFill/></a:ln>"
    if look.line:
        line = f'<a:ln w="{emu(look.line_width)}" cap="flat">{solid(look.line)}<a:miter lim="800000"/></a:ln>'
    return f"<p:spPr>{place}{geometry}{solid(look.fill)}{line}<a:effectLst/></p:spPr>"


# Levels of text: the master says everything, a layout only what is not as in the master


def text_levels(kind: str, type_: Type, master: Type) -> str:
    """What a layout's placeholder of this kind says of its levels, four of a body, one of all else, where the master's text is of type `master`."""
    own, inherited = (_body_levels(t) if kind == "body" else {1: _level(t)} for t in (type_, master))
    return "".join(_written(number, level, inherited[number]) for number, level in own.items())


def body_levels(type_: Type, font: str = "mn") -> str:
    """The master's four levels: plain paragraph, bullet, numbered item, heading."""
    return "".join(_written(number, level, {}, font) for number, level in _body_levels(type_).items())


def plain_levels(type_: Type, first: int = 1, last: int = 9, font: str = "mn") -> str:
    """The master's levels from `first` to `last`, all of them plain; `font` is the theme's: mj for titles, mn for all else."""
    return "".join(_written(number, _level(type_), {}, font) for number in range(first, last + 1))


def _body_levels(type_: Type) -> dict[int, dict[str, str]]:
    flush = replace(type_, indent=0)
    head = replace(flush, size=type_.head or type_.size, colour=type_.head_colour, bold=True, line=type_.head_line)
    number_hang = type_.number_hang or max(type_.hang, type_.size * 1.25)
    return {
        1: _level(type_),
        2: _level(type_, _bullet(type_, '<a:buChar char="•"/>', "Arial"), type_.hang),
        3: _level(flush, _bullet(type_, '<a:buAutoNum type="arabicPlain"/>', "+mj-lt"), number_hang),
        4: _level(head),
    }


def _level(type_: Type, bullet: str = "<a:buNone/>", hang: float = 0) -> dict[str, str]:
    """What is said of a level, piece by piece; `hang` is the room of the bullet, left of the text."""
    return {
        "marL": f' marL="{emu(type_.indent + hang)}"',
        "indent": f' indent="{emu(-hang)}"',
        "algn": f' algn="{type_.align}"',
        "lnSpc": f'<a:lnSpc><a:spcPct val="{type_.line * 1000}"/></a:lnSpc>',
        "spcBef": f'<a:spcBef><a:spcPts val="{round(type_.gap * 100)}"/></a:spcBef>',
        "bullet": bullet,
        "sz": f' sz="{round(type_.size * 100)}"',
        "b": f' b="{int(type_.bold)}"',
        "fill": solid(type_.colour),
    }


def _written(number: int, level: dict[str, str], inherited: dict[str, str], font: str = "") -> str:
    """A level as XML without what is inherited as it is; with `font` it says everything, as the master must."""
    said = {name: "" if inherited.get(name) == piece else piece for name, piece in level.items()}
    whole = ' defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"' if font else ""
    after = '<a:spcAft><a:spcPts val="0"/></a:spcAft>' if font else ""
    language, kerned = (f' lang="{LANG}"', ' i="0" kern="1200"') if font else ("", "")
    faces = f'<a:latin typeface="+{font}-lt"/><a:ea typeface="+{font}-ea"/><a:cs typeface="+{font}-cs"/>' if font else ""
    run = f'{language}{said["sz"]}{said["b"]}{kerned}>{said["fill"]}{faces}'
    runs = f"<a:defRPr{run}</a:defRPr>" if run != ">" else ""
    inside = f'{said["lnSpc"]}{said["spcBef"]}{after}{said["bullet"]}{runs}'
    attributes = f'{said["marL"]}{said["indent"]}{said["algn"]}{whole}'
    return f"<a:lvl{number}pPr{attributes}>{inside}</a:lvl{number}pPr>" if inside or attributes else ""


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


def placeholder(number: int, place: Place, index: int | None, inherited: Type, in_layout: bool = True) -> str:
    """A placeholder as the shape of this number. `index`: None for the title; `inherited`: the type that its text has if it says nothing.

    In a layout its prompt replaces the program's own, and its shape says nothing that the master's says.
    """
    footer = place.kind in FOOTER_KINDS
    attributes = f'type="{place.kind}"' + (' sz="quarter"' if footer else "")
    attributes += "" if index is None else f' idx="{index}"'
    attributes += ' hasCustomPrompt="1"' if in_layout and not footer else ""
    said = text_levels(place.kind, place.type, inherited)
    levels = f"<a:lstStyle>{said}</a:lstStyle>" if said else "<a:lstStyle/>"
    text = _number_paragraph() if place.kind == "sldNum" else _paragraph(place.prompt, place.level)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{attribute(place.name)}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {attributes}/></p:nvPr></p:nvSpPr>'
        f"{shape_properties(place.box, place.look, in_layout)}<p:txBody>{_body_properties(place.anchor, place.insets)}"
        f"{levels}{text}</p:txBody></p:sp>"
    )


def decoration(number: int, shape: Shape) -> str:
    """A fixed shape as the shape of this number."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{attribute(shape.name)}">{_DECORATIVE}</p:cNvPr>'
        f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>{shape_properties(shape.box, shape.look)}</p:sp>'
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
