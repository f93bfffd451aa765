"""Everything that a returned workbook says, whatever program saved it: every character once, with where it stands.

Nothing is decided here: our own words are given like the respondent's. What is hidden, covered by a merged cell or far away is given as such, so
that it never becomes an answer in silence. How sheets are opened stands in `workbook.py`; `grid.py` reads one, `beside.py` what is no cell,
`shown.py` numbers, `names.py` our names; `count.py` counts anew.
"""

from typing import Iterable, Iterator, NamedTuple

from ..carried import carried
from ..package import PackageError, unpack
from ..parse import parse
from ..relations import relations
from ..returned import Remark, Returned, ReturnedCell, ReturnedTable, ReturnedText
from .beside import beside, root_name
from .count import count
from .grid import Book, Grid, Stored, covered, grid
from .names import names_of_cells
from .shown import styles
from .workbook import MAX_CELLS, Parts, Sheet, address, main_part, shared_strings, sheets

_KINDS = ("worksheet", "chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet")
_ROOTS = ("worksheet", "chartsheet", "dialogsheet", "macrosheet")
_LISTED = 20  #: cells that a remark names; the others are counted
_NUMBERS = 200  #: numbers of which each is told
_OUTSIDE = {"externalLink", "connections", "queryTable"}  #: relationships that lead out of the file by what their parts say
_INSIDE = {"oleObject", "package", "control", "ctrlProp"}  #: that lead to objects and controls
_MACROS = {"vbaProject", "xlMacrosheet", "xlIntlMacrosheet"}


class _Sheet(NamedTuple):
    """A sheet that was read, and which of its cells lie under a merged one."""

    sheet: Sheet
    grid: Grid
    covered: set[tuple[int, int]]

    def where(self, cell: Stored) -> str:
        return f"{self.sheet.name}!{address(cell.row, cell.column)}"

    def hides(self, cell: Stored) -> bool:
        """Whether the cell's text is not to be seen on the sheet."""
        return self.sheet.hidden or cell.hidden or bool(cell.text) and cell[:2] in self.covered


def read_returned(data: bytes, path: str) -> Returned:
    """Every text of the workbook `data`; `path` is not opened.

    Tables are the visible sheets, `where` of a cell `Seuranta!C9`. Numbers and dates are given as they are shown (`cell-was-number` tells what
    was stored), formulas by the result that the file holds, truth values as TRUE or FALSE. Text under a merged cell and of hidden sheets, rows
    and columns is `hidden`; cells beyond 200 columns or 5,000 rows are `body`. A cell with one of our names is given even if it is empty.

    Raises `PackageError` for what must not be read: its own codes, `not-a-workbook`, `workbook-binary`, `sheet-too-large`, `xml-dtd` in any part.
    `counted` is what the parts hold as stored, plus what the numbers gained by being shown.
    """
    parts = unpack(data)
    workbook, listed = _sheets(parts)
    read = _read(parts, workbook, listed)
    aside = beside(parts, workbook, [entry.sheet for entry in read])
    numbers = [cell for entry in read for cell in entry.grid.cells if cell.text is not cell.stored]
    return Returned(
        format="xlsx",
        properties=carried(parts),
        modified=_modified(parts),
        tables=tuple(_table(entry) for entry in read if not entry.sheet.hidden),
        texts=(*(text for entry in read for text in _texts(entry)), *aside.texts),
        pictures=tuple(aside.pictures),
        remarks=(*_remarks(read), *_package_remarks(parts), *aside.remarks),
        counted=count(parts) + sum(_size(cell.text) - _size(cell.stored) for cell in numbers),
    )


def _sheets(parts: Parts) -> tuple[str, list[Sheet]]:
    """The workbook's part and its sheets of all kinds, in order."""
    workbook = main_part(parts)
    if workbook.lower().endswith(".bin"):
        raise PackageError("workbook-binary")
    listed = sheets(parts, workbook, _KINDS) if workbook in parts else []
    if not listed:
        raise PackageError("not-a-workbook")
    return workbook, listed


def _read(parts: Parts, workbook: str, listed: list[Sheet]) -> list[_Sheet]:
    """The sheets with their cells; last, as hidden, those that the workbook no longer lists."""
    book = Book(parts, shared_strings(parts, workbook), styles(parts, workbook))
    names = names_of_cells(parts, workbook, listed)
    known = {sheet.part for sheet in listed}
    lost = [Sheet(part, part, True) for part in sorted(set(parts) - known) if part.endswith(".xml") and root_name(parts[part]) in _ROOTS]
    read: list[_Sheet] = []
    for sheet in [*listed, *lost]:
        left = MAX_CELLS - sum(len(entry.grid.cells) for entry in read)
        held = grid(book, sheet.part, names.get(sheet.part, {}), left)
        read.append(_Sheet(sheet, held, covered(held.merges, (cell[:2] for cell in held.cells))))
    return read


