"""Are the files in sync with the source? Digests are compared, files rebuilt in memory, and every block read back by a reader of its own."""

from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from ..document.blocks import walk
from ..formats import package
from ..formats.carried import carried
from ..formats.contract import Found, Layouts, Reading
from ..formats.matching import Difference, Expected, Match, match
from ..formats.properties import SEAL, seal_of
from ..formats.registry import FORMATS, reader
from ..graph import by_target, read_list, record_path, sha256
from ..manifest import Manifest, decode, fixed_texts
from ..problems import Place, Problems
from ..project import Project
from .build import render
from .prepare import Made, Options, documents, prepare

Verdict = Literal["current", "older", "edited", "foreign", "damaged", "missing", "stale"]
_MARKERS = {"pptx": "ppt/presentation.xml", "docx": "word/document.xml", "xlsx": "xl/workbook.xml"}


class Judged(NamedTuple):
    """What is to be said of one file. `blocks` is how many were found as expected."""

    path: str
    verdict: Verdict
    edition: str | None
    blocks: int
    differing: tuple[Difference, ...]

    def as_json(self) -> dict[str, object]:
        """The shape of `files:` in `verify --json`."""
        return {**self._asdict(), "differing": [difference._asdict() for difference in self.differing]}


def verify_outputs(project: Project, options: Options, inputs: dict[str, str], today: str, problems: Problems) -> list[Judged]:
    """Judge every output of the source: `current`, `stale` (made from other inputs), `edited`, `missing` or `damaged`."""
    prepared = prepare(project, options, today, problems)
    entries = by_target(read_list(project.manifest))
    judged = []
    for made in documents(prepared, options, inputs, problems):
        path = project.out / made.target.path
        entry = entries.get((made.target.name, made.target.format))
        if entry is None or not path.is_file():
            judged.append(Judged(path.as_posix(), "missing", None, 0, ()))
        elif sha256(path) != entry.get("sha256"):
            judged.append(_against_record(project, made, path, problems))
        else:
            judged.append(_against_source(project, made, path, prepared.layouts, problems))
    return judged


def verify_files(project: Project, paths: list[Path], inputs: dict[str, str], today: str, problems: Problems) -> list[Judged]:
    """Judge files from anywhere by what they carry: `current`, `older`, `edited`, `foreign` or `damaged`."""
    prepared = prepare(project, Options(), today, problems)
    wanted = documents(prepared, Options(), inputs, problems)
    return [_judge(project, path, wanted, problems) for path in paths]


def _against_source(project: Project, made: Made, path: Path, layouts: Layouts, problems: Problems) -> Judged:
    """A file that stands as it was made: rebuilt in memory its digest is equal, and read back it says what the document says."""
    data = path.read_bytes()
    rendering = render(project, made, layouts, problems)
    reading = reader(made.target.format)(data, path.as_posix(), problems)
    if reading is None:
        return Judged(path.as_posix(), "damaged", None, 0, ())
    if rendering is None:
        return Judged(path.as_posix(), "stale", None, 0, ())
    result = match(_expected(made, rendering.addresses), reading.found, fixed_texts(made.document))
    equal = package.digest(package.unpack(data)) == package.digest(package.unpack(rendering.data))
    verdict: Verdict = "current" if equal and not _differs(result) else "stale"
    return Judged(path.as_posix(), verdict, made.target.edition, result.blocks, _all_differences(result))


def _against_record(project: Project, made: Made, path: Path, problems: Problems) -> Judged:
    """A file that is not as it was made: what was changed in it, by the record of the latest build."""
    known = _manifest(project, made.target.name, made.target.format)
    data = _bytes(path, problems)
    reading = reader(made.target.format)(data, path.as_posix(), problems) if data is not None else None
    if reading is None:
        return Judged(path.as_posix(), "damaged", None, 0, ())
    if known is None:
        return Judged(path.as_posix(), "edited", None, 0, ())
    result = _by_manifest(known, reading.found)
    return Judged(path.as_posix(), "edited", known.edition, result.blocks, _all_differences(result))


def _judge(project: Project, path: Path, wanted: list[Made], problems: Problems) -> Judged:
    name = path.as_posix()
    data = _bytes(path, problems)
    if data is None:
        return Judged(name, "damaged", None, 0, ())
    try:
        parts = package.unpack(data)
    except package.PackageError as error:
        problems.add(error.code, Place(name), **error.values)
        return Judged(name, "damaged", None, 0, ())
    format_name = next((f for f in FORMATS if _MARKERS[f] in parts), None)
    reading = reader(format_name)(data, name, problems) if format_name else None
    if format_name is None:
        return Judged(name, "foreign", None, 0, ())
    if reading is None:
        return Judged(name, "damaged", None, 0, ())
    if not reading.key:
        return Judged(name, "foreign", None, 0, ())
    return _ours(project, name, format_name, reading, wanted, carried(parts).get(SEAL) == seal_of(parts))


def _ours(project: Project, name: str, format_name: str, reading: Reading, wanted: list[Made], whole: bool) -> Judged:
    """A file that carries a key of ours: that of the latest build, or one that is on no record; the latter is told whole by its seal."""
    for made in wanted:
        known = _manifest(project, made.target.name, format_name)
        if made.target.format != format_name or known is None or known.key != reading.key:
            continue
        result = _by_manifest(known, reading.found)
        current = made.document.key == reading.key
        verdict: Verdict = "edited" if _differs(result) else "current" if current else "older"
        return Judged(name, verdict, known.edition if current or verdict == "edited" else None, result.blocks, _all_differences(result))
    return Judged(name, "older" if whole else "edited", None, 0, ())


def _manifest(project: Project, name: str, format_name: str) -> Manifest | None:
    try:
        return decode((project.out / record_path(name, format_name)).read_bytes())
    except (OSError, msgspec.MsgspecError):
        return None


def _by_manifest(known: Manifest, found: tuple[Found, ...]) -> Match:
    return match((Expected(block.id, block.address, block.text) for block in known.blocks), found, known.fixed)


def _expected(made: Made, addresses: dict[str, str]) -> list[Expected]:
    """Every block of the document; one that the writer put nowhere is expected nowhere, so it shows as a difference."""
    seen: dict[str, Expected] = {}
    for _, paragraph in walk(made.document):
        if paragraph.text:
            seen.setdefault(paragraph.id, Expected(paragraph.id, addresses.get(paragraph.id, ""), paragraph.text))
    return list(seen.values())


def _differs(result: Match) -> bool:
    return bool(result.differing or result.unplaced)


def _all_differences(result: Match) -> tuple[Difference, ...]:
    added = tuple(Difference("", text.address, "", text.text) for text in result.unplaced)
    return result.differing + added


def _bytes(path: Path, problems: Problems) -> bytes | None:
    try:
        if path.stat().st_size > package.MAX_FILE:
            problems.add("package-too-large", Place(path.as_posix()), limit=f"{package.MAX_FILE // 2**20} MB")
            return None
        return path.read_bytes()
    except OSError as error:
        problems.add("file-unreadable", Place(path.as_posix()), detail=error.strerror)
        return None
