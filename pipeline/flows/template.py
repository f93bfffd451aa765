"""Judge a file of a brand as a template: what it offers, what it lacks, which mapping fits, and what the handbook becomes in it.

The file is told apart by its content: a deck or a Word file. With a folder to write into, a complete folder of templates is made in which the
file and its mapping take the place of ours, so that `build --templates` uses them.
"""

import re
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from ..compose.registry import kinds_without_use
from ..files import FileBusy, FolderBusy, FolderUnwritable, OutputFolder
from ..formats.contract import Layouts
from ..formats.docx.adopt import adopted
from ..formats.docx.offer import Profile
from ..formats.docx.profile import profile as profile_word
from ..formats.layouts import as_yaml, check_layouts
from ..formats.package import PackageError, unpack
from ..formats.pptx.offer import Offer
from ..formats.pptx.profile import profile as profile_deck
from ..formats.pptx.propose import Proposal
from ..formats.registry import FOLDERS
from ..problems import PipelineError, Place, Problems
from ..project import Options, Project, bytes_of, files_below, input_digests
from ..source.load import load, load_source
from .build import render
from .prepare import Made, documents, prepare

_DECKS = (".pptx", ".potx", ".pptm", ".potm", ".ppt", ".pot")
_OWN = ("word", "table")  #: the blocks of layouts.yaml that a Word file can serve
_NAME = "layouts.yaml"


class Judgement(NamedTuple):
    """What is said of a file."""

    kind: str  #: `deck` or `word`
    offer: Offer | Profile
    proposal: Proposal | None  #: of a deck; that of a Word file stands in its profile
    layouts: Layouts  #: our layouts.yaml with the mapping in its place
    slides: int  #: that the handbook takes in it; 0 where it was not tried, or cannot be made
    data: bytes  #: the template as it can be used: a deck as it is, a Word file completed

    def as_json(self) -> dict[str, object]:
        """The shape of `template check --json`."""
        mapping = msgspec.to_builtins(self.layouts.deck if self.kind == "deck" else {name: getattr(self.layouts, name) for name in _OWN})
        ranked = msgspec.to_builtins(self.proposal.ranked) if self.proposal else {}
        return {"kind": self.kind, "profile": msgspec.to_builtins(self.offer), "mapping": mapping, "ranked": ranked, "slides": self.slides}


def check_template(project: Project, file: Path, today: str, completing: bool, problems: Problems) -> Judgement | None:
    """Judge `file`; None if it cannot be a template, or the project's own layouts cannot be read. Everything found is in `problems`.

    `completing`: what a Word file lacks is added, so that its completed copy is judged, and what was added is told.
    """
    data = bytes_of(file)
    if data is None:
        code = "file-is-folder" if file.is_dir() else "file-unreadable" if file.exists() else "file-missing"
        problems.add(code, Place(file.as_posix()), detail="")
        return None
    own: Layouts | None = load(project.layouts, Layouts, problems)
    if own is None:
        return None
    check_layouts(own, project.layouts.as_posix(), problems)
    if problems.errors():
        return None
    return _deck(project, file, data, own, today, problems) if _is_deck(file, data) else _word(project, file, data, own, completing, problems)


