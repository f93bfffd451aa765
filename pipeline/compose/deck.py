"""The handbook as slides: title, contents and openings are made from the whole, the rest is each section."""

from msgspec.structs import replace

from ..document.blocks import Panel, Paragraph, Run, Section
from ..model import handbook as model
from ..model.handbook import Chapter
from .handbook import edition_mark, numbered_chapters, orientation, sections_of
from .sections import pages
from .select import Selection


_GOAL_SHARE = 0.35  #: of the follow-up table: on a slide the goals are read


def deck(selection: Selection) -> tuple[Section, ...]:
    """Title, introduction, contents, and for each numbered chapter its opening and its sections; the closing last."""
    sections = [title_slide(selection, selection.paragraph("handbook.title", selection.source.handbook.title))]
    contents = False
    for chapter, number in numbered_chapters(selection):
        if number and not contents:
            sections.append(_contents_slide(selection))
            contents = True
        if number:
            sections.append(_opening(selection, chapter, number))
        sections += (with_addresses(selection, s) for s in sections_of(selection, chapter, _GOAL_SHARE))
    return tuple(sections)


def with_addresses(selection: Selection, section: Section) -> Section:
    """The section with the addresses of its live links among its notes: paper shows no links."""
    notes = section.notes + tuple(
        Paragraph(f"{section.id}.notes.links.{name}", (Run(f"{text}: {href}"),), editable=False) for name, text, href in selection.used_links()
    )
    return replace(section, notes=notes)


def title_slide(selection: Selection, title: Paragraph) -> Section:
    """The cover: a title, the publisher and the edition."""
    book = selection.source.handbook
    parts = (
        Panel("handbook.publisher", "publisher", (selection.paragraph("handbook.publisher", book.publisher),)),
        Panel("editions.mark", "edition", (_edition(selection, "editions.mark"),)),
    )
    return Section("handbook", "title", title, parts)


def _edition(selection: Selection, block: str) -> Paragraph:
    return selection.derived(block, (Run(edition_mark(selection)),), selection.edition.label)


def _contents_slide(selection: Selection) -> Section:
    entries = []
    for chapter, number in numbered_chapters(selection):
        if number or not all(isinstance(section, model.ClosingSection) for section in selection.sections_of(chapter)):
            run = Run(selection.plain(chapter.title), target=_first_page(selection, chapter))
            entries.append(selection.derived(f"contents.{chapter.id}", (run,), chapter.title, "number" if number else "text"))
    panel = Panel("contents.list", "contents", tuple(entries))
    return Section("contents", "contents", selection.fixed("contents.title", "contents"), (panel,))


def _first_page(selection: Selection, chapter: Chapter) -> str:
    return f"chapters.{chapter.id}" if chapter.numbered == "yes" else pages(selection, chapter, selection.sections_of(chapter)[0])[0][1]


def _opening(selection: Selection, chapter: Chapter, number: str) -> Section:
    block = f"chapters.{chapter.id}"
    kind = "callout" if chapter.callout else "section"
    return Section(block, kind, selection.paragraph(f"{block}.title", chapter.title), (_without_targets(orientation(selection, chapter, "text")),), 1, number)


def _without_targets(panel: Panel) -> Panel:
    """An opening slide orients; the contents slide is the one that leads."""
    paragraphs = (replace(p, runs=tuple(replace(run, target="") for run in p.runs)) for p in panel.paragraphs)
    return replace(panel, paragraphs=tuple(paragraphs))
