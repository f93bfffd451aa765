"""Returned Word forms through LibreOffice as it is installed: saved anew by it. Those that were filled through its interface stand in `edited/`."""

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from formats.docx.returned_forms import CASES, Form
from pipeline.formats.docx.returned import read_returned
from pipeline.formats.returned import Returned
from readers.paper import printed

pytestmark = pytest.mark.long
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
