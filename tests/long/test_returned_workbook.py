"""Forms that LibreOffice filled or saved: through its own interface, from .xlsx to .xlsx, and by way of .ods."""

from pathlib import Path

import pytest

from formats.xlsx import returns
from formats.xlsx.returns import BESIDE, FIELD, NAME, OTHER, Parts, blank, inline, packed, put
from libreoffice import convert, play
from pipeline.formats.returned import Returned
from pipeline.formats.xlsx.returned import read_returned

pytestmark = pytest.mark.long

EXCEL = "Calc MS Excel 2007 XML"
STEPS = f'''
  sheet = doc.Sheets.getByIndex(0)
  Go "{FIELD}"
  Enter "tkn1"
  sheet.unprotect("")  ' a person who writes beside the fields has lifted the guard first
  Go "C60"
  Enter "2026-11-24"
  Go "D60"
  Enter "=""tkn2"" & ""x"""
  Go "E60"
  Enter "0.5%"
  sheet.getCellRangeByName("C61").String = "tkn3"
  sheet.getCellRangeByName("C61").Rows.getByIndex(0).IsVisible = False
  sheet.getCellRangeByName("C70:D71").merge(True)
  sheet.getCellRangeByName("C70").String = "tkn4" & Chr(10) & "toinen rivi"
  sheet.getCellRangeByName("D70").String = "tkn5"
  sheet.Annotations.insertNew(sheet.getCellRangeByName("{FIELD}").CellAddress, "tkn6")
  shape = doc.createInstance("com.sun.star.drawing.TextShape")
  Dim size As New com.sun.star.awt.Size
  size.Width = 5000
  size.Height = 1000
  shape.setSize(size)
  sheet.DrawPage.add(shape)
  shape.String = "tkn7"
  doc.Sheets.insertNewByName("Piilo", 2)
  doc.Sheets.getByName("Piilo").getCellRangeByName("A1").String = "tkn8"
  doc.Sheets.getByName("Piilo").IsVisible = False
'''


def said(returned: Returned) -> dict[str, tuple[str, str]]:
    """Kind and text by place."""
    cells = {cell.where: ("cell", cell.text) for table in returned.tables for cell in table.cells if cell.text}
    return cells | {text.where: (text.kind, text.text) for text in returned.texts}


def full() -> Parts:
    """A form with an answer, a comment, a text box, a date, a merged area, hidden text and a name of ours."""
    parts = blank()
    put(parts, FIELD, inline("tkn1\ntoinen rivi"))
    returns.dated(parts, BESIDE, "46350", "d.m.yyyy")
    put(parts, "C60", inline("tkn2"))
    put(parts, "C61", inline("tkn3"))
    returns.hide_row(parts, 61)
    put(parts, "C70", inline("tkn4"))
    returns.merge(parts, "C70:D70")
    returns.define(parts, "k_seuranta", f"{NAME}!${FIELD[0]}${FIELD[1:]}")
    returns.hide_sheet(parts, OTHER)
    return parts


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("returned") / "vastaus.xlsx"
    path.write_bytes(packed(full()))
    return path


@pytest.mark.parametrize("road", [("xlsx",), ("ods", "xlsx")])
def test_a_form_that_libreoffice_saved_says_the_same(needs, own: Path, tmp_path: Path, road: tuple[str, ...]) -> None:
    file = own
    for number, ending in enumerate(road):
        folder = tmp_path / str(number)
        folder.mkdir()
        file = convert(needs("soffice"), file, folder, ending)
    before, after = read_returned(own.read_bytes(), "vastaus.xlsx"), read_returned(file.read_bytes(), "vastaus.xlsx")
    assert said(after) == said(before) and after.characters() == after.counted
    assert [cell.where for table in after.tables for cell in table.cells if cell.names] == [f"{NAME}!{FIELD}"]
    assert after.properties == before.properties


def test_a_form_filled_in_libreoffice_loses_no_word(needs, tmp_path: Path) -> None:
    file = tmp_path / "lomake.xlsx"
    file.write_bytes(packed(blank()))
    returned = read_returned(play(needs("soffice"), tmp_path, file, tmp_path / "palautus.xlsx", STEPS, EXCEL).read_bytes(), "palautus.xlsx")
    found = said(returned)
    assert returned.characters() == returned.counted
    assert {where: text for where, text in found.items() if "tkn" in text[1] or where.endswith("60")} == {
        f"{NAME}!{FIELD}": ("cell", "tkn1"),
        f"{NAME}!C60": ("cell", "24.11.2026"),
        f"{NAME}!D60": ("cell", "tkn2x"),
        f"{NAME}!E60": ("cell", "0,50 %"),
        f"{NAME}!C61": ("hidden", "tkn3"),
        f"{NAME}!C70": ("cell", "tkn4\ntoinen rivi"),
        f"{NAME}!D70": ("hidden", "tkn5"),
        f"{NAME}!{FIELD}, kommentti": ("comment", "tkn6"),
        f"{NAME}!A1, tekstikehys": ("textbox", "tkn7"),
        "Piilo!A1": ("hidden", "tkn8"),
    }
    assert {remark.code for remark in returned.remarks} == {
        "cell-was-number", "workbook-cells-covered", "workbook-cells-hidden", "workbook-formulas", "workbook-sheet-hidden"
    }  # fmt: skip
