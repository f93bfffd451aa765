"""The meeting's follow-up table: who said what of each goal, last year's assessment, and this year's, which the meeting sets in the file itself.

Nothing is decided here: what waits for a decision says so, and until the committee has assessed a goal its field says what the parties think of it.
The development items beside it stand in `items.py`.
"""

from typing import Iterator

from msgspec.structs import replace

from ..document.blocks import Cell, Column, Paragraph, Row, Run, Section
from ..model.form import ASSESSMENT, Response
from ..model.handbook import Practice
from . import views
from .form import choices_of, columns, goal_cell, legend, party_ids, table_section
from .select import Selection, capital
from .views import LastYear, Responses

_GOAL_SHARE = 0.17  #: of the width: answers need the room that goals have in a blank table
_FEW = 3  #: networks that are named beside their number
_LARGE = 700  #: characters of a cell that a column of a common page would draw out over more than half of it


def filled_followup(selection: Selection, year: str, responses: Responses) -> Section:
    """The follow-up table of a year with its answers; last year's assessment has a column of its own when there is a real last year."""
    last = views.last_year(selection.content, year)
    ordered = _ordered(selection, responses)
    rows = tuple(_row(selection, practice, ordered, last) for practice in selection.source.practices)
    heads = columns(selection, _GOAL_SHARE, rows, _assessments(selection, year, last) if last else ())
    section = table_section(selection, heads, rows, _note(selection, ordered), year)
    large = any(sum(len(paragraph.text) for paragraph in cell.paragraphs) > _LARGE for row in rows for cell in row.cells[1:])
    return replace(section, large=large)


def _ordered(selection: Selection, responses: Responses) -> Responses:
    """The responses as the source lists their recipients, then the others."""
    places = {recipient.id.value: number for number, recipient in enumerate(selection.source.recipients)}
    return tuple(sorted(responses, key=lambda response: places.get(response.respondent.value, len(places))))


def _assessments(selection: Selection, year: str, last: LastYear) -> tuple[Column, ...]:
    """Last year's assessment and this year's, each with its year."""
    label = selection.source.followup.assessment.label
    heads = []
    for name, of_year in ((_last_column(last), last.year), (ASSESSMENT, year)):
        words = (Run(f"{selection.plain(label)} {of_year}"),)
        heads.append(Column(name, selection.derived(f"followup.columns.{name}", words, label), 0.0, "choice"))
    return tuple(heads)


def _last_column(last: LastYear) -> str:
    """`arviointi.2025`: with its dot no id of a party can be the same."""
    return f"{ASSESSMENT}.{last.year}"


def _row(selection: Selection, practice: Practice, responses: Responses, last: LastYear | None) -> Row:
    block = f"followup.{practice.id}"
    cells = [goal_cell(selection, practice)]
    for party in party_ids(selection):
        cells.append(_party_cell(selection, practice, party, tuple(response for response in responses if response.party == party)))
    if last is not None:
        cells.append(_last_cell(selection, practice, last))
    cells.append(_assessment_cell(selection, practice, responses))
    return Row(block, tuple(cells))


# What a party says


def _party_cell(selection: Selection, practice: Practice, party: str, given: Responses) -> Cell:
    """A party's own words and view; where several answer for it, each by name."""
    name = f"followup.{practice.id}/{party}"
    if len(given) > 1:
        paragraphs = tuple(_named(selection, name, practice, given))
    else:
        paragraphs = tuple(paragraph for response in given for paragraph in _alone(selection, name, practice, response))
    return Cell(name, paragraphs or (_muted(name, selection.word("no-answer")),))


def _alone(selection: Selection, name: str, practice: Practice, response: Response) -> Iterator[Paragraph]:
    """The answer of a party's only respondent, and its own view below."""
    block = f"{name}.{response.respondent}"
    answer = _answer(selection, block, practice, response)
    view = _view(selection, practice, response, "own-assessment", "conflict.view")
    if answer is None and view is not None:
        yield _muted(block, selection.word("no-answer"))
    yield from (answer,) if answer else ()
    if view is not None:
        yield Paragraph(f"{block}.{ASSESSMENT}", (view,), origin=response.respondent.span, editable=False)


def _named(selection: Selection, name: str, practice: Practice, given: Responses) -> Iterator[Paragraph]:
    """What each of several respondents says, after its name and its own view; those who say nothing of this goal together."""
    silent = []
    for response in given:
        block = f"{name}.{response.respondent}"
        answer = _answer(selection, block, practice, response)
        view = _view(selection, practice, response, "own-assessment.named", "conflict.view.named")
        if answer is None and view is None:
            silent.append(views.respondent(selection.content, response))
            continue
        words = answer.runs if answer else (Run(selection.word("no-answer"), look="muted"),)
        who = (Run(respondent_name(selection, response), strong=True), *((Run(" "), view) if view else ()), Run(": ", strong=True))
        yield Paragraph(block, (*who, *words), origin=answer.origin if answer else response.respondent.span, editable=False)
    if silent and len(silent) < len(given):
        yield _muted(f"{name}/silent", selection.word("no-answer.named", names="; ".join(silent)))


