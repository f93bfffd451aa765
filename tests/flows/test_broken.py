"""Every broken source of `errors/`, and the broken bytes, through the real command: refused with file and line, and no output is touched."""

import re
from pathlib import Path

import pytest

from flows.workshop import Workshop, everything
from test_errors import BYTES, completed, files


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """One project for all: built once, then only refused."""
    workshop = Workshop(tmp_path_factory.mktemp("broken") / "project")
    workshop.run("build")
    return workshop


def refuse(workshop: Workshop, where: Path, data: bytes) -> None:
    """`data` in the place of `where` stops the build with an error that names the file and a line; the outputs stand as they were."""
    before, kept = everything(workshop.out), where.read_bytes()
    where.write_bytes(data)
    try:
        said = workshop.run("build", code=1)
    finally:
        where.write_bytes(kept)
    assert re.search(rf"{re.escape(where.name)}:\d+:\d+: error: .+ \[[\w-]+\]", said), said
    assert everything(workshop.out) == before


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_a_broken_source_stops_the_build_and_leaves_the_outputs(path: Path, workshop: Workshop) -> None:
    text = path.read_text(encoding="utf-8")
    if "\n# response\n" in text:
        refuse(workshop, workshop.answers, completed(text).encode())
    else:
        refuse(workshop, workshop.source, completed(text).encode())


@pytest.mark.parametrize("name", BYTES)
def test_broken_bytes_stop_the_build_and_leave_the_outputs(name: str, workshop: Workshop) -> None:
    refuse(workshop, workshop.source, BYTES[name][0])
