"""The packet as files: what stands in its folder and its archive, members' own copies, and what is said of one that somebody sends."""

import shutil
import zipfile
from pathlib import Path
from typing import Any

import icalendar
import pytest

from flows.workshop import ROOT, Workshop
from pipeline.formats.package import unpack

FOLDER = "perehdytyspaketti-2026"
FILES = [
    "index.html",
    "01-kirje.docx",
    "01-kirje.pdf",
    "02-perehdytysasiakirja.docx",
    "02-perehdytysasiakirja.pdf",
    "03-perehdytysdiat.pptx",
    "04-kasikirja.docx",
    "04-kasikirja.pdf",
    "05-seurantataulukko-tyhja.docx",
    "05-seurantataulukko-tyhja.xlsx",
    "06-vuosikello.ics",
]
ATTACHED = ["07-toimintasaanto-liite.pdf", "08-mallit.zip"]
MEMBERS = """\
members:
  - {id: aino, name: Aino Esimerkki, party: jarjestot, publish: committee, term: 2026–2028, role: chair, email: aino@example.fi}
  - {id: onni, name: Onni Esimerkki, party: jarjestot, publish: none, term: 2026–2028, role: deputy, email: onni@example.fi}
  - {id: vieno, name: Vieno Esimerkki, party: hyvinvointialue, publish: committee, term: 2026–2028}
"""
ATTACHMENT = """\
attachments:
  - {id: toimintasaanto-liite, title: Toimintasääntö, file: liitteet/saanto.pdf, audience: committee}
  - {id: mallit, title: Mallit, file: liitteet/mallit.zip, audience: committee}
  - {id: sisainen, title: Sisäinen ohje, file: liitteet/ohje.txt, audience: internal}
"""


def real(folder: Path, *added: str) -> Workshop:
    """The real handbook without answers, with `added` before its dates."""
    text = (ROOT / "source" / "handbook.yaml").read_text(encoding="utf-8")
    assert text.count("\ndates:\n") == 1
    return Workshop(folder, text.replace("\ndates:\n", "\n" + "".join(added) + "\ndates:\n"), None)


def attached(workshop: Workshop) -> None:
    folder = workshop.source.parent / "liitteet"
    folder.mkdir()
    (folder / "saanto.pdf").write_bytes(b"%PDF-1.4 esimerkki")
    (folder / "mallit.zip").write_bytes(b"PK esimerkki, ei paketti")
    (folder / "ohje.txt").write_bytes("esimerkki".encode())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A packet with members and attachments, and every member's own copy."""
    workshop = real(tmp_path_factory.mktemp("packet") / "project", MEMBERS, ATTACHMENT)
    attached(workshop)
    workshop.run("build", "packet", "--for", "all")
    return workshop


@pytest.fixture
def built(made: Workshop, tmp_path: Path) -> Workshop:
    """The same, to be changed."""
    shutil.copytree(made.folder, tmp_path / "project")
    workshop = Workshop.__new__(Workshop)
    workshop.folder = tmp_path / "project"
    workshop.source, workshop.templates, workshop.out = workshop.folder / "source/handbook.yaml", workshop.folder / "templates", workshop.folder / "out"
    return workshop


def archive(workshop: Workshop, name: str = f"{FOLDER}.zip") -> zipfile.ZipFile:
    return zipfile.ZipFile(workshop.out / name)


def word(data: bytes) -> str:
    """The text of a Word file's body, tags and all."""
    return unpack(data)["word/document.xml"].inflate().decode()


# The folder and the archive


def test_the_archive_holds_the_folders_files_in_their_order_stored_and_without_a_clock(made: Workshop) -> None:
    with archive(made) as packet:
        entries = packet.infolist()
        assert [entry.filename for entry in entries] == [*FILES, *ATTACHED]
        assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.filename: packet.read(entry) for entry in entries} == {path.name: path.read_bytes() for path in (made.out / FOLDER).iterdir()}
        assert packet.read("07-toimintasaanto-liite.pdf") == b"%PDF-1.4 esimerkki"
        assert packet.testzip() is None


def test_names_are_plain_and_nothing_tells_of_the_machine(made: Workshop) -> None:
    with archive(made) as packet:
        assert all(name.isascii() and "/" not in name and name == name.lower() for name in packet.namelist())
        whole = b"".join(packet.read(name) for name in packet.namelist() if name.endswith((".html", ".ics")))
    assert str(made.folder).encode() not in whole and b"/tmp" not in whole


