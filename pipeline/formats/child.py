"""The process that reads what came from others: one file after another, over pipes, under limits that the system holds.

A request and an answer are each four bytes of length and a MessagePack; the first answer, empty, says that the process is ready. Nothing in here
fetches or writes anything: it may not write files at all where the system can forbid it. `gate.py` starts it and stops it.
"""

import os
import struct
import sys
from typing import IO

import msgspec

from . import limits
from .answer import Answer, Container, Inner, Refusal, refusal
from .archive_read import read_archive
from .mail_read import read_mail, split_mailbox
from .package import PackageError
from .recognise import recognise
from .registry import returned_reader
from .returned import Returned

try:
    import resource
except ImportError:  # Windows has none of it
    resource = None  # type: ignore[assignment]

LENGTH = struct.Struct("<L")


class Request(msgspec.Struct, frozen=True):
    """A file to read, with the name that its messages say."""

    name: str
    data: bytes


class Reply(msgspec.Struct, frozen=True):
    """An answer on its way: one of the three."""

    returned: Returned | None = None
    refusal: Refusal | None = None
    container: Container | None = None


class Limits(msgspec.Struct, frozen=True):
    """What a process may take, and which module reads: empty for the formats' own readers."""

    seconds: float = limits.SECONDS
    memory: int = limits.MEMORY
    answer: int = limits.ANSWER
    readers: str = ""


def serve(settings: str) -> None:
    """Answer requests until there are no more, or memory has run out: then a new process goes on."""
    allowed = msgspec.json.decode(settings, type=Limits)
    asked, answered = _pipes()
    _limit(allowed)
    _put(answered, b"")
    decoder = msgspec.msgpack.Decoder(Request)
    while len(head := asked.read(LENGTH.size)) == LENGTH.size:
        _limit_time(allowed)
        reply = _reply(asked.read(LENGTH.unpack(head)[0]), decoder, allowed)
        _put(answered, reply)


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The pipes to the parent, out of reach of whatever reads or prints."""
    asked, answered = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    return asked, answered


def _limit(allowed: Limits) -> None:
    if resource is None:
        return
    for kind, most in ((resource.RLIMIT_AS, allowed.memory), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            continue  # macOS does not hold all of them


def _limit_time(allowed: Limits) -> None:
    """The processor's time for the next file, so that a process whose parent is gone ends as well."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime + allowed.seconds) + 2
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _reply(payload: bytes, decoder: msgspec.msgpack.Decoder, allowed: Limits) -> bytes:
    """What is said of a request; never fails."""
    try:
        request = decoder.decode(payload)
        said = msgspec.msgpack.encode(_as_reply(_answer(request, allowed)))
    except MemoryError:
        said = _refused("file-too-hungry", limit=limits.megabytes(allowed.memory))
    except Exception as error:  # whatever a reader met: the file is named, and the next one is read
        said = _refused("file-crashed", detail=type(error).__name__)
    return said if len(said) <= allowed.answer else _refused("file-says-too-much", limit=limits.megabytes(allowed.answer))


def _refused(code: str, **values: object) -> bytes:
    return msgspec.msgpack.encode(Reply(refusal=refusal(code, **values)))


def _as_reply(answer: Answer) -> Reply:
    if isinstance(answer, Returned):
        return Reply(returned=answer)
    return Reply(refusal=answer) if isinstance(answer, Refusal) else Reply(container=answer)


def _answer(request: Request, allowed: Limits) -> Answer:
    known = recognise(request.data)
    if known.kind == "refused":
        return Refusal(known.code, known.values)
    try:
        if known.kind in ("docx", "xlsx"):
            return returned_reader(known.kind, allowed.readers)(request.data, request.name)
        return _bounded(_OPENERS[known.kind](request.data))
    except PackageError as error:
        code = "returned-damaged" if error.code == "package-damaged" else error.code
        return refusal(code, **error.values)


def _bounded(container: Container) -> Container:
    """A container whose files together stay within the limit; those beyond it are named."""
    room, inner = limits.CONTAINED, []
    for file in container.inner:
        room -= len(file.data)
        most = limits.FILE if len(file.data) > limits.FILE else limits.CONTAINED if room < 0 else 0
        inner.append(Inner(file.name, b"", refusal("package-too-large", limit=limits.megabytes(most))) if most else file)
    return msgspec.structs.replace(container, inner=tuple(inner))


_OPENERS = {"zip": read_archive, "mail": read_mail, "mbox": split_mailbox}


def _put(answered: IO[bytes], said: bytes) -> None:
    answered.write(LENGTH.pack(len(said)))
    answered.write(said)
    answered.flush()
