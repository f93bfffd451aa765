"""What both readers of workbooks share: the list of sheets, the strings, the text of a cell, and streaming.

Within bounds and without the writer's code: a sheet is streamed and only cells that exist are looked at, so one stray cell far away costs
nothing. Knows nothing of what a reader makes of it: `read.py` compares blocks, `returned.py` gives all that a returned form says. Rows and columns
are 1-based here, as the file counts them. Nothing is fetched, followed or reckoned.
"""

import re
from io import BytesIO
from typing import Iterator, NamedTuple

from lxml import etree

from ..markup import clean
from ..package import PackageError, Packed, printable_name
from ..parse import HARDENED, parse
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


# The package


def main_part(parts: Parts) -> str:
    """The name of the part that the package says is its document; empty where it says none."""
    return next(iter(related(parts, "", "officeDocument").values()), "")


def related(parts: Parts, owner: str, kind: str) -> dict[str, str]:
    """Names of the parts of a kind that `owner` (empty: the package) relates to, by relationship id."""
    return {relation.id: relation.target for relation in relations(parts, owner) if relation.kind == kind and not relation.external}


def sheets(parts: Parts, workbook: str, kinds: tuple[str, ...] = ("worksheet",)) -> list[Sheet]:
    """The sheets of the workbook in order; none if the part is no workbook.

    A sheet that the package does not hold, or that is listed twice, is an error (`PackageError`).
    """
    root = parse(parts[workbook].inflate(), workbook)
    if local(root) != "workbook":
        return []
    known = {reference: part for kind in kinds for reference, part in related(parts, workbook, kind).items()}
    listed: dict[str, Sheet] = {}
    for element in root.iterfind("{*}sheets/{*}sheet"):
        reference = next((value for name, value in element.items() if name.endswith("}id")), "")
        part = known.get(reference)
        if part is not None and (part not in parts or part in listed):
            raise PackageError("package-damaged", detail=printable_name(part))
        if part is not None:
            listed[part] = Sheet(clean(element.get("name", "")), part, element.get("state", "visible") != "visible")
    return list(listed.values())


# Text


def shared_strings(parts: Parts, workbook: str) -> list[str]:
    """The strings that cells refer to by number, in order."""
    part = next(iter(related(parts, workbook, "sharedStrings").values()), "")
    if part not in parts:
        return []
    return [string(element) for event, element in stream(parts[part], part, ("si",)) if event == "end"]


def string(element: etree._Element) -> str:
    """The text of a string item: its own, or its runs' in order; pronunciation (`rPh`) is not part of it."""
    texts = [child if local(child) == "t" else child.find("{*}t") for child in element if local(child) in ("t", "r")]
    return unescaped("".join(text.text or "" for text in texts if text is not None))


def unescaped(text: str) -> str:
    """`text` with `_xHHHH_` (ISO/IEC 29500-1, 22.9.2.19) undone, line breaks as `\n`, and without characters that no text can hold."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return clean(text.replace("\r\n", "\n").replace("\r", "\n"))


# Cells


def cell_text(cell: etree._Element, strings: list[str]) -> tuple[str, bool]:
    """The text of a cell, and whether the file lacks it: an index of no string, or a formula without a stored result."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return ("", False) if inline is None else (string(inline), False)
    stored = cell.findtext("{*}v")
    if stored is None:
        return "", cell.find("{*}f") is not None
    if kind == "s":
        index = number(stored.strip(), -1)
        return (strings[index], False) if 0 <= index < len(strings) else ("", True)
    return (_BOOLEANS.get(stored.strip(), stored) if kind == "b" else unescaped(stored)), False


def place(reference: str, row: int, column: int) -> tuple[int, int]:
    """Row and column of a reference such as `C4`; those given where it is none."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return row, column
    found = 0
    for letter in match[1]:
        found = found * 26 + ord(letter) - 64
    return int(match[2]), found


def number(digits: str, otherwise: int) -> int:
    """The number that at most 12 digits spell, else `otherwise`."""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 12 else otherwise


def address(row: int, column: int) -> str:
    """`C4` of row 4 and column 3."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"


# XML


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def stream(packed: Packed, name: str, tags: tuple[str, ...]) -> Iterator[tuple[str, etree._Element]]:
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
