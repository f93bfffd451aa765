"""Charts in a deck: read by python-pptx and by the reader of returned workbooks, which share nothing with the writer; and how slides with a chart or a mark are made."""

import io
import xml.etree.ElementTree as ET
from functools import lru_cache

import pytest
from pptx import Presentation

from handbooks import ROOT, deck_template, layouts
from pipeline.document.blocks import Cell, Chart, Column, Document, Panel, Paragraph, Row, Run, Section, Series, Table, walk
from pipeline.formats.contract import DeckLayouts, Layout, Placeholders
from pipeline.formats.matching import Expected, match
from pipeline.formats.package import unpack
from pipeline.formats.pptx.chart import chart_part, chart_workbook
from pipeline.formats.pptx.read import read
from pipeline.formats.pptx.write import write
from pipeline.formats.xlsx.returned import read_returned
from pipeline.manifest import fixed_texts
from pipeline.problems import Problems
from msgspec.structs import replace

A, C = "{http://schemas.openxmlformats.org/drawingml/2006/main}", "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MARK = "Esimerkki – keksityt vastaukset"


def said(name: str, text: str = "Sanoja") -> Paragraph:
    return Paragraph(name, (Run(text),))


CHART = Chart(
    "c",
    "chart",
    "Arvioinnit & muut",
    ("2026", "2025"),
    (Series("K", (4, 3), "solid"), Series("E", (2, 0), "outline"), Series("ei <arviota>", (1, 4), "gap")),
    said("c", "Arvioinnit. 2026: K 4, E 2. 2025: K 3."),
)
REMARKS = Panel("r", "remarks", (said("r.1"),), said("r.label", "Vastaukset"))


def table(rows: int, text: str = "Sanoja.", paragraphs: int = 1, role: str = "summary") -> Table:
    def cells(n: int) -> tuple[Cell, ...]:
        return Cell(f"t{n}/a", (said(f"t{n}/a", f"Rivi {n}"),)), Cell(f"t{n}/b", tuple(said(f"t{n}/b.{p}", f"{n}.{p} {text}") for p in range(paragraphs)))

    columns = (Column("a", said("t.a", "Tavoite"), 0.3), Column("b", said("t.b", "Sanat"), 0.7))
    return Table("t", role, columns, tuple(Row(f"t{n}", cells(n)) for n in range(rows)), said("t.caption", "Taulukon kuvaus."))


def document(*sections: Section, example: str = "") -> Document:
    marks = {"handbook": "Käsikirja", "edition": "Laitos", "example": example}
    return Document("d", "Otsikko", sections, "fi-FI", "P", "S", "2026", "2026-01-01", marks, "2026-00000000")


def summary(rows: int = 3) -> Section:
    return Section("s", "meeting_summary", said("s.title", "Yhteenveto"), (CHART, REMARKS, table(rows)))


def goal(**answers) -> Section:
    band = Panel("g", "goal", (said("g.1", "Yhteinen asia."),), said("g.label", "Yhteinen tavoite"), again=True)
    strip = Panel("a", "assessment", (said("a.1", "Arviointi 2026: K"),), again=True)
    return Section("g", "meeting_goal", said("g.title", "Tavoite"), (band, table(role="parties", **answers), strip))


def written(held: Document, deck: DeckLayouts | None = None):
    problems = Problems()
    rendering = write(held, (ROOT / "templates/handbook.pptx").read_bytes(), replace(layouts(), deck=deck or layouts().deck), problems)
    assert rendering is not None and not list(problems), [p.lines("en") for p in problems]
    return rendering


@lru_cache
def slide():
    return Presentation(io.BytesIO(written(document(summary())).data)).slides[0]


def chart():
    return next(shape for shape in slide().shapes if shape.has_chart).chart


def test_the_chart_is_a_native_one_of_stacked_bars_with_its_numbers() -> None:
    assert chart().chart_type.name == "BAR_STACKED"
    (plot,) = chart().plots
    assert tuple(plot.categories) == CHART.categories
    assert [(one.name, tuple(one.values)) for one in plot.series] == [(one.name, one.values) for one in CHART.series]


