"""A brand template as the writer needs it: its layouts and placeholders with everything that they inherit, its table style, its notes master.

Parts are copied into the output as they stand; of the layouts only those are parsed that are asked for. What a placeholder does not say
itself, the master's placeholder of its kind says, then the master's text styles, then the presentation (ISO/IEC 29500-1, 19.3.1 and 21.1.2.4).
"""

import re
import xml.etree.ElementTree as ElementTree
from posixpath import split
from typing import Iterator

from msgspec import Struct
from msgspec.structs import replace

from ...problems import Place, Problems
from ..compound import refuse_compound
from ..package import PackageError, Packed, unpack
from ..palette import Palette, palette
from . import examples
from .parts import Parts, attribute_of, content, damaged, offset_of, parsed, whole
from .relationships import relationships, rels_of, target_of

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PRESENTATION = "ppt/presentation.xml"
TYPES = "[Content_Types].xml"
_STRICT = b"http://purl.oclc.org/ooxml/"
_ADDED_TO = {  #: parts that the writer adds to, and an element that each must hold
    PRESENTATION: "sldSz",
    "ppt/_rels/presentation.xml.rels": "Relationships",
    TYPES: "Types",
    "_rels/.rels": "Relationships",
}
_SHAPES = (f"{P}sp", f"{P}pic", f"{P}graphicFrame")
_CALLED, _PROPERTIES, _PH, _SHAPE, _PLACE = f"{P}cNvPr", f"{P}nvPr", f"{P}ph", f"{P}spPr", f"{A}xfrm"
TEXT, LEVELS, _BODY = f"{P}txBody", f"{A}lstStyle", f"{A}bodyPr"
_TITLES = ("title", "ctrTitle")
_STYLES = ("titleStyle", "bodyStyle", "otherStyle")
_FOOTERS = ("dt", "ftr", "sldNum", "hdr")

Frame = tuple[int, int, int, int]  #: x, y, width, height in EMU


class Placeholder(Struct, frozen=True):
    """A placeholder of a layout. `holders` are the shapes that say how its text is set, its own first; `styles` the lists of levels after theirs."""

    name: str
    type: str
    idx: str
    frame: Frame | None  #: None: neither the layout nor the master says where it stands
    holders: tuple[ElementTree.Element, ...]
    styles: tuple[ElementTree.Element, ...]

    @property
    def is_title(self) -> bool:
        """Whether the slide's title stands here."""
        return self.type in _TITLES

    @property
    def is_footer(self) -> bool:
        """Whether it stands at the edge of every slide."""
        return self.type in _FOOTERS

    def body(self, attribute: str, default: str) -> str:
        """An attribute of the text body, inherited where the placeholder does not say it."""
        for holder in self.holders:
            properties = below(holder, TEXT, _BODY)
            if properties is not None and attribute in properties.attrib:
                return properties.attrib[attribute]
        return default

    def autofit(self) -> str:
        """`noAutofit`, `normAutofit` or `spAutoFit`; the nearest that says it."""
        for holder in self.holders:
            properties = below(holder, TEXT, _BODY)
            for kind in () if properties is None else ("noAutofit", "normAutofit", "spAutoFit"):
                if properties.find(f"{A}{kind}") is not None:
                    return kind
        return "noAutofit"


class LayoutPart(Struct, frozen=True):
    """A layout: its part in the package, its master's, what its maker says it is for (ISO/IEC 29500-1, 19.7.15) and its placeholders by name."""

    part: str
    master: str
    type: str
    placeholders: dict[str, Placeholder]

    def has_twin(self, place: Placeholder) -> bool:
        """Whether another placeholder has its index, so that a slide cannot say which is meant; without an index, whether any has none."""
        if place.is_title or place.is_footer:
            return False
        return not place.idx or sum(other.idx == place.idx for other in self.placeholders.values()) > 1

    def footer(self, kind: str) -> Placeholder | None:
        """Its placeholder of a footer's type: `ftr`, `dt` or `sldNum`."""
        return next((place for place in self.placeholders.values() if place.type == kind), None)


class _Master(Struct, frozen=True):
    """What layouts inherit: placeholders by type, and by `_STYLES` the styles of text, the presentation's last."""

    holders: dict[str, ElementTree.Element]
    styles: dict[str, tuple[ElementTree.Element, ...]]


