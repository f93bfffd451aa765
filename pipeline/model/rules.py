"""What must hold in the content beyond its shape: one small function a rule, all of them asked, everything reported.

Every function takes the content and the problems; those that judge by the day take `today` as well. References stand in `lookup.py`,
the rules of language in `language.py`, those of
outputs in `output_rules.py`, those of the packet in `packet_rules.py`.
"""

from ..problems import Problems, Span, nearest
from .content import Content, walk_texts
from .form import ASSESSMENT, COMMITTEE, Response
from .handbook import ClosingSection, DevelopmentSection, FollowupSection, PlansSection, PracticesSection, TextSection
from .language import check_language
from .lookup import check_references, check_shared_ids
from .output_rules import check_outputs
from .packet_rules import check_packet
from .reference import Reference, Text

_CHOICE_MAX = 20  #: characters; Excel's lists hold 255 in all, and the column is narrow
_ONCE = (PracticesSection, FollowupSection, DevelopmentSection, ClosingSection)


def check_content(content: Content, problems: Problems, today: str) -> None:
    """Report whatever in the content breaks a rule. `today` is an ISO date; only freshness is judged by it."""
    leaves = list(walk_texts(content.source))
    answers = [leaf for responses in content.responses.values() for leaf in walk_texts(responses)]
    check_references(content, leaves + [(path, leaf) for path, leaf in answers if isinstance(leaf, Reference)], problems)
    check_shared_ids(content, problems)
    for rule in (_editions, check_outputs, _links, _people, _recipients, _terms, _chapters, _followup, _choices, _responses, check_packet, _questions, _corrections):
        rule(content, problems)
    _freshness(content, problems, today)
    _periods(content, problems, today)
    check_language(content.source.terms, leaves, problems)


def _editions(content: Content, problems: Problems) -> None:
    """At least one; the newest stands last; an approved one has its date."""
    editions = content.source.editions
    if not editions:
        problems.add("edition-none", content.source.handbook.title.span)
    for edition in editions:
        if edition.status == "approved" and edition.date is None:
            problems.add("edition-date", edition.id.span, id=edition.id)
    for before, after in zip(editions, editions[1:]):
        if after.year.value < before.year.value or (before.date and after.date and after.date.value < before.date.value):
            problems.add("edition-order", after.id.span, id=after.id, before=before.id)


def _links(content: Content, problems: Problems) -> None:
    """A link has an address unless its status says that it is missing; what is missing or unchecked is told."""
    for link in content.source.links:
        if (link.status == "missing") != (link.url is None):
            problems.add("link-status" if link.url is None else "link-not-missing", link.id.span, id=link.id, status=link.status)
        elif link.url is None:
            problems.add("link-missing", link.id.span, id=link.id, text=link.text)
        elif link.status == "unverified":
            problems.add("link-unverified", link.id.span, id=link.id)
        elif link.checked is None:
            problems.add("link-undated", link.id.span, id=link.id)


def _freshness(content: Content, problems: Problems, today: str) -> None:
    """An address is checked once a year; a check cannot be of tomorrow."""
    year_ago = f"{int(today[:4]) - 1}{today[4:]}"
    for link in content.source.links:
        if link.checked is not None and link.checked.value > today:
            problems.add("date-ahead", link.checked.span, date=link.checked, today=today)
        elif link.checked is not None and link.checked.value < year_ago:
            problems.add("link-old", link.checked.span, id=link.id, date=link.checked)


def _periods(content: Content, problems: Problems, today: str) -> None:
    """A plan whose period ended before this year has run out."""
    for _, section in content.sections():
        for plan in section.plans if isinstance(section, PlansSection) else ():
            if plan.period.value[-4:] < today[:4]:
                problems.add("plan-run-out", plan.period.span, id=plan.id, period=plan.period)


def _people(content: Content, problems: Problems) -> None:
    for person in content.source.people:
        if person.name is None:
            problems.add("person-no-name", person.id.span, role=person.role)


def _recipients(content: Content, problems: Problems) -> None:
    """A recipient answers for a party, or for a network that the party has; nobody has the committee's own name."""
    networks = {party.id.value: [network.id.value for network in party.networks] for party in content.source.parties}
    for recipient in content.source.recipients:
        known = networks.get(recipient.party.value, [])
        if recipient.network is not None and recipient.network.value not in known:
            values = {"id": recipient.network, "party": recipient.party, "nearest": nearest(recipient.network.value, known)}
            problems.add("unknown-network", recipient.network.span, **values)
        if recipient.id == COMMITTEE:
            problems.add("recipient-committee", recipient.id.span, id=recipient.id)


def _terms(content: Content, problems: Problems) -> None:
    """A word of the glossary has an explanation, and the owner has confirmed it."""
    for term in content.source.terms:
        if term.explanation is None:
            problems.add("term-unexplained", term.id.span, term=term.term)
        elif term.confirmed == "no":
            problems.add("term-unconfirmed", term.id.span, term=term.term)


