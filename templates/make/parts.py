"""From parts to a file: relationships, content types, properties and the package, the same bytes every time."""

import sys
from pathlib import Path
from posixpath import split
from typing import Iterable, NamedTuple

from pipeline.formats import properties
from pipeline.formats.markup import DECLARATION, attribute
from pipeline.formats.package import pack
from theme import DATE, LANG, ORGANISATION

NS_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE_TYPE = "application/vnd.openxmlformats-officedocument."
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES, _ROOT = "[Content_Types].xml", "_rels/.rels"


class Part(NamedTuple):
    """A part: its XML without the declaration, its content type, and type and target of its relationships, from rId1 on."""

    content: str
    type: str
    relations: tuple[tuple[str, str], ...] = ()


def write(name: str, title: str, parts: dict[str, Part]) -> None:
    """Write a package into the folder that is given on the command line, else into templates/. The first part is the main one."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1]
    texts = _texts(title, parts)
    order = (_TYPES, _ROOT, *sorted(texts.keys() - {_TYPES, _ROOT}))
    (folder / name).write_bytes(pack({part: (DECLARATION + texts[part].removeprefix(DECLARATION)).encode() for part in order}))


def _texts(title: str, parts: dict[str, Part]) -> dict[str, str]:
    """Every part of the package by name, those that tell of other parts among them."""
    described = {
        "docProps/core.xml": properties.core(title, "", ORGANISATION, LANG, DATE),
        "docProps/app.xml": properties.extended("Käsikirja", ORGANISATION),
    }
    told = {name: properties.PARTS[name] for name in described}
    types = {name: part.type for name, part in parts.items()} | {name: kind for name, (_, kind) in told.items()}
    main = (f"{NS_R}/officeDocument", next(iter(parts)))
    return {
        _TYPES: _content_types(types),
        _ROOT: _relations([main, *((relation, name) for name, (relation, _) in told.items())]),
        **{name: part.content for name, part in parts.items()},
        **{"{}/_rels/{}.rels".format(*split(name)): _related(part) for name, part in parts.items() if part.relations},
        **described,
    }


def _related(part: Part) -> str:
    return _relations((f"{NS_R}/{kind}", target) for kind, target in part.relations)


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f'<Relationship Id="rId{n}" Type="{kind}" Target="{attribute(target)}"/>' for n, (kind, target) in enumerate(targets, 1))
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _content_types(types: dict[str, str]) -> str:
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
