"""Write a document as one web page that needs nothing beside itself: no script, no picture, no other file.

The templates of `templates/html/` say how the page is written; `view.py` says what stands in it. The reader, `read.py`, shares none of this.
"""

import re
from collections import Counter
from html import unescape
from typing import Iterable, Mapping

from ...document.blocks import Document, walk
from ...problems import PipelineError, Place, Problems, Span
from ..address import anchor
from ..contract import Layouts, Rendering
from ..markup import clean
from ..seal import NAME, UNSEALED, sealed
from ..templates import in_memory
from .style import policy, stylesheet
from .view import page_view

_FOLDER, _PAGE, _STYLE = "html", "page.html.j2", "style.css"
_MARKED = re.compile(r'\s(id|content)="([^"]*)"')


def write(document: Document, template: Mapping[str, bytes], layouts: Layouts, problems: Problems) -> Rendering | None:
    """The page, and the anchor of each paragraph by its id; None where the templates cannot carry the document.

    Reports at the template `text-missing`, `text-broken`, and `page-lacks` where it leaves out what a page must have.
    """
    css = _css(template, problems)
    if css is None:
        return None
    view = page_view(document)
    style = clean(stylesheet(css, view))
    said: dict[str, None] = {}

    def say(words: str) -> str:
        """Words that are no block; the template says them through this, so that whoever reads the page knows them."""
        said[words] = None
        return words

    meta = {"policy": policy(style), "key": document.key, "document": document.id, "seal": f"{NAME.decode()}{UNSEALED}"}
    known = {"title": document.title, "language": document.language, "publisher": document.publisher, "marks": document.marks}
    values = {**known, "page": view, "style": style, "meta": meta, "say": say}
    try:
        page = clean("".join(in_memory(template, _FOLDER, problems).pieces(_PAGE, values)))
    except PipelineError:
        return None
    addresses = {paragraph.id: anchor(paragraph.id) for _, paragraph in walk(document)}
    lacking = _lacking(page, style, meta.values(), addresses.values())
    if lacking:
        problems.add("page-lacks", Place(f"{_FOLDER}/{_PAGE}"), what=lacking[0], count=len(lacking))
        return None
    return Rendering(sealed(page.encode()), addresses, fixed=tuple(said))


def _css(template: Mapping[str, bytes], problems: Problems) -> str | None:
    """The template's style sheet, with line ends as a browser reads them and nothing that would end the element that it stands in."""
    path = f"{_FOLDER}/{_STYLE}"
    if _STYLE not in template:
        problems.add("text-missing", Place(path))
        return None
    try:
        css = template[_STYLE].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = template[_STYLE].count(b"\n", 0, error.start) + 1
        problems.add("text-broken", Span(path, line, 1, line, 1), detail=str(error))
        return None
    return css.replace("\r\n", "\n").replace("\r", "\n").replace("</", "<\\/")


def _lacking(page: str, style: str, metadata: Iterable[str], anchors: Iterable[str]) -> list[str]:
    """What a page does not have exactly once: its style sheet, what it says of itself, the anchor of a block."""
    found = Counter((kind, unescape(value)) for kind, value in _MARKED.findall(page))
    wanted = [("content", value) for value in metadata] + [("id", name) for name in dict.fromkeys(anchors)]
    lacking = [value for kind, value in wanted if found[kind, value] != 1]
    return lacking if page.count(f"<style>{style}</style>") == 1 else [_STYLE, *lacking]
