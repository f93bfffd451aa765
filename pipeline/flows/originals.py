"""The files that came back, as they came: each under its digest, never changed, with a list of the names and letters that they came by.

All that `collect` writes can be made anew from here. The list says nothing that depends on the order in which files came.
"""

import hashlib
from pathlib import Path
from typing import Iterator

import msgspec

from ..files import OutputFolder
from ..problems import Place, Problems
from ..project import bytes_of

FOLDER = "originals"
_LIST = f"{FOLDER}/list.json"


class Original(msgspec.Struct, frozen=True):
    """One file. `letters` are the digests of the mails that brought it."""

    sha256: str
    ending: str  #: of its kept file, with the dot: of what it is, not of what it was called
    names: tuple[str, ...]
    letters: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Where it is kept, relative to the round's folder."""
        return f"{FOLDER}/{self.sha256}{self.ending}"


class Originals:
    """The originals of one round; used while the round's folder is ours. Reports `originals-list-broken`."""

    def __init__(self, folder: OutputFolder, problems: Problems) -> None:
        self._folder = folder
        self._known = {original.sha256: original for original in _read(folder.path / _LIST, problems)}
        for sha256, ending in _found(folder.path / FOLDER):  # kept before the list of an interrupted run, or without any
            self._known.setdefault(sha256, Original(sha256, ending, ()))

    def __iter__(self) -> Iterator[Original]:
        return iter(sorted(self._known.values(), key=lambda original: original.sha256))

    def __contains__(self, sha256: str) -> bool:
        return sha256 in self._known

    def __getitem__(self, sha256: str) -> Original:
        return self._known[sha256]

    def data(self, original: Original) -> bytes | None:
        """What a file holds; None if somebody has taken it away or changed it."""
        data = bytes_of(self._folder.path / original.path)
        return data if data is not None and hashlib.sha256(data).hexdigest() == original.sha256 else None

    def keep(self, original: Original, data: bytes) -> bool:
        """Keep a file, or what is new about one that is there: another name, another letter. Gives whether it is new to the round."""
        known = self._known.get(original.sha256)
        if known is None:
            self._folder.write(original.path, data)
            self._known[original.sha256] = original
            return True
        if self.data(known) is None:  # somebody took it away or changed it, and it has come again
            self._folder.write(known.path, data)
        names = known.names if original.names and original.names[0].startswith(known.sha256) else _both(known.names, original.names)
        self._known[original.sha256] = msgspec.structs.replace(
            original, ending=known.ending, names=names, letters=_both(known.letters, original.letters)
        )
        return False

    def save(self) -> None:
        """Write the list, if it says something new."""
        data = msgspec.json.format(msgspec.json.encode(list(self)), indent=2) + b"\n"
        if bytes_of(self._folder.path / _LIST) != data:
            self._folder.write(_LIST, data)


def _both(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*first, *second}))


def _read(path: Path, problems: Problems) -> list[Original]:
    data = bytes_of(path)
    try:
        return msgspec.json.decode(data, type=list[Original]) if data is not None else []
    except msgspec.MsgspecError:
        problems.add("originals-list-broken", Place(path.as_posix()))
        return []  # the files themselves are there


def _found(folder: Path) -> Iterator[tuple[str, str]]:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return
    for name in names:
        stem, dot, ending = name.partition(".")
        if len(stem) == 64 and set(stem) <= set("0123456789abcdef"):
            yield stem, dot + ending
