"""Decks as they are written: read back by our own reader, by python-pptx, and part by part."""

import io
import re
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path
from posixpath import dirname, join, normpath

import msgspec
import pytest
from pptx import Presentation
from pptx.util import Emu

from handbooks import REAL, ROOT, composed, content, layouts, real, real_files, real_rendering
from minimal import MINIMAL, replaced
from pipeline.document.blocks import Document, Paragraph, Run, walk
from pipeline.formats.contract import Rendering
from pipeline.formats.matching import Expected, Match, match
from pipeline.formats.package import unpack
from pipeline.formats.pptx.read import read
from pipeline.formats.pptx.write import write
from pipeline.manifest import fixed_texts
from pipeline.problems import Problems

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
TEMPLATE = (REAL.templates / layouts().deck.template).read_bytes()
SMALL = composed(content(MINIMAL))
DECK = real_files()["deck.pptx"].document
PARTS = {name: part.inflate() for name, part in unpack(real_rendering("deck.pptx").data).items()}
SLIDES = {name: ET.fromstring(data) for name, data in PARTS.items() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)}
NOTES = {name: ET.fromstring(data) for name, data in PARTS.items() if re.fullmatch(r"ppt/notesSlides/notesSlide\d+\.xml", name)}


def written(document: Document) -> Rendering:
    problems = Problems()
    rendering = write(document, TEMPLATE, layouts(), problems)
    assert rendering is not None, [p.lines("en") for p in problems]
    return rendering


def read_back(document: Document) -> Match:
    """How a written document compares with itself when it is read."""
    rendering, problems = written(document), Problems()
    reading = read(rendering.data, "deck.pptx", problems)
    assert reading is not None and reading.key == document.key
    blocks = (Expected(p.id, rendering.addresses.get(p.id, ""), p.text, p.links) for _, p in walk(document))
    return match(blocks, reading.found, fixed_texts(document))


def alone(document: Document, section: str) -> Document:
    """The document with this section only; what leads elsewhere leads nowhere."""
    return msgspec.structs.replace(document, sections=tuple(s for s in document.sections if s.id == section))


def with_text(text: str) -> Document:
    """The smallest deck with `text` for the first sentence of the introduction and for its title."""
    introduction = next(s for s in SMALL.sections if s.id == "sections.alku")
    body, *rest = introduction.parts
    first = Paragraph("sections.alku.text.p1", (Run(text), Run(text, strong=True), Run(text, href="https://example.fi/?a=1&b=\"2\"")))
    changed = msgspec.structs.replace(
        introduction,
        title=Paragraph(introduction.title.id, (Run(text),)),
        parts=(msgspec.structs.replace(body, paragraphs=(first, *body.paragraphs[1:])), *rest),
    )
    return alone(msgspec.structs.replace(SMALL, sections=tuple(changed if s is introduction else s for s in SMALL.sections)), "sections.alku")


def relationships(part: str) -> dict[str, ET.Element]:
    name = f"{dirname(part)}/_rels/{part.rsplit('/', 1)[-1]}.rels".lstrip("/")
    return {row.get("Id"): row for row in ET.fromstring(PARTS[name])} if name in PARTS else {}


