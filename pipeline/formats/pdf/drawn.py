"""The text that pages draw, by the marks that the structure knows it by (ISO 32000-1, 14.6 and 9.4).

What a page draws as an artifact (its header, a table's head that stands again) is no content. Text without a mark is kept apart, page by page: nothing that
a reader sees goes unread because somebody's program did not mark it.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject, PdfObject, StreamObject, TextStringObject

from .glyphs import Glyphs
from .objects import Pdf, entry, number, resolved
from .reading_order import Piece

_Matrix = tuple[float, float, float, float, float, float]
_NEUTRAL: _Matrix = (1, 0, 0, 1, 0, 0)


class Mark(NamedTuple):
    """A mark on a page or in a form: the number of that object, and of the mark in it; -1: text without one."""

    holder: int
    number: int


class _Sequence(NamedTuple):
    """A marked sequence that is open, with what it has from those round it. `said`: what stands for all that is drawn in it; None: that itself."""

    mark: Mark
    artifact: bool = False
    turned: bool = False
    said: str | None = None
    hidden: bool = False  #: something else is said for it


@dataclass
class _State:
    """What stays from one operator to the next: places, the font, and the sequences that are open."""

    matrix: _Matrix = _NEUTRAL
    line: _Matrix = _NEUTRAL
    leading: float = 0.0
    font: Glyphs | None = None
    saved: list[tuple[_Matrix, Glyphs | None, float]] = field(default_factory=list)


class Content:
    """The pieces of text of all pages by their marks."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._fonts: dict[int, Glyphs] = {}
        self.pieces: dict[Mark, list[Piece]] = {}
        for id, page, resources in pdf.pages:
            contents = page.raw_get("/Contents") if "/Contents" in page else None
            _Drawing(self, pdf, resources, (_Sequence(Mark(id, -1)),), 0).draw(contents)

    def font(self, resources: DictionaryObject, name: str) -> Glyphs | None:
        """A font by the name that a page gives it."""
        fonts = entry(resources, "/Font", DictionaryObject)
        id = number(fonts, name)
        if id not in self._fonts or not id:
            font = entry(fonts, name, DictionaryObject)
            self._fonts[id] = Glyphs(font, self._pdf.budget)
        return self._fonts[id]


class _Drawing:
    """Follows the operators of one stream; forms inside it are followed in their place."""

    def __init__(self, content: Content, pdf: Pdf, resources: DictionaryObject, open: tuple[_Sequence, ...], depth: int, state: _State | None = None) -> None:
        self._content, self._pdf, self._resources, self._depth = content, pdf, resources, depth
        self._open = list(open)
        self._least = len(open)
        self._state = state or _State()

    def draw(self, stream: PdfObject | None) -> None:
        """Follow a stream, or several that stand one after another."""
        for operands, operator in self._pdf.operations(stream):
            if isinstance(operands, list):
                self._follow(operator, operands)
        while len(self._open) > self._least:
            self._end()

    def _follow(self, operator: bytes, operands: list[PdfObject]) -> None:
        state = self._state
        if operator in (b"Tj", b"TJ", b"'", b'"'):
            if operator in (b"'", b'"'):
                self._move(0, -state.leading)
            self._show(operands[-1] if operands else None)
        elif operator in (b"BDC", b"BMC"):
            self._begin(operands)
        elif operator == b"EMC":
            self._end()
        elif operator == b"q":
            state.saved.append((state.matrix, state.font, state.leading))
        elif operator == b"Q" and state.saved:
            state.matrix, state.font, state.leading = state.saved.pop()
        elif operator == b"Do":
            self._form(operands)
        elif operator == b"Tf" and operands:
            state.font = self._content.font(self._resources, str(operands[0]))
        elif operator == b"T*":
            self._move(0, -state.leading)
        elif operator == b"BT":
            state.line = _NEUTRAL
        else:
            self._place(operator, _numbers(operands))

    def _place(self, operator: bytes, values: list[float]) -> None:
        state = self._state
        if operator == b"cm" and len(values) == 6:
            state.matrix = _product(tuple(values), state.matrix)  # type: ignore[arg-type]
        elif operator == b"Tm" and len(values) == 6:
            state.line = tuple(values)  # type: ignore[assignment]
        elif operator in (b"Td", b"TD") and len(values) == 2:
            state.leading = -values[1] if operator == b"TD" else state.leading
            self._move(*values)
        elif operator == b"TL" and values:
            state.leading = values[0]

    def _move(self, x: float, y: float) -> None:
        self._state.line = _product((1, 0, 0, 1, x, y), self._state.line)

    def _begin(self, operands: list[PdfObject]) -> None:
        """Open a sequence; its properties stand beside its tag or among the resources."""
        tag, given = str(operands[0]) if operands else "", operands[1] if len(operands) > 1 else None
        if isinstance(given, NameObject):
            given = entry(entry(self._resources, "/Properties", DictionaryObject), str(given), DictionaryObject)
        properties = given if isinstance(given, DictionaryObject) else DictionaryObject()
        around = self._open[-1]
        identifier, said = resolved(properties.get("/MCID")), properties.get("/ActualText")
        mark = Mark(around.mark.holder, identifier) if isinstance(identifier, int) and identifier >= 0 else around.mark
        self._pdf.budget.node(len(self._open))
        self._open.append(
            _Sequence(
                mark,
                around.artifact or tag == "/Artifact",
                around.turned or tag == "/ReversedChars",
                str(said) if isinstance(said, TextStringObject) else None,
                around.hidden or around.said is not None,
            )
        )

    def _end(self) -> None:
        if len(self._open) > self._least:
            closed = self._open.pop()
            if closed.said is not None and not closed.hidden:
                self._say([closed.said], closed)

    def _show(self, shown: object) -> None:
        """The text that an operator draws; in a list of texts numbers move them apart."""
        sequence, font = self._open[-1], self._state.font
        parts = shown if isinstance(shown, ArrayObject) else [shown]
        if font is not None and not sequence.hidden and sequence.said is None:
            signs = [sign for part in parts if isinstance(part, (TextStringObject, ByteStringObject)) for sign in font.said(part.original_bytes)]
            self._say(signs[::-1] if sequence.turned else signs, sequence)

    def _say(self, signs: list[str], sequence: _Sequence) -> None:
        self._pdf.budget.text(sum(map(len, signs)))
        if any(signs) and not sequence.artifact:
            *_, x, y = _product(self._state.line, self._state.matrix)
            self._content.pieces.setdefault(sequence.mark, []).append(Piece("".join(signs), sequence.turned, x, y))

    def _form(self, operands: list[PdfObject]) -> None:
        """What a form draws; marks in it are its own (14.7.4.2)."""
        forms = entry(self._resources, "/XObject", DictionaryObject)
        name = str(operands[0]) if operands else ""
        form = entry(forms, name, StreamObject)
        if entry(form, "/Subtype", NameObject) == "/Form":
            self._pdf.budget.node(self._depth + 1)
            around = self._open[-1]
            inner = around._replace(mark=Mark(number(forms, name), -1)) if around.mark.number < 0 else around
            state = _State(self._state.matrix, font=self._state.font)
            _Drawing(self._content, self._pdf, entry(form, "/Resources", DictionaryObject) or self._resources, (inner,), self._depth + 1, state).draw(form)


def _numbers(operands: list[PdfObject]) -> list[float]:
    return [float(value) for value in operands if isinstance(value, (int, float))]


def _product(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    A, B, C, D, E, F = then
    return (a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F)


