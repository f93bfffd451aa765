"""Everything that can be said of the source and the templates, without writing a file."""

from typing import NamedTuple

from msgspec.structs import replace

from ..compose.recipient import Ask, recipient_form
from ..compose.registry import kinds_without_use
from ..formats.contract import Fit
from ..formats.pptx.carry import tell_lacks
from ..problems import PipelineError, Problems
from ..project import Project, bytes_of, input_digests
from .build import render
from .prepare import Made, Options, Prepared, documents, prepare


class Box(NamedTuple):
    """A box of an output, and how full it is."""

    output: str  #: its path in the out folder
    fit: Fit

    def as_json(self) -> dict[str, object]:
        """The shape of `fit:` in `check --json`."""
        fit = self.fit._asdict()
        at = fit.pop("at")
        return {"output": self.output, **fit, "path": at.path if at else None, "line": at.line if at else None}


def check(project: Project, today: str, problems: Problems) -> list[Box]:
    """Read, check and compose everything, and try every output in memory; whatever is found is in `problems`, nothing is raised.

    Gives how full the boxes of the outputs are, the fullest first; [] where nothing could be measured.
    """
    boxes: list[Box] = []
    inputs = input_digests(project)
    try:
        prepared = prepare(project, Options(), today, problems)
        for made in documents(prepared, Options(), inputs, problems):
            rendering = render(project, made, prepared.layouts, problems)
            boxes += (Box(made.target.path, fit) for fit in (rendering.fit() if rendering else ()))
            if made.target.kind == "table-blank" and not made.target.part:
                _try_forms(project, prepared, made, problems)
        _tell_deck(project, prepared, problems)
    except PipelineError:
        pass  # what was found is told; what needs a source without errors was not reached
    return sorted(boxes, key=lambda box: -box.fit.share)


def _try_forms(project: Project, prepared: Prepared, blank: Made, problems: Problems) -> None:
    """The forms that `followup distribute` would make in the format of the blank table, one for each party: what they lack must not be found on that day."""
    source, year = prepared.content.source, prepared.edition.year.value
    output = next(output for output in source.outputs if output.id == blank.target.name)
    for column in source.followup.columns:
        form = recipient_form(prepared.content, Ask(year, column.party.value), output, prepared.edition, prepared.words, problems)
        render(project, blank._replace(document=form), prepared.layouts, problems)


def _tell_deck(project: Project, prepared: Prepared, problems: Problems) -> None:
    """The deck's template holds all that layouts.yaml names for the outputs that there are, also what no section takes today."""
    path = project.templates / prepared.layouts.deck.template
    data = bytes_of(path)
    outputs = prepared.content.source.outputs
    if data is not None and any("pptx" in output.formats for output in outputs):
        deck, spare = prepared.layouts.deck, kinds_without_use(outputs)
        used = replace(deck, kinds={kind: entries for kind, entries in deck.kinds.items() if kind not in spare})
        tell_lacks(data, path.as_posix(), used, problems)
