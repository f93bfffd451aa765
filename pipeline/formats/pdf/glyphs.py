"""What the codes of a font say: by its table of characters (ToUnicode; ISO 32000-1, 9.10.3), else by the encoding of Windows, which simple fonts take."""

import re
from typing import Iterator

from pypdf.generic import DictionaryObject, NameObject, StreamObject

from .objects import Budget, entry

_BEGIN = re.compile(rb"beginbf(char|range)")
_CHAR = re.compile(rb"<([0-9a-fA-F\s]*)>\s*<([0-9a-fA-F\s]*)>")
_RANGE = re.compile(rb"<([0-9a-fA-F\s]*)>\s*<([0-9a-fA-F\s]*)>\s*(?:<([0-9a-fA-F\s]*)>|\[([^\[\]]*)\])")
_HEX = re.compile(rb"<([0-9a-fA-F\s]*)>")
_CODES = 65_536  #: codes of one font
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


class Glyphs:
    """The characters of one font: `size` is how many bytes a code has."""

    def __init__(self, font: DictionaryObject, budget: Budget) -> None:
        composite = entry(font, "/Subtype", NameObject) == "/Type0"
        pairs = list(_pairs(budget.data(entry(font, "/ToUnicode", StreamObject))))
        self.size = len(pairs[0][0]) if pairs and composite else 2 if composite else 1
        self._simple = not composite
        self._said = {int.from_bytes(code, "big"): said for code, said in pairs}

    def said(self, codes: bytes) -> list[str]:
        """The characters of each code, in the order of the codes."""
        return [self._of(codes[at : at + self.size]) for at in range(0, len(codes), self.size)]

    def _of(self, code: bytes) -> str:
        known = self._said.get(int.from_bytes(code, "big"))
        return known if known is not None else code.decode("cp1252", "replace") if self._simple else _UNKNOWN


def _pairs(table: bytes) -> Iterator[tuple[bytes, str]]:
    """Codes and what they say, as a table lists them."""
    left = _CODES
    _, *parts = _BEGIN.split(table)
    for kind, part in zip(parts[::2], parts[1::2]):
        block = part.partition(b"endbf")[0]
        for code, said in _singles(block) if kind == b"char" else _ranges(block):
            if left == 0:
                return
            left -= 1
            yield code, said.decode("utf-16-be", "replace")


def _singles(block: bytes) -> Iterator[tuple[bytes, bytes]]:
    return ((_bytes(code) or b"\0", _bytes(said)) for code, said in _CHAR.findall(block))


def _ranges(block: bytes) -> Iterator[tuple[bytes, bytes]]:
    for first, last, said, listed in _RANGE.findall(block):
        start, size = _bytes(first) or b"\0", len(_bytes(first)) or 1
        codes = range(int.from_bytes(start, "big"), min(int.from_bytes(_bytes(last), "big"), 256**size - 1) + 1)
        if listed:
            yield from ((code.to_bytes(size, "big"), _bytes(each)) for code, each in zip(codes, _HEX.findall(listed)))
        elif base := _bytes(said):
            value, width = int.from_bytes(base, "big"), len(base)
            yield from ((code.to_bytes(size, "big"), (value + n).to_bytes(width + 1, "big")[1:]) for n, code in enumerate(codes))


def _bytes(digits: bytes) -> bytes:
    packed = b"".join(digits.split())
    return bytes.fromhex((packed + b"0" * (len(packed) % 2)).decode())
