"""All of the source in one frozen value."""

from typing import Iterator

import msgspec

from .entry import Entry
from .form import Followup, Response
from .handbook import Chapter, Correction, Edition, Handbook, Link, Practice, PracticeLabels, Question, Section, Term
from .output import Output
from .packet import Attachment, Packet, YearDate
from .people import Committee, Member, Party, Person, Recipient
from .reference import Statements, Text


class Source(Entry, kw_only=True):
    """Käsikirjan ainoa lähde: source/handbook.yaml."""

    handbook: Handbook
    editions: tuple[Edition, ...]
    outputs: tuple[Output, ...]
    people: tuple[Person, ...]
    parties: tuple[Party, ...]
    committee: Committee | None = None
    members: tuple[Member, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    dates: tuple[YearDate, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    links: tuple[Link, ...]
    terms: tuple[Term, ...]
    chapters: tuple[Chapter, ...]
    practice_labels: PracticeLabels
    practices: tuple[Practice, ...]
    followup: Followup
    packet: Packet
    corrections: tuple[Correction, ...]
    questions: tuple[Question, ...]


class Content(msgspec.Struct, frozen=True):
    """The source and every collected response, by year."""

    source: Source
    responses: dict[str, tuple[Response, ...]] = {}

    def sections(self) -> Iterator[tuple[Chapter, Section]]:
        """Every section with its chapter, in order."""
        for chapter in self.source.chapters:
            for section in chapter.sections:
                yield chapter, section


def walk_texts(value: object, path: str = "") -> Iterator[tuple[str, Text]]:
    """Every leaf below `value` with its path of keys and ids (`practices.verkostot.goal`), in the order of the source."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, Statements):
        for statement in value:
            yield from walk_texts(statement.text, f"{path}.{statement.id}")
    elif isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from walk_texts(entry, f"{path}.{getattr(entry, 'id', number)}")
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from walk_texts(getattr(value, name), f"{path}.{name}" if path else name)
