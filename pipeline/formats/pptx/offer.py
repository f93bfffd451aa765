"""What a brand's deck offers as a template: its page, masters, layouts and placeholders with how much text each holds, and how well it is read.

Only what there is; `profile.py` judges it and `propose.py` maps our content to it.
"""

from math import gcd
from xml.etree.ElementTree import Element

import msgspec

from ..faces import Family, family
from ..measure import text_width
from ..palette import SLOTS, Palette, contrast
from . import levels
from .carry import unusable
from .colours import Colour, colour_of, figures
from .levels import EMU, Level
from .parts import parsed
from .template import A, P, Placeholder, Template

_EMU_IN_CM = 360_000
_SAMPLE = "Järjestöyhteistyön käsikirja on tarkoitettu päivittyväksi tietopaketiksi alueen toimijoille."  #: a sentence of ordinary letters
_TEXTS = ("body", "obj", "subTitle", "tbl")  #: types of placeholders that may take our text or tables
_TITLES = ("title", "ctrTitle")
_RUNS = (f"{A}defRPr", f"{A}rPr", f"{A}endParaRPr")


class Place(msgspec.Struct, frozen=True):
    """A placeholder: where it stands in cm, how its text is set, and how many lines of how many characters it holds."""

    name: str
    type: str
    idx: str
    x_cm: float
    y_cm: float
    width_cm: float
    height_cm: float
    size_pt: float
    font: str
    chars: int
    lines: int
    colour: str  #: six hexadecimal digits; empty where it cannot be told
    ground: str  #: and of what is behind it
    contrast: float  #: of the two; 0 where one of them cannot be told
    bullet_level: int  #: first level with a bullet, 0-based; -1: none has one
    unusable: str  #: the code of what makes it useless for our text; empty: nothing


class LayoutOffer(msgspec.Struct, frozen=True):
    """A layout and its placeholders."""

    name: str
    master: int  #: from 1
    type: str  #: what its maker says it is for: `title`, `obj`, `secHead`, `twoObj`, ...
    places: tuple[Place, ...]

    @property
    def title(self) -> Place | None:
        """Its title."""
        return next((place for place in self.places if place.type in _TITLES and not place.unusable), None)

    @property
    def texts(self) -> tuple[Place, ...]:
        """Placeholders that text of ours can stand in, the largest first."""
        usable = (place for place in self.places if place.type in _TEXTS and place.type != "tbl" and not place.unusable)
        return tuple(sorted(usable, key=lambda place: -place.width_cm * place.height_cm))


class MasterOffer(msgspec.Struct, frozen=True):
    """A master's theme."""

    theme: str
    major_font: str
    minor_font: str
    colours: dict[str, str]  #: six hexadecimal digits by slot
    contrasts: dict[str, float]  #: of the same slots, on the page's ground


class Offer(msgspec.Struct, frozen=True):
    """A deck judged as a template. It turns into JSON as it is."""

    name: str
    width_cm: float
    height_cm: float
    ratio: str  #: `16:9`
    masters: tuple[MasterOffer, ...]
    layouts: tuple[LayoutOffer, ...]
    language: str  #: of the master's text; empty: not said
    examples: int  #: slides of its own
    notes_master: bool
    fonts: dict[str, str]  #: each font of its text, and the one whose figures it is measured with


def offered(template: Template) -> Offer:
    """The offer of an opened template. Raises `PackageError` where a part is damaged."""
    looks = {master: _Look(template, master) for master in template.masters}
    layouts = tuple(_layout(template, name, looks) for name in template.layouts)
    width, height = template.size
    faces = {place.font for layout in layouts for place in layout.places if place.font}
    return Offer(
        name=template.name,
        width_cm=_cm(width),
        height_cm=_cm(height),
        ratio=_ratio(width, height),
        masters=tuple(look.offer() for look in looks.values()),
        layouts=layouts,
        language=_language(template),
        examples=template.examples,
        notes_master=bool(template.notes_master),
        fonts={face: family(face).measured for face in sorted(faces)},
    )


class _Look:
    """The colours and typefaces of a master."""

    def __init__(self, template: Template, master: str) -> None:
        self.palette: Palette = template.palette(master)
        root = parsed(template.content(master))
        found = root.find(f"{P}clrMap")
        self.map = {} if found is None else dict(found.attrib)
        self.ground = self.of(_background(root)) or self.of(Colour("bg1"))

    def of(self, colour: Colour | None) -> str:
        return figures(colour, self.map, self.palette) if colour else ""

    def offer(self) -> MasterOffer:
        colours = {slot: self.palette.colours[slot] for slot in SLOTS if slot in self.palette.colours}
        on_page = {slot: round(contrast(value, self.ground), 1) for slot, value in colours.items()} if self.ground else {}
        return MasterOffer(self.palette.name, self.palette.major, self.palette.minor, colours, on_page)


def _background(root: Element) -> Colour | None:
    """The plain colour behind everything; None where there is none, or a picture."""
    properties = root.find(f"{P}cSld/{P}bg/{P}bgPr/{A}solidFill")
    if properties is not None:
        return colour_of(properties)
    return colour_of(root.find(f"{P}cSld/{P}bg/{P}bgRef"))


def _layout(template: Template, name: str, looks: dict[str, _Look]) -> LayoutOffer:
    part = template.layout(name)
    assert part is not None  # the name is the template's own
    look = looks[part.master]
    root = parsed(template.content(part.part))
    ground = look.ground if root.find(f"{P}cSld/{P}bg") is None else look.of(_background(root))
    places = tuple(_place(place, look, ground) for place in part.placeholders.values())
    return LayoutOffer(name, template.masters.index(part.master) + 1, part.type, places)


def _place(place: Placeholder, look: _Look, ground: str) -> Place:
    first = levels.level(place, 0, look.palette)
    bullets = (number for number in range(5) if levels.level(place, number, look.palette).bullet)
    x, y, width, height = place.frame or (0, 0, 0, 0)
    chars, lines = _capacity(place, first, family(first.face)) if place.frame else (0, 0)
    fill = place.holders[0].find(f"{P}spPr/{A}solidFill")
    colour, behind = look.of(first.colour), look.of(colour_of(fill)) if fill is not None else ground
    stands_out = round(contrast(colour, behind), 1) if colour and behind else 0.0
    return Place(
        place.name, place.type, place.idx, _cm(x), _cm(y), _cm(width), _cm(height), first.size, first.face, chars, lines, colour, behind,
        stands_out, next(bullets, -1), unusable(place),
    )  # fmt: skip


def _capacity(place: Placeholder, level: Level, face: Family) -> tuple[int, int]:
    """Characters of a line, and lines, at the size of the first level."""
    area = levels.area(place)
    letter = text_width(_SAMPLE, level.size, face, level.bold) / len(_SAMPLE)
    line = level.exact or face.line * level.size * level.line
    return int((area.width - level.left) / letter), int(area.height / line) * area.columns


def _language(template: Template) -> str:
    """The language of the first master's text, as the first of its runs says it."""
    for element in parsed(template.content(template.masters[0])).iter():
        if element.tag in _RUNS and element.get("lang"):
            return element.get("lang", "")
    return ""


def _cm(emu: int) -> float:
    return round(emu / _EMU_IN_CM, 2)


def _ratio(width: int, height: int) -> str:
    """The shape of a page, in the usual words where it is one of the usual."""
    for across, down in ((16, 9), (16, 10), (4, 3), (3, 4)):
        if height and abs(width / height - across / down) < 0.01:
            return f"{across}:{down}"
    least = gcd(width // EMU, height // EMU) or 1
    return f"{width // EMU // least}:{height // EMU // least}"
