"""The words of a web page, as a mail holds one: tags taken away, blocks on lines of their own.

A scan from left to right without recursion or going back, so that no page takes longer than its length; what is no tag stays text.
"""

import re
from html import unescape

_TAG = re.compile(r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9:]*+)[^<>]*+>|<[!?][^<>]*+>")
_LINES = frozenset("address article blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tr ul".split())
_ENDS = {end: re.compile(re.escape(end), re.IGNORECASE) for end in ("-->", "</head", "</script", "</style")}  #: of what hides what it holds
_BLANKS = re.compile(r"[^\S\n]+")
_GAPS = re.compile(r"\n{3,}")


def html_text(page: str) -> str:
    """The text that a reader of the page sees, nearly; attributes, scripts and comments left out."""
    words: list[str] = []
    missing: set[str] = set()
    at = 0
    while (tag := _TAG.search(page, at)) is not None:
        words.append(page[at : tag.start()].replace("\n", " "))
        name = (tag[2] or "").lower()
        words.append("\n" if name in _LINES else " " if name in ("td", "th") else "")
        at = _after(page, tag, missing)
    words.append(page[at:].replace("\n", " "))
    lines = (line.strip() for line in _BLANKS.sub(" ", unescape("".join(words))).split("\n"))
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()


def _after(page: str, tag: re.Match[str], missing: set[str]) -> int:
    """Where text goes on: after the tag, or at the end of what it hides. An end that is missing hides nothing, and is looked for once."""
    end = "-->" if tag[0] == "<!--" else f"</{(tag[2] or '').lower()}"
    if tag[1] or end not in _ENDS or end in missing:
        return tag.end()
    found = _ENDS[end].search(page, tag.end())
    if found is None:
        missing.add(end)
        return tag.end()
    return found.end() if end == "-->" else found.start()
