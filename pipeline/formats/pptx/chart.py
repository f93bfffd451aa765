"""A native chart: bars or a ring, with what they mean written in them, and the small workbook that PowerPoint opens when somebody edits its numbers.

All is written as text: the workbook has one sheet and no styles, so no package for workbooks is needed. Sources: ISO/IEC 29500-1, 21.2
(charts) and 18 (workbooks).
"""

from ...document.blocks import Chart
from ..markup import DECLARATION, attribute, escape
from ..package import pack
from .bars import bars
from .chart_pieces import NO_FILL, NO_LINE, SHEET, text
from .ring import Size, equal_parts, ring

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = (("/xl/workbook.xml", f"{WORKBOOK_TYPE}.main+xml"), ("/xl/worksheets/sheet1.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"))


def chart_part(chart: Chart, language: str, size: Size, workbook: str, shapes: str = "") -> str:
    """The part of a chart in a frame of a size. `workbook` and `shapes` are the ids of its relationships to the workbook and to what is drawn in it."""
    plot = ring(chart, language, size) if chart.kind == "ring" else bars(chart, language)
    drawn = f'<c:userShapes r:id="{shapes}"/>' if shapes else ""
    return (
        f'{DECLARATION}<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{_OFFICE}"><c:date1904 val="0"/><c:lang val="{attribute(language)}"/>'
        f'<c:roundedCorners val="0"/><c:chart>{plot}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>{text(language)}"
        f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData>{drawn}</c:chartSpace>'
    )


# The workbook


def chart_workbook(chart: Chart) -> bytes:
    """The numbers of a chart as a workbook: a row for each category, a column for each series, both named."""
    chart = equal_parts(chart) if chart.kind == "ring" else chart
    names = ("", *(one.name for one in chart.series))
    rows = [_row(1, [_words(name) for name in names])]
    for number, category in enumerate(chart.categories):
        rows.append(_row(number + 2, [_words(category), *(_number(one.values[number]) for one in chart.series)]))
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in _TYPES)
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    sheets = f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets>'
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