def test_the_workbook_in_it_holds_the_same_numbers() -> None:
    found = cells(chart().part.chart_workbook.xlsx_part.blob)
    rows = {"1": ["K", "E", "ei <arviota>"], "2": ["2026", "4", "2", "1"], "3": ["2025", "3", "0", "4"]}
    assert [found[f"{column}1"] for column in "BCD"] == rows["1"] and "A1" not in found
    assert all([found[f"{column}{row}"] for column in "ABCD"] == rows[row] for row in "23") and len(found) == 11


def cells(workbook: bytes) -> dict[str, str]:
    """The cells of the only sheet of a workbook by their place."""
    (sheet,) = read_returned(workbook, "kaavio.xlsx").tables
    return {cell.where.partition("!")[2]: cell.text for cell in sheet.cells}


def test_the_chart_refers_to_the_cells_that_hold_its_numbers() -> None:
    workbook = chart_workbook(CHART)
    (sheet,) = read_returned(workbook, "kaavio.xlsx").tables
    for series in ET.fromstring(chart_part(CHART, "fi-FI", (1, 1), "rId1").split("\n", 1)[1]).iter(f"{C}ser"):
        for reference in series.iter(f"{C}f"):
            name, _, place = reference.text.replace("$", "").partition("!")
            first, _, last = place.partition(":")
            texts = [cells(workbook)[f"{first[0]}{row}"] for row in range(int(first[1:]), int((last or first)[1:]) + 1)]
            assert name == sheet.where
            near = next(parent for parent in series.iter() if reference in list(parent))
            assert texts == [value.text for value in near.iter(f"{C}v")]


def test_a_bar_names_its_letter_and_number_and_an_empty_one_has_no_label() -> None:
    labels = [one._element.find(f"{C}dLbls") for one in chart().plots[0].series]
    shown = [(label.find(f"{C}showSerName").get("val"), label.find(f"{C}showVal").get("val")) for label in labels]
    assert shown == [("1", "1"), ("1", "1"), ("0", "1")]
    gone = [[point.find(f"{C}idx").get("val") for point in label.findall(f"{C}dLbl")] for label in labels]
    assert gone == [[], ["1"], []]


def test_bars_differ_without_colour() -> None:
    looks = [one._element.find(f"{C}spPr") for one in chart().plots[0].series]
    fills = [look.find(f"{A}solidFill/{A}schemeClr").get("val") for look in looks]
    assert fills == ["tx2", "bg1", "accent6"] and [look.find(f".//{A}prstDash") is not None for look in looks] == [False, False, True]


def test_all_text_of_the_chart_is_large_enough_and_finnish() -> None:
    properties = [one for tag in ("defRPr", "rPr") for one in chart()._chartSpace.iter(f"{A}{tag}")]
    assert properties and all(int(one.get("sz")) >= 1800 and one.get("lang") == "fi-FI" for one in properties)


def test_the_frame_says_in_words_what_the_chart_shows_and_takes_its_place_in_the_layout() -> None:
    shape = next(shape for shape in slide().shapes if shape.has_chart)
    assert shape._element.find(".//{*}cNvPr").get("descr") == CHART.caption.text
    assert shape.is_placeholder and shape.placeholder_format.type.name == "CHART"


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert written(document(summary())).data == written(document(summary())).data and chart_workbook(CHART) == chart_workbook(CHART)


def test_other_numbers_are_other_parts_and_the_package_has_one_chart_and_one_workbook() -> None:
    parts = unpack(written(document(summary())).data)
    assert [name for name in parts if "/charts/chart" in name or "/embeddings/" in name] == ["ppt/charts/chart1-1.xml", "ppt/embeddings/chart1-1.xlsx"]
    assert not [name for name in unpack(written(document(goal(rows=2))).data) if "/charts/" in name or "/embeddings/" in name]


def told(held: Document, rendering):
    blocks = (Expected(p.id, rendering.addresses.get(p.id, ""), p.text, p.links) for _, p in walk(held))
    return match(blocks, read(rendering.data, "d.pptx", Problems()).found, fixed_texts(held, rendering.fixed))


