"""What is said of a brand's Word file: what it offers, what fits, what is missing; what cannot be a template is refused with one sentence."""

import json
import re

import msgspec
import pytest

from pipeline.formats.package import pack

from .brands import BLOCKS, NAMES, brand, changed, own, profiled
from .documents import LAYOUTS, TEMPLATES, cover, document, rendered, section

STYLES, DOCUMENT, TYPES = "word/styles.xml", "word/document.xml", "[Content_Types].xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def best(data: bytes) -> dict[str, tuple[str, str]]:
    """For each of our styles the brand's best, and why."""
    found, _ = profiled(data)
    return {choice.wanted: (choice.candidates[0].style, choice.candidates[0].reason) for choice in found.proposal.choices if choice.candidates}


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in profiled(data)[1]]


@pytest.mark.parametrize("block", BLOCKS)
def test_our_own_template_offers_everything_by_its_own_names(block: str):
    wanted = BLOCKS[block]
    found, problems = profiled(own(wanted), "templates/" + wanted.template, wanted)
    assert found.proposal.layouts == wanted and not found.proposal.missing
    assert {problem.code for problem in problems} <= {"template-sections"}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_another_house_is_profiled_and_turns_into_json(name: str):
    found, problems = profiled(brand(name), f"mallit/{name}")
    assert found is not None and found.pages is not None and found.styles
    told = json.loads(msgspec.json.encode(found))
    assert told["proposal"]["layouts"]["template"] == name.rsplit(".", 1)[0] + ".docx"
    assert all(problem.lines("fi") and problem.lines("en") for problem in problems)


def test_a_built_in_style_is_known_by_its_name_whatever_its_id():
    fits = best(brand("officer.docx"))
    assert fits["Heading1"] == ("Titre1", "name") and fits["TOC1"] == ("TM1", "name")


def test_a_style_of_a_finnish_word_is_known_by_its_name():
    def localised(data: bytes) -> bytes:
        return re.sub(rb'(w:styleId|w:basedOn w:val|w:next w:val|w:link w:val)="Heading(\d)"', rb'\1="Otsikko\2"', data)

    assert best(changed(brand("python-docx.docx"), STYLES, localised))["Heading2"] == ("Otsikko2", "name")


def test_our_styles_are_known_by_their_names_after_libreoffice_has_given_them_other_ids():
    found, _ = profiled(brand("libreoffice-handbook.docx"))
    assert best(brand("libreoffice-handbook.docx"))["Goal"] == ("Tavoite", "name") and not found.proposal.missing


def test_a_heading_without_its_name_is_known_by_its_outline_level():
    data = changed(brand("pandoc-3.9.docx"), STYLES, lambda part: part.replace(b'"heading 2"', b'"Alueen otsikko"'))
    assert best(data)["Heading2"] == ("Heading2", "outline-level")


def test_a_table_style_with_a_header_row_stands_for_ours_only_where_the_house_made_or_wears_it():
    assert best(brand("officer.docx"))["Handbook"] == ("tabletemplate", "header-row")
    assert best(brand("docxbuilder.docx"))["Handbook"] == ("Table", "header-row")
    assert "Handbook" not in best(brand("python-docx.docx"))


def test_a_list_style_without_a_list_fits_nothing_and_is_told():
    data = changed(brand("python-docx.docx"), STYLES, lambda part: re.sub(rb"<w:numPr>.*?</w:numPr>", b"", part, flags=re.S))
    assert "ListBullet" not in best(data) and "template-list-unmarked" in codes(data)


def test_what_is_missing_too_small_or_pale_is_named():
    _, problems = profiled(brand("python-docx.docx"))
    said = {(problem.code, problem.at.spot) for problem in problems}
    assert {
        ("template-styles-missing", ""), ("template-section-missing", ""), ("template-no-page-number", ""), ("template-control-missing", ""),
        ("template-small-text", "caption"), ("template-low-contrast", "heading 2"), ("template-pale-colour", "accent3"), ("template-language", ""),
    } <= said  # fmt: skip
    missing = next(problem for problem in problems if problem.code == "template-styles-missing")
    assert "Goal" in missing.message("en") and "Heading1" not in missing.message("en")


