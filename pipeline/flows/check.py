"""Everything that can be said of the source and the templates, without writing a file."""

from ..problems import PipelineError, Problems
from ..project import Project, input_digests
from .build import render
from .prepare import Options, documents, prepare


def check(project: Project, today: str, problems: Problems) -> None:
    """Read, check and compose everything, and try every output in memory; whatever is found is in `problems`, nothing is raised."""
    inputs = input_digests(project)
    try:
        prepared = prepare(project, Options(), today, problems)
        for made in documents(prepared, Options(), inputs, problems):
            render(project, made, prepared.layouts, problems)
    except PipelineError:
        pass  # what was found is told; what needs a source without errors was not reached
