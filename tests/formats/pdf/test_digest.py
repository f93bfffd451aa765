"""The digest of a PDF's content: the same however its streams were packed, another where anything that it holds is another."""

import re
import time
import zlib

import pytest

from pipeline.formats.pdf.digest import content_digest
from pipeline.formats.seal import NAME, UNSEALED, digest, sealed

from .files import built, page, paragraph, said, stream, typeset

KEYWORDS = f"<</Keywords({NAME.decode()}{UNSEALED})>>"


def file(drawn: bytes, *others: str, comment: bytes = b"") -> bytes:
    return built("<</Type/Catalog/Pages 2 0 R>>", "<</Kids[3 0 R]>>", "<</Contents 4 0 R>>", drawn, *others).replace(b"%PDF-1.7\n", b"%PDF-1.7\n" + comment)


def test_how_a_stream_is_packed_does_not_count() -> None:
    packed = {file(stream(b"BT (a) Tj ET" * 99, packed=packed)) for packed in (False, True)}
    raw = zlib.compressobj(1)
    again = raw.compress(b"BT (a) Tj ET" * 99) + raw.flush()
    packed.add(file(f"<</Length {len(again)}/Filter/FlateDecode>>\nstream\n".encode() + again + b"\nendstream"))
    assert len(packed) == 3 and len({content_digest(data) for data in packed}) == 1


def test_where_the_objects_stand_does_not_count() -> None:
    data = file(stream(b"a"))
    moved = re.sub(rb"0{7}(\d{3} 00000 n)", rb"0000001\1", data).replace(b"startxref\n", b"startxref\n1")
    assert moved != data and content_digest(moved) == content_digest(data)


def test_the_seal_and_what_a_file_is_called_do_not_count() -> None:
    data = file(stream(b"a"), KEYWORDS)
    assert sealed(data) != data and content_digest(sealed(data)) == content_digest(data)
    named = [data.replace(b"/Root", b"/ID[(%s)(%s)]/Root" % (name, name)) for name in (b"a", b"b")]
    assert len({content_digest(each) for each in named}) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"(eka)", b"(eki)"),
        (b"/S/P", b"/S/H"),
        (b"/MCID 0", b"/MCID 1"),
        (b"/URI(https://example.fi/)", b"/URI(https://example.se/)"),
        (b"/Root 1 0 R", b"/Root 2 0 R"),
        (b"(endobj sana)", b"(endobj sano)"),
        (b"%%EOF", b"%%EOF\n9 0 obj\n<<>>\nendobj"),
        (b"/Kids[3 0 R]", b"/Kids[3 0 R 3 0 R]"),
        (b"(A B)", b"(AB)"),
    ],
)
def test_whatever_a_file_holds_counts(old: bytes, new: bytes) -> None:
    data = page(said("eka", 0), paragraph(0), "<</A<</S/URI/URI(https://example.fi/)>>>>", "<</T(endobj sana)/U(A B)>>")
    assert old in data and content_digest(data.replace(old, new)) != content_digest(data)


def test_a_picture_that_is_packed_counts_byte_by_byte() -> None:
    assert len({content_digest(file(stream(bytes([shade]) * 999, "/Subtype/Image", packed=True))) for shade in (0, 1)}) == 2
    data = file(stream(b"\xff\xd8 a" * 99, "/Filter/DCTDecode"))
    assert content_digest(data) != content_digest(data.replace(b"\xff\xd8 a", b"\xff\xd8 b", 1))


def test_what_cannot_be_inflated_counts_as_it_stands() -> None:
    broken = stream(b"a" * 999, packed=True)
    assert len({content_digest(file(data)) for data in (broken, broken.replace(b"\xda", b"\xdb", 1))}) == 2


def test_it_is_quick_and_the_same_each_time() -> None:
    data = typeset("= Luku\n" + "Sanoja riittää. " * 9_000)
    began = time.process_time()
    assert digest(data) == content_digest(data) == content_digest(bytes(bytearray(data)))
    assert time.process_time() - began < 0.1


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"1 0 obj" * 50_000, b"1 0 obj stream\n" * 50_000, b"1 0 obj" + b"/Length 1 " * 50_000, bytes(100_000)])
def test_of_any_bytes_there_is_one(data: bytes) -> None:
    assert re.fullmatch("[0-9a-f]{64}", content_digest(data))
