"""Returned Word forms that a real program saved, and the truth that was written beside them when they were filled."""

import json
from pathlib import Path

import pytest

from pipeline.formats.docx.returned import read_returned
from pipeline.formats.returned import Returned

FILES = sorted((Path(__file__).parents[2] / "edited").glob("*/word-*.docx"))


def assert_truth(found: Returned, truth: dict) -> None:
    """Every answer stands in the cell of its name, every loose text under its kind, and the sum holds."""
    cells = [cell for table in found.tables for cell in table.cells]
    assert {name: cell.text for cell in cells for name in cell.names if name in truth["answers"]} == truth["answers"]
    given = {"cell": [cell.text for cell in cells if not cell.names]}
    for text in found.texts:
        given.setdefault(text.kind, []).append(text.text)
    for kind, texts in truth["texts"].items():
        assert set(texts) <= set(given.get(kind, [])), kind
    assert found.characters() == found.counted


def test_there_are_files_of_a_program() -> None:
    assert len(FILES) >= 5


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_was_filled_in_a_program_is_read(path: Path) -> None:
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert_truth(read_returned(path.read_bytes(), path.name), truth)


def test_a_picture_put_in_by_a_program_is_given() -> None:
    (path,) = (path for path in FILES if path.stem == "word-loose")
    (picture,) = read_returned(path.read_bytes(), path.name).pictures
    assert picture.name == "kuva-1.png" and picture.data.startswith(b"\x89PNG")
