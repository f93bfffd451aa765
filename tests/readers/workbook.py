"""A workbook as it is seen and heard: its sheets in order, their cells with words, fonts and fills, their tables and what fields ask for."""

import re
import xml.etree.ElementTree as ET
from typing import Iterator, NamedTuple

from .package import R, S, X14, Package

_CELL = re.compile(r"([A-Z]+)(\d+)")


class Said(NamedTuple):
    """A stretch of text of one font."""

    text: str
    size_pt: float
    bold: bool
    colour: str


class Cell(NamedTuple):
    """A cell: its place, its text, the colour of its fill (the page's own where it has none) and the number of its style."""

    place: str
    runs: tuple[Said, ...]
    ground: str
    style: int

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class Sheet:
    """A sheet with its name and its cells by place; a cell without text is there too."""

    def __init__(self, book: "Book", name: str, part: str) -> None:
        self.book, self.name, self.part, self.root = book, name, part, book.package.xml(part)
        self.cells = {cell.place: cell for cell in map(book.cell, self.root.iter(f"{S}c"))}
        self.table = book.package.xml(book.package.one_related(part, "table"))

    def table_cells(self) -> Iterator[Cell | None]:
        """Every cell of the table, row by row; None where the file holds none."""
        return (self.cells.get(place) for place in spread(self.table.get("ref", "")))

    def fields(self) -> dict[str, str]:
        """What is said to whoever enters a cell, by place."""
        found = {}
        for rule in self.root.iter(f"{S}dataValidation"):
            for area in rule.get("sqref", "").split():
                found |= dict.fromkeys(spread(area), rule.get("prompt", ""))
        return found

    def description(self) -> str:
        """The alt text of the table."""
        return next((one.get("altTextSummary", "") for one in self.table.iter(f"{X14}table")), "")


class Book:
    """A workbook and its styles."""

    def __init__(self, package: Package) -> None:
        self.package, self.theme = package, package.theme()
        styles = package.xml("xl/styles.xml")
        self._fonts, self._fills, self._formats = (list(styles.find(f"{S}{name}")) for name in ("fonts", "fills", "cellXfs"))
        self._strings = list(package.xml("xl/sharedStrings.xml"))
        related = package.related("xl/workbook.xml")
        self.root = package.xml("xl/workbook.xml")
        self.sheets = [Sheet(self, one.get("name", ""), related[one.get(f"{R}id", "")][1]) for one in self.root.iter(f"{S}sheet")]

    def cell(self, element: ET.Element) -> Cell:
        style = int(element.get("s", "0"))
        form = self._formats[style]
        font, value = self._fonts[int(form.get("fontId", "0"))], element.find(f"{S}v")
        fill = self._fills[int(form.get("fillId", "0"))].find(f"{S}patternFill")
        ground = self._colour(fill.find(f"{S}fgColor")) if fill is not None and fill.get("patternType") == "solid" else self.theme["lt1"]
        runs = tuple(self._runs(self._strings[int(value.text)], font)) if element.get("t") == "s" and value is not None else ()
        return Cell(element.get("r", ""), runs, ground, style)

    def _runs(self, string: ET.Element, font: ET.Element) -> Iterator[Said]:
        if (whole := string.find(f"{S}t")) is not None:
            yield self._said(whole.text or "", font)
        for run in string.iter(f"{S}r"):
            own = run.find(f"{S}rPr")
            yield self._said(run.find(f"{S}t").text or "", font if own is None else own)

    def _said(self, text: str, font: ET.Element) -> Said:
        return Said(text, float(font.find(f"{S}sz").get("val")), font.find(f"{S}b") is not None, self._colour(font.find(f"{S}color")))

    def _colour(self, element: ET.Element | None) -> str:
        """A slot of the theme is counted lt1, dk1, lt2, dk2, then the accents (ISO/IEC 29500-1, 18.8.3 as Excel does it)."""
        if element is None:
            return self.theme["dk1"]
        order = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)))
        return self.theme[order[int(element.get("theme"))]] if element.get("theme") else element.get("rgb", "")[-6:]


def spread(area: str) -> Iterator[str]:
    """The places of an area, `A1:B2` or `C3`, row by row."""
    first, _, last = area.partition(":")
    (left, top), (right, bottom) = (_CELL.fullmatch(place).groups() for place in (first, last or first))
    return (f"{chr(column)}{row}" for row in range(int(top), int(bottom) + 1) for column in range(ord(left), ord(right) + 1))
