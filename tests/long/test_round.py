"""A whole round through the commands alone: forms out, sixteen of them filled in three programs, taken in, settled, and the meeting's material made."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pptx
import pytest
from lxml import etree

from flows.rounds import SOURCE, Round, letter, status
from minimal import replaced
from tests.filling import filled, libreoffice, modified, python_docx

pytestmark = pytest.mark.long

GOALS = ("hyte", "verkostot", "hankkeet", "viestinta", "tapahtumat", "tilat", "avustukset")
WORD = ("hyvinvointialue", "ikaihmiset", "kylatoiminta", "maakuntaliitto", "oppilaitokset")  # these asked for a Word form
EXTRA = "  - id: kauppakamari\n    party: yritykset\n    role: Kauppakamarin edustaja (esimerkki)\n    publish: none\n    format: docx\n\n"


def source() -> str:
    """The real source with Word forms for some, and a sixteenth recipient."""
    text = SOURCE
    for name in WORD:
        head, found, tail = text.partition(f"\n  - id: {name}\n    party: ")
        if not tail.split("\n  - id:")[0].count("publish: none"):  # an entry of parties stands before the recipient's
            more, found_again, tail = tail.partition(f"\n  - id: {name}\n    party: ")
            head, found = head + found + more, found_again
        text = head + found + tail.replace("    publish: none\n", "    publish: none\n    format: docx\n", 1)
    return replaced("\n\n# dates: vuoden", f"\n{EXTRA}\n# dates: vuoden", text)


def party(recipient: str) -> str:
    """The column that a recipient fills."""
    own = {"hyvinvointialue", "maakuntaliitto", "oppilaitokset", "yritykset", "uskonnolliset-yhteisot"}
    return recipient if recipient in own else "yritykset" if recipient == "kauppakamari" else "jarjestot"


def said(recipient: str, goal: str) -> str:
    """What a recipient answers: words that stand nowhere else."""
    return f"Vastaus {recipient} {goal}: tehtiin yhdessä & kerrottiin <kaikille>."


def typed(recipient: str, goals: tuple[str, ...] = GOALS) -> dict[str, str]:
    fields = {f"followup.{goal}/{party(recipient)}": said(recipient, goal) for goal in goals}
    return {**fields, f"followup.{goals[0]}/arviointi": "K", "development.1/item": f"Ehdotus {recipient}", "development.1/responsible": "hyvinvointialue, kevät"}


def texts(path: Path) -> str:
    """All that a reader of an output sees, by a library that is not ours."""
    if path.suffix == ".docx":
        return "\n".join("".join(node.itertext()) for node in docx.Document(str(path)).element.body.iter("{*}p"))
    if path.suffix == ".pptx":
        slides = pptx.Presentation(str(path)).slides
        return "\n".join("".join(node.itertext()) for slide in slides for node in slide.element.iter("{*}p"))
    with ZipFile(path) as book:
        return "\n".join("".join(item.itertext()) for item in etree.fromstring(book.read("xl/sharedStrings.xml")))


def test_a_whole_round_is_played_through_the_commands(tmp_path: Path, needs: Callable[[str], str]) -> None:
    soffice = needs("soffice")
    round = Round(tmp_path, source())
    forms = round.hand_out()["forms"]
    assert len(forms) == 16 and sorted({form["format"] for form in forms}) == ["docx", "xlsx"]

    names = [form["recipient"] for form in forms]
    late, silent, partial = "turvallisuus", "uskonnolliset-yhteisot", "liikunta"
    first = []
    for number, name in enumerate(name for name in names if name not in (late, silent)):
        form = round.form(name)
        ending = "docx" if form[:2] == b"PK" and b"word/document.xml" in form else "xlsx"
        answer = filled(form, typed(name, GOALS[:3] if name == partial else GOALS))
        if number % 3 == 1:
            answer = libreoffice(soffice, answer, ending)
        elif number % 3 == 2 and ending == "docx":
            answer = python_docx(form, typed(name))
        first.append(round.back(f"vastaus-{number}.{ending}", answer))
    mailed = Path(first[0])
    first[0] = round.back("posti.eml", letter(mailed.read_bytes(), mailed.name, day=date(2026, 12, 3)))
    batch = round.collect(*first)
    assert set(status(batch).values()) == {"accepted"} and len([file for file in batch["files"] if file["respondent"]]) == 14
    assert all(file["unplaced"] == [] for file in batch["files"] if file["respondent"])
    for name in names:
        if name not in (late, silent, partial):
            assert {goal: round.answers(name)[f"{goal}/{party(name)}"] for goal in GOALS} == {goal: said(name, goal) for goal in GOALS}

    # The second batch: a correction, a conflict, and one that is late.
    corrected = modified(filled(round.form("yritykset"), {**typed("yritykset"), "followup.tilat/yritykset": "Korjaus: tilat avattiin."}), "2026-12-10T09:00:00Z")
    contradiction = filled(round.form(partial), {"followup.hyte/jarjestot": "Toisin: ei tehty."})
    lately = filled(round.form(late), typed(late))
    second = [round.back(f"toinen-{n}.xlsx", data) for n, data in enumerate((corrected, contradiction, lately))]
    before = round.json("followup status", "2026", "--today", "2026-12-20")
    assert {one["respondent"]: one["state"] for one in before["respondents"]}[late] == "late"
    assert [Path(path).name for path in before["reminders"]] == [f"muistutus-2026-{late}.eml", f"muistutus-2026-{silent}.eml"]
    batch = round.collect(*second, code=3)
    assert sorted(status(batch).values()) == ["accepted", "accepted", "conflict"]
    assert round.answers("yritykset")["tilat/yritykset"] == "Korjaus: tilat avattiin."

    (matter,) = round.open()
    assert set(matter["texts"]) == {said(partial, "hyte"), "Toisin: ei tehty."}
    round.decide(matter["id"], ("first", "second")[matter["texts"].index(said(partial, "hyte"))])
    after = {one["respondent"]: one for one in round.json("followup status", "2026", "--today", "2026-12-20")["respondents"]}
    assert after[late]["state"] == "answered" and after[silent]["state"] == "late" and after[partial]["missing"] == list(GOALS[3:])

    made = round.json("build", "table-filled", "--year", "2026")["outputs"]
    assert sorted(output["format"] for output in made) == ["docx", "pptx", "xlsx"]
    expected = {said(name, goal) for name in names if name != silent for goal in (GOALS[:3] if name == partial else GOALS)}
    expected = expected - {said("yritykset", "tilat")} | {"Korjaus: tilat avattiin."}
    for output in made:
        whole = texts(round.out / output["path"])
        assert [text for text in sorted(expected) if text not in whole] == [], output["path"]
        assert [text for text in ("Toisin: ei tehty.", said("yritykset", "tilat")) if text in whole] == [], output["path"]
        assert all(f"Ehdotus {name}" in whole for name in names if name != silent)
    assert all(file["verdict"] == "current" for file in round.json("verify", *(str(round.out / output["path"]) for output in made), "--year", "2026")["files"])

    # The meeting fills in its assessments and comes back.
    table = next(round.out / output["path"] for output in made if output["format"] == "docx")
    meeting = filled(table.read_bytes(), {"followup.hyte/arviointi": "K", "followup.tilat/arviointi": "E", "development.1/item": "Kokouksen muuttama ehdotus"})
    answer = round.collect(round.back("kokous.docx", meeting))
    assert status(answer) == {"kokous.docx": "accepted"} and answer["files"][0]["respondent"] == "neuvottelukunta"
    assert round.answers("neuvottelukunta") == {"hyte/arviointi": "K", "tilat/arviointi": "E"}
    round.json("build", "table-filled", "--year", "2026")
    whole = texts(table)
    assert "Kokouksen muuttama ehdotus" in whole and all(text in whole for text in expected)
