"""A Word file as it is seen and heard: its paragraphs in order, each run with the size, colour and ground that it inherits from its styles.

Inheritance (ISO/IEC 29500-1, 17.7): run, character style, paragraph style and what it is based on, the document's defaults.
"""

import xml.etree.ElementTree as ET
from typing import Iterator, NamedTuple

from .package import R, W, Package

VAL = f"{W}val"
_SIGNS = {f"{W}noBreakHyphen": "-", f"{W}br": "\n", f"{W}tab": "\t"}


class Said(NamedTuple):
    """A run of text as it is seen."""

    text: str
    size_pt: float
    bold: bool
    colour: str
    ground: str


class Line(NamedTuple):
    """A paragraph. `level` is that of the outline, from 1; 0: none. `table` is the innermost table that it stands in."""

    element: ET.Element
    style: str
    level: int
    runs: tuple[Said, ...]
    table: ET.Element | None

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class Link(NamedTuple):
    """A link: its words, its address outside or the bookmark it leads to."""

    text: str
    address: str
    anchor: str


class Word:
    """The body of a Word file, and its styles."""

    def __init__(self, package: Package) -> None:
        self.package, self.theme = package, package.theme()
        self.body = package.xml("word/document.xml").find(f"{W}body")
        self.styles = {style.get(f"{W}styleId", ""): style for style in package.xml("word/styles.xml").iter(f"{W}style")}
        self.default = package.xml("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._parents = {child: parent for parent in self.body.iter() for child in parent}
        self.lines = [self._line(p) for p in self.body.iter(f"{W}p")]
        self.tables = list(self.body.iter(f"{W}tbl"))

    def links(self) -> Iterator[Link]:
        related = self.package.related("word/document.xml")
        for link in self.body.iter(f"{W}hyperlink"):
            address = related[link.get(f"{R}id", "")][1] if link.get(f"{R}id") else ""
            yield Link("".join(t.text or "" for t in link.iter(f"{W}t")), address, link.get(f"{W}anchor", ""))

    def margins(self) -> Iterator[tuple[str, list[str]]]:
        """Each header and footer that a page has, with the words of its content controls."""
        related = self.package.related("word/document.xml")
        used = [related[reference.get(f"{R}id", "")][1] for tag in ("headerReference", "footerReference") for reference in self.body.iter(f"{W}{tag}")]
        for name in dict.fromkeys(used):
            controls = self.package.xml(name).iter(f"{W}sdt")
            yield name, ["".join(t.text or "" for t in control.iter(f"{W}t")) for control in controls if control.find(f".//{W}tag").get(VAL) != "key"]

    def chain(self, style: str) -> list[ET.Element]:
        """A style and what it is based on, itself first."""
        found = []
        while style in self.styles:
            found.append(self.styles[style])
            base = self.styles[style].find(f"{W}basedOn")
            style = base.get(VAL, "") if base is not None else ""
        return found

    def _line(self, paragraph: ET.Element) -> Line:
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        style = named.get(VAL, "") if named is not None else "Normal"
        chain = self.chain(style)
        outline = next((found for one in chain if (found := one.find(f"{W}pPr/{W}outlineLvl")) is not None), None)
        table = next((parent for parent in self._outwards(paragraph) if parent.tag == f"{W}tbl"), None)
        ground = self._ground(paragraph, chain)
        runs = tuple(self._said(run, chain, ground) for run in paragraph.iter(f"{W}r"))
        return Line(paragraph, style, int(outline.get(VAL)) + 1 if outline is not None else 0, tuple(run for run in runs if run.text), table)

    def _outwards(self, element: ET.Element) -> Iterator[ET.Element]:
        while element in self._parents:
            element = self._parents[element]
            yield element

    def _ground(self, paragraph: ET.Element, chain: list[ET.Element]) -> str:
        """The shading of the paragraph's styles, else of its cell, else of the head of its table, else the page."""
        for style in chain:
            if shade := self._shade(style.find(f"{W}pPr/{W}shd")):
                return shade
        for parent in self._outwards(paragraph):
            if parent.tag == f"{W}tc" and (shade := self._shade(parent.find(f"{W}tcPr/{W}shd"))):
                return shade
            if parent.tag == f"{W}tr" and parent.find(f"{W}trPr/{W}tblHeader") is not None:
                return self._head(self._parents[parent]) or self.theme["lt1"]
        return self.theme["lt1"]

    def _head(self, table: ET.Element) -> str:
        for style in self.chain(table.find(f"{W}tblPr/{W}tblStyle").get(VAL, "")):
            for part in style.iter(f"{W}tblStylePr"):
                if part.get(f"{W}type") == "firstRow":
                    return self._shade(part.find(f"{W}tcPr/{W}shd"))
        return ""

    def _shade(self, element: ET.Element | None) -> str:
        """A tint of the theme is taken from the figures beside it."""
        if element is None:
            return ""
        slot = element.get(f"{W}themeFill", "")
        return self.theme[slot] if slot and not element.get(f"{W}themeFillTint") else element.get(f"{W}fill", "")

    def _said(self, run: ET.Element, chain: list[ET.Element], ground: str) -> Said:
        named = run.find(f"{W}rPr/{W}rStyle")
        styles = (self.chain(named.get(VAL, "")) if named is not None else []) + chain
        properties = [found for one in (run, *styles) if (found := one.find(f"{W}rPr")) is not None] + [self.default]
        size, colour, bold = (next((found for rpr in properties if (found := rpr.find(f"{W}{name}")) is not None), None) for name in ("sz", "color", "b"))
        shade = next((shade for rpr in properties if (shade := self._shade(rpr.find(f"{W}shd")))), "")
        text = "".join(_SIGNS.get(child.tag, child.text or "") for child in run if child.tag == f"{W}t" or child.tag in _SIGNS)
        heavy = bold is not None and bold.get(VAL) not in ("0", "false")
        return Said(text, int(size.get(VAL)) / 2, heavy, self._ink(colour), shade or ground)

    def _ink(self, colour: ET.Element | None) -> str:
        if colour is None:
            return self.theme["dk1"]
        return self.theme.get(colour.get(f"{W}themeColor", ""), colour.get(VAL, ""))


def cells(row: ET.Element) -> list[ET.Element]:
    """The cells of a row, those in content controls too."""
    return list(row.iter(f"{W}tc"))
