"""What a party said of a goal, as the paragraphs of a cell on a slide: each respondent with its name, what is undecided as undecided.

A long answer is told in pieces, so that a slide that does not hold it can go on between two of them.
"""

import re
from typing import Iterator

from ..document.blocks import Cell, Paragraph, Run
from ..model.form import ASSESSMENT, Response
from ..model.handbook import Practice
from ..model.people import Party
from ..model.reference import Text
from .select import Selection, capital
from .views import Responses, of, open_in

WIDE, NARROW = 300, 190  #: letters of a piece at most: eight lines of a wide column of a slide, and of a narrow one
_LONG, _PART = re.compile(r"[^ \n]{41,}"), 24  #: what no column holds (an address, a slip of the keyboard), and after how many letters it may break
_BREAK = "\u200b"  #: zero-width space
_ENDS = re.compile(r"(?<=[.!?…:;]) ")
_NAMED = 3  #: networks without an answer that are named; more are counted


def party_cell(selection: Selection, block: str, practice: Practice, party: Party, responses: Responses, most: int = WIDE) -> Cell:
    """The cell of a party: what its respondents said, in the order of its networks, or that nobody did; in pieces of `most` letters."""
    given = [response for response in _in_order(party, responses) if response.party == party.id]
    networks = {network.id.value: network for network in party.networks}
    named = len(given) > 1 or any(response.respondent.value in networks for response in given)
    paragraphs: list[Paragraph] = []
    silent = [capital(selection.plain(network.name)) for name, network in networks.items() if name not in {r.respondent.value for r in given}] if named else []
    for response in given:
        name = _name(selection, party, response) if named else ""
        told = tuple(_told(selection, f"{block}.{response.respondent}", name, practice, response, most))
        paragraphs += told
        silent += [name] if name and not told else []
    if paragraphs and silent:
        paragraphs.append(_silent(selection, f"{block}.silent", silent))
    return Cell(block, tuple(paragraphs) or (Paragraph(block, (Run(selection.word("no-answer"), look="muted"),), editable=False),))


def pieces(text: str, most: int = WIDE) -> list[str]:
    """The lines of a text, long ones cut after a sentence, or between words where a sentence is as long; endless words may break anywhere."""
    return [piece for line in _breakable(text).split("\n") for piece in _cut(line.strip(), most)]


def _breakable(text: str) -> str:
    return _LONG.sub(lambda word: _BREAK.join(word[0][at : at + _PART] for at in range(0, len(word[0]), _PART)), text)


def _cut(line: str, most: int) -> Iterator[str]:
    while len(line) > most:
        ends = [found.start() for found in _ENDS.finditer(line, most // 3, most)]
        at = ends[-1] if ends else max(line.rfind(" ", 1, most), line.rfind(_BREAK, 1, most))
        yield line[:at].rstrip()
        line = line[at:].lstrip(f" {_BREAK}")
    if line:
        yield line


def _told(selection: Selection, block: str, name: str, practice: Practice, response: Response, most: int) -> Iterator[Paragraph]:
    """What one respondent said of a goal, its own assessment last; nothing where it said nothing."""
    assert response.party is not None
    own, lead = _own(selection, practice, response), (Run(f"{name}: ", strong=True),) if name else ()
    open_one = open_in(practice, response, response.party.value)
    if open_one is not None:
        said = [(Run(selection.word("meeting.open"), look="missing"),)]
        for word, text in (("meeting.open.first", open_one.first), ("meeting.open.second", open_one.second)):
            whole = selection.word(word, text=text.value if text else selection.word("meeting.open.empty"))
            said += [(Run(piece),) for piece in pieces(whole, most)]
    else:
        said = [(Run(piece),) for answer in of(practice, response, response.party.value) for piece in pieces(answer.text.value, most)]
    if own and not said:
        said = [(Run(selection.word("no-answer"), look="muted"),)]
    origin = _origin(practice, response)
    for number, runs in enumerate(said, 1):
        before, after = lead if number == 1 else (), (Run(f" {own}"),) if own and number == len(said) else ()
        yield selection.derived(f"{block}.{number}", (*before, *runs, *after), origin)


def _own(selection: Selection, practice: Practice, response: Response) -> str:
    """A respondent's own assessment, which is its own view and nobody else's; empty where it has none."""
    open_one = open_in(practice, response, ASSESSMENT)
    if open_one is not None:
        first, second = (text.value if text else selection.word("meeting.open.empty") for text in (open_one.first, open_one.second))
        return selection.word("meeting.own.open", first=first, second=second)
    return next((selection.word("meeting.own", choice=answer.text.value) for answer in of(practice, response, ASSESSMENT)), "")


def _origin(practice: Practice, response: Response) -> Text:
    """A text of the response that stands where the answer was read, else who answered."""
    return next((answer.text for answer in response.answers if answer.row == practice.id), response.respondent)


def _silent(selection: Selection, block: str, names: list[str]) -> Paragraph:
    if len(names) > _NAMED:
        text = selection.word("meeting.silent.many", count=str(len(names)))
    else:
        text = selection.word("meeting.silent", names="; ".join(names))
    return Paragraph(block, (Run(text, look="muted"),), editable=False)


def _in_order(party: Party, responses: Responses) -> list[Response]:
    order = {network.id.value: number for number, network in enumerate(party.networks)}
    return sorted(responses, key=lambda response: order.get(response.respondent.value, len(order)))


def _name(selection: Selection, party: Party, response: Response) -> str:
    """What a respondent is called: as the handbook calls its network, else as the form said, else by its id."""
    network = next((network for network in party.networks if network.id == response.respondent), None)
    if network is not None:
        return capital(selection.plain(network.name))
    return _breakable(response.name.value if response.name else response.respondent.value)
