"""A mailbox of three hundred forms with thirty bad files among them: all are read, every word is kept, each bad file is named, and it takes a minute at most."""

import resource
import time
from pathlib import Path

import pytest

from flows.rounds import Round
from tests.filling import Typed, filled, repacked

pytestmark = pytest.mark.long

FORMS, BAD, SECONDS = 270, 30, 60
WORD = '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'


def answers(number: int) -> Typed:
    """Words that stand in this form alone."""
    return {f"followup.{goal}/yritykset": f"Sana{number}x{goal}" for goal in ("hyte", "tilat", "avustukset")}


def bad(number: int, form: bytes) -> bytes:
    """One of ten ways in which a file is none of ours, or hostile."""
    ways = (
        b"",
        b"%PDF-1.7\n%%EOF",
        form[: len(form) // 2],
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 1000,
        b"<!DOCTYPE html><html><body>Kirjaudu</body></html>",
        repacked(form, {"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
        repacked(form, {"word/document.xml": b"<w>" + b"<a>" * 5_000}),
        repacked(form, {f"word/{n}.xml": b"" for n in range(3_000)}),
        repacked(form, {"word/big.xml": b"\0" * 60 * 2**20}),
    )
    return ways[number % len(ways)] + bytes([number]) * (number > 9 and number % len(ways) not in (6, 7, 8, 9))


def test_a_mailbox_of_three_hundred_files_is_read_within_a_minute_and_loses_no_word(tmp_path: Path, handed_out: Path) -> None:
    round = Round(tmp_path, folder_of=handed_out)
    round.change("    role: Päijät-Hämeen yrittäjät\n    publish: none\n", "    role: Päijät-Hämeen yrittäjät\n    publish: none\n" + recipients())
    round.hand_out()
    for number in range(FORMS):
        round.answered(f"yritys-{number}", f"lomake-{number}.docx", answers(number))
    form = round.form("yritys-0")
    for number in range(BAD):
        round.back(f"roska-{number}.docx", bad(number, form))
    begun, memory = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer = round.collect(str(round.inbox), code=1)
    took = time.perf_counter() - begun

    named = {file["path"] for file in answer["files"] if file["status"] in ("refused", "duplicate") and file["messages"]}
    assert took < SECONDS
    assert len([file for file in answer["files"] if file["status"] == "accepted"]) == FORMS
    assert named == {f"roska-{number}.docx" for number in range(BAD)}
    whole = b"".join(path.read_bytes() for path in round.kept().glob("*.yaml")).decode()
    assert [word for number in range(FORMS) for word in answers(number).values() if f"{word}\n" not in whole] == []
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 300_000  # KiB


def recipients() -> str:
    """As many recipients of one party."""
    return "".join(
        f"\n  - id: yritys-{number}\n    party: yritykset\n    role: Esimerkkiyritys {number}\n    publish: none\n    format: docx\n" for number in range(FORMS)
    )
