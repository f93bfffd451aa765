"""The contents list: a real field whose entries are written as links, without page numbers.

Only Word knows its pages, and wrong numbers are worse than none: so the field has the switch `\\n`, and it is neither dirty nor updated
on opening (which would ask the reader a question). A person who updates it by hand gets the same list from the headings.
"""

from typing import Iterator

from ...document.blocks import Document, Section
from .ledger import Ledger
from .runs import text

_FIELD = ' TOC \\o "1-depth" \\h \\n '
_DEPTH = "depth"  #: in the field's code, where the levels stand
_MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_OPENING = _MARK.format("begin") + f'<w:r><w:instrText xml:space="preserve">{_FIELD}</w:instrText></w:r>' + _MARK.format("separate")
_CLOSING = _MARK.format("end")


def entries(document: Document, depth: int, ledger: Ledger) -> Iterator[tuple[str, str]]:
    """The paragraphs of the list: style and content, one for each section with a heading of the first levels, `depth` of them."""
    depth = min(depth, len(ledger.layouts.contents))
    listed = [section for section in document.sections if _is_listed(section, depth)]
    for place, section in enumerate(listed, 1):
        opening = _OPENING.replace(_DEPTH, str(depth)) if place == 1 else ""
        closing = _CLOSING if place == len(listed) else ""
        yield ledger.layouts.contents[section.level - 1], opening + _entry(section, ledger) + closing


def _is_listed(section: Section, levels: int) -> bool:
    return section.title is not None and section.kind not in ("cover", "contents") and 1 <= section.level <= levels


def _entry(section: Section, ledger: Ledger) -> str:
    number = f"{section.number}\t" if section.number else ""
    words = (text(number) if number else "") + text(section.title.text, ledger.layouts.hyperlink)
    return f'<w:hyperlink w:anchor="{ledger.anchors[section.id]}" w:history="1">{words}</w:hyperlink>'
