"""The PDF writer: what stands in the file, and what it says where it cannot write one."""

import hashlib
import re

import pymupdf
import pytest

from handbooks import layouts, real_files
from pipeline.document.blocks import Cell, Panel, Run, walk
from pipeline.formats.pdf import last_resort
from pipeline.formats.pdf.write import MAIN, write
from pipeline.formats.seal import is_whole
from pipeline.problems import Place, Problems, Span

from .checkers import failed
from .documents import TEMPLATE, contents, cover, document, elements, field, headings, links, made, pages, panel, rendered, section, table, template, words

LONG = "hyvinvointisuunnitelmatyöryhmäkokoontumiskäytäntöjärjestelyt"
BOXES = frozenset({"pdf-no-glyph"})
HOSTILE = [
    '# $x$ *b* _i_ @a <l> & {{x}} \\n // "q" `c` ~ [a](b) #eval("1")',
    "- viiva",
    "1. numero",
    "= otsikko",
    "/ termi: x",
    '<&"]]>\' -- ---',
    "😀 👩\u200d👩\u200d👧 𝔘 ❤\ufe0f 漢字 x\u20dd",
    "مرحبا",
    "שלום",
    "7\u00a0§ 2025–2029",
    "a\u0301 ja \u00e1",
    LONG,
    LONG * 3,
]


def text_of(data: bytes) -> str:
    """The text of all pages without blanks and line ends."""
    with pymupdf.open(stream=data) as pdf:
        return re.sub(r"\s", "", "".join(page.get_text() for page in pdf))


def hostile(text: str):
    """A document that says a text wherever one can be said."""
    said = panel("body", *(words(f"a.{style}", text, style=style) for style in ("text", "bullet", "number", "heading")), label=words("a.label", text))
    goal = panel("goal", words("a.goal", Run(text, strong=True), Run(text, look="muted")), label=words("a.goal.label", text))
    wide = table("t", [[text] * 8], "followup", caption=words("t.caption", text), note=words("t.note", text))
    filled = table("f", [[field("f.1", text, choices=("K", "E")), field("f.2", text, "missing")]], "form")
    led = panel("links", words("a.link", Run(text, href="https://example.fi")))
    sections = (cover(title=text), contents(), section("a", said, goal, led, title=text, number="1"), section("w", wide, filled, title=text, wide=True))
    return document(*sections, title=text, handbook=text, edition=text)


def problems_of(files: dict[str, bytes], given=None) -> list[tuple[str, object]]:
    """Code and place of each problem of a template that cannot carry a document."""
    problems = Problems()
    assert write(given or document(cover()), files, layouts(), problems) is None
    return [(problem.code, problem.at) for problem in problems]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_comes_out_as_typed_and_no_rule_fails(text: str) -> None:
    data = rendered(hostile(text), BOXES)
    whole = re.sub(r"\s", "", text)
    said = text_of(data)
    if not re.search("[\u0590-\u06ff]", text):  # what runs from right to left stands in the order in which it is seen
        assert said.count(whole) >= 20
    assert failed(data) == []


def test_no_word_leaves_its_page_or_its_cell() -> None:
    with pymupdf.open(stream=rendered(hostile(LONG * 3))) as pdf:
        for page in pdf:
            assert all(word[2] <= page.rect.width - 30 for word in page.get_text("words"))


@pytest.mark.parametrize("name", ["word", "table-blank", "table-filled"])
def test_no_rule_fails_in_the_real_files_and_each_statement_stands_in_them(name: str) -> None:
    given = real_files()[f"{name}.docx"].document
    rendering = made(given)
    assert failed(rendering.data) == []
    said = text_of(rendering.data)
    assert [block.id for _, block in walk(given) if re.sub(r"\s", "", block.text).replace("\u2011", "-") not in said.replace("\u2011", "-")] == []
    assert rendering.addresses == {block.id: "" for _, block in walk(given)}
    assert is_whole(rendering.data)


def test_equal_documents_give_equal_bytes() -> None:
    assert rendered(hostile(HOSTILE[6]), BOXES) == rendered(hostile(HOSTILE[6]), BOXES)


