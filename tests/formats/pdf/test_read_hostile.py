"""Files that are damaged, or made to stop their reader: one sentence each, soon and without much memory."""

import random
import re
import time
import tracemalloc
from typing import Iterator

import pytest

from pipeline.formats import limits
from pipeline.formats.pdf.digest import content_digest
from pipeline.formats.pdf.read import read
from pipeline.problems import Problems

from .files import CATALOG, FONT, PAGE, PAGES, built, page, paragraph, reading, refused, said, stream, texts, typeset


@pytest.fixture(scope="module")
def sample() -> bytes:
    return typeset('= Luku\nKatso #link("https://example.fi/")[ohje] ja שלום.\n- kohta\n#table(columns: 2, table.header[a][b], [c], [d])')


def form(drawn: str) -> bytes:
    """A file whose page draws a form that draws something itself."""
    with_form = PAGE.replace("/Font", "/XObject<</x 8 0 R>>/Font")
    return built(CATALOG, PAGES, with_form, stream("/x Do"), FONT, "<</K 7 0 R>>", paragraph(0), stream(drawn, "/Subtype/Form"))


def characters(table: bytes, codes: str = "ab") -> bytes:
    """A file whose font has a table of characters."""
    return built(CATALOG, PAGES, PAGE, stream(said(codes, 0)), "<</Subtype/Type1/ToUnicode 8 0 R>>", "<</K 7 0 R>>", paragraph(0), stream(table, packed=True))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + bytes(range(256)) * 40, b"PK\x03\x04", "käsikirja".encode("utf-16"), b"%PDF-1.7\nstartxref\n9\n%%EOF"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert refused(data) == "pdf-damaged"


def test_a_file_cut_anywhere_is_refused_or_read(sample: bytes) -> None:
    for size in range(0, len(sample), 499):
        problems = Problems()
        assert (read(sample[:size], "x.pdf", problems) is None) == ([p.code for p in problems] == ["pdf-damaged"])


def test_a_protected_file_is_refused() -> None:
    lock = "<</Filter/Standard/V 1/R 2/O(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)/U(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)/P -4>>"
    assert refused(built(CATALOG, PAGES, PAGE, stream(""), FONT, "<<>>", lock, trailer="/Encrypt 7 0 R/ID[(a)(a)]")) == "pdf-encrypted"


def test_a_file_that_is_too_large_is_refused() -> None:
    assert refused(b"%PDF-1.7\n" + bytes(limits.FILE)) == "package-too-large"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(page(stream(b"q " * 40_000_000, packed=True), paragraph(0)), id="a page of 80 MB"),
        pytest.param(page("q " * 1_500_000, paragraph(0)), id="operators without end"),
        pytest.param(built(CATALOG, "<</Kids[" + "<</Contents 4 0 R>>" * 300 + "]>>", "<<>>", stream("q " * 4_000), FONT, "<<>>"), id="pages of operators"),
        pytest.param(page("/P<</MCID 0>>BDC " * 5_000, paragraph(0)), id="sequences in sequences"),
        pytest.param(page("", *(f"<</S/P/K[{n + 8} 0 R]>>" for n in range(5_000))), id="elements in elements"),
        pytest.param(form("/x Do /x Do"), id="a form that draws itself"),
        pytest.param(characters(b" " * 40_000_000), id="a table of 40 MB"),
        pytest.param(characters(b"beginbfchar <61> <" + b"0041" * 500_000 + b"> endbfchar", "ab" * 100_000), id="a code that says a book"),
    ],
)
def test_what_would_never_end_is_refused(data: bytes) -> None:
    began = time.process_time()
    assert refused(data) in ("pdf-too-much", "pdf-damaged")
    assert time.process_time() - began < limits.SECONDS


def test_what_grows_when_it_is_unpacked_is_not_unpacked_whole() -> None:
    bomb = page(stream(b"q " * 40_000_000, packed=True), paragraph(0))
    tracemalloc.start()
    try:
        assert refused(bomb) == "pdf-too-much" and content_digest(bomb)
        assert tracemalloc.get_traced_memory()[1] < limits.MEMORY // 4
    finally:
        tracemalloc.stop()