def test_the_index_leads_to_every_file_and_to_nothing_else(made: Workshop) -> None:
    page = (made.out / FOLDER / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{name}"' in page for name in FILES[1:])
    assert 'href="07-toimintasaanto-liite.pdf"' in page and "ohje" not in page.replace("toimintaohje", "")
    assert "Laitos 1 · 2026" in page


def test_the_handbook_and_the_table_are_those_of_their_outputs(made: Workshop) -> None:
    made.run("build", "table-blank", "word")
    assert (made.out / "jarjestoyhteistyon-kasikirja-2026.docx").read_bytes() == (made.out / FOLDER / "04-kasikirja.docx").read_bytes()
    table = made.out / "seurantataulukko-tyhja-2026.docx"
    assert table.read_bytes() == (made.out / FOLDER / "05-seurantataulukko-tyhja.docx").read_bytes()


def test_a_packet_of_the_same_source_has_the_same_bytes_elsewhere(made: Workshop, tmp_path: Path) -> None:
    other = real(tmp_path / "toinen äö" / "project", MEMBERS, ATTACHMENT)
    attached(other)
    other.run("build", "packet", "--for", "vieno")
    for name in (f"{FOLDER}.zip", f"{FOLDER}-jasenet/vieno.zip"):
        assert (other.out / name).read_bytes() == (made.out / name).read_bytes()


# The calendar


def test_the_calendar_holds_what_has_its_months_and_says_what_is_not_confirmed(made: Workshop) -> None:
    calendar = icalendar.Calendar.from_ical((made.out / FOLDER / "06-vuosikello.ics").read_bytes())
    events = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    grants = events["avustushaku-2026@jarjestoyhteistyon-kasikirja"]
    assert (grants.decoded("dtstart").isoformat(), grants.decoded("dtend").isoformat()) == ("2026-10-01", "2026-12-01")
    assert str(grants["summary"]).endswith("(vahvistettava)") and grants["status"] == "TENTATIVE"
    assert len(events) == 4 and not any("verkosto" in uid for uid in events)  # of a frequency no day is made up


def test_a_day_with_its_times_keeps_its_id_when_it_moves(built: Workshop) -> None:
    def event() -> Any:
        built.run("build", "packet")
        calendar = icalendar.Calendar.from_ical((built.out / FOLDER / "06-vuosikello.ics").read_bytes())
        return next(event for event in calendar.walk("VEVENT") if "ensimmainen" in event["uid"])

    built.change("neuvottelukunnan ensimmäinen kokous\n", "neuvottelukunnan ensimmäinen kokous\n    date: 2026-09-01\n    start: \"14.00\"\n    end: \"16.00\"\n    place: Lahti\n")
    first = event()
    built.change("date: 2026-09-01", "date: 2026-12-02")
    second = event()
    assert first["uid"] == second["uid"]
    assert first.decoded("dtstart").isoformat() == "2026-09-01T11:00:00+00:00"  # summer time in Helsinki
    assert (second.decoded("dtstart").isoformat(), second.decoded("dtend").isoformat()) == ("2026-12-02T12:00:00+00:00", "2026-12-02T14:00:00+00:00")
    assert second["location"] == "Lahti"


# Members' own copies


def test_a_members_copy_has_a_letter_of_its_own_and_the_document_of_its_party(made: Workshop) -> None:
    with archive(made, f"{FOLDER}-jasenet/aino.zip") as aino, archive(made, f"{FOLDER}-jasenet/onni.zip") as onni, archive(made, f"{FOLDER}-jasenet/vieno.zip") as vieno:
        assert aino.namelist() == archive(made).namelist()
        letter = word(aino.read("01-kirje.docx"))
        assert "Aino Esimerkki" in letter and "puheenjohtaja" in letter and "2026–2028" in letter and "Onni" not in letter
        assert aino.read("02-perehdytysasiakirja.docx") == onni.read("02-perehdytysasiakirja.docx") != vieno.read("02-perehdytysasiakirja.docx")
        assert aino.read("03-perehdytysdiat.pptx") == (made.out / FOLDER / "03-perehdytysdiat.pptx").read_bytes()
        theirs, countys = word(aino.read("02-perehdytysasiakirja.docx")), word(vieno.read("02-perehdytysasiakirja.docx"))
    assert theirs.index("Järjestöjen panos:") < theirs.index("Hyvinvointialueen panos:")
    assert countys.index("Hyvinvointialueen panos:") < countys.index("Järjestöjen panos:")


def test_a_member_whose_data_nobody_may_see_is_in_no_file_but_the_own_letter(made: Workshop) -> None:
    for name in ("aino", "vieno"):
        with archive(made, f"{FOLDER}-jasenet/{name}.zip") as packet:
            parts = [part.inflate() for entry in packet.namelist() if entry.endswith((".docx", ".pptx", ".xlsx")) for part in unpack(packet.read(entry)).values()]
            assert not any("Onni".encode() in part for part in [*parts, packet.read("index.html")])


def test_copies_stand_on_no_list(made: Workshop) -> None:
    assert "aino" not in (made.out / "manifest.json").read_text() and "jasenet" not in (made.out / "manifest.json").read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("packet", "--for", "ainu"), "there is no ainu among the members (is this meant: aino) [unknown-member]"),
        (("deck", "--for", "aino"), "none of the outputs asked for is a packet, so there are no copies of members' own to make [no-packet]"),
    ],
)
def test_a_member_or_packet_that_is_none_is_one_sentence(built: Workshop, arguments: tuple[str, ...], said: str) -> None:
    assert said in built.run("build", *arguments, code=1)


