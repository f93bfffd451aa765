"""What a placeholder says of its text, by itself and by inheritance, and how much text it holds; in templates of a few lines."""

from xml.etree import ElementTree

import pytest
from msgspec.structs import astuple

from formats.pptx.brands import FRAME, level, shape, template
from pipeline.document.blocks import Paragraph, Run
from pipeline.formats.contract import DeckLayouts, Level as Style
from pipeline.formats.pptx.colours import colour_of, figures
from pipeline.formats.pptx.levels import Level, area
from pipeline.formats.pptx.levels import level as read_level
from pipeline.formats.pptx.rooms import Fullness, Rooms
from pipeline.formats.pptx.template import Template
from pipeline.problems import Problems

STYLES = {"text": Style(), "bullet": Style(level=1), "number": Style(bullet="number"), "heading": Style(strong=True)}
WORDS = "Järjestöyhteistyön käsikirja on tarkoitettu päivittyväksi tietopaketiksi alueen toimijoille. " * 6
NO_INSETS = 'lIns="0" tIns="0" rIns="0" bIns="0"'


def rooms(made: Template) -> Rooms:
    return Rooms(made, DeckLayouts(template="talo.pptx", kinds={}, levels=STYLES), Problems())


def one(body: str = NO_INSETS, levels: str = level(1, of_run='sz="2000"'), geometry: str = "", ph: str = 'type="body" idx="1"', **more) -> Template:
    """A template of one layout with one placeholder."""
    return template({"Asettelu": shape("Teksti", ph, body=body, levels=levels, geometry=geometry)}, **more)


def said(text: str, style: str = "text") -> Paragraph:
    return Paragraph("p", (Run(text),), style=style)


def fullness(made: Template, *paragraphs: Paragraph, size: float = 0.0) -> Fullness:
    return rooms(made).fullness("Asettelu", "Teksti", paragraphs or (said(WORDS),), size)


def looks(made: Template, number: int = 0, layout: str = "Asettelu") -> Level:
    part = made.layout(layout)
    return read_level(part.placeholders["Teksti"], number, made.palette(part.master))


# How much room there is


def test_insets_that_nobody_says_are_those_of_the_standard() -> None:
    made = one(body="")
    assert astuple(area(made.layout("Asettelu").placeholders["Teksti"])) == (400 - 14.4, 200 - 7.2, 1)


def test_insets_make_the_lines_shorter_and_the_box_lower() -> None:
    wide, narrow = fullness(one()), fullness(one(body='lIns="1270000" tIns="1270000" rIns="0" bIns="0"'))
    assert narrow.lines > wide.lines and narrow.room < wide.room


def test_columns_share_the_width_but_for_the_gaps() -> None:
    place = one(body=f'{NO_INSETS} numCol="2" spcCol="254000"').layout("Asettelu").placeholders["Teksti"]
    assert astuple(area(place)) == (190, 200, 2)


def test_a_text_goes_on_in_the_next_column() -> None:
    single, double = fullness(one()), fullness(one(body=f'{NO_INSETS} numCol="2"'))
    assert double.lines > single.lines and double.room > single.room


@pytest.mark.parametrize(("geometry", "cut"), [
    ('<a:prstGeom prst="rect"/>', 0), ('<a:prstGeom prst="roundRect"/>', 200 * 0.16667 * 0.29289),
    ('<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val 50000"/></a:avLst></a:prstGeom>', 200 * 0.5 * 0.29289),
])  # fmt: skip
def test_a_rounded_shape_leaves_its_corners_free(geometry: str, cut: float) -> None:
    found = area(one(geometry=geometry).layout("Asettelu").placeholders["Teksti"])
    assert (found.width, found.height) == (pytest.approx(400 - 2 * cut, abs=0.01), pytest.approx(200 - 2 * cut, abs=0.01))


def test_indents_make_lines_shorter_and_a_hanging_first_line_does_not_stick_out() -> None:
    plain = fullness(one())
    hanging = fullness(one(levels=level(1, 'marL="635000" indent="-635000"', '<a:buChar char="•"/>', 'sz="2000"')))
    assert hanging.lines > plain.lines


def test_spacing_before_the_first_paragraph_takes_no_room_and_between_others_it_does() -> None:
    spaced = one(levels=level(1, "", '<a:spcBef><a:spcPts val="2000"/></a:spcBef>', 'sz="2000"'))
    assert fullness(spaced, said("Yksi")).share == fullness(one(), said("Yksi")).share
    height = (fullness(spaced, said("Yksi"), said("Kaksi")).share - fullness(one(), said("Yksi"), said("Kaksi")).share) * 200
    assert height == pytest.approx(20, abs=0.1)


