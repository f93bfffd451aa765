"""Word files of other houses, and what is asked of them."""

from pathlib import Path
from typing import Callable

from pipeline.formats.contract import WordLayouts
from pipeline.formats.docx.adopt import Adoption, adopted
from pipeline.formats.docx.offer import Profile
from pipeline.formats.docx.profile import profile
from pipeline.formats.package import pack, unpack
from pipeline.problems import Problems

from .documents import LAYOUTS, TEMPLATES

FOLDER = Path(__file__).parents[2] / "brands" / "word"
NAMES = sorted(path.name for path in FOLDER.glob("*.do?x"))
BLOCKS = {"word": LAYOUTS.word, "table": LAYOUTS.table}


def brand(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The file with another content of one part."""
    parts = {name: packed.inflate() for name, packed in unpack(data).items()}
    assert change(parts[part]) != parts[part]
    return pack({**parts, part: change(parts[part])})


def own(wanted: WordLayouts) -> bytes:
    return (TEMPLATES / wanted.template).read_bytes()


def profiled(data: bytes, name: str = "malli.docx", wanted: WordLayouts = LAYOUTS.word) -> tuple[Profile | None, Problems]:
    problems = Problems()
    return profile(data, name, wanted, own(wanted), problems), problems


def completed(data: bytes, wanted: WordLayouts = LAYOUTS.word) -> Adoption:
    found, problems = profiled(data, wanted=wanted)
    assert found is not None, [problem.lines("en") for problem in problems]
    return adopted(data, own(wanted), found.proposal)
