"""Which characters a file shows as boxes: those that it draws with the font of last resort."""

import re
import zlib

from .parts import opened

_UNICODE = re.compile(rb"/ToUnicode (\d+) 0 R")
_STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
_MAPPED = re.compile(rb"beginbf(?:char|range)(.*?)endbf", re.DOTALL)
_SAID = re.compile(rb"<([0-9A-Fa-f]+)>\s*$", re.MULTILINE)  #: the last of a line: what its glyph stands for
_HIDDEN = re.compile("[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]")  #: not drawn by any font


def boxes(data: bytes, family: str) -> str:
    """The characters of a file fresh from typst that stand in a font of that family and are seen, in order."""
    objects = opened(data).objects
    name, found = family.replace(" ", "").encode(), set()
    for content in objects.values():
        number = _UNICODE.search(content) if name in content else None
        stream = _STREAM.search(objects[int(number[1])]) if number else None
        if stream:
            codes = (code for lines in _MAPPED.findall(zlib.decompress(stream[1])) for code in _SAID.findall(lines))
            found |= {character for code in codes for character in bytes.fromhex(code.decode()).decode("utf-16-be")}
    return _HIDDEN.sub("", "".join(sorted(found)))
