"""The forms and drafts of a round, put where they belong: for the first time, or again as they were.

A form that was handed out and is gone is made from its record, and only if it is the same; what a person made of one is kept under another name.
"""

import hashlib
from pathlib import Path
from typing import Iterator, NamedTuple

from msgspec.structs import replace

from ..files import OutputFolder
from ..formats.mail import Attachment, draft, is_untouched
from ..formats.properties import is_whole
from ..formats.texts import Texts
from ..model.reference import Text
from ..model.round import Handed
from ..problems import Place, Problems
from ..project import Project, bytes_of
from .build import EDITED
from .folders import telling
from .forms import Forms, filled, folder_of_round
from .letters import Letters, mail_name


class Outcome(NamedTuple):
    """One form of the round. `made`: this run wrote it; `new`: it was not handed out before."""

    handed: Handed
    address: str  #: where its draft goes; empty: none is known
    folder: str  #: in the out folder
    made: bool
    new: bool

    def as_json(self) -> dict[str, object]:
        """The shape of `forms:` in `followup distribute --json`."""
        return {**listed(self.handed, self.address, self.folder), "made": self.made, "new": self.new}


class Run(NamedTuple):
    """What a run works with. `before`: what was handed out earlier, by recipient."""

    project: Project
    year: str
    forms: Forms
    letters: Letters
    texts: Texts
    before: dict[str, Handed]
    problems: Problems

    @property
    def folder(self) -> str:
        """Where forms and drafts stand in the out folder."""
        return folder_of_round(self.year)


def first_time(run: Run, out: OutputFolder, new: list[Handed]) -> Iterator[Outcome]:
    """Hand out forms for the first time."""
    for handed in new:
        stencil = run.forms.stencil(handed.form.value, handed.format, run.problems)
        assert stencil is not None  # it was tried
        form = filled(stencil, handed.recipient.value, handed.name.value)
        handed = replace(handed, digest=Text(form.digest))
        with telling(run.problems):
            _put(run, out, handed.file.value, form.data)
            _put(run, out, mail_name(handed.file.value), _draft(run, handed, form.data))
            yield Outcome(handed, run.letters.address(handed), run.folder, True, True)


def again(run: Run, out: OutputFolder, forms: list[Handed]) -> Iterator[Outcome]:
    """See that what was handed out stands as it was, and make again what does not. A draft is only made where there is none: it may have been changed."""
    for handed in forms:
        name = handed.file.value
        data = run.forms.standing(handed)
        standing = data is not None
        if data is None:
            data = run.forms.remade(handed, run.problems)
        if data is None:
            continue
        with telling(run.problems):
            if not standing:
                _put(run, out, name, data)
            if bytes_of(out.path / run.folder / mail_name(name)) is None:
                _put(run, out, mail_name(name), _draft(run, handed, data))
            yield Outcome(handed, run.letters.address(handed), run.folder, not standing, False)


def _draft(run: Run, handed: Handed, data: bytes) -> bytes:
    letter = run.letters.to(handed)
    return draft(letter.address, letter.subject, letter.text, Attachment(letter.file, handed.format, data))


def _put(run: Run, out: OutputFolder, name: str, data: bytes) -> None:
    """Write a file of the round unless it stands there. What a person made of it is kept under another name first, and that is said."""
    path = f"{run.folder}/{name}"
    found = bytes_of(out.path / path)
    if found == data:
        return
    if found is not None and not (is_whole(found) or is_untouched(found)):
        kept = f"{EDITED}/{Path(name).stem}-{hashlib.sha256(found).hexdigest()[:8]}{Path(name).suffix}"
        out.write(kept, found)
        run.problems.add("edited-kept", Place((out.path / path).as_posix()), kept=(out.path / kept).as_posix())
    out.write(path, data, flush=False)


def listed(handed: Handed, address: str, folder: str) -> dict[str, object]:
    """One form as lists show it; paths are those in the out folder."""
    return {
        "recipient": handed.recipient.value,
        "name": handed.name.value,
        "party": handed.party.value,
        "address": address or None,
        "format": handed.format,
        "path": f"{folder}/{handed.file}",
        "mail": f"{folder}/{mail_name(handed.file.value)}",
        "edition": handed.edition.value,
        "deadline": handed.deadline.value if handed.deadline else None,
        "form": handed.form.value,
        "digest": handed.digest.value,
    }
