"""Projects for the tests of the commands: a fresh small one, a small one that is built, and the real one, built once."""

import shutil
from pathlib import Path

import pytest

from flows.workshop import ROOT, Workshop


@pytest.fixture(scope="session")
def _built_once(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    workshop = Workshop(tmp_path_factory.mktemp("small") / "project")
    workshop.run("build")
    return workshop


@pytest.fixture
def fresh(tmp_path: Path) -> Workshop:
    """The small handbook, nothing made yet."""
    return Workshop(tmp_path / "project")


@pytest.fixture
def built(tmp_path: Path, _built_once: Workshop) -> Workshop:
    """The small handbook with every output made; the test's own, to change as it likes."""
    workshop = Workshop(tmp_path / "project")
    shutil.copytree(_built_once.out, workshop.out)
    return workshop


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The real handbook with every output made; for reading only."""
    workshop = Workshop(tmp_path_factory.mktemp("real") / "project", (ROOT / "source" / "handbook.yaml").read_text(encoding="utf-8"), None)
    shutil.copytree(ROOT / "source" / "responses", workshop.source.parent / "responses")
    workshop.run("build")
    return workshop