def test_lines_are_as_high_as_the_level_says_in_shares_or_points() -> None:
    tight = fullness(one(levels=level(1, "", '<a:lnSpc><a:spcPct val="80000"/></a:lnSpc>', 'sz="2000"')))
    exact = fullness(one(levels=level(1, "", '<a:lnSpc><a:spcPts val="5000"/></a:lnSpc>', 'sz="2000"')), said("Yksi"))
    assert tight.share == pytest.approx(fullness(one()).share * 0.8, rel=0.001) and exact.share == pytest.approx(50 / 200)


def test_a_size_given_in_the_contract_takes_the_place_of_the_templates() -> None:
    assert fullness(one(), size=40).lines > fullness(one()).lines


def test_capitals_are_measured_as_capitals() -> None:
    assert fullness(one(levels=level(1, of_run='sz="2000" cap="all"'))).lines > fullness(one()).lines


def test_bold_is_measured_as_bold() -> None:
    bold = one(levels=level(1, of_run='sz="2000" b="1"'))
    text = " ".join(f"sana{n} ja muut{n * n}" for n in range(300))
    assert fullness(bold, said(text)).lines > fullness(one(), said(text)).lines
    assert fullness(one(), said(text, "heading")).lines == fullness(bold, said(text)).lines


def test_numbers_hang_where_the_contract_says_so() -> None:
    text = " ".join(f"sana{n} ja muut{n * n}" for n in range(300))
    assert fullness(one(), said(text, "number")).lines > fullness(one(), said(text)).lines


def test_what_is_too_long_is_told_in_lines_and_what_is_too_wide_by_its_word() -> None:
    full = fullness(one(), said(WORDS * 4), said("yhteistyö" * 12))
    assert full.over == full.lines - full.room > 0 and full.share > 1 and full.wide == "yhteistyö" * 12


def test_a_box_without_text_is_empty() -> None:
    assert rooms(one()).fullness("Asettelu", "Teksti", ()) == Fullness(0, 0, 0.0, 0, "")


def test_a_typeface_without_figures_is_measured_with_another_and_known_by_its_own_name() -> None:
    held = rooms(one(levels=level(1, of_run='sz="2000"', run='<a:latin typeface="Talon Oma"/>')))
    held.fullness("Asettelu", "Teksti", (said(WORDS),))
    (family,) = held.families.values()
    assert (family.name, family.exact) == ("Talon Oma", False)


# What is inherited: layout, master, the master's styles, presentation

BODY = '<p:bodyStyle>{}</p:bodyStyle>'


@pytest.mark.parametrize("said_by", ("layout", "master", "styles", "presentation"))
def test_a_size_is_that_of_the_nearest_that_says_one(said_by: str) -> None:
    """Each says one, and those farther away another."""
    order = ("layout", "master", "styles", "presentation")
    texts = {name: level(1, of_run=f'sz="{1000 + 100 * n}"') if n >= order.index(said_by) else "" for n, name in enumerate(order)}
    made = one(
        levels=texts["layout"], master=shape("Runko", 'type="body" idx="1"', levels=texts["master"]), styles=BODY.format(texts["styles"]),
        defaults=texts["presentation"],
    )  # fmt: skip
    assert looks(made).size == 10 + order.index(said_by)


def test_a_size_that_nobody_says_is_eighteen_points_and_a_face_that_of_the_theme() -> None:
    assert (looks(one(levels="")).size, looks(one(levels="")).face) == (18.0, "Calibri")


def test_a_title_inherits_from_the_title_of_the_master_and_its_style() -> None:
    styles = f'<p:titleStyle>{level(1, of_run="b=" + chr(34) + "1" + chr(34))}</p:titleStyle>' + BODY.format(level(1, of_run='sz="1100"'))
    master = shape("Otsikko", 'type="title"', levels=level(1, of_run='sz="3300"')) + shape("Runko", 'type="body" idx="1"')
    made = one(levels="", ph='type="ctrTitle"', master=master, styles=styles)
    assert (looks(made).size, looks(made).bold, looks(made).face) == (33.0, True, "Arial")


def test_a_subtitle_and_an_untyped_placeholder_inherit_from_the_body() -> None:
    for ph in ('type="subTitle" idx="3"', 'idx="7"'):
        assert looks(one(levels="", ph=ph, styles=BODY.format(level(1, of_run='sz="1100"')))).size == 11.0


def test_levels_are_told_apart_and_each_attribute_is_inherited_by_itself() -> None:
    styles = BODY.format(level(1, 'marL="127000"', of_run='sz="1100"') + level(2, 'marL="254000"', '<a:buChar char="-"/>', 'sz="1200"'))
    made = one(levels=level(2, "", "<a:buNone/>"), styles=styles)
    second = looks(made, 1)
    assert (looks(made).left, second.left, second.size, second.bullet) == (10.0, 20.0, 12.0, False)


def test_theme_typefaces_are_those_of_headings_and_of_text() -> None:
    for written, face in (("+mj-lt", "Arial"), ("+mn-lt", "Calibri"), ("Georgia", "Georgia")):
        assert looks(one(levels=level(1, run=f'<a:latin typeface="{written}"/>'))).face == face


