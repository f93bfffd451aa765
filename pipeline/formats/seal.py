"""Is a file of ours whole, and what does it hold: the two digests by which files are told apart, for every format.

An Office package carries its seal among its properties; a page and a PDF, which are one stream, carry it in their own bytes: the writer leaves room
for it, and it is the digest of the file with that room empty. It tells edits, not forgeries.
"""

import hashlib
import re

from . import package, properties
from .pdf.digest import content_digest

NAME = b"kasikirja-seal:"
UNSEALED = "0" * 64  #: what a writer puts after the name
_ZIP, _PDF = b"PK\x03\x04", b"%PDF-"
_SEAL = re.compile(NAME + rb"([0-9a-f]{64})")


def sealed(data: bytes) -> bytes:
    """`data` with its seal in every place that was left for it; its length stays the same."""
    return data.replace(NAME + UNSEALED.encode(), NAME + hashlib.sha256(data).hexdigest().encode())


def is_whole(data: bytes) -> bool:
    """Whether a file is ours and stands as it was written: it carries the seal of its own content."""
    if data.startswith(_ZIP):
        return properties.is_whole(data)
    found = set(_SEAL.findall(data))
    return len(found) == 1 and hashlib.sha256(_SEAL.sub(NAME + UNSEALED.encode(), data)).hexdigest().encode() in found


def digest(data: bytes) -> str:
    """SHA-256 of what a file holds, however it was packed. Raises `PackageError` for a package that cannot be opened."""
    if data.startswith(_ZIP):
        return package.digest(package.unpack(data))
    if data.startswith(_PDF):
        return content_digest(data)
    return hashlib.sha256(data).hexdigest()
