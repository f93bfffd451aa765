"""The page: what stands in it, by a parser of its own, and what is told of templates that cannot carry it."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from msgspec.structs import replace

from formats.docx.documents import cover, document, field, panel, section, table, words
from handbooks import layouts
from pipeline.document.blocks import Cell, Run, walk
from pipeline.formats.address import anchor
from pipeline.formats.html.write import write
from pipeline.formats.seal import is_whole
from pipeline.problems import Place, Problems, Span

from .pages import KINDS, Page, real, refused, rendering, template

LIMIT = 200_000
HOSTILE = [
    "#otsikko $x$ *tähti* _ala_ `koodi` ~ ^ \\ %",
    "<b>&amp;</b> <!-- --> ]]> '\"",
    "{{ 7 * 7 }} {% raw %} {% endraw %} {# #}",
    "</style><script>alert(1)</script></title></p>",
    "😀 👩\u200d👩\u200d👧 𝔘 e\u0301",
    "مرحبا بالعالم שלום ja suomea",
    "hyvinvointisuunnitelmatyöryhmäkokoontumiskäytäntöjärjestelyittä",
    "rivi\nrivi",
    "&#0; &lt; &notanentity; &copy",
]


def page(*parts: object, **more: object) -> Page:
    """The page of one section."""
    return Page(rendering(document(cover(), section("a", *parts, **more))).data)


@pytest.mark.parametrize("kind", KINDS)
def test_every_block_stands_once_under_its_anchor_as_it_was_written(kind: str) -> None:
    made, file = real(kind)
    texts = Page(file.data).texts
    for _, block in walk(made):
        assert texts[file.addresses[block.id]].replace("\u2011", "-").strip() == block.text.replace("\u2011", "-").strip()


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_document_gives_the_same_bytes_and_a_whole_page(kind: str) -> None:
    made, file = real(kind)
    assert rendering(made).data == file.data and is_whole(file.data) and len(file.data) < LIMIT


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_needs_nothing_beside_itself(kind: str) -> None:
    found = Page(real(kind)[1].data)
    assert {tag for tag, _ in found.tags} <= {
        "html", "head", "meta", "title", "style", "body", "a", "header", "nav", "main", "footer", "section", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6",
        "ul", "ol", "li", "strong", "span", "br", "table", "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert not {name for _, given in found.tags for name in given if name.startswith("on")} | {name for _, given in found.tags for name in given} & {"src", "style"}
    assert "url(" not in found.style and "@import" not in found.style
    assert found.meta("Content-Security-Policy") == f"default-src 'none'; style-src 'sha256-{digest(found.style)}'; base-uri 'none'; form-action 'none'"


def digest(style: str) -> str:
    return b64encode(sha256(style.encode()).digest()).decode()


@pytest.mark.parametrize("kind", KINDS)
def test_every_link_inside_leads_to_something_and_every_id_is_valid(kind: str) -> None:
    found = Page(real(kind)[1].data)
    assert {given["href"][1:] for given in found.all("a") if given["href"].startswith("#")} <= set(found.texts)
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_-]*", name) for name in found.texts)


@pytest.mark.parametrize("kind", KINDS)
def test_headings_go_down_one_rank_at_a_time_below_one_title(kind: str) -> None:
    ranks = [int(tag[1]) for tag, _ in Page(real(kind)[1].data).tags if re.fullmatch("h[1-6]", tag)]
    assert ranks.count(1) == 1 and ranks[0] == 1
    assert all(later - earlier <= 1 for earlier, later in zip(ranks, ranks[1:]))


def test_the_page_has_landmarks_a_way_past_them_and_says_what_it_is() -> None:
    made, file = real("word")
    found = Page(file.data)
    assert [tag for tag, _ in found.tags if tag in ("header", "nav", "main", "footer")] == ["header", "nav", "main", "footer"]
    (first, *_) = found.all("a")
    assert first == {"class": "skip", "href": "#Sisalto"} and "Sisalto" in found.texts
    assert found.all("html") == [{"lang": "fi-FI"}] and found.title == made.title
    assert (found.meta("kasikirja-key"), found.meta("kasikirja-document")) == (made.key, made.id)


def test_the_contents_lead_to_every_chapter_and_to_what_the_document_says_of_itself() -> None:
    made, file = real("word")
    found = Page(file.data)
    chapters = [anchor(s.id) for s in made.sections if s.level == 1 and s.kind not in ("cover", "contents")]
    after = [given["href"] for given in found.all("a")][1:]
    assert after[: len(chapters) + 1] == [f"#{name}" for name in (*chapters, "handbook")]
    assert "Tunnistetiedot" in found.texts["handbook"] and list(found.texts).index("handbook") > list(found.texts).index(chapters[-1])


@pytest.mark.parametrize("text", HOSTILE)
def test_text_comes_out_as_typed_wherever_it_stands(text: str) -> None:
    blocks = [panel("body", words("a.1", text), words("a.2", text, style="bullet")), panel("goal", words("a.g", text), label=words("a.gl", text))]
    cells = table("t", [["a", field("t.f", text, "")]], caption=words("t.cap", text), note=words("t.note", text))
    titled = replace(section("a", *blocks, cells), title=words("a.title", text))
    made = replace(document(cover(), section("contents", kind="contents"), titled), title=text, publisher=text)
    found = Page(rendering(made).data)
    for _, block in walk(made):
        assert found.texts[anchor(block.id)] == block.text
    assert found.title == text
    assert not found.all("script") and len(found.all("style")) == 1


def test_what_is_written_from_right_to_left_finds_its_direction() -> None:
    found = page(panel("body", words("a.1", "שלום"), words("a.2", "suomea")))
    assert [given.get("dir") for _, given in found.tags if given.get("id") in ("a_1", "a_2")] == ["auto", None]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "file:///etc/passwd", "//example.fi/", "java\nscript:x", "vbscript:x", "mailto:"])
def test_a_link_that_may_not_be_followed_is_plain_text(href: str) -> None:
    found = page(panel("body", words("a.1", Run("sana", href=href))))
    assert found.texts["a_1"] == "sana"
    assert all(given["href"].startswith("#") for given in found.all("a"))


@pytest.mark.parametrize(
    ("href", "written"),
    [
        ("https://example.fi/?a=1&b=%22<>\"'", "https://example.fi/?a=1&b=%22%3C%3E%22'"),
        ("http://example.fi", "http://example.fi"),
        ("mailto:kaisa@example.fi", "mailto:kaisa@example.fi"),
    ],
)
def test_a_link_outside_leads_where_it_was_meant_to(href: str, written: str) -> None:
    assert page(panel("body", words("a.1", Run("sana", href=href)))).all("a")[1]["href"] == written


def test_a_link_inside_leads_to_its_section_and_one_to_nowhere_is_text() -> None:
    found = page(panel("body", words("a.1", Run("tänne", target="a"), " ", Run("ei", target="puuttuu"))))
    assert [given["href"] for given in found.all("a")][1:2] == ["#a"] and found.texts["a_1"] == "tänne ei"


def test_signs_that_no_page_may_hold_are_left_out() -> None:
    assert page(panel("body", words("a.1", "a\x00b\x0bc\ud800d\uffffe"))).texts["a_1"] == "abcde"


def test_what_is_missing_muted_or_asked_for_bears_its_look() -> None:
    runs = [Run("a", look="missing"), Run("b", look="muted"), Run("c", look="prompt"), Run("d", strong=True)]
    tags = page(panel("body", words("a.1", *runs))).tags
    assert [given["class"] for tag, given in tags if tag == "span" and "class" in given] == ["missing", "muted", "prompt"]
    assert [tag for tag, _ in tags].count("strong") == 1


def test_a_list_is_a_list_and_numbers_begin_anew_after_words() -> None:
    styles = ["number", "number", "text", "number", "bullet"]
    tags = [tag for tag, _ in page(panel("body", *(words(f"a.{n}", "x", style=style) for n, style in enumerate(styles)))).tags]
    assert [tag for tag in tags if tag in ("ul", "ol", "li")] == ["ol", "li", "li", "ol", "li", "ul", "li"]


def test_a_table_has_heads_and_names_each_cell_for_a_narrow_screen_once_for_those_who_listen() -> None:
    found = page(table("t", [["Tavoite", field("t.f")], ["Toinen", "vastaus"]]))
    assert [given.get("scope") for given in found.all("th")] == ["col", "col", "row", "row"]
    assert [given["headers"] for given in found.all("td")] == ["t_r0__c0 t_c1", "t_r1__c0 t_c1"]
    names = [given for given in found.all("span") if given.get("class") == "name"]
    assert names == [{"class": "name", "aria-hidden": "true"}] * 2
    assert not [given for _, given in found.tags if "role" in given]  # the checkers take none on the parts of a real table


def test_a_cell_that_waits_for_words_is_told_from_one_that_has_some() -> None:
    rows = [[field("t.a", "–"), field("t.b", "Kirjoita", "prompt")], [field("t.c", "Tehty", ""), Cell("t.d", (words("t.d", "muu"),))]]
    found = page(table("t", rows, row_heads=False))
    assert [given["class"] for given in found.all("td")] == ["text open", "text open waiting", "text open", "text"]


def test_a_table_of_which_nothing_is_filled_is_blank() -> None:
    blank, filled = (page(table("t", [["Tavoite", field("t.f", text, look)]])).all("table") for text, look in (("–", "muted"), ("Tehty", "")))
    assert blank == [{"class": "table blank"}] and filled == [{"class": "table"}]


def test_a_head_longer_than_a_column_lets_words_break() -> None:
    long = table("t", [["a", "b"]])
    long = replace(long, columns=(replace(long.columns[0], label=words("t.c0", "x" * 30)), long.columns[1]))
    assert page(long).all("table") == [{"class": "table blank tight"}]


def test_the_mark_of_invented_answers_stands_first() -> None:
    found = Page(rendering(document(section("a"), example="Esimerkki")).data)
    assert [given.get("class") for _, given in found.tags if given.get("class") in ("example", "text")] == ["example", "text"]
    assert not [given for _, given in Page(rendering(document(section("a"))).data).tags if given.get("class") == "example"]


def test_a_document_of_two_blocks_of_one_id_bears_the_anchor_once() -> None:
    assert page(panel("body", words("a.1", "eka"), words("a.1", "eka"))).texts["a_1"] == "eka"


def test_sections_nest_by_their_levels_whatever_the_first_is() -> None:
    sections = [section(name, level=level, title=name) for name, level in (("a", 2), ("b", 4), ("c", 3), ("d", 1), ("e", 2))]
    found = Page(rendering(document(*sections)).data)
    assert [tag for tag, _ in found.tags if re.fullmatch("h[2-6]", tag)] == ["h2", "h3", "h3", "h2", "h3"]


# Templates that cannot carry a page

DOCUMENT = document(section("a", panel("body", words("a.1", "teksti"))))


@pytest.mark.parametrize("name", ["page.html.j2", "blocks.html.j2", "style.css"])
def test_a_template_that_is_missing_is_told_by_its_name(name: str) -> None:
    problem = refused(DOCUMENT, **{name.replace(".", "_"): None})
    assert (problem.code, problem.at) == ("text-missing", Place(f"html/{name}"))


@pytest.mark.parametrize(("name", "old", "new"), [("page", "{{ meta.key }}", "{{ meta.kye }}"), ("blocks", "piece.strong", "piece.bold"), ("page", "{% endif %}", "{% if %}")])
def test_a_template_that_does_not_work_is_told_with_its_line(name: str, old: str, new: str) -> None:
    file = f"{name}.html.j2"
    text = template()[file].decode()
    problem = refused(DOCUMENT, **{file.replace(".", "_"): text.replace(old, new, 1).encode()})
    assert problem.code == "text-broken" and isinstance(problem.at, Span)
    assert (problem.at.path, problem.at.line) == (f"html/{file}", text[: text.index(old)].count("\n") + 1)


@pytest.mark.parametrize("name", ["page.html.j2", "blocks.html.j2", "style.css"])
def test_a_template_in_another_encoding_is_told(name: str) -> None:
    problem = refused(DOCUMENT, **{name.replace(".", "_"): b"/* a\n\xe4 */"})
    assert problem.code == "text-broken" and problem.at.path == f"html/{name}"


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        ("blocks", "<p{{ ' class=\"%s\"' | safe | format(flow.style) if flow.style != \"text\" }}{{ bears(line) }}>", "<p>", "a_1"),
        ("page", "{{ meta.key }}", "", "2026-1a2b3c4d"),
        ("page", "{{ meta.policy }}", "default-src *", "default-src 'none'"),
        ("page", "<style>", "<style> ", "style.css"),
        ("page", "{{- blocks.section(section, say) }}", "{{- blocks.section(section, say) }}{{ blocks.section(section, say) }}", "a_title"),
    ],
)
def test_a_template_that_leaves_something_out_or_says_it_twice_is_told(name: str, old: str, new: str, what: str) -> None:
    text = template()[f"{name}.html.j2"].decode()
    assert old in text
    problem = refused(DOCUMENT, **{f"{name}_html_j2": text.replace(old, new).encode()})
    assert (problem.code, problem.at) == ("page-lacks", Place("html/page.html.j2")) and what in problem.message("fi")


def test_a_template_cannot_reach_out_of_its_folder_or_sandbox() -> None:
    for text in ("{% include '../layouts.yaml' %}", "{{ page.__class__.__mro__ }}", "{{ say.__globals__ }}"):
        assert refused(DOCUMENT, page_html_j2=text.encode()).code in ("text-missing", "text-broken")


def test_line_ends_of_another_system_change_nothing() -> None:
    other = {name: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n") for name, data in template().items()}
    made = write(DOCUMENT, other, layouts(), Problems())
    assert made is not None and made.data == rendering(DOCUMENT).data


def test_a_style_sheet_cannot_end_its_element() -> None:
    made = write(DOCUMENT, {**template(), "style.css": b"a::after { content: '</style><script>x</script>' }"}, layouts(), Problems())
    assert made is not None and not Page(made.data).all("script")
