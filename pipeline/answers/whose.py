"""Whose answers a returned form holds. What the file carries and what a person can read in it must say the same; neither decides alone."""

from typing import Iterable, NamedTuple

from ..formats.matching import normal
from ..formats.properties import RECIPIENT, YEAR
from ..formats.returned import Remark, Returned
from ..model.form import COMMITTEE
from .form import Form
from .placing import Placing


class Someone(NamedTuple):
    """One who may answer: a recipient of the round. `called` are further names by which a person may call them; `title` the form's title with the name."""

    id: str
    name: str
    party: str
    called: tuple[str, ...] = ()
    title: str = ""


class Whose(NamedTuple):
    """`id` is empty where nobody is certain; `doubts` say why a person must decide."""

    id: str
    party: str
    doubts: tuple[Remark, ...] = ()


def whose(returned: Returned, placing: Placing, form: Form, people: Iterable[Someone], year: str) -> Whose:
    """The respondent of a form that was read against `form` in the round of `year`."""
    doubts = [*_of_year(returned, form, year)]
    if form.kind == "meeting":
        return Whose(COMMITTEE, "", tuple(doubts))
    known = {someone.id: someone for someone in people}
    carried = known.get(returned.properties.get(RECIPIENT, ""))
    seen = _seen(placing, form, tuple(known.values()))
    found, doubt = _agreed(carried, seen, placing, form, tuple(known.values()))
    if placing.others:
        names = ", ".join((placing.respondent, *(name for name, _ in placing.others)))
        return Whose("", "", (*doubts, _remark("form-respondents-several", names=names)))
    if doubt is not None:
        doubts.append(doubt)
    elif found is not None and form.party and found.party != form.party:
        doubts.append(_remark("form-of-another", carried=form.party, said=found.name))
    return Whose(found.id if found else "", found.party if found else "", tuple(doubts))


def beside(placing: Placing, someone: Someone) -> bool:
    """Whether the respondent's cell says more than a name of the one that it is."""
    said = normal(placing.respondent).casefold()
    return bool(said) and said not in {normal(name).casefold() for name in (someone.name, *someone.called)}


def _of_year(returned: Returned, form: Form, year: str) -> Iterable[Remark]:
    for said in {form.year, returned.properties.get(YEAR, "")} - {"", year}:
        yield _remark("form-of-other-year", found=said, year=year)


def _seen(placing: Placing, form: Form, people: tuple[Someone, ...]) -> list[Someone]:
    """Those whom a reader of the form would name: by its cell for the respondent, else by its title."""
    said = normal(placing.respondent).casefold()
    if said:
        alike = [one for one in people if said in {normal(name).casefold() for name in (one.name, *one.called)}]
        return alike or [one for one in people if form.kind == "form" and normal(one.name).casefold() in said]
    return [one for one in people if one.title and normal(one.title) in placing.said]


def _agreed(
    carried: Someone | None, seen: list[Someone], placing: Placing, form: Form, people: tuple[Someone, ...]
) -> tuple[Someone | None, Remark | None]:
    """The one on whom everything agrees, or the doubt."""
    if len(seen) == 1 and carried in (None, seen[0]):
        return seen[0], None
    if len(seen) == 1 and carried is not None:
        return None, _remark("form-of-another", carried=carried.name, said=seen[0].name)
    if carried is not None and not placing.respondent and sum(one.party == form.party for one in people) == 1 and carried.party == form.party:
        return carried, None  # the form of its party, which nobody else has
    if placing.respondent:
        return None, _remark("form-respondent-unknown", found=placing.respondent)
    return None, _remark("form-respondent-missing")


def _remark(code: str, **values: str) -> Remark:
    return Remark(code, tuple(values.items()))
