"""The Word templates: they hold what layouts.yaml names and nothing beyond it, and their colours can be read."""

import io

import pytest
from docx import Document as open_docx
from lxml import etree

from pipeline.formats.docx.template import fill, open_template
from pipeline.formats.docx.write import style_names
from pipeline.formats.package import pack, unpack

from .documents import LAYOUTS, TEMPLATES, W, part, text_of

NAMES = ("handbook.docx", "table.docx")
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PANELS = ("GoalHeading", "CountyHeading", "AssociationsHeading", "RealisationHeading", "BoxHeading")


def template(name: str) -> bytes:
    return (TEMPLATES / name).read_bytes()


def style(name: str, id: str) -> etree._Element:
    return next(s for s in part(template(name), "word/styles.xml").iter(f"{W}style") if s.get(f"{W}styleId") == id)


def theme(name: str) -> dict[str, str]:
    scheme = part(template(name), "word/theme/theme1.xml").find(f".//{A}clrScheme")
    return {etree.QName(slot).localname: slot[0].get("val") for slot in scheme}


def luminance(colour: str) -> float:
    """Relative luminance: WCAG 2.1, definitions."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name, layouts", list(zip(NAMES, (LAYOUTS.word, LAYOUTS.table))))
def test_a_template_holds_every_style_that_layouts_name(name: str, layouts):
    assert layouts.template == name
    assert set(style_names(layouts)) <= open_template(template(name)).styles


@pytest.mark.parametrize("name", NAMES)
def test_a_template_holds_no_part_beyond_its_own(name: str):
    parts = [part for part in unpack(template(name)) if not part.startswith(("word/header", "word/footer"))]
    assert sorted(parts) == sorted(
        ["[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml", "word/styles.xml", "word/numbering.xml"]
        + ["word/settings.xml", "word/theme/theme1.xml", "word/fontTable.xml", "docProps/core.xml", "docProps/app.xml"]
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_template_speaks_finnish_and_says_its_zoom(name: str):
    lang = part(template(name), "word/styles.xml").find(f"{W}docDefaults//{W}lang")
    assert dict(lang.attrib) == {f"{W}val": "fi-FI"}
    settings = part(template(name), "word/settings.xml")
    assert settings.find(f"{W}zoom").get(f"{W}percent") == "100"
    assert settings.find(f".//{W}rsids") is None and settings.find(f"{W}updateFields") is None
    assert settings.find(f"{W}compat/{W}compatSetting").get(f"{W}val") == "15"


@pytest.mark.parametrize("name", NAMES)
def test_text_of_every_style_can_be_read_against_its_ground(name: str):
    colours = theme(name)
    for one in part(template(name), "word/styles.xml").iter(f"{W}style"):
        ink, ground = one.find(f"{W}rPr/{W}color"), one.find(f"{W}pPr/{W}shd")
        head = one.get(f"{W}styleId") == "TableHead"
        paper = colours["dk2"] if head else ground.get(f"{W}fill") if ground is not None else colours["lt1"]
        if ink is not None:
            assert contrast(ink.get(f"{W}val"), paper) >= 4.5, one.get(f"{W}styleId")


@pytest.mark.parametrize("name", NAMES)
def test_colours_of_styles_follow_the_theme(name: str):
    colours = theme(name)
    slots = {"text1": "dk1", "background1": "lt1", "text2": "dk2", "hyperlink": "hlink", "followedHyperlink": "folHlink"}
    for colour in part(template(name), "word/styles.xml").iter(f"{W}color"):
        slot = colour.get(f"{W}themeColor")
        assert slot and colour.get(f"{W}val") == colours[slots.get(slot, slot)]


def test_headings_of_panels_are_headings():
    assert all(style("handbook.docx", id).find(f"{W}basedOn").get(f"{W}val") == "Heading3" for id in PANELS)
    assert style("handbook.docx", "Heading3").find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == "2"
    assert style("handbook.docx", "ContentsTitle").find(f"{W}pPr/{W}outlineLvl") is None


def test_no_text_is_smaller_than_the_floor():
    small = {"Header": 22, "Footer": 20, "CoverRule": 12, "TableEnd": 2}
    for one in part(template("handbook.docx"), "word/styles.xml").iter(f"{W}style"):
        size = one.find(f"{W}rPr/{W}sz")
        if size is not None and one.get(f"{W}styleId") not in small:
            assert int(size.get(f"{W}val")) >= 24, one.get(f"{W}styleId")


def test_styles_have_names_that_word_takes():
    names = [one.find(f"{W}name").get(f"{W}val") for one in part(template("handbook.docx"), "word/styles.xml").iter(f"{W}style")]
    assert not any("," in name or ";" in name for name in names) and len(set(names)) == len(names)


def test_both_templates_have_an_upright_and_a_landscape_page_and_tables_a_large_one():
    found = {name: [(page.wide, page.width) for page in open_template(template(name)).pages] for name in ("handbook.docx", "table.docx")}
    assert found == {"handbook.docx": [(False, 9638), (True, 15138)], "table.docx": [(False, 9638), (True, 15364), (True, 22111)]}


def test_a_large_page_is_asked_for_and_a_template_without_one_gives_its_landscape_page():
    tables, handbook = (open_template(template(name)) for name in ("table.docx", "handbook.docx"))
    assert tables.page(True, large=True).width > tables.page(True).width
    assert handbook.page(True, large=True) is handbook.page(True)


def test_headers_have_the_controls_that_a_writer_fills():
    tags = {name: [control.tag for control in controls] for name, (_, controls) in open_template(template("handbook.docx")).headers.items()}
    assert tags["word/header1.xml"] == ["publisher", "document", "edition", "date", "example"]
    assert tags["word/header2.xml"] == tags["word/header3.xml"] == ["handbook", "edition", "example"]
    assert tags["word/footer1.xml"] == ["key"]


def test_a_control_takes_its_value_goes_without_one_and_stays_where_its_tag_is_unknown():
    header = open_template(template("handbook.docx")).headers["word/header1.xml"]
    filled = fill(header, {"publisher": "Alue".encode(), "date": b"", "example": b""})
    text = " ".join(etree.fromstring(filled).itertext())
    assert "Alue" in text and "Julkaisija" not in text and "Päiväys" not in text and "Asiakirja" in text


def test_a_word_that_stands_before_the_value_goes_with_its_control():
    control = '<w:sdt><w:sdtPr><w:tag w:val="date"/></w:sdtPr><w:sdtContent><w:r><w:t> · </w:t></w:r><w:r><w:t>pvm</w:t></w:r><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>'
    data = unpack(template("handbook.docx"))["word/footer1.xml"].inflate()
    parts = {**{n: p.inflate() for n, p in unpack(template("handbook.docx")).items()}, "word/footer1.xml": data.replace(b"</w:p>", control.encode() + b"</w:p>")}
    header = open_template(pack(parts)).headers["word/footer1.xml"]
    assert " ".join(etree.fromstring(fill(header, {"date": b"1.1.2026", "key": b""})).itertext()).split() == ["·", "1.1.2026"]
    assert "·" not in "".join(etree.fromstring(fill(header, {"date": b"", "key": b""})).itertext())


@pytest.mark.parametrize("name", NAMES)
def test_python_docx_opens_a_template(name: str):
    opened = open_docx(io.BytesIO(template(name)))
    assert opened.core_properties.author and not text_of(template(name), "word/document.xml")
