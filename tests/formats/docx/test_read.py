"""The Word reader: laws with the writer, and what people and programs do to a file."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.document.blocks import Cell, Run, walk
from pipeline.formats.address import bookmark
from pipeline.formats.docx.read import MARGINS, read
from pipeline.formats.package import pack, unpack
from pipeline.problems import Problems

from .documents import cover, document, field, panel, part, reading, reading_of_all, rendered, section, table, words

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LONG = "hyvinvointisuunnitelmatyöryhmäkokoontumiskäytäntöjärjestelyt"
TEXTS = [
    '<&"]]>\'',
    "&amp; &lt;w:t&gt; <!-- --> <![CDATA[x]]>",
    "kaksi  väliä ja   kolme",
    "rivi\nrivi\ttaulukko",
    "😀 👩\u200d👩\u200d👧 𝔘",
    "مرحبا بالعالم שלום",
    "7\u00a0§ 2025–2029 \u2011ohjelma Maa\u00adkuntaliitto",
    LONG,
    "a\u0301 ja \u00e1",
    "e\u200bi",
]


def edited(body: str, root: str = NS) -> bytes:
    """The file of an empty document with another body."""
    parts = {name: content.inflate() for name, content in unpack(rendered(document(cover()))).items()}
    parts["word/document.xml"] = f"<w:document {root}><w:body>{body}</w:body></w:document>".encode()
    return pack(parts)


def found(body: str) -> list[tuple[str, str]]:
    return [text[:2] for text in reading(edited(body)).found]


def p(*content: str, properties: str = "") -> str:
    return f"<w:p>{properties}{''.join(content)}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def marked(name: str, content: str, number: int = 1) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def assert_law(made, template: str = "handbook.docx") -> None:
    """Every text of a document comes back in order under its address; a hyphen may have become one that does not break."""
    expected = [(bookmark(block.id), block.text.replace("\u2011", "-")) for _, block in walk(made) if block.text.strip()]
    found = [text for text in reading(rendered(made, template)).found if text.address]
    assert [(text.address, text.text.replace("\u2011", "-")) for text in found] == expected


@pytest.mark.parametrize("text", TEXTS)
def test_text_comes_back_as_it_was(text: str):
    made = document(cover(), section("a", panel("body", words("a.1", text)), title=f"Otsikko {text}"))
    assert_law(made)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), min_size=1, max_size=40))
def test_any_text_comes_back_as_it_was(text: str):
    assert_law(document(cover(), section("a", panel("body", words("a.1", text)))))


def test_text_of_every_kind_of_block_comes_back_in_order():
    parts = [
        panel("body", words("a.1", "Tekstiä"), words("a.2", "kohta", style="bullet"), words("a.3", "eka", style="number"), words("a.4", "Väli", style="heading")),
        panel("goal", words("a.goal", "Tavoite"), label=words("a.goal.label", "Yhteinen tavoite")),
        panel("nobody-knows", words("a.5", Run("linkki", href="https://example.fi"), " ", Run("puuttuu", look="missing"), Run("vahva", strong=True))),
        table("t", [["a", "b"], ["c", "d"]], caption=words("t.caption", "Otsake"), note=words("t.note", "Selite")),
        table("u", [["e", field("u.r0/c1")]], role="development", head=False, row_heads=False),
        table("v", [[Cell("v.c", (words("v.1", "eka", style="bullet"), words("v.2", "toka", style="number"))), field("v.f", "Vastaus", "")]]),
    ]
    wide = section("f", table("w", [["Tavoite", field("w.r0/c1", choices=("K", "E"))]], role="followup"), wide=True, level=2, number="1.1")
    made = document(cover(), section("contents", kind="contents"), section("a", *parts, number="1"), wide, section("z"))
    assert_law(made)


def test_a_cell_of_several_paragraphs_to_be_filled_comes_back():
    cell = Cell("t.f", (words("t.f.1", "eka"), words("t.f.2", "toka")), True)
    assert_law(document(section("a", table("t", [["Tavoite", cell]]), wide=True)), "table.docx")


def test_the_key_of_the_file_is_read():
    assert reading(rendered(document(cover()))).key == "2026-1a2b3c4d"


def test_a_file_that_carries_no_key_has_none():
    parts = {name: content for name, content in unpack(rendered(document(cover()))).items() if name != "docProps/custom.xml"}
    assert reading(pack(parts)).key == ""


def test_the_number_of_a_heading_is_a_text_of_its_own():
    assert [t[:2] for t in reading(rendered(document(cover(), section("a", title="Luku", number="3.1")))).found][1:] == [("", "3.1"), ("k_a_title", "Luku")]


def test_paragraphs_without_a_bookmark_have_no_address_and_empty_ones_are_left_out():
    assert found(p(r("vapaa")) + p() + p(r("  "))) == [("", "vapaa")]


def test_bookmarks_of_programs_are_no_addresses():
    assert found(p(marked("_Toc123", marked("k_a", r("otsikko"), 2)))) == [("k_a", "otsikko")]
    assert found(p(marked("_GoBack", r("teksti")))) == [("", "teksti")]


def test_words_typed_before_and_after_a_bookmark_belong_to_it():
    assert found(p(r("Uusi alku. "), marked("k_a", r("Vanha.")), r(" Uusi loppu."))) == [("k_a", "Uusi alku. Vanha. Uusi loppu.")]


def test_a_divided_paragraph_keeps_its_address_on_the_first_part():
    body = p('<w:bookmarkStart w:id="1" w:name="k_a"/>', r("eka")) + p(r("toka"), '<w:bookmarkEnd w:id="1"/>')
    assert found(body) == [("k_a", "eka"), ("", "toka")]


def test_two_paragraphs_made_one_keep_both_addresses():
    assert found(p(marked("k_a", r("eka ")), marked("k_b", r("toka"), 2))) == [("k_a", "eka "), ("k_b", "toka")]


def test_a_bookmark_that_begins_between_paragraphs_is_the_next_ones():
    assert found(marked("k_a", p(r("eka"))) + p(r("toka"))) == [("k_a", "eka"), ("", "toka")]
    assert found(marked("k_a", "") + p(r("toka"))) == [("", "toka")]


def test_tracked_insertions_count_and_deletions_do_not():
    ins, gone = f"<w:ins w:id='5' w:author='x'>{r('uusi')}</w:ins>", "<w:del w:id='6' w:author='x'><w:r><w:delText>vanha</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom w:id='7' w:author='x'>{r('pois')}</w:moveFrom><w:moveTo w:id='8' w:author='x'>{r(' tänne')}</w:moveTo>"
    assert found(p(marked("k_a", r("teksti ") + ins + gone + moved))) == [("k_a", "teksti uusi tänne")]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    mark = "<w:pPr><w:rPr><w:del w:id='5' w:author='x'/></w:rPr></w:pPr>"
    assert found(p(marked("k_a", r("eka ")), properties=mark) + p(r("toka"))) == [("k_a", "eka toka")]
    assert found(p(marked("k_a", r("viimeinen")), properties=mark)) == [("k_a", "viimeinen")]


def test_a_deleted_row_is_gone():
    row = "<w:tr>{}<w:tc>{}</w:tc></w:tr>"
    body = row.format("", p(r("jää"))) + row.format("<w:trPr><w:del w:id='5' w:author='x'/></w:trPr>", p(r("poistettu")))
    assert found(f"<w:tbl>{body}</w:tbl>{p()}") == [("", "jää")]


def test_controls_links_and_smart_tags_are_looked_through():
    wrapped = "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    line = p(r("a"), wrapped.format(r("b")), f"<w:hyperlink>{r('c')}</w:hyperlink>", f"<w:smartTag>{r('d')}</w:smartTag>")
    row = f"<w:tr>{wrapped.format('<w:tc>' + p(r('solu')) + '</w:tc>')}</w:tr>"
    assert found(wrapped.format(line) + f"<w:tbl>{wrapped.format(row)}</w:tbl>{p()}") == [("", "abcd"), ("", "solu")]


def test_a_control_whose_bookmark_is_gone_is_found_by_its_tag():
    control = "<w:sdt><w:sdtPr><w:tag w:val='followup.a/b'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    cell = f"<w:tbl><w:tr><w:tc>{control.format(p(r('vastaus')) + p(r('jatkuu')))}</w:tc></w:tr></w:tbl>"
    assert found(cell + p()) == [(bookmark("followup.a/b"), "vastaus"), ("", "jatkuu")]


def test_tables_are_read_cell_by_cell_with_what_stands_in_them():
    inner = f"<w:tbl><w:tr><w:tc>{p(r('sisä'))}</w:tc></w:tr></w:tbl>"
    row = f"<w:tr><w:tc>{p(r('a'))}{inner}{p()}</w:tc><w:tc>{p(r('b'))}</w:tc></w:tr>"
    assert [text for _, text in found(f"<w:tbl>{row}</w:tbl>{p()}")] == ["a", "sisä", "b"]


def test_results_of_fields_count_and_codes_do_not():
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
    nested = mark("begin") + r("1") + mark("end")
    assert found(p(r("a "), mark("begin"), code, nested, mark("separate"), r("tulos"), mark("end"), r(" b"))) == [("", "a tulos b")]
    assert found(p(f"<w:fldSimple w:instr='PAGE'>{r('7')}</w:fldSimple>")) == [("", "7")]
    assert found(p(mark("end"), r("a"), mark("begin")) + p(r("b"))) == [("", "a"), ("", "b")]


def test_breaks_tabs_and_hyphens_are_undone():
    run = '<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:softHyphen/><w:cr/><w:br w:type="page"/><w:sym w:char="0041"/><w:sym w:char="?"/></w:r>'
    stops = "<w:pPr><w:tabs><w:tab w:val='left' w:pos='10'/></w:tabs></w:pPr>"
    assert found(p(run, properties=stops)) == [("", "a\nb\tc\u2011\u00ad\nA")]


def test_text_in_a_text_box_is_found_once():
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{p(r('laatikko'))}</w:txbxContent>"
    run = f"<w:r><mc:AlternateContent {space}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    assert found(p(marked("k_a", r("teksti") + run))) == [("k_a", "teksti"), ("", "laatikko")]


def test_headers_and_footers_are_read_beside_the_body_and_page_numbers_are_no_text():
    made = rendered(document(cover(), edition="Laitos 1 · 2026", example="Esimerkki"))
    assert {found.text for found in reading(made).found} == {"Käsikirja"}
    margins = {found.text for found in reading_of_all(made).found if found.address == MARGINS}
    assert margins >= {"Laitos 1 · 2026", "Esimerkki"} and not [text for text in margins if text[0].isdigit() and "(" in text]


def test_the_strict_namespace_is_read():
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    data = edited(p(marked("k_a", r("teksti"))), strict)
    assert [text[:2] for text in reading(data).found] == [("k_a", "teksti")]


def test_a_document_under_another_name_is_found():
    parts = {name.replace("word/document.xml", "word/document2.xml"): content.inflate() for name, content in unpack(rendered(document(cover()))).items()}
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document.xml", b"/word/document2.xml")
    assert len(reading(pack(parts)).found) == 1


def refused(data: bytes) -> str:
    """The code of the one problem of a file that is not read."""
    problems = Problems()
    assert read(data, "x.docx", problems) is None
    (problem,) = problems
    assert problem.at.path == "x.docx" and "{" not in problem.message("fi") + problem.message("en")
    return problem.code


def with_part(name: str, content: bytes) -> bytes:
    parts = {n: packed.inflate() for n, packed in unpack(rendered(document(cover()))).items()}
    parts[name] = content
    return pack(parts)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" * 200, "käsikirja".encode("utf-16")])
def test_what_is_no_package_is_refused(data: bytes):
    assert refused(data) == "package-damaged"


def test_a_file_cut_anywhere_is_refused_or_read_whole():
    data = rendered(document(cover()))
    assert {refused(data[:size]) for size in range(0, len(data) - 1, 997)} == {"package-damaged"}


def test_other_kinds_of_files_are_refused():
    assert refused(pack({"xl/workbook.xml": b"<x/>"})) == "not-a-word-file"
    assert refused(with_part("word/document.xml", b"<x/>")) == "not-a-word-file"


def test_a_dtd_is_refused_wherever_it_stands():
    dtd = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    for name in ("word/document.xml", "_rels/.rels", "docProps/custom.xml"):
        assert refused(with_part(name, dtd)) == "xml-dtd"


def test_xml_that_is_not_well_formed_or_too_deep_is_refused():
    assert refused(with_part("word/document.xml", b"<w:document")) == "xml-damaged"
    deep = f"<w:document {NS}><w:body>" + "<w:sdt><w:sdtContent>" * 400 + "</w:sdtContent></w:sdt>" * 400 + "</w:body></w:document>"
    assert refused(with_part("word/document.xml", deep.encode())) == "xml-damaged"


def test_a_body_as_deep_as_is_allowed_is_read():
    deep = "<w:sdt><w:sdtContent>" * 120 + p(r("syvällä")) + "</w:sdtContent></w:sdt>" * 120
    assert found(deep) == [("", "syvällä")]


def test_a_bomb_is_refused():
    assert refused(with_part("word/document.xml", b"<x>" + b" " * 20_000_000 + b"</x>")) == "package-ratio"


def test_text_is_given_as_it_stands_in_the_file():
    decomposed = unicodedata.normalize("NFD", "Päijät-Häme")
    assert found(p(r(decomposed))) == [("", decomposed)]


def test_tags_of_fill_cells_agree_with_their_addresses():
    long = "followup." + "yhteistyo-" * 12 + "/yritykset"
    data = rendered(document(section("a", table("t", [["Tavoite", field(long, "vastaus", "")]]), wide=True)), "table.docx")
    parts = {name: content.inflate() for name, content in unpack(data).items()}
    root = part(data)
    for mark in list(root.iter("{*}bookmarkStart", "{*}bookmarkEnd")):
        mark.getparent().remove(mark)
    parts["word/document.xml"] = etree.tostring(root)
    assert (bookmark(long), "vastaus") in [text[:2] for text in reading(pack(parts)).found]
