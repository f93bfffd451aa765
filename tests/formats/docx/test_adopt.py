"""A brand's Word file completed: documents can be made from it, it looks as before, and nothing that it lacked is passed over in silence."""

import io
import re

import msgspec
import pytest
from docx import Document as open_docx
from lxml import etree

from pipeline.formats.contract import Layouts
from pipeline.formats.docx.brand import open_brand
from pipeline.formats.docx.fitting import AA
from pipeline.formats.docx.offer import numbers_pages, tags
from pipeline.formats.docx.stylesheet import StyleSheet
from pipeline.formats.docx.template import open_template
from pipeline.formats.docx.write import style_names, write
from pipeline.formats.package import pack, unpack
from pipeline.formats.palette import contrast, tinted
from pipeline.problems import Problems

from .brands import BLOCKS, NAMES, brand, changed, completed, own, profiled
from .documents import LAYOUTS, MARGINS, W, cover, document, field, panel, part, reading, reading_of_all, section, table, text_of, words

STYLES = "word/styles.xml"
HEADER = "word/header1.xml"


def layouts(block: str, made) -> Layouts:
    return msgspec.structs.replace(LAYOUTS, **{block: made.layouts})


def written(data: bytes, chosen: Layouts, wide: bool = False) -> bytes:
    """A small document with a panel, lists and tables of both directions; a problem fails the test."""
    goal = panel("goal", words("g", "Tavoite"), label=words("g.label", "Yhteinen tavoite"))
    lists = panel("body", words("b1", "yksi", style="bullet"), words("n1", "kaksi", style="number"))
    parts = (goal, lists, table("t", [["a", "b"]]))
    first = () if wide else (cover(),)
    made = document(*first, section("a", *parts, wide=wide), section("b", table("u", [["c", "d"]], role="followup"), wide=True))
    problems = Problems()
    rendering = write(made, data, chosen, problems)
    assert rendering is not None and not len(problems), [problem.lines("en") for problem in problems]
    return rendering.data


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_made_from_every_brand_without_a_problem(name: str, block: str):
    made = completed(brand(name), BLOCKS[block])
    assert set(style_names(made.layouts)) <= open_template(made.data).styles
    file = written(made.data, layouts(block, made), block == "table")
    assert [found.text for found in reading(file).found if found.address.endswith("_g")] == ["Tavoite"]
    assert len(open_docx(io.BytesIO(file)).tables) == 2


@pytest.mark.parametrize("name", NAMES)
def test_what_was_completed_lacks_nothing_and_is_completed_no_further(name: str):
    made = completed(brand(name))
    found, problems = profiled(made.data)
    assert not problems.errors(), [problem.lines("en") for problem in problems.errors()]
    assert not found.proposal.missing and not completed(made.data).added


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_its_number_its_edition_and_its_key(name: str):
    file = open_brand(completed(brand(name)).data)
    margins = file.margins()
    ids = {value for reference in file.document.iter(f"{W}headerReference", f"{W}footerReference") for key, value in reference.attrib.items() if key.endswith("}id")}
    assert ids == set(margins)
    for page in file.document.iter(f"{W}sectPr"):
        kinds = {reference.get(f"{W}type") for reference in page.iter(f"{W}headerReference")}
        for kind in kinds:
            head, foot = (_margin(page, margins, side, kind) for side in ("header", "footer"))
            assert "example" in tags(head) and "key" in tags(foot) and "edition" in tags(head) + tags(foot)
            assert numbers_pages(head) or numbers_pages(foot)


def _margin(page: etree._Element, margins: dict, side: str, kind: str) -> etree._Element:
    reference = next(one for one in page.iter(f"{W}{side}Reference") if one.get(f"{W}type") == kind)
    return margins[next(value for key, value in reference.attrib.items() if key.endswith("}id"))][1]


@pytest.mark.parametrize("name", NAMES)
def test_the_brands_own_styles_stay_as_they_were(name: str):
    before, after = StyleSheet(open_brand(brand(name))).styles, StyleSheet(open_brand(completed(brand(name)).data)).styles
    for id, style in before.items():
        assert msgspec.structs.replace(after[id], used=style.used, list=style.list, level=style.level) == style


