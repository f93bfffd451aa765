"""Which document each kind of output is: the one list of kinds."""

import hashlib
from typing import Callable, Iterable, Mapping

from msgspec.structs import replace

from ..document.blocks import Document, Section, cells, charts, walk
from ..document.personal import filled
from ..model.content import Content
from ..model.form import Response
from ..model.handbook import Edition
from ..model.output import Output
from ..model.people import Member
from ..model.reference import Text
from ..problems import Problems
from .blank import general
from .deck import deck
from .filled import filled_followup
from .handbook import edition_mark, finnish_date
from .items import filled_development
from .meeting import KINDS, meeting
from .orientation import KINDS as ORIENTATION
from .orientation import orientation_deck
from .packet import packet_document
from .packet_index import PacketFile, packet_index
from .packet_letter import addressed, letter
from .select import Selection
from .word import word

Sections = tuple[Section, ...]
SLIDES = "slides"  #: the shape of a filled table as the deck of a meeting
PACKET = ("index", "letter", "document", "deck")  #: the parts of a packet that are documents of its own


def compose(
    content: Content, output: Output, edition: Edition, year: str, words: Mapping[str, Text], problems: Problems, shape: str = "", part: str = "", party: str = "", files: tuple[PacketFile, ...] = ()
) -> Document:
    """The document of an output, its key and digest included. `year` chooses the round of a filled table; other kinds take no answers.

    `shape` is what `shape_of` gives for a format: formats of one shape share a document. `part` is one of `PACKET` for a packet, which is several
    documents (`files` are those that its index leads to); with a `party` they are those of its members' own copies: the letter has places for `personal`, the document its contributions first.
    """
    selection = Selection(content, output, edition, words, problems)
    if output.kind == "packet":
        return _packet(selection, part, party, files)
    responses = content.responses.get(year, ()) if output.kind == "table-filled" else ()
    sections = meeting(selection, responses, year) if shape == SLIDES else _KINDS[output.kind](selection, year, responses)
    example = any(response.example for response in responses)
    title = selection.title + (f" {year}" if output.kind == "table-filled" else "")
    return assembled(selection, title, sections, marks(selection, year, example))


def personal(content: Content, of_party: Document, member: Member, output: Output, edition: Edition, words: Mapping[str, Text], problems: Problems) -> Document:
    """A member's own letter: `of_party` is that of the member's party, whose key it takes over; its digest is its own."""
    selection = Selection(content, output, edition, words, problems)
    whole = filled(of_party, addressed(selection, member))
    return replace(whole, digest=digest(whole))


def _packet(selection: Selection, part: str, party: str, files: tuple[PacketFile, ...]) -> Document:
    made = {
        "index": lambda: packet_index(selection, files),
        "letter": lambda: letter(selection, bool(party)),
        "document": lambda: packet_document(selection, party),
        "deck": lambda: orientation_deck(selection),
    }
    said = {**marks(selection, "", False), "document": selection.word(f"packet.{part}")}
    if part != "index":
        said["handbook"] = selection.title
    title = selection.title if part == "index" else f"{selection.title}: {selection.word(f'packet.{part}')}"
    return assembled(selection, title, made[part](), said, part)


def assembled(selection: Selection, title: str, sections: Sections, said: dict[str, str], part: str = "") -> Document:
    """A document of an output with its key and digest; `said` are its marks, `part` which of the output's documents it is."""
    handbook, edition = selection.source.handbook, selection.edition
    return _with_key(
        Document(
            id="-".join(filter(None, (selection.output.id.value, part))),
            title=title,
            sections=sections,
            language=handbook.language.value,
            publisher=selection.plain(handbook.publisher),
            subject=selection.plain(handbook.title),
            edition=edition.id.value,
            date=edition.date.value if edition.date else f"{edition.year}-01-01",
            marks=said,
        )
    )


def shape_of(kind: str, format_name: str) -> str:
    """`SLIDES` where a kind has other sections in a deck than in its other formats; empty for all else."""
    return SLIDES if kind == "table-filled" and format_name == "pptx" else ""


def kinds_without_use(outputs: Iterable[Output]) -> frozenset[str]:
    """The kinds of sections that none of the outputs can have: a deck's template need not hold their layouts."""
    made = [(output.kind, shape_of(output.kind, format_name), format_name) for output in outputs for format_name in output.formats]
    meeting_made = any(shape == SLIDES for _, shape, _ in made)
    orientation_made = any(kind == "packet" and format_name == "pptx" for kind, _, format_name in made)
    return frozenset(() if meeting_made else KINDS) | frozenset(() if orientation_made else ORIENTATION)


def digest(document: Document) -> str:
    """SHA-256 over what a file is made of: titles, marks, every block's id, words, addresses and looks, what cells ask for; not the key."""
    total = hashlib.sha256()
    shown = [document.title, document.publisher, document.subject, document.edition, document.date, document.language]
    shown += (f"{name}={text}" for name, text in sorted(document.marks.items()))
    for parent, paragraph in walk(document):
        runs = "\x1e".join(f"{r.text}\x1f{r.href}\x1f{r.target}\x1f{r.strong:d}{r.look}" for r in paragraph.runs)
        shown.append(f"{parent}\x1d{paragraph.id}\x1d{paragraph.style}\x1d{runs}")
    shown += (f"{cell.id}\x1d{cell.fill:d}\x1d{cell.hint}\x1d{'/'.join(cell.choices)}" for cell in cells(document))
    for chart in charts(document):
        shown.append(f"{chart.id}\x1d{chart.title}\x1d{chart.categories}\x1d{[(one.name, one.values, one.look) for one in chart.series]}{chart.kind}{chart.marks}")
    for text in shown:
        total.update(text.encode("utf-8") + b"\x1c")
    return total.hexdigest()


def _with_key(draft: Document) -> Document:
    whole = digest(draft)
    return replace(draft, key=f"{draft.edition}-{whole[:8]}", digest=whole)


def marks(selection: Selection, year: str, example: bool) -> dict[str, str]:
    """The short fixed texts of a document; `year` is that of a table's round."""
    source, edition = selection.source, selection.edition
    return {
        "handbook": selection.plain(source.handbook.title),
        "publisher": selection.plain(source.handbook.publisher),
        "document": selection.plain(source.handbook.document) if selection.output.kind in ("deck", "word") else selection.title,
        "edition": edition_mark(selection),
        "date": finnish_date(edition.date.value) if edition.date else "",
        "example": selection.word("example") if example else "",
        "sheet.followup_table": selection.word("sheet.followup"),
        "sheet.development_table": selection.word("sheet.development"),
        "year": year if selection.output.kind.startswith("table") else "",
    }


def _filled(selection: Selection, year: str, responses: tuple[Response, ...]) -> Sections:
    return filled_followup(selection, year, responses), filled_development(selection, year, responses)


_KINDS: dict[str, Callable[[Selection, str, tuple[Response, ...]], Sections]] = {
    "deck": lambda selection, year, responses: deck(selection),
    "word": lambda selection, year, responses: word(selection),
    "table-blank": lambda selection, year, responses: general(selection, year),
    "table-filled": _filled,
}
