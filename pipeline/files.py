"""The one way in which files are written: whole or not at all, by one program at a time.

A file is written beside its place under a temporary name, flushed to the disk and put in place by one rename, so that a reader, a kill or
a full disk finds the old content or the new. A batch of files is flushed once, at its end; what lists them is written after that. What an interrupted run left is swept away by the next. POSIX: `rename(2)` replaces
atomically; Windows: `MoveFileEx` with replacement, retried while another program holds the file.
"""

import errno
import os
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Iterable

_TEMPORARY = ".kasikirja-tmp"
_LOCK = ".kasikirja-lock"
_TAKEN = (errno.EACCES, errno.EAGAIN)  #: what the system says of a lock that another process holds
_FEW = 64  #: files that are flushed one by one: `sync(2)` waits for whatever else the machine has to write
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.75, 1.0)  #: seconds between tries on Windows, 2.5 in all


class FileBusy(Exception):
    """The file is open in another program, or may not be written; `reason` is the system's own word."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class FolderBusy(Exception):
    """Another run writes into the folder."""


class FolderUnwritable(Exception):
    """The folder cannot be made or written into; `reason` is the system's own word."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.reason = reason


class OutputFolder:
    """A folder that one run at a time writes into; made if it is not there. Use as a context.

    Raises `FolderBusy` on entry if another run has it, `FolderUnwritable` if it cannot be made or written at all.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: IO[bytes] | None = None
        self._unflushed: list[Path] = []
        self._made: set[Path] = set()  #: folders that are known to be there

    def __enter__(self) -> "OutputFolder":
        try:
            os.makedirs(self.path, exist_ok=True)
            self._lock = open(self.path / _LOCK, "ab")
        except OSError as error:
            raise FolderUnwritable(self.path, error.strerror or "") from None
        if not _take(self._lock):
            self._lock.close()
            raise FolderBusy(str(self.path))
        self._sweep()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        assert self._lock is not None
        self._lock.close()

    def write(self, name: str, data: bytes | Iterable[bytes], flush: bool = True) -> None:
        """Put `data`, or all of its pieces in turn, at `name` (relative, `/` between folders), whole or not at all. Raises `FileBusy`.

        Without `flush` the file is not safe from a loss of power until `flush()` is called.
        """
        path = self.path / name
        temporary = path.with_name(path.name + _TEMPORARY)
        try:
            if path.parent not in self._made:
                os.makedirs(path.parent, exist_ok=True)
                self._made.add(path.parent)
            with open(temporary, "wb") as file:
                file.writelines((data,) if isinstance(data, bytes) else data)
                file.flush()
                if flush:
                    os.fsync(file.fileno())
            _replace(temporary, path)
        except OSError as error:
            _forget(temporary)
            raise FileBusy(path, error.strerror or "") from None
        if not flush:
            self._unflushed.append(path)

    def flush(self) -> None:
        """Bring what was written without a flush to the disk: a few files one by one, many by one call of the system, where it has one. Raises `FileBusy`."""
        if len(self._unflushed) > _FEW and hasattr(os, "sync"):
            os.sync()
        else:
            _flush_each(self._unflushed)
        self._unflushed.clear()

    def remove(self, name: str) -> None:
        """Take away a file that is no longer made; it may be gone already. Raises `FileBusy`."""
        try:
            os.unlink(self.path / name)
        except FileNotFoundError:
            return
        except OSError as error:
            raise FileBusy(self.path / name, error.strerror or "") from None

    def _sweep(self) -> None:
        """Remove the temporary files that an interrupted run left."""
        for root, _, names in os.walk(self.path):
            for name in names:
                if name.endswith(_TEMPORARY):
                    _forget(Path(root, name))


def _replace(temporary: Path, path: Path) -> None:
    for wait in _WAITS if os.name == "nt" else ():
        try:
            return os.replace(temporary, path)
        except PermissionError:
            time.sleep(wait)
    os.replace(temporary, path)


def _flush_each(paths: list[Path]) -> None:
    for path in paths:
        try:
            with open(path, "r+b") as file:
                os.fsync(file.fileno())
        except OSError as error:
            raise FileBusy(path, error.strerror or "") from None


def _forget(path: Path) -> None:
    try:
        os.unlink(path)
    except OSError:
        pass  # the next run sweeps it


def _take(lock: IO[bytes]) -> bool:
    """Whether the lock is ours now; the system gives it back when the process ends, however it ends.

    Where the file system has no locks (some network drives), there is nobody to wait for that could be told.
    """
    try:
        if os.name == "nt":
            import msvcrt

            lock.seek(0)
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _TAKEN
    return True
