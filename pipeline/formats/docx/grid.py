"""Tables of a returned Word file as grids of our own, bounded whatever the file says (ISO/IEC 29500-1, 17.4).

A cell's column is what the cells before it in its row span. Cells that are merged downwards stay where they stand, each with its own text.
"""

from typing import Iterator, NamedTuple

from lxml import etree

from ..returned import ReturnedCell, ReturnedTable, ReturnedText
from .flow import Flow
from .wordml import child, said

COLUMNS, ROWS = 63, 500  #: Word's own limit of columns, and ours of rows; a cell beyond is given as a text outside tables


class Row:
    """A row under way: its cells with their columns, and names that are to be given to its cells by number."""

    def __init__(self, number: int, column: int) -> None:
        self.number, self.column = number, column
        self.cells: list[tuple[int, Flow]] = []
        self.meant: list[Meant] = []


class Meant(NamedTuple):
    """A bookmark that names the cells it covers (17.13.6.2): the number of the first cell in its row; `flow`: where it stands."""

    cell: int
    name: str
    flow: Flow


class Grid:
    """A table under way. `top`: the table round it that stands in no other, or itself; `inner`: how many tables have begun inside that one."""

    def __init__(self, where: str, top: "Grid | None" = None) -> None:
        self.where = where
        self.top = top or self
        self.inner = 0
        self.rows = self.beyond = 0  #: rows that have begun; cells with text outside the bounds
        self.cells: list[ReturnedCell] = []
        self.meant: list[Meant] = []  #: read between rows, for the next

    def row(self, properties: etree._Element | None) -> Row:
        """A new row, which begins after the columns that it leaves out."""
        row = Row(self.rows, _count(properties, "gridBefore", 0))
        row.meant, self.meant = self.meant, []
        self.rows += 1
        return row

    def cell(self, row: Row, properties: etree._Element | None) -> Flow:
        """The flow of a new cell of a row."""
        flow = Flow("body", f"{self.where}, rivi {row.number + 1}, sarake {row.column + 1}")
        row.cells.append((row.column, flow))
        row.column += _count(properties, "gridSpan", 1)
        return flow

    def close(self, row: Row) -> Iterator[ReturnedText]:
        """Take the row's cells into the table; gives what they say beside their text, and cells beyond the bounds."""
        for cell, name, stands in row.meant:
            flow = row.cells[cell][1] if 0 <= cell < len(row.cells) else stands
            flow.names[name] = None
        for column, flow in row.cells:
            cell = flow.cell(row.number, column)
            if cell and row.number < ROWS and column < COLUMNS:
                self.cells.append(cell)
            elif cell and cell.text:
                self.beyond += 1
                yield ReturnedText("body", cell.where, cell.text, cell.names)
            yield from flow.aside()

    def table(self) -> ReturnedTable:
        """The whole table."""
        return ReturnedTable(self.where, tuple(sorted(self.cells, key=lambda cell: (cell.row, cell.column))))


def _count(properties: etree._Element | None, name: str, least: int) -> int:
    """A number of columns among a row's or a cell's properties, at most as many as a table has."""
    element = None if properties is None else child(properties, name)
    digits = "" if element is None else said(element, "val")
    if not digits.isdecimal():
        return least
    return min(max(int(digits[:9]), least), COLUMNS)
