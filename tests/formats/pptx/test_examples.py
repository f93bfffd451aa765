"""What a brand's template brings along and lacks: example slides, notes masters, footers, and places that a program could take for others."""

import re
from posixpath import dirname, join, normpath
from xml.etree import ElementTree as ET

import pytest

from formats.pptx.brands import FOLDER, FRAME, level, parts, shape
from handbooks import composed, content, layouts
from minimal import MINIMAL
from msgspec.structs import replace
from pipeline.document.blocks import Document, Panel, Paragraph, Run, Section
from pipeline.formats.contract import DeckLayouts, Layout, Level, Placeholders
from pipeline.formats.package import Packed, pack, unpack
from pipeline.formats.pptx.offer import offered
from pipeline.formats.pptx.propose import proposed
from pipeline.formats.pptx.template import Template, read_template
from pipeline.formats.pptx.write import write
from pipeline.problems import Problems

HANDBOOK = composed(content(MINIMAL))
LEFTOVERS = unpack((FOLDER / "made-leftovers.pptx").read_bytes())
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def in_brand(name: str, own: dict[str, Packed] | None = None) -> dict[str, bytes]:
    """The parts of the smallest handbook in a brand's template by the proposed mapping."""
    problems = Problems()
    data = pack(own) if own else (FOLDER / name).read_bytes()
    template = read_template(data, name, problems)
    assert template is not None, [p.lines("en") for p in problems]
    proposal = proposed(template, offered(template), layouts().deck)
    rendering = write(HANDBOOK, data, replace(layouts(), deck=proposal.layouts), problems)
    assert rendering is not None, [p.lines("en") for p in problems]
    return {part: packed.inflate() for part, packed in unpack(rendering.data).items()}


def leads_to(found: dict[str, bytes]) -> dict[str, set[str]]:
    """The parts that each part leads to, inside the package."""
    led: dict[str, set[str]] = {}
    for name in (name for name in found if name.endswith(".rels")):
        folder = dirname(dirname(name))
        rows = [row for row in ET.fromstring(found[name]) if row.get("TargetMode") != "External"]
        led[name] = {normpath(join("/", folder, row.get("Target", ""))).lstrip("/") for row in rows}
    return led


# Example slides


def test_nothing_of_example_slides_reaches_the_output() -> None:
    found, own = in_brand("made-leftovers.pptx"), {name: part.inflate() for name, part in LEFTOVERS.items()}
    examples = {name for name in own if re.match(r"ppt/(slides|notesSlides|media)/", name)}
    assert examples and not any(found.get(name) == own[name] for name in examples)
    assert not [name for name in found if name.startswith("ppt/media/")]
    presentation = found["ppt/presentation.xml"]
    assert presentation.count(b"<p:sldIdLst") == 1 and b"custShow" not in presentation and b"521415D9" not in presentation
    assert any(b"custShow" in part or b"521415D9" in part for part in own.values())


def test_every_relationship_of_the_output_leads_somewhere_and_every_type_is_of_a_part() -> None:
    found = in_brand("made-leftovers.pptx")
    assert all(target in found for targets in leads_to(found).values() for target in targets)
    typed = re.findall(rb'PartName="/([^"]+)"', found["[Content_Types].xml"])
    assert len(set(typed)) == len(typed) and {name.decode() for name in typed} <= set(found)


@pytest.mark.parametrize("name", ("made-leftovers.pptx", "pandoc.pptx", "autopptx.pptx", "text2officeprocessor.pptx", "libreoffice-piano.pptx"))
def test_a_template_with_example_slides_keeps_none_of_their_parts(name: str) -> None:
    template = Template(name, unpack((FOLDER / name).read_bytes()))
    assert template.examples and not [part for part in template.parts if part.startswith(("ppt/slides/", "ppt/notesSlides/"))]


def test_media_that_layouts_show_stay() -> None:
    found = in_brand("made-media-on-layout.pptx")
    media = {name for name in found if name.startswith("ppt/media/")}
    own = unpack((FOLDER / "made-media-on-layout.pptx").read_bytes())
    assert len(media) >= 2 and all(found[name] == own[name].inflate() for name in media)


def test_media_that_layouts_and_example_slides_share_stay() -> None:
    """autopptx.pptx has a picture on two layouts."""
    template = Template("autopptx.pptx", unpack((FOLDER / "autopptx.pptx").read_bytes()))
    assert [part for part in template.parts if part.startswith("ppt/media/")]


def test_a_layout_that_leads_to_an_example_slide_is_refused_with_its_part() -> None:
    part = "ppt/slideLayouts/_rels/slideLayout1.xml.rels"
    row = b'<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide" Target="../slides/slide1.xml"/>'
    linked = {**{name: packed.inflate() for name, packed in LEFTOVERS.items()}}
    linked[part] = linked[part].replace(b"</Relationships>", row + b"</Relationships>")
    problems = Problems()
    assert read_template(pack(linked), "talo.pptx", problems) is None
    (problem,) = problems
    assert problem.code == "template-links-to-slide" and "slideLayout1.xml" in problem.lines("en")


