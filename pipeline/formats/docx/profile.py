"""Judge a brand's Word file as a template: everything that is missing, too small or hard to read is told as a problem.

Nothing is changed here; `adopt.py` adds what can be added. What the file offers is read in `offer.py`, what fits ours in `fitting.py`.
"""

from typing import Iterator

from ...problems import Place, Problems
from ..contract import WordLayouts
from ..package import PackageError
from .brand import W, open_brand
from .fitting import AA, proposed
from .offer import Margin, Profile, offered
from .stylesheet import Style, StyleSheet, on_ground

FLOOR_PT = 12.0  #: of text that is read (rule A18)
_ACCENTS = ("accent1", "accent2", "accent3", "accent5", "hlink")  #: slots whose colours mean something in our styles
_LISTED = ("list bullet", "list number")
_SHOWN = 80  #: characters of a text that a problem shows
_LANGUAGE = "fi"


def profile(data: bytes, name: str, wanted: WordLayouts, own: bytes, problems: Problems) -> Profile | None:
    """Judge the Word file `data` by what `wanted`, a part of our `layouts.yaml`, takes from our own template `own`.

    None, with one problem at `name`, where it cannot be a template: see `open_brand`. Else every finding is a problem at `name`, its spot the
    style or part: an error where a document could not be made (`template-styles-missing`, `template-section-missing`,
    `template-control-missing`, `template-no-page-number`), a warning where it would be hard to read, a note on what is left out. `name` may be
    a path; the mapping names its last part, as `.docx`. Raises `PackageError` only where `own` is damaged.
    """
    reference = StyleSheet(open_brand(own))
    try:
        brand = open_brand(data)
        sheet = StyleSheet(brand)
        found = offered(name, brand, sheet, proposed(wanted, reference, sheet, _file(name)))
    except PackageError as error:
        problems.add(error.code, Place(name), **error.values)
        return None
    _tell(found, sheet, problems)
    return found


def _file(name: str) -> str:
    """The file's own name, as `.docx` whatever it was."""
    return name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] + ".docx"


def _tell(found: Profile, sheet: StyleSheet, problems: Problems) -> None:
    _tell_styles(found, sheet, problems)
    _tell_pages(found, problems)
    _tell_theme(found, problems)
    _tell_content(found, problems)


def _tell_styles(found: Profile, sheet: StyleSheet, problems: Problems) -> None:
    missing, name = found.proposal.missing, found.name
    if missing:
        problems.add("template-styles-missing", Place(name), count=len(missing), styles=", ".join(missing))
    for style in _used(found, sheet):
        at = Place(name, style.name)
        if style.type == "paragraph" and style.size_pt < FLOOR_PT:
            problems.add("template-small-text", at, size=f"{style.size_pt:g}", floor=f"{FLOOR_PT:g}")
        if style.colour and style.contrast < AA:
            problems.add("template-low-contrast", at, ratio=style.contrast, colour=style.colour, ground=style.ground, floor=AA)
        if style.name.casefold().startswith("heading ") and any(True for one in sheet.chain(style.id) for _ in one.iterfind(f"{W}pPr/{W}numPr")):
            problems.add("template-heading-numbered", at)
    for style in found.styles:
        if style.name.casefold() in _LISTED and not style.list:
            problems.add("template-list-unmarked", Place(name, style.name))
    if not any(style.header_row for style in found.styles):
        problems.add("template-no-header-row", Place(name))


def _used(found: Profile, sheet: StyleSheet) -> Iterator[Style]:
    """The styles that are proposed for text, each once; header cells on the ground of their table."""
    wanted, styles = found.proposal.wanted, found.proposal.styles()
    textless = (wanted.table_end, wanted.rule)
    for own, id in styles.items():
        style = sheet.styles[id]
        ground = sheet.styles[styles[wanted.table_style["default"]]].ground if own == wanted.cell_head and wanted.table_style.get("default") in styles else ""
        if own not in textless and (style.type != "table" or not style.colour):
            yield on_ground(style, ground) if ground else style


def _tell_pages(found: Profile, problems: Problems) -> None:
    at = Place(found.name)
    if not any(page.landscape for page in found.pages):
        problems.add("template-section-missing", at)
    if len(found.pages) > 1:
        problems.add("template-sections", at, count=len(found.pages))
    for kind, tag in (("header", "example"), ("footer", "key")):
        margins = [margin for margin in found.margins if margin.kind == kind]
        for margin in margins or [Margin("", kind, (), "", "", (), False, 0)]:
            if tag not in margin.tags:
                problems.add("template-control-missing", Place(found.name, margin.part), tag=tag, kind=f"added-{kind}")
    for margin in found.margins:
        if margin.fixed:
            problems.add("template-fixed-text", Place(found.name, margin.part), text=_short(margin.fixed))
    if not any(margin.page_number for margin in found.margins):
        problems.add("template-no-page-number", at)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def _tell_theme(found: Profile, problems: Problems) -> None:
    if not found.colours:
        problems.add("template-no-theme", Place(found.name))
    for colour in found.colours:
        if colour.slot in _ACCENTS and colour.contrast < AA:
            problems.add("template-pale-colour", Place(found.name, colour.slot), ratio=colour.contrast, colour=colour.figures, floor=AA)
    if not found.language.casefold().startswith(_LANGUAGE):
        problems.add("template-language", Place(found.name), found=found.language or "–")


def _tell_content(found: Profile, problems: Problems) -> None:
    held, at = found.content, Place(found.name)
    if held.paragraphs or held.tables or held.pictures:
        problems.add("template-body-text", at, paragraphs=held.paragraphs, tables=held.tables, pictures=held.pictures)
    if held.tracked:
        problems.add("template-tracked", at, count=held.tracked)
