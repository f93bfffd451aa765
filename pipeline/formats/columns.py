"""How wide the columns of a table are: in their shares, but no word broken inside where the table has the room.

Office breaks a word that is wider than its cell at any letter, and Finnish words are long. Pure; lengths are whatever the caller takes.
"""

from typing import Callable

from ..document.blocks import Paragraph, Table

#: What the widest word of a paragraph takes, given whether it stands in the header row, and in a cell that names its row. If that is surely no
#: more than the room given last, the answer may be 0.
Widest = Callable[[Paragraph, bool, bool, float], float]


def column_widths(table: Table, width: int, insets: float, widest: Widest) -> list[int]:
    """Whole widths that add up to `width`; `insets` is what a cell leaves free beside its text. A column whose longest word needs
    more than its share takes it from those that have more than they need. Where the words need more than there is, the columns of the longest
    words stay equally short of it and the others are whole.
    """
    shares = [column.share * width for column in table.columns]
    needs = [insets + longest(table, number, share - insets, widest) for number, share in enumerate(shares)]
    if all(need <= share for need, share in zip(needs, shares)):
        return _whole(shares, width)
    needs = [insets + longest(table, number, 0.0, widest) for number in range(len(shares))]
    return _whole(_lent(shares, needs) if sum(needs) <= width else _capped(needs, width), width)


def longest(table: Table, number: int, room: float, widest: Widest) -> float:
    """What the widest word of a column (0-based) takes, if it is more than `room`."""
    names = table.row_heads and number == 0
    found = [widest(table.columns[number].label, True, False, room)] if table.head else [0.0]
    found += (widest(paragraph, False, names, room) for row in table.rows for paragraph in row.cells[number].paragraphs)
    return max(found)


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
