"""How a placeholder sets its text: size, face, spacing, indents and bullets of each level, as its layout and all that it inherits say.

Lengths are points. Sources: ISO/IEC 29500-1, 21.1.2 (text), 20.1.10.78 (text rectangles of shapes by presetShapeDefinitions).
"""

from functools import lru_cache
from xml.etree.ElementTree import Element

from msgspec import Struct

from ..palette import Palette
from .colours import Colour, colour_of
from .parts import damaged, share, whole
from .template import LEVELS, TEXT, A, P, Placeholder, below

EMU = 12_700  #: in a point
_INSETS = (("lIns", "91440"), ("tIns", "45720"), ("rIns", "91440"), ("bIns", "45720"))  #: and what they are where nobody says
_BULLETS = ("buNone", "buChar", "buAutoNum", "buBlip")
_COLUMNS = 16  #: of text, at most: 21.1.2.1.1
_TRUE = ("1", "true")
_PROMPTS = (f"{A}rPr", f"{A}endParaRPr")
_ROUND = 1 - 0.5**0.5  #: of a corner's radius, what its text rectangle leaves free


class Level(Struct, frozen=True):
    """How paragraphs of one level are set."""

    size: float
    bold: bool
    italic: bool
    capitals: bool
    face: str  #: the typeface
    line: float  #: share of the face's own line height
    exact: float  #: line height where it is given in points, else 0
    before: float
    after: float
    left: float  #: indent of all lines
    first: float  #: added for the first line; negative where a bullet hangs
    bullet: bool
    numbering: str  #: the kind of its numbers, `arabicPeriod` for example; empty where paragraphs are not numbered
    colour: Colour | None  #: None where nobody says
    stated: bool  #: by what text inherits; False: only the prompt's own text says it, so that whatever is written must say it again


class Area(Struct, frozen=True):
    """The room for text in a placeholder: `width` of a column, `height` of one, and how many there are."""

    width: float
    height: float
    columns: int = 1


def area(place: Placeholder) -> Area:
    """The frame without its insets, and without what its shape cuts off. Raises `ValueError` where nobody says where it stands."""
    if place.frame is None:
        raise ValueError(place.name)
    left, top, right, bottom = (whole(name, place.body(name, default)) / EMU for name, default in _INSETS)
    width, height = place.frame[2] / EMU, place.frame[3] / EMU
    side, above = _cut(place, width, height)
    columns = whole("numCol", place.body("numCol", "1"), 1, _COLUMNS)
    gaps = (columns - 1) * whole("spcCol", place.body("spcCol", "0"), 0) / EMU
    return Area(max(0.0, (width - left - right - 2 * side - gaps) / columns), max(0.0, height - top - bottom - 2 * above), columns)


def _cut(place: Placeholder, width: float, height: float) -> tuple[float, float]:
    """What a rounded shape leaves free of text at each side and above and below; 0 for rectangles and for what has no rule here."""
    geometry = next((g for holder in place.holders if (g := below(holder, f"{P}spPr", f"{A}prstGeom")) is not None), None)
    kind = "rect" if geometry is None else geometry.get("prst", "rect")
    if kind == "ellipse":
        return width * _ROUND / 2, height * _ROUND / 2
    if kind != "roundRect":
        return 0.0, 0.0
    guide = below(geometry, f"{A}avLst", f"{A}gd") if geometry is not None else None
    adjust = whole("fmla", guide.get("fmla", "").removeprefix("val "), 0) if guide is not None else 16_667
    cut = min(width, height) * min(adjust, 50_000) / 100_000 * _ROUND
    return cut, cut


