"""Is a file one of the forms that were handed out, and has anybody filled or changed it? Judged by the round's record, not by the source of today."""

from typing import NamedTuple

from ..compose.select import Selection
from ..document.blocks import Document
from ..formats import package
from ..formats.carried import carried
from ..formats.contract import Rendering
from ..formats.properties import RECIPIENT as WHOSE
from ..model.round import Handed
from ..problems import Problems
from ..project import Project
from ..source.load import load_round
from .forms import Forms, blank_table
from .prepare import Prepared


class FormOnRecord(NamedTuple):
    """A form as one recipient got it. `same`: the file's content is exactly that; `newest`: it is of the newest round."""

    document: Document
    rendering: Rendering
    edition: str
    same: bool
    newest: bool


def form_on_record(project: Project, prepared: Prepared, key: str, format_name: str, data: bytes) -> FormOnRecord | None:
    """The form with this key that the file was made from; None where no round has it on record, or it can no longer be made."""
    output = blank_table(prepared)
    years = sorted(path.name for path in project.responses.iterdir() if path.is_dir()) if project.responses.is_dir() else []
    rounds = [(year, found) for year in years if (found := load_round(project.round(year), Problems())) is not None]
    for year, found in rounds if output is not None else ():
        handed = [one for one in found.forms if one.form == key and one.format == format_name]
        if handed and output is not None:
            selection = Selection(prepared.content, output, prepared.edition, prepared.words, Problems())
            return _judged(Forms(project, prepared, year, selection), handed, data, year == rounds[-1][0])
    return None


def _judged(forms: Forms, handed: list[Handed], data: bytes, newest: bool) -> FormOnRecord | None:
    parts = package.unpack(data)
    digest = package.digest(parts)
    whose = carried(parts).get(WHOSE, "")
    one = next((one for one in handed if one.digest == digest), None) or next((one for one in handed if one.recipient == whose), handed[0])
    document = forms.document_of(one)
    rendering = forms.rendering(document, one.format, Problems()) if document is not None else None
    if document is None or rendering is None:
        return None
    return FormOnRecord(document, rendering, one.edition.value, one.digest == digest, newest)
