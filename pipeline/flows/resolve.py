"""A person's decisions: what is open in a round, and a decision written down in `decisions.yaml` behind what stands there."""

from pathlib import Path
from typing import Iterator, NamedTuple

from ..model.collected import Collected
from ..model.decisions import USES, About, check_decisions, known
from ..model.form import Response
from ..model.reference import Id, Text
from ..model.round import Decision, Decisions
from ..problems import Language, PipelineError, Place, Problems, nearest, said
from ..project import Project, bytes_of
from ..source.load import COLLECTED, DECISIONS, load, load_decisions, load_responses, load_round, load_source, parsed
from ..source.save import save
from .folders import folder_of, telling

_HEAD = (
    "Päätökset tästä kierroksesta. Tätä tiedostoa saa muokata myös käsin: uusi kohta alkaa viivalla.\n"
    "Puhelimessa tai paperilla saatu vastaus: respondent, row, column, text, source, by, date."
)


class Open(NamedTuple):
    """Something that waits. `kind`: conflict, unplaced or file; `texts` are both of a conflict, the one of an unplaced text, and what was told about a file."""

    id: str
    kind: str
    respondent: str
    place: str  #: `row/column` that it is about, or is nearest to; empty: nobody knows
    where: str
    texts: tuple[str, ...]
    sources: tuple[str, ...] = ()  #: of a conflict: where each text comes from

    @property
    def choices(self) -> tuple[str, ...]:
        """What `--use` may say of it."""
        return USES[self.id[0]]


class Choice(NamedTuple):
    """What a person said on the command line; empty: not said."""

    use: str
    by: str
    date: str
    text: str = ""
    place: str = ""
    respondent: str = ""


def open_matters(project: Project, year: str, problems: Problems, language: Language = "en") -> list[Open]:
    """What waits in a round, in order of respondents. Reports `no-collection` where nothing was collected."""
    listed: Collected | None = None
    path = project.round(year) / COLLECTED
    if path.exists():
        listed = load(path, Collected, problems)
    else:
        problems.add("no-collection", Place(project.round(year).as_posix()), year=year)
    problems.raise_if_errors()
    responses = load_responses(project.responses, problems).get(year, ())
    found = [matter for response in responses for matter in _of_response(response)]
    for file in listed.files if listed else ():
        if file.id is not None:
            name = file.respondent.value if file.respondent else ""
            told = tuple(said(one.code.value, language, **{value.id.value: value.text.value for value in one.values}) for one in file.said)
            told += _words(file.text) if file.text else ()
            found.append(Open(file.id.value, "file", name, "", file.names[0].value, told))
    return found


def _of_response(response: Response) -> list[Open]:
    name = response.respondent.value
    conflicts = [
        Open(c.id.value, "conflict", name, f"{c.row}/{c.column}", "", _words(c.first, c.second), _words(c.first_from, c.second_from)) for c in response.conflicts
    ]
    loose = [Open(u.id.value, "unplaced", name, u.near.value if u.near else "", u.where.value, (u.text.value,)) for u in response.unplaced if not u.settled]
    return conflicts + loose


def _words(*texts: Text | None) -> tuple[str, ...]:
    return tuple(text.value if text else "" for text in texts)


def decide(project: Project, year: str, ids: tuple[str, ...], choice: Choice, problems: Problems) -> list[Decision]:
    """Write decisions about what is open. Reports what `check_decisions` reports, `decision-unknown`, `decision-respondent` and `decisions-unreadable`;
    then nothing is written."""
    open_ones = {matter.id: matter for matter in open_matters(project, year, problems)}
    names = tuple(dict.fromkeys(ids))
    for name in names:
        if name not in open_ones:
            problems.add("decision-unknown", None, id=name, nearest=nearest(name, open_ones))
    problems.raise_if_errors()
    decisions = [_decision(open_ones[name], choice) for name in names]
    _check(project, year, open_ones, decisions, problems)
    with folder_of(project.round(year), problems) as folder, telling(problems):
        folder.write(DECISIONS, _appended(folder.path / DECISIONS, decisions, problems))
    return decisions


def _check(project: Project, year: str, open_ones: dict[str, Open], decisions: list[Decision], problems: Problems) -> None:
    """Whether the decisions can be made of what they are about. Raises `PipelineError` if one cannot."""
    source, handed = load_source(project.source, problems), load_round(project.round(year), problems)
    problems.raise_if_errors()
    for decision in decisions:
        if decision.use == "accept" and decision.id is not None and not (decision.respondent or open_ones[decision.id.value].respondent):
            problems.add("decision-respondent", None, id=decision.id)
    if source is not None:
        about = {matter.id: About(matter.respondent, matter.texts[0] if matter.kind == "unplaced" else "") for matter in open_ones.values()}
        check_decisions(decisions, known(source, handed), problems, about)
    problems.raise_if_errors()


def _decision(matter: Open, choice: Choice) -> Decision:
    placed = choice.place or (matter.place if matter.kind == "unplaced" and choice.use == "text" else "")
    row, _, column = placed.partition("/") if all(map(Id.accepts, placed.split("/"))) else ("", "", "")
    respondent = choice.respondent or matter.respondent if matter.kind == "file" and choice.use == "accept" else ""
    words = {"id": matter.id, "use": choice.use, "by": choice.by.strip(), "date": choice.date, "text": choice.text.strip(), "row": row, "column": column, "respondent": respondent}
    return Decision(**{key: value if key == "use" else Text(value) for key, value in words.items() if value})


def _appended(path: Path, decisions: list[Decision], problems: Problems) -> bytes:
    """The file with the decisions at its end, everything before them byte for byte. Raises `PipelineError` where that is not what it would say."""
    old = bytes_of(path) or b""
    before = load_decisions(path.parent, problems)
    problems.raise_if_errors()
    head = old if old.strip() else save(Decisions(()), _HEAD).split(b"decisions:")[0]
    entries = save(Decisions(tuple(decisions)), "").split(b"decisions:\n", 1)[1]
    for new in (_ended(head) + entry for entry in _as_lists_stand(entries)):
        if _goes_on(new, path, (*before, *decisions)):
            return new
    problems.add("decisions-unreadable", Place(path.as_posix()))
    raise PipelineError(problems)


def _ended(text: bytes) -> bytes:
    return text if text.endswith(b"\n") or not text else text + b"\n"


def _as_lists_stand(entries: bytes) -> Iterator[bytes]:
    """Entries as a person may have begun the list: two blanks under its key, at its key, four blanks under it; or under a key of their own."""
    lines = entries.splitlines(keepends=True)
    yield entries
    yield b"".join(line.removeprefix(b"  ") for line in lines)
    yield b"".join(b"  " + line if line.strip() else line for line in lines)
    yield b"decisions:\n" + entries


def _goes_on(new: bytes, path: Path, expected: tuple[Decision, ...]) -> bool:
    """Whether the longer file says what it said before and the new decisions."""
    tried = Problems()
    read = parsed(new, path.as_posix(), Decisions, tried)
    return read is not None and read.decisions == expected
