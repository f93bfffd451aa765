"""Where a project's source, templates and outputs lie, what was chosen for a run, and the digests of what outputs are made from.

Imported on every start, so it needs nothing but the standard library's cheapest parts.
"""

import hashlib
import os
import re
import unicodedata
from pathlib import Path
from typing import Iterator, NamedTuple

_PROGRAM = Path(__file__).parent
_NAMED = re.compile(rb"\bfile:[ \t]*[\"']?([^\"'\r\n,}#]+\.[A-Za-z0-9]{1,8})\b")


class Project(NamedTuple):
    """The three places of a project, as the person named them."""

    source: Path = Path("source/handbook.yaml")
    templates: Path = Path("templates")
    out: Path = Path("build")

    @property
    def responses(self) -> Path:
        """The folder of collected answers, a folder for each year."""
        return self.source.parent / "responses"

    def round(self, year: str) -> Path:
        """The folder of one round: what was handed out, what came back, and what was decided."""
        return self.responses / year

    @property
    def words(self) -> Path:
        """The fixed words of all files."""
        return self.templates / "words.yaml"

    @property
    def layouts(self) -> Path:
        """The contract with whoever designs the templates."""
        return self.templates / "layouts.yaml"

    @property
    def texts(self) -> Path:
        """The letters and lists, as templates."""
        return self.templates / "text"

    @property
    def manifest(self) -> Path:
        """The list of what was made."""
        return self.out / "manifest.json"


class Options(NamedTuple):
    """What the person chose for this run; no outputs: all of them; None: the newest."""

    outputs: tuple[str, ...] = ()
    edition: str | None = None
    year: str | None = None


def input_digests(project: Project) -> dict[str, str]:
    """SHA-256 of everything that outputs are made from, by a name that holds no path of the machine.

    YAML counts by its text, so that a byte order mark, CRLF line ends or decomposed letters do not make an output stale. A file that cannot
    be read counts as absent; whoever needs it says so.
    """
    digests = {"source": _text_digest(project.source), "program": program_digest()}
    for name in attached(project.source):
        digests[f"source/{name}"] = digest_of(project.source.parent / name)
    for name, path in files_below(project.responses, ".yaml"):
        digests[f"responses/{name}"] = _text_digest(path)
    for name in ("words.yaml", "layouts.yaml"):
        digests[f"templates/{name}"] = _text_digest(project.templates / name)
    for name, path in files_below(project.templates, ".pptx", ".docx", ".potx", ".dotx"):
        digests[f"templates/{name}"] = digest_of(path)
    for folder in ("html", "pdf"):
        for name, path in files_below(project.templates / folder):
            digests[f"templates/{folder}/{name}"] = _text_digest(path)
    return digests


def attached(source: Path) -> list[str]:
    """What the text of the source names as files beside it, found without reading it as a source: rather too much than too little."""
    return sorted({name.decode("utf-8", "replace").strip() for name in _NAMED.findall(bytes_of(source) or b"")})


def combined(digests: dict[str, str], options: Options) -> str:
    """One digest for all inputs and for the options that mark the files; which outputs were asked for does not count."""
    said = [f"{name} {value}" for name, value in sorted(digests.items())] + [options.edition or "", options.year or ""]
    return hashlib.sha256("\n".join(said).encode("utf-8", "surrogateescape")).hexdigest()


def program_digest() -> str:
    """SHA-256 over the program's own files: an output is stale when the program that made it has changed."""
    total = hashlib.sha256()
    for name, path in files_below(_PROGRAM, ".py", ".toml"):
        with open(path, "rb", buffering=0) as file:
            total.update(name.encode() + b"\0" + file.read().replace(b"\r\n", b"\n") + b"\0")
    return total.hexdigest()


def digest_of(path: Path | str) -> str:
    """SHA-256 of a file's bytes; empty where there is no file to read."""
    data = bytes_of(path)
    return "" if data is None else hashlib.sha256(data).hexdigest()


def files_below(folder: Path, *endings: str) -> Iterator[tuple[str, str]]:
    """The files below `folder` in one order everywhere, those of the endings or all: the name from there, with `/`, and the path. As texts: a hundred `Path`s cost a start 2 ms."""
    for root, folders, names in os.walk(folder):
        folders.sort()
        below = os.path.relpath(root, folder).replace(os.sep, "/")
        for name in sorted(names):
            if (not endings or name.lower().endswith(endings)) and not name.startswith((".", "~")):
                yield (name if below == "." else f"{below}/{name}"), os.path.join(root, name)


def bytes_of(path: Path | str) -> bytes | None:
    """What an ordinary file holds: a pipe would never end, and a name may be one that the system refuses."""
    try:
        if not os.path.isfile(path):
            return None
        with open(path, "rb", buffering=0) as file:
            return file.read()
    except (OSError, ValueError):
        return None


def _text_digest(path: Path | str) -> str:
    data = bytes_of(path)
    if data is None:
        return ""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return hashlib.sha256(data).hexdigest()
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()
