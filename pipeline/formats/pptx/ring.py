"""The ring of a chart: equal parts clockwise from the top, those with something in them dark, what they refer to in circles outside, the title in the hole.

The parts are a native doughnut; circles and title are shapes within the chart, so that they move with it and a reader meets one figure.
Sources: ISO/IEC 29500-1, 21.2.2.50 (doughnut) and 21.3 (shapes in a chart).
"""

from math import cos, hypot, pi, sin, sqrt
from typing import Iterator, NamedTuple

from msgspec.structs import replace

from ...document.blocks import Chart
from ..markup import DECLARATION, attribute, escape
from .chart_pieces import NO_FILL, SIZE_PT, colour, head, numbers, text

SHAPES_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml"
Size = tuple[int, int]  #: width and height in EMU
_PT = 12_700  #: EMU
_HOLE = 58  #: per cent of the ring's diameter
_GAP = 4 * _PT  #: between the ring and what stands outside it
_HIGH, _LINE = 30 * _PT, 22 * _PT  #: a circle's diameter, and a line of text in it
_DIGIT, _OTHER = 0.6, 0.36  #: widths of digits and other signs in their size, on the safe side
_NOTHING = 1e-9
_LONGEST = 3.7  #: of a line in a circle, in the size of its text: two numbers of two digits
_TITLE_PT = 28
_ONE_LINE = ' wrap="none"'
_SHAPES = "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"
_NO_NUMBERS = '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="1"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'


class _Box(NamedTuple):
    """A rectangle within the chart's frame, in EMU."""

    x: float
    y: float
    width: float
    height: float


def equal_parts(chart: Chart) -> Chart:
    """The chart with parts of one size, whatever they hold."""
    return replace(chart, series=tuple(replace(one, values=(1,) * len(one.values)) for one in chart.series))


def ring(chart: Chart, language: str, size: Size) -> str:
    """The ring in a frame of a size, without title and legend."""
    (series,) = chart.series
    dark = [number for number, value in enumerate(series.values) if value]
    points = "".join(f'<c:dPt><c:idx val="{n}"/><c:bubble3D val="0"/><c:spPr>{_look(bool(value))}</c:spPr></c:dPt>' for n, value in enumerate(series.values))
    bold = text(language, "bg1", True, _ONE_LINE)
    own = "".join(f'<c:dLbl><c:idx val="{n}"/><c:spPr>{NO_FILL}</c:spPr>{bold}{_NO_NUMBERS}</c:dLbl>' for n in dark)
    labels = f'<c:dLbls>{own}<c:spPr>{NO_FILL}</c:spPr>{text(language, "tx1", False, _ONE_LINE)}{_NO_NUMBERS}<c:showLeaderLines val="0"/></c:dLbls>'
    of_series = f"<c:ser>{head(chart, 0)}{points}{labels}{numbers(chart, 0, equal_parts(chart).series[0].values)}</c:ser>"
    return (
        f'<c:autoTitleDeleted val="1"/><c:plotArea>{_placed(_of_ring(chart, size), size)}<c:doughnutChart><c:varyColors val="1"/>{of_series}'
        f'<c:firstSliceAng val="0"/><c:holeSize val="{_HOLE}"/></c:doughnutChart></c:plotArea>'
    )


def ring_shapes(chart: Chart, language: str, size: Size) -> str:
    """The part with the title and the circles, in places that are shares of the frame."""
    whole = _of_ring(chart, size)
    side = whole.width * _HOLE / 100 * 0.86
    hole = _Box(whole.x + (whole.width - side) / 2, whole.y + (whole.height - side) / 2, side, side)
    shapes = [_shape(2, chart.title, hole, size, language, _TITLE_PT, chart.title.replace(" ", "\n"), circle=False)]
    for number, (box, mark) in enumerate(_outside(chart, whole), 3):
        shapes.append(_shape(number, mark.name, box, size, language, SIZE_PT, mark.text))
    return (
        f'{DECLARATION}<c:userShapes xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'xmlns:cdr="{_SHAPES}">{"".join(shapes)}</c:userShapes>'
    )


class _Mark(NamedTuple):
    """What stands outside a part; `width` and `height` of its circle in EMU."""

    name: str
    text: str
    width: float
    height: float
    across: float  #: the direction from the middle of the ring: to the right
    down: float


def _marks(chart: Chart) -> Iterator[_Mark]:
    for number, (name, said) in enumerate(zip(chart.categories, chart.marks)):
        if not said:
            continue
        turn, lines = 2 * pi * (number + 0.5) / len(chart.categories), _lines(said)
        width = max(map(_length, lines)) * SIZE_PT * _PT + _HIGH - _LINE
        yield _Mark(name, "\n".join(lines), max(_HIGH, width), _HIGH + (len(lines) - 1) * _LINE, sin(turn), -cos(turn))


def _lines(said: str) -> list[str]:
    """Numbers that are many, in lines."""
    lines = [""]
    for word in said.split():
        longer = f"{lines[-1]} {word}".lstrip()
        lines = [*lines[:-1], longer] if _length(longer) <= _LONGEST else [*lines, word]
    return lines


