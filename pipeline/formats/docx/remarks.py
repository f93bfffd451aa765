"""What to tell about a returned Word file beside its text: what it would run, fetch or show from elsewhere. Nothing of it is followed."""

import re
from posixpath import basename, dirname, join
from typing import Iterator, Mapping

from lxml import etree

from ..package import Packed
from ..relations import Relation, relations
from ..returned import Remark
from .fields import instructions

_FETCHES = re.compile(r"(?<!\w)(INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|DDEAUTO|DDE|LINK|RD|DATABASE)(?!\w)", re.IGNORECASE)
_OUTSIDE = {"attachedTemplate": "returned-template-outside", "image": "returned-picture-outside"}  #: relations to addresses, by their kind
_INSIDE = {  # relations to parts
    "aFChunk": "returned-file-inserted",
    "oleObject": "returned-file-embedded",
    "package": "returned-file-embedded",
    "control": "returned-file-embedded",
    "vbaProject": "returned-macros",
}


def remarks(parts: Mapping[str, Packed], roots: Mapping[str, etree._Element]) -> Iterator[Remark]:
    """Each kind of thing once, with how many there are."""
    found: dict[str, int] = {}
    for relation in _all_relations(parts):
        code = _code(relation)
        if code:
            found[code] = found.get(code, 0) + 1
    if any(basename(name).lower() == "vbaproject.bin" for name in parts):
        found["returned-macros"] = 1
    fetching = sum(len(_FETCHES.findall(codes)) for root in roots.values() for codes in instructions(root))
    if fetching:
        found["returned-field-outside"] = fetching
    yield from (Remark(code, (("count", str(number)),)) for code, number in sorted(found.items()))


def _all_relations(parts: Mapping[str, Packed]) -> Iterator[Relation]:
    for name in parts:
        folder, listed = dirname(name), basename(name)
        if listed.endswith(".rels") and basename(folder) == "_rels":
            yield from relations(parts, join(dirname(folder), listed.removesuffix(".rels")))


def _code(relation: Relation) -> str:
    if not relation.external:
        return _INSIDE.get(relation.kind, "")
    return "" if relation.kind == "hyperlink" else _OUTSIDE.get(relation.kind, "returned-part-outside")
