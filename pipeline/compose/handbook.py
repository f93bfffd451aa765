"""The handbook as slides and as a Word document: the same sections in the same order, each output with its own beginning and end."""

from typing import Iterator

from msgspec.structs import replace

from ..document.blocks import Cell, Column, Panel, Paragraph, Part, Row, Run, Section, Table
from ..model import handbook as model
from ..model.handbook import Chapter
from ..model.reference import Text
from .form import development, followup
from .sections import compose_section, pages
from .select import Selection, capital

_DECK_GOAL_SHARE = 0.35  #: on a slide the goals are read, in Word the answers are written
_WORD_GOAL_SHARE = 0.24


def deck(selection: Selection) -> tuple[Section, ...]:
    """Title, introduction, contents, and for each numbered chapter its opening and its sections; the closing last."""
    sections = [_title_slide(selection)]
    contents = False
    for chapter, number in _chapters(selection):
        if number and not contents:
            sections.append(_contents_slide(selection))
            contents = True
        if number:
            sections.append(_opening(selection, chapter, number))
        sections += (_with_addresses(selection, s) for s in _sections(selection, chapter, _DECK_GOAL_SHARE))
    return tuple(sections)


def word(selection: Selection) -> tuple[Section, ...]:
    """Front page, contents, chapters with numbered headings; contacts, links, glossary and what changed close it."""
    sections = [_front(selection), Section("contents", "contents", selection.fixed("contents.title", "contents"))]
    for chapter, number in _chapters(selection):
        if number:
            sections.append(_heading(selection, chapter, number))
            sections += _numbered(number, map(_to_read, _sections(selection, chapter, _WORD_GOAL_SHARE)))
        else:
            read = map(_to_read, _sections(selection, chapter, _WORD_GOAL_SHARE))
            sections += (replace(section, level=1) for section in read if section.kind != "closing")
            if any(isinstance(section, model.ClosingSection) for section in chapter.sections):
                sections += _end_matter(selection, chapter)
    return tuple(sections)


def edition_mark(selection: Selection) -> str:
    """The edition as files show it: its label, and its status while it is a draft."""
    label = selection.plain(selection.edition.label)
    return f"{label} · {selection.word('status.draft')}" if selection.edition.status == "draft" else label


def _chapters(selection: Selection) -> Iterator[tuple[Chapter, str]]:
    number = 0
    for chapter in selection.source.chapters:
        number += chapter.numbered == "yes"
        yield chapter, str(number) if chapter.numbered == "yes" else ""


def _sections(selection: Selection, chapter: Chapter, goal_share: float) -> Iterator[Section]:
    for section in chapter.sections:
        if isinstance(section, model.FollowupSection):
            yield followup(selection, goal_share, None)
        elif isinstance(section, model.DevelopmentSection):
            yield development(selection, None)
        else:
            yield from compose_section(selection, chapter, section)


def _with_addresses(selection: Selection, section: Section) -> Section:
    """The section with the addresses of its live links among its notes: paper shows no links."""
    notes = section.notes + tuple(
        Paragraph(f"{section.id}.notes.links.{name}", (Run(f"{text}: {href}"),), editable=False) for name, text, href in selection.used_links()
    )
    return replace(section, notes=notes)


def _to_read(section: Section) -> Section:
    """Without what belongs to a slide: the speaker's notes, and the sign of a paragraph of a law that stands large beside it."""
    return replace(section, parts=tuple(part for part in section.parts if part.role != "paragraph"), notes=())


def _numbered(chapter: str, sections: Iterator[Section]) -> Iterator[Section]:
    return (replace(section, level=2, number=f"{chapter}.{n}") for n, section in enumerate(sections, 1))


# Slides that are made from the whole


def _title_slide(selection: Selection) -> Section:
    book = selection.source.handbook
    parts = (
        Panel("handbook.publisher", "publisher", (selection.paragraph("handbook.publisher", book.publisher),)),
        Panel("editions.mark", "edition", (_edition(selection, "editions.mark"),)),
    )
    return Section("handbook", "title", selection.paragraph("handbook.title", book.title), parts)


def _edition(selection: Selection, block: str) -> Paragraph:
    return selection.derived(block, (Run(edition_mark(selection)),), selection.edition.label)


def _contents_slide(selection: Selection) -> Section:
    entries = []
    for chapter, number in _chapters(selection):
        if number or not all(isinstance(section, model.ClosingSection) for section in chapter.sections):
            run = Run(selection.plain(chapter.title), target=_first_page(selection, chapter))
            entries.append(selection.derived(f"contents.{chapter.id}", (run,), chapter.title, "number" if number else "text"))
    panel = Panel("contents.list", "contents", tuple(entries))
    return Section("contents", "contents", selection.fixed("contents.title", "contents"), (panel,))


