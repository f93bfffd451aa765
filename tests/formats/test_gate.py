"""The gate: files are read in another process, under limits; one that hangs, eats or dies is named, and the next goes on.

`strange_readers.py` stands for the formats' readers, so that a file can make its reader do what no honest reader does.
"""

import io
import os
import struct
import sys
import threading
import time
import zipfile
import zlib
from pathlib import Path
from typing import Iterator

import pytest
from arrived import EXCEL, WORD, attached, mail, office, text
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.formats import limits
from pipeline.formats.answer import Container, Refusal
from pipeline.formats.child import Limits
from pipeline.formats.gate import Gate
from pipeline.formats.package import pack
from pipeline.formats.returned import Returned
from pipeline.problems import Problems

FORM = office()
POST = mail(text("hei ä"), attached(FORM))
STRANGE = Limits(seconds=20, memory=limits.MEMORY, answer=2**19, readers="strange_readers")
posix = pytest.mark.skipif(os.name == "nt", reason="Windows sets no limits to memory and files")
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="address space is limited on Linux only")


@pytest.fixture(scope="module")
def gate() -> Iterator[Gate]:
    with Gate(STRANGE) as opened:
        yield opened


def code(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    problems = Problems()
    problems.add(answer.code, None, **dict(answer.values))  # it has its sentence
    return answer.code


def process(answer: object) -> str:
    assert isinstance(answer, Returned), answer
    return answer.properties["process"]


def archive(parts: list[tuple[str, bytes]]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts:
            file.writestr(name, content)
    return held.getvalue()


def sparse(megabytes: int) -> bytes:
    """So many bytes that deflate to a tenth, as those of an honest file may."""
    return b"".join(os.urandom(64) + bytes(960) for _ in range(megabytes * 2**10))


# What is said


def test_a_form_is_read_in_another_process(gate: Gate) -> None:
    assert process(gate.open("lomake.docx", FORM)) != str(os.getpid())


def test_one_process_reads_many_files(gate: Gate) -> None:
    assert process(gate.open("a.docx", FORM)) == process(gate.open("b.docx", FORM))


def test_what_a_reader_refuses_is_told_with_its_values(gate: Gate) -> None:
    assert gate.open("refuses.docx", FORM) == Refusal("xml-dtd", (("name", "word/document.xml"),))


def test_the_name_decides_nothing(gate: Gate) -> None:
    assert code(gate.open("lomake.docx", b"%PDF-1.7")) == "returned-pdf" and isinstance(gate.open("lomake.pdf", FORM), Returned)


def test_a_mail_gives_its_files_and_its_own_text(gate: Gate) -> None:
    found = gate.open("posti.eml", mail(text("Kyllä"), attached(FORM)))
    assert isinstance(found, Container) and found.mail.text == "Kyllä" and found.inner[0].data == FORM


def test_an_archive_gives_its_files_but_not_what_systems_leave_in_it(gate: Gate) -> None:
    junk = [(name, b"x") for name in ("__MACOSX/._a.docx", ".DS_Store", "kansio/Thumbs.db", "~$a.docx", "desktop.ini", ".~lock.a.docx#")]
    found = gate.open("a.zip", archive([("kansio/ä.docx", FORM), *junk]))
    assert [(file.name, file.data) for file in found.inner] == [("kansio/ä.docx", FORM)]


def test_an_archive_of_a_mac_gives_names_in_their_letters(gate: Gate) -> None:
    packed = pack({"paatos.docx": FORM}).replace(b"paatos.docx", "pää.docx".encode() + b"x")
    assert [file.name for file in gate.open("a.zip", packed).inner] == ["pää.docxx"]


def test_an_archive_of_nothing_but_leavings_is_empty(gate: Gate) -> None:
    assert code(gate.open("a.zip", archive([("__MACOSX/x", b""), ("kansio/", b"")]))) == "returned-nothing-inside"


def test_a_damaged_file_in_an_archive_is_named_and_the_others_are_given(gate: Gate) -> None:
    whole = archive([("a.docx", b"aaaa"), ("b.docx", b"bbbb")])
    found = gate.open("a.zip", whole.replace(struct.pack("<L", zlib.crc32(b"aaaa")), b"\0\0\0\0"))
    assert [(file.name, code(file.refused) if file.refused else "") for file in found.inner] == [("a.docx", "returned-damaged"), ("b.docx", "")]


def test_a_file_of_an_archive_that_is_too_large_is_named_and_the_others_are_given() -> None:
    large = sparse(26)
    with Gate(Limits(readers="strange_readers")) as gate:
        found = gate.open("a.zip", archive([("a.bin", large), ("b.docx", FORM)]))
    assert [file.refused for file in found.inner] == [Refusal("package-too-large", (("limit", "25 MB"),)), None]


def test_files_of_an_archive_that_are_too_large_together_are_named_and_the_others_are_given() -> None:
    large = sparse(21)
    with Gate(Limits(readers="strange_readers")) as gate:
        found = gate.open("a.zip", archive([("a.bin", large), ("b.bin", large), ("c.bin", large), ("d.docx", FORM)]))
    assert [file.refused for file in found.inner] == [None, None, Refusal("package-too-large", (("limit", "60 MB"),)), None]


# Trouble


def test_a_file_that_hangs_is_stopped_and_named_and_the_next_goes_on() -> None:
    begun = time.perf_counter()
    with Gate(Limits(seconds=0.5, readers="strange_readers")) as gate:
        assert code(gate.open("hangs.docx", FORM)) == "file-too-slow"
        assert time.perf_counter() - begun < 5
        assert isinstance(gate.open("a.docx", FORM), Returned)


def test_a_file_that_keeps_the_processor_busy_is_stopped_and_named() -> None:
    with Gate(Limits(seconds=0.5, readers="strange_readers")) as gate:
        assert gate.open("toils.docx", FORM) == Refusal("file-too-slow", (("limit", "0.5 s"),))


@linux
def test_a_file_that_eats_memory_is_stopped_and_named_and_the_next_goes_on() -> None:
    with Gate(Limits(memory=256 * 2**20, readers="strange_readers")) as gate:
        assert gate.open("eats.docx", FORM) == Refusal("file-too-hungry", (("limit", "256 MB"),))
        assert isinstance(gate.open("a.docx", FORM), Returned)


@pytest.mark.parametrize(
    "name, said",
    [
        ("dies.docx", "file-crashed"),
        pytest.param("is killed.docx", "file-too-hungry", marks=posix),
        ("fails.docx", "file-crashed"),
        ("recurses.docx", "file-crashed"),
        ("talks.docx", "file-says-too-much"),
    ],
)
def test_a_file_at_which_the_reading_ends_is_named_and_the_next_goes_on(gate: Gate, name: str, said: str) -> None:
    assert code(gate.open(name, FORM)) == said
    assert isinstance(gate.open("a.docx", FORM), Returned)


def test_after_trouble_another_process_goes_on(gate: Gate) -> None:
    before = process(gate.open("a.docx", FORM))
    gate.open("fails.docx", FORM)
    assert process(gate.open("a.docx", FORM)) != before


def test_what_a_reader_prints_is_no_answer(gate: Gate) -> None:
    assert isinstance(gate.open("prints.docx", FORM), Returned)


@posix
def test_no_file_can_be_written_where_files_are_read(gate: Gate, tmp_path: Path) -> None:
    aim = tmp_path / "x"
    assert code(gate.open(f"writes {aim}", FORM)) == "file-crashed"
    assert not aim.exists() or not aim.stat().st_size


def test_a_file_above_the_limit_is_not_even_sent(gate: Gate) -> None:
    assert gate.open("a.docx", bytes(limits.FILE + 1)) == Refusal("package-too-large", (("limit", "25 MB"),))


def test_a_file_at_the_limit_goes_through_the_pipes(gate: Gate) -> None:
    assert code(gate.open("a.txt", b"x" * limits.FILE)) == "returned-text"


def test_no_process_is_left() -> None:
    with Gate(STRANGE) as gate:
        found = int(process(gate.open("a.docx", FORM)))
    if os.name != "nt":
        with pytest.raises(ProcessLookupError):
            os.kill(found, 0)


@pytest.mark.parametrize("name, main, part", [("docx", WORD, "word/document.xml"), ("xlsx", EXCEL, "xl/workbook.xml")])
def test_the_formats_own_readers_read_where_no_other_is_named(name: str, main: bytes, part: str) -> None:
    with Gate() as gate:
        answer = gate.open(f"a.{name}", office(main, part))
    assert answer.format == name if isinstance(answer, Returned) else not code(answer).startswith("file-")


def test_a_process_that_cannot_start_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    with Gate() as gate:
        assert gate.open("a.docx", FORM) == Refusal("file-crashed", (("detail", "start"),))


def test_the_reading_process_is_found_whatever_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pipeline.py").write_text("raise SystemExit", encoding="utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit", encoding="utf-8")
    with Gate() as gate:
        assert code(gate.open("a", b"%PDF-")) == "returned-pdf"


# Bombs


def slender(size: int) -> bytes:
    """A deflated entry of so many zeros, made at once: a piece that ends at a whole byte, repeated; a kilobyte for each megabyte."""
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = deflater.compress(bytes(2**22)) + deflater.flush(zlib.Z_FULL_FLUSH)
    return piece * (size // 2**22) + b"\3\0"


def directory(entries: list[tuple[bytes, int, int, int]], body: bytes) -> bytes:
    """An archive of a body and a directory: name, packed size, size, and where it stands."""
    listed = b"".join(
        b"PK\1\2\x14\0\x14\0" + struct.pack("<HHHHLLLHHHHHLL", 0, 8, 0, 0x21, 0, packed, size, len(name), 0, 0, 0, 0, 0, at) + name
        for name, packed, size, at in entries
    )
    return body + listed + b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, len(entries), len(entries), len(listed), len(body), 0)


def local(name: bytes, data: bytes, size: int) -> bytes:
    return b"PK\3\4\x14\0" + struct.pack("<HHHHLLLHH", 0, 8, 0, 0x21, 0, len(data), size, len(name), 0) + name + data


def bombs() -> Iterator[tuple[str, bytes, str]]:
    packed = slender(2**31)
    yield "2 GiB", directory([(b"a", len(packed), 2**31, 0)], local(b"a", packed, 2**31)), "package-too-large"
    small = slender(2**26)
    yield "a liar about its size", directory([(b"a", len(small), 1000, 0)], local(b"a", small, 1000)), "returned-damaged"
    yield "40,000 entries", directory([(b"%d" % n, 2, 0, 0) for n in range(40_000)], local(b"0", b"\3\0", 0)), "package-too-many-parts"
    yield "entries that overlap", directory([(b"%d" % n, 90_000, 90_000, 0) for n in range(1_000)], local(b"0", os.urandom(90_000), 90_000)), "returned-damaged"
    yield "a name twice", directory([(b"a", 2, 0, 0), (b"A", 2, 0, 0)], local(b"a", b"\3\0", 0)), "package-twice"
    yield "a name that leads out", directory([(b"../a", 2, 0, 0)], local(b"../a", b"\3\0", 0)), "package-bad-name"


@pytest.mark.parametrize("what, data, said", list(bombs()))
def test_a_bomb_is_refused_at_once(gate: Gate, what: str, data: bytes, said: str) -> None:
    begun = time.perf_counter()
    answer = gate.open("a.zip", data)
    assert time.perf_counter() - begun < 3
    assert code(answer if isinstance(answer, Refusal) else answer.inner[0].refused) == said


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([POST, archive([("ä.docx", FORM), ("b.eml", b"From: a")]), FORM]), st.integers(0, 900), st.binary(max_size=8))
def test_no_bytes_end_the_reading(gate: Gate, data: bytes, at: int, other: bytes) -> None:
    answer = gate.open("a", data[:at] + other + data[at + len(other) :])
    assert not isinstance(answer, Refusal) or not code(answer).startswith("file-")


# Many


def test_answers_come_in_the_order_of_the_files(gate: Gate) -> None:
    files = [("dies.docx", FORM), ("a.pdf", b"%PDF-"), ("a.docx", FORM), ("", b""), ("b.docx", FORM)] * 4
    found = [answer.code if isinstance(answer, Refusal) else "" for answer in gate.open_all(files)]
    assert found == ["file-crashed", "returned-pdf", "", "returned-empty", ""] * 4


def test_files_are_taken_as_they_are_needed(gate: Gate) -> None:
    taken = 0

    def files() -> Iterator[tuple[str, bytes]]:
        nonlocal taken
        for _ in range(100):
            taken += 1
            yield "a.docx", FORM

    answers = gate.open_all(files())
    next(answers)
    assert taken <= 2 * limits.WORKERS
    answers.close()


def test_several_threads_may_use_it(gate: Gate) -> None:
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(gate.open("a.docx", FORM))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([answer for answer in found if isinstance(answer, Returned)]) == 6


def test_three_hundred_files_are_a_matter_of_seconds(gate: Gate) -> None:
    begun = time.perf_counter()
    assert sum(isinstance(answer, Returned) for answer in gate.open_all(("a.docx", FORM) for _ in range(300))) == 300
    assert time.perf_counter() - begun < 10


def test_a_bomb_of_the_tests_is_what_it_says() -> None:
    assert zlib.decompress(slender(2**23), -15) == bytes(2**23)
