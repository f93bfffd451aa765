"""What the template reads: a document as plain values, so that its words reach typst as data and never as markup.

The shape is described in templates/README.md. How anything looks is the template's affair; here is only what a template cannot know: which
paragraphs make a list, how deep a heading stands, and which words of a column are the longest.
"""

import re
from typing import Iterable, Iterator

from ...document.blocks import Cell, Column, Document, Panel, Paragraph, Run, Section, Table, paragraphs
from ..links import address
from ..markup import clean
from ..seal import UNSEALED

LISTS = {"bullet": "bullets", "number": "numbers"}  #: by style of paragraph, what several of them make together
_DEEPEST = 6  #: of headings: ISO 32000-1, 14.8.4.3.2
_LONGEST = 3  #: words of a column that are measured: which of them is the widest, only the font knows
_SHORTEST, _FEW = 10, 20  #: letters in a line of the narrowest column, and lines that a cell may have without a second thought
_BREAKS = re.compile("\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_WHOLE = re.compile(r"(?<!\S)(-[^\W\d]\S{0,30}|[^\W_]{1,3}/[^\W_]{1,3})(?!\S)")  #: `-ohjelma` after a blank, `K/E`: no line ends inside
_PIECES = re.compile(r"[^\s\-–—/?]+[\-–—/?]?")


def has_cover(document: Document) -> bool:
    """Does the document begin with a front page of its own, or is it a letter, whose title has its place."""
    return any(section.kind in ("cover", "letter") for section in document.sections)


def opening(document: Document) -> tuple[str, str]:
    """What a document without a cover says below its title, since a header is hard to reach for who listens to a page: the mark of an example, and the rest."""
    if has_cover(document):
        return "", ""
    marks = document.marks
    return plain(marks.get("example", "")), plain(" · ".join(marks[name] for name in ("handbook", "edition", "date") if marks.get(name)))


def content(document: Document, spare: tuple[str, ...] = ()) -> dict[str, object]:
    """The document as values of JSON; what is empty or false is left out below the first level. `spare`: families for what no other font has."""
    ids = {section.id for section in document.sections if section.title is not None}
    return {
        "title": plain(document.title) or document.id,
        "language": document.language,
        "publisher": plain(document.publisher),
        "subject": plain(document.subject),
        "keywords": [f"kasikirja-key:{document.key}", f"kasikirja-document:{document.id}", f"kasikirja-seal:{UNSEALED}"],
        "key": document.key,
        "spare": list(spare),
        "marks": {name: plain(words) for name, words in document.marks.items()},
        "cover": has_cover(document),
        "opening": _opening(document),
        "longest": max((len(piece) for text in _texts(document) for piece in _PIECES.findall(text)), default=0),
        "sections": list(_Sections(document, ids)),
    }


def _opening(document: Document) -> list[dict[str, object]]:
    example, rest = opening(document)
    shown = [{"text": example, "strong": True, "look": "missing"}] if example else []
    return shown + ([{"text": f" · {rest}" if shown else rest}] if rest else [])


def plain(words: str) -> str:
    """Words as typst takes them: one sign for a line break, with a blank that keeps the lines apart in the text, and no tab, for which no font has a glyph."""
    return clean(_BREAKS.sub(" \n", words)).replace("\t", " ")


class _Sections:
    """The sections of a document in order; headings skip no level."""

    def __init__(self, document: Document, ids: set[str]) -> None:
        self.document, self.ids = document, ids
        self.level = 0 if has_cover(document) else 1
        self.turning = _turning(document)

    def __iter__(self) -> Iterator[dict[str, object]]:
        for section in self.document.sections:
            yield self._section(section)

    def _section(self, section: Section) -> dict[str, object]:
        level = self._heading(section.level) if section.title is not None and section.kind != "cover" else self.level
        parts = [self._panel(part, level) if isinstance(part, Panel) else self._table(part) for part in section.parts if isinstance(part, (Panel, Table))]
        made = {
            "id": section.id,
            "kind": section.kind,
            "level": level,
            "number": section.number,
            "turning": section.id in self.turning,
            "wide": section.wide,
            "large": section.large,
            "depth": section.depth,
            "title": self._runs(section.title.runs) if section.title is not None else [],
            "name": plain(section.title.text) if section.title is not None else "",
            "parts": parts,
            "notes": [self._paragraph(note) for note in section.notes],
        }
        return _said(made)

    def _heading(self, level: int) -> int:
        """The level of the next heading: at most one below the last, and never above the document's own title."""
        self.level = min(max(level, 1 if has_cover(self.document) else 2), self.level + 1, _DEEPEST)
        return self.level

    def _panel(self, panel: Panel, level: int) -> dict[str, object]:
        label = self._runs(panel.label.runs) if panel.label is not None else []
        return _said({"role": panel.role, "label": label, "level": min(level + 1, _DEEPEST), "blocks": self._blocks(panel.paragraphs)})

    def _blocks(self, paragraphs: Iterable[Paragraph]) -> list[dict[str, object]]:
        """The paragraphs, neighbours of one list together."""
        blocks: list[dict[str, object]] = []
        for paragraph in paragraphs:
            kind = LISTS.get(paragraph.style)
            if kind is None:
                blocks.append(self._paragraph(paragraph))
            elif blocks and kind in blocks[-1]:
                blocks[-1][kind].append(self._runs(paragraph.runs))
            else:
                blocks.append({kind: [self._runs(paragraph.runs)]})
        return blocks

    def _paragraph(self, paragraph: Paragraph) -> dict[str, object]:
        return _said({"style": paragraph.style if paragraph.style != "text" else "", "runs": self._runs(paragraph.runs)})

    def _runs(self, runs: Iterable[Run]) -> list[dict[str, object]]:
        return [self._run(run) for run in runs if run.text]

    def _run(self, run: Run) -> dict[str, object]:
        href = address(run.href)
        target = run.target if not href and run.target in self.ids else ""
        text, look = plain(run.text), "" if run.look == "count" else run.look
        return _said({"text": text, "pieces": _pieces(text), "strong": run.strong, "href": href, "target": target, "look": look})

    def _table(self, table: Table) -> dict[str, object]:
        return _said(
            {
                "role": table.role,
                "caption": self._runs(table.caption.runs) if table.caption is not None else [],
                "note": self._runs(table.note.runs) if table.note is not None else [],
                "head": table.head,
                "row_heads": table.row_heads,
                "columns": [self._column(table, number, column) for number, column in enumerate(table.columns)],
                "rows": [[self._cell(cell) for cell in row.cells] for row in table.rows],
            }
        )

    def _column(self, table: Table, number: int, column: Column) -> dict[str, object]:
        cells = [row.cells[number] for row in table.rows]
        words = _longest(column, cells, table)
        return {"label": self._runs(column.label.runs), "share": column.share, "words": words, "longest": max((len(word) for word, _ in words), default=0)}

    def _cell(self, cell: Cell) -> dict[str, object]:
        long = len(cell.paragraphs) + sum(len(paragraph.text) for paragraph in cell.paragraphs) // _SHORTEST > _FEW
        return _said({"blocks": self._blocks(cell.paragraphs), "fill": cell.fill, "choices": list(told_choices(cell)), "long": long})


def _pieces(text: str) -> list[str]:
    """The text in pieces if it holds words that no line may end inside: every second piece is one of those."""
    pieces = _WHOLE.split(text) if "-" in text or "/" in text else []
    return pieces if len(pieces) > 1 else []


def told_choices(cell: Cell) -> tuple[str, ...]:
    """What may be written in a cell, where nothing is yet: a reader of paper sees no list that opens."""
    unwritten = all(run.look for paragraph in cell.paragraphs for run in paragraph.runs)
    return tuple(map(plain, cell.choices)) if cell.fill and unwritten else ()


def _texts(document: Document) -> Iterator[str]:
    """All words of a document."""
    yield document.title
    for section in document.sections:
        yield section.title.text if section.title is not None else ""
        for part in section.parts:
            yield from (paragraph.text for _, paragraph in paragraphs(part))
        yield from (note.text for note in section.notes)


def _turning(document: Document) -> set[str]:
    """Numbered chapters that go on on a landscape page: that breaks the page anyhow, and a break before them would leave it all but empty."""
    turning, chapter = set(), ""
    for section in document.sections:
        if section.level == 1 and section.number:
            chapter = section.id
        elif section.wide:
            turning.add(chapter)
    return turning


def _longest(column: Column, cells: Iterable[Cell], table: Table) -> list[list[object]]:
    """The longest words of a column, each with whether it stands in bold; what a line may end inside counts as several words."""
    said = [(piece, True) for piece in _PIECES.findall(plain(column.label.text))] if table.head else []
    names = table.row_heads and column is table.columns[0]
    for cell in cells:
        for paragraph in cell.paragraphs:
            said += ((piece, run.strong or names) for run in paragraph.runs for piece in _PIECES.findall(plain(run.text)))
    return [[piece, bold] for piece, bold in sorted(dict.fromkeys(said), key=lambda word: -len(word[0]))[:_LONGEST]]


def _said(values: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value or value == 0 and value is not False}
