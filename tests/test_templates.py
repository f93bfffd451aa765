"""The templates as the designer meets them: what the README says of them, and the scripts that make them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from handbooks import REAL, ROOT, layouts
from pipeline.formats.contract import DeckLayouts, Layout, Layouts, Look, Placeholders, WordLayouts
from pipeline.formats.docx.template import open_template
from pipeline.formats.docx.write import style_names
from pipeline.formats.package import pack, unpack
from pipeline.formats.pptx.template import read_template
from pipeline.problems import Problems

README = (REAL.templates / "README.md").read_text(encoding="utf-8")
SAID = set(re.findall(r"`([^`\n]+)`", README))
MADE = {"handbook.pptx": "deck.py", "handbook.docx": "word.py", "table.docx": "word.py"}


def used_layouts() -> set[str]:
    return {layout.layout for kind in layouts().deck.kinds.values() for layout in kind}


def test_the_readme_names_every_layout_that_the_contract_uses() -> None:
    assert used_layouts() <= SAID, used_layouts() - SAID


def test_the_template_has_the_layouts_that_the_contract_uses_and_no_others() -> None:
    template = read_template((REAL.templates / "handbook.pptx").read_bytes(), "handbook.pptx", Problems())
    assert set(template.layouts) == used_layouts() and f"{len(template.layouts)} layouts" in README


def spread(span: re.Match[str]) -> str:
    """`Arvo 1–3` as its three names."""
    return ", ".join(f"{span[1]} {n}" for n in range(1, int(span[2]) + 1))


def row_of(layout: str) -> str:
    """The row of the README's table of layouts that begins with this one or has it among its names."""
    (row,) = [line for line in README.splitlines() if line.startswith("|") and f"`{layout}`" in line.split("|")[1]]
    return re.sub(r"(\w+) 1–(\d)", spread, row)


def test_the_readme_names_every_placeholder_beside_its_layout() -> None:
    for layout in (layout for kind in layouts().deck.kinds.values() for layout in kind):
        names = {name for places in layout.panels.values() for name in (*places.text, *places.label)} | {layout.number, layout.example}
        assert all(name in row_of(layout.layout) for name in names), (layout.layout, names)


def test_the_readme_names_every_style_that_the_contract_uses() -> None:
    used = set(style_names(layouts().word)) | set(style_names(layouts().table))
    assert used <= SAID, used - SAID


@pytest.mark.parametrize("kind", (Layouts, DeckLayouts, Layout, Placeholders, WordLayouts, Look))
def test_the_readme_names_every_key_of_the_contract(kind: type[msgspec.Struct]) -> None:
    keys = {field.encode_name for field in msgspec.structs.fields(kind)}
    assert keys <= SAID, keys - SAID


@pytest.mark.parametrize("name", ("handbook.docx", "table.docx"))
def test_the_readme_names_the_tag_of_every_control(name: str) -> None:
    headers = open_template((REAL.templates / name).read_bytes()).headers
    tags = {control.tag for _, controls in headers.values() for control in controls}
    assert {"edition", "example", "key"} <= tags <= SAID, tags - SAID


def test_the_readme_names_every_file_of_the_folder() -> None:
    files = {path.name for path in REAL.templates.iterdir() if path.is_file() and not path.name.startswith((".", "~"))}
    assert files - {"README.md"} <= SAID, files - SAID


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the templates as their scripts make them now."""
    folder = tmp_path_factory.mktemp("made")
    for script in sorted(set(MADE.values())):
        command = [sys.executable, "-B", str(REAL.templates / "make" / script), str(folder)]
        subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    return folder


@pytest.mark.parametrize("name", MADE)
def test_a_script_makes_the_bytes_that_stand_in_the_folder(name: str, made: Path) -> None:
    """The file that stands there is deflated anew, since not every Python has the same deflate."""
    stands = {part: packed.inflate() for part, packed in unpack((REAL.templates / name).read_bytes()).items()}
    assert (made / name).read_bytes() == pack(stands)


def test_the_scripts_make_nothing_else(made: Path) -> None:
    assert {path.name for path in made.iterdir()} == set(MADE)
