"""How pages look: a small handbook of its own, some of its pages as pictures, and what differs between two pictures of a page.

The accepted pictures lie in `pictures/`; `python -m tests.accept` renews those that look different. They are small, so that what is no
matter of design, such as how a program smooths letters, does not show.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops, ImageFilter
from pptx import Presentation

from pipeline.flows.build import build
from pipeline.problems import Problems
from pipeline.project import Options, Project, input_digests
from tests.minimal import MINIMAL, replaced
from tests.readers.drawn import told
from tests.readers.paper import Box, pages, pictures, printed

ROOT = Path(__file__).parents[1]
PICTURES = Path(__file__).parent / "pictures"
PAGES = {  #: file and page, from 1, of each picture
    "cover": ("kasikirja-2026.pptx", 1),
    "text": ("kasikirja-2026.pptx", 2),
    "contents": ("kasikirja-2026.pptx", 3),
    "section": ("kasikirja-2026.pptx", 4),
    "strategy": ("kasikirja-2026.pptx", 6),
    "boxes": ("kasikirja-2026.pptx", 9),
    "practice": ("kasikirja-2026.pptx", 11),
    "followup": ("kasikirja-2026.pptx", 12),
    "development": ("kasikirja-2026.pptx", 13),
    "closing": ("kasikirja-2026.pptx", 14),
    "word-front": ("kirja-2026.docx", 1),
    "word-practice": ("kirja-2026.docx", 4),
    "word-table": ("kirja-2026.docx", 5),
    "form": ("tyhja-2026.docx", 1),
    "workbook": ("tyhja-2026.xlsx", 1),
}
_OUTPUTS = """\
  - {id: word, kind: word, title: Käsikirja, file: kirja, formats: [docx], audience: public}
  - {id: table-blank, kind: table-blank, title: Taulukko, file: tyhja, formats: [docx, xlsx], audience: public}
people:
"""
_RICHER = {  #: changes of the smallest handbook: lists with more than one entry, texts with more than one line
    "people:\n": _OUTPUTS,
    "items: {a: Yksi}": "items: {a: Osallisuus vahvistuu, b: Hyvinvointi lisääntyy, c: Palvelut toimivat yhdessä}",
    "items: {a: Rohkeus}": "items: {a: Rohkeus, b: Luottamus, c: Avoimuus}",
    "    name: Järjestöt\n": "    name: Järjestöt\n  - {id: alue, name: Hyvinvointialue}\n",
    "    - party: jarjestot\n": "    - party: alue\n    - party: jarjestot\n",
    "{a: Tuetaan}": "{a: Tuetaan hakijoita ja osallistutaan hankkeiden ohjausryhmiin koko hankkeen ajan, b: Tiedotetaan hauista}",
    "{a: Osallistutaan}": "{a: Osallistutaan hankkeiden suunnitteluun ja tuodaan siihen asukkaiden näkemys, b: Kerrotaan tuloksista}",
    "              a: Neljä kertaa vuodessa\n": """\
              a: Neljä kertaa vuodessa
          - {id: koulu, title: Koulut, points: {a: Yhteinen viikko}}
          - {id: kunta, title: Kunnat, points: {a: Kuntien yhteiset päivät, b: Yhteiset tilat}}
