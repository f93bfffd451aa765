"""What must hold in layouts.yaml beyond its shape, so that no writer has to doubt it."""

from typing import Iterator

from ..problems import Place, Problems
from .contract import DeckLayouts, Layout, Layouts, Placeholders, WordLayouts

_LEVELS = ("text", "bullet", "number", "heading")
_DEEPEST = 8  #: paragraph levels of a placeholder: ISO/IEC 29500-1, 21.1.2.2.7
TEXT_FLOOR_PT, TABLE_FLOOR_PT = 18.0, 14.0  #: no text of a slide is smaller: rule A18
_FOOTERS = {"handbook", "edition", "number"}
_TEMPLATES = (".pptx", ".potx", ".docx", ".dotx")


def check_layouts(layouts: Layouts, path: str, problems: Problems) -> None:
    """Report `layouts-wrong` for each value that a writer could not use, at its key in `path`."""
    found = [*_deck(layouts.deck), *_word("word", layouts.word), *_word("table", layouts.table)]
    for key, rule in found:
        problems.add("layouts-wrong", Place(path, key), key=key, rule=rule)


def _deck(deck: DeckLayouts) -> Iterator[tuple[str, str]]:
    yield from _template("deck", deck.template)
    if set(deck.levels) != set(_LEVELS) or not all(0 <= level.level <= _DEEPEST for level in deck.levels.values()):
        yield "deck.levels", "levels"
    for kind, offered in deck.kinds.items():
        for layout in offered:
            yield from _layout(f"deck.kinds.{kind} ({layout.layout})", layout)


def _layout(key: str, layout: Layout) -> Iterator[tuple[str, str]]:
    if layout.title_size and layout.title_size < TEXT_FLOOR_PT:
        yield f"{key}.title_size", "floor"
    if not set(layout.footers) <= _FOOTERS:
        yield f"{key}.footers", "footers"
    for role, places in layout.panels.items():
        yield from _places(f"{key}.panels.{role}", places)


def _places(key: str, places: Placeholders) -> Iterator[tuple[str, str]]:
    if not places.text or places.label and len(places.label) != len(places.text):
        yield f"{key}.text", "places"
    if places.stacked and (len(places.text) > 1 or places.label):
        yield f"{key}.stacked", "stacked"
    if min(places.size, places.head, places.row, *places.inset) < 0:
        yield key, "measures"
    if any(0 < size < TABLE_FLOOR_PT for size in (places.size, places.head)):
        yield f"{key}.size", "floor"
    if len(places.inset) != 2:
        yield f"{key}.inset", "inset"


def _word(name: str, word: WordLayouts) -> Iterator[tuple[str, str]]:
    yield from _template(name, word.template)
    for key, styles in (("headings", word.headings), ("contents", word.contents)):
        if not styles or not all(styles):
            yield f"{name}.{key}", "styles"


def _template(name: str, template: str) -> Iterator[tuple[str, str]]:
    """A template is a file of the templates' own folder, and of a kind that is watched for changes."""
    if not template.lower().endswith(_TEMPLATES) or any(sign in template for sign in "/\\:"):
        yield f"{name}.template", "template"
