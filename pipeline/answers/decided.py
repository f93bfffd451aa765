"""People's decisions, and answers that came otherwise than in a file, applied to what the forms say. A decision that fits nothing is told, never dropped."""

import unicodedata
from typing import NamedTuple

from ..formats.matching import normal
from ..model.form import ASSESSMENT, Answer, Conflict, Item, Received, Response, Unplaced
from ..model.reference import Date, Id, Text
from ..model.round import Decision
from .merge import Clash, Merged, clash, open_id
from .placing import Loose, PlacedItem


class Facts(NamedTuple):
    """Of a response: whose it is, of which round, and the files that it came in."""

    year: str
    edition: str
    respondent: str
    party: str  #: empty for the committee
    name: str
    files: tuple[Received, ...]


class Settled(NamedTuple):
    """A response, and the ids of the decisions that fitted something in it."""

    response: Response
    used: frozenset[str]


def settle(facts: Facts, merged: Merged, decisions: tuple[Decision, ...], choices: tuple[str, ...]) -> Settled:
    """The response of one respondent. `decisions` are those of the whole round; those that fit something here are applied in their order."""
    work = _Settling(facts, merged, choices)
    for decision in decisions:
        if decision.id is None and decision.respondent == facts.respondent:
            work.told(decision)
    for decision in decisions:
        if decision.id is not None:
            work.decide(decision)
    return Settled(work.response(), frozenset(work.used))


class _Settling:
    def __init__(self, facts: Facts, merged: Merged, choices: tuple[str, ...]) -> None:
        self.facts, self.choices = facts, choices
        self.cells = dict(merged.cells)
        self.items = list(merged.items)
        self.clashes: dict[str, Clash] = {conflict.id: conflict for conflict in merged.clashes}
        self.loose: dict[str, Loose] = {unplaced_id(facts.respondent, text): text for text in merged.loose}
        self.chosen: dict[str, set[str]] = {}  #: texts by the conflict's id
        self.past = merged.settled
        self.used: set[str] = set()

    def told(self, decision: Decision) -> None:
        """An answer by telephone or on paper: it fills an empty cell; beside another answer it is a conflict like any."""
        if decision.row is None or decision.column is None or decision.text is None:
            return
        place, text = (decision.row.value, decision.column.value), decision.text.value
        open_ones = [conflict for conflict in self.clashes.values() if (conflict.row, conflict.column) == place]
        if any(normal(text) in (normal(conflict.first), normal(conflict.second)) for conflict in open_ones):
            return  # it bears out one of the texts; which of them stands is still to be decided
        if open_ones:
            self._clash(place, open_ones[0].first, text)
        elif normal(self.cells.get(place, text)) == normal(text):
            self.cells[place] = self.cells.get(place, text)
        else:
            self._clash(place, self.cells.pop(place), text)

    def _clash(self, place: tuple[str, str], first: str, second: str) -> None:
        conflict = clash(self.facts.respondent, place, first, second)
        self.clashes[conflict.id] = conflict

    def decide(self, decision: Decision) -> None:
        """A decision about a conflict or an unplaced text that is open here."""
        name = decision.id.value if decision.id else ""
        if name in self.clashes:
            self.used.add(name)
            conflict = self.clashes[name]
            chosen = {"first": conflict.first, "second": conflict.second, "text": _value(decision.text)}.get(decision.use or "", "")
            self.chosen.setdefault(name, set()).add(chosen)
        elif name in self.past:
            self.used.add(name)
        elif name in self.loose and (decision.use != "text" or self._placed(decision, self.loose[name])):
            self.used.add(name)
            self.loose[name] = self.loose[name]._replace(told=True)

    def _placed(self, decision: Decision, loose: Loose) -> bool:
        """Put a text where a person has said; False where the respondent has no such cell, or it cannot say that."""
        place, text = (_value(decision.row), _value(decision.column)), _value(decision.text) or loose.text
        words = place[1] == self.facts.party != ""
        if not place[0] or not (words or place[1] == ASSESSMENT and text in self.choices):
            return False
        before = self.cells.get(place, "")
        if words:
            self.cells[place] = "\n".join(said for said in (before, text) if said)
        elif before and before != text:
            self._clash(place, self.cells.pop(place), text)
        else:
            self.cells[place] = text
        return True

    def _left(self, here: list[Clash]) -> set[str]:
        """The texts that remain of the conflicts about one cell: those chosen, but for what another decision chose against. Empty while one is open."""
        if any(len(self.chosen.get(conflict.id, ())) != 1 for conflict in here):
            return set()
        chosen = {text for conflict in here for text in self.chosen[conflict.id]}
        return chosen - {text for conflict in here for text in (conflict.first, conflict.second) if text not in self.chosen[conflict.id]}

    def response(self) -> Response:
        """What all of it comes to."""
        waiting: list[Clash] = []
        for place in {(conflict.row, conflict.column): None for conflict in self.clashes.values()}:
            here = [conflict for conflict in self.clashes.values() if (conflict.row, conflict.column) == place]
            left = self._left(here)
            if len(left) == 1:
                self.cells[place] = "\n".join(said for said in (left.pop(), self.cells.get(place, "")) if said)
            else:
                waiting += here
        facts = self.facts
        dates = sorted(file.date.value for file in facts.files if file.date)
        return Response(
            year=Text(facts.year),
            edition=Id(facts.edition),
            respondent=Id(facts.respondent),
            party=Id(facts.party) if facts.party else None,
            name=Text(facts.name) if facts.name else None,
            received=Date(dates[-1]) if dates else None,
            files=facts.files,
            answers=tuple(Answer(Id(row), Id(column), Text(text)) for (row, column), text in sorted(self.cells.items()) if text),
            items=tuple(_item(item) for item in self.items if _kept(item.item)),
            conflicts=tuple(
                Conflict(Id(c.id), Id(c.row), Id(c.column), _text(c.first), _text(c.second)) for c in sorted(waiting, key=lambda c: (c.row, c.column, c.id))
            ),
            unplaced=tuple(
                Unplaced(Id(name), Text(_kept(text.text)), Text(text.where), _text(text.near), text.told)
                for name, text in sorted(self.loose.items(), key=_by_place)
                if _kept(text.text)
            ),
        )


def unplaced_id(respondent: str, text: Loose) -> str:
    """The id under which an unplaced text waits."""
    return open_id("u", respondent, text.text, text.where)


def _by_place(entry: tuple[str, Loose]) -> tuple[str, str]:
    return entry[1].where, entry[0]


def _item(item: PlacedItem) -> Item:
    return Item(Text(item.item), _text(item.responsible), None, _text(item.state), _text(item.was))


def _text(text: str) -> Text | None:
    return Text(_kept(text)) if _kept(text) else None


def _kept(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _value(text: Text | None) -> str:
    return text.value if text is not None else ""
