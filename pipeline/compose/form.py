"""The follow-up table and the development items, blank or filled: the same tables of fields with other values."""

from typing import Iterable

from ..document.blocks import Cell, Column, Paragraph, Row, Run, Section, Table
from ..model.form import ASSESSMENT, Answer, Item, Response
from ..model.handbook import Practice
from ..model.reference import Text
from .select import Selection


_WORD = (9, 16)  #: letters: a column is made for a longest word of no less and no more


def followup(selection: Selection, goal_share: float, responses: tuple[Response, ...] | None) -> Section:
    """The follow-up table: a row for each practice, a column for the goal, for each party and for the assessment.

    `goal_share` is the goal column's part of the width, 0-1; the others share the rest by the longest word of their heads and answers.
    Without `responses` the cells are blank, to be filled.
    """
    form = selection.source.followup
    title = selection.paragraph("followup.title", form.title)
    rows = tuple(_row(selection, practice, responses) for practice in selection.source.practices)
    columns = _columns(selection, goal_share, rows)
    shown_blank = responses is None and selection.output.kind != "table-blank"  # nobody fills in a handbook: there a dash stands for a blank
    table = Table("followup", "followup", columns, rows, _caption(selection), _legend(selection, shown_blank))
    return Section("followup", "followup_table", title, (table,), 2, wide=True)


def development(selection: Selection, responses: tuple[Response, ...] | None) -> Section:
    """The development items with who is responsible and when; blank rows where there are no responses."""
    form = selection.source.followup.development
    columns = (
        Column("item", selection.paragraph("development.item", form.item), 0.6, "answer"),
        Column("responsible", selection.paragraph("development.responsible", form.responsible), 0.4, "answer"),
    )
    items = [item for response in responses or () for item in response.items]
    if responses is None:
        rows = tuple(_blank_item(selection, f"development.{n}") for n in range(1, form.blank_rows + 1))
    else:
        rows = tuple(_item(selection, f"development.{n}", item) for n, item in enumerate(items, 1))
    caption = selection.fixed("development.caption", "development.caption")
    table = Table("development", "development", columns, rows, caption, row_heads=False)
    return Section("development", "development_table", selection.paragraph("development.title", form.title), (table,), 2)


def _columns(selection: Selection, goal_share: float, rows: tuple[Row, ...]) -> tuple[Column, ...]:
    form = selection.source.followup
    names = {party.id.value: party.name for party in selection.source.parties}
    heads = [(column.party.value, names[column.party.value], "answer") for column in form.columns]
    heads.append((ASSESSMENT, form.assessment.label, "choice"))
    widths = [1 + _longest_word(name.value, *(p.text for row in rows for p in row.cells[n].paragraphs)) for n, (_, name, _) in enumerate(heads, 1)]
    rest = (1 - goal_share) / sum(widths)
    goal = Column("goal", selection.paragraph("followup.goal", form.goal), goal_share, "head")
    return (goal,) + tuple(
        Column(name, selection.paragraph(f"followup.columns.{name}", label), width * rest, role)
        for (name, label, role), width in zip(heads, widths)
    )


def _longest_word(*texts: str) -> int:
    least, most = _WORD
    return min(most, max(least, *(len(word) for text in texts for word in text.split())))


def _row(selection: Selection, practice: Practice, responses: tuple[Response, ...] | None) -> Row:
    form = selection.source.followup
    block = f"followup.{practice.id}"
    goal = (Run(selection.plain(practice.name), strong=True), Run(": "), *selection.runs(practice.goal))
    cells = [Cell(f"{block}/goal", (selection.derived(f"{block}/goal", goal, practice.goal),))]
    for column in form.columns:
        cells.append(_party_cell(selection, practice, column.party, responses))
    cells.append(_assessment_cell(selection, practice, responses))
    return Row(block, tuple(cells))


