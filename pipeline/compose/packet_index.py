"""The packet's first page: what each file is for, in which order to read, the checklist, and whom to ask. It leads to the files beside it."""

from typing import Iterator, NamedTuple

from ..document.blocks import Panel, Paragraph, Run, Section
from .packet_parts import checklist
from .select import Selection


_NAMED = ("docx", "pdf", "pptx", "xlsx", "ics")  #: formats that words.yaml names


class PacketFile(NamedTuple):
    """A file of the packet as a reader meets it."""

    name: str  #: in the packet's folder
    part: str  #: `letter`, `document`, `deck`, `handbook`, `table`, `calendar`, or `attachments.` and the id of one
    format: str


def packet_index(selection: Selection, files: tuple[PacketFile, ...]) -> tuple[Section, ...]:
    """The files first, then the checklist with whom to ask."""
    intro = Panel("packet.index.intro", "body", (selection.fixed("packet.index.intro", "packet.index.intro"),))
    parts = tuple(dict.fromkeys(file.part for file in files))
    cards = tuple(_card(selection, number, part, [file for file in files if file.part == part]) for number, part in enumerate(parts, 1))
    held = Section("packet.files", "files", selection.fixed("packet.files.title", "packet.files"), (intro, *cards))
    found = next((part for part in selection.source.packet.parts if part.kind == "checklist"), None)
    if found is None:
        return (held,)
    block = f"packet.{found.id}"
    return held, Section(block, "checklist", selection.paragraph(f"{block}.title", found.title), tuple(checklist(selection, block)))


def _card(selection: Selection, number: int, part: str, files: list[PacketFile]) -> Panel:
    """What a file is and what it is for, and a link to it in each of its formats."""
    block = f"packet.files.{part}"
    attached = next((one for one in selection.source.attachments if f"attachments.{one.id}" == part), None)
    name = selection.plain(attached.title) if attached is not None else selection.word(f"packet.{part}")
    label = Paragraph(f"{block}.label", (Run(selection.word("packet.index.card", number=str(number), what=name)),), editable=False)
    use = selection.fixed(f"{block}.use", "packet.use.attachments" if attached is not None else f"packet.use.{part}")
    return Panel(block, "file", (use, *_links(selection, block, name, files)), label)


def _links(selection: Selection, block: str, name: str, files: list[PacketFile]) -> Iterator[Paragraph]:
    for file in files:
        format_name = selection.word(f"packet.format.{file.format}") if file.format in _NAMED else file.format.upper()
        words = selection.word("packet.index.link", what=name, format=format_name)
        yield Paragraph(f"{block}.{file.format}", (Run(words, href=file.name),), "bullet", editable=False)
