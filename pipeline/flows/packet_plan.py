"""Which files a packet holds, in the order in which they are read, and what they are called."""

from pathlib import PurePosixPath
from typing import Iterator, Mapping, NamedTuple

from ..compose.packet_index import PacketFile
from ..compose.select import Selection
from ..model.output import Output
from ..model.reference import Name, Text
from ..problems import Problems

INDEX = "index.html"
_PARTS = (  #: in order, with the formats that each takes
    ("letter", ("docx", "pdf")),
    ("document", ("docx", "pdf")),
    ("deck", ("pptx",)),
    ("handbook", ("docx", "pdf")),
    ("table", ("docx", "xlsx")),
    ("calendar", ("ics",)),
)
OF_OTHERS = {"handbook": "word", "table": "table-blank"}  #: parts that are documents of other outputs, by the kind of those
ARCHIVE = "archive"  #: the part that is all of them as one file
_ALWAYS = ("ics",)  #: formats that no packet goes without


class Plan(NamedTuple):
    """A packet's folder, and its files but the index."""

    folder: str
    files: tuple[PacketFile, ...]

    def path(self, name: str) -> str:
        """Where a file of the packet lies in the out folder."""
        return f"{self.folder}/{name}"


def plan(selection: Selection, words: Mapping[str, Text], has_calendar: bool, problems: Problems) -> Plan:
    """The files of a packet. The calendar only where something has its time; attachments that its readers may see, by their titles."""
    output = selection.output
    folder = f"{output.file or selection.source.handbook.slug}-{selection.edition.id}"
    files, number = [], 0
    for part, formats in _PARTS:
        kept = [one for one in formats if one in _ALWAYS or one in output.formats]
        if not kept or part == "calendar" and not has_calendar or part in OF_OTHERS and not _may_hold(selection, part):
            continue
        number += 1
        name = file_word(words, f"file.packet.{part}", problems)
        files += (PacketFile(f"{number:02}-{name}.{one}", part, one) for one in kept)
    return Plan(folder, (*files, *_attachments(selection, number)))


def file_word(words: Mapping[str, Text], name: str, problems: Problems) -> str:
    """A word of the templates that goes into the name of a file; reports one that is missing or has not its shape."""
    word = words.get(name)
    if word is None:
        problems.add("word-missing", None, word=name)
        return "-"
    if not Name.accepts(word.value):
        problems.add("word-no-name", word.span, word=name, found=word)
    return word.value


def _attachments(selection: Selection, number: int) -> Iterator[PacketFile]:
    for one in selection.source.attachments:
        if selection.may_read(one.audience):
            number += 1
            ending = PurePosixPath(one.file.value).suffix.lstrip(".").lower()
            yield PacketFile(f"{number:02}-{one.id}.{ending}", f"attachments.{one.id}", ending)


def _may_hold(selection: Selection, part: str) -> bool:
    other = output_of(part, selection.source.outputs)
    return other is not None and selection.may_read(other.audience)


def output_of(part: str, outputs: tuple[Output, ...]) -> Output | None:
    """The output whose document a part of the packet is."""
    return next((output for output in outputs if output.kind == OF_OTHERS[part]), None)
