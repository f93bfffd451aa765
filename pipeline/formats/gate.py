"""The gate for files that came from others: each is read in a process of its own kind (`child.py`), on the clock, and named if that process
hangs, dies or takes too much; a fresh one goes on with the next file.

No byte of such a file is looked at in this process. A reading process serves many files, for starting one takes longer than reading a form.
"""

import os
import signal
import subprocess
import sys
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import LifoQueue
from threading import Timer
from types import TracebackType
from typing import Iterable, Iterator

import msgspec

from . import limits
from .answer import Answer, Refusal, refusal, shown_name
from .child import LENGTH, Limits, Reply, Request

_START = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from pipeline.formats.child import serve; serve(sys.argv[2])"
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")  #: of the environment: without these a process may not start
_AGAIN = ("file-too-hungry", "file-crashed")  #: what may be due to the files before it, so that a fresh process tries once more


class Gate:
    """Reading processes, started when they are needed. Use as a context; may be used by several threads."""

    def __init__(self, allowed: Limits = Limits(), workers: int = limits.WORKERS) -> None:
        self._workers = workers
        self._allowed = allowed
        self._readers = [_Reader(allowed) for _ in range(workers)]
        self._idle: LifoQueue[_Reader] = LifoQueue()

    def __enter__(self) -> "Gate":
        for reader in self._readers:
            self._idle.put(reader)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for reader in self._readers:
            reader.stop()

    def open(self, name: str, data: bytes) -> Answer:
        """What is in a file, whatever it is; waits until a reading process is free. `name` is said in messages and decides nothing."""
        if len(data) > limits.FILE:
            return refusal("package-too-large", limit=limits.megabytes(limits.FILE))
        reader = self._idle.get()
        try:
            fresh = not reader.served
            answer = reader.ask(shown_name(name), data)
            again = isinstance(answer, Refusal) and answer.code in _AGAIN and not fresh
            return reader.ask(shown_name(name), data) if again else answer
        finally:
            self._idle.put(reader)

    def open_all(self, files: Iterable[tuple[str, bytes]]) -> Iterator[Answer]:
        """The answers for many files in their order; files are taken as processes become free, so that few are in memory at once."""
        waiting: deque[Future[Answer]] = deque()
        pool = ThreadPoolExecutor(self._workers)
        try:
            for name, data in files:
                waiting.append(pool.submit(self.open, name, data))
                if len(waiting) > self._workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


class _Reader:
    """One reading process and what is known of it. `served`: files since it started."""

    def __init__(self, allowed: Limits) -> None:
        self._allowed = allowed
        self._process: subprocess.Popen[bytes] | None = None
        self._late = False
        self.served = 0

    def ask(self, name: str, data: bytes) -> Answer:
        """What the process says of a file, or what became of the process; after trouble the next file gets a fresh one."""
        said = self._started() and self._said(self._allowed.seconds, msgspec.msgpack.encode(Request(name, data)))
        self.served += 1
        answer = self._understood(said) if said else self._trouble()
        troubled = isinstance(answer, Refusal) and answer.code.startswith("file-")
        if troubled or self._late or self.served >= limits.SERVED:
            self.stop()
        return answer

    def stop(self) -> None:
        """End the process, if there is one, and wait until it is gone."""
        process, self._process, self.served = self._process, None, 0
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                _close(pipe)
            process.wait()

    def _started(self) -> bool:
        if self._process is not None:
            return True
        try:
            self._process = _start(self._allowed)
        except OSError:
            return False
        return self._said(limits.START, None) is not None

    def _said(self, seconds: float, request: bytes | None) -> bytes | None:
        """The next answer, after sending what is asked; None: the process ended or was stopped on the way."""
        self._late = False
        watch = Timer(seconds, self._stop_late)
        watch.daemon = True
        watch.start()
        try:
            return self._exchange(request)
        except (OSError, ValueError):  # the pipe is broken: it died while it was asked
            return None
        finally:
            watch.cancel()
            watch.join()  # or it might stop the process at its next file

    def _exchange(self, request: bytes | None) -> bytes | None:
        assert self._process and self._process.stdin and self._process.stdout
        if request is not None:
            self._process.stdin.write(LENGTH.pack(len(request)))
            self._process.stdin.write(request)
            self._process.stdin.flush()
        head = self._process.stdout.read(LENGTH.size)
        size = LENGTH.unpack(head)[0] if len(head) == LENGTH.size else self._allowed.answer + 1
        said = self._process.stdout.read(size) if size <= self._allowed.answer else None
        return said if said is not None and len(said) == size else None

    def _stop_late(self) -> None:
        self._late = True
        if self._process is not None:
            self._process.kill()

    def _understood(self, said: bytes) -> Answer:
        try:
            reply = msgspec.msgpack.decode(said, type=Reply)
        except (msgspec.MsgspecError, RecursionError, UnicodeError):
            return refusal("file-crashed", detail="answer")
        return reply.returned or reply.refusal or reply.container or refusal("file-crashed", detail="answer")

    def _trouble(self) -> Refusal:
        """What became of a process that gave no answer."""
        if self._process is None:
            return refusal("file-crashed", detail="start")
        late = self._late
        self._process.kill()
        ended = self._process.wait()
        if late or ended == -getattr(signal, "SIGXCPU", 0) != 0:
            return refusal("file-too-slow", limit=f"{self._allowed.seconds:g} s")
        if ended == -getattr(signal, "SIGKILL", 0) != 0:  # nobody here sent it: the system takes what it needs when memory runs out
            return refusal("file-too-hungry", limit=limits.megabytes(self._allowed.memory))
        return refusal("file-crashed", detail=str(ended))


def _start(allowed: Limits) -> "subprocess.Popen[bytes]":
    """A process that finds this program and its packages where they are now, and nothing else of where it was started."""
    paths = [str(Path(__file__).resolve().parents[2]), *(os.path.abspath(path) for path in sys.path)]
    settings = msgspec.json.encode(allowed).decode()
    command = [sys.executable, "-I", "-S", "-B", "-X", "utf8", "-c", _START, msgspec.json.encode(paths).decode(), settings]
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=kept)


def _close(pipe: object) -> None:
    try:
        pipe.close()  # type: ignore[attr-defined]
    except OSError:
        pass  # what was left in it is for nobody
