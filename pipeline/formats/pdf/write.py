"""Write a document as a tagged PDF (PDF/UA-1), set by typst with the template's own look and fonts, never the system's.

The document reaches typst as JSON (`content.py`), so that no word of it is read as markup. Nothing here knows a length or a colour.
"""

import json
import re
import tempfile
from datetime import datetime, timezone
from pathlib import Path
from typing import Mapping

import typst

from ...document.blocks import Document, Table, cells, walk
from ...problems import Place, Problems, Span
from ..contract import Layouts, Rendering
from ..seal import NAME, sealed
from . import last_resort
from .boxes import boxes
from .content import content, opening, told_choices
from .fonts import FontError, lacking
from .tags import with_row_headers

MAIN = "handbook.typ"  #: the template's file that makes the pages
FONTS = "fonts/"
_FOLDER = "pdf/"  #: of the template, among the templates
_SUFFIXES = (".ttf", ".otf", ".ttc")
_SPARE = ("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern", "New Computer Modern Math", last_resort.FAMILY)  #: all but the last come with typst
_START = "main.typ"
_WHERE = re.compile(r"┌─ ([^\n]+):(\d+):(\d+)$", re.MULTILINE)
_UNKNOWN = "unknown font family: "
_SHOWN = 12  #: characters that a problem names


def write(document: Document, template: Mapping[str, bytes], layouts: Layouts, problems: Problems) -> Rendering | None:
    """The file; None where the template cannot carry the document. A block's address is empty: a PDF is compared by its text.

    Reports `template-missing`, `temporary-unwritable`, `pdf-font-damaged`, `pdf-font-missing`, `pdf-template-broken` and `pdf-template-lacks` at the template's files, and
    `pdf-no-glyph` for characters that are shown as boxes, since no font has them.
    """
    if MAIN not in template:
        problems.add("template-missing", Place(_FOLDER + MAIN))
        return None
    faces = {name: data for name, data in template.items() if name.startswith(FONTS) and name.lower().endswith(_SUFFIXES)}
    said = json.dumps(content(document), ensure_ascii=False)
    missing = _missing(faces, said, problems)
    if missing is None:
        return None
    if missing:
        said = json.dumps(content(document, _SPARE), ensure_ascii=False)
    files = {name: data for name, data in template.items() if not name.startswith(FONTS)}
    data = _set({**files, _START: f'#include "{MAIN}"'.encode(), "document.json": said.encode()}, _Faces(faces, missing), document.date, problems)
    data = None if data is None else _finished(data, document, problems)
    if data is None:
        return None
    if unseen := boxes(data, last_resort.FAMILY) if missing else "":
        problems.add("pdf-no-glyph", None, characters=" ".join(f"{one} (U+{ord(one):04X})" for one in unseen[:_SHOWN]), count=str(len(unseen)))
    return Rendering(sealed(data), {block.id: "" for _, block in walk(document)}, fixed=_fixed(document))


class _Faces:
    """The fonts of a template as files of a folder, and a font for the characters that they lack: typst takes fonts from folders only."""

    def __init__(self, faces: Mapping[str, bytes], missing: set[str]) -> None:
        self.faces = [*faces.values(), *([last_resort.font(missing)] if missing else ())]

    def lay_out(self, folder: str) -> None:
        """Write the files."""
        for number, face in enumerate(self.faces):
            Path(folder, f"{number}.ttf").write_bytes(face)


def _missing(faces: Mapping[str, bytes], said: str, problems: Problems) -> set[str] | None:
    """The characters that some font of the template lacks; None if a font cannot be read, which is reported."""
    odd = {character for character in set(said) if not character.isascii()}
    missing: set[str] = set()
    known = len(problems.errors())
    for name, face in faces.items():
        try:
            missing |= lacking(face, odd)
        except FontError:
            problems.add("pdf-font-damaged", Place(_FOLDER + name))
    return missing if len(problems.errors()) == known else None


def _set(files: Mapping[str, bytes], faces: _Faces, date: str, problems: Problems) -> bytes | None:
    """The file as typst makes it. Neither files nor fonts nor the clock of the machine have a part in it."""
    made = datetime.fromisoformat(date).replace(tzinfo=timezone.utc)
    try:
        with tempfile.TemporaryDirectory() as folder:
            faces.lay_out(folder)
            try:
                data, warnings = typst.compile_with_warnings(
                    dict(files), root=folder, font_paths=[folder], ignore_system_fonts=True, pdf_standards=["ua-1"], timestamp=made,
                    package_path=folder, package_cache_path=folder,
                )  # fmt: skip
            except typst.TypstError as error:
                problems.add("pdf-template-broken", _place(error.diagnostic, folder), detail=_without(folder, error.message))
                return None
    except OSError as error:
        problems.add("temporary-unwritable", None, detail=error.strerror or "")
        return None
    for warning in warnings:
        if warning.message.startswith(_UNKNOWN):
            problems.add("pdf-font-missing", _place(warning.diagnostic, folder), family=warning.message.removeprefix(_UNKNOWN))
            return None
    return data


def _place(diagnostic: str, folder: str) -> Span | Place:
    """Where in the template a diagnostic of typst points; it names files by the folder of the fonts, which is its root."""
    found = _WHERE.search(_without(folder, diagnostic))
    if not found or found[1] == _START:
        return Place(_FOLDER + MAIN)
    line, column = int(found[2]), int(found[3]) + 1  # typst counts columns from 0
    return Span(_FOLDER + found[1], line, column, line, column)


def _without(folder: str, said: str) -> str:
    """What typst says, without the way to the folder."""
    return re.sub(rf"[^\s(]*{re.escape(Path(folder).name)}[/\\]", "", said)


def _finished(data: bytes, document: Document, problems: Problems) -> bytes | None:
    """The file with headers of rows; None where the template has left out what every file must have."""
    heads = [_names_rows(part) for section in document.sections for part in section.parts if isinstance(part, Table)]
    marked = with_row_headers(data, heads)
    if marked is None or data.count(NAME) != 2:  # among the properties and in the metadata
        problems.add("pdf-template-lacks", Place(_FOLDER + MAIN), rule="pdf-tables" if marked is None else "pdf-keywords")
        return None
    return marked


def _names_rows(table: Table) -> bool:
    """Whether the first cell of each row is a header of it: not where a head says it all, so that headers would be more than what they stand for."""
    columns, rows = len(table.columns), len(table.rows)
    return table.row_heads and (not table.head or columns + rows <= rows * (columns - 1))


def _fixed(document: Document) -> tuple[str, ...]:
    """Texts beside the blocks: the title and what the document says of itself where it has no cover, the numbers of headings, and choices to tick."""
    choices = (" ".join(told_choices(cell)) for cell in cells(document))
    said = " · ".join(filter(None, opening(document)))
    numbers = (section.number for section in document.sections)
    return tuple(dict.fromkeys(text for text in (document.title, said, *numbers, *choices) if text))
