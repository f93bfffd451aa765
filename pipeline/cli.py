"""The command line: options, words and exit codes. No logic: a command imports its flow when it is called, so that `--help` answers at once."""

import json
import locale
import os
import re
import sys
from functools import partial
from pathlib import Path
from typing import Any, Callable

import click

from .project import Options, Project

DONE, PROBLEMS, INTERRUPTED = 0, 1, 130
_NEAR, _SHOWN = 0.9, 3  #: from what share on a box is near its limit, and how many are told
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
            _print_json({**answer, "problems": [problem.as_json(self.language) for problem in problems.in_order()]})
        sys.exit(code)


def _print_json(value: object) -> None:
    """UTF-8 with LF wherever it goes; what is no text (a stray byte in a file's name) stands as an escape."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace"))


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
        click.option("--out", type=path(), default=defaults.out, show_default=True, help="Where outputs are made."),
        click.option("--templates", type=path(), default=defaults.templates, show_default=True, help="Where the templates lie."),
        click.option("--source", type=path(), default=defaults.source, show_default=True, help="The source of the handbook."),
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


def _marks(command: Callable) -> Callable:
    """The options that choose what marks the files."""
    edition = click.option("--edition", help="The edition that marks the files; default: the newest.")
    year = click.option("--year", callback=_year, help="The year of the follow-up tables; default: the newest.")
    return edition(year(command))


def _year(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The year stands in the names of files, so it is nothing but a year."""
    if value is not None and not re.fullmatch("[0-9]{4}", value):
        raise click.BadParameter(f"'{value}' is not a year in four digits.")
    return value


