"""Which addresses a file may lead to, and how they are written in it."""

import re

_SAFE = re.compile(r"(?:https?://|mailto:)[^\s/]", re.IGNORECASE)
_ODD = re.compile(r'[\x00-\x20<>"{}|\\^`]')


def address(href: str) -> str:
    """`href` with the characters that no address may hold as `%..`; empty for one that must not reach a file."""
    return _ODD.sub(lambda odd: f"%{ord(odd[0]):02X}", href) if _SAFE.match(href) else ""
