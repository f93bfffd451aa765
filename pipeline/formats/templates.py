"""Jinja2 templates: the one place that makes their environment and tells what is wrong with one.

A template is read from its own folder alone and runs in Jinja2's sandbox, since a folder of templates may come from elsewhere; what it asks for and is
not given is a fault (`StrictUndefined`), and values are escaped in what ends in `.html.j2`. Whatever is wrong with a template is one problem
with its file and line.
"""

from pathlib import Path
from typing import Any, Iterator, Mapping

from jinja2 import BaseLoader, FileSystemLoader, FunctionLoader, StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..problems import Place, PipelineError, Problems, Span

_BUFFER = 64  #: pieces of a text that are given together


class Templates:
    """The templates that stand below `folder`, a path as a person reads it. What fails is told to `problems` and raises `PipelineError`."""

    def __init__(self, loader: BaseLoader, folder: str, problems: Problems) -> None:
        self._folder, self._problems = folder, problems
        self._found: dict[str, Template] = {}
        self._jinja = ImmutableSandboxedEnvironment(
            loader=loader,
            undefined=StrictUndefined,
            autoescape=lambda name: name is not None and name.endswith(".html.j2"),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def pieces(self, name: str, values: Mapping[str, Any]) -> Iterator[str]:
        """What a template gives, a stretch at a time. Reports `text-missing` and `text-broken`."""
        try:
            stream = self._template(name).stream(values)
            stream.enable_buffering(_BUFFER)
            yield from stream
        except PipelineError:
            raise
        except Exception as error:  # a template is a program: whatever it raises is its own fault
            self._refuse(name, error)

    def _template(self, name: str) -> Template:
        if name not in self._found:
            self._found[name] = self._jinja.get_template(name)
        return self._found[name]

    def _refuse(self, name: str, error: Exception) -> None:
        path = f"{self._folder}/{name}"
        if isinstance(error, TemplateNotFound):
            self._problems.add("text-missing", Place(f"{self._folder}/{error.name or name}"))
        elif isinstance(error, OSError):
            self._problems.add("text-missing", Place(path))
        else:
            file, line = _line(error, path)
            self._problems.add("text-broken", Span(file, line, 1, line, 1), detail=_detail(error))
        raise PipelineError(self._problems)


def in_folder(folder: Path, problems: Problems) -> Templates:
    """The templates of a folder, each read when it is asked for."""
    return Templates(FileSystemLoader(folder), folder.as_posix(), problems)


def in_memory(files: Mapping[str, bytes], folder: str, problems: Problems) -> Templates:
    """Templates by their names, already read; `folder` is where a person finds them."""

    def source(name: str) -> tuple[str, str, None] | None:
        if name not in files:
            return None
        path = f"{folder}/{name}"
        try:
            return files[name].decode("utf-8-sig"), path, None
        except UnicodeDecodeError as error:
            raise TemplateSyntaxError(str(error), files[name].count(b"\n", 0, error.start) + 1, name, path) from None

    return Templates(FunctionLoader(source), folder, problems)


def _line(error: Exception, path: str) -> tuple[str, int]:
    """Where a template went wrong: what a fault of grammar says of itself, else the innermost line of a template on the way to the error."""
    if isinstance(error, TemplateSyntaxError):
        return Path(error.filename).as_posix() if error.filename else path, error.lineno
    line, trace = (path, 1), error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename.endswith(".j2"):
            line = (Path(code.co_filename).as_posix(), trace.tb_lineno)
        trace = trace.tb_next
    return line


def _detail(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
