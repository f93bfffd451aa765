"""Reading decks that others saved, or broke: what is found, and what is refused with one clear problem."""

import re

import pytest

from handbooks import composed, content, layouts, REAL
from minimal import MINIMAL
from pipeline.formats.contract import Found
from pipeline.formats.package import deflate, pack, unpack
from pipeline.formats.pptx.read import read
from pipeline.formats.pptx.write import write
from pipeline.problems import Problems

DECK = write(composed(content(MINIMAL)), (REAL.templates / layouts().deck.template).read_bytes(), layouts(), Problems()).data
PARTS = unpack(DECK)
SLIDE = next(name for name in PARTS if name.startswith("ppt/slides/slide") and b"practices.hanke" in PARTS[name].inflate()[:900])


def edited(old: str, new: str, part: str = SLIDE) -> bytes:
    """The deck with `old` as `new` in a part."""
    text = PARTS[part].inflate().decode()
    assert old in text, old
    return pack({**PARTS, part: deflate(text.replace(old, new).encode())})


def texts(data: bytes) -> list[Found]:
    reading = read(data, "palautettu.pptx", Problems())
    assert reading is not None
    return list(reading.found)


def refusal(data: bytes) -> str:
    problems = Problems()
    assert read(data, "palautettu.pptx", problems) is None
    (problem,) = problems
    assert problem.lines("fi").startswith("palautettu.pptx")
    return problem.code


def test_slides_are_read_in_the_order_of_the_presentation() -> None:
    ids = re.findall(r"<p:sldId [^>]*/>", PARTS["ppt/presentation.xml"].inflate().decode())
    turned = edited("".join(ids), "".join(reversed(ids)), "ppt/presentation.xml")
    first = [text.address.split("/")[0] for text in texts(turned)][0]
    assert first == [text.address.split("/")[0] for text in texts(DECK)][-1]


def test_a_slide_that_is_taken_off_the_list_is_not_read() -> None:
    (gone, *_) = re.findall(r"<p:sldId [^>]*/>", PARTS["ppt/presentation.xml"].inflate().decode())
    assert "handbook/title" not in {text.address for text in texts(edited(gone, "", "ppt/presentation.xml"))}


def test_an_edited_sentence_is_found_where_it_stood() -> None:
    found = texts(edited("Hankkeissa on yhteinen tavoite.", "Muutettu."))
    assert Found("practices.hanke/practices.hanke.goal", "Muutettu.") in found


def test_runs_that_a_program_split_read_as_one_text() -> None:
    split = "Hankkeissa </a:t></a:r><a:r><a:rPr lang=\"fi-FI\" dirty=\"0\"/><a:t>on yhteinen tavoite."
    assert texts(edited("Hankkeissa on yhteinen tavoite.", split)) == texts(DECK)


def test_a_text_box_in_a_group_is_found() -> None:
    box = '<p:grpSp><p:sp><p:nvSpPr><p:cNvPr id="99" name="Oma laatikko"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/>'
    box += "<p:txBody><a:bodyPr/><a:p><a:r><a:t>Muista!</a:t></a:r></a:p></p:txBody></p:sp></p:grpSp></p:spTree>"
    assert Found("practices.hanke/Oma laatikko", "Muista!") in texts(edited("</p:spTree>", box))


def test_a_link_is_read_with_where_it_leads() -> None:
    assert {link for text in texts(DECK) for link in text.links} == {"https://example.fi/laki", "mailto:kaisa@example.fi"}


def test_slide_numbers_are_no_text() -> None:
    assert not [text for text in texts(DECK) if "‹#›" in text.text]


REFUSED = {
    "not a package": (b"hello", "package-damaged"),
    "a Word file": (pack({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<t/>"}), "not-a-deck"),
    "a slide cut short": (pack({**PARTS, SLIDE: deflate(PARTS[SLIDE].inflate()[:700])}), "xml-damaged"),
    "a slide with a DTD": (edited("<p:sld ", '<!DOCTYPE p:sld [<!ENTITY x "y">]><p:sld '), "xml-dtd"),
    "a slide of 300 levels": (edited("</p:spTree>", "<p:grpSp>" * 300 + "</p:grpSp>" * 300 + "</p:spTree>"), "xml-damaged"),
    "one slide listed twice": (edited("slides/slide2.xml", "slides/slide1.xml", "ppt/_rels/presentation.xml.rels"), "deck-slide-twice"),
    "an empty presentation": (pack({**PARTS, "ppt/presentation.xml": b""}), "xml-damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_deck_that_cannot_be_read_gives_one_clear_problem(name: str) -> None:
    data, code = REFUSED[name]
    assert refusal(data) == code


ODD = {
    "a slide that is not there": edited("slides/slide2.xml", "slides/slide99.xml", "ppt/_rels/presentation.xml.rels"),
    "no relationships": pack({name: part for name, part in PARTS.items() if name != "ppt/_rels/presentation.xml.rels"}),
    "slides without names": edited('<p:cSld name="practices.hanke"', "<p:cSld"),
    "a shape without properties": edited("</p:spTree>", "<p:sp><p:spPr/></p:sp></p:spTree>"),
    "a shape without a name": edited("</p:spTree>", '<p:sp><p:nvSpPr><p:cNvPr id="9"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr></p:sp></p:spTree>'),
    "a frame without properties": edited("</p:spTree>", "<p:graphicFrame/></p:spTree>"),
    "no custom properties": pack({name: part for name, part in PARTS.items() if name != "docProps/custom.xml"}),
    "a way out in a relationship": edited("slides/slide2.xml", "../../../etc/passwd", "ppt/_rels/presentation.xml.rels"),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_merely_odd_is_read_as_far_as_it_goes(name: str) -> None:
    assert read(ODD[name], "palautettu.pptx", Problems()) is not None
