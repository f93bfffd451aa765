"""What must hold in a person's decisions about a round: each is about something, says all that it takes, and puts answers only where the form has a place.

A decision that breaks a rule would settle a matter in silence, or put an answer where no table shows it; so it is told with its line.
"""

from typing import Iterable, Mapping, NamedTuple

from ..problems import Problems, Span, nearest
from .content import Source
from .form import ASSESSMENT, COMMITTEE
from .reference import Text
from .round import Decision, Round

USES = {"c": ("first", "second", "text", "none"), "u": ("text", "none"), "f": ("accept", "none")}  #: of a conflict, an unplaced text, a file, by the first letter of an id


class Known(NamedTuple):
    """What decisions may name. `respondents`: the party of each, empty for the committee."""

    respondents: Mapping[str, str]
    rows: tuple[str, ...]
    choices: tuple[str, ...]


class About(NamedTuple):
    """An open matter: whose it is, and its text; empty: unknown."""

    respondent: str = ""
    text: str = ""


def known(source: Source, handed: Round | None) -> Known:
    """What the decisions of a round may name: those whom it asked and the source's recipients, the goals, the choices of the assessment."""
    parties = {recipient.id.value: recipient.party.value for recipient in source.recipients}
    parties |= {one.recipient.value: one.party.value for one in (handed.forms if handed else ())}
    choices = tuple(choice.value for choice in source.followup.assessment.choices)
    return Known({**parties, COMMITTEE: ""}, tuple(practice.id.value for practice in source.practices), choices)


def check_decisions(decisions: Iterable[Decision], known: Known, problems: Problems, about: Mapping[str, About] | None = None) -> None:
    """Report whatever in the decisions breaks a rule. `about`: what is known of open matters, by id."""
    for decision in decisions:
        if decision.id is None:
            _told(decision, known, problems)
        else:
            _about_matter(decision, decision.id, known, (about or {}).get(decision.id.value, About()), problems)


def _told(decision: Decision, known: Known, problems: Problems) -> None:
    """An answer that came otherwise than in a file: whose, of what and what; and where from."""
    said = {"respondent": decision.respondent, "row": decision.row, "column": decision.column, "text": decision.text}
    missing = [name for name, value in said.items() if value is None]
    if missing or decision.use is not None:
        problems.add("decision-incomplete", decision.by.span, missing=", ".join(missing or ["id"]))
    elif decision.source is None:
        problems.add("decision-no-source", decision.by.span, row=decision.row)
    _respondent(decision, known, problems)
    whose = decision.respondent.value if decision.respondent else ""
    _place(decision, known, About(whose), problems)


def _about_matter(decision: Decision, name: Text, known: Known, about: About, problems: Problems) -> None:
    """A decision about what is open: one that can be made of it, and no more than it takes."""
    kind, placed = name.value[0], decision.row is not None or decision.column is not None
    choices = USES.get(kind, ("first", "second", "text", "none", "accept"))
    if decision.use is None:
        problems.add("decision-no-use", name.span, id=name, choices=", ".join(choices))
    elif decision.use not in choices:
        problems.add("decision-use", name.span, id=name, use=decision.use, choices=", ".join(choices))
    elif decision.use == "text" and kind == "c" and decision.text is None:
        problems.add("decision-text", name.span, id=name)
    elif decision.use == "text" and kind == "u" and (decision.row is None or decision.column is None):
        problems.add("decision-place", name.span, id=name)
    elif decision.use != "text" and (decision.text is not None or placed):
        problems.add("decision-extra", name.span, id=name, use=decision.use)
    if kind == "f":
        _respondent(decision, known, problems)
    elif decision.use == "text" and kind == "u":
        _place(decision, known, about, problems)


def _respondent(decision: Decision, known: Known, problems: Problems) -> None:
    if decision.respondent is not None and decision.respondent.value not in known.respondents:
        values = {"id": decision.respondent, "nearest": nearest(decision.respondent.value, known.respondents), "known": ", ".join(known.respondents)}
        problems.add("decision-respondent-unknown", decision.respondent.span, **values)


def _place(decision: Decision, known: Known, about: About, problems: Problems) -> None:
    """The cell is one of the respondent's: its goal is there, its column is the respondent's own or the assessment, which says a choice."""
    if decision.row is not None and decision.row.value not in known.rows:
        near = nearest(decision.row.value, known.rows)
        problems.add("decision-row", decision.row.span, id=decision.row, nearest=near, known=", ".join(known.rows))
    whose = known.respondents.get(about.respondent)
    columns = {ASSESSMENT, *(known.respondents.values() if whose is None else (whose,))} - {""}
    column, text = decision.column, decision.text.value if decision.text else about.text
    if column is not None and column.value not in columns:
        problems.add("decision-column", column.span, id=column, choices=", ".join(sorted(columns)))
    elif column is not None and column.value == ASSESSMENT and text and text not in known.choices:
        problems.add("decision-choice", _span(decision), found=text, choices=", ".join(known.choices))


def _span(decision: Decision) -> Span | None:
    said = decision.text or decision.column
    return said.span if said is not None else None
