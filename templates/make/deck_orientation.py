"""The layouts of the orientation meeting that no other deck has: the year clock with its table beside it, and a table with what is to be said of it below."""

from deck_layouts import TABLE_TYPE, title
from deck_shapes import HALF_W, HALF_X, LEFT, WIDTH, Box, Layout, Place, Type
from theme import SOFT

_TOP, _LOW = 92, 484  # the edges of what a slide holds


def orientation_layouts() -> list[Layout]:
    """The year clock; a table with a line below it."""
    clock = Place("Kaavio", "Vuosikello", Box(LEFT, _TOP - 4, HALF_W - 8, _LOW - _TOP + 4), Type(18), kind="chart")
    beside = Place("Taulukko", "Taulukko", Box(HALF_X, _TOP, HALF_W, _LOW - _TOP), Type(16), kind="tbl")
    table = Place("Taulukko", "Taulukko", Box(LEFT, _TOP, WIDTH, 360), TABLE_TYPE, kind="tbl")
    below = Place("Selite", "Mistä tiedot ovat", Box(LEFT, 462, WIDTH, 22), Type(14, SOFT), "b")
    return [Layout("Vuosikello", title(), (clock, beside)), Layout("Taulukko ja selite", title(), (table, below))]
