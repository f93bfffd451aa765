"""Everything that can be said of the source and the templates, without writing a file."""

from typing import NamedTuple

from ..formats.contract import Fit
from ..formats.pptx.carry import tell_lacks
from ..problems import PipelineError, Problems
from ..project import Project, bytes_of, input_digests
from .build import render
from .prepare import Options, Prepared, documents, prepare


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
        _tell_deck(project, prepared, problems)
    except PipelineError:
        pass  # what was found is told; what needs a source without errors was not reached
    return sorted(boxes, key=lambda box: -box.fit.share)


def _tell_deck(project: Project, prepared: Prepared, problems: Problems) -> None:
    """The deck's template holds all that layouts.yaml names, also what no section takes today."""
    path = project.templates / prepared.layouts.deck.template
    data = bytes_of(path)
    if data is not None and any("pptx" in output.formats for output in prepared.content.source.outputs):
        tell_lacks(data, path.as_posix(), prepared.layouts.deck, problems)
