"""How a number of a cell is shown: dates, times, percentages and decimals as a Finnish reader of the sheet sees them.

Excel turns `24.11.` into the number of a day and keeps what was meant in the format of the cell (ISO/IEC 29500-1, 18.8.30). Only that is undone: a
format that this module does not know leaves the text that is stored. Knows nothing of cells and sheets.
"""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from ..parse import parse
from .workbook import Parts, number, related

BUILT_IN = {  #: codes by number: ISO/IEC 29500-1, 18.8.30, those with dates as a Finnish Excel shows them
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "d.m.yyyy", 15: "d.mmm.yy", 16: "d.mmm", 17: "mmm.yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "d.m.yyyy h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 49: "@",
}  # fmt: skip
_DAY_ZERO = date(1899, 12, 30).toordinal()  #: of serial numbers from 61 on; Excel counts a 29 February 1900, which never was, as 60
_SHIFT_1904 = 1_462
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
_LARGEST = 1e30  #: that the context holds with 15 decimals and as a percentage
_LAST = 2_958_466.0  #: the day after 31 December 9999
_CODE_MAX = 255
_LITERAL = re.compile(r'"[^"]*"|\\.|[_*].|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE | re.DOTALL)
_PARTS = re.compile(r"\[[hms]+\]|h+|m+|s+|d+|y+|am/pm|a/p", re.IGNORECASE)
_DECIMALS = re.compile(r"([#,?]*)(0*)(?:\.([0#?]{1,15}))?(\s*%)?")


class Styles(NamedTuple):
    """What the file says of its numbers: the code of each style of cells by its number, and whether days count from 1904."""

    codes: tuple[str, ...] = ()
    from_1904: bool = False

    def code(self, style: str) -> str:
        """The code of a cell's style, as its attribute stands; that of no format where there is no such style."""
        index = number(style, -1)
        return self.codes[index] if 0 <= index < len(self.codes) else "General"


def styles(parts: Parts, workbook: str) -> Styles:
    """The formats of a workbook. Raises `PackageError`."""
    root = parse(parts[workbook].inflate(), workbook)
    from_1904 = any(entry.get("date1904", "") in ("1", "true", "on") for entry in root.iterfind("{*}workbookPr"))
    part = next(iter(related(parts, workbook, "styles").values()), "")
    if part not in parts:
        return Styles((), from_1904)
    sheet = parse(parts[part].inflate(), part)
    known = BUILT_IN | {number(entry.get("numFmtId", ""), -1): entry.get("formatCode", "") for entry in sheet.iterfind("{*}numFmts/{*}numFmt")}
    return Styles(tuple(known.get(number(entry.get("numFmtId", "0"), -1), "") for entry in sheet.iterfind("{*}cellXfs/{*}xf")), from_1904)


def shown(stored: str, code: str, from_1904: bool = False) -> str:
    """The number `stored` as a cell with this format shows it; `stored` itself where that is not known.

    `24.11.2026`, `24.11.`, `11/2026`, `12:30`, `4,5`, `50 %`. A date of which a format shows other parts is given whole.
    """
    value = _value(stored)
    if value is None or len(code) > _CODE_MAX:
        return stored
    names = _named(code)
    if names:
        return _moment(value + (_SHIFT_1904 if from_1904 and names & set("dMy") else 0), names) or stored
    return _decimal(value, code) or stored


def _value(stored: str) -> float | None:
    try:
        value = float(stored)
    except ValueError:
        return None
    return value if abs(value) < _LARGEST and "_" not in stored else None


@lru_cache(maxsize=1024)
def _named(code: str) -> frozenset[str]:
    """Parts of a moment that a format shows: `d M y h m s`, and `[h] [m] [s]` where they count on; empty for a number that is no moment."""
    found = [part.lower() for part in _PARTS.findall(_LITERAL.sub(" ", code).split(";")[0])] if code.lower() != "general" else []
    found = [part for part in found if "/" not in part]
    names = set()
    for index, part in enumerate(found):
        name = part[:2] + "]" if part[0] == "[" else part[0]
        of_time = index and found[index - 1].strip("[")[0] == "h" or index + 1 < len(found) and found[index + 1].strip("[")[0] == "s"
        names.add("M" if name == "m" and not of_time else name)
    return frozenset(names)


def _moment(value: float, names: frozenset[str]) -> str:
    """A date, a time, or both with a space between; empty where there is no such day."""
    if not 0 <= value < _LAST:
        return ""
    day, seconds = divmod(round(value * 86_400), 86_400)
    said = [_day(int(value) if not names & set("hms") else day, names)] if names & set("dMy") else []
    if names - set("dMy"):
        said.append(_time(day, seconds, names))
    return " ".join(said) if all(said) else ""


def _day(serial: int, names: frozenset[str]) -> str:
    if serial < 1 or serial >= _LAST:
        return ""
    when = date.fromordinal(_DAY_ZERO + serial + (serial < 60))
    day, month, year = (29, 2, 1900) if serial == 60 else (when.day, when.month, when.year)
    shapes = {frozenset("dM"): f"{day}.{month}.", frozenset("My"): f"{month}/{year}", frozenset("y"): f"{year}"}
    return shapes.get(names & set("dMy"), f"{day}.{month}.{year}")


def _time(day: int, seconds: int, names: frozenset[str]) -> str:
    """`12:30`, `12:30:05`, `36:15` hours and minutes that count on; minutes and seconds alone as `05:30`."""
    if names <= {"[s]"}:
        return str(day * 86_400 + seconds)
    hours = seconds // 3_600 + (day * 24 if "[h]" in names else 0)
    minutes = (day * 1_440 + seconds // 60) if "[m]" in names else seconds // 60 % 60
    if not names & {"h", "[h]"}:
        return f"{minutes:02}:{seconds % 60:02}"
    return f"{hours}:{minutes:02}" + (f":{seconds % 60:02}" if "s" in names else "")


def _decimal(value: float, code: str) -> str:
    """A number with a comma; thousands apart where the format has them so. Empty for a format that is not known."""
    if code.lower() in ("general", "@"):
        return f"{value:.15g}".replace("e", "E").replace(".", ",")
    shape = _shape(code)
    if shape is None:
        return ""
    before, digits, least, places, thousands, percent, after = shape
    exact = Decimal(repr(value)).scaleb(2 if percent else 0).quantize(Decimal(1).scaleb(-places), context=_EXACT)
    whole, _, rest = f"{exact.copy_abs():{',' if thousands else ''}f}".partition(".")
    rest = rest[:least] + rest[least:].rstrip("0")
    sign = "-" if exact < 0 else ""
    return f"{before}{sign}{whole.replace(',', chr(0xA0)).zfill(digits)}{',' if rest else ''}{rest}{percent}{after}".strip()


@lru_cache(maxsize=1024)
def _shape(code: str) -> tuple[str, int, int, int, bool, str, str] | None:
    """Text before; digits before the comma; least and most after it; thousands apart; the per cent sign; text after. None: not known."""
    section = re.sub(r'"([^"]*)"|\\(.)', lambda literal: "\0" + (literal[1] or literal[2] or "") + "\0", code)
    section = re.sub(r"\[\$([^\]-]*)[^\]]*\]", lambda sign: f"\0{sign[1]}\0", section.split(";")[0])
    section = re.sub(r"[_*].|\[[^\]]*\]", "", section)
    match = re.fullmatch(r"((?:\0[^\0]*\0|[ €-])*)(.*?)((?:\0[^\0]*\0|[ €])*)", section, re.DOTALL)
    kept = match and _DECIMALS.fullmatch(match[2].rstrip())
    if not kept or not (kept[1] or kept[2] or kept[3]) or kept[1].endswith(",") and not kept[2]:
        return None
    places = kept[3] or ""
    digits = len(kept[2]) if "," not in kept[1] else 1
    return match[1].replace("\0", ""), digits, places.count("0"), len(places), "," in kept[1], " %" if kept[4] else "", match[3].replace("\0", "")
