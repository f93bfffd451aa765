"""The style sheet of a page: the template's `style.css`, and what depends on the document, so that it stands whole in the page and has one digest.

`style.css` says how a link of the contents looks whose chapter is open, under `.current`; here stands which one that is. No script tells it, so
it is the chapter of the anchor that the address of the page names, and without one the first.
"""

import hashlib
from base64 import b64encode
from typing import Iterator

from .view import PageView, TableView

_CURRENT = ".current"
_FIRST = "body:not(:has(main :target)) nav li:first-child a"
_OPEN = 'body:has(#{0}:target, #{0} :target) nav a[href="#{0}"]'
_POLICY = "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"


def stylesheet(css: str, page: PageView) -> str:
    """The whole style sheet of a page."""
    current = [_FIRST, *(_OPEN.format(section.anchor) for section in page.sections)]
    shares = sorted({column.share for table in _tables(page) for column in table.columns})
    widths = "".join(f".w{share} {{ width: {share}%; }}\n" for share in shares)
    return css.replace(_CURRENT, ", ".join(current)) + widths


def policy(style: str) -> str:
    """The content security policy of a page: it loads nothing, runs nothing, sends nothing, and takes this style sheet alone (CSP Level 3, 6.7.3)."""
    return _POLICY.format(b64encode(hashlib.sha256(style.encode()).digest()).decode())


def _tables(page: PageView) -> Iterator[TableView]:
    waiting = [*page.sections]
    while waiting:
        section = waiting.pop()
        waiting += section.sections
        yield from (part for part in section.parts if isinstance(part, TableView))
