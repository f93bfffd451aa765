"""Which files there are to make, and why one is stale. Needs no content: it compares digests, and is asked before anything heavy is loaded."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from .project import Options, digest_of


class Reason(NamedTuple):
    """Why a file is made, or not; `code` names a sentence in messages.toml."""

    code: str
    values: tuple[tuple[str, str], ...] = ()


class FileId(NamedTuple):
    """A file by its output, which document of that it holds, and its format."""

    name: str
    part: str
    format: str


class Target(NamedTuple):
    """One file to make. `document`, `template` and `program` are the digests of what decides its content."""

    name: str
    part: str  #: which document of an output that has several; empty for one that has one
    kind: str
    format: str
    path: str
    audience: str
    edition: str
    key: str
    document: str
    template: str
    program: str

    @property
    def file(self) -> FileId:
        """What stays the same when the file's name changes."""
        return FileId(self.name, self.part, self.format)


Entry = dict[str, str]  #: one file of manifest.json
_NEEDED = {"name", "part", "format", "path", "sha256", "record", "inputs"}


def read_list(path: Path) -> dict[str, Any]:
    """`manifest.json`; an absent, torn or foreign one counts as empty, so that everything is made anew."""
    try:
        listed = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {"outputs": []}
    outputs = listed.get("outputs") if isinstance(listed, dict) else None
    return listed if isinstance(outputs, list) and all(map(_is_entry, outputs)) else {"outputs": []}


def by_target(listed: dict[str, Any]) -> dict[FileId, Entry]:
    """The entries of a list by the file that they are of."""
    return {file_of(entry): entry for entry in listed["outputs"]}


def file_of(entry: Entry) -> FileId:
    """The file that an entry of a list is of."""
    return FileId(entry["name"], entry["part"], entry["format"])


def up_to_date(out: Path, listed: dict[str, Any], options: Options, inputs: str) -> bool:
    """Whether every file of the outputs asked for was made from these inputs (`project.combined`) and stands as it was made."""
    names = options.outputs
    entries = [entry for entry in listed["outputs"] if not names or entry["name"] in names]
    known = {entry["name"] for entry in entries}.issuperset(names) if names else listed.get("complete") == inputs
    return known and all(entry["inputs"] == inputs and _stands(out, entry) for entry in entries)


def stale(target: Target, entry: Entry | None, out: Path, force: bool) -> Reason | None:
    """Why the target must be made; None if the file that stands there is what it would become."""
    if force:
        return Reason("why-forced")
    if entry is None:
        return Reason("why-new")
    if entry["path"] != target.path:
        return Reason("why-renamed", (("old", entry["path"]),))
    found = digest_of(out / target.path)
    if found != entry["sha256"]:
        return Reason("why-edited" if found else "why-missing")
    if digest_of(out / record_path(target.file)) != entry["record"]:
        return Reason("why-record")
    return next((Reason(f"why-{name}") for name in ("document", "template", "program") if entry.get(name) != getattr(target, name)), None)


def record_path(file: FileId) -> str:
    """Where the blocks of an output's file are recorded, relative to the out folder."""
    return f"manifests/{'.'.join(filter(None, file))}.json"


def _stands(out: Path, entry: Entry) -> bool:
    record = out / record_path(file_of(entry))
    return digest_of(out / entry["path"]) == entry["sha256"] and digest_of(record) == entry["record"]


def _is_entry(entry: object) -> bool:
    """Texts only, and a path that leads nowhere but into the folder: what is listed may be taken away."""
    if not isinstance(entry, dict) or not _NEEDED <= entry.keys() or not all(isinstance(value, str) for value in entry.values()):
        return False
    folder, _, file = entry["path"].rpartition("/")  # a packet lies in a folder of its own
    names = (entry["name"], entry["part"] or entry["name"], entry["format"], folder or file, file)
    return all(name == Path(name).name not in ("", "..") for name in names)
