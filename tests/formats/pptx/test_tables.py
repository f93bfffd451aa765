"""Tables on slides: how high they are reckoned, and how they go on over further slides."""

import io

import pytest
from pptx import Presentation

from handbooks import ROOT, composed, content, deck_template, layouts, rooms
from minimal import MINIMAL, replaced
from pipeline.document.blocks import Cell, Column, Document, Paragraph, Row, Run, Table, walk
from pipeline.formats.contract import Layout, Placeholders
from pipeline.formats.matching import Expected, match
from pipeline.formats.pptx.fills import Fill, TableFill
from pipeline.formats.pptx.read import read
from pipeline.formats.pptx.rooms import Rooms
from pipeline.formats.pptx.tables import CM, divided, measured, table_fullness
from pipeline.formats.pptx.write import write
from pipeline.manifest import fixed_texts
from pipeline.problems import Problems

LOOK = Placeholders(text=("Taulukko",), size=14, head=14, inset=(0.1, 0.1), row=1.0)
PLACE = "Seurantataulukko"  #: a layout that has it; 30.8 cm wide
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
    widths, heights = measured(table("Lyhyt", "Pitkä lause, joka ei mahdu riville. " * 3), LOOK, PLACE, 10 * CM, rooms())
    assert widths == [round(7.5 * CM), round(2.5 * CM)]
    assert heights[1] == 1.0 * CM and heights[2] > 2 * 14 * 1.22 * PT


def test_a_table_without_a_header_row_has_none_to_measure() -> None:
    assert len(measured(table("a", "b", head=False), LOOK, PLACE, 10 * CM, rooms()).heights) == 2


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


def test_a_row_that_no_slide_holds_is_told_at_its_longest_text() -> None:
    source = replaced("    goal: Hankkeissa on yhteinen tavoite.", "    goal: >-\n      " + "Hankkeissa on yhteinen tavoite. " * 90)
    document, problems = composed(content(source)), Problems()
    assert write(document, (ROOT / "templates/handbook.pptx").read_bytes(), layouts(), problems) is None
    line = source.splitlines().index("    goal: >-") + 1
    (problem,) = [p for p in problems.errors() if dict(p.values)["box"] == "Taulukko"]
    assert (problem.code, problem.at.line) == ("overfull", line)


def test_each_of_several_rows_that_no_slide_holds_is_told() -> None:
    source = practices(3).replace("    goal: Hankkeissa on yhteinen tavoite.", "    goal: " + "Hankkeissa on yhteinen tavoite. " * 90)
    problems = Problems()
    write(composed(content(source)), (ROOT / "templates/handbook.pptx").read_bytes(), layouts(), problems)
    lines = [p.at.line for p in problems.errors() if dict(p.values)["box"] == "Taulukko"]
    assert lines == [n for n, line in enumerate(source.splitlines(), 1) if line.startswith("    goal: Hank")]


# Divided


def wide(columns: int, rows: int, word: str, **more) -> Table:
    """A table whose first column names its rows, every other cell and head with a word of its own."""
    heads = tuple(Column(f"c{c}", words(f"{word}{c}"), 1 / columns) for c in range(columns))
    body = tuple(Row(f"r{r}", tuple(Cell(f"r{r}/c{c}", (Paragraph(f"r{r}.c{c}", (Run(f"{word}{r}{c}"),)),)) for c in range(columns))) for r in range(rows))
    return Table("t", "followup", heads, body, **more)


LEGEND = Paragraph("legend", (Run("K = kyllä"),))
LAYOUT = Layout(layout=PLACE, panels={"followup": LOOK, "note": Placeholders(text=("Selite",))})


def pieces(table: Table) -> list[tuple[Table, tuple[str, ...]]]:
    """The tables that one is divided into, each with the names of what stands beside it."""
    fills = (Fill("Selite", "legend", (LEGEND,), role="note", again=True), Fill("Teksti", "body", (words("Teksti"),), role="body"), TableFill("Taulukko", table, "t"))
    found = []
    for _, slide in divided(fills, LAYOUT, None, rooms()):
        (one,) = [fill for fill in slide if isinstance(fill, TableFill)]
        found.append((one.table, tuple(fill.name for fill in slide)))
    return found


def ids(tables: list[Table]) -> list[str]:
    return [p.id for table in tables for row in table.rows for cell in row.cells[1:] for p in cell.paragraphs]


def test_a_table_that_fits_is_not_divided() -> None:
    table = wide(3, 3, "sana")
    assert [piece for piece, _ in pieces(table)] == [table]


def test_a_table_that_goes_on_by_rows_repeats_its_header_row_and_its_legend_and_nothing_else() -> None:
    table = wide(3, 60, "sana")
    found = pieces(table)
    assert len(found) > 2 and {piece.columns for piece, _ in found} == {table.columns} and all(piece.head for piece, _ in found)
    assert [names for _, names in found] == [("legend", "body", "t"), *(("legend", f"t {n}") for n in range(2, len(found) + 1))]
    assert tuple(row for piece, _ in found for row in piece.rows) == table.rows


WORD = "yhteistyöverkostojenkehittämispäällikkö"


def test_a_table_whose_words_need_more_than_the_width_goes_on_by_columns_beside_its_first() -> None:
    table = wide(9, 2, WORD)
    found = [piece for piece, _ in pieces(table)]
    assert len(found) > 1 and {piece.columns[0].id for piece in found} == {"c0"}
    assert all(sum(column.share for column in piece.columns) == pytest.approx(1) for piece in found)
    assert [column.id for piece in found for column in piece.columns[1:]] == [f"c{n}" for n in range(1, 9)]


def test_every_cell_stands_once_in_a_table_that_is_divided_both_ways() -> None:
    found = [piece for piece, _ in pieces(wide(9, 40, WORD))]
    assert len(found) > 4 and sorted(ids(found)) == sorted(f"r{r}.c{c}" for r in range(40) for c in range(1, 9))


def test_no_word_is_wider_than_its_column_where_columns_go_on() -> None:
    for piece, _ in pieces(wide(9, 2, WORD)):
        widths, heights = measured(piece, LOOK, PLACE, rooms().frame(PLACE, "Taulukko")[2], rooms())
        assert heights[0] < 2 * 14 * 1.22 * PT and set(heights[1:]) == {round(LOOK.row * CM)}  # one line everywhere


def test_the_columns_are_dealt_evenly() -> None:
    counts = [len(piece.columns) - 1 for piece, _ in pieces(wide(9, 2, WORD))]
    assert max(counts) - min(counts) <= 1, counts


def test_a_table_of_two_columns_is_not_divided_by_columns() -> None:
    assert len(pieces(wide(2, 1, WORD * 3))) == 1


class Framed(Rooms):
    """Rooms whose places are so wide."""

    def __init__(self, width: int) -> None:
        super().__init__(deck_template(), layouts().deck, Problems())
        self._width = width

    def frame(self, layout: str, placeholder: str) -> tuple[int, int, int, int]:
        return 0, 0, self._width, 10 * CM


@pytest.mark.parametrize("width", range(4_000_000, 4_000_040, 4))
def test_a_word_for_which_a_column_is_widened_is_not_told_for_what_rounding_takes(width: int) -> None:
    narrow = Table("t", "followup", (Column("a", words("A"), 0.01), Column("b", words("B"), 0.99)), (Row("r", (Cell("r/a", (words("Yhteistyö"),)), Cell("r/b", (words("x"),)))),))
    assert table_fullness(TableFill("Taulukko", narrow, "t"), LAYOUT, Framed(width)).wide == ""
