"""What a brand's Word file offers as a template: pages, styles, theme, headers and footers, and what its body holds.

Only what there is; `profile.py` judges it.
"""

import re
from typing import Iterator

import msgspec
from lxml import etree

from ..palette import Palette, contrast
from .brand import VAL, W, Brand, twips
from .fitting import Proposal
from .stylesheet import WHITE, Style, StyleSheet, is_on

_TWIPS_IN_CM = 1440 / 2.54
_ON_WHITE = ("dk1", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")
_PAGE_FIELDS = re.compile("(?<![A-Z])(NUM)?PAGES?(?![A-Z])", re.I)  #: PAGE and NUMPAGES


class PageSetUp(msgspec.Struct, frozen=True):
    """The pages of a section, in cm."""

    width_cm: float
    height_cm: float
    landscape: bool
    top_cm: float
    right_cm: float
    bottom_cm: float
    left_cm: float
    first_page: bool  #: its first page has a header and a footer of its own


class Margin(msgspec.Struct, frozen=True):
    """A header or footer."""

    part: str
    kind: str  #: `header` or `footer`
    pages: tuple[str, ...]  #: `default`, `first`, `even`
    text: str  #: all its words
    fixed: str  #: those that no control of ours replaces: they stand on every page as they are
    tags: tuple[str, ...]  #: of its content controls
    page_number: bool
    pictures: int


class Colour(msgspec.Struct, frozen=True):
    """A colour of the theme; `contrast` is that of text in it on white, and of white text on it."""

    slot: str
    figures: str
    contrast: float


class Content(msgspec.Struct, frozen=True):
    """What the file's body holds, all of which is left out: counts."""

    paragraphs: int  #: with text
    tables: int
    pictures: int
    tracked: int  #: insertions and deletions that nobody has accepted


class Profile(msgspec.Struct, frozen=True):
    """A Word file judged as a template. It turns into JSON as it is."""

    name: str
    pages: tuple[PageSetUp, ...]
    styles: tuple[Style, ...]
    major_font: str
    minor_font: str
    colours: tuple[Colour, ...]  #: of text and accents; empty where the file has no theme
    language: str  #: of all text that says no other; empty: not said
    margins: tuple[Margin, ...]
    content: Content
    proposal: Proposal


def offered(name: str, brand: Brand, sheet: StyleSheet, proposal: Proposal) -> Profile:
    """The profile of an opened file. Raises `PackageError` where a header or footer is damaged."""
    return Profile(
        name=name,
        pages=tuple(_page(section) for section in brand.document.iter(f"{W}sectPr") if section.find(f"{W}pgSz") is not None),
        styles=tuple(sheet.styles.values()),
        major_font=brand.theme.major if brand.theme else "",
        minor_font=brand.theme.minor if brand.theme else "",
        colours=tuple(_colours(brand.theme)),
        language=language(brand.styles),
        margins=tuple(_margins(brand)),
        content=_content(brand.document),
        proposal=proposal,
    )


def language(styles: etree._Element) -> str:
    """The language of text that names no other; empty: the styles say none."""
    found = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    return found.get(VAL, "") if found is not None else ""


def _page(section: etree._Element) -> PageSetUp:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    width, height = (_cm(size, side) for side in ("w", "h"))
    top, right, bottom, left = (_cm(margins, side) for side in ("top", "right", "bottom", "left"))
    return PageSetUp(width, height, width > height, top, right, bottom, left, is_on(section.find(f"{W}titlePg")))


def _cm(element: etree._Element | None, name: str) -> float:
    return round(twips(element, name) / _TWIPS_IN_CM, 2)


def _colours(theme: Palette | None) -> Iterator[Colour]:
    for slot in _ON_WHITE if theme is not None else ():
        if slot in theme.colours:
            yield Colour(slot, theme.colours[slot], round(contrast(theme.colours[slot], WHITE), 1))


def _margins(brand: Brand) -> Iterator[Margin]:
    pages: dict[str, dict[str, None]] = {}
    for reference in brand.document.iter(f"{W}headerReference", f"{W}footerReference"):
        id = next((value for name, value in reference.attrib.items() if name.endswith("}id")), "")
        pages.setdefault(id, {})[reference.get(f"{W}type", "default")] = None
    for id, (part, root) in brand.margins().items():
        if id in pages:
            yield _margin(part, root, tuple(pages[id]))


def _margin(part: str, root: etree._Element, pages: tuple[str, ...]) -> Margin:
    return Margin(
        part=part,
        kind="header" if root.tag == f"{W}hdr" else "footer",
        pages=pages,
        text=_said(root, False),
        fixed=_said(root, True),
        tags=tags(root),
        page_number=numbers_pages(root),
        pictures=_pictures(root),
    )


def _said(root: etree._Element, fixed: bool) -> str:
    """The words of a part, its paragraphs apart, blank ones and page numbers left out; `fixed`: without those in controls that have a tag."""
    controls = {text for tag in root.iter(f"{W}tag") for text in tag.getparent().getparent().iter(f"{W}t")} if fixed else set()
    lines = ["".join(text.text or "" for text in p.iter(f"{W}t") if text not in controls) for p in root.iter(f"{W}p")]
    return " ".join(line.strip() for line in lines if re.search(r"[^\W\d]", line))


def tags(root: etree._Element) -> tuple[str, ...]:
    """The tags of the content controls of a part, in order."""
    return tuple(tag.get(VAL, "") for tag in root.iter(f"{W}tag") if tag.getparent().tag == f"{W}sdtPr")


def numbers_pages(root: etree._Element) -> bool:
    """Whether a part shows page numbers by a field."""
    pieces = [code.text or "" for code in root.iter(f"{W}instrText")]  # a code may stand in one piece or in several
    codes = [*(field.get(f"{W}instr", "") for field in root.iter(f"{W}fldSimple")), *pieces, "".join(pieces)]
    return any(_PAGE_FIELDS.search(code) for code in codes)


def _pictures(root: etree._Element) -> int:
    return sum(1 for _ in root.iter(f"{W}drawing", f"{W}pict"))


def _content(document: etree._Element) -> Content:
    body = document.find(f"{W}body")
    written = [p for p in body.iter(f"{W}p") if any((text.text or "").strip() for text in p.iter(f"{W}t"))]
    tracked = sum(1 for _ in body.iter(*(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))))
    return Content(len(written), sum(1 for _ in body.iter(f"{W}tbl")), _pictures(body), tracked)
