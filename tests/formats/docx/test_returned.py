"""The reader of returned Word forms: every case of `returned_forms.py` with its truth, names and prompts, remarks, refusals, and the sum that must hold."""

import random
import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.formats.address import bookmark
from pipeline.formats.docx.returned import read_returned
from pipeline.formats.package import PackageError, pack
from pipeline.formats.returned import Returned, ReturnedCell
from pipeline.problems import Problems

from .returned_forms import CASES, MC, NS, Case, Form, blank, gone, ins, mark, p, r, sdt, tbl, tc, tr, xml

HINT = bookmark("t.r0/c1")  #: the name of the cell in row 1, column 1


def reading(form: Form | bytes) -> Returned:
    """What a form holds; the sum must hold."""
    found = read_returned(form if isinstance(form, bytes) else form.data(), "vastaus.docx")
    assert found.characters() == found.counted
    return found


def of_body(content: str) -> Returned:
    """What a form holds whose body is only this."""
    form = Form()
    form.parts["word/document.xml"] = f"<w:document {NS}><w:body>{content}</w:body></w:document>".encode()
    return reading(pack(form.parts))


def cells(found: Returned) -> dict[tuple[int, int, int], str]:
    return {(number, cell.row, cell.column): cell.text for number, table in enumerate(found.tables) for cell in table.cells if cell.text}


def cell(found: Returned, row: int, column: int, table: int = 0) -> ReturnedCell:
    (one,) = (cell for cell in found.tables[table].cells if (cell.row, cell.column) == (row, column))
    return one


