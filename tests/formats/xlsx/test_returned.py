"""Returned workbooks in every state that people and programs leave them in: what is found, as what, and that no character is lost or doubled."""

import random
import time
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from pipeline.formats.package import PackageError, unpack
from pipeline.formats.returned import Remark, Returned
from pipeline.formats.xlsx.returned import read_returned
from pipeline.problems import Place, Problems

from . import returns
from .returns import BESIDE, BOOK, DTD, FIELD, MAIN, NAME, OTHER, SECOND, SHEET, STRINGS, STYLES, Parts, blank, inline, packed, put, reading, swap

Said = tuple[str, str, str]  #: kind, where, text

COLUMN, ROW = FIELD[0], int(FIELD[1:])


def said(returned: Returned) -> list[Said]:
    cells = [("cell", cell.where, cell.text) for table in returned.tables for cell in table.cells if cell.text]
    return cells + [(text.kind, text.where, text.text) for text in returned.texts]


def added(returned: Returned) -> list[Said]:
    """What a form says beyond the blank one, all of which must still be there; the sums must meet."""
    assert returned.characters() == returned.counted
    own, all_of_it = Counter(said(reading(blank()))), Counter(said(returned))
    assert not own - all_of_it
    return list((all_of_it - own).elements())


def codes(returned: Returned) -> dict[str, dict[str, str]]:
    """The remarks by code; each can be said in both languages."""
    problems = Problems()
    for remark in returned.remarks:
        problems.add(remark.code, Place("vastaus.xlsx"), **dict(remark.values))
    assert all("{" not in problem.lines(language) for problem in problems for language in ("fi", "en"))
    return {remark.code: dict(remark.values) for remark in returned.remarks}


def edited(*edits: Callable[[Parts], object]) -> Returned:
    parts = blank()
    for edit in edits:
        edit(parts)
    return reading(parts)


def cell(reference: str, xml: str) -> Callable[[Parts], None]:
    return lambda parts: put(parts, reference, xml)


def whole(old: str, new: str, *names: str) -> Callable[[Parts], None]:
    """Replace a text wherever it stands in parts of these names."""

    def edit(parts: Parts) -> None:
        for name in parts:
            if any(word in name for word in names):
                parts[name] = str(parts[name]).replace(old, new)

    return edit


# The form itself


def test_the_blank_form_says_what_its_reader_sees_and_nothing_else() -> None:
    returned = reading(blank())
    assert [table.where for table in returned.tables] == [NAME, OTHER]
    assert (returned.format, returned.remarks, returned.pictures) == ("xlsx", (), ())
    assert returned.characters() == returned.counted > 500


def test_the_properties_and_the_date_of_change_are_given_as_they_stand() -> None:
    parts = blank()
    returned = reading(parts)
    assert returned.properties["kasikirja-document"] == "table-blank" and returned.properties["kasikirja-key"]
    assert f"<dcterms:modified xsi:type=\"dcterms:W3CDTF\">{returned.modified}<" in str(parts["docProps/core.xml"])


def test_a_form_without_properties_and_date_is_read_too() -> None:
    parts = blank()
    del parts["docProps/core.xml"], parts["docProps/custom.xml"]
    returned = reading(parts)
    assert (returned.properties, returned.modified) == ({}, "")


def test_rows_and_columns_are_counted_from_0_as_they_stand_on_the_sheet() -> None:
    (found,) = [c for c in edited(cell(FIELD, inline("Vastaus"))).tables[0].cells if c.text == "Vastaus"]
    assert (found.row, found.column, found.where) == (ROW - 1, ord(COLUMN) - 65, f"{NAME}!{FIELD}")


# What a cell says


