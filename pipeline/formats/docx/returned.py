"""Read a Word form that somebody filled in any program and returned: every character of it once, with what the file says of where it stands.

Neighbours: `told.py` says each part by what it is, `story.py` walks the elements of one, `remarks.py` tells what was not followed, `counting.py` counts all characters anew.
"""

import re
from functools import partial
from posixpath import basename
from typing import Iterator, Mapping

from lxml import etree

from ..carried import carried
from ..package import Packed, PackageError, unpack
from ..parse import MAX_TAGS, parse
from ..relations import relations
from ..returned import Remark, Returned, ReturnedPicture
from .counting import count
from .findings import Findings
from .mending import parse_mended
from .remarks import remarks
from .story import Story
from .told import ROOTS, tell
from .wordml import SPACES, local, main

MAX_PICTURE, MAX_PICTURES = 10 * 2**20, 200
_CORE = "docProps/core.xml"
_APP = "docProps/app.xml"
_RELATED = ("header", "footer", "footnotes", "endnotes", "comments")  #: kinds of parts that show text, whatever their names
_PICTURE = re.compile(r"png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp|heic")


def read_returned(data: bytes, path: str) -> Returned:
    """What a Word file holds. Raises `PackageError` for what is no Word file, damaged, or must not be read; `path` is for messages of callers."""
    parts = unpack(data)
    roots, mended = _roots(parts, main(parts))
    lined = _is_of_libreoffice(parts)
    found = Findings()
    for name, root in roots.items():
        images = _images(parts, name)
        where = tell(root, found, partial(Story, found, images, lined))
        found.pictures.update({target: where for target in images.values() if target not in found.pictures})
    pictures, unread = _pictures(parts, found.pictures)
    return Returned(
        "docx",
        carried(parts),
        _modified(parts),
        tuple(grid.table() for grid in found.grids if grid.cells),
        tuple(found.texts),
        pictures,
        (*_told(found, mended), *unread, *remarks(parts, roots)),
        count(roots),
    )


def _roots(parts: Mapping[str, Packed], document: str) -> tuple[dict[str, etree._Element], bool]:
    """The roots of all parts that show text, the document first, and whether one had to be mended. Parts that show none are held against DTDs."""
    related = {relation.target for relation in relations(parts, document) if not relation.external and relation.kind in _RELATED}
    names = [name for name in parts if name != document and (name in related or name.endswith((".xml", ".rels")))]
    tags, was_mended = 0, False
    roots: dict[str, etree._Element] = {}
    for name in (document, *names) if document in parts else ():
        content = parts[name].inflate()
        tags += content.count(b"<")
        if tags > MAX_TAGS:
            raise PackageError("xml-too-large", name=name, limit=MAX_TAGS)
        root, mended = parse_mended(content, name)
        was_mended |= mended
        if name == document or local(root.tag) in ROOTS and "/glossary/" not in name:
            roots[name] = root
    if document not in roots or roots[document].tag not in {f"{{{space}}}document" for space in SPACES}:
        raise PackageError("not-a-word-file")
    return roots, was_mended


def _is_of_libreoffice(parts: Mapping[str, Packed]) -> bool:
    """Did LibreOffice save the file: version 7.4 writes the lines of a field as texts side by side in one run, without a break."""
    return _APP in parts and b"LibreOffice" in parts[_APP].inflate()


def _images(parts: Mapping[str, Packed], name: str) -> dict[str, str]:
    """The pictures inside the package that a part may show, by relationship."""
    return {found.id: found.target for found in relations(parts, name) if found.kind == "image" and not found.external and found.target in parts}


def _pictures(parts: Mapping[str, Packed], shown: Mapping[str, str]) -> tuple[tuple[ReturnedPicture, ...], list[Remark]]:
    """The pictures with plain names, in order; those that are too large, or too many, are only told."""
    pictures: list[ReturnedPicture] = []
    unread: list[Remark] = []
    for target, where in shown.items():
        if parts[target].size > MAX_PICTURE or len(pictures) == MAX_PICTURES:
            unread.append(Remark("returned-picture-left", (("where", where), ("limit", f"{MAX_PICTURE // 2**20} MB"))))
            continue
        ending = basename(target).rpartition(".")[2].lower()
        name = f"kuva-{len(pictures) + 1}.{ending if _PICTURE.fullmatch(ending) else 'bin'}"
        pictures.append(ReturnedPicture(where, name, parts[target].inflate()))
    return tuple(pictures), unread[:1]


def _told(found: Findings, mended: bool) -> Iterator[Remark]:
    deleted = sum(text.kind == "deleted" for text in found.texts)
    beyond = sum(grid.beyond for grid in found.grids)
    if deleted:
        yield Remark("returned-deletions", (("count", str(deleted)),))
    if beyond:
        yield Remark("returned-table-large", (("count", str(beyond)),))
    if mended:
        yield Remark("returned-mended")


def _modified(parts: Mapping[str, Packed]) -> str:
    """When the file was last saved, as it says itself; empty where it does not."""
    if _CORE not in parts:
        return ""
    for element in parse(parts[_CORE].inflate(), _CORE).iter("{*}modified"):
        return (element.text or "").strip()[:40]
    return ""
