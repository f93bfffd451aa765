"""The parts of a package while it is put together: some as the template has them, some written anew. Those of a template are parsed here alone."""

import xml.etree.ElementTree as ElementTree

from ..package import PackageError, Packed

Parts = dict[str, bytes | Packed]


def content(parts: Parts, name: str) -> bytes:
    """A part's content."""
    part = parts[name]
    return part.inflate() if isinstance(part, Packed) else part


def parsed(content: bytes) -> ElementTree.Element:
    """The root of a part. Raises `ParseError`, or `PackageError` for one with a DTD, which no package may have (ISO/IEC 29500-2, 9.1.4)."""
    if b"<!DOCTYPE" in content.replace(b"\0", b""):  # in UTF-16 too
        raise PackageError("xml-dtd", name="DOCTYPE")
    return ElementTree.fromstring(content)


def append(parts: Parts, name: str, inserted: str) -> None:
    """Put XML at the end of a part's root element."""
    whole = content(parts, name)
    at = whole.rindex(b"</")
    parts[name] = whole[:at] + inserted.encode() + whole[at:]
