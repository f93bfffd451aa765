"""What elements and attributes of WordprocessingML say, for readers of files that anybody may have made (ISO/IEC 29500-1, 17).

Elements are known by their local names, so that both namespaces of the standard, transitional and strict, and any prefix are read alike.
"""

import re
from functools import lru_cache
from typing import Mapping

from lxml import etree

from ..address import PREFIX, bookmark
from ..package import Packed
from ..relations import relations

SPACES = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}  #: elements of a run that stand for a character
PROPERTIES = ("rPr", "pPr", "sdtPr", "tblPr", "trPr", "tcPr")  #: what is below them is no text
_OFF = ("0", "false", "off")


@lru_cache(maxsize=1024)
def local(tag: str) -> str:
    """The name of a tag without its namespace."""
    return tag.rpartition("}")[2]


def at(element: etree._Element, name: str) -> str:
    """The name of an attribute in the namespace of its element."""
    return f"{{{etree.QName(element).namespace}}}{name}"


def said(element: etree._Element, name: str) -> str:
    """An attribute in the namespace of its element; empty where it is not there."""
    return element.get(f"{element.tag.rpartition('}')[0]}}}{name}", "")


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child of a name in any namespace."""
    return next(element.iterchildren(f"{{*}}{name}"), None)


def is_on(element: etree._Element | None) -> bool:
    """Is a property there and not switched off (17.17.4)."""
    return element is not None and said(element, "val") not in _OFF


def control_name(control: etree._Element) -> str:
    """The address that a control's tag stands for; a tag is a block's id, or where that is too long its bookmark. Empty without a tag."""
    for element in control.iterfind("{*}sdtPr/{*}tag"):
        name = said(element, "val")
        return name if name.startswith(PREFIX) else bookmark(name) if name else ""
    return ""


def symbol(code: str) -> str:
    """The character of a `w:sym`: four hexadecimal digits in the font's own coding; empty for what is no character."""
    value = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{4}", code) else 0
    return "" if value < 0x20 or 0x7F <= value < 0xA0 or 0xD800 <= value < 0xE000 or value > 0xFFFD else chr(value)


def joins(paragraph: etree._Element) -> bool:
    """Is the paragraph's mark deleted or moved away, so that the next paragraph goes on with it."""
    properties = child(paragraph, "pPr")
    mark = None if properties is None else child(properties, "rPr")
    return mark is not None and any(local(element.tag) in ("del", "moveFrom") for element in mark)


def main(parts: Mapping[str, Packed]) -> str:
    """The name of the document's part: the one that the package relates to, whatever its program calls it."""
    return next((relation.target for relation in relations(parts) if relation.kind == "officeDocument"), "word/document.xml")
