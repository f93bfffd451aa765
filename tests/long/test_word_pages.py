"""The Word files as LibreOffice lays them out: headings with what they head, rows whole, header rows on every page, contents that lead there.

The handbook, the tables and a recipient's form as they are, the same stressed until they overflow, and the handbook in the templates of other houses.
"""

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from docx.oxml.ns import qn

from formats.docx.brands import NAMES, brand, completed
from handbooks import REAL, layouts, real_files, real_form
from pipeline.document.blocks import Cell, Document, Paragraph, Row, Run, Section, Table
from pipeline.document.personal import RESPONDENT
from pipeline.formats.contract import Layouts
from pipeline.formats.docx.write import write
from pipeline.formats.package import pack, unpack
from pipeline.problems import Problems
from readers.pages import Block, Page, blocks, found, holds, pages

from libreoffice import convert

pytestmark = pytest.mark.long

OURS = ("word", "table-blank", "table-filled", "form")
STRESSED = tuple(f"{name}-stressed" for name in OURS)
BRANDS = tuple(f"brand-{name.replace('.', '-')}" for name in NAMES)
CONTENTS = ("TOC1", "TOC2")
_TALLEST = 2000  #: characters of a row of the follow-up table that may be higher than a page
ROWS, TIMES = 25, 3


class Rendered(NamedTuple):
    """A Word file and its pages."""

    file: Path
    blocks: list[Block]
    pages: list[Page]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory):
    """`shown(name, needs)`: a file written and rendered when it is first asked for."""
    folder, made = tmp_path_factory.mktemp("word"), {}

    def show(name: str, needs) -> Rendered:
        if name not in made:
            file = folder / f"{name}.docx"
            file.write_bytes(written(name))
            made[name] = Rendered(file, blocks(file), pages(needs("pdftotext"), convert(needs("soffice"), file, folder), file))
        return made[name]

    return show


def written(name: str) -> bytes:
    """One of our files, stressed, or in another house's template."""
    if name in BRANDS:
        adoption = completed(brand(NAMES[BRANDS.index(name)]), layouts().word)
        return rendering(real_files()["word.docx"].document, adoption.data, msgspec.structs.replace(layouts(), word=adoption.layouts))
    plain = name.removesuffix("-stressed")
    document = real_form("jarjestot", True) if plain == "form" else real_files()[f"{plain}.docx"].document
    template = layouts().word.template if plain == "word" else layouts().table.template
    made = rendering(stressed(document) if plain != name else document, (REAL.templates / template).read_bytes(), layouts())
    return personal(made) if plain == "form" else made


def personal(form: bytes) -> bytes:
    """A form with the name of its respondent, since no font has the signs that stand for it."""
    name = "Järjestöt – liikunta ja urheilu".encode()
    return pack({part: packed.inflate().replace(RESPONDENT.encode(), name) for part, packed in unpack(form).items()})


def rendering(document: Document, template: bytes, chosen: Layouts) -> bytes:
    problems = Problems()
    made = write(document, template, chosen, problems)
    assert made is not None, [problem.lines("en") for problem in problems]
    return made.data


def stressed(document: Document) -> Document:
    """Each text three times, 25 rows in the follow-up table, as many practices."""
    sections: list[Section] = []
    for section in document.sections:
        copies = ROWS // 7 + 1 if section.kind == "practice" else 1
        sections += (_again(section, number) for number in range(copies))
    return msgspec.structs.replace(document, sections=tuple(_longer(section) for section in sections))


def _again(section: Section, number: int) -> Section:
    """A copy whose ids are its own; the first is the section itself."""
    if not number:
        return section
    return _renamed(section, section.id, f"{section.id}-{number}")


def _renamed(value: object, old: str, new: str) -> object:
    """A block with other ids, all of it below too."""
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(_renamed(one, old, new) for one in value)
    if not isinstance(value, msgspec.Struct):
        return value
    fields = {name: _renamed(getattr(value, name), old, new) for name in value.__struct_fields__}
    return type(value)(**{**fields, "id": fields["id"].replace(old, new, 1)} if "id" in fields else fields)


