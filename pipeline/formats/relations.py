"""What the parts of a returned package relate to: other parts, or addresses outside (ISO/IEC 29500-2, 9.3)."""

from posixpath import join, normpath, split
from typing import Mapping, NamedTuple

from .package import Packed
from .parse import parse


class Relation(NamedTuple):
    """One relationship; `kind` is the last word of its type."""

    id: str
    kind: str
    target: str  #: the name of a part; where it is `external`, the address as it stands
    external: bool


def relations(parts: Mapping[str, Packed], owner: str = "") -> list[Relation]:
    """The relationships of a part, or of the package itself, in order; none where it has no such list. Raises `PackageError`."""
    folder, name = split(owner)
    listed = join(folder, "_rels", f"{name}.rels")
    if listed not in parts:
        return []
    found = []
    for entry in parse(parts[listed].inflate(), listed):
        target, external = entry.get("Target", ""), entry.get("TargetMode") == "External"
        place = target if external else normpath(join("/", folder, target)).lstrip("/")
        found.append(Relation(entry.get("Id", ""), entry.get("Type", "").rpartition("/")[2], place, external))
    return found