@pytest.mark.parametrize("section", [summary(), summary(40), goal(rows=6), goal(rows=30), goal(rows=2, text="Sanoja ja muuta. " * 12, paragraphs=20)])
def test_what_is_written_is_read_back_and_nothing_else(section: Section) -> None:
    held = document(section, example=MARK)
    result = told(held, written(held))
    assert (result.differing, result.unplaced) == ((), ())


# Slides that go on


def slides(held: Document, deck: DeckLayouts | None = None) -> list:
    return list(Presentation(io.BytesIO(written(held, deck).data)).slides)


def shapes(one) -> dict[str, str]:
    return {shape.name: shape.text_frame.text for shape in one.shapes if shape.has_text_frame}


def test_the_goal_and_its_assessment_stand_on_every_slide_of_a_goal_that_goes_on() -> None:
    made = slides(document(goal(rows=30)))
    assert len(made) > 1 and {(shapes(one)["g"], shapes(one)["g.label"], shapes(one)["a"]) for one in made} == {("Yhteinen asia.", "Yhteinen tavoite", "Arviointi 2026: K")}


def test_the_remarks_stand_once() -> None:
    assert sum("r" in shapes(one) for one in slides(document(summary(40)))) == 1


def rows_of(one) -> list[tuple[str, ...]]:
    table = next(shape.table for shape in one.shapes if shape.has_table)
    return [tuple(cell.text for cell in row.cells) for row in list(table.rows)[1:]]


def test_rows_are_dealt_evenly() -> None:
    counts = [len(rows_of(one)) for one in slides(document(goal(rows=13)))]
    assert len(counts) == 2 and max(counts) - min(counts) <= 1, counts


def test_a_row_that_no_slide_holds_goes_on_with_its_name_and_every_paragraph_stands_once() -> None:
    made = [row for one in slides(document(goal(rows=1, text="Sanoja ja muuta. " * 12, paragraphs=20))) for row in rows_of(one)]
    assert len(made) > 2 and {name for name, _ in made} == {"Rivi 0"}
    assert [text.split()[0] for _, words in made for text in words.split("\n")] == [f"0.{n}" for n in range(20)]


def test_a_high_row_begins_where_the_slide_has_room_left() -> None:
    first = rows_of(slides(document(goal(rows=2, text="Sanoja ja muuta. " * 12, paragraphs=20)))[0])
    low = Table("t", "parties", table(1).columns, (Row("x", (Cell("x/a", (said("x/a", "Matala"),)), Cell("x/b", (said("x/b", "Lyhyt"),)))), *table(1, "Sanoja ja muuta. " * 12, 20).rows))
    section = replace(goal(rows=1), parts=tuple(low if isinstance(part, Table) else part for part in goal(rows=1).parts))
    assert len(first) == 1 and [name for name, _ in rows_of(slides(document(section))[0])] == ["Matala", "Rivi 0"]


# The mark of an example


def test_the_mark_stands_on_every_slide_in_its_place_and_nowhere_while_answers_are_real() -> None:
    for section in (summary(40), goal(rows=30)):
        made = slides(document(section, example=MARK))
        assert len(made) > 1 and all(shapes(one)["example"] == MARK for one in made)
        assert all("example" not in shapes(one) for one in slides(document(section)))


def test_a_layout_without_a_place_for_it_has_the_mark_within_the_page() -> None:
    entry = Layout(layout="Teksti 2", panels={"body": Placeholders(text=("Teksti",))})
    deck = replace(layouts().deck, kinds={"text": (entry,)})
    held = document(Section("x", "text", said("x.title"), (Panel("b", "body", (said("b.1"),)),)), example=MARK)
    (box,) = [shape for shape in slides(held, deck)[0].shapes if shape.name == "example"]
    width, height = deck_template().size
    assert box.text_frame.text == MARK and box.left >= 0 and box.left + box.width <= width and box.top + box.height <= height // 10


def test_a_mark_that_its_place_does_not_hold_is_told() -> None:
    problems = Problems()
    write(document(summary(), example=MARK * 3), (ROOT / "templates/handbook.pptx").read_bytes(), layouts(), problems)
    assert {p.code for p in problems} == {"template-footer-small"}