class _Commands(click.Group):
    """The commands; one that is interrupted leaves quietly, and a letter that the terminal cannot show does not stop it."""

    def invoke(self, context: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            context.exit(INTERRUPTED)
        except BrokenPipeError:
            raise
        except OSError as error:  # what is said cannot be said: the disk that takes it is full
            click.echo(f"kasikirja: {error.strerror}", err=True)
            context.exit(PROBLEMS)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
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
    boxes = flow(session.project, _day(today), problems)
    counts = problems.counts()
    failed = counts["error"] or strict and counts["warning"]
    session.tell(problems.gravest_last())
    _tell_fullest(session, boxes)
    session.say("said-check-failed" if failed else "said-check-passed", **counts)
    session.finish(problems, PROBLEMS if failed else DONE, strict=strict, counts=counts, fit=[box.as_json() for box in boxes])


def _tell_fullest(session: Session, boxes: list[Any]) -> None:
    """The few boxes that are nearest to their limit, of those whose text a person writes."""
    from .problems import said

    full = [box.fit for box in boxes if box.fit.at is not None and box.fit.share >= _NEAR][:_SHOWN]
    places = (f" ({fit.at.path.rpartition('/')[2]}:{fit.at.line})" for fit in full)
    told = [said("said-box", session.language, slide=f.slide, box=f.box, percent=int(f.share * 100), place=at) for f, at in zip(full, places)]
    if told:
        session.say("said-fullest", boxes="; ".join(told))


@main.command()
@click.argument("outputs", nargs=-1, metavar="[OUTPUT]...")
@_options
@_today()
@_marks
@click.option("--why", is_flag=True, help="Tell why each file is made, or not.")
@click.option("--force", is_flag=True, help="Make everything, stale or not.")
def build(outputs: tuple[str, ...], today: Any, edition: str | None, year: str | None, why: bool, force: bool, **common: Any) -> None:
    """Make the outputs that are stale: those named, or all."""
    from .graph import read_list, up_to_date
    from .project import combined, input_digests

    session, options = _session(**common), Options(outputs, edition, year)
    inputs = input_digests(session.project)
    told_all = force or why or session.as_json
    if not told_all and up_to_date(session.project.out, read_list(session.project.manifest), options, combined(inputs, options)):
        session.say("said-fresh", out=session.project.out.as_posix())
        return
    _build(session, options, inputs, _day(today), why, force)


def _build(session: Session, options: Options, inputs: dict[str, str], today: str, why: bool, force: bool) -> None:
    from .flows.build import build as flow
    from .problems import PipelineError, Problems

    problems, outcomes = Problems(), []
    try:
        outcomes = flow(session.project, options, inputs, today, force, problems)
    except PipelineError:
        session.say("said-nothing-written")
    _tell_outcomes(session, outcomes, why)
    session.tell(problem for problem in problems.in_order() if _told_by_build(problem))
    failed = bool(problems.errors())
    if not failed:
        session.say("said-built", made=sum(outcome.made for outcome in outcomes), fresh=sum(not outcome.made for outcome in outcomes))
        session.say("said-supply", **{code.replace("-", "_"): problems.count(code) for code in _SUPPLY})
    session.finish(problems, PROBLEMS if failed else DONE, outputs=[outcome.as_json() for outcome in outcomes])


def _told_by_build(problem: Any) -> bool:
    """All but what `check` lists for the owner: the freshness of the source is not the affair of a build."""
    return problem.code == "file-removed" or problem.severity != "note" and problem.code not in _SUPPLY


def _tell_outcomes(session: Session, outcomes: list[Any], why: bool) -> None:
    """A line for each file that was made; with `--why` a line for each file, and the reason."""
    for outcome in outcomes:
        reason = outcome.reason
        if why:
            session.say(reason.code if reason else "why-not", path=outcome.entry["path"], **dict(reason.values if reason else ()))
        elif outcome.made:
            session.say("said-made", path=(session.project.out / outcome.entry["path"]).as_posix())


@main.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@_options
@_today()
@_marks
def verify(files: tuple[Path, ...], today: Any, edition: str | None, year: str | None, **common: Any) -> None:
    """Tell whether the outputs, or files from anywhere, say what the source says."""
    from .flows.verify import verify_files, verify_outputs
    from .problems import PipelineError, Problems
    from .project import input_digests

    session, options, problems, judged = _session(**common), Options((), edition, year), Problems(), []
    inputs = input_digests(session.project)
    try:
        if files:
            judged = verify_files(session.project, list(files), options, inputs, _day(today), problems)
        else:
            judged = verify_outputs(session.project, options, inputs, _day(today), problems)
    except PipelineError:
        session.say("said-not-judged")
    for file in judged:
        session.say(_verdict(file), path=file.path, blocks=file.blocks, differing=len(file.differing))
        for difference in file.differing:
            session.say("said-differs", **difference._asdict())
    session.tell(problem for problem in problems.in_order() if problem.severity == "error" or not problem.is_of_the_source())
    wrong = bool(problems.errors()) or any(file.verdict != "current" for file in judged)
    session.finish(problems, PROBLEMS if wrong else DONE, files=[file.as_json() for file in judged])


def _verdict(file: Any) -> str:
    """The sentence for a verdict; a file can be edited without any text that differs from what is on record."""
    return "verdict-edited-otherwise" if file.verdict == "edited" and not file.differing else f"verdict-{file.verdict}"


@main.command()
@_options
def schema(**common: Any) -> None:
    """Print the JSON Schema of the source, for editors."""
    from .problems import Problems
    from .source.schema import json_schema

    session, whole = _session(**common), json_schema()
    if not session.as_json:
        _print_json(whole)
    session.finish(Problems(), DONE, schema=whole)


@main.group()
def template() -> None:
    """Templates of a brand."""


@template.command("check")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@_options
@_today()
@click.option("--write", metavar="DIR", type=click.Path(path_type=Path), help="Make a folder of templates with the file and the mapping.")
def template_check(file: Path, today: Any, write: Path | None, **common: Any) -> None:
    """Judge a deck or Word file as a template; propose a mapping."""
    from .flows.template import check_template, write_templates
    from .problems import Problems

    session, problems, written = _session(**common), Problems(), []
    judged = check_template(session.project, file, _day(today), write is not None, problems)
    if judged is not None and write is not None and not problems.errors():
        written = write_templates(session.project, file, judged, write, problems)
    if judged is not None:
        _tell_judgement(session, judged)
    session.tell(problems.gravest_last())
    if judged is not None and judged.slides:
        session.say("said-slides", slides=judged.slides)
    if written:
        session.say("said-written", folder=write.as_posix() if write else "", files=", ".join(written))
    failed = not written and bool(problems.errors() or write)
    session.finish(problems, PROBLEMS if failed else DONE, **(judged.as_json() if judged else {}), written=written)


def _tell_judgement(session: Session, judged: Any) -> None:
    """What a template offers, and what goes where."""
    offer = judged.offer
    if judged.kind == "word":
        choices = offer.proposal.choices
        found = sum(bool(choice.candidates) for choice in choices)
        fonts = ", ".join(dict.fromkeys(font for font in (offer.major_font, offer.minor_font) if font)) or "–"
        session.say("said-word", name=offer.name, pages=len(offer.pages), styles=len(offer.styles), fonts=fonts, found=found, wanted=len(choices))
        return
    fonts = ", ".join(name if name == measured else session.said("said-font", name=name, measured=measured) for name, measured in offer.fonts.items())
    size = {"width": offer.width_cm, "height": offer.height_cm, "ratio": offer.ratio}
    session.say("said-deck", name=offer.name, **size, masters=len(offer.masters), layouts=len(offer.layouts), fonts=fonts)
    for layout in offer.layouts:
        session.say("said-layout", layout=layout.name, places=_places(session, layout) or "–")
    for kind, candidates in judged.proposal.ranked.items():
        named = (session.said("said-candidate", layout=one.layout, reason=f"layout-{one.reason}") for one in candidates)
        session.say("said-mapping", kind=kind, layouts=", ".join(dict.fromkeys(named)) or "–")


def _places(session: Session, layout: Any) -> str:
    shown = (place for place in layout.places if place.type not in ("dt", "ftr", "sldNum"))
    return "; ".join(
        session.said("said-place", name=place.name, size=f"{place.size_pt:g}", chars=place.chars, lines=place.lines) for place in shown
    )
