"""What the writer needs to know of a brand template: its layouts, their placeholders, its table style.

Read with expat, which costs nothing to import; the parts themselves are copied into the output as they are.
"""

from posixpath import dirname, join, normpath
from typing import Callable, NamedTuple
from xml.parsers import expat

from ...problems import Place, Problems
from ..package import PackageError, Packed, unpack

PRESENTATION = "ppt/presentation.xml"


class Placeholder(NamedTuple):
    """A placeholder of a layout. `frame` is x, y, width, height in EMU, None where the master decides."""

    type: str
    idx: str
    frame: tuple[int, int, int, int] | None


class LayoutPart(NamedTuple):
    """A layout: its part in the package and its placeholders by name."""

    part: str
    placeholders: dict[str, Placeholder]


class Template(NamedTuple):
    """A template that can be written from."""

    name: str
    parts: dict[str, Packed]
    layouts: dict[str, LayoutPart]
    table_style: str  #: GUID of the default table style
    notes_master: str  #: its part, empty where the template has none


def read_template(data: bytes, name: str, problems: Problems) -> Template | None:
    """The template in `data`; None if it cannot be used. Reports `template-damaged`, `template-has-slides` and `template-no-notes`."""
    try:
        parts = unpack(data)
        layouts = {}
        for part in sorted(p for p in parts if p.startswith("ppt/slideLayouts/") and p.endswith(".xml")):
            title, placeholders = _layout(parts[part].inflate())
            layouts[title] = LayoutPart(part, placeholders)
        table_style = _attribute(parts["ppt/tableStyles.xml"].inflate(), "tblStyleLst", "def") if "ppt/tableStyles.xml" in parts else ""
        notes = _notes_master(parts)
    except (PackageError, expat.ExpatError, KeyError) as error:
        problems.add("template-damaged", Place(name), detail=getattr(error, "code", error))
        return None
    if any(part.startswith("ppt/slides/") for part in parts):
        problems.add("template-has-slides", Place(name))
        return None
    if not notes:
        problems.add("template-no-notes", Place(name))
        return None
    return Template(name, parts, layouts, table_style, notes)


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


def _layout(content: bytes) -> tuple[str, dict[str, Placeholder]]:
    title = ""
    placeholders: dict[str, Placeholder] = {}
    shape: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal title
        local = _local(tag)
        if local == "cSld":
            title = attributes.get("name", "")
        elif local in ("sp", "pic", "graphicFrame"):
            _keep(shape, placeholders)
        elif local == "cNvPr" and "name" not in shape:
            shape["name"] = attributes.get("name", "")
        elif local == "ph":
            shape["type"], shape["idx"] = attributes.get("type", "obj"), attributes.get("idx", "")
        elif local == "off" and "x" not in shape:
            shape["x"], shape["y"] = attributes["x"], attributes["y"]
        elif local == "ext" and "cx" in attributes and "cx" not in shape:
            shape["cx"], shape["cy"] = attributes["cx"], attributes["cy"]

    _scan(content, start)
    _keep(shape, placeholders)
    return title, placeholders


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


def _attribute(content: bytes, tag: str, name: str) -> str:
    found: list[str] = []

    def start(local: str, attributes: dict[str, str]) -> None:
        if _local(local) == tag:
            found.append(attributes.get(name, ""))

    _scan(content, start)
    return found[0] if found else ""


def _scan(content: bytes, start: Callable[[str, dict[str, str]], None]) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(content, True)


def _local(tag: str) -> str:
    return tag.rsplit(":", 1)[-1]
