"""Every case of `returns.py`: the reader, the placing and the judge together say what the truth beside it says, and no character is lost."""

import pytest

from flows.desk import FORMATS, Read, desk
from flows.hands import typed
from flows.returns import ANSWERS, BASE, CASES, ROWS, Case

TRIED = [(case, format) for case in CASES for format in FORMATS if case.edit(format)]


def read(case: Case, format: str) -> Read:
    form = typed(desk(format).form(), BASE)
    changed = case.edit(format)(form)
    return desk(format).read(changed if isinstance(changed, bytes) else form.data())


@pytest.mark.parametrize("case, format", TRIED, ids=lambda one: one if isinstance(one, str) else f"{one.row}: {one.name}".replace(" ", "-"))
def test_a_returned_form_says_what_was_done_to_it(case: Case, format: str) -> None:
    found = read(case, format)
    assert found.answers == {place: text for place, text in {**ANSWERS, **case.answers}.items() if text is not None}
    assert (tuple(found.items), found.loose) == (case.items, sorted(case.loose))
    assert set(case.told) <= set("\n".join(found.told).split("\n")) | set(found.told)
    assert case.codes <= found.codes and found.judged.status == case.status
    assert found.missing == 0


@pytest.mark.parametrize("row", ROWS)
def test_every_row_has_cases(row: str) -> None:
    assert any(case.row == row for case in CASES)
