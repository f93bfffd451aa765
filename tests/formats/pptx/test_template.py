"""The template of the deck: what it offers, and templates that cannot carry the handbook, made from it in memory."""

import io
import re
import zipfile
from xml.etree import ElementTree

import msgspec
import pytest
from pptx import Presentation

from handbooks import REAL, composed, content, layouts
from minimal import MINIMAL
from pipeline.document.blocks import Table
from pipeline.formats.contract import Layouts
from pipeline.formats.package import Packed, pack, unpack
from pipeline.formats.pptx.template import Template
from pipeline.formats.pptx.write import write
from pipeline.problems import Problems

FILE = REAL.templates / layouts().deck.template
PARTS: dict[str, Packed] = unpack(FILE.read_bytes())
FOOTERS = {"handbook": "ftr", "edition": "dt", "number": "sldNum"}  #: types of their placeholders
TEMPLATE = Template("handbook.pptx", PARTS)
DECK = composed(content(MINIMAL))
TABLES = [part for section in DECK.sections for part in section.parts if isinstance(part, Table)]


def layout_part(name: str) -> str:
    """The part that holds the layout of this name."""
    found = [part for part in PARTS if part.startswith("ppt/slideLayouts/slideLayout") and f'<p:cSld name="{name}"'.encode() in PARTS[part].inflate()]
    assert len(found) == 1, (name, found)
    return found[0]


def edited(part: str, old: str, new: str) -> bytes:
    """The template with `old` as `new` in a part, wherever it stands there."""
    text = PARTS[part].inflate().decode()
    assert old in text, (part, old)
    return pack({**PARTS, part: text.replace(old, new).encode()})


def without(part: str) -> bytes:
    return pack({name: content for name, content in PARTS.items() if name != part})


def shape(part: str, name: str) -> str:
    """The XML of a layout's shape by its name."""
    (found,) = [s for s in re.findall(r"<p:sp>.*?</p:sp>", PARTS[part].inflate().decode(), re.DOTALL) if f'name="{name}"' in s]
    return found


def problems_of(template: bytes, contract: Layouts | None = None) -> list[tuple[str, str]]:
    """Code and sentence of what is said of a template; nothing may be written from one that something is said of."""
    problems = Problems()
    rendering = write(DECK, template, contract or layouts(), problems)
    assert (rendering is None) == bool(problems.errors())
    return [(p.code, p.lines("en")) for p in problems]


def only_problem(template: bytes) -> tuple[str, str]:
    said = problems_of(template)
    assert len(said) == 1, said
    return said[0]


# What the template offers


@pytest.mark.parametrize("layout", sorted({layout.layout for kind in layouts().deck.kinds.values() for layout in kind}))
def test_every_layout_and_placeholder_of_the_contract_is_in_the_template(layout: str) -> None:
    deck = layouts().deck
    found = TEMPLATE.layout(layout)
    assert found is not None
    for entry in (entry for kind in deck.kinds.values() for entry in kind if entry.layout == layout):
        assert all(found.footer(kind) for kind in entry.footers.values())
        needed = {entry.title, *(name for name in (entry.number, entry.example) if name)}
        needed |= {name for places in entry.panels.values() for name in (*places.text, *places.label)}
        assert needed <= set(found.placeholders), needed - set(found.placeholders)


def test_every_placeholder_of_a_layout_that_the_contract_names_is_used() -> None:
    """A place that nothing ever fills would show its prompt on no slide, and still mislead the designer."""
    entries = [entry for kind in layouts().deck.kinds.values() for entry in kind]
    for name in {entry.layout for entry in entries}:
        used = {part for entry in entries if entry.layout == name for part in (entry.title, entry.number, entry.example)}
        used |= {part for entry in entries if entry.layout == name for places in entry.panels.values() for part in (*places.text, *places.label)}
        texts = {place.name for place in TEMPLATE.layout(name).placeholders.values() if place.type not in ("pic", *FOOTERS.values())}
        assert texts <= used, (name, texts - used)


def test_the_template_holds_no_slides_and_one_notes_master() -> None:
    assert not [name for name in PARTS if name.startswith("ppt/slides/")]
    assert TEMPLATE.notes_master == "ppt/notesMasters/notesMaster1.xml"


