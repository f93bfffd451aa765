"""Small documents for the tests of PDFs, made by calling the block types, and looks into the files made from them."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Mapping

from handbooks import layouts
from pipeline.document.blocks import Cell, Column, Document, Panel, Paragraph, Part, Row, Run, Section, Table
from pipeline.formats.contract import Rendering
from pipeline.formats.pdf.write import write
from pipeline.problems import Problems

TEMPLATE = Path(__file__).parents[3] / "templates" / "pdf"
MARKS = {"handbook": "Käsikirja", "document": "Käsikirja", "edition": "Laitos 1 · 2026", "date": "24.11.2026", "example": ""}


@lru_cache
def template() -> dict[str, bytes]:
    """Every file of the template by its name in its folder."""
    return {path.relative_to(TEMPLATE).as_posix(): path.read_bytes() for path in sorted(TEMPLATE.rglob("*")) if path.is_file()}


def words(id: str, *runs: Run | str, style: str = "text") -> Paragraph:
    """A paragraph; a string is a plain run."""
    return Paragraph(id, tuple(run if isinstance(run, Run) else Run(run) for run in runs), style)


def panel(role: str, *paragraphs: Paragraph, label: Paragraph | None = None) -> Panel:
    return Panel(f"{role}-{paragraphs[0].id if paragraphs else 'empty'}", role, paragraphs, label)


def section(id: str, *parts: Part, title: str = "Otsikko", kind: str = "text", level: int = 1, **more: object) -> Section:
    return Section(id, kind, words(f"{id}.title", title), parts, level, **more)


def table(id: str, rows: list[list[Cell | str]], role: str = "table", **more: object) -> Table:
    """A table whose cells are given or, as strings, made with the ids ROW/COLUMN; all columns of one width."""
    count = len(rows[0])
    columns = tuple(Column(f"c{n}", words(f"{id}.c{n}", f"Sarake {n}"), 1 / count) for n in range(count))
    made = []
    for r, row in enumerate(rows):
        cells = (cell if isinstance(cell, Cell) else Cell(f"{id}.r{r}/c{c}", (words(f"{id}.r{r}/c{c}", cell),)) for c, cell in enumerate(row))
        made.append(Row(f"{id}.r{r}", tuple(cells)))
    return Table(id, role, columns, tuple(made), **more)


def field(id: str, text: str = "Valitse", look: str = "prompt", **more: object) -> Cell:
    """A cell to be filled."""
    return Cell(id, (words(id, Run(text, look=look)),), True, **more)


def document(*sections: Section, title: str = "Käsikirja", **marks: str) -> Document:
    return Document(
        id="word",
        title=title,
        sections=sections,
        language="fi-FI",
        publisher="Hyvinvointialue",
        subject="Yhteistyö",
        edition="2026",
        date="2026-11-24",
        marks={**MARKS, **marks},
        key="2026-1a2b3c4d",
    )


def cover(*parts: Part, title: str = "Käsikirja") -> Section:
    return section("handbook", *parts, title=title, kind="cover")


def contents() -> Section:
    return section("contents", title="Sisällys", kind="contents")


def made(given: Document, files: Mapping[str, bytes] | None = None, codes: frozenset[str] = frozenset()) -> Rendering:
    """The rendering of a document; a problem that `codes` does not name fails the test."""
    problems = Problems()
    rendering = write(given, template() if files is None else files, layouts(), problems)
    assert rendering is not None and {problem.code for problem in problems} <= codes, [problem.lines("en") for problem in problems]
    return rendering


def rendered(given: Document, codes: frozenset[str] = frozenset()) -> bytes:
    """The file of a document."""
    return made(given, codes=codes).data


def elements(data: bytes) -> list[str]:
    """The kinds of the structure elements, in the order of the file: what stands inside comes before what it stands in."""
    return [kind.decode() for kind in re.findall(rb"/StructElem/S/(\w+)", data)]


def headings(data: bytes) -> list[tuple[str, str]]:
    """Kind and words of every heading, as bookmarks show them."""
    found = re.findall(rb"/S/(H\d)/P \d+ 0 R/T(?:\(((?:[^()\\]|\\.)*)\)|<FEFF([0-9A-F]*)>)", data)
    return [(kind.decode(), bytes.fromhex(wide.decode()).decode("utf-16-be") if wide else plain.decode()) for kind, plain, wide in found]


def pages(data: bytes) -> list[tuple[float, float]]:
    """Width and height of every page, in points."""
    boxes = re.findall(rb"/Type/Page/.*?/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", data)
    return [(float(width), float(height)) for width, height in boxes]


def links(data: bytes) -> list[str]:
    """Where the links lead, in the order of the file."""
    found = re.findall(rb"/S/URI/URI(?:\(((?:[^()\\]|\\.)*)\)|<([0-9A-F]*)>)", data)
    return [bytes.fromhex(wide.decode()).decode() if wide else plain.decode() for plain, wide in found]
