"""A second opinion on a returned Word file: how many characters its parts hold, counted without regard to where they stand.

Shares no code with `story.py`, which says each of them where it stands; the two numbers are equal unless something was lost or doubled.
"""

from typing import Mapping

from lxml import etree

_DRAWN = ("http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main")
WRITTEN = ("document", "hdr", "ftr", "footnotes", "endnotes", "comments")  #: roots of parts in WordprocessingML
_ONE = ("{*}sym", "{*}noBreakHyphen", "{*}softHyphen")  #: elements of a run that show one character


def count(roots: Mapping[str, etree._Element]) -> int:
    """Characters other than white space in the parts of a document, deleted and hidden ones too. Takes the second and later alternatives out of the roots."""
    return sum(_written(root) if etree.QName(root).localname in WRITTEN else _drawn(root) for root in roots.values())


def _written(root: etree._Element) -> int:
    for alternatives in list(root.iter("{*}AlternateContent")):
        for other in list(alternatives)[1:]:
            alternatives.remove(other)
    texts = sum(_solid("".join(element.itertext())) for element in root.iter("{*}t", "{*}delText"))
    signs = sum(1 for _ in root.iter(*_ONE))
    return texts + signs + sum(_solid(element.get("string", "")) for element in root.iter("{*}textpath"))


def _drawn(root: etree._Element) -> int:
    """Of a chart or a diagram: its texts and the names of its series and categories."""
    texts = sum(_solid(element.text) for space in _DRAWN for element in root.iter(f"{{{space}}}t"))
    return texts + sum(_solid(element.text) for cache in root.iter("{*}strCache") for element in cache.iter("{*}v"))


def _solid(text: str | None) -> int:
    return sum(not sign.isspace() for sign in text or "")
