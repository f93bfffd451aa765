"""Whether a template can carry what layouts.yaml asks of it: every layout, placeholder and footer, where it stands, and that its text can be set."""

from typing import Iterator

from msgspec import Struct

from ...problems import Place, Problems, nearest
from ..contract import DeckLayouts, Layout
from ..package import PackageError
from .template import LayoutPart, Placeholder, Template, read_template


class Lack(Struct, frozen=True):
    """What a template lacks for a layout: a problem's code, the placeholder (empty: the whole layout) and the values of the sentence."""

    code: str
    place: str
    values: dict[str, object]


def lacks(template: Template, layout: Layout) -> list[Lack]:
    """What the template lacks for a layout of layouts.yaml; [] if nothing.

    Codes: `template-layout-missing`, `template-placeholder-missing`, `template-footer-missing`, `template-no-frame`, `template-vertical` and,
    for a layout that cannot be read, `template-damaged`.
    """
    try:
        return list(_lacks(template, layout))
    except PackageError as error:
        return [Lack(error.code, "", error.values)]


def tell_lacks(data: bytes, name: str, layouts: DeckLayouts, problems: Problems) -> None:
    """Report at `name` what the template in `data` lacks for any layout of layouts.yaml, needed today or not."""
    template = read_template(data, name, problems)
    for entry in (entry for kind in layouts.kinds.values() for entry in kind) if template is not None else ():
        for lack in lacks(template, entry):
            problems.add(lack.code, Place(name, entry.layout), **lack.values)


def _lacks(template: Template, layout: Layout) -> Iterator[Lack]:
    part = template.layout(layout.layout)
    if part is None:
        yield Lack("template-layout-missing", "", {"layout": layout.layout, "nearest": nearest(layout.layout, template.layouts)})
        return
    for name in dict.fromkeys(_needed(layout)):
        place = part.placeholders.get(name)
        if place is None:
            known = nearest(name, part.placeholders)
            yield Lack("template-placeholder-missing", name, {"layout": layout.layout, "placeholder": name, "nearest": known})
        elif code := unusable(place):
            yield Lack(code, name, {"placeholder": name})
    yield from _footers(layout, part)


def unusable(place: Placeholder) -> str:
    """The code of what makes a placeholder useless for text; empty if nothing does."""
    if place.frame is None:
        return "template-no-frame"
    return "template-vertical" if place.body("vert", "horz") != "horz" else ""


def _needed(layout: Layout) -> Iterator[str]:
    yield layout.title
    yield from (name for name in (layout.number, layout.example) if name)
    for places in layout.panels.values():
        yield from places.text
        yield from places.label


def _footers(layout: Layout, part: LayoutPart) -> Iterator[Lack]:
    for footer, kind in layout.footers.items():
        place = part.footer(kind)
        if place is None:
            yield Lack("template-footer-missing", footer, {"layout": layout.layout, "footer": footer, "type": kind})
        elif code := unusable(place):
            yield Lack(code, place.name, {"placeholder": place.name})
