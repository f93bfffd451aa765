"""What the reading process says of one file: what is in it, why it is not read, or which files it holds."""

import unicodedata

import msgspec

from ..problems import printable
from .limits import NAME
from .returned import Remark, Returned


class Refusal(msgspec.Struct, frozen=True):
    """Why a file is not read: a code of messages.toml and its values."""

    code: str
    values: tuple[tuple[str, str], ...] = ()


class Mail(msgspec.Struct, frozen=True):
    """A saved e-mail without its attachments. What its sender did not write is empty."""

    sender: str  #: the address of `From`
    day: str  #: the day of `Date`, in the sender's own time zone: `2026-11-24`
    subject: str
    text: str  #: what was written in the mail itself
    passed: tuple[str, ...] = ()  #: names of parts that were passed over: logos, signatures, invitations
    remarks: tuple[Remark, ...] = ()


class Inner(msgspec.Struct, frozen=True):
    """A file inside a container; one that is not given on has no data and says why."""

    name: str
    data: bytes
    refused: Refusal | None = None


class Container(msgspec.Struct, frozen=True):
    """A file that holds files. `mail` is there for a mail only; a mailbox (mbox) holds mails."""

    kind: str  #: `zip`, `mail` or `mbox`
    inner: tuple[Inner, ...]
    mail: Mail | None = None


Answer = Returned | Refusal | Container


def refusal(code: str, **values: object) -> Refusal:
    """A refusal as `PackageError` and `Problems.add` are written."""
    return Refusal(code, tuple((name, str(value)) for name, value in values.items()))


def shown_name(name: str) -> str:
    """A file's name as it is said: composed, on one line, nothing that a terminal obeys, at most 150 characters with the ending kept."""
    shown = printable(unicodedata.normalize("NFC", name.strip()))
    return shown if len(shown) <= NAME else f"{shown[: NAME - 21]}…{shown[-20:]}"