def test_a_frame_is_the_layouts_or_the_masters_or_none() -> None:
    place = shape("Teksti", 'type="body" idx="4"', None)
    elsewhere = (0, 0, 127_000, 127_000)
    own = template({"A": shape("Teksti", 'type="body" idx="4"')}, master=shape("Runko", 'type="body" idx="1"', elsewhere))
    inherited, none = template({"A": place}, master=shape("Runko", 'type="body" idx="1"', elsewhere)), template({"A": place})
    assert [made.layout("A").placeholders["Teksti"].frame for made in (own, inherited, none)] == [FRAME, elsewhere, None]


def test_attributes_of_the_body_are_inherited() -> None:
    made = one(body="", master=shape("Runko", 'type="body" idx="1"', body='lIns="254000" wrap="none"'))
    place = made.layout("Asettelu").placeholders["Teksti"]
    assert (place.body("lIns", ""), place.body("wrap", "square"), place.body("tIns", "45720")) == ("254000", "none", "45720")


@pytest.mark.parametrize("kind", ("normAutofit", "spAutoFit", "noAutofit"))
def test_how_text_is_fitted_is_inherited(kind: str) -> None:
    made = one(body="", master=shape("Runko", 'type="body" idx="1"', body=f"<a:bodyPr><a:{kind}/></a:bodyPr>"))
    assert made.layout("Asettelu").placeholders["Teksti"].autofit() == kind


# Several masters, names


def test_layouts_of_one_name_are_told_apart_by_a_number_in_the_order_of_the_masters() -> None:
    made = template({"Sama": shape("Teksti", 'type="body" idx="1"'), "Muu": ""}, masters=2)
    assert list(made.layouts) == ["Sama", "Muu", "Sama (2)", "Muu (2)"]
    assert made.layout("Sama").master != made.layout("Sama (2)").master


def test_placeholders_of_one_name_are_told_apart_by_their_index() -> None:
    made = template({"A": shape("Teksti", 'type="body" idx="1"') + shape("Teksti", 'type="body" idx="2"')})
    assert list(made.layout("A").placeholders) == ["Teksti", "Teksti (idx 2)"]


def test_no_name_is_given_twice_whatever_the_designer_called_things() -> None:
    names = [("A", 1), ("A (2)", 2), ("A", 3), ("A", 3), ("A", 3)]
    made = template({"A": "".join(shape(name, f'idx="{idx}"') for name, idx in names), "A (2)": ""}, masters=2)
    assert list(made.layouts) == ["A", "A (2)", "A (3)", "A (2) (2)"]
    assert list(made.layout("A").placeholders) == ["A", "A (2)", "A (idx 3)", "A (idx 3) (2)", "A (idx 3) (3)"]


def test_a_layout_without_a_name_is_called_as_its_part() -> None:
    assert list(template({"": ""}).layouts) == ["slideLayout00"]


def test_placeholders_without_an_index_or_with_anothers_have_twins_and_titles_have_none() -> None:
    shapes = shape("A", 'type="body"') + shape("B", 'idx="2"') + shape("C", 'idx="2"') + shape("D", 'idx="3"') + shape("T", 'type="title"') + shape("F", 'type="ftr"')
    layout = template({"A": shapes}).layout("A")
    assert {name: layout.has_twin(place) for name, place in layout.placeholders.items()} == {"A": True, "B": True, "C": True, "D": False, "T": False, "F": False}


# Colours


FILL = '<a:solidFill xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{}</a:solidFill>'


@pytest.mark.parametrize(("said_as", "figures_of_it"), [
    ('<a:srgbClr val="aabbcc"/>', "AABBCC"), ('<a:schemeClr val="dk1"/>', "112233"), ('<a:schemeClr val="tx1"/>', "112233"), ('<a:schemeClr val="accent9"/>', ""),
    ('<a:sysClr val="window" lastClr="FFFFFF"/>', "FFFFFF"), ('<a:sysClr val="window"/>', None), ('<a:srgbClr val="zzzzzz"><a:lumMod val="50000"/></a:srgbClr>', ""),
    ('<a:srgbClr val="808080"><a:lumMod val="50%"/></a:srgbClr>', "404040"), ('<a:srgbClr val="808080"><a:lumMod val="50000"/><a:alpha val="x"/></a:srgbClr>', "404040"),
    ('<a:prstClr val="red"/>', None), ("", None),
])  # fmt: skip
def test_a_colour_is_told_in_figures_or_not_at_all(said_as: str, figures_of_it: str | None) -> None:
    made = one()
    colour = colour_of(ElementTree.fromstring(FILL.format(said_as)))
    assert (colour and figures(colour, {"tx1": "dk1"}, made.palette(made.masters[0]))) == figures_of_it
