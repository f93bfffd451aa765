"""The ring of the year and the orientation's slides: read by python-pptx and by the reader of returned workbooks, which share nothing with the writer."""

import io
from functools import lru_cache
from itertools import combinations
from math import hypot
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace
from pptx import Presentation

from formats.pptx.brands import FOLDER
from formats.pptx.test_chart import C, cells, document, said, table
from handbooks import ROOT, layouts
from packets import real_packet
from pipeline.compose.orientation import KINDS
from pipeline.document.blocks import Chart, Document, Run, Section, Series, walk
from pipeline.formats.contract import DeckLayouts
from pipeline.formats.faces import family
from pipeline.formats.matching import Expected, match
from pipeline.formats.measure import text_width
from pipeline.formats.package import pack, unpack
from pipeline.formats.pptx.offer import offered
from pipeline.formats.pptx.profile import profile
from pipeline.formats.pptx.propose import proposed
from pipeline.formats.pptx.read import read
from pipeline.formats.pptx.template import read_template
from pipeline.formats.pptx.write import write
from pipeline.manifest import fixed_texts
from pipeline.problems import Problems
from readers.ink import strays
from readers.paper import printed

A, CDR = "{http://schemas.openxmlformats.org/drawingml/2006/main}", "{http://schemas.openxmlformats.org/drawingml/2006/chartDrawing}"
MONTHS = ("tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu")
MARKS = ("1", "", "", "", "", "", "", "2", "", "3", "3", "4")
SMALLEST = 18.0
PT = 12_700


def ring(marks: tuple[str, ...] = MARKS) -> Chart:
    counts = tuple(len(mark.split(", ")) if mark else 0 for mark in marks)
    caption = said("ring.caption", "Vuosikello. Tammikuu: Avustukset. Elokuu: Neuvottelut. Loka–marraskuu: Haku. Joulukuu: Talousarvio.")
    return Chart("ring", "ring", "Vuosi 2026", MONTHS, (Series("Vuosi <2026>", counts, "solid"),), caption, "ring", marks)


def year(marks: tuple[str, ...] = MARKS, rows: int = 4) -> Section:
    return Section("y", "orientation_year", said("y.title", "Vuosikello"), (ring(marks), table(rows, role="year")))


def written(held: Document, template: str = "", deck: DeckLayouts | None = None):
    problems = Problems()
    data = (FOLDER / template if template else ROOT / "templates/handbook.pptx").read_bytes()
    rendering = write(held, data, replace(layouts(), deck=deck or layouts().deck), problems)
    assert rendering is not None and not [p for p in problems if p.severity != "note" and p.code != "font-substituted"], [p.lines("en") for p in problems]
    return rendering


def slides(held: Document) -> list:
    return list(Presentation(io.BytesIO(written(held).data)).slides)


def frame(slide):
    return next(shape for shape in slide.shapes if shape.has_chart)


@lru_cache
def first(marks: tuple[str, ...] = MARKS):
    """The frame of the ring on its slide."""
    return frame(slides(document(year(marks)))[0])


def drawn(shape) -> etree._Element:
    """The shapes in a chart."""
    (rel,) = [rel for rel in shape.chart.part.rels.values() if rel.reltype.endswith("/chartUserShapes")]
    return etree.fromstring(rel.target_part.blob)


def circles(shape) -> dict[str, tuple[str, tuple[float, float, float, float]]]:
    """By name what each shape in a chart says, and its left, top, right and bottom in points from the frame's corner."""
    found = {}
    for anchor in drawn(shape):
        left, top, right, bottom = (float(anchor.find(f"{CDR}{corner}/{CDR}{way}").text) for corner in ("from", "to") for way in "xy")
        box = left * shape.width / PT, top * shape.height / PT, right * shape.width / PT, bottom * shape.height / PT
        lines = ("".join(paragraph.itertext()) for paragraph in anchor.iter(f"{A}p"))
        found[anchor.find(f".//{CDR}cNvPr").get("name")] = " ".join(lines), box
    return found


