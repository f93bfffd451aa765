"""The follow-up table as people get it to fill: the general one with a column for each party, and a recipient's with a column of its own.

Rows, columns and fields have the ids that they have in every other output; `request.py` says what stands above and below them.
"""

from typing import NamedTuple

from msgspec.structs import replace

from ..document.blocks import Cell, Column, Paragraph, Row, Run, Section, Table
from ..model.form import ASSESSMENT, Response
from ..model.handbook import Practice
from ..model.people import Party
from ..model.reference import Statements
from .form import development, followup
from .request import closing, facts, prompt
from .select import Selection
from .views import LastYear, of

Sections = tuple[Section, ...]
_GOAL_SHARE = 0.24  #: of the general table's width
#: What columns are of the width of an upright page, in cm, without last year's answers and with them.
_WIDTHS = {"goal": 6.2, "own": 8.3, "last": 0.0, "choice": 2.5}
_WIDTHS_LAST = {"goal": 6.1, "own": 5.7, "last": 3.2, "choice": 2.0}
_GUIDE_SHARE = 0.28  #: where help stands in a column of its own


class Own(NamedTuple):
    """A party's own form: of which year, by when (ISO, empty: not set), as whom it answers, and what the newest real round before holds."""

    party: Party
    year: str
    deadline: str
    respondent: str
    last: LastYear | None


def general(selection: Selection, year: str) -> Sections:
    """The table of all parties, to be filled by one that says who it is."""
    table = followup(selection, _GOAL_SHARE)
    parts = tuple(_prompting(selection, part) for part in table.parts if isinstance(part, Table))
    return replace(table, title=None, parts=(facts(selection, year), *parts)), _development(selection, wide=True)


def own(selection: Selection, asked: Own) -> Sections:
    """The form of one party's recipients, on an upright page."""
    top = facts(selection, asked.year, asked.deadline, asked.respondent)
    return Section("followup", "followup_table", None, (top, _own_table(selection, asked)), 2), _development(selection, wide=False)


def _development(selection: Selection, wide: bool) -> Section:
    blank = development(selection)
    tables = tuple(_prompting(selection, part) for part in blank.parts if isinstance(part, Table))
    return replace(blank, parts=(*tables, closing(selection)), wide=wide)


def _prompting(selection: Selection, table: Table) -> Table:
    """A blank table whose fields say what to write there; its key stands among the form's facts."""
    rows = tuple(replace(row, cells=tuple(_prompted(selection, cell) for cell in row.cells)) for row in table.rows)
    return replace(table, rows=rows, note=None)


def _prompted(selection: Selection, cell: Cell) -> Cell:
    last = cell.id.rpartition("/")[2]
    word = "prompt.choice" if cell.choices else f"prompt.{last}" if last in ("item", "responsible") else "prompt.answer"
    return replace(cell, paragraphs=(prompt(selection, cell.id, word),)) if cell.fill else cell


# A party's own table


def _own_table(selection: Selection, asked: Own) -> Table:
    last = _answers_of(asked) if asked.last else ()
    columns = _columns(selection, asked, bool(last))
    rows = tuple(_row(selection, asked, practice, number, last) for number, practice in enumerate(selection.source.practices, 1))
    return Table("followup", "form", columns, rows, selection.fixed("followup.caption", "form.caption"))


def _columns(selection: Selection, asked: Own, with_last: bool) -> tuple[Column, ...]:
    form, widths = selection.source.followup, _WIDTHS_LAST if with_last else _WIDTHS
    share = {name: width / sum(widths.values()) * (1 - _GUIDE_SHARE) for name, width in widths.items()}
    party, guide = asked.party.id.value, "form.guide.own" if asked.party.contribution else "form.guide"
    last = Column("last", _year_head(selection, "last", "form.last", asked.last.year), share["last"]) if asked.last and with_last else None
    return (
        Column("goal", selection.paragraph("followup.goal", form.goal), share["goal"], "head"),
        Column(party, _year_head(selection, party, "form.own", asked.year), share["own"], "answer"),
        *([last] if last else []),
        Column(ASSESSMENT, selection.paragraph(f"followup.columns.{ASSESSMENT}", form.assessment.label), share["choice"], "choice"),
        Column("guide", selection.fixed("followup.columns.guide", guide), _GUIDE_SHARE, "guide"),
    )


def _year_head(selection: Selection, column: str, word: str, year: str) -> Paragraph:
    return Paragraph(f"followup.columns.{column}", (Run(selection.word(word, year=year)),), editable=False)


def _row(selection: Selection, asked: Own, practice: Practice, number: int, last: tuple[Response, ...]) -> Row:
    block, choices = f"followup.{practice.id}", tuple(choice.value for choice in selection.source.followup.assessment.choices)
    name = Run(f"{number}. {selection.plain(practice.name)}", strong=True)
    goal = selection.derived(f"{block}/goal", (name, Run(": "), *selection.runs(practice.goal)), practice.goal)
    answer, choice = f"{block}/{asked.party.id}", f"{block}/{ASSESSMENT}"
    cells = [
        Cell(goal.id, (goal,)),
        Cell(answer, (prompt(selection, answer, "prompt.answer"),), True, (), selection.word("fill.answer")),
        Cell(choice, (prompt(selection, choice, "prompt.choice"),), True, choices, selection.word("fill.choice", choices="/".join(choices))),
        Cell(f"{block}/guide", _guide(selection, f"{block}/guide", _contribution(asked.party, practice))),
    ]
    if last:
        cells.insert(2, Cell(f"{block}/last", _said_last(selection, f"{block}/last", practice, last)))
    return Row(block, tuple(cells))


def _contribution(party: Party, practice: Practice) -> Statements:
    """What the handbook says of the party's own part in a practice, else of how the practice comes true."""
    return {"county": practice.county, "associations": practice.associations}.get(party.contribution or "", practice.realisation)


def _guide(selection: Selection, block: str, statements: Statements) -> tuple[Paragraph, ...]:
    return tuple(selection.derived(f"{block}.{said.id}", selection.runs(said.text), said.text, "guide") for said in statements)


# Last year's answers


def _answers_of(asked: Own) -> tuple[Response, ...]:
    """The responses of the party's respondents last year that answer anything in its column."""
    party = asked.party.id.value
    given = asked.last.responses if asked.last else ()
    return tuple(response for response in given if response.party == party and any(answer.column == party for answer in response.answers))


def _said_last(selection: Selection, block: str, practice: Practice, last: tuple[Response, ...]) -> tuple[Paragraph, ...]:
    """Each respondent's answer, by name where there are several, with its own assessment."""
    said: list[Paragraph] = []
    for response in last:
        place, name = f"{block}.{response.respondent}", response.name.value if response.name else response.respondent.value
        for answer in of(practice, response, response.party.value if response.party else ""):
            who = (Run(name, strong=True), Run(": ")) if len(last) > 1 else ()
            said.append(selection.derived(place, (*who, Run(answer.text.value)), answer.text))
        for view in of(practice, response, ASSESSMENT):
            own_view = Run(selection.word("own-assessment", choice=view.text.value))
            said.append(selection.derived(f"{place}.{ASSESSMENT}", (own_view,), view.text))
    return tuple(said) or (Paragraph(block, (Run(selection.word("no-answer"), look="muted"),), editable=False),)
