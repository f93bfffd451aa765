"""`followup distribute`: who gets which form, what stands where, and that nothing that was handed out changes."""

import email
import email.policy
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from flows.workshop import Workshop, everything
from pipeline.files import OutputFolder
from pipeline.formats import package
from pipeline.formats.carried import carried
from pipeline.formats.properties import is_whole
from pipeline.manifest import decode_form

FORM, WORD_FORM = "followup/2026/seurantalomake-2026-jarjestot.xlsx", "followup/2026/seurantalomake-2026-toiset.docx"
DRAFT = "followup/2026/seurantalomake-2026-jarjestot.eml"
_THIRD = """\
  - id: kolmannet
    party: jarjestot
    role: kolmansien edustaja
    publish: none
"""


def distribute(workshop: Workshop, *arguments: str, code: int = 0) -> dict[str, Any]:
    return workshop.json("followup distribute", "2026", "--today", "2026-11-01", *arguments, code=code)


def codes(answer: dict[str, Any]) -> list[str]:
    return [problem["code"] for problem in answer["problems"]]


def record(workshop: Workshop) -> Path:
    return workshop.source.parent / "responses" / "2026"


def whole(workshop: Workshop) -> dict[str, tuple[bytes, int]]:
    """All that a round has, locks left out."""
    return {name: found for name, found in everything(workshop.folder).items() if not name.endswith("-lock")}


@pytest.fixture
def handed(fresh: Workshop) -> Workshop:
    """The small handbook, its two forms handed out with a deadline."""
    distribute(fresh, "--deadline", "2026-12-01")
    return fresh


# What is made


def test_each_recipient_gets_a_form_in_the_wished_format_and_a_draft(handed: Workshop) -> None:
    assert set(handed.files()) == {
        FORM,
        DRAFT,
        WORD_FORM,
        "followup/2026/seurantalomake-2026-toiset.eml",
        "followup/2026/LUETTELO.html",
        "followup/2026/luettelo.json",
    }


def test_a_form_says_whose_it_is_for_which_year_and_is_whole(handed: Workshop) -> None:
    data = handed.files()[WORD_FORM]
    said = carried(package.unpack(data))
    assert (said["kasikirja-recipient"], said["kasikirja-year"]) == ("toiset", "2026") and is_whole(data)


def test_no_sign_of_ours_is_left_in_a_form(handed: Workshop) -> None:
    for name in (FORM, WORD_FORM):
        parts = package.unpack(handed.files()[name]).values()
        assert not [part for part in parts if "\ue000".encode() in part.inflate()]


def test_recipients_of_one_party_share_the_record_of_their_form(handed: Workshop) -> None:
    (path,) = (record(handed) / "forms").iterdir()
    form = decode_form(path.read_bytes())
    assert form.key == path.stem and dict(form.blocks).keys() >= {"followup.hanke/goal", "followup.hanke/jarjestot"}


def test_the_round_records_to_whom_which_form_went(handed: Workshop) -> None:
    said = (record(handed) / "round.yaml").read_text(encoding="utf-8")
    (form,) = (path.stem for path in (record(handed) / "forms").iterdir())
    digest = package.digest(package.unpack(handed.files()[FORM]))
    entry = "recipient: jarjestot\n    name: \"Järjestöt – järjestöjen edustaja\"\n    party: jarjestot\n    format: xlsx\n    file: seurantalomake-2026-jarjestot.xlsx\n"
    rest = f"    form: {form}\n    digest: {digest}\n    edition: 2026\n    email: jarjestot@example.fi\n    deadline: 2026-12-01\n"
    assert said.startswith("# Kierros") and f"year: 2026\nforms:\n  - {entry}{rest}" in said


def test_a_draft_has_the_form_attached_and_says_by_when(handed: Workshop) -> None:
    message = email.message_from_bytes(handed.files()[DRAFT], policy=email.policy.default)
    (attached,) = message.iter_attachments()
    text = message.get_body().get_content()
    assert attached.get_content() == handed.files()[FORM] and message["To"] == "jarjestot@example.fi"
    assert "viimeistään 1.12.2026" in text and text.startswith("Hei,")


