"""Figures of fonts: names, substitutes, and every file that stands in the folder."""

from pathlib import Path

import pytest

from pipeline.formats.faces import Family, family, unknown_width

FILES = sorted((Path(__file__).parents[2] / "pipeline/formats/faces").glob("*.json"))


@pytest.mark.parametrize("name, measured", [("Calibri", "Carlito"), ("ARIAL", "Liberation Sans"), ("times  new roman", "Liberation Serif"), ("Lato", "Lato")])
def test_a_name_leads_to_the_figures_of_the_font_of_the_same_widths(name: str, measured: str) -> None:
    found = family(name)
    assert (found.name, found.measured, found.exact) == (name, measured, True)


@pytest.mark.parametrize("name", ["Brändi Sans Pro", "", "../carlito", "a/b", "x" * 300, "\0", "+mn-lt", "Verdana"])
def test_a_font_that_is_not_at_hand_has_a_wide_substitute_and_says_so(name: str) -> None:
    found = family(name)
    assert (found.name, found.measured, found.exact) == (name, "DejaVu Sans", False)


def test_a_near_font_is_measured_but_not_as_the_same() -> None:
    assert (family("Calibri Light").measured, family("Calibri Light").exact) == ("Carlito", False)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_file_of_figures_is_a_family_with_four_faces(file: Path) -> None:
    found = family(file.stem.replace("-", " "))
    assert found.exact and 1 < found.line < 1.5
    faces = [found.face(bold, italic) for bold in (False, True) for italic in (False, True)]
    assert len({id(face) for face in faces}) == 4
    for face in faces:
        ends = face.ends("Järjestöyhteistyö 2026–2029")
        assert len(ends) == 27 and list(ends) == sorted(ends) and 8 < ends[-1] < 17


def test_figures_stay_small() -> None:
    assert FILES and sum(file.stat().st_size for file in FILES) < 400_000


def test_letters_are_kerned_and_ligatures_known() -> None:
    face = family("Calibri").face()
    assert face.ends("AV")[-1] < face.ends("A")[-1] + face.ends("V")[-1]
    assert face.ends("tti")[-1] != face.ends("t")[-1] * 2 + face.ends("i")[-1]
    assert face.ends("") == ()


@pytest.mark.parametrize("letter, width", [("\N{COMBINING DIAERESIS}", 0), ("\N{ZERO WIDTH JOINER}", 0), ("漢", 1), ("\N{GRINNING FACE}", 1.4), ("Ж", 0.75)])
def test_a_letter_without_a_figure_is_rather_too_wide(letter: str, width: float) -> None:
    assert unknown_width(letter) == width
    assert family("Arial").face().ends(letter) == ((width,) if letter != "Ж" else family("Arial").face().ends(letter))


def test_a_line_is_as_high_as_libreoffice_sets_every_font_on_a_slide_or_higher() -> None:
    assert family("Arial").line == 1.2 < family("Calibri").line < family("Open Sans").line


def test_rounding_to_dots_widens_half_em_letters_at_odd_sizes() -> None:
    assert family("Times New Roman").coarse(14) == pytest.approx(1.009, abs=0.001)
    assert family("Times New Roman").coarse(36) == pytest.approx(1, abs=0.001)


def test_letters_of_a_ligature_end_together() -> None:
    ends = family("Calibri").face().ends("tie")
    assert ends[0] == ends[1] < ends[2]


def test_families_are_values() -> None:
    assert family("Calibri") is family("Calibri") and isinstance(family("Calibri"), Family)
