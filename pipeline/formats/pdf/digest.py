"""What a PDF holds, as one digest: that of its objects, however their streams were packed and wherever they stand in the file.

What a file says of itself as a file is left out: identifiers (ISO 32000-1, 14.4), its seal, offsets. A scan from left to right, so that a build loads
no library for it; of a file that is no PDF of ours it is still a digest.
"""

import hashlib
import re
import zlib
from typing import Iterator

_OBJECT = re.compile(rb"\b\d{1,10} \d{1,5} obj\b")
_STREAM = re.compile(rb"\bstream\r?\n|\bendobj\b")
_LENGTH = re.compile(rb"/Length (\d{1,10})\b(?! \d+ R)")
_PACKING = re.compile(rb"/Length \d+(?: \d+ R)?|/Filter ?\[? ?/FlateDecode ?\]?")
_OWN = re.compile(rb"kasikirja-seal:[0-9a-f]{64}|<xmpMM:(\w+)>[^<]*</xmpMM:\1>")
_PLACES = re.compile(rb"\d{10} \d{5} [fn]\b|startxref\s+\d+|/ID ?\[[^\]]*\]")  #: outside objects
_PIECE = 2**20  #: bytes that are inflated at a time
_LIMIT = 64 * 2**20  #: bytes of one stream, inflated


def content_digest(data: bytes) -> str:
    """SHA-256 over the objects of a PDF in the order of the file, and over what stands between them."""
    total = hashlib.sha256()
    for piece in _pieces(data):
        total.update(piece)
    return total.hexdigest()


def _pieces(data: bytes) -> Iterator[bytes]:
    """What counts, in order, each part ended by a sign that says where it ends."""
    at = 0
    while found := _OBJECT.search(data, at):
        yield from (_plain(_PLACES.sub(b"", data[at : found.start()])), found[0])
        mark = _STREAM.search(data, found.end())
        head, at = data[found.end() : mark.start() if mark else len(data)], mark.end() if mark else len(data)
        if mark and not mark[0].startswith(b"endobj"):
            end = _end(data, head, at)
            yield from (_plain(_PACKING.sub(b"", head)), *_content(data[at:end], b"/FlateDecode" in head), b"\0")
            at = end
        else:
            yield _plain(head)
    yield _plain(_PLACES.sub(b"", data[at:]))


def _plain(piece: bytes) -> bytes:
    """A piece outside streams, without the seal."""
    return _OWN.sub(b"", piece) + b"\0"


def _end(data: bytes, head: bytes, start: int) -> int:
    """Where the content of a stream ends."""
    length = _LENGTH.search(head)
    end = start + int(length[1]) if length else data.find(b"endstream", start)
    return end if start <= end <= len(data) else len(data)


def _content(content: bytes, is_packed: bool) -> Iterator[bytes]:
    """A stream's content, inflated where it was deflated; what cannot be inflated counts as it stands."""
    if not is_packed:
        yield _OWN.sub(b"", content)
        return
    inflater, left = zlib.decompressobj(), _LIMIT
    try:
        while left > 0 and (piece := inflater.decompress(content, _PIECE)):
            content, left = inflater.unconsumed_tail, left - len(piece)
            yield piece
    except zlib.error:
        pass
    yield content if not inflater.eof else inflater.unused_data