@pytest.mark.parametrize("encoding", ("utf-8", "utf-16"))
def test_a_part_of_a_template_with_a_dtd_is_refused(encoding: str) -> None:
    bad = '<?xml version="1.0"?><!DOCTYPE Relationships [<!ENTITY x "y">]><Relationships/>'.encode(encoding)
    problems = Problems()
    own = {name: packed.inflate() for name, packed in LEFTOVERS.items()}
    assert read_template(pack({**own, "ppt/_rels/presentation.xml.rels": bad}), "talo.pptx", problems) is None
    assert [p.code for p in problems] == ["xml-dtd"]


# The notes master


def test_a_template_without_a_notes_master_gets_ours_in_its_own_theme() -> None:
    own = unpack((FOLDER / "python-pptx.pptx").read_bytes())
    assert not [name for name in own if "notesMaster" in name]
    found = in_brand("python-pptx.pptx")
    assert "ppt/notesMasters/notesMaster1.xml" in found and found["ppt/theme/themeNotes.xml"] == own["ppt/theme/theme1.xml"].inflate()
    presentation = found["ppt/presentation.xml"]
    order = [presentation.index(tag) for tag in (b"<p:sldMasterIdLst", b"<p:notesMasterIdLst", b"<p:sldIdLst", b"<p:sldSz")]
    assert order == sorted(order)  # ISO/IEC 29500-1, A.3: the schema's sequence
    assert all(target in found for targets in leads_to(found).values() for target in targets)
    notes = [name for name in found if re.fullmatch(r"ppt/notesSlides/_rels/.*", name)]
    assert notes and all("ppt/notesMasters/notesMaster1.xml" in leads_to(found)[name] for name in notes)


def test_a_template_with_a_notes_master_keeps_its_own() -> None:
    found, own = in_brand("pandoc.pptx"), unpack((FOLDER / "pandoc.pptx").read_bytes())
    masters = [name for name in found if name.startswith("ppt/notesMasters/notesMaster")]
    assert len(masters) == 1 and found[masters[0]] == own[masters[0]].inflate() and "ppt/theme/themeNotes.xml" not in found


# What a small template says of its places


def written(shapes: str, layout: Layout, levels: dict[str, Level] | None = None, *paragraphs: Paragraph, **more) -> str:
    """The slide of one section with these paragraphs, in a template of one layout of these shapes."""
    named = {style: Level() for style in ("text", "bullet", "number", "heading")} | (levels or {})
    deck = DeckLayouts(template="talo.pptx", kinds={"text": (layout,)}, levels=named)
    said = paragraphs or (Paragraph("p", (Run("Teksti"),)),)
    section = Section("s", "text", Paragraph("s.title", (Run("Otsikko"),)), (Panel("b", "body", said),))
    marks = {"handbook": "Käsikirja", "edition": "Laitos 1"}
    document = Document("deck", "T", (section,), "fi-FI", "P", "S", "2026", "2026-01-01", marks, "2026-12345678")
    problems = Problems()
    rendering = write(document, pack(parts({"Asettelu": shapes}, **more)), replace(layouts(), deck=deck), problems)
    assert rendering is not None, [p.lines("en") for p in problems]
    return unpack(rendering.data)["ppt/slides/slide1.xml"].inflate().decode()


SIZED = level(1, of_run='sz="2000"') + level(2, 'marL="254000" indent="-254000"', '<a:buChar char="-"/>', 'sz="2000"')
TITLE = shape("Otsikko", 'type="title"', levels=SIZED)
FOOTERS = {kind: shape(name, f'type="{kind}" idx="{10 + n}"') for n, (kind, name) in enumerate((("ftr", "Alatunniste"), ("dt", "Päivä"), ("sldNum", "Numero")))}
PLAIN = Layout(layout="Asettelu", panels={"body": Placeholders(text=("Teksti",))}, footers=type(Layout(layout="x").footers)())


def body(ph: str = 'type="body" idx="1"', **more) -> str:
    return TITLE + shape("Teksti", ph, levels=SIZED, **more)


def shapes_of(slide: str) -> dict[str, str]:
    """The XML of each shape of a slide by its placeholder's type."""
    found = re.findall(r"<p:sp>.*?</p:sp>", slide, re.DOTALL)
    return {(re.search(r'<p:ph[^>]*type="(\w+)"', one) or ["", "obj"])[1]: one for one in found}


