"""Example slides that a designer left in a template: taken out with all that only they use, so that nothing of them reaches an output.

What stays are the parts that the presentation reaches without its slides. Lists of slides go with them: custom shows, sections (MS-PPTX
2.2), what to show, and the view, which remembers slides. Pure; knows nothing of layouts.
"""

import re
from posixpath import split

from ..package import PackageError, Packed
from .parts import content
from .relationships import kind_of, relationships, rels_of, target_of, without_entries

_PRESENTATION = "ppt/presentation.xml"
_RELATIONS, _TYPES = "ppt/_rels/presentation.xml.rels", "[Content_Types].xml"
_LEFT_OUT = ("slide", "viewProps")  #: kinds of relationships of the presentation that go
_LISTS = (  # patterns are compiled by those who find slides
    rb"<(?P<list>(?:\w+:)?(?:sldIdLst|custShowLst))\b[^>]*?(?:/>|>.*?</(?P=list)>)"
    rb'|<(?P<ext>(?:\w+:)?ext)\s[^>]*uri="\{521415D9-36F7-43E2-AB2F-B90AF26B5E84\}"[^>]*>.*?</(?P=ext)>'
)
_SHOW = rb"<(?P<show>(?:\w+:)?showPr)\b[^>]*?(?:/>|>.*?</(?P=show)>)"


def count(parts: dict[str, Packed]) -> int:
    """How many slides a template has, those among them that its presentation does not list. Raises `PackageError`."""
    listed = {target_of(_PRESENTATION, r.target) for r in relationships(content(parts, _RELATIONS)) if r.kind == "slide"}
    return len(listed | {part for part in parts if part.startswith("ppt/slides/slide")})


def without(parts: dict[str, Packed]) -> dict[str, bytes | Packed]:
    """The parts without slides. Raises `PackageError` `template-links-to-slide` where a layout or master leads to one."""
    kept = _reached(parts)
    dropped = parts.keys() - kept
    found: dict[str, bytes | Packed] = {name: part for name, part in parts.items() if name in kept}
    found[_PRESENTATION] = re.sub(_LISTS, b"", content(parts, _PRESENTATION), flags=re.DOTALL)
    found[_RELATIONS] = without_entries(content(parts, _RELATIONS), lambda said: kind_of(said.get("Type", "")) in _LEFT_OUT)
    found[_TYPES] = without_entries(content(parts, _TYPES), lambda said: said.get("PartName", "").lstrip("/") in dropped)
    for name in kept:
        if split(name)[1] == "presProps.xml":
            found[name] = re.sub(_SHOW, b"", content(parts, name), flags=re.DOTALL)
    return found


def _reached(parts: dict[str, Packed]) -> set[str]:
    """The parts that the package reaches without slides, lists of relationships and of types included."""
    kept, waiting = {_TYPES}, [""]
    while waiting:
        part = waiting.pop()
        listed = rels_of(part)
        if listed not in parts:
            continue
        kept.add(listed)
        for relation in relationships(content(parts, listed)):
            if relation.external or part == _PRESENTATION and relation.kind in _LEFT_OUT:
                continue
            if relation.kind == "slide":
                raise PackageError("template-links-to-slide", part=part)
            target = target_of(part, relation.target)
            if target in parts and target not in kept:
                kept.add(target)
                waiting.append(target)
    return kept