def _first_page(selection: Selection, chapter: Chapter) -> str:
    return f"chapters.{chapter.id}" if chapter.numbered == "yes" else pages(selection, chapter, chapter.sections[0])[0][1]


def _opening(selection: Selection, chapter: Chapter, number: str) -> Section:
    block = f"chapters.{chapter.id}"
    kind = "callout" if chapter.callout else "section"
    return Section(block, kind, selection.paragraph(f"{block}.title", chapter.title), (_without_targets(_orientation(selection, chapter, "text")),), 1, number)


def _without_targets(panel: Panel) -> Panel:
    """An opening slide orients; the contents slide is the one that leads."""
    paragraphs = (replace(p, runs=tuple(replace(run, target="") for run in p.runs)) for p in panel.paragraphs)
    return replace(panel, paragraphs=tuple(paragraphs))


def _orientation(selection: Selection, chapter: Chapter, style: str) -> Panel:
    """What the chapter holds: its callout, its own list, or the titles of its sections, each leading there."""
    block = f"chapters.{chapter.id}"
    if chapter.callout:
        return Panel(f"{block}.callout", "callout", (selection.paragraph(f"{block}.callout", chapter.callout),))
    entries = tuple(_entry(selection, f"{block}.contents.{entry.id}", entry, style) for entry in chapter.contents)
    return Panel(f"{block}.contents", "contents", entries or tuple(_titles(selection, chapter, style)))


def _entry(selection: Selection, block: str, entry: model.ContentsEntry, style: str) -> Paragraph:
    title, target = _page(selection, entry.section) if entry.section else (None, "")
    if entry.text is None:
        assert title is not None  # the rules refuse a row that says nothing
        return selection.derived(block, (Run(selection.plain(title), target=target),), title, style)
    paragraph = selection.paragraph(block, entry.text, style)
    return replace(paragraph, runs=tuple(replace(run, target="" if run.href else target) for run in paragraph.runs))


def _page(selection: Selection, section: Text) -> tuple[Text, str]:
    """Title and block id of the first page of a section."""
    return next(pages(selection, chapter, found)[0] for chapter, found in selection.content.sections() if found.id == section)


def _titles(selection: Selection, chapter: Chapter, style: str) -> Iterator[Paragraph]:
    for section in chapter.sections:
        for title, target in pages(selection, chapter, section):
            if title is not chapter.title:
                block = f"chapters.{chapter.id}.contents.{target.rpartition('.')[2]}"
                yield selection.derived(block, (Run(selection.plain(title), target=target),), title, style)


# The beginning and the end of the Word version


def _heading(selection: Selection, chapter: Chapter, number: str) -> Section:
    block = f"chapters.{chapter.id}"
    title = selection.paragraph(f"{block}.title", chapter.title)
    return Section(block, "chapter", title, (_orientation(selection, chapter, "bullet"),), 1, number)


def _front(selection: Selection) -> Section:
    book, edition = selection.source.handbook, selection.edition
    facts = [
        _fact(selection, "document", selection.paragraph("handbook.document", book.document)),
        _fact(selection, "publisher", selection.paragraph("handbook.publisher", book.publisher)),
        _fact(selection, "edition", selection.paragraph(f"editions.{edition.id}.label", edition.label)),
        _fact(selection, "date", _date(selection)),
        _fact(selection, "status", _fixed_capital(selection, "facts.status", f"status.{edition.status}")),
        _fact(selection, "approver", _owner(selection, "approver")),
        _fact(selection, "record", _owner(selection, "record")),
    ]
    title = selection.fixed("facts.title", "facts")
    columns = (Column("label", Paragraph("", ()), 0.24, "head"), Column("value", Paragraph("", ()), 0.76))
    table = Table("facts", "facts", columns, tuple(facts), title, head=False)
    return Section("handbook", "cover", selection.paragraph("handbook.title", book.title), (table,))


def _fact(selection: Selection, name: str, value: Paragraph) -> Row:
    label = selection.fixed(f"facts.{name}.label", f"facts.{name}")
    return Row(f"facts.{name}", (Cell(label.id, (label,)), Cell(value.id, (value,))))


def _fixed_capital(selection: Selection, block: str, word: str) -> Paragraph:
    return replace(selection.fixed(block, word), runs=(Run(capital(selection.word(word))),))


def _date(selection: Selection) -> Paragraph:
    date = selection.edition.date
    if date is None:
        return selection.fixed("facts.date", "no-date")
    return selection.derived("facts.date", (Run(finnish_date(date.value)),), date)


