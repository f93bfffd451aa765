"""What all files of a round come to: the response of each respondent, and the list of the files with what is said of each.

Made anew each time, from what every kept file says and from people's decisions; the order in which files came changes nothing. Writes nothing.
"""

from typing import NamedTuple

from msgspec.structs import replace

from ..answers.decided import Facts, settle
from ..answers.merge import Merged, Version, merge, open_id
from ..answers.placing import Loose
from ..compose.handbook import finnish_date
from ..formats.matching import normal
from ..formats.returned import Remark
from ..model.collected import CollectedFile, Said
from ..model.form import COMMITTEE, Conflict, Received, Response
from ..model.reference import Date, Id, Statement, Statements, Text
from ..model.round import Decision
from ..source.save import savable
from .judge import Judge, Judged
from .originals import Originals
from .prepare import Prepared


class Assembled(NamedTuple):
    """The responses, the files by digest, and the decisions that fit nothing."""

    responses: tuple[Response, ...]
    files: tuple[CollectedFile, ...]
    unfit: tuple[Decision, ...]


class Assembly:
    """The round of one collection; `assembled` gives what it comes to."""

    def __init__(self, prepared: Prepared, year: str, judge: Judge, judged: dict[str, Judged], originals: Originals) -> None:
        self.prepared, self.year, self.judge = prepared, year, judge
        self.judged, self.originals = judged, originals
        self.people = {someone.id: someone for someone in judge.forms.people()}
        self.choices = tuple(choice.value for choice in prepared.content.source.followup.assessment.choices)
        self.said: dict[str, list[Remark]] = {sha: list(one.remarks) for sha, one in judged.items()}
        self.clashing: set[str] = set()  #: files that say one of the texts of a conflict which nobody has decided
        self.letters: dict[str, list[str]] = {}  #: mails that a person has given to a respondent
        self.open: dict[str, str] = {}  #: ids of mails that say something and brought no answer
        self.decided: set[str] = set()  #: ids of decisions about such mails

    def assembled(self) -> Assembled:
        """All of it."""
        responses, used = self._responses()
        used |= self.judge.used
        unfit = tuple(decision for decision in self.judge.decisions if decision.id is not None and decision.id.value not in used)
        return Assembled(responses, tuple(self._file(sha) for sha in sorted(self.judged)), unfit)

    def _responses(self) -> tuple[tuple[Response, ...], set[str]]:
        versions: dict[str, list[tuple[Version, Judged]]] = {}
        for sha, one in sorted(self.judged.items()):
            if one.respondent and one.version is not None:
                versions.setdefault(one.respondent, []).append((one.version, one))
        told = {d.respondent.value for d in self.judge.decisions if d.id is None and d.respondent is not None}
        self._decide_letters({letter for sha, one in self.judged.items() if one.respondent or one.id for letter in self.originals[sha].letters})
        responses, used = [], set(self.decided)
        for respondent in sorted(versions.keys() | {name for name in told | set(self.letters) if name in self.people or name == COMMITTEE}):
            merged = self._merged(respondent, versions.get(respondent, []))
            settled = settle(self._facts(respondent, versions.get(respondent, [])), merged, self.judge.decisions, self.choices)
            responses.append(self._sourced(settled.response, versions.get(respondent, [])))
            self._tell_clashes(settled.response, versions.get(respondent, []))
            used |= settled.used
        return tuple(responses), used

    def _decide_letters(self, brought: set[str]) -> None:
        """A mail that says something and brought no form that counts, or waits, is to be looked at: its words may be an answer. A person says whose, or sets it aside."""
        for sha, one in self.judged.items():
            if one.text and sha not in brought:
                name = open_id("f", sha)
                decision = self.judge.about.get(name)
                if decision is None or decision.use not in ("accept", "none"):
                    self.open[sha] = name
                    continue
                self.decided.add(name)
                if decision.use == "accept" and decision.respondent is not None:
                    self.letters.setdefault(decision.respondent.value, []).append(sha)

    def _merged(self, respondent: str, versions: list[tuple[Version, Judged]]) -> Merged:
        merged = merge(respondent, [version for version, _ in versions]) if versions else Merged({}, (), (), (), {})
        for sha, remarks in merged.remarks.items():
            self.said[sha] += remarks
        letters = {sha for version, _ in versions for sha in self.originals[version.sha256].letters} | set(self.letters.get(respondent, ()))
        texts = tuple(Loose(self.judged[sha].text, self._name(sha)) for sha in sorted(letters) if sha in self.judged and self.judged[sha].text)
        return merged._replace(loose=merged.loose + texts)

    def _sourced(self, response: Response, versions: list[tuple[Version, Judged]]) -> Response:
        """The response with the files that each text of a conflict comes from, and when they came: who decides must know that."""
        conflicts = tuple(
            replace(one, first_from=self._whence(response, one, one.first, versions), second_from=self._whence(response, one, one.second, versions))
            for one in response.conflicts
        )
        return replace(response, conflicts=conflicts)

    def _whence(self, response: Response, at: Conflict, text: Text | None, versions: list[tuple[Version, Judged]]) -> Text | None:
        """The file that says the text in the cell, with the day of its letter; else how it was told."""
        said = text.value if text else ""
        for version, _ in versions:
            if normal(version.cells().get((at.row.value, at.column.value), "")) == normal(said):
                day = self._date(version.sha256)
                return Text(f"{self._name(version.sha256)}, {finnish_date(day.value)}" if day else self._name(version.sha256))
        told = (d for d in self.judge.decisions if d.id is None and d.respondent == response.respondent and d.row == at.row and d.text == text)
        return next((Text(f"{one.source or one.by}, {finnish_date(one.date.value)}") for one in told), None)

    def _tell_clashes(self, response: Response, versions: list[tuple[Version, Judged]]) -> None:
        """Both files of a conflict are in it, whichever came first."""
        for version, _ in versions:
            cells = version.cells()
            texts = [(c, cells.get((c.row.value, c.column.value), "")) for c in response.conflicts]
            count = sum(text in ((c.first or Text("")).value, (c.second or Text("")).value) for c, text in texts)
            if count:
                self.clashing.add(version.sha256)
                if not any(remark.code == "version-conflict" for remark in self.said[version.sha256]):
                    self.said[version.sha256].append(Remark("version-conflict", (("changed", "0"), ("conflicts", str(count)))))

    def _facts(self, respondent: str, versions: list[tuple[Version, Judged]]) -> Facts:
        someone = self.people.get(respondent)
        received = tuple(
            Received(Text(version.sha256), Text(self._name(version.sha256)), self._date(version.sha256), Id(one.edition) if one.edition else None)
            for version, one in versions
        )
        edition = max((one.edition for _, one in versions if one.edition), default=self.prepared.edition.id.value)
        return Facts(self.year, edition, respondent, someone.party if someone else "", someone.name if someone else "", received)

    def _file(self, sha: str) -> CollectedFile:
        one, original = self.judged[sha], self.originals[sha]
        status = "conflict" if sha in self.clashing else "flagged" if sha in self.open else one.status
        waits = one.id or self.open.get(sha, "")
        told = [*self.said[sha], *([Remark("letter-without-form")] if sha in self.open else [])]
        return CollectedFile(
            sha256=Text(sha),
            names=tuple(Text(name) for name in original.names) or (Text(original.path),),
            status=status,
            id=Id(waits) if waits else None,
            respondent=Id(one.respondent) if one.respondent else None,
            party=Id(one.party) if one.party else None,
            edition=Id(one.edition) if one.edition else None,
            date=self._date(sha),
            said=tuple(_said(remark) for remark in told),
            text=Text(savable(one.text)) if sha in self.open else None,
        )

    def _name(self, sha: str) -> str:
        original = self.originals[sha]
        return (original.names or (original.path,))[0]

    def _date(self, sha: str) -> Date | None:
        """The day of the first letter that brought it."""
        days = sorted(self.judged[letter].day for letter in (*self.originals[sha].letters, sha) if letter in self.judged and self.judged[letter].day)
        return Date(days[0]) if days else None


def _said(remark: Remark) -> Said:
    return Said(Id(remark.code), Statements(Statement(Id(name), Text(savable(value))) for name, value in remark.values if savable(value)))