""",
}
_DPI = 36
_FINER = 4
_COLOURS = 128
_BLUR = 1.0
_SEEN = 40
_LEAST_PIXELS = 4
_GAP = 6


class Look(NamedTuple):
    """A page as it looks, with the printed file and the file that it is of."""

    image: Image.Image
    pdf: Path
    file: Path
    page: int


class Change(NamedTuple):
    """A region of a page that looks different, and the block under it."""

    region: Box
    block: str

    def __str__(self) -> str:
        left, top, right, bottom = (round(value) for value in self.region)
        return f"{left}–{right} × {top}–{bottom} pt: {self.block}"


def source() -> str:
    """The handbook of the pictures, as YAML text."""
    text = MINIMAL
    for old, new in _RICHER.items():
        text = replaced(old, new, text)
    return text


def made(folder: Path, templates: Path = ROOT / "templates") -> list[Path]:
    """The files of that handbook."""
    folder.mkdir()
    (folder / "handbook.yaml").write_text(source(), encoding="utf-8")
    project, problems = Project(folder / "handbook.yaml", templates, folder / "out"), Problems()
    build(project, Options(), input_digests(project), "2026-11-24", False, problems)
    files = sorted(project.out.glob("*.*x"))
    assert files, [problem.lines("en") for problem in problems]
    return files


def looks(soffice: str, files: list[Path], folder: Path) -> dict[str, Look]:
    """The pages of `PAGES` that are in the files, by name. Without the font Carlito nothing could be compared."""
    shown = {}
    for file, pdf in zip(files, printed(soffice, files, folder), strict=True):
        assert b"Carlito" in pdf.read_bytes(), "the font Carlito (fonts-crosextra-carlito) is not installed: every page would differ"
        sheets = pictures(pdf, _DPI * _FINER, colour=True)
        wanted = {name: page for name, (own, page) in PAGES.items() if own == file.name}
        shown |= {name: Look(_small(sheets[page - 1]), pdf, file, page) for name, page in wanted.items()}
    return shown


def _small(sheet: Image.Image) -> Image.Image:
    """A picture made smaller; drawn small at once, thin lines would be as thick as a pixel or not there. What fills no pixel is left out."""
    width, height = (size // _FINER * _FINER for size in sheet.size)
    return sheet.crop((0, 0, width, height)).reduce(_FINER)


def accepted(name: str) -> Image.Image:
    """The accepted picture of a page."""
    return Image.open(PICTURES / f"{name}.png").convert("RGB")


def accept(name: str, look: Look) -> bool:
    """Take a page as it looks for the accepted picture, unless that one looks the same; True if it did not."""
    if (PICTURES / f"{name}.png").is_file() and not regions(accepted(name), look.image):
        return False
    look.image.quantize(_COLOURS, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)
    return True


def changes(name: str, look: Look) -> list[Change]:
    """Where a page does not look as accepted, with the block that is there."""
    return [Change(region, _block(look, region)) for region in regions(accepted(name), look.image)]


def regions(expected: Image.Image, actual: Image.Image) -> list[Box]:
    """Where two pictures of a page differ, in points; all of the page if its size does."""
    if expected.size != actual.size:
        return [Box(0, 0, *(size * 72 / _DPI for size in actual.size))]
    spots = _spots(_mask(expected, actual))
    return [Box(*(value * 72 / _DPI for value in (left, top, right + 1, bottom + 1))) for left, top, right, bottom in spots]


def beside(expected: Image.Image, actual: Image.Image) -> Image.Image:
    """Expected, actual, and what differs in black, beside each other."""
    gap = 4
    same = expected.size == actual.size
    sheets = [expected, actual, ImageChops.invert(_mask(expected, actual)).convert("RGB") if same else actual]
    whole = Image.new("RGB", (sum(sheet.width + gap for sheet in sheets), max(sheet.height for sheet in sheets)), "red")
    for number, sheet in enumerate(sheets):
        whole.paste(sheet, (sum(one.width + gap for one in sheets[:number]), 0))
    return whole


def _mask(expected: Image.Image, actual: Image.Image) -> Image.Image:
    """White where a colour is in one picture that is not near there in the other, else black.

    Near is the next pixel, so that a line may lie by 2 pt elsewhere, as other versions of a program or of a font may have it.
    """
    soft = [image.convert("RGB").filter(ImageFilter.GaussianBlur(_BLUR)) for image in (expected, actual)]
    found = Image.new("L", expected.size)
    for one, other in (soft, reversed(soft)):
        lightest, darkest = other.filter(ImageFilter.MaxFilter(3)), other.filter(ImageFilter.MinFilter(3))
        for beyond in (*ImageChops.subtract(one, lightest).split(), *ImageChops.subtract(darkest, one).split()):
            found = ImageChops.lighter(found, beyond)
    return found.point(lambda value: 255 * (value > _SEEN))


def _spots(mask: Image.Image) -> Iterator[tuple[int, int, int, int]]:
    """The boxes round what is white, what is near being one spot; single pixels left out."""
    left = {(n % mask.width, n // mask.width) for n, value in enumerate(mask.tobytes()) if value}
    while left:
        spot, edge = set(), {min(left)}
        while edge:
            spot |= edge
            left -= edge
            edge = {pixel for x, y in edge for pixel in _near(x, y) if pixel in left}
        if len(spot) >= _LEAST_PIXELS:
            across, down = [x for x, _ in spot], [y for _, y in spot]
            yield min(across), min(down), max(across), max(down)


def _near(x: int, y: int) -> Iterator[tuple[int, int]]:
    return ((x + dx, y + dy) for dx in range(-_GAP, _GAP + 1) for dy in range(-_GAP, _GAP + 1))


def _block(look: Look, region: Box) -> str:
    """The shape of a slide, its layout or master whose frame is most like the region; else the words there, or the nearest."""
    if look.file.suffix == ".pptx":
        slide = Presentation(str(look.file)).slides[look.page - 1]
        drawn = [shape for one in (slide.slide_layout, slide.slide_layout.slide_master) for shape in one.shapes if not shape.is_placeholder]
        names = [(shape.name, shape) for shape in slide.shapes] + [(f"{slide.slide_layout.name}: {shape.name}", shape) for shape in drawn]
        return max(names, key=lambda entry: _likeness(region, entry[1]))[0]
    words = pages(look.pdf)[look.page - 1].words
    inside = [word for word in words if word.box.meets(region)]
    nearest = sorted(words, key=lambda word: _apart(word.box, region))
    return f"'{told(inside or nearest[:3])}'"


def _apart(one: Box, other: Box) -> float:
    return max(one.left - other.right, other.left - one.right, one.top - other.bottom, other.top - one.bottom)


def _likeness(region: Box, shape) -> float:
    """How much of two rectangles is common to both, 0–1."""
    if shape.left is None:
        return 0.0
    frame = Box(*(value / 12700 for value in (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)))
    width = min(region.right, frame.right) - max(region.left, frame.left)
    height = min(region.bottom, frame.bottom) - max(region.top, frame.top)
    common = max(0.0, width) * max(0.0, height)
    return common / (_area(region) + _area(frame) - common)


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)
