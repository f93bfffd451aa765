"""A rendered document as its pages stand: the lines of each, headers and footers apart; and a Word file as python-docx sees it.

Pages come from `pdftotext -bbox-layout`. Positions are points from the top left corner of the page. Words are compared without white space.
"""

import re
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import Iterator, NamedTuple

from docx import Document as open_docx
from docx.oxml.ns import qn

_X = "{http://www.w3.org/1999/xhtml}"
_REACH = 110.0  #: how far from its edge a header or footer may go, in points
_ABOVE = 3.0  #: the top of a line's box lies so much above its paragraph's

class Line(NamedTuple):
    """A line of a page; `text` without white space."""

    text: str
    words: tuple[str, ...]
    top: float


class Page(NamedTuple):
    """A page: what stands between its margins, from top to bottom, and what stands in them."""

    number: int
    lines: tuple[Line, ...]
    margins: str

    def words(self) -> Counter[str]:
        return Counter(word for line in self.lines for word in line.words)


class Place(NamedTuple):
    """Where a text was found: the page, and its first and last line there, from 0."""

    page: Page
    first: int
    last: int


class Block(NamedTuple):
    """A paragraph or a table of a Word file: `level` of a heading from 1, 0 for none; rows of cells for a table."""

    text: str
    level: int
    style: str
    rows: tuple[tuple[str, ...], ...] = ()
    element: object = None


def bare(text: str) -> str:
    """Without white space and with plain hyphens, as both sides are compared."""
    return re.sub(r"\s+", "", text.replace("\u2011", "-").replace("\u00ad", ""))


def pages(pdftotext: str, pdf: Path, file: Path) -> list[Page]:
    """The pages of a PDF that was made from a Word file, which says where its margins are and what stands in them."""
    run = subprocess.run([pdftotext, "-bbox-layout", "-enc", "UTF-8", str(pdf), "-"], check=True, capture_output=True)
    sections = open_docx(str(file)).sections
    edges = {one.page_width > one.page_height: (one.top_margin.pt, one.bottom_margin.pt) for one in sections}
    sides = [side for one in sections for side in (one.header, one.first_page_header, one.even_page_header, one.footer, one.first_page_footer, one.even_page_footer)]
    said = {_masked(_text(p)) for side in sides for p in side._element.iter(qn("w:p"))}
    return [_page(number, page, edges, said) for number, page in enumerate(ET.fromstring(run.stdout).iter(f"{_X}page"), 1)]


def _page(number: int, page: ET.Element, edges: dict[bool, tuple[float, float]], said: set[str]) -> Page:
    height = float(page.get("height"))
    top, bottom = edges[float(page.get("width")) > height]

    def in_margin(line: Line) -> bool:
        near = not _REACH < line.top < height - _REACH
        return line.top < top - _ABOVE or line.top > height - bottom - _ABOVE or near and _is_said(_masked(line.text), said)

    lines = sorted((_line(line) for line in page.iter(f"{_X}line")), key=lambda line: line.top)
    body = tuple(line for line in lines if not in_margin(line))
    return Page(number, body, " ".join(word for line in lines if line not in body for word in line.words))


def _is_said(line: str, said: set[str]) -> bool:
    """Whether a line is a piece of what a margin says; a number alone is one only where nothing else stands beside it."""
    return line in said or len(line) > 1 and any(line in one for one in said)


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", bare(text))


def _line(line: ET.Element) -> Line:
    words = tuple(bare(word.text or "") for word in line.iter(f"{_X}word"))
    return Line("".join(words), words, float(line.get("yMin")))


def found(all_pages: list[Page], text: str, after: tuple[int, int] = (0, 0)) -> Place:
    """Where a heading or an entry stands: whole lines that make up its text, at or after a page and line."""
    wanted = bare(text)
    for page in all_pages[after[0] :]:
        for first in range(after[1] if page.number == after[0] + 1 else 0, len(page.lines)):
            said = ""
            for last in range(first, len(page.lines)):
                said += page.lines[last].text
                if said == wanted:
                    return Place(page, first, last)
                if not wanted.startswith(said):
                    break
    raise AssertionError(f"'{text}' stands on no page after page {after[0] + 1}, line {after[1] + 1}")


def holds(page: Page, row: tuple[str, ...], taken: Counter[str]) -> bool:
    """Whether all words of a table's row stand on one page, beside what was `taken` before; takes them.

    A word that its column breaks is found by its pieces.
    """
    left = page.words() - taken
    needs = Counter(bare(word) for cell in row for word in cell.split())
    if not all(_pieced(word, left) for word in needs - left):
        return False
    taken.update(needs)
    return True


def _pieced(word: str, pieces: Counter[str]) -> bool:
    """Whether a word is made up of pieces that stand on the page."""
    ends = {0}
    for at in range(1, len(word) + 1):
        if any(pieces[word[start:at]] > 0 for start in ends):
            ends.add(at)
    return len(word) in ends


def blocks(file: Path) -> list[Block]:
    """Paragraphs with text and tables of a Word file, in order, those in content controls of cells too."""
    document = open_docx(str(file))
    return list(_blocks(document))


def _blocks(document) -> Iterator[Block]:
    levels = {style.style_id: _level(style) for style in document.styles if style.type == 1}
    for element in document.element.body:
        if element.tag == qn("w:p"):
            style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))
            if text := _text(element):
                yield Block(text, levels[style], style, element=element)
        elif element.tag == qn("w:tbl"):
            rows = tuple(tuple(" ".join(_text(p) for p in cell.iter(qn("w:p"))) for cell in row.iter(qn("w:tc"))) for row in element.iter(qn("w:tr")))
            yield Block("", 0, "", rows, element)


def _text(paragraph) -> str:
    signs = {qn("w:noBreakHyphen"): "-", qn("w:tab"): " ", qn("w:br"): " "}
    return "".join(signs.get(one.tag, one.text or "") for one in paragraph.iter(qn("w:t"), *signs)).strip()


def _level(style) -> int:
    while style is not None:
        found = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if found is not None:
            return int(found.get(qn("w:val"))) + 1
        style = style.base_style
    return 0
