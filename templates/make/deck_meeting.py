"""The layouts of a meeting: a goal with what each party did and how it was assessed, and the summary of a year with its chart.

All have a place for the mark of invented answers, which no slide takes while the answers are real.
"""

from deck_layouts import TABLE_TYPE, title
from deck_practice import goal_band
from deck_shapes import LEFT, QUIET, WIDTH, Box, Layout, Look, Place, Shape, Type

EXAMPLE = Place(
    "Esimerkki", "Esimerkki", Box(664, 10, 240, 22), Type(14, bold=True, align="ctr"), "ctr", look=Look("accent5 tint", line="accent5", line_width=1.25)
)
_ASSESSED = Look("accent4 tint", line="accent4", line_width=1.5)
_LOW = 484  # the lower edge of what a slide holds
_GAP = 32  # between the halves of a summary


def meeting_layouts() -> list[Layout]:
    """A goal and its parties below a title of one line, with a longer assessment, below a title of two lines; the summary, also with more room for its table; a table that fills its slide."""
    return [
        _goal_layout("Tavoite ja osapuolet 1", 1, Box(LEFT, 80, WIDTH, 56), 36),
        _goal_layout("Tavoite ja osapuolet, pitkä arvio", 1, Box(LEFT, 80, WIDTH, 56), 56),
        _goal_layout("Tavoite ja osapuolet 2", 2, Box(LEFT, 112, WIDTH, 80), 80),
        _summary_layout("Yhteenveto", 380, 184),
        _summary_layout("Yhteenveto, leveä taulukko", 304, 144),
        *(_table_layout(f"Kokouksen taulukko {lines}", lines) for lines in (1, 2)),
    ]


def _goal_layout(name: str, lines: int, band: Box, strip: float) -> Layout:
    """`strip`: the height of the assessment at the foot."""
    shapes, places = goal_band(band, 18)
    top, foot = band.y + band.h + 12, _LOW - strip
    table = Place("Taulukko", "Taulukko", Box(LEFT, top, WIDTH, foot - 8 - top), Type(16), kind="tbl")
    assessment = Place("Arviointi", "Arviointi", Box(LEFT, foot, WIDTH, strip), Type(18), "ctr", (16, 0, 16, 0), _ASSESSED)
    return Layout(name, title(lines), (EXAMPLE, *places, table, assessment), shapes)


def _summary_layout(name: str, width: float, height: float) -> Layout:
    """A chart of this size with what is to be said of it below; beside both the same numbers as a table."""
    top, beside = 100 + height, LEFT + width + _GAP
    note = Box(LEFT, top, width, _LOW - top)
    places = (
        EXAMPLE,
        Place("Kaavio", "Kaavio", Box(LEFT, 88, width, height), Type(18), kind="chart"),
        Place("Huomiot", "Huomiot", Box(note.x + 4, note.y, note.w - 4, note.h), Type(18, gap=6), insets=(16, 12, 12, 8), look=Look(QUIET)),
        Place("Taulukko", "Taulukko", Box(beside, 92, LEFT + WIDTH - beside, _LOW - 92), Type(16), kind="tbl"),
    )
    return Layout(name, title(), places, (Shape("Huomioiden reuna", Box(note.x, note.y, 4, note.h), Look("accent4")),))


def _table_layout(name: str, lines: int) -> Layout:
    top = 60 + 32 * lines
    return Layout(name, title(lines), (EXAMPLE, Place("Taulukko", "Taulukko", Box(LEFT, top, WIDTH, _LOW - 1 - top), TABLE_TYPE, kind="tbl")))
