"""Does every text of a Word file and of a workbook stand where it belongs on the pages that LibreOffice prints of it.

`strays_of_document` and `strays_of_workbook` tell what does not: text that is missing, cut off, outside the margins, across a rule of a
table, or on other text. A block is named by the text before it, since a page knows no names.
"""

import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from docx.section import Section
from PIL import Image

from .drawn import Drawn, Stray, overlapping, told, visible
from .package import Package, S
from .paper import Box, Page, Word, cut, pages, rules
from .workbook import Book, Sheet

_TOLERANCE = 1.0
_DPI = 100
_PAGE_NUMBER = re.compile(r"[\d()/]+")


def strays_of_document(file: Path, pdf: Path) -> list[Stray]:
    """The faults of a Word file's pages."""
    document, printed = Document(str(file)), pages(pdf)
    margins = {word for section in document.sections for part in _margins(section) for word in _text(part._element).split()}
    bodies = [[_body(section) for section in document.sections if _fits(section, page)] for page in printed]
    found = list(_on_pages(pdf, printed))
    inside: list[Word] = []
    for number, (page, areas) in enumerate(zip(printed, bodies), 1):
        own, other = _parted(page, areas)
        inside += own
        if out := [word for word in own if min(_sideways(word, area) for area in areas) > _TOLERANCE]:
            found.append(Stray(number, "the body", told(out), "is beside the margins"))
        if out := [word for word in other if word.text not in margins and not _PAGE_NUMBER.fullmatch(word.text)]:
            found.append(Stray(number, "header or footer", told(out), "is above or below the margins, and of neither"))
        if out := [word for word in other if min(_sideways(word, area) for area in areas) > _TOLERANCE]:
            found.append(Stray(number, "header or footer", told(out), "is beside the margins"))
    texts = [("the body", text) for p in document.element.body.iter(qn("w:p")) if visible(text := _text(p))]
    return found + list(_missing(texts, inside))


def strays_of_workbook(file: Path, pdf: Path) -> list[Stray]:
    """The faults of a workbook's pages; hidden sheets, columns and rows are not printed."""
    printed, book = pages(pdf), Book(Package(file.read_bytes()))
    shown = [sheet for sheet, entry in zip(book.sheets, book.root.iter(f"{S}sheet"), strict=True) if entry.get("state", "visible") == "visible"]
    cells = [(sheet, place, cell) for sheet in shown for place, cell in sheet.cells.items() if visible(cell.text) and not _hidden(sheet, place)]
    texts = [(f"{sheet.name}!{place}", cell.text) for sheet, place, cell in cells]
    return [*_on_pages(pdf, printed), *_missing(texts, [word for page in printed for word in page.words])]


def _on_pages(pdf: Path, printed: list[Page]) -> Iterator[Stray]:
    """What leaves the page, is cut off, crosses a rule or lies on other text."""
    with tempfile.TemporaryDirectory() as folder:
        lost = cut(pdf, _DPI, Path(folder))
    for number, (page, lines, missing) in enumerate(zip(printed, rules(pdf), lost, strict=True), 1):
        sheet = Box(0, 0, page.width, page.height)
        for fault, words in (
            ("leaves the page", [word for word in page.words if word.ink.beyond(sheet) > 0]),
            ("is cut off", [word for word in page.words if _inked(missing, word)] if missing.getbbox() else []),
            ("crosses a rule", [word for word in page.words if any(word.core.meets(line.grown(0.01)) for line in lines)]),
            ("lie on each other", [word for n, one in enumerate(page.words) for word in overlapping([one], page.words[n + 1 :])]),
        ):
            if words:
                yield Stray(number, _before(page, words[0]), told(words), fault)


def _before(page: Page, word: Word) -> str:
    """The words before one, for a person to find it."""
    number = page.words.index(word)
    return f"after '{told(page.words[max(0, number - 4) : number])}'"


def _inked(lost: Image.Image, word: Word) -> bool:
    return lost.crop([round(value * _DPI / 72) for value in word.box]).getbbox() is not None


def _missing(texts: Iterable[tuple[str, str]], words: list[Word]) -> Iterator[Stray]:
    """The texts that are on no page, as page 0; long ones are looked for first."""
    drawn = Drawn(words)
    for block, text in sorted(texts, key=lambda entry: -len(entry[1])):
        if not drawn.take([text], block):
            yield Stray(0, block, text.strip()[:80], "is on no page as it stands in the file")


def _parted(page: Page, areas: list[Box]) -> tuple[list[Word], list[Word]]:
    """The words of the body, and those above and below it."""
    assert areas, f"no section has pages of {page.width} × {page.height} pt"
    inside = [min(max(area.top - word.ink.top, word.ink.bottom - area.bottom) for area in areas) <= _TOLERANCE for word in page.words]
    return [word for word, own in zip(page.words, inside) if own], [word for word, own in zip(page.words, inside) if not own]


def _sideways(word: Word, area: Box) -> float:
    return max(area.left - word.box.left, word.box.right - area.right)


def _fits(section: Section, page: Page) -> bool:
    return abs(section.page_width.pt - page.width) < 2 and abs(section.page_height.pt - page.height) < 2


def _body(section: Section) -> Box:
    right, bottom = section.page_width.pt - section.right_margin.pt, section.page_height.pt - section.bottom_margin.pt
    return Box(section.left_margin.pt, section.top_margin.pt, right, bottom)


def _margins(section: Section) -> tuple:
    return section.header, section.footer, section.first_page_header, section.first_page_footer


def _text(element) -> str:
    """The words of an element that are to be seen; breaks and tabs are blanks."""
    signs = {qn("w:t"): None, qn("w:tab"): " ", qn("w:br"): " ", qn("w:noBreakHyphen"): "\u2011", qn("w:p"): " "}
    seen = (part for part in element.iter(*signs) if part.getparent().find(f"{qn('w:rPr')}/{qn('w:vanish')}") is None)
    return "".join((part.text or "") if signs[part.tag] is None else signs[part.tag] for part in seen)


def _hidden(sheet: Sheet, place: str) -> bool:
    """Is a cell in a hidden column or row."""
    letters, row = re.fullmatch(r"([A-Z]+)(\d+)", place).groups()
    column = sum((ord(letter) - 64) * 26**power for power, letter in enumerate(reversed(letters)))
    rows = (one for one in sheet.root.iter(f"{S}row") if one.get("r") == row)
    columns = (one for one in sheet.root.iter(f"{S}col") if int(one.get("min")) <= column <= int(one.get("max")))
    return any(one.get("hidden") == "1" for one in (*rows, *columns))
