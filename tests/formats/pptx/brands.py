"""Small templates made in memory, for what a template may say and leave unsaid; and the collected ones of `tests/brands/deck`."""

from pathlib import Path

from pipeline.formats.package import pack, unpack
from pipeline.formats.pptx.template import Template

FOLDER = Path(__file__).parents[2] / "brands" / "deck"
REFUSED = {"made-damaged.pptx": "package-damaged", "made-encrypted.pptx": "template-encrypted", "made-macros.pptm": "template-macros", "made-strict.pptx": "template-strict"}
DECKS = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".md" and path.name not in REFUSED)  #: that can be templates
_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_THEME = (
    f'<a:theme {_NAMES} name="Talo"><a:themeElements><a:clrScheme name="Talo"><a:dk1><a:srgbClr val="112233"/></a:dk1></a:clrScheme><a:fontScheme '
    'name="Talo"><a:majorFont><a:latin typeface="Arial"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme>'
    "</a:themeElements></a:theme>"
)
FRAME = (1_270_000, 1_270_000, 5_080_000, 2_540_000)  #: 400 x 200 points


def shape(name: str, ph: str, frame: tuple[int, int, int, int] | None = FRAME, body: str = "", levels: str = "", geometry: str = "") -> str:
    """A placeholder: attributes of its `ph`, its frame in EMU, of its `bodyPr` (attributes, or whole), its list style, its geometry."""
    x, y, width, height = frame or (0, 0, 0, 0)
    place = f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>' if frame else ""
    properties = body if body.startswith("<") else f"<a:bodyPr {body}/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="9" name="{name}"/><p:cNvSpPr/><p:nvPr><p:ph {ph}/></p:nvPr></p:nvSpPr><p:spPr>{place}{geometry}</p:spPr>'
        f"<p:txBody>{properties}<a:lstStyle>{levels}</a:lstStyle><a:p/></p:txBody></p:sp>"
    )


def level(number: int, of_paragraph: str = "", inside: str = "", of_run: str = "", run: str = "") -> str:
    """`lvlNpPr` with attributes and children of the paragraph, and those of its runs."""
    return f"<a:lvl{number}pPr {of_paragraph}>{inside}<a:defRPr {of_run}>{run}</a:defRPr></a:lvl{number}pPr>"


def parts(layouts: dict[str, str], master: str = "", styles: str = "", defaults: str = "", masters: int = 1) -> dict[str, bytes]:
    """The parts of a template: layouts by name with their shapes; every master has them all, and `master`, `styles`, `defaults` as its own words."""
    found = {"_rels/.rels": f'{_RELS}<Relationship Id="r1" Type="{_KIND}officeDocument" Target="ppt/presentation.xml"/></Relationships>'}
    ids = "".join(f'<p:sldMasterId id="{2147483648 + n}" r:id="m{n}"/>' for n in range(masters))
    found["ppt/presentation.xml"] = (
        f'<p:presentation {_NAMES}><p:sldMasterIdLst>{ids}</p:sldMasterIdLst><p:sldSz cx="12192000" cy="6858000"/>'
        f"<p:defaultTextStyle>{defaults}</p:defaultTextStyle></p:presentation>"
    )
    rows = "".join(f'<Relationship Id="m{n}" Type="{_KIND}slideMaster" Target="slideMasters/slideMaster{n}.xml"/>' for n in range(masters))
    found["ppt/_rels/presentation.xml.rels"] = f"{_RELS}{rows}</Relationships>"
    for n in range(masters):
        listed = ""
        for number, (name, shapes) in enumerate(layouts.items()):
            found[f"ppt/slideLayouts/slideLayout{n}{number}.xml"] = f'<p:sldLayout {_NAMES}><p:cSld name="{name}"><p:spTree>{shapes}</p:spTree></p:cSld></p:sldLayout>'
            listed += f'<Relationship Id="l{number}" Type="{_KIND}slideLayout" Target="../slideLayouts/slideLayout{n}{number}.xml"/>'
        found[f"ppt/slideMasters/slideMaster{n}.xml"] = (
            f"<p:sldMaster {_NAMES}><p:cSld><p:spTree>{master}</p:spTree></p:cSld><p:txStyles>{styles}</p:txStyles></p:sldMaster>"
        )
        theme = f'<Relationship Id="t" Type="{_KIND}theme" Target="../theme/theme1.xml"/>'
        found[f"ppt/slideMasters/_rels/slideMaster{n}.xml.rels"] = f"{_RELS}{theme}{listed}</Relationships>"
    found["ppt/theme/theme1.xml"] = _THEME
    found["[Content_Types].xml"] = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
    return {name: text.encode() for name, text in found.items()}


def template(layouts: dict[str, str], **more) -> Template:
    """A template of such parts."""
    return Template("talo.pptx", unpack(pack(parts(layouts, **more))))
