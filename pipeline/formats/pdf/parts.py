"""The objects of a PDF that typst has written, taken apart and put together again.

Only for files fresh from typst: one cross-reference table, no streams of objects. What people send is read by others.
"""

import re
from typing import NamedTuple

_XREF = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_SECTION = re.compile(rb"xref\s+0 (\d+)\s+")
_ENTRY = 20  #: bytes of an entry of the cross-reference table: ISO 32000-1, 7.5.4


class Parts(NamedTuple):
    """The objects by their numbers, in the order of the file; what stands before the first; and the trailer."""

    before: bytes
    objects: dict[int, bytes]
    trailer: bytes


def opened(data: bytes) -> Parts:
    """The parts of a file."""
    mark = _XREF.search(data)
    start = int(mark[1])
    section = _SECTION.match(data, start)
    count, first = int(section[1]), section.end() + _ENTRY  # object 0 is none
    offsets = {int(data[at : at + 10]): number for number, at in enumerate(range(first, first + _ENTRY * (count - 1), _ENTRY), 1)}
    places = sorted(offsets)
    objects = {offsets[at]: data[at:end] for at, end in zip(places, [*places[1:], start])}
    return Parts(data[: places[0]], objects, data[first + _ENTRY * (count - 1) : mark.start()])


def closed(parts: Parts) -> bytes:
    """The file of parts: the objects follow each other, and the table says where each begins."""
    offsets, at = {}, len(parts.before)
    for number, content in parts.objects.items():
        offsets[number] = at
        at += len(content)
    entries = b"".join(b"%010d 00000 n\r\n" % offsets[number] for number in sorted(offsets))
    table = b"xref\n0 %d\n0000000000 65535 f\r\n%b%bstartxref\n%d\n%%%%EOF" % (len(offsets) + 1, entries, parts.trailer, at)
    return b"".join((parts.before, *parts.objects.values(), table))
