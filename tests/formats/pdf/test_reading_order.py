"""Words in the order in which they are read, out of pieces in the order in which they are drawn."""

import pytest

from pipeline.formats.pdf.reading_order import Piece, words


def line(*texts: str, y: float = 0) -> list[Piece]:
    """Pieces one behind another; `<` before a text: it begins left of the one before."""
    pieces: list[Piece] = []
    for text in texts:
        x = pieces[-1].x - 50 if pieces and text[0] == "<" else pieces[-1].x + 10 if pieces else 100
        pieces.append(Piece(text.lstrip("<"), False, x, y))
    return pieces


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        (("eka ", "toka"), "eka toka"),
        (("eka ", "עולם", " ", "שלום", " toka"), "eka שלום עולם toka"),  # one stretch from right to left, cut at its blank
        ((" ", "עולם", " ", "שלום", "<2026", " toka"), "שלום עולם 2026 toka"),  # its last blank stands before the number
        ((" ", "שלום", "<2026", "<עולם", " "), "שלום 2026 עולם"),
        (("😀", " ", "שלום", " ja"), "😀 שלום ja"),
        (("eka ", "שלום", " ", "<עולם", "<!"), "eka שלום עולם!"),
        (("שלום", " 😀"), "שלום 😀"),
        (("12 ", "😀", " 34"), "12 😀 34"),
    ],
)
def test_a_line_is_read_as_it_was_typed(drawn: tuple[str, ...], read: str) -> None:
    assert words(line(*drawn)).strip() == read


def test_lines_are_read_one_after_another() -> None:
    assert words([*line("שלום", " "), *line("עולם", y=20)]) == "שלום עולם"