@pytest.mark.parametrize("name", NAMES)
def test_added_styles_can_be_read_and_keep_the_floor_of_size(name: str):
    before, made = StyleSheet(open_brand(brand(name))).styles, completed(brand(name))
    sheet = StyleSheet(open_brand(made.data))
    textless, head = {made.layouts.table_end, made.layouts.rule, "Header", "Footer", "HeaderFirst"}, made.layouts.cell_head
    for style in [style for id, style in sheet.styles.items() if id not in before and style.type != "table"]:
        ground = sheet.styles[made.layouts.table_style["default"]].ground if style.id == head else style.ground
        assert not style.colour or contrast(style.colour, ground) >= AA, style
        assert style.type == "character" or style.id in textless or style.size_pt >= 12, style


@pytest.mark.parametrize("name", NAMES)
def test_names_and_ids_of_styles_and_lists_stay_unlike_each_other(name: str):
    made = completed(brand(name)).data
    ids = [style.get(f"{W}styleId") for style in part(made, STYLES).iter(f"{W}style")]
    numbers = [use.get(f"{W}numId") for use in part(made, "word/numbering.xml").iter(f"{W}num")]
    assert len(set(ids)) == len(ids) and len(set(numbers)) == len(numbers)


def test_our_own_template_needs_nothing():
    for wanted in BLOCKS.values():
        made = completed(own(wanted), wanted)
        assert not [one for one in made.added if one.what != "page"] and made.layouts.headings == wanted.headings


def test_what_was_added_is_told_by_name_in_both_languages():
    problems = Problems()
    completed(brand("pandoc-3.9.docx")).tell("malli.docx", problems)
    said = [problem.message("fi") for problem in problems if problem.code == "template-added"]
    (styles,) = [line for line in said if line.startswith("pohjaan tehtiin tyyli: ")]
    assert "Tavoite" in styles.split(": ")[1].split(", ") and "pohjaan tehtiin tekstin kieli: fi-FI" in said
    assert all(problem.message("en") for problem in problems)


def test_a_style_whose_id_or_name_is_taken_gets_another():
    def taken(data: bytes) -> bytes:
        return data.replace(b"</w:styles>", b'<w:style w:type="character" w:customStyle="1" w:styleId="Goal"><w:name w:val="Tavoite"/></w:style></w:styles>')

    made = completed(changed(brand("pandoc-3.9.docx"), STYLES, taken))
    assert made.layouts.panels["goal"].text == "Goal2" and ("style", "Tavoite 2") in made.added


def test_headings_that_number_themselves_stop_it():
    made = completed(brand("officer.docx"))
    style = StyleSheet(open_brand(made.data)).elements["Titre1"]
    assert style.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") == "0" and ("heading-number", "heading 1") in made.added


def test_headings_get_the_outline_level_that_a_program_left_out():
    made = completed(brand("npm-docx.docx"))
    assert StyleSheet(open_brand(made.data)).styles["Heading2"].level == 2 and ("outline-level", "Heading 2") in made.added


def test_the_text_is_finnish():
    sheet = part(completed(brand("officer-landscape.docx")).data, STYLES)
    assert sheet.find(f"{W}docDefaults//{W}lang").get(f"{W}val") == "fi-FI"


def test_an_upright_page_is_turned_and_a_landscape_one_too():
    upright, wide = open_template(completed(brand("python-docx.docx")).data).pages
    assert not upright.wide and wide.wide and wide.width > upright.width
    assert [page.wide for page in open_template(completed(brand("officer-landscape.docx")).data).pages] == [False, True]


def test_a_page_measured_in_centimetres_is_understood():
    data = changed(brand("python-docx.docx"), "word/document.xml", lambda part: re.sub(rb'w:w="12240" w:h="15840"', b'w:w="21cm" w:h="29.7cm"', part))
    assert [page.wide for page in open_template(completed(data).data).pages] == [False, True]


