"""Which characters the fonts of a template lack: what a document needs from others is known before it is set, and told.

Reads no more of a font than its map of characters (ISO/IEC 14496-22, cmap).
"""

import struct
from bisect import bisect_left
from typing import Iterable

_KINDS = (b"\0\1\0\0", b"OTTO", b"true")
_COLLECTION = b"ttcf"
_UNICODE = {(3, 10): 3, (0, 6): 3, (0, 4): 3, (3, 1): 2, (0, 3): 2}  #: platform and encoding, the wider the better


class FontError(ValueError):
    """A file that is no font, or one without a map of characters."""


def lacking(font: bytes, characters: Iterable[str]) -> set[str]:
    """Those of `characters` for which a font has no glyph. Raises `FontError`."""
    try:
        starts, ends, empty = _ranges(font)
    except (struct.error, IndexError, OverflowError) as error:
        raise FontError from error
    return {character for character in characters if not _holds(ord(character), starts, ends, empty)}


def _holds(code: int, starts: list[int], ends: list[int], empty: set[int]) -> bool:
    at = bisect_left(ends, code)
    return at < len(ends) and starts[at] <= code and code not in empty


def _ranges(font: bytes) -> tuple[list[int], list[int], set[int]]:
    """First and last codes of the ranges of characters, in order, and codes inside them that have no glyph."""
    start = struct.unpack_from(">I", font, 12)[0] if font[:4] == _COLLECTION else 0
    if font[start : start + 4] not in _KINDS:
        raise FontError
    tables = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in range(start + 12, start + 12 + 16 * _u16(font, start + 4), 16)}
    cmap = tables.get(b"cmap")
    if not cmap:
        raise FontError
    best, offset = 0, 0
    for at in range(cmap + 4, cmap + 4 + 8 * _u16(font, cmap + 2), 8):
        platform, encoding, where = struct.unpack_from(">HHI", font, at)
        if _UNICODE.get((platform, encoding), 0) > best:
            best, offset = _UNICODE[platform, encoding], cmap + where
    kind = _u16(font, offset) if best else 0
    if kind == 12:
        return _wide(font, offset)
    if kind == 4:
        return _narrow(font, offset)
    raise FontError


def _wide(font: bytes, at: int) -> tuple[list[int], list[int], set[int]]:
    """A table of format 12."""
    count = struct.unpack_from(">I", font, at + 12)[0]
    groups = list(struct.iter_unpack(">III", font[at + 16 : at + 16 + 12 * count]))
    return [group[0] for group in groups], [group[1] for group in groups], {group[0] for group in groups if group[2] == 0}


def _narrow(font: bytes, at: int) -> tuple[list[int], list[int], set[int]]:
    """A table of format 4."""
    count = _u16(font, at + 6) // 2
    first = at + 14
    ends, starts, steps, offsets = (struct.unpack_from(f">{count}H", font, place) for place in (first, *(first + 2 + 2 * n * count for n in (1, 2, 3))))
    empty = {0xFFFF}
    for number, offset in enumerate(offsets):
        for code in range(starts[number], ends[number] + 1) if offset else ():
            if not _u16(font, first + 2 + 6 * count + 2 * number + offset + 2 * (code - starts[number])):
                empty.add(code)
    unnamed = ((65536 - step, number) for number, step in enumerate(steps) if not offsets[number])  # glyph 0
    empty |= {code for code, number in unnamed if starts[number] <= code <= ends[number]}
    return list(starts), list(ends), empty


def _u16(data: bytes, at: int) -> int:
    return struct.unpack_from(">H", data, at)[0]
