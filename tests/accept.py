"""Golden pairs: a small source, and beside it what comes of it, as text that a person can review.

    python -m tests.accept [NAME]    writes the expectations anew; read the difference before it is committed

A pair is a folder of `golden/` with a `source.yaml`, and with the files that `FILES` makes of it: those that stand there are compared.
Without a name, what the project lists of itself (`LISTS`) is written anew as well, and where LibreOffice and poppler are, the pictures of
pages that look different.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import xml.dom.minidom
from pathlib import Path
from typing import Callable

from pipeline.compose.registry import compose
from pipeline.document.blocks import Document, Paragraph, Run, paragraphs
from pipeline.formats.contract import Layouts
from pipeline.formats.package import unpack
from pipeline.formats.pptx.fills import TableFill
from pipeline.formats.pptx.plan import plan
from pipeline.formats.pptx.rooms import Rooms
from pipeline.formats.pptx.template import Template
from pipeline.formats.pptx.write import write
from pipeline.model.content import Content, Source
from pipeline.problems import Problems
from pipeline.source.load import load, load_words
from pipeline.source.schema import json_schema
from tests.looks import PICTURES, accept, looks
from tests.looks import made as made_for_pictures

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
_TEMPLATES = ROOT / "templates"
_PROGRAMS = ("soffice", "pdftotext", "pdftoppm")
_SEVERITIES = ("error", "warning", "note")


def names() -> list[str]:
    """The golden pairs."""
    return sorted(path.parent.name for path in GOLDEN.glob("*/source.yaml"))


def made(name: str) -> dict[str, str]:
    """What comes of a pair's source now, by file name."""
    problems = Problems()
    source = load(GOLDEN / name / "source.yaml", Source, problems)
    words, layouts = load_words(_TEMPLATES / "words.yaml", problems), load(_TEMPLATES / "layouts.yaml", Layouts, problems)
    assert source is not None, [p.lines("en") for p in problems]
    document = compose(Content(source), source.outputs[0], source.editions[-1], "2026", words, problems)
    return {file: make(document, layouts) for file, make in FILES.items()}


def document_dump(document: Document, layouts: Layouts) -> str:
    """Ids, roles and words of every block in reading order; `~` before what cannot be edited in a file."""
    lines = []
    for section in document.sections:
        lines.append(f"{section.kind} {section.id}{f' number {section.number}' if section.number else ''}")
        lines.append(f"  {_block(section.title)}")
        for part in section.parts:
            lines.append(f"  {part.role} {part.id}")
            lines += [f"    {_block(paragraph)}" for _, paragraph in paragraphs(part)]
        lines += [f"  notes {_block(note)}" for note in section.notes]
    return "\n".join(lines) + "\n"


def _block(paragraph: Paragraph) -> str:
    style = "" if paragraph.style == "text" else f"({paragraph.style}) "
    return f"{'' if paragraph.editable else '~'}{paragraph.id}: {style}{''.join(map(_run, paragraph.runs))}"


def _run(run: Run) -> str:
    """A run with its looks: `**strong**`, `<look>`, and where it leads."""
    said = f"**{run.text}**" if run.strong else run.text
    said = f"<{run.look} {said}>" if run.look else said
    return f"[{said}]({run.href or '#' + run.target})" if run.href or run.target else said


def slide_plan(document: Document, layouts: Layouts) -> str:
    """Each slide: title, layout, and placeholder = block with its first words."""
    template = Template(layouts.deck.template, unpack((_TEMPLATES / layouts.deck.template).read_bytes()))
    lines = []
    for number, slide in enumerate(plan(document, layouts.deck, Rooms(template, layouts.deck, Problems()), Problems()), 1):
        lines.append(f"{number}. {slide.title.text}{f' {slide.part}' if slide.part else ''} — {slide.layout.layout}")
        for fill in slide.fills:
            if isinstance(fill, TableFill):
                lines.append(f"   {fill.placeholder} = {fill.table.id}: table of {len(fill.table.rows)} x {len(fill.table.columns)}")
            else:
                lines.append(f"   {fill.placeholder} = {fill.name or '-'}: {' | '.join(p.text for p in fill.paragraphs)}")
        lines += [f"   notes: {note.text}" for note in slide.notes]
    return "\n".join(lines) + "\n"


def last_slide(document: Document, layouts: Layouts) -> str:
    """The XML of the deck's last slide and of its relationships, indented; the key, which knows every word, left out."""
    rendering = write(document, (_TEMPLATES / layouts.deck.template).read_bytes(), layouts, Problems())
    assert rendering is not None
    parts = unpack(rendering.data)
    number = sum(name.startswith("ppt/slides/slide") for name in parts)
    wanted = (f"ppt/slides/slide{number}.xml", f"ppt/slides/_rels/slide{number}.xml.rels")
    whole = "\n".join(f"<!-- {name} -->\n{_indented(parts[name].inflate())}" for name in wanted)
    return whole.replace(document.key, "KEY")


