"""Are the files in sync with the source? Digests are compared, files rebuilt in memory, and every block read back by a reader of its own."""

import hashlib
from pathlib import Path
from typing import Iterator, Literal, NamedTuple

from ..document.blocks import Document, Paragraph, walk
from ..formats import package, seal
from ..formats.contract import Reading, Rendering
from ..formats.package import printable_name
from ..formats.matching import Difference, Expected, Match, match
from ..formats.registry import FOLDERS, LINKED, format_of, packet_of, reader
from ..graph import Entry, by_target, read_list, record_path
from ..manifest import BlockRecord, Manifest, decode, fixed_texts
from ..problems import Place, Problems
from ..project import Options, Project, bytes_of, digest_of
from .build import archive, render
from .packet import personal_files
from .packet_plan import ARCHIVE
from .prepare import Made, Prepared, documents, prepare
from .verify_form import form_on_record

Verdict = Literal["current", "older", "edited", "foreign", "damaged", "missing", "stale"]


class Judged(NamedTuple):
    """What is to be said of one file. `blocks` is how many were found as expected."""

    path: str
    verdict: Verdict
    edition: str | None = None
    blocks: int = 0
    differing: tuple[Difference, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The shape of `files:` in `verify --json`."""
        return {**self._asdict(), "differing": [difference._asdict() for difference in self.differing]}


class _Opened(NamedTuple):
    """A file that could be read, and what it says."""

    format: str
    data: bytes
    reading: Reading


def verify_outputs(project: Project, options: Options, inputs: dict[str, str], today: str, problems: Problems) -> list[Judged]:
    """Judge every output of the source: `current`, `stale` (made from other inputs, or left from what can no longer be made), `edited`, `missing`
    or `damaged`.

    Raises `PipelineError` if the source, the words or the layouts have errors.
    """
    prepared = prepare(project, options, today, problems)
    entries = by_target(read_list(project.manifest))
    wanted = documents(prepared, options, inputs, problems)
    judged = [_output(project, prepared, made, entries.get(made.target.file), problems) for made in wanted]
    made_now = {made.target.file for made in wanted}
    left = (project.out / entry["path"] for file, entry in entries.items() if file not in made_now)
    return judged + [Judged(path.as_posix(), "stale") for path in left if path.exists()]


def verify_files(
    project: Project, paths: list[Path], options: Options, inputs: dict[str, str], today: str, problems: Problems
) -> list[Judged]:
    """Judge files from anywhere by what they carry: `current`, `older`, `edited`, `foreign` or `damaged`. Raises like `verify_outputs`."""
    prepared = prepare(project, options, today, problems)
    wanted = documents(prepared, options, inputs, problems)
    wanted += personal_files(prepared, options, inputs, problems)
    return [judged for path in paths for judged in _files(project, prepared, path, wanted, problems)]


def _output(project: Project, prepared: Prepared, made: Made, entry: Entry | None, problems: Problems) -> Judged:
    """A file of the out folder. It is current if it equals what the source gives now and says so when it is read back."""
    path = project.out / made.target.path
    name = path.as_posix()
    if not path.exists():
        return Judged(name, "missing")
    if made.document is None:
        return _carried(project, made, name, entry)
    data = _bytes(path, problems)
    opened = "damaged" if data is None else _open(path, data, problems)
    if isinstance(opened, str):
        return Judged(name, opened)
    rendering = render(project, made, prepared.layouts, problems)
    if rendering is None:
        return Judged(name, "stale")
    result = _by_document(made.document, made.target.format, rendering, opened.reading)
    if not _differs(result) and seal.digest(opened.data) == seal.digest(rendering.data):
        return Judged(name, "current", made.target.edition, result.blocks)
    if seal.is_whole(opened.data) or entry is not None and digest_of(path) == entry["sha256"]:
        return Judged(name, "stale", None, result.blocks, _all_differences(result))
    return _edited(name, _manifest(project, made), opened.reading, result)


def _carried(project: Project, made: Made, name: str, entry: Entry | None) -> Judged:
    """A file that is no document: what it was carried from, or the archive of a packet as its files stand."""
    data = bytes_of(project.out / made.target.path) or b""
    expected = made.data
    if made.target.part == ARCHIVE:
        members = [one for one in read_list(project.manifest)["outputs"] if one["name"] == made.target.name and one["part"] != ARCHIVE]
        expected = archive({one["path"]: bytes_of(project.out / one["path"]) or b"" for one in members})
    is_now = entry is not None and entry.get("document") == made.target.document
    if data == expected and (is_now or made.target.part != ARCHIVE):
        return Judged(name, "current", made.target.edition)
    whole = entry is not None and hashlib.sha256(data).hexdigest() == entry["sha256"]
    return Judged(name, "stale" if whole or data == expected else "edited", None)


def _edited(name: str, known: Manifest | None, reading: Reading, result: Match) -> Judged:
    """A file that was changed since it was made: what was changed, by its record if there is one, else against the source as it is now."""
    if known is not None and known.key == reading.key:
        result = _by_manifest(known, reading)
    return Judged(name, "edited", known.edition if known else None, result.blocks, _all_differences(result))


def _files(project: Project, prepared: Prepared, path: Path, wanted: list[Made], problems: Problems) -> Iterator[Judged]:
    """A file from anywhere, or each file of a packet's archive."""
    data = _bytes(path, problems)
    if data is None:
        yield Judged(path.as_posix(), "damaged")
        return
    inside = {Path(f"{path.as_posix()}/{printable_name(name)}"): content for name, content in packet_of(data).items()}
    for at, content in (inside or {path: data}).items():
        carried = next((made for made in wanted if made.document is None and made.target.part != ARCHIVE and made.data == content), None)
        yield Judged(at.as_posix(), "current", carried.target.edition) if carried else _file(project, prepared, at, content, wanted, problems)


def _file(project: Project, prepared: Prepared, path: Path, data: bytes, wanted: list[Made], problems: Problems) -> Judged:
    """Does a file carry a key of ours, that of the source as it is now, of the latest build, or one that is on no record?"""
    opened = _open(path, data, problems)
    if isinstance(opened, str):
        return Judged(path.as_posix(), opened)
    if not opened.reading.key:
        return Judged(path.as_posix(), "foreign")
    alike = [made for made in wanted if made.target.format == opened.format and made.document is not None]
    judged = _as_now(project, prepared, path.as_posix(), opened, alike, problems) or _as_recorded(project, prepared, path.as_posix(), opened, alike)
    judged = judged or _as_handed_out(project, prepared, path.as_posix(), opened)
    if judged is not None:
        return judged
    return Judged(path.as_posix(), "older" if seal.is_whole(opened.data) else "edited", _earlier(prepared, opened.reading.key))


def _earlier(prepared: Prepared, key: str) -> str | None:
    """The edition that a key names, if the source has it and goes on with a newer one; None: a draft that is on no record."""
    named = key.rpartition("-")[0]
    known = {edition.id.value for edition in prepared.content.source.editions}
    return named if named in known and named != prepared.edition.id.value else None


def _as_now(project: Project, prepared: Prepared, name: str, opened: _Opened, alike: list[Made], problems: Problems) -> Judged | None:
    """Judged against what the source gives now, if the file carries that key."""
    best = None
    for made in alike:
        if made.document.key == opened.reading.key and (rendering := render(project, made, prepared.layouts, problems)) is not None:
            result = _by_document(made.document, made.target.format, rendering, opened.reading)
            verdict: Verdict = "edited" if _differs(result) or _tampered(opened) else "current"
            judged = Judged(name, verdict, made.target.edition, result.blocks, _all_differences(result))
            if verdict == "current":
                return judged
            if best is None or len(judged.differing) < len(best.differing):
                best = judged  # letters of one party share a key: what was edited is the one that differs least
    return best


def _as_recorded(project: Project, prepared: Prepared, name: str, opened: _Opened, alike: list[Made]) -> Judged | None:
    """Judged against the latest build, if the file carries its key and the source has another by now."""
    for made in alike:
        known = _manifest(project, made)
        if known is not None and known.key == opened.reading.key:
            result = _by_manifest(known, opened.reading)
            edited = Judged(name, "edited", known.edition, result.blocks, _all_differences(result))
            return edited if _differs(result) or _tampered(opened) else Judged(name, "older", _earlier(prepared, known.key), result.blocks)
    return None


def _as_handed_out(project: Project, prepared: Prepared, name: str, opened: _Opened) -> Judged | None:
    """Judged against a form that went to a recipient: as it went, of an earlier round, or filled, which is an edit like any."""
    form = form_on_record(project, prepared, opened.reading.key, opened.format, opened.data)
    if form is None:
        return None
    result = _by_document(form.document, opened.format, form.rendering, opened.reading)
    if form.same or not _differs(result):
        return Judged(name, "current" if form.newest else "older", form.edition, result.blocks)
    return Judged(name, "edited", form.edition, result.blocks, _all_differences(result))


def _open(path: Path, data: bytes, problems: Problems) -> _Opened | Literal["foreign", "damaged"]:
    """The file, every part of it tried; or why there is nothing to compare, which is reported where it is a fault."""
    try:
        format_name = format_of(data)
    except package.PackageError as error:
        problems.add(error.code, Place(path.as_posix()), **error.values)
        return "damaged"
    if format_name is None:
        return "foreign"
    reading = reader(format_name)(data, path.as_posix(), problems)
    return "damaged" if reading is None else _Opened(format_name, data, reading)


def _manifest(project: Project, made: Made) -> Manifest | None:
    """The record of the latest build of a file; None where there is none, or a torn one."""
    try:
        return decode((project.out / record_path(made.target.file)).read_bytes())
    except (OSError, ValueError):
        return None


def _by_manifest(known: Manifest, reading: Reading) -> Match:
    return match((Expected(block.id, block.address, block.text, _links(block, known.format)) for block in known.blocks), reading.found, known.fixed)


def _by_document(document: Document, format_name: str, rendering: Rendering, reading: Reading) -> Match:
    """Every block of the document; one that the writer put nowhere is expected nowhere, so it shows as a difference."""
    seen: dict[str, Expected] = {}
    for _, paragraph in walk(document):
        if paragraph.text:
            text = "" if paragraph.id in rendering.blank else paragraph.text
            address = rendering.addresses.get(paragraph.id, "")
            seen.setdefault(paragraph.id, Expected(paragraph.id, address, text, _links(paragraph, format_name)))
    return match(seen.values(), reading.found, fixed_texts(document, rendering.fixed))


def _links(block: Paragraph | BlockRecord, format_name: str) -> tuple[str, ...]:
    return block.links if format_name in LINKED else ()


def _differs(result: Match) -> bool:
    return bool(result.differing or result.unplaced)


def _tampered(opened: _Opened) -> bool:
    """Whether a page or a PDF was changed, be it elsewhere than in its words: unlike an Office file, nobody saves it anew without meaning to."""
    return opened.format in FOLDERS and not seal.is_whole(opened.data)


def _all_differences(result: Match) -> tuple[Difference, ...]:
    """What is gone or reads otherwise, by block, then what was added."""
    return result.differing + tuple(Difference("", added.address, "", added.text) for added in result.unplaced)


def _bytes(path: Path, problems: Problems) -> bytes | None:
    """What an ordinary file of bearable size holds; None for anything else, which is reported."""
    at = Place(path.as_posix())
    try:
        if path.is_file() and path.stat().st_size <= package.MAX_FILE:
            return path.read_bytes()
        if path.is_file():
            problems.add("package-too-large", at, limit=f"{package.MAX_FILE // 2**20} MB")
        else:
            code = "file-is-folder" if path.is_dir() else "file-unreadable" if path.exists() else "file-missing"
            problems.add(code, at, detail="")
    except (OSError, ValueError) as error:
        problems.add("file-unreadable", at, detail=getattr(error, "strerror", "") or "")
    return None
