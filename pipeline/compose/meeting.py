"""The filled table as the slides of a meeting: the year in short, a slide for each goal with the parties in rows, the development items (`meeting_items.py`).

Nothing is reckoned into a winner: until the committee has assessed a goal, the parties' own views stand in its place in words. What the round
says is asked of `views.py`; what a slide holds of a party's answers is made in `told.py`.
"""

from collections import Counter
from typing import NamedTuple

from ..document.blocks import Cell, Chart, Column, Panel, Paragraph, Row, Run, Section, Series, Table
from ..model.handbook import Practice
from .meeting_items import items_section
from .select import Selection
from .told import NARROW, party_cell
from .views import DIFFERING, NONE, LastYear, Responses, answered, assessment, last_year, parties, party_views, undecided

KINDS = ("meeting_summary", "meeting_views", "meeting_goal", "meeting_items")  #: of the sections of such a deck, and of no other
_BETWEEN = " · "
_LISTED = 2  #: changes of assessments that are named; more are counted
_NO_BREAK = "\u00a0"  #: a number stays with its word


class _Round(NamedTuple):
    """A year, what was answered in it, and the real round before it."""

    year: str
    responses: Responses
    last: LastYear | None

    @property
    def before(self) -> Responses:
        return self.last.responses if self.last else ()


def meeting(selection: Selection, responses: Responses, year: str) -> tuple[Section, ...]:
    """The sections of the deck, in the order in which the meeting goes through them."""
    shown = _Round(year, responses, last_year(selection.content, year))
    goals = (_goal(selection, practice, shown) for practice in selection.source.practices)
    return (_summary(selection, shown), *goals, items_section(selection, year, responses, shown.last))


# The summary


def _summary(selection: Selection, shown: _Round) -> Section:
    title = selection.fixed("meeting.summary.title", "meeting.summary", year=shown.year)
    kind = "meeting_views" if _worded(selection, shown.responses) else "meeting_summary"
    return Section("meeting.summary", kind, title, (_chart(selection, shown), _remarks(selection, shown), _table(selection, shown)))


def _chart(selection: Selection, shown: _Round) -> Chart:
    """How many goals have which assessment, a bar a year; while none has one, how many cells are answered."""
    rounds = [(shown.year, shown.responses), *((shown.last,) if shown.last else ())]
    if _assessed(selection, shown.responses):
        title = selection.word("meeting.chart", count=str(len(selection.source.practices)))
        counted = [_assessments(selection, responses) for _, responses in rounds]
    else:
        title = selection.word("meeting.chart.answers", count=str(_cells(selection)))
        counted = [_answers(selection, responses) for _, responses in rounds]
    names = list(counted[0])
    looks = ("solid", *["outline"] * (len(names) - 2), "gap")
    series = tuple(Series(name, tuple(one[name] for one in counted), look) for name, look in zip(names, looks))
    said = (f"{year}: {', '.join(f'{name} {one[name]}' for name in names)}." for (year, _), one in zip(rounds, counted))
    caption = Paragraph("meeting.chart", (Run(" ".join([f"{title}.", *said])),), editable=False)
    return Chart("meeting.chart", "chart", title, tuple(year for year, _ in rounds), series, caption)


def _assessments(selection: Selection, responses: Responses) -> dict[str, int]:
    """How many goals the committee has given each choice, and how many none, by the words of each."""
    found = Counter(_choice(practice, responses) for practice in selection.source.practices)
    return {**{choice: found[choice] for choice in _choices(selection)}, selection.word("no-assessment"): found[NONE]}


def _answers(selection: Selection, responses: Responses) -> dict[str, int]:
    """How many cells of goals and parties are answered, and how many are not, by the words of each."""
    count = _answered_cells(selection, responses)
    return {selection.word("meeting.chart.answered"): count, selection.word("no-answer"): _cells(selection) - count}


def _remarks(selection: Selection, shown: _Round) -> Panel:
    """What is to be said of the numbers."""
    whole, count = _cells(selection), _answered_cells(selection, shown.responses)
    word = "meeting.remarks.all" if count == whole else "meeting.remarks.answered"
    told = [selection.fixed("meeting.remarks.answered", word, count=str(count), all=str(whole), rest=str(whole - count))]
    if conflicts := sum(len(response.conflicts) for response in shown.responses):
        told.append(selection.fixed("meeting.remarks.open", "meeting.remarks.open", count=str(conflicts)))
    if not _assessed(selection, shown.responses):
        told.append(selection.fixed("meeting.remarks.waiting", "meeting.remarks.waiting"))
    elif shown.last:
        told.append(_changes(selection, shown, shown.last))
    told.append(Paragraph("meeting.remarks.legend", (_legend(selection),), editable=False))
    return Panel("meeting.remarks", "remarks", tuple(told), selection.fixed("meeting.remarks.label", "meeting.remarks"))


