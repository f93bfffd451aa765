"""The handbook as a Word document: numbered headings and tables, between a front page and what stands at the end."""

from typing import Iterator

from msgspec.structs import replace

from ..document.blocks import Part, Run, Section, Table
from ..model import handbook as model
from ..model.handbook import Chapter
from .handbook import numbered_chapters, orientation, sections_of
from .matter import end_matter, front_page
from .select import Selection


_GOAL_SHARE = 0.24  #: of the follow-up table: in Word the answers are written


def word(selection: Selection) -> tuple[Section, ...]:
    """Front page, contents, chapters with numbered headings; contacts, links, glossary and what changed close it."""
    sections = [front_page(selection), Section("contents", "contents", selection.fixed("contents.title", "contents"))]
    for chapter, number in numbered_chapters(selection):
        if number:
            sections.append(_heading(selection, chapter, number))
            sections += _numbered(number, map(_to_read, sections_of(selection, chapter, _GOAL_SHARE)))
        else:
            read = map(_to_read, sections_of(selection, chapter, _GOAL_SHARE))
            sections += (replace(section, level=1) for section in read if section.kind != "closing")
            if any(isinstance(section, model.ClosingSection) for section in chapter.sections):
                sections += end_matter(selection, chapter)
    return tuple(_with_numbers(selection, sections))


def _with_numbers(selection: Selection, sections: list[Section]) -> Iterator[Section]:
    """The tables numbered through the document, but for the identification block of the front page."""
    number = 0
    for section in sections:
        parts: list[Part] = []
        for part in section.parts:
            if isinstance(part, Table) and part.caption is not None and part.role != "facts":
                number += 1
                count = Run(selection.word("table.number", number=str(number)) + " ")
                part = replace(part, caption=replace(part.caption, runs=(count, *part.caption.runs)))
            parts.append(part)
        yield replace(section, parts=tuple(parts))


def _to_read(section: Section) -> Section:
    """Without what belongs to a slide: the speaker's notes, and the sign of a paragraph of a law that stands large beside it."""
    return replace(section, parts=tuple(part for part in section.parts if part.role != "paragraph"), notes=())


def _numbered(chapter: str, sections: Iterator[Section]) -> Iterator[Section]:
    return (replace(section, level=2, number=f"{chapter}.{n}") for n, section in enumerate(sections, 1))


def _heading(selection: Selection, chapter: Chapter, number: str) -> Section:
    block = f"chapters.{chapter.id}"
    title = selection.paragraph(f"{block}.title", chapter.title)
    return Section(block, "chapter", title, (orientation(selection, chapter, "bullet"),), 1, number)