def _length(line: str) -> float:
    return sum(_DIGIT if sign.isdigit() else _OTHER for sign in line)


def _of_ring(chart: Chart, size: Size) -> _Box:
    """The square of the ring: as large as leaves room for all that stands outside."""
    radius = min(size) / 2 - _GAP - _HIGH
    for mark in _marks(chart):
        ways = ((size[0] / 2, mark.across, mark.width), (size[1] / 2, mark.down, mark.height))
        far = min((half - extent / 2) / abs(way) for half, way, extent in ways if abs(way) > _NOTHING)
        radius = min(radius, _clear(mark, far))
    return _Box(size[0] / 2 - radius, size[1] / 2 - radius, 2 * radius, 2 * radius)


def _clear(mark: _Mark, far: float) -> float:
    """The radius of the largest ring that a circle leaves free whose middle is so far from that of the ring."""
    beside, above = _straight(mark)
    return hypot(max(far * abs(mark.across) - beside, 0.0), max(far * abs(mark.down) - above, 0.0)) - _HIGH / 2 - _GAP


def _straight(mark: _Mark) -> tuple[float, float]:
    """From the middle of a circle to where its corners begin to be round."""
    return (mark.width - _HIGH) / 2, (mark.height - _HIGH) / 2


def _far(mark: _Mark, radius: float) -> float:
    """How far from the middle of a ring of this radius a circle's middle stands: `_clear` the other way round."""
    (beside, above), free = _straight(mark), radius + _GAP + _HIGH / 2
    across, down = abs(mark.across), abs(mark.down)
    half = beside * across + above * down
    far = half + sqrt(max(half * half - beside * beside - above * above + free * free, 0.0))
    if far * across < beside:
        return (free + above) / down
    return (free + beside) / across if far * down < above else far


def _outside(chart: Chart, whole: _Box) -> Iterator[tuple[_Box, _Mark]]:
    """The circles with their places."""
    radius = whole.width / 2
    for mark in _marks(chart):
        far = _far(mark, radius)
        x, y = whole.x + radius + far * mark.across, whole.y + radius + far * mark.down
        yield _Box(x - mark.width / 2, y - mark.height / 2, mark.width, mark.height), mark


def _look(dark: bool) -> str:
    fill, line, width = ("tx2", "bg1", 25_400) if dark else ("bg2", "tx2", 15_875)
    return f'{colour(fill)}<a:ln w="{width}">{colour(line)}</a:ln>'


def _placed(box: _Box, size: Size) -> str:
    """A place in shares of the frame."""
    shares = zip(("x", "y", "w", "h"), (box.x / size[0], box.y / size[1], box.width / size[0], box.height / size[1]))
    said = "".join(f'<c:{name} val="{share:.5f}"/>' for name, share in shares)
    return f'<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>{said}</c:manualLayout></c:layout>'


def _shape(number: int, name: str, box: _Box, size: Size, language: str, points: int, said: str, circle: bool = True) -> str:
    corners = "".join(
        f"<cdr:{corner}><cdr:x>{x / size[0]:.5f}</cdr:x><cdr:y>{y / size[1]:.5f}</cdr:y></cdr:{corner}>"
        for corner, x, y in (("from", box.x, box.y), ("to", box.x + box.width, box.y + box.height))
    )
    outline = f'{colour("bg1")}<a:ln w="25400">{colour("tx2")}</a:ln>' if circle else f"{NO_FILL}<a:ln>{NO_FILL}</a:ln>"
    corner = f'<a:gd name="adj" fmla="val {50_000 * _HIGH / min(box.width, box.height):.0f}"/>' if circle else ""
    geometry = f'<a:prstGeom prst="{"roundRect" if circle else "rect"}"><a:avLst>{corner}</a:avLst></a:prstGeom>'
    place = f'<a:xfrm><a:off x="{box.x:.0f}" y="{box.y:.0f}"/><a:ext cx="{box.width:.0f}" cy="{box.height:.0f}"/></a:xfrm>'
    run = f'<a:rPr lang="{attribute(language)}" sz="{points * 100}" b="1">{colour("tx2")}<a:latin typeface="+mn-lt"/></a:rPr>'
    paragraphs = "".join(f'<a:p><a:pPr algn="ctr"/><a:r>{run}<a:t>{escape(line)}</a:t></a:r></a:p>' for line in said.split("\n"))
    wrap = "none" if circle else "square"
    return (
        f'<cdr:relSizeAnchor>{corners}<cdr:sp macro="" textlink=""><cdr:nvSpPr><cdr:cNvPr id="{number}" name="{attribute(name)}"/><cdr:cNvSpPr/></cdr:nvSpPr>'
        f"<cdr:spPr>{place}{geometry}{outline}</cdr:spPr><cdr:txBody>"
        f'<a:bodyPr wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</cdr:txBody></cdr:sp></cdr:relSizeAnchor>'
    )
