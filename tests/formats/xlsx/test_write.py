"""The workbook that a document becomes: what the parts say, and that the reader finds in it what was written."""

import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pipeline.document.blocks import Cell, Column, Document, Panel, Paragraph, Row, Run, Section, Table, walk
from pipeline.formats.package import unpack
from pipeline.formats.properties import seal_of
from pipeline.formats.xlsx import measure
from pipeline.formats.xlsx.read import read
from pipeline.formats.xlsx.write import write
from pipeline.problems import Problems, Span

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BLANK = Run("Kirjoita", look="prompt")
HOSTILE = ('=cmd|\' /C calc\'!A0', "+1", "-1", "@SUM(A1)", '<&"\'>', "<r>x</r>", "_x0041_", "👩\u200d👩\u200d👧 😀", "שלום \u200fعالم", "  välit  ", "a\n\nb")


def paragraph(block: str, *runs: Run | str, origin: Span | None = None) -> Paragraph:
    return Paragraph(block, tuple(Run(run) if isinstance(run, str) else run for run in runs), origin=origin)


def cell(block: str, *runs: Run | str, **more) -> Cell:
    return Cell(block, (paragraph(block, *runs),), **more)


def table(*rows: Row, heads: tuple[str, ...] = ("Tavoite", "Yritykset", "Arviointi K/E"), **more) -> Table:
    roles = ("head", *("answer",) * (len(heads) - 2), "choice")
    columns = tuple(Column(f"c{n}", paragraph(f"column.{head}", head), 1 / len(heads), role) for n, (head, role) in enumerate(zip(heads, roles)))
    return Table("table", "followup", columns, rows, **more)


def blank_row(name: str = "yksi") -> Row:
    field = cell(f"{name}/yritykset", BLANK, fill=True, hint="Kirjoita tähän.")
    choice = cell(f"{name}/arviointi", BLANK, fill=True, choices=("K", "E"), hint="Valitse K tai E.")
    return Row(name, (cell(f"{name}/goal", Run("Nimi: ", strong=True), "tavoite"), field, choice))


def section(*parts: Panel | Table, title: str = "Seurantataulukko", kind: str = "followup_table", **more) -> Section:
    return Section(kind, kind, paragraph(f"{kind}.title", title), parts, **more)


def document(*sections: Section, **marks: str) -> Document:
    shown = {"handbook": "", "edition": "Laitos 1 & 2", "example": "", "sheet.followup_table": "Seuranta"} | marks
    return Document("table-blank", "Taulukko", sections, "fi-FI", "Hyvinvointialue", "Käsikirja", "2026", "2026-01-01", shown, "2026-1a2b3c4d")


def written(*parts: Panel | Table, problems: Problems | None = None) -> bytes:
    return write(document(section(*parts)), b"", None, Problems() if problems is None else problems).data


def texts(data: bytes) -> dict[str, str]:
    problems = Problems()
    reading = read(data, "taulukko.xlsx", problems)
    assert reading is not None and not list(problems)
    return {found.address: found.text for found in reading.found}


