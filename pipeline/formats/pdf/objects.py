"""The objects of a PDF that anybody may have made: opened within bounds, and asked for by the type that they should have.

What is missing or of another type is empty here, so that nobody who walks a file asks twice. Of what is too much or damaged the library tells by an
exception, which `read.py` turns into one sentence; what it would print on its own is not printed.
"""

import logging
from contextlib import AbstractContextManager
from io import BytesIO
from typing import Callable, Iterator, TypeVar

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject, PdfObject, StreamObject

from .. import limits
from ..package import PackageError

STREAM = 8 * 2**20  #: bytes of one stream, decoded
CONTENT = 12 * 2**20  #: bytes of all pages and of the tables of their fonts, decoded, and characters that they say; a handbook has 0.4 MB
ELEMENTS = 500_000  #: operators, operands and their elements of one page
OPERATORS = 1_000_000  #: of all pages; a handbook has 16,000
NODES = 200_000  #: pages, elements of the structure and marks of their content; a handbook has 4,000
DEPTH = 100  #: of pages, elements and forms inside each other

_Kind = TypeVar("_Kind")
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)


def bounds() -> AbstractContextManager[Configuration]:
    """While this lasts, the library keeps within the limits and starts no other program."""
    return apply_configuration(
        maximum_declared_stream_length=limits.FILE,
        array_based_stream_maximum_output_length=CONTENT,
        lzw_maximum_output_length=STREAM,
        run_length_maximum_output_length=STREAM,
        zlib_maximum_output_length=STREAM,
        stream_decoding_work_maximum_length=4 * STREAM,
        stream_parsing_work_maximum_count=ELEMENTS,
        jbig2dec_binary=None,
    )


def resolved(value: object) -> object:
    """What a reference leads to; anything else is itself."""
    return value.get_object() if isinstance(value, IndirectObject) else value


def entry(holder: DictionaryObject, key: str, kind: Callable[..., _Kind]) -> _Kind:
    """The value of a key, or an empty one where it is missing or not of that type."""
    value = resolved(holder.raw_get(key)) if key in holder else None
    return value if isinstance(value, kind) else kind()  # type: ignore[arg-type]


def number(holder: DictionaryObject, key: str) -> int:
    """The number of the object that a key refers to; 0 where it refers to none."""
    value = holder.raw_get(key) if key in holder else None
    return value.idnum if isinstance(value, IndirectObject) else 0


def several(value: object) -> list[object]:
    """The values of what may be one or a list."""
    held = resolved(value)
    return list(held) if isinstance(held, ArrayObject) else [] if value is None else [value]


class Budget:
    """How much more is taken of one file; raises `PackageError` when it is used up."""

    def __init__(self) -> None:
        self._bytes, self._operators, self._nodes = CONTENT, OPERATORS, NODES

    def data(self, stream: StreamObject) -> bytes:
        """The content of a stream, decoded."""
        data = stream.get_data()
        self.text(len(data))
        return data

    def text(self, size: int) -> None:
        """So many more bytes or characters."""
        self._bytes -= size
        if self._bytes < 0:
            raise PackageError("pdf-too-much", limit=limits.megabytes(CONTENT))

    def operators(self, count: int) -> None:
        """So many more operators of pages."""
        self._operators -= count
        if self._operators < 0:
            raise PackageError("pdf-too-much", limit=OPERATORS)

    def node(self, depth: int) -> None:
        """One more node, so deep inside others."""
        self._nodes -= 1
        if self._nodes < 0 or depth > DEPTH:
            raise PackageError("pdf-too-much", limit=NODES if self._nodes < 0 else DEPTH)


class Pdf:
    """An open file: its catalog, what it says of itself, and its pages in order: the number of each, the page, and its resources, which it may have
    from above. Raises `PackageError` for a file that is protected or has no page."""

    def __init__(self, data: bytes) -> None:
        self.reader = PdfReader(BytesIO(data))
        if self.reader.is_encrypted:
            raise PackageError("pdf-encrypted")
        self.budget = Budget()
        self.root = entry(self.reader.trailer, "/Root", DictionaryObject)
        self.info = entry(self.reader.trailer, "/Info", DictionaryObject)
        self.pages = tuple(self._pages())
        if not self.pages:
            raise PackageError("pdf-damaged", detail="pages")

    def _pages(self) -> Iterator[tuple[int, DictionaryObject, DictionaryObject]]:
        seen: set[int] = set()
        waiting = [(self.root.raw_get("/Pages") if "/Pages" in self.root else None, DictionaryObject(), 0)]
        while waiting:
            value, inherited, depth = waiting.pop()
            page, id = resolved(value), value.idnum if isinstance(value, IndirectObject) else 0
            if not isinstance(page, DictionaryObject) or id in seen:
                continue
            self.budget.node(depth)
            seen |= {id} - {0}
            resources = entry(page, "/Resources", DictionaryObject) or inherited
            if "/Kids" in page:
                waiting += ((kid, resources, depth + 1) for kid in reversed(several(page.raw_get("/Kids"))))
            else:
                yield id, page, resources

    def operations(self, value: PdfObject | None) -> list[tuple[object, bytes]]:
        """The operators, each with its operands, of a stream or of several that stand one after another."""
        streams = [stream for part in several(value) if isinstance(stream := resolved(part), StreamObject)]
        content = ContentStream(None, self.reader)
        content.set_data(b"\n".join(map(self.budget.data, streams)))
        operations = content.operations
        self.budget.operators(len(operations))
        return operations