def test_every_colour_of_the_layouts_comes_from_the_theme_or_is_one_of_the_few_named() -> None:
    used = set()
    for name, part in PARTS.items():
        if name.startswith(("ppt/slideLayouts/slide", "ppt/slideMasters/slide", "ppt/tableStyles")):
            used |= set(re.findall(rb'srgbClr val="([0-9A-Fa-f]{6})"', part.inflate()))
    assert used <= {b"C9CFD2", b"D5E3E8", b"9FC7D4"}, used


# Templates that cannot carry the handbook


def test_the_template_as_it_is_has_no_problem() -> None:
    assert problems_of(FILE.read_bytes()) == []


def test_a_template_with_a_byte_order_mark_in_a_layout_is_read() -> None:
    part = layout_part("Laki")
    assert problems_of(pack({**PARTS, part: b"\xef\xbb\xbf" + PARTS[part].inflate()})) == []


def test_a_layout_that_is_missing_is_named_once_with_one_that_is_near() -> None:
    code, said = only_problem(edited(layout_part("Laki"), '<p:cSld name="Laki"', '<p:cSld name="Lakki"'))
    assert code == "template-layout-missing" and "handbook.pptx" in said and "Laki" in said and "Lakki" in said


def test_a_layout_whose_part_is_gone_makes_a_damaged_template() -> None:
    assert only_problem(without(layout_part("Strategia")))[0] == "template-damaged"


def test_a_placeholder_that_is_missing_is_named_with_its_layout() -> None:
    part = layout_part("Käytäntö")
    code, said = only_problem(edited(part, shape(part, "Tavoite"), ""))
    assert code == "template-placeholder-missing" and "Käytäntö" in said and "Tavoite" in said


def test_a_placeholder_of_another_name_is_missing_and_the_near_one_is_hinted() -> None:
    code, said = only_problem(edited(layout_part("Laki"), 'name="Säädös"', 'name="Säädökset"'))
    assert code == "template-placeholder-missing" and "Säädökset" in said


def test_a_title_that_is_missing_is_named() -> None:
    part = layout_part("Laki")
    assert only_problem(edited(part, shape(part, "Otsikko"), ""))[0] == "template-placeholder-missing"


def test_a_placeholder_that_neither_its_layout_nor_its_master_places_is_named() -> None:
    part, master = layout_part("Laki"), "ppt/slideMasters/slideMaster1.xml"
    kept = re.sub(rb'(<p:sp><p:nvSpPr><p:cNvPr id="\d+" name="Teksti".*?<p:spPr>)<a:xfrm>.*?</a:xfrm>', rb"\1", PARTS[master].inflate(), count=1)
    layout = PARTS[part].inflate().decode().replace(shape(part, "Säädös"), re.sub(r"<a:xfrm>.*?</a:xfrm>", "", shape(part, "Säädös")))
    code, said = only_problem(pack({**PARTS, master: kept, part: layout.encode()}))
    assert code == "template-no-frame" and "Säädös" in said


def test_a_placeholder_whose_text_runs_upwards_is_named() -> None:
    part = layout_part("Laki")
    place = shape(part, "Säädös")
    code, said = only_problem(edited(part, place, place.replace('vert="horz"', 'vert="vert270"')))
    assert code == "template-vertical" and "Säädös" in said


def test_text_below_the_floor_is_named_with_its_size() -> None:
    part = layout_part("Laki")
    place = shape(part, "Teksti")
    code, said = only_problem(edited(part, place, re.sub(r' sz="\d+"', ' sz="1600"', place)))
    assert code == "template-text-small" and "16 pt" in said and "at least 18 pt" in said and "Teksti" in said


def test_a_font_without_figures_is_told_with_the_one_that_was_measured() -> None:
    said = problems_of(edited("ppt/theme/theme1.xml", '<a:minorFont><a:latin typeface="Calibri"', '<a:minorFont><a:latin typeface="Talon oma"'))
    (told,) = [line for code, line in said if code == "font-substituted"]
    assert "Talon oma" in told and "DejaVu Sans" in told


