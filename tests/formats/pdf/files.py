"""PDFs for the tests of the reader: set by typst from a few lines, or written object by object; and looks into them."""

import zlib
from functools import lru_cache
from pathlib import Path

import typst

from pipeline.formats.contract import Reading
from pipeline.formats.pdf.read import read
from pipeline.problems import Problems

FONTS = Path(__file__).parents[3] / "templates" / "pdf" / "fonts"
HEAD = """
#set document(title: "Käsikirja", keywords: ("kasikirja-key:2026-1a2b3c4d", "kasikirja-document:word"), date: datetime(year: 2026, month: 1, day: 1))
#set text(lang: "fi", font: "Carlito", hyphenate: false)
#set page(width: 12cm, height: 15cm, header: [Sivun ylätunniste])
"""
CATALOG = "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>>>"
PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</f 5 0 R>>>>>>"
FONT = "<</Type/Font/Subtype/TrueType/BaseFont/Carlito/Encoding/WinAnsiEncoding>>"


def typeset(markup: str) -> bytes:
    """A tagged PDF of typst markup, in the fonts of the template."""
    return typst.compile((HEAD + markup).encode(), font_paths=[FONTS], ignore_system_fonts=True, pdf_standards=["ua-1"])


def stream(content: bytes | str, extra: str = "", packed: bool = False) -> bytes:
    """A stream's object."""
    data = content.encode("cp1252") if isinstance(content, str) else content
    data = zlib.compress(data, 9) if packed else data
    return f"<</Length {len(data)}{'/Filter/FlateDecode' if packed else ''}{extra}>>\nstream\n".encode() + data + b"\nendstream"


def built(*objects: bytes | str, trailer: str = "") -> bytes:
    """A file of objects, numbered from 1; the first is the catalog."""
    data, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n" % number + (body.encode("latin-1") if isinstance(body, str) else body) + b"\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(offsets) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode("latin-1")


def page(content: bytes | str, *elements: str, tree: str = "/K[7 0 R]", page: str = PAGE, font: str = FONT) -> bytes:
    """A file of one page, with the elements of its structure as objects 7, 8, ... """
    drawn = content if isinstance(content, bytes) and content.startswith(b"<<") else stream(content)
    return built(CATALOG, PAGES, page, drawn, font, f"<</Type/StructTreeRoot{tree}>>", *elements)


def paragraph(*marks: int, role: str = "P", more: str = "") -> str:
    """An element that holds marks of the page."""
    return f"<</Type/StructElem/S/{role}/Pg 3 0 R/K[{' '.join(map(str, marks))}]{more}>>"


def said(text: str, mark: int, tag: str = "Span", y: int = 700) -> str:
    """Operators that draw a text under a mark."""
    return f"/{tag}<</MCID {mark}>>BDC BT /f 11 Tf 1 0 0 1 50 {y} Tm ({text}) Tj ET EMC\n"


@lru_cache(8)
def reading(data: bytes) -> Reading:
    """What is read of a file; a problem fails the test."""
    problems = Problems()
    found = read(data, "x.pdf", problems)
    assert found is not None and not list(problems), [problem.lines("en") for problem in problems]
    return found


def texts(data: bytes) -> list[str]:
    """The words that are read of a file."""
    return [found.text for found in reading(data).found]


def refused(data: bytes) -> str:
    """The code of the one problem of a file that is not read."""
    problems = Problems()
    assert read(data, "x.pdf", problems) is None
    (problem,) = problems
    assert problem.at.path == "x.pdf" and "{" not in problem.message("fi") + problem.message("en")
    return problem.code
