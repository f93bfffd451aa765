"""A form as it was handed out, seen as what a reader of a returned one needs: its rows, its columns, and all of its words.

A form is known by the ids and texts of its blocks alone, so that what was handed out years ago is still read by the same road.
"""

from functools import cached_property
from typing import Iterable, Literal

import msgspec

from ..formats.address import bookmark
from ..formats.matching import normal
from ..model.form import ASSESSMENT

FOLLOWUP, DEVELOPMENT = "followup", "development"  #: the two tables of every form
GOAL = "goal"  #: the column that names its row
RESPONDENT = "form.respondent"  #: the cell that says who answers
ITEM, RESPONSIBLE, STATE = "item", "responsible", "state"  #: columns of the development items

Kind = Literal["form", "blank", "meeting"]  #: one recipient's; the general one; the meeting's table
Place = tuple[str, str]  #: row and column by id


class Form(msgspec.Struct, frozen=True, dict=True):
    """The blocks of a form by id, with what else stands in its file; `party` is empty where every party has its column."""

    key: str
    kind: Kind
    year: str
    edition: str
    party: str
    blocks: dict[str, str]
    fixed: tuple[str, ...]
    choices: tuple[str, ...]  #: of the assessment

    @cached_property
    def rows(self) -> dict[str, str]:
        """The label of each row of the follow-up table by its id."""
        return {name[len(FOLLOWUP) + 1 : -len(GOAL) - 1]: text for name, text in self.blocks.items() if _is_label(name)}

    @cached_property
    def columns(self) -> dict[str, dict[str, str]]:
        """The heading of each column by table and id."""
        followup = {name.removeprefix("followup.columns."): text for name, text in self.blocks.items() if name.startswith("followup.columns.")}
        if "followup.goal" in self.blocks:
            followup[GOAL] = self.blocks["followup.goal"]
        development = {name: self.blocks[f"development.{name}"] for name in (ITEM, RESPONSIBLE, STATE) if f"development.{name}" in self.blocks}
        return {FOLLOWUP: followup, DEVELOPMENT: development}

    @cached_property
    def labels(self) -> dict[str, str]:
        """The labels of the rows as `normal` gives them, by row."""
        return {row: normal(text) for row, text in self.rows.items()}

    @cached_property
    def headings(self) -> dict[str, dict[str, str]]:
        """The column of each heading as `normal` gives it, by table."""
        return {table: {normal(text): column for column, text in columns.items()} for table, columns in self.columns.items()}

    @cached_property
    def names(self) -> dict[str, str]:
        """The block of each name that a file may carry."""
        cells = (f"followup.{row}/{column}" for row in self.rows for column in self.columns[FOLLOWUP])
        return {bookmark(block): block for block in (*self.blocks, *cells)}

    @cached_property
    def words(self) -> frozenset[str]:
        """Every line of ours, as `normal` gives it; the empty one as well. A choice is a word of ours only in the cell where it stood."""
        texts: Iterable[str] = (*self.blocks.values(), *self.fixed)
        said = {"", *(normal(text) for text in texts), *(normal(line) for text in texts for line in text.split("\n"))}
        return frozenset(said - set(self.choices))

    @cached_property
    def prompts(self) -> frozenset[str]:
        """What our own words in cells to be filled are: a returned cell that says one of them is empty.

        In the meeting's table cells to be filled hold what was said before as well; there the last row of the development items, which is blank,
        and what an assessment says before it is made are the prompts.
        """
        last = self.item_rows
        said = {self.blocks.get(RESPONDENT, "")}
        for name, text in self.blocks.items():
            table, row, column = self._place(name)
            if not column or not self.is_filled(table, row, column):
                continue
            if self.kind != "meeting" or (row == str(last) if table == DEVELOPMENT else text not in self.choices):
                said.add(text)
        return frozenset(normal(text) for text in said) | {""}

    @cached_property
    def asked(self) -> dict[tuple[str, str], list[str]]:
        """The words that ask for an answer, by table and column; the longest first."""
        found: dict[tuple[str, str], set[str]] = {}
        for name, text in self.blocks.items():
            table, row, column = self._place(name)
            if column and text and normal(text) in self.prompts:
                found.setdefault((table, column), set()).add(normal(text))
        return {place: sorted(texts, key=lambda text: (-len(text), text)) for place, texts in found.items()}

    @cached_property
    def item_rows(self) -> int:
        """How many rows the table of development items had."""
        return max((int(row) for table, row, _ in map(self._place, self.blocks) if table == DEVELOPMENT and row.isdigit()), default=0)

    @cached_property
    def places(self) -> dict[str, tuple[str, str, str]]:
        """Table, row and column of each name that a cell of the two tables may carry."""
        return {name: self._place(block) for name, block in self.names.items() if "/" in block and "." in block}

    def _place(self, block: str) -> tuple[str, str, str]:
        """Table, row and column of a block; a column's id may hold a dot (`arviointi.2025`), and a paragraph's stands behind one."""
        table, _, rest = block.partition(".")
        row, _, name = rest.partition("/")
        known = [column for column in self.columns.get(table, ()) if name == column or name.startswith(f"{column}.")]
        return table, row, max(known, key=len, default=name.partition(".")[0])

    @cached_property
    def held(self) -> dict[Place, str]:
        """The choices that the form held already when it was handed out, as the meeting's table holds what the committee has set before."""
        cells = {name: self._place(name) for name, text in self.blocks.items() if text in self.choices}
        return {(row, column): self.blocks[name] for name, (table, row, column) in cells.items() if self.is_filled(table, row, column)}

    def is_filled(self, table: str, row: str, column: str) -> bool:
        """Whether a respondent writes into the cell."""
        if table == DEVELOPMENT:
            return column in (ITEM, RESPONSIBLE, STATE)
        if self.kind == "meeting":
            return column == ASSESSMENT
        return column == ASSESSMENT or column == self.party or not self.party and column not in (GOAL,)

    def said(self, table: str, row: str, column: str) -> str:
        """What the cell said when the form was handed out."""
        return self.blocks.get(f"{table}.{row}/{column}", "")


def _is_label(block: str) -> bool:
    return block.startswith(f"{FOLLOWUP}.") and block.endswith(f"/{GOAL}")