@pytest.mark.parametrize("old, new", [(b'w:w="12240" w:h="15840"', b'w:w="12240"'), (b'w:right="1800"', b'w:right="11800"'), (b'w:w="12240"', b'w:w="x"')])
def test_a_page_without_room_for_text_gives_way_to_ours(old: bytes, new: bytes):
    made = completed(changed(brand("python-docx.docx"), "word/document.xml", lambda part: part.replace(old, new)))
    assert [page.width for page in open_template(made.data).pages] == [page.width for page in open_template(own(LAYOUTS.word)).pages]
    assert ("page", "21.0 × 29.7 cm") in made.added


def test_the_brands_header_stays_and_is_completed_once():
    made = completed(brand("officer-landscape.docx")).data
    assert "an example" in text_of(made, HEADER) and tags(part(made, HEADER)) == ("example",)


def test_a_control_that_shows_the_title_becomes_the_handbooks_name():
    bound = (
        '<w:p><w:sdt><w:sdtPr><w:alias w:val="Otsikko"/><w:id w:val="5"/><w:showingPlcHdr/><w:dataBinding w:xpath="/ns1:coreProperties[1]/ns0:title[1]" '
        'w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>[Asiakirjan otsikko]</w:t></w:r></w:sdtContent></w:sdt></w:p>'
    )
    data = changed(brand("officer-landscape.docx"), HEADER, lambda part: part.replace(b"</w:hdr>", bound.encode() + b"</w:hdr>"))
    made = completed(data)
    assert "handbook" in tags(part(made.data, HEADER)) and part(made.data, HEADER).find(f".//{W}dataBinding") is None
    assert "[Asiakirjan" not in text_of(written(made.data, layouts("word", made)), HEADER)


def test_text_comments_glossary_and_settings_of_the_brand_stay_behind():
    made = completed(brand("docxbuilder.docx")).data
    assert not [name for name in unpack(made) if re.search("glossary|comments|media|customXml|docProps", name)]
    assert text_of(made, "word/document.xml") == ""


def test_a_protected_template_makes_files_that_can_be_written_in():
    protect = b'<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    data = changed(brand("python-docx.docx"), "word/settings.xml", lambda part: part.replace(b"</w:settings>", protect + b"</w:settings>"))
    assert b"documentProtection" not in unpack(completed(data).data)["word/settings.xml"].inflate()


def test_the_main_part_may_have_any_name():
    parts = {name: packed.inflate() for name, packed in unpack(brand("officer-landscape.docx")).items()}
    renamed = {name.replace("word/document.xml", "word/document7.xml").replace("document.xml.rels", "document7.xml.rels"): body for name, body in parts.items()}
    for name in ("[Content_Types].xml", "_rels/.rels"):
        renamed[name] = renamed[name].replace(b"word/document.xml", b"word/document7.xml")
    assert "an example" in text_of(completed(pack(renamed)).data, HEADER)


def test_words_of_the_brands_header_are_expected_where_they_stand():
    made = completed(brand("officer-landscape.docx"))
    problems = Problems()
    rendering = write(document(cover(), section("a")), made.data, layouts("word", made), problems)
    assert rendering is not None and "an example" in rendering.fixed
    margins = {found.text for found in reading_of_all(rendering.data).found if found.address == MARGINS}
    assert margins <= {*rendering.fixed}


def test_cells_to_be_filled_take_the_brands_colour_whether_or_not_a_program_knows_themes():
    made = completed(brand("pandoc-3.9.docx"), LAYOUTS.table)
    problems = Problems()
    rendering = write(document(section("f", table("t", [[field("t.r0/c0")]]), wide=True)), made.data, layouts("table", made), problems)
    cell = part(rendering.data).find(f".//{W}tc/{W}tcPr/{W}tcBorders/..")
    colour = open_brand(brand("pandoc-3.9.docx")).theme.colours["accent5"]
    assert {edge.get(f"{W}color") for edge in cell.find(f"{W}tcBorders")} == {colour}
    assert cell.find(f"{W}shd").get(f"{W}fill") == tinted(colour, 0.1)