def _modified(parts: Parts) -> str:
    """When the file says that it was last changed, as it stands."""
    for relation in relations(parts):
        if relation.kind == "core-properties" and relation.target in parts:
            return (parse(parts[relation.target].inflate(), relation.target).findtext("{*}modified") or "").strip()
    return ""


def _size(text: str) -> int:
    return len("".join(text.split()))


# Cells


def _table(entry: _Sheet) -> ReturnedTable:
    cells = (cell for cell in entry.grid.cells if not cell.far and not entry.hides(cell))
    return ReturnedTable(
        entry.sheet.name,
        tuple(ReturnedCell(cell.row - 1, cell.column - 1, entry.where(cell), cell.text, cell.names, lost=cell.lost) for cell in cells),
    )


def _texts(entry: _Sheet) -> Iterator[ReturnedText]:
    """What is in no table: hidden and far cells, headers and footers."""
    for cell in entry.grid.cells:
        if (cell.text or cell.names) and (cell.far or entry.hides(cell)):
            yield ReturnedText("hidden" if entry.hides(cell) else "body", entry.where(cell), cell.text, cell.names)
    for which, words in entry.grid.margins:
        if words:
            yield ReturnedText("hidden" if entry.sheet.hidden else "margin", f"{entry.sheet.name}, {which}", words)


# Remarks


def _remarks(read: list[_Sheet]) -> Iterator[Remark]:
    """What to tell of the cells, sheet by sheet, then of numbers."""
    for entry in read:
        cells = entry.grid.cells
        said = [cell for cell in cells if cell.text]
        if entry.sheet.hidden:
            yield from _told("workbook-sheet-hidden", entry, said)
            yield from _told("workbook-cells-lost", entry, [cell for cell in cells if cell.lost])
            continue
        yield from _told("workbook-cells-hidden", entry, [cell for cell in said if cell.hidden])
        yield from _told("workbook-cells-covered", entry, [cell for cell in said if not cell.hidden and entry.hides(cell)])
        yield from _told("workbook-cells-merged", entry, [cell for cell in cells if cell.names and cell[:2] in entry.covered])
        yield from _told("workbook-cells-far", entry, [cell for cell in said if cell.far and not cell.hidden])
        yield from _told("workbook-formulas", entry, [cell for cell in cells if cell.formula and not cell.lost])
        yield from _told("workbook-cells-lost", entry, [cell for cell in cells if cell.lost])
    yield from _numbers(read)


def _told(code: str, entry: _Sheet, cells: list[Stored]) -> Iterator[Remark]:
    if cells:
        more = " …" if len(cells) > _LISTED else ""
        listed = ", ".join(address(cell.row, cell.column) for cell in cells[:_LISTED]) + more
        yield Remark(code, (("sheet", entry.sheet.name), ("cells", listed), ("count", str(len(cells)))))


def _numbers(read: list[_Sheet]) -> Iterator[Remark]:
    """Cells that show another text than is stored, each with both."""
    changed = [(entry.where(cell), cell) for entry in read for cell in entry.grid.cells if cell.text != cell.stored]
    for where, cell in changed[:_NUMBERS]:
        yield Remark("cell-was-number", (("where", where), ("shown", cell.text), ("raw", cell.stored)))
    if len(changed) > _NUMBERS:
        yield Remark("cells-were-numbers", (("count", str(len(changed) - _NUMBERS)),))


def _package_remarks(parts: Parts) -> Iterator[Remark]:
    """What the package holds that is not read, run or followed."""
    owners = ["", *(f"{folder}{name[: -len('.rels')]}" for folder, name in _lists(parts))]
    every = [relation for owner in owners for relation in relations(parts, owner)]
    outside = [relation.target for relation in every if relation.external and relation.kind != "hyperlink"]
    if any(relation.kind in _MACROS for relation in every):
        yield Remark("workbook-macros")
    yield from _named("workbook-outside", outside or [relation.target for relation in every if relation.kind in _OUTSIDE])
    yield from _named("workbook-embedded", [relation.target for relation in every if relation.kind in _INSIDE and not relation.external])


def _lists(parts: Parts) -> Iterator[tuple[str, str]]:
    """Folder and name of each list of relationships of a part."""
    for name in parts:
        folder, found, last = name.rpartition("_rels/")
        if found and last.endswith(".rels") and last != ".rels":
            yield folder, last


def _named(code: str, targets: Iterable[str]) -> Iterator[Remark]:
    listed = list(dict.fromkeys(target[:200] for target in targets))
    if listed:
        yield Remark(code, (("names", ", ".join(listed[:_LISTED]) + (" …" if len(listed) > _LISTED else "")),))
