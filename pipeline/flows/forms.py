"""The forms of a round: each composed once for all whose forms differ by name only, written once a format, and filled for every recipient.

A form that was handed out is made again from its record below `source/responses/YEAR/forms/`, never from the source of today.
"""

from typing import Iterator, Literal

import msgspec

from ..compose.recipient import Ask, answered_as, recipient_form
from ..compose.select import Selection
from ..document.blocks import Document
from ..document.personal import RECIPIENT, RESPONDENT
from ..formats import package
from ..formats.contract import Rendering
from ..formats.package import PackageError
from ..formats.registry import template_name, writer
from ..formats.stencil import Filled, Stencil
from ..manifest import decode_form, encode, form_record
from ..model.people import Recipient
from ..model.output import Output
from ..model.reference import Id
from ..model.round import Handed
from ..problems import Place, Problems
from ..project import Project, bytes_of
from .prepare import Prepared

_BLANK: Literal["table-blank"] = "table-blank"


def blank_table(prepared: Prepared) -> Output | None:
    """The output whose form recipients fill; None where the handbook has none."""
    return next((output for output in prepared.content.source.outputs if output.kind == _BLANK), None)


def naming(prepared: Prepared) -> Selection:
    """The content for the names of respondents (`letters.respondent_name`), which no output limits: a round stands also where the handbook makes nothing."""
    output = Output(id=Id(_BLANK), kind=_BLANK, title=prepared.content.source.handbook.title, formats=(), audience="internal")
    return Selection(prepared.content, output, prepared.edition, prepared.words, Problems())


class Forms:
    """The forms of one round, by the key of their document."""

    def __init__(self, project: Project, prepared: Prepared, year: str, selection: Selection) -> None:
        self._project, self._prepared, self._year = project, prepared, year
        self.selection = selection  #: the content as those who fill a form may see it
        self._answered_as = answered_as(prepared.content, year)
        self._fresh: dict[Ask, Document] = {}
        self._handed: dict[str, Document] = {}
        self._fixed: dict[str, set[str]] = {}  #: by key: texts of the templates of its files
        self._stencils: dict[tuple[str, str], Stencil | None] = {}

    def fresh(self, recipient: Recipient, deadline: str, problems: Problems) -> str:
        """The key of the form that a recipient gets now."""
        ask = Ask(self._year, recipient.party.value, deadline, self._answered_as.get(recipient.id.value))
        if ask not in self._fresh:
            prepared = self._prepared
            self._fresh[ask] = recipient_form(prepared.content, ask, self.selection.output, prepared.edition, prepared.words, problems)
        return self._fresh[ask].key

    def stencil(self, key: str, format_name: str, problems: Problems) -> Stencil | None:
        """A form in a format, to be filled; None if it cannot be written, which is reported once."""
        if (key, format_name) not in self._stencils:
            rendering = self.rendering(self._document(key), format_name, problems)
            self._fixed.setdefault(key, set()).update(rendering.fixed if rendering else ())
            self._stencils[key, format_name] = self._stencil(rendering, problems)
        return self._stencils[key, format_name]

    def known(self, key: str) -> bool:
        """Whether the form can be had: it was composed now, or its record can be read."""
        if key not in self._handed and all(document.key != key for document in self._fresh.values()):
            data = bytes_of(self._project.round(self._year) / self.record_name(key))
            try:
                self._handed[key] = decode_form(data or b"").document
            except msgspec.MsgspecError:
                return False
        return True

    def document_of(self, handed: Handed) -> Document | None:
        """The form of one recipient as a document; None where it is on no record."""
        key = handed.form.value
        return named(self._document(key), handed.recipient.value, handed.name.value) if self.known(key) else None

    def standing(self, handed: Handed) -> bytes | None:
        """The form as it was handed out, where it still stands so in the out folder."""
        data = bytes_of(self._project.out / folder_of_round(self._year) / handed.file.value)
        try:
            return data if data is not None and package.digest(package.unpack(data)) == handed.digest else None
        except PackageError:
            return None

    def remade(self, handed: Handed, problems: Problems) -> bytes | None:
        """The form from its record, the same as it was handed out; None if it cannot be had: `form-record-missing`, `form-not-remade`."""
        key = handed.form.value
        record = Place((self._project.round(self._year) / self.record_name(key)).as_posix())
        if not self.known(key):
            problems.add("form-record-missing", record, recipient=handed.recipient)
            return None
        stencil = self.stencil(key, handed.format, Problems())
        form = filled(stencil, handed.recipient.value, handed.name.value) if stencil else None
        if form is None or form.digest != handed.digest:
            problems.add("form-not-remade", record, recipient=handed.recipient)
            return None
        return form.data

    def records(self) -> Iterator[tuple[str, bytes]]:
        """Name and content of the record of every form that was composed now; one that stands there keeps its document."""
        for document in self._fresh.values():
            name = self.record_name(document.key)
            fixed = self._fixed.get(document.key, set())
            try:
                before = decode_form(bytes_of(self._project.round(self._year) / name) or b"")
                yield name, encode(msgspec.structs.replace(before, fixed=tuple(sorted({*before.fixed, *fixed}))))
            except msgspec.MsgspecError:
                yield name, encode(form_record(document, fixed))

    @staticmethod
    def record_name(key: str) -> str:
        """Where the record of a form lies in the folder of its round."""
        return f"forms/{key}.json"

    def _document(self, key: str) -> Document:
        return next((document for document in self._fresh.values() if document.key == key), None) or self._handed[key]

    def rendering(self, document: Document, format_name: str, problems: Problems) -> Rendering | None:
        """The file of a form's document; None if it cannot be written, which is reported."""
        layouts, template = self._prepared.layouts, b""
        if name := template_name(format_name, _BLANK, self._prepared.layouts):
            path = self._project.templates / name
            found = bytes_of(path)
            if found is None:
                problems.add("template-missing", Place(path.as_posix()))
                return None
            template = found
        return writer(format_name)(document, template, layouts, problems)

    @staticmethod
    def _stencil(rendering: Rendering | None, problems: Problems) -> Stencil | None:
        try:
            return Stencil(rendering.data) if rendering else None
        except PackageError as error:
            problems.add(error.code, None, **error.values)
            return None


def folder_of_round(year: str) -> str:
    """Where the forms of a round stand in the out folder."""
    return f"followup/{year}"


def filled(stencil: Stencil, recipient: str, name: str) -> Filled:
    """The form of one recipient, named as a person reads it."""
    return stencil.fill({RECIPIENT: recipient, RESPONDENT: name})


def named(document: Document, recipient: str, name: str) -> Document:
    """The form of one recipient as a document."""
    text = msgspec.json.encode(document).decode()
    for token, value in ((RECIPIENT, recipient), (RESPONDENT, name)):
        text = text.replace(token, msgspec.json.encode(value).decode()[1:-1])
    return msgspec.json.decode(text.encode(), type=Document)
