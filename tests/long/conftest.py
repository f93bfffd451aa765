"""Shared by the long tests: the outputs of the real source, made once, and printed in one start of LibreOffice."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from pipeline.flows.build import build
from pipeline.problems import Problems
from pipeline.project import Options, Project, input_digests
from readers.paper import printed


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A folder with every output of the real source."""
    out = tmp_path_factory.mktemp("built")
    project = Project(root / "source/handbook.yaml", root / "templates", out)
    build(project, Options(), input_digests(project), "2026-11-24", False, Problems())
    return out


@pytest.fixture(scope="session")
def pdf_of(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Path], Path]:
    """`pdf_of(soffice, file)`: an output of `built` as LibreOffice prints it."""

    @cache
    def pdfs(soffice: str) -> dict[Path, Path]:
        files = sorted(built.glob("*.*x"))
        return dict(zip(files, printed(soffice, files, tmp_path_factory.mktemp("printed")), strict=True))

    return lambda soffice, file: pdfs(soffice)[file]
