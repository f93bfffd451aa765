"""Packages: written the same each time, read within bounds. Hostile ones are made here, byte by byte, beside `zipfile` as an independent writer."""

import hashlib
import io
import struct
import time
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats import package
from pipeline.formats.package import PackageError, Packed, deflate, digest, pack, unpack

PARTS = {"[Content_Types].xml": b"<Types/>", "ppt/a.xml": b"<a>" + b"x" * 5000 + b"</a>", "empty.xml": b"", "ä.xml": "ä".encode()}


def archive(parts: list[tuple[str, bytes]], level: int = 6, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive that the standard library wrote."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method, compresslevel=level) as file:
        for name, content in parts:
            file.writestr(name, content)
    return held.getvalue()


def entry(name: bytes, content: bytes, **lies: int) -> tuple[bytes, bytes]:
    """Local header with data, and directory entry, of one deflated part; `lies` change what the directory says."""
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = deflater.compress(content) + deflater.flush()
    told = {"flags": 0, "method": 8, "crc": zlib.crc32(content), "packed": len(data), "size": len(content), **lies}
    fields = struct.pack("<HHHHLLLHH", told["flags"], told["method"], 0, 0x21, told["crc"], told["packed"], told["size"], len(name), 0)
    return b"PK\3\4\x14\0" + fields + name + data, b"PK\1\2\x14\0\x14\0" + fields + struct.pack("<HHHLL", 0, 0, 0, 0, told.get("start", 0)) + name


def padded(name: bytes, packed: int, **lies: int) -> tuple[bytes, bytes]:
    """The same with so many bytes of packed data, whatever they are."""
    local, central = entry(name, b"", packed=packed, **lies)
    return local + bytes(packed), central


def crafted(*entries: tuple[bytes, bytes], count: int | None = None) -> bytes:
    body, directory = b"", b""
    for local, central in entries:
        at = struct.pack("<L", len(body))
        directory += central[:42] + at + central[46:]
        body += local
    counted = len(entries) if count is None else count
    return body + directory + b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, counted, counted, len(directory), len(body), 0)


def refused(data: bytes) -> str:
    """The code with which a package is refused, by its directory or by its content; at once and in little memory."""
    begun = time.perf_counter()
    try:
        with pytest.raises(PackageError) as caught:
            for part in unpack(data).values():
                part.inflate()
    finally:
        assert time.perf_counter() - begun < 1
    return caught.value.code


# Laws


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}(/[a-zä]{1,8})?\.xml", fullmatch=True), st.binary(max_size=300), max_size=8))
def test_what_is_packed_is_unpacked(parts: dict[str, bytes]) -> None:
    if len({name.casefold() for name in parts}) == len(parts) and parts:
        assert {name: part.inflate() for name, part in unpack(pack(parts)).items()} == parts


def test_equal_parts_give_equal_bytes() -> None:
    assert pack(PARTS) == pack(dict(PARTS))


def test_a_part_that_is_packed_already_is_copied_as_it_is() -> None:
    assert pack({name: deflate(content) for name, content in PARTS.items()}) == pack(PARTS)
    assert pack(unpack(pack(PARTS))) == pack(PARTS)


def test_the_order_of_parts_is_kept() -> None:
    assert list(unpack(pack(PARTS))) == list(PARTS)


def test_another_program_reads_what_is_packed_and_finds_no_clock_in_it() -> None:
    with zipfile.ZipFile(io.BytesIO(pack(PARTS))) as file:
        assert file.testzip() is None
        assert {name: file.read(name) for name in file.namelist()} == PARTS
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {(entry.external_attr, entry.create_system, entry.extra) for entry in file.infolist()} == {(0, 0, b"")}


def test_what_another_program_packs_is_unpacked() -> None:
    assert {name: part.inflate() for name, part in unpack(archive(list(PARTS.items()))).items()} == PARTS


def test_folders_and_a_comment_are_passed_over() -> None:
    held = io.BytesIO(archive([("ppt/", b""), ("ppt/a.xml", b"a")]))
    with zipfile.ZipFile(held, "a") as file:
        file.comment = b"saved by somebody"
    assert list(unpack(held.getvalue())) == ["ppt/a.xml"]


# Digests


def test_the_digest_does_not_know_order_or_deflate() -> None:
    rows = list(PARTS.items())
    digests = {digest(unpack(archive(order, level, method))) for order in (rows, rows[::-1]) for level, method in ((1, 8), (9, 8), (0, 0))}
    assert digests == {digest(PARTS.items())}


@pytest.mark.parametrize("changed", [{"empty.xml": b" "}, {"ppt/a.xml": b"<a/>"}, {"new.xml": b""}])
def test_the_digest_knows_every_part(changed: dict[str, bytes]) -> None:
    assert digest({**PARTS, **changed}.items()) != digest(PARTS.items())


def test_the_digest_knows_the_names_of_parts() -> None:
    assert digest([("a.xml", b"x")]) != digest([("b.xml", b"x")])


def test_packages_inside_are_compared_by_their_content() -> None:
    inner = [("xl/workbook.xml", b"<w>" + b"y" * 900 + b"</w>")]
    one, two = ([("book.xlsx", archive(inner, level))] for level in (1, 9))
    assert one != two and digest(one) == digest(two)
    assert digest([("book.xlsx", archive([("xl/workbook.xml", b"<w/>")]))]) != digest(one)


