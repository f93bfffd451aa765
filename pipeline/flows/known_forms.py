"""The forms that a returned file may be: those that the round's record holds, those of other years, and the tables that a build makes."""

import hashlib
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Iterator

import msgspec

from ..answers.form import Form, Kind
from ..answers.whose import Someone
from ..compose.registry import compose
from ..document.blocks import Document
from ..document.personal import RECIPIENT, RESPONDENT
from ..formats.package import PackageError, unpack
from ..formats.registry import RETURNED, template_name, writer
from ..graph import FileId, record_path
from ..manifest import FormRecord, Manifest, decode, decode_form, form_record
from ..model.form import ASSESSMENT
from ..model.people import Recipient
from ..model.output import Output
from ..model.round import Round
from ..problems import Place, Problems
from ..project import Project, bytes_of
from .forms import naming
from .letters import respondent_name
from .prepare import Prepared

_STANDING: dict[str, Kind] = {"table-blank": "blank", "table-filled": "meeting"}  #: kinds of outputs that come back, and as what
_BESIDE = ("goal", "guide", "last")  #: columns that are no party's


class KnownForms:
    """The forms of one round. Records that files were read against are kept, so that they are read so again: `used` gives them by their key.

    Reports `form-record-broken` of the round's own records: without one, answers that were read before would count no more.
    """

    def __init__(self, project: Project, prepared: Prepared, year: str, handed: Round | None, problems: Problems) -> None:
        self._project, self._prepared, self._year = project, prepared, year
        self._handed = handed.forms if handed else ()
        self._choices = tuple(choice.value for choice in prepared.content.source.followup.assessment.choices)
        self._selection = naming(prepared)
        self._kinds: dict[str, Kind] = {o.id.value: _STANDING[o.kind] for o in prepared.content.source.outputs if o.kind in _STANDING}
        self._records = dict(_records(project.round(year), problems))
        self._elsewhere = {key: record for folder in _other_years(project, year) for key, record in _records(folder, Problems())}
        self._standing = {record.key: record for record in self._compose()}
        self._forms: dict[tuple[str, bool], Form] = {}
        self.used: dict[str, FormRecord] = {}

    @cached_property
    def pictures(self) -> frozenset[str]:
        """SHA-256 of the pictures that the templates of forms hold: a brand's logo comes back in every form."""
        held: set[str] = set()
        for output in self._prepared.content.source.outputs:
            if output.kind in _STANDING and (name := template_name("docx", output.kind, self._prepared.layouts)):
                with suppress(PackageError):
                    parts = unpack(bytes_of(self._project.templates / name) or b"")
                    held |= {hashlib.sha256(part.inflate()).hexdigest() for part_name, part in parts.items() if "/media/" in part_name}
        return frozenset(held)

    def people(self) -> tuple[Someone, ...]:
        """All who may answer: those whom a form was handed to, then the source's other recipients."""
        titles = {key: record.document.title for key, record in self._records.items() if record.document is not None}
        known = {recipient.id.value: recipient for recipient in self._prepared.content.source.recipients}
        people = {}
        for one in self._handed:
            title = titles.get(one.form.value, "").replace(RESPONDENT, one.name.value)
            people[one.recipient.value] = Someone(one.recipient.value, one.name.value, one.party.value, self._called(known.get(one.recipient.value)), title)
        for recipient in known.values():
            someone = Someone(recipient.id.value, self._name(recipient), recipient.party.value, self._called(recipient))
            people.setdefault(someone.id, someone)
        return tuple(people.values())

    def by_key(self, key: str) -> Form | None:
        """The form that carries a key, of this year's, then of others', then of the latest build."""
        for records in (self._records, self._standing, self._elsewhere):
            if key in records:
                return self._form(records[key], records is not self._elsewhere)
        built = self._built(key)
        return None if built is None else self._form(built, True)

    def all(self) -> Iterator[Form]:
        """The forms that a file without a known key is held against."""
        for record in (*self._records.values(), *self._standing.values()):
            yield self._form(record, False)

    def use(self, form: Form) -> None:
        """Remember that a file was read against a form."""
        for records in (self._records, self._standing):
            if form.key in records:
                self.used[form.key] = records[form.key]

    def _form(self, record: FormRecord, ours: bool) -> Form:
        """A record as a form. The names of those whom it went to are words of ours in it."""
        if (record.key, ours) not in self._forms:
            names = [one.name.value for one in self._handed if one.form.value == record.key] if ours else [one.name for one in self.people()]
            texts = (*record.fixed, *(text for _, text in record.blocks))
            said = [text.replace(RESPONDENT, name) for text in texts if RESPONDENT in text for name in names]
            plain = [text for text in texts if RESPONDENT not in text and RECIPIENT not in text]
            blocks = {block: text for block, text in record.blocks if RESPONDENT not in text or block == "form.respondent"}
            document, kind = record.document, self._kind(record)
            year = document.marks.get("year", "") if document else self._year
            edition = document.edition if document else record.key.rpartition("-")[0]
            party = _party(blocks) if kind == "form" else ""
            self._forms[record.key, ours] = Form(record.key, kind, year, edition, party, blocks, (*plain, *said), self._choices)
        return self._forms[record.key, ours]

    def _kind(self, record: FormRecord) -> Kind:
        if record.document is not None and "recipient" in record.document.marks:
            return "form"
        return self._kinds.get(record.name, "blank")

    def _compose(self) -> Iterator[FormRecord]:
        """The general blank and the meeting's table as the source gives them now."""
        prepared = self._prepared
        for output in prepared.content.source.outputs:
            for year in sorted({self._year, prepared.edition.year.value}) if output.kind in _STANDING else ():
                document = compose(prepared.content, output, prepared.edition, year, prepared.words, Problems())
                yield form_record(document, self._fixed(output, document))

    def _fixed(self, output: Output, document: Document) -> set[str]:
        """What the templates of its files say beside the blocks."""
        fixed: set[str] = set()
        for format_name in output.formats:
            if format_name in RETURNED and (name := template_name(format_name, output.kind, self._prepared.layouts)):
                rendering = writer(format_name)(document, bytes_of(self._project.templates / name) or b"", self._prepared.layouts, Problems())
                fixed |= set(rendering.fixed) if rendering else set()
        return fixed

    def _built(self, key: str) -> FormRecord | None:
        """A table of the latest build that carries the key: its blocks are on record there, although the source has gone on."""
        for output in self._prepared.content.source.outputs:
            for format_name in output.formats if output.kind in _STANDING else ():
                data = bytes_of(self._project.out / record_path(FileId(output.id.value, "", format_name)))
                known = _decoded(data)
                if known is not None and known.key == key:
                    self._records[key] = FormRecord(key, known.name, None, tuple((block.id, block.text) for block in known.blocks), known.fixed)
                    return self._records[key]
        return None

    def _name(self, recipient: Recipient) -> str:
        return respondent_name(self._selection, recipient)

    def _called(self, recipient: Recipient | None) -> tuple[str, ...]:
        """Other names of a recipient that nobody shares: id, role, network, and the party's where it has no other recipient."""
        if recipient is None:
            return ()
        source = self._prepared.content.source
        party = next((party for party in source.parties if party.id == recipient.party), None)
        names = [recipient.id.value, recipient.role.value]
        names += [network.name.value for network in (party.networks if party else ()) if network.id == recipient.network]
        if party is not None and sum(other.party == party.id for other in source.recipients) == 1:
            names.append(party.name.value)
        return tuple(names)


def _party(blocks: dict[str, str]) -> str:
    """The party whose own column a form has."""
    columns = (block.removeprefix("followup.columns.") for block in blocks if block.startswith("followup.columns."))
    return next((column for column in columns if column not in (*_BESIDE, ASSESSMENT)), "")


def _records(folder: Path, problems: Problems) -> Iterator[tuple[str, FormRecord]]:
    """The forms on record in a round's folder by key; one that cannot be read, or that is not the form of its name, is reported and is none."""
    for path in sorted((folder / "forms").glob("*.json")):
        try:
            record = decode_form(bytes_of(path) or b"")
        except msgspec.MsgspecError:
            record = None
        if record is None or record.key != path.stem:
            problems.add("form-record-broken", Place(path.as_posix()))
        else:
            yield record.key, record


def _decoded(data: bytes | None) -> Manifest | None:
    try:
        return decode(data) if data else None
    except msgspec.MsgspecError:
        return None


def _other_years(project: Project, year: str) -> list[Path]:
    try:
        return sorted(folder for folder in project.responses.iterdir() if folder.is_dir() and folder.name != year)
    except OSError:
        return []
