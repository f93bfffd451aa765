"""The leaves of the model: strings of the source that know where they stand, and what shape each must have.

A leaf class is its own type in the model, its own check and its own piece of JSON Schema.
"""

import datetime
import re
from typing import ClassVar, Iterator, NamedTuple

from ..problems import Span


class Text:
    """A string of the source: its words (NFC, inline markup as typed) and its place. Equal by its words alone."""

    __slots__ = ("value", "span")
    pattern: ClassVar[re.Pattern[str] | None] = None  #: what the whole value must match
    schema: ClassVar[dict[str, object]] = {"type": "string", "minLength": 1}
    expected: ClassVar[str] = "text"  #: key under `[expected]` of messages.toml

    def __init__(self, value: str, span: Span | None = None) -> None:
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "span", span)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __str__(self) -> str:
        return self.value

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.value!r})"

    def __eq__(self, other: object) -> bool:
        return self.value == (other.value if isinstance(other, Text) else other)

    def __hash__(self) -> int:
        return hash(self.value)

    @classmethod
    def accepts(cls, value: str) -> bool:
        """Whether `value` has the shape of this leaf."""
        return bool(value.strip()) and (cls.pattern is None or cls.pattern.fullmatch(value) is not None)


class Id(Text):
    """The name of an entry, written by hand and never reused: 1-40 of a-z, 0-9 and hyphen; no Windows device name."""

    __slots__ = ()
    pattern = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)\Z)[a-z0-9-]{1,40}")
    schema = {"type": "string", "pattern": "^[a-z0-9-]{1,40}$"}
    expected = "id"


class Reference(Id):
    """The id of an entry elsewhere; `names` is the list that it must stand in."""

    __slots__ = ()
    names: ClassVar[str] = ""


class PersonRef(Reference):
    """The id of one of `people:`."""

    __slots__ = ()
    names = "people"


class PartyRef(Reference):
    """The id of one of `parties:`."""

    __slots__ = ()
    names = "parties"


class LinkRef(Reference):
    """The id of one of `links:`."""

    __slots__ = ()
    names = "links"


class SectionRef(Reference):
    """The id of a section of any chapter."""

    __slots__ = ()
    names = "sections"


class OutputRef(Reference):
    """The id of one of `outputs:`."""

    __slots__ = ()
    names = "outputs"


class MemberRef(Reference):
    """The id of one of `members:`."""

    __slots__ = ()
    names = "members"


class DateRef(Reference):
    """The id of one of `dates:`."""

    __slots__ = ()
    names = "dates"


class PracticeRef(Reference):
    """The id of one of `practices:`."""

    __slots__ = ()
    names = "practices"


class PartRef(Reference):
    """The id of one of the packet's `parts:`."""

    __slots__ = ()
    names = "packet.parts"


class SupplyRef(Reference):
    """The id of one of the packet's `supply:`."""

    __slots__ = ()
    names = "packet.supply"


class Name(Text):
    """The beginning of a file name: plain ASCII, lower case, words joined by hyphens (rule A26)."""

    __slots__ = ()
    pattern = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)\Z)[a-z0-9]+(?:-[a-z0-9]+)*")
    schema = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 60}
    expected = "name"

    @classmethod
    def accepts(cls, value: str) -> bool:
        """At most 60 characters of the pattern."""
        return len(value) <= 60 and super().accepts(value)


class Key(Id):
    """The key of a document: an edition and hex digits."""

    __slots__ = ()
    pattern = re.compile(r"[a-z0-9-]{1,60}")
    schema = {"type": "string", "pattern": "^[a-z0-9-]{1,60}$"}


class FileName(Text):
    """The name of a file that the program makes, without its folder: plain ASCII, lower case, one dot."""

    __slots__ = ()
    pattern = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)\.)[a-z0-9][a-z0-9-]*\.[a-z0-9]+")
    schema = {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*\\.[a-z0-9]+$"}
    expected = "name"


class FilePath(Text):
    """A file below the source's folder, with `/` between folders: no way out of it, no name that Windows refuses."""

    __slots__ = ()
    pattern = re.compile(r"(?:[^\W_][\w-]*(?: [\w-]+)*/)*[^\W_][\w-]*(?: [\w-]+)*\.[A-Za-z0-9]{1,5}")
    schema = {"type": "string", "pattern": "^[^./\\\\][^\\\\:]*\\.[A-Za-z0-9]{1,5}$"}
    expected = "file"


class Year(Text):
    """Four digits."""

    __slots__ = ()
    pattern = re.compile(r"(?:19|20)[0-9]{2}")
    schema = {"type": "string", "pattern": "^(19|20)[0-9]{2}$"}
    expected = "year"


class Date(Text):
    """A day as 2026-11-24."""

    __slots__ = ()
    schema = {"type": "string", "format": "date"}
    expected = "date"

    @classmethod
    def accepts(cls, value: str) -> bool:
        """A day that the calendar has."""
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            return False
        try:
            datetime.date.fromisoformat(value)
        except ValueError:
            return False
        return True


class Time(Text):
    """A time of the day as 14.00."""

    __slots__ = ()
    pattern = re.compile(r"(?:[01]?[0-9]|2[0-3])\.[0-5][0-9]")
    schema = {"type": "string", "pattern": "^([01]?[0-9]|2[0-3])\\.[0-5][0-9]$"}
    expected = "time"


class Url(Text):
    """An address that a reader may follow: https or http with a host, no spaces, no account name, never `#` alone."""

    __slots__ = ()
    pattern = re.compile(r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:[/?#][^\s<>\"{}|\\^`]*)?", re.IGNORECASE | re.ASCII)
    schema = {"type": "string", "pattern": "^https?://"}
    expected = "url"


class Email(Text):
    """An e-mail address."""

    __slots__ = ()
    pattern = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
    schema = {"type": "string", "format": "email"}
    expected = "email"


class Period(Text):
    """Years as `2026–2029` with an en dash, or one year (rule L01)."""

    __slots__ = ()
    pattern = re.compile(r"(?:19|20)\d{2}(?:–(?:19|20)\d{2})?", re.ASCII)
    schema = {"type": "string", "pattern": "^(19|20)[0-9]{2}(–(19|20)[0-9]{2})?$"}
    expected = "period"


class LanguageTag(Text):
    """A language and a region as `fi-FI`."""

    __slots__ = ()
    pattern = re.compile(r"[a-z]{2}-[A-Z]{2}", re.ASCII)
    schema = {"type": "string", "pattern": "^[a-z]{2}-[A-Z]{2}$"}
    expected = "language"


class Statement(NamedTuple):
    """A sentence or more under a name of its own; the name is unique among its neighbours and is part of the block's id."""

    id: Id
    text: Text


class Statements(tuple[Statement, ...]):
    """`name: text` pairs in the order of the source."""

    schema: ClassVar[dict[str, object]] = {
        "type": "object",
        "propertyNames": {"pattern": "^[a-z0-9-]{1,40}$"},
        "additionalProperties": {"type": "string", "minLength": 1},
    }

    def __iter__(self) -> Iterator[Statement]:
        return super().__iter__()
