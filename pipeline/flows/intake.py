"""What came back, file by file: from folders, mails and archives, each through the gate (`formats/gate.py`), each with the names on the way to it.

Decides nothing about forms. What is no file of somebody's (`.DS_Store`, `~$form.docx`) is passed over; what cannot be taken is named, and the
others go on.
"""

import hashlib
import os
import stat
from itertools import tee
from pathlib import Path
from typing import Iterable, Iterator, NamedTuple

from ..formats import limits
from ..formats.answer import Answer, Container, Mail, Refusal, refusal, shown_name
from ..formats.archive_read import is_junk
from ..formats.gate import Gate
from ..formats.returned import Returned
from ..problems import Place, Problems, printable

INSIDE = " › "  #: between the names of a file and of what holds it, as they are said


class Incoming(NamedTuple):
    """A file as it lies on the disk. `name`: with the folders below the one that was given, `/` between them, fit to be shown."""

    name: str
    data: bytes


class Item(NamedTuple):
    """A file that holds no files, or a mail as such: its `answer` is what the mail itself says, and its attachments follow as items of their own.

    `trail`: names from the file on the disk to this one; `mails`: those around it, the outermost first. A file that was not taken out of its
    archive has no data.
    """

    trail: tuple[str, ...]
    data: bytes
    sha256: str  #: of the data, in hex
    answer: Returned | Refusal | Mail
    mails: tuple[Mail, ...] = ()

    @property
    def name(self) -> str:
        """The trail as it is said: `posti.eml › lomake.docx`."""
        return INSIDE.join(self.trail)


class _Around(NamedTuple):
    """What stands around files: names, mails and how many archives."""

    trail: tuple[str, ...] = ()
    mails: tuple[Mail, ...] = ()
    archives: int = 0
    levels: int = 0  #: of mails and mailboxes


def gather(paths: list[Path], problems: Problems) -> Iterator[Incoming]:
    """The files of the paths, folders in the order of their names, at most 2,000; each is read when its turn comes.

    Reports `file-missing`, `file-unreadable`, `file-not-ordinary`, `file-is-link`, `file-passed-over`, `package-too-large`,
    `folder-too-deep` and `mailbox-too-large`.
    """
    taken = 0
    for name, path in _found(paths, problems):
        data = _read(path, problems)
        if data is None:
            continue
        if taken == limits.MAILBOX:
            problems.add("mailbox-too-large", _at(path), limit=limits.MAILBOX)
            return
        taken += 1
        yield Incoming(name, data)


def opened(incoming: Iterable[Incoming], gate: Gate) -> Iterator[Item]:
    """Every file that came, also those inside mails and archives, in order, with what the gate says of it; at most 2,000 of one file on the disk."""
    for name, data, answer in _answered(((file.name, file.data) for file in incoming), gate):
        count = 0
        for item in _items(_Around((name,)), data, answer, gate):
            if count == limits.MAILBOX:
                yield _item(_Around((name,)), data, refusal("container-too-many-files", limit=limits.MAILBOX))
                break
            count += 1
            yield item


def _answered(files: Iterable[tuple[str, bytes]], gate: Gate) -> Iterator[tuple[str, bytes, Answer]]:
    asked, said = tee(files)
    for answer, (name, data) in zip(gate.open_all(asked), said):
        yield name, data, answer


def _items(here: _Around, data: bytes, answer: Answer, gate: Gate) -> Iterator[Item]:
    if isinstance(answer, Container):
        yield from _inside(answer, data, gate, here)
    else:
        yield _item(here, data, answer)


def _inside(container: Container, data: bytes, gate: Gate, here: _Around) -> Iterator[Item]:
    """The items of a container, if it does not lie too deep."""
    inner = here._replace(archives=here.archives + 1) if container.kind == "zip" else here._replace(levels=here.levels + 1)
    if inner.archives > limits.ZIP_LEVELS or inner.levels > limits.MAIL_LEVELS:
        most = limits.ZIP_LEVELS if container.kind == "zip" else limits.MAIL_LEVELS
        yield _item(here, data, refusal("container-too-deep", limit=most))
        return
    if container.mail is not None:
        yield _item(here, data, container.mail)
        inner = inner._replace(mails=(*here.mails, container.mail))
    answers = _answered(((file.name, file.data) for file in container.inner if file.refused is None), gate)
    for file in container.inner:
        at = _named(inner, file.name)
        if file.refused is None:
            _, content, answer = next(answers)
            yield from _items(at, content, answer, gate)
        else:
            yield _item(at, b"", file.refused)


def _named(around: _Around, name: str) -> _Around:
    return around._replace(trail=(*around.trail, name))


def _item(at: _Around, data: bytes, answer: Returned | Refusal | Mail) -> Item:
    return Item(at.trail, data, hashlib.sha256(data).hexdigest(), answer, at.mails)


def _found(paths: list[Path], problems: Problems) -> Iterator[tuple[str, Path]]:
    """Shown name and path of each file, before anything of it is read."""
    for path in paths:
        if _is_folder(path):
            yield from _walk(path, "", problems)
        elif is_junk(path.name):
            problems.add("file-passed-over", _at(path))
        else:
            yield shown_name(path.name), path


def _walk(folder: Path, prefix: str, problems: Problems) -> Iterator[tuple[str, Path]]:
    """The files of a folder and of those in it. Links are named and not followed, so that no walk leaves the folder or goes in a circle."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        problems.add("file-unreadable", _at(folder), detail=error.strerror or "")
        return
    if prefix.count("/") > limits.FOLDERS:
        problems.add("folder-too-deep", _at(folder), limit=limits.FOLDERS)
        return
    for entry in entries:
        path, name = folder / entry.name, prefix + shown_name(entry.name)
        if is_junk(entry.name):
            continue
        if entry.is_symlink():
            problems.add("file-is-link", _at(path))
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(path, f"{name}/", problems)
        else:
            yield name, path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _read(path: Path, problems: Problems) -> bytes | None:
    """What an ordinary file of bearable size holds; None for anything else, which is reported."""
    try:
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode):
            problems.add("file-not-ordinary", _at(path))
        elif found.st_size > limits.FILE:
            problems.add("package-too-large", _at(path), limit=limits.megabytes(limits.FILE))
        else:
            return path.read_bytes()
    except FileNotFoundError:
        problems.add("file-missing", _at(path))
    except (OSError, ValueError) as error:
        problems.add("file-unreadable", _at(path), detail=getattr(error, "strerror", "") or "")
    return None


def _at(path: Path) -> Place:
    """The place of a file, its name fit to be shown and to be written down."""
    return Place(printable(path.as_posix()))
