"""Drafts of reminders for those whose form has not come back by its day, each with the form as it was handed out."""

from pathlib import Path

from ..compose.select import Selection
from ..formats.mail import Attachment, draft
from ..formats.texts import Texts
from ..model.round import Handed
from ..problems import Problems
from ..project import Project, bytes_of
from .folders import folder_of, telling
from .forms import Forms, blank_table, folder_of_round
from .letters import Letters
from .prepare import Prepared

_PREFIX = "muistutus"


def remind(project: Project, prepared: Prepared, year: str, late: tuple[Handed, ...], problems: Problems) -> list[Path]:
    """Write a draft beside each form that is late, and give the paths. A draft that stands and says the same stays as it is; those of others are taken away.

    A form that can no longer be had is reported by `Forms.remade`, and its reminder is left out. Raises `PipelineError` where a template is broken or the out folder cannot be had.
    """
    output = blank_table(prepared)
    if output is None or not late and not _drafts(project, year):
        return []
    selection = Selection(prepared.content, output, prepared.edition, prepared.words, problems)
    letters = Letters(Texts(project.templates / "text", problems), "reminder.txt.j2", selection, year)
    forms = Forms(project, prepared, year, selection)
    written: list[Path] = []
    with folder_of(project.out, problems) as out:
        for handed in late:
            letter = letters.to(handed)
            data = forms.standing(handed) or forms.remade(handed, problems)
            if data is None:
                continue
            name = f"{folder_of_round(year)}/{_name(year, handed)}"
            mail = draft(letter.address, letter.subject, letter.text, Attachment(letter.file, handed.format, data))
            with telling(problems):
                if bytes_of(out.path / name) != mail:
                    out.write(name, mail)
                written.append(out.path / name)
        names = {_name(year, handed) for handed in late}
        for draft_of_another in (path for path in _drafts(project, year) if path.name not in names):
            with telling(problems):
                out.remove(f"{folder_of_round(year)}/{draft_of_another.name}")
    return written


def _name(year: str, handed: Handed) -> str:
    return f"{_PREFIX}-{year}-{handed.recipient}.eml"


def _drafts(project: Project, year: str) -> list[Path]:
    """The reminders that stand, of whatever day."""
    return sorted((project.out / folder_of_round(year)).glob(f"{_PREFIX}-{year}-*.eml"))
