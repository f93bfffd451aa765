"""The colours and fonts that a theme gives (ISO/IEC 29500-1, 20.1.6), and how well two colours stand out from each other.

Reads a theme of anybody's; the neutral look's own colours stand in `theme.py`.
"""

import colorsys
import re
from typing import NamedTuple
from xml.parsers import expat

from .package import PackageError

SLOTS = ("dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")
_PART = "theme"  #: what a problem calls the part
_DRAWING = {"http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main"}
_FIGURES = {"srgbClr": "val", "sysClr": "lastClr"}  #: where a kind of colour holds its figures
_HEX = re.compile("[0-9A-Fa-f]{6}")


class Palette(NamedTuple):
    """A theme's name, its colours by slot and its two Latin typefaces; a typeface that it does not name is empty."""

    name: str
    colours: dict[str, str]  #: six upper-case hexadecimal digits by slot (`SLOTS`); a slot without figures is left out
    major: str
    minor: str


def palette(theme: bytes) -> Palette:
    """What a theme part says. Raises `PackageError` with `xml-damaged` or `xml-dtd`."""
    reading = _Reading()
    try:
        reading.parser.Parse(theme, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # an encoding that nobody knows, or that expat does not
        raise PackageError("xml-damaged", name=_PART, detail=str(error)) from None
    return Palette(reading.name, {slot: reading.colours[slot] for slot in SLOTS if slot in reading.colours}, reading.major, reading.minor)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21: WCAG 2.1, definitions."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def tinted(colour: str, share: float) -> str:
    """A colour with that share of its strength, the rest white: the lightness of HSL changes (ISO/IEC 29500-1, 17.3.2.6)."""
    hue, light, strength = colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light * share + 1 - share, strength))


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1: WCAG 2.1, definitions."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class _Reading:
    """Hears the elements of a theme; `road` holds the names of those that are open. The first of a thing counts: overrides come later."""

    def __init__(self) -> None:
        self.name = self.major = self.minor = ""
        self.colours: dict[str, str] = {}
        self.road: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = self.doctype

    def doctype(self, *_: object) -> None:
        raise PackageError("xml-dtd", name=_PART)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        road = self.road
        road.append(local if space in _DRAWING else "")
        if road == ["theme"]:
            self.name = attributes.get("name", "")
        elif len(road) == 5 and road[:3] == ["theme", "themeElements", "clrScheme"]:
            self._colour(road[3], attributes.get(_FIGURES.get(local, ""), ""))
        elif local == "latin" and road[:3] == ["theme", "themeElements", "fontScheme"]:
            self._typeface(road[3], attributes.get("typeface", ""))

    def end(self, _: str) -> None:
        self.road.pop()

    def _colour(self, slot: str, figures: str) -> None:
        if _HEX.fullmatch(figures):
            self.colours.setdefault(slot, figures.upper())

    def _typeface(self, kind: str, face: str) -> None:
        if kind == "majorFont":
            self.major = self.major or face
        elif kind == "minorFont":
            self.minor = self.minor or face