class Template:
    """A template that can be written from: its parts without example slides, and where the writer finds what it needs in them."""

    def __init__(self, name: str, parts: dict[str, Packed]) -> None:
        """Raises `PackageError` where the parts are not those of a presentation."""
        self.name = name
        _refuse_other_kinds(parts)
        self.examples = examples.count(parts)  #: slides of its own, which no output takes
        self.parts: Parts = examples.without(parts) if self.examples else dict(parts)
        for part, element in _ADDED_TO.items():
            if offset_of(self.content(part), element) < 0:
                raise damaged(part)
        self._presentation = parsed(self.content(PRESENTATION))
        size = self._presentation.find(f"{P}sldSz")
        if size is None:
            raise damaged("sldSz")
        self.size = (_length(size, "cx"), _length(size, "cy"))  #: of a slide, in EMU
        related = relationships(self.content(rels_of(PRESENTATION)))
        by_id = {relation.id: target_of(PRESENTATION, relation.target) for relation in related}
        listed = (entry.get(f"{R}id", "") for entry in self._presentation.iterfind(f"{P}sldMasterIdLst/{P}sldMasterId"))
        self.masters = [self._there(by_id.get(identity, f"sldMasterId {identity}")) for identity in listed]
        notes = [self._there(by_id[r.id]) for r in related if r.kind == "notesMaster"]
        self.notes_master = notes[0] if notes else ""  #: its part; empty where there is none
        self.table_style = attribute_of(self.content("ppt/tableStyles.xml"), "tblStyleLst", "def") if "ppt/tableStyles.xml" in parts else ""
        self.layouts = dict(self._named_layouts())  #: (part, its master's) by the layout's name; of two of one name the second is `NAME (2)`
        self._read: dict[str, LayoutPart] = {}
        self._masters: dict[str, _Master] = {}
        self._palettes: dict[str, Palette] = {}

    def content(self, part: str) -> bytes:
        """A part's content."""
        return content(self.parts, part)

    def layout(self, name: str) -> LayoutPart | None:
        """The layout of this name, read when it is first asked for; None if there is none."""
        if name not in self._read and name in self.layouts:
            part, master = self.layouts[name]
            root = parsed(self.content(part))
            self._read[name] = LayoutPart(part, master, root.get("type", ""), self._placeholders(root, master))
        return self._read.get(name)

    def palette(self, master: str) -> Palette:
        """Colours and typefaces of a master's theme, read when they are first asked for."""
        if master not in self._palettes:
            self._palettes[master] = palette(self.theme(master))
        return self._palettes[master]

    def theme(self, master: str) -> bytes:
        """The theme of a master, the first of several. Raises `PackageError` where it has none."""
        part = next((r.target for r in relationships(self.content(rels_of(master))) if r.kind == "theme"), "theme")
        return self.content(target_of(master, part))

    def _there(self, part: str) -> str:
        """A part that must be there. Raises `PackageError`."""
        if part not in self.parts:
            raise damaged(part)
        return part

    def _named_layouts(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """The layouts of all masters, in the designer's order."""
        names: dict[str, int] = {}
        taken: set[str] = set()  # a layout is listed once, however often a damaged master says it
        for master in self.masters:
            listed = {r.id: target_of(master, r.target) for r in relationships(self.content(rels_of(master))) if r.kind == "slideLayout"}
            for identity in _ids(self.content(master)) or listed:
                part = listed.get(identity, "")
                if part and part not in taken:
                    taken.add(part)
                    name = attribute_of(self.content(part), "cSld", "name") or split(part)[1].removesuffix(".xml")
                    yield _free(name, names), (part, master)

    def _placeholders(self, root: ElementTree.Element, master: str) -> dict[str, Placeholder]:
        inherited = self._master(master)
        found: dict[str, Placeholder] = {}
        names: dict[str, int] = {}
        for shape, ph in _shapes(root):
            place = _placeholder(shape, ph, inherited)
            name = place.name if place.name not in found else f"{place.name} (idx {place.idx})"
            name = _free(name, names)
            found[name] = replace(place, name=name)
        return found

    def _master(self, part: str) -> _Master:
        if part not in self._masters:
            root = parsed(self.content(part))
            holders = {ph.get("type", "obj"): shape for shape, ph in reversed(list(_shapes(root)))}
            styles = root.find(f"{P}txStyles")
            named = {} if styles is None else {style.tag.removeprefix(P): style for style in styles}
            shared = self._presentation.find(f"{P}defaultTextStyle")
            lists = {name: tuple(one for one in (named.get(name), shared) if one is not None) for name in _STYLES}
            self._masters[part] = _Master(holders, lists)
        return self._masters[part]


def read_template(data: bytes, name: str, problems: Problems) -> Template | None:
    """The template in `data`; None if it cannot be used. Reports what `package` finds, `template-damaged`, and kinds of files that are none."""
    try:
        refuse_compound(data)
        template = Template(name, unpack(data))
        if not template.layouts:
            raise damaged("slideLayout")
        return template
    except PackageError as error:
        problems.add(error.code, Place(name), **error.values)
    return None


def below(element: ElementTree.Element, *tags: str) -> ElementTree.Element | None:
    """The first child of the first tag, its first child of the second, and so on; None where there is none. A path takes `find` ten times as long."""
    found: ElementTree.Element | None = element
    for tag in tags:
        if found is None:
            return None
        found = found.find(tag)
    return found


def _free(name: str, taken: dict[str, int]) -> str:
    """A name that is not taken yet: `NAME`, `NAME (2)` and so on. `taken` holds names, and the last number that each was given."""
    found, number = name, taken.get(name, 1)
    while found in taken:
        number += 1
        found = f"{name} ({number})"
    taken[name] = number
    taken.setdefault(found, 1)
    return found


def _refuse_other_kinds(parts: dict[str, Packed]) -> None:
    """Packages that are something else, each with its own sentence."""
    if PRESENTATION not in parts:
        raise PackageError("not-a-deck")
    if any(part.endswith("vbaProject.bin") for part in parts):
        raise PackageError("template-macros")
    if _STRICT in content(parts, PRESENTATION):
        raise PackageError("template-strict")


def _placeholder(shape: ElementTree.Element, ph: ElementTree.Element, master: _Master) -> Placeholder:
    kind = ph.get("type", "obj")
    above = master.holders.get("title" if kind in _TITLES else kind if kind in _FOOTERS else "body")
    holders = (shape,) if above is None else (shape, above)
    style = "titleStyle" if kind in _TITLES else "otherStyle" if kind in _FOOTERS else "bodyStyle"
    frame = next((frame for holder in holders if (frame := _frame(holder))), None)
    called = shape[0].find(_CALLED)
    name = called.get("name", "") if called is not None else ""
    return Placeholder(name, kind, ph.get("idx", ""), frame, holders, master.styles[style])


def _shapes(root: ElementTree.Element) -> Iterator[tuple[ElementTree.Element, ElementTree.Element]]:
    """The shapes that are placeholders, each with what says which."""
    tree = below(root, f"{P}cSld", f"{P}spTree")
    for shape in () if tree is None else tree:
        if shape.tag in _SHAPES and len(shape) and (ph := below(shape[0], _PROPERTIES, _PH)) is not None:
            yield shape, ph


def _frame(shape: ElementTree.Element) -> Frame | None:
    place = below(shape, _SHAPE, _PLACE)
    place = shape.find(f"{P}xfrm") if place is None else place
    offset, extent = (None, None) if place is None else (place.find(f"{A}off"), place.find(f"{A}ext"))
    if offset is None or extent is None:
        return None
    return whole("x", offset.get("x", "")), whole("y", offset.get("y", "")), _length(extent, "cx"), _length(extent, "cy")


def _length(element: ElementTree.Element, name: str) -> int:
    """A length of an element, in EMU, which may not be negative."""
    return whole(name, element.get(name, ""), 0)


def _ids(master: bytes) -> list[str]:
    """The relationships of a master's layouts, in its own order."""
    listed = re.search(rb"<(?:\w+:)?sldLayoutIdLst\b.*?</(?:\w+:)?sldLayoutIdLst>", master, re.DOTALL)
    return [value.decode(errors="replace") for value in re.findall(rb'\b\w+:id="([^"]+)"', listed[0])] if listed else []
