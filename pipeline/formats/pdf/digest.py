"""What a PDF holds, as one digest: that of its objects, however their streams were packed and wherever they stand in the file.

What a file says of itself as a file is left out: identifiers (ISO 32000-1, 14.4), its seal, offsets. A scan from left to right, so that a build loads
no library for it; of a file that is no PDF of ours it is still a digest.
"""

import hashlib
import re
import zlib

_OBJECT = re.compile(rb"\b\d{1,10} \d{1,5} obj\b")
_STREAM = re.compile(rb"\bstream\r?\n|\bendobj\b")
_LENGTH = re.compile(rb"/Length (\d{1,10})(?! \d+ R)\b")
_PACKING = re.compile(rb"/Length \d+(?: \d+ R)?|/Filter ?\[? ?/FlateDecode ?\]?")
_OWN = re.compile(rb"kasikirja-seal:[0-9a-f]{64}|<xmpMM:(\w+)>[^<]*</xmpMM:\1>")
_LIMIT = 64 * 2**20  #: bytes of one stream, inflated


def content_digest(data: bytes) -> str:
    """SHA-256 over the objects of a PDF in the order of the file."""
    total, at = hashlib.sha256(), 0
    while found := _OBJECT.search(data, at):
        mark = _STREAM.search(data, found.end())
        head = data[found.end() : mark.start() if mark else len(data)]
        content, at = (b"", mark.end() if mark else len(data))
        if mark and not mark[0].startswith(b"endobj"):
            content, at = _stream(data, head, at)
            head = _PACKING.sub(b"", head)
        for piece in (found[0], b" ".join(head.split()), content):
            total.update(_OWN.sub(b"", piece) + b"\0")
    return total.hexdigest()


def _stream(data: bytes, head: bytes, start: int) -> tuple[bytes, int]:
    """A stream's content, inflated where it was deflated, and where it ends."""
    length = _LENGTH.search(head)
    end = start + int(length[1]) if length else data.find(b"endstream", start)
    if not start <= end <= len(data):
        end = len(data)
    content = data[start:end]
    if b"/FlateDecode" in head:
        try:
            content = zlib.decompressobj().decompress(content, _LIMIT)
        except zlib.error:
            pass  # a digest of what stands there
    return content, end
