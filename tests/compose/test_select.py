"""What one output may show: references, audiences, fixed words."""

from itertools import product

import pytest

from handbooks import composed, content, words
from minimal import MINIMAL, RESPONSE, replaced
from pipeline.compose.select import Selection
from pipeline.document.blocks import Document, Run, walk
from pipeline.model.output import Output
from pipeline.model.reference import Text
from pipeline.problems import Problems

KINDS = ("deck", "word", "table-blank", "table-filled")
AUDIENCES = ("public", "committee", "internal")
NAME, EMAIL = "Kaisa Esimerkki", "kaisa@example.fi"
NO_ADDRESS = """\
  - id: laki
    text: Laki järjestämisestä
    status: missing
"""
WITH_ADDRESS = """\
  - id: laki
    text: Laki järjestämisestä
    status: verified
    url: https://example.fi/laki
    checked: 2026-10-01
"""


def published(level: str) -> str:
    """The smallest handbook with a person of this level, in the text, in a practice and at the end."""
    source = replaced("    publish: public\n", f"    publish: {level}\n")
    source = replaced("Lue [](laki)", "Kysy [](koordinaattori)", source)
    return replaced("county: {a: Tuetaan}", 'county: {a: "Tukee **[](koordinaattori)**."}', source)


def everything(document: Document) -> str:
    """Whatever of a document can reach a file."""
    blocks = [f"{p.text} {p.markup} {' '.join(run.href for run in p.runs)}" for _, p in walk(document)]
    return "\n".join([*blocks, document.title, document.publisher, document.subject, *document.marks.values()])


def selection(source: str = MINIMAL, audience: str = "public") -> Selection:
    held = content(source)
    output = Output(Text("deck"), "deck", ("pptx",), audience, Text("K"), file=Text("k"))
    return Selection(held, output, held.source.editions[0], words(), Problems())


# References


def test_a_reference_without_words_prints_the_entrys_own_text_with_its_address() -> None:
    assert selection().paragraph("p", Text("Lue [](laki).")).runs == (
        Run("Lue "),
        Run("Laki järjestämisestä", href="https://example.fi/laki"),
        Run("."),
    )


def test_a_reference_with_words_prints_those() -> None:
    assert selection().paragraph("p", Text("[tämä **laki**](laki)")).text == "tämä laki"


def test_a_reference_keeps_its_strength() -> None:
    assert selection().paragraph("p", Text("**[](laki)**")).runs == (Run("Laki järjestämisestä", True, "https://example.fi/laki"),)


def test_a_person_is_printed_as_an_address_that_writes_to_them() -> None:
    assert selection().paragraph("p", Text("[](koordinaattori)")).runs == (Run(EMAIL, href=f"mailto:{EMAIL}"),)


def test_a_person_without_an_address_is_printed_by_name_and_without_a_name_by_role() -> None:
    nameless = replaced(f"    email: {EMAIL}\n", "")
    assert selection(nameless).paragraph("p", Text("[](koordinaattori)")).runs == (Run(NAME),)
    nobody = replaced(f"    name: {NAME}\n", "", nameless)
    assert selection(nobody).paragraph("p", Text("[](koordinaattori)")).runs == (Run("järjestökoordinaattori"),)


@pytest.mark.parametrize("kind", ("deck", "word"))
def test_a_link_without_an_address_is_plain_text_everywhere(kind: str) -> None:
    document = composed(content(replaced(WITH_ADDRESS, NO_ADDRESS)), kind)
    runs = [run for _, paragraph in walk(document) for run in paragraph.runs]
    assert any("Laki järjestämisestä" in run.text for run in runs)
    assert not [run for run in runs if run.href and not run.href.startswith("mailto:")]


def test_an_unknown_reference_is_reported_where_it_stands() -> None:
    chosen = selection()
    chosen.paragraph("p", Text("[](lakki)"))
    assert [(p.code, dict(p.values)["nearest"]) for p in chosen.problems] == [("unknown-reference", "laki")]


def test_used_links_are_given_once_in_order_and_then_forgotten() -> None:
    chosen = selection()
    chosen.paragraph("p", Text("[](laki) [uudestaan](laki)"))
    assert chosen.used_links() == (("laki", "Laki järjestämisestä", "https://example.fi/laki"),)
    assert chosen.used_links() == ()


# Audiences


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", ("committee", "internal", "none"))
def test_a_person_who_is_not_for_the_public_is_in_no_public_output(kind: str, level: str) -> None:
    shown = everything(composed(content(published(level), RESPONSE), kind))
    assert NAME not in shown and EMAIL not in shown


@pytest.mark.parametrize(("level", "audience"), list(product(("public", "committee", "internal", "none"), AUDIENCES)))
def test_a_contact_is_shown_where_its_level_allows(level: str, audience: str) -> None:
    allowed = level != "none" and AUDIENCES.index(level) <= AUDIENCES.index(audience)
    shown = everything(composed(content(published(level)), "deck", audience))
    assert (NAME in shown, EMAIL in shown) == (allowed, allowed)


def test_in_place_of_a_hidden_contact_stands_the_role() -> None:
    document = composed(content(published("none")))
    assert next(p for _, p in walk(document) if p.id == "sections.alku.text.p1").text == "Kysy järjestökoordinaattori ja tämä."
    assert next(p for _, p in walk(document) if p.id == "people.koordinaattori.role").text == "Järjestökoordinaattori"


# Fixed words


def test_a_fixed_word_is_filled_and_points_to_the_templates() -> None:
    paragraph = selection().fixed("p", "contents")
    assert (paragraph.text, paragraph.editable, paragraph.origin.path.endswith("words.yaml")) == ("Sisällys", False, True)
    assert selection().word("own-assessment", choice="K") == "Oma arvio: K"


def test_a_word_that_the_templates_lack_is_reported_and_empty() -> None:
    chosen = selection()
    assert chosen.word("no-such-word") == ""
    assert [p.code for p in chosen.problems] == ["word-missing"]
