"""The front page and the end of the Word version: what an official document says of itself, and the lists that it closes with."""

from typing import Iterator

from msgspec.structs import replace

from ..document.blocks import Cell, Column, Panel, Paragraph, Part, Row, Run, Section, Table
from ..model import handbook as model
from ..model.handbook import Chapter
from .handbook import finnish_date
from .select import Selection, capital

Shares = tuple[tuple[str, float], ...]  #: of a table: the columns by name, and their parts of the width


def front_page(selection: Selection, title: Paragraph, document: Paragraph) -> Section:
    """The title and the identification block: what the document is, whose, of when, and whom to ask."""
    book, edition = selection.source.handbook, selection.edition
    facts = [
        _fact(selection, "document", document),
        _fact(selection, "publisher", selection.paragraph("handbook.publisher", book.publisher)),
        _fact(selection, "edition", selection.paragraph(f"editions.{edition.id}.label", edition.label)),
        _fact(selection, "date", _date(selection)),
        _fact(selection, "status", _fixed_capital(selection, "facts.status", f"status.{edition.status}")),
        _fact(selection, "approver", _owner(selection, "approver")),
        _fact(selection, "record", _owner(selection, "record")),
    ]
    if contacts := tuple(contacts_in_short(selection)):
        label = selection.fixed("facts.contact.label", "facts.contact")
        facts.append(Row("facts.contact", (Cell(label.id, (label,)), Cell("facts.contact", contacts))))
    caption = selection.fixed("facts.title", "facts")
    columns = (Column("label", Paragraph("", ()), 0.24, "head"), Column("value", Paragraph("", ()), 0.76))
    table = Table("facts", "facts", columns, tuple(facts), caption, head=False)
    return Section("handbook", "cover", title, (table,))


def contacts_in_short(selection: Selection) -> Iterator[Paragraph]:
    """Whom to ask, as the closing slide names them: role, name and address on a line each."""
    for _, section in selection.sections():
        for ref in section.contacts if isinstance(section, model.ClosingSection) else ():
            person = selection.person(ref.value)
            words = capital(selection.plain(person.role))
            if not selection.may_show(person):
                runs = [Run(words)]
            else:
                runs = [Run(f"{words} {person.name}" if person.name else words)]
                runs += [Run(", "), selection.link(person.id)] if person.email else []
            yield selection.derived(f"facts.contact.{person.id}", tuple(runs), person.role)


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


def end_matter(selection: Selection, chapter: Chapter) -> Iterator[Section]:
    """Contacts, links, glossary, what changed, and the attachments and distribution of an official document."""
    block = f"chapters.{chapter.id}"
    yield Section(block, "chapter", selection.paragraph(f"{block}.title", chapter.title))
    for name, table in (("people", contacts_table(selection)), ("links", links_table(selection)), ("terms", terms_table(selection))):
        yield Section(f"{block}.{name}", "table", selection.fixed(f"{block}.{name}.title", f"{name}.title"), (table,), 2)
    yield _changes(selection, block)
    yield Section(f"{block}.ending", "ending", selection.fixed(f"{block}.ending.title", "ending.title"), tuple(_ending(selection)), 2)


def listing(selection: Selection, name: str, columns: Shares, rows: list[Row]) -> Table:
    """A table whose id and role is `name`, with a column for each name and share of the width; its words are those of the templates for `name`."""
    heads = tuple(
        Column(column, selection.fixed(f"{name}.columns.{column}", f"{name}.{column}"), share, "head" if n == 0 else "text")
        for n, (column, share) in enumerate(columns)
    )
    return Table(name, name, heads, tuple(rows), selection.fixed(f"{name}.caption", f"{name}.caption"))


def contacts_table(selection: Selection) -> Table:
    """The contacts that the readers may see: role, name, address."""
    rows = []
    for person in selection.source.people:
        if not selection.may_show(person):
            continue
        block = f"people.{person.id}"
        name = selection.paragraph(f"{block}.name", person.name) if person.name else selection.fixed(f"{block}.name", "blank")
        email = selection.derived(f"{block}.email", (selection.link(person.id),), person.email) if person.email else selection.fixed(f"{block}.email", "blank")
        head = selection.derived(f"{block}.role", (Run(capital(selection.plain(person.role))),), person.role)
        rows.append(Row(block, tuple(Cell(p.id, (p,)) for p in (head, name, email))))
    return listing(selection, "people", (("role", 0.32), ("name", 0.27), ("email", 0.41)), rows)


def links_table(selection: Selection, shares: Shares = (("text", 0.42), ("url", 0.58))) -> Table:
    """Every link with its address, or the mark that it is missing."""
    rows = []
    for link in selection.source.links:
        block = f"links.{link.id}"
        text = replace(selection.paragraph(f"{block}.text", link.text), runs=(selection.link(link.id),))
        address = selection.paragraph(f"{block}.url", link.url) if link.url else selection.missing(f"{block}.url", "link.missing")
        rows.append(Row(block, (Cell(text.id, (text,)), Cell(address.id, (address,)))))
    selection.used_links()
    return listing(selection, "links", shares, rows)


def terms_table(selection: Selection, shares: Shares = (("term", 0.34), ("explanation", 0.66))) -> Table:
    """The glossary."""
    rows = []
    for term in selection.source.terms:
        block = f"terms.{term.id}"
        name = selection.paragraph(f"{block}.term", term.term)
        rows.append(Row(block, (Cell(name.id, (name,)), Cell(f"{block}.explanation", (_explanation(selection, block, term),)))))
    return listing(selection, "terms", shares, rows)


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