def _changes(selection: Selection, shown: _Round, last: LastYear) -> Paragraph:
    """Where the committee has chosen otherwise than last year; the table says of each goal what it was."""
    pairs = ((practice, _choice(practice, last.responses), _choice(practice, shown.responses)) for practice in selection.source.practices)
    changes = [f"{selection.plain(practice.name)} {before} → {now}" for practice, before, now in pairs if before and now and before != now]
    if not changes:
        return selection.fixed("meeting.remarks.changes", "meeting.remarks.same", year=last.year)
    if len(changes) > _LISTED:
        return selection.fixed("meeting.remarks.changes", "meeting.remarks.changed.many", count=str(len(changes)))
    return selection.fixed("meeting.remarks.changes", "meeting.remarks.changed", changes=", ".join(changes))


def _table(selection: Selection, shown: _Round) -> Table:
    """The numbers of the chart as a table, goal by goal; the parties' views in words where the committee has set nothing."""
    worded = _worded(selection, shown.responses)
    head = "meeting.assessed" if _assessed(selection, shown.responses) else "meeting.views.head"
    labels = [("goal", selection.derived("meeting.table.goal", (Run(selection.plain(selection.source.followup.goal)),), selection.source.followup.goal), 0.0)]
    labels += [("last", _said("meeting.table.last", shown.last.year), 0.12)] if shown.last else []
    this = _said("meeting.table.this", shown.year) if head == "meeting.assessed" else selection.fixed("meeting.table.this", head, year=shown.year)
    labels += [("this", this, 0.36 if worded else 0.15), ("answered", selection.fixed("meeting.table.answered", "meeting.answered.head"), 0.15 if worded else 0.17)]
    rest = 1 - sum(share for _, _, share in labels)
    columns = tuple(Column(name, label, share or rest) for name, label, share in labels)
    rows = tuple(_table_row(selection, practice, shown) for practice in selection.source.practices)
    return Table("meeting.table", "summary", columns, rows, selection.fixed("meeting.table.caption", "meeting.summary.caption"))


def _table_row(selection: Selection, practice: Practice, shown: _Round) -> Row:
    block = f"meeting.table.{practice.id}"
    name = selection.derived(f"{block}/goal", (Run(selection.plain(practice.name), strong=True),), practice.name)
    count = f"{answered(selection.content, practice, shown.responses)}/{len(parties(selection.content))}"
    said = [name, *([_year_cell(selection, f"{block}/last", practice, shown.before, False)] if shown.last else [])]
    said += [_year_cell(selection, f"{block}/this", practice, shown.responses, True), _said(f"{block}/answered", count)]
    return Row(block, tuple(Cell(paragraph.id, (paragraph,)) for paragraph in said))


def _year_cell(selection: Selection, block: str, practice: Practice, responses: Responses, this: bool) -> Paragraph:
    """The committee's choice in a year; without one, this year the parties' views, else that there is none."""
    if choice := _choice(practice, responses):
        return Paragraph(block, (Run(choice, strong=this),), editable=False)
    if undecided(practice, responses):
        return Paragraph(block, (Run(_chosen(selection, practice, responses)),), editable=False)
    if not this:
        return Paragraph(block, (Run(selection.word("no-assessment"), look="muted"),), editable=False)
    views = _views(selection, practice, responses)
    return _said(block, selection.word("meeting.views", views=views) if _assessed(selection, responses) else views)


# A goal


def _goal(selection: Selection, practice: Practice, shown: _Round) -> Section:
    block, name = f"meeting.goals.{practice.id}", selection.plain(practice.name)
    title = selection.derived(f"{block}.title", (Run(selection.word("meeting.goal", year=shown.year, goal=name)),), practice.name)
    goal = selection.derived(f"{block}.goal", selection.runs(practice.goal), practice.goal)
    label = selection.derived(f"{block}.goal.label", (Run(selection.plain(selection.source.followup.goal)),), selection.source.followup.goal)
    strip = Panel(f"{block}.assessment", "assessment", (_strip(selection, block, practice, shown),), again=True)
    return Section(block, "meeting_goal", title, (Panel(f"{block}.goal", "goal", (goal,), label, again=True), _parties(selection, block, practice, shown), strip))


