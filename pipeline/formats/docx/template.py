"""A Word template as a writer needs it: its parts as they are packed, its page set-ups, styles, lists and the controls of its headers.

Nothing is changed here. The template's body is not kept: a document takes its page set-ups, found by the direction of the paper
(`w:pgSz w:orient`), and its styles by id. Neighbours: `elements.py` finds places in bytes, `write.py` puts the document together.
"""

import re
from functools import lru_cache
from typing import Iterator

import msgspec

from ..markup import unescape
from ..package import Packed, PackageError, unpack
from ..palette import palette
from ..theme import COLOURS
from .elements import Element, elements

DOCUMENT = "word/document.xml"
_TYPES = "[Content_Types].xml"
_RELATIONS = "word/_rels/document.xml.rels"
_FILL = "accent5"
_LETTER = re.compile(r"\w")


class Page(msgspec.Struct, frozen=True):
    """A page set-up. `width` is that of the text in twentieths of a point."""

    opening: str  #: the `w:sectPr` of a document's first section
    later: str  #: the same without a first page of its own
    wide: bool
    width: int


class Control(msgspec.Struct, frozen=True):
    """A content control of a header or footer: its bytes, and the places of the texts in it that its value replaces, the first taking it."""

    tag: str
    start: int
    end: int
    texts: tuple[tuple[int, int], ...]


class Lists(msgspec.Struct, frozen=True):
    """Numbered lists: the list of each style that has one; where a further list goes in numbering.xml."""

    by_style: dict[str, int]
    definitions: dict[int, str]  #: the definition (`w:abstractNumId`) of each list
    at: int


class Template(msgspec.Struct, frozen=True):
    """A template, read once."""

    parts: dict[str, Packed]
    head: bytes  #: document.xml up to its content
    tail: bytes  #: and after it
    pages: tuple[Page, ...]
    styles: frozenset[str]
    lists: Lists
    headers: dict[str, tuple[bytes, tuple[Control, ...]]]  #: headers and footers with controls, by part
    types: tuple[tuple[str, str, str], ...]  #: of [Content_Types].xml: element, extension or part, type
    relations: bytes  #: document.xml.rels without its closing tag
    taken: int  #: the highest number of its relationship ids
    fill: str  #: the figures of accent5, the colour of what is to be filled; the neutral look's where the template has no theme

    def page(self, wide: bool, large: bool = False) -> Page | None:
        """The page set-up for a section, the widest for a `large` one; where no wide page is needed, what there is. None: there is no wide one."""
        found = sorted((page for page in self.pages if page.wide == wide), key=lambda page: page.width, reverse=large)
        return found[0] if found else None if wide else self.pages[0]


@lru_cache(maxsize=4)
def open_template(data: bytes) -> Template:
    """Read a template. Raises `PackageError`, with `template-damaged` where it lacks what a document is made from."""
    try:
        return _read(unpack(data))
    except (KeyError, ValueError) as error:
        raise PackageError("template-damaged", detail=str(error)) from None


def _read(parts: dict[str, Packed]) -> Template:
    content = {name: _part(parts, name) for name in (_TYPES, DOCUMENT, _RELATIONS, "word/styles.xml")}
    relations = elements(content[_RELATIONS], _RELATIONS)
    head, tail, pages = _document(content[DOCUMENT])
    styles = elements(content["word/styles.xml"], "word/styles.xml")
    return Template(
        parts=parts,
        head=head,
        tail=tail,
        pages=pages,
        styles=frozenset(style.attributes.get("styleId", "") for style in styles.all("style")),
        lists=_lists(parts, styles),
        headers=_headers(parts, relations),
        types=tuple(_types(elements(content[_TYPES], _TYPES))),
        relations=content[_RELATIONS][: relations.after] if relations.after < relations.end else b"",
        fill=_fill(parts, relations),
        taken=max((int(number) for number in re.findall(rb'Id="rId(\d{1,9})"', content[_RELATIONS])), default=0),
    )


def fill(header: tuple[bytes, tuple[Control, ...]], values: dict[str, bytes]) -> bytes:
    """A header with the values of its controls; one whose value is empty goes, one whose tag is not known stays as it is."""
    data, controls = header
    for control in reversed(controls):
        value = values.get(control.tag)
        if value == b"":
            data = data[: control.start] + data[control.end :]
        elif value is not None:
            for number, (start, end) in reversed(tuple(enumerate(control.texts))):
                data = data[:start] + (b"" if number else value) + data[end:]
    return data


