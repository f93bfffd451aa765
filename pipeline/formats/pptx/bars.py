"""The stacked bars of a chart: letters and numbers stand in them; solid, outlined and dashed ones differ without colour. Source: ISO/IEC 29500-1, 21.2.2.16."""

from ...document.blocks import Chart, Series
from ..markup import attribute, escape
from .chart_pieces import NO_FILL, NO_LINE, SIZE_PT, colour, default, head, numbers, text

_TINT = '<a:solidFill><a:schemeClr val="accent6"><a:lumMod val="10000"/><a:lumOff val="90000"/></a:schemeClr></a:solidFill>'
_CATEGORIES, _VALUES = 111_111_111, 222_222_222  #: ids of the two axes, any numbers
_FEW, _MANY = 120, 45  #: gap between bars in per cent of a bar: a single one must not fill the frame


def bars(chart: Chart, language: str) -> str:
    """Title, bars, axes and legend."""
    gap = _FEW if len(chart.categories) == 1 else _MANY
    series = "".join(_series(chart, number, one, language) for number, one in enumerate(chart.series))
    return (
        f'{_title(chart.title, language)}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>{series}<c:gapWidth val="{gap}"/><c:overlap val="100"/>'
        f'<c:axId val="{_CATEGORIES}"/><c:axId val="{_VALUES}"/></c:barChart>{_axes(chart, language)}</c:plotArea>'
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{text(language)}</c:legend>'
    )


def _title(title: str, language: str) -> str:
    """The title at the upper left, above the bars."""
    run = f'<a:r><a:rPr lang="{attribute(language)}" sz="{SIZE_PT * 100}" b="1">{colour("tx2")}</a:rPr><a:t>{escape(title)}</a:t></a:r>'
    corner = '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0"/><c:y val="0"/></c:manualLayout></c:layout>'
    paragraph = f'<a:p>{default(language, "tx2", True, "l")}{run}</a:p>'
    return f'<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/>{paragraph}</c:rich></c:tx>{corner}<c:overlay val="0"/></c:title>'


def _series(chart: Chart, number: int, one: Series, language: str) -> str:
    look = f'<c:spPr>{_look(one.look)}</c:spPr><c:invertIfNegative val="0"/>{_labels(one, language)}'
    return f"<c:ser>{head(chart, number)}{look}{numbers(chart, number, one.values)}</c:ser>"


def _look(look: str) -> str:
    if look == "solid":
        return f'{colour("tx2")}<a:ln w="25400">{colour("tx2")}</a:ln>'
    if look == "outline":
        return f'{colour("bg1")}<a:ln w="25400">{colour("tx2")}</a:ln>'
    return f'{_TINT}<a:ln w="19050">{colour("accent6")}<a:prstDash val="sysDash"/></a:ln>'


def _labels(one: Series, language: str) -> str:
    """Letter and number in each bar, what is missing by its number; none where there is no bar."""
    gone = "".join(f'<c:dLbl><c:idx val="{n}"/><c:delete val="1"/></c:dLbl>' for n, value in enumerate(one.values) if not value)
    said = text(language, "bg1" if one.look == "solid" else "tx1", True, ' wrap="none"')
    return (
        f'<c:dLbls>{gone}<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>{said}<c:dLblPos val="ctr"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        f'<c:showCatName val="0"/><c:showSerName val="{one.look != "gap":d}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
        "<c:separator> </c:separator></c:dLbls>"
    )


def _axes(chart: Chart, language: str) -> str:
    """The categories downwards from the first; the numbers unseen, to the longest bar."""
    longest = max([sum(values) for values in zip(*(one.values for one in chart.series))] or [1]) or 1
    still = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
    return (
        f'<c:catAx><c:axId val="{_CATEGORIES}"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f'<c:numFmt formatCode="General" sourceLinked="0"/>{still}<c:spPr>{NO_LINE}</c:spPr>{text(language, "tx2", True)}'
        f'<c:crossAx val="{_VALUES}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VALUES}"/><c:scaling><c:orientation val="minMax"/><c:max val="{longest}"/><c:min val="0"/></c:scaling><c:delete val="1"/>'
        f'<c:axPos val="t"/><c:numFmt formatCode="General" sourceLinked="0"/>{still}<c:crossAx val="{_CATEGORIES}"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )
