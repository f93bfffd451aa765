"""Deck to .pptx: the planned slides as parts of their own beside the template's parts, which are copied as they are.

Everything that gives a slide its look is inherited from the layout's placeholder; a slide holds text, tables and links only. Parts are
written as text; ids, part names and relationships are counted. Sources: ISO/IEC 29500-1 parts 19 and 21, [MS-OE376].
"""

import re

from ...document.blocks import Document
from ...problems import Place, Problems, nearest
from .. import properties
from ..contract import DeckLayouts, Layouts, Rendering
from ..markup import DECLARATION, attribute
from ..package import Packed
from .plan import Slide, TableFill, plan
from .slide import SlideWriter
from .tables import divided
from .template import PRESENTATION, UNREADABLE, LayoutPart, Template, offset_of, read_template, relationships

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/presentationml/2006/main"
_SLIDE_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml"
_PRESENTATION_TYPE = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_TEMPLATE_TYPE = b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
_TEMPLATES_OWN = re.compile(rb'<(?:\w+:)?(?:Override|Relationship)\s[^>]*"/?docProps/[^>]*/>')  #: what tells of the template's properties and thumbnail
_EMPTY_LIST = re.compile(rb"<(?:\w+:)?sldIdLst\s*(?:/>|>\s*</(?:\w+:)?sldIdLst>)")  #: what is left of a template's slides when a designer deletes them
_FIRST_SLIDE_ID = 256  #: least slide id: ISO/IEC 29500-1, 19.7.13


def write(document: Document, template: bytes, layouts: Layouts, problems: Problems) -> Rendering | None:
    """The deck, or None where the template or its layouts cannot carry it; each reason is reported."""
    read = read_template(template, layouts.deck.template, problems)
    slides = plan(document, layouts.deck, problems)
    if read is None or not _can_carry(slides, read, layouts.deck, problems) or problems.errors():
        return None
    slides = divided(slides, read, problems)
    parts: dict[str, bytes | Packed] = dict(read.parts)
    writer = SlideWriter(document, layouts.deck, read.table_style)
    numbers = {slide.section: n for n, slide in reversed(list(enumerate(slides, 1)))}
    for number, slide in enumerate(slides, 1):
        layout = read.layout(slide.layout.layout)
        assert layout is not None  # _places_are_there has seen it
        links = _Links(number, numbers)
        content = writer.slide(number, slide, layout, links)
        links.add("slideLayout", f"../{layout.part.removeprefix('ppt/')}")
        if slide.notes:
            links.add("notesSlide", f"../notesSlides/notesSlide{number}.xml")
            _add_notes(parts, number, read, writer.notes(slide))
        parts[f"ppt/slides/slide{number}.xml"] = content.encode()
        parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = links.xml().encode()
    _connect(parts, slides, document)
    return Rendering(properties.seal(parts, document.key, document.id), writer.addresses)


class _Links:
    """The relationships of one part, each target once."""

    def __init__(self, number: int, slides: dict[str, int]) -> None:
        self._number = number
        self._slides = slides
        self._ids: dict[tuple[str, str, bool], str] = {}

    def add(self, kind: str, target: str, external: bool = False) -> str:
        """The relationship's id."""
        return self._ids.setdefault((kind, target, external), f"rId{len(self._ids) + 1}")

    def outside(self, href: str) -> str:
        return self.add("hyperlink", href, True)

    def inside(self, section: str) -> str | None:
        """The id of the slide that a section begins on; None where the deck does not have it."""
        number = self._slides.get(section)
        return self.add("slide", f"slide{number}.xml") if number else None

    def xml(self) -> str:
        rows = "".join(
            f'<Relationship Id="{name}" Type="{_REL}/{kind}" Target="{attribute(target)}"{" TargetMode=" + chr(34) + "External" + chr(34) if external else ""}/>'
            for (kind, target, external), name in self._ids.items()
        )
        return f'{DECLARATION}<Relationships xmlns="{_PACKAGE_RELS}">{rows}</Relationships>'


def _add_notes(parts: dict[str, bytes | Packed], number: int, template: Template, content: str) -> None:
    links = _Links(number, {})
    links.add("notesMaster", f"../{template.notes_master.removeprefix('ppt/')}")
    links.add("slide", f"../slides/slide{number}.xml")
    parts[f"ppt/notesSlides/notesSlide{number}.xml"] = content.encode()
    parts[f"ppt/notesSlides/_rels/notesSlide{number}.xml.rels"] = links.xml().encode()


def _can_carry(slides: tuple[Slide, ...], template: Template, layouts: DeckLayouts, problems: Problems) -> bool:
    try:
        return _places_are_there(slides, template, layouts, problems)
    except UNREADABLE as error:
        problems.add("template-damaged", Place(template.name), detail=error)
        return False


def _places_are_there(slides: tuple[Slide, ...], template: Template, layouts: DeckLayouts, problems: Problems) -> bool:
    """Whether the template has every layout and placeholder that the slides need; each that is missing is told once."""
    told: set[tuple[str, str]] = set()
    for slide in slides:
        name = slide.layout.layout
        part = template.layout(name)
        if part is None:
            if (name, "") not in told:
                problems.add("template-layout-missing", Place(template.name), layout=name, nearest=nearest(name, template.layouts))
            told.add((name, ""))
            continue
        for place in _needed(slide, layouts):
            if place not in part.placeholders and (name, place) not in told:
                known = nearest(place, part.placeholders)
                problems.add("template-placeholder-missing", Place(template.name, name), layout=name, placeholder=place, nearest=known)
                told.add((name, place))
        _tables_have_frames(slide, part, template, problems)
    return not told


def _needed(slide: Slide, layouts: DeckLayouts) -> list[str]:
    names = {"handbook": layouts.handbook, "edition": layouts.edition, "number": layouts.slide_number}
    footers = [names[footer] for footer in slide.layout.footers]
    return [slide.layout.title, *footers, *(fill.placeholder for fill in slide.fills)]


def _tables_have_frames(slide: Slide, part: LayoutPart, template: Template, problems: Problems) -> None:
    for fill in slide.fills:
        place = part.placeholders.get(fill.placeholder)
        if isinstance(fill, TableFill) and place is not None and place.frame is None:
            problems.add("template-no-frame", Place(template.name, slide.layout.layout), placeholder=fill.placeholder)


# The parts that tie the package together


def _connect(parts: dict[str, bytes | Packed], slides: tuple[Slide, ...], document: Document) -> None:
    rels = "ppt/_rels/presentation.xml.rels"
    taken = {name for name, _, _ in relationships(_content(parts, rels))}
    prefix = next(p for p in ("s", "slide", "kasikirja") if not any(name.startswith(p) for name in taken))
    numbers = range(1, len(slides) + 1)
    parts[rels] = _before_end(
        _content(parts, rels), "".join(f'<Relationship Id="{prefix}{n}" Type="{_REL}/slide" Target="slides/slide{n}.xml"/>' for n in numbers)
    )
    ids = "".join(f'<p:sldId id="{_FIRST_SLIDE_ID + n}" r:id="{prefix}{n}"/>' for n in numbers)
    listed = f'<p:sldIdLst xmlns:p="{_MAIN}" xmlns:r="{_REL}">{ids}</p:sldIdLst>'.encode()
    presentation = _EMPTY_LIST.sub(b"", _content(parts, PRESENTATION))
    at = offset_of(presentation, "sldSz")
    parts[PRESENTATION] = presentation[:at] + listed + presentation[at:]
    _describe(parts, document)
    overrides = [(f"/ppt/slides/slide{n}.xml", _SLIDE_TYPE) for n in numbers]
    overrides += [(f"/ppt/notesSlides/notesSlide{n}.xml", _NOTES_TYPE) for n in numbers if slides[n - 1].notes]
    overrides += [(f"/{name}", kind) for name, (_, kind) in properties.PARTS.items()]
    types = _TEMPLATES_OWN.sub(b"", _content(parts, "[Content_Types].xml")).replace(_TEMPLATE_TYPE, _PRESENTATION_TYPE)
    parts["[Content_Types].xml"] = _before_end(types, "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides))


def _describe(parts: dict[str, bytes | Packed], document: Document) -> None:
    """The document's properties in the place of the template's own."""
    for name in [name for name in parts if name.startswith("docProps/")]:
        del parts[name]
    core = properties.core(document.title, document.subject, document.publisher, document.language, document.date)
    parts["docProps/core.xml"] = core.encode()
    parts["docProps/app.xml"] = properties.extended("Käsikirja", document.publisher).encode()
    rows = (f'<Relationship Id="kasikirja{n}" Type="{kind}" Target="{name}"/>' for n, (name, (kind, _)) in enumerate(properties.PARTS.items(), 1))
    parts["_rels/.rels"] = _before_end(_TEMPLATES_OWN.sub(b"", _content(parts, "_rels/.rels")), "".join(rows))


def _content(parts: dict[str, bytes | Packed], name: str) -> bytes:
    part = parts[name]
    return part.inflate() if isinstance(part, Packed) else part


def _before_end(content: bytes, inserted: str) -> bytes:
    at = content.rindex(b"</")
    return content[:at] + inserted.encode() + content[at:]

