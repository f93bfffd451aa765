"""Events of a calendar: what happens when, as far as it is known. Knows neither the model nor any format."""

from typing import NamedTuple


class Event(NamedTuple):
    """Something with a day, or that takes whole days. Days are ISO dates, times `14.00`; `end` is the last day that it takes."""

    id: str  #: stays the same while the event is the same
    what: str
    day: str
    end: str
    start_time: str = ""  #: empty: the whole day
    end_time: str = ""
    place: str = ""
    tentative: bool = False  #: nobody has confirmed it


class Calendar(NamedTuple):
    """The events, and what the calendar says of itself. `stamp` is the ISO date of what it was made from, `version` grows with its editions."""

    id: str
    title: str
    publisher: str
    language: str
    stamp: str
    version: int
    events: tuple[Event, ...]
