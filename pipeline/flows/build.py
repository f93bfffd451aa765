"""Make what is stale: compose, write, record. The list of what was made is written last, so a torn run is mended by the next."""

import hashlib
from pathlib import Path
from typing import Mapping, NamedTuple

from ..files import OutputFolder
from ..formats import package, seal
from ..formats.contract import Layouts, Rendering, Template
from ..formats.registry import FOLDERS, writer
from ..graph import Entry, FileId, Reason, by_target, file_of, read_list, record_path, stale
from ..manifest import decode, encode, record
from ..problems import Place, Problem, Problems, Span
from ..project import Options, Project, bytes_of, combined, digest_of, files_below
from .folders import folder_of, telling
from .packet_plan import ARCHIVE
from .prepare import Made, Prepared, documents, documents_of, prepare

EDITED = "edited"  #: the folder, inside the out folder, that keeps files which a person changed and a build replaced


class Outcome(NamedTuple):
    """One file of the run; `reason` is None where it was up to date."""

    entry: Entry
    made: bool
    reason: Reason | None

    def as_json(self) -> dict[str, object]:
        """The shape of `outputs:` in `build --json`."""
        return {**self.entry, "made": self.made, "reason": self.reason.code if self.reason else None}


class _Task(NamedTuple):
    """One file to bring up to date: its entry of the last run, why it is stale (None: it is not) and what it becomes."""

    made: Made
    known: Entry | None
    reason: Reason | None
    rendering: Rendering | None


Entries = dict[FileId, Entry]  #: of manifest.json


def build(project: Project, options: Options, inputs: dict[str, str], today: str, force: bool, problems: Problems) -> list[Outcome]:
    """Bring the outputs that were asked for up to date.

    Raises `PipelineError` before anything is written if the source, the words, the layouts or a template has an error, if another run
    writes into the folder (`folder-busy`) or nobody can (`folder-unwritable`). A file that another program holds open is reported
    (`file-busy`) and the others go on. A file that a person has changed is kept under `EDITED` before it is replaced or taken away.
    """
    prepared = prepare(project, options, today, problems)
    wanted = documents(prepared, options, inputs, problems)
    listed = read_list(project.manifest)
    entries = by_target(listed)
    tasks = [_task(project, made, entries.get(made.target.file), prepared.layouts, force, problems) for made in wanted]
    problems.raise_if_errors()
    run = combined(inputs, options)
    with folder_of(project.out, problems) as folder:
        outcomes: list[Outcome] = []
        for task in tasks:
            task = _archived(folder, task, outcomes) if task.made.target.part == ARCHIVE else task
            outcomes.append(_bring(folder, task, entries, run, problems))
        after = _retire(folder, entries, _after(prepared, entries, outcomes), problems)
        complete = listed.get("complete", "") if options.outputs or problems.errors() else run
        _list(folder, {"source": inputs["source"], "complete": complete, "outputs": list(after.values())}, listed, problems)
    return outcomes


def render(project: Project, made: Made, layouts: Layouts, problems: Problems, template: Template | None = None) -> Rendering | None:
    """The file of a target in memory; None if its template is missing or cannot carry it, which is reported once for all that share it.

    `template`: one to take in place of the project's own.
    """
    if made.document is None:
        return None if made.target.part == ARCHIVE else Rendering(made.data, {})
    found = Problems()  # its own, so that a writer does not take the faults of another file for its own
    template = _template(project, made, found) if template is None else template
    rendering = None if template is None else writer(made.target.format)(made.document, template, layouts, found)
    problems.extend(_with_folder(project, made, problem) for problem in found)
    return rendering


def _with_folder(project: Project, made: Made, problem: Problem) -> Problem:
    """A writer knows its template by name; a person needs the folder too."""
    at = problem.at
    if isinstance(at, Place | Span) and made.template and (at.path == made.template or at.path.startswith(f"{made.template}/")):
        return problem._replace(at=at._replace(path=(project.templates / at.path).as_posix()))
    return problem


def _template(project: Project, made: Made, problems: Problems) -> Template | None:
    """The template, nothing for a format that takes none; None if it cannot be read. What is missing in a folder of files is for the writer to say."""
    if not made.template:
        return b""
    path = project.templates / made.template
    if made.target.format in FOLDERS:
        return {name: data for name, file in files_below(path) if (data := bytes_of(file)) is not None}
    data = bytes_of(path)
    if data is None:
        problems.add("template-missing", Place(path.as_posix()))
    return data


def _task(project: Project, made: Made, known: Entry | None, layouts: Layouts, force: bool, problems: Problems) -> _Task:
    reason = stale(made.target, known, project.out, force)
    return _Task(made, known, reason, render(project, made, layouts, problems) if reason else None)


def _archived(folder: OutputFolder, task: _Task, outcomes: list[Outcome]) -> _Task:
    """The archive of a packet's files as they stand now; none while one of them could not be written, so that it stays stale."""
    target = task.made.target
    members = [outcome.entry for outcome in outcomes if outcome.entry["name"] == target.name]
    held = {entry["path"]: bytes_of(folder.path / entry["path"]) or b"" for entry in members}
    whole = all(hashlib.sha256(held[entry["path"]]).hexdigest() == entry["sha256"] for entry in members)
    reason = task.reason or next((Reason("why-document") for outcome in outcomes if outcome.made and outcome.entry["name"] == target.name), None)
    return task._replace(reason=reason, rendering=Rendering(archive(held), {}) if whole and reason else None)


