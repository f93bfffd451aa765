"""Ids of blocks in the form that Word files can carry.

A Word bookmark has at most 40 characters, letters, digits and underscores, and does not begin with a digit (ISO/IEC 29500-1, 17.13.6;
Word's own limit). So a long id is cut and closed by eight digits of its digest; a reader gives the names as they stand, and they are compared as such.
"""

import hashlib
import re

PREFIX = "k_"  #: of all our bookmarks
_BOOKMARK = 40


def bookmark(block: str) -> str:
    """The bookmark name of a block: `k_` and the id with dots as `_`, hyphens and slashes as `__`; longer ones cut and digested."""
    plain = PREFIX + re.sub(r"[^a-z0-9.]", "__", block).replace(".", "_")
    if len(plain) <= _BOOKMARK:
        return plain
    return plain[: _BOOKMARK - 9] + "_" + hashlib.sha256(block.encode()).hexdigest()[:8]
