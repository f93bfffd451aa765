"""Which addresses a file may lead to, and how they are written in it."""

import re

_SAFE = re.compile(r"(?:https?://|mailto:)[^\s/]", re.IGNORECASE)
_BESIDE = re.compile(r"[a-z0-9][a-z0-9-]*\.[a-z0-9]{1,8}")  #: a file of the same folder, as the index of a packet names it
_ODD = re.compile(r'[\x00-\x20<>"{}|\\^`]')


def address(href: str) -> str:
    """`href` with the characters that no address may hold as `%..`; empty for one that must not reach a file."""
    return _ODD.sub(lambda odd: f"%{ord(odd[0]):02X}", href) if _SAFE.match(href) or _BESIDE.fullmatch(href) else ""
