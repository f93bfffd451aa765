"""Make what is stale: compose, write, record. The list of what was made is written last, so a torn run is mended by the next."""

import hashlib
from typing import Any, NamedTuple

from ..files import FileBusy, OutputFolder
from ..formats import package
from ..formats.contract import Layouts, Rendering
from ..formats.registry import writer
from ..graph import Entry, Reason, by_target, read_list, record_path, stale
from ..manifest import Manifest, decode, encode, record
from ..problems import Place, Problems
from ..project import Project, combined
from .prepare import Made, Options, Prepared, documents, prepare


class Outcome(NamedTuple):
    """One file of the run; `reason` is None where it was up to date."""

    entry: Entry
    made: bool
    reason: Reason | None

    def as_json(self) -> dict[str, object]:
        """The shape of `outputs:` in `build --json`."""
        return {**self.entry, "made": self.made, "reason": self.reason.code if self.reason else None}


def build(project: Project, options: Options, inputs: dict[str, str], today: str, force: bool, problems: Problems) -> list[Outcome]:
    """Bring the outputs that were asked for up to date.

    Raises `PipelineError` before anything is written if the source, the words, the layouts or a template has an error, `FolderBusy` if
    another run writes there. A file that another program holds open is reported (`file-busy`) and the others go on.
    """
    prepared = prepare(project, options, today, problems)
    wanted = documents(prepared, options, inputs, problems)
    listed = read_list(project.manifest)
    entries = by_target(listed)
    reasons = {made.target: stale(made.target, entries.get(made.target[0:3:2]), project.out, force) for made in wanted}
    renderings = {
        made.target: render(project, made, prepared.layouts, problems) for made in wanted if reasons[made.target] is not None
    }
    problems.raise_if_errors()
    run = combined(inputs, options.edition or "", options.year or "")
    with OutputFolder(project.out) as folder:
        outcomes = [_finish(folder, made, entries, reasons[made.target], renderings.get(made.target), run, problems) for made in wanted]
        _list(folder, prepared, listed, outcomes, options, inputs, run)
    return outcomes


def render(project: Project, made: Made, layouts: Layouts, problems: Problems) -> Rendering | None:
    """The file of a target in memory; None if its template is missing or cannot carry it, which is reported."""
    template = b""
    if made.template:
        path = project.templates / made.template
        try:
            template = path.read_bytes()
        except OSError as error:
            problems.add("template-missing", Place(path.as_posix()), detail=error.strerror)
            return None
    return writer(made.target.format)(made.document, template, layouts, problems)


def _finish(
    folder: OutputFolder,
    made: Made,
    entries: dict[tuple[str, str], Entry],
    reason: Reason | None,
    rendering: Rendering | None,
    run: str,
    problems: Problems,
) -> Outcome:
    target = made.target
    known = entries.get((target.name, target.format))
    if rendering is None:
        assert known is not None
        _record(folder, made, _addresses(folder, target.name, target.format))
        return Outcome({**known, "inputs": run, "edition": target.edition, "audience": target.audience}, False, None)
    try:
        folder.write(target.path, rendering.data)
        _record(folder, made, rendering.addresses)
        if known is not None and known["path"] != target.path:
            folder.remove(known["path"])
    except FileBusy as busy:
        problems.add("file-busy", Place(busy.path.as_posix()), detail=busy.reason)
        return Outcome(known or {"name": target.name, "format": target.format, "path": target.path}, False, reason)
    return Outcome(_entry(made, rendering, run), True, reason)


def _entry(made: Made, rendering: Rendering, run: str) -> Entry:
    target = made.target
    return {
        "name": target.name,
        "kind": target.kind,
        "format": target.format,
        "path": target.path,
        "digest": package.digest(package.unpack(rendering.data)),
        "sha256": hashlib.sha256(rendering.data).hexdigest(),
        "edition": target.edition,
        "audience": target.audience,
        "key": target.key,
        "document": target.document,
        "template": target.template,
        "program": target.program,
        "inputs": run,
    }


def _record(folder: OutputFolder, made: Made, addresses: dict[str, str]) -> None:
    """Write the blocks of a file, unless the record says the same already."""
    name = record_path(made.target.name, made.target.format)
    data = encode(record(made.document, made.target.format, addresses))
    try:
        same = (folder.path / name).read_bytes() == data
    except OSError:
        same = False
    if not same:
        folder.write(name, data)


def _addresses(folder: OutputFolder, name: str, format_name: str) -> dict[str, str]:
    """Where the blocks of a file that stands stand in it, by its record."""
    try:
        known: Manifest = decode((folder.path / record_path(name, format_name)).read_bytes())
    except (OSError, ValueError):
        return {}
    return {block.id: block.address for block in known.blocks}


def _list(
    folder: OutputFolder, prepared: Prepared, listed: dict[str, Any], outcomes: list[Outcome], options: Options, inputs: dict[str, str], run: str
) -> None:
    """Write manifest.json if it changes: the outcomes in the source's order, and the files of other outputs as they were.

    `complete` is the digest of the inputs that all outputs were last made from; a file that was busy keeps its older `inputs` and so stays stale.
    """
    entries = {**by_target(listed), **{(o.entry["name"], o.entry["format"]): o.entry for o in outcomes if "sha256" in o.entry}}
    order = [(output.id.value, format_name) for output in prepared.content.source.outputs for format_name in output.formats]
    outputs = [entries[target] for target in order if target in entries]
    complete = run if not options.outputs else listed.get("complete", "")
    whole = {"source": inputs["source"], "complete": complete, "outputs": outputs}
    if whole != listed:
        folder.write("manifest.json", encode(whole))
