"""Read a web page that anybody may have changed: its key and every text that it holds, in order.

Shares no code with the writer: what it finds is what stands in the page. Elements and attributes that run, load, send or hide something are no text,
but a page of ours has none; so each comes as a text too, as it stands in the page, and fits no block.
"""

import re
from typing import Iterator

from lxml import etree

from ...problems import Place, Problems
from ..contract import Found, Reading
from ..package import PackageError
from ..parse import parse_page

_KEY = "kasikirja-key"  #: the name of the metadata that holds the key
_INLINE = frozenset("a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u var wbr".split())
_ACTIVE = frozenset(
    "applet area audio base button canvas dialog embed form frame frameset iframe img input link map math noembed noframes noscript object option "
    "picture portal script select source svg template textarea track video".split()
)
_ACTING = re.compile(r"on\w+|style|hidden|inert|src|srcset|srcdoc|ping|background|action|formaction|http-equiv")  #: attributes
_WORDLESS = ("script", "style", "template")  #: what stands in them is shown nowhere
_LINES = re.compile(r"[ \t\f]*[\r\n]\s*")  #: where the file's own lines end, which a browser shows as a blank
_BREAK = "\n"  #: of a line, which the text itself has
_SHOWN = 200  #: characters of an element that are told


def read(data: bytes, path: str, problems: Problems) -> Reading | None:
    """What stands in a page; None, with one problem at the path, if it cannot be read.

    The address of a text is the nearest `id` round it, empty outside all. A text ends where an element begins that is no part of a line, or that has an
    `id` of its own.
    """
    try:
        root = parse_page(data)
    except PackageError as error:
        problems.add(error.code, Place(path), **error.values)
        return None
    key = next((meta.get("content", "") for meta in root.iter("meta") if meta.get("name") == _KEY), "")
    return Reading(key, tuple(_Page().found(root)))


class _Page:
    """Walks a page once, in order. `words` and `links` are those of the text at hand; `styled`: the page's own style sheet has been met."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.links: dict[str, None] = {}
        self.styled = self.guarded = False

    def found(self, element: etree._Element, address: str = "") -> Iterator[Found]:
        """The texts of an element; the parser bounds its depth."""
        name = element.tag
        here = element.get("id", address)
        apart = name not in _INLINE or here != address
        if apart:
            yield from self._text(address)
        if self._acts(element):
            yield Found(here, etree.tostring(element, method="html", encoding="unicode", with_tail=False)[:_SHOWN])
        if name not in _WORDLESS:
            self.words.append(_BREAK if name == "br" else element.text or "")
            for child in element:
                yield from self.found(child, here)
                self.words.append(child.tail or "")
        if name == "a" and not element.get("href", "#").startswith("#"):
            self.links[element.get("href", "")] = None
        if apart:
            yield from self._text(here)

    def _text(self, address: str) -> Iterator[Found]:
        """The text that ends here, if it says or leads anywhere."""
        text = "".join(word if word == _BREAK else _LINES.sub(" ", word) for word in self.words)
        links, self.words, self.links = tuple(self.links), [], {}
        if text.strip() or links:
            yield Found(address, text.strip(" \t\n\r\f"), links)

    def _acts(self, element: etree._Element) -> bool:
        """Whether this is more than words; a page of ours has one style sheet and one policy."""
        if element.tag == "style" and not self.styled:
            self.styled = True
            return False
        if element.tag == "meta" and element.get("http-equiv", "").lower() == "content-security-policy" and not self.guarded:
            self.guarded = True
            return False
        return element.tag in (*_ACTIVE, "style") or any(_ACTING.fullmatch(name) for name in element.attrib)