def test_a_letter_names_the_contact_and_where_to_return_the_form(fresh: Workshop) -> None:
    fresh.change("followup:\n", "followup:\n  contact: koordinaattori\n")
    distribute(fresh)
    text = email.message_from_bytes(fresh.files()[DRAFT], policy=email.policy.default).get_body().get_content()
    assert "osoitteeseen kaisa@example.fi" in text and "järjestökoordinaattori Kaisa Esimerkki" in text


def test_a_network_answers_under_its_own_name(fresh: Workshop) -> None:
    fresh.change("    name: Järjestöt\n", "    name: Järjestöt\n    networks:\n      - id: ikaihmiset\n        name: ikäihmiset & omaiset\n")
    fresh.change("    role: järjestöjen edustaja\n", "    role: järjestöjen edustaja\n    network: ikaihmiset\n")
    assert [form["name"] for form in distribute(fresh)["forms"]] == ["Järjestöt – ikäihmiset & omaiset", "Järjestöt – toisten järjestöjen edustaja"]


def test_the_greeting_is_in_the_language_of_the_recipient(fresh: Workshop) -> None:
    fresh.change("    email: jarjestot@example.fi\n", "    email: jarjestot@example.fi\n    language: sv\n")
    distribute(fresh)
    assert b"\r\nHej,\r\n" in fresh.files()[DRAFT]


def test_a_contact_who_may_not_be_shown_is_named_by_role_alone(fresh: Workshop) -> None:
    fresh.change("    publish: public\n", "    publish: internal\n")
    fresh.change("followup:\n", "followup:\n  contact: koordinaattori\n")
    distribute(fresh)
    message = email.message_from_bytes(fresh.files()[DRAFT], policy=email.policy.default)
    text = message.get_body().get_content()
    assert "järjestökoordinaattori" in text and "kaisa@example.fi" not in text and "Kaisa" not in text


def test_without_a_deadline_the_place_is_marked_and_that_is_said(fresh: Workshop) -> None:
    assert "round-no-deadline" in codes(distribute(fresh))
    message = email.message_from_bytes(fresh.files()[DRAFT], policy=email.policy.default)
    assert "[päivä: täydennetään]" in message.get_body().get_content()


def test_a_recipient_without_an_address_gets_a_form_and_is_listed(fresh: Workshop) -> None:
    answer = distribute(fresh, "--deadline", "2026-12-01")
    assert codes(answer) == ["recipients-no-address"] and answer["forms"][1]["address"] is None
    assert b"\r\nTo:" not in fresh.files()["followup/2026/seurantalomake-2026-toiset.eml"]
    assert "osoite puuttuu" in fresh.files()["followup/2026/LUETTELO.html"].decode()


