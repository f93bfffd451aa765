"""Makes the `made-…` templates of `deck/` out of python-pptx's own, and the table of what each template holds.

    python -m tests.brands.make    writes the made templates, and the table in deck/README.md

A made template stands for one trait that the collected ones lack. The same bytes come out each time.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

from pptx import Presentation
from pptx.presentation import Presentation as Opened
from pptx.util import Cm, Emu

from .profile import DECK, MAIN, packed, readme

_BASE = DECK / "python-pptx.pptx"
_KEPT = ("Title Slide", "Title and Content", "Section Header", "Two Content", "Title Only")
_FINNISH = ("Otsikkodia", "Otsikko ja sisältö", "Osan ylätunniste", "Otsikko ja sisältö", "Vain otsikko")
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def parts_of(prs: Opened) -> dict[str, bytes]:
    """The parts of a presentation by name, as python-pptx saves them."""
    buffer = io.BytesIO()
    prs.save(buffer)
    with zipfile.ZipFile(buffer) as file:
        return {name: file.read(name) for name in file.namelist()}


def base() -> Opened:
    """python-pptx's template with five of its eleven layouts."""
    prs = Presentation(str(_BASE))
    for layout in list(prs.slide_layouts):
        if layout.name not in _KEPT:
            prs.slide_layouts.remove(layout)
    return prs


def two_masters() -> bytes:
    """The master twice, the second with other colours; their layouts have the same names."""
    parts = parts_of(base())
    for name in [name for name in parts if re.search(r"slideLayout\d|slideMaster1|theme1", name)]:
        parts[_second(name)] = _second(parts[name].decode()).encode()
    theme = parts["ppt/theme/theme2.xml"]
    parts["ppt/theme/theme2.xml"] = theme.replace(b"4F81BD", b"2E7D32").replace(b'name="Office Theme"', b'name="Second"', 1)
    identifiers = iter(range(2147484000, 2147484100))
    master = parts["ppt/slideMasters/slideMaster2.xml"].decode()
    parts["ppt/slideMasters/slideMaster2.xml"] = re.sub(r'(<p:sldLayoutId [^>]*\bid=")\d+', lambda m: f"{m[1]}{next(identifiers)}", master).encode()
    for name in [name for name in parts if re.search(r"slideLayout\d|slideMaster2\.xml$|theme2\.xml$", name) and "_rels" not in name]:
        if f'"/{name}"' not in parts["[Content_Types].xml"].decode():
            _typed(parts, f'<Override PartName="/{name}" ContentType="{_content_type(name)}"/>')
    _related(parts, "rIdSecond", "slideMaster", "slideMasters/slideMaster2.xml")
    _change(parts, "ppt/presentation.xml", "</p:sldMasterIdLst>", '<p:sldMasterId id="2147484200" r:id="rIdSecond"/></p:sldMasterIdLst>')
    return packed(parts)


def _second(text: str) -> str:
    """Names of the parts of the first master turned into those of the second."""
    text = text.replace("slideMaster1.xml", "slideMaster2.xml").replace("theme1.xml", "theme2.xml")
    return re.sub(r"slideLayout(\d+)\.xml", lambda m: f"slideLayout{int(m[1]) + 20}.xml", text)


def _content_type(name: str) -> str:
    kind = "slideLayout" if "Layout" in name else "slideMaster"
    office = "application/vnd.openxmlformats-officedocument."
    return f"{office}theme+xml" if "theme" in name else f"{office}presentationml.{kind}+xml"


def _change(parts: dict[str, bytes], name: str, old: str, new: str) -> None:
    """A change of a part that must have `old` once at least."""
    assert old.encode() in parts[name], f"{name} has no {old}"
    parts[name] = parts[name].replace(old.encode(), new.encode())


def _typed(parts: dict[str, bytes], entry: str) -> None:
    """An entry more in the list of content types; each ending stands there once."""
    text = parts["[Content_Types].xml"].decode()
    for ending in re.findall(r'<Default Extension="(\w+)"', entry):
        text = re.sub(rf'<Default Extension="{ending}"[^>]*/>', "", text)
    parts["[Content_Types].xml"] = re.sub("(?=</Types>)" if "<Override" in entry else "(?=<Default)", entry, text, count=1).encode()


