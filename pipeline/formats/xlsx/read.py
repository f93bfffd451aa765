"""Every text of a workbook that somebody else saved, cell by cell.

A reader of our own, within bounds and without the writer's code: it streams a sheet and looks only at cells that exist, so one stray cell far
away costs nothing. Styles are not looked at: a number or a date is given as the file holds it. Nothing is fetched, followed or reckoned.
"""

import re
from io import BytesIO
from typing import Iterator, NamedTuple

from lxml import etree

from ...problems import Place, Problems
from ..carried import carried
from ..contract import Found, Reading
from ..markup import clean
from ..package import PackageError, Packed, printable_name, unpack
from ..parse import HARDENED, parse
from ..properties import KEY
from ..relations import relations

MAX_COLUMNS = 200
MAX_ROWS = 5_000
MAX_CELLS = MAX_COLUMNS * MAX_ROWS  #: that hold text, in all sheets together
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,12})")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_BOOLEANS = {"1": "TRUE", "0": "FALSE"}

Parts = dict[str, Packed]


class Sheet(NamedTuple):
    """A sheet as the workbook lists it; `part` is the name of its part in the package."""

    name: str
    part: str
    hidden: bool


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
    workbook = next(iter(_related(parts, "", "officeDocument").values()), "")
    sheets = _sheets(parts, workbook) if workbook in parts else None
    if not sheets:
        problems.add("not-a-workbook", Place(path))
        return None
    strings = _shared_strings(parts, workbook)
    found: list[Found] = []
    for sheet in sheets:
        if sheet.hidden:
            problems.add("sheet-hidden", Place(path, sheet.name), sheet=sheet.name)
            continue
        values = sorted(_values(parts, sheet.part, strings, MAX_CELLS - len(found)), key=lambda value: value[:2])
        found += (Found(f"{sheet.name}!{_address(value)}", value.text) for value in values if value.text)
        _report(values, sheet, path, problems)
    return Reading(carried(parts).get(KEY, "").strip(), tuple(found))


def _report(values: list[Value], sheet: Sheet, path: str, problems: Problems) -> None:
    """Name the first cell of each kind of trouble and say how many there are: a stray column must not bury the rest."""
    far = [value for value in values if value.row > MAX_ROWS or value.column > MAX_COLUMNS]
    lost = [value for value in values if value.lost]
    for code, cells in (("sheet-far-cell", far), ("cell-unreadable", lost)):
        if cells:
            problems.add(code, Place(path, f"{sheet.name}!{_address(cells[0])}"), count=len(cells))


# The package


def _related(parts: Parts, owner: str, kind: str) -> dict[str, str]:
    """Names of the parts of a kind that `owner` (empty: the package) relates to, by relationship id."""
    return {relation.id: relation.target for relation in relations(parts, owner) if relation.kind == kind and not relation.external}


def _sheets(parts: Parts, workbook: str) -> list[Sheet]:
    """The worksheets of the workbook in order; none if the part is no workbook. A sheet that the package does not hold, or that is listed twice, is an error."""
    root = parse(parts[workbook].inflate(), workbook)
    worksheets = _related(parts, workbook, "worksheet")
    if _local(root) != "workbook":
        return []
    sheets = []
    for element in root.iterfind("{*}sheets/{*}sheet"):
        reference = next((value for name, value in element.items() if name.endswith("}id")), "")
        part = worksheets.get(reference)
        if part is not None and (part not in parts or part in {sheet.part for sheet in sheets}):
            raise PackageError("package-damaged", detail=printable_name(part))
        if part is not None:
            sheets.append(Sheet(clean(element.get("name", "")), part, element.get("state", "visible") != "visible"))
    return sheets


# Text


def _shared_strings(parts: Parts, workbook: str) -> list[str]:
    part = next(iter(_related(parts, workbook, "sharedStrings").values()), "")
    if part not in parts:
        return []
    return [_string(element) for event, element in _stream(parts[part], part, ("si",)) if event == "end"]


def _string(element: etree._Element) -> str:
    """The text of a string item: its own, or its runs' in order; pronunciation (`rPh`) is not part of it."""
    texts = [child if _local(child) == "t" else child.find("{*}t") for child in element if _local(child) in ("t", "r")]
    return _unescaped("".join(text.text or "" for text in texts if text is not None))


def _unescaped(text: str) -> str:
    """`text` with `_xHHHH_` (ISO/IEC 29500-1, 22.9.2.19) undone, line breaks as `\\n`, and without characters that no text can hold."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return clean(text.replace("\r\n", "\n").replace("\r", "\n"))


# Cells


def _values(parts: Parts, part: str, strings: list[str], most: int) -> list[Value]:
    """The cells of a sheet that hold something, as they come; a cell or row without a reference stands after the one before it."""
    values: list[Value] = []
    row = column = 0
    for event, element in _stream(parts[part], part, ("row", "c")):
        is_row = _local(element) == "row"
        if event == "start" and is_row:
            row, column = _number(element.get("r", ""), row + 1), 0
        elif event == "end" and not is_row:
            row, column = _place(element.get("r", ""), row, column + 1)
            text, lost = _text(element, strings)
            if text.strip() or lost:
                values.append(Value(row, column, text if text.strip() else "", lost))
        if len(values) > most:
            raise PackageError("sheet-too-large", limit=MAX_CELLS)
    return values


def _text(cell: etree._Element, strings: list[str]) -> tuple[str, bool]:
    """The text of a cell, and whether the file lacks it: an index of no string, or a formula without a stored result."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return ("", False) if inline is None else (_string(inline), False)
    stored = cell.findtext("{*}v")
    if stored is None:
        return "", cell.find("{*}f") is not None
    if kind == "s":
        index = _number(stored.strip(), -1)
        return (strings[index], False) if 0 <= index < len(strings) else ("", True)
    return (_BOOLEANS.get(stored.strip(), stored) if kind == "b" else _unescaped(stored)), False


def _place(reference: str, row: int, column: int) -> tuple[int, int]:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return row, column
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - 64
    return int(match[2]), number


def _number(digits: str, otherwise: int) -> int:
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 12 else otherwise


def _address(value: Value) -> str:
    letters, number = "", value.column
    while number > 0:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{value.row}"


# XML


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2]


def _stream(packed: Packed, name: str, tags: tuple[str, ...]) -> Iterator[tuple[str, etree._Element]]:
    """Start and end of each element of these names, whatever the namespace; what has been seen is let go. Raises `PackageError` as `parse` does."""
    wanted = [f"{{*}}{tag}" for tag in tags]
    events = etree.iterparse(BytesIO(packed.inflate()), events=("start", "end"), tag=wanted, **HARDENED)
    doubted = True
    try:
        for event, element in events:
            if doubted and element.getroottree().docinfo.doctype:  # before an entity can stand in the place of an element
                raise PackageError("xml-dtd", name=name)
            doubted = False
            yield event, element
            if event == "end":
                _let_go(element)
    except etree.XMLSyntaxError as error:
        raise PackageError("xml-damaged", name=name, detail=str(error)) from None
    if events.root.getroottree().docinfo.doctype:
        raise PackageError("xml-dtd", name=name)


def _let_go(element: etree._Element) -> None:
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