def texts(found: Returned) -> Counter[tuple[str, str]]:
    return Counter((text.kind, text.text) for text in found.texts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_a_returned_form_is_read_as_it_is_seen(case: Case) -> None:
    form, plain = Form(), reading(blank())
    case.edit(form)
    found = reading(form)
    expected = {place: text for place, text in {**cells(plain), **case.cells}.items() if text}
    assert cells(found) == expected
    assert texts(found) == texts(plain) + Counter(case.texts) - Counter(case.without)


def test_the_blank_form_is_what_we_sent() -> None:
    found = reading(blank())
    assert cells(found)[0, 1, 1] == "Täydennetään" and cells(found)[0, 0, 1] == "Sarake 1"
    assert [text.text for text in found.texts if text.kind == "body"][2:] == ["Otsikko", "Ohje ylhäällä", "Ohje alhaalla"]
    assert found.format == "docx" and found.properties["kasikirja-key"] == "2026-1a2b3c4d" and found.modified
    assert not found.pictures and not found.remarks


# Names


def test_a_cell_has_the_name_that_stands_round_its_control_once() -> None:
    assert cell(reading(blank()), 1, 1).names == (HINT,)


def test_a_cell_keeps_its_name_when_its_bookmark_or_its_control_is_gone() -> None:
    without_marks, without_controls = Form(), Form()
    for sign in list(without_marks.root.iter("{*}bookmarkStart")):
        sign.getparent().remove(sign)
    without_controls.set(1, 1, mark(HINT, p(r("x"))).join(("<w:customXml>", "</w:customXml>")))
    assert cell(reading(without_marks), 1, 1).names == cell(reading(without_controls), 1, 1).names == (HINT,)


@pytest.mark.parametrize(
    "row",
    [
        tr("a", tc(p(mark("k_b", r("b"))))),
        tr("a", tc(mark("k_b", p(r("b"))))),
        "<w:tr>" + tc("a") + mark("k_b", tc("b")) + "</w:tr>",
        tr(tc(p(mark("k_b", r("a"), more=' w:colFirst="1" w:colLast="1"'))), "b"),
        "<w:tr>" + mark("k_b", tc("a"), more=' w:colFirst="1" w:colLast="1"') + tc("b") + "</w:tr>",
        mark("k_b", tr("a", "b"), more=' w:colFirst="1" w:colLast="1"'),
        "<w:tr>" + tc("a") + sdt(tc("b"), '<w:tag w:val="k_b"/>') + "</w:tr>",
        tr("a", tc(sdt(p(r("b")), '<w:tag w:val="b"/>'))),
    ],
    ids=["in the paragraph", "round the paragraph", "round the cell", "by columns, in a cell", "by columns, in the row", "by columns, round the row", "round a control", "by its tag"],
)
def test_a_name_lands_in_its_cell_wherever_programs_put_it(row: str) -> None:
    (table,) = of_body(tbl(row) + p()).tables
    assert [(found.text, found.names) for found in table.cells] == [("a", ()), ("b", ("k_b",))]


def test_an_empty_cell_with_a_name_is_given() -> None:
    assert cell(of_body(tbl(tr(tc(mark("k_a", p()))))), 0, 0) == ReturnedCell(0, 0, "taulukko 1, rivi 1, sarake 1", "", ("k_a",))


def test_names_of_paragraphs_are_theirs_and_those_of_programs_are_none() -> None:
    found = of_body(mark("k_a", p(r("eka"))) + p(mark("_Toc1", mark("k_b", r("toka"), 2))) + mark("k_c") + p(r("kolmas")))
    assert [(text.text, text.names) for text in found.texts if text.kind == "body"] == [("eka", ("k_a",)), ("toka", ("k_b",)), ("kolmas", ())]


def test_a_name_whose_place_was_deleted_goes_to_no_other() -> None:
    row = tr("pois", properties='<w:del w:id="1"/>')
    found = of_body(tbl('<w:bookmarkStart w:id="1" w:name="k_a"/>', row, tr("jää")) + sdt("", '<w:tag w:val="b"/>') + p(r("teksti")))
    assert [cell.names for cell in found.tables[0].cells] == [()]
    assert not [text for text in found.texts if text.kind == "body" and text.names]


# Prompts


def prompt(*content: str) -> bool:
    form = Form()
    form.set(1, 1, *content)
    return cell(reading(form), 1, 1).prompt


def test_an_untouched_control_is_a_prompt_and_a_typed_one_is_none() -> None:
    form = Form()
    form.fill(1, 1, "Täydennetään")
    found = reading(form)
    assert cell(found, 1, 2).prompt and not cell(found, 1, 1).prompt and not cell(found, 1, 0).prompt


def test_a_prompt_with_anything_beside_it_or_inserted_in_it_is_none() -> None:
    showing = "<w:showingPlcHdr/>"
    assert prompt(sdt(p(r("kehote")), showing))
    assert not prompt(sdt(p(r("kehote")), showing), p(r("vastaus")))
    assert not prompt(sdt(p(r("kehote"), ins(r("vastaus"))), showing))
    assert not prompt(sdt(p(r("kehote")), '<w:showingPlcHdr w:val="false"/>'))
    assert not prompt(mark("k_a", sdt(p(), showing)))


# Where


def test_it_is_said_in_words_where_a_text_stands() -> None:
    form = Form()
    form.part("comments.xml", f'<w:comments {NS}><w:comment w:id="4" w:author="Maija">{p(r("k"))}</w:comment></w:comments>', "comments")
    form.fill(1, 1, p(r("x"), gone("pois"), '<w:r><w:commentReference w:id="4"/></w:r>'), tbl(tr("sisä")), p())
    form.append(p(r("lopussa")))
    found = reading(form)
    where = {text.text: text.where for text in found.texts}
    assert where["k"] == "kommentti 1 (Maija), taulukko 1, rivi 2, sarake 2"
    assert where["pois"] == "taulukko 1, rivi 2, sarake 2" and where["Ohje ylhäällä"] == "ennen taulukkoa 1" and where["lopussa"] == "taulukon 1 jälkeen"
    assert found.tables[1].cells[0].where == "taulukko 1, rivi 2, sarake 2, sisätaulukko 1, rivi 1, sarake 1"


def test_notes_are_numbered_as_on_the_page() -> None:
    form = Form()
    line = f'<w:footnote w:type="separator" w:id="0">{p("<w:r><w:separator/></w:r>")}</w:footnote>'
    notes = "".join(f'<w:footnote w:id="{number}">{p(r(word))}</w:footnote>' for number, word in ((1, "eka"), (2, "toka")))
    form.part("footnotes.xml", f"<w:footnotes {NS}>{line}{notes}</w:footnotes>", "footnotes")
    form.append(p(r("x"), '<w:r><w:footnoteReference w:id="2"/></w:r>'))
    where = {text.text: text.where for text in reading(form).texts}
    assert (where["eka"], where["toka"]) == ("alaviite 1", "alaviite 2, taulukon 1 jälkeen")


# Pictures and remarks


def test_pictures_are_given_once_with_a_plain_name_and_their_place() -> None:
    form = Form()
    number = form.part("media/../../x/Kuva ä.PNG".replace("../../x/", ""), b"\x89PNG", "image")
    shown = f'<w:r><w:drawing><a:blip r:embed="{number}"/></w:drawing></w:r>'
    form.fill(1, 1, p(shown), p(shown))
    (picture,) = reading(form).pictures
    assert (picture.name, picture.data, picture.where) == ("kuva-1.png", b"\x89PNG", "taulukko 1, rivi 2, sarake 2")


def test_a_picture_that_is_too_large_is_told() -> None:
    form = Form()
    form.part("media/a.exe", random.Random(1).randbytes(11 * 2**20), "image")
    found = reading(form)
    assert not found.pictures and codes(found) == ["returned-picture-left"]


def codes(found: Returned) -> list[str]:
    """The codes of the remarks, each of which can be said."""
    problems = Problems()
    for remark in found.remarks:
        problems.add(remark.code, None, **dict(remark.values))
    assert not [problem for problem in problems if "{" in problem.lines("fi") + problem.lines("en")]
    return [remark.code for remark in found.remarks]


@pytest.mark.parametrize(
    "code, edit",
    [
        ("returned-deletions", lambda form: form.append(p(gone("pois")))),
        ("returned-table-large", lambda form: form.append(tbl(*(tr("x") for _ in range(501))))),
        ("returned-template-outside", lambda form: form.relate("attachedTemplate", "https://example.fi/a.dotm", True, "word/_rels/settings.xml.rels")),
        ("returned-picture-outside", lambda form: form.relate("image", "https://example.fi/a.png", True)),
        ("returned-part-outside", lambda form: form.relate("subDocument", "file:///a.docx", True)),
        ("returned-field-outside", lambda form: form.append(p('<w:r><w:instrText> INCLU</w:instrText></w:r><w:r><w:instrText>DETEXT "a.docx"</w:instrText></w:r>'))),
        ("returned-field-outside", lambda form: form.append(p("<w:fldSimple w:instr=' DDEAUTO excel a b'/>"))),
        ("returned-file-inserted", lambda form: form.part("a.html", "<!DOCTYPE html><p>x", "aFChunk")),
        ("returned-file-embedded", lambda form: form.part("embeddings/a.bin", b"\xd0\xcf", "oleObject")),
        ("returned-macros", lambda form: form.part("vbaProject.bin", b"\xd0\xcf")),
    ],
)
def test_what_was_not_followed_is_told(code: str, edit) -> None:
    form = Form()
    edit(form)
    assert codes(reading(form)) == [code]


def test_links_and_fields_of_ordinary_text_are_not_told() -> None:
    form = Form()
    form.relate("hyperlink", "https://example.fi/", True)
    form.append(p("<w:r><w:instrText> HYPERLINK \"x\" </w:instrText></w:r><w:r><w:instrText> REF addenda </w:instrText></w:r>"))
    assert codes(reading(form)) == []


# Programs


def test_lines_of_a_field_of_libreoffice_are_lines_and_texts_of_others_are_one() -> None:
    form = Form()
    form.fill(1, 1, p("<w:r><w:t>eka</w:t><w:t>toka</w:t></w:r>"))
    assert cell(reading(form), 1, 1).text == "ekatoka"
    form.replace("<Application>[^<]*", "<Application>LibreOffice/7.4", "docProps/app.xml")
    assert cell(reading(form), 1, 1).text == "eka\ntoka"


def test_what_libreoffice_writes_crosswise_is_mended_and_told() -> None:
    crossed = f'<w:del w:id="1"><w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent></w:del>{gone("kehote")}</w:sdtContent></w:sdt>{ins(r("vastaus"))}'
    found = of_body(tbl(tr(tc(f"<w:p>{crossed}</w:p>"))))
    assert cell(found, 0, 0).text == "vastaus" and codes(found) == ["returned-deletions", "returned-mended"]


def test_a_document_under_another_name_is_found() -> None:
    form = Form()
    parts = {name.replace("word/document.xml", "word/document2.xml"): content for name, content in form.parts.items()}
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document.xml", b"/word/document2.xml")
    assert cells(reading(pack(parts))) == cells(reading(blank()))


def test_a_part_is_known_by_what_it_is_or_by_what_refers_to_it() -> None:
    form = Form()
    form.part("comments.dat", f'<w:comments {NS}><w:comment w:id="1">{p(r("kommentti"))}</w:comment></w:comments>', "comments")
    form.part("muu.xml", f"<!-- > --><w:ftr {NS}>{p(r('alhaalla'))}</w:ftr>".encode("utf-16"))
    form.part("glossary/header1.xml", f"<w:hdr {NS}>{p(r('malliteksti'))}</w:hdr>")
    assert texts(reading(form)) - texts(reading(blank())) == Counter({("comment", "kommentti"): 1, ("margin", "alhaalla"): 1})


# Refusals


def refusal(data: bytes) -> str:
    with pytest.raises(PackageError) as caught:
        read_returned(data, "x.docx")
    return caught.value.code


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" * 200, b"{\\rtf1", "käsikirja".encode("utf-16")])
def test_what_is_no_package_is_refused(data: bytes) -> None:
    assert refusal(data) == "package-damaged"


def test_other_kinds_of_packages_are_refused() -> None:
    assert refusal(pack({"xl/workbook.xml": b"<x/>"})) == "not-a-word-file"
    form = Form()
    form.parts["word/document.xml"] = b"<x/>"
    assert refusal(pack(form.parts)) == "not-a-word-file"


@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", ["word/document.xml", "_rels/.rels", "word/_rels/document.xml.rels", "[Content_Types].xml", "docProps/custom.xml", "word/settings.xml", "word/header1.xml", "customXml/item1.xml"])
def test_a_dtd_is_refused_wherever_it_stands(name: str, coding: str) -> None:
    form = Form()
    form.parts[name] = '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode(coding)
    assert refusal(pack(form.parts)) == "xml-dtd"


def test_two_hundred_nested_tables_are_refused_in_words() -> None:
    form = Form()
    form.parts["word/document.xml"] = f"<w:document {NS}><w:body>{'<w:tbl><w:tr><w:tc>' * 200}{'</w:tc></w:tr></w:tbl>' * 200}</w:body></w:document>".encode()
    assert refusal(pack(form.parts)) == "xml-damaged"


def test_more_elements_than_any_form_has_are_refused_over_all_parts() -> None:
    form = Form()
    many = "<w:p/>" * 400_000
    for number in range(4):
        form.parts[f"word/header{number + 5}.xml"] = f"<w:hdr {NS}>{many}<!--{random.Random(number).randbytes(99_000).hex()}--></w:hdr>".encode()
    assert refusal(pack(form.parts)) == "xml-too-large"


# Bounds


def test_ninety_thousand_cells_are_read_in_seconds_and_none_is_lost() -> None:
    dice = random.Random(1)
    tables = [tbl(*(tr(*(dice.randbytes(6).hex() for _ in range(60))) for _ in range(500))) for _ in range(3)]
    begun = time.process_time()
    found = of_body("".join(tables))
    assert time.process_time() - begun < 10
    assert sum(len(table.cells) for table in found.tables) == 90_000


def test_cells_beyond_the_bounds_are_texts() -> None:
    found = of_body(tbl(tr(*["x"] * 64), *[tr("y")] * 501))
    assert len(found.tables[0].cells) == 63 + 499
    assert texts(found)["body", "x"] == 1 and texts(found)["body", "y"] == 2


def test_a_form_is_read_in_an_instant() -> None:
    data, taken = blank(), []
    for _ in range(20):
        begun = time.process_time()
        read_returned(data, "x.docx")
        taken.append(time.process_time() - begun)
    assert min(taken) < 0.02


# The sum


_NAMES = st.sampled_from(["p", "r", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "moveFrom", "moveTo", "hyperlink", "smartTag", "customXml", "txbxContent", "pict", "fldSimple", "unheard"])
_LEAVES = st.sampled_from(
    [
        "<w:t>#</w:t>",
        "<w:delText>#</w:delText>",
        "<w:rPr><w:vanish/></w:rPr>",
        "<w:sdtPr><w:showingPlcHdr/><w:tag w:val='a.b'/></w:sdtPr>",
        "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
        "<w:trPr><w:del/></w:trPr>",
        "<w:tcPr><w:cellDel/></w:tcPr>",
        "<w:tcPr><w:gridSpan w:val='40'/></w:tcPr>",
        "<w:br/>",
        "<w:fldChar w:fldCharType='begin'/>",
        "<w:fldChar w:fldCharType='separate'/>",
        "<w:fldChar w:fldCharType='end'/>",
        "<w:bookmarkStart w:id='1' w:name='k_a' w:colFirst='3'/>",
        "<w:bookmarkStart w:id='2' w:name='k_b'/>",
        "<w:bookmarkEnd w:id='2'/>",
    ]
)


def _element(parts: tuple[str, list[str]]) -> str:
    return f"<w:{parts[0]}>{''.join(parts[1])}</w:{parts[0]}>"


_TREES = st.recursive(_LEAVES, lambda inner: st.tuples(_NAMES, st.lists(inner, max_size=5)).map(_element), max_leaves=60)


@settings(max_examples=400, deadline=None)
@given(st.lists(_TREES, max_size=6), st.booleans())
def test_every_text_comes_back_once_however_elements_stand_in_each_other(trees: list[str], twice: bool) -> None:
    body, *rest = "".join(trees).split("#")
    body += "".join(f"‹{number}›{piece}" for number, piece in enumerate(rest))
    wrapped = f"<mc:AlternateContent {MC}><mc:Choice Requires='x'>{body}</mc:Choice><mc:Fallback>{body}</mc:Fallback></mc:AlternateContent>" if twice else body
    found = of_body(wrapped)
    aside = " ".join(text.text for text in found.texts if text.kind == "deleted")
    seen = " ".join([cell.text for table in found.tables for cell in table.cells] + [text.text for text in found.texts if text.kind != "deleted"])
    for element in xml(f"<w:body>{body}</w:body>").iter("{*}t", "{*}delText"):
        assert (aside + seen).count(element.text) == 1
        if any(True for _ in element.iterancestors("{*}del", "{*}moveFrom")) or element.tag.endswith("delText"):
            assert element.text in aside


# Damage


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(seed: int) -> None:
    dice = random.Random(seed)
    data = bytearray(blank())
    for _ in range(dice.randint(1, 8)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    _try(bytes(data[: dice.choice([len(data), dice.randrange(len(data))])]))


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 2**32))
def test_damaged_parts_are_read_or_refused_and_nothing_else(seed: int) -> None:
    dice = random.Random(seed)
    form = Form()
    name = dice.choice([*form.parts, "word/document.xml"])
    content = bytearray(form.parts[name])
    for _ in range(dice.randint(1, 4)):
        start = dice.randrange(len(content))
        piece = dice.choice([b"", b"<", b"w:t", b'"', b"999999999999", b"-1", bytes([dice.randrange(256)]), content[dice.randrange(len(content)) :][:40]])
        content[start : start + dice.randrange(40)] = piece
    form.parts[name] = bytes(content)
    if dice.random() < 0.2:
        form.parts.pop(dice.choice([*form.parts]))
    _try(pack(form.parts))


def _try(data: bytes) -> None:
    try:
        read_returned(data, "x.docx")
    except PackageError as error:
        problems = Problems()
        problems.add(error.code, None, **error.values)
        assert next(iter(problems)).message("fi")
