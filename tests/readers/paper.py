"""A file as LibreOffice prints it: the words of each page with their places, the rules drawn on it, and pictures of it.

Needs `soffice` for `printed`, and `pdftotext` and `pdftoppm` (poppler) for the rest; a test asks for them by the fixture `needs`. All places
are points from the page's upper left corner. What is known of PDF is what LibreOffice writes: streams packed with deflate, drawing in points,
one content stream to a page.
"""

import html
import re
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops

_STREAM = re.compile(rb"(\d+) 0 obj\s*<<([^>]*(?:>(?!>)[^>]*)*)>>\s*stream\r?\n")
_PAGE = re.compile(rb"/Type/Page\b(?!s).*?/Contents (\d+) 0 R", re.DOTALL)
_WORD = re.compile(
    r'<page width="([\d.]+)" height="([\d.]+)">|<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
)
_SHOWN = re.compile(rb"(?<=\bBT\n)(.*?)(?=\nET\b)", re.DOTALL)
_CLIP = re.compile(rb"\bW\*?(?= n\b)")
_TOKEN = re.compile(rb"[-+.\d]+|[A-Za-z*]+")
_LEAST_RULE = 6.0
_DRAWN = 40


class Box(NamedTuple):
    """A rectangle on a page."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> "Box":
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: "Box") -> bool:
        """Have they a common area."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def beyond(self, frame: "Box") -> float:
        """How far it leaves a frame, at its worst side; 0 or less: not at all."""
        return max(frame.left - self.left, frame.top - self.top, self.right - frame.right, self.bottom - frame.bottom)


class Word(NamedTuple):
    """A word of a page, or the part of one that stands on a line. `box` is as high as the font's ascent and descent."""

    text: str
    box: Box

    @property
    def ink(self) -> Box:
        """Where letters can be: less than the font's height, which the highest capital with its dots does not fill."""
        height = self.box.bottom - self.box.top
        return self.box._replace(top=self.box.top + 0.12 * height, bottom=self.box.bottom - 0.06 * height)

    @property
    def core(self) -> Box:
        """Where small letters have their ink: between a line below the word and one above it."""
        height, width = self.box.bottom - self.box.top, min(1.5, (self.box.right - self.box.left) / 4)
        return Box(self.box.left + width, self.box.top + 0.45 * height, self.box.right - width, self.box.bottom - 0.3 * height)


class Page(NamedTuple):
    """A page with its words in the order in which they were drawn: those of one text follow one another."""

    width: float
    height: float
    words: tuple[Word, ...]


def printed(soffice: str, files: Iterable[Path], folder: Path, ending: str = "pdf") -> list[Path]:
    """The files saved by LibreOffice into `folder`, in one start of it, as `NAME.ENDING`, where NAME keeps the file's own ending.

    LibreOffice gets a profile of its own, and a clean environment, since a virtual environment on PATH stops it.
    """
    sources, made = [], []
    for file in files:
        sources.append(shutil.copy(file, folder / f"{file.name}{file.suffix}"))
        made.append(folder / f"{file.name}.{ending}")
    with tempfile.TemporaryDirectory() as out:
        command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", ending, "--outdir", out]
        command += map(str, sources)
        subprocess.run(command, check=True, capture_output=True, timeout=300, env={"HOME": str(folder), "PATH": "/usr/bin:/bin"})
        for file in made:
            shutil.move(Path(out, file.name), file)
    return made


def pages(pdf: Path) -> list[Page]:
    """The pages with their words."""
    said = subprocess.run(["pdftotext", "-raw", "-bbox", str(pdf), "-"], check=True, capture_output=True, encoding="utf-8").stdout
    found: list[tuple[float, float, list[Word]]] = []
    for width, height, left, top, right, bottom, text in _WORD.findall(said):
        if width:
            found.append((float(width), float(height), []))
        else:
            found[-1][2].append(Word(html.unescape(text), Box(float(left), float(top), float(right), float(bottom))))
    return [Page(width, height, tuple(words)) for width, height, words in found]


def rules(pdf: Path) -> list[list[Box]]:
    """For each page the level and upright edges of what is drawn on it, lines and filled areas, each as a box without breadth."""
    data = pdf.read_bytes()
    streams = {number: content for number, _, content in _streams(data)}
    heights = [page.height for page in pages(pdf)]
    return [list(_edges(streams[int(number)], height)) for number, height in zip(_PAGE.findall(data), heights, strict=True)]


