"""The laws of the two sides of the format, and what becomes of a file of ours that people change."""

import re
from io import BytesIO
from typing import Callable

import pytest
from handbooks import REAL, real, real_files
from pypdf import PdfWriter
from pypdf.annotations import FreeText, Text
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from pipeline.document.blocks import Document, Run, walk
from pipeline.formats.contract import Found, Rendering
from pipeline.formats.matching import Expected, Match, match, normal
from pipeline.formats.pdf.digest import content_digest
from pipeline.formats.pdf.write import write
from pipeline.formats.seal import is_whole
from pipeline.manifest import fixed_texts
from pipeline.problems import Problems

from ..docx.documents import LAYOUTS, cover, field, panel, section, table, words
from ..docx.documents import document as written
from .files import reading

LONG = "hyvinvointisuunnitelmatyöryhmäkokoontumiskäytäntöjärjestelyt"
FONT = DictionaryObject({NameObject("/Subtype"): NameObject("/TrueType")})

TEMPLATE = {path.relative_to(REAL.templates / "pdf").as_posix(): path.read_bytes() for path in (REAL.templates / "pdf").rglob("*") if path.is_file()}
FILES = ("word", "table-blank", "table-filled")
_MADE: dict[str, tuple[Document, Rendering]] = {}


def made(name: str) -> tuple[Document, Rendering]:
    """A document of the real handbook, and its file."""
    if name not in _MADE:
        document, problems = real_files()[f"{name}.docx"].document, Problems()
        rendering = write(document, TEMPLATE, real().layouts, problems)
        assert rendering is not None and not list(problems), [problem.lines("en") for problem in problems]
        _MADE[name] = (document, rendering)
    return _MADE[name]


def compared(name: str, data: bytes) -> Match:
    """How a file compares with the document that it was made from."""
    document, rendering = made(name)
    blocks = {
        block.id: Expected(block.id, rendering.addresses[block.id], "" if block.id in rendering.blank else block.text, block.links)
        for _, block in walk(document)
        if block.text
    }
    return match(blocks.values(), reading(data).found, fixed_texts(document, rendering.fixed))


@pytest.mark.parametrize("name", FILES)
def test_every_block_of_a_file_as_written_is_found_and_nothing_else(name: str) -> None:
    document, rendering = made(name)
    result = compared(name, rendering.data)
    assert result == Match(len({block.id for _, block in walk(document) if block.text}), (), ())
    assert reading(rendering.data).key == document.key and is_whole(rendering.data)


@pytest.mark.parametrize("name", FILES)
def test_blocks_are_found_in_the_order_of_the_document(name: str) -> None:
    document, rendering = made(name)
    found = [normal(text.text) for text in reading(rendering.data).found]
    at = -1
    for section in document.sections:
        if section.title is not None and section.kind != "contents":
            at = found.index(normal(section.title.text), at + 1)


def edited(name: str, edit: Callable[[PdfWriter], object]) -> bytes:
    """A file of ours, opened in a program, changed and saved."""
    writer, out = PdfWriter(clone_from=BytesIO(made(name)[1].data)), BytesIO()
    edit(writer)
    writer.write(out)
    return out.getvalue()


def drawn(page: int, old: bytes, new: bytes) -> Callable[[PdfWriter], None]:
    """The first such operators of the content of a page, as others. `page`: from 0."""

    def edit(writer: PdfWriter) -> None:
        data = writer.pages[page].get_contents().get_data()
        start = data.index(b"/MCID")  # what stands before it is the header
        body, count = re.subn(old, new, data[start:], count=1, flags=re.DOTALL)
        assert count
        content = DecodedStreamObject()
        content.set_data(data[:start] + body)
        writer.pages[page][NameObject("/Contents")] = content

    return edit


def assert_edited(name: str, data: bytes) -> None:
    """The file is neither whole nor the same, and still one of ours."""
    document, rendering = made(name)
    assert not is_whole(data) and content_digest(data) != content_digest(rendering.data) and reading(data).key == document.key


def test_a_file_saved_again_is_not_whole_though_every_block_is_found() -> None:
    data = edited("table-filled", lambda writer: None)
    assert_edited("table-filled", data)
    assert compared("table-filled", data) == compared("table-filled", made("table-filled")[1].data)


@pytest.mark.parametrize("page", [2, 4])
def test_a_sentence_that_a_person_changes_is_the_difference_of_its_block(page: int) -> None:
    data = edited("word", drawn(page, rb"\)-?[\d.]+\((?:[^()\\]|\\.)*\)\]TJ", b")]TJ"))  # the end of a line
    assert_edited("word", data)
    result = compared("word", data)
    (difference,) = result.differing
    assert difference.id and difference.expected.startswith(difference.found[:6]) and result.unplaced == ()


