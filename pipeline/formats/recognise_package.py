"""What an archive is, by its directory and its list of types: a Word file or a workbook, another program's file, or an archive of files.

The list of types is searched and not parsed, so that nothing here can be led astray by XML; the reader of the format parses it again.
"""

from typing import Literal, NamedTuple

from .package import PackageError, Packed, unpack

Kind = Literal["docx", "xlsx", "zip", "mail", "mbox", "refused"]
_TYPES = "[Content_Types].xml"
_CUT = 65_557  #: bytes at the end in which an archive's directory ends
_MAIN = (  #: types of main parts (ISO/IEC 29500-1, 11.3 and 12.3; those of Microsoft) in lower case, and what has one
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"wordprocessingml.template.main+xml", "docx"),
    (b"vnd.ms-word.document.macroenabled.main+xml", "docx"),
    (b"vnd.ms-word.template.macroenabledtemplate.main+xml", "docx"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"spreadsheetml.template.main+xml", "xlsx"),
    (b"vnd.ms-excel.sheet.macroenabled.main+xml", "xlsx"),
    (b"vnd.ms-excel.template.macroenabled.main+xml", "xlsx"),
    (b"vnd.ms-excel.sheet.binary.macroenabled.main", "xlsb"),
    (b"presentationml.", "pptx"),
    (b"vnd.ms-powerpoint.", "pptx"),
)
_PARTS = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsb"), ("ppt/presentation.xml", "pptx"))
_REFUSED = {"xlsb": "returned-xlsb", "pptx": "returned-presentation", "": "returned-other-package"}


class Recognised(NamedTuple):
    """What a file is. One that is refused has a code and its values. Whether a form holds macros is told by its reader."""

    kind: Kind
    code: str = ""
    values: tuple[tuple[str, str], ...] = ()


def refused(code: str, **values: object) -> Recognised:
    """A file that is not read, and why."""
    return Recognised("refused", code, tuple((name, str(value)) for name, value in values.items()))


def recognise_package(data: bytes) -> Recognised:
    """What a file that begins as an archive does is."""
    if data.startswith(b"PK\5\6"):
        return refused("returned-nothing-inside")
    if data.rfind(b"PK\5\6", max(0, len(data) - _CUT)) < 0:
        return refused("returned-cut")
    try:
        return _by_parts(unpack(data))
    except PackageError as error:
        if error.code != "package-damaged":
            return refused(error.code, **error.values)
        return refused("returned-zip-password") if data[6] & 1 else refused("returned-damaged", **error.values)


def _by_parts(parts: dict[str, Packed]) -> Recognised:
    if _TYPES in parts:
        return _office(parts)
    if "mimetype" in parts:
        return _open_document(parts["mimetype"].inflate())
    if any(name.endswith(".iwa") or name.endswith("Index.zip") for name in parts):
        return refused("returned-apple")
    found = next((kind for part, kind in _PARTS if part in parts), None)  # a package whose list of types was lost
    return Recognised("zip") if found is None else refused("returned-damaged", detail=_TYPES)


def _office(parts: dict[str, Packed]) -> Recognised:
    types = parts[_TYPES].inflate().replace(b"\0", b"").lower()  # which UTF-16 has between its letters
    by_part = (kind for part, kind in _PARTS if part in parts)
    kind = next((kind for name, kind in _MAIN if name in types), None) or next(by_part, "")
    return Recognised(kind) if kind in ("docx", "xlsx") else refused(_REFUSED[kind])  # type: ignore[arg-type]


def _open_document(mimetype: bytes) -> Recognised:
    if b"opendocument.text" in mimetype:
        return refused("returned-odt")
    if b"opendocument.spreadsheet" in mimetype:
        return refused("returned-ods")
    return refused("returned-presentation" if b"opendocument.presentation" in mimetype else "returned-other-package")
