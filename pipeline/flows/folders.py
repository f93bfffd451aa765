"""Folders that a run writes into, and what is told when they, or a file in them, cannot be had."""

from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

from ..files import FileBusy, FolderBusy, FolderUnwritable, OutputFolder
from ..problems import PipelineError, Place, Problems


@contextmanager
def folder_of(path: Path, problems: Problems) -> Iterator[OutputFolder]:
    """The folder, for this run alone. Reports `folder-busy` or `folder-unwritable` and raises `PipelineError` if it cannot be had."""
    try:
        with OutputFolder(path) as folder:
            yield folder
            return
    except FolderBusy:
        problems.add("folder-busy", Place(path.as_posix()))
    except FolderUnwritable as error:
        problems.add("folder-unwritable", Place(path.as_posix()), detail=error.reason)
    raise PipelineError(problems)


@contextmanager
def telling(problems: Problems) -> Iterator[None]:
    """A file that cannot be written is one problem (`file-busy`), and the run goes on."""
    try:
        yield
    except FileBusy as busy:
        problems.add("file-busy", Place(busy.path.as_posix()), detail=busy.reason)
