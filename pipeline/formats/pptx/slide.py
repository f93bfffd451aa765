"""One slide, and its notes, as XML: placeholders filled, tables drawn, links attached.

A shape is named after the block that it holds, and a slide after its section: the reader finds them by these names.
"""

from functools import lru_cache
from typing import Iterable, Iterator, Protocol

from msgspec import Struct

from ...document.blocks import Cell, Chart, Document, Paragraph, Run
from ..contract import DeckLayouts, Placeholders
from ..markup import DECLARATION, attribute, escape, no_break
from .colours import Colour
from .levels import EMU, Level
from .fills import ChartFill, Fill, TableFill
from .plan import Footers, Slide
from .rooms import HANG, Rooms, link_pieces, muted
from .tables import CM, SIZE_PT, measured
from .template import LayoutPart, Placeholder

_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_TINT = '<a:schemeClr val="accent5"><a:lumMod val="10000"/><a:lumOff val="90000"/></a:schemeClr>'
_TEXT_COLOUR = (  # a link in the text's own colour: [MS-ODRAWXML] 2.26.8
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
_TABLE_STYLE = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"  #: Medium Style 2 – Accent 1, which PowerPoint itself takes where a template names none
_HAIRLINE = '<a:lnR w="9525"><a:solidFill><a:schemeClr val="bg1"><a:lumMod val="75000"/></a:schemeClr></a:solidFill></a:lnR>'
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_PALE = '<a:solidFill><a:srgbClr val="FFF5DA"/></a:solidFill><a:ln w="15875"><a:solidFill><a:srgbClr val="8A6500"/></a:solidFill></a:ln>'  #: whatever the theme
_NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"  #: any GUID; the same field on every slide


class Links(Protocol):
    """Where a slide's links lead."""

    def outside(self, href: str) -> str:
        """The relationship's id of an address."""

    def inside(self, section: str) -> str | None:
        """The relationship's id of the slide that a section begins on; None where the deck does not have it."""

    def chart(self, chart: Chart, size: tuple[int, int]) -> str:
        """The relationship's id of a chart's own part; the size of its frame in EMU."""


class SlideWriter:
    """Writes the slides of one document; where each block stands is gathered in `addresses`."""

    def __init__(self, document: Document, layouts: DeckLayouts, rooms: Rooms) -> None:
        self.language = attribute(document.language)
        self.levels = layouts.levels
        self.rooms = rooms
        self.addresses: dict[str, str] = {}
        self._footers = Footers(document)

    def slide(self, number: int, slide: Slide, layout: LayoutPart, links: Links) -> str:
        """The part of a slide; `number` is its place in the deck, from 1."""
        shapes = _Shapes(self, slide, layout, links)
        shapes.title()
        if self._footers.example:
            shapes.example(self._footers.example)
        for fill in slide.fills:
            if isinstance(fill, TableFill):
                shapes.table(fill)
            elif isinstance(fill, ChartFill):
                shapes.chart(fill)
            else:
                shapes.text(fill)
        for footer, kind in slide.layout.footers.items():
            shapes.footer(kind, self._footers.text(footer, slide.layout), number)
        return (
            f'{DECLARATION}<p:sld {_NAMESPACES}><p:cSld name="{attribute(slide.section)}"><p:spTree>{_GROUP}{"".join(shapes.xml)}</p:spTree></p:cSld>'
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
        )

    def notes(self, slide: Slide) -> str:
        """The notes page of a slide."""
        run = f'<a:r><a:rPr lang="{self.language}"/><a:t>'
        broken = f"</a:t></a:r><a:br/>{run}"
        body = "".join(f"<a:p>{run}{escape(p.text).replace(chr(10), broken)}</a:t></a:r></a:p>" for p in slide.notes)
        for paragraph in slide.notes:
            self.addresses[paragraph.id] = f"{slide.section}/notes"
        return (
            f'{DECLARATION}<p:notes {_NAMESPACES}><p:cSld><p:spTree>{_GROUP}'
            '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Dian kuva"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
            '<p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
            '<p:sp><p:nvSpPr><p:cNvPr id="3" name="notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{body}</p:txBody></p:sp>'
            "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
        )


class _RowLook(Struct, frozen=True):
    """How the cells of a row look: size of text in points, margins and anchor as attributes."""

    size: float
    place: str
    head: bool


class _Look(Struct, frozen=True):
    """How runs look beside what they inherit: a size in points (0: their own), on a dark ground, not bold in spite of a table's style, bold."""

    size: float = 0.0
    dark: bool = False
    plain: bool = False
    strong: bool = False
    said: Level | None = None  #: what the placeholder says of its text; None in a table


class _Shapes:
    """The shapes of one slide in reading order."""

    def __init__(self, writer: SlideWriter, slide: Slide, layout: LayoutPart, links: Links) -> None:
        self.xml: list[str] = []
        self._slide = slide
        self._layout = layout
        self._links = links
        self._rooms = writer.rooms
        self._levels = writer.levels
        self._language = writer.language
        self._addresses = writer.addresses

    def title(self) -> None:
        """The title placeholder; on a continued slide with its `1/2`."""
        layout, title = self._slide.layout, self._slide.title
        if title.id:
            self._addresses.setdefault(title.id, f"{self._slide.section}/title")
        level = self._rooms.level(layout.layout, layout.title, 0)
        look = _Look(layout.title_size, said=level)
        self._placeholder(self._place(layout.title), "title", self._paragraph(self._slide.heading.runs, look))

    def example(self, text: str) -> None:
        """The mark of invented answers: in its placeholder, or where the layout has none in a box of its own above the title's right end."""
        layout = self._slide.layout
        if layout.example:
            look = _Look(said=self._rooms.level(layout.layout, layout.example, 0))
            return self._placeholder(self._place(layout.example), "example", self._paragraph((Run(text),), look))
        x, y, width, height = self._rooms.corner()
        self.xml.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self._next()}" name="example"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/>'
            f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{_PALE}</p:spPr><p:txBody><a:bodyPr wrap="square" '
            f'lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr><a:lstStyle/><a:p><a:pPr algn="ctr"/><a:r><a:rPr lang="{self._language}" '
            f'sz="1400" b="1"><a:solidFill><a:srgbClr val="1A2329"/></a:solidFill></a:rPr><a:t>{escape(text)}</a:t></a:r></a:p></p:txBody></p:sp>'
        )

    def text(self, fill: Fill) -> None:
        """A body placeholder with its paragraphs at the levels of their styles."""
        name = fill.name or fill.placeholder
        for paragraph in fill.paragraphs:
            if paragraph.id:
                self._addresses.setdefault(paragraph.id, f"{self._slide.section}/{name}")
        self._placeholder(self._place(fill.placeholder), name, "".join(self._styled(paragraph, fill) for paragraph in fill.paragraphs))

    def footer(self, kind: str, text: str, number: int) -> None:
        """A footer of fixed text; one without text is the slide's number, a field that shows what it shows now."""
        place = self._layout.footer(kind)
        assert place is not None  # the planner has refused the layouts otherwise
        level = self._rooms.level(self._slide.layout.layout, place.name, 0)
        look = _Look(level.size, said=level)  # said again: LibreOffice 7.4 takes 14 pt where a master's footer is empty
        if text:
            return self._placeholder(place, place.name, self._paragraph((Run(text),), look))
        field = f'<a:fld id="{_NUMBER_FIELD}" type="slidenum">{self._properties(Run(""), look, "")}<a:t>{number}</a:t></a:fld>'
        self._placeholder(place, place.name, f"<a:p>{field}</a:p>")

    def table(self, fill: TableFill) -> None:
        """A real table in the frame of its placeholder, its header row flagged."""
        place, table = self._place(fill.placeholder), fill.table
        layout = self._slide.layout
        look = layout.panels[table.role]
        x, y, width, _ = self._rooms.frame(layout.layout, fill.placeholder)
        widths, heights = measured(table, look, layout.layout, width, self._rooms)
        grid = "".join(f'<a:gridCol w="{w}"/>' for w in widths)
        body = "".join(f'<a:tr h="{height}">{cells}</a:tr>' for height, cells in zip(heights, self._rows(fill, look)))
        if table.caption is not None and table.caption.id:
            self._addresses.setdefault(table.caption.id, f"{self._slide.section}/{fill.name}@alt")
        described = attribute(table.caption.text if table.caption else self._slide.title.text)
        known = _ph(place) if place.type in ("tbl", "obj") else ""
        style = escape(self._rooms.template.table_style or _TABLE_STYLE)
        self.xml.append(
            f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{self._next()}" name="{attribute(fill.name)}" descr="{described}"/>'
            f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr>{known}</p:nvPr></p:nvGraphicFramePr>'
            f'<p:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{sum(widths)}" cy="{sum(heights)}"/></p:xfrm>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl>'
            f'<a:tblPr firstRow="{table.head:d}" firstCol="{table.row_heads:d}"><a:tableStyleId>{style}</a:tableStyleId></a:tblPr>'
            f"<a:tblGrid>{grid}</a:tblGrid>{body}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
        )

    def chart(self, fill: ChartFill) -> None:
        """A native chart in the frame of its placeholder; what it shows is said in its description."""
        place, chart = self._place(fill.placeholder), fill.chart
        x, y, width, height = self._rooms.frame(self._slide.layout.layout, fill.placeholder)
        self._addresses.setdefault(chart.caption.id, f"{self._slide.section}/{fill.name}@alt")
        known = _ph(place) if place.type in ("chart", "obj") else ""
        self.xml.append(
            f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{self._next()}" name="{attribute(fill.name)}" descr="{attribute(chart.caption.text)}"/>'
            f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr>{known}</p:nvPr></p:nvGraphicFramePr>'
            f'<p:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></p:xfrm><a:graphic><a:graphicData uri="{_CHART}">'
            f'<c:chart xmlns:c="{_CHART}" r:id="{self._links.chart(chart, (width, height))}"/></a:graphicData></a:graphic></p:graphicFrame>'
        )

    def _rows(self, fill: TableFill, look: Placeholders) -> Iterator[str]:
        """The cells of each row, the header row first."""
        side, above = (round(cm * CM) for cm in look.inset)
        margins = f'marL="{side}" marR="{side}" marT="{above}" marB="{above}"'
        head, body = _RowLook(look.head or look.size or SIZE_PT, f'{margins} anchor="b"', True), _RowLook(look.size or SIZE_PT, f'{margins} anchor="t"', False)
        heads = [Cell(column.id, (column.label,)) for column in fill.table.columns]
        number = 0
        if fill.table.head:
            yield self._row(fill.name, number, heads, head)
        for number, row in enumerate(fill.table.rows, int(fill.table.head)):
            yield self._row(fill.name, number, row.cells, body)

    def _row(self, name: str, number: int, cells: Iterable[Cell], look: _RowLook) -> str:
        xml = []
        for column, cell in enumerate(cells):
            for paragraph in cell.paragraphs:
                if paragraph.id:
                    self._addresses.setdefault(paragraph.id, f"{self._slide.section}/{name}!{number},{column}")
            xml.append(self._cell(cell, look, plain=column == 0 and not look.head))
        return "".join(xml)

    def _cell(self, cell: Cell, look: _RowLook, plain: bool) -> str:
        """A cell that waits for words is tinted, and says so in words."""
        waits = cell.fill and all(run.look == "missing" for paragraph in cell.paragraphs for run in paragraph.runs)
        fill = f"<a:solidFill>{_TINT}</a:solidFill>" if waits else ""
        line = _HAIRLINE if cell.fill else ""
        paragraphs = [_plain(paragraph) for paragraph in cell.paragraphs] if waits else cell.paragraphs
        text = "".join(self._paragraph(paragraph.runs, _Look(look.size, plain=plain)) for paragraph in paragraphs)
        return f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody><a:tcPr {look.place}>{line}{fill}</a:tcPr></a:tc>"

    def _place(self, placeholder: str) -> Placeholder:
        return self._layout.placeholders[placeholder]

    def _placeholder(self, place: Placeholder, name: str, body: str) -> None:
        self.xml.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self._next()}" name="{attribute(name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f"<p:nvPr>{_ph(place)}</p:nvPr></p:nvSpPr>{self._spot(place)}<p:txBody>{_body(place)}<a:lstStyle/>{body}</p:txBody></p:sp>"
        )

    def _spot(self, place: Placeholder) -> str:
        """Where a placeholder stands, for programs that could not tell it from another of its layout."""
        if not self._layout.has_twin(place) or place.frame is None:
            return "<p:spPr/>"
        x, y, width, height = place.frame
        return f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm></p:spPr>'

    def _next(self) -> int:
        return len(self.xml) + 2

    def _styled(self, paragraph: Paragraph, fill: Fill) -> str:
        """A paragraph at the level of its style, with what the contract says of it beside the level's own look."""
        style = self._levels[paragraph.style]
        own = self._rooms.level(self._slide.layout.layout, fill.placeholder, style.level)
        properties, mark = f' lvl="{style.level}"' if style.level else "", ""
        start = f' startAt="{fill.start}"' if fill.start > 1 else ""
        if style.bullet == "none":
            properties, mark = f'{properties} marL="0" indent="0"', "<a:buNone/>"
        elif style.bullet in HANG:
            hang = round((fill.size or own.size) * HANG[style.bullet] * EMU)
            sign = f'<a:buAutoNum type="arabicPeriod"{start}/>' if style.bullet == "number" else '<a:buChar char="•"/>'
            properties, mark = f'{properties} marL="{hang}" indent="-{hang}"', f"<a:buFontTx/>{sign}"
        elif own.numbering and start:
            mark = f'<a:buAutoNum type="{attribute(own.numbering)}"{start}/>'
        look = _Look(fill.size, fill.dark, strong=style.strong, said=own)
        return self._paragraph(paragraph.runs, look, f"<a:pPr{properties}>{mark}</a:pPr>" if properties or mark else "")

    def _paragraph(self, runs: tuple[Run, ...], look: _Look, properties: str = "") -> str:
        return f"<a:p>{properties}{''.join(self._run(run, look) for run in runs if run.text)}</a:p>"

    def _run(self, run: Run, look: _Look) -> str:
        link = self._link(run, look.dark)
        properties = self._properties(run, look, link)
        lines = (link_pieces(line) if link else [line] for line in escape(no_break(run.text)).split("\n"))
        return f"<a:br>{properties}</a:br>".join("".join(f"<a:r>{properties}<a:t>{piece}</a:t></a:r>" for piece in line) for line in lines)

    def _properties(self, run: Run, look: _Look, link: str) -> str:
        """What a run says of itself; all of it where the layout says nothing that text inherits."""
        told = look.said if look.said is not None and not look.said.stated else None
        size = look.size or (told.size if told else 0)
        said = f' sz="{round(size * 100)}"' if size else ""
        said += ' b="1"' if run.strong or look.strong else ' b="0"' if look.plain else f' b="{told.bold:d}"' if told else ""
        said += ' i="1"' if muted(run) else ""
        said += ' u="sng"' if run.look == "missing" or look.dark and run.href else ""
        inside = '<a:solidFill><a:schemeClr val="accent6"/></a:solidFill>' if run.look == "muted" else ""
        inside += '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>' if look.dark and run.href and not told else ""
        inside = inside or (_filled(told.colour) if told and told.colour else "")
        inside += f"<a:highlight>{_TINT}</a:highlight>" if run.look == "missing" else ""
        inside += f'<a:latin typeface="{attribute(told.face)}"/>' if told else ""
        return f'<a:rPr lang="{self._language}"{said}>{inside}{link}</a:rPr>'

    def _link(self, run: Run, dark: bool) -> str:
        if run.href:
            inside = _TEXT_COLOUR if dark else ""
            return f'<a:hlinkClick r:id="{self._links.outside(run.href)}">{inside}</a:hlinkClick>'
        if run.target and (name := self._links.inside(run.target)):
            return f'<a:hlinkClick r:id="{name}" action="ppaction://hlinksldjump"/>'
        return ""


def _plain(paragraph: Paragraph) -> Paragraph:
    return Paragraph(paragraph.id, tuple(Run(run.text) for run in paragraph.runs))


def _filled(colour: Colour) -> str:
    """A solid fill in a colour of a template."""
    kind = "srgbClr" if colour.is_figures else "schemeClr"
    changes = f'<a:lumMod val="{round(colour.times * 100_000)}"/><a:lumOff val="{round(colour.more * 100_000)}"/>'
    return f'<a:solidFill><a:{kind} val="{attribute(colour.value)}">{changes if (colour.times, colour.more) != (1.0, 0.0) else ""}</a:{kind}></a:solidFill>'


@lru_cache
def _body(place: Placeholder) -> str:
    """Text keeps its size and its box, whatever the layout would do with it: what does not fit is known before it is written."""
    wrap = ' wrap="square"' if place.body("wrap", "square") == "none" else ""
    keeps = "" if place.autofit() == "noAutofit" else "<a:noAutofit/>"
    return f"<a:bodyPr{wrap}>{keeps}</a:bodyPr>" if keeps else f"<a:bodyPr{wrap}/>"


def _ph(place: Placeholder) -> str:
    kind = f' type="{attribute(place.type)}"' if place.type != "obj" else ""
    idx = f' idx="{attribute(place.idx)}"' if place.idx else ""
    return f"<p:ph{kind}{idx}/>"
