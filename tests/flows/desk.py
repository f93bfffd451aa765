"""Returned forms of the real handbook, read and judged as `collect` does, but in this process: hundreds of files in a second.

A desk hands out one round, in one format, to two recipients of one party and one of another, and judges what comes back to it.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

from flows.rounds import SOURCE, Round
from pipeline.answers.placing import Placing, place
from pipeline.flows.judge import Judge, Judged
from pipeline.flows.known_forms import KnownForms
from pipeline.flows.originals import Original
from pipeline.flows.prepare import prepare_round
from pipeline.formats.docx.returned import read_returned as read_word
from pipeline.formats.package import unpack
from pipeline.formats.returned import Returned
from pipeline.formats.xlsx.returned import read_returned as read_workbook
from pipeline.model.round import Decision
from pipeline.problems import Problems
from pipeline.project import Project
from pipeline.source.load import load_round

FORMATS = ("docx", "xlsx")


@dataclass(frozen=True)
class Read:
    """A file as it was read and judged, and its placing against the form that it was taken for (None: for none)."""

    returned: Returned
    judged: Judged
    placing: Placing | None

    @property
    def answers(self) -> dict[str, str]:
        """What counts, or would count once a person has accepted the file, by `row/column`."""
        return {f"{answer.row}/{answer.column}": answer.text for answer in self.judged.version.answers} if self.judged.version else {}

    @property
    def items(self) -> list[tuple[str, str]]:
        return [(item.item, item.responsible) for item in self.judged.version.items] if self.judged.version else []

    @property
    def loose(self) -> list[str]:
        """Unplaced texts that wait for a person, in order of the alphabet."""
        return sorted(text.text for text in self.judged.version.loose if not text.told) if self.judged.version else []

    @property
    def told(self) -> list[str]:
        """Unplaced texts that are told only."""
        return sorted(text.text for text in self.judged.version.loose if text.told) if self.judged.version else []

    @property
    def codes(self) -> set[str]:
        return {remark.code for remark in self.judged.remarks}

    @property
    def missing(self) -> int:
        """Characters that are neither answer, nor ours, nor unplaced."""
        return self.placing.lost if self.placing else 0


class Desk:
    """A round, handed out in one format."""

    def __init__(self, format: str) -> None:
        folder = Path(mkdtemp(prefix="desk-"))
        source = SOURCE.replace("    publish: none\n", "    publish: none\n    format: docx\n") if format == "docx" else SOURCE
        self.format = format
        self.round = Round(folder / "project", source)
        self.round.hand_out("--to", "liikunta", "--to", "ikaihmiset", "--to", "yritykset")
        self.round.run("build", "table-blank")
        self.judge = self.judging()

    def judging(self, *decisions: Decision) -> Judge:
        """A judge of the round as it stands now."""
        project, problems = Project(self.round.source, self.round.templates, self.round.out), Problems()
        prepared, handed = prepare_round(project, "2026-11-24", problems), load_round(project.round(self.round.year), problems)
        problems.raise_if_errors()
        return Judge(KnownForms(project, prepared, self.round.year, handed, problems), self.round.year, decisions)

    def form(self, recipient: str = "yritykset") -> bytes:
        """A form as it was handed out."""
        return self.round.form(recipient)

    def blank(self) -> bytes:
        """The general blank."""
        return next(self.round.out.glob(f"seurantataulukko-tyhja-2026.{self.format}")).read_bytes()

    def read(self, data: bytes, *decisions: Decision) -> Read:
        """A file that came back."""
        read_form = read_word if "word/document.xml" in unpack(data) else read_workbook
        returned, sha = read_form(data, "lomake"), hashlib.sha256(data).hexdigest()
        judged = (self.judging(*decisions) if decisions else self.judge).of(Original(sha, f".{self.format}", ("lomake",)), returned)
        return Read(returned, judged, place(returned, judged.form) if judged.form else None)


@lru_cache
def desk(format: str) -> Desk:
    """The desk of a format, made once."""
    return Desk(format)
