"""Tables on slides: how high they are reckoned, and how they go on over further slides."""

import io

import pytest
from pptx import Presentation

from handbooks import ROOT, composed, content, layouts
from minimal import MINIMAL, replaced
from pipeline.document.blocks import Cell, Column, Document, Paragraph, Row, Run, Table, walk
from pipeline.formats.contract import Placeholders
from pipeline.formats.matching import Expected, match
from pipeline.formats.pptx.read import read
from pipeline.formats.pptx.tables import CM, measured
from pipeline.formats.pptx.write import write
from pipeline.manifest import fixed_texts
from pipeline.problems import Problems

LOOK = Placeholders(text=("Taulukko",), size=14, head=14, inset=(0.1, 0.1), row=1.0)
PT = 12_700


def words(text: str) -> Paragraph:
    return Paragraph("", (Run(text),))


def table(*texts: str, **more) -> Table:
    rows = tuple(Row(f"r{n}", (Cell(f"r{n}/a", (words(text),)), Cell(f"r{n}/b", (words("–"),)))) for n, text in enumerate(texts))
    return Table("t", "table", (Column("a", words("Kohta"), 0.75), Column("b", words("Kuka"), 0.25)), rows, **more)


def practices(count: int) -> str:
    """The smallest handbook with so many practices; its chapter opens with a statement, not with a list of them."""
    one = MINIMAL[MINIMAL.index("  - id: hanke\n") : MINIMAL.index("followup:\n")]
    more = "".join(one.replace("id: hanke", f"id: p{n}").replace("Hankeyhteistyö", f"Yhteistyö {n}") for n in range(count - 1))
    return replaced("    title: Käytännöt\n", "    title: Käytännöt\n    callout: Nosto\n", replaced("followup:\n", more + "followup:\n"))


def deck(source: str) -> tuple[Document, bytes, dict[str, str]]:
    document, problems = composed(content(source)), Problems()
    rendering = write(document, (ROOT / "templates/handbook.pptx").read_bytes(), layouts(), problems)
    assert rendering is not None and not list(problems), [p.lines("en") for p in problems]
    return document, rendering.data, rendering.addresses


def test_columns_share_the_width_and_rows_are_as_high_as_their_fullest_cell() -> None:
    widths, heights = measured(table("Lyhyt", "Pitkä lause, joka ei mahdu riville. " * 3), LOOK, 10 * CM)
    assert widths == [round(7.5 * CM), round(2.5 * CM)]
    assert heights[1] == 1.0 * CM and heights[2] > 2 * 14 * 1.22 * PT


def test_a_table_without_a_header_row_has_none_to_measure() -> None:
    assert len(measured(table("a", "b", head=False), LOOK, 10 * CM).heights) == 2


@pytest.mark.parametrize("count", [1, 12, 40])
def test_a_table_that_is_too_high_goes_on_with_its_header_row_and_every_row_stands_once(count: int) -> None:
    document, data, addresses = deck(practices(count))
    slides = [slide for slide in Presentation(io.BytesIO(data)).slides if slide.shapes.title.text.startswith("Seuranta")]
    tables = [next(shape.table for shape in slide.shapes if shape.has_table) for slide in slides]
    assert {table.cell(0, 0).text for table in tables} == {"Tavoite"}
    assert sum(len(table.rows) - 1 for table in tables) == count
    titles = [slide.shapes.title.text for slide in slides]
    assert titles == (["Seuranta"] if len(slides) == 1 else [f"Seuranta {n}/{len(slides)}" for n in range(1, len(slides) + 1)])
    blocks = (Expected(p.id, addresses.get(p.id, ""), p.text, p.links) for _, p in walk(document))
    result = match(blocks, read(data, "d.pptx", Problems()).found, fixed_texts(document))
    assert (result.differing, result.unplaced) == ((), ())


def test_no_table_is_higher_than_its_place() -> None:
    for slide in Presentation(io.BytesIO(deck(practices(40))[1])).slides:
        for shape in slide.shapes:
            if shape.has_table:
                place = next(p for p in slide.slide_layout.placeholders if p.placeholder_format.type == 12)
                assert sum(row.height for row in shape.table.rows) <= place.height


def test_a_row_that_no_slide_holds_is_told_with_its_place() -> None:
    long = replaced("    goal: Hankkeissa on yhteinen tavoite.", "    goal: >-\n      " + "Hankkeissa on yhteinen tavoite. " * 40)
    document, problems = composed(content(long)), Problems()
    assert write(document, (ROOT / "templates/handbook.pptx").read_bytes(), layouts(), problems) is not None
    assert "followup" in [dict(p.values)["role"] for p in problems if p.code == "overfull"]
