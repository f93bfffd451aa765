"""Example slides that a designer left in a template: taken out with all that only they use, so that nothing of them reaches an output.

What stays are the parts that the presentation reaches without its slides. Lists of slides go with them: custom shows, sections (MS-PPTX
2.2), what to show, and the view, which remembers slides. Pure; knows nothing of layouts.
"""

import re
from posixpath import dirname, join, normpath, split

from ..package import PackageError, Packed
from .parts import parsed

_PRESENTATION = "ppt/presentation.xml"
_RELATIONS, _TYPES = "ppt/_rels/presentation.xml.rels", "[Content_Types].xml"
_LEFT_OUT = ("slide", "viewProps")  #: kinds of relationships of the presentation that go
_LISTS = (  # patterns are compiled by those who find slides
    rb"<(?P<list>(?:\w+:)?(?:sldIdLst|custShowLst))\b[^>]*?(?:/>|>.*?</(?P=list)>)"
    rb'|<(?P<ext>(?:\w+:)?ext)\s[^>]*uri="\{521415D9-36F7-43E2-AB2F-B90AF26B5E84\}"[^>]*>.*?</(?P=ext)>'
)
_SHOW = rb"<(?P<show>(?:\w+:)?showPr)\b[^>]*?(?:/>|>.*?</(?P=show)>)"
_ENTRY = rb"<(?:\w+:)?(?:Relationship|Override)\b[^>]*?(?:/>|>\s*</(?:\w+:)?(?:Relationship|Override)>)"


def without(parts: dict[str, Packed]) -> dict[str, bytes | Packed]:
    """The parts without slides. Raises `PackageError` `template-links-to-slide` where a layout or master leads to one, and `ParseError`."""
    kept = _reached(parts)
    dropped = parts.keys() - kept
    found: dict[str, bytes | Packed] = {name: part for name, part in parts.items() if name in kept}
    found[_PRESENTATION] = re.sub(_LISTS, b"", parts[_PRESENTATION].inflate(), flags=re.DOTALL)
    found[_RELATIONS] = re.sub(_ENTRY, lambda entry: b"" if _kind(entry[0]) in _LEFT_OUT else entry[0], parts[_RELATIONS].inflate())
    found[_TYPES] = re.sub(_ENTRY, lambda entry: b"" if _named(entry[0]) in dropped else entry[0], parts[_TYPES].inflate())
    for name in kept:
        if split(name)[1] == "presProps.xml":
            found[name] = re.sub(_SHOW, b"", parts[name].inflate(), flags=re.DOTALL)
    return found


def _reached(parts: dict[str, Packed]) -> set[str]:
    """The parts that the package reaches without slides, lists of relationships and of types included."""
    kept, waiting = {_TYPES}, [""]
    while waiting:
        part = waiting.pop()
        listed = join(dirname(part), "_rels", f"{split(part)[1]}.rels")
        if listed not in parts:
            continue
        kept.add(listed)
        for relation in parsed(parts[listed].inflate()):
            if relation.get("TargetMode") == "External":
                continue
            kind, target = relation.get("Type", "").rpartition("/")[2], normpath(join("/", dirname(part), relation.get("Target", ""))).lstrip("/")
            if part == _PRESENTATION and kind in _LEFT_OUT:
                continue
            if kind == "slide":
                raise PackageError("template-links-to-slide", part=part)
            if target in parts and target not in kept:
                kept.add(target)
                waiting.append(target)
    return kept


def _kind(entry: bytes) -> str:
    found = re.search(rb'\bType="([^"]*)"', entry)
    return found[1].decode().rpartition("/")[2] if found else ""


def _named(entry: bytes) -> str:
    found = re.search(rb'\bPartName="/([^"]*)"', entry)
    return found[1].decode() if found else ""