def test_brackets_in_brackets_are_refused() -> None:
    assert refused(page("", "<</S/P/K" + "[" * 50_000 + "]" * 50_000 + ">>")) == "pdf-damaged"


def test_a_structure_that_bites_its_tail_is_read_once() -> None:
    assert texts(page(said("eka", 0), "<</S/P/Pg 3 0 R/K[7 0 R 8 0 R 0]>>", "<</S/P/K[7 0 R 8 0 R]>>")) == ["eka"]
    assert texts(built(CATALOG, "<</Kids[2 0 R 3 0 R 3 0 R]>>", PAGE, stream(said("eka", 0)), FONT, "<</K 7 0 R>>", paragraph(0))) == ["eka"]


def test_a_table_of_every_code_is_read_as_far_as_a_font_goes() -> None:
    assert texts(characters(b"beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange " * 50)) == ["\xa2\xa3"]


@pytest.mark.parametrize("table", [b"beginbfrange ", b"beginbfchar <", b"<><>[", b"beginbfrange <00> <00> [<", b"beginbfchar <61> <0041"])
def test_a_table_that_never_closes_is_read_in_no_time(table: bytes) -> None:
    data = characters(b"beginbfrange " + table * 200_000)
    began = time.process_time()
    assert texts(data)
    assert time.process_time() - began < limits.SECONDS / 4


@pytest.mark.parametrize("old", ["/S/P", "/Pg 3 0 R", "/K[0]", "/K[7 0 R]", "/MCID 0", "/Font<</f 5 0 R>>", "/Contents 4 0 R", "/Kids[3 0 R]", "/Subtype/TrueType", "/Pages 2 0 R"])
@pytest.mark.parametrize("new", ["null", "(x)", "-1", "[[[]]]", "<<>>", "99 0 R", "2 0 R", "/X", "1e999", "true"])
def test_a_value_of_another_type_makes_no_trouble(old: str, new: str) -> None:
    key = re.match(r"/[A-Za-z]+", old)
    assert key
    data = page(said("eka", 0), paragraph(0)).replace(old.encode(), f"{key[0]} {new}".encode())
    problems = Problems()
    assert (read(data, "x.pdf", problems) is None) == bool(list(problems))


def changed(data: bytes, chance: random.Random) -> bytes:
    """A file with a few bytes, numbers or names of it changed, gone or doubled."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8))):
        start = chance.randrange(len(made))
        end = min(len(made), start + chance.choice((1, 2, 8, 100, 3_000)))
        names = list(re.finditer(rb"/[A-Z]\w+", bytes(made))) or [re.match(b"", b"")]
        numbers = list(re.finditer(rb"\b\d+\b", bytes(made))) or names
        name, digits = chance.choice(names), chance.choice(numbers)
        start, end, new = chance.choice(
            (
                (start, end, b""),
                (start, start, bytes(made[start:end]) * chance.choice((1, 2, 50))),
                (start, end, chance.randbytes(end - start)),
                (start, len(made), b""),
                (*name.span(), chance.choice(names).group()),
                (*digits.span(), chance.choice((b"0", b"-1", b"6", b"99999999999", b"[[", b"<<", b"null", b"/X", b"1 0 R"))),
                (*digits.span(), b"%d" % chance.randrange(120)),
            )
        )
        made[start:end] = new
        if not made:
            break
    return bytes(made)


def outcomes(data: bytes, seeds: range) -> Iterator[str]:
    """What becomes of changed files: a code, or `read`."""
    for seed in seeds:
        made, problems = changed(data, random.Random(seed)), Problems()
        found = read(made, "x.pdf", problems)
        assert len(content_digest(made)) == 64
        assert (found is None) == (len(list(problems)) == 1), seed
        yield next((problem.code for problem in problems), "read")


def test_three_hundred_files_with_changes_here_and_there_are_read_or_refused(sample: bytes) -> None:
    assert {"read", "pdf-damaged"} <= set(outcomes(sample, range(300))) <= {"read", "pdf-damaged", "pdf-too-much", "pdf-encrypted"}


def test_nothing_is_said_beside_the_problem(sample: bytes, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    refused(page("}" * 1_000, paragraph(0)))
    reading(re.sub(rb"startxref\s+\d+", b"startxref\n5", sample))
    assert capfd.readouterr() == ("", "") and not caplog.records
