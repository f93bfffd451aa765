"""Which texts of a returned form are answers, which are our own words, and which have no certain place.

Every character ends in exactly one of the three. A cell is placed by the label of its row and the heading of its column; the names that the
file carries confirm that, or stand in where a label was overwritten; position alone decides nothing. Neighbours: `form.py` (what was handed
out), `labels.py` (which row and column a label names), `words.py` (what of a cell was typed).
"""

import re
from typing import Iterator, NamedTuple

from ..formats.matching import normal
from ..formats.returned import Remark, Returned, ReturnedCell, ReturnedTable, ReturnedText
from ..model.form import ASSESSMENT
from .form import DEVELOPMENT, FOLLOWUP, GOAL, ITEM, RESPONDENT, RESPONSIBLE, STATE, Form
from .labels import Heads, Row, nearest_row, row_of
from .words import choice_of, clean, short, size, without

ANSWER_MAX = 32_767  #: characters of an answer that a cell of a workbook can hold; a longer one is kept and told
_PAGES = re.compile(r"\s*\d*\s*(\(\d*\))?\s*")  #: the number of a page, and of how many
_COMPARED = 300  #: cells of rows that are none of ours, whose likeness to our labels is looked at: each costs a millisecond
_NO_PAGES = re.compile(r"\s*\(\)\s*")  #: fields of numbers that hold none
_NOT_OPEN = ("deleted",)  #: kinds of text that are told and need no decision


class Placed(NamedTuple):
    """An answer: the cell of the follow-up table by row and column, as the respondent wrote it."""

    row: str
    column: str
    text: str
    where: str


class PlacedItem(NamedTuple):
    """A row of the development items; `was` is what its item said when it was handed out, empty for a blank row."""

    item: str
    responsible: str
    state: str
    was: str
    where: str


class Loose(NamedTuple):
    """A text without a certain place; `near` is what it may belong to, `row/column`. What is `told` needs no decision."""

    text: str
    where: str
    near: str = ""
    told: bool = False


class Placing(NamedTuple):
    """A returned form, taken apart. `lost`: characters that are in none of the three; anything but 0 is a fault that is told."""

    answers: tuple[Placed, ...]
    items: tuple[PlacedItem, ...]
    loose: tuple[Loose, ...]
    respondent: str  #: what its cell says; empty where there is none
    remarks: tuple[Remark, ...]
    said: frozenset[str]  #: lines of ours that were found, as `normal` gives them
    lost: int
    respondent_at: str = ""  #: where its cell is
    others: tuple[tuple[str, str], ...] = ()  #: further respondents that the file names, as where it holds two forms, with their places


def place(returned: Returned, form: Form) -> Placing:
    """Take a returned form apart against the form that was handed out."""
    return _Placer(form).place(returned)


class _Taken(NamedTuple):
    """A cell of a row with where it belongs; an empty column: nobody knows."""

    column: str
    cell: ReturnedCell


