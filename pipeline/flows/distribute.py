"""A round's forms, handed out: a form and a draft of a letter for each recipient, the list of them, and the record of what went to whom.

Forms and drafts stand before the record, the record before the list, so that whatever a stopped run left is no part of the round, and the next
run completes it. What was handed out stays as it is: a form that is gone is made again from the record and is the same, or is not made.
"""

import hashlib
from pathlib import Path
from typing import Iterator, NamedTuple

from ..compose.handbook import finnish_date
from ..compose.select import Selection
from ..files import OutputFolder
from ..formats.texts import Texts
from ..manifest import encode
from ..model.people import Recipient
from ..model.reference import Date, FileName, Id, Key, Text, Year
from ..model.round import Handed, Round
from ..problems import PipelineError, Place, Problems, nearest, said
from ..project import Project, bytes_of
from ..source.load import ROUND, load_round
from ..source.save import save
from .folders import folder_of, telling
from .forms import Forms, blank_table
from .handing import Outcome, Run, again, first_time, listed
from .letters import Letter, Letters, respondent_name
from .prepare import Prepared, prepare_round

LIST, PAGE = "luettelo.json", "LUETTELO.html"


class Distribution(NamedTuple):
    """What a run did. `outcomes`: of the recipients that were asked for and whose form stands; `round`: all that was handed out, in this run or before."""

    round: Round
    outcomes: tuple[Outcome, ...]
    page: Path
    record: Path

    def as_json(self) -> dict[str, object]:
        """The shape of `round:` in `followup distribute --json`."""
        return {"year": self.round.year.value, "record": self.record.as_posix(), "page": self.page.as_posix(), "forms": len(self.round.forms)}


def distribute(project: Project, year: str, to: tuple[str, ...], deadline: str, today: str, problems: Problems) -> Distribution:
    """Hand out the forms of `year` to the recipients named, or to all of the source.

    `deadline` is an ISO date for forms that are new; empty: that of the round's last form. Raises `PipelineError` before anything is written if
    the source, a template or a word has an error, a recipient is not known or a folder cannot be had. A file that cannot be written is reported
    (`file-busy`), its form is not handed out, and the others go on.
    """
    prepared = prepare_round(project, today, problems)
    record = project.round(year) / ROUND
    read = bytes_of(record)
    before = load_round(project.round(year), problems)
    problems.raise_if_errors()
    run = _run(project, prepared, year, before, problems)
    handed, new = _wanted(run, prepared, to)
    new = _handed_now(run, prepared, new, _deadline(before, deadline, today, bool(new), problems))
    _try_letters(run, [*handed, *new])
    problems.raise_if_errors()
    with folder_of(project.out, problems) as out, folder_of(project.round(year), problems) as kept:
        if bytes_of(record) != read:  # another run has handed out forms since
            problems.add("folder-busy", Place(record.as_posix()))
            raise PipelineError(problems)
        outcomes, done = [*again(run, out, handed), *first_time(run, out, new)], None
        with telling(problems):
            out.flush()
            done = _record(run, kept, [outcome.handed for outcome in outcomes if outcome.new])
            _list(run, out, done, any(outcome.made for outcome in outcomes))
    if done is None:
        raise PipelineError(problems)
    _tell_addresses(run, outcomes)
    _tell_deadlines(run, outcomes, deadline)
    return Distribution(done, tuple(outcomes), out.path / run.folder / PAGE, record)


# What is to be done


def _run(project: Project, prepared: Prepared, year: str, before: Round | None, problems: Problems) -> Run:
    at = Place(project.source.as_posix())
    output = blank_table(prepared)
    if output is None:
        problems.add("no-blank-table", at)
    if any(response.example for response in prepared.content.responses.get(year, ())):
        problems.add("round-is-example", Place(project.round(year).as_posix()), year=year)
    if output is None or problems.errors():
        raise PipelineError(problems)
    selection = Selection(prepared.content, output, prepared.edition, prepared.words, problems)
    texts = Texts(project.texts, problems)
    known = {handed.recipient.value: handed for handed in (before.forms if before else ())}
    forms = Forms(project, prepared, year, selection)
    return Run(project, year, forms, Letters(texts, "form.txt.j2", selection, year), texts, known, problems)


def _wanted(run: Run, prepared: Prepared, to: tuple[str, ...]) -> tuple[list[Handed], list[Recipient]]:
    """Those who have their form already, and those who get one now, in the order of the round and of the source."""
    source = Place(run.project.source.as_posix())
    recipients = {recipient.id.value: recipient for recipient in prepared.content.source.recipients}
    known = [*run.before, *recipients]
    for name in to:
        if name not in known:
            run.problems.add("unknown-recipient", source, id=name, nearest=nearest(name, known))
    if not recipients and not to:
        run.problems.add("no-recipients", source)
    run.problems.raise_if_errors()
    handed = [one for name, one in run.before.items() if not to or name in to]
    return handed, [one for name, one in recipients.items() if name not in run.before and (not to or name in to)]


