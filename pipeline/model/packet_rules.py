"""What must hold of the committee, its members, the dates of the year and the packet, beyond the shapes and the references."""

from ..problems import Problems, nearest
from .content import Content, walk_texts
from .packet import Quote, YearDate
from .people import Member
from .reference import Text
from .supply import open_supplies


def check_packet(content: Content, problems: Problems) -> None:
    """Report what a packet could not print, or would print twice or without sense; and, as notes, what the owner must still supply."""
    for member in content.source.members:
        _member(content, member, problems)
    for fact in content.source.committee.facts if content.source.committee else ():
        if fact.text is None and fact.supply is None:
            problems.add("fact-empty", fact.id.span, id=fact.id)
    for date in content.source.dates:
        _date(content, date, problems)
    _parts(content, problems)
    for supply in open_supplies(content):
        problems.add("packet-supply", supply.id.span, what=supply.what, who=supply.who)


def _member(content: Content, member: Member, problems: Problems) -> None:
    """A member's network is one of the party's; a personal deputy is a deputy, of somebody else of the same party."""
    networks = {party.id.value: [network.id.value for network in party.networks] for party in content.source.parties}
    known = networks.get(member.party.value, [])
    if member.network is not None and member.network.value not in known:
        values = {"id": member.network, "party": member.party, "nearest": nearest(member.network.value, known)}
        problems.add("unknown-network", member.network.span, **values)
    if member.deputy_of is not None:
        of = next((one for one in content.source.members if one.id == member.deputy_of), None)
        if of is not None and (member.role != "deputy" or of.role == "deputy" or of.party != member.party):
            problems.add("member-deputy", member.deputy_of.span, id=member.id, of=member.deputy_of)


def _date(content: Content, date: YearDate, problems: Problems) -> None:
    """When something is, is said in one way; times belong to a day; a frequency stands in the handbook in the same words."""
    if sum((date.date is not None, bool(date.months), date.frequency is not None)) > 1:
        problems.add("date-several", date.id.span, id=date.id)
    times = [(int(hours), int(minutes)) for time in (date.start, date.end) if time for hours, minutes in [time.value.split(".")]]
    if times and (date.date is None or date.start is None) or times != sorted(times):
        problems.add("date-times", date.id.span, id=date.id)
    if (date.frequency is None) != (date.section is None):
        problems.add("date-frequency", date.id.span, id=date.id)
    elif date.frequency is not None and date.section is not None:
        section = next((section for _, section in content.sections() if section.id == date.section), None)
        words = " ".join(text.value for _, text in walk_texts(section)).casefold()
        if section is not None and date.frequency.value.casefold() not in words:
            problems.add("date-unsaid", date.frequency.span, id=date.id, frequency=date.frequency, section=date.section)


def _parts(content: Content, problems: Problems) -> None:
    """What is brought from elsewhere stands once, also each section; a quotation is there."""
    first: dict[str, Text] = {}
    for part in content.source.packet.parts:
        brought = [(part.kind, part.id)] if part.kind != "text" else []
        for name, at in (*brought, *((section.value, section) for section in part.sections)):
            known = first.setdefault(name, at)
            if known is not at:
                problems.add("packet-twice", at.span, found=name, first=known.span.line if known.span else "")
        for quote in part.quotes:
            _quote(content, quote, problems)


def _quote(content: Content, quote: Quote, problems: Problems) -> None:
    for practice in content.source.practices:
        if practice.id == quote.practice:
            known = [statement.id.value for statement in getattr(practice, quote.panel)]
            if quote.statement.value not in known:
                values = {"list": f"practices.{quote.practice}.{quote.panel}", "nearest": nearest(quote.statement.value, known)}
                problems.add("unknown-reference", quote.statement.span, id=quote.statement, **values)
