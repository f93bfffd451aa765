"""The parts of a package while it is put together: some as the template has them, some written anew."""

from ..package import Packed

Parts = dict[str, bytes | Packed]


def content(parts: Parts, name: str) -> bytes:
    """A part's content."""
    part = parts[name]
    return part.inflate() if isinstance(part, Packed) else part


def append(parts: Parts, name: str, inserted: str) -> None:
    """Put XML at the end of a part's root element."""
    whole = content(parts, name)
    at = whole.rindex(b"</")
    parts[name] = whole[:at] + inserted.encode() + whole[at:]
