"""Our names of cells: defined names that begin as ours do, by the cell that they refer to.

A name may be of the whole workbook or of one sheet, as copies of a sheet make them; its sheet may stand in quotes. Names of anything else than one
cell or one area of cells are passed over, and so are those that have lost what they referred to.
"""

import re
from itertools import islice

from ..address import PREFIX
from ..parse import parse
from .workbook import Parts, Sheet, place

MAX_NAMES = 20_000
_REFERENCE = re.compile(r"(?:(?:'((?:[^']|'')*)'|([^'!$,:()\[\]]+))!)?\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?")

Named = dict[tuple[int, int], tuple[str, ...]]  #: names by 1-based row and column


def names_of_cells(parts: Parts, workbook: str, order: list[Sheet]) -> dict[str, Named]:
    """Our names by the part of a sheet, then by cell (of an area by its first). `order`: all sheets, as the workbook lists them.

    Raises `PackageError`.
    """
    by_name = {sheet.name.casefold(): sheet.part for sheet in order}
    found: dict[str, dict[tuple[int, int], dict[str, None]]] = {}
    root = parse(parts[workbook].inflate(), workbook)
    for entry in islice(root.iterfind("{*}definedNames/{*}definedName"), MAX_NAMES):
        name, match = entry.get("name", "").lower(), _REFERENCE.fullmatch((entry.text or "").strip())
        if name.startswith(PREFIX) and match:
            sheet = match[1].replace("''", "'") if match[1] is not None else match[2]
            part = by_name.get(sheet.casefold(), "") if sheet is not None else _own(entry.get("localSheetId", ""), order)
            found.setdefault(part, {}).setdefault(place(match[3] + match[4], 0, 0), {})[name] = None
    return {part: {cell: tuple(names) for cell, names in cells.items()} for part, cells in found.items() if part}


def _own(index: str, order: list[Sheet]) -> str:
    """The part of the sheet that a name of one sheet belongs to; the index is 0-based."""
    return order[int(index)].part if index.isascii() and index.isdigit() and len(index) < 6 and int(index) < len(order) else ""
