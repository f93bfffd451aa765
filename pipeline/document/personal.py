"""The places of a form or a letter that differ from one person to the next.

A form or letter is composed once for all whose copies differ by these alone; the signs (of Unicode's private use area, which no
text of ours may hold) are replaced in the finished file, or in the document.
"""

from typing import Mapping

from msgspec.structs import replace

from .blocks import Document, Panel, Paragraph, Section

RECIPIENT = "\ue000recipient\ue001"  #: the id
RESPONDENT = "\ue000respondent\ue001"  #: the name, as a person reads it
TOKENS = (RECIPIENT, RESPONDENT)
MEMBER, PLACE, OFFICE = "\ue000member\ue001", "\ue000place\ue001", "\ue000office\ue001"  #: of a letter: name; party with network; role and term


def filled(document: Document, values: Mapping[str, str]) -> Document:
    """The document with words in place of signs, in its title and in the paragraphs of its panels; its key stays."""

    def said(text: str) -> str:
        for sign, words in values.items():
            text = text.replace(sign, words)
        return text

    def paragraph(block: Paragraph) -> Paragraph:
        return replace(block, runs=tuple(replace(run, text=said(run.text)) for run in block.runs))

    def section(found: Section) -> Section:
        return replace(found, parts=tuple(replace(part, paragraphs=tuple(map(paragraph, part.paragraphs))) if isinstance(part, Panel) else part for part in found.parts))

    return replace(document, title=said(document.title), sections=tuple(map(section, document.sections)))
