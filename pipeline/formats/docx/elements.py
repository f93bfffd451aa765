"""The elements of a template's part with their places in its bytes, so that text can be put in without rewriting the rest.

Only templates are read here, once each and by pyexpat, which costs next to nothing at the start; what comes from people is read by `read.py`.
"""

import re
from functools import lru_cache
from itertools import chain
from typing import Iterator
from xml.parsers import expat

import msgspec

from ..package import PackageError

_TAG = re.compile(rb"""<[^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*>""")


class Element(msgspec.Struct):
    """An element: `name` and attributes without namespace; bytes from `start` to `end`, its content from `inside` to `after`."""

    name: str
    attributes: dict[str, str]
    start: int
    inside: int
    after: int
    end: int
    below: list["Element"]  #: all elements in it, in document order

    def all(self, name: str) -> Iterator["Element"]:
        """The elements of a name in document order, itself included."""
        return (element for element in chain((self,), self.below) if element.name == name)

    def first(self, *names: str) -> "Element | None":
        """The first element of the first name, within it the first of the next name, and so on; None if one is not there."""
        element: Element | None = self
        for name in names:
            element = next(element.all(name), None) if element else None
        return element

    def value(self, *names: str) -> str:
        """The `w:val` of `first(*names)`; empty if there is none."""
        element = self.first(*names)
        return element.attributes.get("val", "") if element else ""


def elements(data: bytes, part: str) -> Element:
    """The root element of a part in UTF-8. Raises `PackageError` with `xml-damaged` or `xml-dtd`."""
    tree = _Tree(data, part)
    try:
        data.decode("utf-8")
        tree.parser.Parse(data, True)
    except (expat.ExpatError, UnicodeDecodeError) as error:
        raise PackageError("xml-damaged", name=part, detail=str(error)) from None
    return tree.root


class _Tree:
    """Builds the elements. An element's end is known only when it is read, so it is made then; `open` holds what is under way."""

    def __init__(self, data: bytes, part: str) -> None:
        self.data, self.part = data, part
        self.open: list[tuple[dict[str, str], int, list[Element]]] = []
        self.root = Element("", {}, 0, 0, 0, 0, [])
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = self.doctype

    def doctype(self, *_: object) -> None:
        raise PackageError("xml-dtd", name=self.part)

    def start(self, _: str, attributes: dict[str, str]) -> None:
        local = {_local(name): value for name, value in attributes.items()}
        self.open.append((local, self.parser.CurrentByteIndex, []))

    def end(self, name: str) -> None:
        attributes, start, below = self.open.pop()
        inside = _TAG.match(self.data, start).end()
        after = end = inside
        if not self.data.endswith(b"/>", start, inside):
            after = self.parser.CurrentByteIndex
            end = self.data.index(b">", after) + 1
        element = Element(_local(name), attributes, start, inside, after, end, below)
        if self.open:
            self.open[-1][2].extend((element, *below))
        else:
            self.root = element


@lru_cache(maxsize=None)
def _local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]
