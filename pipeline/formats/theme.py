"""The theme of the neutral look: colours by slot, and the font. Workbooks, which take no template, carry it; the project's own templates are made with it.

A county's own colours and fonts stand in its templates. A colour is meant by its slot; only the hairline is no colour of the theme.
"""

from .markup import DECLARATION

NAME = "Neutraali"  #: of the theme, its colours and its fonts: what Office shows in its lists
FONT = "Calibri"
COLOURS = {
    "dk1": "1A2329", "lt1": "FFFFFF", "dk2": "0E3A4A", "lt2": "F3F2ED",
    "accent1": "17607A", "accent2": "3D6B35", "accent3": "9A4A1B",
    "accent4": "6A4880", "accent5": "8A6500", "accent6": "5A666E",
    "hlink": "0A5A94", "folHlink": "5E3A85",
}  # fmt: skip
HAIRLINE = "C9CFD2"
FILL_TINT = "FFF5DA"  #: accent5 at a tenth, the ground of what is to be filled: what a program shows that does not know themes

_LINES_EMU = (9_525, 19_050, 38_100)
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme_part(drawn: bool = False) -> str:
    """theme1.xml. `drawn`: its lines have flat ends and mitred corners, for a file in which people draw."""
    colours = "".join(f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>' for slot, value in COLOURS.items())
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{NAME}"><a:themeElements>'
        f'<a:clrScheme name="{NAME}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="{NAME}"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="{NAME}"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_lines(drawn)}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def _lines(drawn: bool) -> str:
    ends, corners = (' cap="flat" cmpd="sng" algn="ctr"', '<a:miter lim="800000"/>') if drawn else ("", "")
    return "".join(f'<a:ln w="{width}"{ends}>{_FILL}<a:prstDash val="solid"/>{corners}</a:ln>' for width in _LINES_EMU)
