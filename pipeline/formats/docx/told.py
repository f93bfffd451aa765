"""The parts of a returned Word file as a person calls them, each said into the findings by what its root is.

Parts are known by their roots and not by their names or relationships, so headers, notes and comments that nothing refers to are said as well.
"""

from typing import Callable, Iterator

from lxml import etree

from ..returned import Kind, ReturnedText
from .findings import Findings
from .story import Story
from .wordml import local, said

_MARGINS = {"hdr": "ylätunniste", "ftr": "alatunniste"}
_NOTES: dict[str, tuple[str, Kind, str]] = {  # by root: what refers to its children in the body, their kind, and what a person calls them
    "footnotes": ("footnote", "note", "alaviite"),
    "endnotes": ("endnote", "note", "loppuviite"),
    "comments": ("comment", "comment", "kommentti"),
}
_DRAWINGS = {"dataModel": "SmartArt-kuvio", "chartSpace": "kaavio", "userShapes": "kaavion kuvio"}
ROOTS = (*_MARGINS, *_NOTES, *_DRAWINGS)  #: names of the roots of parts that show text, beside the document
_AUTHOR = 60  #: characters of a name that are shown


def tell(root: etree._Element, found: Findings, story: Callable[[], Story]) -> str:
    """Say a part into the findings, each of its stories by a new `story()`; gives what a person calls the part. The document comes first."""
    kind = local(root.tag)
    if kind in _MARGINS:
        story().read([root], "margin", _MARGINS[kind], each=True)
        return _MARGINS[kind]
    if kind in _NOTES:
        return _tell_notes(root, found, story)
    if kind in _DRAWINGS:
        found.texts += _drawn(root, _DRAWINGS[kind])
        return _DRAWINGS[kind]
    body = story()
    body.gridded = True
    body.read([root], "body", "ennen taulukkoa 1" if root.find(".//{*}tbl") is not None else "leipäteksti", each=True)
    return "asiakirja"


def _tell_notes(root: etree._Element, found: Findings, story: Callable[[], Story]) -> str:
    """Notes or comments, numbered as they stand; lines that separate notes from the page have no number of their own."""
    name, kind, word = _NOTES[local(root.tag)]
    number = 0
    for entry in root:
        number += said(entry, "type") in ("", "normal")
        author = " ".join(said(entry, "author").split())[:_AUTHOR]
        place = found.anchors.get((name, said(entry, "id")), "")
        where = f"{word} {number}" + (f" ({author})" if author else "") + (f", {place}" if place else "")
        story().read([entry], kind, where)
    return word


def _drawn(root: etree._Element, where: str) -> Iterator[ReturnedText]:
    """The texts of a chart or a diagram, a line for each paragraph, series and category."""
    lines: list[str] = []
    for element in root.iter("{*}p", "{*}t", "{*}strCache"):
        name, space = local(element.tag), element.tag.partition("}")[0]
        if name == "strCache":
            lines += (value.text or "" for value in element.iter("{*}v"))
        elif name == "p" or not lines:
            lines.append("")
        if name == "t" and space.endswith(("drawingml/2006/main", "drawingml/main")):
            lines[-1] += element.text or ""
    text = "\n".join(line for line in lines if line.strip())
    if text:
        yield ReturnedText("other", where, text)
