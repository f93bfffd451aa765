"""The formats by name: the one list of them. A format's modules are imported when it is asked for, so a build loads no reader and no format that it does not make."""

import re
from importlib import import_module
from typing import Callable

from ..document.blocks import Document
from ..document.calendar import Calendar
from ..problems import Problems
from .contract import Layouts, Reading, Rendering, Template
from .package import PackageError, unpack
from .returned import Returned

FORMATS = ("pptx", "docx", "xlsx", "html", "pdf")
FOLDERS = ("html", "pdf")  #: formats whose template is a folder of files
RETURNED = ("docx", "xlsx")  #: formats in which people fill forms
LINKED = ("pptx", "docx", "html", "pdf")  #: formats in which a text may hold links, which their readers give

_MARKERS = {"pptx": "ppt/presentation.xml", "docx": "word/document.xml", "xlsx": "xl/workbook.xml"}  #: the part that tells a package's format
_INDEX = "index.html"  #: every packet has one
_ZIP, _PDF = b"PK\x03\x04", b"%PDF-"
_PAGE = re.compile(rb"<!doctype html|<html", re.IGNORECASE)
_HEAD = 1024  #: bytes in which a page says that it is one: MIME Sniffing Standard, 7.1


def format_of(data: bytes) -> str | None:
    """The format that a file is of, by its content; None for anything else. Raises `PackageError` for a package that cannot be opened whole."""
    if data.startswith(_PDF):
        return "pdf"
    if data and not data.startswith(_ZIP):
        return "html" if _PAGE.search(data[:_HEAD]) else None
    parts = unpack(data)
    for part in parts.values():
        part.inflate()
    return next((name for name, marker in _MARKERS.items() if marker in parts), None)


def packet_of(data: bytes) -> dict[str, bytes]:
    """The files of a packet's archive, by name; none where a file is anything else."""
    if not data.startswith(_ZIP):
        return {}
    try:
        parts = unpack(data)
        return {name: part.inflate() for name, part in parts.items()} if _INDEX in parts and not set(_MARKERS.values()) & parts.keys() else {}
    except PackageError:
        return {}


def writer(name: str) -> Callable[[Document, Template, Layouts, Problems], Rendering | None]:
    """`write(document, template, layouts, problems)` of a format."""
    return import_module(f".{name}.write", __package__).write


def calendar_writer() -> Callable[[Calendar], bytes]:
    """`calendar_file(calendar)`."""
    return import_module(".calendar", __package__).calendar_file


def reader(name: str) -> Callable[[bytes, str, Problems], Reading | None]:
    """`read(data, path, problems)` of a format."""
    return import_module(f".{name}.read", __package__).read


def returned_reader(name: str, module: str = "") -> Callable[[bytes, str], Returned]:
    """`read_returned(data, path)` of a format, which raises `PackageError`; or that of another module, by its whole name."""
    return import_module(module or f".{name}.returned", __package__).read_returned


def template_name(name: str, kind: str, layouts: Layouts) -> str:
    """The template that a kind of output takes in a format, by its name in the folder of templates: a file, or for those of `FOLDERS` a folder of their
    name; empty where the format needs none."""
    if name == "pptx":
        return layouts.deck.template
    if name == "docx":
        return (layouts.word if kind == "word" else layouts.table).template
    return name if name in FOLDERS else ""
