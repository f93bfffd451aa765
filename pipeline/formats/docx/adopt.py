"""Complete a brand's Word file so that documents can be made from it: what it lacks is taken from our own template, in its colours and fonts.

The brand's styles, headers, footers and pages stay as they are, but for what would spoil a handbook: numbers that headings make themselves,
another language than ours, protection. Its body, comments, macros and links to other files are left out. The styles are completed in
`adopt_styles.py`, headers and footers in `adopt_margins.py`.
"""

from copy import deepcopy
from typing import NamedTuple

import msgspec
from lxml import etree

from ...problems import Place, Problems
from ..contract import WordLayouts
from ..package import Packed, deflate, pack
from ..relations import relations
from .adopt_margins import Margins, is_wide
from .adopt_styles import AddedStyles
from .brand import TYPES, VAL, R, W, Brand, open_brand, twips
from .fitting import Proposal, renamed
from .order import place
from .stylesheet import StyleSheet

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument."
_DOCUMENT_TYPE = f"{_TYPE}wordprocessingml.document.main+xml"
_UNTYPED = "application/octet-stream"
_KEPT = ("theme", "fontTable")  #: parts of a brand that a document takes as they are
_OF_THE_DOCUMENT = ("styles", "numbering", "settings", "webSettings", "fontTable", "theme", "header", "footer", "footnotes", "endnotes", "attachedTemplate")
_SHOWN = ("displayBackgroundShape", "embedTrueTypeFonts", "saveSubsetFonts", "mirrorMargins", "gutterAtTop", "evenAndOddHeaders", "clrSchemeMapping")  #: settings
_PARTS = {"styles": "word/styles.xml", "numbering": "word/numbering.xml", "settings": "word/settings.xml"}
_OF_THE_TEXT = ("type", "cols", "vAlign", "formProt", "paperSrc", "lnNumType", "printerSettings", "sectPrChange")
_MARGINS = ("top", "right", "bottom", "left", "header", "footer", "gutter")
_ROOM = 2835  #: the least width and height of a page's text, 5 cm
_TWIPS_IN_CM = 1440 / 2.54
_WIDE_SIDE = 1134  #: at most at the sides of a landscape page, 2 cm: its table needs the room


class Added(NamedTuple):
    """One thing that a brand's template lacked or that was put right in it."""

    what: str  #: `style`, `list`, `page`, `header`, `footer`, `control`, `page-number`, `theme`, `language`, `heading-number`, `outline-level`
    name: str


class Adoption(NamedTuple):
    """A template made from a brand's file."""

    data: bytes
    layouts: WordLayouts  #: the mapping, with the styles that were added
    added: tuple[Added, ...]

    def tell(self, name: str, problems: Problems) -> None:
        """Say everything that was added, a note for each kind of it, at the template's name."""
        for kind in dict.fromkeys(added.what for added in self.added):
            names = dict.fromkeys(added.name for added in self.added if added.what == kind)
            problems.add("template-added", Place(name), what=f"added-{kind}", name=", ".join(names))


def adopted(data: bytes, own: bytes, proposal: Proposal) -> Adoption:
    """The brand's file `data` completed from our template `own` for the mapping `proposal`.

    Raises `PackageError` as `open_brand` does, and where a list of a header's pictures and links is damaged.

    The result holds an upright and a landscape page with headers and footers that the program can fill, every style that the mapping names,
    and the lists that they need. Nothing is done twice: what it made itself needs nothing more.
    """
    brand, source = open_brand(data), open_brand(own)
    styles = AddedStyles(brand, source, proposal)
    margins = Margins(brand, source, styles)
    document = _document(brand, source, margins, styles)
    parts = _parts(brand, source, document, styles, margins)
    content = pack(parts)
    added = [*(Added(*one) for one in styles.added), *(Added(*one) for one in margins.added)]
    if brand.theme is None:
        added.append(Added("theme", source.theme.name))
    return Adoption(content, _layouts(content, proposal, styles), tuple(dict.fromkeys(added)))


def _layouts(content: bytes, proposal: Proposal, styles: AddedStyles) -> WordLayouts:
    """The mapping with the ids of the added styles, and the insets of the table styles as they are."""
    sheet = StyleSheet(open_brand(content))
    wanted = renamed(proposal.wanted, styles.ids)
    insets = {role: sheet.inset_cm(id) for role, id in wanted.table_style.items()}
    return msgspec.structs.replace(wanted, template=proposal.layouts.template, cell_inset=insets)


