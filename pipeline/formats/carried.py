"""What a returned file says of itself in its custom properties."""

from typing import Mapping

from . import properties
from .package import Packed
from .parse import parse


def carried(parts: Mapping[str, Packed]) -> dict[str, str]:
    """The custom properties by name; empty where the package has none. Raises `PackageError`."""
    if properties.PART not in parts:
        return {}
    root = parse(parts[properties.PART].inflate(), properties.PART)
    return {entry.get("name", ""): "".join(entry.itertext()) for entry in root}
