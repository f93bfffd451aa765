"""Pages look as accepted, as LibreOffice prints them; and changes of a template are seen, with the block that they are in.

A page that looks different is laid into a folder that the failure names: expected, actual, and what differs. `make accept` takes it as it is.
"""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Pt as DocxPt
from pptx import Presentation
from pptx.util import Cm

from tests.looks import PAGES, PICTURES, ROOT, Change, Look, accepted, beside, changes, looks, made

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, Look]]:
    """`shown(soffice)`: the pages as they look now, by name."""
    found: dict[str, Look] = {}

    def look(soffice: str) -> dict[str, Look]:
        if not found:
            folder = tmp_path_factory.mktemp("looks")
            found.update(looks(soffice, made(folder / "project"), folder))
        return found

    return look


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_accepted(shown, needs, tmp_path: Path, name: str) -> None:
    soffice, _, _ = needs("soffice"), needs("pdftotext"), needs("pdftoppm")
    look = shown(soffice)[name]
    if found := changes(name, look):
        beside(accepted(name), look.image).save(tmp_path / f"{name}.png")
        told = "\n".join(map(str, found))
        pytest.fail(f"{look.file.name}, page {look.page}, looks different; see {tmp_path / f'{name}.png'}\n{told}")


def test_the_accepted_pictures_are_those_of_the_pages_and_small() -> None:
    files = sorted(PICTURES.glob("*.png"))
    assert [file.stem for file in files] == sorted(PAGES)
    assert sum(file.stat().st_size for file in files) < 150_000


def _colour(templates: Path) -> None:
    """The first accent of the theme in another colour."""
    file = templates / "handbook.pptx"
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(file, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content.replace(b"17607A", b"7A1760"))


def _layout(templates: Path, change: Callable[[dict], None]) -> None:
    """A change of the shapes, by name, of the layout of practices."""
    prs = Presentation(str(templates / "handbook.pptx"))
    for layout in prs.slide_layouts:
        if layout.name == "Käytäntö":
            change({shape.name: shape for shape in layout.shapes})
    prs.save(str(templates / "handbook.pptx"))


def _moved(templates: Path) -> None:
    _layout(templates, lambda shapes: setattr(shapes["Järjestöt"], "left", shapes["Järjestöt"].left + Cm(0.3)))


def _gone(templates: Path) -> None:
    def drop(shapes: dict) -> None:
        bar = shapes["Toteutuksen viiva"]._element
        bar.getparent().remove(bar)

    _layout(templates, drop)


def _size(templates: Path) -> None:
    document = Document(str(templates / "handbook.docx"))
    document.styles["heading 1"].font.size = DocxPt(26)
    document.save(str(templates / "handbook.docx"))


PLANTED = {  # change of a template: a page that shows it, and the block that must be named; what is gone is named by what was under it
    _colour: ("practice", "practices.hanke.county.label"),
    _moved: ("practice", "practices.hanke.associations"),
    _gone: ("practice", "Käytäntö: Toteutuksen kenttä"),
    _size: ("word-practice", "'2 Käytännöt'"),
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[Callable, dict[str, list[Change]]]]:
    """`planted(soffice)`: what looks different after each change of a template, by page; only pages that do."""
    found: dict[Callable, dict[str, list[Change]]] = {}

    def look(soffice: str) -> dict[Callable, dict[str, list[Change]]]:
        for change, (name, _) in PLANTED.items() if not found else ():
            folder = tmp_path_factory.mktemp("planted")
            shutil.copytree(ROOT / "templates", folder / "templates", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
            change(folder / "templates")
            files = [file for file in made(folder / "project", folder / "templates") if file.name == PAGES[name][0]]
            pages = looks(soffice, files, folder)
            found[change] = {page: told for page, one in pages.items() if (told := changes(page, one))}
        return found

    return look


@pytest.mark.parametrize("change", PLANTED, ids=lambda change: change.__name__.strip("_"))
def test_a_change_of_a_template_is_seen_in_its_block(planted, needs, change: Callable) -> None:
    soffice, _, _ = needs("soffice"), needs("pdftotext"), needs("pdftoppm")
    page, block = PLANTED[change]
    found = planted(soffice)[change]
    assert block in {one.block for one in found.get(page, [])}, found
