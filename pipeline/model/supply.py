"""What of the packet's wants is still open: asked of the source as it is, so that a want goes as soon as the source has what it waits for."""

from typing import Callable

from .content import Content, Source
from .packet import Supply, YearDate
from .people import Fact
from .reference import Text


def open_supplies(content: Content) -> tuple[Supply, ...]:
    """What the owner must still supply for the packet, in the order of the source."""
    return tuple(supply for supply in content.source.packet.supply if is_open(content.source, supply))


def is_open(source: Source, supply: Supply) -> bool:
    """Whether a want is still open. One that waits for nothing that the source can say stays until its entry is removed."""
    waits: list[bool] = []
    if supply.until is not None:
        waits.append(_UNTIL[supply.until](source))
    if supply.link is not None:
        waits.append(not has_address(source, supply.link))
    if supply.date is not None:
        waits.append(any(date.id == supply.date and date.date is None for date in source.dates))
    blanks = source.packet.letter.blanks if source.packet.letter else ()
    waits += [blank.text is None and (blank.date is None or not _day(source, blank.date)) for blank in blanks if blank.supply == supply.id]
    waits += [fact.text is None for fact in facts(source) if fact.supply is not None and fact.supply == supply.id]
    return any(waits) if waits else True


def has_address(source: Source, link: Text) -> bool:
    """Whether a reader of the packet can reach what a link names: at an address, or in an attachment."""
    return any(one.id == link and one.url is not None for one in source.links) or any(one.link == link for one in source.attachments if one.link)


def facts(source: Source) -> tuple[Fact, ...]:
    """What is told of the committee."""
    return source.committee.facts if source.committee else ()


def has_day(date: YearDate) -> bool:
    """Whether it is known when in the year something is: a day or months."""
    return date.date is not None or bool(date.months)


def _day(source: Source, name: Text) -> bool:
    return any(date.id == name and date.date is not None for date in source.dates)


def _meetings(source: Source) -> bool:
    """Meetings without a day, or no meetings at all."""
    meetings = [date for date in source.dates if date.kind == "meeting"]
    return not meetings or any(date.date is None for date in meetings)


def _unconfirmed(source: Source) -> bool:
    """Facts, seats or dates that were found somewhere and that nobody has confirmed."""
    seats = (party.seats for party in source.parties if party.seats)
    told = (fact for fact in facts(source) if fact.text is not None)
    return any(one.confirmed == "no" for one in (*seats, *told, *source.dates))


_UNTIL: dict[str, Callable[[Source], bool]] = {
    "members": lambda source: not source.members,
    "meetings": _meetings,
    "names": lambda source: any(person.name is None for person in source.people),
    "terms": lambda source: any(term.explanation is None or term.confirmed == "no" for term in source.terms),
    "links": lambda source: any(not has_address(source, link.id) for link in source.links),
    "facts": _unconfirmed,
    "dates": lambda source: any(not has_day(date) for date in source.dates if date.kind == "other"),
    "edition": lambda source: source.editions[-1].approver is None or source.editions[-1].record is None,
    "legend": lambda source: source.followup.assessment.legend is None,
}
