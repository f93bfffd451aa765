"""Complete the headers and footers of a brand's page set-ups: the brand's own are kept, what the program must fill in is added to them.

Every header shows the mark of an example, every footer the key; every page says its number and its edition somewhere. Where the brand has
no header or footer, ours is taken, in the brand's styles and colours.
"""

import re
from copy import deepcopy
from typing import Iterator, NamedTuple

from lxml import etree

from .adopt_styles import AddedStyles
from .brand import VAL, R, W, Brand, twips
from .offer import numbers_pages, tags
from .order import child, place, value
from .stylesheet import is_on

_FIRST_CONTROL = 910_001  #: numbers of added controls; ours begin at 900 001
_SHARE = 0.54  #: of the width of the text, where the second column of a header begins
_MIDDLE = 0.4  #: of the width of the text: tab stops from there on follow another width
_LEAST_EDGE = 510  #: 0.9 cm
_PRESERVE = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
_ROOTS = {"header": "hdr", "footer": "ftr"}
_BOUND = re.compile(r"(\w+)(?:\[\d+\])?")  #: the names in a binding's path
_PROPERTIES = {"title": "handbook", "creator": "publisher", "Company": "publisher", "PublishDate": "date"}  #: tag by the property that a control shows
_PAGE = ("PAGE", "NUMPAGES")


class MarginPart(NamedTuple):
    """A header or footer of the template. `origin` is the brand's part that it is or was copied from; empty: it is a copy of ours."""

    name: str
    root: etree._Element
    origin: str