@pytest.mark.parametrize(
    "xml, text",
    [
        (inline("Vastaus"), "Vastaus"),
        (inline("rivi\nrivi"), "rivi\nrivi"),
        (inline("=SUMMA(A1)"), "=SUMMA(A1)"),
        (inline("a & b < c 😀 e\u0301"), "a & b < c 😀 e\u0301"),
        ('<c t="inlineStr"><is><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r><rPh sb="0" eb="1"><t>FURI</t></rPh></is></c>', "ab"),
        ('<c t="str"><v>x_x000D_\n_x005F_x0041_ _x0041__xD83D__xDE00__xD800__x0001_</v></c>', "x\n_x0041_ A😀\ufffd"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="b"><v> 0 </v></c>', "FALSE"),
        ('<c t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c t="d"><v>2026-11-24</v></c>', "2026-11-24"),
        ('<c><v>42</v></c>', "42"),
        ('<c s="999999"><v>7</v></c>', "7"),
        ('<c s="-1"><v>4.5</v></c>', "4,5"),
        ('<c><v>ei luku</v></c>', "ei luku"),
    ],
)  # fmt: skip
def test_every_kind_of_cell_gives_its_text_once(xml: str, text: str) -> None:
    assert added(edited(cell(FIELD, xml))) == [("cell", f"{NAME}!{FIELD}", text)]


@pytest.mark.parametrize("item", ["<t>Vastaus</t>", "<r><t>Vas</t></r><r><rPr><b/></rPr><t>taus</t></r><rPh sb='0' eb='1'><t>FURI</t></rPh>"])
def test_shared_strings_are_read_from_runs_and_without_pronunciation(item: str) -> None:
    assert added(edited(lambda parts: put(parts, FIELD, returns.share(parts, item)))) == [("cell", f"{NAME}!{FIELD}", "Vastaus")]


def test_one_shared_string_in_two_cells_counts_twice() -> None:
    parts = blank()
    shared = returns.share(parts, "<t>Sama</t>")
    put(parts, FIELD, shared)
    put(parts, BESIDE, shared)
    assert added(reading(parts)) == [("cell", f"{NAME}!{FIELD}", "Sama"), ("cell", f"{NAME}!{BESIDE}", "Sama")]


def test_a_text_longer_than_excel_holds_is_kept_whole() -> None:
    assert added(edited(cell(FIELD, inline("a" * 40_000)))) == [("cell", f"{NAME}!{FIELD}", "a" * 40_000)]


def test_two_cells_of_one_reference_are_both_kept() -> None:
    edit = lambda parts: swap(parts, SHEET, f'<c r="{FIELD}"', f'<c r="{FIELD}" t="str"><v>yksi</v></c><c r="{FIELD}" t="str"><v>kaksi</v></c><c r="{FIELD}"')  # noqa: E731
    assert added(edited(edit)) == [("cell", f"{NAME}!{FIELD}", "yksi"), ("cell", f"{NAME}!{FIELD}", "kaksi")]


def test_cells_and_rows_without_references_stand_after_the_one_before() -> None:
    rows = '<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row><row r="x"><c r="?" t="str"><v>c</v></c></row>'
    last = reading(blank()).tables[0].cells[-1].row + 1
    returned = edited(lambda parts: parts.update({SHEET: f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"}))
    assert [c.where for c in returned.tables[0].cells] == [f"{NAME}!A1", f"{NAME}!B1", f"{NAME}!A2"] and last > 2


# Numbers and dates


@pytest.mark.parametrize(
    "code, stored, text",
    [
        ("d\\.m\\.", "46350", "24.11."), ("d.m.yyyy", "46350", "24.11.2026"), ("mm-dd-yy", "46350", "24.11.2026"), ("d.m.yyyy h:mm", "46350.75", "24.11.2026 18:00"),
        ('[$-40B]d. mmmm"ta" yyyy;@', "46350", "24.11.2026"), ("mmm yy", "46350", "11/2026"), ("yyyy", "46350", "2026"), ("dddd", "46350", "24.11.2026"),
        ("h:mm", "0.520833333333333", "12:30"), ("[h]:mm:ss", "1.5", "36:00:00"), ("mm:ss", "0.0625", "30:00"), ("[mm]:ss", "0.0625", "90:00"),
        ("d.m.yyyy", "60", "29.2.1900"), ("d.m.yyyy", "59", "28.2.1900"), ("d.m.yyyy", "61", "1.3.1900"), ("d.m.yyyy", "1", "1.1.1900"),
        ("d.m.yyyy", "-3", "-3"), ("d.m.yyyy", "99999999", "99999999"), ("d.m.yyyy", "1e300", "1e300"), ("d.m.yyyy", "nan", "nan"),
        ("General", "0.1", "0,1"), ("General", "0.30000000000000004", "0,3"), ("General", "358401234567", "358401234567"), ("0.00", "2.675", "2,68"),
        ("#,##0", "1234567", "1\xa0234\xa0567"), ("0%", "0.5", "50 %"), ("0.0%", "0.125", "12,5 %"), ("0000", "42", "0042"), ("0.##", "12", "12"),
        ('#,##0.00\\ "€"', "-12.5", "-12,50 €"), ('_-* #,##0.00\\ "€"_-;-* #,##0.00_-', "3", "3,00 €"), ("[Red]0;[Blue]-0", "5", "5"),
        ("# ?/?", "0.5", "0.5"), ("0.00E+00", "0.5", "0.5"), ('"pv" 0', "3", "pv 3"), ("d" * 300, "3", "3"), ("", "3.5", "3.5"), ("0.00", "9e29", f"{9 * 10**29},00"),
    ],
)  # fmt: skip
def test_a_number_is_given_as_its_format_shows_it(code: str, stored: str, text: str) -> None:
    returned = edited(lambda parts: returns.dated(parts, FIELD, stored, code))
    assert [(where, shown) for _, where, shown in added(returned)] == [(f"{NAME}!{FIELD}", text)]


@pytest.mark.parametrize("style, text", [(14, "24.11.2026"), (16, "24.11."), (17, "11/2026"), (20, "0:00"), (22, "24.11.2026 0:00"), (49, "46350"), (27, "46350")])
def test_formats_that_are_built_in_are_known_by_number(style: int, text: str) -> None:
    def edit(parts: Parts) -> None:
        swap(parts, STYLES, "</cellXfs>", f'<xf numFmtId="{style}"/></cellXfs>')
        put(parts, FIELD, f'<c s="{str(parts[STYLES]).split("<cellXfs")[1].split("</cellXfs>")[0].count("<xf ") - 1}"><v>46350</v></c>')

    assert [shown for _, _, shown in added(edited(edit))] == [text]


def test_days_may_count_from_1904() -> None:
    date = lambda parts: returns.dated(parts, FIELD, "44888", "d.m.yyyy")  # noqa: E731
    assert [text for _, _, text in added(edited(date, lambda parts: swap(parts, BOOK, "<workbookPr", '<workbookPr date1904="1"')))] == ["24.11.2026"]


def test_a_number_that_is_shown_otherwise_is_told_with_what_is_stored() -> None:
    returned = edited(lambda parts: returns.dated(parts, FIELD, "46350", "d.m."))
    assert codes(returned) == {"cell-was-number": {"where": f"{NAME}!{FIELD}", "shown": "24.11.", "raw": "46350"}}


def test_many_numbers_are_told_as_a_sum() -> None:
    row = "".join("<c><v>0.5</v></c>" for _ in range(199))
    returned = edited(lambda parts: swap(parts, SHEET, "</sheetData>", f'<row r="500">{row}</row><row r="501">{row}</row></sheetData>'))
    assert codes(returned)["cells-were-numbers"] == {"count": "198"} and len(returned.remarks) == 201


# Formulas


def test_a_formula_gives_the_result_that_the_file_holds_and_is_told() -> None:
    returned = edited(cell(FIELD, '<c t="str"><f>A1&amp;"x"</f><v>tulos</v></c>'))
    assert added(returned) == [("cell", f"{NAME}!{FIELD}", "tulos")]
    assert codes(returned) == {"workbook-formulas": {"sheet": NAME, "cells": FIELD, "count": "1"}}


@pytest.mark.parametrize("xml", ["<c><f>NOW()</f></c>", "<c><f>NOW()</f><v></v></c>", '<c t="s"><v>999999</v></c>', '<c t="s"><v>-1</v></c>', '<c t="s"><v>x</v></c>'])
def test_a_cell_whose_text_the_file_lacks_is_given_as_lost(xml: str) -> None:
    returned = edited(cell(FIELD, xml))
    assert [c.where for c in returned.tables[0].cells if c.lost] == [f"{NAME}!{FIELD}"]
    assert added(returned) == [] and codes(returned)["workbook-cells-lost"] == {"sheet": NAME, "cells": FIELD, "count": "1"}


def test_a_formula_whose_result_is_empty_is_not_lost() -> None:
    assert "workbook-cells-lost" not in codes(edited(cell(FIELD, '<c t="str"><f>""</f><v></v></c>')))


# What must not become an answer in silence


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_text_of_a_hidden_sheet_is_hidden_and_told(state: str) -> None:
    parts = blank()
    before = [text for kind, where, text in said(reading(parts)) if where.startswith(OTHER)]
    returns.hide_sheet(parts, OTHER, state)
    returned = reading(parts)
    assert [(kind, text) for kind, where, text in said(returned) if where.startswith(OTHER)] == [("hidden", text) for text in before]
    assert [table.where for table in returned.tables] == [NAME] and returned.characters() == returned.counted
    assert codes(returned)["workbook-sheet-hidden"]["sheet"] == OTHER


@pytest.mark.parametrize("attribute", ['hidden="1"', 'hidden="true"', 'ht="0" customHeight="1"'])
def test_text_of_a_hidden_row_is_hidden_and_told(attribute: str) -> None:
    returned = edited(cell("C60", inline("piilossa")), lambda parts: swap(parts, SHEET, '<row r="60"', f'<row r="60" {attribute}'))
    assert added(returned) == [("hidden", f"{NAME}!C60", "piilossa")]
    assert codes(returned) == {"workbook-cells-hidden": {"sheet": NAME, "cells": "C60", "count": "1"}}


@pytest.mark.parametrize("attribute", ['hidden="1" width="9"', 'width="0"'])
def test_text_of_a_hidden_column_is_hidden_and_told(attribute: str) -> None:
    returned = edited(cell("AD9", inline("piilossa")), lambda parts: swap(parts, SHEET, "<cols>", f'<cols><col min="29" max="16384" {attribute}/>'))
    assert added(returned) == [("hidden", f"{NAME}!AD9", "piilossa")] and "workbook-cells-hidden" in codes(returned)


def test_text_of_a_merged_area_belongs_to_its_first_cell() -> None:
    returned = edited(cell(FIELD, inline("yhteinen")), lambda parts: returns.merge(parts, f"{FIELD}:{BESIDE}"))
    assert added(returned) == [("cell", f"{NAME}!{FIELD}", "yhteinen")] and not returned.remarks


def test_text_under_a_merged_cell_is_hidden_and_told() -> None:
    returned = edited(cell(FIELD, inline("näkyy")), cell(BESIDE, inline("ei näy")), lambda parts: returns.merge(parts, f"{BESIDE}:{FIELD}"))
    assert added(returned) == [("cell", f"{NAME}!{FIELD}", "näkyy"), ("hidden", f"{NAME}!{BESIDE}", "ei näy")]
    assert codes(returned) == {"workbook-cells-covered": {"sheet": NAME, "cells": BESIDE, "count": "1"}}


def test_a_field_merged_into_another_is_empty_and_told() -> None:
    parts = blank()
    for name, reference in (("k_a", FIELD), ("k_b", BESIDE)):
        returns.define(parts, name, f"{NAME}!${reference[0]}${reference[1:]}")
    put(parts, FIELD, inline("molemmille"))
    returns.merge(parts, f"{FIELD}:{BESIDE}")
    returned = reading(parts)
    assert [(c.text, c.names) for c in returned.tables[0].cells if c.names] == [("molemmille", ("k_a",)), ("", ("k_b",))]
    assert codes(returned) == {"workbook-cells-merged": {"sheet": NAME, "cells": BESIDE, "count": "1"}}


@pytest.mark.parametrize("reference", ["XFD1048576", "A99999999", "GS1", "A5001", "A0"])
def test_a_far_cell_is_text_outside_the_table_and_told(reference: str) -> None:
    started = time.perf_counter()
    returned = edited(cell(reference, inline("kaukana")))
    assert time.perf_counter() - started < 1
    assert added(returned) == [("body", f"{NAME}!{reference}", "kaukana")]
    assert codes(returned)["workbook-cells-far"]["cells"] == reference


def test_far_cells_that_are_empty_are_nothing() -> None:
    returned = edited(cell("XFD1048576", '<c s="1"/>'), cell("A99999999", "<c/>"))
    assert added(returned) == [] and not returned.remarks


@pytest.mark.parametrize("area", ["A1:XFD1048576", "B2:A1", "A1", "x", "", "A0:B0", ":", "A99999999:XFD999999999999"])
def test_a_merge_of_any_size_costs_nothing_and_loses_nothing(area: str) -> None:
    started = time.perf_counter()
    returned = edited(lambda parts: returns.merge(parts, area))
    assert time.perf_counter() - started < 1
    assert returned.characters() == returned.counted == reading(blank()).counted


def test_a_hundred_thousand_merges_over_each_other_are_read_in_time() -> None:
    merges = "".join(f'<mergeCell ref="A{n % 900 + 1}:GR{4_000 + n % 1000}"/>' for n in range(100_000))
    rows = "".join(f'<row r="{n}"><c r="B{n}"><v>1</v></c></row>' for n in range(1, 5_000))
    sheet = f"<worksheet {MAIN}><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
    started = time.perf_counter()
    returned = edited(lambda parts: parts.update({SHEET: sheet}))
    assert time.perf_counter() - started < 5
    assert sum(text.kind == "hidden" for text in returned.texts) == 4_999 and returned.characters() == returned.counted


# Our names


def test_a_name_of_ours_is_given_with_its_cell_even_where_that_is_empty() -> None:
    parts = blank()
    returns.define(parts, "k_tavoite", f"{NAME}!${COLUMN}${ROW}")
    returns.define(parts, "k_kaukana", f"{NAME}!$Z$70")
    found = {c.where: (c.text, c.names) for c in reading(parts).tables[0].cells if c.names}
    assert found == {f"{NAME}!{FIELD}": ("", ("k_tavoite",)), f"{NAME}!Z70": ("", ("k_kaukana",))}


@pytest.mark.parametrize(
    "refers, local, where",
    [
        (f"{NAME}!$C$9:$D$12", "", f"{NAME}!C9"),
        (f"'{NAME}'!C9", "", f"{NAME}!C9"),
        (f"{NAME.upper()}!$C$9", "", f"{NAME}!C9"),
        (f"{OTHER}!$C$9", ' localSheetId="1"', f"{OTHER}!C9"),
        ("$C$9", ' localSheetId="1"', f"{OTHER}!C9"),
        ("$C$9", "", None),
        ("$C$9", ' localSheetId="99"', None),
        ("#REF!", "", None),
        (f"{NAME}!#REF!", "", None),
        (f"{NAME}!$C:$C", "", None),
        (f"[1]{NAME}!$C$9", "", None),
        ("Muu!$C$9", "", None),
        (f"{NAME}!$C$0", "", None),
        ('"teksti"', "", None),
        ("", "", None),
    ],
)
def test_a_name_leads_to_its_first_cell_or_nowhere(refers: str, local: str, where: str | None) -> None:
    returned = edited(lambda parts: returns.define(parts, "k_nimi", refers, local))
    assert [c.where for table in returned.tables for c in table.cells if c.names] == ([where] if where else [])
    assert added(returned) == []


def test_a_sheet_name_in_quotes_is_understood() -> None:
    returned = edited(lambda parts: swap(parts, BOOK, f'name="{NAME}"', 'name="Vuosi \'26"'), lambda parts: returns.define(parts, "k_nimi", "'Vuosi ''26'!$C$9"))
    assert [c.where for c in returned.tables[0].cells if c.names] == ["Vuosi '26!C9"]


def test_names_of_others_are_passed_over() -> None:
    returned = edited(lambda parts: returns.define(parts, "Alue1", f"{NAME}!$C$9"))
    assert not [c for table in returned.tables for c in table.cells if c.names]


def test_names_of_hidden_fields_are_given_as_hidden() -> None:
    parts = blank()
    returns.define(parts, "k_nimi", f"{NAME}!$C$60")
    put(parts, "C60", inline("piilossa"))
    returns.hide_row(parts, 60)
    assert [(text.kind, text.text) for text in reading(parts).texts if text.names == ("k_nimi",)] == [("hidden", "piilossa")]


def test_a_hundred_thousand_names_are_read_in_time() -> None:
    parts = blank()
    names = "".join(f'<definedName name="k_{n}">{NAME}!$A${n % 1000 + 100}</definedName>' for n in range(100_000))
    swap(parts, BOOK, "</sheets>", f"</sheets><definedNames>{names}</definedNames>")
    started = time.perf_counter()
    assert sum(len(c.names) for c in reading(parts).tables[0].cells) == 20_000
    assert time.perf_counter() - started < 3


# What is no cell


def test_a_comment_is_given_with_its_author_and_cell() -> None:
    returned = edited(lambda parts: returns.comment(parts, FIELD, "Maija:\nkatso tätä"))
    assert added(returned) == [("comment", f"{NAME}!{FIELD}, kommentti (Maija)", "Maija:\nkatso tätä")]


def test_a_thread_is_given_once_though_its_twin_repeats_it() -> None:
    assert added(edited(lambda parts: returns.thread(parts, FIELD, "ketjussa"))) == [("comment", f"{NAME}!{FIELD}, kommentti (Maija)", "ketjussa")]


def test_a_thread_without_a_twin_is_given() -> None:
    returned = edited(lambda parts: returns.thread(parts, FIELD, "ketjussa", twin=False))
    assert [text for _, _, text in added(returned)] == ["ketjussa"]


def test_a_twin_whose_thread_a_program_dropped_is_given() -> None:
    returned = edited(lambda parts: returns.comment(parts, FIELD, "[Viestiketju] vanha", "tc={T}"))
    assert added(returned) == [("comment", f"{NAME}!{FIELD}, kommentti", "[Viestiketju] vanha")]


def test_a_comment_on_a_hidden_sheet_is_hidden() -> None:
    returned = edited(returns.hide_sheet, lambda parts: returns.comment(parts, "A1", "salaa", sheet=SECOND))
    assert ("hidden", f"{OTHER}!A1, kommentti (Maija)", "salaa") in said(returned) and returned.characters() == returned.counted


def test_a_text_box_is_given_with_the_cell_at_its_corner() -> None:
    returned = edited(lambda parts: returns.draw(parts, returns.shape("kaksi\nriviä")))
    assert added(returned) == [("textbox", f"{NAME}!B3, tekstikehys", "kaksi\nriviä")]


def test_what_older_programs_show_in_place_of_a_shape_is_left_out() -> None:
    both = f"<mc:AlternateContent><mc:Choice>{returns.shape('uusi')}</mc:Choice><mc:Fallback>{returns.shape('vanha')}</mc:Fallback></mc:AlternateContent>"
    assert [text for _, _, text in added(edited(lambda parts: returns.draw(parts, both)))] == ["uusi"]


def test_the_texts_of_a_chart_are_given() -> None:
    def edit(parts: Parts) -> None:
        drawing = returns.draw(parts, "")
        chart = f"<c:chartSpace {returns.DRAWING}><c:title><a:p><a:r><a:t>Kaavion nimi</a:t></a:r></a:p></c:title></c:chartSpace>"
        returns.relate(parts, drawing, "chart", "xl/charts/chart1.xml", chart)

    assert added(edited(edit)) == [("other", f"{NAME}, kaavio", "Kaavion nimi")]


def test_the_label_of_a_button_is_given_even_from_markup_that_excel_left_open() -> None:
    vml = '<xml xmlns:v="v"><v:shape><v:textbox><div>Lähetä<br>lomake</div></v:textbox></v:shape></xml>'
    returned = edited(lambda parts: returns.relate(parts, SHEET, "vmlDrawing", "xl/drawings/vml1.vml", vml))
    assert added(returned) == [("textbox", f"{NAME}, tekstikehys", "Lähetälomake")]


def test_an_older_drawing_that_is_damaged_is_told() -> None:
    returned = edited(lambda parts: returns.relate(parts, SHEET, "vmlDrawing", "xl/drawings/vml1.vml", "<xml><v:shape>"))
    assert codes(returned) == {"workbook-part-unread": {"name": "xl/drawings/vml1.vml"}}


def test_headers_and_footers_are_given_without_their_codes() -> None:
    header = '<headerFooter><firstHeader>&amp;L&amp;"Calibri,Bold"&amp;12Vasen &amp;&amp; oikea&amp;C&amp;K0E3A4AKeski&amp;RSivu &amp;P</firstHeader>'
    returned = edited(lambda parts: swap(parts, SHEET, "<headerFooter>", header))
    assert added(returned) == [("margin", f"{NAME}, ylätunniste, 1. sivu", "Vasen & oikea\nKeski\nSivu")]


def test_a_picture_is_given_with_its_cell_and_a_plain_name() -> None:
    returned = edited(returns.picture)
    assert [(p.where, p.name, p.data[:4]) for p in returned.pictures] == [(f"{NAME}!B3", "kuva-1.png", b"\x89PNG")] and added(returned) == []


def test_a_picture_that_nothing_leads_to_is_given_too() -> None:
    returned = edited(lambda parts: parts.update({"xl/media/image1.jpeg": b"\xff\xd8\xff\xe0"}))
    assert [(p.where, p.name) for p in returned.pictures] == [("xl/media/image1.jpeg", "kuva-1.jpg")]


def test_more_pictures_than_anyone_sends_are_told() -> None:
    returned = edited(lambda parts: parts.update({f"xl/media/image{n}.png": b"\x89PNG%d" % n for n in range(300)}))
    assert len(returned.pictures) == 200 and codes(returned) == {"workbook-pictures-left": {"limit": "200"}}


def test_text_that_is_no_text_of_the_sheet_is_not_counted() -> None:
    asked = '<dataValidations><dataValidation prompt="Valitse" error="Ei käy"><formula1>"K,E"</formula1></dataValidation></dataValidations>'
    assert added(edited(lambda parts: swap(parts, SHEET, "</sheetData>", "</sheetData>" + asked))) == []


def test_parts_that_nothing_leads_to_are_given_as_hidden() -> None:
    def edit(parts: Parts) -> None:
        parts["xl/comments9.xml"] = f'<comments {MAIN}><commentList><comment ref="A1"><text><t>irrallaan</t></text></comment></commentList></comments>'
        parts["xl/worksheets/sheet9.xml"] = f'<worksheet {MAIN}><sheetData><row r="1">{inline("poistettu")}</row></sheetData></worksheet>'

    assert [(kind, text) for kind, _, text in added(edited(edit))] == [("hidden", "poistettu"), ("hidden", "irrallaan")]


# What is noted and never followed


@pytest.mark.parametrize(
    "code, owner, kind, target, external",
    [
        ("workbook-macros", BOOK, "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "xl/vbaProject.bin", False),
        ("workbook-outside", BOOK, "externalLink", "xl/externalLinks/externalLink1.xml", False),
        ("workbook-outside", BOOK, "connections", "xl/connections.xml", False),
        ("workbook-outside", SHEET, "image", "https://example.fi/seuranta.png", True),
        ("workbook-outside", "xl/theme/theme1.xml", "attachedTemplate", "file:///C:/malli.xltx", True),
        ("workbook-embedded", SHEET, "oleObject", "xl/embeddings/oleObject1.bin", False),
        ("workbook-embedded", SHEET, "ctrlProp", "xl/ctrlProps/ctrlProp1.xml", False),
    ],
)
def test_what_leads_out_or_would_run_is_told(code: str, owner: str, kind: str, target: str, external: bool) -> None:
    returned = edited(lambda parts: returns.relate(parts, owner, kind, target, "<x/>", external))
    assert added(returned) == [] and list(codes(returned)) == [code]
    assert codes(returned)[code] in ({}, {"names": target})


def test_a_link_in_a_cell_is_no_news() -> None:
    assert not edited(lambda parts: returns.relate(parts, SHEET, "hyperlink", "https://example.fi", external=True)).remarks


def test_long_lists_of_cells_are_cut_and_counted() -> None:
    cells = "".join('<c t="str"><f>A1</f><v>x</v></c>' for _ in range(30))
    returned = edited(lambda parts: swap(parts, SHEET, "</sheetData>", f'<row r="70">{cells}</row></sheetData>'))
    assert returned.remarks[0] == Remark("workbook-formulas", (("sheet", NAME), ("cells", ", ".join(f"{chr(65 + n)}70" for n in range(20)) + " …"), ("count", "30")))


# The same form as other programs write it

SAME: dict[str, Callable[[Parts], object]] = {
    "strict": whole("schemas.openxmlformats.org/", "purl.oclc.org/ooxml/", "xl/", "_rels/"),
    "content types gone": lambda parts: parts.pop("[Content_Types].xml"),
    "styles gone": lambda parts: (parts.pop(STYLES), swap(parts, "xl/_rels/workbook.xml.rels", "styles.xml", "puuttuu.xml")),
    "no spans": whole(' spans="1:8"', "", SHEET),
    "utf-16": lambda parts: parts.update({SHEET: str(parts[SHEET]).replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")}),
    "bom": lambda parts: parts.update({STRINGS: b"\xef\xbb\xbf" + str(parts[STRINGS]).encode()}),
    "crlf": whole("><", ">\r\n<", SHEET, BOOK),
    "comments and cdata": whole("<sheetData>", "<!-- <c><v>1</v></c> --><sheetData>", SHEET),
    "absolute targets": whole('Target="worksheets', 'Target="/xl/worksheets', BOOK.replace("xl/", "xl/_rels/")),
    "a stray style": cell("XFD1048576", '<c s="1"/>'),
    "every column styled": whole("<cols>", '<cols><col min="1" max="16384" width="12" style="1"/>', SHEET),
    "a name of the sheet's own": lambda parts: returns.define(parts, "_xlnm._FilterDatabase", f"{NAME}!$A$1:$H$9", ' localSheetId="0" hidden="1"'),
    "an orphan that is no text": lambda parts: parts.update({"customXml/item1.xml": "<a>b</a>", "xl/calcChain.xml": "<calcChain/>", "docProps/thumbnail.jpeg": b"\xff\xd8"}),
    "a printer": lambda parts: returns.relate(parts, SHEET, "printerSettings", "xl/printerSettings/printerSettings1.bin", b"\x00<\xff"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_the_same_form_as_another_program_writes_it_says_the_same(name: str) -> None:
    parts = blank()
    put(parts, FIELD, returns.share(parts, "<t>Vastaus</t>"))
    SAME[name](parts)
    assert added(reading(parts)) == [("cell", f"{NAME}!{FIELD}", "Vastaus")]


def test_prefixes_of_namespaces_do_not_matter() -> None:
    sheet = '<x:worksheet xmlns:x="u"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Vastaus</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>'
    returned = edited(lambda parts: parts.update({SHEET: sheet}))
    assert [c.text for c in returned.tables[0].cells] == ["Vastaus"] and returned.characters() == returned.counted


def test_a_workbook_of_xlsxwriter_is_read(tmp_path) -> None:
    book = Workbook(tmp_path / "vastaus.xlsx")
    sheet, dates = book.add_worksheet("Vastaukset"), book.add_format({"num_format": "d.m.yyyy"})
    sheet.write("A1", "teksti")
    sheet.write_rich_string("A2", "a", book.add_format({"bold": True}), "b")
    sheet.write_number("A3", 46350, dates)
    sheet.write_formula("A4", '="x"', None, "x")
    sheet.write_boolean("A5", True)
    sheet.write_comment("A1", "huomio", {"author": "Oona"})
    sheet.insert_textbox("C3", "kehys")
    sheet.set_header("&CYlös")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Vastaukset!$A$3:$A$3", "name": "sarja"})
    chart.set_title({"name": "Kaavio"})
    sheet.insert_chart("E5", chart)
    book.define_name("k_a", "=Vastaukset!$B$2")
    book.close()
    returned = read_returned((tmp_path / "vastaus.xlsx").read_bytes(), "vastaus.xlsx")
    assert said(returned) == [
        *(("cell", f"Vastaukset!A{n}", text) for n, text in enumerate(("teksti", "ab", "24.11.2026", "x", "TRUE"), 1)),
        ("margin", "Vastaukset, ylätunniste", "Ylös"),
        ("textbox", "Vastaukset!C3, tekstikehys", "kehys"),
        ("comment", "Vastaukset!A1, kommentti (Oona)", "huomio"),
        ("other", "Vastaukset!E5, kaavio", "Kaavio"),
    ]
    assert returned.characters() == returned.counted and [c.names for c in returned.tables[0].cells if c.names] == [("k_a",)]


# What is refused


def refusal(data: bytes) -> str:
    with pytest.raises(PackageError) as raised:
        read_returned(data, "vastaus.xlsx")
    problems = Problems()
    problems.add(raised.value.code, Place("vastaus.xlsx"), **raised.value.values)
    assert all(problem.severity == "error" and problem.lines("fi") and problem.lines("en") for problem in problems)
    return raised.value.code


@pytest.mark.parametrize("data", [b"", b"<html>", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 200, b"%PDF-1.7"])
def test_what_is_no_package_is_refused(data: bytes) -> None:
    assert refusal(data) == "package-damaged"


def test_what_is_no_workbook_is_refused() -> None:
    for edit in (lambda parts: parts.pop(BOOK), lambda parts: parts.update({BOOK: "<document/>"}), whole("<sheet ", "<osa ", BOOK), lambda parts: parts.pop("_rels/.rels")):
        parts = blank()
        edit(parts)
        assert refusal(packed(parts)) == "not-a-workbook"


def test_a_binary_workbook_is_refused_by_name() -> None:
    parts = {"_rels/.rels": f'<Relationships xmlns="{returns.PACKAGE}"><Relationship Id="a" Type="{returns.OFFICE}/officeDocument" Target="xl/workbook.bin"/></Relationships>'}
    assert refusal(packed({**parts, "xl/workbook.bin": b"\x83\x01"})) == "workbook-binary"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", [*blank(), "customXml/item1.xml", "xl/drawings/vmlDrawing1.vml"])
def test_a_dtd_in_any_part_is_refused(name: str, encoding: str) -> None:
    parts = blank()
    text = str(parts.get(name, "<a/>")).partition("?>\n")[2] or str(parts.get(name, "<a/>"))
    parts[name] = (DTD + text).encode(encoding)
    assert refusal(packed(parts)) == "xml-dtd"


def test_an_entity_in_the_place_of_a_text_is_refused() -> None:
    parts = blank()
    parts[STRINGS] = f"{DTD}<sst {MAIN}><si><t>&a;</t></si></sst>"
    assert refusal(packed(parts)) == "xml-dtd"


@pytest.mark.parametrize("name", [SHEET, BOOK, STRINGS, STYLES, "docProps/core.xml", "docProps/custom.xml", "_rels/.rels"])
def test_a_part_that_is_cut_is_refused_as_damaged(name: str) -> None:
    parts = blank()
    parts[name] = str(parts[name])[:-20]
    assert refusal(packed(parts)) == "xml-damaged"


def test_a_sheet_that_is_not_there_is_refused() -> None:
    parts = blank()
    del parts[SHEET]
    assert refusal(packed(parts)) == "package-damaged"


def test_more_cells_than_any_form_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.formats.xlsx.returned.MAX_CELLS", 20)
    assert refusal(packed(blank())) == "sheet-too-large"


# The second count


def test_what_the_reader_does_not_see_is_missed_by_the_second_count() -> None:
    returned = edited(cell(FIELD, '<c t="str"><v>ab<x>cde</x></v></c>'))
    assert returned.counted - returned.characters() == 3


def test_strings_that_nothing_leads_to_are_missed_by_the_second_count() -> None:
    returned = edited(whole("sharedStrings.xml", "puuttuu.xml", "workbook.xml.rels"))
    assert returned.counted - returned.characters() > 500 and "workbook-cells-lost" in codes(returned)


# Laws

WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="".join(map(chr, (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)))), max_size=30)
TRICKY = st.one_of(WORDS, st.lists(st.sampled_from(["_x0041_", "_x000D_", "_x0000_", "_xD83D_", "_xDE00_", "_x", "&", "&&", '"', "K", "L", "12", " ", "\xa0", "\x85", "a"])).map("".join))


@settings(deadline=None, max_examples=60)
@given(TRICKY, TRICKY, TRICKY, TRICKY, TRICKY)
def test_whatever_is_written_the_sums_meet(shared: str, direct: str, note: str, header: str, box: str) -> None:
    parts = blank()
    put(parts, FIELD, returns.share(parts, f"<t xml:space='preserve'>{returns.escape(shared)}</t>"))
    put(parts, BESIDE, inline(direct))
    returns.comment(parts, FIELD, note)
    returns.draw(parts, returns.shape(box))
    swap(parts, SHEET, "<headerFooter>", f"<headerFooter><evenHeader>{returns.escape(header)}</evenHeader>")
    returned = reading(parts)
    assert returned.characters() == returned.counted


EDITS: dict[str, Callable[[Parts, str], object]] = {
    "inline": lambda parts, token: put(parts, f"C{30 + int(token[3:])}", inline(token)),
    "shared": lambda parts, token: put(parts, f"D{30 + int(token[3:])}", returns.share(parts, f"<r><t>{token[:2]}</t></r><r><t>{token[2:]}</t></r>")),
    "formula": lambda parts, token: put(parts, f"E{30 + int(token[3:])}", f'<c t="str"><f>A1</f><v>{token}</v></c>'),
    "far": lambda parts, token: put(parts, f"XA{int(token[3:]) + 9_000}", inline(token)),
    "comment": lambda parts, token: returns.comment(parts, FIELD, token),
    "box": lambda parts, token: returns.draw(parts, returns.shape(token)),
    "orphan": lambda parts, token: parts.update({f"xl/o{token}.xml": f'<comments {MAIN}><commentList><comment><text><t>{token}</t></text></comment></commentList></comments>'}),
    "hidden row": lambda parts, token: (put(parts, f"F{60 + int(token[3:])}", inline(token)), returns.hide_row(parts, 60 + int(token[3:]))),
    "other sheet": lambda parts, token: put(parts, f"G{30 + int(token[3:])}", inline(token), SECOND),
}  # fmt: skip
AROUND: dict[str, Callable[[Parts], object]] = {
    "date": lambda parts: returns.dated(parts, FIELD, "46350.5", "d.m.yyyy h:mm"),
    "percentage": lambda parts: returns.dated(parts, BESIDE, "0.125", "0.0%"),
    "true": cell("J20", '<c t="b"><v>1</v></c>'),
    "merge": lambda parts: returns.merge(parts, "A1:J90"),
    "hide a sheet": returns.hide_sheet,
    "hide columns": lambda parts: returns.hide_column(parts, 3),
    "thread": lambda parts: returns.thread(parts, BESIDE, "ketju"),
    "picture": returns.picture,
    "strict": SAME["strict"],
}  # fmt: skip


@settings(deadline=None, max_examples=80)
@given(st.lists(st.sampled_from(sorted(EDITS)), max_size=8), st.lists(st.sampled_from(sorted(AROUND)), unique=True, max_size=5))
def test_every_word_is_found_once_whatever_was_done_to_the_form(kinds: list[str], around: list[str]) -> None:
    parts = blank()
    tokens = [f"tkn{number}" for number in range(len(kinds))]
    for kind, token in zip(kinds, tokens, strict=True):
        EDITS[kind](parts, token)
    for name in around:
        AROUND[name](parts)
    returned = reading(parts)
    words = Counter(text for _, _, text in said(returned))
    assert [words[token] for token in tokens] == [1] * len(tokens) and returned.characters() == returned.counted


def test_damage_never_ends_in_anything_but_a_refusal() -> None:
    chance = random.Random(4)
    parts = blank()
    returns.comment(parts, FIELD, "huomio")
    returns.draw(parts, returns.shape("kehys"))
    returns.dated(parts, FIELD, "46350", "d.m.yyyy")
    plain = {name: content if isinstance(content, bytes) else content.encode() for name, content in parts.items()}
    for _ in range(400):
        name = chance.choice(sorted(plain))
        content = bytearray(plain[name])
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(content))
            content[at : at + chance.randint(0, 3)] = bytes(chance.choice(b'<>/"=&A19\x00\xff') for _ in range(chance.randint(0, 3)))
        try:
            read_returned(packed({**plain, name: bytes(content)}), "vastaus.xlsx")
        except PackageError:
            pass


def test_damage_to_the_archive_never_ends_in_anything_but_a_refusal() -> None:
    chance = random.Random(5)
    data = packed(blank())
    for _ in range(300):
        damaged = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            read_returned(bytes(damaged[: chance.randint(1, len(data))] if chance.random() < 0.2 else damaged), "vastaus.xlsx")
        except PackageError:
            pass


def test_a_form_is_read_in_a_few_milliseconds() -> None:
    data = packed(blank())
    assert unpack(data)
    times = []
    for _ in range(5):
        started = time.perf_counter()
        read_returned(data, "vastaus.xlsx")
        times.append(time.perf_counter() - started)
    assert min(times) < 0.05
