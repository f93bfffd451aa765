"""A round of the real handbook in a temporary folder: forms handed out, filled as respondents fill them, and taken in through the commands."""

import json
import shutil
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from flows.workshop import ROOT, Workshop
from pipeline.model.form import Response
from pipeline.problems import Problems
from pipeline.source.load import load
from tests.filling import Typed, filled

SOURCE = (ROOT / "source" / "handbook.yaml").read_text(encoding="utf-8")
LONG, OTHER, THIRD = "Teimme yhdessä töitä.", "Kokosimme tietoa verkostoista.", "Avasimme tilamme kaikille."


class Round(Workshop):
    """`column` gives the party of a recipient; files that come back are written into `inbox`."""

    def __init__(self, folder: Path, source: str = SOURCE, folder_of: Path | None = None) -> None:
        """A project with nothing handed out, or a copy of one."""
        super().__init__(folder, source, None)
        if folder_of is not None:
            shutil.copytree(folder_of, folder, dirs_exist_ok=True)
        self.inbox = folder / "inbox"
        self.inbox.mkdir(exist_ok=True)
        self.year = "2026"

    def hand_out(self, *arguments: str, deadline: str = "2026-12-15") -> dict[str, Any]:
        """Distribute the round; the object that it prints."""
        return self.json("followup distribute", self.year, "--deadline", deadline, "--today", "2026-11-24", *arguments)

    def kept(self, name: str = "") -> Path:
        """The round's folder, or what it holds under a name."""
        return self.source.parent / "responses" / self.year / name

    def form(self, recipient: str) -> bytes:
        """A form as it was handed out."""
        return next((self.out / "followup" / self.year).glob(f"seurantalomake-{self.year}-{recipient}.*x")).read_bytes()

    def back(self, name: str, data: bytes) -> str:
        """A file that came back, and its path."""
        (self.inbox / name).write_bytes(data)
        return str(self.inbox / name)

    def answered(self, recipient: str, name: str, typed: Typed) -> str:
        """A form that its recipient has filled and returned under a name."""
        return self.back(name, filled(self.form(recipient), typed))

    def collect(self, *paths: str, code: int = 0) -> dict[str, Any]:
        """Take files in; the object that is printed."""
        return self.json("followup collect", self.year, *paths, "--today", "2026-11-24", code=code)

    def response(self, respondent: str) -> Response:
        """What stands in the respondent's file; the loader finds no fault in it."""
        problems = Problems()
        response = load(self.kept(f"{respondent}.yaml"), Response, problems)
        assert not list(problems)
        return response

    def answers(self, respondent: str) -> dict[str, str]:
        """The respondent's answers by `row/column`."""
        return {f"{answer.row}/{answer.column}": answer.text.value for answer in self.response(respondent).answers}

    def texts(self) -> dict[str, bytes]:
        """Everything that the round's folder holds, by name."""
        return {path.relative_to(self.kept()).as_posix(): path.read_bytes() for path in self.kept().rglob("*") if path.is_file() and not path.name.startswith(".")}

    def open(self) -> list[dict[str, Any]]:
        """What waits for a person."""
        return json.loads(self.call("followup resolve", self.year, "--json").stdout)["open"]

    def decide(self, name: str, use: str, *arguments: str, code: int = 0) -> dict[str, Any]:
        """A decision, written down through the command."""
        return self.json("followup resolve", self.year, name, "--use", use, "--by", "kokous", "--date", "2026-11-25", *arguments, code=code)


def status(answer: dict[str, Any]) -> dict[str, str]:
    """The status of each file by its name."""
    return {file["path"]: file["status"] for file in answer["files"]}


def letter(data: bytes, name: str, text: str = "", day: date = date(2026, 12, 1)) -> bytes:
    """A saved e-mail with a form."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "maija@example.fi", "kaisa@example.fi", "Vastauksemme"
    mail["Date"] = f"{day:%a, %d %b %Y} 10:00:00 +0200"
    mail.set_content(text)
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()
