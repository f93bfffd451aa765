"""Small documents for the tests of Word files, made by calling the block types, and looks into the files made from them."""

import re
from pathlib import Path

import msgspec
import yaml
from lxml import etree

from pipeline.document.blocks import Cell, Column, Document, Panel, Paragraph, Part, Row, Run, Section, Table
from pipeline.formats.contract import Layouts, Reading
from pipeline.formats.docx.read import MARGINS, read
from pipeline.formats.docx.write import write
from pipeline.formats.package import unpack
from pipeline.problems import Problems

TEMPLATES = Path(__file__).parents[3] / "templates"
LAYOUTS = msgspec.convert(yaml.safe_load((TEMPLATES / "layouts.yaml").read_text(encoding="utf-8")), Layouts)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MARKS = {"handbook": "Käsikirja", "document": "Käsikirja", "edition": "Laitos 1 · 2026", "date": "24.11.2026", "example": ""}


def words(id: str, *runs: Run | str, style: str = "text") -> Paragraph:
    """A paragraph; a string is a plain run."""
    return Paragraph(id, tuple(run if isinstance(run, Run) else Run(run) for run in runs), style)


def panel(role: str, *paragraphs: Paragraph, label: Paragraph | None = None) -> Panel:
    return Panel(f"{role}-{paragraphs[0].id if paragraphs else 'empty'}", role, paragraphs, label)


def section(id: str, *parts: Part, title: str = "Otsikko", kind: str = "text", level: int = 1, number: str = "", wide: bool = False) -> Section:
    return Section(id, kind, words(f"{id}.title", title), parts, level, number, wide)


def table(id: str, rows: list[list[Cell | str]], role: str = "table", **more: object) -> Table:
    """A table whose cells are given or, as strings, made with the ids ROW/COLUMN; all columns of one width."""
    count = len(rows[0])
    columns = tuple(Column(f"c{n}", words(f"{id}.c{n}", f"Sarake {n}"), 1 / count) for n in range(count))
    made = []
    for r, row in enumerate(rows):
        cells = (cell if isinstance(cell, Cell) else Cell(f"{id}.r{r}/c{c}", (words(f"{id}.r{r}/c{c}", cell),)) for c, cell in enumerate(row))
        made.append(Row(f"{id}.r{r}", tuple(cells)))
    return Table(id, role, columns, tuple(made), **more)


def field(id: str, text: str = "–", look: str = "muted", **more: object) -> Cell:
    """A cell to be filled."""
    return Cell(id, (words(id, Run(text, look=look)),), True, **more)


def document(*sections: Section, **marks: str) -> Document:
    return Document(
        id="word",
        title="Käsikirja",
        sections=sections,
        language="fi-FI",
        publisher="Hyvinvointialue",
        subject="Yhteistyö",
        edition="2026",
        date="2026-11-24",
        marks={**MARKS, **marks},
        key="2026-1a2b3c4d",
    )


def cover(*parts: Part) -> Section:
    return section("handbook", *parts, title="Käsikirja", kind="cover")


def rendered(made: Document, template: str = "handbook.docx") -> bytes:
    """The file of a document; a problem fails the test."""
    problems = Problems()
    rendering = write(made, (TEMPLATES / template).read_bytes(), LAYOUTS, problems)
    assert rendering is not None, [problem.lines("en") for problem in problems]
    return rendering.data


def reading(data: bytes) -> Reading:
    """What the reader finds in the body; a problem fails the test."""
    whole = reading_of_all(data)
    return Reading(whole.key, tuple(found for found in whole.found if found.address != MARGINS))


def reading_of_all(data: bytes) -> Reading:
    """What the reader finds, headers and footers included."""
    problems = Problems()
    found = read(data, "file.docx", problems)
    assert found is not None, [problem.lines("en") for problem in problems]
    return found


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(unpack(data)[name].inflate())


def text_of(data: bytes, name: str) -> str:
    """The text of a part, its elements apart."""
    return re.sub(r"\s+", " ", " ".join(part(data, name).itertext())).strip()


def styles(data: bytes) -> list[tuple[str, str]]:
    """Style and text of every paragraph of the body, those in tables too."""
    paragraphs = part(data).iter(f"{W}p")
    return [(p.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), "".join(t.text for t in p.iter(f"{W}t"))) for p in paragraphs]
