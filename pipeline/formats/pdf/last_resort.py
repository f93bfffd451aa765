"""A font for the characters that no other font has: each is a framed box, so that its place is seen, and keeps its own code, so that it is read as typed.

A TrueType font of the tables that a shaper, a PDF and its checkers ask for (ISO/IEC 14496-22), made of nothing but the characters needed.
"""

import struct
from typing import Iterable, NamedTuple

FAMILY = "Last Resort Boxes"
_UNITS = 1000  #: of an em
_ADVANCE = 900
_ASCENT, _DESCENT = 800, -200
_OUTER, _INNER = (100, 0, 800, 700), (160, 60, 740, 640)  #: the corners of the frame
_TEXT = 0x03  #: platform 3 (Windows) of names and character maps
_WORDS = {1: FAMILY, 2: "Regular", 3: FAMILY, 4: FAMILY, 5: "Version 1.000", 6: FAMILY.replace(" ", "")}
_CHECK = 0xB1B0AFBA  #: what all words of a font add up to: 14496-22, head
_MADE = 3_029_529_600  #: the first day of 2000, in seconds since 1904: the same on every day
_ADJUSTED = 8  #: where in `head` that is written


class _Group(NamedTuple):
    """Characters that follow each other, as do their glyphs."""

    first: int
    last: int
    glyph: int


def font(characters: Iterable[str]) -> bytes:
    """The bytes of the font: a glyph for each character, in the order of their codes; the same for the same characters."""
    codes = sorted({ord(character) for character in characters})
    count = len(codes) + 1  # the first glyph stands for what is not there
    box = _box()
    tables = {
        b"OS/2": _os2(codes),
        b"cmap": _cmap(codes),
        b"glyf": box * count,
        b"head": _head(),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x00010000, _ASCENT, _DESCENT, 0, _ADVANCE, 100, 100, 800, 1, 0, 0, 0, 0, 0, 0, 0, count),
        b"hmtx": struct.pack(">Hh", _ADVANCE, _OUTER[0]) * count,
        b"loca": struct.pack(f">{count + 1}I", *(len(box) * number for number in range(count + 1))),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x00010000, count, 8, 2, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": _name(),
        b"post": struct.pack(">IIhhIIIII", 0x00030000, 0, -100, 50, 0, 0, 0, 0, 0),
    }
    return _joined(tables)


def _joined(tables: dict[bytes, bytes]) -> bytes:
    """The table directory and the tables, each at a multiple of four; `head` takes what makes the sum of all right."""
    power = len(tables).bit_length() - 1
    entries, body = struct.pack(">IHHHH", 0x00010000, len(tables), 16 << power, power, 16 * len(tables) - (16 << power)), b""
    start = len(entries) + 16 * len(tables)
    for tag, table in tables.items():
        entries += struct.pack(">4sIII", tag, _sum(table), start + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    whole = bytearray(entries + body)
    head = start + sum(len(table) + -len(table) % 4 for tag, table in tables.items() if tag < b"head")
    struct.pack_into(">I", whole, head + _ADJUSTED, (_CHECK - _sum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _sum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    return sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF


def _box() -> bytes:
    """A frame: one square, and one inside it the other way round."""
    (left, bottom, right, top), (inner_left, inner_bottom, inner_right, inner_top) = _OUTER, _INNER
    outer = [(left, bottom), (left, top), (right, top), (right, bottom)]
    inner = [(inner_left, inner_bottom), (inner_right, inner_bottom), (inner_right, inner_top), (inner_left, inner_top)]
    points = outer + inner
    steps = [(x - before[0], y - before[1]) for before, (x, y) in zip([(0, 0), *points], points)]
    data = struct.pack(">hhhhhHHH", 2, *_OUTER, 3, 7, 0) + bytes([1] * len(points))
    data += b"".join(struct.pack(">h", x) for x, _ in steps) + b"".join(struct.pack(">h", y) for _, y in steps)
    return data + bytes(-len(data) % 4)


def _head() -> bytes:
    return struct.pack(">IIIIHHqqhhhhHHhhh", 0x00010000, 0x00010000, 0, 0x5F0F3CF5, 0x000B, _UNITS, _MADE, _MADE, *_OUTER, 0, 8, 2, 1, 0)


def _os2(codes: list[int]) -> bytes:
    """Version 4; may be embedded without limits."""
    first, last = min(codes, default=0xFFFF), max(codes, default=0)
    look = struct.pack(">HhHHH11h10s", 4, _ADVANCE, 400, 5, 0, 650, 700, 0, 140, 650, 700, 0, 480, 50, 260, 0, bytes(10))
    ranges = struct.pack(">4I4sHHH", 0, 0, 0, 0, b"NONE", 0x0040, min(first, 0xFFFF), min(last, 0xFFFF))
    return look + ranges + struct.pack(">hhhHHIIhhHHH", _ASCENT, _DESCENT, 0, 1000, 200, 1, 0, 500, 700, 0, 32, 1)


def _cmap(codes: list[int]) -> bytes:
    """One table of format 12: all of Unicode."""
    groups: list[_Group] = []
    for glyph, code in enumerate(codes, 1):
        if groups and groups[-1].last == code - 1:
            groups[-1] = groups[-1]._replace(last=code)
        else:
            groups.append(_Group(code, code, glyph))
    body = b"".join(struct.pack(">III", *group) for group in groups)
    return struct.pack(">HHHHI", 0, 1, _TEXT, 10, 12) + struct.pack(">HHIII", 12, 0, 16 + len(body), 0, len(groups)) + body


def _name() -> bytes:
    records, words = b"", b""
    for number, text in _WORDS.items():
        said = text.encode("utf-16-be")
        records += struct.pack(">HHHHHH", _TEXT, 1, 0x0409, number, len(said), len(words))
        words += said
    return struct.pack(">HHH", 0, len(_WORDS), 6 + len(records)) + records + words