def _longer(section: Section) -> Section:
    parts = []
    for part in section.parts:
        if isinstance(part, Table):
            rows = part.rows if part.role != "followup" else tuple(_row(part.rows[n % len(part.rows)], n // len(part.rows)) for n in range(ROWS))
            rows = tuple(msgspec.structs.replace(row, cells=tuple(_cell(cell) for cell in row.cells)) for row in rows)
            parts.append(msgspec.structs.replace(part, rows=rows))
        else:
            parts.append(msgspec.structs.replace(part, paragraphs=tuple(_thrice(block) for block in part.paragraphs)))
    title = _thrice(section.title) if section.title is not None and section.kind not in ("cover", "contents") else section.title
    return msgspec.structs.replace(section, title=title, parts=tuple(parts))


def _row(row: Row, number: int) -> Row:
    return _renamed(row, row.id, f"{row.id}-{number}") if number else row


def _cell(cell: Cell) -> Cell:
    return cell if cell.choices else msgspec.structs.replace(cell, paragraphs=tuple(_thrice(block) for block in cell.paragraphs))


def _thrice(block: Paragraph) -> Paragraph:
    again = (Run(" "), *block.runs) * (TIMES - 1) if block.runs else ()
    return msgspec.structs.replace(block, runs=(*block.runs, *again))


def entries(rendered: Rendered) -> list[Block]:
    return [block for block in rendered.blocks if block.style in CONTENTS]


def headings(rendered: Rendered) -> list[Block]:
    """The headings after the contents."""
    listed = [number for number, block in enumerate(rendered.blocks) if block.style in CONTENTS]
    return [block for block in rendered.blocks[listed[-1] + 1 if listed else 0 :] if block.level]


@pytest.mark.parametrize("name", OURS + STRESSED + BRANDS)
def test_every_page_says_its_number_and_how_many_there_are(shown, needs, name: str) -> None:
    rendered = shown(name, needs)
    count = len(rendered.pages)
    for page in rendered.pages:
        number = rf"(?<!\d){page.number}( ?\({count}\))?(?!\d)"
        assert re.search(number if name in BRANDS else rf"(?<!\d){page.number} \({count}\)", page.margins), f"page {page.number}: {page.margins}"


@pytest.mark.parametrize("name", OURS + STRESSED + BRANDS)
def test_no_heading_stands_at_the_foot_of_a_page(shown, needs, name: str) -> None:
    """A heading is followed on its page by two lines at least of what it heads, or by all of it."""
    rendered = shown(name, needs)
    at, places = (0, 0), []
    for entry in entries(rendered) if name not in BRANDS else ():
        place = found(rendered.pages, entry.text, at)
        at = (place.page.number - 1, place.last + 1)
    listed = headings(rendered)
    for heading in listed:
        place = found(rendered.pages, heading.text, at)
        at = (place.page.number - 1, place.last + 1)
        places.append(place)
    for number, (heading, place) in enumerate(zip(listed, places)):
        following = places[number + 1] if number + 1 < len(places) else None
        left = len(place.page.lines) - place.last - 1
        own = _lines_between(rendered.pages, place, following)
        least = min(2, own) if own else 1
        assert left >= least, f"'{heading.text[:60]}' on page {place.page.number}: {left} lines follow of {own}"


def _lines_between(all_pages: list[Page], place, following) -> int:
    """The lines of the text that a heading heads, up to the next heading."""
    end = (following.page.number, following.first) if following else (len(all_pages), len(all_pages[-1].lines))
    if end[0] == place.page.number:
        return end[1] - place.last - 1
    between = sum(len(page.lines) for page in all_pages[place.page.number : end[0] - 1])
    return len(place.page.lines) - place.last - 1 + between + end[1]


@pytest.mark.parametrize("name", OURS + STRESSED)
def test_no_row_is_parted_and_the_header_row_stands_on_every_page_of_its_table(shown, needs, name: str) -> None:
    rendered = shown(name, needs)
    at, taken = 0, Counter()
    for table in (block for block in rendered.blocks if block.rows):
        headed = table.element.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        for row in table.rows[headed:]:
            start = at
            while not holds(rendered.pages[at], row, taken):
                if not taken and _fills_a_page(rendered.pages[at : at + 2], row):
                    at += 1
                    break
                at, taken = at + 1, Counter()
                assert at < len(rendered.pages), f"no page from {start + 1} on holds the row '{' | '.join(row)[:150]}'"
            assert not headed or holds(rendered.pages[at], table.rows[0], Counter()), f"page {at + 1} lacks the header row {table.rows[0]}"


def _fills_a_page(both: list[Page], row: tuple[str, ...]) -> bool:
    """Whether a row that no page could hold begins on one of its own and ends on the next."""
    whole = Page(both[0].number, tuple(line for page in both for line in page.lines), "")
    return sum(map(len, row)) > _TALLEST and holds(whole, row, Counter())


@pytest.mark.parametrize("name", ("word", "word-stressed", *BRANDS))
def test_the_contents_list_the_headings_in_order_and_lead_to_them(shown, needs, name: str) -> None:
    document = shown(name, needs).blocks
    listed = _contents(document)
    heads = [block for block in document[document.index(listed[-1]) + 1 :] if block.level in (1, 2)]
    assert [block.text.split() for block in listed] == [block.text.split() for block in heads]
    for entry, heading in zip(listed, heads):
        anchors = {link.get(qn("w:anchor")) for link in entry.element.iter(qn("w:hyperlink"))}
        assert anchors & {mark.get(qn("w:name")) for mark in heading.element.iter(qn("w:bookmarkStart"))}, entry.text


def _contents(document: list[Block]) -> list[Block]:
    """The paragraphs between the beginning and the end of the field of contents."""
    begin = next(number for number, block in enumerate(document) if any("TOC" in (code.text or "") for code in block.element.iter(qn("w:instrText"))))
    depth = 0
    for number, block in enumerate(document[begin:], begin):
        for mark in block.element.iter(qn("w:fldChar")):
            depth += {"begin": 1, "end": -1}.get(mark.get(qn("w:fldCharType")), 0)
        if not depth:
            return document[begin : number + 1]
    raise AssertionError("the contents do not end")
