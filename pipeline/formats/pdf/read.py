"""Read a PDF that anybody may have changed: its key and every text of it, in the order of its structure.

Shares no code with the writer: what it finds is what stands in the file. A PDF has no places of its own, so every address is empty and texts are known by
their words. What is drawn outside the structure and what people have written on the pages comes after the rest; artifacts and attached files are not read.
"""

import re
from typing import Iterator

from pypdf.errors import LimitReachedError
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

from ...problems import Place, Problems
from .. import limits
from ..contract import Found, Reading
from ..package import PackageError
from .drawn import Content
from .objects import CONTENT, Pdf, bounds, entry, resolved, several
from .reading_order import words
from .structure import Structure

_KEY = re.compile(r"kasikirja-key:([\w.-]+)")
_SILENT = ("/Link", "/Popup")  #: annotations whose words nobody wrote: what they say of a link, and the window of another


def read(data: bytes, path: str, problems: Problems) -> Reading | None:
    """What stands in a file; None, with one problem at the path, if it cannot or must not be read.

    Each block of the structure comes once, with where its links lead; the number of a heading is a text of its own. Without a structure the texts come as
    the pages draw them, one of each page.
    """
    try:
        if len(data) > limits.FILE:
            raise PackageError("package-too-large", limit=limits.megabytes(limits.FILE))
        with bounds():
            return _read(data)
    except PackageError as error:
        problems.add(error.code, Place(path), **error.values)
    except LimitReachedError:
        problems.add("pdf-too-much", Place(path), limit=limits.megabytes(CONTENT))
    except Exception as error:  # whatever the library meets in a damaged file: it has dozens of ways to say so
        problems.add("pdf-damaged", Place(path), detail=type(error).__name__)
    return None


def _read(data: bytes) -> Reading:
    pdf = Pdf(data)
    content = Content(pdf)
    structure = Structure(pdf, content)
    texts = [*structure.texts()]
    loose = (Found("", words(pieces)) for mark, pieces in content.pieces.items() if mark not in structure.read)
    return Reading(_key(pdf), (*texts, *(found for found in loose if found.text.strip()), *_remarks(pdf)))


def _key(pdf: Pdf) -> str:
    """The key among the keywords, of which programs keep one or the other copy."""
    keywords = resolved(pdf.info.get("/Keywords"))
    found = _KEY.search(str(keywords)) if isinstance(keywords, TextStringObject) else None
    found = found or _KEY.search(pdf.budget.data(entry(pdf.root, "/Metadata", StreamObject)).decode("utf-8", "replace"))
    return found[1] if found else ""


def _remarks(pdf: Pdf) -> Iterator[Found]:
    """What people have put on the pages: comments, and the values of fields."""
    for _, page, _ in pdf.pages:
        for value in several(page.get("/Annots")):
            annotation = resolved(value)
            if isinstance(annotation, DictionaryObject) and entry(annotation, "/Subtype", NameObject) not in _SILENT:
                pdf.budget.node(0)
                said = (resolved(annotation.get(key)) for key in ("/Contents", "/V"))
                yield from (Found("", str(text)) for text in said if isinstance(text, (TextStringObject, NameObject)) and text.strip())
