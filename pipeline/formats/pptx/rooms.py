"""How much text goes into the placeholders of a template: paragraphs measured as their levels set them, tables row by row.

The planner asks here and knows nothing of XML; what stands in the template is read once and kept. Lengths are points.
"""

import re
from math import ceil, floor
from operator import itemgetter
from typing import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ...document.blocks import Paragraph, Run
from ...problems import Place, Problems
from ..contract import DeckLayouts, Layout
from ..contract import Level as Style
from ..faces import Family, family
from ..markup import no_break
from ..measure import Bound, Setting, Stretch, Word, bound, filled, words
from . import levels
from .carry import lacks
from .levels import Area, Level
from .template import LayoutPart, Placeholder, Template

_WIDTH = itemgetter(0)  #: of a word
_AFTER_BLANK = re.compile("(?<= )")
_PLAIN = Style()  #: a title and a footer have one level, and nothing beside it
_CORNER = (3_049_200, 280_800)  #: EMU: width and height of a mark of 14 points in the corner of a slide
_TOUCH = 0.1  #: points by which a text may seem to exceed its box: what programs round away
TRUSTED = 0.992  #: share of a line that is filled: PowerPoint sets no ligatures, which makes the handbook's text in Calibri that much wider
HANG = {"mark": 1.0, "number": 1.6}  #: the room of a bullet or number that the level does not have itself, in its size


class Fullness(Struct, frozen=True):
    """How a text fills a box. `over` is how many lines it is too long by; `wide` the first word that is wider than the box, else empty."""

    lines: int
    room: int
    share: float
    over: int
    wide: str


class _Set(Struct, frozen=True):
    """How paragraphs of a style are set in a placeholder, whatever they say."""

    setting: Setting
    face: Family
    bold: bool
    italic: bool
    capitals: bool


