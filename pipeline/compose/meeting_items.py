"""The development items on a slide of a meeting: last year's open ones first, as they stand now, then the new ones."""

from ..document.blocks import Cell, Column, Paragraph, Row, Run, Section, Table
from ..model.form import Item
from .select import Selection
from .told import pieces
from .views import LastYear, Responses, items, open_items


def items_section(selection: Selection, year: str, responses: Responses, last: LastYear | None) -> Section:
    """Last year's open items first, as they stand now, then the new ones."""
    word = "meeting.items.both" if last else "meeting.items"
    title = selection.fixed("meeting.items.title", word, year=year)
    return Section("meeting.items", "meeting_items", title, (_table(selection, year, responses, last),))


def _table(selection: Selection, year: str, responses: Responses, last: LastYear | None) -> Table:
    form = selection.source.followup.development
    now = {_key(item): item for item in items(responses)}
    listed = [(now.pop(_key(old), old), last.year) for old in open_items(selection.content, last)] if last else []
    listed += [(item, "") for item in now.values()]
    state = form.state if form.state and (last or any(item.state for item, _ in listed)) else None
    labels = [(selection.derived("meeting.items.item", (Run(selection.plain(form.item)),), form.item), 0.48 if state else 0.6)]
    labels.append((selection.derived("meeting.items.responsible", (Run(selection.plain(form.responsible)),), form.responsible), 0.32 if state else 0.4))
    if state:
        said = selection.word("meeting.state", state=selection.plain(state), year=year)
        labels.append((selection.derived("meeting.items.state", (Run(said),), state), 0.2))
    columns = tuple(Column(label.id, label, share) for label, share in labels)
    where = "state" if state else "item" if last else ""
    rows = [_row(selection, f"meeting.items.{n}", item, before, where) for n, (item, before) in enumerate(listed, 1)]
    rows = rows or [_no_items(selection, len(columns))]
    return Table("meeting.items", "items", columns, tuple(rows), selection.fixed("meeting.items.caption", "meeting.items.caption"), row_heads=False)


def _row(selection: Selection, block: str, item: Item, year: str, where: str) -> Row:
    """An item; `year` is that of the round that it is left from, empty for a new one. `where` that is told: in a column of the `state`, before the `item`."""
    mark = selection.word("meeting.item.last", year=year) if year else selection.word("meeting.item.new")
    who = [text.value for text in (item.responsible, item.schedule) if text is not None]
    marks = [item.state.value] if item.state else []
    marks = [*marks, mark] if year else [mark, *marks]
    lead = f"{mark}: " if where == "item" else ""
    texts = {"item": pieces(lead + item.item.value), "responsible": pieces(", ".join(who)), **({"state": marks} if where == "state" else {})}
    cells = []
    for name, said in texts.items():
        told = [selection.derived(f"{block}/{name}.{n}", (Run(text),), item.item) for n, text in enumerate(said, 1)]
        cells.append(Cell(f"{block}/{name}", tuple(told) or (selection.missing(f"{block}/{name}", "meeting.items.supply"),)))
    return Row(block, tuple(cells))


def _no_items(selection: Selection, count: int) -> Row:
    said = [selection.word("meeting.items.none"), *[selection.word("blank")] * (count - 1)]
    told = [Paragraph(f"meeting.items.none/{n}", (Run(text, look="muted"),), editable=False) for n, text in enumerate(said)]
    return Row("meeting.items.none", tuple(Cell(paragraph.id, (paragraph,)) for paragraph in told))


def _key(item: Item) -> str:
    return " ".join(item.item.value.split()).casefold()