def test_the_file_says_what_it_is() -> None:
    data = rendered(document(cover()))
    with pymupdf.open(stream=data) as pdf:
        assert pdf.metadata["title"] == "Käsikirja" and pdf.metadata["author"] == "Hyvinvointialue" and pdf.metadata["subject"] == "Yhteistyö"
        key, name, seal = pdf.metadata["keywords"].split(", ")
        assert pdf.metadata["creationDate"] == pdf.metadata["modDate"] == "D:20261124000000Z"
    assert (key, name) == ("kasikirja-key:2026-1a2b3c4d", "kasikirja-document:word")
    assert data.count(seal.encode()) == 2 and is_whole(data)
    assert b"/Lang(fi-FI)" in data and b"/DisplayDocTitle true" in data and b"<pdfuaid:part>1<" in data


def test_headings_follow_each_other_without_a_step_left_out() -> None:
    data = rendered(document(cover(), section("a", title="Yksi", number="1"), section("b", panel("goal", words("b.1", "x"), label=words("b.l", "Tavoite")), level=4, title="Kaksi")))
    assert headings(data) == [("H1", "1 Yksi"), ("H2", "Kaksi"), ("H3", "Tavoite")]


def test_a_document_without_a_cover_begins_with_its_title() -> None:
    data = rendered(document(section("a", title="Osa"), title="Taulukko", example="Esimerkki"))
    assert headings(data) == [("H1", "Taulukko"), ("H2", "Osa")]
    assert "Esimerkki·Käsikirja·Laitos1·2026·24.11.2026" in text_of(data)


def test_contents_lead_to_the_headings_and_name_their_pages() -> None:
    data = rendered(document(cover(), contents(), section("a", title="Yksi", number="1"), section("b", title="Kaksi", number="2")))
    assert elements(data).count("TOCI") == 2
    assert "1Yksi3" in text_of(data) and "2Kaksi4" in text_of(data)
    assert data.count(b"/Subtype/Link") == 2


