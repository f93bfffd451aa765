"""What must hold in layouts.yaml beyond its shape, so that no writer has to doubt it; and a mapping as such a file."""

import json
from typing import Iterable, Iterator

import msgspec

from ..problems import Place, Problems
from .contract import FOOTERS, DeckLayouts, Layout, Layouts, Placeholders, WordLayouts

_LEVELS = ("text", "bullet", "number", "heading")
_DEEPEST = 8  #: paragraph levels of a placeholder: ISO/IEC 29500-1, 21.1.2.2.7
TEXT_FLOOR_PT, TABLE_FLOOR_PT = 18.0, 14.0  #: no text of a slide is smaller: rule A18
_WORDS = ("true", "false", "null", "yes", "no", "on", "off")  #: what YAML may take for something else than a text
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
    alone = [layout.title, layout.number, layout.example, *(name for places in layout.panels.values() for name in places.label)]
    if _twice(name for name in alone if name) or {name for places in layout.panels.values() for name in places.text} & {*alone}:
        yield f"{key}.panels", "alone"
    if not layout.footers.keys() <= FOOTERS.keys() or not set(layout.footers.values()) <= {*FOOTERS.values()} or _twice(layout.footers.values()):
        yield f"{key}.footers", "footers"
    for role, places in layout.panels.items():
        yield from _places(f"{key}.panels.{role}", places)


def _twice(names: Iterable[str]) -> bool:
    """Whether a name stands there twice."""
    listed = list(names)
    return len(set(listed)) < len(listed)


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


# A mapping as a file


def as_yaml(layouts: Layouts, origin: str) -> str:
    """`layouts` as the text of a layouts.yaml; what a key has by default is left out. `origin` is the file that the mapping was proposed for."""
    lines = [f"# Proposed by kasikirja template check for {origin}. What each key means: templates/README.md of the project."]
    return "\n".join([*lines, *_block(_said(layouts), "")]) + "\n"


def _said(value: object) -> object:
    """A struct as mappings and lists without its defaults."""
    if isinstance(value, msgspec.Struct):
        return {field.name: _said(held) for field in msgspec.structs.fields(value) if (held := getattr(value, field.name)) != _default(field)}
    if isinstance(value, dict):
        return {key: _said(held) for key, held in value.items()}
    return [_said(held) for held in value] if isinstance(value, tuple) else value


def _default(field: msgspec.structs.FieldInfo) -> object:
    """What a field holds if nothing is said; `NODEFAULT` where something must be."""
    return field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()


def _block(value: dict, indent: str) -> Iterator[str]:
    """Mappings a key a line; a list of mappings an entry each; everything below a role, and plain lists, on one line."""
    for key, held in value.items():
        if isinstance(held, dict) and any(isinstance(one, (dict, list)) for one in held.values()) and not _is_flat(held):
            yield f"{indent}{_scalar(key)}:"
            yield from _block(held, indent + "  ")
        elif isinstance(held, list) and held and isinstance(held[0], dict):
            yield f"{indent}{_scalar(key)}:"
            for entry in held:
                first, *rest = _block(entry, indent + "    ")
                yield f"{indent}  - {first.strip()}"
                yield from rest
        else:
            yield f"{indent}{_scalar(key)}: {_flow(held)}"


def _is_flat(value: dict) -> bool:
    """Whether a mapping is that of one role: its lists hold plain values."""
    return all(not isinstance(held, dict) and not (isinstance(held, list) and held and isinstance(held[0], dict)) for held in value.values())


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(held)}" for key, held in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _scalar(value: object) -> str:
    """A plain word as it is, any other text in the quotes of JSON, which are YAML's too."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if value.isascii() and value.replace("-", "").replace("_", "").isalpha() and value not in _WORDS else json.dumps(value, ensure_ascii=False)
    return f"{value:g}"
