"""What every native chart is made of: its text, colours of the theme, and the references to the cells of its workbook. All is written as text.

Sources: ISO/IEC 29500-1, 21.2.
"""

from typing import Iterable

from ...document.blocks import Chart
from ..markup import attribute, escape

SIZE_PT = 18  #: of all text of a chart
SHEET = "Taulukko"
NO_FILL = "<a:noFill/>"
NO_LINE = f"<a:ln>{NO_FILL}</a:ln>"


def text(language: str, slot: str = "tx1", bold: bool = False, body: str = "") -> str:
    """How the text of an element is set, in a colour of the theme; `body`: attributes of its box."""
    return f'<c:txPr><a:bodyPr{body}/><a:lstStyle/><a:p>{default(language, slot, bold)}<a:endParaRPr lang="{attribute(language)}"/></a:p></c:txPr>'


def default(language: str, slot: str, bold: bool, align: str = "ctr") -> str:
    """What the runs of a paragraph are if they say nothing."""
    return f'<a:pPr algn="{align}"><a:defRPr lang="{attribute(language)}" sz="{SIZE_PT * 100}" b="{bold:d}">{colour(slot)}</a:defRPr></a:pPr>'


def colour(slot: str) -> str:
    """A fill in a colour of the theme."""
    return f'<a:solidFill><a:schemeClr val="{slot}"/></a:solidFill>'


def head(chart: Chart, number: int) -> str:
    """What a series begins with: its place, counted from 0, and its name."""
    name = f"<c:f>{SHEET}!${_column(number)}$1</c:f>{_strings((chart.series[number].name,))}"
    return f'<c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef>{name}</c:strRef></c:tx>'


def numbers(chart: Chart, number: int, values: tuple[int, ...]) -> str:
    """What a series ends with: the names of the categories and its values."""
    column, last = _column(number), len(chart.categories) + 1
    return (
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f>{_strings(chart.categories)}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{_points(map(str, values))}</c:numCache></c:numRef></c:val>'
    )


def _column(number: int) -> str:
    """The column of a series; the first holds the categories."""
    return chr(ord("B") + number)


def _strings(texts: tuple[str, ...]) -> str:
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{_points(map(escape, texts))}</c:strCache>'


def _points(values: Iterable[str]) -> str:
    return "".join(f'<c:pt idx="{number}"><c:v>{value}</c:v></c:pt>' for number, value in enumerate(values))