def _owner(selection: Selection, name: str) -> Paragraph:
    value = getattr(selection.edition, name)
    block = f"editions.{selection.edition.id}.{name}"
    return selection.paragraph(block, value) if value else selection.missing(block, "to-be-supplied")


def finnish_date(iso: str) -> str:
    """`2026-11-24` as `24.11.2026`."""
    year, month, day = iso.split("-")
    return f"{int(day)}.{int(month)}.{year}"


def _end_matter(selection: Selection, chapter: Chapter) -> Iterator[Section]:
    block = f"chapters.{chapter.id}"
    yield Section(block, "chapter", selection.paragraph(f"{block}.title", chapter.title))
    for name, table in (("people", _contacts(selection)), ("links", _links(selection)), ("terms", _terms(selection))):
        yield Section(f"{block}.{name}", "table", selection.fixed(f"{block}.{name}.title", f"{name}.title"), (table,), 2)
    yield _changes(selection, block)
    yield Section(f"{block}.ending", "ending", selection.fixed(f"{block}.ending.title", "ending.title"), tuple(_ending(selection)), 2)


def _table(selection: Selection, name: str, columns: tuple[tuple[str, float], ...], rows: list[Row]) -> Table:
    heads = tuple(
        Column(column, selection.fixed(f"{name}.columns.{column}", f"{name}.{column}"), share, "head" if n == 0 else "text")
        for n, (column, share) in enumerate(columns)
    )
    return Table(name, name, heads, tuple(rows), selection.fixed(f"{name}.caption", f"{name}.caption"))


def _contacts(selection: Selection) -> Table:
    rows = []
    for person in selection.source.people:
        if not selection.may_show(person):
            continue
        block = f"people.{person.id}"
        name = selection.paragraph(f"{block}.name", person.name) if person.name else selection.fixed(f"{block}.name", "blank")
        email = selection.derived(f"{block}.email", (selection.link(person.id),), person.email) if person.email else selection.fixed(f"{block}.email", "blank")
        head = selection.derived(f"{block}.role", (Run(capital(selection.plain(person.role))),), person.role)
        rows.append(Row(block, tuple(Cell(p.id, (p,)) for p in (head, name, email))))
    return _table(selection, "people", (("role", 0.32), ("name", 0.27), ("email", 0.41)), rows)


def _links(selection: Selection) -> Table:
    rows = []
    for link in selection.source.links:
        block = f"links.{link.id}"
        text = replace(selection.paragraph(f"{block}.text", link.text), runs=(selection.link(link.id),))
        address = selection.paragraph(f"{block}.url", link.url) if link.url else selection.missing(f"{block}.url", "link.missing")
        rows.append(Row(block, (Cell(text.id, (text,)), Cell(address.id, (address,)))))
    selection.used_links()
    return _table(selection, "links", (("text", 0.42), ("url", 0.58)), rows)


def _terms(selection: Selection) -> Table:
    rows = []
    for term in selection.source.terms:
        block = f"terms.{term.id}"
        name = selection.paragraph(f"{block}.term", term.term)
        rows.append(Row(block, (Cell(name.id, (name,)), Cell(f"{block}.explanation", (_explanation(selection, block, term),)))))
    return _table(selection, "terms", (("term", 0.34), ("explanation", 0.66)), rows)


def _explanation(selection: Selection, block: str, term: model.Term) -> Paragraph:
    if term.explanation is None:
        return selection.missing(f"{block}.explanation", "term.missing")
    paragraph = selection.paragraph(f"{block}.explanation", term.explanation)
    if term.confirmed == "yes":
        return paragraph
    mark = Run(selection.word("term.unconfirmed"), look="missing")
    return replace(paragraph, runs=(*paragraph.runs, Run(" "), mark), editable=False)


def _changes(selection: Selection, block: str) -> Section:
    edition = selection.edition
    title = selection.fixed(f"{block}.changes.title", "changes.title")
    changes = selection.statements(f"editions.{edition.id}.changes", edition.changes, "bullet")
    body = changes or (selection.fixed(f"{block}.changes.none", "changes.first"),)
    return Section(f"{block}.changes", "text", title, (Panel(f"{block}.changes", "body", body),), 2)


def _ending(selection: Selection) -> Iterator[Part]:
    for name in ("attachments", "distribution", "information"):
        label = Run(selection.word(f"ending.{name}") + " ", strong=True)
        mark = Run(selection.word("to-be-supplied"), look="missing")
        yield Panel(f"ending.{name}", "ending", (Paragraph(f"ending.{name}", (label, mark), editable=False),))
