"""The command line: options, words and exit codes. No logic: a command imports its flow when it is called, so that `--help` answers at once."""

import json
import locale
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any, Callable

import click

from .project import Project

DONE, PROBLEMS = 0, 1
_SUPPLY = ("link-missing", "open-question", "term-unconfirmed", "person-no-name")  #: what only the owner can supply


class Session:
    """One run of a command: where the project lies, in which language it speaks, and how it answers."""

    def __init__(self, project: Project, as_json: bool, language: str | None) -> None:
        self.project = project
        self.as_json = as_json
        self.language = language or _locale_language()

    def say(self, code: str, **values: object) -> None:
        """A sentence of messages.toml on standard output; nothing with `--json`."""
        if not self.as_json:
            from .problems import said

            click.echo(said(code, self.language, **values))

    def tell(self, problems: Any, least: str = "note") -> None:
        """The problems of a severity of at least `least`, errors on the error stream; nothing with `--json`."""
        told = ("error", "warning", "note")[: ("error", "warning", "note").index(least) + 1]
        for problem in () if self.as_json else problems.in_order():
            if problem.severity in told:
                click.echo(problem.lines(self.language), err=problem.severity == "error")

    def finish(self, problems: Any, code: int, **answer: object) -> None:
        """Leave with `code`; with `--json` print the one object first."""
        if self.as_json:
            listed = [problem.as_json(self.language) for problem in problems.in_order()]
            click.echo(json.dumps({**answer, "problems": listed}, ensure_ascii=False, indent=2))
        sys.exit(code)


def _locale_language() -> str:
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    if not name and os.name == "nt":
        name = locale.getlocale()[0] or ""
    return "fi" if name.lower().startswith(("fi", "finnish")) else "en"


def _options(command: Callable) -> Callable:
    """The options that every command has."""
    path = partial(click.Path, path_type=Path)
    defaults = Project()
    for option in (
        click.option("--lang", type=click.Choice(["fi", "en"]), help="Language of what is said; default: the locale's."),
        click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else."),
        click.option("--out", type=path(file_okay=False), default=defaults.out, show_default=True, help="Where outputs are made."),
        click.option("--templates", type=path(file_okay=False), default=defaults.templates, show_default=True, help="Where the templates lie."),
        click.option("--source", type=path(dir_okay=False), default=defaults.source, show_default=True, help="The source of the handbook."),
    ):
        command = option(command)
    return command


def _today() -> Callable:
    kind = click.DateTime(["%Y-%m-%d"])
    return click.option("--today", type=kind, metavar="DATE", help="The day that freshness is judged on; default: today.")


def _day(today: Any) -> str:
    if today is not None:
        return today.date().isoformat()
    import datetime

    return datetime.date.today().isoformat()


def _session(source: Path, templates: Path, out: Path, as_json: bool, lang: str | None) -> Session:
    return Session(Project(source, templates, out), as_json, lang)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kasikirja", prog_name="kasikirja")
def main() -> None:
    """One YAML source of a handbook, rendered into slides, a Word version and follow-up tables, kept in sync."""


@main.command()
@_options
@_today()
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
def check(today: Any, strict: bool, **common: Any) -> None:
    """Check the source and the templates; tell all problems at once."""
    from .flows.check import check as flow
    from .problems import Problems

    session, problems = _session(**common), Problems()
    flow(session.project, _day(today), problems)
    counts = problems.counts()
    failed = counts["error"] or strict and counts["warning"]
    session.tell(problems)
    session.say("said-check-failed" if failed else "said-check-passed", **counts)
    session.finish(problems, PROBLEMS if failed else DONE, strict=strict, counts=counts)


@main.command()
@click.argument("outputs", nargs=-1, metavar="[OUTPUT]...")
@_options
@_today()
@click.option("--why", is_flag=True, help="Tell why each file is made, or not.")
@click.option("--force", is_flag=True, help="Make everything, stale or not.")
@click.option("--edition", help="The edition that marks the files; default: the newest.")
@click.option("--year", help="The year of the follow-up tables; default: the newest.")
def build(outputs: tuple[str, ...], today: Any, why: bool, force: bool, edition: str | None, year: str | None, **common: Any) -> None:
    """Make the outputs that are stale: those named, or all."""
    from .graph import read_list, up_to_date
    from .project import combined, input_digests

    session = _session(**common)
    inputs = input_digests(session.project)
    listed = read_list(session.project.manifest)
    run = combined(inputs, edition or "", year or "")
    if not (force or session.as_json or why) and up_to_date(session.project.out, listed, outputs, run):
        session.say("said-fresh", out=session.project.out.as_posix())
        return
    _build(session, outputs, inputs, _day(today), why, force, edition, year)


def _build(
    session: Session, outputs: tuple[str, ...], inputs: dict[str, str], today: str, why: bool, force: bool, edition: str | None, year: str | None
) -> None:
    from .flows.build import build as flow
    from .flows.prepare import Options
    from .problems import PipelineError, Problems

    problems, outcomes = Problems(), []
    try:
        outcomes = flow(session.project, Options(outputs, edition, year), inputs, today, force, problems)
    except PipelineError:
        session.say("said-nothing-written")
    for outcome in outcomes:
        if why:
            session.say(outcome.reason.code if outcome.reason else "why-not", path=outcome.entry["path"], **dict(outcome.reason.values if outcome.reason else ()))
        elif outcome.made:
            session.say("said-made", path=(session.project.out / outcome.entry["path"]).as_posix())
    failed = bool(problems.errors())
    session.tell(problems, "error")
    if not failed:
        session.say("said-built", made=sum(o.made for o in outcomes), fresh=sum(not o.made for o in outcomes))
        session.say("said-supply", **{code.replace("-", "_"): problems.count(code) for code in _SUPPLY}, warnings=problems.counts()["warning"])
    session.finish(problems, PROBLEMS if failed else DONE, outputs=[outcome.as_json() for outcome in outcomes])


@main.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@_options
@_today()
@click.option("--edition", help="The edition that marks the files; default: the newest.")
@click.option("--year", help="The year of the follow-up tables; default: the newest.")
def verify(files: tuple[Path, ...], today: Any, edition: str | None, year: str | None, **common: Any) -> None:
    """Tell whether the outputs, or files from anywhere, say what the source says."""
    from .flows.prepare import Options
    from .flows.verify import verify_files, verify_outputs
    from .problems import PipelineError, Problems
    from .project import input_digests

    session, problems, judged = _session(**common), Problems(), []
    inputs = input_digests(session.project)
    try:
        if files:
            judged = verify_files(session.project, list(files), inputs, _day(today), problems)
        else:
            judged = verify_outputs(session.project, Options((), edition, year), inputs, _day(today), problems)
    except PipelineError:
        session.say("said-not-judged")
    for file in judged:
        session.say(f"verdict-{file.verdict}", path=file.path, blocks=file.blocks, edition=file.edition, differing=len(file.differing))
        for difference in file.differing:
            session.say("said-differs", **difference._asdict())
    session.tell(problems, "error")
    wrong = bool(problems.errors()) or any(file.verdict != "current" for file in judged)
    session.finish(problems, PROBLEMS if wrong else DONE, files=[file.as_json() for file in judged])


@main.command()
def schema() -> None:
    """Print the JSON Schema of the source, for editors."""
    from .source.schema import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
