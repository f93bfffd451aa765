"""Deck to .pptx: the planned slides as parts of their own beside the template's parts, which are copied as they are.

Everything that gives a slide its look is inherited from the layout's placeholder; a slide holds text, tables and links only. Parts are
written as text; ids, part names and relationships are counted. Sources: ISO/IEC 29500-1 parts 19 and 21, [MS-OE376].
"""

import re

from ...document.blocks import Chart, Document
from ...problems import Place, Problems
from .. import properties
from ..contract import Layouts, Rendering
from ..markup import DECLARATION, attribute
from ..package import PackageError
from .chart import CHART_TYPE, WORKBOOK_TYPE, chart_part, chart_workbook
from .fills import TableFill
from .notes import add_notes_master
from .parts import Parts, append, content, offset_of
from .plan import Slide, measured_fit, plan
from .relationships import relationships, rels_of, target_from, target_of, without_entries
from .ring import SHAPES_TYPE, Size, ring_shapes
from .rooms import Rooms
from .slide import SlideWriter
from .tables import SAID
from .template import PRESENTATION, TYPES, Template, read_template

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/presentationml/2006/main"
_SLIDE_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml"
_PRESENTATION_TYPE = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_TEMPLATE_TYPE = b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
_OF_THE_TEMPLATE = ("core-properties", "extended-properties", "custom-properties", "thumbnail")  #: relationships to what tells of the template itself
_EMPTY_LIST = re.compile(rb"<(?:\w+:)?sldIdLst\s*(?:/>|>\s*</(?:\w+:)?sldIdLst>)")  #: what is left of a template's slides when a designer deletes them
_FIRST_SLIDE_ID = 256  #: least slide id: ISO/IEC 29500-1, 19.7.13


def write(document: Document, template: bytes, layouts: Layouts, problems: Problems) -> Rendering | None:
    """The deck, or None where the template or its layouts cannot carry it; each reason is reported."""
    read = read_template(template, layouts.deck.template, problems)
    if read is None:
        return None
    try:
        return _written(document, read, layouts, problems)
    except PackageError as error:  # in a part that is read when it is first asked for
        problems.add(error.code, Place(read.name), **error.values)
        return None


def _written(document: Document, read: Template, layouts: Layouts, problems: Problems) -> Rendering | None:
    rooms = Rooms(read, layouts.deck, problems)
    slides = plan(document, layouts.deck, rooms, problems)
    _tell_substitutes(rooms, problems)
    if problems.errors():
        return None
    parts = dict(read.parts)
    noted = any(slide.notes for slide in slides)
    notes_master = add_notes_master(parts, read) if noted and not read.notes_master else read.notes_master
    writer = SlideWriter(document, layouts.deck, rooms)
    numbers = {slide.section: n for n, slide in reversed(list(enumerate(slides, 1)))}
    for number, slide in enumerate(slides, 1):
        layout = read.layout(slide.layout.layout)
        assert layout is not None  # the planner has seen it
        links = _Links(number, numbers)
        shown = writer.slide(number, slide, layout, links)
        links.add("slideLayout", target_from("ppt/slides", layout.part))
        if slide.notes:
            links.add("notesSlide", f"../notesSlides/notesSlide{number}.xml")
            _add_notes(parts, number, notes_master, writer.notes(slide))
        _add_charts(parts, links.charts, document.language)
        parts[f"ppt/slides/slide{number}.xml"] = shown.encode()
        parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = links.xml().encode()
    _connect(parts, slides, document)
    data = properties.seal(parts, document.key, document.id)
    return Rendering(data, writer.addresses, fit=lambda: measured_fit(slides, rooms), fixed=_fixed(slides))


def _fixed(slides: tuple[Slide, ...]) -> tuple[str, ...]:
    """The dash of rows that go on, where there are such."""
    cells = (cell for slide in slides for fill in slide.fills if isinstance(fill, TableFill) for row in fill.table.rows for cell in row.cells)
    return (SAID.text,) if any(cell.paragraphs == (SAID,) for cell in cells) else ()


def _tell_substitutes(rooms: Rooms, problems: Problems) -> None:
    """Typefaces that there are no figures of were measured with another, which is told."""
    for face in rooms.families.values():
        if not face.exact:
            problems.add("font-substituted", Place(rooms.template.name), font=face.name, measured=face.measured)


class _Links:
    """The relationships of one part, each target once."""

    def __init__(self, number: int, slides: dict[str, int]) -> None:
        self._number = number
        self._slides = slides
        self._ids: dict[tuple[str, str, bool], str] = {}
        self.charts: dict[str, tuple[Chart, Size]] = {}  #: by the name of their parts, without folder and ending; with the size of the frame

    def add(self, kind: str, target: str, external: bool = False) -> str:
        """The relationship's id."""
        return self._ids.setdefault((kind, target, external), f"rId{len(self._ids) + 1}")

    def outside(self, href: str) -> str:
        return self.add("hyperlink", href, True)

    def inside(self, section: str) -> str | None:
        """The id of the slide that a section begins on; None where the deck does not have it."""
        number = self._slides.get(section)
        return self.add("slide", f"slide{number}.xml") if number else None

    def chart(self, chart: Chart, size: Size) -> str:
        name = f"chart{self._number}-{len(self.charts) + 1}"
        self.charts[name] = chart, size
        return self.add("chart", f"../charts/{name}.xml")

    def xml(self) -> str:
        rows = "".join(
            f'<Relationship Id="{name}" Type="{_REL}/{kind}" Target="{attribute(target)}"{" TargetMode=" + chr(34) + "External" + chr(34) if external else ""}/>'
            for (kind, target, external), name in self._ids.items()
        )
        return f'{DECLARATION}<Relationships xmlns="{_PACKAGE_RELS}">{rows}</Relationships>'


