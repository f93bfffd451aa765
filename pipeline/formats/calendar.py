"""A calendar as an iCalendar file (RFC 5545), which Outlook and phones take in; the library writes, escapes and folds.

Times are written in UTC, so that no table of a time zone has to be right in the file.
"""

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import icalendar

from ..document.calendar import Calendar, Event

_ZONE = "Europe/Helsinki"
_PRODUCT = "-//Käsikirja//{language}"


def calendar_file(calendar: Calendar) -> bytes:
    """The file. An event keeps its id from one edition to the next, so that a new file updates what an older one brought."""
    made = icalendar.Calendar()
    made.add("prodid", _PRODUCT.format(language=calendar.language[:2].upper()))
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", calendar.title)
    made.add("x-wr-calname", calendar.title)
    for event in calendar.events:
        made.add_component(_event(calendar, event))
    return made.to_ical()


def _event(calendar: Calendar, event: Event) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", f"{event.id}@{calendar.id}")
    made.add("dtstamp", datetime.combine(date.fromisoformat(calendar.stamp), time(), timezone.utc))
    made.add("sequence", calendar.version)
    made.add("summary", event.what)
    if event.place:
        made.add("location", event.place)
    if event.start_time:
        made.add("dtstart", _at(event.day, event.start_time))
        made.add("dtend", _at(event.end, event.end_time) if event.end_time else _at(event.day, event.start_time) + timedelta(hours=1))
    else:
        made.add("dtstart", date.fromisoformat(event.day))
        made.add("dtend", date.fromisoformat(event.end) + timedelta(days=1))
        made.add("transp", "TRANSPARENT")
    made.add("status", "TENTATIVE" if event.tentative else "CONFIRMED")
    return made


def _at(day: str, clock: str) -> datetime:
    hours, minutes = clock.split(".")
    return datetime.combine(date.fromisoformat(day), time(int(hours), int(minutes)), ZoneInfo(_ZONE)).astimezone(timezone.utc)
