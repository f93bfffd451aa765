"""Files of which it is doubtful what they are or whose: nothing is decided in silence, and what a person decides makes all of it count."""

from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from flows.desk import FORMATS, desk
from flows.hands import GOALS, Book, Word, hand, typed
from flows.returns import ANSWERS, BASE, ITEM, WHO
from flows.rounds import LONG, OTHER, THIRD, Round, status
from formats.docx.documents import W
from formats.xlsx.returns import packed, put
from pipeline.formats.package import unpack
from pipeline.model.reference import Date, Id, Text
from pipeline.model.round import Decision
from tests.filling import filled

NAME = "Järjestöt – liikunta ja urheilu"


def accepted(name: str, respondent: str) -> Decision:
    return Decision(by=Text("kokous"), date=Date("2026-11-25"), id=Id(name), use="accept", respondent=Id(respondent))


def only_items(form: Word | Book) -> bytes:
    """The second page alone."""
    if isinstance(form, Word):
        second = list(form.form.body.iter(f"{W}tbl"))[2]
        for element in list(form.form.body):
            if element is not second and element.tag != f"{W}sectPr":
                form.form.body.remove(element)
    else:
        form.grids[0] = {}
        form.drop(lambda name: form.names[name][0] == 0)
    return form.data()


@pytest.mark.parametrize("format", FORMATS)
def test_the_second_page_alone_keeps_its_items(format: str) -> None:
    form = typed(desk(format).form(), BASE)
    read = desk(format).read(only_items(form))
    assert (read.items, read.loose, read.missing) == ([(ITEM, WHO)], [], 0)


@pytest.mark.parametrize("format", FORMATS)
def test_a_form_without_names_and_properties_is_read_by_its_words(format: str) -> None:
    form = typed(desk(format).form(), BASE)
    form.strip_names()
    form.strip_properties()
    read = desk(format).read(form.data())
    assert read.answers == ANSWERS and read.judged.respondent == "yritykset"


@pytest.mark.parametrize("format", FORMATS)
def test_a_form_that_another_party_has_filled_is_theirs_once_a_person_says_so(format: str) -> None:
    form = typed(desk(format).form(), BASE)
    form.rename(NAME)
    waiting = desk(format).read(form.data())
    assert waiting.judged.id and not waiting.judged.respondent
    read = desk(format).read(form.data(), accepted(waiting.judged.id, "liikunta"))
    assert read.answers == {place.replace("yritykset", "jarjestot"): text for place, text in ANSWERS.items()}
    assert read.judged.respondent == "liikunta" and not read.loose


@pytest.mark.parametrize("format", FORMATS)
def test_two_forms_in_one_file_are_nobodys_until_a_person_decides(format: str) -> None:
    form = typed(desk(format).form(), BASE)
    other = typed(desk(format).form("liikunta"), {"followup.hankkeet/jarjestot": THIRD})
    if isinstance(form, Word):
        form.form.body[-1:-1] = [deepcopy(table) for table in other.form.body.iter(f"{W}tbl")]
    else:
        for row, cells in other.grids[0].items():
            for letter, cell in cells.items():
                form.grids[0].setdefault(60 + row, {})[letter] = deepcopy(cell) if cell.get("t") != "s" else _inline(other, cell)
    read = desk(format).read(form.data())
    assert "form-respondents-several" in read.codes and not read.judged.respondent and read.missing == 0
    assert {LONG, THIRD} <= set(read.loose)


def _inline(book: Book, cell: etree._Element) -> etree._Element:
    strings = etree.fromstring(book.parts["xl/sharedStrings.xml"])
    said = "".join(strings[int(cell.findtext("{*}v"))].itertext())
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    made = etree.fromstring(f'<c xmlns="{space}" t="inlineStr"><is><t/></is></c>')
    made[0][0].text = said
    return made


@pytest.mark.parametrize("format", FORMATS)
def test_the_general_blank_is_read_by_the_cell_that_names_the_respondent(format: str) -> None:
    answers = {f"followup.{goal}/yritykset": f"{goal}: {OTHER}" for goal in GOALS}
    blank = filled(desk(format).blank(), {**answers, "followup.hyte/oppilaitokset": THIRD, "followup.hyte/arviointi": "E", "form.respondent": "Yritykset"})
    read = desk(format).read(blank)
    assert read.answers == {**{f"{goal}/yritykset": f"{goal}: {OTHER}" for goal in GOALS}, "hyte/arviointi": "E"}
    assert read.loose == [THIRD] and "form-wrong-column" in read.codes and read.judged.status == "flagged"


@pytest.mark.parametrize("format", FORMATS)
def test_a_form_without_any_of_our_labels_is_none_and_every_text_is_listed_once_it_is_accepted(format: str) -> None:
    form = hand(desk(format).form())
    form.strip_names()
    form.strip_properties()
    form.spell(dict.fromkeys("aeiouyäö", "x"))
    form.put("hyte", "own", "tkn-1")
    waiting = desk(format).read(form.data())
    assert "file-no-form" in waiting.codes and waiting.judged.id and not waiting.judged.respondent
    read = desk(format).read(form.data(), accepted(waiting.judged.id, "yritykset"))
    assert read.judged.respondent == "yritykset" and "tkn-1" in read.loose
    assert sum(len("".join(text.split())) for text in read.loose) == read.returned.characters()


def test_what_a_file_does_not_hold_waits_until_somebody_has_looked_while_the_rest_counts(tmp_path: Path, handed_out: Path) -> None:
    round = Round(tmp_path, folder_of=handed_out)
    parts = {name: part.inflate().decode() for name, part in unpack(filled(round.form("yritykset"), BASE)).items()}
    put(parts, "B23", "<c><f>A1</f></c>")
    answer = round.collect(round.back("a.xlsx", packed(parts)), code=3)
    assert status(answer) == {"a.xlsx": "flagged"} and round.answers("yritykset") == ANSWERS
    (matter,) = round.open()
    answer = round.decide(matter["id"], "accept")
    assert round.open() == [] and round.answers("yritykset") == ANSWERS
