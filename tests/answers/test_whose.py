"""Whose form it is: what the file carries and what a person reads in it must agree."""

from msgspec.structs import replace

from pipeline.answers.placing import place
from pipeline.answers.whose import Someone, Whose, whose
from tests.answers.forms import FORM, NAME, filled, returned

SPORT = Someone("liikunta", NAME, "jarjestot", title=f"Seuranta 2026: {NAME}")
ELDERLY = Someone("ikaihmiset", "Järjestöt – ikäihmiset", "jarjestot", title="Seuranta 2026: Järjestöt – ikäihmiset")
FIRMS = Someone("yritykset", "Yritykset – Yrittäjät", "yritykset", ("Yritykset",), "Seuranta 2026: Yritykset – Yrittäjät")
PEOPLE = (SPORT, ELDERLY, FIRMS)


def asked(name: str | None = NAME, title: str = "", form=FORM, people=PEOPLE, **properties: str) -> Whose:
    rows = filled("Teimme.")
    rows[0] = ["Vastaaja", name] if name is not None else []
    file = returned(rows, texts=(("body", title),) if title else ())
    file = replace(file, properties={f"kasikirja-{key}": value for key, value in properties.items()})
    whole = replace(form, fixed=(*form.fixed, *(one.title for one in people)))
    return whose(file, place(file, whole), whole, people, "2026")


def doubts(found: Whose) -> list[str]:
    return [doubt.code for doubt in found.doubts]


def test_the_name_in_the_form_and_the_id_in_the_file_agree() -> None:
    assert asked(recipient="liikunta", year="2026") == Whose("liikunta", "jarjestot")


def test_the_name_alone_is_enough_where_a_program_dropped_the_id() -> None:
    assert asked() == Whose("liikunta", "jarjestot")


def test_the_title_names_the_respondent_where_the_cell_is_gone() -> None:
    assert asked(None, SPORT.title).id == "liikunta"


def test_the_id_in_the_file_alone_is_not_enough_among_networks_that_share_a_form() -> None:
    assert asked(None, recipient="liikunta") == Whose("", "", asked(None, recipient="liikunta").doubts)
    assert doubts(asked(None, recipient="liikunta")) == ["form-respondent-missing"]


def test_the_id_in_the_file_is_enough_for_the_only_form_of_its_party() -> None:
    assert asked(None, people=(SPORT, FIRMS), recipient="liikunta").id == "liikunta"


def test_another_name_than_the_form_was_made_for_is_told() -> None:
    assert doubts(asked("Järjestöt – ikäihmiset", recipient="liikunta")) == ["form-of-another"]
    assert doubts(asked("Yritykset – Yrittäjät")) == ["form-of-another"]


def test_a_name_that_nobody_has_is_told() -> None:
    assert doubts(asked("Joku muu", recipient="liikunta")) == ["form-respondent-unknown"]


def test_a_person_may_write_more_beside_the_name() -> None:
    assert asked(f"{NAME} (Maija Esimerkki)", recipient="liikunta").id == "liikunta"


def test_the_form_of_another_year_is_told_whoever_it_is_of() -> None:
    assert doubts(asked(year="2025", recipient="liikunta")) == ["form-of-other-year"]


def test_the_general_blank_is_of_whom_its_cell_names() -> None:
    blank = replace(FORM, kind="blank", party="")
    assert asked("yritykset", form=blank).id == "yritykset"
    assert doubts(asked("Yrityksiä", form=blank)) == ["form-respondent-unknown"]


def test_the_meetings_table_is_the_committees() -> None:
    assert asked(form=replace(FORM, kind="meeting", party="")) == Whose("neuvottelukunta", "")
