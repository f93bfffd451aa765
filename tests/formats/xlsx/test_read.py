"""Workbooks as others save them, and as nobody should: what is found, and that nothing ever ends in a traceback."""

import random
import time

import pytest

from pipeline.formats.package import pack, unpack
from pipeline.formats.xlsx.read import read
from pipeline.problems import Place, Problems

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
DTD = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def relations(*targets: tuple[str, str]) -> str:
    entries = (f'<Relationship Id="rId{n}" Type="{OFFICE}/relationships/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1))
    return f"<Relationships {RELS}>{''.join(entries)}</Relationships>"


def sheet(rows: str) -> str:
    return f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"


def workbook(rows: str = "", strings: str = "", states: tuple[str, ...] = ("",), **replaced: str) -> bytes:
    """A small workbook made by hand: the same rows on each sheet; `replaced` gives other text to the part whose name has the key in it."""
    names = "".join(f'<sheet name="Taulu{n}" sheetId="{n}" r:id="rId{n}"{state}/>' for n, state in enumerate(states, 1))
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml"), ("custom-properties", "docProps/custom.xml")),
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}/relationships"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            *(("worksheet", f"/xl/worksheets/sheet{n}.xml") for n in range(1, len(states) + 1)), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/sharedStrings.xml": f"<sst {MAIN}>{strings}</sst>",
        "docProps/custom.xml": '<Properties><property name="other"><v>x</v></property><property name="kasikirja-key"><v>2026-abcd</v></property></Properties>',
        **{f"xl/worksheets/sheet{n}.xml": sheet(rows) for n in range(1, len(states) + 1)},
    }
    for key, text in replaced.items():
        name = next(name for name in parts if key in name)
        parts[name] = text
    return pack({name: text.encode("utf-8", "surrogatepass") for name, text in parts.items() if text != "absent"})


def reading(data: bytes) -> tuple[dict[str, str] | None, list[str]]:
    """What was found by address, None if refused; and the codes of the problems."""
    problems = Problems()
    result = read(data, "vastaus.xlsx", problems)
    assert all(problem.lines("fi") and problem.lines("en") for problem in problems)
    return (None if result is None else {found.address: found.text for found in result.found}), [problem.code for problem in problems]


def texts(*cells: str, strings: str = "") -> list[str]:
    found, codes = reading(workbook(f'<row r="1">{"".join(cells)}</row>', strings))
    assert not codes
    return list(found.values())


# What is found


def test_the_key_is_read_from_the_properties():
    assert read(workbook('<row><c t="str"><v>x</v></c></row>'), "x.xlsx", Problems()).key == "2026-abcd"


def test_a_workbook_without_properties_has_no_key():
    assert read(workbook(custom="absent"), "x.xlsx", Problems()).key == ""


def test_shared_strings_are_joined_from_runs_and_without_pronunciation():
    strings = "<si><t>yksi</t></si><si><r><rPr><b/></rPr><t>Ka</t></r><r><t xml:space='preserve'>ksi </t></r><rPh sb='0' eb='1'><t>FURIGANA</t></rPh></si>"
    assert texts('<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>', strings=strings) == ["yksi", "Kaksi "]


