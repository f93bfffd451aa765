"""Source to checked documents: the road that every command takes first."""

import hashlib
from pathlib import Path
from typing import Iterator, NamedTuple

from ..compose.calendar import year_calendar
from ..compose.packet_index import PacketFile
from ..compose.registry import PACKET, compose, shape_of
from ..compose.select import Selection
from ..document.blocks import Document
from ..formats.contract import Layouts
from ..formats.layouts import check_layouts
from ..formats.registry import calendar_writer, template_name
from ..graph import Target
from ..model.content import Content
from ..model.form import Response
from ..model.handbook import Edition
from ..model.output import Output
from ..model.reference import Name, Text
from ..model.rules import check_content
from ..problems import PipelineError, Place, Problems, nearest
from ..project import Options, Project, bytes_of
from ..source.load import load, load_responses, load_source, load_words
from .packet_plan import ARCHIVE, INDEX, OF_OTHERS, output_of, plan


class Prepared(NamedTuple):
    """Everything that was read, and has no errors."""

    content: Content
    words: dict[str, Text]
    layouts: Layouts
    edition: Edition
    folder: Path  #: where the source lies, and the files that it names


class Made(NamedTuple):
    """A file to be: its target and the document that it holds. Without one it is carried as it is (`data`), or the archive of a packet's other files."""

    target: Target
    document: Document | None
    template: str
    data: bytes = b""


def prepare(project: Project, options: Options, today: str, problems: Problems) -> Prepared:
    """Read and check the source, the responses, the words and the layouts. Raises `PipelineError` if any of them has an error."""
    source = load_source(project.source, problems)
    responses = load_responses(project.responses, problems)
    words = load_words(project.words, problems)
    layouts: Layouts | None = load(project.layouts, Layouts, problems)
    if source is None:
        problems.raise_if_errors()
        raise AssertionError("a source that could not be read was not reported")
    if layouts is not None:
        check_layouts(layouts, project.layouts.as_posix(), problems)
    if words is not None:
        _check_words(words, problems)
    content = Content(source, responses)
    check_content(content, problems, today)
    edition = _edition(content, options, project, problems)
    _outputs_exist(content, options, problems, project)
    problems.raise_if_errors()
    assert words is not None and layouts is not None and edition is not None
    return Prepared(content, words, layouts, edition, project.source.parent)


def prepare_round(project: Project, today: str, problems: Problems) -> Prepared:
    """The same for the commands of a round: only errors are told, the rest is the affair of `check`."""
    found = Problems()
    try:
        return prepare(project, Options(), today, found)
    except PipelineError:
        problems.extend(found.errors())
        raise PipelineError(problems) from None


def documents(prepared: Prepared, options: Options, inputs: dict[str, str], problems: Problems) -> list[Made]:
    """The documents of the outputs that were asked for, a file each for every format. Raises `PipelineError`."""
    composing = Composing(prepared, options, problems)
    made: list[Made] = []
    for output in prepared.content.source.outputs:
        asked = output.id.value in options.outputs
        if options.outputs and not asked:
            continue
        if output.kind == "packet":
            made += _packet(composing, output, inputs)
            continue
        for of in documents_of(output, prepared.content):
            for format_name in output.formats:
                document = composing.document(of, format_name, asked)
                if document is not None:
                    part = "" if of is output else of.id.value
                    made.append(_made(prepared, output, part, of.kind, document, format_name, _path(prepared, of, document, format_name), inputs))
    problems.raise_if_errors()
    return made


def documents_of(output: Output, content: Content) -> tuple[Output, ...]:
    """The outputs whose documents an output holds: itself, or those that it is a version of."""
    by_id = {one.id.value: one for one in content.source.outputs}
    return tuple(by_id[reference.value] for reference in output.of) or (output,)


class Composing:
    """The documents of a run, each composed once however many files it goes into."""

    def __init__(self, prepared: Prepared, options: Options, problems: Problems) -> None:
        self.prepared, self._options, self.problems = prepared, options, problems
        self._years: dict[str, str | None] = {}
        self._documents: dict[tuple[str, str], Document] = {}

    def document(self, output: Output, format_name: str, asked: bool) -> Document | None:
        """The document of an output as it is in a format; None where there are no answers to show. `asked`: by a person, who is told why not."""
        name, shape = output.id.value, shape_of(output.kind, format_name)
        if name not in self._years:
            self._years[name] = _year(self.prepared, output, self._options, asked, self.problems)
        year = self._years[name]
        if year is None:
            return None
        if (name, shape) not in self._documents:
            prepared = self.prepared
            self._documents[name, shape] = compose(prepared.content, output, prepared.edition, year, prepared.words, self.problems, shape)
        return self._documents[name, shape]

    def part(self, output: Output, part: str, files: tuple[PacketFile, ...] = (), party: str = "") -> Document | None:
        """A document of a packet; None for what no other output offers."""
        prepared = self.prepared
        if part in OF_OTHERS:
            other = output_of(part, prepared.content.source.outputs)
            return None if other is None else self.document(other, "docx", False)
        name = (output.id.value, f"{part} {party}")
        if name not in self._documents:
            self._documents[name] = compose(prepared.content, output, prepared.edition, "", prepared.words, self.problems, part=part, party=party, files=files)
        return self._documents[name]