def texts(data: bytes, part: str) -> Iterator[str]:
    """What a header or footer says between its tabs and line breaks, paragraph by paragraph."""
    for paragraph in elements(data, part).all("p"):
        said = [""]
        for element in paragraph.below:
            if element.name == "t":
                said[-1] += unescape(data[element.inside : element.after].decode())
            elif element.name in ("tab", "br", "cr"):
                said.append("")
        yield from (text.strip() for text in said if text.strip())


def _part(parts: dict[str, Packed], name: str) -> bytes:
    if name not in parts:
        raise PackageError("template-damaged", detail=name)
    return parts[name].inflate()


def _document(data: bytes) -> tuple[bytes, bytes, tuple[Page, ...]]:
    body = elements(data, DOCUMENT).first("body")
    if body is None or b'xmlns:w="' not in data[: body.start] or b'xmlns:r="' not in data[: body.start]:
        raise PackageError("template-damaged", detail=DOCUMENT)
    pages = tuple(_page(data, section) for section in body.all("sectPr") if section.first("pgSz") and section.first("pgMar"))
    if not pages:
        raise PackageError("template-damaged", detail="w:sectPr")
    return data[: body.inside], data[body.after :], pages


def _page(data: bytes, section: Element) -> Page:
    size, margins, first = section.first("pgSz"), section.first("pgMar"), section.first("titlePg")
    text = data[section.start : section.end]
    later = data[section.start : first.start] + data[first.end : section.end] if first else text
    width = int(size.attributes["w"]) - int(margins.attributes["left"]) - int(margins.attributes["right"])
    return Page(text.decode(), later.decode(), size.attributes.get("orient") == "landscape", width)


def _fill(parts: dict[str, Packed], relations: Element) -> str:
    themes = (_target(one) for one in relations.all("Relationship") if one.attributes.get("Type", "").endswith("/theme"))
    found = next((palette(parts[name].inflate()).colours for name in themes if name in parts), {})
    return found.get(_FILL, COLOURS[_FILL])


def _target(relation: Element) -> str:
    """The part that the document relates to, by its name in the package."""
    target = relation.attributes["Target"]
    return target[1:] if target.startswith("/") else f"word/{target}"


def _lists(parts: dict[str, Packed], styles: Element) -> Lists:
    by_style = {style.attributes.get("styleId", ""): style.value("numPr", "numId") for style in styles.all("style")}
    if "word/numbering.xml" not in parts:
        return Lists({}, {}, 0)
    root = elements(parts["word/numbering.xml"].inflate(), "word/numbering.xml")
    definitions = {int(use.attributes["numId"]): use.value("abstractNumId") for use in root.all("num")}
    at = max((use.end for use in root.all("num")), default=root.after)
    return Lists({style: int(number) for style, number in by_style.items() if number}, definitions, at)


def _headers(parts: dict[str, Packed], relations: Element) -> dict[str, tuple[bytes, tuple[Control, ...]]]:
    headers = {}
    for relation in relations.all("Relationship"):
        if relation.attributes.get("Type", "").endswith(("/header", "/footer")):
            name = _target(relation)
            data = _part(parts, name)
            headers[name] = (data, tuple(_controls(data, elements(data, name))))
    return headers


def _controls(data: bytes, root: Element) -> list[Control]:
    controls: list[Control] = []
    for sdt in root.all("sdt"):
        if controls and sdt.start < controls[-1].end:
            continue
        tag, content = sdt.value("sdtPr", "tag"), sdt.first("sdtContent")
        places = tuple((t.inside, t.after) for t in content.all("t")) if content else ()
        said = tuple((start, end) for start, end in places if _LETTER.search(data[start:end].decode()))
        if tag and said:
            controls.append(Control(tag, sdt.start, sdt.end, said))
    return controls


def _types(root: Element) -> list[tuple[str, str, str]]:
    names = (("Default", "Extension"), ("Override", "PartName"))
    return [(kind, e.attributes[name], e.attributes["ContentType"]) for kind, name in names for e in root.all(kind)]
