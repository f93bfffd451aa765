"""The commands of the follow-up round. No logic: a command imports its flow when it is called."""

from pathlib import Path
from typing import Any

import click

from .session import DONE, PROBLEMS, UNDECIDED, Session, common_options, day, session_of, today_option, year_value


_year = click.argument("year", metavar="YEAR", callback=year_value)


@click.group()
def followup() -> None:
    """The yearly follow-up round: forms out, answers in."""


@followup.command()
@_year
@common_options
@today_option()
@click.option("--to", multiple=True, metavar="ID", help="Only to this recipient; may be said several times.")
@click.option("--deadline", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="By when new forms are to be returned.")
def distribute(year: str, to: tuple[str, ...], deadline: Any, today: Any, **common: Any) -> None:
    """Make the forms of YEAR and a draft of a letter for each; record what went to whom."""
    from .flows.distribute import distribute as flow
    from .problems import PipelineError, Problems

    session, problems, done = session_of(**common), Problems(), None
    try:
        done = flow(session.project, year, to, deadline.date().isoformat() if deadline else "", day(today), problems)
    except PipelineError:
        session.say("said-nothing-handed-out")
    outcomes = done.outcomes if done else ()
    for outcome in outcomes:
        if outcome.made:
            session.say("said-made", path=f"{session.project.out.as_posix()}/{outcome.folder}/{outcome.handed.file}")
    session.tell(problems.gravest_last())
    if done:
        new, made = sum(outcome.new for outcome in outcomes), sum(outcome.made and not outcome.new for outcome in outcomes)
        session.say("said-distributed", year=year, new=new, again=made, kept=len(outcomes) - new - made, page=done.page.as_posix())
    answer = {"round": done.as_json() if done else None, "forms": [outcome.as_json() for outcome in outcomes]}
    session.finish(problems, PROBLEMS if problems.errors() else DONE, **answer)


@followup.command()
@_year
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@common_options
@today_option()
def collect(year: str, files: tuple[Path, ...], today: Any, **common: Any) -> None:
    """Take returned forms in: files, folders and saved e-mails. Without FILE, read again what is kept."""
    from .problems import Problems

    session, problems = session_of(**common), Problems()
    _collect(session, year, files, day(today), problems)


def _collect(session: Session, year: str, files: tuple[Path, ...], today: str, problems: Any, **answer: Any) -> None:
    from .flows.collect import collect as flow
    from .flows.told import as_json, counts, words
    from .problems import PipelineError

    outcome = None
    try:
        outcome = flow(session.project, year, list(files), today, problems)
    except PipelineError:
        session.say("said-nothing-written")
    if outcome is not None:
        for file, came, word in words(outcome):
            _tell_file(session, file, came.name, word)
        session.say("said-collected", **counts(outcome))
        if waiting := outcome.waiting():
            session.say("said-open", count=waiting, year=year)
    session.tell(problems.gravest_last())
    failed = bool(problems.errors()) or outcome is not None and bool(counts(outcome)["refused"])
    undecided = outcome is not None and (outcome.waiting() or outcome.unfit)
    code = UNDECIDED if undecided else PROBLEMS if failed else DONE
    session.finish(problems, code, **answer, files=as_json(outcome, session.language) if outcome else [])


def _tell_file(session: Session, file: Any, name: str, word: str) -> None:
    who = f" ({file.respondent})" if file.respondent else ""
    session.say("said-file", name=name, status=f"status-{word}", who=who)
    for said in file.said:
        session.say("said-of-file", sentence=session.said(said.code.value, **{value.id.value: value.text.value for value in said.values}))