def without_text(pdf: Path, folder: Path) -> Path:
    """A copy with everything but the text."""
    return _changed(pdf, folder / f"{pdf.stem}-bare.pdf", lambda content: _SHOWN.sub(b"", content))


def unclipped(pdf: Path, folder: Path) -> Path:
    """A copy in which nothing is cut off at the edge of an area."""
    return _changed(pdf, folder / f"{pdf.stem}-whole.pdf", lambda content: _CLIP.sub(b"", content))


def pictures(pdf: Path, dpi: int, colour: bool = False) -> list[Image.Image]:
    """Each page as a picture, grey if not in colours."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", str(dpi), *(() if colour else ("-gray",)), str(pdf), f"{folder}/p"], check=True, capture_output=True)
        return [Image.open(path).copy() for path in sorted(Path(folder).iterdir())]


def ink(pdf: Path, dpi: int, folder: Path) -> list[Image.Image]:
    """The ink of the text of each page: white where a picture with the text differs from one without it, else black."""
    pairs = zip(pictures(pdf, dpi), pictures(without_text(pdf, folder), dpi), strict=True)
    return [ImageChops.difference(one, other).point(lambda value: 255 * (value > _DRAWN)) for one, other in pairs]


def cut(pdf: Path, dpi: int, folder: Path) -> list[Image.Image]:
    """What a page does not show of its text because an area is too small: white, else black."""
    pairs = zip(ink(unclipped(pdf, folder), dpi, folder), ink(pdf, dpi, folder), strict=True)
    return [ImageChops.subtract(whole, shown) for whole, shown in pairs]


def _streams(data: bytes) -> Iterator[tuple[int, re.Match[bytes], bytes]]:
    """The streams that draw: number of the object, its head, and the content unpacked."""
    for head in _STREAM.finditer(data):
        if b"/FlateDecode" in head[2] and b"/Length1" not in head[2] and b"/Subtype/Image" not in head[2]:
            yield int(head[1]), head, zlib.decompressobj().decompress(data[head.end() :])


def _changed(pdf: Path, copy: Path, change: Callable[[bytes], bytes]) -> Path:
    """A copy with its streams changed in their places: packed again they must not be longer, so that everything stays where it was."""
    data = bytearray(pdf.read_bytes())
    for _, head, content in list(_streams(bytes(data))):
        start, changed = head.end(), change(content)
        if changed != content:
            end, packed = data.index(b"endstream", start), zlib.compress(changed, 9)
            assert len(packed) <= end - start, f"{pdf.name}: a stream has grown"
            data[start:end] = packed.ljust(end - start, b"\n")
    copy.write_bytes(data)
    return copy


def _edges(content: bytes, height: float) -> Iterator[Box]:
    """The straight edges of the painted paths of a content stream (ISO 32000-1, 8.5), longer than a dash."""
    matrix, kept, numbers, path = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), [], [], []
    for token in _TOKEN.findall(_SHOWN.sub(b"", content)):
        if token[:1] in b"+-.0123456789":
            numbers.append(float(token))
            continue
        if token == b"q":
            kept.append(matrix)
        elif token == b"Q":
            matrix = kept.pop() if kept else matrix
        elif token == b"cm":
            matrix = _product(numbers[-6:], matrix)
        elif token == b"re":
            x, y, width, tall = numbers[-4:]
            path += [[(x, y), (x + width, y), (x + width, y + tall), (x, y + tall), (x, y)]]
        elif token == b"m":
            path.append([(numbers[-2], numbers[-1])])
        elif token in (b"l", b"c") and path:
            path[-1].append((numbers[-2], numbers[-1]))
        elif token in (b"f", b"f*", b"S", b"s", b"B", b"B*", b"n"):
            yield from _painted(path if token != b"n" else [], matrix, height)
            path = []
        numbers = []


def _painted(path: list, matrix: tuple, height: float) -> Iterator[Box]:
    a, b, c, d, e, f = matrix
    for part in path:
        placed = [(a * x + c * y + e, height - (b * x + d * y + f)) for x, y in part]
        for (x, y), (u, v) in zip(placed, placed[1:]):
            if min(abs(x - u), abs(y - v)) < 0.1 and max(abs(x - u), abs(y - v)) > _LEAST_RULE:
                yield Box(min(x, u), min(y, v), max(x, u), max(y, v))


def _product(inner, outer: tuple) -> tuple:
    """The matrix of a coordinate system within another (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = inner
    k, m, n, o, p, q = outer
    return (a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q)
