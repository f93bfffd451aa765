"""The reader of pages: laws with the writer, and what people and programs do to a page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.docx.documents import cover, document, field, panel, section, table, words
from pipeline.document.blocks import Cell, Run
from pipeline.formats.html.read import read
from pipeline.formats.seal import is_whole
from pipeline.problems import Problems

from .pages import KINDS, compared, real, reading, rendering

WHOLE = document(
    cover(table("facts", [["Tila", "Luonnos"]], caption=words("facts.title", "Tunnistetiedot"), head=False)),
    section("contents", kind="contents", title="Sisällys"),
    section(
        "a",
        panel("body", words("a.1", "Lue ", Run("laki", href="https://example.fi/laki"), "."), words("a.2", "kohta", style="bullet")),
        panel("goal", words("a.g", "Tavoite"), label=words("a.gl", "Yhteinen tavoite")),
        table("t", [["Tavoite", field("t.f")], [Cell("t.c", (words("t.1", "eka"), words("t.2", "toka", style="bullet"))), "b"]], note=words("t.note", "Selite")),
        number="1",
    ),
)


def found(body: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """What the reader finds in the body of a page of somebody else."""
    return [tuple(text) for text in reading(f"<!doctype html><html><head></head><body>{body}</body></html>".encode()).found]


def edited(old: str, new: str) -> bytes:
    """The page of the whole document with one text changed."""
    data = rendering(WHOLE).data
    assert data.count(old.encode()) == 1, data.count(old.encode())
    return data.replace(old.encode(), new.encode())


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_that_nobody_changed_holds_every_block_and_nothing_else(kind: str) -> None:
    made, file = real(kind)
    result = compared(made, file, file.data)
    assert (result.differing, result.unplaced) == ((), ()) and result.blocks > 30
    assert reading(file.data).key == made.key


def assert_law(text: str) -> None:
    blocks = panel("body", words("a.1", text), words("a.2", Run(text, strong=True), Run(text, href="https://example.fi/")))
    made = document(section("a", blocks, table("t", [[text, field("t.f", text, "")]])))
    file = rendering(made)
    result = compared(made, file, file.data)
    assert (result.differing, result.unplaced) == ((), ())


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), min_size=1, max_size=40).filter(str.strip))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert_law(text)


@pytest.mark.parametrize("text", ["<&\"]]>'", "{{ x }} {% raw %}", "rivi\nrivi\ttaulukko", "</title></style>", "\u2011ohjelma -ohjelma", "a\r\nb", "1"])
def test_text_of_signs_comes_back_as_it_was(text: str) -> None:
    assert_law(text)


def test_an_edited_word_is_a_difference() -> None:
    result = compared(WHOLE, rendering(WHOLE), edited("Tavoite</p>", "Toive</p>"))
    assert [(one.id, one.expected, one.found) for one in result.differing] == [("a.g", "Tavoite", "Toive")] and not result.unplaced


def test_a_link_that_leads_elsewhere_is_a_difference() -> None:
    for address in ("https://example.fi/muu", "javascript:alert(1)"):
        result = compared(WHOLE, rendering(WHOLE), edited('href="https://example.fi/laki"', f'href="{address}"'))
        assert [one.found for one in result.differing] == [f"Lue laki. ({address})"]


def test_a_block_that_was_taken_out_is_missed() -> None:
    result = compared(WHOLE, rendering(WHOLE), edited('<li id="a_2">kohta</li>', ""))
    assert [(one.id, one.found) for one in result.differing] == [("a.2", "")]


def test_a_block_whose_anchor_was_lost_is_found_by_its_words() -> None:
    result = compared(WHOLE, rendering(WHOLE), edited('<li id="a_2">', "<li>"))
    assert (result.differing, result.unplaced) == ((), ())


@pytest.mark.parametrize(
    ("place", "added", "told"),
    [
        ("</main>", "<p>Lisätty</p>", "Lisätty"),
        ("</nav>", "<p>Lisätty</p>", "Lisätty"),
        ("</header>", "<div>Lisätty</div>", "Lisätty"),
        ("</footer>", "Lisätty", "Lisätty"),
        ("</html>", "<p>Lisätty</p>", "Lisätty"),
        ("</main>", '<p aria-hidden="true">Lisätty</p>', "Lisätty"),
        ("</main>", "<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("</head>", '<script src="https://example.fi/x.js"></script>', '<script src="https://example.fi/x.js"></script>'),
        ("</head>", '<link rel="stylesheet" href="https://example.fi/x.css">', '<link rel="stylesheet" href="https://example.fi/x.css">'),
        ("</head>", '<meta http-equiv="refresh" content="0;url=https://example.fi">', '<meta http-equiv="refresh" content="0;url=https://example.fi">'),
        ("</head>", "<style>p { display: none }</style>", "<style>p { display: none }</style>"),
        ("</main>", '<img src="https://example.fi/x.png" alt="">', '<img src="https://example.fi/x.png" alt="">'),
        ("</main>", '<iframe src="https://example.fi"></iframe>', '<iframe src="https://example.fi"></iframe>'),
        ("</main>", "<form><input></form>", "<input>"),
        ("</main>", '<span onclick="x()"></span>', '<span onclick="x()"></span>'),
        ("</nav>", '<a href="https://example.fi">1 Otsikko</a>', "1 Otsikko"),
    ],
)
def test_whatever_was_added_is_shown_and_the_page_is_not_whole(place: str, added: str, told: str) -> None:
    data = edited(place, added + place)
    assert told in [text.text for text in compared(WHOLE, rendering(WHOLE), data).unplaced]
    assert not is_whole(data)


@pytest.mark.parametrize("attribute", ["hidden", 'style="display:none"'])
def test_a_block_that_was_hidden_is_shown(attribute: str) -> None:
    result = compared(WHOLE, rendering(WHOLE), edited('<li id="a_2">', f'<li id="a_2" {attribute}>'))
    assert [text.text.partition(" ")[0] for text in result.unplaced] == ["<li"]


def test_changes_without_words_break_the_seal() -> None:
    assert is_whole(rendering(WHOLE).data)
    for old, new in ((".skip {", ".panel {"), ('class="panel goal"', 'class="skip"'), ('href="#Sisalto"', 'href="#Alku"')):
        assert not is_whole(edited(old, new))


def test_a_page_of_somebody_else_has_no_key() -> None:
    assert reading(b"<!doctype html><title>Sivu</title><p>teksti").key == ""
    assert [text[:2] for text in found("<p id=x>teksti</p>vapaa")] == [("x", "teksti"), ("", "vapaa")]


def test_a_text_bears_the_nearest_id_and_ends_where_no_line_goes_on() -> None:
    body = "<section id=s>alku<p id=a>eka <b>vahva</b> <i id=b>toka</i> loppu</p><div>kolmas<br>rivi</div></section>"
    assert [text[:2] for text in found(body)] == [("s", "alku"), ("a", "eka vahva"), ("b", "toka"), ("a", "loppu"), ("s", "kolmas\nrivi")]


def test_lines_of_the_file_are_no_lines_of_the_text() -> None:
    assert [text[:2] for text in found("<p id=a>\n   eka\n   toka  kolmas\n</p>")] == [("a", "eka toka  kolmas")]


def test_links_are_told_in_order_once_each_and_those_inside_are_none() -> None:
    body = "<p id=a><a href='https://example.fi/b'>b</a> <a href='#x'>x</a> <a href='https://example.fi/a'>a</a> <a href='https://example.fi/b'>b</a></p>"
    assert found(body) == [("a", "b x a b", ("https://example.fi/b", "https://example.fi/a"))]


def test_comments_and_what_no_browser_shows_are_no_text() -> None:
    assert found("<p id=a>a<!-- b -->c</p>") == [("a", "ac", ())]


def refused(data: bytes) -> str:
    """The code of the one problem of a page that is not read."""
    problems = Problems()
    assert read(data, "sivu.html", problems) is None
    (problem,) = problems
    assert problem.at is not None and problem.at.path == "sivu.html" and "{" not in problem.message("fi") + problem.message("en")
    return problem.code


@pytest.mark.parametrize(
    "data",
    [b"", b"   \n", "Käsikirja".encode("latin-1"), "<p>Käsikirja".encode("utf-16"), b"\xff" * 100, b"<b><i>" * 800_000, b"<div>" * 5000 + b"x"],
    ids=["empty", "blank", "latin", "utf-16", "bytes", "tags", "deep"],
)
def test_what_cannot_be_read_whole_is_refused(data: bytes) -> None:
    assert refused(data) == "page-damaged"


def test_a_page_cut_anywhere_is_refused_or_differs() -> None:
    data = rendering(WHOLE).data
    for size in range(1, len(data) - 20, 501):
        problems = Problems()
        if read(data[:size], "sivu.html", problems) is None:
            assert [problem.code for problem in problems] == ["page-damaged"]
        else:
            assert not is_whole(data[:size])
            if size < data.index(b'id="facts_r0__c1"'):
                assert compared(WHOLE, rendering(WHOLE), data[:size]).differing


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["<p id=a>", "</p>", "<table>", "<td>", "</main>", "<a href=x>", "&#0;", "&amp", "\x00", "<!--", "]]>", "teksti", "<svg>", "\U0001f600"]), max_size=30))
def test_no_page_whatsoever_raises(pieces: list[str]) -> None:
    read("".join(pieces).encode(), "sivu.html", Problems())