def _party_cell(selection: Selection, practice: Practice, party: Text, responses: tuple[Response, ...] | None) -> Cell:
    name = f"followup.{practice.id}/{party}"
    if responses is None:
        return Cell(name, (_blank(selection, name),), True, (), selection.word("fill.answer"))
    given = [response for response in responses if response.party == party]
    paragraphs: list[Paragraph] = []
    for response in given:
        source = f"{response.respondent}: " if len(given) > 1 else ""
        paragraphs += _answers(selection, name, source, practice, response)
    return Cell(name, tuple(paragraphs) or (_muted(selection, name, "no-answer"),))


def _answers(selection: Selection, name: str, source: str, practice: Practice, response: Response) -> Iterable[Paragraph]:
    for answer in _of(practice, response):
        if answer.column == ASSESSMENT:
            own = selection.word("own-assessment", choice=answer.text.value)
            yield selection.derived(f"{name}.{response.respondent}.{ASSESSMENT}", (Run(own),), answer.text)
        elif answer.column == response.party:
            runs = (Run(source, strong=True), Run(answer.text.value)) if source else (Run(answer.text.value),)
            yield selection.derived(f"{name}.{response.respondent}", runs, answer.text)


def _assessment_cell(selection: Selection, practice: Practice, responses: tuple[Response, ...] | None) -> Cell:
    name = f"followup.{practice.id}/{ASSESSMENT}"
    choices = tuple(choice.value for choice in selection.source.followup.assessment.choices)
    if responses is None:
        return Cell(name, (_blank(selection, name),), True, choices, selection.word("fill.choice", choices="/".join(choices)))
    for response in responses:
        for answer in _of(practice, response):
            if response.party is None and answer.column == ASSESSMENT:
                return Cell(name, (selection.derived(name, (Run(answer.text.value, strong=True),), answer.text),))
    return Cell(name, (_muted(selection, name, "no-assessment"),))


def _of(practice: Practice, response: Response) -> Iterable[Answer]:
    return (answer for answer in response.answers if answer.row == practice.id)


def _item(selection: Selection, block: str, item: Item) -> Row:
    who = [text.value for text in (item.responsible, item.schedule) if text is not None]
    responsible = (
        selection.derived(f"{block}/responsible", (Run(", ".join(who)),), item.item) if who else _muted(selection, f"{block}/responsible", "no-answer")
    )
    return Row(
        block,
        (Cell(f"{block}/item", (selection.derived(f"{block}/item", (Run(item.item.value),), item.item),)), Cell(f"{block}/responsible", (responsible,))),
    )


def _blank_item(selection: Selection, block: str) -> Row:
    def cell(name: str) -> Cell:
        return Cell(f"{block}/{name}", (selection.missing(f"{block}/{name}", "fill.blank"),), True, (), selection.word(f"fill.{name}"))

    return Row(block, (cell("item"), cell("responsible")))


def _caption(selection: Selection) -> Paragraph:
    return selection.fixed("followup.caption", "followup.caption")


def _legend(selection: Selection, shown_blank: bool) -> Paragraph:
    """What the letters of the assessment mean, in the owner's words or the mark that they are missing; and what a dash means."""
    assessment = selection.source.followup.assessment
    choices = "/".join(choice.value for choice in assessment.choices)
    legend = selection.plain(assessment.legend).rstrip(".") + "." if assessment.legend else selection.word("legend.missing")
    runs = [Run(f"{choices}: {legend}", look="" if assessment.legend else "missing")]
    if shown_blank:
        runs.append(Run(" " + selection.word("legend.blank")))
    return Paragraph("followup.legend", tuple(runs), editable=False)


def _blank(selection: Selection, name: str) -> Paragraph:
    return Paragraph(name, (Run(selection.word("blank"), look="muted"),), editable=False)


def _muted(selection: Selection, name: str, word: str) -> Paragraph:
    return Paragraph(name, (Run(selection.word(word), look="muted"),), editable=False)
