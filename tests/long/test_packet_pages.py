"""The packet on paper: a member finds the answer to each question on the page where it is said to stand; the letter has one page, the document at most sixteen."""

import re
import subprocess
from pathlib import Path

import pytest

from handbooks import real_rendering
from packets import QUESTIONS

pytestmark = pytest.mark.long
MOST = 16


def pages(program: str, name: str, folder: Path) -> list[str]:
    """The words of each page of a PDF, as another program reads them."""
    file = folder / "file.pdf"
    file.write_bytes(real_rendering(name).data)
    said = subprocess.run([program, "-raw", file, "-"], capture_output=True, check=True).stdout.decode()
    return [re.sub(r"\s+", " ", page.replace("-\n", "-")) for page in said.split("\f")[:-1]]


def test_every_question_is_answered_on_its_page(needs, tmp_path: Path) -> None:
    found = pages(needs("pdftotext"), "packet.document.pdf", tmp_path)
    assert len(found) <= MOST
    assert not [(question, page) for question, (_, answer, page) in QUESTIONS.items() if answer not in found[page - 1]]


def test_the_letter_has_one_page(needs, tmp_path: Path) -> None:
    (page,) = pages(needs("pdftotext"), "packet.letter.pdf", tmp_path)
    assert "Tervetuloa järjestöneuvottelukuntaan" in page
