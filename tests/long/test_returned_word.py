"""Returned Word forms through LibreOffice as it is installed: saved anew by it, and filled through its own interface where Python reaches that."""

import json
import subprocess
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from formats.docx.returned_forms import CASES, Form
from formats.docx.test_returned_programs import assert_truth
from handbooks import real_rendering
from pipeline.formats.docx.returned import read_returned
from pipeline.formats.returned import Returned
from readers.paper import printed

pytestmark = pytest.mark.long
FILL = Path(__file__).parents[1] / "edited" / "fill_word.py"
SAVED = (  # left out: what LibreOffice 7.4 itself loses or undoes inside a control that stands round paragraphs (tracked deletions, anchors of comments)
    "typed in Word",
    "several paragraphs and an empty one",
    "prompt and control replaced by plain text",
    "all controls stripped",
    "tracked insertion",
    "tracked deletion outside controls",
    "row inserted",
    "split runs",
    "cells merged across",
    "label typed over",
    "table split in two",
    "a nested table",
    "words outside",
    "comment",
    "endnotes",
    "a text box of VML",
    "another prefix",
)


def words(found: Returned) -> Counter[str]:
    """All words that a file gives, whatever their place: programs move them, but must not lose or double any."""
    texts = [cell.text for table in found.tables for cell in table.cells] + [text.text for text in found.texts if text.kind != "margin"]
    return Counter(" ".join(texts).split())


def named(found: Returned) -> dict[str, str]:
    """What each name of ours stands at."""
    return {name: cell.text for table in found.tables for cell in table.cells for name in cell.names}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, tuple[Returned, Returned]]]:
    """`saved(soffice)`: each case as it was made, and as LibreOffice saved it, in one start of it."""

    @cache
    def pairs(soffice: str) -> dict[str, tuple[Returned, Returned]]:
        folder = tmp_path_factory.mktemp("made")
        cases = [case for case in CASES if case.name in SAVED]
        for number, case in enumerate(cases):
            form = Form()
            case.edit(form)
            (folder / f"{number:02}.docx").write_bytes(form.data())
        made = sorted(folder.glob("*.docx"))
        files = printed(soffice, made, tmp_path_factory.mktemp("saved"), "docx")
        return {case.name: tuple(read_returned(path.read_bytes(), path.name) for path in pair) for case, *pair in zip(cases, made, files, strict=True)}

    return pairs


@pytest.mark.parametrize("name", SAVED)
def test_saving_in_libreoffice_loses_and_doubles_no_word(name: str, saved, needs) -> None:
    before, after = saved(needs("soffice"))[name]
    assert words(after) == words(before)
    assert after.characters() == after.counted


@pytest.mark.parametrize("name", SAVED)
def test_cells_keep_their_names_and_answers_when_libreoffice_saves(name: str, saved, needs) -> None:
    before, after = saved(needs("soffice"))[name]
    assert named(after) == named(before)


def test_what_is_filled_through_the_interface_of_libreoffice_is_read(tmp_path: Path, needs) -> None:
    needs("soffice")
    python = next((path for path in ("/usr/bin/python3",) if _has_uno(path)), None)
    if python is None:
        pytest.skip("python3-uno is not installed; tests/formats/docx/test_returned_programs.py reads files that were filled so")
    form, picture = tmp_path / "form.docx", tmp_path / "picture.png"
    form.write_bytes(real_rendering("table-blank.docx").data)
    Image.new("RGB", (4, 4), "red").save(picture)
    subprocess.run([python, str(FILL), str(form), str(picture), str(tmp_path)], check=True, capture_output=True, timeout=300)
    for path in sorted(tmp_path.glob("*.json")):
        assert_truth(read_returned(path.with_suffix(".docx").read_bytes(), path.name), json.loads(path.read_text(encoding="utf-8")))


def _has_uno(python: str) -> bool:
    return Path(python).exists() and subprocess.run([python, "-c", "import uno"], capture_output=True).returncode == 0