def _packet(composing: "Composing", output: Output, inputs: dict[str, str]) -> Iterator[Made]:
    """The files of a packet in their order, its index first and its archive last."""
    prepared, problems = composing.prepared, composing.problems
    selection = Selection(prepared.content, output, prepared.edition, prepared.words, problems)
    calendar = year_calendar(selection)
    planned = plan(selection, prepared.words, bool(calendar.events), problems)
    index = composing.part(output, "index", planned.files)
    members = [_made(prepared, output, "index", "packet", index, "html", planned.path(INDEX), inputs)]
    for file in planned.files:
        path = planned.path(file.name)
        if file.part in PACKET or file.part in OF_OTHERS:
            document = composing.part(output, file.part)
            if document is not None:
                kind = OF_OTHERS.get(file.part, "packet")
                members.append(_made(prepared, output, file.part, kind, document, file.format, path, inputs))
        else:
            data = calendar_writer()(calendar) if file.part == "calendar" else _attached(prepared, file.part)
            members.append(_carried(prepared, output, file.part, file.format, path, hashlib.sha256(data).hexdigest(), inputs)._replace(data=data))
    yield from members
    held = "\n".join(f"{one.target.path} {one.target.document} {one.target.template}" for one in members)
    yield _carried(prepared, output, ARCHIVE, "zip", f"{planned.folder}.zip", hashlib.sha256(held.encode()).hexdigest(), inputs)


def _attached(prepared: Prepared, part: str) -> bytes:
    """An attachment of the owner; that it is there was seen when the source was read."""
    file = next(one.file.value for one in prepared.content.source.attachments if f"attachments.{one.id}" == part)
    return bytes_of(prepared.folder / file) or b""


def _carried(prepared: Prepared, output: Output, part: str, format_name: str, path: str, digest: str, inputs: dict[str, str]) -> Made:
    target = Target(
        name=output.id.value,
        part=part,
        kind=output.kind,
        format=format_name,
        path=path,
        audience=output.audience,
        edition=prepared.edition.id.value,
        key="",
        document=digest,
        template="",
        program=inputs["program"],
    )
    return Made(target, None, "")


def _made(prepared: Prepared, output: Output, part: str, kind: str, document: Document, format_name: str, path: str, inputs: dict[str, str]) -> Made:
    template = template_name(format_name, kind, prepared.layouts)
    target = Target(
        name=output.id.value,
        part=part,
        kind=kind,
        format=format_name,
        path=path,
        audience=output.audience,
        edition=prepared.edition.id.value,
        key=document.key,
        document=document.digest,
        template=_template_digest(template, inputs),
        program=inputs["program"],
    )
    return Made(target, document, template)


def _template_digest(template: str, inputs: dict[str, str]) -> str:
    """What decides the shape of a file beside its document: its template, a file or a folder of them, and the layouts."""
    if not template:
        return ""
    name = f"templates/{template}"
    folder = [f"{file.removeprefix(name)} {digest}" for file, digest in sorted(inputs.items()) if file.startswith(f"{name}/")]
    return " ".join([*(folder or [inputs.get(name, "")]), inputs["templates/layouts.yaml"]])


def _path(prepared: Prepared, output: Output, document: Document, format_name: str) -> str:
    year = document.marks["year"]
    example = [prepared.words["file.example"].value] if document.marks["example"] else []
    return "-".join([str(output.file or prepared.content.source.handbook.slug), year or prepared.edition.id.value, *example]) + f".{format_name}"


def _check_words(words: dict[str, Text], problems: Problems) -> None:
    """The words that go into names of files have the shape of one."""
    for name in ("file.example", "file.form"):
        word = words.get(name)
        if word is None:
            problems.add("word-missing", None, word=name)
        elif not Name.accepts(word.value):
            problems.add("word-no-name", word.span, word=name, found=word)


def _edition(content: Content, options: Options, project: Project, problems: Problems) -> Edition | None:
    editions = {edition.id.value: edition for edition in content.source.editions}
    if options.edition is None:
        return content.source.editions[-1] if editions else None
    if options.edition not in editions:
        known = nearest(options.edition, editions) or ", ".join(editions)
        problems.add("unknown-edition", Place(project.source.as_posix()), edition=options.edition, known=known)
    return editions.get(options.edition)


def _outputs_exist(content: Content, options: Options, problems: Problems, project: Project) -> None:
    known = [output.id.value for output in content.source.outputs]
    for name in options.outputs:
        if name not in known:
            problems.add("unknown-output", Place(project.source.as_posix()), output=name, known=", ".join(known))


def _year(prepared: Prepared, output: Output, options: Options, asked: bool, problems: Problems) -> str | None:
    """The round that a filled table shows: the one asked for, else the newest real one, else the newest example. None: nothing to show."""
    if output.kind != "table-filled":
        return options.year or prepared.edition.year.value
    rounds = {year: responses for year, responses in prepared.content.responses.items() if responses}
    if options.year is not None and options.year not in rounds:
        problems.add("no-round" if asked else "no-round-made", None, year=options.year, output=output.id, known=", ".join(sorted(rounds)))
        return None
    if not rounds:
        problems.add("no-answers-yet", None, output=output.id)
        return None
    real = [year for year, responses in rounds.items() if not all(response.example for response in responses)]
    year = options.year or max(real or rounds)
    return year if _has_answers(rounds[year], asked, output, problems) else None


def _has_answers(responses: tuple[Response, ...], asked: bool, output: Output, problems: Problems) -> bool:
    """Whether a round holds anything to show. What waits for a decision is told: alone it makes no table, beside answers the table says so."""
    conflicts = sum(len(response.conflicts) for response in responses)
    unplaced = sum(len(response.unplaced) for response in responses)
    values = {"year": responses[0].year, "output": output.id, "conflicts": conflicts, "unplaced": unplaced}
    if any(response.answers or response.items for response in responses):
        if conflicts:
            problems.add("round-conflicts", None, **values)
        return True
    if conflicts or unplaced:
        problems.add("round-undecided" if asked else "round-undecided-made", None, **values)
    else:
        problems.add("round-blank" if asked else "round-blank-made", None, **values)
    return False