@followup.command()
@_year
@common_options
@today_option()
def status(year: str, today: Any, **common: Any) -> None:
    """Tell who has answered and who has not, what waits and what could not be read; write drafts of reminders to those who are late."""
    from .flows.status import status as flow
    from .problems import PipelineError, Problems

    session, problems, found = session_of(**common), Problems(), None
    try:
        found = flow(session.project, year, day(today), problems)
    except PipelineError:
        session.tell(problems.gravest_last())
        session.finish(problems, PROBLEMS, respondents=[], files=[], reminders=[])
        return
    _tell_standings(session, found)
    session.tell(problems.gravest_last())
    session.finish(problems, PROBLEMS if problems.errors() else DONE, **found.as_json(session.language))


def _tell_standings(session: Session, found: Any) -> None:
    """A line a respondent, then the files that count for nobody."""
    width = max((len(one.name) for one in found.standings), default=0)
    for one in found.standings:
        sentence = "said-standing" if one.party else "said-standing-committee"
        session.say(sentence, name=one.name.ljust(width), answered=len(one.answered), assessed=len(one.assessed), goals=one.goals, state=f"state-{one.state}")
        if one.conflicts or one.unplaced:
            session.say("said-standing-open", conflicts=one.conflicts, unplaced=one.unplaced)
    for file in (*found.flagged, *found.refused):
        session.say("said-file", name=file.names[0], status=f"status-{file.status}", who=f" ({file.id})" if file.id else "")
        for said in file.said:
            session.say("said-of-file", sentence=session.said(said.code.value, **{value.id.value: value.text.value for value in said.values}))
    for path in found.reminders:
        session.say("said-made", path=path.as_posix())


@followup.command()
@_year
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--use", type=click.Choice(["first", "second", "text", "none", "accept"]), help="What is decided; the list without ID says what may be.")
@click.option("--text", default="", help="The text that settles it.")
@click.option("--at", "place", default="", metavar="ROW/COLUMN", help="Where an unplaced text belongs.")
@click.option("--respondent", default="", metavar="ID", help="Whose a file is.")
@click.option("--by", default="", help="Who decided, in words.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The day of the decision; default: today.")
@common_options
@today_option()
def resolve(year: str, ids: tuple[str, ...], use: str | None, by: str, date: Any, today: Any, text: str, place: str, respondent: str, **common: Any) -> None:
    """Write down a person's decision about what waits; without ID, list what is open."""
    from .flows.resolve import Choice, decide, open_matters
    from .problems import PipelineError, Problems

    if ids and not (use and by.strip()):
        raise click.UsageError("a decision needs --use and --by.")
    if not ids and (use or text or place or respondent):
        raise click.UsageError("a decision needs the ID of what it is about; without options the list of what is open is shown.")
    session, problems = session_of(**common), Problems()
    try:
        if not ids:
            _list(session, year, open_matters(session.project, year, problems, session.language), problems)
        made = decide(session.project, year, ids, Choice(use or "", by, day(date or today), text, place, respondent), problems)
    except PipelineError:
        session.say("said-nothing-written")
        session.tell(problems.gravest_last())
        session.finish(problems, PROBLEMS)
        return
    session.say("said-decided", count=len(made), path=(session.project.round(year) / "decisions.yaml").as_posix())
    _collect(session, year, (), day(today), problems, decided=[decision.id.value for decision in made if decision.id])


def _list(session: Session, year: str, matters: Any, problems: Any) -> None:
    for matter in matters:
        about = ", ".join(word for word in (matter.respondent, matter.place, matter.where) if word)
        session.say("said-matter", id=matter.id, kind=f"matter-{matter.kind}", about=about)
        for number, text in enumerate(matter.texts, 1):
            if matter.sources:
                session.say("said-matter-from", number=number, source=matter.sources[number - 1] or "–")
            for line, words in enumerate(text.splitlines() or ["–"]):
                session.say("said-matter-line" if line else "said-matter-text", number=number, text=words)
        session.say("said-matter-choices", choices=" | ".join(matter.choices))
    if not matters:
        session.say("said-nothing-open", year=year)
    session.finish(problems, UNDECIDED if matters else DONE, open=[{**matter._asdict(), "choices": matter.choices} for matter in matters])
