"""The follow-up table and the development items while they are blank, and what they share with those that are filled (`filled.py`, `items.py`)."""

from msgspec.structs import replace

from ..document.blocks import Cell, Column, Paragraph, Row, Run, Section, Table
from ..model.form import ASSESSMENT
from ..model.handbook import Practice
from .select import Selection


_WORD = (9, 16)  #: letters: a column is made for a longest word of no less and no more
_LONG = 10  #: letters of a cell for which a column gets as much room as for one letter of its longest word


def followup(selection: Selection, goal_share: float) -> Section:
    """The blank follow-up table: a row for each practice, a column for the goal, for each party and for the assessment.

    `goal_share` is the goal column's part of the width, 0-1; the others share the rest by the longest word of their heads.
    """
    rows = tuple(_row(selection, practice) for practice in selection.source.practices)
    shown_blank = selection.output.kind != "table-blank"  # nobody fills in a handbook: there a dash stands for a blank
    return table_section(selection, columns(selection, goal_share, rows), rows, legend(selection, shown_blank))


def table_section(selection: Selection, heads: tuple[Column, ...], rows: tuple[Row, ...], note: Paragraph, year: str = "") -> Section:
    """The section of the follow-up table, blank or filled; `note` is its legend, `year` that of its answers."""
    title = selection.paragraph("followup.title", selection.source.followup.title)
    table = Table("followup", "followup", heads, rows, _caption(selection, "followup", year), note)
    return Section("followup", "followup_table", title, (table,), 2, wide=True)


def development(selection: Selection) -> Section:
    """The development items with who is responsible and when: blank rows."""
    form = selection.source.followup.development
    rows = tuple(_blank_item(selection, f"development.{n}") for n in range(1, form.blank_rows + 1))
    return development_section(selection, item_columns(selection, (0.6, 0.4)), rows)


def item_columns(selection: Selection, shares: tuple[float, float]) -> tuple[Column, Column]:
    """The columns of an item and of who is responsible."""
    form = selection.source.followup.development
    return (
        Column("item", selection.paragraph("development.item", form.item), shares[0], "answer"),
        Column("responsible", selection.paragraph("development.responsible", form.responsible), shares[1], "answer"),
    )


def development_section(selection: Selection, heads: tuple[Column, ...], rows: tuple[Row, ...], year: str = "") -> Section:
    """The section of the development items, blank or filled."""
    table = Table("development", "development", heads, rows, _caption(selection, "development", year), row_heads=False)
    title = selection.paragraph("development.title", selection.source.followup.development.title)
    return Section("development", "development_table", title, (table,), 2)


def _caption(selection: Selection, table: str, year: str) -> Paragraph:
    """What a table holds, and of which year where that is given."""
    block = f"{table}.caption"
    return Paragraph(block, (Run(selection.word(f"{block}.year", year=year)),), editable=False) if year else selection.fixed(block, block)


def columns(selection: Selection, goal_share: float, rows: tuple[Row, ...], choices: tuple[Column, ...] = ()) -> tuple[Column, ...]:
    """The columns of goal, parties and assessment; `choices` stand in place of the last. What the goal leaves is shared by the longest words, or texts."""
    form = selection.source.followup
    names = {party.id.value: party.name for party in selection.source.parties}
    heads = [Column(name, selection.paragraph(f"followup.columns.{name}", names[name]), 0.0, "answer") for name in party_ids(selection)]
    heads += choices or (Column(ASSESSMENT, selection.paragraph(f"followup.columns.{ASSESSMENT}", form.assessment.label), 0.0, "choice"),)
    texts = [[column.label.text, *(p.text for row in rows for p in row.cells[n].paragraphs)] for n, column in enumerate(heads, 1)]
    most = [max((sum(len(p.text) for p in row.cells[n].paragraphs) for row in rows), default=0) for n in range(1, len(heads) + 1)]
    widths = [max(1 + _longest_word(*said), letters / _LONG) for said, letters in zip(texts, most)]
    rest = (1 - goal_share) / sum(widths)
    goal = Column("goal", selection.paragraph("followup.goal", form.goal), goal_share, "head")
    return (goal, *(replace(column, share=width * rest) for column, width in zip(heads, widths)))


def party_ids(selection: Selection) -> tuple[str, ...]:
    """The ids of the parties that have a column, in its order."""
    return tuple(column.party.value for column in selection.source.followup.columns)


def _longest_word(*texts: str) -> int:
    least, most = _WORD
    return min(most, max(least, *(len(word) for text in texts for word in text.split())))


def goal_cell(selection: Selection, practice: Practice) -> Cell:
    """The cell that names a row: the practice and its goal."""
    name = f"followup.{practice.id}/goal"
    words = (Run(selection.plain(practice.name), strong=True), Run(": "), *selection.runs(practice.goal))
    return Cell(name, (selection.derived(name, words, practice.goal),))


def _row(selection: Selection, practice: Practice) -> Row:
    block = f"followup.{practice.id}"
    cells = [goal_cell(selection, practice)]
    for party in party_ids(selection):
        name = f"{block}/{party}"
        cells.append(Cell(name, (_blank(selection, name),), True, (), selection.word("fill.answer")))
    name, choices = f"{block}/{ASSESSMENT}", choices_of(selection)
    cells.append(Cell(name, (_blank(selection, name),), True, choices, selection.word("fill.choice", choices="/".join(choices))))
    return Row(block, tuple(cells))


def choices_of(selection: Selection) -> tuple[str, ...]:
    """What an assessment can be."""
    return tuple(choice.value for choice in selection.source.followup.assessment.choices)


def _blank_item(selection: Selection, block: str) -> Row:
    def cell(name: str) -> Cell:
        return Cell(f"{block}/{name}", (selection.missing(f"{block}/{name}", "fill.blank"),), True, (), selection.word(f"fill.{name}"))

    return Row(block, (cell("item"), cell("responsible")))


def legend(selection: Selection, shown_blank: bool) -> Paragraph:
    """What the letters of the assessment mean, in the owner's words or the mark that they are missing; and what a dash means."""
    assessment = selection.source.followup.assessment
    said = selection.plain(assessment.legend).rstrip(".") + "." if assessment.legend else selection.word("legend.missing")
    runs = [Run(f"{'/'.join(choices_of(selection))}: {said}", look="" if assessment.legend else "missing")]
    if shown_blank:
        runs.append(Run(" " + selection.word("legend.blank")))
    return Paragraph("followup.legend", tuple(runs), editable=False)


def _blank(selection: Selection, name: str) -> Paragraph:
    return Paragraph(name, (Run(selection.word("blank"), look="muted"),), editable=False)
