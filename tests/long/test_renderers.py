"""The outputs in LibreOffice, as somebody without Microsoft Office opens them."""

import re
import subprocess
from pathlib import Path

import pytest
from libreoffice import convert

from pipeline.flows.build import build
from pipeline.flows.verify import verify_files
from pipeline.problems import Problems
from pipeline.project import Options, Project, input_digests

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    out = tmp_path_factory.mktemp("built")
    project = Project(root / "source/handbook.yaml", root / "templates", out)
    build(project, Options(), input_digests(project), "2026-11-24", False, Problems())
    return out


def pages(pdfinfo: str, pdf: Path) -> int:
    return int(re.search(r"Pages:\s+(\d+)", subprocess.run([pdfinfo, str(pdf)], check=True, capture_output=True, text=True).stdout)[1])


def text(pdftotext: str, pdf: Path) -> str:
    """The text of a PDF without white space, so that line breaks do not matter."""
    said = subprocess.run([pdftotext, "-enc", "UTF-8", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    return re.sub(r"\s+", "", said)


def test_the_deck_opens_with_a_page_for_each_slide(built: Path, tmp_path: Path, needs) -> None:
    deck = next(built.glob("*.pptx"))
    assert pages(needs("pdfinfo"), convert(needs("soffice"), deck, tmp_path)) == 31


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_every_document_and_workbook_opens_and_shows_its_first_goal(built: Path, tmp_path: Path, needs, ending: str) -> None:
    soffice, pdftotext = needs("soffice"), needs("pdftotext")
    files = sorted(built.glob(f"*.{ending}"))
    assert files
    for file in files:
        shown = text(pdftotext, convert(soffice, file, tmp_path))
        assert "Järjestötietojajärjestöyhteistyöovatosana" in shown, file.name


def test_the_example_mark_stands_on_every_page_of_the_filled_table(built: Path, tmp_path: Path, needs) -> None:
    soffice, pdftotext, pdfinfo = needs("soffice"), needs("pdftotext"), needs("pdfinfo")
    files = sorted(built.glob("*esimerkki.*"))
    assert [file.suffix for file in files] == [".docx", ".xlsx"]
    for file in files:
        pdf = convert(soffice, file, tmp_path)
        for page in range(1, pages(pdfinfo, pdf) + 1):
            one = [pdftotext, "-f", str(page), "-l", str(page), str(pdf), "-"]
            assert "Esimerkki" in subprocess.run(one, check=True, capture_output=True, text=True).stdout, f"{file.name}, page {page}"


@pytest.mark.parametrize("ending", ["pptx", "docx", "xlsx"])
def test_a_file_saved_by_libreoffice_says_what_it_said(built: Path, root: Path, tmp_path: Path, needs, ending: str) -> None:
    """LibreOffice drops the names of slides and shapes, so their texts are found by their words; the alternative texts of tables are lost."""
    file = next(path for path in sorted(built.glob(f"*.{ending}")) if "esimerkki" not in path.name)
    saved = convert(needs("soffice"), file, tmp_path, ending)
    project = Project(root / "source/handbook.yaml", root / "templates", built)
    (judged,) = verify_files(project, [saved], Options(), input_digests(project), "2026-11-24", Problems())
    lost = [difference.id for difference in judged.differing]
    assert len(lost) == (3 if ending == "pptx" else 0) and all(name.endswith(".caption") for name in lost)
