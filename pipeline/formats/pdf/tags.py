"""What typst's tags lack: the cells that name a row become headers of it, and the other cells of the row say so.

typst 0.15 tags the cells of a table's head as headers, and leaves those of a first column to a function that its library for Python does not offer.
The structure tree stands uncompressed in the files it writes, an object an element (ISO 32000-1, 14.7.2, 14.8.5.7).
"""

import re
from typing import Iterator, Sequence

from .parts import closed, opened

_ELEMENT = b"<</Type/StructElem/S/"
_KIND = re.compile(rb"/StructElem/S/(\w+)")
_CHILDREN = re.compile(rb"/K\[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_HEADERS = re.compile(rb"/Headers\[([^\]]*)\]")
_IDS = re.compile(rb"/IDTree<</Names\[([^\]]*)\]>>")
_ID = re.compile(rb"\((\w+)\)(\d+) 0 R")
_ROOT = b"<</Type/StructTreeRoot"


def with_row_headers(data: bytes, heads: Sequence[bool]) -> bytes | None:
    """The file with a header for each row in the tables for which `heads` says so, in reading order; None if it holds another number of tables."""
    file = opened(data)
    tables = [number for number, content in file.objects.items() if _kind(content) == b"Table"]
    if len(tables) != len(heads):
        return None
    ids: list[tuple[bytes, int]] = []
    for place, (number, names) in enumerate(zip(tables, heads), 1):
        rows = _rows(file.objects, number) if names else ()
        for count, cells in enumerate(rows, 1):
            first, *others = cells
            if _kind(file.objects[first]) == b"TD":
                ids.append((b"R%dy%d" % (place, count), first))
                _name(file.objects, first, others, ids[-1][0])
    _register(file.objects, ids)
    return closed(file)


def _kind(content: bytes) -> bytes:
    """The kind of a structure element; empty for any other object."""
    found = _KIND.search(content, 0, 60) if content.find(_ELEMENT, 0, 60) >= 0 else None
    return found[1] if found else b""


def _children(content: bytes) -> list[int]:
    found = _CHILDREN.search(content)
    return [int(number) for number in _REFERENCE.findall(found[1])] if found else []


def _rows(objects: dict[int, bytes], number: int) -> Iterator[list[int]]:
    """The cells of each row of the body of a table, or of its part."""
    for child in _children(objects[number]):
        kind = _kind(objects[child])
        if kind == b"TR":
            yield _children(objects[child])
        elif kind == b"TBody":
            yield from _rows(objects, child)


def _name(objects: dict[int, bytes], first: int, others: list[int], name: bytes) -> None:
    """The first cell of a row becomes the header of the others."""
    head = objects[first].replace(b"/S/TD/", b"/S/TH/", 1).replace(b"<</O/Table/", b"<</O/Table/Scope/Row/", 1)
    objects[first] = head.replace(b"/A[", b"/ID(%b)/A[" % name, 1)
    for cell in others:
        objects[cell] = _HEADERS.sub(lambda found: b"/Headers[%b(%b)]" % (found[1], name), objects[cell], count=1)


def _register(objects: dict[int, bytes], ids: list[tuple[bytes, int]]) -> None:
    """The names of the headers in the tree of names, which is in the order of its bytes."""
    root = next((number for number, content in objects.items() if content.find(_ROOT, 0, 60) >= 0), 0)
    if not root or not ids:
        return
    content = objects[root]
    known = _IDS.search(content)
    both = sorted([*((name, int(number)) for name, number in (_ID.findall(known[1]) if known else ())), *ids])
    names = b"/IDTree<</Names[%b]>>" % b"".join(b"(%b)%d 0 R" % entry for entry in both)
    objects[root] = _IDS.sub(lambda _: names, content) if known else content.replace(_ROOT, _ROOT + names, 1)
