"""What was made: for each file its digests, and for each block its words, origin and address.

`build/manifest.json` lists the files and is written last; `build/manifests/NAME.FORMAT.json` holds the blocks of one file;
`source/responses/YEAR/forms/KEY.json` a follow-up form as it was handed out, whole, so that it can be made again.
The list is read at every start, so `graph.py` reads it as plain JSON; here are the blocks.
"""

import hashlib
from typing import Any, Container, Iterable, Iterator, Mapping

import msgspec

from .document.blocks import Chart, Document, Panel, Paragraph, Part, paragraphs, walk


class BlockRecord(msgspec.Struct, frozen=True):
    """A block as it stood in one file."""

    id: str
    kind: str  #: the paragraph's style
    parent: str  #: the id of what holds it
    order: int  #: 1-based place in reading order
    text: str  #: the words as a reader sees them
    links: tuple[str, ...]  #: where its links lead
    markup: str  #: as the source writes them; empty where it does not
    digest: str  #: of text and looks, first 16 hex digits of SHA-256
    origin: str  #: `handbook.yaml:12:5`, or empty
    editable: bool
    address: str  #: where the format's reader finds it


class Manifest(msgspec.Struct, frozen=True):
    """What one file held when it was made: enough to say later whether somebody has changed it."""

    name: str
    format: str
    title: str
    key: str
    edition: str
    fixed: tuple[str, ...]  #: texts that stand in the file without being blocks: footers, numbers, entries of contents lists
    blocks: tuple[BlockRecord, ...]


def record(document: Document, format_name: str, addresses: Mapping[str, str], blank: Container[str] = (), fixed: Iterable[str] = ()) -> Manifest:
    """The manifest of a file that holds `document`.

    Blocks that the format does not show have no address and are left out; those in `blank` are shown as an empty place. `fixed` are texts of
    the file's template.
    """
    blocks: list[BlockRecord] = []
    seen: set[str] = set()
    for parent, paragraph in walk(document):
        if paragraph.id in addresses and paragraph.id not in seen:
            seen.add(paragraph.id)
            text = "" if paragraph.id in blank else paragraph.text
            blocks.append(_block(parent, paragraph, text, len(blocks) + 1, addresses[paragraph.id]))
    return Manifest(document.id, format_name, document.title, document.key, document.edition, fixed_texts(document, fixed), tuple(blocks))


def fixed_texts(document: Document, template: Iterable[str] = ()) -> tuple[str, ...]:
    """What a file shows around its blocks; `template` are texts of its template."""
    marks = document.marks
    line = " · ".join(marks[name] for name in ("example", "handbook", "edition", "date") if marks.get(name))  # below the title of a table in Word
    texts = {line, *template, *marks.values(), document.title, document.publisher, document.key, f"{marks.get('edition', '')} · {document.key}"}
    for section in document.sections:
        texts.add(section.number)
        if section.title is not None:
            texts |= {section.title.text, f"{section.number} {section.title.text}"}
        texts |= {p.text for part in section.parts for _, p in paragraphs(part) if not p.id}
        texts |= {p.text for part in section.parts for p in _repeated(part)}
    return tuple(sorted(text for text in texts if text))


def _repeated(part: Part) -> Iterator[Paragraph]:
    """What a part says again where it goes on: a panel its label, and its words where it stands again beside a table; a table its header row,
    caption and note, and the cells that name its rows."""
    if isinstance(part, Chart):
        return
    if isinstance(part, Panel):
        yield from (label for label in (part.label,) if label is not None)
        yield from part.paragraphs if part.again else ()
        return
    yield from (column.label for column in part.columns)
    yield from (paragraph for paragraph in (part.caption, part.note) if paragraph is not None)
    yield from (paragraph for row in part.rows if part.row_heads for paragraph in row.cells[0].paragraphs)


def encode(value: Any) -> bytes:
    """JSON with one entry a line and two blanks of indent, UTF-8, with a final line break."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def decode(data: bytes) -> Manifest:
    """A manifest of one file. Raises `msgspec.MsgspecError`."""
    return msgspec.json.decode(data, type=Manifest)


def _block(parent: str, paragraph: Paragraph, text: str, order: int, address: str) -> BlockRecord:
    looks = "\x1e".join(f"{r.text}\x1f{r.href}\x1f{r.strong:d}{r.look}" for r in paragraph.runs)
    origin = paragraph.origin
    return BlockRecord(
        id=paragraph.id,
        kind=paragraph.style,
        parent=parent,
        order=order,
        text=text,
        links=paragraph.links,
        markup=paragraph.markup,
        digest=hashlib.sha256(looks.encode()).hexdigest()[:16],
        origin=f"{origin.path.rpartition('/')[2]}:{origin.line}:{origin.column}" if origin else "",
        editable=paragraph.editable,
        address=address,
    )


class FormRecord(msgspec.Struct, frozen=True):
    """A follow-up form as it was handed out; one serves all recipients whose forms differ by what `document/personal.py` names.

    Of a table of a build that is known by its blocks alone there is no document.
    """

    key: str
    name: str  #: the id of its document
    document: Document | None  #: without the places of its words, which the source may have moved since
    blocks: tuple[tuple[str, str], ...]  #: id and words of every paragraph, in reading order
    fixed: tuple[str, ...]  #: texts that stand in its files without being blocks


def form_record(document: Document, fixed: Iterable[str]) -> FormRecord:
    """The record of a form; `fixed` are texts of the templates of its files."""
    blocks = tuple({paragraph.id: paragraph.text for _, paragraph in walk(document)}.items())
    placeless = msgspec.convert(_without_places(msgspec.to_builtins(document)), Document)
    return FormRecord(document.key, document.id, placeless, blocks, fixed_texts(document, fixed))


def decode_form(data: bytes) -> FormRecord:
    """The record of a form. Raises `msgspec.MsgspecError`."""
    return msgspec.json.decode(data, type=FormRecord)


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_places(entry) for name, entry in value.items() if name != "origin"}
    return [_without_places(entry) for entry in value] if isinstance(value, (list, tuple)) else value
