"""The texts of a tagged PDF in reading order, block by block, out of its structure (ISO 32000-1, 14.7 and 14.8).

A block is the innermost element that is no mere stretch of a line: a paragraph, a heading, a cell, the body of an item. Contents lists, the signs and
numbers of lists and the numbers of headings are no content of their own; the last come as texts of their own.
"""

import re
from typing import Iterator, NamedTuple

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, NumberObject, TextStringObject

from ..contract import Found
from .drawn import Content, Mark
from .objects import Pdf, entry, number, resolved, several
from .reading_order import Piece, words

_INLINE = frozenset("Span Link Reference Lbl Em Strong Quote Code Sub Annot Form Note FENote BibEntry Ruby RB RT RP Warichu WT WP NonStruct Private".split())
_SILENT = frozenset(("TOC", "TOCI", "Artifact"))
_HEADING = re.compile(r"H\d*|Title")
_NUMBER = re.compile(r"\s*\d+(\.\d+)*\.?\s*")
_ROLES = 10  #: names of its own that a program may put one behind another


class _Place(NamedTuple):
    """Where the walk is: the page that marks are on, how deep, and whether what stands here is no content."""

    page: int
    depth: int
    silent: bool


class _Block:
    """What has been gathered of a block: its pieces, in the lots in which the structure lists them, and where its links lead."""

    def __init__(self, role: str) -> None:
        self.role = role
        self.lots: list[list[Piece]] = []
        self.links: dict[str, None] = {}

    def found(self) -> list[Found]:
        """The block's text, a heading's number before it; empties it."""
        lots, links = self.lots, tuple(self.links)
        self.lots, self.links = [], {}
        number = words(lots[0]) if len(lots) > 1 and _HEADING.fullmatch(self.role) else ""
        if _NUMBER.fullmatch(number):
            texts = [Found("", number.strip()), Found("", _joined(lots[1:]).lstrip(), links)]
        else:
            texts = [Found("", _joined(lots), links)]
        return [text for text in texts if text.text.strip() or text.links]


class Structure:
    """Walks the structure of a file once. `read`: the marks that it has come by."""

    def __init__(self, pdf: Pdf, content: Content) -> None:
        self._pdf, self._content = pdf, content
        self._tree = entry(pdf.root, "/StructTreeRoot", DictionaryObject)
        self._roles = entry(self._tree, "/RoleMap", DictionaryObject)
        self._seen: set[int] = set()
        self.read: set[Mark] = set()

    def texts(self) -> Iterator[Found]:
        """The text of each block, with where its links lead."""
        block = _Block("")
        for kid in self._kids(self._tree):
            yield from self._walk(kid, block, _Place(0, 0, False))
        yield from block.found()

    def _walk(self, kid: object, block: _Block, place: _Place) -> Iterator[Found]:
        """What a kid of an element adds: a mark to the block, an element its own texts."""
        held = resolved(kid)
        self._pdf.budget.node(place.depth)
        if isinstance(held, NumberObject):
            self._mark(Mark(place.page, int(held)), block, place)
        elif isinstance(held, DictionaryObject) and entry(held, "/Type", NameObject) == "/MCR":
            holder = number(held, "/Stm") or number(held, "/Pg") or place.page
            mark = resolved(held.get("/MCID"))
            self._mark(Mark(holder, mark if isinstance(mark, int) else -1), block, place)
        elif isinstance(held, DictionaryObject) and entry(held, "/Type", NameObject) == "/OBJR":
            self._link(entry(held, "/Obj", DictionaryObject), block, place)
        elif isinstance(held, DictionaryObject) and not self._came_by(kid):
            yield from self._element(held, block, place)

    def _element(self, element: DictionaryObject, block: _Block, place: _Place) -> Iterator[Found]:
        role = self._role(element)
        inside = _Place(number(element, "/Pg") or place.page, place.depth + 1, place.silent or role in _SILENT or role == "Lbl")
        said = _said(element, role)
        inner = block if role in _INLINE and not _stands_alone(element) else _Block(role)
        if inner is not block:
            yield from block.found()
        if said is not None and not inside.silent:
            inner.lots.append([Piece(said, False, 0, 0)])
            inside = inside._replace(silent=True)
        for kid in self._kids(element):
            yield from self._walk(kid, inner, inside)
        if inner is not block:
            yield from inner.found()

    def _kids(self, element: DictionaryObject) -> list[object]:
        return several(element.raw_get("/K")) if "/K" in element else []

    def _came_by(self, kid: object) -> bool:
        """Whether this element was met before: a structure that bites its tail ends there."""
        if not isinstance(kid, IndirectObject):
            return False
        again = kid.idnum in self._seen
        self._seen.add(kid.idnum)
        return again

    def _role(self, element: DictionaryObject) -> str:
        """The standard type of an element, by the map of the program's own ones."""
        role = entry(element, "/S", NameObject)
        for _ in range(_ROLES):
            if role[1:] in _INLINE or _HEADING.fullmatch(role[1:]) or role not in self._roles:
                break
            role = entry(self._roles, role, NameObject)
        return role[1:]

    def _mark(self, mark: Mark, block: _Block, place: _Place) -> None:
        pieces = self._content.pieces.get(mark) if mark.number >= 0 else None
        if pieces:
            self.read.add(mark)
        if pieces and not place.silent:
            block.lots.append(pieces)

    def _link(self, annotation: DictionaryObject, block: _Block, place: _Place) -> None:
        address = _link_of(annotation)
        if address and not place.silent:
            block.links[address] = None


def _joined(lots: list[list[Piece]]) -> str:
    return words(piece for lot in lots for piece in lot)


def _link_of(annotation: DictionaryObject) -> str:
    """Where a link leads; empty for one inside the file, and for what is no link."""
    address = resolved(entry(annotation, "/A", DictionaryObject).get("/URI"))
    return address if isinstance(address, str) else bytes(address).decode("latin-1") if isinstance(address, bytes) else ""


def _said(element: DictionaryObject, role: str) -> str | None:
    """What stands for all that an element shows; None: that itself."""
    text = resolved(element.get("/ActualText", element.get("/Alt") if role in ("Figure", "Formula") else None))
    return str(text) if isinstance(text, TextStringObject) else None


def _stands_alone(element: DictionaryObject) -> bool:
    """Whether a stretch of a line is laid out as a block (14.8.5.4.2, `Placement`)."""
    owners = [held for value in several(element.get("/A")) if isinstance(held := resolved(value), DictionaryObject)]
    return any(entry(owner, "/Placement", NameObject) == "/Block" for owner in owners)
