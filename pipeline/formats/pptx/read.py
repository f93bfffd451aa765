"""What a .pptx says: every text with the slide and shape that it stands in. Shares no code with the writer but the names of shapes.

Slides are taken in the order of the presentation; a slide is known by its name, a shape by its own, a table's cell by row and column.
Groups are looked into; layouts and masters are not text of a slide. Sources: ISO/IEC 29500-1, 19.3 and 21.1.
"""

import re
from collections import Counter
from typing import Iterator, Mapping

from lxml import etree

from ...problems import Place, Problems
from ..carried import carried
from ..contract import Found, Reading
from ..package import PackageError, Packed, unpack
from ..parse import parse
from ..properties import KEY
from ..relations import relations

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TITLES = ("title", "ctrTitle")


def read(data: bytes, path: str, problems: Problems) -> Reading | None:
    """The texts of a deck in reading order; None if it cannot be read. Reports `not-a-deck` or what `package` and `parse` find."""
    try:
        parts = unpack(data)
        if "ppt/presentation.xml" not in parts:
            raise PackageError("not-a-deck")
        slides = [(part, parse(parts[part].inflate(), part)) for part in _slides(parts)]
        pages = Counter(_name(root) for _, root in slides)
        found = tuple(text for part, root in slides for text in _Slide(parts, part, root, pages).found())
        return Reading(carried(parts).get(KEY, ""), found)
    except PackageError as error:
        problems.add(error.code, Place(path), **error.values)
        return None


def _slides(parts: dict[str, Packed]) -> list[str]:
    """The slides' parts in the order in which they are shown."""
    targets = {relation.id: relation.target for relation in relations(parts, "ppt/presentation.xml")}
    root = parse(parts["ppt/presentation.xml"].inflate(), "ppt/presentation.xml")
    listed = [targets.get(entry.get(f"{_R}id", ""), "") for entry in root.iter(f"{_P}sldId")]
    there = [part for part in listed if part in parts]
    if len(set(there)) < len(there):
        raise PackageError("deck-slide-twice")
    return there


def _name(root: etree._Element) -> str:
    content = root.find(f"{_P}cSld")
    return "" if content is None else content.get("name", "")


class _Slide:
    """Reads one slide and its notes. `pages`: how many slides have each name."""

    def __init__(self, parts: dict[str, Packed], part: str, root: etree._Element, pages: Mapping[str, int]) -> None:
        self._parts = parts
        self._root = root
        self._name = _name(root)
        self._pages = pages[self._name]
        self._related = relations(parts, part)
        self._links = {relation.id: relation.target for relation in self._related if relation.external}

    def found(self) -> Iterator[Found]:
        for shape in self._root.iter(f"{_P}sp", f"{_P}graphicFrame"):
            yield from self._table(shape) if shape.tag == f"{_P}graphicFrame" else self._shape(shape)
        notes = [relation.target for relation in self._related if relation.kind == "notesSlide" and relation.target in self._parts]
        for part in notes[:1]:  # a slide has one page of notes: ISO/IEC 29500-1, 13.3.5
            yield from self._notes(parse(self._parts[part].inflate(), part))

    def _shape(self, shape: etree._Element) -> Iterator[Found]:
        """A shape's texts; a title that goes on over several slides without its ` 1/2`."""
        kind = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        name = _called(shape, "nvSpPr").get("name", "")
        if kind is not None and kind.get("type") == "sldNum":
            return
        title = kind is not None and kind.get("type") in _TITLES
        for text, links in self._paragraphs(shape):
            if title and self._pages > 1:
                text = re.sub(rf" \d+/{self._pages}$", "", text)
            yield Found(f"{self._name}/{'title' if title else name}", text, links)

    def _table(self, frame: etree._Element) -> Iterator[Found]:
        properties = _called(frame, "nvGraphicFramePr")
        place = f"{self._name}/{properties.get('name', '')}"
        if properties.get("descr", "").strip():
            yield Found(f"{place}@alt", properties.get("descr"))
        for number, row in enumerate(frame.iter(f"{_A}tr")):
            for column, cell in enumerate(row.findall(f"{_A}tc")):
                yield from (Found(f"{place}!{number},{column}", *said) for said in self._paragraphs(cell))

    def _notes(self, root: etree._Element) -> Iterator[Found]:
        for shape in root.iter(f"{_P}sp"):
            kind = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
            if kind is None or kind.get("type") not in ("sldImg", "sldNum", "hdr", "ftr", "dt"):
                yield from (Found(f"{self._name}/notes", text) for text, _ in self._paragraphs(shape))

    def _paragraphs(self, holder: etree._Element) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Words and links of a holder's paragraphs that say something: runs, fields and line breaks."""
        for paragraph in holder.iter(f"{_A}p"):
            words, links = [], {}
            for piece in paragraph:
                if piece.tag == f"{_A}br":
                    words.append("\n")
                elif piece.tag in (f"{_A}r", f"{_A}fld"):
                    words.append(piece.findtext(f"{_A}t") or "")
                    links |= {self._links[name]: None for name in _links(piece) if name in self._links}
            if "".join(words).strip():
                yield "".join(words), tuple(links)


def _links(run: etree._Element) -> Iterator[str]:
    """The relationships that a run's links name."""
    return (link.get(f"{_R}id", "") for link in run.iterfind(f"{_A}rPr/{_A}hlinkClick"))


def _called(shape: etree._Element, holder: str) -> Mapping[str, str]:
    """What a shape is called and described as; empty where it does not say."""
    properties = shape.find(f"{_P}{holder}/{_P}cNvPr")
    return {} if properties is None else properties.attrib
