"""Copies of the packet for its members: the letter is a member's own, the document that of the member's party, all else the same for everyone.

A copy holds personal data, so it stands in a folder of its own and on no list.
"""

from typing import Iterator, NamedTuple

from ..compose.registry import personal
from ..document.blocks import Document
from ..formats.contract import Rendering
from ..model.output import Output
from ..model.people import Member
from ..problems import Place, Problems, nearest
from ..project import Options, Project, bytes_of
from .build import archive, render
from .folders import folder_of, telling
from .packet_plan import ARCHIVE, file_word
from .prepare import Composing, Made, Prepared, documents, prepare

EVERYBODY = "all"  #: said in place of a member's id


class Copy(NamedTuple):
    """A member's copy, and where it lies in the out folder."""

    member: str
    path: str


def personal_copies(project: Project, options: Options, members: tuple[str, ...], inputs: dict[str, str], today: str, problems: Problems) -> list[Copy]:
    """Make the copies of members, by their ids, of every packet that was asked for; its shared files stand in the out folder by now.

    Raises `PipelineError` before anything is written if a member is not known or there is none.
    """
    prepared = prepare(project, options, today, Problems())
    chosen = _chosen(project, prepared, members, problems)
    outputs = [one for one in prepared.content.source.outputs if one.kind == "packet" and (not options.outputs or one.id.value in options.outputs)]
    if not outputs:
        problems.add("no-packet", Place(project.source.as_posix()))
    ending = file_word(prepared.words, "file.packet.members", problems)
    problems.raise_if_errors()
    copies = []
    with folder_of(project.out, problems) as folder, telling(problems):
        for output in outputs:
            making = _Copies(project, prepared, options, output, inputs, problems)
            for member in chosen:
                path = f"{making.folder}-{ending}/{member.id}.zip"
                data = making.copy(member)
                problems.raise_if_errors()
                folder.write(path, data)
                copies.append(Copy(member.id.value, path))
    return copies


def personal_files(prepared: Prepared, options: Options, inputs: dict[str, str], problems: Problems) -> Iterator[Made]:
    """What members' own copies hold beside the shared files: to tell one that somebody sends."""
    for output in prepared.content.source.outputs:
        if output.kind == "packet":
            composing = Composing(prepared, options, problems)
            shared = [made for made in documents(prepared, Options((output.id.value,), options.edition, options.year), inputs, problems) if made.document is not None]
            for member in prepared.content.source.members:
                yield from _own(composing, output, member, shared)


class _Copies:
    """The copies of one packet: the files that all share are read once, those of a party made once."""

    def __init__(self, project: Project, prepared: Prepared, options: Options, output: Output, inputs: dict[str, str], problems: Problems) -> None:
        self._project, self._prepared, self._output, self._problems = project, prepared, output, problems
        self._composing = Composing(prepared, options, problems)
        self._made = documents(prepared, Options((output.id.value,), options.edition, options.year), inputs, Problems())
        self._of_party: dict[str, dict[str, bytes]] = {}
        self.folder = next(made.target.path for made in self._made if made.target.part == ARCHIVE).removesuffix(".zip")

    def copy(self, member: Member) -> bytes:
        """The archive of a member."""
        files = {made.target.path: bytes_of(self._project.out / made.target.path) or b"" for made in self._made if made.target.part != ARCHIVE}
        own = {made.target.path: made for made in _own(self._composing, self._output, member, self._made)}
        shared = self._of_party.setdefault(member.party.value, {})
        for path, made in own.items():
            if made.target.part == "letter":
                files[path] = self._render(made)
            else:
                shared[path] = shared.get(path) or self._render(made)
        return archive(files | shared)

    def _render(self, made: Made) -> bytes:
        rendering: Rendering | None = render(self._project, made, self._prepared.layouts, self._problems)
        return rendering.data if rendering is not None else b""


def _own(composing: Composing, output: Output, member: Member, made: list[Made]) -> Iterator[Made]:
    """The files of a packet that are a member's own, or of the member's party."""
    prepared = composing.prepared
    for one in made:
        if one.target.part not in ("letter", "document"):
            continue
        document: Document | None = composing.part(output, one.target.part, party=member.party.value)
        assert document is not None  # only what is of other outputs may lack
        if one.target.part == "letter":
            document = personal(prepared.content, document, member, output, prepared.edition, prepared.words, composing.problems)
        yield one._replace(document=document)


def _chosen(project: Project, prepared: Prepared, asked: tuple[str, ...], problems: Problems) -> list[Member]:
    members = {member.id.value: member for member in prepared.content.source.members}
    at = Place(project.source.as_posix())
    if not members:
        problems.add("no-members", at)
    for name in asked if members else ():
        if name != EVERYBODY and name not in members:
            problems.add("unknown-member", at, member=name, nearest=nearest(name, members) or ", ".join(members))
    return [member for name, member in members.items() if EVERYBODY in asked or name in asked]