def _parties(selection: Selection, block: str, practice: Practice, shown: _Round) -> Table:
    """The parties in rows, what each said this year beside what it said last year."""
    table = f"{block}.parties"
    labels = [(selection.fixed(f"{table}.party", "meeting.party"), 0.16 if shown.last else 0.2)]
    labels.append((selection.fixed(f"{table}.this", "meeting.this", year=shown.year), 0.48 if shown.last else 0.8))
    labels += [(selection.fixed(f"{table}.last", "meeting.last", year=shown.last.year), 0.36)] if shown.last else []
    columns = tuple(Column(label.id, label, share) for label, share in labels)
    names = {party.id.value: party for party in selection.source.parties}
    rows = []
    for column in selection.source.followup.columns:
        party, row = names[column.party.value], f"{table}.{column.party}"
        head = selection.derived(f"{row}/party", (Run(selection.plain(party.name), strong=True),), party.name)
        cells = [Cell(head.id, (head,)), party_cell(selection, f"{row}/this", practice, party, shown.responses)]
        cells += [party_cell(selection, f"{row}/last", practice, party, shown.before, NARROW)] if shown.last else []
        rows.append(Row(row, tuple(cells)))
    caption = selection.fixed(f"{table}.caption", "meeting.parties.caption", goal=selection.plain(practice.name))
    return Table(table, "parties", columns, tuple(rows), caption)


def _strip(selection: Selection, block: str, practice: Practice, shown: _Round) -> Paragraph:
    """The committee's assessment or the parties' views, last year's, how many answered, and what the letters mean."""
    chosen = _chosen(selection, practice, shown.responses)
    views = _views(selection, practice, shown.responses)
    now = selection.word("meeting.assessed", year=shown.year, choice=chosen) if chosen else selection.word("meeting.views.year", year=shown.year, views=views)
    count = str(answered(selection.content, practice, shown.responses))
    runs = [Run(now, strong=True)]
    if shown.last:
        choice = _chosen(selection, practice, shown.before) or selection.word("no-assessment")
        runs.append(Run(_BETWEEN + selection.word("meeting.assessed.last", year=shown.last.year, choice=choice)))
    runs.append(Run(_BETWEEN + selection.word("meeting.answered", count=count, all=str(len(parties(selection.content)))) + _BETWEEN))
    return Paragraph(f"{block}.assessment", (*runs, _legend(selection)), editable=False)


# Words


def _choice(practice: Practice, responses: Responses) -> str:
    """The committee's choice; `NONE` where it has made none, or two."""
    found = assessment(practice, responses)
    return found.text.value if found is not None and undecided(practice, responses) is None else NONE


def _chosen(selection: Selection, practice: Practice, responses: Responses) -> str:
    """The committee's choice in words, also where it is undecided; empty where there is none."""
    if open_one := undecided(practice, responses):
        first, second = (text.value if text else selection.word("meeting.open.empty") for text in (open_one.first, open_one.second))
        return selection.word("meeting.assessed.open", first=first, second=second)
    return _choice(practice, responses)


def _views(selection: Selection, practice: Practice, responses: Responses) -> str:
    """How many parties say what of a goal: `K 4, E 1, ei arviota 1`."""
    found = party_views(selection.content, practice, responses)
    words = {**{choice: choice for choice in _choices(selection)}, DIFFERING: selection.word("meeting.views.differing"), NONE: selection.word("no-assessment")}
    return ", ".join(f"{word} {found[key]}".replace(" ", _NO_BREAK) for key, word in words.items() if found[key])


def _assessed(selection: Selection, responses: Responses) -> bool:
    """Whether the committee has said anything of any goal."""
    return any(_choice(practice, responses) or undecided(practice, responses) for practice in selection.source.practices)


def _worded(selection: Selection, responses: Responses) -> bool:
    """Whether for some goal words stand in place of the committee's choice."""
    return any(not _choice(practice, responses) for practice in selection.source.practices)


def _choices(selection: Selection) -> tuple[str, ...]:
    return tuple(choice.value for choice in selection.source.followup.assessment.choices)


def _cells(selection: Selection) -> int:
    return len(selection.source.practices) * len(parties(selection.content))


def _answered_cells(selection: Selection, responses: Responses) -> int:
    return sum(answered(selection.content, practice, responses) for practice in selection.source.practices)


def _legend(selection: Selection) -> Run:
    legend = selection.source.followup.assessment.legend
    said = selection.plain(legend) if legend else selection.word("meeting.legend.missing")
    return Run(selection.word("meeting.legend", choices="/".join(_choices(selection)), legend=said), look="" if legend else "missing")


def _said(block: str, text: str) -> Paragraph:
    return Paragraph(block, (Run(text),), editable=False)
