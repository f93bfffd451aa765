"""What the templates share: the names they carry, their colours and font, and the theme part that holds these.

A colour is meant by its slot; only the hairline is no colour of the theme. Whoever changes a colour here makes all templates anew.
"""

NAME = "Neutraali"  # of the theme, its colours and its fonts: what PowerPoint and Word show in their lists
ORGANISATION = "Päijät-Hämeen hyvinvointialue"
LANG = "fi-FI"
DATE = "2026-01-01"  # of creation and change: no clock in a file
FONT, TWIN = "Calibri", "Carlito"  # the twin has the same widths

COLOURS = {
    "dk1": "1A2329", "lt1": "FFFFFF", "dk2": "0E3A4A", "lt2": "F3F2ED",
    "accent1": "17607A", "accent2": "3D6B35", "accent3": "9A4A1B",
    "accent4": "6A4880", "accent5": "8A6500", "accent6": "5A666E",
    "hlink": "0A5A94", "folHlink": "5E3A85",
}
COUNTY, NGO, REALISATION, FILL, SOFT = "accent1", "accent2", "accent3", "accent5", "accent6"
HAIRLINE = "C9CFD2"

NS_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
EMU = 12700  # in a point
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme_part(drawn: bool) -> str:
    """The theme. `drawn`: its lines have flat ends and mitred corners, for a file in which people draw."""
    colours = "".join(f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>' for slot, value in COLOURS.items())
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{NS_A}" name="{NAME}"><a:themeElements><a:clrScheme name="{NAME}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="{NAME}"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="{NAME}"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_lines(drawn)}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def _lines(drawn: bool) -> str:
    ends, corners = (' cap="flat" cmpd="sng" algn="ctr"', '<a:miter lim="800000"/>') if drawn else ("", "")
    return "".join(f'<a:ln w="{round(width * EMU)}"{ends}>{_FILL}<a:prstDash val="solid"/>{corners}</a:ln>' for width in (0.75, 1.5, 3))
