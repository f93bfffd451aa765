"""Which style of a brand's template fits each style that `layouts.yaml` names: by name, by outline level, by what it does.

What a style of ours is (its name, type, level, list, size) is read from our own template, so it stands in one place. A fit is proposed only
where the brand's style means the same; what has no equal stays without, and `adopt.py` adds ours in the brand's colours.
"""

import re
from typing import Iterator

import msgspec

from ..contract import WordLayouts
from ..palette import contrast
from .stylesheet import Style, StyleSheet

AA = 4.5  #: WCAG 2.1, 1.4.3: of text and its ground
_TABLE = "Käsikirja"  #: the table style whose place any table style of the brand may take that shows a header row
_TABLES = re.compile("table|taulu", re.I)
_SHOWN = 3  #: candidates of a style
_KNOWN = {  #: names that other programs and houses give to what a style of ours does; names are Word's own where it has one
    "toc heading": ("contents heading", "index heading", "sisällysluettelon otsikko"),
    "caption": ("table caption", "taulukon kuvateksti", "kuvateksti"),
    "hyperlink": ("internet link",),
    "taulukon teksti": ("table text", "table contents", "table body", "taulukkoteksti"),
    "taulukon otsikko": ("table heading", "table header", "table head", "taulukko otsikko"),
    "taulukon rivin otsikko": ("table row heading", "table row header"),
    "taulukon luettelo": ("table bullet", "table list bullet"),
    "taulukon numeroluettelo": ("table number", "table list number"),
}
_FITS = {"name": 100, "known-name": 90, "outline-level": 75, "text-of-all": 60, "header-row": 50}  #: how well, by reason


class Candidate(msgspec.Struct, frozen=True):
    """A style of the brand that may do the work of one of ours."""

    style: str  #: its id
    name: str
    reason: str  #: `name`, `known-name`, `outline-level`, `text-of-all` (the default of paragraphs) or `header-row` (of a table)
    fit: float  #: up to 100; lower by each point of size that it is off ours, of table styles higher for one in use or named so


class Choice(msgspec.Struct, frozen=True):
    """For one of our styles the brand's candidates, best first; none: there is nothing that means the same."""

    wanted: str  #: id of our style
    keys: tuple[str, ...]  #: the keys of layouts.yaml that name it
    candidates: tuple[Candidate, ...]


class Proposal(msgspec.Struct, frozen=True):
    """A mapping for `layouts.yaml`. `layouts` names the best candidate of each style, and by our own id what has none (`missing`)."""

    wanted: WordLayouts
    layouts: WordLayouts
    choices: tuple[Choice, ...]
    missing: tuple[str, ...]

    def styles(self) -> dict[str, str]:
        """The brand's style for each of ours that has one, by ids."""
        return {choice.wanted: choice.candidates[0].style for choice in self.choices if choice.candidates}


def proposed(wanted: WordLayouts, own: StyleSheet, brand: StyleSheet, template: str) -> Proposal:
    """The best mapping of what `wanted` names in our template `own` to a brand's styles; `template` is the file that it will name."""
    choices = tuple(Choice(id, keys, tuple(_candidates(own.styles[id], brand))) for id, keys in _keys(wanted).items() if id in own.styles)
    choices = _readable_heads(choices, wanted, own, brand)
    proposal = Proposal(wanted, wanted, choices, tuple(choice.wanted for choice in choices if not choice.candidates))
    layouts = msgspec.structs.replace(renamed(wanted, proposal.styles()), template=template)
    return msgspec.structs.replace(proposal, layouts=layouts)


def renamed(layouts: WordLayouts, styles: dict[str, str]) -> WordLayouts:
    """The layouts with other ids of styles; an id without another stays."""

    def changed(value: object, key: str = "") -> object:
        if isinstance(value, dict):
            return {name: changed(one, name) for name, one in value.items()}
        if isinstance(value, (list, tuple)):
            return [changed(one) for one in value]
        return styles.get(value, value) if isinstance(value, str) and key != "template" else value

    return msgspec.convert(changed(msgspec.to_builtins(layouts)), WordLayouts)


def _keys(wanted: WordLayouts) -> dict[str, tuple[str, ...]]:
    """The ids of all styles that are named, each with its keys (`panels.goal.label`)."""
    found: dict[str, list[str]] = {}

    def walk(value: object, key: str) -> None:
        if isinstance(value, dict):
            for name, one in value.items():
                walk(one, f"{key}.{name}" if key else name)
        elif isinstance(value, (list, tuple)):
            for number, one in enumerate(value, 1):
                walk(one, f"{key}.{number}")
        elif isinstance(value, str) and value and key != "template":
            found.setdefault(value, []).append(key)

    walk(msgspec.to_builtins(wanted), "")
    return {id: tuple(keys) for id, keys in found.items()}


def _candidates(own: Style, brand: StyleSheet) -> list[Candidate]:
    found = [(style, reason) for style in brand.styles.values() for reason in _reasons(own, style)]
    ranked = sorted(((_fit(own, style, reason), style, reason) for style, reason in found), key=lambda one: -one[0])
    return [Candidate(style.id, style.name, reason, fit) for fit, style, reason in ranked[:_SHOWN]]


def _reasons(own: Style, style: Style) -> Iterator[str]:
    """Why a style may stand for ours, the strongest reason only; nothing where it may not: another type, no list where ours is one."""
    if style.type != own.type or style.list != own.list and own.list:
        return
    name, other = own.name.casefold(), style.name.casefold()
    if other == name:
        yield "name"
    elif other in (f"{name} 2", *_KNOWN.get(name, ())):  # where a style of another type has the name, ours was added as the second
        yield "known-name"
    elif name.startswith("heading ") and style.level == own.level and not other.startswith("toc"):
        yield "outline-level"
    elif name == "body text" and style.default:
        yield "text-of-all"
    elif own.header_row and own.name == _TABLE and style.header_row and (style.custom or style.used):
        yield "header-row"


def _fit(own: Style, style: Style, reason: str) -> float:
    if reason == "header-row":
        return _FITS[reason] + 9.0 * style.used + 5.0 * bool(_TABLES.search(style.name))
    return _FITS[reason] - min(9.0, abs(own.size_pt - style.size_pt))


def _readable_heads(choices: tuple[Choice, ...], wanted: WordLayouts, own: StyleSheet, brand: StyleSheet) -> tuple[Choice, ...]:
    """The same without styles of header cells that cannot be read on the header row of the table style that is proposed."""
    tables = next((choice for choice in choices if choice.wanted == wanted.table_style.get("default")), None)
    if tables is None:
        return choices
    ground = brand.styles[tables.candidates[0].style].ground if tables.candidates else own.styles[tables.wanted].ground

    def readable(choice: Choice) -> Choice:
        if choice.wanted != wanted.cell_head:
            return choice
        kept = tuple(one for one in choice.candidates if contrast(brand.styles[one.style].colour, ground) >= AA)
        return msgspec.structs.replace(choice, candidates=kept)

    return tuple(readable(choice) for choice in choices)
