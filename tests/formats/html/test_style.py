"""How a page looks: contrast of every pair of colours, and which chapter of the contents is open."""

import re

import pytest

from formats.docx.documents import cover, document, section
from pipeline.formats.palette import contrast

from .pages import Page, rendering, template

CSS = template()["style.css"].decode()
COLOURS = dict(re.findall(r"--([a-z-]+): #([0-9A-Fa-f]{6})", CSS))
TEXT = 4.5  #: WCAG 2.1, 1.4.3
LINE = 3.0  #: and 1.4.11
GROUNDS = ("page", "quiet")
PAIRS = [
    *((text, ground) for text in ("ink", "soft", "deep", "link", "visited") for ground in GROUNDS),
    *(("ink", ground) for ground in ("fill", "assess-tint")),
    *(("link", ground) for ground in ("fill", "assess-tint")),
    *(("soft", ground) for ground in ("fill", "assess-tint")),
    *(("on-deep", ground) for ground in ("deep", "county", "ngo", "real")),
    ("on-deep-soft", "deep"),
]


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    assert contrast(COLOURS[text], COLOURS[ground]) >= TEXT


@pytest.mark.parametrize(("line", "ground"), [("fill-line", "page"), ("fill-line", "fill"), ("county", "page"), ("county", "quiet"), ("ngo", "page"), ("real", "page"), ("assess", "page"), ("deep", "page")])
def test_a_line_that_means_something_stands_out(line: str, ground: str) -> None:
    assert contrast(COLOURS[line], COLOURS[ground]) >= LINE


def test_no_colour_stands_outside_the_list_at_the_beginning() -> None:
    rules = CSS[CSS.index("/* Perusta") :]
    assert not re.findall(r"#[0-9A-Fa-f]{3,8}\b|rgb|hsl", rules)


def test_words_of_the_style_sheet_are_no_words_of_the_page() -> None:
    assert "content:" not in CSS


def test_the_open_chapter_is_that_of_the_address_and_else_the_first() -> None:
    made = document(cover(), section("contents", kind="contents"), section("a.b"), section("c", level=2), section("d"))
    style = Page(rendering(made).data).style
    (rule,) = (rule for rule in style.split("}") if "font-weight: 700; color: var(--ink)" in rule)
    first, *others = (selector.strip() for selector in rule.partition("{")[0].split(", body"))
    assert first == "body:not(:has(main :target)) nav li:first-child a"
    assert [re.findall("#[a-z_]+", other)[-1] for other in " ".join(others).split("]")[:-1]] == ["#a_b", "#d"]
    assert ".current" not in style