DAMAGED = {
    "not a zip": b"<html>Kirjaudu</html>",
    "empty": b"",
    "cut": FILE.read_bytes()[:5000],
    "an archive of something else": pack({"readme.txt": b"hello"}),
    "no presentation": without("ppt/presentation.xml"),
    "no relationships": without("ppt/_rels/presentation.xml.rels"),
    "no content types": without("[Content_Types].xml"),
    "no package relationships": without("_rels/.rels"),
    "a layout cut short": pack({**PARTS, layout_part("Laki"): PARTS[layout_part("Laki")].inflate()[:900]}),
    "a presentation cut short": pack({**PARTS, "ppt/presentation.xml": PARTS["ppt/presentation.xml"].inflate()[:200]}),
    "an empty presentation": pack({**PARTS, "ppt/presentation.xml": b""}),
    "relationships that are text": pack({**PARTS, "ppt/_rels/presentation.xml.rels": b"hello"}),
    "content types that are text": pack({**PARTS, "[Content_Types].xml": b"hello"}),
    "a layout that is a picture": pack({**PARTS, layout_part("Laki"): b"\x89PNG\r\n\x1a\n"}),
    "a measure in words": edited(layout_part("Taulukko"), '<a:off x="', '<a:off x="wide'),
    "a table style part cut short": pack({**PARTS, "ppt/tableStyles.xml": b"<a:tblStyleLst"}),
    "a presentation without the size of slides": edited("ppt/presentation.xml", "p:sldSz", "p:sldSiz"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_template_gives_one_clear_problem(name: str) -> None:
    code, said = only_problem(DAMAGED[name])
    assert code in ("template-damaged", "package-damaged", "not-a-deck") and said.startswith("handbook.pptx")


def test_a_brand_template_saved_as_potx_gives_a_deck() -> None:
    types = PARTS["[Content_Types].xml"].inflate().replace(b"presentation.main+xml", b"template.main+xml")
    rendering = write(DECK, pack({**PARTS, "[Content_Types].xml": types}), layouts(), Problems())
    with zipfile.ZipFile(io.BytesIO(rendering.data)) as file:
        assert b"presentation.main+xml" in file.read("[Content_Types].xml") and b"template.main" not in file.read("[Content_Types].xml")


def test_a_brand_templates_own_properties_and_thumbnail_do_not_reach_the_deck() -> None:
    rels = PARTS["_rels/.rels"].inflate().replace(
        b"</Relationships>",
        b'<Relationship Id="rId8" Type="http://x/custom-properties" Target="docProps/custom.xml"/>'
        b'<Relationship Id="rId9" Type="http://x/thumbnail" Target="docProps/thumbnail.jpeg"/></Relationships>',
    )
    types = PARTS["[Content_Types].xml"].inflate().replace(b"</Types>", b'<Override PartName="/docProps/custom.xml" ContentType="x/y"/></Types>')
    own = {"docProps/custom.xml": b"<Properties>brand</Properties>", "docProps/thumbnail.jpeg": b"\xff\xd8"}
    rendering = write(DECK, pack({**PARTS, **own, "_rels/.rels": rels, "[Content_Types].xml": types}), layouts(), Problems())
    plain = write(DECK, FILE.read_bytes(), layouts(), Problems())
    assert unpack(rendering.data) == unpack(plain.data)


def test_a_template_that_lists_no_slides_gives_one_list_of_slides() -> None:
    template = edited("ppt/presentation.xml", "<p:sldSz", "<p:sldIdLst/><p:sldSz")
    rendering = write(DECK, template, layouts(), Problems())
    assert unpack(rendering.data)["ppt/presentation.xml"].inflate().count(b"<p:sldIdLst") == 1


def test_a_contract_that_names_a_footer_the_layout_lacks_is_told() -> None:
    cover = msgspec.structs.replace(layouts().deck.kinds["title"][0], footers=layouts().deck.kinds["text"][0].footers)
    deck = msgspec.structs.replace(layouts().deck, kinds={**layouts().deck.kinds, "title": (cover,)})
    said = problems_of(FILE.read_bytes(), msgspec.structs.replace(layouts(), deck=deck))
    assert {code for code, _ in said} == {"template-footer-missing"} and len(said) == 3


def test_a_table_style_is_that_of_the_template() -> None:
    name = TEMPLATE.table_style
    rendering = write(DECK, FILE.read_bytes(), layouts(), Problems())
    slides = b"".join(part.inflate() for part_name, part in unpack(rendering.data).items() if part_name.startswith("ppt/slides/slide"))
    assert slides.count(f"<a:tableStyleId>{name}</a:tableStyleId>".encode()) == len(TABLES)


# What a template says wrongly


MASTER = "ppt/slideMasters/slideMaster1.xml"
BAD_VALUES = {
    "a size of no points": (layout_part("Laki"), r' sz="\d+"', ' sz="0"', 'sz="0"'),
    "a size that is a word": (layout_part("Laki"), r' sz="\d+"', ' sz="large"', 'sz="large"'),
    "a size beyond all bounds": (layout_part("Laki"), r' sz="\d+"', ' sz="99999999999999999999"', "sz="),
    "an indent in words": (MASTER, r' marL="\d+"', ' marL="wide"', 'marL="wide"'),
    "a negative width": (layout_part("Laki"), r' cx="\d+"', ' cx="-5"', 'cx="-5"'),
    "lines of no height": (MASTER, r'<a:lnSpc><a:spcPct val="\d+"', '<a:lnSpc><a:spcPct val="0"', "lnSpc"),
    "a spacing that is a word": (MASTER, r'<a:spcPct val="\d+"', '<a:spcPct val="much"', 'spcPct="much"'),
    "columns beyond all bounds": (layout_part("Laki"), "<a:bodyPr ", '<a:bodyPr numCol="900" ', 'numCol="900"'),
    "an encoding that nobody knows": (layout_part("Laki"), r'encoding="UTF-8"', 'encoding="bogus"', "bogus"),
    "a theme in an encoding that nobody knows": ("ppt/theme/theme1.xml", r'encoding="UTF-8"', 'encoding="bogus"', "bogus"),
    "a master that is not there": ("ppt/_rels/presentation.xml.rels", r"slideMaster1\.xml", "slideMaster7.xml", "slideMaster7.xml"),
    "a notes master that is not there": ("ppt/_rels/presentation.xml.rels", r"notesMaster1\.xml", "notesMaster7.xml", "notesMaster7.xml"),
    "a relationship out of the package": ("ppt/_rels/presentation.xml.rels", r"slideMasters/", "../../../etc/", "etc/"),
    "two relationships of one id": ("ppt/_rels/presentation.xml.rels", r'Id="[^"]*"', 'Id="same"', 'Id="same"'),
    "a relationship that leads nowhere": ("ppt/_rels/presentation.xml.rels", r'Target="slideMasters/[^"]*"', "", "Target"),
}


def respelt(part: str, pattern: str, new: str) -> bytes:
    """The template with another value wherever a pattern matches in a part."""
    text, count = re.subn(pattern, new, PARTS[part].inflate().decode())
    assert count, (part, pattern)
    return pack({**PARTS, part: text.encode()})


@pytest.mark.parametrize("name", BAD_VALUES)
def test_a_value_that_cannot_be_is_told_by_its_name(name: str) -> None:
    part, pattern, new, detail = BAD_VALUES[name]
    told = [said for code, said in problems_of(respelt(part, pattern, new)) if code in ("template-damaged", "xml-damaged")]
    assert told and all(detail in said for said in told), told


def test_a_part_with_a_document_type_is_refused_in_any_encoding() -> None:
    part = layout_part("Laki")
    text = re.sub(r"^<\?xml[^>]*\?>", '<!DOCTYPE a [<!ENTITY b "c">]>', PARTS[part].inflate().decode())
    for encoding in ("utf-8", "utf-16"):
        assert [code for code, _ in problems_of(pack({**PARTS, part: text.encode(encoding)}))] == ["xml-dtd"]


def test_a_footer_that_nobody_places_is_named() -> None:
    part = layout_part("Laki")
    layout, master = (re.sub(r'(type="sldNum".*?<p:spPr>)<a:xfrm>.*?</a:xfrm>', r"\1", PARTS[name].inflate().decode(), count=1) for name in (part, MASTER))
    changed = pack({**PARTS, part: layout.encode(), MASTER: master.encode()})
    assert "template-no-frame" in {code for code, _ in problems_of(changed)}


# Packages put together by other programs

SLIDE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"  #: the relationship to one


def spelt(spell) -> bytes:
    """The template with the parts that the writer adds to spelt another way."""
    names = ("ppt/presentation.xml", "ppt/_rels/presentation.xml.rels", "[Content_Types].xml", "_rels/.rels")
    return pack({**PARTS, **{name: spell(PARTS[name].inflate().decode()) for name in names}})


def in_utf_16(text: str) -> bytes:
    return text.replace("UTF-8", "UTF-16").encode("utf-16")


def with_prefix(text: str) -> bytes:
    tags = re.sub(r"<(/?)(Relationship|Relationships|Types|Default|Override)\b", r"<\1x:\2", text)
    return re.sub(r"(<x:\w+ )xmlns=", r"\1xmlns:x=", tags).encode()


def with_other_quotes(text: str) -> bytes:
    return re.sub(r'="([^"\']*)"', r"='\1'", text).encode()


@pytest.mark.parametrize("spell", (in_utf_16, with_prefix, with_other_quotes))
def test_a_package_in_another_spelling_gives_the_same_deck(spell) -> None:
    rendering = write(DECK, spelt(spell), layouts(), Problems())
    plain = write(DECK, FILE.read_bytes(), layouts(), Problems())
    listed = [sorted((r.tag, *sorted(r.attrib.items())) for name in ("ppt/_rels/presentation.xml.rels", "[Content_Types].xml", "_rels/.rels")
                     for r in ElementTree.fromstring(unpack(made.data)[name].inflate())) for made in (rendering, plain)]  # fmt: skip
    assert listed[0] == listed[1]
    shown = Presentation(io.BytesIO(rendering.data))
    assert len(shown.slides) == len(Presentation(io.BytesIO(plain.data)).slides) > 1


def test_properties_of_the_template_go_wherever_they_lie() -> None:
    """Programs of .NET keep them in a folder of their own; a package may have core properties once (ISO/IEC 29500-2, 11.1)."""
    elsewhere = {"docProps/core.xml": "package/services/metadata/core-properties/0f.psmdcp"}
    renamed = {elsewhere.get(name, name): part for name, part in PARTS.items()}
    for name in ("_rels/.rels", "[Content_Types].xml"):
        renamed[name] = PARTS[name].inflate().replace(b"docProps/core.xml", elsewhere["docProps/core.xml"].encode())
    parts = unpack(write(DECK, pack(renamed), layouts(), Problems()).data)
    assert parts["_rels/.rels"].inflate().count(b"core-properties") == 1 and elsewhere["docProps/core.xml"] not in parts


def test_layouts_and_notes_masters_in_folders_of_their_own_are_found_from_the_slides() -> None:
    moved = {name.replace("ppt/slideLayouts/", "own/").replace("ppt/notesMasters/", "own/notes/"): part for name, part in PARTS.items()}
    for name, part in moved.items():
        if name.endswith((".rels", "].xml")):
            text = part.inflate().decode()
            if name.startswith("own/"):
                text = text.replace('Target="../', 'Target="/ppt/')
            text = re.sub(r'(Target=")[^"]*?slideLayouts/', r"\1/own/", text).replace("/ppt/slideLayouts/", "/own/")
            text = re.sub(r'(Target=")[^"]*?notesMasters/', r"\1/own/notes/", text).replace("/ppt/notesMasters/", "/own/notes/")
            moved[name] = text.encode()
    rendering = write(DECK, pack(moved), layouts(), Problems())
    slides = Presentation(io.BytesIO(rendering.data)).slides
    assert {str(slide.slide_layout.part.partname) for slide in slides} <= {f"/{name}" for name in moved}


def with_slide() -> dict[str, bytes]:
    """The parts that change where the template has a slide of its own, in a folder that no program takes."""
    rels, presentation, types = "ppt/_rels/presentation.xml.rels", "ppt/presentation.xml", "[Content_Types].xml"
    return {
        "ppt/pages/one.xml": b"<p:sld/>",
        rels: PARTS[rels].inflate().replace(b"</Relationships>", f'<Relationship Id="one" Type="{SLIDE}" Target="pages/one.xml"/></Relationships>'.encode()),
        presentation: PARTS[presentation].inflate().replace(b"<p:sldSz", b'<p:sldIdLst><p:sldId id="256" r:id="one"/></p:sldIdLst><p:sldSz'),
        types: PARTS[types].inflate().replace(b"</Types>", b'<Override PartName="/ppt/pages/one.xml" ContentType="x/y"/></Types>'),
    }


def test_a_slide_in_an_unusual_place_is_an_example_too() -> None:
    template = Template("handbook.pptx", unpack(pack({**PARTS, **with_slide()})))
    assert template.examples == 1 and "ppt/pages/one.xml" not in template.parts
    said = b"".join(template.content(name) for name in with_slide() if name in template.parts)
    assert b"pages/one" not in said and b"sldIdLst" not in said


def test_a_layout_that_leads_to_an_example_slide_is_refused() -> None:
    folder, name = layout_part("Laki").rsplit("/", 1)
    rels = f"{folder}/_rels/{name}.rels"
    link = f'<Relationship Id="there" Type="{SLIDE}" Target="../pages/one.xml"/></Relationships>'.encode()
    made = pack({**PARTS, **with_slide(), rels: PARTS[rels].inflate().replace(b"</Relationships>", link)})
    assert only_problem(made)[0] == "template-links-to-slide"