def _chapters(content: Content, problems: Problems) -> None:
    """A list row says something; sections that print a whole list of the source stand once, or every block would have its id twice."""
    for chapter in content.source.chapters:
        for row in chapter.contents:
            if row.section is None and row.text is None:
                problems.add("contents-empty", row.id.span, id=row.id)
    first: dict[type, Text] = {}
    for _, section in content.sections():
        if isinstance(section, TextSection) and not (section.text or section.points or section.links):
            problems.add("section-empty", section.id.span, id=section.id)
        if isinstance(section, _ONCE) and first.setdefault(type(section), section.id) is not section.id:
            kind = section.__struct_config__.tag
            problems.add("section-twice", section.id.span, kind=kind, first=_line(first[type(section)].span))


def _followup(content: Content, problems: Problems) -> None:
    """The table has one column a party."""
    first: dict[str, Text] = {}
    for column in content.source.followup.columns:
        known = first.setdefault(column.party.value, column.party)
        if known is not column.party:
            problems.add("followup-column-twice", column.party.span, id=column.party, first=_line(known.span))
    for party in content.source.parties:
        if party.id.value not in first:
            problems.add("followup-column-missing", party.id.span, id=party.id)


def _choices(content: Content, problems: Problems) -> None:
    """The assessment offers at least two choices, no two alike, and a list of them can be made in Excel."""
    assessment = content.source.followup.assessment
    if len(assessment.choices) < 2:
        problems.add("choices-few", assessment.label.span)
    first: dict[str, Text] = {}
    for choice in assessment.choices:
        if first.setdefault(choice.value.casefold(), choice) is not choice:
            problems.add("choice-twice", choice.span, choice=choice)
        if len(choice.value) > _CHOICE_MAX or any(sign in choice.value for sign in ',"'):
            problems.add("choice-sign", choice.span, choice=choice, limit=_CHOICE_MAX)


def _responses(content: Content, problems: Problems) -> None:
    for responses in content.responses.values():
        first: dict[str, Response] = {}
        for response in responses:
            _response(response, content, problems)
            known = first.setdefault(response.respondent.value, response)
            if known is not response:
                problems.add("respondent-twice", response.respondent.span, id=response.respondent, file=_path(known.respondent.span))
        _one_committee([response for response in responses if response.party is None], problems)


def _one_committee(responses: list[Response], problems: Problems) -> None:
    """Who answers for no party assesses for the whole committee, so no row is assessed twice."""
    first: dict[str, Text] = {}
    for response in responses:
        for answer in response.answers:
            known = first.setdefault(answer.row.value, answer.row)
            if known is not answer.row and _path(known.span) != _path(answer.row.span):
                problems.add("assessment-twice", answer.row.span, row=answer.row, file=_path(known.span))


def _response(response: Response, content: Content, problems: Problems) -> None:
    """Every answer has a place in the form: its party's own column, or the assessment, which is one of the choices; no place has two.

    An older round may name a practice or a party that is no longer there: it stays whole, is told, and is not printed.
    """
    rows = {practice.id.value for practice in content.source.practices}
    if response.party is not None and response.party.value not in {party.id.value for party in content.source.parties}:
        problems.add("response-party-gone", response.party.span, id=response.party)
    columns = {ASSESSMENT} | ({response.party.value} if response.party else set())
    choices = {choice.value for choice in content.source.followup.assessment.choices}
    if not response.example and response.edition.value not in {edition.id.value for edition in content.source.editions}:
        problems.add("response-edition", response.edition.span, id=response.edition)
    first: dict[tuple[str, str], Text] = {}
    for answer in response.answers:
        place = (answer.row.value, answer.column.value)
        if answer.row.value not in rows:
            problems.add("answer-row-gone", answer.row.span, id=answer.row)
        if answer.column.value not in columns:
            problems.add("answer-column", answer.column.span, id=answer.column, choices=", ".join(sorted(columns)))
        elif answer.column.value == ASSESSMENT and answer.text.value not in choices:
            problems.add("answer-choice", answer.text.span, found=answer.text, choices=", ".join(sorted(choices)))
        if first.setdefault(place, answer.row) is not answer.row:
            problems.add("answer-twice", answer.row.span, row=answer.row, column=answer.column, first=_line(first[place].span))


def _questions(content: Content, problems: Problems) -> None:
    for question in content.source.questions:
        problems.add("open-question", question.id.span, question=question.question)


def _corrections(content: Content, problems: Problems) -> None:
    """One note for all of them: the owner reviews them as a list."""
    if corrections := content.source.corrections:
        problems.add("corrections-to-review", corrections[0].lines.span, count=len(corrections))


def _line(span: Span | None) -> int | str:
    return span.line if span else ""


def _path(span: Span | None) -> str:
    return span.path if span else ""
