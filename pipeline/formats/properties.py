"""What every Office file of ours says of itself: core, extended and custom properties, and a seal over its parts.

The custom properties carry the document's key, which output it is, and the seal: a digest of all other parts by which a file that is on no
record can still be told whole from edited.
"""

import hashlib
from typing import Mapping

from .markup import DECLARATION, attribute, escape
from .package import PackageError, Packed, deflate, pack, unpack

KEY = "kasikirja-key"  #: custom property: the document's key
DOCUMENT = "kasikirja-document"  #: custom property: which output it is
YEAR = "kasikirja-year"  #: custom property of a recipient's form: the round
RECIPIENT = "kasikirja-recipient"  #: custom property of a recipient's form: whose it is
SEAL = "kasikirja-seal"  #: custom property: digest of the other parts
PART = "docProps/custom.xml"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
PARTS = {  #: part: its relationship to the package, its content type
    "docProps/core.xml": (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "application/vnd.openxmlformats-package.core-properties+xml",
    ),
    "docProps/app.xml": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    ),
    PART: (RELATIONSHIP, CONTENT_TYPE),
}

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  #: of custom properties: [MS-OLEPS] 2.21


def core(title: str, subject: str, publisher: str, language: str, date: str) -> str:
    """docProps/core.xml; `date` is an ISO date and stands for both creation and change (no clock in a file)."""
    when = f'xsi:type="dcterms:W3CDTF">{escape(date)}T00:00:00Z'
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:subject>{escape(subject)}</dc:subject><dc:creator>{escape(publisher)}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(publisher)}</cp:lastModifiedBy><dcterms:created {when}</dcterms:created>"
        f"<dcterms:modified {when}</dcterms:modified><dc:language>{escape(language)}</dc:language></cp:coreProperties>"
    )


def extended(application: str, company: str) -> str:
    """docProps/app.xml."""
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties">'
        f"<Application>{escape(application)}</Application><Company>{escape(company)}</Company></Properties>"
    )


def custom(values: dict[str, str]) -> str:
    """docProps/custom.xml; values stay below 255 characters, the most that Office reads back safely."""
    body = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{pid}" name="{attribute(name)}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for pid, (name, value) in enumerate(values.items(), 2)
    )
    return f'{DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">{body}</Properties>'


def personal(marks: Mapping[str, str]) -> dict[str, str]:
    """What a recipient's form says of itself beside its key, from the marks of its document; nothing for other documents."""
    return {YEAR: marks.get("year", ""), RECIPIENT: marks["recipient"]} if marks.get("recipient") else {}


def seal(parts: Mapping[str, bytes | Packed], key: str, document: str, more: Mapping[str, str] = {}) -> bytes:
    """The finished package: `parts` with the custom properties, in a fixed order. Relationship and content type of `PART` must be there.

    `more` are properties beside key, document and seal, by name.
    """
    packed = {name: content if isinstance(content, Packed) else deflate(content) for name, content in parts.items() if name != PART}
    packed[PART] = deflate(custom({KEY: key, DOCUMENT: document, **more, SEAL: seal_of(packed)}).encode())
    first = ("[Content_Types].xml", "_rels/.rels")
    return pack({name: packed[name] for name in (*first, *sorted(name for name in packed if name not in first))})


def seal_of(parts: Mapping[str, Packed]) -> str:
    """16 hex digits over names, sizes and checksums of all parts but the custom properties; it tells edits, not forgeries."""
    said = "".join(f"{name} {part.size} {part.crc}\n" for name, part in sorted(parts.items()) if name != PART)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def is_whole(data: bytes) -> bool:
    """Whether a file is ours and stands as it was written: it carries the seal of its own parts."""
    try:
        parts = unpack(data)
        return PART in parts and seal_of(parts).encode() in parts[PART].inflate()
    except PackageError:
        return False
