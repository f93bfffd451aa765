"""Relationships of parts (ISO/IEC 29500-2, 9.3): which part leads to which."""

from posixpath import dirname, join, normpath, relpath, split
from typing import NamedTuple

from .parts import damaged, parsed


class Relationship(NamedTuple):
    """One relationship of a part; `target` is as it stands, seen from the part's folder, or an address outside where `external`."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of its type."""
        return self.type.rpartition("/")[2]


def relationships(content: bytes) -> list[Relationship]:
    """The relationships of a .rels part, in order. Raises `PackageError` where one of them does not say who it is, or where it leads."""
    return [_relationship(entry.attrib) for entry in parsed(content)]


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


def _relationship(said: dict[str, str]) -> Relationship:
    try:
        return Relationship(said["Id"], said["Type"], said["Target"], said.get("TargetMode") == "External")
    except KeyError as missing:
        raise damaged(f"Relationship {missing}") from None
