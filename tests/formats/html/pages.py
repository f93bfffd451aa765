"""Pages made from small documents for the tests, and what an independent parser, that of Python itself, finds in them."""

from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

from formats.docx.documents import TEMPLATES
from handbooks import layouts, real_files
from pipeline.document.blocks import Document, walk
from pipeline.formats.contract import Reading, Rendering
from pipeline.formats.html.read import read
from pipeline.formats.html.write import write
from pipeline.formats.matching import Expected, Match, match
from pipeline.manifest import fixed_texts
from pipeline.problems import Problem, Problems

KINDS = ("word", "table-blank", "table-filled", "packet.index")
_VOID = ("meta", "br", "col", "link", "img", "input", "base")


@lru_cache
def template() -> dict[str, bytes]:
    """The templates of the project by name."""
    return {path.name: path.read_bytes() for path in (TEMPLATES / "html").iterdir()}


def rendering(made: Document) -> Rendering:
    """The page of a document; a problem fails the test."""
    problems = Problems()
    found = write(made, template(), layouts(), problems)
    assert found is not None and not list(problems), [problem.lines("en") for problem in problems]
    return found


@lru_cache
def real(kind: str) -> tuple[Document, Rendering]:
    """A document of the real source and its page."""
    files = real_files()
    document = (files.get(f"{kind}.docx") or files[f"{kind}.html"]).document
    return document, rendering(document)


def refused(made: Document, **changed: bytes | None) -> Problem:
    """The one problem of templates that cannot carry a document; `style_css=None` takes `style.css` away."""
    files = {name: data for name, data in template().items() if changed.get(_key(name), b"") is not None}
    files |= {name: data for name in template() if (data := changed.get(_key(name)))}
    problems = Problems()
    assert write(made, files, layouts(), problems) is None
    (problem,) = problems
    return problem


def _key(name: str) -> str:
    return name.replace(".", "_")


def reading(data: bytes) -> Reading:
    """What the reader finds; a problem fails the test."""
    problems = Problems()
    found = read(data, "sivu.html", problems)
    assert found is not None, [problem.lines("en") for problem in problems]
    return found


def compared(document: Document, made: Rendering, data: bytes) -> Match:
    """How a page compares with its document, as `verify` judges it."""
    blocks = {paragraph.id: paragraph for _, paragraph in walk(document) if paragraph.text}
    expected = [Expected(name, made.addresses[name], block.text, block.links) for name, block in blocks.items()]
    return match(expected, reading(data).found, fixed_texts(document, made.fixed))


class Page(HTMLParser):
    """A page as Python's own parser sees it: `tags` with their attributes in order, the text of every element that has an id, and `nesting` of ids."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, Any]]] = []
        self.texts: dict[str, str] = {}
        self.style, self.title = "", ""
        self._open: list[tuple[str, str]] = []
        self.feed(data.decode())
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert len(given) == len(attrs)
        self.tags.append((tag, given))
        if tag == "br":
            self.handle_data("\n")
        if tag not in _VOID:
            self._open.append((tag, given.get("id") or ""))
        if given.get("id"):
            assert given["id"] not in self.texts, given["id"]
            self.texts[given["id"]] = ""

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, name in self._open:
            if name:
                self.texts[name] += data
        if self._open and self._open[-1][0] in ("style", "title"):
            setattr(self, self._open[-1][0], getattr(self, self._open[-1][0]) + data)

    def all(self, tag: str) -> list[dict[str, Any]]:
        """The attributes of every element of a name, in order."""
        return [attributes for name, attributes in self.tags if name == tag]

    def meta(self, name: str) -> str:
        """The content of the metadata of a name."""
        (content,) = (given["content"] for given in self.all("meta") if name in (given.get("name"), given.get("http-equiv")))
        return content