class _Placer:
    def __init__(self, form: Form) -> None:
        self.form = form
        self.answers: list[Placed] = []
        self.items: list[PlacedItem] = []
        self.loose: list[Loose] = []
        self.remarks: dict[Remark, None] = {}
        self.respondents: dict[str, tuple[str, str]] = {}  #: text and place of each, by `normal`
        self.workbook = False
        self.compared = 0
        self.doubled: set[str] = set()  #: goals whose label stands in several rows of the table at hand
        self.said: set[str] = set()
        self.counted = 0

    def place(self, returned: Returned) -> Placing:
        self.workbook = returned.format == "xlsx"
        for table in returned.tables:
            self._table(table)
        for text in returned.texts:
            self._text(text)
        self._one_a_cell()
        (respondent, where), *others = self.respondents.values() or [("", "")]
        return Placing(
            tuple(self.answers), tuple(self.items), tuple(self.loose), respondent, (*returned.remarks, *self.remarks),
            frozenset(self.said), returned.counted - self.counted, where, tuple(others),
        )  # fmt: skip

    # Texts

    def _text(self, text: ReturnedText) -> None:
        """A text outside the tables: line by line ours, or loose as a whole stretch of lines; headers and footers have their parts between tabs."""
        said = text.text
        if text.kind in ("margin", "hidden"):  # the margins of a hidden sheet are hidden
            pages = _PAGES if text.kind == "margin" else _NO_PAGES
            said = "\n".join("" if pages.fullmatch(part) else part for part in re.split("[\t\n]", said))
            self.counted += size(text.text) - size(said)
        near = next((f"{row}/{column}" for name in text.names for _, row, column in [self.form.places.get(name, ("", "", ""))] if column), "")
        self._lines(said, text.where, near, told=text.kind in _NOT_OPEN)

    def _lines(self, text: str, where: str, near: str = "", told: bool = False) -> None:
        self.counted += size(text)
        if self._ours(text):
            return
        rest: list[str] = []
        for line in text.split("\n"):
            if not self._ours(line):
                rest.append(line.strip())
        if rest:
            self.loose.append(Loose(clean("\n".join(rest)), where, near, told))

    def _ours(self, text: str) -> bool:
        said = normal(text)
        if said in self.form.words:
            self.said.add(said)
            return True
        return False

    # Tables

    def _table(self, table: ReturnedTable) -> None:
        """Row by row: a row of headings says what the rows below it are, until the next."""
        heads = Heads(self.form)
        rows: dict[int, list[ReturnedCell]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, []).append(cell)
        exact = self._exact(list(rows.values()))
        last = 0
        for number, cells in rows.items():
            if self.workbook and heads.ends(number, last) and not any(map(self._is_item, cells)):
                heads.end()
            if heads.read(cells):
                self._headings(cells, heads)
            else:
                self._row(cells, heads, exact)
            last = number

    def _exact(self, rows: list[list[ReturnedCell]]) -> set[str]:
        """The goals whose own label stands in the table, which no other row can be by its names; all goals where a label and a name contradict."""
        heads, exact = Heads(self.form), set()
        self.doubled, contradicted = set(), False
        for cells in rows:
            found = Row("", "") if heads.read(cells) else row_of(cells, self.form, heads)
            contradicted |= bool(found.by_label and found.by_name and found.by_label != found.by_name)
            self.doubled |= {found.by_label} & exact - {""}
            exact.add(found.by_label)
        return set(self.form.rows) if contradicted else exact  # rows were sorted below names that stayed

    def _headings(self, cells: list[ReturnedCell], heads: Heads) -> None:
        for cell in cells:
            self._label(cell, heads.label_at(cell.column))

    def _label(self, cell: ReturnedCell, ours: str, near: str = "") -> None:
        """A cell that should say our words. Where it says others, they are loose and the change is told."""
        if ours and normal(ours) not in normal(cell.text) and not self._ours(cell.text):
            self._remark("form-label-changed", where=cell.where, ours=short(ours))
        self._lines(cell.text, cell.where, near)

    def _row(self, cells: list[ReturnedCell], heads: Heads, exact: set[str]) -> None:
        found = row_of(cells, self.form, heads)
        if found.by_label in self.doubled and found.by_name not in ("", found.by_label):  # a label written over another's
            found = Row("", "")
        if found.by_label or found.by_name and found.by_name not in exact:
            self._goal_row(found.by_label or found.by_name, cells, heads)
        elif heads.table == DEVELOPMENT or any(map(self._is_item, cells)):
            self._item_row(cells, heads)
        else:
            self._other_row(cells, heads)

    def _goal_row(self, row: str, cells: list[ReturnedCell], heads: Heads) -> None:
        for column, cell in self._columns(row, cells, heads):
            if column == GOAL:
                self._label(cell, self.form.rows[row], row)
            elif column and self.form.is_filled(FOLLOWUP, row, column):
                self._answer(row, column, cell)
            elif column and normal(cell.text) == normal(self.form.said(FOLLOWUP, row, column)):
                self.counted += size(cell.text)
            else:
                if column:
                    self._changed(cell)
                self._lines(cell.text, cell.where, f"{row}/{column}" if column else row)

    def _columns(self, row: str, cells: list[ReturnedCell], heads: Heads) -> Iterator[_Taken]:
        """Each cell with its column: by the heading above it, else by the name that it carries. One that was made of two fields is in neither."""
        for cell in cells:
            column = heads.column_at(cell.column)
            places = {self.form.places[name] for name in cell.names if name in self.form.places}
            named = {place[2] for place in places if place[:2] == (FOLLOWUP, row)}
            if sum(self.form.is_filled(*place) for place in places) > 1:
                self._remark("form-cells-merged", where=cell.where, places=", ".join(sorted("/".join(place[1:]) for place in places)))
                yield _Taken("", cell)
                continue
            if column and named and column not in named and self.form.is_filled(FOLLOWUP, row, column):
                self._remark("form-column-doubtful", where=cell.where)
                yield _Taken("", cell)
                continue
            if not column and len(named) == 1:
                column = named.pop()
            if not column and self.form.labels[row] and self.form.labels[row] in normal(cell.text):
                column = GOAL
            yield _Taken(column, cell)

    def _changed(self, cell: ReturnedCell) -> None:
        if any(not self._ours(line) for line in cell.text.split("\n")) and not self._ours(cell.text):
            self._remark("form-text-changed", where=cell.where)

    def _answer(self, row: str, column: str, cell: ReturnedCell) -> None:
        text = self._typed(cell, (FOLLOWUP, row, column))
        if not text:
            return
        if column == ASSESSMENT:
            choice = choice_of(text, self.form.choices)
            if choice is None:
                self._remark("form-choice-unknown", where=cell.where, found=short(text), choices="/".join(self.form.choices))
                self.loose.append(Loose(text, cell.where, f"{row}/{column}"))
                return
            text = choice
        self.answers.append(Placed(row, column, text, cell.where))

    def _typed(self, cell: ReturnedCell, at: tuple[str, str, str]) -> str:
        """What a person has written into a cell, without our prompt; empty where nobody has."""
        self.counted += size(cell.text)
        if cell.lost:
            self._remark("form-cell-lost", where=cell.where)
        said, ours = normal(cell.text), normal(self.form.said(*at))
        if said in self.form.prompts or self.form.kind != "meeting" and ours and said == ours:
            self.said.add(said)
            return ""
        text = without(clean(cell.text), self.form.asked.get((at[0], at[2]), ()))
        if cell.prompt:
            self._remark("form-prompt-unknown", where=cell.where)
            self.loose.append(Loose(text, cell.where, f"{at[1]}/{at[2]}" if at[1] else DEVELOPMENT))
            return ""
        if len(text) > ANSWER_MAX:
            self._remark("form-answer-long", where=cell.where, count=str(len(text)), limit=str(ANSWER_MAX))
        return text

    # Development items, and rows of neither table

    def _item_row(self, cells: list[ReturnedCell], heads: Heads) -> None:
        said: dict[str, str] = {}
        where, was = cells[0].where, ""
        for cell in cells:
            place = next((p for name in cell.names if (p := self.form.places.get(name)) and p[0] == DEVELOPMENT), None)
            column = heads.column_at(cell.column) if heads.table == DEVELOPMENT else ""
            column = column or (place[2] if place else "")
            if column in (ITEM, RESPONSIBLE, STATE) and column not in said and (place or len(cells) > 1 or normal(cell.text) not in self.form.words):
                said[column] = self._typed(cell, (DEVELOPMENT, "", column))
                if place and place[2] == ITEM:
                    was = self.form.said(*place)
            else:
                self._lines(cell.text, cell.where, DEVELOPMENT)
        if said.get(ITEM):
            was = "" if normal(was) in self.form.prompts else was
            self.items.append(PlacedItem(said[ITEM], said.get(RESPONSIBLE, ""), said.get(STATE, ""), was, where))
        else:
            self.loose += (Loose(text, where, DEVELOPMENT) for text in said.values() if text)
        if all(normal(cell.text) in self.form.words - self.form.prompts and not cell.names for cell in cells):
            heads.end()  # our own words below the table

    def _is_item(self, cell: ReturnedCell) -> bool:
        return any(self.form.places.get(name, ())[:1] == (DEVELOPMENT,) for name in cell.names)

    def _other_row(self, cells: list[ReturnedCell], heads: Heads) -> None:
        """Facts above the table, or a row that was added: the respondent is read, our own words are ours, the rest is loose."""
        ours = all(normal(line) in self.form.words for cell in cells for line in cell.text.split("\n"))
        near = "" if ours or self.compared >= _COMPARED else nearest_row(cells, self.form)
        self.compared += 0 if ours else len(cells)
        label = self.form.blocks.get(f"{RESPONDENT}.label", "")
        beside = bool(label) and any(normal(cell.text) == normal(label) for cell in cells)
        for cell in cells:
            named = any(self.form.names.get(name) == RESPONDENT for name in cell.names)
            if (named or beside) and normal(cell.text) != normal(label) and cell.text.strip():
                beside = False  # one a row
                self._respondent(cell)
            else:
                column = heads.column_at(cell.column)
                self._lines(cell.text, cell.where, f"{near}/{column}" if near and column else near)

    def _respondent(self, cell: ReturnedCell) -> None:
        self.counted += size(cell.text)
        self._ours(cell.text)
        if self.form.kind == "form" or normal(cell.text) not in self.form.prompts:
            self.respondents.setdefault(normal(cell.text).casefold(), (clean(cell.text), cell.where))

    # All of it

    def _one_a_cell(self) -> None:
        """A cell that is answered twice, as where a row was copied, is answered by neither."""
        first: dict[tuple[str, str], Placed] = {}
        twice: set[tuple[str, str]] = set()
        for answer in self.answers:
            known = first.setdefault((answer.row, answer.column), answer)
            if known is not answer and normal(known.text) != normal(answer.text):
                twice.add((answer.row, answer.column))
        for place in twice:
            self._remark("form-cell-twice", place="/".join(place))
        self.loose += (Loose(a.text, a.where, f"{a.row}/{a.column}") for a in self.answers if (a.row, a.column) in twice)
        self.answers = [answer for place, answer in first.items() if place not in twice]

    def _remark(self, code: str, **values: str) -> None:
        self.remarks[Remark(code, tuple(values.items()))] = None
