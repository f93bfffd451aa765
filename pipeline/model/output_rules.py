"""What must hold of the outputs: formats that their kinds can be written in, a file of its own for each, and versions of what there is."""

from typing import Iterator

from ..problems import Problems
from .content import Content
from .entry import AUDIENCES
from .output import Output
from .reference import Text

FORMATS = {  #: by kind of output
    "deck": {"pptx"},
    "word": {"docx"},
    "table-blank": {"docx", "xlsx"},
    "table-filled": {"docx", "xlsx", "pptx"},
    "packet": {"docx", "pdf", "pptx", "xlsx"},
    "version": {"html", "pdf"},
}
_READ = ("word", "table-blank", "table-filled")  #: kinds that are documents to read, so that there are versions of them


def check_outputs(content: Content, problems: Problems) -> None:
    """Report an output that cannot be made, one that would write over another, and a version that would say more than its readers may see."""
    taken: dict[tuple[str, str], Text] = {}
    by_id = {output.id.value: output for output in content.source.outputs}
    for output in content.source.outputs:
        _formats(output, problems)
        if output.kind == "version":
            _version(output, by_id, problems)
        else:
            _whole(output, problems)
        if output.kind == "packet" and content.source.packet.letter is None:
            problems.add("missing-key", content.source.packet.title.span, key="letter")
        for of in _made_of(output, by_id):
            _files(content, output, of, taken, problems)


def _formats(output: Output, problems: Problems) -> None:
    choices = ", ".join(sorted(FORMATS[output.kind]))
    if not output.formats:
        problems.add("output-formats", output.id.span, id=output.id, choices=choices)
    for format_name in output.formats:
        if format_name not in FORMATS[output.kind]:
            problems.add("output-format", output.id.span, id=output.id, found=format_name, kind=output.kind, choices=choices)


def _whole(output: Output, problems: Problems) -> None:
    """What is no version has a title, and content of its own."""
    if output.title is None:
        problems.add("missing-key", output.id.span, key="title")
    for other in output.of[:1]:
        problems.add("output-of", other.span, id=output.id, kind=output.kind)


def _version(output: Output, by_id: dict[str, Output], problems: Problems) -> None:
    """A version takes title and name from the outputs that it is of; they are documents to read, and for no fewer people than it is."""
    if not output.of:
        problems.add("missing-key", output.id.span, key="of")
    for own in (output.title, output.file):
        if own is not None:
            problems.add("output-version-own", own.span, id=output.id)
    for reference in output.of:
        of = by_id.get(reference.value)
        if of is not None and of.kind not in _READ:
            problems.add("output-version-kind", reference.span, id=output.id, of=reference, kind=of.kind)
        elif of is not None and AUDIENCES.index(output.audience) < AUDIENCES.index(of.audience):
            problems.add("output-version-audience", reference.span, id=output.id, of=reference, audience=of.audience, wider=output.audience)


def _made_of(output: Output, by_id: dict[str, Output]) -> Iterator[Output]:
    """The outputs whose content this one holds: its own, or those that it is a version of."""
    if output.kind != "version":
        yield output
    else:
        yield from (by_id[reference.value] for reference in output.of if reference.value in by_id)


def _files(content: Content, output: Output, of: Output, taken: dict[tuple[str, str], Text], problems: Problems) -> None:
    file = of.file or content.source.handbook.slug
    if file is None:
        if of is output:
            problems.add("output-name", output.id.span, id=output.id)
        return
    for format_name in sorted(set(output.formats)):
        first = taken.setdefault((file.value, format_name), output.id)
        if first is not output.id or output.formats.count(format_name) > 1:
            assert first.span is not None
            problems.add("output-file-twice", (output.file or output.id).span, file=f"{file}.{format_name}", first=str(first.span.line))
