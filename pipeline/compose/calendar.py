"""The year clock as events of a calendar: what has a day, and what has its months. Of what happens so and so many times a year there is no event: no day is invented."""

from calendar import monthrange
from typing import Iterator

from ..document.calendar import Calendar, Event
from ..model.packet import YearDate
from .select import Selection


def year_calendar(selection: Selection) -> Calendar:
    """The dates of the year; what has months and no day takes them whole, and says that it is to be confirmed."""
    editions = [edition.id.value for edition in selection.source.editions]
    edition = selection.edition
    return Calendar(
        id=str(selection.source.handbook.slug or selection.output.id),
        title=selection.word("year.title", year=edition.year.value),
        publisher=selection.plain(selection.source.handbook.publisher),
        language=selection.source.handbook.language.value,
        stamp=edition.date.value if edition.date else f"{edition.year}-01-01",
        version=editions.index(edition.id.value),
        events=tuple(event for date in selection.source.dates for event in _events(selection, date)),
    )


def _events(selection: Selection, date: YearDate) -> Iterator[Event]:
    what = selection.plain(date.what)
    tentative = date.confirmed == "no"
    if tentative:
        what = f"{what} {selection.word('unconfirmed')}"
    place = selection.plain(date.place) if date.place else ""
    if date.date is not None:
        day = date.date.value
        times = [time.value if time else "" for time in (date.start, date.end)]
        yield Event(f"{date.id}-{day[:4]}", what, day, day, *times, place, tentative)
        return
    year = selection.edition.year.value
    for first, last in _stretches(sorted(date.months)):
        number = f"-{first:02}" if first != min(date.months) else ""
        end = f"{year}-{last:02}-{monthrange(int(year), last)[1]:02}"
        yield Event(f"{date.id}-{year}{number}", what, f"{year}-{first:02}-01", end, place=place, tentative=tentative)


def _stretches(months: list[int]) -> list[tuple[int, int]]:
    """Months that follow each other, as first and last."""
    found: list[tuple[int, int]] = []
    for month in months:
        if found and found[-1][1] == month - 1:
            found[-1] = (found[-1][0], month)
        else:
            found.append((month, month))
    return found
