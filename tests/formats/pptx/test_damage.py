"""Templates damaged at random, a little: each gives a deck or problems, never a traceback, and soon. The same damage at each run."""

import random
import re
from functools import lru_cache
from typing import Callable
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from formats.pptx.brands import FOLDER
from handbooks import REAL, composed, content, layouts
from minimal import MINIMAL
from pipeline.formats.contract import Layouts
from pipeline.formats.package import pack, unpack
from pipeline.formats.pptx.offer import offered
from pipeline.formats.pptx.profile import profile
from pipeline.formats.pptx.propose import proposed
from pipeline.formats.pptx.template import read_template
from pipeline.formats.pptx.write import write
from pipeline.problems import Problems

DOCUMENT = composed(content(MINIMAL))
TEMPLATES = (REAL.templates / layouts().deck.template, *(FOLDER / name for name in ("python-pptx.pptx", "made-leftovers.pptx", "libreoffice-piano.pptx", "made-two-masters.pptx")))
VALUES = ("", "-1", "0", "abc", "99999999999999999999", "90%", "1.5", "٣", "../../../etc/passwd", "NaN", "18%%", "+mj-lt", "100000000", "zzzzzz", "&quot;&lt;")
READ = re.compile("presentation|slideMaster|slideLayout|theme|tableStyles|Content_Types|^_rels")  #: names of parts that the program reads


def with_other_value(text: bytes, chance: random.Random) -> bytes:
    """One attribute, or all of its name, with a value that it should not have."""
    name = chance.choice(sorted({found[0] for found in re.findall(rb'\s([\w:]+)="([^"]*)"', text)}) or [b"-"])
    value = chance.choice(VALUES).encode()
    return re.sub(rb"(\s" + re.escape(name) + rb'=")[^"]*', lambda found: found[1] + value, text, count=chance.choice((0, 1)))


def with_other_elements(text: bytes, chance: random.Random) -> bytes:
    """The elements of one name gone, twice or empty."""
    root = ElementTree.fromstring(text)
    tag = chance.choice(sorted({element.tag for element in root.iter()} - {root.tag}) or [""])
    change = chance.choice(("gone", "twice", "empty", "bare"))
    for above, element in [(above, element) for above in root.iter() for element in above if element.tag == tag]:
        if change == "gone":
            above.remove(element)
        elif change == "twice":
            above.append(element)
        elif change == "empty":
            element[:] = []
        else:
            element.attrib.clear()
    return ElementTree.tostring(root)


def in_other_encoding(text: bytes, chance: random.Random) -> bytes:
    plain = re.sub(r"^\ufeff?<\?xml[^>]*\?>", "", text.decode())
    name = chance.choice(("utf-16", "latin-1", "bogus", "shift_jis", "utf-7"))
    return f'<?xml version="1.0" encoding="{name}"?>{plain}'.encode(name if name in ("utf-16", "latin-1") else "utf-8", "xmlcharrefreplace")


def with_other_bytes(text: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(text) or 1)
    return text[:at] + bytes([chance.randrange(256)]) + text[at + chance.choice((0, 1, 200)) :]


HURTS: tuple[Callable[[bytes, random.Random], bytes], ...] = (with_other_value, with_other_elements, in_other_encoding, with_other_bytes)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A template with one or two parts gone or hurt."""
    parts = {name: part.inflate() for name, part in unpack(data).items()}
    names = [name for name in parts if READ.search(name) and name.endswith((".xml", ".rels"))]
    for name in chance.sample(names, chance.choice((1, 1, 2))):
        if chance.random() < 0.05:
            del parts[name]
        else:
            parts[name] = chance.choice(HURTS)(parts[name], chance)
    return pack(parts)


@lru_cache
def mapping(number: int) -> Layouts:
    """layouts.yaml with the proposed mapping for one of the templates."""
    template = read_template(TEMPLATES[number].read_bytes(), "talo.pptx", Problems())
    return replace(layouts(), deck=proposed(template, offered(template), layouts().deck).layouts)


@pytest.mark.parametrize("number", range(len(TEMPLATES)))
def test_a_template_damaged_at_random_gives_a_deck_or_problems(number: int) -> None:
    data = TEMPLATES[number].read_bytes()
    for seed in range(25):
        hurt = damaged(data, random.Random(1000 * number + seed))
        problems = Problems()
        rendering = write(DOCUMENT, hurt, mapping(number), problems)
        assert rendering is not None or problems.errors(), seed
        for name, part in unpack(rendering.data).items() if rendering else ():
            if name.startswith("ppt/slides/slide"):
                ElementTree.fromstring(part.inflate())
        problems = Problems()
        assert profile(hurt, "talo.pptx", layouts().deck, problems) is not None or problems.errors(), seed
        assert all(problem.lines("fi") and problem.lines("en") for problem in problems)


def test_ten_thousand_layouts_are_one_clear_problem() -> None:
    parts = {name: part.inflate() for name, part in unpack(TEMPLATES[0].read_bytes()).items()}
    layout = next(part for name, part in parts.items() if name.startswith("ppt/slideLayouts/slideLayout"))
    problems = Problems()
    profile(pack({**parts, **{f"ppt/slideLayouts/more{n}.xml": layout for n in range(10_000)}}), "talo.pptx", layouts().deck, problems)
    assert [problem.code for problem in problems] == ["package-too-many-parts"]


def test_a_layout_that_a_master_lists_again_and_again_is_one() -> None:
    parts = {name: part.inflate() for name, part in unpack(TEMPLATES[1].read_bytes()).items()}
    master, rels = "ppt/slideMasters/slideMaster1.xml", "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    kind = re.search(rb'Type="([^"]*/slideLayout)"', parts[rels])[1].decode()
    more = "".join(f'<Relationship Id="m{n}" Type="{kind}" Target="../slideLayouts/slideLayout2.xml"/>' for n in range(2_000))
    ids = "".join(f'<p:sldLayoutId id="{2147483700 + n}" r:id="m{n}"/>' for n in range(2_000))
    parts[rels] = parts[rels].replace(b"</Relationships>", f"{more}</Relationships>".encode())
    parts[master] = parts[master].replace(b"</p:sldLayoutIdLst>", f"{ids}</p:sldLayoutIdLst>".encode())
    template = read_template(pack(parts), "talo.pptx", Problems())
    assert len(template.layouts) == len([name for name in parts if name.startswith("ppt/slideLayouts/slideLayout")])
