"""One run of a command: its common options, the language it speaks, how it answers and how it ends. Loads nothing that `--help` does not need."""

import json
import locale
import os
import re
import sys
from functools import partial
from pathlib import Path
from typing import Any, Callable

import click

from .project import Project

DONE, PROBLEMS, UNDECIDED, INTERRUPTED = 0, 1, 3, 130


class Session:
    """One run of a command: where the project lies, in which language it speaks, and how it answers."""

    def __init__(self, project: Project, as_json: bool, language: str | None) -> None:
        self.project = project
        self.as_json = as_json
        self.language = language or _locale_language()

    def say(self, code: str, **values: object) -> None:
        """A sentence of messages.toml on standard output; nothing with `--json`."""
        if not self.as_json:
            click.echo(self.said(code, **values))

    def said(self, code: str, **values: object) -> str:
        """A sentence of messages.toml."""
        from .problems import said

        return said(code, self.language, **values)

    def tell(self, problems: Any) -> None:
        """A few lines for each problem, errors on the error stream; nothing with `--json`."""
        for problem in () if self.as_json else problems:
            click.echo(problem.lines(self.language), err=problem.severity == "error")

    def finish(self, problems: Any, code: int, **answer: object) -> None:
        """Leave with `code`; with `--json` print the one object first."""
        if self.as_json:
            print_json({**answer, "problems": [problem.as_json(self.language) for problem in problems.in_order()]})
        sys.exit(code)


def print_json(value: object) -> None:
    """UTF-8 with LF wherever it goes; what is no text (a stray byte in a file's name) stands as an escape."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace"))


def _locale_language() -> str:
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    if not name and os.name == "nt":
        name = locale.getlocale()[0] or ""
    return "fi" if name.lower().startswith(("fi", "finnish")) else "en"


def common_options(command: Callable) -> Callable:
    """The options that every command has."""
    path = partial(click.Path, path_type=Path)
    defaults = Project()
    for option in (
        click.option("--lang", type=click.Choice(["fi", "en"]), help="Language of what is said; default: the locale's."),
        click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else."),
        click.option("--out", type=path(), default=defaults.out, show_default=True, help="Where outputs are made."),
        click.option("--templates", type=path(), default=defaults.templates, show_default=True, help="Where the templates lie."),
        click.option("--source", type=path(), default=defaults.source, show_default=True, help="The source of the handbook."),
    ):
        command = option(command)
    return command


def today_option() -> Callable:
    """The option that sets the day."""
    kind = click.DateTime(["%Y-%m-%d"])
    return click.option("--today", type=kind, metavar="DATE", help="The day that freshness is judged on; default: today.")


def day(today: Any) -> str:
    """The ISO date that was chosen, or today's."""
    if today is not None:
        return today.date().isoformat()
    import datetime

    return datetime.date.today().isoformat()


def session_of(source: Path, templates: Path, out: Path, as_json: bool, lang: str | None) -> Session:
    """The session of a command from its common options."""
    return Session(Project(source, templates, out), as_json, lang)


def marks_options(command: Callable) -> Callable:
    """The options that choose what marks the files."""
    edition = click.option("--edition", help="The edition that marks the files; default: the newest.")
    year = click.option("--year", callback=year_value, help="The year of the follow-up tables; default: the newest.")
    return edition(year(command))


def year_value(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The year stands in the names of files, so it is nothing but a year."""
    if value is not None and not re.fullmatch("[0-9]{4}", value):
        raise click.BadParameter(f"'{value}' is not a year in four digits.")
    return value
