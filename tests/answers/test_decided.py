"""Decisions: what a person chose is in the response, what fits nothing stays unused."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.answers.decided import Facts, Settled, settle, unplaced_id
from pipeline.answers.merge import Merged, clash
from pipeline.answers.placing import Loose, PlacedItem
from pipeline.model.form import Response
from pipeline.model.reference import Date, Id, Text
from pipeline.model.round import Decision
from pipeline.problems import Problems
from pipeline.source.load import load
from pipeline.source.save import savable, save

FACTS = Facts("2026", "2026", "liikunta", "jarjestot", "Järjestöt – liikunta", ())
CLASH = clash("liikunta", ("hyte", "jarjestot"), "Ensin.", "Sitten.")
LOOSE = Loose("Kommentti.", "kommentti 1", "tilat/jarjestot")
ID = unplaced_id("liikunta", LOOSE)


def decision(**given: str) -> Decision:
    leaves = {"by": Text, "date": Date, "id": Id, "respondent": Id, "row": Id, "column": Id, "text": Text, "source": Text}
    return Decision(**{name: leaves[name](value) if name in leaves else value for name, value in {"by": "kokous", "date": "2026-11-24", **given}.items()})


def settled(*decisions: Decision, cells: dict[tuple[str, str], str] = {}, clashes=(CLASH,), loose=(LOOSE,)) -> Settled:
    return settle(FACTS, Merged(dict(cells), (), loose, clashes, {}), decisions, ("K", "E"))


def answers(response: Response) -> dict[str, str]:
    return {f"{answer.row}/{answer.column}": answer.text.value for answer in response.answers}


def test_without_decisions_all_that_is_open_is_listed() -> None:
    response = settled().response
    assert [(c.id.value, c.first, c.second) for c in response.conflicts] == [(CLASH.id, "Ensin.", "Sitten.")]
    assert [(u.id.value, u.text, u.settled) for u in response.unplaced] == [(ID, "Kommentti.", False)]


def test_the_text_that_was_chosen_is_the_answer() -> None:
    assert answers(settled(decision(id=CLASH.id, use="second")).response) == {"hyte/jarjestot": "Sitten."}
    assert answers(settled(decision(id=CLASH.id, use="text", text="Molempia.")).response) == {"hyte/jarjestot": "Molempia."}
    assert answers(settled(decision(id=CLASH.id, use="none")).response) == {}
    assert not settled(decision(id=CLASH.id, use="none")).response.conflicts


def test_two_decisions_that_contradict_each_other_leave_the_conflict_open() -> None:
    response = settled(decision(id=CLASH.id, use="first"), decision(id=CLASH.id, use="second")).response
    assert answers(response) == {} and len(response.conflicts) == 1


def test_an_unplaced_text_goes_behind_what_stands_in_its_cell() -> None:
    chosen = decision(id=ID, use="text", row="tilat", column="jarjestot")
    response = settled(chosen, cells={("tilat", "jarjestot"): "Tilat."}).response
    assert answers(response) == {"tilat/jarjestot": "Tilat.\nKommentti."} and response.unplaced[0].settled


def test_a_text_that_belongs_nowhere_stays_listed_and_is_settled() -> None:
    response = settled(decision(id=ID, use="none")).response
    assert answers(response) == {} and [entry.settled for entry in response.unplaced] == [True]


def test_an_answer_by_telephone_fills_an_empty_cell_and_never_replaces_another() -> None:
    told = decision(respondent="liikunta", row="tilat", column="jarjestot", text="Kerroimme.", source="puhelimessa")
    assert answers(settled(told).response)["tilat/jarjestot"] == "Kerroimme."
    response = settled(told, cells={("tilat", "jarjestot"): "Tilat."}).response
    assert [(c.first, c.second) for c in response.conflicts if c.row == "tilat"] == [("Tilat.", "Kerroimme.")]


def test_a_decision_that_fits_nothing_is_not_used() -> None:
    assert settled(decision(id="c-0000000000", use="first")).used == frozenset()
    assert settled(decision(id=CLASH.id, use="first")).used == {CLASH.id}


def test_of_two_decisions_the_text_that_neither_is_against_is_the_answer() -> None:
    later = clash("liikunta", ("hyte", "jarjestot"), "Ensin.", "Korjaus.")
    chosen = (decision(id=CLASH.id, use="first"), decision(id=later.id, use="second"))
    assert answers(settled(*chosen, clashes=(CLASH, later)).response) == {"hyte/jarjestot": "Korjaus."}
    assert len(settled(chosen[0], clashes=(CLASH, later)).response.conflicts) == 2


def test_a_decision_that_the_committee_went_on_from_is_neither_unused_nor_applied() -> None:
    merged = Merged({("hyte", "arviointi"): "E"}, (), (), (), {}, frozenset({CLASH.id}))
    found = settle(FACTS, merged, (decision(id=CLASH.id, use="first"),), ("K", "E"))
    assert answers(found.response) == {"hyte/arviointi": "E"} and found.used == {CLASH.id}


@given(st.text(min_size=1, max_size=12), st.text(max_size=6))
@example("\x07", "\x0b")
@example("\ufeff", "\ufeff")
@example("\u200b\u202e", "\x85a\u2028")
def test_whatever_letters_are_written_the_file_of_a_response_can_be_read_again(text: str, other: str) -> None:
    merged = Merged(
        {("hyte", "jarjestot"): savable(text)}, (PlacedItem(text, other, other, other, ""),), (Loose(text, "kommentti 1", other),),
        (clash("liikunta", ("tilat", "jarjestot"), text, other),), {},
    )  # fmt: skip
    with TemporaryDirectory() as folder:
        path, problems = Path(folder, "liikunta.yaml"), Problems()
        path.write_bytes(save(settle(FACTS, merged, (), ()).response, "Huomautus."))
        again = load(path, Response, problems)
    assert not list(problems) and [answer.text.value for answer in again.answers] == [savable(text)][: bool(savable(text))]