def place(shape) -> tuple[float, float, float]:
    """Middle and radius of the ring in points from the frame's corner."""
    found = {one.tag.rpartition("}")[2]: float(one.get("val")) for one in shape.chart._chartSpace.find(f".//{C}plotArea/{C}layout/{C}manualLayout") if one.tag[-1] in "xywh"}
    width, height = shape.width / PT, shape.height / PT
    assert found["w"] * width == pytest.approx(found["h"] * height, abs=0.1)
    return (found["x"] + found["w"] / 2) * width, (found["y"] + found["h"] / 2) * height, found["w"] * width / 2


# The chart


def test_the_ring_is_a_native_doughnut_of_twelve_equal_parts_from_the_top() -> None:
    chart = first().chart
    (plot,) = chart.plots
    assert chart.chart_type.name == "DOUGHNUT" and tuple(plot.categories) == MONTHS and tuple(plot.series[0].values) == (1.0,) * 12
    assert [plot._element.find(f"{C}{name}").get("val") for name in ("holeSize", "firstSliceAng")] == ["58", "0"]
    assert not chart.has_legend and not chart.has_title


def test_a_month_with_an_event_is_dark_and_its_name_white_and_bold_and_the_others_are_pale_with_a_dark_line() -> None:
    (series,) = first().chart.plots[0].series
    looks = [[colour.get("val") for colour in point.iter(f"{A}schemeClr")] for point in series._element.findall(f"{C}dPt")]
    assert looks == [["tx2", "bg1"] if mark else ["bg2", "tx2"] for mark in MARKS]
    labels = series._element.find(f"{C}dLbls")
    own = {int(label.find(f"{C}idx").get("val")): label.find(f".//{A}defRPr") for label in labels.findall(f"{C}dLbl")}
    assert {MONTHS[number] for number in own} == {"tammi", "elo", "loka", "marras", "joulu"}
    assert all(text.get("b") == "1" and text.find(f".//{A}schemeClr").get("val") == "bg1" for text in own.values())
    other = labels.find(f"{C}txPr").find(f".//{A}defRPr")
    assert other.get("b") == "0" and other.find(f".//{A}schemeClr").get("val") == "tx1"
    assert all(label.find(f"{C}showCatName").get("val") == "1" and label.find(f"{C}showVal").get("val") == "0" for label in (labels, *labels.findall(f"{C}dLbl")))


def test_the_workbook_in_it_holds_the_months_and_their_equal_parts() -> None:
    found = cells(first().chart.part.chart_workbook.xlsx_part.blob)
    assert found.pop("B1") == "Vuosi <2026>"
    assert found == {f"{column}{row}": value for row, month in enumerate(MONTHS, 2) for column, value in (("A", month), ("B", "1"))}


def test_the_frame_says_in_words_what_the_ring_shows_and_takes_its_place_in_the_layout() -> None:
    assert first()._element.find(".//{*}cNvPr").get("descr") == ring().caption.text
    assert first().is_placeholder and first().placeholder_format.type.name == "CHART"


def test_all_text_of_the_ring_is_large_enough_and_finnish() -> None:
    found = [one for root in (first().chart._chartSpace, drawn(first())) for tag in ("defRPr", "rPr") for one in root.iter(f"{A}{tag}")]
    assert len(found) > 5 and all(int(one.get("sz")) >= SMALLEST * 100 and one.get("lang") == "fi-FI" for one in found)


def test_a_deck_with_bars_alone_has_no_shapes_in_a_chart() -> None:
    assert [name for name in unpack(written(document(year())).data) if "/drawings/" in name] == ["ppt/drawings/chart1-1.xml"]
    bars = replace(ring(), kind="bars", marks=())
    held = document(replace(year(), parts=(bars,)))
    assert not [name for name in unpack(written(held).data) if "/drawings/" in name]


# Circles


def test_the_circles_say_what_the_table_is_referred_to_by_and_the_title_stands_in_the_hole() -> None:
    found = circles(first())
    assert {name: text for name, (text, _) in found.items()} == {"Vuosi 2026": "Vuosi 2026", **{month: mark for month, mark in zip(MONTHS, MARKS) if mark}}
    x, y, radius = place(first())
    left, top, right, bottom = found["Vuosi 2026"][1]
    assert max(hypot(px - x, py - y) for px in (left, right) for py in (top, bottom)) <= radius * 0.58 * 2**0.5
    assert text_width("Vuosi", 28, family("Calibri"), True) < right - left


