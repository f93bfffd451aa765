"""Typed values to YAML text, for the files that the program writes whole: a round, its answers.

What is written is what `load.py` reads as the same value. Keys come in the order of the struct's fields; what has its default is left out. Never
used for a file that people write (`yamltext.py` keeps those byte for byte).
"""

import re
from functools import lru_cache
from typing import Any, Iterator
from unicodedata import normalize

import msgspec
from msgspec.structs import FieldInfo, fields

from ..model.reference import Statements, Text
from .plaintext import FORBIDDEN

_PLAIN = re.compile(r"[^\W_][\w.@/+-]*")  #: what is a text to every YAML reader of ours without quotes
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")  #: line ends of other programs
_NO_BLOCK = re.compile("(?:^|\n)[^\\S\n]*[\t\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]|[^\\S\n](?:\n|$)")  #: lines that a block would not keep or the loader refuses
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def save(value: msgspec.Struct, note: str) -> bytes:
    """The YAML of a struct of the model; `note`, a line or more, stands above it as comments."""
    comments = [f"# {line}".rstrip() for line in note.splitlines()]
    return ("\n".join([*comments, *_entries(value, 0)]) + "\n").encode("utf-8")


def savable(text: str) -> str:
    """`text` as a source file can hold it: NFC, LF, no white space around it; a character that no file of ours may hold stands as `[U+FFFD]`."""
    text = _BREAK.sub("\n", text)
    text = FORBIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
    return normalize("NFC", text).strip()


def _entries(value: msgspec.Struct, depth: int) -> Iterator[str]:
    """The lines of a struct's keys at `depth` blanks."""
    config = value.__struct_config__
    if config.tag is not None:
        yield f"{' ' * depth}{config.tag_field}: {_scalar(str(config.tag), depth)}"
    for field in _fields(type(value)):
        entry = getattr(value, field.name)
        if entry is not None and (field.required or entry != field.default):
            yield from _pair(field.name, entry, depth)


@lru_cache(maxsize=None)
def _fields(kind: type[msgspec.Struct]) -> tuple[FieldInfo, ...]:
    return fields(kind)


def _pair(key: str, value: Any, depth: int) -> Iterator[str]:
    lead = f"{' ' * depth}{key}:"
    if isinstance(value, Statements):
        yield lead + ("" if value else " {}")
        for statement in value:
            yield from _pair(statement.id.value, statement.text, depth + 2)
    elif isinstance(value, tuple):
        yield lead + ("" if value else " []")
        for item in value:
            yield from _item(item, depth + 2)
    elif isinstance(value, msgspec.Struct):
        lines = list(_entries(value, depth + 2))
        yield lead + ("" if lines else " {}")
        yield from lines
    else:
        yield f"{lead} {_scalar(_said(value), depth)}"


def _item(value: Any, depth: int) -> Iterator[str]:
    """An entry of a list: a struct's first key stands on the line of the hyphen."""
    lead = " " * depth + "- "
    if not isinstance(value, msgspec.Struct):
        yield lead + _scalar(_said(value), depth)
        return
    lines = list(_entries(value, depth + 2))
    yield lead + lines[0].lstrip(" ") if lines else lead + "{}"
    yield from lines[1:]


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.value if isinstance(value, Text) else str(value)


def _scalar(text: str, depth: int) -> str:
    """Plain where that is a text beyond doubt, a block where it has lines that a block keeps, else in double quotes."""
    text = savable(text)
    if _PLAIN.fullmatch(text):
        return text
    if "\n" not in text or _NO_BLOCK.search(text):
        return '"' + "".join(_ESCAPES.get(character, character) for character in text) + '"'
    lead = " " * (depth + 2)
    return "|-\n" + "\n".join(lead + line if line else "" for line in text.split("\n"))
