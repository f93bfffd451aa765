"""What cells look like: the formats of a workbook, and the names that Excel's list of cell styles shows.

Colours and sizes are those of the visual system. Colour never stands alone: what is to be filled has a frame, what is missing a word,
what stands for nothing said is in italics.
"""

import re
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from ..markup import attribute
from ..theme import COLOURS, FILL_TINT, FONT, HAIRLINE

DEFAULT = {"font_name": FONT, "font_size": 12}

_TEXT, _DEEP, _SOFT, _LINK, _FILL_LINE = (f"#{COLOURS[slot]}" for slot in ("dk1", "dk2", "accent6", "hlink", "accent5"))
_LINE, _FILL = f"#{HAIRLINE}", f"#{FILL_TINT}"

_INK = {"font_color": _TEXT}
_LINES = {"text_wrap": True, "valign": "top"}
_INDENT = {"align": "left", "indent": 1}
_BODY = _INK | _LINES | _INDENT | {"border": 1, "border_color": _LINE, "left": 0, "right": 0}
_FIELD = _INK | _INDENT | {"bg_color": _FILL, "border": 1, "border_color": _FILL_LINE, "valign": "vcenter"}
_LOOKS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 18, "font_color": _DEEP, "valign": "vcenter"},
    "label": _INK | {"bold": True, "valign": "vcenter"},
    "text": _INK | {"valign": "vcenter"},
    "guide": {"font_color": _SOFT, "valign": "vcenter"},
    "example": _FIELD | {"bold": True},
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": _DEEP, "border": 1, "border_color": "#FFFFFF"}
    | {"text_wrap": True, "valign": "vcenter"}
    | _INDENT,
    "goal": _BODY,
    "answer": _BODY,
    "help": _BODY | {"font_color": _SOFT},
    "fill": _FIELD | _LINES | {"num_format": 49, "locked": False},  # "@", text: what looks like a date, a number or a formula stays as it is typed
    "missing": _BODY | {"font_color": _FILL_LINE, "underline": 1},
}
_WRAPPED = {"example": {"text_wrap": True}}  #: what breaking a text into lines changes, where that is not `_LINES`
#: Looks by the name in Excel's list of cell styles; `Otsikko` is what Finnish Excel itself calls its built-in title style, number 15.
_NAMES = {
    "title": "Otsikko", "label": "Selite", "guide": "Ohje", "example": "Esimerkki", "head": "Taulukon otsikko",
    "goal": "Tavoite", "fill": "Täytettävä", "missing": "Puuttuu",
}  # fmt: skip
_BUILT_IN = {"title": ' builtinId="15" customBuiltin="1"'}


class Kind(NamedTuple):
    """How a stretch of text differs from its cell."""

    strong: bool = False
    look: str = ""  #: as `Run.look`
    link: bool = False


PLAIN = Kind()
_KINDS = {"missing": {"font_color": _FILL_LINE, "underline": 1}, "muted": {"font_color": _SOFT, "italic": True}}


class Looks:
    """The formats of one workbook, made when first asked for."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._formats: dict[tuple[str, Kind, bool], Format] = {}

    def cell(self, look: str, kind: Kind = PLAIN, wrap: bool = False) -> Format:
        """The format of a cell all of whose text is of one kind; `wrap` breaks it into lines, from the top, also where the look does not."""
        return self._format(look, _LOOKS[look] | _properties(kind) | (_WRAPPED.get(look, _LINES) if wrap else {}), kind, wrap)

    def font(self, kind: Kind) -> Format:
        """The font of a stretch of text within a cell."""
        return self._format("", {"font_color": _TEXT} | _properties(kind), kind, False)

    def with_names(self, styles: str) -> str:
        """xl/styles.xml as XlsxWriter wrote it, with the looks in Excel's list of cell styles.

        XlsxWriter knows cell formats only, so the format of each named look is copied as a style and refers to the copy (ISO/IEC 29500-1, 18.8.9).
        """
        head, start, rest = styles.partition("<cellXfs ")
        opening, formats, tail = re.split("(<xf .*)(?=</cellXfs>)", rest, maxsplit=1, flags=re.DOTALL)
        cells = re.findall("<xf [^>]*/>|<xf .*?</xf>", formats)
        bases = names = ""
        named = self._named()
        for number, (name, index, built_in) in enumerate(named, 1):
            bases += cells[index].replace(' xfId="0"', "")
            cells[index] = cells[index].replace('xfId="0"', f'xfId="{number}"')
            names += f'<cellStyle name="{attribute(name)}" xfId="{number}"{built_in}/>'
        head = _extended(head, "cellStyleXfs", bases, len(named))
        return head + start + opening + "".join(cells) + _extended(tail, "cellStyles", names, len(named))

    def _named(self) -> list[tuple[str, int, str]]:
        """Of each named look that a cell has: its name, its index among the cell formats, and the attributes of a built-in style."""
        used = [(look, self._formats.get((look, PLAIN, False))) for look in _NAMES]
        return [(_NAMES[look], cell.xf_index, _BUILT_IN.get(look, "")) for look, cell in used if cell is not None and cell.xf_index]

    def _format(self, look: str, properties: dict[str, object], kind: Kind, wrap: bool) -> Format:
        key = (look, kind, wrap)
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(properties)
        return self._formats[key]


def _properties(kind: Kind) -> dict[str, object]:
    link = {"font_color": _LINK, "underline": 1} if kind.link else {}
    return _KINDS.get(kind.look, {}) | link | ({"bold": True} if kind.strong else {})


def _extended(xml: str, list_name: str, entries: str, count: int) -> str:
    """`xml` with entries at the end of a list that has one entry."""
    return xml.replace(f'<{list_name} count="1">', f'<{list_name} count="{count + 1}">').replace(f"</{list_name}>", f"{entries}</{list_name}>")
