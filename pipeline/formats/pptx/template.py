"""What the writer needs to know of a brand template: its layouts, their placeholders, its table style.

Read with expat, which costs nothing to import; the parts themselves are copied into the output as they are.
"""

import re
from functools import lru_cache
from posixpath import dirname, join, normpath
from typing import Callable
from xml.parsers import expat

import msgspec

from ...problems import Place, Problems
from ..package import PackageError, Packed, unpack

PRESENTATION = "ppt/presentation.xml"
_TEXT = re.compile(rb"<(\w+:)?txBody>(?:[^<]*<(?!/\1txBody>))*[^<]*</\1txBody>")  #: of a shape, tags included
_ADDED_TO = {  #: parts that the writer adds to, and an element that each must hold
    PRESENTATION: "sldSz",
    "ppt/_rels/presentation.xml.rels": "Relationships",
    "[Content_Types].xml": "Types",
    "_rels/.rels": "Relationships",
}
UNREADABLE = (PackageError, expat.ExpatError, KeyError, ValueError)  #: what reading a damaged template may raise


class Placeholder(msgspec.Struct, frozen=True):
    """A placeholder of a layout. `frame` is x, y, width, height in EMU, None where the master decides."""

    type: str
    idx: str
    frame: tuple[int, int, int, int] | None


class LayoutPart(msgspec.Struct, frozen=True):
    """A layout: its part in the package and its placeholders by name."""

    part: str
    placeholders: dict[str, Placeholder]


class Template:
    """A template that can be written from: its parts as they stand, and where the writer finds what it needs in them."""

    def __init__(self, name: str, parts: dict[str, Packed]) -> None:
        """Raises `PackageError`, `ExpatError`, `KeyError` or `ValueError` where the parts are not those of a presentation."""
        self.name = name
        self.parts = parts
        for part, element in _ADDED_TO.items():
            if offset_of(parts[part].inflate(), element) < 0:
                raise ValueError(part)
        layouts = (part for part in sorted(parts) if part.startswith("ppt/slideLayouts/") and part.endswith(".xml"))
        self.layouts = {_layout_name(parts[part].inflate()): part for part in layouts}  #: parts by the layout's name
        self.table_style = _attribute(parts["ppt/tableStyles.xml"].inflate(), "tblStyleLst", "def") if "ppt/tableStyles.xml" in parts else ""
        self.notes_master = _notes_master(parts)  #: its part, empty where the template has none
        self._read: dict[str, LayoutPart] = {}

    def layout(self, name: str) -> LayoutPart | None:
        """The layout of this name, read when it is first asked for; None if there is none."""
        if name not in self._read and name in self.layouts:
            part = self.layouts[name]
            self._read[name] = LayoutPart(part, _placeholders(self.parts[part].inflate()))
        return self._read.get(name)


def read_template(data: bytes, name: str, problems: Problems) -> Template | None:
    """The template in `data`; None if it cannot be used.

    Reports what `package` finds, `template-damaged`, `template-has-slides` and `template-no-notes`.
    """
    try:
        template = Template(name, unpack(data))
    except PackageError as error:
        problems.add(error.code, Place(name), **error.values)
        return None
    except UNREADABLE as error:
        problems.add("template-damaged", Place(name), detail=error)
        return None
    if any(part.startswith("ppt/slides/") for part in template.parts):
        problems.add("template-has-slides", Place(name))
        return None
    if not template.notes_master:
        problems.add("template-no-notes", Place(name))
        return None
    return template


def relationships(content: bytes) -> list[tuple[str, str, str]]:
    """Id, type and target of each relationship in a .rels part."""
    found: list[tuple[str, str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "Relationship":
            found.append((attributes["Id"], attributes["Type"], attributes["Target"]))

    _scan(content, start)
    return found


def offset_of(content: bytes, tag: str) -> int:
    """Where the first element of this local name begins, in bytes; -1 if there is none."""
    parser = expat.ParserCreate()
    found = [-1]

    def start(name: str, attributes: dict[str, str]) -> None:
        if found[0] < 0 and _local(name) == tag:
            found[0] = parser.CurrentByteIndex

    parser.StartElementHandler = start
    parser.Parse(content, True)
    return found[0]


def _layout_name(content: bytes) -> str:
    """The name of a layout; reading stops where it is found."""
    return _attribute(content, "cSld", "name")


def _placeholders(content: bytes) -> dict[str, Placeholder]:
    placeholders: dict[str, Placeholder] = {}
    shape: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        local = _local(tag)
        if local in ("sp", "pic", "graphicFrame"):
            _keep(shape, placeholders)
        elif local == "cNvPr" and "name" not in shape:
            shape["name"] = attributes.get("name", "")
        elif local == "ph":
            shape["type"], shape["idx"] = attributes.get("type", "obj"), attributes.get("idx", "")
        elif local == "off" and "x" not in shape:
            shape["x"], shape["y"] = attributes["x"], attributes["y"]
        elif local == "ext" and "cx" in attributes and "cx" not in shape:
            shape["cx"], shape["cy"] = attributes["cx"], attributes["cy"]

    _scan(_TEXT.sub(b"", content), start)  # the prompt texts and their levels are four fifths of a layout, and say nothing of its places
    _keep(shape, placeholders)
    return placeholders


def _keep(shape: dict[str, str], placeholders: dict[str, Placeholder]) -> None:
    """Close the shape that was being read; only placeholders are of interest."""
    if "type" in shape:
        frame = tuple(int(shape[key]) for key in ("x", "y", "cx", "cy")) if "x" in shape and "cx" in shape else None
        placeholders[shape.get("name", "")] = Placeholder(shape["type"], shape["idx"], frame)  # type: ignore[arg-type]
    shape.clear()


def _notes_master(parts: dict[str, Packed]) -> str:
    for _, kind, target in relationships(parts["ppt/_rels/presentation.xml.rels"].inflate()):
        if kind.endswith("/notesMaster"):
            return normpath(join(dirname(PRESENTATION), target)).lstrip("/")
    return ""


class _Enough(Exception):
    """What was looked for is found."""


def _attribute(content: bytes, tag: str, name: str) -> str:
    """An attribute of the first element of this local name; empty if there is none."""
    found: list[str] = []

    def start(local: str, attributes: dict[str, str]) -> None:
        if _local(local) == tag:
            found.append(attributes.get(name, ""))
            raise _Enough

    try:
        _scan(content, start)
    except _Enough:
        pass
    return found[0] if found else ""


def _scan(content: bytes, start: Callable[[str, dict[str, str]], None]) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(content, True)


@lru_cache(maxsize=None)
def _local(tag: str) -> str:
    return tag.rsplit(":", 1)[-1]