def _indented(content: bytes) -> str:
    return xml.dom.minidom.parseString(content).documentElement.toprettyxml(indent="  ")


def problem_list() -> str:
    """docs/problems.md: every code of messages.toml that has a severity, with its cause and what is said."""
    table = tomllib.loads((ROOT / "pipeline" / "messages.toml").read_text(encoding="utf-8"))
    lines = [
        "# Problems",
        "",
        "What the commands report, made from `pipeline/messages.toml` by `python -m tests.accept`. Errors of the source and of the templates stop",
        "the work before anything is written; warnings and notes do not. `{…}` stands for what is found.",
    ]
    for severity in _SEVERITIES:
        lines += ["", f"## {severity.capitalize()}s", "", "| code | cause | what is said |", "| --- | --- | --- |"]
        for code, entry in sorted(table.items()):
            if entry.get("severity") == severity:
                lines.append(f"| `{code}` | {_in_cell(entry['cause'])} | {_in_cell(entry['fi'])}<br>{_in_cell(entry['en'])} |")
    return "\n".join(lines) + "\n"


def _in_cell(text: str) -> str:
    """A text that Markdown shows as it is in a cell of a table."""
    return "".join(f"\\{c}" if c in "\\|*_<>`[]" else c for c in text)


def readme() -> str:
    """README.md with its transcripts as the program says them now, in English."""
    return _with_transcripts("README.md", "en")


def guide() -> str:
    """docs/opas.md, in Finnish."""
    return _with_transcripts("docs/opas.md", "fi")


def _with_transcripts(page: str, language: str) -> str:
    """A page whose transcripts are what the program says.

    A transcript is the fenced block below a comment `<!-- transcript -->`: its lines `$ kasikirja ...` are said in a copy of the project, with
    `first COMMAND` after that command, with `after OLD -> NEW` after that change of the source.
    """
    text = (ROOT / page).read_text(encoding="utf-8")
    pattern = r"<!-- transcript(?: first (\w+))?(?: after (.*?) -> (.*?))? -->\n```\n(.*?)```"
    return re.sub(pattern, lambda block: _transcript(block, language), text, flags=re.DOTALL)


def _transcript(block: re.Match[str], language: str) -> str:
    before, old, new, said = block.groups()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("source", "templates"):
            shutil.copytree(ROOT / part, folder / part)
        if before:
            _said(folder, before, language)
        if old:
            source = folder / "source/handbook.yaml"
            text = source.read_text(encoding="utf-8")
            assert old in text, old
            source.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
        commands = re.findall(r"^\$ kasikirja (.*)$", said, re.MULTILINE)
        lines = "".join(f"$ kasikirja {command}\n{_said(folder, command, language)}" for command in commands)
    return block[0].split("```")[0] + f"```\n{lines}```"


def _said(folder: Path, command: str, language: str) -> str:
    """What a command says in a project."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    whole = [sys.executable, "-m", "pipeline", *command.split(), "--lang", language]
    return subprocess.run(whole, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8").stdout


def schema_file() -> str:
    """source/handbook.schema.json, as `kasikirja schema` prints it."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


LISTS: dict[str, Callable[[], str]] = {
    "docs/problems.md": problem_list,
    "source/handbook.schema.json": schema_file,
    "README.md": readme,
    "docs/opas.md": guide,
}
FILES: dict[str, Callable[[Document, Layouts], str]] = {"document.txt": document_dump, "slides.txt": slide_plan, "slide.xml": last_slide}


def main() -> None:
    """Write the expectations of the named pairs, or everything, and say which have changed."""
    for name in sys.argv[1:] or names():
        for file, text in made(name).items():
            _write(GOLDEN / name / file, text)
    if not sys.argv[1:]:
        for file, make in LISTS.items():
            _write(ROOT / file, make())
        _accept_pictures()


def _accept_pictures() -> None:
    missing = [name for name in _PROGRAMS if shutil.which(name) is None]
    if missing:
        print(f"PICTURES NOT RENEWED: {', '.join(missing)} not installed")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for page, look in looks(shutil.which("soffice"), made_for_pictures(folder / "project"), folder).items():
            if accept(page, look):
                print(f"changed {(PICTURES / page).relative_to(ROOT).as_posix()}.png")


def _write(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"changed {path.relative_to(ROOT).as_posix()}")


if __name__ == "__main__":
    main()
