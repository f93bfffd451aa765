"""A native chart: stacked bars with what they mean written in them, and the small workbook that PowerPoint opens when somebody edits its numbers.

Letters and numbers stand in the bars; solid, outlined and dashed bars differ without colour. All is written as text: the workbook has one
sheet and no styles, so no package for workbooks is needed. Sources: ISO/IEC 29500-1, 21.2 (charts) and 18 (workbooks).
"""

from ...document.blocks import Chart, Series
from ..markup import DECLARATION, attribute, escape
from ..package import pack

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SIZE_PT = 18  #: of all text of a chart
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET = "Taulukko"
_NONE = "<a:noFill/>"
_TINT = '<a:solidFill><a:schemeClr val="accent6"><a:lumMod val="10000"/><a:lumOff val="90000"/></a:schemeClr></a:solidFill>'
_HIDDEN_LINE = f"<a:ln>{_NONE}</a:ln>"
_TYPES = (("/xl/workbook.xml", f"{WORKBOOK_TYPE}.main+xml"), ("/xl/worksheets/sheet1.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"))
_CATEGORIES, _VALUES = 111_111_111, 222_222_222  #: ids of the two axes, any numbers
_FEW, _MANY = 120, 45  #: gap between bars in per cent of a bar: a single one must not fill the frame


def chart_part(chart: Chart, language: str, workbook: str) -> str:
    """The chart's part; `workbook` is the id of its relationship to the workbook."""
    gap = _FEW if len(chart.categories) == 1 else _MANY
    series = "".join(_series(chart, number, one, language) for number, one in enumerate(chart.series))
    return (
        f'{DECLARATION}<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{_OFFICE}"><c:date1904 val="0"/><c:lang val="{attribute(language)}"/>'
        f'<c:roundedCorners val="0"/><c:chart>{_title(chart.title, language)}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>{series}<c:gapWidth val="{gap}"/><c:overlap val="100"/>'
        f'<c:axId val="{_CATEGORIES}"/><c:axId val="{_VALUES}"/></c:barChart>{_axes(chart, language)}</c:plotArea>'
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_text(language)}</c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr>{_NONE}{_HIDDEN_LINE}</c:spPr>{_text(language)}"
        f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _title(title: str, language: str) -> str:
    """The title at the upper left, above the bars."""
    run = f'<a:r><a:rPr lang="{attribute(language)}" sz="{SIZE_PT * 100}" b="1">{_colour("tx2")}</a:rPr><a:t>{escape(title)}</a:t></a:r>'
    corner = '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0"/><c:y val="0"/></c:manualLayout></c:layout>'
    text = f'<a:p>{_default(language, "tx2", True, "l")}{run}</a:p>'
    return f'<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/>{text}</c:rich></c:tx>{corner}<c:overlay val="0"/></c:title>'


def _series(chart: Chart, number: int, one: Series, language: str) -> str:
    column, last = chr(ord("B") + number), len(chart.categories) + 1
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef><c:f>{_SHEET}!${column}$1</c:f>{_strings((one.name,))}</c:strRef></c:tx>'
        f'<c:spPr>{_look(one.look)}</c:spPr><c:invertIfNegative val="0"/>{_labels(one, language)}'
        f"<c:cat><c:strRef><c:f>{_SHEET}!$A$2:$A${last}</c:f>{_strings(chart.categories)}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{_SHEET}!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(one.values)}"/>{_points(map(str, one.values))}</c:numCache></c:numRef></c:val></c:ser>'
    )


def _look(look: str) -> str:
    if look == "solid":
        return f'{_colour("tx2")}<a:ln w="25400">{_colour("tx2")}</a:ln>'
    if look == "outline":
        return f'{_colour("bg1")}<a:ln w="25400">{_colour("tx2")}</a:ln>'
    return f'{_TINT}<a:ln w="19050">{_colour("accent6")}<a:prstDash val="sysDash"/></a:ln>'


def _labels(one: Series, language: str) -> str:
    """Letter and number in each bar, what is missing by its number; none where there is no bar."""
    gone = "".join(f'<c:dLbl><c:idx val="{n}"/><c:delete val="1"/></c:dLbl>' for n, value in enumerate(one.values) if not value)
    text = _text(language, "bg1" if one.look == "solid" else "tx1", True, ' wrap="none"')
    return (
        f'<c:dLbls>{gone}<c:spPr>{_NONE}{_HIDDEN_LINE}</c:spPr>{text}<c:dLblPos val="ctr"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        f'<c:showCatName val="0"/><c:showSerName val="{one.look != "gap":d}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
        "<c:separator> </c:separator></c:dLbls>"
    )


def _axes(chart: Chart, language: str) -> str:
    """The categories downwards from the first; the numbers unseen, to the longest bar."""
    longest = max([sum(values) for values in zip(*(one.values for one in chart.series))] or [1]) or 1
    still = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
    return (
        f'<c:catAx><c:axId val="{_CATEGORIES}"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f'<c:numFmt formatCode="General" sourceLinked="0"/>{still}<c:spPr>{_HIDDEN_LINE}</c:spPr>{_text(language, "tx2", True)}'
        f'<c:crossAx val="{_VALUES}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VALUES}"/><c:scaling><c:orientation val="minMax"/><c:max val="{longest}"/><c:min val="0"/></c:scaling><c:delete val="1"/>'
        f'<c:axPos val="t"/><c:numFmt formatCode="General" sourceLinked="0"/>{still}<c:crossAx val="{_CATEGORIES}"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _text(language: str, colour: str = "tx1", bold: bool = False, body: str = "") -> str:
    return f'<c:txPr><a:bodyPr{body}/><a:lstStyle/><a:p>{_default(language, colour, bold)}<a:endParaRPr lang="{attribute(language)}"/></a:p></c:txPr>'


def _default(language: str, colour: str, bold: bool, align: str = "ctr") -> str:
    return f'<a:pPr algn="{align}"><a:defRPr lang="{attribute(language)}" sz="{SIZE_PT * 100}" b="{bold:d}">{_colour(colour)}</a:defRPr></a:pPr>'


def _colour(slot: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{slot}"/></a:solidFill>'


def _strings(texts: tuple[str, ...]) -> str:
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{_points(map(escape, texts))}</c:strCache>'


def _points(values) -> str:
    return "".join(f'<c:pt idx="{number}"><c:v>{value}</c:v></c:pt>' for number, value in enumerate(values))


# The workbook


def chart_workbook(chart: Chart) -> bytes:
    """The numbers of a chart as a workbook: a row for each category, a column for each series, both named."""
    names = ("", *(one.name for one in chart.series))
    rows = [_row(1, [_words(name) for name in names])]
    for number, category in enumerate(chart.categories):
        rows.append(_row(number + 2, [_words(category), *(_number(one.values[number]) for one in chart.series)]))
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in _TYPES)
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    sheets = f'<sheets><sheet name="{_SHEET}" sheetId="1" r:id="rId1"/></sheets>'
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": _relationship("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": _relationship("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEETS}"><sheetData>{"".join(rows)}</sheetData></worksheet>',
    }
    return pack({name: (DECLARATION + content).encode() for name, content in parts.items()})


def _relationship(kind: str, target: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'


def _row(number: int, cells: list[str]) -> str:
    placed = (cell.replace("<c", f'<c r="{chr(ord("A") + column)}{number}"', 1) for column, cell in enumerate(cells) if cell)
    return f'<row r="{number}">{"".join(placed)}</row>'


def _words(text: str) -> str:
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>' if text else ""


def _number(value: int) -> str:
    return f"<c><v>{value}</v></c>"