def test_a_sentence_that_a_person_writes_outside_the_structure_is_nobodys() -> None:
    data = edited("table-blank", drawn(0, rb"\Z", rb" BT /f0 9 Tf (\\000\\001\\000\\002) Tj ET"))
    assert_edited("table-blank", data)
    result = compared("table-blank", data)
    assert [bool(text.text) for text in result.unplaced] == [True] and result.differing == ()


def test_a_page_taken_away_is_told_by_its_blocks() -> None:
    data = edited("table-filled", lambda writer: writer.remove_page(1))
    assert_edited("table-filled", data)
    result = compared("table-filled", data)
    assert len(result.differing) > 5 and all(difference.id for difference in result.differing)


def test_a_page_put_in_is_nobodys() -> None:
    def edit(writer: PdfWriter) -> None:
        page, content = writer.add_blank_page(200, 200), DecodedStreamObject()
        content.set_data(b"BT /f 9 Tf (Uusi sivu) Tj ET")
        page[NameObject("/Contents")] = content
        page[NameObject("/Resources")] = writer._add_object(DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/f"): FONT})}))

    data = edited("table-filled", edit)
    assert_edited("table-filled", data)
    assert [text.text for text in compared("table-filled", data).unplaced] == ["Uusi sivu"]


def test_what_a_person_notes_on_a_page_is_nobodys_and_names_no_block() -> None:
    def edit(writer: PdfWriter) -> None:
        writer.add_annotation(0, Text(rect=(50, 50, 90, 90), text="Muista tämä"))
        writer.add_annotation(1, FreeText(text="Lisäys", rect=(50, 50, 90, 90)))

    data = edited("table-blank", edit)
    assert_edited("table-blank", data)
    assert compared("table-blank", data)[1:] == ((), (Found("", "Muista tämä"), Found("", "Lisäys")))


def test_a_link_that_leads_elsewhere_is_the_difference_of_its_block() -> None:
    def edit(writer: PdfWriter) -> None:
        for page in writer.pages:
            for reference in page.get("/Annots", ()):
                action = reference.get_object().get("/A", {})
                if "hyvinvointi" in action.get("/URI", ""):
                    action[NameObject("/URI")] = TextStringObject("https://example.com/muu")

    data = edited("word", edit)
    assert_edited("word", data)
    assert all("https://example.com/muu" in difference.found for difference in compared("word", data).differing)
    assert compared("word", data).differing


def test_an_attached_file_breaks_the_seal() -> None:
    assert_edited("table-filled", edited("table-filled", lambda writer: writer.add_attachment("muistio.txt", b"Muista")))


def test_a_note_that_is_appended_breaks_the_seal() -> None:
    data = made("table-filled")[1].data + b"9999 0 obj\n<</Contents(Muista)>>\nendobj\n"
    assert not is_whole(data) and content_digest(data) != content_digest(made("table-filled")[1].data)


@pytest.mark.parametrize(
    "text",
    [
        '# $x$ *a* _b_ @c `d` <e> & &amp; {{ f }} {% raw %} \\g // h "i" ~ -- ... \'j\'',
        "- eka",
        "1. eka",
        "= eka",
        "kaksi  väliä\nja rivi\ttaulukko",
        "😀 👩\u200d👩\u200d👧 𝔘 中文",
        "مرحبا بالعالم 123 שלום",
        "Teksti שלום עולם 2026 jatkuu (עברית) ja مرحبا 45.",
        "7\u00a0§ 2025–2029 \u2011ohjelma Maa\u00adkuntaliitto office fluffy tilattiin",
        "a\u0301 ja \u00e1",
        f"{LONG} {LONG}{LONG} {LONG}",
    ],
)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    link = Run(f"linkki {text}", href="https://example.fi/")
    parts = [panel("body", words("a.1", text), words("a.2", text, style="bullet"), words("a.3", "Katso ", link, style="number")), table("t", [["a", text], [text, field("t.f", text)]])]
    document = written(cover(), section("a", *parts, title=f"Otsikko {text}", number="1"))
    rendering = write(document, TEMPLATE, LAYOUTS, Problems())
    assert rendering is not None
    blocks = {block.id: Expected(block.id, "", block.text, block.links) for _, block in walk(document) if block.text}
    assert match(blocks.values(), reading(rendering.data).found, fixed_texts(document, rendering.fixed)) == Match(len(blocks), (), ())
