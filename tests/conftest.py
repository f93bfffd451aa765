"""Shared by all tests: where the project lies, and what the long tests need of the machine.

A long test plays another program, so it runs where that program is. Where it is not, the test is left out and the end of the run says so in
capital letters; with KASIKIRJA_ALL_PROGRAMS set, as in CI, a missing program is a failure.
"""

import os
import shutil
from pathlib import Path

import pytest

from flows.rounds import Round

ROOT = Path(__file__).resolve().parent.parent
_left_out: dict[str, set[str]] = {}


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return ROOT


@pytest.fixture(scope="session")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of the real handbook whose round of 2026 has been handed out."""
    folder = tmp_path_factory.mktemp("handed-out")
    Round(folder).hand_out()
    return folder


@pytest.fixture
def needs(request: pytest.FixtureRequest):
    """`needs("soffice")` gives the program's path, or leaves the test out where it is missing."""

    def find(name: str) -> str:
        path = shutil.which(name, path="/usr/bin:/usr/local/bin" if os.name == "posix" else None)
        if path is None:
            message = f"{name} is not installed"
            if os.environ.get("KASIKIRJA_ALL_PROGRAMS"):
                pytest.fail(message)
            _left_out.setdefault(name, set()).add(request.node.nodeid)
            pytest.skip(message)
        return path

    return find


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what did not run and for want of what."""
    for name, tests in sorted(_left_out.items()):
        terminalreporter.section(f"NOT RUN: {len(tests)} tests need the program {name}", sep="!")
        for test in sorted(tests):
            terminalreporter.write_line(test)