def words(element: ET.Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{A}t"))


def placeholders(root: ET.Element) -> list[tuple[str, str]]:
    """Type and words of each placeholder that is a shape."""
    return [(ph.get("type", "obj"), words(shape)) for shape in root.iter(f"{P}sp") for ph in shape.iter(f"{P}ph")]


def title(root: ET.Element) -> str:
    return next(text for kind, text in placeholders(root) if kind in ("title", "ctrTitle"))


# Laws


@pytest.mark.parametrize("section", [s.id for s in DECK.sections])
def test_each_section_of_the_handbook_is_read_back_as_written(section: str) -> None:
    result = read_back(alone(DECK, section))
    assert (result.differing, result.unplaced) == ((), ())


def test_the_smallest_deck_of_everything_is_read_back_as_written() -> None:
    result = read_back(SMALL)
    assert result == Match(len(list(walk(SMALL))), (), ())


def test_the_real_deck_is_read_back_as_written() -> None:
    assert read_back(DECK) == Match(len(list(walk(DECK))), (), ())


HOSTILE = {
    "markup": '<&"]]>\'',
    "entities": "&amp; &#10; &lt;b&gt;",
    "emoji": "\N{FAMILY} \U0001f1eb\U0001f1ee",
    "right to left": "שלום עולם مرحبا",
    "bidi marks": "\N{RIGHT-TO-LEFT OVERRIDE}abc",
    "combining": "a\u0308\u0308o",
    "no-break": "7\N{NO-BREAK SPACE}§ uskon\N{SOFT HYPHEN}nolliset",
    "formula": "=1+1",
    "blanks": "  edessä ja perässä  ",
    "two lines": "rivi\nrivi",
    "long word": "x" * 25,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_any_text_is_read_back_as_written(name: str) -> None:
    result = read_back(with_text(HOSTILE[name]))
    assert (result.differing, result.unplaced) == ((), ())


def test_what_xml_cannot_hold_is_left_out_and_the_rest_stays() -> None:
    reading = read(written(with_text("al\x00ku\x0b\ufffe ja loppu")).data, "deck.pptx", Problems())
    assert "alku ja loppu" in {text.text for text in reading.found}


def test_the_same_document_gives_the_same_bytes() -> None:
    assert written(SMALL).data == written(SMALL).data
    assert written(DECK).data == real_rendering("deck.pptx").data


def test_every_block_has_an_address_and_no_address_is_of_no_block() -> None:
    assert set(real_rendering("deck.pptx").addresses) == {p.id for _, p in walk(DECK)}


def test_a_changed_sentence_changes_its_slide_and_the_marks_of_all() -> None:
    old = unpack(written(SMALL).data)
    new = unpack(written(composed(content(replaced("Hankkeissa on yhteinen tavoite.", "Hankkeilla on yhteinen tavoite.")))).data)
    changed = {name for name in old if old[name] != new[name]}
    footed = {name for name in old if re.match(r"ppt/slides/slide\d", name)} - {"ppt/slides/slide1.xml"}
    assert changed == footed | {"docProps/custom.xml"}


# The real deck, part by part


def test_every_slide_has_a_title_and_no_two_are_alike() -> None:
    titles = [title(root) for root in SLIDES.values()]
    assert all(text.strip() for text in titles)
    assert len(set(titles)) == len(titles) == 31


def test_a_section_on_two_slides_counts_them() -> None:
    titles = {title(root) for root in SLIDES.values()}
    name = "Hyvinvoinnin ja terveyden edistäminen ja järjestöyhteistyö"
    assert {f"{name} 1/2", f"{name} 2/2"} <= titles


def test_no_placeholder_is_empty() -> None:
    assert not [(name, kind) for name, root in SLIDES.items() for kind, text in placeholders(root) if not text.strip()]


def test_every_run_is_finnish() -> None:
    for name, root in {**SLIDES, **NOTES}.items():
        for run in [*root.iter(f"{A}r"), *root.iter(f"{A}fld"), *root.iter(f"{A}br")]:
            assert run.find(f"{A}rPr").get("lang") == "fi-FI", (name, words(run))


def test_shapes_of_a_slide_have_ids_and_names_of_their_own() -> None:
    for name, root in SLIDES.items():
        shapes = [shape for shape in root.iter(f"{P}cNvPr") if shape.get("id") != "1"]
        assert len({s.get("id") for s in shapes}) == len(shapes) == len({s.get("name") for s in shapes}), name


def test_links_lead_to_the_known_addresses_and_to_all_that_are_shown() -> None:
    source = real().content.source
    known = {link.url.value for link in source.links if link.url} | {f"mailto:{p.email}" for p in source.people if p.email}
    shown = {run.href for _, p in walk(DECK) for run in p.runs if run.href}
    targets = {row.get("Target") for name in SLIDES for row in relationships(name).values() if row.get("TargetMode") == "External"}
    assert targets == shown and targets <= known
    assert not {"", "#", None} & targets


def test_every_link_has_its_relationship_and_every_relationship_is_used() -> None:
    for name, root in SLIDES.items():
        rows = relationships(name)
        used = {link.get(f"{R}id") for link in root.iter(f"{A}hlinkClick")}
        assert used == {key for key, row in rows.items() if row.get("Type").endswith(("/hyperlink", "/slide"))}, name


def test_links_inside_lead_to_the_slide_that_they_name() -> None:
    contents = next(name for name, root in SLIDES.items() if title(root) == "Sisällys")
    rows = relationships(contents)
    led = {}
    for paragraph in SLIDES[contents].iter(f"{A}p"):
        for link in paragraph.iter(f"{A}hlinkClick"):
            led[words(paragraph)] = title(SLIDES[normpath(join(dirname(contents), rows[link.get(f"{R}id")].get("Target")))])
    assert led and all(text == target for text, target in led.items())


def test_the_notes_of_a_slide_hold_the_addresses_of_its_links() -> None:
    for name in SLIDES:
        rows = relationships(name).values()
        addresses = {row.get("Target") for row in rows if row.get("TargetMode") == "External" and row.get("Target").startswith("http")}
        notes = [normpath(join(dirname(name), row.get("Target"))) for row in rows if row.get("Type").endswith("/notesSlide")]
        said = words(NOTES[notes[0]]) if notes else ""
        assert all(address in said for address in addresses), name
        assert bool(notes) == bool(addresses), name


def test_the_footers_say_which_edition_and_which_key() -> None:
    for name, root in list(SLIDES.items()):
        if name != "ppt/slides/slide1.xml":  # the cover says the edition in its own place
            texts = [text for kind, text in placeholders(root) if kind not in ("title", "ctrTitle")]
            assert any(DECK.marks["edition"] in text and text.endswith(DECK.key) for text in texts), name


def test_every_relationship_leads_to_a_part_and_every_part_has_a_type() -> None:
    types = ET.fromstring(PARTS["[Content_Types].xml"])
    named = {entry.get("PartName") for entry in types.iter(f"{TYPES}Override")}
    endings = {entry.get("Extension") for entry in types.iter(f"{TYPES}Default")}
    assert named <= {f"/{name}" for name in PARTS}
    assert all(f"/{name}" in named or name.rsplit(".", 1)[-1] in endings for name in PARTS)
    for name in PARTS:
        for row in relationships(name).values() if not name.endswith(".rels") else ():
            if row.get("TargetMode") != "External":
                assert normpath(join("/" + dirname(name), row.get("Target"))).lstrip("/") in PARTS, (name, row.get("Target"))


def test_no_trace_of_a_machine_or_of_a_librarys_template_is_left() -> None:
    assert not [name for name in PARTS if re.search(r"thumbnail|printerSettings|revisionInfo|customXml", name, re.IGNORECASE)]
    traces = [str(place).encode() for place in (ROOT, Path.home(), tempfile.gettempdir()) if len(str(place)) > 1]
    traces += [b"file:", b"python", b"Steve Canny", b"en-US", b"/tmp/", b"\\Users\\"]
    assert not [(name, trace) for name, data in PARTS.items() for trace in traces if trace in data]


# Another program


def test_python_pptx_sees_every_slide_its_title_and_its_layout() -> None:
    deck = Presentation(io.BytesIO(real_rendering("deck.pptx").data))
    assert len(deck.slides) == 31
    assert all(slide.shapes.title.text_frame.text.strip() for slide in deck.slides)
    assert deck.slides[0].slide_layout.name == "Kansi"
    assert (deck.slide_width, deck.slide_height) == (Emu(12192000), Emu(6858000))


def test_python_pptx_sees_real_tables_with_a_header_row() -> None:
    deck = Presentation(io.BytesIO(real_rendering("deck.pptx").data))
    tables = {shape.name: shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table}
    assert set(tables) == {"sections.hyvinvointisuunnitelma.plans", "followup", "development"}
    assert all(table.first_row for table in tables.values())
    assert {name: (len(table.rows), len(table.columns)) for name, table in tables.items()} == {
        "sections.hyvinvointisuunnitelma.plans": (5, 2),
        "followup": (8, 8),
        "development": (7, 2),
    }


def test_tables_stay_on_their_slide() -> None:
    deck = Presentation(io.BytesIO(real_rendering("deck.pptx").data))
    for shape in (shape for slide in deck.slides for shape in slide.shapes if shape.has_table):
        assert shape.left >= 0 and shape.left + shape.width <= deck.slide_width
        assert shape.top >= 0 and shape.top + shape.height <= deck.slide_height, shape.name


def test_tables_are_described_in_words() -> None:
    for root in SLIDES.values():
        for frame in root.iter(f"{P}graphicFrame"):
            assert next(frame.iter(f"{P}cNvPr")).get("descr").strip()


def test_python_pptx_reads_the_properties() -> None:
    said = Presentation(io.BytesIO(real_rendering("deck.pptx").data)).core_properties
    assert (said.title, said.author, said.last_modified_by, said.language) == (DECK.title, DECK.publisher, DECK.publisher, "fi-FI")
    assert said.created == said.modified and said.created.isoformat().startswith("2026-01-01")