def part(data: bytes, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(unpack(data)[name].inflate())


def sheet(data: bytes, number: int = 1) -> ElementTree.Element:
    return part(data, f"xl/worksheets/sheet{number}.xml")


def style_of(data: bytes, address: str) -> tuple[str, ElementTree.Element]:
    """The name of the cell style at an address of the first sheet (empty: none) and its cell format."""
    styles = part(data, "xl/styles.xml")
    index = next(c.get("s", "0") for c in sheet(data).iter(f"{MAIN}c") if c.get("r") == address)
    form = styles.find(f"{MAIN}cellXfs")[int(index)]
    names = {style.get("xfId"): style.get("name") for style in styles.iter(f"{MAIN}cellStyle")}
    return names[form.get("xfId")], form


# What read gives is what was written


@pytest.fixture(scope="module")
def everything() -> Document:
    rows = (
        Row("a", (cell("a/goal", Run("Nimi: ", strong=True), "tavoite"), cell("a/b", Run("ei vastausta", look="muted")), cell("a/c", Run("K", strong=True)))),
        Row("b", (cell("b/goal", "Toinen"), Cell("b/b", (paragraph("b/b.x", "Yksi."), paragraph("b/b.y", Run("Kaksi: ", strong=True), "kolme."))), cell("b/c", "E"))),
        Row("c", (cell("c/goal", "Kolmas"), cell("c/b", "=1+1", fill=True), cell("c/c", "K", fill=True, choices=("K", "E")))),
    )
    panels = (
        Panel("p", "facts", (paragraph("p.1", "Arvo"), paragraph("p.2", Run("Selite puuttuu", look="missing"))), paragraph("p.label", "Nimi")),
        Panel("q", "facts", (paragraph("q.1", Run("a@example.fi", href="mailto:a@example.fi")),), paragraph("q.label", "Osoite")),
        Panel("r", "body", (paragraph("r.1", "Pelkkä kappale"),)),
        Panel("s", "facts", (), paragraph("s.label", "Vain nimi")),
    )
    note = paragraph("note", "K/E: ", Run("Selite puuttuu.", look="missing"))
    whole = section(*panels, table(*rows, caption=paragraph("caption", "Kuvaus"), note=note), notes=(paragraph("notes.1", "Muistiinpano"),))
    items = table(Row("d", (cell("d/a", "Kohta"), cell("d/b", "Kuka"))), heads=("Kohta", "Vastuu"), row_heads=False)
    return document(whole, section(items, title="Kehittämiskohdat", kind="development_table"), example="Esimerkki – keksityt vastaukset", handbook="Käsikirja", date="1.3.2026")


def test_every_paragraph_stands_where_its_address_says(everything):
    rendering = write(everything, b"", None, Problems())
    found = texts(rendering.data)
    for _, block in walk(everything):
        assert block.text in found[rendering.addresses[block.id]].split("\n")


def test_no_text_stands_in_a_workbook_but_the_document_s_own(everything):
    marks = {everything.marks[mark] for mark in ("example", "handbook", "edition", "date")}
    known = {block.text for _, block in walk(everything)} | marks
    found = texts(write(everything, b"", None, Problems()).data)
    assert {line for text in found.values() for line in text.split("\n")} == known


def test_paragraphs_of_one_cell_share_its_address(everything):
    addresses = write(everything, b"", None, Problems()).addresses
    assert addresses["b/b.x"] == addresses["b/b.y"]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_survives_as_text(text):
    data = written(table(Row("a", (cell("a/goal", text), cell("a/b", Run("Nimi", strong=True), text), cell("a/c", text, fill=True)))))
    found = texts(data)
    assert found["Seuranta!A5"] == found["Seuranta!C5"] == text and found["Seuranta!B5"] == "Nimi" + text
    assert not list(sheet(data).iter(f"{MAIN}f"))


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip() == text and "\n" not in text])
def test_any_heading_names_its_column(text):
    data = written(table(blank_row(), heads=("Tavoite", text, "K/E")))
    name = part(data, "xl/tables/table1.xml").find(f"{MAIN}tableColumns")[1].get("name")
    assert texts(data)["Seuranta!B4"].strip() == text and name.strip() in (text, text.replace("_x0041_", "_x005F_x0041_"))


def test_characters_that_xml_cannot_hold_are_left_out():
    assert texts(written(table(Row("a", (cell("a/goal", "a\x0b\x00b\ufffe\ud800c"), cell("a/b", "x\r\ny"), cell("a/c", "K"))))))["Seuranta!A5"] == "abc"


def test_line_breaks_of_any_kind_are_one_line_break():
    assert texts(written(table(Row("a", (cell("a/goal", "x\r\ny\rz"), cell("a/b", "b"), cell("a/c", "K"))))))["Seuranta!A5"] == "x\ny\nz"


# The same bytes


def test_the_same_document_gives_the_same_bytes(everything):
    assert write(everything, b"", None, Problems()).data == write(everything, b"", None, Problems()).data


