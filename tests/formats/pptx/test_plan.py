"""Which slide, which layout, which placeholder; with the layouts of the templates and documents of a few blocks."""

import msgspec
import pytest

from handbooks import layouts, rooms
from pipeline.document.blocks import Cell, Column, Document, Panel, Paragraph, Row, Run, Section, Table
from pipeline.formats.contract import DeckLayouts, Level
from pipeline.formats.pptx.fills import Fill, TableFill
from pipeline.formats.pptx.plan import Slide, measured_fit, plan
from pipeline.problems import Place, Problems, Span

DECK = layouts().deck
HERE = Span("handbook.yaml", 7, 3, 7, 9)


def said(name: str, text: str = "Lyhyt lause.") -> Paragraph:
    return Paragraph(name, (Run(text),), origin=HERE)


def panel(role: str, name: str = "", *texts: str, label: str = "") -> Panel:
    name = name or role
    paragraphs = tuple(said(f"{name}.{n}", text) for n, text in enumerate(texts or ("Lyhyt lause.",), 1))
    return Panel(name, role, paragraphs, said(f"{name}.label", label) if label else None)


def box(number: int, text: str = "Neljä kertaa vuodessa") -> Panel:
    return panel("box", f"box{number}", text, label=f"Laatikko {number}")


LINKS = panel("links", "links", "Hyte-työpöytä", label="Linkki")


def section(kind: str, *parts, title: str = "Otsikko", **more) -> Section:
    return Section("s", kind, said("s.title", title), tuple(parts), **more)


def planned(*sections: Section, deck: DeckLayouts = DECK) -> tuple[tuple[Slide, ...], Problems]:
    problems = Problems()
    return plan(Document("deck", "T", sections, "fi-FI", "P", "S", "2026", "2026-01-01", {}), deck, rooms(deck), problems), problems


def slides(*sections: Section, deck: DeckLayouts = DECK) -> list[tuple[str, list[str]]]:
    """Layout, and names of what is filled, of each slide; nothing may be reported."""
    made, problems = planned(*sections, deck=deck)
    assert not list(problems), [p.lines("en") for p in problems]
    return [(slide.layout.layout, [fill.table.id if isinstance(fill, TableFill) else fill.name for fill in slide.fills]) for slide in made]


def codes(*sections: Section) -> list[str]:
    return [problem.code for problem in planned(*sections)[1]]


PRACTICE = tuple(panel(role, role, label="Otsikko") for role in ("goal", "county", "associations", "realisation"))

# Cutting a section into slides


def test_seven_boxes_and_links_give_four_and_three() -> None:
    parts = (panel("body"), *(box(n) for n in range(1, 8)), LINKS)
    assert slides(section("boxes", *parts)) == [
        ("Laatikot 4", ["body", "box1", "box2", "box3", "box4"]),
        ("Laatikot 3 ja linkki", ["box5", "box6", "box7", "links.label", "links"]),
    ]


