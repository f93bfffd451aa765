"""Laws of a person's decisions: each is about something, says all that it takes, and puts answers only where the form has a place."""

import pytest

from minimal import MINIMAL
from pipeline.model.content import Source
from pipeline.model.decisions import About, Known, check_decisions, known
from pipeline.model.round import Decisions
from pipeline.problems import Problems
from pipeline.source.load import parsed
from pipeline.source.shape import read
from pipeline.source.yamltext import read_tree

KNOWN = Known({"yritykset": "yritykset", "liikunta": "jarjestot", "neuvottelukunta": ""}, ("hyte", "tilat"), ("K", "E"))
TOLD = {"respondent": "yritykset", "row": "hyte", "column": "yritykset", "text": "Teimme.", "source": "puhelimessa"}


def found(*decisions: dict[str, str], about: dict[str, About] | None = None) -> list[str]:
    """What is said of decisions, as `code line`."""
    lines = ["decisions:"]
    for decision in decisions:
        lines += ["  - by: kokous", "    date: 2026-11-25", *(f"    {key}: {value}" for key, value in decision.items() if value)]
    problems = Problems()
    written = parsed("\n".join(lines).encode(), "decisions.yaml", Decisions, problems)
    check_decisions(written.decisions, KNOWN, problems, about)
    return [f"{problem.code} {problem.at.line if problem.at else 0}" for problem in problems]


@pytest.mark.parametrize(
    "decision",
    [
        TOLD,
        {**TOLD, "column": "arviointi", "text": "K"},
        {**TOLD, "respondent": "neuvottelukunta", "column": "arviointi", "text": "E"},
        {"id": "c-1", "use": "first"},
        {"id": "c-1", "use": "text", "text": "Muu."},
        {"id": "u-1", "use": "text", "row": "hyte", "column": "jarjestot"},
        {"id": "f-1", "use": "accept", "respondent": "liikunta"},
        {"id": "f-1", "use": "none"},
    ],
)
def test_a_decision_that_says_all_that_it_takes_is_right(decision: dict[str, str]) -> None:
    assert found(decision) == []


@pytest.mark.parametrize("missing", ["respondent", "row", "column", "text"])
def test_an_answer_by_telephone_lacks_nothing(missing: str) -> None:
    assert found({**TOLD, missing: ""}) == ["decision-incomplete 2"]


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("respondent", "yrityset", "decision-respondent-unknown 4"),
        ("row", "tialt", "decision-row 5"),
        ("column", "jarjestot", "decision-column 6"),
        ("source", "", "decision-no-source 2"),
        ("use", "text", "decision-incomplete 2"),
    ],
)
def test_an_answer_by_telephone_has_a_place_and_a_source(key: str, value: str, expected: str) -> None:
    assert found({**TOLD, key: value}) == [expected]


def test_an_assessment_by_telephone_is_a_choice() -> None:
    assert found({**TOLD, "column": "arviointi", "text": "Ehkä"}) == ["decision-choice 7"]


def test_the_committee_only_assesses() -> None:
    assert found({**TOLD, "respondent": "neuvottelukunta"}) == ["decision-column 6"]


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        ({"id": "c-1"}, "decision-no-use 4"),
        ({"id": "c-1", "use": "accept"}, "decision-use 4"),
        ({"id": "c-1", "use": "text"}, "decision-text 4"),
        ({"id": "c-1", "use": "first", "text": "Muu."}, "decision-extra 4"),
        ({"id": "u-1", "use": "first"}, "decision-use 4"),
        ({"id": "u-1", "use": "text", "row": "hyte"}, "decision-place 4"),
        ({"id": "u-1", "use": "none", "row": "hyte", "column": "jarjestot"}, "decision-extra 4"),
        ({"id": "u-1", "use": "text", "row": "hyte", "column": "muut"}, "decision-column 7"),
        ({"id": "f-1", "use": "accept", "respondent": "muut"}, "decision-respondent-unknown 6"),
    ],
)
def test_a_decision_that_would_settle_something_in_silence_is_told(decision: dict[str, str], expected: str) -> None:
    assert found(decision) == [expected]


def test_an_unplaced_text_goes_into_its_own_respondents_column_alone() -> None:
    decision = {"id": "u-1", "use": "text", "row": "hyte", "column": "yritykset"}
    assert found(decision, about={"u-1": About("yritykset", "Teimme.")}) == []
    assert found(decision, about={"u-1": About("liikunta", "Teimme.")}) == ["decision-column 7"]


def test_an_unplaced_text_is_no_assessment_unless_it_is_a_choice() -> None:
    decision = {"id": "u-1", "use": "text", "row": "hyte", "column": "arviointi"}
    assert found(decision, about={"u-1": About("liikunta", "ehkä K")}) == ["decision-choice 7"]
    assert found({**decision, "text": "K"}, about={"u-1": About("liikunta", "ehkä K")}) == []


def test_decisions_may_name_the_sources_recipients_and_the_committee() -> None:
    source = read(read_tree(MINIMAL.encode(), "h.yaml", Problems()), Source, Problems())
    parties = known(source, None).respondents
    assert parties["neuvottelukunta"] == "" and parties.keys() == {"neuvottelukunta", *(recipient.id.value for recipient in source.recipients)}
