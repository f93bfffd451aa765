"""The packet as PDF: every text comes back, the letter is one page, the document at most sixteen, and a box to tick is a drawing that nobody hears."""

import pytest
from msgspec.structs import replace

from packets import real_packet, small_packet
from pipeline.document.blocks import Document, walk
from pipeline.formats.contract import Rendering
from pipeline.formats.matching import Expected, Match, match
from pipeline.manifest import fixed_texts

from .checkers import failed
from .documents import contents, cover, document, headings, made, pages, panel, rendered, section, words
from .files import reading

MOST = {"letter": 1, "document": 16}
PARTS = [(part, party) for part in MOST for party in ("", "jarjestot")]


def compared(of: Document, rendering: Rendering) -> Match:
    expected = [Expected(block.id, rendering.addresses[block.id], block.text, block.links) for _, block in walk(of)]
    return match(expected, reading(rendering.data).found, fixed_texts(of, rendering.fixed))


@pytest.mark.parametrize(("part", "party"), PARTS)
def test_every_text_is_found_and_nothing_else_on_no_more_pages_than_it_may_have(part: str, party: str) -> None:
    packet = real_packet(part, party)
    rendering = made(packet)
    assert compared(packet, rendering) == Match(len(list(walk(packet))), (), ())
    assert len(pages(rendering.data)) <= MOST[part]


@pytest.mark.parametrize("part", MOST)
def test_two_checkers_find_nothing(part: str) -> None:
    assert failed(made(real_packet(part)).data) == []


def test_the_headings_of_the_letter_are_its_title_and_the_steps() -> None:
    assert headings(made(small_packet("letter")).data) == [("H1", "Tervetuloa"), ("H2", "Näin käytät pakettia")]


def test_the_checklist_has_its_words_without_a_sign_for_the_box() -> None:
    found = [text.text for text in reading(made(small_packet("document")).data).found]
    assert "Lue käsikirja." in found and not any("\u2610" in text or "\u25a1" in text for text in found)


@pytest.mark.parametrize(("depth", "count"), [(1, 2), (2, 3)])
def test_what_follows_a_list_of_contents_of_one_level_stands_on_its_page(depth: int, count: int) -> None:
    first = section("a", panel("body", words("a.body", "Teksti.")), kind="part", number="1")
    assert len(pages(rendered(document(cover(), replace(contents(), depth=depth), first)))) == count


@pytest.mark.parametrize(("kind", "count"), [("part", 3), ("chapter", 4), ("checklist", 4), ("supplies", 4)])
def test_parts_run_on_but_for_those_that_are_pages_of_their_own(kind: str, count: int) -> None:
    body = panel("body", words("body", "Teksti."))
    made_of = (section("a", body, kind=kind if kind == "chapter" else "part", number="1"), section("b", body, kind=kind, number="2"))
    assert len(pages(rendered(document(cover(), contents(), *made_of)))) == count