def _deadline(before: Round | None, deadline: str, today: str, any_new: bool, problems: Problems) -> str:
    """The deadline of new forms."""
    if any_new and deadline and deadline < today:
        problems.add("deadline-past", None, date=deadline, today=today)
    if deadline or before is None or not before.forms:
        return deadline
    return str(before.forms[-1].deadline or "")


def _handed_now(run: Run, prepared: Prepared, recipients: list[Recipient], deadline: str) -> list[Handed]:
    """What each new recipient gets; the digests come when the forms are filled. A form that cannot be written is reported."""
    given = []
    for recipient in recipients:
        key = run.forms.fresh(recipient, deadline, run.problems)
        run.forms.stencil(key, recipient.format, run.problems)
        file = f"{prepared.words['file.form']}-{run.year}-{recipient.id}.{recipient.format}"
        given.append(
            Handed(
                recipient=recipient.id,
                name=Text(respondent_name(run.forms.selection, recipient)),
                party=Id(recipient.party.value),
                format=recipient.format,
                file=FileName(file),
                form=Key(key),
                digest=Text("-"),
                edition=prepared.edition.id,
                email=recipient.email,
                deadline=Date(deadline) if deadline else None,
            )
        )
    return given


def _try_letters(run: Run, forms: list[Handed]) -> None:
    """Write a letter of every sort, and the page of them, to nowhere: a template that is broken is told before anything is written."""
    sorts = {(bool(run.letters.address(one)), bool(one.deadline), run.letters.language(one)): one for one in forms}
    for _ in _page(run, list(sorts.values())):
        pass


def _tell_deadlines(run: Run, outcomes: list[Outcome], deadline: str) -> None:
    folder, problems = run.project.round(run.year).as_posix(), run.problems
    kept = [one.handed for one in outcomes if deadline and not one.new and one.handed.deadline != deadline]
    if kept:
        problems.add("deadline-kept", None, count=len(kept), date=finnish_date(deadline), kept=", ".join(_dates(kept)) or "–")
    if any(one.new and one.handed.deadline is None for one in outcomes):
        problems.add("round-no-deadline", None, folder=folder)


def _dates(forms: list[Handed]) -> list[str]:
    return [finnish_date(date) for date in sorted({one.deadline.value for one in forms if one.deadline})]


def _tell_addresses(run: Run, outcomes: list[Outcome]) -> None:
    lacking = [outcome.handed.recipient.value for outcome in outcomes if not outcome.address]
    if lacking:
        run.problems.add("recipients-no-address", Place(run.project.source.as_posix()), count=len(lacking), ids=", ".join(lacking))


# The record and the list


def _record(run: Run, kept: OutputFolder, new: list[Handed]) -> Round:
    """The round with what is new; written where anything is."""
    done = Round(Year(run.year), (*run.before.values(), *new))
    if new:
        for name, data in run.forms.records():
            if bytes_of(kept.path / name) != data:
                kept.write(name, data)
        kept.write(ROUND, save(done, said("said-round-file", "fi")))
    return done


def _list(run: Run, out: OutputFolder, done: Round, changed: bool) -> None:
    """The page and the list of all whose form stands, whatever this run was asked for; left alone where they say the same."""
    standing = [handed for handed in done.forms if (out.path / run.folder / handed.file.value).is_file()]
    name = f"{run.folder}/{PAGE}"
    if changed or _sum(_page(run, standing)) != _sum([bytes_of(out.path / name) or b""]):
        out.write(name, _page(run, standing))
    entries = encode([listed(handed, run.letters.address(handed), run.folder) for handed in standing])
    if bytes_of(out.path / run.folder / LIST) != entries:
        out.write(f"{run.folder}/{LIST}", entries)


def _page(run: Run, forms: list[Handed]) -> Iterator[bytes]:
    """`LUETTELO.html` in pieces: a letter is written when its turn comes, so that no page needs room for all of them."""
    missing = [{"id": one.recipient.value, "name": one.name.value} for one in forms if not run.letters.address(one)]
    letters: Iterator[Letter] = (run.letters.to(one) for one in forms)
    values = {**run.letters.round, "count": len(forms), "missing": missing, "letters": letters}
    return (piece.encode("utf-8", "replace") for piece in run.texts.pieces("list.html.j2", values))


def _sum(pieces: Iterator[bytes] | list[bytes]) -> str:
    total = hashlib.sha256()
    for piece in pieces:
        total.update(piece)
    return total.hexdigest()
