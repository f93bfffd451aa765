"""The year clock: when in the year something happens, as a table, and as a ring of months for the slides. What is not known or not confirmed is marked."""

from ..document.blocks import Cell, Chart, Paragraph, Row, Run, Series, Table
from ..model.packet import YearDate
from ..model.supply import has_day
from .handbook import finnish_date
from .matter import listing
from .select import Selection, capital

_SHARES = (("number", 0.07), ("when", 0.24), ("what", 0.51), ("state", 0.18))


def year_table(selection: Selection) -> Table:
    """What happens in the year: what has its months first, in their order and with a number; then what has none."""
    rows, number = [], 0
    for date in _in_order(selection):
        number += has_day(date)
        rows.append(_row(selection, date, str(number) if has_day(date) else ""))
    return listing(selection, "year", _SHARES, rows)


def year_ring(selection: Selection, block: str) -> Chart:
    """The months with the numbers of what happens in them, as the table counts it; the caption says all of it."""
    year = selection.edition.year.value
    numbers: list[list[str]] = [[] for _ in range(12)]
    told = []
    for number, date in enumerate((date for date in _in_order(selection) if has_day(date)), 1):
        told.append(selection.word("year.event", when=when(selection, date), what=selection.plain(date.what)))
        for month in _months(date):
            numbers[month - 1].append(str(number))
    title = selection.word("year.title", year=year)
    events = Series(title, tuple(len(found) for found in numbers), "solid")
    caption = Paragraph(f"{block}.caption", (Run(selection.word("year.figure", events=" ".join(told))),), editable=False)
    return Chart(block, "ring", title, tuple(_month(selection, n) for n in range(1, 13)), (events,), caption, "ring", tuple(", ".join(found) for found in numbers))


def when(selection: Selection, date: YearDate) -> str:
    """When something is, in words; a dash where nobody knows."""
    if date.date is not None:
        return _day(selection, date, finnish_date(date.date.value))
    if date.months:
        return _named(selection, sorted(date.months))
    return capital(selection.plain(date.frequency)) if date.frequency else selection.word("blank")


def day_and_place(selection: Selection, date: YearDate) -> str:
    """Day, times and place of what has a day, in one line."""
    return ", ".join([when(selection, date), *([selection.plain(date.place)] if date.place else [])])


def _in_order(selection: Selection) -> list[YearDate]:
    dates = selection.source.dates
    known = sorted((date for date in dates if has_day(date)), key=lambda date: (min(_months(date)), date.date.value if date.date else ""))
    return known + [date for date in dates if not has_day(date)]


def _months(date: YearDate) -> tuple[int, ...]:
    return (int(date.date.value[5:7]),) if date.date else date.months


def _month(selection: Selection, number: int) -> str:
    return selection.word(f"month.{number}")


def _named(selection: Selection, months: list[int]) -> str:
    """`Elokuu`, `Loka–marraskuu`, or the first and the last by name."""
    first, last = _month(selection, months[0]), _month(selection, months[-1])
    if len(months) == 1:
        return capital(selection.word("year.month", month=first))
    if months == list(range(months[0], months[-1] + 1)):
        return capital(selection.word("year.range", first=first, last=last))
    whole = [selection.word("year.month", month=_month(selection, month)) for month in months]
    return capital(selection.word("year.many", first=", ".join(whole[:-1]), last=whole[-1]))


def _day(selection: Selection, date: YearDate, day: str) -> str:
    if date.start is None:
        return day
    if date.end is None:
        return selection.word("year.time", day=day, start=date.start.value)
    return selection.word("year.times", day=day, start=date.start.value, end=date.end.value)


def _row(selection: Selection, date: YearDate, number: str) -> Row:
    block = f"dates.{date.id}"
    numbered = Paragraph(f"{block}.number", (Run(number or selection.word("blank")),), editable=False)
    at = date.date or date.frequency or date.what
    time = selection.derived(f"{block}.when", (Run(when(selection, date), strong=True),), at)
    what = [selection.paragraph(f"{block}.what", date.what)]
    if date.place:
        what.append(selection.paragraph(f"{block}.place", date.place))
    cells = (Cell(numbered.id, (numbered,)), Cell(time.id, (time,)), Cell(what[0].id, tuple(what)), Cell(f"{block}.state", (_state(selection, date),)))
    return Row(block, cells)


def _state(selection: Selection, date: YearDate) -> Paragraph:
    block = f"dates.{date.id}.state"
    if not has_day(date):
        return selection.missing(block, "year.missing")
    return selection.fixed(block, "year.confirmed") if date.confirmed == "yes" else selection.missing(block, "year.unconfirmed")