def test_headings_that_number_themselves_are_told():
    assert "template-heading-numbered" in codes(brand("officer.docx"))


def test_a_file_without_theme_table_style_and_with_text_of_its_own_is_told():
    assert {"template-no-theme", "template-no-header-row", "template-body-text"} <= set(codes(brand("libreoffice-letter.docx")))


def test_several_sections_and_tracked_changes_are_told():
    assert "template-sections" in codes(brand("npm-docx.docx"))
    made = rendered(document(cover(), section("a")))
    data = changed(made, DOCUMENT, lambda part: part.replace(b"<w:r>", b'<w:ins w:id="1" w:author="x"><w:r>', 1).replace(b"</w:r>", b"</w:r></w:ins>", 1))
    assert "template-tracked" in codes(data)


def test_headers_and_footers_are_told_with_their_controls_and_page_numbers():
    found, _ = profiled(own(LAYOUTS.word))
    first = next(margin for margin in found.margins if margin.pages == ("first",) and margin.kind == "header")
    assert first.tags == ("publisher", "document", "edition", "date", "example") and first.page_number
    landscape, _ = profiled(brand("officer-landscape.docx"))
    assert {margin.pages for margin in landscape.margins} == {("default",), ("even",)} and any(margin.page_number for margin in landscape.margins)


def test_words_of_a_header_that_no_control_holds_are_told():
    _, problems = profiled(brand("libreoffice-handbook.docx"))
    assert "Julkaisija" in next(problem.message("fi") for problem in problems if problem.code == "template-fixed-text")
    assert "template-fixed-text" not in codes(own(LAYOUTS.word))


def test_a_style_that_is_based_on_itself_ends_where_it_began():
    data = changed(brand("pandoc-3.9.docx"), STYLES, lambda part: part.replace(b'<w:basedOn w:val="Normal"', b'<w:basedOn w:val="BodyText"'))
    assert profiled(data)[0] is not None


def strict(data: bytes) -> bytes:
    return data.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main")


def macros(data: bytes) -> bytes:
    return data.replace(b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", b"application/vnd.ms-word.document.macroEnabled.main+xml")


@pytest.mark.parametrize(
    "data, code",
    [
        (b"", "package-damaged"),
        (b"{\\rtf1}", "package-damaged"),
        (own(LAYOUTS.word)[:4000], "package-damaged"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "template-encrypted"),
        (OLE + "WordDocument".encode("utf-16-le"), "template-old-format"),
        (pack({"a.xml": b"<a/>"}), "package-damaged"),
        (pack({TYPES: b"<Types/>"}), "not-a-word-file"),
        (changed(own(LAYOUTS.word), TYPES, macros), "template-macros"),
        (changed(own(LAYOUTS.word), DOCUMENT, strict), "template-strict"),
        (changed(own(LAYOUTS.word), DOCUMENT, lambda part: b"<a/>"), "not-a-word-file"),
        (changed(own(LAYOUTS.word), DOCUMENT, lambda part: part[:500]), "xml-damaged"),
        (changed(own(LAYOUTS.word), STYLES, lambda part: b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'), "xml-dtd"),
        (changed(own(LAYOUTS.word), "word/header1.xml", lambda part: b"<"), "xml-damaged"),
        (changed(own(LAYOUTS.word), "word/_rels/document.xml.rels", lambda part: part.replace(b"styles.xml", b"none.xml")), "template-damaged"),
    ],
)  # fmt: skip
def test_what_can_be_no_template_gets_one_clear_sentence(data: bytes, code: str):
    found, problems = profiled(data)
    assert found is None and [problem.code for problem in problems] == [code]


def test_a_deck_is_no_word_file():
    found, problems = profiled((TEMPLATES / "handbook.pptx").read_bytes())
    assert found is None and [problem.code for problem in problems] == ["not-a-word-file"]
