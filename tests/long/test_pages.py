"""Web pages in a browser: rules of accessibility, room at every width, nothing asked for from elsewhere, anchors that lead to what is seen; two checkers."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from browser import Seen, html_validate_errors, look, nu_errors, tools
from formats.docx.documents import cover, document, field, panel, section, table, words
from formats.html.pages import KINDS, real, rendering
from pipeline.document.blocks import Document, Run

pytestmark = pytest.mark.long

WIDTHS = [320, 375, 768, 960, 1280, 1920]
LONG = "hyvinvointisuunnitelmatyöryhmäkokoontumiskäytäntöjärjestelyittä"
TEXTS = [LONG, "</style></title>{{ x }}<b>&amp;", "مرحبا بالعالم שלום suomea 😀", f"https://example.fi/{LONG * 3}"]
TABLE_ROLES = ("table", "row", "rowheader", "columnheader", "cell", "caption")


def hostile() -> Document:
    """A page of words that no column has room for and signs that mean something elsewhere, in every kind of place."""
    blocks = [words(f"a.{style}.{n}", text, style=style) for style in ("text", "bullet", "number", "heading") for n, text in enumerate(TEXTS)]
    practice = [panel(role, words(f"p.{role}", LONG), label=words(f"p.{role}.label", LONG)) for role in ("goal", "county", "associations", "realisation")]
    others = [panel(role, words(f"o.{role}", LONG), label=words(f"o.{role}.label", LONG)) for role in ("links", "box", "priority", "act", "callout")]
    rows = [[LONG, *(field(f"f.r{n}/c{c}", text, look) for c, (text, look) in enumerate([(LONG, "prompt"), ("–", "muted"), (TEXTS[1], ""), (LONG, "")]))] for n in range(3)]
    wide = table("f", rows, role="followup", caption=words("f.cap", LONG), note=words("f.note", Run(LONG, look="missing")))
    wide = replace(wide, columns=tuple(replace(column, label=words(column.label.id, LONG)) for column in wide.columns))
    two = table("l", [[LONG, Run(TEXTS[3], href=TEXTS[3]).text]], role="links")
    return replace(
        document(
            cover(table("facts", [[LONG, LONG]], caption=words("facts.title", LONG), head=False)),
            section("contents", kind="contents"),
            section("a", panel("body", *blocks), *others, title=LONG, number="1"),
            section("p", *practice, kind="practice", title=LONG, level=2, number="1.1"),
            section("f", wide, title=LONG, level=2, wide=True),
            section("l", two, title=LONG),
            example=LONG,
            edition=LONG,
        ),
        title=LONG,
        publisher=LONG,
    )


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The pages of the real source, and one of hostile words."""
    folder, made = tmp_path_factory.mktemp("pages"), []
    for name, data in [*((kind, real(kind)[1].data) for kind in KINDS), ("hostile", rendering(hostile()).data)]:
        made.append(folder / f"{name}.html")
        made[-1].write_bytes(data)
    return made


_SEEN: dict[Path, list[Seen]] = {}


@pytest.fixture
def seen(files: list[Path], needs: Callable[[str], str]) -> list[Seen]:
    """Every page at every width, looked at once."""
    node, chromium, npm = needs("node"), needs("chromium"), needs("npm")
    if files[0] not in _SEEN:
        _SEEN[files[0]] = look(node, chromium, tools(npm), files, WIDTHS, [320, 1280])
    return _SEEN[files[0]]


def test_no_rule_of_axe_is_broken(seen: list[Seen]) -> None:
    assert not [(Path(page.file).name, page.width, page.violations) for page in seen if page.violations]


def test_nothing_is_wider_than_its_place(seen: list[Seen]) -> None:
    assert len(seen) == len(WIDTHS) * (len(KINDS) + 1)
    assert not [(Path(page.file).name, page.width, page.overflow) for page in seen if page.overflow]


def test_nothing_is_asked_for_and_the_browser_has_nothing_to_tell(seen: list[Seen]) -> None:
    assert not [(Path(page.file).name, page.width, page.requests, page.said) for page in seen if page.requests or page.said]


def test_every_anchor_leads_to_what_is_seen(seen: list[Seen]) -> None:
    assert not [(Path(page.file).name, page.width, page.unseen) for page in seen if page.unseen]


def test_the_follow_up_table_is_one_at_every_width_for_those_who_listen(seen: list[Seen]) -> None:
    for name in KINDS[:3]:
        pages = [page for page in seen if Path(page.file).stem == name]
        assert [page.display for page in pages] == ["block" if page.width < 960 else "table" for page in pages]
        roles = [{role: page.roles.get(role, 0) for role in TABLE_ROLES} for page in pages]
        assert all(told == roles[-1] for told in roles) and min(roles[-1].values()) > 0


def test_two_checkers_find_no_error(files: list[Path], needs: Callable[[str], str]) -> None:
    node, java, folder = needs("node"), needs("java"), tools(needs("npm"))
    assert not nu_errors(java, folder, files)
    assert not html_validate_errors(node, folder, files)


def test_the_checkers_and_the_browser_find_what_is_wrong(tmp_path: Path, needs: Callable[[str], str]) -> None:
    node, java, chromium, folder = needs("node"), needs("java"), needs("chromium"), tools(needs("npm"))
    bad = tmp_path / "bad.html"
    style = "<style>#b { position: fixed; top: -50px } div { width: 900px }</style>"
    bad.write_text(f"<!DOCTYPE html><title>x</title>{style}<main><p id='b' role='x'>a</p><div>b</div><img src='http://127.0.0.1:9/x.png'></main>")
    assert nu_errors(java, folder, [bad]) and html_validate_errors(node, folder, [bad])
    (page,) = look(node, chromium, folder, [bad], [320], [320])
    assert page.violations and page.overflow and page.requests and page.said and page.unseen == ["b"]