def write_templates(project: Project, file: Path, judgement: Judgement, folder: Path, problems: Problems) -> list[str]:
    """Make a folder of templates with the file and its mapping; what was written, by name.

    Reports `file-unreadable` where one of our own cannot be copied, `folder-not-empty`, `folder-busy` or `folder-unwritable`, and then writes
    nothing; `file-busy` where the disk gives out, and then takes away what was written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        problems.add("folder-not-empty", Place(folder.as_posix()))
        return []
    files = _files(project, file, judgement, problems)
    if not files:
        return []
    try:
        with OutputFolder(folder) as out:
            return sorted(files) if _all_written(out, files, problems) else []
    except FolderBusy:
        problems.add("folder-busy", Place(folder.as_posix()))
    except FolderUnwritable as error:
        problems.add("folder-unwritable", Place(folder.as_posix()), detail=error.reason)
    return []


def _files(project: Project, file: Path, judgement: Judgement, problems: Problems) -> dict[str, bytes]:
    """The files of the folder by name; {} where one of our own cannot be read, which is reported."""
    layouts, served = judgement.layouts, _served(judgement)
    files = {served: judgement.data, _NAME: as_yaml(layouts, file.name).encode()}
    texts = {f"{folder}/{name}" for folder in (project.texts.name, *FOLDERS) for name, _ in files_below(project.templates / folder)}
    for name in sorted({project.words.name, layouts.deck.template, layouts.word.template, layouts.table.template, *texts} - {served}):
        data = bytes_of(project.templates / name)
        if data is None:
            problems.add("file-unreadable", Place((project.templates / name).as_posix()), detail="")
            return {}
        files[name] = data
    return files


def _all_written(out: OutputFolder, files: dict[str, bytes], problems: Problems) -> bool:
    """Whether all files are there now; if one cannot be written, none is."""
    try:
        for name, content in files.items():
            out.write(name, content)
        return True
    except FileBusy as busy:
        problems.add("file-busy", Place(busy.path.as_posix()), detail=busy.reason)
    for name in files:
        out.remove(name)
    return False


def _served(judgement: Judgement) -> str:
    return judgement.layouts.deck.template if judgement.kind == "deck" else judgement.layouts.word.template


def _deck_name(file: Path) -> str:
    """What a deck is called in a folder of templates: a name that layouts.yaml takes, whatever it was called."""
    stem = re.sub(r"[\\/:]", "-", file.stem)
    return stem + (file.suffix if file.suffix.lower() in (".pptx", ".potx") else ".pptx")


def _is_deck(file: Path, data: bytes) -> bool:
    """By its content; by its name where that cannot be read."""
    try:
        return "ppt/presentation.xml" in unpack(data)
    except PackageError:
        return file.suffix.lower() in _DECKS


def _deck(project: Project, file: Path, data: bytes, own: Layouts, today: str, problems: Problems) -> Judgement | None:
    source = load_source(project.source, Problems())
    found = profile_deck(data, file.as_posix(), own.deck, problems, kinds_without_use(source.outputs) if source else ())
    if found is None:
        return None
    offer, proposal = found
    layouts = replace(own, deck=replace(proposal.layouts, template=_deck_name(file)))
    tried = replace(layouts, deck=replace(layouts.deck, template=file.as_posix()))  # so that problems of the file are told where it lies
    slides = 0
    if not problems.errors():
        for made in _documents(project, "pptx", today, problems):
            rendering = render(project, made._replace(template=""), tried, problems, data)
            if rendering and made.target.kind == "deck":
                slides = max((fit.slide for fit in rendering.fit()), default=0)
    return Judgement("deck", offer, proposal, layouts, slides, data)


def _word(project: Project, file: Path, data: bytes, own: Layouts, completing: bool, problems: Problems) -> Judgement | None:
    """A Word file is completed for both of our templates, one after the other."""
    name, found, layouts, told = file.as_posix(), None, own, Problems()
    for block in _OWN:
        wanted = getattr(own, block)
        ours = bytes_of(project.templates / wanted.template)
        if ours is None:
            problems.add("template-missing", Place((project.templates / wanted.template).as_posix()))
            return None
        lacking = Problems()
        profile = profile_word(data, name, wanted, ours, lacking)
        if profile is None or not found and not completing:
            problems.extend(lacking)
        if profile is None:
            return None
        found = found or profile
        adoption = adopted(data, ours, profile.proposal)
        adoption.tell(name, told)
        if completing:
            profile_word(adoption.data, name, wanted, ours, problems)
        data, layouts = adoption.data, replace(layouts, **{block: replace(adoption.layouts, template=f"{file.stem}.docx")})
    problems.extend(told if completing else ())
    assert found is not None  # there are two blocks
    return Judgement("word", found, None, layouts, 0, data)


def _documents(project: Project, format_name: str, today: str, problems: Problems) -> list[Made]:
    """The handbook's documents in a format; none where the source cannot be read, which is another command's affair."""
    found, options = Problems(), Options()
    try:
        made = documents(prepare(project, options, today, found), options, input_digests(project), found)
    except PipelineError:
        problems.add("template-not-tried", Place(project.source.as_posix()))
        return []
    return [one for one in made if one.target.format == format_name]
