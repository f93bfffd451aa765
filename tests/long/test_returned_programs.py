"""Forms of the real handbook that LibreOffice filled through its own interface, or saved after other edits: the same answers, nothing lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from flows.desk import FORMATS, Desk, desk
from flows.hands import GOALS, typed
from flows.returns import ANSWERS, BASE, CASES, Case
from flows.rounds import LONG, OTHER, THIRD
from flows.test_edits import HARMLESS, LAST, same
from libreoffice import converted, play
from tests.filling import filled

pytestmark = pytest.mark.long

FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "docx": "MS Word 2007 XML"}
#: LibreOffice 7.4 opens rows of Word that are hidden, or deleted in tracking, as rows that are there.
LOST = (("docx", "a row deleted in tracking"), ("docx", "a hidden row"))
#: What a person does in the sheet, and in the tables of the document.
STEPS = {
    "xlsx": f'''
  Go "B22"
  Enter "{LONG}"
  Go "C22"
  Enter "k"
  Go "B23"
  Enter "24.11."
  Go "B27"
  Enter "{OTHER}"
  sheet = doc.Sheets.getByIndex(0)
  sheet.getCellRangeByName("B27").String = "{OTHER}" & Chr(10) & "{THIRD}"
  sheet.Annotations.insertNew(sheet.getCellRangeByName("B22").CellAddress, "tkn-kommentti")
  doc.Sheets.getByIndex(1).getCellRangeByName("A7").String = "Tilaluettelo kootaan."
  doc.Sheets.getByIndex(1).getCellRangeByName("B7").String = "maakuntaliitto, kevät"
''',
    "docx": f'''
  table = doc.TextTables.getByIndex(1)
  table.getCellByName("B2").String = "{LONG}"
  table.getCellByName("C2").String = "k"
  table.getCellByName("B3").String = "24.11."
  table.getCellByName("B7").String = "{OTHER}" & Chr(13) & "{THIRD}"
  table.Rows.insertByIndex(8, 1)
  table.getCellByName("A9").String = "tkn-rivi"
  items = doc.TextTables.getByIndex(2)
  items.getCellByName("A2").String = "Tilaluettelo kootaan."
  items.getCellByName("B2").String = "maakuntaliitto, kevät"
  doc.Text.insertControlCharacter(doc.Text.End, 0, False)
  doc.Text.insertString(doc.Text.End, "tkn-sanat", False)
''',
}


@pytest.mark.parametrize("format", FORMATS)
def test_a_form_filled_in_libreoffice_gives_its_answers(format: str, tmp_path: Path, needs: Callable[[str], str]) -> None:
    (tmp_path / f"lomake.{format}").write_bytes(desk(format).form())
    saved = play(needs("soffice"), tmp_path, tmp_path / f"lomake.{format}", tmp_path / f"vastaus.{format}", STEPS[format], FILTERS[format])
    read = desk(format).read(saved.read_bytes())
    assert read.answers == {**ANSWERS, "verkostot/yritykset": "24.11."} and read.items == [("Tilaluettelo kootaan.", "maakuntaliitto, kevät")]
    assert read.loose == (["tkn-kommentti"] if format == "xlsx" else ["tkn-rivi", "tkn-sanat"])
    assert read.missing == 0 and read.judged.respondent == "yritykset"


@pytest.mark.parametrize("format", FORMATS)
def test_forms_that_libreoffice_saved_after_harmless_edits_give_the_same_answers(format: str, tmp_path: Path, needs: Callable[[str], str]) -> None:
    files = []
    combined = [(edit, last) for number, edit in enumerate(sorted(HARMLESS)) for last in [sorted(LAST)[number % 3]]]
    for number, (edit, last) in enumerate(combined):
        form = typed(desk(format).form(), BASE)
        HARMLESS[edit](form)
        LAST[last](form)
        files.append(tmp_path / "in" / f"{number}.{format}")
        files[-1].parent.mkdir(exist_ok=True)
        files[-1].write_bytes(form.data())
    for file, (edit, last) in zip(converted(needs("soffice"), files, tmp_path, format), combined):
        read = desk(format).read(file.read_bytes())
        assert {place: same(text) for place, text in read.answers.items()} == {place: same(text) for place, text in ANSWERS.items()}, (edit, last)
        assert (read.loose, read.missing, read.judged.respondent) == ([], 0, "yritykset"), (edit, last)


def saved(case: Case, form: bytes, format: str) -> bytes:
    hand = typed(form, BASE)
    changed = case.edit(format)(hand)
    return changed if isinstance(changed, bytes) else hand.data()


@pytest.mark.parametrize("format", FORMATS)
def test_whatever_was_done_to_a_form_a_save_by_libreoffice_moves_no_answer_and_loses_no_token(format: str, tmp_path: Path, needs: Callable[[str], str]) -> None:
    cases = [case for case in CASES if case.edit(format) and case.row not in ("far", "formulas", "letters", "numbers") and (format, case.name) not in LOST]
    (tmp_path / "in").mkdir()
    files = []
    for number, case in enumerate(cases):
        files.append(tmp_path / "in" / f"{number}.{format}")
        files[-1].write_bytes(saved(case, desk(format).form(), format))
    for file, case in zip(converted(needs("soffice"), files, tmp_path, format), cases):
        if not file.exists():
            continue  # LibreOffice does not open it
        read = desk(format).read(file.read_bytes())
        expected = {place: text for place, text in {**ANSWERS, **case.answers}.items() if text is not None}
        assert read.missing == 0, case.name
        assert {place for place, text in read.answers.items() if expected.get(place) != text} == set(), (case.name, read.answers, read.loose)
        tokens = {word for cell in (cell for table in read.returned.tables for cell in table.cells) for word in cell.text.split() if word.startswith("tkn")}
        listed = " ".join([*read.loose, *read.told, *read.answers.values()])
        assert {token for token in tokens if token not in listed} == set(), case.name


@pytest.mark.parametrize("format", FORMATS)
def test_the_general_blank_that_libreoffice_saved_is_of_whom_it_names(format: str, tmp_path: Path, needs: Callable[[str], str]) -> None:
    at: Desk = desk(format)
    answers = {f"followup.{goal}/yritykset": f"{goal}: {OTHER}" for goal in GOALS}
    file = tmp_path / f"tyhja.{format}"
    file.write_bytes(filled(at.blank(), {**answers, "form.respondent": "Yritykset"}))
    (tmp_path / "out").mkdir()
    (again,) = converted(needs("soffice"), [file], tmp_path / "out", format)
    read = at.read(again.read_bytes())
    assert read.answers == {f"{goal}/yritykset": f"{goal}: {OTHER}" for goal in GOALS} and read.judged.respondent == "yritykset" and not read.loose
