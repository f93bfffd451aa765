"""Office packages (zip): read within bounds, written the same each time.

Reading trusts nothing: sizes and counts are bounded before anything is inflated, names must be plain and unlike each other, and only
stored and deflated entries are known. Writing fixes dates, order and attributes, so that equal content gives equal bytes wherever Python has the same deflate.
The format is ZIP APPNOTE 6.3, without ZIP64, encryption and multiple disks, none of which OPC files of our size need.
"""

import hashlib
import struct
import zlib
from typing import Iterable, Mapping, NamedTuple

MAX_FILE = 25 * 2**20
MAX_ENTRIES = 2_000
MAX_PART = 50 * 2**20
MAX_TOTAL = 200 * 2**20
MAX_RATIO = 100
MAX_DEPTH = 3  #: of packages inside packages; a deeper one counts by its bytes
RATIO_FROM = 100 * 2**10  #: parts that inflate to less may have any ratio

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_EPOCH = 0x0021  #: 1 January 1980, the first day that a zip can hold
_UTF8 = 0x0800
_LEVEL = 6


class PackageError(Exception):
    """A package that cannot or must not be read: a problem code and its values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class Packed(NamedTuple):
    """An entry as it stands in an archive; `size` and `crc` are those of the inflated content."""

    method: int
    crc: int
    size: int
    data: bytes

    def inflate(self) -> bytes:
        """The content; raises `PackageError` if it is not what the directory says."""
        if self.method == 0:
            content = self.data
        else:
            inflater = zlib.decompressobj(-15)
            try:
                content = inflater.decompress(self.data, self.size + 1)
            except zlib.error as error:
                raise PackageError("package-damaged", detail=str(error)) from None
        if len(content) != self.size or zlib.crc32(content) != self.crc:
            raise PackageError("package-damaged", detail="checksum")
        return content


def unpack(data: bytes) -> dict[str, Packed]:
    """The entries of an archive by name, in its order, folders left out. Raises `PackageError`."""
    if len(data) > MAX_FILE:
        raise PackageError("package-too-large", limit=f"{MAX_FILE // 2**20} MB")
    try:
        return _entries(data)
    except (struct.error, IndexError, UnicodeDecodeError):
        raise PackageError("package-damaged", detail="directory") from None


def _entries(data: bytes) -> dict[str, Packed]:
    end = data.rfind(_END, max(0, len(data) - 65_557))
    if not data.startswith(_LOCAL) or end < 0:
        raise PackageError("package-damaged", detail="no directory")
    count, offset = struct.unpack_from("<HxxxxL", data, end + 10)
    if count > MAX_ENTRIES:
        raise PackageError("package-too-many-parts", count=count, limit=MAX_ENTRIES)
    entries: dict[str, Packed] = {}
    seen: set[str] = set()
    total = taken = 0
    for _ in range(count):
        (flags, method, crc, packed, size, name_size, extra, comment, start) = struct.unpack_from("<8xHH4xLLLHHH8xL", data, offset)
        if data[offset : offset + 4] != _CENTRAL:
            raise PackageError("package-damaged", detail="directory")
        raw = data[offset + 46 : offset + 46 + name_size]
        name = raw.decode("utf-8" if flags & _UTF8 else "cp437")
        offset += 46 + name_size + extra + comment
        _refuse_bad_name(name, seen)
        total, taken = total + size, taken + packed
        _refuse_bad_size(name, size, packed, total)
        if flags & 1 or method not in (0, 8) or taken > len(data):
            raise PackageError("package-damaged", detail=printable_name(name))
        if not name.endswith("/"):
            entries[name] = Packed(method, crc, size, _local_data(data, start, packed))
    return entries


def _local_data(data: bytes, start: int, packed: int) -> bytes:
    name_size, extra = struct.unpack_from("<HH", data, start + 26)
    begin = start + 30 + name_size + extra
    if data[start : start + 4] != _LOCAL or begin + packed > len(data):
        raise PackageError("package-damaged", detail="entry")
    return data[begin : begin + packed]


def _refuse_bad_name(name: str, seen: set[str]) -> None:
    parts = name.rstrip("/").split("/")
    if name.startswith("/") or "\\" in name or ":" in name or "\0" in name or any(p in ("", ".", "..") for p in parts):
        raise PackageError("package-bad-name", name=printable_name(name))
    if name.casefold() in seen:
        raise PackageError("package-twice", name=printable_name(name))
    seen.add(name.casefold())


def _refuse_bad_size(name: str, size: int, packed: int, total: int) -> None:
    if size > MAX_PART or total > MAX_TOTAL:
        raise PackageError("package-too-large", limit=f"{(MAX_PART if size > MAX_PART else MAX_TOTAL) // 2**20} MB")
    if size > RATIO_FROM and size > MAX_RATIO * max(packed, 1):
        raise PackageError("package-ratio", name=printable_name(name), limit=MAX_RATIO)


def printable_name(name: str) -> str:
    """A part's name, short enough to print."""
    return name if len(name) <= 80 else name[:77] + "..."