def archive(files: Mapping[str, bytes]) -> bytes:
    """A packet's files as one: stored, in their order, by their names without the folder."""
    return package.pack({path.rpartition("/")[2]: package.stored(data) for path, data in files.items()})


def _bring(folder: OutputFolder, task: _Task, entries: Entries, run: str, problems: Problems) -> Outcome:
    """Write one file, if it is stale, and its record. What could not be written keeps its old entry and so stays stale."""
    target, rendering = task.made.target, task.rendering
    blank = {**target._asdict(), "digest": "", "sha256": "", "record": "", "inputs": run}
    with telling(problems):
        if rendering is not None:
            _keep_edited(folder, target.path, entries, problems)
            folder.write(target.path, rendering.data)
        return Outcome({**blank, **_digests(task), "record": _record(folder, task)}, rendering is not None, task.reason)
    return Outcome(task.known or blank, False, task.reason)


def _digests(task: _Task) -> Entry:
    if task.rendering is None:
        assert task.known is not None
        return {name: task.known[name] for name in ("digest", "sha256")}
    data = task.rendering.data
    carried = task.made.document is None and task.made.target.part != ARCHIVE  # an attachment is whatever its owner says
    return {"digest": hashlib.sha256(data).hexdigest() if carried else seal.digest(data), "sha256": hashlib.sha256(data).hexdigest()}


def _record(folder: OutputFolder, task: _Task) -> str:
    """The digest of the record of a file's blocks, which is written unless it says the same already."""
    target = task.made.target
    if task.made.document is None:
        return ""
    name = record_path(target.file)
    known = _known(folder.path / name) if task.rendering is None else task.rendering
    data = encode(record(task.made.document, target.format, known.addresses, known.blank, fixed=known.fixed))
    digest = hashlib.sha256(data).hexdigest()
    if digest_of(folder.path / name) != digest:
        folder.write(name, data)
    return digest


def _known(path: Path) -> Rendering:
    """Where the blocks of a file that is not stale stand in it, which of them are blank, and what stands beside them, by its record."""
    known = decode(path.read_bytes())
    blank = frozenset(block.id for block in known.blocks if not block.text)
    return Rendering(b"", {block.id: block.address for block in known.blocks}, blank, fixed=known.fixed)


def _keep_edited(folder: OutputFolder, path: str, entries: Entries, problems: Problems) -> None:
    """Save what a person has written over an output: nothing is lost, and nothing is replaced in silence."""
    try:
        data = (folder.path / path).read_bytes()
    except OSError:
        return  # there is none, or it cannot be replaced either
    digest = hashlib.sha256(data).hexdigest()
    if any(entry["sha256"] == digest for entry in entries.values()) or seal.is_whole(data):
        return
    kept = f"{EDITED}/{Path(path).stem}-{digest[:8]}{Path(path).suffix}"
    folder.write(kept, data)
    problems.add("edited-kept", Place((folder.path / path).as_posix()), kept=(folder.path / kept).as_posix())


def _after(prepared: Prepared, entries: Entries, outcomes: list[Outcome]) -> Entries:
    """The entries in the source's order: those of this run, and the files of other outputs as they were. What was never made has none."""
    made = {file_of(outcome.entry): outcome.entry for outcome in outcomes if outcome.entry["sha256"]}
    known = {**entries, **made}
    order: list[FileId] = []
    for output in prepared.content.source.outputs:
        if output.kind == "packet":
            order += _of_packet(output.id.value, made, known)
            continue
        order += (
            FileId(output.id.value, "" if of is output else of.id.value, format_name)
            for of in documents_of(output, prepared.content)
            for format_name in output.formats
        )
    return {target: known[target] for target in order if target in known}


def _of_packet(name: str, made: Entries, known: Entries) -> list[FileId]:
    """The files of a packet: those of this run, or of the last where it was not asked for."""
    return [file for file in made if file.name == name] or [file for file in known if file.name == name]


def _retire(folder: OutputFolder, before: Entries, after: Entries, problems: Problems) -> Entries:
    """Take away the files of outputs that have another name now, or are gone. One that is busy stays listed, for the next run to try again."""
    standing = {entry["path"] for entry in after.values()}
    left = dict(after)
    for target, entry in before.items():
        if entry["path"] not in standing and not _taken_away(folder, entry["path"], before, problems):
            left[target] = entry
        elif target not in after:
            with telling(problems):
                folder.remove(record_path(target))
    return left


def _taken_away(folder: OutputFolder, path: str, entries: Entries, problems: Problems) -> bool:
    if not (folder.path / path).exists():
        return True
    with telling(problems):
        _keep_edited(folder, path, entries, problems)
        folder.remove(path)
        problems.add("file-removed", Place((folder.path / path).as_posix()))
        return True
    return False


def _list(folder: OutputFolder, whole: dict[str, object], listed: dict[str, object], problems: Problems) -> None:
    """Write manifest.json if it changes.

    `complete` is the digest of the inputs that all outputs were last made from. A file that was busy keeps its older `inputs`, or has no
    entry, and so stays stale.
    """
    if whole != listed:
        with telling(problems):
            folder.write("manifest.json", encode(whole))
