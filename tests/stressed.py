"""The real deck stressed until it overflows: its document with longer texts, more rows, longer titles and words; ids and places of the source stay."""

from typing import Callable

from msgspec.structs import replace

from pipeline.document.blocks import Cell, Document, Panel, Paragraph, Part, Row, Run, Section, Table

WORD = "lastensuojelunsijaishuoltoyksikkövastuuhenkilöverkostojenkin"  #: a single word of 60 letters
SENTENCE = "Hyvinvointialue kutsuu järjestöt mukaan hankkeiden suunnitteluun, toteutukseen ja arviointiin – jo valmisteluvaiheessa. "
_NAMES = ("title", "closing")  #: kinds of sections whose texts are names
_SHORT = ("paragraph", "links", "act", "mission-label", "aim-label", "goals-label", "values-label")  #: roles whose texts are names or labels

Change = Callable[[Paragraph], Paragraph]


def repeated(document: Document, times: int) -> Document:
    """Each text so many times over, with its links; names, labels and short texts as they are."""
    return _changed(document, lambda paragraph: _times(paragraph, times))


def with_rows(document: Document, role: str, count: int) -> Document:
    """The table of a role with so many rows, its own ones over and over with ids of their own."""
    return _parts(document, lambda part: replace(part, rows=_rows(part, count)) if isinstance(part, Table) and part.role == role else part)


def with_practices(document: Document, count: int) -> Document:
    """So many practices, its own ones over and over, each with a title and ids of its own."""
    own = [section for section in document.sections if section.kind == "practice"]
    more = [_renamed(own[n % len(own)], n) for n in range(len(own), count)]
    at = document.sections.index(own[-1]) + 1
    return replace(document, sections=(*document.sections[:at], *more, *document.sections[at:]))


def with_contribution(document: Document, length: int) -> Document:
    """The first practice's county panel says one sentence after the other, in one paragraph of so many characters."""
    first = next(section for section in document.sections if section.kind == "practice")
    text = _long(length)

    def changed(part: Part) -> Part:
        if part.role != "county":
            return part
        return replace(part, paragraphs=(replace(part.paragraphs[0], runs=(Run(text),)), *part.paragraphs[1:]))

    return _sections(document, lambda s: replace(s, parts=tuple(map(changed, s.parts))) if s is first else s)


def with_titles(document: Document, length: int) -> Document:
    """Titles that begin as they are and go on to so many characters; from 120 on no two are alike."""

    def changed(section: Section) -> Section:
        assert section.title is not None
        return replace(section, title=replace(section.title, runs=(Run(_long(length, f"{section.title.text} – ")),)))

    return _sections(document, changed)


def with_word(document: Document, word: str = WORD) -> Document:
    """The word in the first paragraph of every practice's goal."""

    def changed(part: Part) -> Part:
        if part.role != "goal":
            return part
        first = part.paragraphs[0]
        return replace(part, paragraphs=(replace(first, runs=(*first.runs, Run(f" {word}"))), *part.paragraphs[1:]))

    return _parts(document, changed)


def _long(length: int, start: str = "") -> str:
    text = start + SENTENCE * (length // len(SENTENCE) + 1)
    return text[: length - 1].rstrip() + "."


def _times(paragraph: Paragraph, times: int) -> Paragraph:
    if not paragraph.id or len(paragraph.text) < 3:
        return paragraph
    return replace(paragraph, runs=(*paragraph.runs, *((Run(" "), *paragraph.runs) * (times - 1))))


def _changed(document: Document, change: Change) -> Document:
    def part(one: Part) -> Part:
        if one.role in _SHORT:
            return one
        if isinstance(one, Panel):
            return replace(one, paragraphs=tuple(map(change, one.paragraphs)))
        return replace(one, rows=tuple(replace(row, cells=tuple(map(cell, row.cells))) for row in one.rows))

    def cell(one: Cell) -> Cell:
        return replace(one, paragraphs=tuple(map(change, one.paragraphs)))

    return _sections(document, lambda s: s if s.kind in _NAMES else replace(s, parts=tuple(map(part, s.parts))))


def _rows(table: Table, count: int) -> tuple[Row, ...]:
    return tuple(_row(table.rows[n % len(table.rows)], n, len(table.rows)) for n in range(count))


def _row(row: Row, number: int, own: int) -> Row:
    if number < own:
        return row
    cells = (replace(cell, id=f"{cell.id}-{number}", paragraphs=tuple(_named(p, number) for p in cell.paragraphs)) for cell in row.cells)
    return replace(row, id=f"{row.id}-{number}", cells=tuple(cells))


def _named(paragraph: Paragraph, number: int) -> Paragraph:
    """A paragraph with an id of its own; a fixed word has none."""
    return replace(paragraph, id=f"{paragraph.id}-{number}") if paragraph.id else paragraph


def _renamed(section: Section, number: int) -> Section:
    assert section.title is not None
    title = _named(replace(section.title, runs=(*section.title.runs, Run(f" {number}"))), number)
    return replace(section, id=f"{section.id}-{number}", title=title, parts=tuple(_panel(part, number) for part in section.parts), notes=())


def _panel(part: Part, number: int) -> Part:
    assert isinstance(part, Panel)
    label = _named(part.label, number) if part.label else None
    return replace(part, id=f"{part.id}-{number}", label=label, paragraphs=tuple(_named(p, number) for p in part.paragraphs))


def _parts(document: Document, change: Callable[[Part], Part]) -> Document:
    return _sections(document, lambda section: replace(section, parts=tuple(map(change, section.parts))))


def _sections(document: Document, change: Callable[[Section], Section]) -> Document:
    return replace(document, sections=tuple(map(change, document.sections)))