def deflate(content: bytes) -> Packed:
    """`content` as an entry; stored where deflating does not make it smaller."""
    deflater = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    data = deflater.compress(content) + deflater.flush()
    if len(data) >= len(content):
        return Packed(0, zlib.crc32(content), len(content), content)
    return Packed(8, zlib.crc32(content), len(content), data)


class Beginning(NamedTuple):
    """The entries that many archives begin with, as they stand in each, and their part of the directory."""

    body: bytes = b""
    directory: bytes = b""
    count: int = 0


def stored(content: bytes) -> Packed:
    """An entry that is not deflated: what is deflated already only grows."""
    return Packed(0, zlib.crc32(content), len(content), content)


def beginning(parts: Mapping[str, bytes | Packed], after: Beginning = Beginning()) -> Beginning:
    """The parts in the order given, behind others; parts that are packed already are copied as they are."""
    bodies, directory = [after.body], [after.directory]
    offset = len(after.body)
    for name, content in parts.items():
        entry = content if isinstance(content, Packed) else deflate(content)
        raw = name.encode("utf-8")
        flags = 0 if raw.isascii() else _UTF8
        fields = struct.pack("<HHHHLLLHH", flags, entry.method, 0, _EPOCH, entry.crc, len(entry.data), entry.size, len(raw), 0)
        bodies += (_LOCAL, b"\x14\0", fields, raw, entry.data)
        directory += (_CENTRAL, b"\x14\0\x14\0", fields, struct.pack("<HHHLL", 0, 0, 0, 0, offset), raw)
        offset += 30 + len(raw) + len(entry.data)
    return Beginning(b"".join(bodies), b"".join(directory), after.count + len(parts))


def pack(parts: Mapping[str, bytes | Packed], after: Beginning = Beginning()) -> bytes:
    """An archive of what `after` holds and of the parts, in the order given."""
    whole = beginning(parts, after)
    ending = struct.pack("<HHHHLLH", 0, 0, whole.count, whole.count, len(whole.directory), len(whole.body), 0)
    return b"".join((whole.body, whole.directory, _END, ending))


def digest(parts: Mapping[str, Packed] | Iterable[tuple[str, bytes]], depth: int = MAX_DEPTH) -> str:
    """SHA-256 over names and inflated content, whatever the order and the deflate; packages inside are opened as well, `depth` deep."""
    pairs = ((name, packed.inflate()) for name, packed in parts.items()) if isinstance(parts, Mapping) else parts
    return digest_of((name, part_digest(content, depth)) for name, content in pairs)


def digest_of(sums: Iterable[tuple[str, str]]) -> str:
    """The digest of a package by the name of each part and its `part_digest`."""
    return hashlib.sha256("".join(f"{name}\0{total}\n" for name, total in sorted(sums)).encode()).hexdigest()


def part_digest(content: bytes, depth: int = MAX_DEPTH) -> str:
    """What a part adds to the digest: of a package inside the package its own digest; of what is none, or lies too deep, the SHA-256 of its bytes."""
    if depth and content.startswith(_LOCAL):
        try:
            return digest(unpack(content), depth - 1)
        except PackageError:
            pass
    return hashlib.sha256(content).hexdigest()
