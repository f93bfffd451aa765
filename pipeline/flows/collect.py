"""Returned forms into `source/responses/YEAR/`: keep every file, read all of them, say what each says, and write what it comes to.

The originals are kept first; everything else is made anew from them and from people's decisions, whatever the order in which files came. What
cannot be decided waits (`resolve.py`). Reading happens behind the gate, in processes of its own.
"""

import hashlib
import re
from pathlib import Path
from typing import NamedTuple

from ..files import OutputFolder
from ..formats.answer import Mail, Refusal
from ..formats.gate import Gate
from ..formats.returned import Returned
from ..manifest import encode
from ..model.collected import Collected, CollectedFile
from ..model.decisions import check_decisions, known
from ..model.form import Response
from ..model.reference import Text
from ..model.round import Decision
from ..problems import Place, Problems
from ..project import Project, bytes_of
from ..source.load import COLLECTED, DECISIONS, ROUND, load_decisions, load_round
from ..source.save import savable, save
from .assembly import Assembled, Assembly
from .folders import folder_of, telling
from .forms import Forms
from .intake import Item, gather, opened
from .judge import Judge, Judged
from .known_forms import KnownForms
from .originals import Original, Originals
from .prepare import prepare_round

_NOTE = "Ohjelma kirjoittaa tämän tiedoston komennolla kasikirja followup collect. Päätökset kirjataan tiedostoon decisions.yaml."
_SIGN = "Tunniste: "


class Came(NamedTuple):
    """A file of this run, by the name that it came under; `again`: its bytes were there before."""

    sha256: str
    name: str
    again: bool


class Outcome(NamedTuple):
    """What a collection came to: the round's files, those of this run in the order they came, the responses, and the decisions that fit nothing."""

    files: tuple[CollectedFile, ...]
    came: tuple[Came, ...]
    judged: dict[str, Judged]
    responses: tuple[Response, ...]
    unfit: tuple[Decision, ...]

    def shown(self) -> list[tuple[CollectedFile, Came]]:
        """The files of this run in the order in which they came; all of the round where none came."""
        known = {file.sha256.value: file for file in self.files}
        if not self.came:
            return [(file, Came(file.sha256.value, file.names[0].value, False)) for file in self.files]
        return [(known[one.sha256], one) for one in self.came if one.sha256 in known]

    def waiting(self) -> int:
        """How many matters `resolve` lists in the whole round."""
        open_files = sum(file.id is not None for file in self.files)
        return open_files + sum(len(r.conflicts) + sum(not u.settled for u in r.unplaced) for r in self.responses)


def collect(project: Project, year: str, paths: list[Path], today: str, problems: Problems) -> Outcome:
    """Take files in, and bring the round's responses up to date. Without paths it reads again what is kept.

    Raises `PipelineError` before anything is written if the source, the round or the decisions have errors, or the round's folder cannot be had.
    Reports what `intake.gather` reports of paths, what `check_decisions` reports, `round-is-example`, `decision-unfit`, `original-changed`
    and `response-by-hand`.
    """
    prepared = prepare_round(project, today, problems)
    handed, decisions = load_round(project.round(year), problems), load_decisions(project.round(year), problems)
    check_decisions(decisions, known(prepared.content.source, handed), problems)
    if any(response.example for response in prepared.content.responses.get(year, ())):
        problems.add("round-is-example", Place(project.round(year).as_posix()), year=year)
    problems.raise_if_errors()
    with folder_of(project.round(year), problems) as folder, Gate() as gate:
        originals, forms = Originals(folder, problems), KnownForms(project, prepared, year, handed, problems)
        problems.raise_if_errors()
        answers, came = _take_in(paths, gate, originals, problems)
        originals.save()
        judge = Judge(forms, year, decisions)
        judged = _judge(originals, answers, gate, judge, problems)
        made = Assembly(prepared, year, judge, judged, originals).assembled()
        for decision in made.unfit:
            problems.add("decision-unfit", decision.id.span if decision.id else None, id=decision.id)
        _write(folder, year, made, judge, judged, problems)
        return Outcome(made.files, tuple(came), judged, made.responses, made.unfit)