def _add_notes(parts: Parts, number: int, master: str, page: str) -> None:
    links = _Links(number, {})
    links.add("notesMaster", target_from("ppt/notesSlides", master))
    links.add("slide", f"../slides/slide{number}.xml")
    parts[f"ppt/notesSlides/notesSlide{number}.xml"] = page.encode()
    parts[f"ppt/notesSlides/_rels/notesSlide{number}.xml.rels"] = links.xml().encode()


def _add_charts(parts: Parts, charts: dict[str, tuple[Chart, Size]], language: str) -> None:
    for name, (chart, size) in charts.items():
        links = _Links(0, {})
        book = links.add("package", f"../embeddings/{name}.xlsx")
        parts[f"ppt/embeddings/{name}.xlsx"] = chart_workbook(chart)
        overrides, drawn = [(f"charts/{name}.xml", CHART_TYPE), (f"embeddings/{name}.xlsx", WORKBOOK_TYPE)], ""
        if chart.kind == "ring":
            drawn = links.add("chartUserShapes", f"../drawings/{name}.xml")
            parts[f"ppt/drawings/{name}.xml"] = ring_shapes(chart, language, size).encode()
            overrides.append((f"drawings/{name}.xml", SHAPES_TYPE))
        parts[f"ppt/charts/{name}.xml"] = chart_part(chart, language, size, book, drawn).encode()
        parts[f"ppt/charts/_rels/{name}.xml.rels"] = links.xml().encode()
        append(parts, TYPES, "".join(f'<Override PartName="/ppt/{part}" ContentType="{kind}"/>' for part, kind in overrides))


def _connect(parts: Parts, slides: tuple[Slide, ...], document: Document) -> None:
    rels = rels_of(PRESENTATION)
    taken = {relation.id for relation in relationships(content(parts, rels))}
    prefix = next(p for p in ("s", "slide", "kasikirja") if not any(name.startswith(p) for name in taken))
    numbers = range(1, len(slides) + 1)
    append(parts, rels, "".join(f'<Relationship Id="{prefix}{n}" Type="{_REL}/slide" Target="slides/slide{n}.xml"/>' for n in numbers))
    ids = "".join(f'<p:sldId id="{_FIRST_SLIDE_ID + n}" r:id="{prefix}{n}"/>' for n in numbers)
    listed = f'<p:sldIdLst xmlns:p="{_MAIN}" xmlns:r="{_REL}">{ids}</p:sldIdLst>'.encode()
    presentation = _EMPTY_LIST.sub(b"", content(parts, PRESENTATION))
    at = offset_of(presentation, "sldSz")
    parts[PRESENTATION] = presentation[:at] + listed + presentation[at:]
    _describe(parts, document)
    overrides = [(f"/ppt/slides/slide{n}.xml", _SLIDE_TYPE) for n in numbers]
    overrides += [(f"/ppt/notesSlides/notesSlide{n}.xml", _NOTES_TYPE) for n in numbers if slides[n - 1].notes]
    overrides += [(f"/{name}", kind) for name, (_, kind) in properties.PARTS.items()]
    parts[TYPES] = content(parts, TYPES).replace(_TEMPLATE_TYPE, _PRESENTATION_TYPE)
    append(parts, TYPES, "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides))


def _describe(parts: Parts, document: Document) -> None:
    """The document's properties in the place of the template's own and of its thumbnail, wherever they lie."""
    package = rels_of("")
    own = {target_of("", r.target) for r in relationships(content(parts, package)) if r.kind in _OF_THE_TEMPLATE and not r.target.lstrip("/").startswith("ppt/")}
    own |= {name for name in parts if name.startswith("docProps/")}
    for name in own & parts.keys():
        del parts[name]
    parts[package] = without_entries(content(parts, package), lambda said: target_of("", said.get("Target", "")) in own)
    parts[TYPES] = without_entries(content(parts, TYPES), lambda said: said.get("PartName", "").lstrip("/") in own)
    core = properties.core(document.title, document.subject, document.publisher, document.language, document.date)
    parts["docProps/core.xml"] = core.encode()
    parts["docProps/app.xml"] = properties.extended("Käsikirja", document.publisher).encode()
    rows = (f'<Relationship Id="kasikirja{n}" Type="{kind}" Target="{name}"/>' for n, (name, (kind, _)) in enumerate(properties.PARTS.items(), 1))
    append(parts, package, "".join(rows))
