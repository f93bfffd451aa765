"""The layouts of a practice: its four panels together, or some of them with more room where a practice goes on over several slides.

Form and place of the labels differ from panel to panel, so that colour is not needed to tell them apart.
"""

from dataclasses import replace

from deck_layouts import LABEL, on_dark, title
from deck_shapes import DEEP, HALF_W, HALF_X, LEFT, PAGE, QUIET, WIDTH, Box, Layout, Look, Place, Shape, Type
from theme import COUNTY, NGO, REALISATION

_WHITE = replace(LABEL, colour=PAGE, head_colour=PAGE)
_LINE_H, _LABEL_H = 3, 28

Made = tuple[tuple[Shape, ...], tuple[Place, ...]]  # fixed shapes and placeholders of one panel


def practice_layouts() -> list[Layout]:
    """At 20 points, at 18, and for practices that one slide does not hold: two panels a slide, or one."""
    return [
        _together("Käytäntö", 20),
        _together("Käytäntö, tiivis", 18),
        _layout("Käytäntö 1", _goal(Box(LEFT, 124, WIDTH, 120), 20), _county(Box(LEFT, 256, WIDTH, 228), 20)),
        _layout("Käytäntö 2", _ngo(Box(LEFT, 124, WIDTH, 200), 20), _realisation(Box(LEFT, 336, WIDTH, 148), 20)),
        *(
            _layout(f"Käytäntö, {name}", panel(Box(LEFT, 124, WIDTH, 360), 20))
            for name, panel in (("tavoite", _goal), ("hyvinvointialue", _county), ("järjestöt", _ngo), ("toteutus", _realisation))
        ),
    ]


def goal_band(area: Box, size: float) -> Made:
    """The shared goal in a dark band, its label level with the middle."""
    return _goal(area, size, (area.h - _LABEL_H) / 2)


def _together(name: str, size: float) -> Layout:
    """Goal, what the county and what the associations do, and how it comes true; text of this size."""
    panels = (
        _goal(Box(LEFT, 92, WIDTH, 76), size),
        _county(Box(LEFT, 180, HALF_W, 196), size),
        _ngo(Box(HALF_X, 180, HALF_W, 196), size),
        _realisation(Box(LEFT, 388, WIDTH, 96), size),
    )
    return _layout(name, *panels, lines=1)


def _layout(name: str, *panels: Made, lines: int = 2) -> Layout:
    shapes = tuple(shape for made, _ in panels for shape in made)
    return Layout(name, title(lines), tuple(place for _, made in panels for place in made), shapes)


def _goal(area: Box, size: float, down: float = 10) -> Made:
    """A dark band with its label in a pill at the left, so far below its upper edge."""
    pill = Shape("Tavoitteen tunniste", Box(LEFT + 16, area.y + down, 160, _LABEL_H), Look(PAGE, shape="roundRect", adjust=50000))
    field = Shape("Tavoitteen kenttä", area, Look(DEEP))
    label = _label("Tavoitteen otsikko", "Yhteinen tavoite", pill, LABEL, (LEFT + 30, 132))
    text = Place("Tavoite", "Tavoite", Box(LEFT + 192, area.y + 2, area.w - 208, area.h - 4), on_dark(size + 2), "ctr", look=Look(DEEP))
    return (field, pill), (label, text)


def _county(area: Box, size: float) -> Made:
    return _contribution("Hyvinvointialue", "Hyvinvointialueen", COUNTY, Look(COUNTY), area, (232, 232), size)


def _ngo(area: Box, size: float) -> Made:
    return _contribution("Järjestöt", "Järjestöjen", NGO, Look(NGO, shape="snip1Rect", adjust=25000), area, (180, 173), size)


def _contribution(name: str, whose: str, line: str, look: Look, area: Box, label: tuple[float, float], size: float) -> Made:
    """A quiet field below a line, its label on the line. `label`: width of the label's shape, and of its text."""
    tag = Shape(f"{whose} tunniste", Box(area.x, area.y, label[0], _LABEL_H), look)
    fields = _field(whose, line, area)
    text = Place(name, "Panos", Box(area.x + 16, area.y + 36, area.w - 36, area.h - 40), _text(size))
    return (*fields, tag), (_label(f"{whose} otsikko", f"{whose} panos", tag, _WHITE, (area.x, label[1])), text)


def _realisation(area: Box, size: float) -> Made:
    """A quiet field below a line, its label in an arrow at the left, the text beside it."""
    arrow = Shape("Toteutuksen tunniste", Box(area.x, area.y, 136, _LABEL_H), Look(REALISATION, shape="homePlate", adjust=40000))
    text = Place("Toteutus", "Toteutus", Box(area.x + 192, area.y + _LINE_H, area.w - 200, area.h - _LINE_H), _text(size), "ctr")
    return (*_field("Toteutuksen", REALISATION, area), arrow), (_label("Toteutuksen otsikko", "Toteutus", arrow, _WHITE, (area.x, 124)), text)


def _field(whose: str, line: str, area: Box) -> tuple[Shape, Shape]:
    return Shape(f"{whose} kenttä", area, Look(QUIET)), Shape(f"{whose} viiva", Box(area.x, area.y, area.w, _LINE_H), Look(line))


def _text(size: float) -> Type:
    return Type(size, gap=4, hang=18 if size >= 20 else 14)


def _label(name: str, prompt: str, outline: Shape, type_: Type, inner: tuple[float, float]) -> Place:
    """The text of a label: a filled rectangle, given by its left edge and width, that lies wholly inside the shape of the label.

    The shape itself belongs to the layout, because some programs draw every placeholder as a rectangle.
    """
    box = Box(inner[0], outline.box.y, inner[1], outline.box.h)
    left = outline.box.x + 16 - inner[0]
    return Place(name, prompt, box, type_, "ctr", (left, 0, 0, 0), Look(outline.look.fill))