def _related(parts: dict[str, bytes], key: str, kind: str, target: str, of: str = "ppt/_rels/presentation.xml.rels") -> None:
    kind = kind if ":" in kind else f"{_RELATION}/{kind}"
    _change(parts, of, "</Relationships>", f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/></Relationships>')


def finnish_names() -> bytes:
    """Layouts named as a Finnish PowerPoint does, two of them alike; the placeholders of a layout share one name."""
    prs = base()
    for layout, name in zip(prs.slide_layouts, _FINNISH):
        layout.name = name
        for shape in layout.placeholders:
            if shape.placeholder_format.idx in range(1, 10):
                shape.name = "Sisällön paikkamerkki"
    return packed(parts_of(prs))


def potx() -> bytes:
    """The same as a .potx: another content type of the main part."""
    parts = parts_of(base())
    _change(parts, "[Content_Types].xml", MAIN, MAIN.replace("presentation.main", "template.main"))
    return packed(parts)


def leftovers() -> bytes:
    """Three example slides with a picture and notes, in two sections, two of them in a custom show."""
    prs = base()
    for number, layout in enumerate(list(prs.slide_layouts)[:3], 1):
        slide = prs.slides.add_slide(layout)
        slide.shapes.title.text = f"Example {number}"
        slide.notes_slide.notes_text_frame.text = f"Notes of example {number}"
        slide.shapes.add_picture(io.BytesIO(_png(64, 36, (200, 60, 40))), Cm(18), Cm(14), Cm(4))
    parts = parts_of(prs)
    ids = re.findall(rb'<p:sldId [^>]*?\bid="(\d+)"', parts["ppt/presentation.xml"])
    keys = re.findall(rb'<p:sldId [^>]*?r:id="(\w+)"', parts["ppt/presentation.xml"])
    show = "".join(f'<p:sld r:id="{key.decode()}"/>' for key in keys[:2])
    _after(parts, "notesSz", f'<p:custShowLst><p:custShow name="Short" id="0"><p:sldLst>{show}</p:sldLst></p:custShow></p:custShowLst>')
    sections = "".join(_section(name, own) for name, own in (("First", ids[:1]), ("Second", ids[1:])))
    listed = f'<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">{sections}</p14:sectionLst>'
    extension = f'<p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}">{listed}</p:ext>'
    text = re.sub(rb"<p:extLst>.*?</p:extLst>", b"", parts["ppt/presentation.xml"], flags=re.DOTALL)
    parts["ppt/presentation.xml"] = text.replace(b"</p:presentation>", f"<p:extLst>{extension}</p:extLst></p:presentation>".encode())
    return packed(parts)


def _after(parts: dict[str, bytes], element: str, new: str) -> None:
    """`new` behind an empty element of presentation.xml."""
    text = parts["ppt/presentation.xml"].decode()
    parts["ppt/presentation.xml"] = re.sub(rf"<p:{element} [^>]*/>", lambda m: m[0] + new, text, count=1).encode()


def _section(name: str, slides: list[bytes]) -> str:
    listed = "".join(f'<p14:sldId id="{slide.decode()}"/>' for slide in slides)
    number = zlib.crc32(name.encode())
    return f'<p14:section name="{name}" id="{{{number:08X}-0000-4000-8000-000000000000}}"><p14:sldIdLst>{listed}</p14:sldIdLst></p14:section>'


def media_on_layout() -> bytes:
    """A picture and a film on the layout `Title and Content`."""
    parts = parts_of(base())
    part, rels = "ppt/slideLayouts/slideLayout2.xml", "ppt/slideLayouts/_rels/slideLayout2.xml.rels"
    parts["ppt/media/logo.png"], parts["ppt/media/film.mp4"] = _png(64, 36, (0, 60, 120)), b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"
    _typed(parts, '<Default Extension="png" ContentType="image/png"/><Default Extension="mp4" ContentType="video/mp4"/>')
    _related(parts, "rIdLogo", "image", "../media/logo.png", rels)
    _related(parts, "rIdFilm", "video", "../media/film.mp4", rels)
    _related(parts, "rIdMedia", "http://schemas.microsoft.com/office/2007/relationships/media", "../media/film.mp4", rels)
    media = '<p14:media xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" r:embed="rIdMedia"/>'
    film = f'<a:videoFile r:link="rIdFilm"/><p:extLst><p:ext uri="{{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}}">{media}</p:ext></p:extLst>'
    _change(parts, part, "</p:spTree>", _picture(90, "Logo", "", 7_400_000) + _picture(91, "Film", film, 400_000) + "</p:spTree>")
    return packed(parts)


def _picture(number: int, name: str, media: str, x: int) -> str:
    named = f'<p:nvPicPr><p:cNvPr id="{number}" name="{name}" descr="{name}"/><p:cNvPicPr/><p:nvPr>{media}</p:nvPr></p:nvPicPr>'
    frame = f'<a:xfrm><a:off x="{x}" y="200000"/><a:ext cx="1280000" cy="720000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    fill = '<p:blipFill><a:blip r:embed="rIdLogo"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
    return f"<p:pic>{named}{fill}<p:spPr>{frame}</p:spPr></p:pic>"


def _png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A picture of one colour."""
    rows = (b"\0" + bytes(colour) * width) * height
    chunks = ((b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    packed_chunks = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed_chunks)


def macros() -> bytes:
    """A macro-enabled deck under the name of a plain one: main content type and a part of macros."""
    parts = parts_of(base())
    _change(parts, "[Content_Types].xml", MAIN, "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml")
    _typed(parts, '<Override PartName="/ppt/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>')
    _related(parts, "rIdMacros", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin")
    parts["ppt/vbaProject.bin"] = _compound("VBA", "PROJECT")
    return packed(parts)


def encrypted() -> bytes:
    """What Office writes for a deck with a password, without its content: a compound file with two streams ([MS-OFFCRYPTO] 2.3.4)."""
    return _compound("EncryptionInfo", "EncryptedPackage")


def _compound(*streams: str) -> bytes:
    """A compound file with empty streams of these names: header, a sector of the allocation table, one of the directory ([MS-CFB] 2)."""
    none, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = struct.pack("<8s16s5H6s9I", bytes.fromhex("D0CF11E0A1B11AE1"), b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, 1, 1, 0, 4096, end, 0, end, 0)
    entries = [_entry("Root Entry", 5, none, 1)]
    entries += [_entry(name, 2, number + 1 if number < len(streams) else none, none) for number, name in enumerate(streams, 1)]
    return header + struct.pack("<109I", 0, *[none] * 108) + struct.pack("<128I", table, end, *[none] * 126) + b"".join(entries).ljust(512, b"\0")


def _entry(name: str, kind: int, right: int, child: int) -> bytes:
    coded = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sH2B3I16sI2QIQ", coded, len(coded), kind, 1, 0xFFFFFFFF, right, child, b"", 0, 0, 0, 0xFFFFFFFE, 0)


def strict() -> bytes:
    """Strict OOXML: the namespaces of ISO/IEC 29500-1 instead of those of its fourth part."""
    parts = parts_of(base())
    for name in [name for name in parts if name.endswith((".xml", ".rels")) and name != "[Content_Types].xml"]:
        text = parts[name].decode()
        for old, new in (("drawingml/2006", "drawingml"), ("presentationml/2006", "presentationml"), ("officeDocument/2006", "officeDocument")):
            text = text.replace(f"http://schemas.openxmlformats.org/{old}/", f"http://purl.oclc.org/ooxml/{new}/")
        parts[name] = text.encode()
    _change(parts, "ppt/presentation.xml", "<p:presentation ", '<p:presentation conformance="strict" ')
    return packed(parts)


def damaged() -> bytes:
    """A file that broke off on its way."""
    whole = packed(parts_of(base()))
    return whole[: len(whole) * 3 // 5]


def portrait() -> bytes:
    """A4 upright; the frames of master and layouts keep their share of the page."""
    prs = base()
    width, height = Cm(19.05), Cm(27.517)
    for holder in (prs.slide_master, *prs.slide_layouts):
        for shape in holder.placeholders:
            if shape._element.spPr.find(".//{*}xfrm") is not None:
                shape.left, shape.width = (Emu(value * width // prs.slide_width) for value in (shape.left, shape.width))
                shape.top, shape.height = (Emu(value * height // prs.slide_height) for value in (shape.top, shape.height))
    prs.slide_width, prs.slide_height = width, height
    return packed(parts_of(prs))


MADE: dict[str, Callable[[], bytes]] = {
    "made-damaged.pptx": damaged,
    "made-encrypted.pptx": encrypted,
    "made-finnish-names.pptx": finnish_names,
    "made-leftovers.pptx": leftovers,
    "made-macros.pptm": macros,
    "made-media-on-layout.pptx": media_on_layout,
    "made-portrait.pptx": portrait,
    "made-strict.pptx": strict,
    "made-template.potx": potx,
    "made-two-masters.pptx": two_masters,
}


def main() -> None:
    """Write the made templates and the table anew."""
    for name, make in MADE.items():
        (DECK / name).write_bytes(make())
    (DECK / "README.md").write_text(readme(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