def test_packages_in_packages_in_packages_come_to_an_end() -> None:
    nested = b"<a/>"
    for _ in range(1500):
        nested = pack({"a.zip": nested})
    assert len(digest(unpack(nested))) == 64


def test_a_digest_is_sha256_in_hex() -> None:
    assert len(digest({}.items())) == 64 and digest([]) == hashlib.sha256().hexdigest()


# Refusals

SMALL = entry(b"a.xml", b"<a/>")
MEGA = 2**20
REFUSED = {
    "nothing": (b"", "package-damaged"),
    "text": (b"K\xc3\xa4sikirja" * 100, "package-damaged"),
    "zeros": (bytes(100_000), "package-damaged"),
    "an old Office file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "package-damaged"),
    "a local header alone": (b"PK\3\4", "package-damaged"),
    "an end alone": (b"PK\5\6" + bytes(18), "package-damaged"),
    "too large a file": (b"PK\3\4" + bytes(package.MAX_FILE), "package-too-large"),
    "too many parts": (crafted(*[entry(b"%d.xml" % n, b"") for n in range(package.MAX_ENTRIES + 1)]), "package-too-many-parts"),
    "more parts told than there are": (crafted(SMALL, count=9), "package-damaged"),
    "a part that unfolds": (archive([("a.xml", bytes(20 * MEGA))]), "package-ratio"),
    "a part told to be too large": (crafted(entry(b"a.xml", b"x", size=package.MAX_PART + 1)), "package-too-large"),
    "parts too large together": (crafted(*[padded(b"%d.xml" % n, MEGA // 2, size=45 * MEGA) for n in range(5)]), "package-too-large"),
    "one name twice": (crafted(SMALL, SMALL), "package-twice"),
    "two names in two cases": (crafted(SMALL, entry(b"A.XML", b"")), "package-twice"),
    "a way out": (crafted(entry(b"../x", b"")), "package-bad-name"),
    "a way out from within": (crafted(entry(b"ppt/../../x", b"")), "package-bad-name"),
    "an absolute name": (crafted(entry(b"/etc/passwd", b"")), "package-bad-name"),
    "a drive": (crafted(entry(b"C:/x", b"")), "package-bad-name"),
    "backslashes": (crafted(entry(b"..\\x", b"")), "package-bad-name"),
    "NUL in a name": (crafted(entry(b"a\0.xml", b"")), "package-bad-name"),
    "a name of dots": (crafted(entry(b"./a.xml", b"")), "package-bad-name"),
    "no name": (crafted(entry(b"", b"")), "package-bad-name"),
    "two slashes": (crafted(entry(b"a//b.xml", b"")), "package-bad-name"),
    "less than told": (crafted(entry(b"a.xml", b"x" * 50, size=60)), "package-damaged"),
    "more than told": (crafted(entry(b"a.xml", bytes(30 * MEGA), size=90_000)), "package-damaged"),
    "a wrong checksum": (crafted(entry(b"a.xml", b"x", crc=1)), "package-damaged"),
    "encrypted": (crafted(entry(b"a.xml", b"x", flags=1)), "package-damaged"),
    "an unknown method": (crafted(entry(b"a.xml", b"x", method=12)), "package-damaged"),
    "data that is no deflate": (archive([("a.xml", b"<a>1</a>")], method=0).replace(b"<a>1</a>", b"\xff" * 8), "package-damaged"),
    "a name that is no UTF-8": (crafted(entry(b"\xff\xfe.xml", b"", flags=0x800)), "package-damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_package_is_refused_with_its_code(name: str) -> None:
    data, code = REFUSED[name]
    assert refused(data) == code


def test_a_part_is_inflated_no_further_than_told() -> None:
    liar = unpack(crafted(entry(b"a.xml", bytes(40 * MEGA), size=90_000)))["a.xml"]
    begun = time.perf_counter()
    with pytest.raises(PackageError):
        liar.inflate()
    assert time.perf_counter() - begun < 0.05


@pytest.mark.parametrize("kept", [10, 200, 500, -5, -30, -100])
def test_a_cut_file_is_refused(kept: int) -> None:
    assert refused(pack({f"{n}.xml": bytes(range(n, n + 60)) for n in range(9)})[:kept]) == "package-damaged"


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_changed_byte_never_gives_another_error_or_other_content_in_silence(at: int, value: int) -> None:
    whole = pack({"a.xml": b"<a>1</a>", "b/c.xml": b"<c>" + b"2" * 200 + b"</c>"})
    data = bytearray(whole)
    data[at % len(data)] = value
    try:
        contents = [part.inflate() for part in unpack(bytes(data)).values()]
    except PackageError:
        return
    assert set(contents) <= {b"<a>1</a>", b"<c>" + b"2" * 200 + b"</c>", b""}


def test_a_long_name_is_printed_short() -> None:
    with pytest.raises(PackageError) as caught:
        unpack(crafted(entry(b"../" + b"a" * 60_000, b"")))
    assert len(caught.value.values["name"]) == 80


def test_what_does_not_deflate_is_stored() -> None:
    assert deflate(b"ab").method == 0 and deflate(b"a" * 100).method == 8
    assert Packed(0, zlib.crc32(b"ab"), 2, b"ab").inflate() == b"ab"
