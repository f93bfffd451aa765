"""What comes back as people send it: folders with leavings, odd names, pipes and links; mails in archives in mails."""

import os
import sys
import unicodedata
from hashlib import sha256
from pathlib import Path
from typing import Iterator
from zlib import crc32

import pytest
from arrived import attached, mail, office, text

from pipeline.flows.intake import Incoming, Item, gather, opened
from pipeline.formats import limits
from pipeline.formats.answer import Mail, Refusal
from pipeline.formats.child import Limits
from pipeline.formats.gate import Gate
from pipeline.formats.package import pack
from pipeline.formats.returned import Returned
from pipeline.problems import Problems

FORM = office()
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has neither such names nor pipes in folders")


@pytest.fixture(scope="module")
def gate() -> Iterator[Gate]:
    with Gate(Limits(readers="strange_readers")) as entered:
        yield entered


def gathered(*paths: Path) -> tuple[list[str], list[str]]:
    """Names of the files, and what was told."""
    problems = Problems()
    names = [file.name for file in gather(list(paths), problems)]
    return names, [f"{problem.code} {Path(problem.at.path).name}" for problem in problems]


def put(folder: Path, *names: str, data: bytes = FORM) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def items(gate: Gate, *files: tuple[str, bytes]) -> list[Item]:
    return list(opened([Incoming(*file) for file in files], gate))


def said(found: list[Item]) -> list[tuple[str, str]]:
    """Name and answer of each item: the code of a refusal, else its kind."""
    return [(item.name, item.answer.code if isinstance(item.answer, Refusal) else type(item.answer).__name__.lower()) for item in found]


# Files and folders


def test_a_file_is_given_with_its_bytes(tmp_path: Path) -> None:
    put(tmp_path, "lomake.docx")
    assert list(gather([tmp_path / "lomake.docx"], Problems())) == [Incoming("lomake.docx", FORM)]


def test_a_folder_gives_its_files_in_the_order_of_their_names(tmp_path: Path) -> None:
    put(tmp_path, "b.docx", "a/2.xlsx", "a/1.docx", "c/d/e.eml")
    assert gathered(tmp_path) == (["a/1.docx", "a/2.xlsx", "b.docx", "c/d/e.eml"], [])


def test_what_systems_and_office_leave_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path, ".DS_Store", "Thumbs.db", "desktop.ini", "~$lomake.docx", ".~lock.lomake.docx#", "__MACOSX/._lomake.docx", "._lomake.docx", "lomake.docx")
    assert gathered(tmp_path) == (["lomake.docx"], [])


def test_a_leaving_that_is_named_is_told(tmp_path: Path) -> None:
    put(tmp_path, "~$lomake.docx")
    assert gathered(tmp_path / "~$lomake.docx") == ([], ["file-passed-over ~$lomake.docx"])


def test_a_path_that_is_not_there_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    put(tmp_path, "a.docx")
    assert gathered(tmp_path / "no.docx", tmp_path / "a.docx") == (["a.docx"], ["file-missing no.docx"])


def test_a_folder_named_as_a_form_is_a_folder(tmp_path: Path) -> None:
    put(tmp_path, "lomake.docx/sisällä.docx")
    assert gathered(tmp_path) == (["lomake.docx/sisällä.docx"], [])


def test_an_empty_file_is_a_file(tmp_path: Path) -> None:
    put(tmp_path, "a.docx", data=b"")
    assert gathered(tmp_path) == (["a.docx"], [])


def test_a_file_above_the_limit_is_told_and_not_read(tmp_path: Path) -> None:
    put(tmp_path, "a.docx")
    with open(tmp_path / "b.docx", "wb") as file:
        file.truncate(limits.FILE + 1)
    assert gathered(tmp_path) == (["a.docx"], ["package-too-large b.docx"])


def test_files_above_their_number_are_told(tmp_path: Path) -> None:
    put(tmp_path, *(f"{n:04}.docx" for n in range(limits.MAILBOX + 2)), data=b"")
    names, told = gathered(tmp_path)
    assert (len(names), told) == (limits.MAILBOX, [f"mailbox-too-large {limits.MAILBOX:04}.docx"])


