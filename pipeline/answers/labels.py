"""Which row a label names and which column a heading; both by their words first, then by the names that the file carries."""

from difflib import SequenceMatcher
from typing import NamedTuple

from ..formats.matching import normal
from ..formats.returned import ReturnedCell
from .form import DEVELOPMENT, FOLLOWUP, GOAL, Form

_COMPARED = 400  #: letters of a label and of a text that are compared
_NEAR = 0.75  #: likeness from which on a label is told as the nearest; it is never placed by that


class Row(NamedTuple):
    """What is known of a row of the follow-up table: the goal whose label stands in it, and the one that its names say."""

    by_label: str
    by_name: str


class Heads:
    """The headings that are in force, by column of the grid; empty before the first row of headings."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.table = ""
        self._columns: dict[int, str] = {}
        self._row = 0

    def read(self, cells: list[ReturnedCell]) -> bool:
        """Take over a row of headings; False for any other row, as for one that names a goal. Two headings make one, by words or by name."""
        if any(_labelled(cell, self.form) for cell in cells):
            return False
        table, found, certain = max((self._found(cells, table) for table in (FOLLOWUP, DEVELOPMENT)), key=lambda one: one[2])
        if certain < 2:
            return False
        self.table, self._columns, self._row = table, found, max(cell.row for cell in cells)
        return True

    def ends(self, row: int, last: int) -> bool:
        """Whether a row lies below the table of items: further down than its own rows go, and not next to the `last` one."""
        return self.table == DEVELOPMENT and row > self._row + self.form.item_rows and row > last + 1

    def end(self) -> None:
        """The table is over: nothing below is under its headings."""
        self.table, self._columns = "", {}

    def column_at(self, column: int) -> str:
        """The column's id; empty where no heading says it."""
        return self._columns.get(column, "")

    def label_at(self, column: int) -> str:
        """Our own words of the heading there."""
        return self.form.columns.get(self.table, {}).get(self.column_at(column), "")

    def _found(self, cells: list[ReturnedCell], table: str) -> tuple[str, dict[int, str], int]:
        """The columns that a row would be headings of, and how many of them are certain: by words or by name. A heading that stands twice is none."""
        labels = self.form.headings[table]
        prefix = "followup.columns." if table == FOLLOWUP else f"{table}."
        found: dict[int, str] = {}
        for cell in cells:
            named = {block.removeprefix(prefix) for name in cell.names if (block := self.form.names.get(name, "")).startswith(prefix) and "/" not in block}
            named |= {GOAL for name in cell.names if self.form.names.get(name) == f"{FOLLOWUP}.{GOAL}" and table == FOLLOWUP}
            said = (labels[line] for line in map(normal, (cell.text, *cell.text.split("\n"))) if line in labels)
            column = next(said, "") or (named.pop() if len(named) == 1 else "")
            if column in self.form.columns[table]:
                found[cell.column] = column
        names = list(found.values())
        unique = {column: name for column, name in found.items() if names.count(name) == 1}
        return table, unique, len(set(names))


def row_of(cells: list[ReturnedCell], form: Form, heads: Heads) -> Row:
    """What a row of cells says of which goal it is about. Where the goals have their column, only a label in it counts; two labels name none."""
    in_column = [cell for cell in cells if heads.column_at(cell.column) == GOAL]
    labelled = {row for cell in in_column or cells for row in [_labelled(cell, form)] if row}
    named = {form.places[name][1] for cell in cells for name in cell.names if form.places.get(name, ())[:1] == (FOLLOWUP,)}
    return Row(labelled.pop() if len(labelled) == 1 else "", named.pop() if len(named) == 1 else "")


def _labelled(cell: ReturnedCell, form: Form) -> str:
    """The goal whose whole label a cell says, alone or with guidance below it or a word of the respondent's beside it."""
    said, labels = normal(cell.text), form.labels
    found = [row for row, label in labels.items() if label and label in said]
    if len(found) > 1:  # one label within another: the longer says it
        found = [row for row in found if not any(labels[row] in labels[other] for other in found if other != row)]
    return found[0] if len(found) == 1 else ""


def nearest_row(cells: list[ReturnedCell], form: Form) -> str:
    """The goal whose label a row comes nearest to; empty where none is near. Told to a person, never placed by."""
    best, near = "", _NEAR
    matcher = SequenceMatcher(None, autojunk=False)
    for said in (normal(cell.text)[:_COMPARED] for cell in cells if cell.text):
        matcher.set_seq2(said)
        for row, label in form.labels.items():
            matcher.set_seq1(label[:_COMPARED])
            if matcher.real_quick_ratio() > near and matcher.quick_ratio() > near and (likeness := matcher.ratio()) > near:
                best, near = row, likeness
    return best
