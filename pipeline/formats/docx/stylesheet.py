"""The styles of a Word file with what they inherit (ISO/IEC 29500-1, 17.7): a style, what it is based on, the document's defaults.

Styles are known by their name, which is the same in every language of Word for the built-in ones; ids are localised (`Otsikko1` is `heading 1`).
"""

import re
from typing import Iterator

import msgspec
from lxml import etree

from ..palette import Palette, contrast
from .brand import VAL, W, Brand, twips
from .order import value

_SLOTS = {"text1": "dk1", "dark1": "dk1", "background1": "lt1", "light1": "lt1", "text2": "dk2", "dark2": "dk2", "background2": "lt2", "light2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink"}  # fmt: skip
_HEX = re.compile("[0-9A-Fa-f]{6}")
_OFF = ("0", "false", "off", "none")
_DEFAULT_PT = 10.0  #: of a file that says no size anywhere: ISO/IEC 29500-1, 17.3.2.38
_DEFAULTS = {"paragraph": "Normal", "character": "Default Paragraph Font", "table": "Normal Table"}  #: names of default styles, where no style says that it is one
_CELL_TWIPS = 115  #: left and right of a cell where no style says: ISO/IEC 29500-1, 17.4.34
_TWIPS_IN_CM = 1440 / 2.54
WHITE, BLACK = "FFFFFF", "000000"


class Style(msgspec.Struct, frozen=True):
    """A style with what it inherits. Character and table styles say only what they set themselves: else `size_pt` is 0 and texts are empty."""

    id: str
    name: str
    type: str  #: paragraph, character, table or numbering
    based_on: str  #: an id; empty: on nothing
    default: bool  #: what text without a style takes
    custom: bool  #: made by the house and not by the program
    used: bool  #: a table style that a table of the body wears
    font: str
    size_pt: float
    bold: bool
    colour: str  #: six hexadecimal digits
    ground: str  #: the shading behind the text, white where there is none; of a table style that of its header row
    contrast: float  #: of colour and ground, 0 where the style has no colour
    level: int  #: of the outline from 1; 0: none
    list: str  #: `bullet` or `number` where the style itself makes list items; else empty
    indent: int  #: at the left, in twentieths of a point
    header_row: bool  #: a table style that shows a header row


