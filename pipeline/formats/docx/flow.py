"""Texts of a returned Word file as they are gathered: paragraphs run into a flow, and a flow becomes a cell or texts outside cells.

A flow keeps three texts apart: what the final view shows, what was deleted and what is hidden. `story.py` walks the elements and says into flows;
`grid.py` holds the tables.
"""

from typing import Iterator

from ..returned import Kind, ReturnedCell, ReturnedText

KEPT, DELETED, HIDDEN = 0, 1, 2
_KINDS: dict[int, Kind] = {DELETED: "deleted", HIDDEN: "hidden"}


class Flow:
    """What a cell, a note or a run of paragraphs says.

    `each`: every paragraph becomes a text of its own; `open`: inside a paragraph; `joined`: the mark of the last one is deleted, so that the next
    goes on with it; `shown` and `typed`: text stands in the prompt of a control, and outside one.
    """

    __slots__ = ("kind", "where", "each", "open", "joined", "begun", "state", "pieces", "names", "shown", "typed")

    def __init__(self, kind: Kind, where: str, each: bool = False) -> None:
        self.kind, self.where, self.each = kind, where, each
        self.open = self.joined = False
        self._empty()

    def _empty(self) -> None:
        self.begun = self.shown = self.typed = False
        self.state = KEPT
        self.pieces: tuple[list[str], list[str], list[str]] = ([], [], [])
        self.names: dict[str, None] = {}

    def start(self) -> list[ReturnedText]:
        """A paragraph begins; gives what ends with that."""
        done = list(self.texts()) if self.each and not self.joined else []
        if self.begun and not self.joined:
            self.pieces[KEPT].append("\n")
            self.state = KEPT
        self.open = self.begun = True
        self.joined = False
        return done

    def finish(self, joined: bool) -> list[ReturnedText]:
        """The paragraph ends; gives what ends with that."""
        self.open, self.joined = False, joined
        return list(self.texts()) if self.each and not joined else []

    def say(self, text: str, state: int, prompt: bool) -> None:
        """Text of a state; deleted and hidden stretches that do not touch each other stand on lines of their own."""
        pieces = self.pieces[state]
        if state != KEPT and state != self.state and pieces:
            pieces.append("\n")
        pieces.append(text)
        self.state = state
        if state == KEPT and not text.isspace():
            self.shown |= prompt
            self.typed |= not prompt

    def texts(self) -> Iterator[ReturnedText]:
        """Everything that was said, by state, as texts outside cells; the flow is empty afterwards."""
        text = "".join(self.pieces[KEPT]).strip()
        if text:
            yield ReturnedText(self.kind, self.where, text, tuple(self.names))
        yield from self.aside()
        self._empty()

    def aside(self) -> Iterator[ReturnedText]:
        """What was deleted and what is hidden."""
        for state, kind in _KINDS.items():
            text = "".join(self.pieces[state]).strip()
            if text:
                yield ReturnedText(kind, self.where, text)

    def cell(self, row: int, column: int) -> ReturnedCell | None:
        """The final view as a cell; None for one that says nothing and has no name."""
        text = "".join(self.pieces[KEPT]).strip()
        if not text and not self.names:
            return None
        return ReturnedCell(row, column, self.where, text, tuple(self.names), prompt=self.shown and not self.typed)
