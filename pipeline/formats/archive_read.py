"""Archives (zip) of files, as people pack a folder of forms: opened in memory within the bounds of `package.py`, never on disk."""

from . import limits
from .answer import Container, Inner, refusal, shown_name
from .package import PackageError, Packed, unpack

_JUNK = ("__macosx", ".ds_store", "thumbs.db", "desktop.ini")  #: what systems leave in folders


def is_junk(name: str) -> bool:
    """Whether a file is what systems and Office leave beside files: `.DS_Store`, `~$form.docx`, `__MACOSX/…`. `name` has `/` between folders."""
    steps = name.casefold().split("/")
    return any(step in _JUNK for step in steps) or steps[-1].startswith(("~$", ".~lock.", "._"))


def read_archive(data: bytes) -> Container:
    """The files of an archive; one that is damaged or too large is named, and the others are given. Raises `PackageError`."""
    parts = {name: part for name, part in unpack(data).items() if not is_junk(name)}
    if not parts:
        raise PackageError("returned-nothing-inside")
    room, inner = limits.CONTAINED, []
    for name, part in parts.items():
        file = _file(_name(name), part, room)
        room -= len(file.data)
        inner.append(file)
    return Container("zip", tuple(inner))


def _file(name: str, part: Packed, room: int) -> Inner:
    """A file of an archive that may take so many bytes more."""
    if part.size > min(limits.FILE, room):
        most = limits.FILE if part.size > limits.FILE else limits.CONTAINED
        return Inner(name, b"", refusal("package-too-large", limit=limits.megabytes(most)))
    try:
        return Inner(name, part.inflate())
    except PackageError as error:
        return Inner(name, b"", refusal("returned-damaged", **error.values))


def _name(name: str) -> str:
    """A name from an archive; macOS writes UTF-8 there without saying so, which reads as letters of DOS."""
    try:
        return shown_name(name.encode("cp437").decode("utf-8"))
    except UnicodeError:
        return shown_name(name)