@pytest.mark.parametrize("count", range(1, 13))
@pytest.mark.parametrize("extra", [(), (LINKS,)], ids=["boxes", "and links"])
def test_any_count_of_boxes_is_placed_in_order_and_no_slide_is_empty(count: int, extra: tuple[Panel, ...]) -> None:
    made = slides(section("boxes", *(box(n) for n in range(1, count + 1)), *extra))
    placed = [name for _, names in made for name in names if name.startswith("box")]
    assert placed == [f"box{n}" for n in range(1, count + 1)]
    assert all(names for _, names in made)
    assert len(made) <= -(-(count + len(extra)) // 3)


def test_one_slide_has_no_count_and_several_have() -> None:
    assert [slide.part for slide in planned(section("boxes", box(1), box(2)))[0]] == [""]
    assert [slide.part for slide in planned(section("boxes", *(box(n) for n in range(1, 10))))[0]] == ["1/3", "2/3", "3/3"]


def test_every_slide_of_a_section_has_its_title() -> None:
    made, _ = planned(section("boxes", *(box(n) for n in range(1, 8)), title="Monta"))
    assert {slide.title.text for slide in made} == {"Monta"}


def test_notes_stand_on_the_last_slide_of_a_section() -> None:
    made, _ = planned(section("boxes", *(box(n) for n in range(1, 8)), notes=(said("note"),)))
    assert [len(slide.notes) for slide in made] == [0, 1]


def test_sections_keep_their_order() -> None:
    made, _ = planned(section("text", panel("body"), title="A"), section("law", panel("body"), title="B"), section("text", panel("body"), title="C"))
    assert [slide.title.text for slide in made] == ["A", "B", "C"]


def test_fifty_boxes_are_planned_at_once() -> None:
    assert len(slides(section("boxes", *(box(n) for n in range(50))))) == 13


# Choosing a layout

LONG = "Päijät-Hämeen hyvinvointialueen muut suunnitelmat, jotka täydentävät alueellista hyvinvointisuunnitelmaa"


@pytest.mark.parametrize(("title", "layout"), [("Johdanto", "Teksti 1"), (LONG, "Teksti 2")])
def test_a_title_of_two_lines_takes_the_layouts_made_for_two(title: str, layout: str) -> None:
    assert slides(section("text", panel("body"), title=title))[0][0] == layout


def test_links_take_a_layout_with_a_place_for_them() -> None:
    assert slides(section("text", panel("body"), LINKS)) == [("Teksti ja linkki 1", ["body", "links.label", "links"])]


def test_a_full_text_takes_the_tight_layout() -> None:
    full = panel("body", "body", *["sana " * 14] * 10)
    assert slides(section("text", full))[0][0] == "Teksti, tiivis 1"


def test_a_list_alone_takes_the_layout_of_lists() -> None:
    assert slides(section("text", panel("points")))[0][0] == "Luettelo"


def test_a_number_fills_its_place_where_the_layout_has_one() -> None:
    made, _ = planned(section("section", panel("contents"), number="3"))
    number = made[0].fills[0]
    assert (number.placeholder, number.paragraphs[0].text, number.paragraphs[0].id) == ("Numero", "3", "")


# Filling


def test_a_label_without_a_place_stands_first_as_a_heading() -> None:
    made, _ = planned(section("boxes", box(1)))
    (fill,) = made[0].fills
    assert [(p.text, p.style) for p in fill.paragraphs] == [("Laatikko 1", "heading"), ("Neljä kertaa vuodessa", "text")]


def test_a_label_with_a_place_fills_it() -> None:
    practice = section("practice", *(panel(role, role, label=f"{role}!") for role in ("goal", "county", "associations", "realisation")))
    made, _ = planned(practice)
    assert [(fill.placeholder, fill.paragraphs[0].text) for fill in made[0].fills] == [
        ("Tavoitteen otsikko", "goal!"),
        ("Tavoite", "Lyhyt lause."),
        ("Hyvinvointialueen otsikko", "county!"),
        ("Hyvinvointialue", "Lyhyt lause."),
        ("Järjestöjen otsikko", "associations!"),
        ("Järjestöt", "Lyhyt lause."),
        ("Toteutuksen otsikko", "realisation!"),
        ("Toteutus", "Lyhyt lause."),
    ]


def test_a_table_takes_its_place_and_its_note_the_one_beside() -> None:
    table = Table("followup", "followup", (Column("a", said("a"), 1.0),), (Row("r", (Cell("r/a", (said("r/a"),)),)),), note=said("legend"))
    made, _ = planned(section("followup_table", table))
    assert made[0].fills == (TableFill("Taulukko", table, table.id), Fill("Selite", "legend", (table.note,), role="note", again=True))


# Reports


def test_a_kind_that_the_layouts_do_not_know_is_reported_at_its_title() -> None:
    made, problems = planned(section("unknown", panel("body")))
    assert made == () and [(p.code, p.at) for p in problems] == [("no-layout", HERE)]


def test_a_panel_that_no_layout_has_a_place_for_is_reported() -> None:
    assert codes(section("law", panel("goal"))) == ["no-layout"]


def test_without_an_origin_the_contract_is_named() -> None:
    made, problems = planned(Section("s", "unknown", Paragraph("t", (Run("T"),))))
    assert [p.at for p in problems] == [Place("layouts.yaml", "unknown")]


def test_a_kind_without_layouts_is_reported() -> None:
    deck = msgspec.structs.replace(DECK, kinds={"text": ()})
    made, problems = planned(section("text"), deck=deck)
    assert made == () and [p.code for p in problems] == ["no-layout"]


def test_a_paragraph_that_no_slide_holds_is_told_with_its_line_slide_layout_box_and_lines() -> None:
    long = Panel("goal", "goal", (Paragraph("g", (Run("sana " * 600),), origin=Span("handbook.yaml", 90, 5, 90, 9)),))
    made, problems = planned(section("practice", long))
    (problem,) = problems
    values = dict(problem.values)
    assert len(made) == 1
    assert (problem.code, problem.severity, problem.at.line) == ("overfull", "error", 90)
    assert (values["slide"], values["layout"], values["box"], values["title"]) == ("1", "Käytäntö, tavoite", "Tavoite", "Otsikko")
    assert 20 < int(values["lines"]) < 60


def test_every_overfull_panel_is_reported() -> None:
    full = [panel(role, role, "sana " * 600) for role in ("goal", "county", "associations", "realisation")]
    assert codes(section("practice", *full)) == ["overfull"] * 4


def test_a_section_of_no_parts_is_a_slide_with_its_title() -> None:
    made, problems = planned(section("text"))
    assert [(slide.layout.layout, slide.fills) for slide in made] == [("Teksti 1", ())] and not list(problems)


def test_a_title_that_no_layout_holds_is_told_once_however_many_slides_it_stands_on() -> None:
    made, problems = planned(section("boxes", *(box(n) for n in range(1, 10)), title="Erittäin pitkä otsikko " * 12))
    assert len(made) > 1 and [(p.code, dict(p.values)["box"], p.at) for p in problems] == [("overfull", "Otsikko", HERE)]


def test_a_title_that_no_layout_holds_does_not_change_how_its_section_is_cut() -> None:
    boxes = [box(n) for n in range(1, 8)]
    long, _ = planned(section("boxes", *boxes, title="Erittäin pitkä otsikko " * 12))
    assert [slide.layout.layout for slide in long] == [slide.layout.layout for slide in planned(section("boxes", *boxes))[0]]


WORD = "lastensuojelunsijaishuoltoyksikkövastuuhenkilöverkostojenkin"  #: 60 letters


def test_a_word_that_is_wider_than_its_box_is_told_with_its_line_slide_layout_and_box() -> None:
    there = Span("handbook.yaml", 55, 5, 55, 9)
    words = Panel("b", "box", (said("b.1"), Paragraph("b.2", (Run(f"ja {WORD * 2} on"),), origin=there)), said("b.label", "Laatikko"))
    (problem,) = planned(section("boxes", words))[1]
    values = dict(problem.values)
    assert (problem.code, problem.at, values["slide"], values["word"]) == ("word-too-wide", there, "2", WORD * 2)
    assert values["layout"].startswith(("Laatik", "Teksti")) and values["box"]


def test_a_word_that_a_wider_box_holds_takes_that_box() -> None:
    made, problems = planned(section("boxes", box(1), box(2, WORD)))
    assert [slide.layout.layout for slide in made] == ["Laatikot 1", "Laatikko, leveä"] and not list(problems)


def test_every_box_of_a_deck_is_listed_with_how_full_it_is() -> None:
    made, _ = planned(section("text", panel("body"), LINKS), section("boxes", box(1), title="Toinen"))
    fit = measured_fit(made, rooms(DECK))
    assert [(entry.slide, entry.box, entry.block, entry.lines) for entry in fit] == [
        (1, "Otsikko", "s.title", 1), (1, "Teksti", "body.1", 1), (1, "Linkin otsikko", "links.label", 1), (1, "Linkit", "links.1", 1),
        (2, "Otsikko", "s.title", 1), (2, "Laatikko 1", "box1.label", 2),
    ]  # fmt: skip
    assert all(0 < entry.share <= 1 and entry.room >= entry.lines and entry.at == HERE for entry in fit)


def test_two_sections_of_one_title_are_reported() -> None:
    origin = Span("h.yaml", 3, 5, 3, 9)
    one, other = section("text", panel("body")), section("text", panel("body"))
    one = msgspec.structs.replace(one, title=msgspec.structs.replace(one.title, origin=origin))
    (problem,) = planned(one, other)[1]
    assert (problem.code, dict(problem.values)["first"]) == ("A04-title-twice", "h.yaml:3")


def test_role_name_and_address_of_a_person_are_never_parted() -> None:
    def of(person: str, *roles: str) -> list[Panel]:
        return [msgspec.structs.replace(panel(role, f"{person}.{role}"), group=person) for role in roles]

    last = [panel("publisher"), panel("handbook")]
    assert slides(section("closing", *of("a", "role", "name", "email"), *of("b", "role", "name"), *of("c", "role", "email"), *last)) == [
        ("Lopetus", ["a.role", "a.name", "a.email"]),
        ("Lopetus", ["b.role", "b.name"]),
        ("Lopetus", ["c.role", "c.email", "publisher", "handbook"]),
    ]


def test_a_figure_is_not_divided_but_told_as_text_where_it_has_too_many_values() -> None:
    roles = ("mission-label", "mission", "aim-label", "aim", "goals-label", "goals", "goals", "goals", "values-label", "values", "values", "values")
    parts = [panel(role, f"{role}{n}") for n, role in enumerate(roles)]
    assert [layout for layout, _ in slides(section("strategy", *parts))] == ["Strategia"]
    made, _ = planned(section("strategy", *parts, panel("values", "one-more")))
    assert {slide.layout.layout for slide in made} == {"Teksti 2"}
    assert [paragraph.style for paragraph in made[0].fills[0].paragraphs][:2] == ["heading", "text"]


def test_a_template_that_lacks_a_layout_is_told_of_that_and_not_of_what_comes_of_it() -> None:
    gone = msgspec.structs.replace(DECK.kinds["law"][0], layout="Poissa")
    made, problems = planned(section("law", panel("paragraph")), deck=msgspec.structs.replace(DECK, kinds={"law": (gone,)}))
    assert made == () and not list(problems)  # `rooms` tells of it elsewhere


def test_the_levels_of_layouts_say_what_a_paragraph_takes_of_its_box() -> None:
    """A number hangs its text further in than plain text without a bullet, so that its lines are shorter."""
    words = "ja " * 2000
    lines = {}
    for bullet in ("none", "mark", "number"):
        deck = msgspec.structs.replace(DECK, levels={**DECK.levels, "text": Level(bullet=bullet)})
        lines[bullet] = rooms(deck).fullness("Laatikot 4", "Laatikko 1", (said("p", words),)).lines
    assert lines["none"] < lines["mark"] < lines["number"]
