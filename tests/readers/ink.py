"""Does every text of a deck stand in its box, as LibreOffice prints it: `strays` tells what does not, of any deck.

A box is the frame of a shape, its own or that of the layout or the master (by python-pptx). The words of a page are laid beside the texts of
the shapes, and the ink of all text, pixel by pixel, beside the frames.
"""

import math
import tempfile
from collections.abc import Iterable, Iterator
from itertools import combinations, groupby
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.slide import Slide

from .drawn import FIELD, Drawn, Stray, overlapping, told, visible
from .paper import Box, Page, Word, ink, pages, rules

_EMU = 12700
_TOLERANCE = 1.0
_DPI = 100
_GROWN = 2 * 72 / _DPI
_REACH = 0.06


class Unit(NamedTuple):
    """A text with its box: that of a shape or of a cell. `row` counts from 0; -1: no cell. What `may_lack` need not be on the page."""

    block: str
    frame: Box
    paragraphs: tuple[str, ...]
    row: int = -1
    below: float = 0.0
    may_lack: bool = False


Held = tuple[Unit, list[Word]]  #: a text with the words that it has on the page
Fault = tuple[str, str, str]  #: block, words, what is wrong


def strays(deck: Path, pdf: Path) -> list[Stray]:
    """What leaves its box, lies on other text or is missing on the pages of a deck; hidden slides have no page."""
    slides = [slide for slide in Presentation(str(deck)).slides if slide._element.get("show") not in ("0", "false")]
    printed = pages(pdf)
    assert len(slides) == len(printed), f"{deck.name}: {len(slides)} slides, {len(printed)} pages"
    with tempfile.TemporaryDirectory() as folder:
        inks, drawn_rules, found = ink(pdf, _DPI, Path(folder)), rules(pdf), []
        for number, (slide, page, stained, lines) in enumerate(zip(slides, printed, inks, drawn_rules), 1):
            listed, drawn = list(units(slide)), Drawn(page.words)
            held = _held(listed, drawn)
            found += [Stray(number, *fault) for fault in (*_of_words(held, drawn, page, lines, stained), *_of_ink(held, drawn, stained))]
    return found


def units(slide: Slide) -> Iterator[Unit]:
    """The texts of a slide and of what its layout and master draw on it."""
    yield from _units(slide.shapes, _same, False)
    layout = slide.slide_layout
    drawn = [layout] if layout._element.get("showMasterSp") in ("0", "false") else [layout, layout.slide_master]
    for one in drawn:
        yield from _units([shape for shape in one.shapes if not shape.is_placeholder], _same, True)


def _same(box: Box) -> Box:
    return box


def _units(shapes: Iterable, placed, may_lack: bool) -> Iterator[Unit]:
    """The texts of shapes; `placed` turns a place within their group into one on the slide."""
    for shape in shapes:
        if shape.shape_type == 6:
            yield from _units(shape.shapes, _within(shape, placed), may_lack)
        elif getattr(shape, "has_table", False) and shape.has_table:
            yield from _cells(shape, may_lack)
        elif getattr(shape, "has_chart", False) and shape.has_chart:
            yield from (Unit(f"{shape.name}: {lines[0]}", _box(shape), lines, may_lack=may_lack) for lines in _charted(shape.chart))
        elif shape.has_text_frame and (paragraphs := _paragraphs(shape._element)):
            frame = Box(0, 0, 0, 0) if shape.left is None else _turned(placed(_box(shape)), getattr(shape, "rotation", 0))
            yield Unit(shape.name, frame, paragraphs, may_lack=may_lack)


