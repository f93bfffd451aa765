"""Which files there are to make, and why one is stale. Needs no content: it compares digests, and is asked before anything heavy is loaded."""

import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple


class Reason(NamedTuple):
    """Why a file is made, or not; `code` names a sentence in messages.toml."""

    code: str
    values: tuple[tuple[str, str], ...] = ()


class Target(NamedTuple):
    """One file to make. `document`, `template` and `program` are the digests of what decides its content."""

    name: str
    kind: str
    format: str
    path: str
    audience: str
    edition: str
    key: str
    document: str
    template: str
    program: str


Entry = dict[str, Any]  #: one file of manifest.json


def read_list(path: Path) -> dict[str, Any]:
    """`manifest.json`; an absent, torn or foreign one counts as empty, so that everything is made anew."""
    try:
        listed = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {"outputs": []}
    outputs = listed.get("outputs") if isinstance(listed, dict) else None
    good = isinstance(outputs, list) and all(isinstance(e, dict) and isinstance(e.get("path"), str) for e in outputs)
    return listed if good else {"outputs": []}


def by_target(listed: dict[str, Any]) -> dict[tuple[str, str], Entry]:
    """The entries of a list by output and format."""
    return {(entry.get("name", ""), entry.get("format", "")): entry for entry in listed["outputs"]}


def up_to_date(out: Path, listed: dict[str, Any], names: tuple[str, ...], inputs: str) -> bool:
    """Whether every file of the named outputs (all, if none is named) was made from these inputs and stands as it was made."""
    if not names and listed.get("complete") != inputs:
        return False
    entries = [entry for entry in listed["outputs"] if not names or entry.get("name") in names]
    named = {entry.get("name") for entry in entries}
    if not all(name in named for name in names):
        return False
    return all(entry.get("inputs") == inputs and sha256(out / entry["path"]) == entry.get("sha256") for entry in entries)


def stale(target: Target, entry: Entry | None, out: Path, force: bool) -> Reason | None:
    """Why the target must be made; None if the file that stands there is what it would become."""
    if force:
        return Reason("why-forced")
    if entry is None or not (out / record_path(target.name, target.format)).is_file():
        return Reason("why-new")
    if entry.get("path") != target.path:
        return Reason("why-renamed", (("old", str(entry.get("path"))),))
    found = sha256(out / target.path)
    if not found:
        return Reason("why-missing")
    if found != entry.get("sha256"):
        return Reason("why-edited")
    for name in ("document", "template", "program"):
        if entry.get(name) != getattr(target, name):
            return Reason(f"why-{name}")
    return None


def record_path(name: str, format_name: str) -> str:
    """Where the blocks of an output's file are recorded, relative to the out folder."""
    return f"manifests/{name}.{format_name}.json"


def sha256(path: Path) -> str:
    """Of the file's bytes; empty where there is none to read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