def _document(brand: Brand, source: Brand, margins: Margins, styles: AddedStyles) -> etree._Element:
    """document.xml: nothing but the page set-ups, the upright first."""
    root = etree.Element(f"{W}document", nsmap={"w": W[1:-1], "r": R[1:-1]})
    background = brand.document.find(f"{W}background")
    if background is not None and not len(background):
        root.append(deepcopy(background))
    body = etree.SubElement(root, f"{W}body")
    upright, wide = (_section(brand, source, is_wide, margins) for is_wide in (False, True))
    paragraph = etree.SubElement(body, f"{W}p")
    properties = etree.SubElement(paragraph, f"{W}pPr")
    etree.SubElement(properties, f"{W}pStyle", {VAL: styles.ids[styles.proposal.wanted.table_end]})
    properties.append(upright)
    body.append(wide)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    return root


def _section(brand: Brand, source: Brand, wide: bool, margins: Margins) -> etree._Element:
    """The page set-up of a direction: the brand's first of it, else its first one turned, else ours."""
    held = [one for one in brand.document.iter(f"{W}sectPr") if _has_room(one)]
    own = sorted(source.document.iter(f"{W}sectPr"), key=lambda one: is_wide(one) != wide)
    found = next((one for one in held if is_wide(one) == wide), None)
    origin = found if found is not None else held[0] if held else None
    section = deepcopy(origin if origin is not None else own[0])
    if found is None:
        if is_wide(section) != wide:
            _turn(section, wide)
        margins.added.append(("page", _measures(section)))
    _clean(section, wide)
    margins.complete(section, origin, wide)
    return section


def _measures(section: etree._Element) -> str:
    """The size of a page, in words of any language."""
    width, height = (twips(section.find(f"{W}pgSz"), side) / _TWIPS_IN_CM for side in ("w", "h"))
    return f"{width:.1f} × {height:.1f} cm"


def _has_room(section: etree._Element) -> bool:
    """Whether a page set-up says its size and its margins, and leaves room for text between them."""
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    across = twips(size, "w") - twips(margins, "left") - twips(margins, "right")
    down = twips(size, "h") - abs(twips(margins, "top")) - abs(twips(margins, "bottom"))
    return margins is not None and min(across, down) >= _ROOM


def _clean(section: etree._Element, wide: bool) -> None:
    """Leave out what is of the brand's own text and printer: kind of break, columns, first number, tracked changes; figures without units."""
    for element in [one for name in _OF_THE_TEXT for one in section.findall(f"{W}{name}")]:
        section.remove(element)
    section.attrib.clear()
    for element in section.findall(f"{W}pgNumType"):
        element.attrib.pop(f"{W}start", None)
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    for element, names in ((size, ("w", "h")), (margins, _MARGINS)):
        for name in names:
            element.set(f"{W}{name}", str(twips(element, name)))
    size.set(f"{W}orient", "landscape" if wide else "portrait")


def _turn(section: etree._Element, wide: bool) -> None:
    """Exchange width and height; a landscape page gets the room that its tables need."""
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    width, height = size.get(f"{W}w"), size.get(f"{W}h")
    size.attrib.pop(f"{W}code", None)
    size.set(f"{W}w", height)
    size.set(f"{W}h", width)
    for side in ("left", "right") if wide else ():
        margins.set(f"{W}{side}", str(min(twips(margins, side), _WIDE_SIDE)))


def _parts(brand: Brand, source: Brand, document: etree._Element, styles: AddedStyles, margins: Margins) -> dict[str, Packed]:
    """All parts of the template, those that tell of others among them."""
    made = {"word/document.xml": document, "word/styles.xml": brand.styles, "word/numbering.xml": styles.numbering}
    made["word/settings.xml"] = _settings(brand, source)
    kept = {one.target: one.kind for one in brand.related if one.kind in _KEPT and one.target in brand.parts}
    related = [("styles", "styles.xml"), ("numbering", "numbering.xml"), ("settings", "settings.xml")]
    related += [(kind, f"/{name}") for name, kind in kept.items()]
    parts = {name: deflate(_text(root)) for name, root in made.items()}
    if brand.theme is None:
        related.append(("theme", "theme/theme1.xml"))
        parts["word/theme/theme1.xml"] = source.parts[source.part("theme")]
    for name in kept:
        _keep(brand, name, parts)
    for name, root, origin in margins.parts.values():
        _keep(brand, origin, parts, name)
        parts[name] = deflate(_text(root))
    parts["word/_rels/document.xml.rels"] = deflate(_relations(related, margins))
    parts["_rels/.rels"] = deflate(_relationships([("rId1", f"{_OFFICE}/officeDocument", "word/document.xml", False)]))
    first = {TYPES: deflate(_types(brand, source, parts)), "_rels/.rels": parts.pop("_rels/.rels")}
    return {**first, **dict(sorted(parts.items()))}