class Rooms:
    """The placeholders of a template as rooms for text."""

    def __init__(self, template: Template, layouts: DeckLayouts, problems: Problems) -> None:
        """What a layout lacks is reported when the layout is first asked for."""
        self.template = template
        self._problems = problems
        self._usable: dict[int, tuple[Layout, bool]] = {}
        self._told: set[tuple[str, str]] = set()
        self._styles = layouts.levels
        self._areas: dict[tuple[str, str], Area] = {}
        self._levels: dict[tuple[str, str, int], Level] = {}
        self._sets: dict[tuple[str, str, str, float], _Set] = {}
        self._words: dict[tuple[int, str, bool, bool, bool], tuple[tuple[Run, ...], tuple[Word, ...]]] = {}
        self._bounds: dict[tuple[int, str, bool, bool], tuple[tuple[Run, ...], Bound | None]] = {}
        self._full: dict[tuple, Fullness] = {}  #: by where, and by the runs, which `_words` keeps
        self.families: dict[str, Family] = {}  #: by the typeface that was asked for: what texts were measured with

    def usable(self, layout: Layout) -> bool:
        """Whether the template has all that an entry of layouts.yaml asks of a layout; what it lacks is told once."""
        if id(layout) not in self._usable:
            missing = lacks(self.template, layout)
            for lack in missing:
                if (layout.layout, lack.place) not in self._told:
                    self._told.add((layout.layout, lack.place))
                    self._problems.add(lack.code, Place(self.template.name, layout.layout), **lack.values)
            self._usable[id(layout)] = layout, not missing
        return self._usable[id(layout)][1]

    def holds(self, layout: str, placeholder: str, paragraphs: Sequence[Paragraph], size: float = 0.0) -> bool:
        """Whether paragraphs fit a placeholder of a layout. Most do with room to spare, which is seen without measuring each word."""
        if self._surely_holds(layout, placeholder, paragraphs, size):
            return True
        full = self.fullness(layout, placeholder, paragraphs, size)
        return not full.over and not full.wide

    def _surely_holds(self, layout: str, placeholder: str, paragraphs: Sequence[Paragraph], size: float) -> bool:
        room, height = self._area(layout, placeholder), 0.0
        for number, paragraph in enumerate(paragraphs):
            set_ = self._set(layout, placeholder, paragraph.style, size)
            setting, most = set_.setting, self._bound(paragraph.runs, set_)
            width = room.width - setting.left - max(0.0, setting.first)
            lines = most.lines(width / setting.size) if most is not None else 0
            if not lines:
                return False
            height += lines * _line(setting, set_.face) + setting.after + (setting.before if number else 0.0)
        return room.columns == 1 and height <= room.height

    def _bound(self, runs: tuple[Run, ...], set_: _Set) -> Bound | None:
        """What runs take at most; None for what must be measured: capitals and italics."""
        bold = set_.bold or any(run.strong for run in runs)
        key = (id(runs), set_.face.name, bold, set_.italic or set_.capitals)
        if key not in self._bounds:
            plain = not set_.capitals and not set_.italic and not any(map(muted, runs))
            text = no_break("".join(run.text for run in runs))
            self._bounds[key] = runs, bound(text, set_.face.face(bold)) if plain else None
        return self._bounds[key][1]

    def smallest(self, layout: str, placeholder: str, paragraphs: Sequence[Paragraph], size: float = 0.0) -> float:
        """The size of the smallest text in a placeholder; 0 where there is none."""
        return min((self._set(layout, placeholder, paragraph.style, size).setting.size for paragraph in paragraphs), default=0.0)

    def fullness(self, layout: str, placeholder: str, paragraphs: Iterable[Paragraph], size: float = 0.0) -> Fullness:
        """How paragraphs fill a placeholder of a layout; `size` in place of its own, if not 0."""
        said = tuple(paragraphs)
        key = (layout, placeholder, size, *((id(paragraph.runs), paragraph.style) for paragraph in said))
        if key not in self._full:
            self._full[key] = self._fullness(layout, placeholder, said, size)
        return self._full[key]

    def _fullness(self, layout: str, placeholder: str, paragraphs: tuple[Paragraph, ...], size: float) -> Fullness:
        if not paragraphs:
            return Fullness(0, 0, 0.0, 0, "")
        room, rows, wide = self._area(layout, placeholder), [], ""
        for paragraph in paragraphs:
            set_ = self._set(layout, placeholder, paragraph.style, size)
            text = self.words(paragraph.runs, set_.face, set_.bold, set_.italic, set_.capitals)
            wide = wide or _too_wide(paragraph, text, set_.setting, room.width)
            rows.append((text, set_.setting))
        return _fullness(filled(rows, set_.face, room.width), room, set_.setting, set_.face, wide)

    def words(self, runs: tuple[Run, ...], face: Family, bold: bool = False, italic: bool = False, capitals: bool = False) -> tuple[Word, ...]:
        """The words of runs, measured once; all of them bold, italic or in capitals if the level is."""
        key = (id(runs), face.name, bold, italic, capitals)
        if key not in self._words:
            stretches = (stretch for run in runs if run.text for stretch in _stretches(run, bold, italic, capitals))
            self._words[key] = (runs, words(stretches, face))  # the runs are kept, so that no others take their identity
        return self._words[key][1]

    def table_face(self, layout: str) -> Family:
        """The typeface of tables: that of the theme's body."""
        part = self.template.layout(layout)
        assert part is not None
        return self._family(self.template.palette(part.master).minor)

    def frame(self, layout: str, placeholder: str) -> tuple[int, int, int, int]:
        """Where a placeholder stands: x, y, width, height in EMU."""
        place = self._place(layout, placeholder)[1]
        assert place.frame is not None  # the writer has refused the template otherwise
        return place.frame

    def corner(self) -> tuple[int, int, int, int]:
        """The upper right corner of a slide, for a short mark: x, y, width, height in EMU."""
        width, height = self.template.size
        wide, high = min(width, _CORNER[0]), _CORNER[1]
        return width - wide - width // 50, height // 50, wide, high

    def footer(self, layout: str, kind: str) -> str:
        """The name of a layout's footer placeholder of a type."""
        part = self.template.layout(layout)
        place = part.footer(kind) if part else None
        assert place is not None  # `usable` has refused the layout otherwise
        return place.name

    def level(self, layout: str, placeholder: str, number: int) -> Level:
        """How a placeholder sets its text at a level, 0-based."""
        key = (layout, placeholder, number)
        if key not in self._levels:
            part, place = self._place(layout, placeholder)
            self._levels[key] = levels.level(place, number, self.template.palette(part.master))
        return self._levels[key]

    def _place(self, layout: str, placeholder: str) -> tuple[LayoutPart, Placeholder]:
        part = self.template.layout(layout)
        assert part is not None  # the writer has refused the layouts otherwise
        return part, part.placeholders[placeholder]

    def _area(self, layout: str, placeholder: str) -> Area:
        key = (layout, placeholder)
        if key not in self._areas:
            area = levels.area(self._place(layout, placeholder)[1])
            self._areas[key] = replace(area, width=area.width * TRUSTED)
        return self._areas[key]

    def _set(self, layout: str, placeholder: str, style: str, size: float) -> _Set:
        key = (layout, placeholder, style, size)
        if key not in self._sets:
            place = self._place(layout, placeholder)[1]
            said = _PLAIN if place.is_title or place.is_footer else self._styles[style]
            level = self.level(layout, placeholder, said.level)
            face, bold = self._family(level.face), level.bold or said.strong
            self._sets[key] = _Set(_setting(level, said, size), face, bold, level.italic, level.capitals)
        return self._sets[key]

    def _family(self, face: str) -> Family:
        if face not in self.families:
            self.families[face] = family(face)
        return self.families[face]


