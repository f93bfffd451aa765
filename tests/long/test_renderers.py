"""The outputs in LibreOffice, as somebody without Microsoft Office opens them."""

import re
from pathlib import Path

import pytest
from docx import Document

from pipeline.flows.verify import verify_files
from pipeline.problems import Problems
from pipeline.project import Options, Project, input_digests
from readers.paper import Page, pages, printed

pytestmark = pytest.mark.long


def text(page: Page) -> str:
    """The text of a page without white space, so that line breaks do not matter."""
    return re.sub(r"\s+", "", "".join(word.text for word in page.words))


def test_the_deck_opens_with_a_page_for_each_slide(built: Path, pdf_of, needs) -> None:
    soffice, _ = needs("soffice"), needs("pdftotext")
    assert len(pages(pdf_of(soffice, next(built.glob("*diat*.pptx"))))) == 31


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_every_document_and_workbook_opens_and_shows_its_first_goal(built: Path, pdf_of, needs, ending: str) -> None:
    soffice, _ = needs("soffice"), needs("pdftotext")
    files = sorted(built.glob(f"*.{ending}"))
    assert files
    for file in files:
        shown = "".join(map(text, pages(pdf_of(soffice, file))))
        assert "Järjestötietojajärjestöyhteistyöovatosana" in shown, file.name


def test_the_example_mark_stands_on_every_page_of_the_filled_table(built: Path, pdf_of, needs) -> None:
    soffice, _ = needs("soffice"), needs("pdftotext")
    files = sorted(built.glob("*esimerkki.*"))
    assert [file.suffix for file in files] == [".docx", ".pdf", ".pptx", ".xlsx"]
    for file in files:
        printed_file = file if file.suffix == ".pdf" else pdf_of(soffice, file)
        for number, page in enumerate(pages(printed_file), 1):
            assert "Esimerkki" in text(page), f"{file.name}, page {number}"


@pytest.mark.parametrize("ending", ["pptx", "docx", "xlsx"])
def test_a_file_saved_by_libreoffice_says_what_it_said(built: Path, root: Path, tmp_path: Path, needs, ending: str) -> None:
    """LibreOffice drops the names of slides and shapes, so their texts are found by their words; the alternative texts of tables are lost."""
    file = next(path for path in sorted(built.glob(f"*.{ending}")) if "esimerkki" not in path.name)
    saved = printed(needs("soffice"), [file], tmp_path, ending)
    project = Project(root / "source/handbook.yaml", root / "templates", built)
    (judged,) = verify_files(project, saved, Options(), input_digests(project), "2026-11-24", Problems())
    lost = [difference.id for difference in judged.differing]
    assert len(lost) == (3 if ending == "pptx" else 0) and all(name.endswith(".caption") for name in lost)


def test_no_word_of_the_filled_table_is_broken_inside_in_word(built: Path, pdf_of, needs) -> None:
    """Its eight columns hold the longest words only just."""
    soffice, _ = needs("soffice"), needs("pdftotext")
    (file,) = built.glob("*esimerkki.docx")
    shown = {word.text.strip(".,:;") for page in pages(pdf_of(soffice, file)) for word in page.words}
    cells = (cell.text for table in Document(str(file)).tables for row in table.rows for cell in row.cells)
    said = {word.strip(".,:;") for text in cells for word in text.split() if "-" not in word}
    assert {"taustaverkostoilleen", "kohtaamispaikkojen"} <= said and not said - shown
