"""Colours of a template: what a fill says, and the figures that a master's map and theme make of it (ISO/IEC 29500-1, 20.1.2.3 and 19.3.1.6)."""

import colorsys
import re
from typing import Mapping
from xml.etree.ElementTree import Element

from msgspec import Struct

from ..palette import Palette
from .parts import share

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FIGURES = re.compile("[0-9A-Fa-f]{6}")
_CHANGES = (("lumMod", 1.0), ("lumOff", 0.0))  #: and what they are where nobody says


class Colour(Struct, frozen=True):
    """A colour as it is said: a slot of the theme or six hexadecimal digits, and what its lightness is multiplied by and raised by (shares)."""

    value: str
    times: float = 1.0
    more: float = 0.0

    @property
    def is_figures(self) -> bool:
        """Whether it is said in figures and not as a slot."""
        return _FIGURES.fullmatch(self.value) is not None


def colour_of(fill: Element | None) -> Colour | None:
    """The colour of a solid fill; None for no fill, for fills of other kinds, and for a system's colour without figures. Raises `PackageError`."""
    said = None if fill is None else next(iter(fill), None)
    if said is None or not said.tag.endswith(("}schemeClr", "}srgbClr", "}sysClr")):
        return None
    times, more = (share(name, found.get("val", "")) if (found := said.find(f"{_A}{name}")) is not None else plain for name, plain in _CHANGES)
    value = said.get("lastClr" if said.tag.endswith("}sysClr") else "val", "")
    return Colour(value, times, more) if value else None


def figures(colour: Colour, colour_map: Mapping[str, str], palette: Palette) -> str:
    """Six hexadecimal digits; empty for a slot that the theme does not have."""
    slot = colour_map.get(colour.value, colour.value)
    plain = palette.colours.get(slot, colour.value if colour.is_figures else "")
    if not plain or colour.times == 1.0 and not colour.more:
        return plain.upper()
    hue, light, full = colorsys.rgb_to_hls(*(int(plain[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    changed = colorsys.hls_to_rgb(hue, min(1.0, light * colour.times + colour.more), full)
    return "".join(f"{round(part * 255):02X}" for part in changed)
