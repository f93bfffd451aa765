"""No pixel of text outside its box on any page of any output, as LibreOffice prints it; and the readers that say so see planted faults."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Cm as DocxCm
from docx.shared import Pt as DocxPt
from pptx import Presentation
from pptx.util import Cm, Pt
from xlsxwriter import Workbook

from readers.drawn import Stray
from readers.ink import strays
from readers.margins import strays_of_document, strays_of_workbook
from readers.paper import printed

pytestmark = pytest.mark.long
READERS = {".pptx": strays, ".docx": strays_of_document, ".xlsx": strays_of_workbook}
LONG = "Hyvinvoinnin ja terveyden edistäminen kuuluu kaikille toimijoille. " * 4
WORD = "Järjestöyhteistyöneuvottelukuntavaalikelpoisuusehto"


@pytest.mark.parametrize("ending", READERS)
def test_every_text_stands_in_its_box_on_every_page(built: Path, pdf_of, needs, ending: str) -> None:
    soffice, _, _ = needs("soffice"), needs("pdftotext"), needs("pdftoppm")
    files = sorted(built.glob(f"*{ending}"))
    assert files
    found = {file.name: [str(stray) for stray in READERS[ending](file, pdf_of(soffice, file))] for file in files}
    assert found == {file.name: [] for file in files}


def deck(path: Path) -> None:
    """One slide with a fault each, and what is as it should be beside it."""
    prs = Presentation()
    for draw in DECK_FAULTS.values():
        slide = prs.slides.add_slide(prs.slide_layouts[6])
        _box(slide, "good", 1, 1, 12, 2, "Kaikki hyvin")
        draw(slide)
    _faultless(prs)
    prs.save(str(path))


def _faultless(prs) -> None:
    """A last slide of what has its frame from elsewhere: the layout, a group that is drawn smaller, a turned box, a table that fits."""
    slide = prs.slides.add_slide(prs.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text_frame.text = "Otsikko ja sisältö", "Ensimmäinen kohta"
    group = slide.shapes.add_group_shape()
    _box(group, "inside", 2, 8, 10, 4, "Ryhmässä")
    group.left, group.width = Cm(14), Cm(8)
    _box(slide, "turned", 12, 14, 8, 2, "Käännetty")
    slide.shapes[-1].rotation = 90
    _table(slide, ["Rivi", "Toinen rivi"], 1.5)


def _box(holder, name: str, x: float, y: float, width: float, height: float, text: str, size: int = 20) -> None:
    box = holder.shapes.add_textbox(Cm(x), Cm(y), Cm(width), Cm(height))
    box.name, box.text_frame.word_wrap = name, True
    box.text_frame.text = text
    box.text_frame.paragraphs[0].runs[0].font.size = Pt(size)


def _table(slide, texts: list[str], height: float, width: float = 5) -> None:
    frame = slide.shapes.add_table(len(texts), 1, Cm(1), Cm(9), Cm(width), Cm(height * len(texts)))
    frame.name = "table"
    for row, text in zip(frame.table.rows, texts):
        row.cells[0].text = text


def _two(slide) -> None:
    _box(slide, "one", 1, 5, 12, 2, "Ensimmäinen teksti")
    _box(slide, "other", 2, 5.2, 12, 2, "Toinen teksti")


def _small_print(slide) -> None:
    _box(slide, "small", 1, 5, 12, 0.3, "ÄÖ gjpq", 24)


def _unbroken(slide) -> None:
    _box(slide, "word", 9, 5, 4, 3, WORD, 12)
    slide.shapes[-1].text_frame.word_wrap = False


DECK_FAULTS = {
    "leaves its box": lambda slide: _box(slide, "long", 1, 5, 8, 2, LONG),
    "leaves its box by": _unbroken,
    "leaves the page": lambda slide: _box(slide, "low", 1, 18.2, 8, 3, "Sivu gjpq"),
    "is not on the page": lambda slide: _box(slide, "away", 1, 21, 8, 3, "Sivun ulkopuolella"),
    "lie on each other": _two,
    "has ink outside": _small_print,
    "pushes the rows below it": lambda slide: _table(slide, [LONG[:100], "", ""], 1),
}


@pytest.fixture(scope="module")
def faults(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, list[Stray]]]:
    """`faults(soffice)`: what is found in a deck, a document and a workbook of faults, by the ending."""
    folder, found = tmp_path_factory.mktemp("faults"), {}

    def read(soffice: str) -> dict[str, list[Stray]]:
        if not found:
            files = [folder / f"bad{ending}" for ending in READERS]
            for make, file in zip((deck, document, workbook), files):
                make(file)
            found.update((file.suffix, READERS[file.suffix](file, pdf)) for file, pdf in zip(files, printed(soffice, files, folder)))
        return found

    return read


@pytest.mark.parametrize("number,fault", list(enumerate(DECK_FAULTS, 1)))
def test_a_fault_of_a_slide_is_found_with_its_block(faults, needs, number: int, fault: str) -> None:
    soffice, _, _ = needs("soffice"), needs("pdftotext"), needs("pdftoppm")
    told = [stray for stray in faults(soffice)[".pptx"] if stray.page == number]
    assert any(fault in stray.fault for stray in told), told
    assert all(stray.block != "good" for stray in told), told


def test_a_slide_without_fault_has_none_told_of_it(faults, needs) -> None:
    soffice, _, _ = needs("soffice"), needs("pdftotext"), needs("pdftoppm")
    assert [stray for stray in faults(soffice)[".pptx"] if stray.page == len(DECK_FAULTS) + 1] == []


def document(path: Path) -> None:
    """A page with a table row that is too low, a text beside the margins and one on a text before it."""
    file = Document()
    file.add_paragraph("Kaikki hyvin")
    file.add_paragraph("Marginaalissa").paragraph_format.left_indent = DocxCm(-2)
    table = file.add_table(1, 1, "Table Grid")
    table.rows[0].height, table.rows[0].height_rule = DocxPt(20), WD_ROW_HEIGHT_RULE.EXACTLY
    table.cell(0, 0).text = LONG
    for text in ("Ensimmäinen rivi", "Toinen rivi"):
        paragraph = file.add_paragraph(text)
        paragraph.paragraph_format.line_spacing = DocxPt(2)
        paragraph.paragraph_format.space_after = DocxPt(0)
    file.save(str(path))


def workbook(path: Path) -> None:
    """A sheet with a cell whose neighbour cuts it, one whose row is too low, one beside the printed area, and a good one."""
    with Workbook(str(path)) as book:
        sheet, wrapped = book.add_worksheet("Taulukko"), book.add_format({"text_wrap": True, "border": 1})
        sheet.write("C1", "Kaikki hyvin")
        sheet.write("A2", "Naapuri leikkaa tämän tekstin")
        sheet.write("B2", "Naapuri")
        sheet.set_row(2, 20)
        sheet.write("A3", LONG, wrapped)
        sheet.write("F3", "Poissa")
        sheet.add_table("A4:B5")
        sheet.print_area("A1:D5")


@pytest.mark.parametrize(
    "ending,fault,words",
    [
        (".docx", "beside the margins", "Marginaalissa"),
        (".docx", "is on no page", LONG[:80]),
        (".docx", "lie on each other", "Ensimmäinen"),
        (".xlsx", "is cut off", "Naapuri"),
        (".xlsx", "is on no page", "Poissa"),
    ],
)
def test_a_fault_of_a_printed_page_is_found_with_its_words(faults, needs, ending: str, fault: str, words: str) -> None:
    soffice, _, _ = needs("soffice"), needs("pdftotext"), needs("pdftoppm")
    told = [stray for stray in faults(soffice)[ending] if fault in stray.fault]
    assert any(words in stray.words for stray in told), faults(soffice)[ending]
    assert not any("Kaikki" in stray.words for stray in faults(soffice)[ending])