def _charted(chart) -> Iterator[tuple[str, ...]]:
    """What a chart shows in words, each text as its paragraphs: of bars its title, its legend, and a label for each bar that is not without one; of a ring the shapes in it; of both the categories."""
    plot = chart.plots[0]
    yield from ((category,) for category in plot.categories)
    if plot._element.tag == qn("c:doughnutChart"):
        drawn = (etree.fromstring(rel.target_part.blob) for rel in chart.part.rels.values() if rel.reltype.endswith("/chartUserShapes"))
        yield from (_paragraphs(anchor) for shapes in drawn for anchor in shapes)
        return
    yield _paragraphs(chart.chart_title._element)
    for series in plot.series:
        yield (series.name,)
        labels = series._element.find(qn("c:dLbls"))
        gone = {int(point.find(qn("c:idx")).get("val")) for point in labels.findall(qn("c:dLbl")) if point.find(qn("c:delete")) is not None}
        lead = f"{series.name} " if labels.find(qn("c:showSerName")).get("val") == "1" else ""
        yield from ((f"{lead}{value:g}",) for number, value in enumerate(series.values) if number not in gone)


def _box(shape) -> Box:
    left, top = shape.left / _EMU, shape.top / _EMU
    return Box(left, top, left + shape.width / _EMU, top + shape.height / _EMU)


def _within(group, placed):
    """The road from a place inside a group to the slide (ISO/IEC 29500-1, 20.1.7.5: the child's coordinates)."""
    frame, xfrm = placed(_box(group)), group._element.grpSpPr.find(qn("a:xfrm"))
    off, ext = xfrm.find(qn("a:chOff")), xfrm.find(qn("a:chExt"))
    x, y, width, height = (int(one.get(name)) / _EMU for one, name in ((off, "x"), (off, "y"), (ext, "cx"), (ext, "cy")))
    across, down = (frame.right - frame.left) / (width or 1), (frame.bottom - frame.top) / (height or 1)

    def on_slide(box: Box) -> Box:
        left, top = frame.left + (box.left - x) * across, frame.top + (box.top - y) * down
        return Box(left, top, left + (box.right - box.left) * across, top + (box.bottom - box.top) * down)

    return on_slide


def _turned(box: Box, degrees: float) -> Box:
    """The rectangle round a turned one."""
    sine, cosine = abs(math.sin(math.radians(degrees))), abs(math.cos(math.radians(degrees)))
    width, height = box.right - box.left, box.bottom - box.top
    across, down = width * cosine + height * sine, width * sine + height * cosine
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return Box(x - across / 2, y - down / 2, x + across / 2, y + down / 2)


def _paragraphs(element) -> tuple[str, ...]:
    found = ("".join(_said(part) for part in p.iter(qn("a:r"), qn("a:fld"))) for p in element.iter(qn("a:p")))
    return tuple(text for text in found if visible(text))


def _said(part) -> str:
    return FIELD if part.tag == qn("a:fld") else part.findtext(qn("a:t")) or ""


def _cells(shape, may_lack: bool) -> Iterator[Unit]:
    """The cells of a table: each as wide as its columns and as high as the frame, the rows being as high as the program makes them."""
    table, frame = shape.table, _box(shape)
    heights = [row.height / _EMU for row in table.rows]
    edges = [frame.left]
    for column in table.columns:
        edges.append(edges[-1] + column.width / _EMU)
    bottom = max(frame.bottom, frame.top + sum(heights), _placeholder_bottom(shape))
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row.cells):
            if (paragraphs := _paragraphs(cell._tc)) and not cell.is_spanned:
                box = Box(edges[c], frame.top, edges[c + cell.span_width], bottom)
                yield Unit(f"{shape.name}, row {r + 1}, column {c + 1}", box, paragraphs, r, sum(heights[r + cell.span_height :]), may_lack)


def _placeholder_bottom(shape) -> float:
    """Where the layout's own frame ends for a table that fills it."""
    if not shape.is_placeholder:
        return 0.0
    index = shape.placeholder_format.idx
    frames = (one for one in shape.part.slide.slide_layout.placeholders if one.placeholder_format.idx == index)
    return next((_box(one).bottom for one in frames if one.top is not None), 0.0)


def _held(listed: list[Unit], drawn: Drawn) -> list[Held]:
    """The words of each text, long texts first, so that no short one takes what is part of a long one."""
    by_length = sorted(listed, key=lambda unit: -sum(map(len, unit.paragraphs)))
    held = [(unit, drawn.take(unit.paragraphs, unit.block, unit.frame)) for unit in by_length]
    drawn.take_marks()
    return held


