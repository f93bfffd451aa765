"""What is to be said of one returned file: which form it is, whose, what it answers, and whether a person must look at it first."""

import hashlib
from typing import NamedTuple

from ..answers.form import RESPONDENT, Form
from ..answers.merge import Version, open_id
from ..answers.placing import Loose, Placed, Placing, place
from ..answers.whose import Whose, beside, whose
from ..formats.answer import Mail, Refusal
from ..formats.matching import normal
from ..formats.properties import KEY
from ..formats.returned import Remark, Returned, ReturnedPicture
from ..model.collected import Status
from ..model.form import ASSESSMENT, COMMITTEE
from ..model.round import Decision
from ..source.save import savable
from .known_forms import KnownForms
from .originals import Original

PICTURES = "pictures"  #: the folder of a round's pictures
_FLAGS = ("form-wrong-column", "form-cell-twice", "form-cells-merged")  #: what a person should look at although the rest counts; its texts are unplaced
_UNSEEN = ("form-cell-lost", "form-text-lost", "workbook-cells-merged")  #: what no text of the file says: the file waits until somebody has looked at it
_TRIED, _SHARED = 3, 2  #: forms that a file without a key is read against, the likest first, and lines that it must share with one


class Judged(NamedTuple):
    """One file. `version` is there for what counts; `id` where it waits for a person; `day` and `text` are those of a mail."""

    status: Status
    respondent: str = ""
    party: str = ""
    edition: str = ""
    id: str = ""
    version: Version | None = None
    remarks: tuple[Remark, ...] = ()
    day: str = ""
    text: str = ""
    form: Form | None = None
    pictures: tuple[tuple[str, bytes], ...] = ()  #: that the form does not have: where each is kept in the round's folder, and its bytes


