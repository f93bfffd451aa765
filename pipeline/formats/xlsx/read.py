"""Every text of a workbook that somebody else saved, cell by cell.

Styles are not looked at: a number or a date is given as the file holds it. How a workbook is opened and streamed stands in `workbook.py`.
"""

from typing import NamedTuple

from ...problems import Place, Problems
from ..carried import carried
from ..contract import Found, Reading
from ..package import PackageError, unpack
from ..properties import KEY
from .workbook import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Parts, Sheet, address, cell_text
from .workbook import local, main_part, number, place, shared_strings, sheets, stream


class Value(NamedTuple):
    """A cell that holds something: 1-based row and column, its text, and whether the file lacks what the text should be."""

    row: int
    column: int
    text: str
    lost: bool = False


def read(data: bytes, path: str, problems: Problems) -> Reading | None:
    """Each cell that holds text, as `Sheet!C4`, by sheet, row and column; None for what is no workbook or must not be read.

    Lines within a cell stay apart (`\\n`). Numbers are given as stored, truth values as TRUE or FALSE, formulas by the result that the file holds.
    Hidden sheets are not read (`sheet-hidden`). A cell beyond 200 columns or 5,000 rows is given like any other (`sheet-far-cell`); a cell
    whose text the file does not hold is named (`cell-unreadable`). Refusals: the codes of `PackageError`, and `not-a-workbook`.
    """
    try:
        return _read(unpack(data), path, problems)
    except PackageError as error:
        problems.add(error.code, Place(path), **error.values)
        return None


def _read(parts: Parts, path: str, problems: Problems) -> Reading | None:
    workbook = main_part(parts)
    listed = sheets(parts, workbook) if workbook in parts else None
    if not listed:
        problems.add("not-a-workbook", Place(path))
        return None
    strings = shared_strings(parts, workbook)
    found: list[Found] = []
    for sheet in listed:
        if sheet.hidden:
            problems.add("sheet-hidden", Place(path, sheet.name), sheet=sheet.name)
            continue
        values = sorted(_values(parts, sheet.part, strings, MAX_CELLS - len(found)), key=lambda value: value[:2])
        found += (Found(f"{sheet.name}!{address(value.row, value.column)}", value.text) for value in values if value.text)
        _report(values, sheet, path, problems)
    return Reading(carried(parts).get(KEY, "").strip(), tuple(found))


def _report(values: list[Value], sheet: Sheet, path: str, problems: Problems) -> None:
    """Name the first cell of each kind of trouble and say how many there are: a stray column must not bury the rest."""
    far = [value for value in values if value.row > MAX_ROWS or value.column > MAX_COLUMNS]
    lost = [value for value in values if value.lost]
    for code, cells in (("sheet-far-cell", far), ("cell-unreadable", lost)):
        if cells:
            problems.add(code, Place(path, f"{sheet.name}!{address(cells[0].row, cells[0].column)}"), count=len(cells))


# Cells


def _values(parts: Parts, part: str, strings: list[str], most: int) -> list[Value]:
    """The cells of a sheet that hold something, as they come; a cell or row without a reference stands after the one before it."""
    values: list[Value] = []
    row = column = 0
    for event, element in stream(parts[part], part, ("row", "c")):
        is_row = local(element) == "row"
        if event == "start" and is_row:
            row, column = number(element.get("r", ""), row + 1), 0
        elif event == "end" and not is_row:
            row, column = place(element.get("r", ""), row, column + 1)
            text, lost = cell_text(element, strings)
            if text.strip() or lost:
                values.append(Value(row, column, text if text.strip() else "", lost))
        if len(values) > most:
            raise PackageError("sheet-too-large", limit=MAX_CELLS)
    return values
