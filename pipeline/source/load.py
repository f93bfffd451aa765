"""Files to typed values: the handbook, a year's responses, and whatever else the project keeps in YAML.

Everything that people write passes through `load`; nothing here knows what the values mean (`model/rules.py` does).
"""

from pathlib import Path
from typing import Any

from ..model.content import Source
from ..model.form import Response
from ..model.reference import Text
from ..model.round import Decision, Decisions, Round
from ..problems import Place, Problems, Span
from .plaintext import MAX_BYTES
from .shape import read
from .yamltext import read_tree

ROUND, DECISIONS, COLLECTED = "round.yaml", "decisions.yaml", "collected.yaml"  #: what stands in a year's folder beside responses

ATTACHMENT_MAX = 10_000_000  #: bytes of one attachment of the packet: all of it must go by e-mail


def load(path: Path, kind: Any, problems: Problems) -> Any:
    """The value of type `kind` in the YAML file at `path`, or None where anything in the file was reported as an error.

    Spans say `path` as given, with forward slashes. Reports `file-missing`, `file-is-folder`, `file-unreadable`, and what
    `yamltext.read_tree` and `shape.read` report.
    """
    data = _read_bytes(path, problems)
    return None if data is None else parsed(data, path.as_posix(), kind, problems)


def parsed(data: bytes, path: str, kind: Any, problems: Problems) -> Any:
    """The value of type `kind` that the text of a YAML file holds, or None where anything in it was reported as an error."""
    before = len(problems.errors())
    tree = read_tree(data, path, problems)
    value = None if tree is None else read(tree, kind, problems)
    return value if len(problems.errors()) == before else None


def load_source(path: Path, problems: Problems) -> Source | None:
    """The handbook, or None where it has errors. Reports `attachment-missing` and `attachment-size` for files that it names beside itself."""
    source: Source | None = load(path, Source, problems)
    for attachment in source.attachments if source is not None else ():
        file = path.parent / attachment.file.value
        if not file.is_file():
            problems.add("attachment-missing", attachment.file.span, id=attachment.id, file=attachment.file)
        elif file.stat().st_size > ATTACHMENT_MAX:
            found, limit = file.stat().st_size / 1_000_000, ATTACHMENT_MAX // 1_000_000
            problems.add("attachment-size", attachment.file.span, file=attachment.file, found=f"{found:.1f}", limit=limit)
    return source


def load_words(path: Path, problems: Problems) -> dict[str, Text] | None:
    """The fixed words of all formats by id (`templates/words.yaml`), or None where the file has errors."""
    return load(path, dict[str, Text], problems)


def load_responses(folder: Path, problems: Problems) -> dict[str, tuple[Response, ...]]:
    """The responses of every year below `folder` (`source/responses`), by year, then by file name; empty where there is no folder.

    What stands in a year's folder under `originals/`, its round and its decisions are no responses. A response with errors is left out.
    Reports `response-year` where a response names another year than its folder.
    """
    found: dict[str, tuple[Response, ...]] = {}
    for year in _sorted(folder, problems):
        if year.is_dir() and not year.name.startswith("."):
            found[year.name] = tuple(r for file in _sorted(year, problems) if (r := _response(file, problems)) is not None)
    return found


def load_round(folder: Path, problems: Problems) -> Round | None:
    """What was handed out in the round of a year's folder; None where it has not begun, or where the file has errors, which are reported."""
    path = folder / ROUND
    handed: Round | None = load(path, Round, problems) if path.exists() else None
    if handed is not None and handed.year.value != folder.name:
        problems.add("response-year", handed.year.span, found=handed.year, folder=folder.name)
    return handed


def load_decisions(folder: Path, problems: Problems) -> tuple[Decision, ...]:
    """What people have decided in the round of a year's folder; none where the file is not there, is still without entries, or has errors, which are reported."""
    path = folder / DECISIONS
    if not path.exists() or _is_begun(path):
        return ()
    decided: Decisions | None = load(path, Decisions, problems)
    return decided.decisions if decided is not None else ()


def _is_begun(path: Path) -> bool:
    """Whether a file of decisions holds comments and the key of its list at most, as where a person has emptied it."""
    try:
        lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").splitlines()
    except OSError:
        return False  # `load` says why
    return all(not line.strip() or line.lstrip().startswith(b"#") or line.strip() == b"decisions:" for line in lines)


def _response(file: Path, problems: Problems) -> Response | None:
    if file.suffix != ".yaml" or file.name in {ROUND, DECISIONS, COLLECTED} or file.name.startswith((".", "~")):
        return None
    response = load(file, Response, problems)
    if response is not None and response.year.value != file.parent.name:
        problems.add("response-year", response.year.span, found=response.year, folder=file.parent.name)
    return response


def _sorted(folder: Path, problems: Problems) -> list[Path]:
    """What `folder` holds, in the same order on every machine."""
    try:
        return sorted(folder.iterdir(), key=lambda path: path.name) if folder.is_dir() else []
    except OSError as error:
        problems.add("file-unreadable", Place(folder.as_posix()), detail=error.strerror)
        return []


def _read_bytes(path: Path, problems: Problems) -> bytes | None:
    at = Place(path.as_posix())
    try:
        if path.is_dir():
            problems.add("file-is-folder", at)
        elif not path.exists():
            problems.add("file-missing", at)
        elif not path.is_file():
            problems.add("file-unreadable", at, detail="")
        elif path.stat().st_size > MAX_BYTES:
            problems.add("yaml-size", Span(at.path, 1, 1, 1, 1), limit=MAX_BYTES // 1_000_000, found=-(-path.stat().st_size // 1_000_000))
        else:
            return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        problems.add("file-unreadable", at, detail=getattr(error, "strerror", "") or "")
    return None