@pytest.mark.parametrize(
    "cell, text",
    [
        ('<c t="inlineStr"><is><t>suora</t></is></c>', "suora"),
        ('<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', "ab"),
        ("<c><v>46350</v></c>", "46350"),
        ("<c><v>4.5</v></c>", "4.5"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="b"><v>0</v></c>', "FALSE"),
        ('<c t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c t="str"><f>A1&amp;B1</f><v>tulos</v></c>', "tulos"),
        ('<c t="d"><v>2026-11-24</v></c>', "2026-11-24"),
        ('<c s="999999" t="str"><v>outo tyyli</v></c>', "outo tyyli"),
        ('<c t="str"><v>a\nb_x000D_\nc_x000A_d</v></c>', "a\nb\nc\nd"),
        ('<c t="str"><v>_x005F_x0041_ _x0041_</v></c>', "_x0041_ A"),
        ('<c t="str"><v>_xD83D__xDE00_ _xD800_ _x0000_</v></c>', "\U0001f600 \ufffd "),
    ],
)
def test_every_kind_of_cell_gives_its_text(cell, text):
    assert texts(cell) == [text]


def test_empty_cells_and_blanks_are_not_found():
    assert texts("<c/>", '<c t="s"/>', '<c t="inlineStr"/>', '<c t="str"><v>  \n</v></c>', "<c><v/></c>") == []


def test_cells_come_by_row_and_column_whatever_their_order_in_the_file():
    rows = '<row r="3"><c r="B3"><v>4</v></c><c r="A3"><v>3</v></c></row><row r="1"><c r="AA1"><v>2</v></c><c r="Z1"><v>1</v></c></row>'
    assert list(reading(workbook(rows))[0].items()) == [("Taulu1!Z1", "1"), ("Taulu1!AA1", "2"), ("Taulu1!A3", "3"), ("Taulu1!B3", "4")]


def test_cells_without_references_stand_after_the_one_before():
    rows = '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="D5"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>'
    assert list(reading(workbook(rows))[0]) == ["Taulu1!A1", "Taulu1!B1", "Taulu1!D5", "Taulu1!E5", "Taulu1!A6"]


def test_a_strict_workbook_is_read_too():
    strict = workbook('<row r="1"><c r="A1"><v>1</v></c></row>')
    parts = {name: entry.inflate().replace(b"schemas.openxmlformats.org/", b"purl.oclc.org/ooxml/") for name, entry in unpack(strict).items()}
    assert reading(pack(parts)) == ({"Taulu1!A1": "1"}, [])


def test_a_hidden_sheet_is_named_and_not_read():
    data = workbook('<row r="1"><c r="A1"><v>1</v></c></row>', states=("", ' state="hidden"', ' state="veryHidden"'))
    assert reading(data) == ({"Taulu1!A1": "1"}, ["sheet-hidden", "sheet-hidden"])


# What is odd is named, and nothing is lost in silence


@pytest.mark.parametrize("reference, address", [("XFD1048576", "XFD1048576"), ("A99999999", "A99999999"), ("GS1", "GS1"), ("A5001", "A5001")])
def test_a_far_cell_is_found_and_named(reference, address):
    problems = Problems()
    started = time.perf_counter()
    result = read(workbook(f'<row r="1"><c r="{reference}"><v>7</v></c></row>'), "vastaus.xlsx", problems)
    assert time.perf_counter() - started < 1
    assert {found.address: found.text for found in result.found} == {f"Taulu1!{address}": "7"}
    assert [(p.code, p.at) for p in problems] == [("sheet-far-cell", Place("vastaus.xlsx", f"Taulu1!{address}"))]


def test_a_row_numbered_far_away_costs_nothing():
    assert reading(workbook('<row r="99999999"><c><v>7</v></c></row>')) == ({"Taulu1!A99999999": "7"}, ["sheet-far-cell"])


def test_many_far_cells_are_one_problem():
    cells = "".join(f'<c r="A{n}"><v>7</v></c>' for n in range(5_001, 5_101))
    found, codes = reading(workbook(f"<row>{cells}</row>"))
    assert len(found) == 100 and codes == ["sheet-far-cell"]


@pytest.mark.parametrize("cell", ['<c t="s"><v>7</v></c>', '<c t="s"><v>-1</v></c>', '<c t="s"><v>x</v></c>', '<c t="s"><v>1e9</v></c>', "<c><f>A1+1</f></c>"])
def test_a_cell_whose_text_the_file_lacks_is_named(cell):
    assert reading(workbook(f'<row r="1">{cell}</row>')) == ({}, ["cell-unreadable"])


@pytest.mark.parametrize("reference", ["", "1", "A0x", "a1", "A-1", "AAAA1", "$A$1", "A1:XFD9"])
def test_a_reference_that_is_none_gives_the_place_in_order(reference):
    assert reading(workbook(f'<row r="2"><c r="{reference}"><v>7</v></c></row>')) == ({"Taulu1!A2": "7"}, [])


def test_more_cells_than_any_form_has_are_refused(monkeypatch):
    monkeypatch.setattr("pipeline.formats.xlsx.read.MAX_CELLS", 3)
    assert reading(workbook("<row><c><v>1</v></c><c><v>1</v></c></row>", states=("", ""))) == (None, ["sheet-too-large"])


# What is refused


def test_no_package_at_all_is_damaged():
    assert [reading(data) for data in (b"", b"<html>", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 200)] == [(None, ["package-damaged"])] * 4


def test_a_workbook_cut_anywhere_is_one_problem():
    data = workbook('<row r="1"><c r="A1"><v>1</v></c></row>')
    for size in range(0, len(data), 37):
        assert reading(data[:size]) == (None, ["package-damaged"])


@pytest.mark.parametrize("part", ["workbook.xml", "_rels/.rels"])
def test_a_package_without_a_workbook_is_none(part):
    assert reading(workbook(**{part: "absent"})) == (None, ["not-a-workbook"])


def test_a_word_file_is_no_workbook():
    assert reading(workbook(**{"xl/workbook.xml": "<document/>"})) == (None, ["not-a-workbook"])


def test_a_workbook_that_lacks_its_sheet_is_damaged():
    assert reading(workbook(sheet1="absent")) == (None, ["package-damaged"])


def test_an_entity_in_the_place_of_a_text_is_refused_as_a_dtd():
    parts = {name: entry.inflate() for name, entry in unpack(workbook('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', "<si>&b;<t>x</t></si>")).items()}
    name = next(name for name in parts if "sharedStrings" in name)
    assert reading(pack({**parts, name: DTD.encode() + parts[name]})) == (None, ["xml-dtd"])


@pytest.mark.parametrize("part", ["_rels/.rels", "xl/workbook.xml", "xl/_rels", "sharedStrings", "sheet1", "custom"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_dtd_in_any_part_is_refused(part, encoding):
    parts = {name: entry.inflate() for name, entry in unpack(workbook('<row r="1"><c r="A1"><v>1</v></c></row>', "<si><t>x</t></si>")).items()}
    name = next(name for name in parts if part in name)
    parts[name] = (DTD + parts[name].decode()).encode(encoding)
    assert reading(pack(parts)) == (None, ["xml-dtd"])


@pytest.mark.parametrize("part", ["_rels/.rels", "xl/workbook.xml", "xl/_rels", "sharedStrings", "sheet1", "custom"])
def test_a_part_that_is_no_xml_is_refused(part):
    assert reading(workbook(**{part: "<a><b></a>"})) == (None, ["xml-damaged"])


def test_endless_nesting_is_refused():
    assert reading(workbook("<row>" * 1_000 + "</row>" * 1_000)) == (None, ["xml-damaged"])


def test_nothing_outside_the_package_is_followed():
    external = f'<Relationships {RELS}><Relationship Id="rId1" Type="{OFFICE}/relationships/worksheet" TargetMode="External" Target="file:///etc/passwd"/></Relationships>'
    assert reading(workbook(**{"xl/_rels": external})) == (None, ["not-a-workbook"])
    assert reading(workbook(**{"xl/_rels": relations(("worksheet", "../../../../etc/passwd"))})) == (None, ["package-damaged"])


def test_whatever_is_broken_gives_a_reading_or_a_problem():
    chance = random.Random(7)
    scraps = (b'<c r="XFD1048576" t="s"><v>99999</v></c>', b'<row r="-1">', b"&#0;", b"<!DOCTYPE a>", b"<![CDATA[x]]>", b"<?x?>", b"\xff\xfe", b'"', b"<", b"9")
    whole = {name: entry.inflate() for name, entry in unpack(workbook('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', "<si><t>x</t></si>")).items()}
    for _ in range(400):
        name = chance.choice(list(whole))
        at, length = chance.randrange(len(whole[name])), chance.choice((0, 0, 1, 20))
        broken = whole[name][:at] + chance.choice(scraps) + whole[name][at + length :]
        found, codes = reading(pack({**whole, name: broken}))
        assert found is not None or len(codes) == 1