class StyleSheet:
    """All styles of a file by id, in its order."""

    def __init__(self, brand: Brand) -> None:
        self.theme = brand.theme
        self.elements = {style.get(f"{W}styleId", ""): style for style in brand.styles.iterfind(f"{W}style")}
        self.defaults = {kind: brand.styles.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}") for kind in ("rPr", "pPr")}
        self.formats = _formats(brand.numbering)
        self.used = {style.get(VAL, "") for style in brand.document.iter(f"{W}tblStyle")}
        self.styles = {id: self._style(id, element) for id, element in self.elements.items()}

    def default(self, type: str) -> str:
        """The id of a type's default style; empty where there is none."""
        named = [style for style in self.styles.values() if style.type == type and (style.default or style.name == _DEFAULTS.get(type))]
        return max(named, key=lambda style: style.default).id if named else ""

    def named(self, name: str) -> Style | None:
        """The style of that name, whatever its case."""
        return next((style for style in self.styles.values() if style.name.casefold() == name.casefold()), None)

    def chain(self, id: str) -> list[etree._Element]:
        """A style and what it is based on, itself first; a circle ends where it began."""
        found: dict[str, etree._Element] = {}
        while id in self.elements and id not in found:
            found[id] = self.elements[id]
            id = value(self.elements[id], "basedOn")
        return list(found.values())

    def inset_cm(self, id: str) -> float:
        """What a table style leaves free at the left and right of a cell, in cm: the greater of both; Word's own where it says nothing."""
        sides = [self._first(self.chain(id), f"tblPr/tblCellMar/{side}", False) for side in ("left", "right")]
        widths = [twips(side, "w") for side in sides if side is not None]
        return round(max(widths, default=_CELL_TWIPS) / _TWIPS_IN_CM, 2)

    def _style(self, id: str, element: etree._Element) -> Style:
        type = element.get(f"{W}type", "paragraph")
        chain = self.chain(id)
        inherits = type == "paragraph"
        colour, ground = self._colour(chain, inherits), self._ground(chain, type)
        level = self._first(chain, "pPr/outlineLvl")
        return Style(
            id=id,
            name=value(element, "name"),
            type=type,
            based_on=value(element, "basedOn"),
            default=element.get(f"{W}default", "0") not in _OFF,
            custom=element.get(f"{W}customStyle", "0") not in _OFF,
            used=id in self.used,
            font=self._font(chain, inherits),
            size_pt=self._size(chain, inherits),
            bold=is_on(self._first(chain, "rPr/b", inherits)),
            colour=colour,
            ground=ground,
            contrast=round(contrast(colour, ground), 1) if colour else 0.0,
            level=_number(level) + 1 if level is not None and 0 <= _number(level) < 9 else 0,
            list=self._list(element),
            indent=self._indent(chain),
            header_row=any(True for one in chain for part in one.iterfind(f"{W}tblStylePr") if part.get(f"{W}type") == "firstRow"),
        )

    def _first(self, chain: list[etree._Element], path: str, inherits: bool = True) -> etree._Element | None:
        """The first element at a path of the styles; last of the document's defaults."""
        kind, _, rest = path.partition("/")
        steps = "/".join(f"{W}{step}" for step in path.split("/"))
        found = next((one for style in chain if (one := style.find(steps)) is not None), None)
        default = self.defaults.get(kind)
        return default.find(f"{W}{rest}") if found is None and inherits and default is not None else found

    def _size(self, chain: list[etree._Element], inherits: bool) -> float:
        size = self._first(chain, "rPr/sz", inherits)
        return _number(size) / 2 if size is not None else _DEFAULT_PT if inherits else 0.0

    def _font(self, chain: list[etree._Element], inherits: bool) -> str:
        fonts = self._first(chain, "rPr/rFonts", inherits)
        if fonts is None:
            return ""
        themed = fonts.get(f"{W}asciiTheme", "")
        if themed and self.theme is not None:
            return self.theme.major if themed.startswith("major") else self.theme.minor
        return fonts.get(f"{W}ascii", "")

    def _colour(self, chain: list[etree._Element], inherits: bool) -> str:
        found = self._first(chain, "rPr/color", inherits)
        return resolved(found, "themeColor", "val", self.theme) or (BLACK if inherits else "")

    def _ground(self, chain: list[etree._Element], type: str) -> str:
        if type == "table":
            heads = (part.find(f"{W}tcPr/{W}shd") for one in chain for part in one.iterfind(f"{W}tblStylePr") if part.get(f"{W}type") == "firstRow")
            shade = next((found for found in heads if found is not None), None)
        else:
            shade = self._first(chain, "rPr/shd" if type == "character" else "pPr/shd", False)
        return resolved(shade, "themeFill", "fill", self.theme) or WHITE

    def _indent(self, chain: list[etree._Element]) -> int:
        found = self._first(chain, "pPr/ind")
        return twips(found, "left") or twips(found, "start")

    def _list(self, element: etree._Element) -> str:
        number, level = (element.find(f"{W}pPr/{W}numPr/{W}{name}") for name in ("numId", "ilvl"))
        if number is None:
            return ""
        return self.formats.get((number.get(VAL, ""), level.get(VAL, "0") if level is not None else "0"), "")


def resolved(element: etree._Element | None, slot: str, figures: str, theme: Palette | None) -> str:
    """The colour that an element gives, from the theme or by its figures; a tint of the theme by the figures beside it. Empty: none, or `auto`."""
    if element is None:
        return ""
    themed = element.get(f"{W}{slot}", "")
    tinted = any(element.get(f"{W}{slot.removesuffix('Color')}{change}") for change in ("Tint", "Shade"))
    if themed and theme is not None and not tinted and _SLOTS.get(themed, themed) in theme.colours:
        return theme.colours[_SLOTS.get(themed, themed)]
    said = element.get(f"{W}{figures}", "")
    return said.upper() if _HEX.fullmatch(said) else ""


def on_ground(style: Style, ground: str) -> Style:
    """The style as it is seen on another ground."""
    return msgspec.structs.replace(style, ground=ground, contrast=round(contrast(style.colour, ground), 1))


def slot(themed: str) -> str:
    """The slot of the theme that Word's name for it means: `text2` is dk2."""
    return _SLOTS.get(themed, themed)


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as `w:b` is there and on."""
    return element is not None and element.get(VAL, "1") not in _OFF


def _formats(numbering: etree._Element | None) -> dict[tuple[str, str], str]:
    """`bullet` or `number` by list and level."""
    return {} if numbering is None else dict(_levels(numbering))


def _levels(numbering: etree._Element) -> Iterator[tuple[tuple[str, str], str]]:
    definitions = {one.get(f"{W}abstractNumId", ""): one for one in numbering.iterfind(f"{W}abstractNum")}
    for use in numbering.iterfind(f"{W}num"):
        definition = definitions.get(value(use, "abstractNumId"))
        for level in definition.iterfind(f"{W}lvl") if definition is not None else ():
            kind = value(level, "numFmt")
            if kind and kind != "none":
                yield (use.get(f"{W}numId", ""), level.get(f"{W}ilvl", "0")), "bullet" if kind == "bullet" else "number"


def _number(element: etree._Element) -> int:
    said = element.get(VAL, "")
    return int(said) if re.fullmatch(r"-?\d{1,6}", said) else 0
