"""What the slides and the Word version share: chapters with their numbers, their sections, and the lists that lead to them."""

from typing import Iterator

from msgspec.structs import replace

from ..document.blocks import Panel, Paragraph, Run, Section
from ..model import handbook as model
from ..model.handbook import Chapter
from ..model.reference import Text
from .form import development, followup
from .sections import compose_section, pages
from .select import Selection


def edition_mark(selection: Selection) -> str:
    """The edition as files show it: its label, and its status while it is a draft."""
    label = selection.plain(selection.edition.label)
    return f"{label} · {selection.word('status.draft')}" if selection.edition.status == "draft" else label


def finnish_date(iso: str) -> str:
    """`2026-11-24` as `24.11.2026`."""
    year, month, day = iso.split("-")
    return f"{int(day)}.{int(month)}.{year}"


def numbered_chapters(selection: Selection) -> Iterator[tuple[Chapter, str]]:
    """Each chapter of which the readers may see something, with its number, empty where it has none."""
    number = 0
    for chapter in selection.source.chapters:
        if not selection.sections_of(chapter):
            continue
        number += chapter.numbered == "yes"
        yield chapter, str(number) if chapter.numbered == "yes" else ""


def sections_of(selection: Selection, chapter: Chapter, goal_share: float) -> Iterator[Section]:
    """The sections of a chapter as the document shows them; `goal_share` is the width of the follow-up table's goals, 0-1."""
    for section in selection.sections_of(chapter):
        if isinstance(section, model.FollowupSection):
            yield followup(selection, goal_share)
        elif isinstance(section, model.DevelopmentSection):
            yield development(selection)
        else:
            yield from compose_section(selection, chapter, section)


def orientation(selection: Selection, chapter: Chapter, style: str) -> Panel:
    """What the chapter holds: its callout, its own list, or the titles of its sections, each leading there."""
    block = f"chapters.{chapter.id}"
    if chapter.callout:
        return Panel(f"{block}.callout", "callout", (selection.paragraph(f"{block}.callout", chapter.callout),))
    entries = tuple(_entry(selection, f"{block}.contents.{entry.id}", entry, style) for entry in chapter.contents if _leads(selection, entry))
    return Panel(f"{block}.contents", "contents", entries or tuple(_titles(selection, chapter, style)))


def _leads(selection: Selection, entry: model.ContentsEntry) -> bool:
    """Whether the readers may see what a row leads to."""
    return entry.section is None or any(section.id == entry.section for _, section in selection.sections())


def _entry(selection: Selection, block: str, entry: model.ContentsEntry, style: str) -> Paragraph:
    title, target = _page(selection, entry.section) if entry.section else (None, "")
    if entry.text is None:
        assert title is not None  # the rules refuse a row that says nothing
        return selection.derived(block, (Run(selection.plain(title), target=target),), title, style)
    paragraph = selection.paragraph(block, entry.text, style)
    return replace(paragraph, runs=tuple(replace(run, target="" if run.href else target) for run in paragraph.runs))


def _page(selection: Selection, section: Text) -> tuple[Text, str]:
    """Title and block id of the first page of a section."""
    return next(pages(selection, chapter, found)[0] for chapter, found in selection.sections() if found.id == section)


def _titles(selection: Selection, chapter: Chapter, style: str) -> Iterator[Paragraph]:
    for section in selection.sections_of(chapter):
        for title, target in pages(selection, chapter, section):
            if title is not chapter.title:
                block = f"chapters.{chapter.id}.contents.{target.rpartition('.')[2]}"
                yield selection.derived(block, (Run(selection.plain(title), target=target),), title, style)