EVERY = tuple(str(number) for number in range(1, 13))
MANY = ("1, 2, 3, 4, 5", "", "6, 7", "8", "", "9, 10, 11, 12", "", "", "13, 14, 15", "16", "17, 18", "19, 20, 21")


@pytest.mark.parametrize("marks", (MARKS, EVERY, MANY, ("",) * 12))
def test_every_circle_is_outside_the_ring_at_its_month_and_inside_the_frame_and_no_two_meet(marks: tuple[str, ...]) -> None:
    shape = first(marks)
    x, y, radius = place(shape)
    found = {name: box for name, (_, box) in circles(shape).items() if name in MONTHS}
    assert set(found) == {month for month, mark in zip(MONTHS, marks) if mark}
    for left, top, right, bottom in found.values():
        assert left >= -0.1 and top >= -0.1 and right <= shape.width / PT + 0.1 and bottom <= shape.height / PT + 0.1
        round_by = min(right - left, bottom - top, 30) / 2
        near = min(max(left + round_by, x), right - round_by), min(max(top + round_by, y), bottom - round_by)
        assert hypot(near[0] - x, near[1] - y) - round_by == pytest.approx(radius + 4, abs=0.1)
    for one, other in combinations(found.values(), 2):
        assert one[2] <= other[0] + 0.1 or other[2] <= one[0] + 0.1 or one[3] <= other[1] + 0.1 or other[3] <= one[1] + 0.1, (one, other)


@pytest.mark.parametrize("marks", (MARKS, EVERY, MANY))
def test_the_names_of_the_months_and_what_the_circles_say_fit_them(marks: tuple[str, ...]) -> None:
    shape, face = first(marks), family("Calibri")
    _, _, radius = place(shape)
    assert max(text_width(month, SMALLEST, face, True) for month in MONTHS) <= radius * 0.42  # across the ring, where it is narrowest
    for anchor in drawn(shape):
        name = anchor.find(f".//{CDR}cNvPr").get("name")
        left, top, right, bottom = circles(shape)[name][1]
        lines = ["".join(paragraph.itertext()) for paragraph in anchor.iter(f"{A}p")]
        if name in MONTHS:
            assert max(text_width(line, SMALLEST, face, True) for line in lines) <= right - left - 4
            assert len(lines) * SMALLEST * face.line <= bottom - top + 0.1


# The slides


def told(held: Document, rendering) -> tuple[tuple, tuple]:
    """What differs and what is left over when a deck is read back."""
    blocks = (Expected(p.id, rendering.addresses.get(p.id, ""), p.text, p.links) for _, p in walk(held))
    result = match(blocks, read(rendering.data, "d.pptx", Problems()).found, fixed_texts(held, rendering.fixed))
    return result.differing, result.unplaced


@pytest.mark.parametrize("rows", (4, 40))
def test_what_is_written_is_read_back_and_nothing_else(rows: int) -> None:
    held = document(year(rows=rows))
    assert told(held, written(held)) == ((), ())


def test_the_deck_of_the_real_packet_is_read_back_and_nothing_else_and_all_of_it_fits() -> None:
    held = real_packet("deck")
    rendering = written(held)
    assert told(held, rendering) == ((), ()) and rendering.data == written(held).data
    assert max(fit.share for fit in rendering.fit()) <= 1


def rows_of(slide) -> list[str]:
    (shown,) = [shape.table for shape in slide.shapes if shape.has_table]
    return [row.cells[0].text for row in list(shown.rows)[1:]]


def test_a_table_that_fits_beside_the_ring_stands_there_whole() -> None:
    (slide,) = slides(document(year(rows=4)))
    assert rows_of(slide) == [f"Rivi {n}" for n in range(4)] and frame(slide).left < next(shape for shape in slide.shapes if shape.has_table).left


