"""What came back in a round, file by file: the program's own list, `collected.yaml`, which `status` and `resolve` read."""

from typing import Literal

from .entry import Entry
from .reference import Date, Id, Statements, Text, Year

Status = Literal["accepted", "flagged", "refused", "duplicate", "conflict", "empty"]


class Said(Entry):
    """Something that was told about a file: a code of the messages and its values, so that it can be said in any language."""

    code: Id
    values: Statements = Statements()


class CollectedFile(Entry):
    """One file that came, by the digest of its bytes, under every name that it came under."""

    sha256: Text
    names: tuple[Text, ...]
    status: Status
    id: Id | None = None  #: under which it waits for a decision: nobody is certain whose it is, or of which year
    respondent: Id | None = None
    party: Id | None = None
    edition: Id | None = None
    date: Date | None = None  #: of the letter that brought it
    said: tuple[Said, ...] = ()
    text: Text | None = None  #: of a letter that brought no form


class Collected(Entry):
    """`source/responses/YEAR/collected.yaml`."""

    year: Year
    files: tuple[CollectedFile, ...] = ()
