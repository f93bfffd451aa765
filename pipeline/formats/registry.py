"""The formats by name: the one list of them. A format's modules are imported when it is asked for, so a build loads no reader and no format that it does not make."""

from importlib import import_module
from typing import Callable

from ..document.blocks import Document
from ..problems import Problems
from .contract import Layouts, Reading, Rendering
from .returned import Returned

FORMATS = ("pptx", "docx", "xlsx")
RETURNED = ("docx", "xlsx")  #: formats in which people fill forms
LINKED = ("pptx", "docx")  #: formats in which a text may hold links, which their readers give


def writer(name: str) -> Callable[[Document, bytes, Layouts, Problems], Rendering | None]:
    """`write(document, template, layouts, problems)` of a format."""
    return import_module(f".{name}.write", __package__).write


def reader(name: str) -> Callable[[bytes, str, Problems], Reading | None]:
    """`read(data, path, problems)` of a format."""
    return import_module(f".{name}.read", __package__).read


def returned_reader(name: str, module: str = "") -> Callable[[bytes, str], Returned]:
    """`read_returned(data, path)` of a format, which raises `PackageError`; or that of another module, by its whole name."""
    return import_module(module or f".{name}.returned", __package__).read_returned


def template_name(name: str, kind: str, layouts: Layouts) -> str:
    """The template file that a kind of output takes in a format; empty where the format needs none."""
    if name == "pptx":
        return layouts.deck.template
    if name == "docx":
        return (layouts.word if kind == "word" else layouts.table).template
    return ""
