"""Compound files: what Office wrote before 2007, what it writes now under a password, and what Outlook saves. None is a package, and a person is told
which it is. The format is [MS-CFB]: sectors, chained by a table, one chain of which is a directory whose entries form a tree.
"""

import struct
from typing import Iterator, Literal

from .package import PackageError

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  #: [MS-CFB] 2.2
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  #: [MS-OFFCRYPTO] 2.3.4.4: a stream of every encrypted package
_NONE = 0xFFFFFFFA  #: sector and entry numbers from here on name no sector and no entry
_SECTORS = 2_000  #: of a directory; one of an honest file has a few

Compound = Literal["encrypted", "outlook", "word", "excel", "powerpoint", "other"]
_STREAMS: tuple[tuple[str, Compound], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("__properties_version1.0", "outlook"),  #: [MS-OXMSG] 2.4
    ("WordDocument", "word"),
    ("PowerPoint Document", "powerpoint"),
    ("Workbook", "excel"),
    ("Book", "excel"),  #: Excel 5.0/95
)


def refuse_compound(data: bytes) -> None:
    """Raise `PackageError` with `template-encrypted` or `template-old-format` for a compound file."""
    if data.startswith(SIGNATURE):
        raise PackageError("template-encrypted" if _ENCRYPTED in data else "template-old-format")


def kind_of(data: bytes) -> Compound:
    """What a compound file is, by the streams of its root: a workbook inside a Word file makes no workbook of it.

    Where the directory is damaged, by the names that occur anywhere.
    """
    try:
        names = set(_root_names(data))
    except (struct.error, IndexError):
        names = set()
    named = [kind for name, kind in _STREAMS if name in names]
    found = [kind for name, kind in _STREAMS if name.encode("utf-16-le") in data and name != "Book"]
    return (named + found + ["other"])[0]


def _root_names(data: bytes) -> Iterator[str]:
    """Names of the entries below the root: a tree of siblings, walked with a bound."""
    entries = list(_entries(data))
    waiting, seen = [entries[0][3]], set()
    while waiting:
        number = waiting.pop()
        if number < len(entries) and number not in seen:
            seen.add(number)
            name, left, right, _ = entries[number]
            waiting += (left, right)
            yield name


def _entries(data: bytes) -> Iterator[tuple[str, int, int, int]]:
    """Name, left and right sibling, and first child of each entry of the directory ([MS-CFB] 2.6.1)."""
    shift, fats = struct.unpack_from("<H12xL", data, 30)
    size = 1 << min(shift, 12)
    table = struct.unpack_from("<109L", data, 76)[: min(fats, 109)]
    sector = struct.unpack_from("<L", data, 48)[0]
    for _ in range(_SECTORS):
        if sector >= _NONE:
            return
        start = (sector + 1) * size
        for at in range(start, min(start + size, len(data) - 127), 128):
            length, left, right, child = struct.unpack_from("<H2x3L", data, at + 64)
            yield data[at : at + min(length, 64)].decode("utf-16-le", "replace").rstrip("\0"), left, right, child
        in_table = (table[sector * 4 // size] + 1) * size
        sector = struct.unpack_from("<L", data, in_table + sector * 4 % size)[0]
