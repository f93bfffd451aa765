"""A brand's Word file, opened to be judged or completed: its parts, its trees, its theme. What no template can be is refused here.

It comes from a person's mail or shared folder, so it is read within the bounds of `package.py` and `parse.py`. Neighbours: `stylesheet.py`
reads its styles, `profile.py` judges them, `adopt.py` makes a template of the project from it.
"""

import re
from typing import NamedTuple

from lxml import etree

from ..compound import refuse_compound
from ..package import Packed, PackageError, unpack
from ..palette import Palette, palette
from ..parse import parse
from ..relations import Relation, relations

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
VAL = f"{W}val"
TYPES = "[Content_Types].xml"
_LENGTH = re.compile(r"(-?\d{1,7}(?:\.\d{1,7})?)(mm|cm|in|pt|pc|pi|)")
_UNITS = {"": 1, "pt": 20, "pc": 240, "pi": 240, "in": 1440, "cm": 1440 / 2.54, "mm": 1440 / 25.4}  #: in twentieths of a point
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"


class Brand(NamedTuple):
    """A Word file that may become a template."""

    parts: dict[str, Packed]
    main: str  #: the document's part
    related: tuple[Relation, ...]  #: what the document's part relates to
    types: dict[str, str]  #: content type by part
    document: etree._Element
    styles: etree._Element
    numbering: etree._Element | None
    settings: etree._Element | None
    theme: Palette | None

    def part(self, kind: str) -> str:
        """The first part that the document relates to as `kind` (`styles`, `theme`, ...); empty: it has none."""
        return next((one.target for one in self.related if one.kind == kind and one.target in self.parts), "")

    def margins(self) -> dict[str, tuple[str, etree._Element]]:
        """Headers and footers by relationship: the part and its tree. Raises `PackageError`."""
        found = (one for one in self.related if one.kind in ("header", "footer") and one.target in self.parts)
        return {one.id: (one.target, parse(self.parts[one.target].inflate(), one.target)) for one in found}


def twips(element: etree._Element | None, name: str) -> int:
    """A length in twentieths of a point; 0 where there is none. It may stand with a unit: ISO/IEC 29500-1, 22.9.2.14."""
    found = _LENGTH.fullmatch(element.get(f"{W}{name}", "")) if element is not None else None
    return round(float(found[1]) * _UNITS[found[2]]) if found else 0


def open_brand(data: bytes) -> Brand:
    """Open a file. Raises `PackageError` with the codes of `package.py` and `parse.py`, `template-encrypted`, `template-old-format`,
    `not-a-word-file`, `template-macros`, `template-strict` or `template-damaged`."""
    refuse_compound(data)
    parts = unpack(data)
    types = _types(parts)
    main = next((one.target for one in relations(parts) if one.kind == "officeDocument"), "")
    _refuse(parts, types, main)
    document = parse(parts[main].inflate(), main)
    if document.tag == f"{_STRICT}document":
        raise PackageError("template-strict")
    if document.tag != f"{W}document" or document.find(f"{W}body") is None:
        raise PackageError("not-a-word-file")
    return _brand(parts, main, types, document)


def _refuse(parts: dict[str, Packed], types: dict[str, str], main: str) -> None:
    kind = types.get(main, "")
    if main not in parts or "wordprocessingml" not in kind and "ms-word" not in kind:
        raise PackageError("not-a-word-file")
    if "macroEnabled" in kind or any(name.endswith("vbaProject.bin") for name in parts):
        raise PackageError("template-macros")


def _brand(parts: dict[str, Packed], main: str, types: dict[str, str], document: etree._Element) -> Brand:
    related = tuple(relations(parts, main))
    trees: dict[str, etree._Element] = {}
    for one in related:
        if one.kind in ("styles", "numbering", "settings") and one.target in parts:
            trees.setdefault(one.kind, parse(parts[one.target].inflate(), one.target))
    if "styles" not in trees:
        raise PackageError("template-damaged", detail="styles.xml")
    theme = next((parts[one.target].inflate() for one in related if one.kind == "theme" and one.target in parts), None)
    look = palette(theme) if theme is not None else None
    return Brand(parts, main, related, types, document, trees["styles"], trees.get("numbering"), trees.get("settings"), look)


def _types(parts: dict[str, Packed]) -> dict[str, str]:
    """The content type of each part (ISO/IEC 29500-2, 10.1.2)."""
    if TYPES not in parts:
        raise PackageError("package-damaged", detail=TYPES)
    root = parse(parts[TYPES].inflate(), TYPES)
    by_ending = {e.get("Extension", "").lower(): e.get("ContentType", "") for e in root.iterfind("{*}Default")}
    by_name = {e.get("PartName", "").lstrip("/"): e.get("ContentType", "") for e in root.iterfind("{*}Override")}
    return {name: by_name.get(name, by_ending.get(name.rpartition(".")[2].lower(), "")) for name in parts}