def _of_words(held: list[Held], drawn: Drawn, page: Page, lines: list[Box], stained: Image.Image) -> Iterator[Fault]:
    """Block, words and fault of what the words show."""
    sheet = Box(0, 0, page.width, page.height)
    for unit, words in held:
        if not words and not unit.may_lack:
            yield unit.block, " ".join(unit.paragraphs)[:80], "is not on the page"
        if out := [word for word in words if word.ink.beyond(sheet) > 0]:
            yield unit.block, told(out), "leaves the page"
        if out := [word for word in words if word.ink.beyond(unit.frame) > _TOLERANCE and _inked(stained, word, unit.frame)]:
            yield unit.block, told(out), f"leaves its box by {max(word.ink.beyond(unit.frame) for word in out):.1f} pt"
        if unit.row >= 0 and (crossed := [word for word in words if any(word.core.meets(line.grown(0.01)) for line in lines)]):
            yield unit.block, told(crossed), "crosses a rule of the table"
    if free := drawn.free():
        yield "no shape", told(free), "belongs to no text of the slide"
    yield from _overlaps(held)
    yield from _rows([(unit, words) for unit, words in held if unit.row >= 0 and words])


def _overlaps(held: list[Held]) -> Iterator[Fault]:
    areas = [(unit, words, _around(words)) for unit, words in held if words]
    for (one, some, area), (other, more, place) in combinations(areas, 2):
        if one.block != other.block and area.meets(place):
            if both := overlapping(some, more):
                yield f"{one.block} and {other.block}", told(both), "lie on each other"


def _rows(held: list[Held]) -> Iterator[Fault]:
    """A table that has grown out of its frame: the rows below a text are at least as high as the file says."""
    for unit, words in held:
        out = _around(words).bottom + unit.below - unit.frame.bottom
        if unit.below and out > _TOLERANCE:
            yield unit.block, told(words), f"pushes the rows below it {out:.1f} pt out of the table's frame"


def _around(words: list[Word]) -> Box:
    inks = [word.ink for word in words]
    return Box(min(b.left for b in inks), min(b.top for b in inks), max(b.right for b in inks), max(b.bottom for b in inks))


def _inked(stained: Image.Image, word: Word, frame: Box) -> bool:
    """Has a word ink outside a frame: what a font's height takes is not always filled."""
    left = stained.crop(_pixels(word.box))
    x, y = _pixels(word.box)[:2]
    ImageDraw.Draw(left).rectangle([value - (y if n % 2 else x) for n, value in enumerate(_pixels(frame.grown(_GROWN)))], fill=0)
    return left.getbbox() is not None


def _pixels(box: Box) -> list[int]:
    return [round(value * _DPI / 72) for value in box]


def _of_ink(held: list[Held], drawn: Drawn, stained: Image.Image) -> Iterator[Fault]:
    """Block, words and fault of ink outside all frames; the letters that reach out sideways (j, f, italics) may do so at a frame's edge."""
    left = stained.copy()
    brush = ImageDraw.Draw(left)
    for unit, words in held:
        brush.rectangle(_pixels(unit.frame.grown(_GROWN)), fill=0)
        for word in words:
            box, reach = word.box, _REACH * (word.box.bottom - word.box.top)
            row = Box(box.left - reach, max(box.top, unit.frame.top - _GROWN), box.right + reach, min(box.bottom, unit.frame.bottom + _GROWN))
            if box.beyond(unit.frame.grown(reach)._replace(top=box.top, bottom=box.bottom)) <= 0 and row.top < row.bottom:
                brush.rectangle(_pixels(row), fill=0)
    for block, pairs in groupby(zip(drawn.words, drawn.owners), lambda pair: pair[1]):
        words = [word for word, _ in pairs if left.crop(_pixels(word.box)).getbbox()]
        if words:
            yield block or "no shape", told(words), "has ink outside the boxes of the page"
        for word in words:
            brush.rectangle(_pixels(word.box.grown(1)), fill=0)
    if (box := left.getbbox()) is not None:
        yield "no shape", " × ".join(f"{value * 72 / _DPI:.0f}" for value in box), "has ink outside the boxes of the page, at these points"
