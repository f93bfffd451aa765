"""A project in a temporary folder, and its command line, called in this process or in one of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from minimal import RESPONSE, replaced
from pipeline.cli import main

ROOT = Path(__file__).parents[2]
_OTHERS = """\
  - id: word
    kind: word
    title: Käsikirja
    file: kirja
    formats: [docx]
    audience: public
  - id: table-blank
    kind: table-blank
    title: Taulukko
    file: tyhja
    formats: [docx, xlsx]
    audience: public
  - id: table-filled
    kind: table-filled
    title: Vastaukset
    file: taytetty
    formats: [docx, xlsx, pptx]
    audience: public
  - id: web
    kind: version
    of: [word]
    formats: [html]
    audience: public
"""
_PDF = """\
  - id: pdf
    kind: version
    of: [word, table-blank, table-filled]
    formats: [pdf]
    audience: public
"""
_RECIPIENTS = """\
recipients:
  - id: jarjestot
    party: jarjestot
    role: järjestöjen edustaja
    publish: none
    email: jarjestot@example.fi
  - id: toiset
    party: jarjestot
    role: toisten järjestöjen edustaja
    publish: none
    format: docx
"""
_SET = replaced("\npeople:\n", f"\n{_OTHERS}{_PDF}people:\n")
SMALL = replaced("\nlinks:\n", f"\n{_RECIPIENTS}links:\n", _SET)  #: the smallest handbook, with every kind of output and two recipients of the form
WITHOUT_PDF = replaced(_PDF, "", SMALL)  #: for processes that are forked: the threads that set a PDF do not live on in a child
FILES = {  #: what it makes, by output, with the document that it is a version of, and format
    ("deck", "pptx"): "kasikirja-2026.pptx",
    ("word", "docx"): "kirja-2026.docx",
    ("table-blank", "docx"): "tyhja-2026.docx",
    ("table-blank", "xlsx"): "tyhja-2026.xlsx",
    ("table-filled", "docx"): "taytetty-2025-esimerkki.docx",
    ("table-filled", "xlsx"): "taytetty-2025-esimerkki.xlsx",
    ("table-filled", "pptx"): "taytetty-2025-esimerkki.pptx",
    ("web.word", "html"): "kirja-2026.html",
    ("pdf.word", "pdf"): "kirja-2026.pdf",
    ("pdf.table-blank", "pdf"): "tyhja-2026.pdf",
    ("pdf.table-filled", "pdf"): "taytetty-2025-esimerkki.pdf",
}
DECK = FILES["deck", "pptx"]
LOCK = ".kasikirja-lock"


class Workshop:
    """The project; `run` and `json` give the common options themselves and hold the exit code against the expected one."""

    def __init__(self, folder: Path, source: str = SMALL, response: str | None = RESPONSE) -> None:
        self.folder = folder
        self.source = folder / "source" / "handbook.yaml"
        self.templates = folder / "templates"
        self.out = folder / "out"
        self.source.parent.mkdir(parents=True)
        self.source.write_text(source, encoding="utf-8", newline="")
        if response is not None:
            self.answers = folder / "source" / "responses" / "2025" / "jarjestot.yaml"
            self.answers.parent.mkdir(parents=True)
            self.answers.write_text(response, encoding="utf-8")
        shutil.copytree(ROOT / "templates", self.templates, ignore=shutil.ignore_patterns("*.py", "__pycache__"))

    def places(self) -> list[str]:
        """The options that name source, templates and out folder."""
        return ["--source", str(self.source), "--templates", str(self.templates), "--out", str(self.out)]

    def call(self, command: str, *arguments: str) -> Result:
        """A command in this process, English unless the arguments say otherwise; an exception is a fault of ours and goes through."""
        language = [] if "--lang" in arguments else ["--lang", "en"]
        return CliRunner().invoke(main, [*command.split(), *arguments, *self.places(), *language], catch_exceptions=False)

    def run(self, command: str, *arguments: str, code: int = 0) -> str:
        """What is said, errors included."""
        result = self.call(command, *arguments)
        assert result.exit_code == code, result.output
        return result.output

    def json(self, command: str, *arguments: str, code: int = 0) -> dict[str, Any]:
        """The one object that stands on standard output; nothing else may be said."""
        result = self.call(command, *arguments, "--json")
        assert result.exit_code == code, result.output
        assert result.stderr == ""
        return json.loads(result.stdout)

    def reasons(self, *arguments: str) -> dict[tuple[str, str], str]:
        """Build, and why each file was made; files that were up to date are left out."""
        outputs = self.json("build", *arguments)["outputs"]
        assert all(output["made"] == (output["reason"] is not None) for output in outputs)
        return {target(output): output["reason"] for output in outputs if output["made"]}

    def process(self, *arguments: str, script: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
        """A command in a process of its own, or a script in place of `-m pipeline`."""
        start = ["-c", script] if script else ["-m", "pipeline"]
        clean = {name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LC_MESSAGES", "LANG")}
        return subprocess.run(
            [sys.executable, *start, *arguments],
            env={**clean, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **environment},
            cwd=self.folder,
            capture_output=True,
            timeout=120,
        )

    def change(self, old: str, new: str) -> None:
        """Change the only `old` of the source to `new`."""
        self.source.write_text(replaced(old, new, self.source.read_text(encoding="utf-8")), encoding="utf-8", newline="")

    def files(self) -> dict[str, bytes]:
        """Everything in the out folder but the lock, by name."""
        found = (path for path in self.out.rglob("*") if path.is_file() and path.name != LOCK)
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in found}

    def manifest(self) -> dict[str, Any]:
        return json.loads((self.out / "manifest.json").read_bytes())

    def write_manifest(self, listed: dict[str, Any]) -> None:
        (self.out / "manifest.json").write_text(json.dumps(listed), encoding="utf-8")


def target(entry: dict[str, Any]) -> tuple[str, str]:
    """The key of `FILES` for an entry of the list of what was made."""
    return ".".join(filter(None, (entry["name"], entry["part"]))), entry["format"]


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of a folder with its content and the time of its last change."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}