class Judge:
    """Judges the files of one round. `about` are the decisions by the id of what they are about, `used` the ids of those that fitted a file."""

    def __init__(self, forms: KnownForms, year: str, decisions: tuple[Decision, ...]) -> None:
        self.forms, self.year, self.decisions = forms, year, decisions
        self.people = {someone.id: someone for someone in forms.people()}
        self.used: set[str] = set()
        self.about = {decision.id.value: decision for decision in decisions if decision.id is not None}

    def of(self, original: Original, answer: Returned | Refusal | Mail) -> Judged:
        """What is to be said of a file."""
        if isinstance(answer, Refusal):
            return Judged("refused", remarks=(Remark(answer.code, answer.values),))
        if isinstance(answer, Mail):
            return Judged("accepted", remarks=answer.remarks, day=answer.day, text=answer.text)
        return self._form(original.sha256, answer)

    def _form(self, sha: str, returned: Returned) -> Judged:
        form, placing = self._read(returned)
        if form is None or placing is None:
            return self._unknown(sha, returned)
        self.forms.use(form)
        found = whose(returned, placing, form, self.people.values(), self.year)
        found, waiting = self._decided(sha, found)
        if found is None:
            return Judged("refused", remarks=(Remark("file-set-aside"),), edition=form.edition, form=form)
        version, remarks = self._version(sha, returned, form, placing, found)
        respondent = "" if waiting else found.id
        if not waiting and any(remark.code in _UNSEEN for remark in remarks):
            seen, waiting = self._decided(sha, found, looked=False)
            if seen is None:
                return Judged("refused", remarks=(Remark("file-set-aside"),), edition=form.edition, form=form)
        flagged = waiting or any(remark.code in _FLAGS for remark in remarks)
        status: Status = "flagged" if flagged else "accepted" if version.answers or version.items or version.loose else "empty"
        pictures = tuple((name, picture.data) for name, picture in self._pictures(sha, returned))
        return Judged(status, respondent, found.party, form.edition, waiting, version, (*found.doubts, *remarks), form=form, pictures=pictures)

    def _read(self, returned: Returned) -> tuple[Form | None, Placing | None]:
        """The form that a file is, by its key if its content bears that out, else the one whose words it shares most of."""
        keyed = self.forms.by_key(returned.properties.get(KEY, ""))
        if keyed is not None and _bears_out(placing := place(returned, keyed), keyed):
            return keyed, placing
        lines = _lines(returned)
        shared = {form.key: len(lines & form.words) for form in self.forms.all()}
        for form in sorted(self.forms.all(), key=lambda form: -shared[form.key])[:_TRIED]:
            if shared[form.key] >= _SHARED and _bears_out(placing := place(returned, form), form):
                return form, placing
        return None, None

    def _unknown(self, sha: str, returned: Returned) -> Judged:
        """A workbook or document that is none of our forms: it waits, for somebody may have answered in it."""
        found, name = self._decided(sha, Whose("", ""))
        if found is None:
            return Judged("refused", remarks=(Remark("file-set-aside"),))
        version = Version(sha, returned.modified, (), (), _everything(returned))
        return Judged("flagged", found.id, found.party, "", name, version, (Remark("file-no-form"), *returned.remarks))

    def _decided(self, sha: str, found: Whose, looked: bool = True) -> tuple[Whose | None, str]:
        """Whose the file is after a person's decision, and the id under which it waits for one; None: it was set aside.

        Where nothing is doubtful about whose it is, it waits only if somebody should have `looked` at it and has not.
        """
        if looked and found.id and not found.doubts:
            return found, ""
        name = open_id("f", sha)
        decision = self.about.get(name)
        if decision is None:
            return found, name
        if decision.use == "none":
            self.used.add(name)
            return None, ""
        chosen = decision.respondent.value if decision.respondent else found.id
        someone = self.people.get(chosen)
        if decision.use != "accept" or someone is None and chosen != COMMITTEE:
            return found, name
        self.used.add(name)
        return Whose(chosen, someone.party if someone else "", found.doubts), ""

    def _version(self, sha: str, returned: Returned, form: Form, placing: Placing, found: Whose) -> tuple[Version, tuple[Remark, ...]]:
        """The answers that are the respondent's to give; those in another's column are loose, and that is told."""
        remarks = list(placing.remarks)
        if placing.lost:
            remarks.append(Remark("form-text-lost", (("count", str(placing.lost)),)))
        own = {ASSESSMENT, found.party or ASSESSMENT}
        answers = placing.answers
        if form.kind == "form" and found.id and found.party != form.party:  # a person has decided that another answers in it: its own column is theirs
            answers = tuple(answer._replace(column=found.party) if answer.column == form.party else answer for answer in answers)
        mine = tuple(answer for answer in answers if answer.column in own)
        others = tuple(answer for answer in answers if answer.column not in own)
        if others and found.id:
            remarks.append(Remark("form-wrong-column", (("column", others[0].column), ("count", str(len(others))))))
        loose = placing.loose + tuple(Loose(answer.text, answer.where, f"{answer.row}/{answer.column}") for answer in others)
        loose += tuple(Loose(name, picture.where) for name, picture in self._pictures(sha, returned))
        loose += tuple(Loose(name, where, RESPONDENT, told=True) for name, where in placing.others)
        if found.id in self.people and not found.doubts and beside(placing, self.people[found.id]):
            loose += (Loose(placing.respondent, placing.respondent_at, RESPONDENT, told="\n" not in placing.respondent),)
        return Version(sha, returned.modified, tuple(map(_savable, mine)), placing.items, loose, form.held), tuple(remarks)

    def _pictures(self, sha: str, returned: Returned) -> list[tuple[str, ReturnedPicture]]:
        """The pictures that our own form does not have, by the name under which each is kept: what they show is for a person to read."""
        own = self.forms.pictures
        return [(f"{PICTURES}/{sha[:12]}-{one.name}", one) for one in returned.pictures if hashlib.sha256(one.data).hexdigest() not in own]


def _savable(answer: Placed) -> Placed:
    return answer._replace(text=savable(answer.text))


def _bears_out(placing: Placing, form: Form) -> bool:
    """Whether a file says what the form says: half of its goals, or below its headings, at least."""
    labels = set(form.labels.values())
    return 2 * len(labels & placing.said) >= max(1, len(labels)) or bool(placing.answers or placing.items)


def _lines(returned: Returned) -> set[str]:
    """Every line of a file and every whole text, as `normal` gives them."""
    texts = [cell.text for table in returned.tables for cell in table.cells] + [text.text for text in returned.texts]
    return {normal(line) for text in texts for line in (text, *text.split("\n"))} - {""}


def _everything(returned: Returned) -> tuple[Loose, ...]:
    """Every text of a file that is none of our forms."""
    cells = (Loose(cell.text, cell.where) for table in returned.tables for cell in table.cells if cell.text.strip())
    texts = (Loose(text.text, text.where, told=text.kind == "deleted") for text in returned.texts if text.text.strip())
    return (*cells, *texts)