def _take_in(paths: list[Path], gate: Gate, originals: Originals, problems: Problems) -> tuple[dict[str, Returned | Refusal | Mail], list[Came]]:
    """Keep what came. Gives the answers by digest, and the files in order."""
    answers: dict[str, Returned | Refusal | Mail] = {}
    letters: dict[tuple[str, ...], str] = {}
    came: list[Came] = []
    for item in opened(gather(paths, problems), gate):
        if isinstance(item.answer, Mail):
            letters[item.trail] = item.sha256
        again = False
        if item.data or isinstance(item.answer, Refusal):
            with telling(problems):
                again = not originals.keep(_original(item, letters), item.data)
        answers[item.sha256] = item.answer
        came.append(Came(item.sha256, savable(item.name), again))
    return answers, came


def _original(item: Item, letters: dict[tuple[str, ...], str]) -> Original:
    around = (letters[item.trail[:n]] for n in range(1, len(item.trail)) if item.trail[:n] in letters)
    return Original(item.sha256, _ending(item), (savable(item.name),), tuple(sorted(around)))


def _ending(item: Item) -> str:
    """The ending of the kept file: of what it is; of what is not read, nothing that a double click would open."""
    if isinstance(item.answer, Returned):
        return f".{item.answer.format}"
    return ".eml" if isinstance(item.answer, Mail) else ".bin"


def _judge(
    originals: Originals, answers: dict[str, Returned | Refusal | Mail], gate: Gate, judge: Judge, problems: Problems
) -> dict[str, Judged]:
    """What is to be said of every kept file, by digest; those that did not come now are read again."""
    rest = [original for original in originals if original.sha256 not in answers]
    data = [(original, originals.data(original)) for original in rest]
    for original, held in data:
        if held is None:
            problems.add("original-changed", Place(original.path))
    readable = [(original, held) for original, held in data if held is not None]
    for (original, _), answer in zip(readable, gate.open_all((original.path, held) for original, held in readable)):
        answers[original.sha256] = getattr(answer, "mail", None) or answer
    return {original.sha256: judge.of(original, answers[original.sha256]) for original in originals if original.sha256 in answers}


def _write(folder: OutputFolder, year: str, made: Assembled, judge: Judge, judged: dict[str, Judged], problems: Problems) -> None:
    """The forms that files were read against, pictures, the responses, and the list last. Writes what is new; a response that nothing supports any more goes."""
    texts = {Forms.record_name(key): encode(record) for key, record in judge.forms.used.items()}
    texts |= {name: data for one in judged.values() for name, data in one.pictures}
    texts |= {f"{response.respondent}.yaml": _signed(response) for response in made.responses}
    texts[COLLECTED] = save(Collected(Text(year), made.files), _NOTE)
    stands = {ROUND, DECISIONS, COLLECTED}
    kept = {path.name for path in folder.path.glob("*.yaml") if path.name not in stands and not _may_go(path, texts.get(path.name), judged, problems)}
    for name, data in texts.items():
        if name not in kept and bytes_of(folder.path / name) != data:
            with telling(problems):
                folder.write(name, data)
    for path in sorted(folder.path.glob("*.yaml")):
        if path.name not in {*texts, *kept, *stands}:
            with telling(problems):
                folder.remove(path.name)


def _signed(response: Response) -> bytes:
    """A response with a digest of its own words above them, so that an edit by hand shows."""
    body = save(response, "")
    return f"# {_NOTE}\n# {_SIGN}{hashlib.sha256(body).hexdigest()[:16]}\n".encode() + body


def _may_go(path: Path, new: bytes | None, judged: dict[str, Judged], problems: Problems) -> bool:
    """Whether what stands there may be replaced, or taken away: nobody has changed it by hand, and every file that it was made from can still be read."""
    data = (bytes_of(path) or b"").replace(b"\r\n", b"\n")  # as a checkout on Windows may have it
    note, sign, body = (*data.split(b"\n", 2), b"", b"")[:3]
    if data == new:
        return True
    if new is None and note != f"# {_NOTE}".encode():
        return False  # a response that a person wrote, beside those that were collected
    if note != f"# {_NOTE}".encode() or sign != f"# {_SIGN}{hashlib.sha256(body).hexdigest()[:16]}".encode():
        problems.add("response-by-hand", Place(path.as_posix()))
        return False
    return all(sha.decode() in judged for sha in re.findall(rb"\n  - sha256: ([0-9a-f]{64})\n", data))