class _Page(HTMLParser):
    """What a page links to, holds, and asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.tags.append(tag)
        self.attributes |= {name for name in said}
        self.ids += [said["id"] or ""] if "id" in said else []
        self.links += [said["href"] or ""] if "href" in said else []


def test_the_page_leads_to_every_file_and_asks_for_nothing_outside(handed: Workshop) -> None:
    page = _Page()
    text = handed.files()["followup/2026/LUETTELO.html"].decode()
    page.feed(text)
    files = {link for link in page.links if not link.startswith("#")}
    assert {f"followup/2026/{name}" for name in files} == set(handed.files()) - {"followup/2026/LUETTELO.html", "followup/2026/luettelo.json"}
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids) and len(page.ids) == len(set(page.ids))
    assert not {"script", "img", "link", "iframe", "form"} & set(page.tags) and "default-src 'none'" in text


def test_the_page_has_landmarks_and_headings_in_order(handed: Workshop) -> None:
    page = _Page()
    page.feed(handed.files()["followup/2026/LUETTELO.html"].decode())
    assert {"header", "main", "nav", "footer"} <= set(page.tags) and 'lang' in page.attributes
    assert [tag for tag in page.tags if re.fullmatch("h[1-6]", tag)] == ["h1", "h2", "h2", "h3", "h3"]


def test_what_the_source_says_is_text_on_the_page(fresh: Workshop) -> None:
    fresh.change("    name: Järjestöt\n", '    name: "<b>Järjestöt</b>"\n')
    distribute(fresh)
    assert "<h3 id=\"jarjestot-nimi\">&lt;b&gt;Järjestöt&lt;/b&gt; – järjestöjen edustaja</h3>" in fresh.files()["followup/2026/LUETTELO.html"].decode()


def test_two_runs_of_one_source_make_the_same_bytes(handed: Workshop, tmp_path: Path) -> None:
    other = Workshop(tmp_path / "other")
    distribute(other, "--deadline", "2026-12-01")
    assert other.files() == handed.files()
    assert (record(other) / "round.yaml").read_bytes() == (record(handed) / "round.yaml").read_bytes()


def test_what_is_listed_for_programs_is_what_was_made(handed: Workshop) -> None:
    answer = distribute(handed)
    listed = json.loads(handed.files()["followup/2026/luettelo.json"])
    assert listed == [{name: value for name, value in form.items() if name not in ("made", "new")} for form in answer["forms"]]


# Again


def test_running_again_changes_nothing(handed: Workshop) -> None:
    before = whole(handed)
    assert [(form["made"], form["new"]) for form in distribute(handed)["forms"]] == [(False, False)] * 2
    assert whole(handed) == before


def test_a_recipient_added_later_gets_the_form_of_today_and_the_deadline_of_the_round(handed: Workshop) -> None:
    before = handed.files()
    handed.change("Hankkeissa on yhteinen tavoite.", "Hankkeissa on uusi tavoite.")
    handed.change("    format: docx\n", f"    format: docx\n{_THIRD}")
    forms = distribute(handed)["forms"]
    assert [form["new"] for form in forms] == [False, False, True] and forms[2]["deadline"] == "2026-12-01"
    assert forms[2]["form"] != forms[0]["form"] and handed.files()[FORM] == before[FORM]


def test_only_those_who_are_named_get_a_form(fresh: Workshop) -> None:
    assert [form["recipient"] for form in distribute(fresh, "--to", "toiset")["forms"]] == ["toiset"]
    assert FORM not in fresh.files()
    assert [(form["recipient"], form["new"]) for form in distribute(fresh)["forms"]] == [("toiset", False), ("jarjestot", True)]


def test_one_who_is_no_recipient_any_more_keeps_the_form(handed: Workshop) -> None:
    text = handed.source.read_text(encoding="utf-8")
    handed.source.write_text(text.replace("  - id: toiset\n    party: jarjestot\n    role: toisten järjestöjen edustaja\n    publish: none\n    format: docx\n", ""), encoding="utf-8")
    before = handed.files()
    (handed.out / WORD_FORM).unlink()
    distribute(handed)
    assert handed.files() == before


@pytest.mark.parametrize("name", [FORM, WORD_FORM, DRAFT])
def test_a_file_that_is_gone_is_made_again_the_same_whatever_the_source_says_now(handed: Workshop, name: str) -> None:
    before = handed.files()
    handed.change("Hankkeissa on yhteinen tavoite.", "Hankkeissa on uusi tavoite.")
    (handed.out / name).unlink()
    distribute(handed)
    assert handed.files() == before


def test_a_cleaned_folder_is_made_again_from_the_record(handed: Workshop) -> None:
    before = handed.files()
    shutil.rmtree(handed.out)
    assert [(form["made"], form["new"]) for form in distribute(handed)["forms"]] == [(True, False)] * 2
    assert handed.files() == before


def test_a_form_that_would_not_be_the_same_is_not_made(handed: Workshop) -> None:
    (handed.out / WORD_FORM).unlink()
    template = handed.templates / "table.docx"
    parts: dict[str, Any] = dict(package.unpack(template.read_bytes()))
    styles = parts["word/styles.xml"].inflate()
    parts["word/styles.xml"] = styles.replace(b"</w:styles>", b'<w:style w:type="paragraph" w:styleId="Uusi"><w:name w:val="Uusi"/></w:style></w:styles>')
    template.write_bytes(package.pack(parts))
    before = (record(handed) / "round.yaml").read_bytes()
    answer = distribute(handed, code=1)
    assert "form-not-remade" in codes(answer) and [form["recipient"] for form in answer["forms"]] == ["jarjestot"]
    assert WORD_FORM not in handed.files() and (record(handed) / "round.yaml").read_bytes() == before
    assert "toiset" not in handed.files()["followup/2026/LUETTELO.html"].decode()


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]"])
def test_a_form_whose_record_is_lost_is_not_made(handed: Workshop, content: bytes | None) -> None:
    (path,) = (record(handed) / "forms").iterdir()
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    (handed.out / FORM).unlink()
    assert "form-record-missing" in codes(distribute(handed, code=1)) and FORM not in handed.files()


def test_a_form_that_somebody_filled_in_the_folder_is_kept(handed: Workshop) -> None:
    before = handed.files()
    (handed.out / FORM).write_bytes(b"omat vastaukset")
    assert "edited-kept" in codes(distribute(handed))
    after = handed.files()
    assert after[FORM] == before[FORM] and [data for name, data in after.items() if name.startswith("edited/")] == [b"omat vastaukset"]


def test_a_draft_that_somebody_has_changed_is_left_alone(handed: Workshop) -> None:
    (handed.out / DRAFT).write_bytes(b"oma viesti")
    distribute(handed)
    assert handed.files()[DRAFT] == b"oma viesti"


def test_what_a_stopped_run_left_is_replaced_without_a_word(handed: Workshop) -> None:
    shutil.rmtree(record(handed))
    handed.change("Hankkeissa on yhteinen tavoite.", "Hankkeissa on uusi tavoite.")
    answer = distribute(handed, "--deadline", "2026-12-15")
    assert codes(answer) == ["recipients-no-address"] and {form["deadline"] for form in answer["forms"]} == {"2026-12-15"}


def test_what_was_handed_out_keeps_its_deadline(handed: Workshop) -> None:
    before = whole(handed)
    answer = distribute(handed, "--deadline", "2026-12-24")
    assert "deadline-kept" in codes(answer) and {form["deadline"] for form in answer["forms"]} == {"2026-12-01"}
    assert whole(handed) == before


def test_a_draft_that_is_deleted_is_made_again_to_the_address_of_today(handed: Workshop) -> None:
    handed.change("jarjestot@example.fi", "uusi@example.fi")
    (handed.out / DRAFT).unlink()
    assert distribute(handed)["forms"][0]["address"] == "uusi@example.fi"
    assert b"To: uusi@example.fi\r\n" in handed.files()[DRAFT]


# What is refused, before anything is written


def refused(workshop: Workshop, *arguments: str) -> list[str]:
    """What is told where nothing may be written."""
    before = whole(workshop)
    answer = distribute(workshop, *arguments, code=1)
    assert whole(workshop) == before and answer["forms"] == [] and answer["round"] is None
    return codes(answer)


def test_a_source_with_errors(fresh: Workshop) -> None:
    fresh.change("period: 2026–2029", "period: 2026-2029")
    assert refused(fresh) == ["wrong-value"]


def test_a_source_without_recipients(fresh: Workshop) -> None:
    text = fresh.source.read_text(encoding="utf-8")
    fresh.source.write_text(re.sub(r"recipients:\n(?:  .*\n)+", "", text), encoding="utf-8")
    assert refused(fresh) == ["no-recipients"]


def test_a_source_without_a_blank_table(fresh: Workshop) -> None:
    text = fresh.source.read_text(encoding="utf-8")
    fresh.source.write_text(text.replace("kind: table-blank", "kind: table-filled"), encoding="utf-8")
    assert refused(fresh) == ["no-blank-table"]


def test_a_recipient_that_is_not_there(fresh: Workshop) -> None:
    before = distribute(fresh, "--to", "jarjestod", code=1)["problems"]
    assert [(problem["code"], problem["hint"]) for problem in before] == [("unknown-recipient", "is jarjestot meant?")]
    assert not fresh.out.exists()


def test_a_deadline_that_is_over(fresh: Workshop) -> None:
    assert refused(fresh, "--deadline", "2026-10-31") == ["deadline-past"]


def test_a_year_whose_answers_are_an_example(fresh: Workshop) -> None:
    assert codes(fresh.json("followup distribute", "2025", code=1)) == ["round-is-example"] and not fresh.out.exists()


def test_a_template_of_the_letter_that_is_broken(fresh: Workshop) -> None:
    (fresh.templates / "text" / "form.txt.j2").write_text("Otsikko\n\n{{ nimi }}\n", encoding="utf-8")
    answer = distribute(fresh, code=1)
    assert [(p["code"], p["line"]) for p in answer["problems"]] == [("text-broken", 3)] and not fresh.out.exists()


def test_a_template_of_the_page_that_is_missing(fresh: Workshop) -> None:
    (fresh.templates / "text" / "list.html.j2").unlink()
    assert refused(fresh) == ["text-missing"]


def test_a_template_of_the_form_that_is_missing(fresh: Workshop) -> None:
    (fresh.templates / "table.docx").unlink()
    assert refused(fresh) == ["template-missing"]


def test_a_round_that_somebody_broke(handed: Workshop) -> None:
    path = record(handed) / "round.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("format: xlsx", "format: pdf"), encoding="utf-8")
    assert refused(handed) == ["unknown-choice"]


@pytest.mark.parametrize("file", ["../../handbook.yaml", "/etc/passwd", "a/b.xlsx", "C:x.xlsx"])
def test_a_round_that_names_a_file_elsewhere(handed: Workshop, file: str) -> None:
    path = record(handed) / "round.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("file: seurantalomake-2026-jarjestot.xlsx", f"file: {file}"), encoding="utf-8")
    assert refused(handed) == ["wrong-value"]


def test_a_round_of_another_year(handed: Workshop) -> None:
    (record(handed) / "round.yaml").rename(record(handed).parent / "round.yaml")
    (record(handed).parent / "2027").mkdir()
    (record(handed).parent / "round.yaml").rename(record(handed).parent / "2027" / "round.yaml")
    assert "response-year" in codes(handed.json("followup distribute", "2027", code=1))


@pytest.mark.parametrize("folder", ["out", "record"])
def test_a_folder_that_another_run_writes_into(fresh: Workshop, folder: str) -> None:
    with OutputFolder(fresh.out if folder == "out" else record(fresh)):
        assert codes(distribute(fresh, code=1)) == ["folder-busy"]


@pytest.mark.parametrize("arguments", [["26"], ["2026x"], ["20２6"], [], ["2026", "--deadline", "1.12.2026"]])
def test_wrong_usage_is_2(fresh: Workshop, arguments: list[str]) -> None:
    assert fresh.call("followup distribute", *arguments).exit_code == 2


def test_a_draft_that_cannot_be_written_leaves_its_form_to_the_next_run(fresh: Workshop) -> None:
    (fresh.out / DRAFT).mkdir(parents=True)
    answer = distribute(fresh, code=1)
    assert "file-busy" in codes(answer) and [form["recipient"] for form in answer["forms"]] == ["toiset"]
    (fresh.out / DRAFT).rmdir()
    assert [(form["recipient"], form["new"]) for form in distribute(fresh)["forms"]] == [("toiset", False), ("jarjestot", True)]


def test_a_record_that_cannot_be_written_hands_out_nothing(fresh: Workshop) -> None:
    (record(fresh) / "forms").mkdir(parents=True)
    (record(fresh) / "round.yaml.kasikirja-tmp").mkdir()
    answer = distribute(fresh, code=1)
    assert codes(answer)[-1:] == ["file-busy"] or "file-busy" in codes(answer)
    assert answer["forms"] == [] and "followup/2026/LUETTELO.html" not in fresh.files()


# What is said


def test_what_was_done_is_said_in_a_few_lines(fresh: Workshop) -> None:
    said = fresh.run("followup distribute", "2026", "--deadline", "2026-12-01", "--today", "2026-11-01").splitlines()
    assert [line.split("/")[-1] for line in said if line.startswith("made")] == ["seurantalomake-2026-jarjestot.xlsx", "seurantalomake-2026-toiset.docx"]
    assert said[-1].startswith("Round 2026: new forms 2, made again 0, as they were 0. The list: ")


_MEANWHILE = """
import sys
from pathlib import Path
from pipeline.flows import distribute
record = Path(sys.argv[1])
real = distribute._try_letters
def try_letters(run, forms):
    real(run, forms)
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_text("year: 2026\\nforms: []\\n")
distribute._try_letters = try_letters
sys.argv[1:] = sys.argv[2:]
from pipeline.cli import main
main()
"""


def test_what_another_run_has_recorded_meanwhile_is_not_overwritten(fresh: Workshop) -> None:
    path = record(fresh) / "round.yaml"
    run = fresh.process(str(path), "followup", "distribute", "2026", *fresh.places(), script=_MEANWHILE)
    assert run.returncode == 1 and b"folder-busy" in run.stdout + run.stderr and path.read_text() == "year: 2026\nforms: []\n"
    assert FORM not in fresh.files()
