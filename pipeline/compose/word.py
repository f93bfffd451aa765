"""The handbook as a Word document: numbered headings and tables, between a front page and what stands at the end."""

from typing import Iterable, Iterator

from msgspec.structs import replace

from ..document.blocks import Cell, Column, Paragraph, Part, Row, Run, Section, Table
from ..model import handbook as model
from ..model.handbook import Chapter
from .handbook import numbered_chapters, orientation, sections_of
from .matter import end_matter, front_page
from .select import Selection


_LABEL = "-label"  #: how the role of a panel ends that names what follows it
_PLACE = "\0"  #: where the number of a table stands among its words
_GOAL_SHARE = 0.24  #: of the follow-up table: in Word the answers are written


def word(selection: Selection) -> tuple[Section, ...]:
    """Front page, contents, chapters with numbered headings; contacts, links, glossary and what changed close it."""
    book = selection.source.handbook
    title, kind = selection.paragraph("handbook.title", book.title), selection.paragraph("handbook.document", book.document)
    sections = [front_page(selection, title, kind), Section("contents", "contents", selection.fixed("contents.title", "contents"))]
    for chapter, number in numbered_chapters(selection):
        if number:
            sections.append(_heading(selection, chapter, number))
            sections += _numbered(number, _read(selection, chapter))
        else:
            sections += (replace(section, level=1) for section in _read(selection, chapter) if section.kind != "closing")
            if any(isinstance(section, model.ClosingSection) for section in selection.sections_of(chapter)):
                sections += end_matter(selection, chapter)
    return tuple(with_numbers(selection, sections))


def with_numbers(selection: Selection, sections: Iterable[Section]) -> Iterator[Section]:
    """The tables numbered through the document, but for the identification block of the front page."""
    number = 0
    for section in sections:
        parts: list[Part] = []
        for part in section.parts:
            if isinstance(part, Table) and part.caption is not None and part.role != "facts":
                number += 1
                before, _, after = selection.word("table.number", number=_PLACE).partition(_PLACE)
                count = (Run(before), Run(str(number), look="count"), Run(f"{after} "))
                part = replace(part, caption=replace(part.caption, runs=(*count, *part.caption.runs)))
            parts.append(part)
        yield replace(section, parts=tuple(parts))


def _read(selection: Selection, chapter: Chapter) -> Iterator[Section]:
    return (to_read(selection, section) for section in sections_of(selection, chapter, _GOAL_SHARE))


def to_read(selection: Selection, section: Section) -> Section:
    """Without what belongs to a slide: the speaker's notes, the sign of a paragraph of a law that stands large beside it, a strategy's figure."""
    parts = (_strategy(selection, section),) if section.kind == "strategy" else section.parts
    return replace(section, parts=tuple(part for part in parts if part.role != "paragraph"), notes=())


def _strategy(selection: Selection, section: Section) -> Table:
    """The strategy as a table of two columns: what a row is named, and its words; several of them are a list."""
    rows: list[Row] = []
    for part in section.parts:
        if part.role.endswith(_LABEL):
            rows.append(Row(part.id.removesuffix(".label"), (Cell(part.paragraphs[0].id, part.paragraphs), Cell(f"{part.id}.words", ()))))
        else:
            label, words = rows[-1].cells
            rows[-1] = replace(rows[-1], cells=(label, replace(words, paragraphs=(*words.paragraphs, *part.paragraphs))))
    columns = (Column("label", Paragraph("", ()), 0.22, "head"), Column("words", Paragraph("", ()), 0.78))
    caption = selection.fixed(f"{section.id}.figure.caption", "strategy.caption")
    return Table(f"{section.id}.figure", "strategy", columns, tuple(map(_listed, rows)), caption, head=False)


def _listed(row: Row) -> Row:
    label, words = row.cells
    if len(words.paragraphs) == 1:
        return row
    return replace(row, cells=(label, replace(words, paragraphs=tuple(replace(block, style="bullet") for block in words.paragraphs))))


def _numbered(chapter: str, sections: Iterator[Section]) -> Iterator[Section]:
    return (replace(section, level=2, number=f"{chapter}.{n}") for n, section in enumerate(sections, 1))


def _heading(selection: Selection, chapter: Chapter, number: str) -> Section:
    block = f"chapters.{chapter.id}"
    title = selection.paragraph(f"{block}.title", chapter.title)
    return Section(block, "chapter", title, (orientation(selection, chapter, "bullet"),), 1, number)
