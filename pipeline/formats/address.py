"""Ids of blocks in the form that files can carry.

An anchor of a web page is made of letters, digits, hyphens and underscores and begins with a letter, so that links, styles and every checker take it.
It has room for the whole id, so that no two ids share an anchor.

A Word bookmark has at most 40 characters, letters, digits and underscores, and does not begin with a digit (ISO/IEC 29500-1, 17.13.6;
Word's own limit). So a long id is cut and closed by eight digits of its digest; a reader gives the names as they stand, and they are compared as such.
"""

import hashlib
import re

PREFIX = "k_"  #: of all our bookmarks
_BOOKMARK = 40
_SIGN = re.compile(r"(?P<odd>\A[^a-z])|(?P<dot>(?<![./])\.(?![./]))|(?P<slash>/)|[^a-z0-9-]")  #: of an id, where an anchor needs another


def bookmark(block: str) -> str:
    """The bookmark name of a block: `k_` and the id with dots as `_`, hyphens and slashes as `__`; longer ones cut and digested."""
    plain = PREFIX + re.sub(r"[^a-z0-9.]", "__", block).replace(".", "_")
    if len(plain) <= _BOOKMARK:
        return plain
    return plain[: _BOOKMARK - 9] + "_" + hashlib.sha256(block.encode()).hexdigest()[:8]


def anchor(block: str) -> str:
    """The anchor of a block: dots as `_`, slashes as `__`; any other sign, one of several together, and a first one that is no letter as its number in `Z`."""
    return _SIGN.sub(_sign, block) or "Z"


def _sign(found: re.Match[str]) -> str:
    return {"dot": "_", "slash": "__"}.get(found.lastgroup or "") or f"Z{ord(found[0]):x}Z"