@posix
def test_a_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    put(tmp_path, "z.docx")
    os.mkfifo(tmp_path / "a.docx")
    assert gathered(tmp_path) == (["z.docx"], ["file-not-ordinary a.docx"])


@posix
def test_a_device_is_told_and_not_read() -> None:
    assert gathered(Path("/dev/zero")) == ([], ["file-not-ordinary zero"])


@posix
def test_a_link_in_a_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "outside/secret.docx", "in/a.docx")
    (tmp_path / "in" / "b.docx").symlink_to(tmp_path / "outside" / "secret.docx")
    (tmp_path / "in" / "circle").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "nowhere").symlink_to("x")
    assert gathered(tmp_path / "in") == (["a.docx"], ["file-is-link b.docx", "file-is-link circle", "file-is-link nowhere"])


@posix
def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    put(tmp_path, "a.docx")
    (tmp_path / "b.docx").symlink_to(tmp_path / "a.docx")
    assert gathered(tmp_path / "b.docx") == (["b.docx"], [])


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever runs as root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    put(tmp_path, "a.docx")
    (tmp_path / "a.docx").chmod(0)
    assert gathered(tmp_path) == ([], ["file-unreadable a.docx"])


def test_a_path_that_no_system_has_is_told() -> None:
    names, told = gathered(Path("a\0b.docx"))
    assert names == [] and [code.split()[0] for code in told] in (["file-unreadable"], ["file-missing"])


def test_folders_without_end_are_told(tmp_path: Path) -> None:
    put(tmp_path, "/".join(["k"] * (limits.FOLDERS + 2)) + "/a.docx", "z.docx")
    names, told = gathered(tmp_path)
    assert (names, [code.split()[0] for code in told]) == (["z.docx"], ["folder-too-deep"])


@posix
@pytest.mark.parametrize(
    "name, shown",
    [
        ("=cmd|x.docx", "=cmd|x.docx"),
        ("-rf", "-rf"),
        ("rivi\nvaihto.docx", "rivi\\u000avaihto.docx"),
        ("a\u202excod.docx", "a\\u202excod.docx"),
        ("\x1b[2Ja.docx", "\\u001b[2Ja.docx"),
        (unicodedata.normalize("NFD", "päätös.docx"), "päätös.docx"),
        ("<b>x.docx", "<b>x.docx"),
        (os.fsdecode(b"p\xe4.docx"), "p\\udce4.docx"),
        ("x" * 240 + ".docx", "x" * 129 + "…" + "x" * 15 + ".docx"),
    ],
)
def test_a_name_is_fit_to_be_shown_and_written_down(tmp_path: Path, gate: Gate, name: str, shown: str) -> None:
    if sys.platform == "darwin" and "\udce4" in name:
        pytest.skip("macOS has no such names")
    put(tmp_path, name)
    (item,) = opened(gather([tmp_path], Problems()), gate)
    assert item.trail == (shown,) and isinstance(item.answer, Returned)


# What is inside


def test_a_form_is_an_item_with_its_digest(gate: Gate) -> None:
    (item,) = items(gate, ("lomake.docx", FORM))
    assert (item.trail, item.data, item.sha256, item.mails) == (("lomake.docx",), FORM, sha256(FORM).hexdigest(), ())


def test_a_mail_is_an_item_before_its_files(gate: Gate) -> None:
    found = items(gate, ("posti.eml", mail(text("Kyllä"), attached(FORM), attached(b"%PDF-", 'filename="a.pdf"'))))
    assert said(found) == [("posti.eml", "mail"), ("posti.eml › lomake.docx", "returned"), ("posti.eml › a.pdf", "returned-pdf")]


def test_a_file_of_a_mail_knows_who_sent_it_and_when(gate: Gate) -> None:
    found = items(gate, ("posti.eml", mail(text("Kyllä"), attached(FORM))))
    assert found[0].mails == () and [(m.sender, m.day, m.text) for m in found[1].mails] == [("maija@example.fi", "2026-11-24", "Kyllä")]


def test_a_mail_without_files_is_an_item(gate: Gate) -> None:
    (item,) = items(gate, ("posti.eml", mail(text("Vastauksemme: kyllä"))))
    assert isinstance(item.answer, Mail) and item.answer.text == "Vastauksemme: kyllä"


