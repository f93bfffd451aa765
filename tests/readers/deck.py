"""A deck as it is seen and heard: its slides in order, their shapes in reading order, each run with the size and colour that it inherits.

Inheritance of text properties (ISO/IEC 29500-1, 19.3): run, the shape's list style, the layout's placeholder, the master's, the master's text styles.
"""

import xml.etree.ElementTree as ET
from itertools import groupby
from typing import Iterator, NamedTuple

from .package import A, DECORATIVE, P, R, Package, drawn_colour

_STYLES = {"title": "titleStyle", "ctrTitle": "titleStyle", "body": "bodyStyle", "": "bodyStyle"}


class Frame(NamedTuple):
    """A rectangle on the slide, in EMU."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    def holds(self, other: "Frame") -> bool:
        """Does it hold the middle of the other."""
        x, y = other.x + other.width // 2, other.y + other.height // 2
        return self.x <= x <= self.right and self.y <= y <= self.bottom


class Said(NamedTuple):
    """A run of text as it is seen. `link` is the id of its relationship."""

    text: str
    size_pt: float
    bold: bool
    colour: str
    ground: str
    link: str
    language: str


class Shape(NamedTuple):
    """A shape of a slide; `kind` is its placeholder's (`title`, `body`, `tbl`, `sldNum`, …), empty for a shape that is none."""

    element: ET.Element
    name: str
    kind: str
    placeholder: str
    frame: Frame
    paragraphs: tuple[tuple[Said, ...], ...]

    @property
    def table(self) -> ET.Element | None:
        return next(self.element.iter(f"{A}tbl"), None)

    @property
    def text(self) -> str:
        return "\n".join(words(paragraph) for paragraph in self.paragraphs)


def words(paragraph: tuple[Said, ...]) -> str:
    return "".join(run.text for run in paragraph)


