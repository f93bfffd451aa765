"""Laws of the planner for any section: nothing is lost, nothing is out of order, and what is too full is told."""

from collections import Counter
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.pptx.brands import FOLDER
from formats.pptx.test_plan import DECK, said
from handbooks import layouts, rooms
from pipeline.document.blocks import Cell, Column, Document, Panel, Paragraph, Part, Row, Run, Section, Table
from pipeline.formats.contract import DeckLayouts
from pipeline.formats.pptx.fills import Fill, TableFill
from pipeline.formats.pptx.offer import offered
from pipeline.formats.pptx.plan import Slide, measured_fit, plan
from pipeline.formats.pptx.propose import proposed
from pipeline.formats.pptx.rooms import Rooms
from pipeline.formats.pptx.template import Template, read_template
from pipeline.problems import Problems

ROLES = {kind: sorted({(role, any(places.inset)) for layout in entries for role, places in layout.panels.items()} - {("note", False)}) for kind, entries in DECK.kinds.items()}
WORDS = st.text("aeioukstnlmäö", min_size=1, max_size=14) | st.text("aeioukstn-", min_size=30, max_size=80)
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join) | st.integers(1, 40).map(lambda times: "yhteistyö ja muut " * times) | st.just("Rivi\ntoinen")
BRANDS = ("", "python-pptx.pptx", "made-portrait.pptx", "libreoffice-piano.pptx")


@lru_cache
def held(brand: str) -> tuple[Template, DeckLayouts]:
    """A template and the mapping for it; ours where `brand` is empty."""
    if not brand:
        return rooms().template, DECK
    template = read_template((FOLDER / brand).read_bytes(), brand, Problems())
    return template, proposed(template, offered(template), layouts().deck).layouts


def planned(section: Section, brand: str) -> tuple[tuple[Slide, ...], float, set[str]]:
    """The slides of a section, the share of their fullest box, and the codes of errors."""
    template, deck = held(brand)
    problems = Problems()
    document = Document("deck", "T", (section,), "fi-FI", "P", "S", "2026", "2026-01-01", {"handbook": "Käsikirja", "edition": "Laitos"})
    measured = Rooms(template, deck, problems)
    made = plan(document, deck, measured, problems)
    fullest = max((box.share for box in measured_fit(made, measured)), default=0.0)
    return made, fullest, {problem.code for problem in problems.errors()}


@st.composite
def paragraphs(draw, name: str, most: int) -> tuple[Paragraph, ...]:
    texts = draw(st.lists(TEXTS, min_size=1, max_size=most))
    styles = draw(st.sampled_from(("text", "bullet", "number", "heading")))
    link = (Run(" linkki", href="https://example.fi/"),) if draw(st.booleans()) else ()
    return tuple(Paragraph(f"{name}.{number}", (Run(text), *link), styles, said("x").origin) for number, text in enumerate(texts))


@st.composite
def tables(draw, name: str, role: str) -> Table:
    weights = draw(st.lists(st.integers(1, 20), min_size=2, max_size=10))
    columns = tuple(Column(f"{name}.c{n}", said(f"{name}.c{n}", draw(WORDS)), weight / sum(weights)) for n, weight in enumerate(weights))
    cell, count = draw(TEXTS), draw(st.integers(1, 40))
    rows = (tuple(Cell(f"{name}.{r}.{c}", (said(f"{name}.{r}.{c}", cell if (r + c) % 5 == 0 else "K"),)) for c in range(len(weights))) for r in range(count))
    return Table(name, role, columns, tuple(Row(f"{name}.{r}", cells) for r, cells in enumerate(rows)))


@st.composite
def sections(draw) -> Section:
    kind = draw(st.sampled_from(sorted(ROLES)))
    parts: list[Part] = []
    for role, is_table in ROLES[kind]:
        if is_table:
            parts += [draw(tables(role, role))] if draw(st.booleans()) else []
            continue
        for number in range(draw(st.integers(0, 2))):
            name = f"{role}{number}"
            label = said(f"{name}.label", "Otsikko") if draw(st.booleans()) else None
            parts.append(Panel(name, role, draw(paragraphs(name, 8)), label))
    return Section("s", kind, said("s.title", draw(TEXTS)), tuple(parts))


def shown(made: tuple[Slide, ...]) -> list[str]:
    """The ids of all paragraphs on the slides, in order."""
    found: list[str] = []
    for fill in (fill for slide in made for fill in slide.fills):
        if isinstance(fill, Fill):
            found += [paragraph.id for paragraph in fill.paragraphs if paragraph.id]
        elif isinstance(fill, TableFill):
            found += [paragraph.id for row in fill.table.rows for cell in row.cells for paragraph in cell.paragraphs]
    return found


@pytest.mark.parametrize("brand", BRANDS)
@settings(max_examples=40, deadline=None, derandomize=True)
@given(section=sections())
def test_any_section_is_shown_whole_and_in_order_and_what_is_too_full_is_told(brand: str, section: Section) -> None:
    made, fullest, codes = planned(section, brand)
    if "no-layout" in codes:
        return
    found = shown(made)
    counted = Counter(found)
    for part in section.parts:
        if isinstance(part, Panel):
            own = [paragraph.id for paragraph in part.paragraphs]
            assert [name for name in found if name in own] == own  # each once, in order
            assert part.label is None or counted[part.label.id]
        else:
            rows = [cell.paragraphs[0].id for row in part.rows for cell in row.cells[1:]]
            assert sorted(name for name in found if name in rows) == sorted(rows)
    assert "overfull" in codes or fullest <= 1.0001


class Counting(Rooms):
    """Counts how often it is asked whether a box holds its text."""

    asked = 0

    def holds(self, *what) -> bool:
        self.asked += 1
        return super().holds(*what)


@pytest.mark.parametrize("brand", BRANDS)
def test_work_grows_with_the_text_and_not_with_its_square(brand: str) -> None:
    """How often it is asked whether a text fits, for sections of twice the length."""
    template, deck = held(brand)
    asked: list[int] = []
    for count in (50, 100):
        measured = Counting(template, deck, Problems())
        text = Panel("body", "body", tuple(said(f"body.{n}", f"{n} yhteistyö ja muut") for n in range(count)))
        document = Document("deck", "T", (Section("s", "text", said("s.title", "Otsikko"), (text,)),), "fi-FI", "P", "S", "2026", "2026-01-01", {})
        plan(document, deck, measured, Problems())
        asked.append(measured.asked)
    assert asked[1] < 2.5 * asked[0]
