"""Laws over real input: the handbook stressed until it overflows, and the handbook in every brand's template, is read back as it was written."""

from functools import lru_cache

import pytest
from msgspec.structs import replace

from formats.pptx.brands import DECKS, FOLDER, REFUSED
from handbooks import REAL, real, real_files
from pipeline.document.blocks import Document, walk
from pipeline.formats.contract import Layouts, Rendering
from pipeline.formats.matching import Expected, Match, match
from pipeline.formats.pptx.offer import offered
from pipeline.formats.pptx.propose import proposed
from pipeline.formats.pptx.read import read
from pipeline.formats.pptx.template import read_template
from pipeline.formats.pptx.write import write
from pipeline.manifest import fixed_texts
from pipeline.problems import Problems
from stressed import WORD, repeated, with_contribution, with_practices, with_rows, with_titles, with_word

DECK = real_files()["deck.pptx"].document
TEMPLATE = (REAL.templates / real().layouts.deck.template).read_bytes()
FITTING = {
    "each text twice": repeated(DECK, 2),
    "each text three times": repeated(DECK, 3),
    "a contribution of 900 characters": with_contribution(DECK, 900),
    "25 practices": with_practices(DECK, 25),
    "25 rows of follow-up": with_rows(DECK, "followup", 25),
    "40 development items": with_rows(DECK, "development", 40),
    "25 rows of follow-up and each text three times": repeated(with_rows(DECK, "followup", 25), 3),
}


def written(document: Document, template: bytes = TEMPLATE, layouts: Layouts | None = None) -> tuple[Rendering | None, Problems]:
    problems = Problems()
    return write(document, template, layouts or real().layouts, problems), problems


def read_back(document: Document, rendering: Rendering) -> Match:
    """How a written document compares with itself when it is read."""
    reading = read(rendering.data, "deck.pptx", Problems())
    assert reading is not None
    blocks = {p.id: Expected(p.id, rendering.addresses.get(p.id, ""), p.text, p.links) for _, p in walk(document) if p.text}
    return match(blocks.values(), reading.found, fixed_texts(document))


@pytest.mark.parametrize("name", FITTING)
def test_a_stressed_deck_is_made_without_a_problem_and_read_back_as_written(name: str) -> None:
    document = FITTING[name]
    rendering, problems = written(document)
    assert rendering is not None and not list(problems), [p.lines("en") for p in problems]
    result = read_back(document, rendering)
    assert (result.differing, result.unplaced) == ((), ())
    assert all(0 <= box.share <= 1 for box in rendering.fit())


def test_a_stressed_deck_goes_on_over_more_slides() -> None:
    plain, stressed = (written(document)[0] for document in (DECK, FITTING["each text three times"]))
    assert max(box.slide for box in stressed.fit()) > max(box.slide for box in plain.fit())


def test_titles_that_no_slide_holds_are_told_each_at_its_line() -> None:
    document = with_titles(DECK, 180)
    rendering, problems = written(document)
    told = {(p.at.path, p.at.line) for p in problems.errors()}
    known = {(s.title.origin.path, s.title.origin.line) for s in document.sections}
    assert rendering is None and {p.code for p in problems} == {"overfull"} and told <= known
    assert len(problems.errors()) >= len(document.sections) - 2  # the cover, and whoever has room for so long a title


def test_a_word_of_60_letters_is_held_by_a_wider_box_or_told_at_its_line() -> None:
    document = with_word(DECK, WORD * 2)
    rendering, problems = written(document)
    goals = [part.paragraphs[0].origin for s in document.sections if s.kind == "practice" for part in s.parts if part.role == "goal"]
    assert rendering is None
    assert {p.at.line for p in problems.errors() if p.code == "word-too-wide"} == {origin.line for origin in goals}
    assert written(with_word(DECK))[0] is not None


# Brands

TOO_LONG = {"autopptx.pptx", "libreoffice-metropolis.pptx"}  #: templates whose places the handbook's titles are too long for


@lru_cache
def in_brand(name: str) -> tuple[Rendering | None, Problems]:
    """The real handbook in a brand's template by the proposed mapping."""
    problems = Problems()
    data = (FOLDER / name).read_bytes()
    template = read_template(data, name, problems)
    if template is None:
        return None, problems
    proposal = proposed(template, offered(template), real().layouts.deck)
    return written(DECK, data, replace(real().layouts, deck=proposal.layouts))


@pytest.mark.parametrize("name", DECKS)
def test_the_handbook_in_a_brands_template_is_read_back_as_written_or_refused_with_its_lines(name: str) -> None:
    rendering, problems = in_brand(name)
    if rendering is None:
        assert name in TOO_LONG and {p.code for p in problems.errors()} <= {"overfull", "word-too-wide"}
        assert all(p.at.line and dict(p.values)["box"] for p in problems.errors())
        return
    assert {p.code for p in problems} <= {"font-substituted"}
    result = read_back(DECK, rendering)
    assert (result.differing, result.unplaced) == ((), ())


@pytest.mark.parametrize("name", REFUSED)
def test_a_brands_file_that_can_be_no_template_is_refused_in_one_sentence(name: str) -> None:
    rendering, problems = in_brand(name)
    assert rendering is None and [p.code for p in problems] == [REFUSED[name]]