def level(place: Placeholder, number: int, palette: Palette) -> Level:
    """How paragraphs of a level (0-8) of `place` are set; theme typefaces by `palette`."""
    said, parts = _said(place.holders[0], place.holders[1:], place.styles, f"{A}lvl{number + 1}pPr")
    stated = "sz" in said
    if not stated and (prompt := _prompt(place)) is not None:
        said, parts = dict(said), dict(parts)
        _add_run(prompt, said, parts)
    size = whole("sz", said.get("sz", "1800"), 100, 400_000) / 100  # where nobody says: 21.1.2.3.2
    line, exact = _spacing(parts.get("lnSpc"), 1.0, 1.0)
    if line <= 0 and exact <= 0:
        raise damaged("lnSpc")
    return Level(
        size=size,
        bold=said.get("b") in _TRUE,
        italic=said.get("i") in _TRUE,
        capitals=said.get("cap") == "all",
        face=_face(parts["latin"].get("typeface", "") if "latin" in parts else "", place, palette),
        line=line,
        exact=exact,
        before=sum(_spacing(parts.get("spcBef"), 0.0, size * 1.2)),
        after=sum(_spacing(parts.get("spcAft"), 0.0, size * 1.2)),
        left=whole("marL", said.get("marL", "0")) / EMU,
        first=whole("indent", said.get("indent", "0")) / EMU,
        bullet="bu" in parts and not parts["bu"].tag.endswith("}buNone"),
        numbering=parts["bu"].get("type", "") if "bu" in parts and parts["bu"].tag.endswith("}buAutoNum") else "",
        colour=colour_of(parts.get("solidFill")),
        stated=stated,
    )


def _said(own: Element, above: tuple[Element, ...], styles: tuple[Element, ...], name: str) -> tuple[dict[str, str], dict[str, Element]]:
    """What is said of a level, the nearest that says a thing: attributes of paragraphs and of their runs; and by local name what they hold."""
    inherited, held = _inherited(above, styles, name)
    level = below(own, TEXT, LEVELS, name)
    if level is None:
        return inherited, held
    said: dict[str, str] = {}
    parts: dict[str, Element] = {}
    _add(level, said, parts)
    return {**inherited, **said}, {**held, **parts}


@lru_cache
def _inherited(holders: tuple[Element, ...], styles: tuple[Element, ...], name: str) -> tuple[dict[str, str], dict[str, Element]]:
    """What many placeholders share: what the master says and the styles of text; nobody may change it."""
    said: dict[str, str] = {}
    parts: dict[str, Element] = {}
    for level in (*(below(holder, TEXT, LEVELS, name) for holder in holders), *(style.find(name) for style in styles)):
        if level is not None:
            _add(level, said, parts)
    return said, parts


def _add(one: Element, said: dict[str, str], parts: dict[str, Element]) -> None:
    """Add what a list of levels says of one, where nothing nearer says it; a bullet of any kind as `bu`."""
    for name, value in one.attrib.items():
        said.setdefault(name, value)
    for child in one:
        local = child.tag.rpartition("}")[2]
        parts.setdefault("bu" if local in _BULLETS else local, child)
        if local == "defRPr":
            _add_run(child, said, parts)


def _add_run(one: Element, said: dict[str, str], parts: dict[str, Element]) -> None:
    for name, value in one.attrib.items():
        said.setdefault(name, value)
    for inner in one:
        parts.setdefault(inner.tag.rpartition("}")[2], inner)


def _prompt(place: Placeholder) -> Element | None:
    """How the prompt of a placeholder is set, the nearest that says a size: LibreOffice 7.4 saves the looks of a template nowhere else."""
    for holder in place.holders:
        for run in holder.iter():
            if run.tag in _PROMPTS and "sz" in run.attrib:
                return run
    return None


def _spacing(element: Element | None, default: float, of: float) -> tuple[float, float]:
    """A share of `of`, and points; one of them says it, the other is 0. For lines `of` is 1."""
    for said in () if element is None else element:
        value = said.get("val", "0")
        if said.tag.endswith("}spcPts"):
            return 0.0, whole("spcPts", value, 0) / 100
        return share("spcPct", value) * of, 0.0
    return default, 0.0


def _face(typeface: str, place: Placeholder, palette: Palette) -> str:
    if typeface.startswith("+"):
        return palette.major if typeface.startswith("+mj") else palette.minor
    return typeface or (palette.major if place.is_title else palette.minor)
