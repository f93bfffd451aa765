"""One written form for many recipients: the finished package, with places for what differs between them.

`document/personal.py` says which signs stand in the package for a recipient's words. Parts without them stand first, in one stretch
that all forms share. A part
with them is deflated once, in stretches that know nothing of each other (RFC 1951, 3.2.3: after a full flush no stretch refers to an earlier
one, and each ends on a whole byte), so that a recipient costs the words alone, put between the stretches as stored blocks, and the checksums.
"""

import hashlib
import re
import struct
import zlib
from typing import Iterator, Mapping, NamedTuple

from ..document.personal import TOKENS
from .markup import attribute
from .package import Packed, beginning, digest_of, pack, part_digest, unpack
from .properties import PART, seal_of

_LEVEL = 6
_STORED_MAX = 0xFFFF  #: bytes of one stored block
_SEAL = "\ue000seal\ue001"  #: stands in the custom properties for the seal, which each form has of its own
_TOKEN = re.compile("(" + "|".join(map(re.escape, (*TOKENS, _SEAL))) + ")")


class Filled(NamedTuple):
    """The form of one recipient; `digest` is that of `package.digest`."""

    data: bytes
    digest: str


class Stencil:
    """A package to be filled. Raises `PackageError` for what is none."""

    def __init__(self, data: bytes) -> None:
        parts = unpack(data)
        self._entries = dict(parts)  #: of the form at hand; those that are cut are put in anew each time
        self._cuts: dict[str, _Cut] = {}
        self._sums: dict[str, str] = {}
        for name, packed in parts.items():
            content = packed.inflate()
            text = content.decode("utf-8", "replace") if name.endswith((".xml", ".rels")) else ""
            if name == PART:
                text = text.replace(seal_of(parts), _SEAL)
            if _TOKEN.search(text):
                self._cuts[name] = _Cut(text)
            else:
                self._sums[name] = part_digest(content)
        self._begun = beginning({name: packed for name, packed in parts.items() if name not in self._cuts})

    def fill(self, values: Mapping[str, str]) -> Filled:
        """The form with `values` in place of the tokens, sealed. The same values give the same bytes."""
        words = {token: attribute(value).encode() for token, value in values.items()}
        sums = dict(self._sums)
        for name, cut in self._cuts.items():
            if name != PART:
                self._entries[name], sums[name] = cut.fill(words)
        if PART in self._cuts:
            words[_SEAL] = seal_of(self._entries).encode()
            self._entries[PART], sums[PART] = self._cuts[PART].fill(words)
        return Filled(pack({name: self._entries[name] for name in self._cuts}, self._begun), digest_of(sums.items()))


class _Cut:
    """A part, cut at its tokens: the stretches of its content, each with its deflate, and the token that follows each but the last."""

    def __init__(self, text: str) -> None:
        pieces = _TOKEN.split(text)
        self._tokens = pieces[1::2]
        self._stretches = [stretch.encode() for stretch in pieces[::2]]
        self._deflated = list(_deflated(self._stretches))
        self._first = hashlib.sha256(self._stretches[0]), zlib.crc32(self._stretches[0])

    def fill(self, words: Mapping[str, bytes]) -> tuple[Packed, str]:
        """The part with the words, and the SHA-256 of its content."""
        content, data = [], [self._deflated[0]]
        for token, stretch, deflated in zip(self._tokens, self._stretches[1:], self._deflated[1:]):
            content += (words[token], stretch)
            data += (_stored(words[token]), deflated)
        rest = b"".join(content)
        total, crc = self._first[0].copy(), zlib.crc32(rest, self._first[1])
        total.update(rest)
        return Packed(8, crc, len(self._stretches[0]) + len(rest), b"".join(data)), total.hexdigest()


def _deflated(stretches: list[bytes]) -> Iterator[bytes]:
    """Raw deflate of each; together one stream, with a place on a whole byte after each but the last."""
    deflater = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    for stretch in stretches[:-1]:
        yield deflater.compress(stretch) + deflater.flush(zlib.Z_FULL_FLUSH)
    yield deflater.compress(stretches[-1]) + deflater.flush()


def _stored(word: bytes) -> bytes:
    """`word` as stored blocks, none of them the last of its stream (RFC 1951, 3.2.4)."""
    chunks = (word[start : start + _STORED_MAX] for start in range(0, len(word), _STORED_MAX))
    return b"".join(b"\0" + struct.pack("<HH", len(chunk), len(chunk) ^ 0xFFFF) + chunk for chunk in chunks)

