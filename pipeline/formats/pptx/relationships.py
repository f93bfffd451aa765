"""Which part of a template leads to which (ISO/IEC 29500-2, 9.3); read and written as text, since a build loads no lxml.

Readers of returned files have `../relations.py`.
"""

import re
from posixpath import dirname, join, normpath, relpath, split
from typing import Callable

from msgspec import Struct

from .parts import damaged, parsed

_ENTRY = re.compile(rb"<(?:\w+:)?(?:Relationship|Override)\b[^>]*?(?:/>|>\s*</(?:\w+:)?(?:Relationship|Override)>)")
_SAID = re.compile(rb"""\b(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


class Relationship(Struct, frozen=True):
    """One relationship of a part; `target` is as it stands, seen from the part's folder, or an address outside where `external`."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of its type."""
        return kind_of(self.type)


def relationships(content: bytes) -> list[Relationship]:
    """The relationships of a .rels part, in order. Raises `PackageError` where one does not say who it is or where it leads, or two have one id."""
    found = {}
    for relation in (_relationship(entry.attrib) for entry in parsed(content)):
        if relation.id in found:
            raise damaged(f'Id="{relation.id}"')
        found[relation.id] = relation
    return list(found.values())


def rels_of(part: str) -> str:
    """The part that lists the relationships of `part`; those of the package for an empty one."""
    folder, name = split(part)
    return join(folder, "_rels", f"{name}.rels")


def target_of(part: str, target: str) -> str:
    """The part that a relationship of `part` leads to."""
    return normpath(join("/", dirname(part), target)).lstrip("/")


def target_from(folder: str, part: str) -> str:
    """How a relationship of a part in `folder` says `part`."""
    return relpath(f"/{part}", f"/{folder}")


def without_entries(content: bytes, goes: Callable[[dict[str, str]], bool]) -> bytes:
    """A list of relationships or of content types without the entries whose attributes `goes` says yes to; the others as they stand."""
    return _ENTRY.sub(lambda entry: b"" if goes({name.decode(): (a or b).decode(errors="replace") for name, a, b in _SAID.findall(entry[0])}) else entry[0], content)


def kind_of(said: str) -> str:
    """The last word of a relationship's type."""
    return said.rpartition("/")[2]


def _relationship(said: dict[str, str]) -> Relationship:
    try:
        return Relationship(said["Id"], said["Type"], said["Target"], said.get("TargetMode") == "External")
    except KeyError as missing:
        raise damaged(f"Relationship {missing}") from None
