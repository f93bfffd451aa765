"""Which document each kind of output is: the one list of kinds."""

import hashlib
from typing import Callable, Mapping

from msgspec.structs import replace

from ..document.blocks import Document, Section, cells, walk
from ..model.content import Content
from ..model.form import Response
from ..model.handbook import Edition
from ..model.output import Output
from ..model.reference import Text
from ..problems import Problems
from .deck import deck
from .form import development, followup
from .handbook import edition_mark, finnish_date
from .select import Selection
from .word import word

Sections = tuple[Section, ...]
_BLANK_GOAL_SHARE, _FILLED_GOAL_SHARE = 0.24, 0.17  #: answers need the room that goals have in a blank table


def compose(
    content: Content, output: Output, edition: Edition, year: str, words: Mapping[str, Text], problems: Problems
) -> Document:
    """The document of an output, its key and digest included. `year` chooses the round of a filled table; other kinds take no answers."""
    selection = Selection(content, output, edition, words, problems)
    responses = content.responses.get(year, ()) if output.kind == "table-filled" else ()
    sections = _KINDS[output.kind](selection, responses)
    example = any(response.example for response in responses)
    draft = Document(
        id=output.id.value,
        title=selection.plain(output.title),
        sections=sections,
        language=content.source.handbook.language.value,
        publisher=selection.plain(content.source.handbook.publisher),
        subject=selection.plain(content.source.handbook.title),
        edition=edition.id.value,
        date=edition.date.value if edition.date else f"{edition.year}-01-01",
        marks=_marks(selection, year, example),
    )
    return _with_key(draft)


def digest(document: Document) -> str:
    """SHA-256 over what a file is made of: titles, marks, every block's id, words, addresses and looks, what cells ask for; not the key."""
    total = hashlib.sha256()
    shown = [document.title, document.publisher, document.subject, document.edition, document.date, document.language]
    shown += (f"{name}={text}" for name, text in sorted(document.marks.items()))
    for parent, paragraph in walk(document):
        runs = "\x1e".join(f"{r.text}\x1f{r.href}\x1f{r.target}\x1f{r.strong:d}{r.look}" for r in paragraph.runs)
        shown.append(f"{parent}\x1d{paragraph.id}\x1d{paragraph.style}\x1d{runs}")
    shown += (f"{cell.id}\x1d{cell.fill:d}\x1d{cell.hint}\x1d{'/'.join(cell.choices)}" for cell in cells(document))
    for text in shown:
        total.update(text.encode("utf-8") + b"\x1c")
    return total.hexdigest()


def _with_key(draft: Document) -> Document:
    whole = digest(draft)
    return replace(draft, key=f"{draft.edition}-{whole[:8]}", digest=whole)


def _marks(selection: Selection, year: str, example: bool) -> dict[str, str]:
    source, edition = selection.source, selection.edition
    return {
        "handbook": selection.plain(source.handbook.title),
        "publisher": selection.plain(source.handbook.publisher),
        "document": selection.plain(source.handbook.document if selection.output.kind in ("deck", "word") else selection.output.title),
        "edition": edition_mark(selection),
        "date": finnish_date(edition.date.value) if edition.date else "",
        "example": selection.word("example") if example else "",
        "sheet.followup_table": selection.word("sheet.followup"),
        "sheet.development_table": selection.word("sheet.development"),
        "year": year if selection.output.kind.startswith("table") else "",
    }


def _blank(selection: Selection, responses: tuple[Response, ...]) -> Sections:
    return followup(selection, _BLANK_GOAL_SHARE, None), development(selection, None)


def _filled(selection: Selection, responses: tuple[Response, ...]) -> Sections:
    return followup(selection, _FILLED_GOAL_SHARE, responses), development(selection, responses)


_KINDS: dict[str, Callable[[Selection, tuple[Response, ...]], Sections]] = {
    "deck": lambda selection, responses: deck(selection),
    "word": lambda selection, responses: word(selection),
    "table-blank": _blank,
    "table-filled": _filled,
}