class Margins:
    """Headers and footers by relationship while they are completed; `added` says what was, as (what, name).

    A part serves one section: a landscape page takes a copy of the upright one's, with the tab stops of its own width.
    """

    def __init__(self, brand: Brand, source: Brand, styles: AddedStyles) -> None:
        self.brand, self.source, self.styles = brand, source, styles
        self.held = brand.margins()
        self.own = source.margins()
        self.parts: dict[str, MarginPart] = {}
        self.width = 0  #: of the text of the upright page
        self.added: list[tuple[str, str]] = []
        self.even = brand.settings is not None and is_on(brand.settings.find(f"{W}evenAndOddHeaders"))
        self.controls = _FIRST_CONTROL

    def complete(self, section: etree._Element, found: etree._Element | None, wide: bool) -> None:
        """Give a page set-up all its headers and footers; `found` is the brand's set-up that it comes from, if any."""
        held = self._references(found)
        for reference in section.findall(f"{W}headerReference") + section.findall(f"{W}footerReference"):
            section.remove(reference)
        for title in section.findall(f"{W}titlePg"):
            if wide or not is_on(title):
                section.remove(title)
        if not wide and not any(part == "header" for part, _ in held):
            child(section, "titlePg")
        self.width = self.width or _width(section)
        kinds = ["default", *(["first"] if section.find(f"{W}titlePg") is not None else []), *(["even"] if self.even else [])]
        for kind in kinds:
            header, footer = (self._margin(part, kind, held, section, wide) for part in ("header", "footer"))
            self._fill(header, footer, _width(section))
            for part, id in (("header", header), ("footer", footer)):
                place(section, etree.Element(f"{W}{part}Reference", {f"{W}type": kind, f"{R}id": id}))

    def _references(self, found: etree._Element | None) -> dict[tuple[str, str], str]:
        """Relationships of a set-up's headers and footers by part and kind; what it does not name is that of the set-up before it."""
        held: dict[tuple[str, str], str] = {}
        for section in self.brand.document.iter(f"{W}sectPr") if found is not None else ():
            for part in _ROOTS:
                for reference in section.iterfind(f"{W}{part}Reference"):
                    if reference.get(f"{R}id") in self.held:
                        held[part, reference.get(f"{W}type", "default")] = reference.get(f"{R}id")
            if section is found:
                break
        return held

    def _margin(self, part: str, kind: str, held: dict[tuple[str, str], str], section: etree._Element, wide: bool) -> str:
        """The relationship of the brand's header or footer of a kind, else of a copy of ours."""
        id = held.get((part, kind))
        if id is not None and id not in self.parts:
            name, root = self.held[id]
            self.parts[id] = MarginPart(name, deepcopy(root), name)
            _unbind(self.parts[id].root)
            return id
        number = sum(made.name.startswith(f"word/kasikirja-{part}") for made in self.parts.values()) + 1
        new, name = f"kasikirja{part.capitalize()}{number}", f"word/kasikirja-{part}{number}.xml"
        if id is not None:
            self.parts[new] = MarginPart(name, self._widened(self.held[id][1], section), self.held[id][0])
            return new
        self.parts[new] = MarginPart(name, self._copied(part, kind, section, wide), "")
        self.added.append((part, name))
        _leave_room(section, part)
        return new

    def _widened(self, root: etree._Element, section: etree._Element) -> etree._Element:
        """A copy of the brand's header or footer whose tab stops in the middle and at the right stand so on another width."""
        root, width = deepcopy(root), _width(section)
        _unbind(root)
        for paragraph in root.iter(f"{W}p"):
            direct = list(paragraph.iterfind(f"{W}pPr/{W}tabs/{W}tab"))
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            stops = {twips(tab, "pos"): tab.get(VAL) for tab in (*self._tabs(style.get(VAL, "") if style is not None else ""), *direct)}
            moved = {at: round(at * width / self.width) for at, kind in stops.items() if kind in ("center", "right") and at > self.width * _MIDDLE}
            if moved and any(True for run in paragraph.iterfind(f".//{W}r/{W}tab")):
                _set_tabs(child(paragraph, "pPr"), {**{at: "clear" for at in moved}, **{moved[at]: stops[at] for at in moved}})
        return root

    def _copied(self, part: str, kind: str, section: etree._Element, wide: bool) -> etree._Element:
        """Our header or footer for a page, in the brand's styles, its tab stops at the brand's margins."""
        root = deepcopy(self._ours(part, kind, wide))
        for named in root.iter(f"{W}pStyle"):
            named.set(VAL, self.styles.add(named.get(VAL)))
        width = _width(section)
        for paragraph in root.iter(f"{W}p"):
            self._tabulate(paragraph.find(f"{W}pPr"), round(width * _SHARE), width)
        self.styles.dye(root)
        self._number(root)
        return root

    def _ours(self, part: str, kind: str, wide: bool) -> etree._Element:
        """Our header or footer of that kind; where our pages have none such, the ordinary one."""
        sections = sorted(self.source.document.iter(f"{W}sectPr"), key=lambda one: is_wide(one) != wide)
        held = [(one.get(f"{W}type"), one.get(f"{R}id")) for section in sections for one in section.iterfind(f"{W}{part}Reference")]
        return self.own[next(id for wanted in (kind, "default") for held_kind, id in held if held_kind == wanted)][1]

    def _tabulate(self, properties: etree._Element, middle: int, width: int) -> None:
        """Tab stops in the middle and at the right of the text; those of the paragraph's style go."""
        for tabs in properties.findall(f"{W}tabs"):
            properties.remove(tabs)
        stops = {twips(tab, "pos"): "clear" for tab in self._tabs(value(properties, "pStyle"))}
        _set_tabs(properties, {**stops, middle: "left", width: "right"})
        indent = properties.find(f"{W}ind")
        if twips(indent, "left"):
            indent.set(f"{W}left", str(middle))

    def _tabs(self, style: str) -> Iterator[etree._Element]:
        elements = {one.get(f"{W}styleId", ""): one for one in self.brand.styles.iterfind(f"{W}style")}
        seen: set[str] = set()
        while style in elements and style not in seen:
            seen.add(style)
            yield from (tab for tab in elements[style].iterfind(f"{W}pPr/{W}tabs/{W}tab") if tab.get(VAL) != "clear")
            style = value(elements[style], "basedOn")

    def _fill(self, header: str, footer: str, width: int) -> None:
        """Add to a header and its footer what they lack together."""
        (top, head, _), (bottom, foot, _) = self.parts[header], self.parts[footer]
        if "example" not in tags(head):
            self._append(_last(head), [self._control("example")])
            self.added.append(("control", f"example ({top})"))
        held = {*tags(head), *tags(foot)}
        wanted = [tag for tag in ("edition", "key") if tag not in (tags(foot) if tag == "key" else held)]
        numbered = numbers_pages(head) or numbers_pages(foot)
        if wanted or not numbered:
            self._foot(foot, wanted, numbered, width)
            self.added += [("control", f"{tag} ({bottom})") for tag in wanted] + ([] if numbered else [("page-number", bottom)])

    def _foot(self, root: etree._Element, wanted: list[str], numbered: bool, width: int) -> None:
        """A line at the end of a footer: edition, page and key, those of them that are wanted, parted by tabs so that each is read by itself."""
        paragraph = etree.SubElement(root, f"{W}p")
        properties = etree.SubElement(paragraph, f"{W}pPr")
        etree.SubElement(properties, f"{W}pStyle", {VAL: self.styles.add("Footer")})
        stops = {twips(tab, "pos"): "clear" for tab in self._tabs(value(properties, "pStyle"))}
        _set_tabs(properties, {**stops, width // 2: "center", width: "right"})
        paragraph.extend([self._control("edition")] if "edition" in wanted else [])
        paragraph.append(_tab())
        paragraph.extend([] if numbered else _page_number())
        paragraph.append(_tab())
        paragraph.extend([self._control("key")] if "key" in wanted else [])

    def _append(self, paragraph: etree._Element, pieces: list[etree._Element]) -> None:
        """Add to a paragraph; the mark of an example brings its own line break, which an empty paragraph needs not."""
        said = any(True for _ in paragraph.iter(f"{W}r"))
        for piece in pieces:
            for run in [one.getparent() for one in piece.iter(f"{W}br")] if not said else ():
                run.getparent().remove(run)
            paragraph.append(piece)

    def _control(self, tag: str) -> etree._Element:
        """A copy of one of our controls."""
        roots = (root for _, root in self.own.values())
        control = deepcopy(next(sdt for root in roots for sdt in root.iter(f"{W}sdt") if value(sdt.find(f"{W}sdtPr"), "tag") == tag))
        control.tail = None
        self.styles.dye(control)
        self._number(control)
        return control

    def _number(self, root: etree._Element) -> None:
        for id in root.iter(f"{W}id"):
            id.set(VAL, str(self.controls))
            self.controls += 1


def is_wide(section: etree._Element) -> bool:
    """Whether a page set-up is of landscape pages, whatever it says of its direction."""
    size = section.find(f"{W}pgSz")
    return twips(size, "w") > twips(size, "h")


def _set_tabs(properties: etree._Element, stops: dict[int, str]) -> None:
    """Give a paragraph these tab stops beside its own, by their distance from the margin; `clear` takes away one of its style."""
    tabs = child(properties, "tabs")
    kept = {twips(tab, "pos"): tab.get(VAL) for tab in tabs}
    for tab in list(tabs):
        tabs.remove(tab)
    for at, kind in sorted({**kept, **stops}.items()):
        etree.SubElement(tabs, f"{W}tab", {VAL: kind, f"{W}pos": str(at)})


def _unbind(root: etree._Element) -> None:
    """Controls that show a property of the document become ours where we say the same; those bound to what is left out just stay."""
    for binding in list(root.iter(f"{W}dataBinding")):
        properties = binding.getparent()
        names = _BOUND.findall(binding.get(f"{W}xpath", ""))
        tag = _PROPERTIES.get(names[-1], "") if names else ""
        for name in ("dataBinding", "showingPlcHdr", "placeholder", *(["tag", "date"] if tag else [])):
            for element in properties.findall(f"{W}{name}"):
                properties.remove(element)
        if tag:
            place(properties, etree.Element(f"{W}tag", {VAL: tag}))


def _last(root: etree._Element) -> etree._Element:
    """The last paragraph of a header, added where a table or nothing stands last."""
    return root[-1] if len(root) and root[-1].tag == f"{W}p" else etree.SubElement(root, f"{W}p")


def _leave_room(section: etree._Element, part: str) -> None:
    """Let a header or footer that is new to a page stand off its edge."""
    margins = section.find(f"{W}pgMar")
    if twips(margins, part) < _LEAST_EDGE:
        margins.set(f"{W}{part}", str(_LEAST_EDGE))


def _width(section: etree._Element) -> int:
    """The width of the text in twentieths of a point."""
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    return twips(size, "w") - twips(margins, "left") - twips(margins, "right")


def _page_number() -> Iterator[etree._Element]:
    """`1 (12)`, as fields."""
    for before, code, after in (("", _PAGE[0], " ("), ("", _PAGE[1], ")")):
        yield from _field(code)
        yield _run(after)


def _field(code: str) -> Iterator[etree._Element]:
    for kind in ("begin", "instr", "separate", "sample", "end"):
        if kind == "sample":
            yield _run("1")
            continue
        run = etree.Element(f"{W}r")
        if kind == "instr":
            etree.SubElement(run, f"{W}instrText", _PRESERVE).text = f" {code} "
        else:
            etree.SubElement(run, f"{W}fldChar", {f"{W}fldCharType": kind})
        yield run


def _tab() -> etree._Element:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}tab")
    return run


def _run(words: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    text = etree.SubElement(run, f"{W}t", _PRESERVE)
    text.text = words
    return run
