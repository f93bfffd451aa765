"""How a round stands: who has answered what and who has not, what waits for a person and what could not be read. Knows today; writes
nothing but drafts of reminders."""

from pathlib import Path
from typing import Any, NamedTuple

from ..model.collected import Collected, CollectedFile
from ..model.form import ASSESSMENT, COMMITTEE, Response
from ..model.handbook import Practice
from ..model.round import Handed, Round
from ..problems import Language, Place, Problems
from ..project import Project
from ..source.load import COLLECTED, load, load_round
from .forms import naming
from .letters import respondent_name
from .prepare import Prepared, prepare_round
from .remind import remind
from .told import file_as_json


class Standing(NamedTuple):
    """One respondent. `answered` and `assessed` are ids of goals, `items` a number; `late`: the deadline has passed and nothing has come but a blank."""

    respondent: str
    name: str
    party: str
    answered: tuple[str, ...]
    assessed: tuple[str, ...]
    missing: tuple[str, ...]
    items: int
    conflicts: int
    unplaced: int
    files: int
    deadline: str
    late: bool
    goals: int  #: how many there are
    handed: Handed | None

    def as_json(self) -> dict[str, Any]:
        """The shape of an entry of `respondents:`."""
        left_out = ("handed", "goals")
        return {**{name: value for name, value in self._asdict().items() if name not in left_out}, "deadline": self.deadline or None, "state": self.state}

    @property
    def state(self) -> str:
        """`answered`, `partly`, `waiting` (a person must look first at what came), `blank` (what came says nothing), `late` or `open`."""
        if self.answered or self.assessed or self.items:
            return "partly" if self.missing else "answered"
        if self.conflicts or self.unplaced:
            return "waiting"
        return "blank" if self.files else "late" if self.late else "open"


class Status(NamedTuple):
    """The whole round; `flagged` and `refused` are files that count for nobody, `reminders` the drafts to those who are late."""

    standings: tuple[Standing, ...]
    flagged: tuple[CollectedFile, ...]
    refused: tuple[CollectedFile, ...]
    reminders: tuple[Path, ...]

    def as_json(self, language: Language) -> dict[str, Any]:
        """The shape of `followup status --json`."""
        return {
            "respondents": [one.as_json() for one in self.standings],
            "files": [file_as_json(file, language) for file in (*self.flagged, *self.refused)],
            "reminders": [path.as_posix() for path in self.reminders],
        }


def status(project: Project, year: str, today: str, problems: Problems) -> Status:
    """How the round of a year stands on a day. Reports `no-round-begun` where nothing was handed out and nothing came. Raises `PipelineError`."""
    prepared = prepare_round(project, today, problems)
    folder = project.round(year)
    handed = load_round(folder, problems)
    listed: Collected | None = load(folder / COLLECTED, Collected, problems) if (folder / COLLECTED).exists() else None
    responses = tuple(response for response in prepared.content.responses.get(year, ()) if not response.example)
    if handed is None and listed is None and not responses:
        problems.add("no-round-begun", Place(folder.as_posix()), year=year)
    problems.raise_if_errors()
    files = listed.files if listed else ()
    standings = _standings(prepared, handed, responses, files, today)
    flagged = tuple(file for file in files if file.id is not None)
    late = tuple(one.handed for one in standings if one.state == "late" and one.handed is not None)
    reminders = remind(project, prepared, year, late, problems)
    return Status(standings, flagged, tuple(file for file in files if file.status == "refused"), tuple(reminders))


def _standings(
    prepared: Prepared, handed: Round | None, responses: tuple[Response, ...], files: tuple[CollectedFile, ...], today: str
) -> tuple[Standing, ...]:
    """Recipients in the order of the round, then others who answered, the committee last."""
    selection = naming(prepared)
    forms = {one.recipient.value: one for one in (handed.forms if handed else ())}
    names = {recipient.id.value: (respondent_name(selection, recipient), recipient.party.value) for recipient in prepared.content.source.recipients}
    names = {**names, **{name: (one.name.value, one.party.value) for name, one in forms.items()}}
    said = {response.respondent.value: response for response in responses}
    order = [*forms, *(name for name in names if name not in forms and (handed is None or name in said))]
    order += [name for name in said if name not in order and name != COMMITTEE]
    goals = prepared.content.source.practices
    return tuple(_standing(name, names.get(name, (name, "")), forms.get(name), said.get(name), files, goals, today) for name in (*order, COMMITTEE))


def _standing(
    respondent: str, named: tuple[str, str], form: Handed | None, said: Response | None, files: tuple[CollectedFile, ...], goals: tuple[Practice, ...], today: str
) -> Standing:
    ids = [goal.id.value for goal in goals]
    answers, items = (said.answers, said.items) if said else ((), ())
    conflicts, unplaced = len(said.conflicts) if said else 0, sum(not text.settled for text in said.unplaced) if said else 0
    answered = tuple(goal for goal in ids if any(a.row == goal and a.column != ASSESSMENT for a in answers))
    assessed = tuple(goal for goal in ids if any(a.row == goal and a.column == ASSESSMENT for a in answers))
    deadline = form.deadline.value if form and form.deadline else ""
    return Standing(
        respondent=respondent,
        name=named[0],
        party=named[1],
        answered=answered,
        assessed=assessed,
        missing=tuple(goal for goal in ids if goal not in (assessed if respondent == COMMITTEE else answered)),
        items=len(items),
        conflicts=conflicts,
        unplaced=unplaced,
        files=sum(file.respondent == respondent for file in files),
        deadline=deadline,
        late=bool(deadline) and deadline < today and not (answers or items or conflicts or unplaced),
        goals=len(ids),
        handed=form,
    )
