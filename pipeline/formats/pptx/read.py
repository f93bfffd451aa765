"""What a .pptx says: every text with the slide and shape that it stands in. Shares no code with the writer but the names of shapes.

Slides are taken in the order of the presentation; a slide is known by its name, a shape by its own, a table's cell by row and column.
Groups are looked into; layouts and masters are not text of a slide. Sources: ISO/IEC 29500-1, 19.3 and 21.1.
"""

import re
from collections import Counter
from posixpath import dirname, join, normpath
from typing import Iterator, Mapping

from lxml import etree

from ...problems import Place, Problems
from ..carried import carried
from ..contract import Found, Reading
from ..package import PackageError, Packed, unpack
from ..parse import parse
from ..properties import KEY

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
        found = tuple(text for part, root in slides for text in _slide(parts, part, root, pages))
        return Reading(carried(parts).get(KEY, ""), found)
    except PackageError as error:
        problems.add(error.code, Place(path), **error.values)
        return None


def _slides(parts: dict[str, Packed]) -> list[str]:
    """The slides' parts in the order in which they are shown."""
    targets = {name: target for name, _, target in _relationships(parts, "ppt/presentation.xml")}
    root = parse(parts["ppt/presentation.xml"].inflate(), "ppt/presentation.xml")
    listed = [targets.get(entry.get(f"{_R}id", "")) for entry in root.iter(f"{_P}sldId")]
    return [part for part in listed if part is not None and part in parts]


def _relationships(parts: dict[str, Packed], part: str) -> list[tuple[str, str, str]]:
    """Id, last word of the type, and target part of a part's internal relationships."""
    name = f"{dirname(part)}/_rels/{part.rsplit('/', 1)[-1]}.rels"
    if name not in parts:
        return []
    rows = []
    for row in parse(parts[name].inflate(), name):
        if row.get("TargetMode") != "External":
            target = normpath(join("/" + dirname(part), row.get("Target", "")))
            rows.append((row.get("Id", ""), row.get("Type", "").rsplit("/", 1)[-1], target.lstrip("/")))
    return rows


def _name(root: etree._Element) -> str:
    content = root.find(f"{_P}cSld")
    return "" if content is None else content.get("name", "")


def _slide(parts: dict[str, Packed], part: str, root: etree._Element, pages: dict[str, int]) -> Iterator[Found]:
    name = _name(root)
    for shape in root.iter(f"{_P}sp", f"{_P}graphicFrame"):
        yield from _table(name, shape) if shape.tag == f"{_P}graphicFrame" else _shape(name, shape, pages[name])
    for _, kind, target in _relationships(parts, part):
        if kind == "notesSlide" and target in parts:
            yield from _notes(name, parse(parts[target].inflate(), target))


def _shape(slide: str, shape: etree._Element, pages: int) -> Iterator[Found]:
    """A shape's texts; a title that goes on over several slides without its ` 1/2`."""
    kind = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
    name = _called(shape, "nvSpPr").get("name", "")
    if kind is not None and kind.get("type") == "sldNum":
        return
    title = kind is not None and kind.get("type") in _TITLES
    for text in _paragraphs(shape):
        if title and pages > 1:
            text = re.sub(rf" \d+/{pages}$", "", text)
        yield Found(f"{slide}/{'title' if title else name}", text)


def _called(shape: etree._Element, holder: str) -> Mapping[str, str]:
    """What a shape is called and described as; empty where it does not say."""
    properties = shape.find(f"{_P}{holder}/{_P}cNvPr")
    return {} if properties is None else properties.attrib


def _table(slide: str, frame: etree._Element) -> Iterator[Found]:
    properties = _called(frame, "nvGraphicFramePr")
    name = properties.get("name", "")
    if properties.get("descr", "").strip():
        yield Found(f"{slide}/{name}@alt", properties.get("descr"))
    for number, row in enumerate(frame.iter(f"{_A}tr")):
        for column, cell in enumerate(row.findall(f"{_A}tc")):
            for text in _paragraphs(cell):
                yield Found(f"{slide}/{name}!{number},{column}", text)


def _notes(slide: str, root: etree._Element) -> Iterator[Found]:
    for shape in root.iter(f"{_P}sp"):
        kind = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        if kind is not None and kind.get("type") in ("sldImg", "sldNum", "hdr", "ftr", "dt"):
            continue
        for text in _paragraphs(shape):
            yield Found(f"{slide}/notes", text)


def _paragraphs(holder: etree._Element) -> Iterator[str]:
    """The texts of a holder's paragraphs that say something: runs, fields and line breaks."""
    for paragraph in holder.iter(f"{_A}p"):
        words = []
        for piece in paragraph:
            if piece.tag == f"{_A}br":
                words.append("\n")
            elif piece.tag in (f"{_A}r", f"{_A}fld"):
                words.append(piece.findtext(f"{_A}t") or "")
        text = "".join(words)
        if text.strip():
            yield text

