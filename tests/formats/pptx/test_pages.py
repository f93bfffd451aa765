"""How a section is cut into slides: few of them, in order, nothing torn that belongs together; with the layouts of the templates."""

import msgspec
import pytest

from handbooks import rooms
from formats.pptx.test_any_document import Counting
from formats.pptx.test_plan import DECK, LINKS, PRACTICE, box, panel, planned, said, section, slides
from pipeline.document.blocks import Panel
from pipeline.formats.contract import Layout, Placeholders
from pipeline.formats.pptx.fills import Fill
from pipeline.formats.pptx.pages import pages
from pipeline.formats.pptx.plan import Slide
from pipeline.problems import Problems

SENTENCE = "Järjestöyhteistyön käsikirja on tarkoitettu päivittyväksi tietopaketiksi alueen toimijoille."


def long(role: str, count: int, style: str = "text", label: str = "", times: int = 2) -> Panel:
    """A panel of so many paragraphs of two sentences, each with its number in it."""
    paragraphs = tuple(msgspec.structs.replace(said(f"{role}.{n}", f"{n}. " + f"{SENTENCE} " * times), style=style) for n in range(1, count + 1))
    return Panel(role, role, paragraphs, said(f"{role}.label", label) if label else None)


def texts(made: tuple[Slide, ...], role: str) -> list[list[str]]:
    """The ids of a panel's paragraphs, slide by slide."""
    return [[p.id for fill in slide.fills if isinstance(fill, Fill) and fill.role == role for p in fill.paragraphs] for slide in made]


def together(pages: list[list[str]]) -> list[str]:
    return [name for page in pages for name in page]


@pytest.mark.parametrize("count", (1, 5, 9, 14, 30, 60))
def test_a_long_panel_goes_on_between_its_paragraphs_and_each_stands_once_in_order(count: int) -> None:
    made, problems = planned(section("text", long("body", count)))
    assert together(texts(made, "body")) == [f"body.{n}" for n in range(1, count + 1)]
    assert not list(problems) and all(texts(made, "body"))


def test_a_section_takes_the_fewest_slides_that_hold_it() -> None:
    sizes = {count: len(planned(section("text", long("body", count)))[0]) for count in range(1, 25)}
    full = max(count for count, pages in sizes.items() if pages == 1)
    assert all(pages == -(-count // full) for count, pages in sizes.items()), sizes


def test_the_slides_of_a_section_are_evenly_full() -> None:
    made, _ = planned(section("text", long("body", 22)))
    counts = [len(page) for page in texts(made, "body")]
    assert max(counts) - min(counts) <= 1, counts


def test_a_section_that_fits_one_slide_is_not_divided() -> None:
    assert slides(section("practice", *PRACTICE))[0][0] == "Käytäntö"


def test_a_practice_is_first_divided_between_its_panels() -> None:
    made, problems = planned(section("practice", panel("goal", "goal", "Tavoite", label="A"), long("county", 3, label="B"), long("associations", 3, label="C"), panel("realisation", "realisation", "Toteutus", label="D")))
    assert [slide.layout.layout for slide in made] == ["Käytäntö 1", "Käytäntö 2"] and not list(problems)


def test_a_layout_for_a_whole_section_takes_no_part_of_one() -> None:
    made, _ = planned(section("practice", *(long(role, 6, label="Otsikko") for role in ("goal", "county", "associations", "realisation"))))
    assert len(made) > 1 and not any(slide.layout.whole for slide in made)


def test_a_panel_that_goes_on_says_its_label_again() -> None:
    made, problems = planned(section("practice", long("county", 20, label="Hyvinvointialueen panos")))
    labels = [[p.text for fill in slide.fills if isinstance(fill, Fill) for p in fill.paragraphs if p.id == "county.label"] for slide in made]
    assert len(made) > 1 and labels == [["Hyvinvointialueen panos"]] * len(made) and not list(problems)


def test_a_numbered_list_that_goes_on_counts_on() -> None:
    made, _ = planned(section("text", long("points", 30, "number")))
    starts = [fill.start for slide in made for fill in slide.fills]
    ends = [len(page) for page in texts(made, "points")]
    assert len(made) > 2 and starts == [1 + sum(ends[:n]) for n in range(len(ends))]


def test_two_numbered_lists_of_other_roles_count_for_themselves() -> None:
    made, _ = planned(section("practice", long("county", 2, "number"), long("associations", 2, "number")))
    assert {fill.start for slide in made for fill in slide.fills} == {1}


def test_panels_of_one_group_are_not_divided_even_where_they_are_long() -> None:
    group = [msgspec.structs.replace(panel(role, role, SENTENCE), group="a") for role in ("role", "name", "email")]
    made, _ = planned(section("closing", *group, *(msgspec.structs.replace(panel(one.role, f"b{one.id}"), group="b") for one in group)))
    assert [[fill.name for fill in slide.fills] for slide in made] == [["role", "name", "email"], ["brole", "bname", "bemail"]]


def test_a_large_group_that_no_slide_holds_takes_no_longer_than_its_size_allows() -> None:
    """Nothing is tried that begins inside a group: with n panels that would be as many tries as n³."""
    measured = Counting(rooms(DECK).template, DECK, Problems())
    group = tuple(msgspec.structs.replace(box(n), group="a") for n in range(40))
    stacked = (Layout(layout="Teksti 2", panels={"box": Placeholders(text=("Teksti",), stacked=True)}),)
    pages(section("boxes"), group, stacked, measured)
    assert measured.asked < 5 * len(group)


def test_links_that_are_too_many_for_their_band_stand_on_a_slide_of_their_own() -> None:
    links = Panel("links", "links", tuple(said(f"l{n}", SENTENCE) for n in range(3)), said("links.label", "Linkit"))
    made, problems = planned(section("text", panel("body"), links))
    assert [slide.layout.layout for slide in made] == ["Teksti 1", "Luettelo"] and not list(problems)


def test_a_title_of_two_lines_with_its_count_is_measured_with_it() -> None:
    """A title that just fits on one slide must have room for ` 1/2` on two."""
    title = next(text for n in range(20, 200) if len(planned(section("text", panel("body"), title=(text := "W" * (n // 2) + " " + "W" * (n // 2))))[1].errors()) == 0)
    made, problems = planned(section("text", long("body", 20), title=title))
    assert len(made) > 1 and not list(problems)


def test_a_section_with_one_paragraph_that_no_slide_holds_still_lays_out_the_rest() -> None:
    monster = Panel("goal", "goal", (said("goal.1", SENTENCE * 30),), said("goal.label", "Tavoite"))
    made, problems = planned(section("practice", monster, panel("county", "county", label="B"), panel("associations", "associations", label="C"), panel("realisation", "realisation", label="D")))
    assert [p.code for p in problems] == ["overfull"]
    assert {role for slide in made for fill in slide.fills for role in [fill.role]} == {"goal", "county", "associations", "realisation"}


def test_boxes_and_links_keep_their_order_over_the_slides() -> None:
    made, _ = planned(section("boxes", *(box(n, SENTENCE) for n in range(1, 8)), LINKS))
    names = [fill.name for slide in made for fill in slide.fills]
    assert names == [*(f"box{n}" for n in range(1, 8)), "links.label", "links"]