def test_cells_that_name_a_row_are_its_headers() -> None:
    data = rendered(document(cover(), section("a", table("t", [["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]]))))
    assert elements(data).count("TH") == 6 and data.count(b"/Scope/Row") == 3 and data.count(b"/Scope/Column") == 3
    assert data.count(b"(R1y2)]") == 2 and len(re.findall(rb"\(R1y\d\)\d+ 0 R", data)) == 3


def test_a_table_without_a_head_has_headers_of_rows() -> None:
    data = rendered(document(cover(table("facts", [["a", "b"]], "facts", head=False))))
    assert data.count(b"/Scope/Row") == 1 and b"/IDTree<</Names[(R1y1)" in data


def test_a_wide_section_takes_a_landscape_page_and_a_large_one_twice_the_size() -> None:
    rows = [["a"] * 8]
    data = rendered(document(cover(), section("w", table("w", rows), wide=True), section("l", table("l", rows), wide=True, large=True), section("z")))
    assert [width > height for width, height in pages(data)] == [False, True, True, False]
    assert pages(data)[2][0] > 1.4 * pages(data)[1][0]


def test_links_lead_to_safe_addresses_and_to_sections_only() -> None:
    runs = [Run("a", href="https://example.fi/ä ö"), Run("b", href="javascript:alert(1)"), Run("c", href="mailto:a@example.fi"), Run("d", target="s"), Run("e", target="none")]
    data = rendered(document(cover(), section("s", panel("body", words("s.1", *runs)))))
    assert links(data) == ["https://example.fi/ä%20ö", "mailto:a@example.fi"] and b"javascript" not in data
    assert data.count(b"/Subtype/Link") == 3


def test_what_is_to_be_filled_is_marked_in_a_form_and_its_choices_stand_there() -> None:
    given = section("s", table("t", [[field("t.1", choices=("Kyllä", "Ei")), Cell("t.2", (words("t.2", "vastaus"),), True, ("Kyllä", "Ei"))]]))
    form, handbook = made(document(given)), made(document(cover(), given))
    assert text_of(form.data).count("KylläEi") == 1 and "KylläEi" not in text_of(handbook.data)
    assert "Kyllä Ei" in form.fixed
    assert b"/BackgroundColor[1 0.9607843 0.85490197]" in form.data and b"/BackgroundColor[1 0.9607843 0.85490197]" not in handbook.data


def test_a_practice_stays_on_one_page_and_one_that_is_taller_than_a_page_is_not_cut() -> None:
    def practice(id: str, count: int):
        return section(id, panel("county", *(words(f"{id}.{n}", f"{id}rivi{n}") for n in range(count)), label=words(f"{id}.l", "Panos")), kind="practice", title=id)

    data = rendered(document(cover(), practice("a", 20), practice("b", 20), practice("c", 90)))
    with pymupdf.open(stream=data) as pdf:
        texts = [page.get_text() for page in pdf]
    assert sum("brivi" in text for text in texts) == 1
    assert all(any(f"crivi{n}\n" in text for text in texts) for n in range(90))


def test_no_heading_stands_alone_at_the_end_of_a_page() -> None:
    for count in range(25, 45):
        filling = panel("body", *(words(f"a.{n}", "rivi") for n in range(count)))
        with pymupdf.open(stream=rendered(document(cover(), section("a", filling), section("b", panel("body", words("b.1", "Jatkuu")), title="Seuraava", level=2)))) as pdf:
            (page,) = [page.get_text() for page in pdf if "Seuraava" in page.get_text()]
        assert "Jatkuu" in page, count


def test_no_line_ends_inside_a_suffix_or_a_short_pair() -> None:
    for count in range(40, 75):
        said = words("a.1", "x" * count + " ja 2030 -ohjelma, K/E", Run("2030 -ohjelma", href="https://example.fi"))
        data = rendered(document(cover(), section("a", panel("body", said))))
        with pymupdf.open(stream=data) as pdf:
            lines = pdf[1].get_text().split("\n")
        assert not [line for line in lines if line.endswith(("-", "/"))], count


def test_characters_that_no_font_has_are_named_once_and_said_as_typed() -> None:
    problems = Problems()
    assert write(document(cover(), section("a", panel("body", words("a.1", "😀 漢 ä שלום \u200d", Run("😀"))))), template(), layouts(), problems)
    (problem,) = problems
    assert (problem.code, problem.severity) == ("pdf-no-glyph", "warning")
    assert problem.message("en") == "the pdf shows as boxes the characters that its fonts lack (2): 漢 (U+6F22) 😀 (U+1F600)"


def test_a_common_text_needs_no_further_font() -> None:
    data = rendered(document(cover(), section("a", panel("body", words("a.1", "Äkkiä – ”7 §” 2030 -ohjelma…")))))
    assert not re.search(rb"LastResort|DejaVu|Libertinus|NewCM", data) and last_resort.FAMILY.replace(" ", "").encode() not in data


def test_a_template_that_is_not_there_is_said() -> None:
    assert problems_of({}) == [("template-missing", Place("pdf/handbook.typ"))]


def test_a_mistake_in_the_template_is_said_with_its_line() -> None:
    broken = {**template(), MAIN: template()[MAIN] + b"\n#nothing\n"}
    line = broken[MAIN].count(b"\n")
    assert problems_of(broken) == [("pdf-template-broken", Span("pdf/handbook.typ", line, 2, line, 2))]
    missing = {name: data for name, data in template().items() if name != "look.typ"}
    ((code, at),) = problems_of(missing)
    assert (code, at.path) == ("pdf-template-broken", "pdf/words.typ")


def test_a_template_without_keywords_or_with_other_tables_is_said() -> None:
    nameless = {**template(), MAIN: template()[MAIN].replace(b", keywords: book.keywords", b"")}
    assert problems_of(nameless) == [("pdf-template-lacks", Place("pdf/handbook.typ"))]
    more = {**template(), MAIN: template()[MAIN] + b"\n#table(columns: 1, table.header[a], [b])\n"}
    assert problems_of(more) == [("pdf-template-lacks", Place("pdf/handbook.typ"))]


@pytest.mark.parametrize("data", [b"", b"no font", b"\0\1\0\0" + b"\xff" * 40])
def test_a_font_that_is_none_is_said(data: bytes) -> None:
    assert problems_of({**template(), "fonts/Carlito-Bold.ttf": data}) == [("pdf-font-damaged", Place("pdf/fonts/Carlito-Bold.ttf"))]


def test_a_font_that_is_not_there_is_said() -> None:
    bare = {name: data for name, data in template().items() if not name.startswith("fonts/")}
    ((code, at),) = problems_of(bare)
    assert (code, at.path) == ("pdf-font-missing", "pdf/handbook.typ")


def test_fonts_are_those_whose_origin_is_told() -> None:
    told = (TEMPLATE.parent / "README.md").read_text(encoding="utf-8")
    fonts = {name: data for name, data in template().items() if name.endswith(".ttf")}
    assert len(fonts) == 2 and all(hashlib.sha256(data).hexdigest() in told for data in fonts.values())


def test_an_empty_panel_and_an_empty_document_are_written() -> None:
    assert failed(rendered(document())) == []
    assert failed(rendered(document(cover(), section("a", Panel("p", "body", ()))))) == []