def test_an_archive_is_opened_wherever_it_lies(gate: Gate) -> None:
    packed = pack({"a/lomake.docx": FORM, "b.eml": mail(text("hei"), attached(FORM, 'filename="x.xlsx"'))})
    found = items(gate, ("posti.eml", mail(text("hei"), attached(packed, 'filename="a.zip"'))))
    assert [name for name, _ in said(found)] == [
        "posti.eml",
        "posti.eml › a.zip › a/lomake.docx",
        "posti.eml › a.zip › b.eml",
        "posti.eml › a.zip › b.eml › x.xlsx",
    ]
    assert len(found[-1].mails) == 2


def test_each_mail_of_a_mailbox_is_opened(gate: Gate) -> None:
    box = b"".join(b"From a Tue Nov 24 10:00:00 2026\n" + mail(text(f"viesti {n}"), attached(FORM)) + b"\n\n" for n in range(2))
    assert [name for name, _ in said(items(gate, ("Inbox", box)))] == [
        "Inbox › viesti-1.eml",
        "Inbox › viesti-1.eml › lomake.docx",
        "Inbox › viesti-2.eml",
        "Inbox › viesti-2.eml › lomake.docx",
    ]


def wrapped(depth: int) -> bytes:
    data = FORM
    for n in range(depth):
        data = pack({f"{n}.x": data})
    return data


def forwarded(depth: int) -> bytes:
    data = mail(text("hei"), attached(FORM))
    for _ in range(depth - 1):
        data = mail(text("hei"), attached(data, 'filename="v.eml"'))
    return data


def test_an_archive_in_an_archive_is_opened(gate: Gate) -> None:
    assert said(items(gate, ("a.zip", wrapped(limits.ZIP_LEVELS)))) == [("a.zip › 1.x › 0.x", "returned")]


def test_an_archive_that_lies_deeper_is_named(gate: Gate) -> None:
    ((_, code),) = said(items(gate, ("a.zip", wrapped(limits.ZIP_LEVELS + 1))))
    assert code == "container-too-deep"


def test_mails_in_mails_are_opened_down_to_their_limit(gate: Gate) -> None:
    assert said(items(gate, ("a.eml", forwarded(limits.MAIL_LEVELS))))[-1][1] == "returned"
    assert said(items(gate, ("a.eml", forwarded(limits.MAIL_LEVELS + 1))))[-1][1] == "container-too-deep"


def test_an_archive_of_archives_of_many_files_is_bounded(gate: Gate) -> None:
    inner = pack({f"{n}.txt": b"x" for n in range(1_500)})
    found = said(items(gate, ("a.zip", pack({"1.zip": inner, "2.zip": inner})), ("b.docx", FORM)))
    assert (len(found), found[-2:]) == (limits.MAILBOX + 2, [("a.zip", "container-too-many-files"), ("b.docx", "returned")])


def test_a_bad_file_stops_no_other(gate: Gate) -> None:
    inside = pack({"dies.docx": FORM, "a.docx": FORM})
    found = items(gate, ("1.docx", FORM), ("2.docx", b""), ("3.docx", FORM[:50]), ("dies.docx", FORM), ("5.zip", inside), ("6.docx", FORM))
    assert [code for _, code in said(found)] == ["returned", "returned-empty", "returned-cut", "file-crashed", "file-crashed", "returned", "returned"]


def test_files_of_an_archive_keep_their_order_whether_they_are_read_or_not(gate: Gate) -> None:
    whole = pack({"a.docx": FORM, "b.txt": b"bbbb", "c.docx": FORM})
    found = items(gate, ("a.zip", whole.replace(crc32(b"bbbb").to_bytes(4, "little"), b"\0\0\0\0")))
    assert said(found) == [("a.zip › a.docx", "returned"), ("a.zip › b.txt", "returned-damaged"), ("a.zip › c.docx", "returned")]


def test_the_same_files_give_the_same_items(gate: Gate) -> None:
    files = [("a.eml", mail(text("hei"), attached(FORM))), ("b.zip", wrapped(2)), ("c.pdf", b"%PDF-"), ("d.docx", b"")]
    first, second = ([item._replace(answer=str(type(item.answer))) for item in items(gate, *files)] for _ in range(2))
    assert first == second
