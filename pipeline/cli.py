"""The command line: options, words and exit codes. No logic: a command imports its flow when it is called, so that `--help` answers at once."""

import sys
from pathlib import Path
from typing import Any

import click

from .cli_followup import followup
from .project import Options
from .session import DONE, INTERRUPTED, PROBLEMS, Session, common_options, day, marks_options, print_json, session_of, today_option

_NEAR, _SHOWN = 0.9, 3  #: from what share on a box is near its limit, and how many are told
_SUPPLY = ("link-missing", "open-question", "term-unconfirmed", "person-no-name", "packet-supply")  #: what only the owner can supply


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
@common_options
@today_option()
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
def check(today: Any, strict: bool, **common: Any) -> None:
    """Check the source and the templates; tell all problems at once."""
    from .flows.check import check as flow
    from .problems import Problems

    session, problems = session_of(**common), Problems()
    boxes = flow(session.project, day(today), problems)
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
@common_options
@today_option()
@marks_options
@click.option("--why", is_flag=True, help="Tell why each file is made, or not.")
@click.option("--force", is_flag=True, help="Make everything, stale or not.")
@click.option("--for", "members", multiple=True, metavar="MEMBER", help="Make this member's own copy of the packet too; all: every member's.")
def build(outputs: tuple[str, ...], today: Any, edition: str | None, year: str | None, why: bool, force: bool, members: tuple[str, ...], **common: Any) -> None:
    """Make the outputs that are stale: those named, or all."""
    from .graph import read_list, up_to_date
    from .project import combined, input_digests

    session, options = session_of(**common), Options(outputs, edition, year)
    inputs = input_digests(session.project)
    told_all = force or why or session.as_json or members
    if not told_all and up_to_date(session.project.out, read_list(session.project.manifest), options, combined(inputs, options)):
        session.say("said-fresh", out=session.project.out.as_posix())
        return
    _build(session, options, inputs, day(today), why, force, members)


def _build(session: Session, options: Options, inputs: dict[str, str], today: str, why: bool, force: bool, members: tuple[str, ...]) -> None:
    from .flows.build import build as flow
    from .problems import PipelineError, Problems

    problems, outcomes, copies = Problems(), [], []
    try:
        outcomes = flow(session.project, options, inputs, today, force, problems)
        copies = _copies(session, options, inputs, today, members, problems)
    except PipelineError:
        if not outcomes:
            session.say("said-nothing-written")
    _tell_outcomes(session, outcomes, why)
    for copy in copies:
        session.say("said-made", path=(session.project.out / copy.path).as_posix())
    if copies:
        session.say("said-personal", count=len(copies))
    session.tell(problem for problem in problems.in_order() if _told_by_build(problem))
    failed = bool(problems.errors())
    if not failed:
        session.say("said-built", made=sum(outcome.made for outcome in outcomes), fresh=sum(not outcome.made for outcome in outcomes))
        session.say("said-supply", **{code.replace("-", "_"): problems.count(code) for code in _SUPPLY})
    session.finish(problems, PROBLEMS if failed else DONE, outputs=[outcome.as_json() for outcome in outcomes], personal=[copy._asdict() for copy in copies])


def _copies(session: Session, options: Options, inputs: dict[str, str], today: str, members: tuple[str, ...], problems: Any) -> list[Any]:
    """Members' own copies of the packet, if any were asked for and the packet itself could be made."""
    if not members or problems.errors():
        return []
    from .flows.packet import personal_copies

    return personal_copies(session.project, options, members, inputs, today, problems)


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
@common_options
@today_option()
@marks_options
def verify(files: tuple[Path, ...], today: Any, edition: str | None, year: str | None, **common: Any) -> None:
    """Tell whether the outputs, or files from anywhere, say what the source says."""
    from .flows.verify import verify_files, verify_outputs
    from .problems import PipelineError, Problems
    from .project import input_digests

    session, options, problems, judged = session_of(**common), Options((), edition, year), Problems(), []
    inputs = input_digests(session.project)
    try:
        if files:
            judged = verify_files(session.project, list(files), options, inputs, day(today), problems)
        else:
            judged = verify_outputs(session.project, options, inputs, day(today), problems)
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
@common_options
def schema(**common: Any) -> None:
    """Print the JSON Schema of the source, for editors."""
    from .problems import Problems
    from .source.schema import json_schema

    session, whole = session_of(**common), json_schema()
    if not session.as_json:
        print_json(whole)
    session.finish(Problems(), DONE, schema=whole)


@main.group()
def template() -> None:
    """Templates of a brand."""


@template.command("check")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@common_options
@today_option()
@click.option("--write", metavar="DIR", type=click.Path(path_type=Path), help="Make a folder of templates with the file and the mapping.")
def template_check(file: Path, today: Any, write: Path | None, **common: Any) -> None:
    """Judge a deck or Word file as a template; propose a mapping."""
    from .flows.template import check_template, write_templates
    from .problems import Problems

    session, problems, written = session_of(**common), Problems(), []
    judged = check_template(session.project, file, day(today), write is not None, problems)
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


main.add_command(followup)