@pytest.mark.parametrize("zone, locale, seed", [("Pacific/Kiritimati", "C", "1"), ("America/St_Johns", "tr_TR.UTF-8", "2")])
def test_zone_locale_and_hash_seed_do_not_show(root, zone, locale, seed):
    source = (
        "import sys; sys.path.insert(0, sys.argv[1]); from test_write import *; "
        "sys.stdout.buffer.write(write(document(section(table(blank_row()))), b'', None, Problems()).data)"
    )
    environment = {**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
    run = subprocess.run([sys.executable, "-c", source, str(Path(__file__).parent)], capture_output=True, check=True, env=environment)
    assert run.stdout == written(table(blank_row()))


def test_properties_name_the_organisation_and_no_clock(everything):
    data = write(everything, b"", None, Problems()).data
    core = {element.tag.rpartition("}")[2]: element.text for element in part(data, "docProps/core.xml")}
    assert core["title"] == "Taulukko" and core["language"] == "fi-FI" and core["subject"] == "Käsikirja"
    assert core["creator"] == core["lastModifiedBy"] == "Hyvinvointialue"
    assert core["created"] == core["modified"] == "2026-01-01T00:00:00Z"
    custom = {element.get("name"): element[0].text for element in part(data, "docProps/custom.xml")}
    assert custom["kasikirja-key"] == "2026-1a2b3c4d" and custom["kasikirja-document"] == "table-blank"
    assert custom["kasikirja-seal"] == seal_of(unpack(data))


def test_parts_stand_in_a_fixed_order(everything):
    names = list(unpack(write(everything, b"", None, Problems()).data))
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"] and names[2:] == sorted(names[2:])


# Tables and fields


def test_a_table_is_a_table_object_whose_columns_are_its_header_cells():
    data = written(table(blank_row(), blank_row("kaksi"), caption=paragraph("caption", "Kuvaus")))
    found, made = texts(data), part(data, "xl/tables/table1.xml")
    assert made.get("ref") == "A5:C7" and made.get("displayName") == "Seuranta" and made.find(f"{MAIN}autoFilter") is None
    assert [column.get("name") for column in made.iter(f"{MAIN}tableColumn")] == [found[f"Seuranta!{letter}5"] for letter in "ABC"]


def test_headings_of_one_name_are_told_apart():
    data = written(table(blank_row(), heads=("Tavoite", "TAVOITE", "K/E")))
    assert texts(data)["Seuranta!B4"] == "TAVOITE (2)"


def test_a_blank_field_is_empty_and_has_style_address_and_message():
    rendering = write(document(section(table(blank_row(), blank_row("kaksi")))), b"", None, Problems())
    assert rendering.blank == {"yksi/yritykset", "yksi/arviointi", "kaksi/yritykset", "kaksi/arviointi"}
    assert rendering.addresses["kaksi/yritykset"] == "Seuranta!B6" and "Seuranta!B6" not in texts(rendering.data)
    name, form = style_of(rendering.data, "B6")
    assert name == "Täytettävä" and form.get("numFmtId") == "49"
    rules = {rule.get("sqref"): rule for rule in sheet(rendering.data).iter(f"{MAIN}dataValidation")}
    assert rules["B5:B6"].get("prompt") == "Kirjoita tähän." and rules["B5:B6"].get("type") is None
    assert rules["C5:C6"].get("prompt") == "Valitse K tai E." and rules["C5:C6"].get("allowBlank") == "1"
    assert rules["C5:C6"].get("type") == "list" and rules["C5:C6"].findtext(f"{MAIN}formula1") == '"K,E"'


def names(data: bytes) -> dict[str, str]:
    """What each name in the workbook stands for."""
    return {one.get("name"): one.text for one in part(data, "xl/workbook.xml").iter(f"{MAIN}definedName")}


def facts(*rows: Row) -> Table:
    columns = (Column("label", paragraph(""), 0.2, "head"), Column("value", paragraph(""), 0.8))
    return Table("form", "facts", columns, rows, head=False)


ASKER = Row("form.asker", (cell("form.asker.label", "Kysyy"), cell("form.asker", "Alue")))
RESPONDENT = Row("form.respondent", (cell("form.respondent.label", "Vastaaja"), cell("form.respondent", BLANK, fill=True, hint="Kuka vastaa.")))


def test_facts_stand_above_the_table_name_beside_value_and_are_no_table_object():
    data = written(facts(ASKER), table(blank_row()))
    assert (texts(data)["Seuranta!A4"], texts(data)["Seuranta!B4"]) == ("Kysyy", "Alue")
    assert part(data, "xl/tables/table1.xml").get("ref") == "A7:C8" and "xl/tables/table2.xml" not in unpack(data)


def test_a_fact_to_be_filled_is_an_unlocked_field_with_a_message():
    rendering = write(document(section(facts(RESPONDENT), table(blank_row()))), b"", None, Problems())
    assert rendering.addresses["form.respondent"] == "Seuranta!B4" and "form.respondent" in rendering.blank
    assert style_of(rendering.data, "B4")[0] == "Täytettävä"
    assert {rule.get("sqref"): rule.get("prompt") for rule in sheet(rendering.data).iter(f"{MAIN}dataValidation")}["B4"] == "Kuka vastaa."


def test_a_sheet_with_fields_is_guarded_without_a_password_and_its_fields_are_open():
    data = written(table(blank_row()))
    guard = sheet(data).find(f"{MAIN}sheetProtection")
    assert guard.attrib == {"sheet": "1", "objects": "1", "scenarios": "1", "formatColumns": "0", "formatRows": "0"}
    formats = list(part(data, "xl/styles.xml").find(f"{MAIN}cellXfs"))
    locked = {
        one.get("r"): (formats[int(one.get("s"))].find(f"{MAIN}protection") is None) for one in sheet(data).iter(f"{MAIN}c") if one.get("r") in ("A5", "B5", "C5")
    }
    assert locked == {"A5": True, "B5": False, "C5": False}


def test_a_workbook_that_nobody_fills_is_not_guarded_and_names_no_cells():
    row = Row("a", (cell("a/goal", "x"), cell("a/b", "y"), cell("a/c", "K")))
    data = written(table(row))
    assert sheet(data).find(f"{MAIN}sheetProtection") is None and set(names(data)) == {"_xlnm.Print_Titles"}


def test_the_cells_that_tell_whose_a_form_is_carry_the_names_of_their_blocks():
    data = written(facts(ASKER, RESPONDENT), table(blank_row()))
    found = {name: at for name, at in names(data).items() if name.startswith("k_")}
    assert (found["k_form_asker"], found["k_form_respondent"], found["k_yksi__goal"]) == ("Seuranta!$B$4", "Seuranta!$B$5", "Seuranta!$A$9")
    assert sorted(found.values()) == [f"Seuranta!${place}" for place in ("A$8", "A$9", "B$4", "B$5", "B$8", "B$9", "C$8", "C$9")]


def test_a_name_of_a_cell_quotes_a_sheet_whose_name_has_blanks():
    made = document(section(table(blank_row())), **{"sheet.followup_table": "Seuranta 2026"})
    data = write(made, b"", None, Problems()).data
    assert names(data)["k_yksi__yritykset"] == "'Seuranta 2026'!$B$5"


def test_help_stands_in_a_wide_column_of_its_own():
    columns = (*table().columns, Column("guide", paragraph("column.guide", "Näin"), 0.2, "guide"))
    row = blank_row()
    data = written(Table("t", "form", columns, (Row("r", (*row.cells, cell("yksi/guide", "Näin tehdään."))),)))
    widths = [round(float(column.get("width"))) for column in sheet(data).iter(f"{MAIN}col")]
    assert widths == [47, 60, 15, 47] and texts(data)["Seuranta!D5"] == "Näin tehdään."


def test_what_is_missing_is_told_apart_from_what_is_to_be_filled():
    row = Row("a", (cell("a/goal", "x"), cell("a/b", Run("Ratkaisematta", look="missing")), cell("a/c", "K", fill=True, choices=("K", "E"))))
    data = written(table(row))
    missing, field = style_of(data, "B5")[1], style_of(data, "C5")[1]
    assert missing.get("fillId") == "0" and missing.get("fillId") != field.get("fillId") and missing.get("borderId") != field.get("borderId")


@pytest.mark.parametrize("look", ["muted", "missing"])
def test_a_field_that_tells_something_keeps_its_words_until_a_person_replaces_them(look):
    row = Row("a", (cell("a/goal", "x"), cell("a/b", "y"), cell("a/c", Run("osapuolten arviot: K 4", look=look), fill=True, choices=("K", "E"))))
    data = written(table(row))
    assert texts(data)["Seuranta!C5"] == "osapuolten arviot: K 4" and style_of(data, "C5")[0] != "Puuttuu"
    assert next(sheet(data).iter(f"{MAIN}dataValidation")).findtext(f"{MAIN}formula1") == '"K,E"'


@pytest.mark.parametrize("choices", [("a,b", "c"), ("x" * 200, "y" * 200)])
def test_choices_that_excel_cannot_list_keep_their_message(choices):
    row = Row("a", (cell("a/goal", "x"), cell("a/b", "y"), cell("a/c", BLANK, fill=True, choices=choices, hint="h" * 300)))
    rule = next(sheet(written(table(row))).iter(f"{MAIN}dataValidation"))
    assert rule.get("type") is None and len(rule.get("prompt")) == 255


def test_a_table_without_rows_keeps_one_empty_row():
    assert part(written(table()), "xl/tables/table1.xml").get("ref") == "A4:C5"


def test_a_table_without_a_header_row_is_still_a_table():
    data = written(table(blank_row(), head=False))
    assert part(data, "xl/tables/table1.xml").get("headerRowCount") == "0" and "Seuranta!B4" not in texts(data)


def test_looks_have_the_names_that_excel_lists(everything):
    data = write(everything, b"", None, Problems()).data
    styles = part(data, "xl/styles.xml")
    names = [style.get("name") for style in styles.iter(f"{MAIN}cellStyle")]
    assert names == ["Normal", "Otsikko", "Selite", "Ohje", "Esimerkki", "Taulukon otsikko", "Tavoite", "Täytettävä"]
    for kind in ("cellStyleXfs", "cellStyles", "cellXfs"):
        assert styles.find(f"{MAIN}{kind}").get("count") == str(len(styles.find(f"{MAIN}{kind}")))
    assert style_of(data, "A1")[0] == "Otsikko"


def test_what_stands_for_nothing_said_is_in_italics(everything):
    rendering = write(everything, b"", None, Problems())
    _, form = style_of(rendering.data, rendering.addresses["a/b"].partition("!")[2])
    font = part(rendering.data, "xl/styles.xml").find(f"{MAIN}fonts")[int(form.get("fontId"))]
    assert font.find(f"{MAIN}i") is not None


def test_strong_text_beside_plain_text_stays_strong_in_the_size_of_the_cell():
    data = written(table(blank_row()))
    runs = [item for item in part(data, "xl/sharedStrings.xml").iter(f"{MAIN}r")]
    assert [(run.find(f"{MAIN}rPr/{MAIN}b") is not None, run.find(f"{MAIN}rPr/{MAIN}sz").get("val")) for run in runs] == [(True, "12"), (False, "12")]


def test_a_link_alone_in_a_cell_leads_somewhere_and_beside_text_does_not():
    alone = paragraph("a", Run("Ohje", href="https://example.fi/a?b=1&c=2#d"))
    beside = paragraph("b", "Katso ", Run("ohje", href="https://example.fi/"))
    bad = paragraph("c", Run("Ohje", href="file:///etc/passwd"))
    data = written(Panel("p", "body", (alone, beside, bad)), table(blank_row()))
    assert [link.get("ref") for link in sheet(data).iter(f"{MAIN}hyperlink")] == ["A3"]
    assert [texts(data)[f"Seuranta!A{row}"] for row in (3, 4, 5)] == ["Ohje", "Katso ohje", "Ohje"]


# Sheets, screen and paper


def test_each_section_with_a_table_is_a_sheet_and_others_are_not():
    plain = section(Panel("p", "body", (paragraph("p.1", "x"),)), kind="text")
    data = write(document(plain, section(table(blank_row())), section(table(), title="Kehittämiskohdat", kind="other")), b"", None, Problems()).data
    assert [entry.get("name") for entry in part(data, "xl/workbook.xml").iter(f"{MAIN}sheet")] == ["Seuranta", "Kehittämiskohdat"]


@pytest.mark.parametrize("title, name", [("a/b:c*[d]?", "a b c d"), ("'Lainaus'", "Lainaus"), ("x" * 40, "x" * 31), ("///", "other"), ("😀" * 20, "😀" * 15)])
def test_names_of_sheets_are_what_excel_allows(title, name):
    data = write(document(section(table(blank_row()), title=title, kind="other")), b"", None, Problems()).data
    assert next(part(data, "xl/workbook.xml").iter(f"{MAIN}sheet")).get("name") == name


def test_sheets_and_tables_of_one_name_are_told_apart():
    data = write(document(*(section(table(blank_row()), title=title, kind="other") for title in ("Sama", "SAMA"))), b"", None, Problems()).data
    assert [entry.get("name") for entry in part(data, "xl/workbook.xml").iter(f"{MAIN}sheet")] == ["Sama", "SAMA 2"]
    assert len({part(data, f"xl/tables/table{n}.xml").get("name").lower() for n in (1, 2)}) == 2


def test_a_sheet_prints_on_a4_one_page_wide_with_its_header_repeated():
    data = written(table(blank_row()))
    page, setup = sheet(data), sheet(data).find(f"{MAIN}pageSetup")
    assert setup.attrib == {"paperSize": "9", "fitToHeight": "0", "orientation": "landscape"}
    assert page.find(f"{MAIN}sheetPr/{MAIN}pageSetUpPr").get("fitToPage") == "1"
    assert names(data)["_xlnm.Print_Titles"] == "Seuranta!$4:$4"
    assert page.findtext(f"{MAIN}headerFooter/{MAIN}oddFooter") == "&LLaitos 1 && 2 · 2026-1a2b3c4d&R&P (&N)"


def many(word: str) -> Table:
    """A table of seven columns whose answers are that word."""
    heads = ("Tavoite", *(f"Osapuoli {n}" for n in range(5)), "Arviointi")
    return table(Row("r", tuple(cell(f"r/{n}", word if 0 < n < 6 else "x") for n in range(7))), heads=heads)


def test_answers_that_a_common_page_would_break_inside_a_word_are_printed_on_a_large_one():
    sizes = {word: sheet(written(many(word))).find(f"{MAIN}pageSetup").get("paperSize") for word in ("hyvinvointi", "järjestöyhteistyöneuvottelukunta")}
    assert sizes == {"hyvinvointi": "9", "järjestöyhteistyöneuvottelukunta": "8"}


def test_a_column_of_answers_is_as_wide_as_its_longest_word():
    widths = measure.column_widths(many("hyvinvointisuunnitelma"))
    assert all(measure.room(width) > measure.text_width("hyvinvointisuunnitelma") for width in widths[1:6])


def test_what_needs_little_more_than_a_page_is_printed_on_one():
    rows = [[blank_row(str(n)) for n in range(count)] for count in (2, 12, 30)]
    assert [sheet(written(table(*some))).find(f"{MAIN}pageSetup").get("fitToHeight", "1") for some in rows] == ["0", "1", "0"]


def test_the_lines_of_an_answer_are_lines_of_its_cell():
    assert texts(written(table(Row("r", (cell("r/a", "x"), cell("r/b", "Yksi.\nKaksi."), cell("r/c", "K"))))))["Seuranta!B5"] == "Yksi.\nKaksi."


def test_the_header_stays_in_sight_and_a1_is_active_without_gridlines():
    view = sheet(written(table(blank_row()))).find(f"{MAIN}sheetViews/{MAIN}sheetView")
    pane = view.find(f"{MAIN}pane")
    assert (pane.get("ySplit"), pane.get("state"), view.get("showGridLines")) == ("4", "frozen", "0")
    assert view.find(f"{MAIN}selection").get("activeCell", "A1") == "A1"


def test_a_header_that_would_fill_the_window_is_not_frozen():
    panel = Panel("p", "body", tuple(paragraph(f"p.{n}", "Rivi") for n in range(20)))
    assert sheet(written(panel, table(blank_row()))).find(f"{MAIN}sheetViews/{MAIN}sheetView/{MAIN}pane") is None


def test_eight_columns_print_at_ten_points_or_more():
    parties = ("Hyvinvointialue", "Järjestöt", "Maakuntaliitto", "Oppilaitokset", "Yritykset", "Uskonnolliset yhteisöt")
    row = Row("a", (cell("a/goal", "x"), *(cell(f"a/{n}", BLANK, fill=True) for n in range(7))))
    data = written(table(row, heads=("Yhteinen tavoite", *parties, "Arviointi K/E")))
    widths = [(float(c.get("width")), int(c.get("min")), int(c.get("max"))) for c in sheet(data).iter(f"{MAIN}col")]
    width_pt = sum(width * (last - first + 1) for width, first, last in widths) * 8 * 0.75
    margins = sheet(data).find(f"{MAIN}pageMargins")
    page_pt = 841.9 - 72 * (float(margins.get("left")) + float(margins.get("right")))
    assert 12 * page_pt / width_pt >= 10


def test_rows_are_as_tall_as_their_text_and_never_below_42_points():
    rows = (blank_row(), Row("b", (cell("b/goal", "sana " * 100), cell("b/b", "x"), cell("b/c", "K"))))
    heights = {row.get("r"): float(row.get("ht")) for row in sheet(written(table(*rows))).iter(f"{MAIN}row")}
    assert heights["5"] == 42 and 15.75 * 6 < heights["6"] < 15.75 * 18


@pytest.mark.parametrize("text, wraps", [("Lyhyt", False), ("Pitkä esimerkkimerkintä " * 4, True)])
def test_the_example_mark_never_runs_out_of_its_frame(text, wraps):
    data = write(document(section(table(blank_row())), example=text), b"", None, Problems()).data
    _, form = style_of(data, "A2")
    assert (form.find(f"{MAIN}alignment").get("wrapText") == "1") is wraps


# What Excel cannot hold


def test_a_text_too_long_for_a_cell_is_an_error_at_its_origin():
    problems, origin = Problems(), Span("handbook.yaml", 7, 3, 7, 9)
    long = Cell("a/b", (paragraph("a/b", "😀" * 16_384, origin=origin),))
    written(table(Row("a", (cell("a/goal", "x"), long, cell("a/c", "K")))), problems=problems)
    assert [(p.code, p.at) for p in problems.errors()] == [("cell-too-long", origin)]
    assert "32768" in problems.errors()[0].message("fi")


def test_a_text_that_just_fits_is_written_whole():
    row = Row("a", (cell("a/goal", "x"), cell("a/b", "x" * 32_767), cell("a/c", "K")))
    problems = Problems()
    assert texts(written(table(row), problems=problems))["Seuranta!B5"] == "x" * 32_767 and not problems.errors()


def test_a_workbook_that_our_own_reader_would_refuse_is_not_made():
    rows = tuple(Row(f"r{n}", (cell(f"r{n}/a", "x" * 32_767), cell(f"r{n}/b", f"{n}" + "y" * 32_000), cell(f"r{n}/c", "K"))) for n in range(9))
    problems = Problems()
    assert write(document(section(table(*rows))), b"", None, problems) is None
    assert [p.code for p in problems.errors()] == ["package-ratio"]


def test_a_row_taller_than_excel_allows_is_a_warning_and_loses_nothing():
    problems, origin = Problems(), Span("answers.yaml", 2, 1, 2, 5)
    text = "sana " * 1_500 + "loppu"
    row = Row("a", (cell("a/goal", "x"), Cell("a/b", (paragraph("a/b", text, origin=origin),)), cell("a/c", "K")))
    data = written(table(row), problems=problems)
    assert [(p.severity, p.code, p.at) for p in problems] == [("warning", "row-too-tall", origin)]
    assert texts(data)["Seuranta!B5"] == text
    assert max(float(row.get("ht")) for row in sheet(data).iter(f"{MAIN}row")) == 408.75  # 545 whole pixels


def test_a_column_name_too_long_for_excel_is_an_error():
    problems = Problems()
    written(table(blank_row(), heads=("Tavoite", "x" * 256, "K/E")), problems=problems)
    assert [p.code for p in problems.errors()] == ["cell-too-long"]


def test_text_in_any_form_of_unicode_is_kept_as_it_is():
    text = unicodedata.normalize("NFD", "Järjestöjen")
    assert texts(written(table(Row("a", (cell("a/goal", text), cell("a/b", "b"), cell("a/c", "K"))))))["Seuranta!A5"] == text
