"""The notes master: a portrait page with the slide above its notes. Ours serves where a brand template has none; our own template has it too."""

import re
from pathlib import Path

from ..markup import DECLARATION
from .parts import Parts, append, content, damaged
from .relationships import rels_of
from .template import PRESENTATION, TYPES, P, Template

MASTER = Path(__file__).with_name("notes-master.xml")  #: the part, without its declaration
_PART, _THEME = "ppt/notesMasters/notesMaster1.xml", "ppt/theme/themeNotes.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument."
_MASTERS = re.compile(rb"</(?:\w+:)?sldMasterIdLst>")
_ID = "kasikirjaNotes"  #: of the relationship to it


def add_notes_master(parts: Parts, template: Template) -> str:
    """Our notes master among the parts of a template that has none, in a copy of the template's own theme; its part. Raises `PackageError`."""
    rels = f'<Relationships xmlns="{_PACKAGE_RELS}"><Relationship Id="rId1" Type="{_OFFICE}/theme" Target="../theme/themeNotes.xml"/></Relationships>'
    parts[_PART] = (DECLARATION + MASTER.read_text(encoding="utf-8")).encode()
    parts[rels_of(_PART)] = (DECLARATION + rels).encode()
    parts[_THEME] = template.theme(template.masters[0])
    listed = f'<p:notesMasterIdLst xmlns:p="{P[1:-1]}" xmlns:r="{_OFFICE}"><p:notesMasterId r:id="{_ID}"/></p:notesMasterIdLst>'
    presentation = content(parts, PRESENTATION)
    masters = _MASTERS.search(presentation)
    if masters is None:
        raise damaged("sldMasterIdLst")
    parts[PRESENTATION] = presentation[: masters.end()] + listed.encode() + presentation[masters.end() :]
    append(parts, rels_of(PRESENTATION), f'<Relationship Id="{_ID}" Type="{_OFFICE}/notesMaster" Target="notesMasters/notesMaster1.xml"/>')
    overrides = ((_PART, "presentationml.notesMaster+xml"), (_THEME, "theme+xml"))
    append(parts, TYPES, "".join(f'<Override PartName="/{part}" ContentType="{_TYPE}{kind}"/>' for part, kind in overrides))
    return _PART
