"""The packet in Word: the letter's order on its page, boxes to tick, which parts begin a page; every text comes back as it was written."""

from pathlib import Path

import pytest
from docx import Document as opened
from lxml import etree

from handbooks import layouts
from libreoffice import convert
from packets import real_packet, small_packet
from pipeline.document.blocks import Document, walk
from pipeline.formats.address import bookmark
from pipeline.formats.docx.read import read
from pipeline.formats.package import pack, unpack
from pipeline.problems import Problems
from readers.pages import pages

from .documents import rendered

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MOST = 16  #: pages of the packet's document


def paragraphs(document: Document) -> list[etree._Element]:
    return list(etree.fromstring(unpack(rendered(document))["word/document.xml"].inflate()).iter(f"{W}p"))


def style(paragraph: etree._Element) -> str:
    return paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")


def text(paragraph: etree._Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(f"{W}t"))


def heading(document: Document, words: str) -> etree._Element:
    return next(p for p in paragraphs(document) if style(p).startswith("Heading") and text(p).endswith(words))


@pytest.mark.parametrize("part", ["letter", "document"])
@pytest.mark.parametrize("party", ["", "jarjestot"])
def test_every_text_of_the_real_packet_comes_back_at_its_address(part: str, party: str) -> None:
    document = real_packet(part, party)
    found = [(one.address, one.text.replace("\u2011", "-").strip()) for one in read(rendered(document), "a.docx", Problems()).found]
    expected = [(bookmark(block.id), block.text.replace("\u2011", "-")) for _, block in walk(document)]
    assert len(expected) > 15 and [pair for pair in expected if pair not in found] == []


def test_a_box_that_is_ticked_is_no_change_of_the_text() -> None:
    data = rendered(small_packet("document"))
    parts = {name: part.inflate() for name, part in unpack(data).items()}
    ticked = parts["word/document.xml"].replace("\u2610".encode(), "\u2612".encode())
    assert ticked != parts["word/document.xml"]
    said = [[(one.address, one.text) for one in read(file, "a.docx", Problems()).found] for file in (data, pack(parts | {"word/document.xml": ticked}))]
    assert said[0] == said[1] and not any("\u2610" in words for _, words in said[0])


def test_each_line_of_the_checklist_has_a_box_that_is_named_and_cannot_be_deleted() -> None:
    lines = [p for p in paragraphs(small_packet("document")) if style(p) == "Checklist"]
    assert [text(p) for p in lines] == ["\u2610Lue käsikirja.", "\u2610Merkitse kokouspäivät. Päivät puuttuvat"]
    for line in lines:
        properties = line.find(f"{W}sdt/{W}sdtPr")
        assert text(line)[1:].startswith(properties.find(f"{W}alias").get(f"{W}val")) and properties.find(f"{W}lock").get(f"{W}val") == "sdtLocked"
        assert properties.find(f"{W14}checkbox/{W14}checked").get(f"{W14}val") == "0"


def test_the_numbers_of_all_controls_differ() -> None:
    numbers = [node.get(f"{W}val") for p in paragraphs(real_packet("document")) for node in p.iterfind(f".//{W}sdtPr/{W}id")]
    assert len(numbers) == 12 and len(set(numbers)) == 12


def test_the_letter_begins_with_whom_it_is_for_and_then_its_title() -> None:
    styles = [style(p) for p in paragraphs(small_packet("letter"))]
    assert styles[:3] == ["Recipient", "Address", "LetterTitle"] and styles.count("ListNumber") == 2 and styles[-1] == "Enclosures"


@pytest.mark.parametrize(("words", "begins"), [("Lakiperusta", False), ("Kokoonpano", False), ("Muistilista", True), ("Täydennettävä ennen jakelua", True)])
def test_parts_run_on_but_for_those_that_are_pages_of_their_own(words: str, begins: bool) -> None:
    assert (heading(small_packet("document"), words).find(f"{W}pPr/{W}pageBreakBefore") is not None) == begins


def test_the_contents_field_lists_the_first_level_and_the_first_part_follows_it() -> None:
    found = paragraphs(small_packet("document"))
    code = next(node.text for p in found for node in p.iter(f"{W}instrText") if "TOC" in node.text)
    assert '"1-1"' in code and [p for p in found if style(p) == "TOC2"] == [] and len([p for p in found if style(p) == "TOC1"]) == 12
    assert heading(small_packet("document"), "Tervetuloa").find(f"{W}pPr/{W}pageBreakBefore") is None


def test_another_reader_opens_the_files(tmp_path: Path) -> None:
    for part in ("letter", "document"):
        path = tmp_path / f"{part}.docx"
        path.write_bytes(rendered(real_packet(part)))
        assert opened(str(path)).paragraphs and layouts().word.template == "handbook.docx"


@pytest.mark.long
@pytest.mark.parametrize(("part", "most"), [("letter", 1), ("document", MOST)])
@pytest.mark.parametrize("party", ["", "jarjestot", "maakuntaliitto"])
def test_the_letter_is_one_page_and_the_document_at_most_sixteen(part: str, most: int, party: str, needs, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(rendered(real_packet(part, party)))
    assert len(pages(needs("pdftotext"), convert(needs("soffice"), path, tmp_path), path)) <= most