class Slide:
    """A slide with its shapes in reading order."""

    def __init__(self, package: Package, name: str) -> None:
        self.package, self.name, self.root = package, name, package.xml(name)
        self.layout = package.xml(package.one_related(name, "slideLayout"))
        master = package.one_related(package.one_related(name, "slideLayout"), "slideMaster")
        self.master, self.theme = package.xml(master), package.theme()
        self.presentation = package.xml("ppt/presentation.xml")
        self.shapes = [self._shape(element) for element in self.root.find(f"{P}cSld/{P}spTree") if element.tag in (f"{P}sp", f"{P}graphicFrame", f"{P}pic")]

    @property
    def title(self) -> str:
        return next((shape.text for shape in self.shapes if shape.kind in ("title", "ctrTitle")), "")

    def runs(self) -> Iterator[tuple[Shape, Said]]:
        return ((shape, run) for shape in self.shapes for paragraph in shape.paragraphs for run in paragraph if run.text.strip())

    def links(self) -> Iterator[tuple[str, str]]:
        """The words of each link and the id of its relationship; neighbouring runs that lead to one place are one link."""
        for shape in self.shapes:
            for paragraph in shape.paragraphs:
                for link, runs in groupby(paragraph, lambda run: run.link):
                    if link:
                        yield words(tuple(runs)), link

    def _shape(self, element: ET.Element) -> Shape:
        ph = next(element.iter(f"{P}ph"), None)
        kind = "" if ph is None else ph.get("type", "body")
        above = [element, *self._above(ph)]
        frame = next((found for found in map(_frame, above) if found), Frame(0, 0, 0, 0))
        placeholder = above[1].find(f".//{P}cNvPr").get("name", "") if len(above) > 1 else ""
        if (table := next(element.iter(f"{A}tbl"), None)) is not None:
            paragraphs = tuple(self._cells(table))
        else:
            paragraphs = tuple(self._said(p, self._levels(p, above, kind), self._ground(above, frame)) for p in element.iter(f"{A}p"))
        return Shape(element, element.find(f".//{P}cNvPr").get("name", ""), kind, placeholder, frame, paragraphs)

    def _above(self, ph: ET.Element | None) -> list[ET.Element]:
        """The placeholder of the layout, by index, and that of the master, by kind."""
        if ph is None:
            return []
        found = [shape for shape in self.layout.iter(f"{P}sp") if (p := shape.find(f".//{P}ph")) is not None and _same(p, ph)]
        kind = "title" if ph.get("type") == "ctrTitle" else ph.get("type", "body")
        found += [shape for shape in self.master.iter(f"{P}sp") if (p := shape.find(f".//{P}ph")) is not None and p.get("type", "body") == kind]
        return found

    def _levels(self, paragraph: ET.Element, above: list[ET.Element], kind: str) -> list[ET.Element]:
        """The default run properties that a paragraph inherits, the nearest first."""
        properties = paragraph.find(f"{A}pPr")
        level = f"{A}lvl{int(properties.get('lvl', 0) if properties is not None else 0) + 1}pPr/{A}defRPr"
        lists = [shape.find(f"{P}txBody/{A}lstStyle") for shape in above]
        lists.append(self.master.find(f"{P}txStyles/{P}{_STYLES.get(kind, 'otherStyle')}"))
        lists.append(self.presentation.find(f"{P}defaultTextStyle"))
        return [found for style in lists if style is not None and (found := style.find(level)) is not None]

    def _ground(self, above: list[ET.Element], frame: Frame) -> str:
        """What text stands on: its shape's fill, else the topmost filled shape of the layout below it, else the background."""
        for shape in above:
            if colour := _fill(shape, self.theme):
                return colour
        ground = drawn_colour(self.master.find(f"{P}cSld/{P}bg/{P}bgPr/{A}solidFill"), self.theme)
        for shape in self.layout.iter(f"{P}sp"):
            if shape.find(f".//{P}ph") is None and (own := _frame(shape)) and own.holds(frame):
                ground = _fill(shape, self.theme) or ground
        return ground

    def _said(self, paragraph: ET.Element, levels: list[ET.Element], ground: str, colour: str = "", bold: bool = False) -> tuple[Said, ...]:
        said = []
        for run in paragraph:
            if run.tag not in (f"{A}r", f"{A}fld"):
                continue
            own = run.find(f"{A}rPr")
            chain = [own, *levels] if own is not None else levels
            link = run.find(f"{A}rPr/{A}hlinkClick")
            ink = next((found for rpr in chain[: 1 if colour else None] if (found := drawn_colour(rpr.find(f"{A}solidFill"), self.theme))), colour)
            if link is not None and link.find(".//{*}hlinkClr") is None:
                ink = self.theme["hlink"]
            size = next((int(rpr.get("sz")) / 100 for rpr in chain if rpr.get("sz")), 18.0)
            heavy = next((rpr.get("b") in ("1", "true") for rpr in chain if rpr.get("b")), bold)
            text = "".join(t.text or "" for t in run.iter(f"{A}t"))
            language = own.get("lang", "") if own is not None else ""
            said.append(Said(text, size, heavy, ink, ground, link.get(f"{R}id", "") if link is not None else "", language))
        return tuple(said)

    def _cells(self, table: ET.Element) -> Iterator[tuple[Said, ...]]:
        """The paragraphs of a table's cells, with what its style says of its first row."""
        styles = self.package.xml("ppt/tableStyles.xml")
        wanted = table.find(f"{A}tblPr/{A}tableStyleId").text
        (style,) = [one for one in styles if one.get("styleId") == wanted]
        white = self.theme["bg1"]
        for number, row in enumerate(table.iter(f"{A}tr")):
            part = style.find(f"{A}firstRow" if number == 0 and table.find(f"{A}tblPr").get("firstRow") == "1" else f"{A}wholeTbl")
            colour = drawn_colour(part.find(f"{A}tcTxStyle"), self.theme)
            ground = drawn_colour(part.find(f"{A}tcStyle/{A}fill/{A}solidFill"), self.theme) or white
            for cell in row.iter(f"{A}tc"):
                own = drawn_colour(cell.find(f"{A}tcPr/{A}solidFill"), self.theme)
                for paragraph in cell.iter(f"{A}p"):
                    yield self._said(paragraph, [], own or ground, colour, number == 0)


def slides(package: Package) -> list[Slide]:
    """The slides in the order of the presentation's own list."""
    related = package.related("ppt/presentation.xml")
    listed = package.xml("ppt/presentation.xml").iter(f"{P}sldId")
    return [Slide(package, related[entry.get(f"{R}id", "")][1]) for entry in listed]


def is_decorative(shape: ET.Element) -> bool:
    """Is the shape marked so that screen readers pass it by."""
    return any(mark.get("val") == "1" for mark in shape.iter(DECORATIVE))


def _same(one: ET.Element, other: ET.Element) -> bool:
    if "idx" in one.attrib or "idx" in other.attrib:
        return one.get("idx") == other.get("idx")
    return one.get("type") == other.get("type")


def _frame(shape: ET.Element) -> Frame | None:
    xfrm = shape.find(f"{P}spPr/{A}xfrm") if shape.tag != f"{P}graphicFrame" else shape.find(f"{P}xfrm")
    if xfrm is None:
        return None
    off, ext = xfrm.find(f"{A}off"), xfrm.find(f"{A}ext")
    return Frame(int(off.get("x")), int(off.get("y")), int(ext.get("cx")), int(ext.get("cy")))


def _fill(shape: ET.Element, theme: dict[str, str]) -> str:
    return drawn_colour(shape.find(f"{P}spPr/{A}solidFill"), theme)
