"""A finished file as its parts, and the colours of its theme. Knows no format; `deck.py`, `word.py` and `workbook.py` build on it."""

import colorsys
import io
import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
DC = "{http://purl.org/dc/elements/1.1/}"
CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_SLOTS = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2", "text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2"}
_SLOTS |= {"hyperlink": "hlink", "followedHyperlink": "folHlink"}


class Package:
    """The parts of a file by name; XML is parsed when asked for."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            self.parts = {name: file.read(name) for name in file.namelist()}
        self._roots: dict[str, ET.Element] = {}

    def xml(self, name: str) -> ET.Element:
        if name not in self._roots:
            self._roots[name] = ET.fromstring(self.parts[name])
        return self._roots[name]

    def names(self, pattern: str) -> list[str]:
        """The parts whose whole name is of that pattern, in order of the numbers in them."""
        found = (name for name in self.parts if re.fullmatch(pattern, name))
        return sorted(found, key=lambda name: [int(number) for number in re.findall(r"\d+", name)])

    def related(self, name: str) -> dict[str, tuple[str, str, bool]]:
        """The relationships of a part by id: kind, target, and is the target outside the file."""
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", base + ".rels")
        if rels not in self.parts:
            return {}
        found = {}
        for row in self.xml(rels):
            outside = row.get("TargetMode") == "External"
            target = row.get("Target", "") if outside else posixpath.normpath(posixpath.join(folder, row.get("Target", "")))
            found[row.get("Id", "")] = (row.get("Type", "").rpartition("/")[2], target, outside)
        return found

    def one_related(self, name: str, kind: str) -> str:
        """The part of that kind that a part relates to."""
        return next(target for found, target, _ in self.related(name).values() if found == kind)

    def theme(self) -> dict[str, str]:
        """RRGGBB by slot of the theme; `tx1`, `text1` and the like are other names of the first four."""
        (name,) = [name for name in self.parts if name.endswith("theme/theme1.xml")]
        slots = {slot.tag.removeprefix(A): slot[0].get("val", "") for slot in next(self.xml(name).iter(f"{A}clrScheme"))}
        return slots | {name: slots[slot] for name, slot in _SLOTS.items()}


def drawn_colour(element: ET.Element | None, theme: dict[str, str]) -> str:
    """RRGGBB of a DrawingML element that holds one colour (a fill, say); empty where it holds none."""
    if element is None:
        return ""
    for child in element:
        if child.tag == f"{A}srgbClr":
            return child.get("val", "")
        if child.tag == f"{A}schemeClr":
            return _shaded(theme[child.get("val", "")], child)
    return ""


def _shaded(colour: str, element: ET.Element) -> str:
    """A theme colour with its luminance changed (ISO/IEC 29500-1, 20.1.2.3: lumMod, then lumOff)."""
    hue, light, strength = colorsys.rgb_to_hls(*(part / 255 for part in bytes.fromhex(colour)))
    for change in element:
        amount = int(change.get("val", "0")) / 100_000
        light = light * amount if change.tag == f"{A}lumMod" else light + amount if change.tag == f"{A}lumOff" else light
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, min(1.0, light), strength))


def contrast(one: str, other: str) -> float:
    """The contrast of two RRGGBB colours, 1–21 (WCAG 2.1, 1.4.3)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in bytes.fromhex(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def enough(text: str, ground: str, size_pt: float, bold: bool) -> bool:
    """Does text stand out from its ground (rule A15)."""
    large = size_pt >= 18 or (size_pt >= 14 and bold)
    return contrast(text, ground) >= (3.0 if large else 4.5)
