"""The development items of the meeting's table: last year's open ones first, whose each is, and fields that the meeting edits."""

from handbooks import composed, content
from minimal import replaced
from pipeline.document.blocks import Document, Row, Table
from rounds import SOURCE, response

STATES = replaced("    blank_rows: 4\n", "    blank_rows: 2\n    state: Tilanne\n    states: [Kesken, Valmis]\n", SOURCE)


def items(*lines: str) -> str:
    return "items:\n" + "".join(f"  - {{{line}}}\n" for line in lines)


def filled(*responses: str, source: str = STATES) -> Document:
    return composed(content(source, *responses), "table-filled")


def table(document: Document) -> Table:
    return document.sections[1].parts[0]


def said(row: Row) -> list[str]:
    return ["" if run.look == "prompt" else run.text for cell in row.cells for run in cell.paragraphs[0].runs]


def rows(*responses: str, source: str = STATES) -> list[list[str]]:
    return [said(row) for row in table(filled(*responses, source=source)).rows]


def test_the_columns_are_item_responsible_state_and_where_it_comes_from() -> None:
    assert [column.label.text for column in table(filled(response("yritykset", "yritykset"))).columns] == ["Kohta", "Vastuutaho", "Tilanne", "Mistä"]


def test_a_source_without_states_has_no_column_for_them() -> None:
    document = filled(response("yritykset", "yritykset"), source=SOURCE)
    assert [column.id for column in table(document).columns] == ["item", "responsible", "origin"]
    assert all(len(row.cells) == 3 for row in table(document).rows)


def test_an_item_says_which_party_and_network_proposes_it() -> None:
    one, other = response("yritykset", "yritykset", more=items("item: Kalenteri")), response("urheilijat", more=items("item: Tilat, responsible: Kunta, schedule: kevät"))
    assert rows(one, other)[:2] == [["Kalenteri", "", "", "Ehdotti: Yritykset"], ["Tilat", "Kunta, kevät", "", "Ehdotti: Järjestöt – liikunta ja urheilu"]]


def test_last_years_open_items_come_first_and_finished_ones_do_not() -> None:
    last = response("neuvottelukunta", "", 2024, more=items("item: Vanha, state: Kesken", "item: Tehty, state: Valmis"))
    assert [row[0::3] for row in rows(response("yritykset", "yritykset", more=items("item: Uusi")), last)][:2] == [
        ["Vanha", "Vuodelta 2024"],
        ["Uusi", "Ehdotti: Yritykset"],
    ]


def test_what_a_party_proposed_last_year_and_the_committee_left_out_is_not_open() -> None:
    last = response("neuvottelukunta", "", 2024, more=items("item: Jäi")), response("yritykset", "yritykset", 2024, more=items("item: Pois"))
    assert [row[0] for row in rows(*last, response("urheilijat", text="Teimme."))] == ["Jäi", "", ""]


def test_an_item_that_the_committee_has_again_stands_once_as_it_is_now() -> None:
    last = response("neuvottelukunta", "", 2024, more=items("item: Vanha kohta, state: Kesken"))
    now = response("neuvottelukunta", "", more=items("item: vanha  kohta, responsible: Kunta, state: Valmis", "item: Uusi"))
    assert rows(last, now)[:3] == [["vanha  kohta", "Kunta", "Valmis", "Vuodelta 2024"], ["Uusi", "", "", "Kokous"], ["", "", "", "Kokous"]]


def test_what_two_parties_say_of_one_item_differently_both_stand() -> None:
    one, other = (response(who, who if who == "yritykset" else "jarjestot", more=items(f"item: Sama, responsible: {who}")) for who in ("yritykset", "urheilijat"))
    assert sorted(row[1] for row in rows(one, other)[:2]) == ["urheilijat", "yritykset"]


def test_rows_to_fill_follow_as_many_as_the_source_says() -> None:
    given = rows(response("yritykset", "yritykset", more=items("item: Uusi")))
    assert len(given) == 1 + 2 and given[1:] == [["", "", "", "Kokous"]] * 2


def test_all_but_the_origin_are_fields_and_a_field_holds_only_what_a_person_edits() -> None:
    row = table(filled(response("yritykset", "yritykset", more=items("item: Uusi, state: Kesken")))).rows[0]
    assert [(cell.id, cell.fill, bool(cell.hint)) for cell in row.cells] == [
        ("development.1/item", True, True),
        ("development.1/responsible", True, True),
        ("development.1/state", True, True),
        ("development.1/origin", False, False),
    ]
    assert row.cells[2].choices == ("Kesken", "Valmis") and [paragraph.text for paragraph in row.cells[0].paragraphs] == ["Uusi"]
