"""One sheet of a returned workbook as its part says it: cells in order, what is hidden, what is merged, headers and footers.

The part is streamed once and only cells that exist are looked at, whatever a merge, a row number or a range claims. Rows and columns are 1-based.
What becomes an answer, and what is only told, is the affair of `returned.py`.
"""

import re
from collections import defaultdict
from itertools import accumulate, groupby
from typing import Iterable, NamedTuple

from lxml import etree

from ..package import PackageError
from .names import Named
from .shown import Styles, shown
from .workbook import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Parts, cell_text, local, number, place, stream, unescaped

MARGINS = {"oddHeader": "ylätunniste", "oddFooter": "alatunniste", "evenHeader": "ylätunniste, parilliset sivut"}
MARGINS |= {"evenFooter": "alatunniste, parilliset sivut", "firstHeader": "ylätunniste, 1. sivu", "firstFooter": "alatunniste, 1. sivu"}
_TAGS = ("col", "row", "c", "mergeCell", *MARGINS)
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K[0-9]{2}[+-][0-9]{3}|[0-9]{1,3}|([LCR])|(&)|[A-Z])?')  #: of headers: 18.3.1.39

Area = tuple[int, int, int, int]  #: top, left, bottom, right


class Stored(NamedTuple):
    """A cell of the file: its text as shown and as stored, its names of ours, what is so about it."""

    row: int
    column: int
    text: str = ""
    stored: str = ""
    names: tuple[str, ...] = ()
    lost: bool = False
    formula: bool = False
    hidden: bool = False

    @property
    def far(self) -> bool:
        """Whether it lies outside any table of ours."""
        return not (0 < self.row <= MAX_ROWS and 0 < self.column <= MAX_COLUMNS)


class Grid(NamedTuple):
    """What a sheet holds; cells by row, then column, those of one reference in the order of the file."""

    cells: list[Stored]
    merges: list[Area]
    margins: list[tuple[str, str]]  #: which header or footer, and its words


class Book(NamedTuple):
    """What all sheets of a workbook share."""

    parts: Parts
    strings: list[str]
    styles: Styles


def grid(book: Book, part: str, named: Named, most: int) -> Grid:
    """The cells of a sheet that say something, lack their text, or carry a name of ours. Raises `PackageError`, at more than `most` cells too."""
    cells: list[Stored] = []
    merges: list[Area] = []
    margins: list[tuple[str, str]] = []
    rows: set[int] = set()
    columns: set[int] = set()
    row = column = 0
    for event, element in stream(book.parts[part], part, _TAGS):
        kind = local(element)
        if kind == "row" and event == "start":
            row, column = number(element.get("r", ""), row + 1), 0
            rows.update((row,) if _is_hidden(element, "ht") else ())
        elif kind == "c" and event == "end":
            row, column = place(element.get("r", ""), row, column + 1)
            cells += _cell(book, element, row, column, named.get((row, column), ()))
        elif kind == "col" and event == "end" and _is_hidden(element, "width"):
            columns.update(range(number(element.get("min", ""), 1), min(number(element.get("max", ""), 0), MAX_COLUMNS) + 1))
        elif kind == "mergeCell" and event == "end":
            merges += _area(element.get("ref", ""))
        elif kind in MARGINS and event == "end":
            margins.append((MARGINS[kind], _words(element.text or "")))
        if len(cells) > most:
            raise PackageError("sheet-too-large", limit=MAX_CELLS)
    return Grid(_in_order(cells, named, rows, columns), merges, margins)


def covered(merges: list[Area], cells: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Which of the cells, given in order, lie under a merged area and are not its first cell; what is far away is left out.

    Goes down the rows with a count of the areas that begin and end at each column, so that many merges or large ones cost nothing more.
    """
    changes: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for top, left, bottom, right in merges:
        changes[top].append((left, right, 1))
        changes[bottom + 1].append((left, right, -1))
    waiting = sorted(changes, reverse=True)
    edges, found = [0] * (MAX_COLUMNS + 2), set()
    for row, members in groupby(cells, key=lambda cell: cell[0]):
        while waiting and waiting[-1] <= row:
            for left, right, step in changes[waiting.pop()]:
                edges[left] += step
                edges[right + 1] -= step
        under = list(accumulate(edges))
        found.update((row, column) for _, column in members if 0 < column <= MAX_COLUMNS and under[column])
    return found - {(top, left) for top, left, _, _ in merges}


def _cell(book: Book, element: etree._Element, row: int, column: int, names: tuple[str, ...]) -> list[Stored]:
    """The cell if it says something; one that carries names is among the others whatever it says."""
    stored, lost = cell_text(element, book.strings)
    if not stored.strip():
        stored = ""
    kind, formula = element.get("t", "n"), element.find("{*}f") is not None
    lost = lost or formula and not stored and kind != "str"  # openpyxl leaves such a result empty; an empty text is one of kind str
    text = shown(stored, book.styles.code(element.get("s", "0")), book.styles.from_1904) if stored and kind == "n" else stored
    return [Stored(row, column, text, stored, names, lost, formula)] if stored or lost or names else []


def _in_order(cells: list[Stored], named: Named, rows: set[int], columns: set[int]) -> list[Stored]:
    """The cells with those that have only a name, and with what is hidden marked."""
    there = {cell[:2] for cell in cells}
    cells += (Stored(row, column, names=names) for (row, column), names in named.items() if (row, column) not in there)
    cells.sort(key=lambda cell: cell[:2])
    if not rows and not columns:
        return cells
    return [cell._replace(hidden=cell.row in rows or cell.column in columns) for cell in cells]


def _is_hidden(element: etree._Element, size: str) -> bool:
    """Whether a row or column says that it is hidden, or has no height or width, which looks the same."""
    return element.get("hidden", "") in ("1", "true", "on") or element.get(size, "") in ("0", "0.0")


def _area(reference: str) -> list[Area]:
    """A merged area within the bounds of any table of ours; none where it is a single cell, no area, or wholly outside."""
    first, _, last = reference.partition(":")
    (top, left), (bottom, right) = place(first, 0, 0), place(last, 0, 0)
    top, left, bottom, right = min(top, bottom), min(left, right), min(max(top, bottom), MAX_ROWS), min(max(left, right), MAX_COLUMNS)
    return [(top, left, bottom, right)] if 0 < top <= bottom and 0 < left <= right and (top, left) != (bottom, right) else []


def _words(coded: str) -> str:
    """A header without its codes; what stands left, in the middle and right, in lines of their own."""
    text = _CODE.sub(lambda code: "\n" if code[1] else code[2] or "", unescaped(coded))
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())
