"""How wide the columns of a Word table are: in their shares, but no word broken inside where the table has the room.

Word and LibreOffice break a word that is wider than its cell at any letter, and Finnish words are long. Lengths are twentieths of a point.
"""

from typing import Iterator

from ...document.blocks import Table
from ..faces import family
from ..measure import Stretch, words
from ..theme import FONT

_SIZE_PT = 12.0  #: of the text of tables (rule A18)
_WIDEST_PT = 12.0  #: what one letter may take: shorter words need no measuring
_CM = 567.0
_SPARE = 14.0  #: the lines between cells, and what programs round away


def column_widths(table: Table, width: int, inset_cm: float) -> list[int]:
    """Whole widths that add up to `width`.

    A column whose longest word needs more than its share takes it from those that have more than they need. Where the words need more than
    there is, the columns of the longest words stay equally short of it and the others are whole.
    """
    shares = [column.share * width for column in table.columns]
    insets = 2 * inset_cm * _CM + _SPARE
    needs = [insets + max(_wide_words(table, number, share - insets), default=0.0) for number, share in enumerate(shares)]
    if all(need <= share for need, share in zip(needs, shares)):
        return _whole(shares, width)
    return _whole(_lent(shares, needs) if sum(needs) <= width else _capped(needs, width), width)


def _wide_words(table: Table, number: int, room: float) -> Iterator[float]:
    """The widths of a column's words that might not fit into `room`."""
    for text, strong in _texts(table, number):
        if max(map(len, text.split()), default=0) * _WIDEST_PT * 20 > room:
            for word in words((Stretch(text, strong),), family(FONT)):
                yield word.width * _SIZE_PT * 20


def _texts(table: Table, number: int) -> Iterator[tuple[str, bool]]:
    """The texts of a column, each with whether it is bold."""
    if table.head:
        yield table.columns[number].label.text, True
    for row in table.rows:
        for paragraph in row.cells[number].paragraphs:
            heads = table.row_heads and number == 0 and not any(run.strong for run in paragraph.runs)
            for run in paragraph.runs:
                yield run.text, heads or run.strong


def _lent(shares: list[float], needs: list[float]) -> list[float]:
    spare = sum(max(0.0, share - need) for share, need in zip(shares, needs))
    wanting = sum(max(0.0, need - share) for share, need in zip(shares, needs))
    return [need if need >= share else share - (share - need) * wanting / spare for share, need in zip(shares, needs)]


def _capped(needs: list[float], width: int) -> list[float]:
    """The needs, the greatest of them cut to one length, so that together they take the width."""
    left, cap = float(width), 0.0
    for number, need in enumerate(sorted(needs)):
        cap = left / (len(needs) - number)
        if need > cap:
            break
        left -= need
    return [min(need, cap) for need in needs]


def _whole(widths: list[float], width: int) -> list[int]:
    edges, total = [0], 0.0
    for one in widths:
        total += one
        edges.append(round(total))
    edges[-1] = width
    return [right - left for left, right in zip(edges, edges[1:])]