def _answer(selection: Selection, block: str, practice: Practice, response: Response) -> Paragraph | None:
    """What a respondent says of a goal in its party's column, or that two versions wait for a decision; None: nothing."""
    column = response.party.value if response.party else ""
    if conflict := views.open_in(practice, response, column):
        return selection.derived(block, (Run(selection.word("conflict.answer"), look="missing"),), conflict.row)
    for answer in views.of(practice, response, column):
        return selection.derived(block, (Run(answer.text.value),), answer.text)
    return None


def _view(selection: Selection, practice: Practice, response: Response, word: str, open_word: str) -> Run | None:
    """A respondent's own view of a goal in words; None: it has none."""
    if views.open_in(practice, response, ASSESSMENT):
        return Run(selection.word(open_word), look="missing")
    given = views.of(practice, response, ASSESSMENT)
    return Run(selection.word(word, choice=given[0].text.value)) if given else None


def respondent_name(selection: Selection, response: Response) -> str:
    """Who answered, as a line begins."""
    name = views.respondent(selection.content, response)
    return name if name == response.respondent.value else capital(name)


# Assessments


def _last_cell(selection: Selection, practice: Practice, last: LastYear) -> Cell:
    name = f"followup.{practice.id}/{_last_column(last)}"
    answer = views.assessment(practice, last.responses)
    if answer is None:
        return Cell(name, (_muted(name, selection.word("no-assessment")),))
    return Cell(name, (selection.derived(name, (Run(answer.text.value),), answer.text),))


def _assessment_cell(selection: Selection, practice: Practice, responses: Responses) -> Cell:
    """The committee's assessment, to be set or changed in the meeting; until then what the parties think, in words."""
    name, choices = f"followup.{practice.id}/{ASSESSMENT}", choices_of(selection)
    answer = views.assessment(practice, responses)
    if any(response.party is None and views.open_in(practice, response, ASSESSMENT) for response in responses):
        said = Paragraph(name, (Run(selection.word("conflict.assessment"), look="missing"),), editable=False)
    elif answer is not None:
        said = selection.derived(name, (Run(answer.text.value, strong=True),), answer.text)
    else:
        said = _muted(name, views_in_words(selection, practice, responses))
    return Cell(name, (said,), True, choices, selection.word("fill.assessment", choices="/".join(choices)))


def views_in_words(selection: Selection, practice: Practice, responses: Responses) -> str:
    """`osapuolten arviot: K 4, E 1, ei arviota 1`: how many parties say what; without any view only that there is none."""
    counted = views.party_views(selection.content, practice, responses)
    if set(counted) <= {views.NONE}:
        return selection.word("no-assessment")
    said = [f"{choice} {counted[choice]}" for choice in choices_of(selection) if counted[choice]]
    others = ((views.DIFFERING, "views.differing"), (views.NONE, "views.none"))
    said += [selection.word(word, count=str(counted[key])) for key, word in others if counted[key]]
    return selection.word("views", views=", ".join(said))


# Beside the table


def _note(selection: Selection, responses: Responses) -> Paragraph:
    """The legend, and for a party whose networks answer how many did and which did not."""
    key = legend(selection, shown_blank=False)
    return replace(key, runs=(*key.runs, *(Run(f" {words}") for words in _networks(selection, responses))))


def _networks(selection: Selection, responses: Responses) -> Iterator[str]:
    networks = {recipient.id.value: recipient.network.value for recipient in selection.source.recipients if recipient.network}
    came = {networks[response.respondent.value] for response in responses if response.respondent.value in networks and not response.example}
    for party in selection.source.parties:
        answered = [network.name.value for network in party.networks if network.id.value in came]
        missing = [network.name.value for network in party.networks if network.id.value not in came]
        if answered:
            yield selection.word("networks", party=party.name.value, count=str(len(answered)), total=str(len(party.networks)))
        if answered and 0 < len(missing) <= _FEW:
            yield selection.word("networks.missing", names="; ".join(missing))
        elif len(answered) <= _FEW and answered and missing:
            yield selection.word("networks.answered", names="; ".join(answered))


def _muted(name: str, words: str) -> Paragraph:
    return Paragraph(name, (Run(words, look="muted"),), editable=False)
