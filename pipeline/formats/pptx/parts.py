"""The parts of a package while it is put together: some as the template has them, some written anew. Those of a template are read here alone.

Whatever is wrong with a template's part is a `PackageError` `template-damaged`, its detail the part, the element or the attribute.
"""

import re
import xml.etree.ElementTree as ElementTree
from xml.parsers import expat

from ..package import PackageError, Packed

Parts = dict[str, bytes | Packed]

_MOST = 27_273_042_316_900  #: the longest length in EMU: ISO/IEC 29500-1, 20.1.10.16
_SHARE = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,9})?%")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")  #: how a part in it begins, the encoding that packages may have beside UTF-8
_DECLARATION = re.compile(r"\s*<\?xml.*?\?>", re.DOTALL)
_EMPTY = re.compile(rb"""<(\S+?)(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(/>)""")


def damaged(detail: object) -> PackageError:
    """The error of a template that lacks a part or a definition, or says it wrongly."""
    return PackageError("template-damaged", detail=str(detail))


def content(parts: Parts, name: str) -> bytes:
    """A part's content, what is in UTF-16 as UTF-8, so that it can be searched and added to. Raises `PackageError` where there is none."""
    if name not in parts:
        raise damaged(name)
    part = parts[name]
    found = part.inflate() if isinstance(part, Packed) else part
    return _as_utf8(found, name) if found.startswith(_UTF_16) else found


def parsed(content: bytes) -> ElementTree.Element:
    """The root of a part. Raises `PackageError`, also for one with a DTD, which no package may have (ISO/IEC 29500-2, 9.1.4)."""
    if b"<!DOCTYPE" in content:
        raise PackageError("xml-dtd", name="DOCTYPE")
    try:
        return ElementTree.fromstring(content)
    except (ElementTree.ParseError, LookupError, ValueError) as error:  # an encoding that nobody knows, or that expat does not
        raise damaged(error) from None


def whole(name: str, said: str, least: int = -_MOST, most: int = _MOST) -> int:
    """The whole number that an attribute says. Raises `PackageError` for anything else, and beyond the bounds."""
    try:
        value = int(said)
    except ValueError:
        value = most + 1
    if least <= value <= most:
        return value
    raise damaged(f'{name}="{said[:40]}"')


def share(name: str, said: str) -> float:
    """The share that an attribute says, `90%` or in thousandths of a per cent (ISO/IEC 29500-1, 22.9.2.9). Raises `PackageError`."""
    return float(said[:-1]) / 100 if _SHARE.fullmatch(said) else whole(name, said) / 100_000


def offset_of(content: bytes, tag: str) -> int:
    """Where the first element of this local name begins, in bytes; -1 if there is none. Raises `PackageError`."""
    found = [-1]
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        if found[0] < 0 and name.rsplit(":", 1)[-1] == tag:
            found[0] = parser.CurrentByteIndex

    parser.StartElementHandler = start
    _heard(parser, content)
    return found[0]


class _Enough(Exception):
    """What was looked for is found."""


def attribute_of(content: bytes, tag: str, name: str) -> str:
    """An attribute of the first element of this local name; empty if there is none. Reading stops there. Raises `PackageError`."""
    found: list[str] = []

    def start(local: str, attributes: dict[str, str]) -> None:
        if local.rsplit(":", 1)[-1] == tag:
            found.append(attributes.get(name, ""))
            raise _Enough

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        _heard(parser, content)
    except _Enough:
        pass
    return found[0] if found else ""


def append(parts: Parts, name: str, inserted: str) -> None:
    """Put elements, which are of the root's namespace and have no text, at the end of a part's root element."""
    whole = content(parts, name)
    at, tag = _end_of_root(whole)
    prefix = tag.rpartition(":")[0]
    new = (inserted.replace("<", f"<{prefix}:") if prefix else inserted).encode()
    if (empty := _EMPTY.match(whole, at)) is not None:
        parts[name] = b"".join((whole[: empty.start(2)], b">", new, b"</", empty[1], b">", whole[empty.end() :]))
    else:
        parts[name] = whole[:at] + new + whole[at:]


def _end_of_root(content: bytes) -> tuple[int, str]:
    """Where the root's end tag begins, or the root itself where it has no end tag of its own; and how it is called, with its prefix."""
    last = [0, ""]
    parser = expat.ParserCreate()

    def end(name: str) -> None:
        last[:] = parser.CurrentByteIndex, name

    parser.EndElementHandler = end
    _heard(parser, content)
    return last[0], last[1]


def _heard(parser, content: bytes) -> None:
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise damaged(error) from None


def _as_utf8(content: bytes, name: str) -> bytes:
    big = content.startswith((b"\xfe\xff", b"\0<"))
    try:
        text = content.decode("utf-16-be" if big else "utf-16-le")
    except UnicodeDecodeError:
        raise damaged(name) from None
    return _DECLARATION.sub("", text.removeprefix("\ufeff"), count=1).encode()