def test_rows_that_have_no_room_beside_the_ring_go_on_over_the_whole_width() -> None:
    made = slides(document(year(rows=40)))
    assert [slide.slide_layout.name for slide in made] == ["Vuosikello"] + ["Taulukko"] * (len(made) - 1) and len(made) > 1
    assert [row for slide in made for row in rows_of(slide)] == [f"Rivi {n}" for n in range(40)]
    assert [slide.shapes.title.text for slide in made] == [f"Vuosikello {n}/{len(made)}" for n in range(1, len(made) + 1)]
    assert [sum(shape.has_chart for shape in slide.shapes) for slide in made] == [1] + [0] * (len(made) - 1)


def test_a_long_title_takes_layouts_with_room_for_it_when_the_table_goes_on() -> None:
    long = replace(year(rows=40), title=said("y.title", "Vuosikello ja kaikki muu, mitä järjestöneuvottelukunnan vuoteen kuuluu kokouksista hakuihin"))
    made = slides(document(long))
    assert {slide.slide_layout.name for slide in made} == {"Taulukko 2"} and sum(len(rows_of(slide)) for slide in made[1:]) == 40


def test_where_the_numbers_of_the_seats_are_from_stands_below_them() -> None:
    note = replace(said("seats.note", "Luvut on koottu julkisista lähteistä. "), runs=(Run("Luvut on koottu julkisista lähteistä. "), Run("(vahvistettava)", look="missing")))
    seats = replace(table(6, role="seats"), note=note)
    (slide,) = slides(document(Section("s", "orientation_composition", said("s.title", "Kokoonpano"), (seats,))))
    assert slide.slide_layout.name == "Taulukko ja selite" and note.text in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    (slide,) = slides(document(Section("s", "orientation_composition", said("s.title", "Kokoonpano"), (table(6, role="seats"),))))
    assert slide.slide_layout.name == "Taulukko"


@pytest.mark.parametrize("brand", ("python-pptx.pptx", "libreoffice-piano.pptx", "pandoc.pptx"))
def test_a_brand_that_has_no_such_layouts_takes_the_ring_too(brand: str) -> None:
    template = read_template((FOLDER / brand).read_bytes(), brand, Problems())
    deck = proposed(template, offered(template), layouts().deck).layouts
    held = document(year(rows=8))
    rendering = written(held, brand, deck)
    assert told(held, rendering) == ((), ())
    found = [shape for slide in Presentation(io.BytesIO(rendering.data)).slides for shape in slide.shapes if shape.has_chart]
    assert [shape.chart.chart_type.name for shape in found] == ["DOUGHNUT"]


@pytest.mark.parametrize(("spare", "missing"), ((KINDS, set()), ((), {"Vuosikello", "Taulukko ja selite"})))
def test_a_template_of_ours_may_lack_the_layouts_where_no_packet_has_slides(spare: tuple[str, ...], missing: set[str]) -> None:
    parts = {name: packed.inflate() for name, packed in unpack((ROOT / "templates/handbook.pptx").read_bytes()).items()}
    older = pack({name: part.replace(b'name="Vuosikello"', b'name="Vanha"').replace(b'name="Taulukko ja selite"', b'name="Vanhin"') for name, part in parts.items()})
    problems = Problems()
    assert profile(older, "vanha.pptx", layouts().deck, problems, spare) is not None
    assert {problem.at.spot for problem in problems if problem.code == "template-layout-missing"} == missing


@pytest.mark.long
def test_every_text_of_the_orientation_stands_in_its_box_as_libreoffice_prints_it(needs, tmp_path: Path) -> None:
    soffice, _, _ = needs("soffice"), needs("pdftotext"), needs("pdftoppm")
    files = []
    for name, held in (("real", real_packet("deck")), ("many", document(year(MANY, 30)))):
        files.append(tmp_path / f"{name}.pptx")
        files[-1].write_bytes(written(held).data)
    pdfs = printed(soffice, files, tmp_path)
    assert {file.name: [str(stray) for stray in strays(file, pdf)] for file, pdf in zip(files, pdfs)} == {file.name: [] for file in files}