def _keep(brand: Brand, name: str, parts: dict[str, Packed], new: str = "") -> None:
    """Take a part, under a new name if one is given, and all that it relates to, but for what only the document may relate to."""
    new = new or name
    if new in parts or name not in brand.parts:
        return
    parts[new] = brand.parts[name]
    kept = [one for one in relations(brand.parts, name) if one.kind not in _OF_THE_DOCUMENT and (one.external or one.target in brand.parts)]
    if kept:
        folder, _, file = new.rpartition("/")
        rows = [(one.id, f"{_OFFICE}/{one.kind}", one.target if one.external else f"/{one.target}", one.external) for one in kept]
        parts[f"{folder}/_rels/{file}.rels"] = deflate(_relationships(rows))
    for one in kept:
        if not one.external:
            _keep(brand, one.target, parts)


def _settings(brand: Brand, source: Brand) -> etree._Element:
    """Our settings with what of the brand's shows on the page; its protection, tracking and ties to other files stay behind."""
    root = deepcopy(source.settings)
    for name in _SHOWN:
        found = brand.settings.find(f"{W}{name}") if brand.settings is not None else None
        if found is not None:
            for own in root.findall(f"{W}{name}"):
                root.remove(own)
            place(root, deepcopy(found))
    return root


def _text(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _relations(related: list[tuple[str, str]], margins: Margins) -> bytes:
    taken = {*margins.parts}
    free = (id for number in range(1, 10_000) if (id := f"rId{number}") not in taken)
    rows = [(next(free), f"{_OFFICE}/{kind}", target, False) for kind, target in related]
    rows += [(id, f"{_OFFICE}/{'header' if root.tag == f'{W}hdr' else 'footer'}", f"/{name}", False) for id, (name, root, _) in margins.parts.items()]
    return _relationships(rows)


def _relationships(rows: list[tuple[str, str, str, bool]]) -> bytes:
    """A list of relationships: id, type, target, whether the target is outside."""
    root = etree.Element("Relationships", nsmap={None: f"{_PACKAGE}/relationships"})
    for id, kind, target, external in rows:
        etree.SubElement(root, "Relationship", {"Id": id, "Type": kind, "Target": target, **({"TargetMode": "External"} if external else {})})
    return _text(root)


def _types(brand: Brand, source: Brand, parts: dict[str, Packed]) -> bytes:
    """[Content_Types].xml: every part by its own name, relationships by their ending."""
    root = etree.Element("Types", nsmap={None: f"{_PACKAGE}/content-types"})
    endings = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    media = {name.rpartition(".")[2].lower(): brand.types[name] or _UNTYPED for name in parts if name in brand.types and not name.endswith((".rels", ".xml"))}
    for ending, kind in {**endings, **media}.items():
        etree.SubElement(root, "Default", Extension=ending, ContentType=kind)
    for name in sorted(parts):
        if name.endswith(".xml"):
            etree.SubElement(root, "Override", PartName=f"/{name}", ContentType=_type(name, brand, source))
    return _text(root)


def _type(name: str, brand: Brand, source: Brand) -> str:
    if name == "word/document.xml":
        return _DOCUMENT_TYPE
    kinds = {part: f"{_TYPE}wordprocessingml.{kind}+xml" for kind, part in _PARTS.items()}
    leaf = name.rpartition("/")[2]
    own = next((f"{_TYPE}wordprocessingml.{kind}+xml" for kind in ("header", "footer") if leaf.startswith(f"kasikirja-{kind}")), "")
    return kinds.get(name) or own or brand.types.get(name) or source.types.get(name, "application/xml")
