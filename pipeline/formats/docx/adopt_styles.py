"""Add the styles and lists that a brand's template lacks, copied from our own template and dyed in the brand's colours.

A copied style is based on the brand's style where that does the work of ours, keeps the floor of size, and stands as far from the brand's
body text as ours does from our own.
"""

import re
from copy import deepcopy
from typing import Container

from lxml import etree

from ..palette import Palette, contrast, tinted
from .brand import VAL, W, Brand
from .fitting import AA, Proposal
from .order import child, place, tidy, value
from .stylesheet import BLACK, WHITE, StyleSheet, slot

_FLOOR = 24  #: half points: 12 pt (rule A18)
_ALWAYS = ("Header", "Footer")  #: styles of ours that headers and footers may need
_BODY = "BodyText"  #: our style of body text, whose indent the others keep to
#: The next darker slot of the theme, where one is too pale for text.
_INKS = {"accent1": "text2", "accent2": "text2", "accent3": "text2", "accent4": "text2", "accent5": "text2", "accent6": "text1", "hyperlink": "text2", "followedHyperlink": "text2", "text2": "text1"}  # fmt: skip


class AddedStyles:
    """The brand's stylesheet while it is completed; `brand.styles` is changed in place.

    `ids`: the brand's id of each style of ours; `added`: what was added or put right, as (what, name); `numbering`: numbering.xml.
    """

    def __init__(self, brand: Brand, source: Brand, proposal: Proposal) -> None:
        self.brand, self.proposal = brand, proposal
        self.sheet, self.own = StyleSheet(brand), StyleSheet(source)
        self.theme: Palette = brand.theme or source.theme
        self.source_numbering = source.numbering
        self.numbering = deepcopy(brand.numbering) if brand.numbering is not None else etree.Element(f"{W}numbering", nsmap={"w": W[1:-1]})
        self.added: list[tuple[str, str]] = []
        self.ids = {**self._defaults(), **self._always(), **proposal.styles()}
        self.lists: dict[str, str] = {}
        for id in (*_ALWAYS, *proposal.missing):
            self.add(id)
        self._speak(source)
        self._unnumber()
        self._level()
        for root in (brand.styles, self.numbering):
            tidy(root)

    def add(self, id: str) -> str:
        """The brand's id of a style of ours, which is added first where the brand has none."""
        if id in self.ids or id not in self.own.elements:
            return self.ids.get(id, "")
        style = self.own.styles[id]
        base = self.add(style.based_on) if style.based_on else ""
        self.ids[id] = _free(id, {known.casefold() for known in self.sheet.elements} | {made.casefold() for made in self.ids.values()})
        element = deepcopy(self.own.elements[id])
        element.set(f"{W}styleId", self.ids[id])
        name = _free(style.name, {known.name.casefold() for known in self.sheet.styles.values()}, " ")
        element.find(f"{W}name").set(VAL, name)
        self._relate(element, base)
        if style.type == "table":
            self._inherit_head(element, id)
        elif style.type == "paragraph":
            self._place(element, id)
        self.dye(element, *((self._ground(id),) if style.type == "paragraph" else ()))
        self.brand.styles.append(element)
        self.added.append(("style", name))
        return self.ids[id]

    def dye(self, element: etree._Element, ground: str = WHITE) -> None:
        """Give the colours of the theme below an element the brand's; text that could not be read on `ground` takes a darker slot."""
        for one in element.iter():
            for name, figures in (("themeColor", "color" if one.tag != f"{W}color" else "val"), ("themeFill", "fill")):
                themed = one.get(f"{W}{name}")
                if themed:
                    self._dye(one, name, figures, self._readable(themed, ground) if one.tag == f"{W}color" else self._dark(themed))

    def head_ground(self) -> str:
        """The ground of the header row of tables."""
        table = self.proposal.wanted.table_style.get("default", "")
        style = self.sheet.styles.get(self.proposal.styles().get(table, ""))
        return style.ground if style is not None else self.theme.colours.get(slot(self._dark("text2")), BLACK)

    def _defaults(self) -> dict[str, str]:
        """Our default styles stand for the brand's own, whatever their names."""
        return {style.id: brand for style in self.own.styles.values() if style.default and (brand := self.sheet.default(style.type))}

    def _always(self) -> dict[str, str]:
        return {id: style.id for id in _ALWAYS if (style := self.sheet.named(self.own.styles[id].name)) is not None}

    def _ground(self, id: str) -> str:
        if id == self.proposal.wanted.cell_head:
            return self.head_ground()
        shade = next((found for one in self.own.chain(id) if (found := one.find(f"{W}pPr/{W}shd")) is not None), None)
        themed = shade.get(f"{W}themeFill") if shade is not None else None
        return self.theme.colours.get(slot(self._dark(themed)), BLACK) if themed else WHITE

    def _relate(self, element: etree._Element, base: str) -> None:
        for name, target in (("basedOn", base), ("next", self.ids.get(value(element, "next"), ""))):
            for one in element.findall(f"{W}{name}"):
                if target:
                    one.set(VAL, target)
                else:
                    element.remove(one)
        for number in element.iter(f"{W}numId"):
            number.set(VAL, self._list(number.get(VAL, "")))

    def _inherit_head(self, element: etree._Element, id: str) -> None:
        """A table style of ours that stands on one of the brand has that one's header row."""
        bases = {one.get(f"{W}styleId") for one in self.own.chain(id)}
        for part in element.findall(f"{W}tblStylePr") if bases & self.proposal.styles().keys() else ():
            element.remove(part)

    def _place(self, element: etree._Element, id: str) -> None:
        """Keep the floor of size, and the distance from body text; cells stand at the left whatever their table style says."""
        wanted = self.proposal.wanted
        if id == wanted.cell:
            child(element, "pPr", "jc").set(VAL, "left")
        base = self.sheet.styles.get(value(element, "basedOn"))
        if base is not None and base.size_pt * 2 < _FLOOR and element.find(f"{W}rPr/{W}sz") is None:
            for name in ("sz", "szCs"):
                child(element, "rPr", name).set(VAL, str(_FLOOR))
        if base is not None and base.contrast < AA and element.find(f"{W}rPr/{W}color") is None:
            child(element, "rPr", "color").set(f"{W}themeColor", "accent1")  # dyed below, darker where accent1 is pale too
        own, brand = self.own.styles.get(_BODY), self.sheet.styles.get(self.proposal.styles().get(_BODY, ""))
        moves = own is not None and brand is not None and id not in wanted.contents
        for indent in element.iterfind(f"{W}pPr/{W}ind") if moves else ():
            left = int(indent.get(f"{W}left", "0"))
            if left >= own.indent > 0:
                indent.set(f"{W}left", str(max(0, left - own.indent + brand.indent)))

    def _list(self, number: str) -> str:
        """The brand's number of one of our lists, which is copied when it is first needed."""
        if number not in self.lists:
            self.lists[number] = str(_next(self.numbering, "num", "numId"))
            use = deepcopy(next(one for one in self.source_numbering.iterfind(f"{W}num") if one.get(f"{W}numId") == number))
            definition = self._definition(value(use, "abstractNumId"))
            use.find(f"{W}abstractNumId").set(VAL, definition)
            use.set(f"{W}numId", self.lists[number])
            place(self.numbering, use)
        return self.lists[number]

    def _definition(self, number: str) -> str:
        own = next(one for one in self.source_numbering.iterfind(f"{W}abstractNum") if one.get(f"{W}abstractNumId") == number)
        made, new = deepcopy(own), str(_next(self.numbering, "abstractNum", "abstractNumId"))
        made.set(f"{W}abstractNumId", new)
        for name in ("nsid", "tmpl"):
            for one in made.iterfind(f"{W}{name}"):
                one.set(VAL, f"{int(one.get(VAL, '0'), 16) + int(new):08X}")
        for linked in list(made.iter(f"{W}pStyle")):
            if linked.get(VAL) in self.proposal.missing:
                linked.set(VAL, self.add(linked.get(VAL)))
            else:
                linked.getparent().remove(linked)
        self.dye(made)
        place(self.numbering, made)
        self.added.append(("list", value(made.find(f"{W}lvl"), "lvlText")))
        return new

    def _readable(self, themed: str, ground: str) -> str:
        """The slot for text: itself, or a darker one; on a dark ground white, on a pale one black."""
        while contrast(self.theme.colours.get(slot(themed), BLACK), ground) < AA and themed in _INKS:
            themed = _INKS[themed]
        if contrast(self.theme.colours.get(slot(themed), BLACK), ground) >= AA:
            return themed
        return max(("background1", "text1"), key=lambda one: contrast(self.theme.colours.get(slot(one), BLACK), ground))

    def _dark(self, themed: str) -> str:
        """The slot for a field that white text stands on."""
        return "text1" if themed == "text2" and contrast(self.theme.colours.get("dk2", BLACK), WHITE) < AA else themed

    def _dye(self, element: etree._Element, name: str, figures: str, themed: str) -> None:
        element.set(f"{W}{name}", themed)
        colour = self.theme.colours.get(slot(themed), BLACK)
        tint = element.get(f"{W}{name.removesuffix('Color')}Tint")
        element.set(f"{W}{figures}", tinted(colour, round(int(tint, 16) / 255, 2)) if tint else colour)

    def _speak(self, source: Brand) -> None:
        """Give all text our language: a program spells and reads it by that."""
        language = source.styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang").get(VAL)
        ours = {one for id in self.ids.values() for one in self.sheet.chain(id)}
        if any(lang.getparent().getparent() in ours and lang.get(VAL, language) != language for lang in self.brand.styles.iter(f"{W}lang")):
            self.added.append(("language", language))
        for style in ours:
            for lang in style.findall(f"{W}rPr/{W}lang"):
                lang.getparent().remove(lang)
        lang = child(self.brand.styles, "docDefaults", "rPrDefault", "rPr", "lang")
        if lang.get(VAL) != language:
            lang.set(VAL, language)
            self.added.append(("language", language))

    def _unnumber(self) -> None:
        """Headings make no numbers of their own: the handbook's hold theirs."""
        for own in (self.proposal.wanted.title, *self.proposal.wanted.headings, self.proposal.wanted.contents_title):
            chain = self.sheet.chain(self.ids.get(own, ""))
            if any(_makes_items(one) for one in chain):
                for level in chain[0].findall(f"{W}pPr/{W}numPr/{W}ilvl"):
                    level.getparent().remove(level)
                child(chain[0], "pPr", "numPr", "numId").set(VAL, "0")
                for linked in [one for one in self.numbering.iter(f"{W}pStyle") if one.get(VAL) == self.ids[own]]:
                    linked.getparent().remove(linked)
                self.added.append(("heading-number", self.sheet.styles[self.ids[own]].name))

    def _level(self) -> None:
        """Give the headings their levels of the outline: contents and navigation go by them, and a program may have left them out."""
        for level, own in enumerate(self.proposal.wanted.headings, 1):
            style = self.sheet.styles.get(self.proposal.styles().get(own, ""))
            if style is not None and style.level != level:
                child(self.sheet.elements[style.id], "pPr", "outlineLvl").set(VAL, str(level - 1))
                self.added.append(("outline-level", style.name))


def _makes_items(style: etree._Element) -> bool:
    """Whether a style makes its paragraphs items of a list."""
    number = style.find(f"{W}pPr/{W}numPr/{W}numId")
    return style.find(f"{W}pPr/{W}numPr") is not None and (number is None or number.get(VAL) != "0")


def _free(name: str, taken: Container[str], gap: str = "") -> str:
    """The name, with a number where it is taken in whatever case."""
    found, number = name, 2
    while found.casefold() in taken:
        found, number = f"{name}{gap}{number}", number + 1
    return found


def _next(numbering: etree._Element, element: str, attribute: str) -> int:
    """The first free number of lists or of their definitions."""
    numbers = (one.get(f"{W}{attribute}", "") for one in numbering.iterfind(f"{W}{element}"))
    return max((int(number) for number in numbers if re.fullmatch(r"\d{1,9}", number)), default=0) + 1
