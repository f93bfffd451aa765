"""How many characters the parts of a workbook hold: a second opinion on what `returned.py` gives, by another parser and without relationships.

Parts are known by the names of their roots and read by expat as they come; nothing of the reader is used. Counted are characters other than white
space of cells, comments, headers, drawings. A number counts as it is stored: the reader adds what it shows otherwise. A part that is no
XML for expat counts nothing, and then the sums do not meet, which is the purpose.
"""

import re
from collections import Counter
from typing import Mapping
from xml.parsers import expat

from ..package import PackageError, Packed

_SHEETS = ("worksheet", "chartsheet", "dialogsheet", "macrosheet")
_DRAWINGS = ("wsDr", "userShapes", "chartSpace", "dataModel")
_HEADERS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_LEAVES = {"v", "t", "text", "textbox", "author", *_HEADERS}
_FIELD = re.compile(r'&("[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}|[A-Z])')
_ESCAPED = re.compile("((?:_x[0-9A-Fa-f]{4}_)+)")
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class _Tally:
    """The sums of a package while its parts are read."""

    def __init__(self) -> None:
        self.total = 0
        self.strings: list[int] = []
        self.wanted: Counter[str] = Counter()  #: how often cells refer to each string
        self.threads: set[str] = set()
        self.comments: Counter[str] = Counter()  #: sizes by author


def count(parts: Mapping[str, Packed]) -> int:
    """Characters other than white space of all parts. Raises `PackageError` with `xml-dtd` for one in any part, read or not."""
    tally = _Tally()
    for name, packed in parts.items():
        content = packed.inflate()
        if name.endswith((".xml", ".rels", ".vml")) or content.lstrip()[:1] == b"<" or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            _Part(tally, name).read(content)
    total = tally.total + sum(size for author, size in tally.comments.items() if not (author[:3] == "tc=" and author[3:] in tally.threads))
    for index, times in tally.wanted.items():
        if index.isascii() and index.isdigit() and len(index) < 13 and int(index) < len(tally.strings):
            total += times * tally.strings[int(index)]
    return total


class _Part:
    """A part while expat reads it: the names of the open elements, and the text of those that hold words with where each begins in it."""

    def __init__(self, tally: _Tally, name: str) -> None:
        self.tally, self.name = tally, name
        self.open: list[str] = []
        self.text: list[str] = []
        self.begins: list[int] = []
        self.leaves = 0  #: how many of the open elements hold words
        self.type = self.author = ""
        self.authors: list[str] = []
        self.size = 0

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = self._start, self._end, self.text.append
        try:
            parser.Parse(content.replace(b"<br>", b"<br/>") if self.name.endswith(".vml") else content, True)
        except (expat.ExpatError, LookupError, ValueError):
            return  # damage that matters is refused by the reader

    def _refuse(self, *_: object) -> None:
        raise PackageError("xml-dtd", name=self.name)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if not self.leaves:
            self.text.clear()
        self.open.append(name)
        self.begins.append(len(self.text))
        self.leaves += name in _LEAVES
        if name == "c":
            self.type = attributes.get("t", "n")
        elif name in ("comment", "si"):
            self.size, self.author = 0, attributes.get("authorId", "")
        elif name == "threadedComment":
            self.tally.threads.add(attributes.get("id", ""))

    def _end(self, tag: str) -> None:
        name, root, text = self.open.pop(), (self.open or [""])[0], "".join(self.text[self.begins.pop() :])
        self.leaves -= name in _LEAVES
        if root in _SHEETS:
            self._sheet(name, text)
        elif root in ("sst", "comments"):
            self._strings(name, text)
        elif root in _DRAWINGS and name == "t" and "Fallback" not in self.open or (root, name) in (("ThreadedComments", "text"), ("xml", "textbox")):
            self.tally.total += _plain(text)
        if not self.leaves:
            self.text.clear()

    def _sheet(self, name: str, text: str) -> None:
        if name == "v" and self.open[-1] == "c" and self.type == "s":
            self.tally.wanted[text.strip()] += 1
        elif name == "v" and self.open[-1] == "c" and self.type == "b" and text.strip() in ("0", "1"):
            self.tally.total += len("FALSE" if text.strip() == "0" else "TRUE")
        elif name == "v" and self.open[-1] == "c" or name == "t" and "is" in self.open and "rPh" not in self.open:
            self.tally.total += _escaped(text)
        elif name in _HEADERS:
            self.tally.total += _plain(_FIELD.sub("", _decoded(text).replace("&&", "\0")).replace("&", "").replace("\0", "&"))

    def _strings(self, name: str, text: str) -> None:
        if name == "t" and "rPh" not in self.open:
            self.size += _escaped(text)
        elif name == "si":
            self.tally.strings.append(self.size)
        elif name == "author":
            self.authors.append(text)
        elif name == "comment":
            self.tally.comments[self.authors[int(self.author)] if self.author.isdigit() and int(self.author) < len(self.authors) else ""] += self.size


def _plain(text: str) -> int:
    return len(re.sub(r"\s", "", text))


def _escaped(text: str) -> int:
    return _plain(_decoded(text))


def _decoded(text: str) -> str:
    """Characters that are written as `_xHHHH_`, alone or in pairs, half of a pair as one; without what no text can hold."""
    return _NEVER.sub("", _ESCAPED.sub(_units, text))


def _units(run: re.Match[str]) -> str:
    return b"".join(int(unit, 16).to_bytes(2, "little") for unit in re.findall("[0-9A-Fa-f]{4}", run[0])).decode("utf-16-le", "replace")