def _setting(level: Level, style: Style, size: float) -> Setting:
    """How paragraphs of a style are set at a level; `size` in place of the level's own, if not 0."""
    points = size or level.size
    left, first, bullet = level.left, level.first, level.bullet
    if style.bullet == "none":
        left, first, bullet = 0.0, 0.0, False
    elif style.bullet in HANG:
        left, first, bullet = points * HANG[style.bullet], -points * HANG[style.bullet], True
    return Setting(points, level.line, level.exact, level.before, level.after, left, first, bullet)


def _stretches(run: Run, bold: bool, italic: bool, capitals: bool) -> Iterator[Stretch]:
    """A run as it is written: hyphens that do not break, a link in pieces."""
    text, linked = no_break(run.text), bool(run.href or run.target)
    for piece in link_pieces(text) if linked else [text]:
        yield Stretch(piece.upper() if capitals else piece, bold or run.strong, italic or muted(run), linked)


def link_pieces(text: str) -> list[str]:
    """A link's words each in a run of its own: LibreOffice 7.4 breaks a link's one run inside words, PowerPoint joins runs of one look."""
    return _AFTER_BLANK.split(text)


def muted(run: Run) -> bool:
    """Whether a run is set in italics: what stands for nothing said, a single dash excepted."""
    return run.look == "muted" and len(run.text) > 1


def _too_wide(paragraph: Paragraph, text: tuple[Word, ...], setting: Setting, width: float) -> str:
    """The longest word of a paragraph, if it is wider than the lines; empty if none is."""
    if max(map(_WIDTH, text), default=0.0) * setting.size <= width - setting.left:
        return ""
    return max(paragraph.text.split(), key=len)


def _line(setting: Setting, face: Family) -> float:
    """The height of a line."""
    return setting.exact or face.line * setting.size * setting.line


def _fullness(used, room: Area, last: Setting, face: Family, wide: str) -> Fullness:
    line = _line(last, face)
    height = room.height * room.columns - (room.columns - 1) * line
    over = max(0, ceil((used.height - height - _TOUCH) / line))
    return Fullness(used.lines, used.lines + floor((height - used.height + _TOUCH) / line), used.height / max(height, 0.1), over, wide)
