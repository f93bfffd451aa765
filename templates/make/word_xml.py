"""Small pieces of WordprocessingML: lengths, colours, borders, indents, run properties, runs and paragraphs. Lengths are points."""

from parts import NS_R
from pipeline.formats.markup import escape
from pipeline.formats.theme import COLOURS, FILL_TINT
from theme import FILL

# The names that Word gives to the slots of a theme, and the slots.
SLOTS = {"text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink"}
TEXT, PAGE, DEEP = "text1", "background1", "text2"

NS_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = f'xmlns:w="{NS_W}" xmlns:r="{NS_R}"'


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def cm(centimetres: float) -> float:
    """Points."""
    return centimetres * 72 / 2.54


def hexadecimal(colour: str) -> str:
    """The figures of a slot's colour; a fixed colour is its own."""
    return COLOURS.get(SLOTS.get(colour, colour), colour)


def by_theme(colour: str, name: str = "themeColor") -> str:
    """The attribute that makes a colour follow the theme; empty for a fixed colour."""
    return f' w:{name}="{colour}"' if hexadecimal(colour) != colour else ""


def ink(colour: str) -> str:
    """The colour of text."""
    return f'<w:color w:val="{hexadecimal(colour)}"{by_theme(colour)}/>'


def shading(colour: str) -> str:
    """A ground."""
    if colour == FILL_TINT:
        return f'<w:shd w:val="clear" w:color="auto" w:fill="{FILL_TINT}" w:themeFill="{FILL}" w:themeFillTint="1A"/>'
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{hexadecimal(colour)}"{by_theme(colour, "themeFill")}/>'


def line(side: str, colour: str, points: float, kind: str = "single", away: float = 0) -> str:
    """A border; `away` is its distance from the text, at most 31."""
    return f'<w:{side} w:val="{kind}" w:sz="{round(points * 8)}" w:space="{round(away)}" w:color="{hexadecimal(colour)}"{by_theme(colour)}/>'


def borders(*lines: str) -> str:
    """The borders of a paragraph, in the order top, left, bottom, right."""
    return f"<w:pBdr>{''.join(lines)}</w:pBdr>"


def indent(left: float = 0, hanging: float = 0, right: float = 0) -> str:
    """Indents from the margins; `hanging`: so much further left the first line begins."""
    return f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}"' + (f' w:hanging="{twips(hanging)}"/>' if hanging else ' w:firstLine="0"/>')


def tabs(*stops: tuple[str, float]) -> str:
    """Tab stops: kind and distance from the margin."""
    return "<w:tabs>" + "".join(f'<w:tab w:val="{kind}" w:pos="{twips(at)}"/>' for kind, at in stops) + "</w:tabs>"


def run_properties(size: float = 0, colour: str = "", bold: bool | None = None, italic: bool = False, more: str = "") -> str:
    """Run properties in the order of the schema; what is not said is inherited."""
    parts = {None: "", True: "<w:b/><w:bCs/>", False: '<w:b w:val="0"/><w:bCs w:val="0"/>'}[bold]
    parts += "<w:i/><w:iCs/>" if italic else ""
    parts += ink(colour) if colour else ""
    parts += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    return f"<w:rPr>{parts}{more}</w:rPr>" if parts or more else ""


def run(text: str, properties: str = "") -> str:
    """Text of one look."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def field(code: str, sample: str, properties: str = "") -> str:
    """A field, showing `sample` until a program computes it."""

    def mark(kind: str) -> str:
        return f'<w:r>{properties}<w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = f'<w:r>{properties}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return mark("begin") + instruction + mark("separate") + run(sample, properties) + mark("end")


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph; `properties` follow its style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'