def test_without_members_nobody_gets_a_copy(tmp_path: Path) -> None:
    workshop = real(tmp_path / "project")
    assert "the source has no members, so there are no copies of their own to make [no-members]" in workshop.run("build", "packet", "--for", "all", code=1)
    assert not (workshop.out / f"{FOLDER}-jasenet").exists()


def test_the_object_names_each_copy(built: Workshop) -> None:
    answer = built.json("build", "packet", "--for", "aino", "--for", "vieno")
    assert answer["personal"] == [{"member": name, "path": f"{FOLDER}-jasenet/{name}.zip"} for name in ("aino", "vieno")]


# What is stale, and what somebody sends


def test_only_what_is_stale_is_made_and_the_archive_with_it(built: Workshop) -> None:
    assert built.reasons("packet") == {}
    (built.out / FOLDER / "01-kirje.docx").unlink()
    assert built.reasons("packet") == {("packet.letter", "docx"): "why-missing", ("packet.archive", "zip"): "why-document"}
    (built.source.parent / "liitteet" / "saanto.pdf").write_bytes(b"%PDF-1.4 uusi esimerkki")
    assert built.reasons("packet") == {("packet.attachments.toimintasaanto-liite", "pdf"): "why-document", ("packet.archive", "zip"): "why-document"}


def test_a_changed_attachment_is_seen_without_reading_the_source(built: Workshop) -> None:
    assert "All files are up to date" in built.run("build", "packet")
    (built.source.parent / "liitteet" / "saanto.pdf").write_bytes(b"%PDF-1.4 uusi esimerkki")
    assert "07-toimintasaanto-liite.pdf" in built.run("build", "packet")


def test_every_file_of_the_packet_and_the_archive_are_current(made: Workshop) -> None:
    made.run("build")
    verdicts = {Path(file["path"]).name: file["verdict"] for file in made.json("verify")["files"] if FOLDER in file["path"]}
    assert verdicts == dict.fromkeys([*FILES, *ATTACHED, f"{FOLDER}.zip"], "current")


def test_an_archive_that_was_changed_or_whose_files_were_is_told(built: Workshop) -> None:
    built.run("build")
    with zipfile.ZipFile(built.out / f"{FOLDER}.zip", "a") as packet:
        packet.writestr("lisatty.txt", "esimerkki")
    verdicts = {Path(file["path"]).name: file["verdict"] for file in built.json("verify", code=1)["files"]}
    assert verdicts[f"{FOLDER}.zip"] == "edited" and verdicts["01-kirje.docx"] == "current"
    built.run("build")
    assert any(path.name.startswith(FOLDER) for path in (built.out / "edited").iterdir())  # nothing that a person wrote is lost
    built.change("what: Hyte-neuvottelut\n", "what: Hyte-neuvottelupäivät\n")
    verdicts = {Path(file["path"]).name: file["verdict"] for file in built.json("verify", code=1)["files"]}
    assert verdicts[f"{FOLDER}.zip"] == "stale"


def test_a_packet_that_somebody_sends_is_judged_file_by_file(built: Workshop, tmp_path: Path) -> None:
    sent = tmp_path / "lahetetty.zip"
    shutil.copy(built.out / f"{FOLDER}-jasenet" / "onni.zip", sent)
    answer = built.json("verify", str(sent))
    assert {Path(file["path"]).name: file["verdict"] for file in answer["files"]} == dict.fromkeys([*FILES, *ATTACHED], "current")
    content = {entry: zipfile.ZipFile(sent).read(entry) for entry in zipfile.ZipFile(sent).namelist()}
    with zipfile.ZipFile(sent, "w") as changed:
        for entry, data in content.items():
            changed.writestr(entry, data.replace(b"Paketin tiedostot", b"Muut tiedostot   ") if entry == "index.html" else data)
        changed.writestr("oma.txt", "esimerkki")
    verdicts = {Path(file["path"]).name: file["verdict"] for file in built.json("verify", str(sent), code=1)["files"]}
    assert (verdicts["index.html"], verdicts["01-kirje.docx"], verdicts["oma.txt"]) == ("edited", "current", "foreign")


def test_a_renamed_packet_takes_its_old_files_away(built: Workshop) -> None:
    built.change("    file: perehdytyspaketti\n", "    file: paketti\n")
    built.run("build", "packet")
    assert {path.name for path in (built.out / "paketti-2026").iterdir()} == {*FILES, *ATTACHED}
    assert not (built.out / f"{FOLDER}.zip").exists() and not list((built.out / FOLDER).glob("*"))


def test_a_missing_attachment_is_an_error_with_its_line(built: Workshop) -> None:
    (built.source.parent / "liitteet" / "saanto.pdf").unlink()
    said = built.run("build", "packet", code=1)
    line = next(n for n, text in enumerate(built.source.read_text(encoding="utf-8").splitlines(), 1) if "liitteet/saanto.pdf" in text and not text.startswith("#"))
    assert f"handbook.yaml:{line}:" in said and "[attachment-missing]" in said