def test_footers_are_found_by_their_types_whatever_their_names() -> None:
    slide = written(body() + "".join(FOOTERS.values()), Layout(layout="Asettelu", panels=PLAIN.panels))
    found = shapes_of(slide)
    assert "Käsikirja<" in found["ftr"] and "Laitos 1 · 2026-12345678" in found["dt"] and 'type="slidenum"' in found["sldNum"]


def test_the_edition_follows_the_name_where_a_layout_has_no_place_of_its_own_for_it() -> None:
    both = Layout(layout="Asettelu", panels=PLAIN.panels).footers
    only = {"handbook": both["handbook"]} if isinstance(both, dict) else ("handbook",)
    slide = written(body() + FOOTERS["ftr"], Layout(layout="Asettelu", panels=PLAIN.panels, footers=only))
    assert "Käsikirja · Laitos 1 · 2026-12345678" in shapes_of(slide)["ftr"]


def test_a_placeholder_that_could_be_taken_for_another_says_where_it_stands() -> None:
    x, y, width, height = FRAME
    place = f'<a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/>'
    assert place in written(body('type="body"'), PLAIN) and place not in written(body(), PLAIN)
    assert place in written(body() + shape("Toinen", 'type="body" idx="1"'), PLAIN)


@pytest.mark.parametrize(("own", "said"), [
    ("<a:bodyPr><a:normAutofit/></a:bodyPr>", "<a:bodyPr><a:noAutofit/></a:bodyPr>"), ("<a:bodyPr><a:spAutoFit/></a:bodyPr>", "<a:bodyPr><a:noAutofit/></a:bodyPr>"),
    ("<a:bodyPr><a:noAutofit/></a:bodyPr>", "<a:bodyPr/>"), ('<a:bodyPr wrap="none"/>', '<a:bodyPr wrap="square"/>'),
])  # fmt: skip
def test_a_text_keeps_its_size_and_its_box_whatever_the_layout_would_do(own: str, said: str) -> None:
    assert said in shapes_of(written(body(body=own), PLAIN))["body"]


@pytest.mark.parametrize(("bullet", "properties"), [
    ("own", ""), ("none", '<a:pPr marL="0" indent="0"><a:buNone/></a:pPr>'),
    ("mark", '<a:pPr marL="254000" indent="-254000"><a:buFontTx/><a:buChar char="•"/></a:pPr>'),
    ("number", '<a:pPr marL="406400" indent="-406400"><a:buFontTx/><a:buAutoNum type="arabicPeriod"/></a:pPr>'),
])  # fmt: skip
def test_a_paragraph_has_the_bullet_that_the_contract_gives_its_style(bullet: str, properties: str) -> None:
    said = shapes_of(written(body(), PLAIN, {"text": Level(bullet=bullet)}))["body"]
    assert f"<a:p>{properties}<a:r>" in said


def test_a_style_stands_at_its_level_and_may_be_bold() -> None:
    heading = Paragraph("h", (Run("Otsake"),), style="heading")
    said = shapes_of(written(body(), PLAIN, {"heading": Level(level=1, strong=True)}, heading))["body"]
    assert '<a:pPr lvl="1"></a:pPr>' in said and ' b="1"' in said


def test_numbers_of_the_templates_own_count_on_where_a_list_goes_on() -> None:
    numbered = level(1, 'marL="254000" indent="-254000"', '<a:buAutoNum type="romanUcPeriod"/>', 'sz="2000"')
    items = tuple(Paragraph(f"p{n}", (Run("Kohta " * 12),), style="number") for n in range(30))
    deck = DeckLayouts(template="talo.pptx", kinds={"text": (PLAIN,)}, levels={style: Level() for style in ("text", "bullet", "number", "heading")})
    section = Section("s", "text", Paragraph("t", (Run("Otsikko"),)), (Panel("b", "body", items),))
    document = Document("d", "T", (section,), "fi-FI", "P", "S", "2026", "2026-01-01", {"handbook": "K", "edition": "L"}, "2026-1")
    rendering = write(document, pack(parts({"Asettelu": TITLE + shape("Teksti", 'type="body" idx="1"', levels=numbered)})), replace(layouts(), deck=deck), Problems())
    slides = [part.inflate().decode() for name, part in sorted(unpack(rendering.data).items()) if re.match(r"ppt/slides/slide\d", name)]
    starts = [set(re.findall(r'type="romanUcPeriod" startAt="(\d+)"', slide)) for slide in slides]
    assert len(slides) > 2 and starts[0] == set() and all(len(found) == 1 for found in starts[1:])


def test_a_template_without_a_place_for_text_or_tables_is_told_what_it_lacks() -> None:
    template = Template("talo.pptx", unpack(pack(parts({"Vain otsikko": TITLE}))))
    assert [lack.code for lack in proposed(template, offered(template), layouts().deck).lacks] == ["template-no-text-layout", "template-no-table-layout"]
