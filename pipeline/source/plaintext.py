"""Bytes of a source file to clean text: UTF-8, LF, NFC, and no character that an output could not hold.

CRLF, a byte order mark and decomposed letters give the same text, hence the same places and outputs, as LF and NFC (promise 9 of the
project's reliability rules). Columns therefore count the code points of the composed text. Knows nothing of YAML's grammar.
"""

import re
import unicodedata
from itertools import islice
from typing import NoReturn

from ..problems import Problems, Span

MAX_BYTES = 20_000_000
MAX_DEPTH = 20  #: lists and mappings inside each other
MAX_NODES = 1_000_000  #: values of one file
_REPORTED = 20  #: characters of one file that are named one by one
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffd-\uffff]")
_LINE_STARTS = (  #: what no line may begin with; the break before it is part of the pattern, which is found ten times faster than `^`
    ("yaml-conflict", re.compile(r"\n(?:<{7}|={7}|>{7}|\|{7})(?= |$)", re.MULTILINE)),
    ("yaml-tab", re.compile(r"\n *\t(?=[ \t]*\S)")),
    ("yaml-odd-space", re.compile("\n *[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]")),
    ("yaml-directive", re.compile(r"\n%")),
)


class Refused(Exception):
    """A fault that was reported and after which nothing of the file can be trusted."""


def read_text(data: bytes, path: str, problems: Problems) -> str:
    """The text of a source file.

    Reports `yaml-size`, `yaml-encoding`, `yaml-character`, `yaml-lost-letter`, `yaml-conflict`, `yaml-tab`, `yaml-odd-space` and
    `yaml-directive`, and then raises `Refused`: these would only make later messages lead astray.
    """
    if len(data) > MAX_BYTES:
        _refuse(problems, "yaml-size", Span(path, 1, 1, 1, 1), limit=MAX_BYTES // 1_000_000, found=-(-len(data) // 1_000_000))
    text = unicodedata.normalize("NFC", _decode(data.removeprefix(_BOM), path, problems).replace("\r\n", "\n"))
    before = len(problems)
    for match in islice(FORBIDDEN.finditer(text), _REPORTED):
        report_character(match[0], place(text, match, path), problems)
    _check_line_starts(text, path, problems)
    if len(problems) > before:
        raise Refused
    return text


def _check_line_starts(text: str, path: str, problems: Problems) -> None:
    broken = "\n" + text
    for code, pattern in _LINE_STARTS:
        if match := pattern.search(broken):
            line = broken.count("\n", 0, match.end())
            found = match[0].strip() or f"U+{ord(match[0][-1]):04X}"
            problems.add(code, Span(path, line, 1, line, len(match[0])), found=found)


def report_character(character: str, at: Span, problems: Problems) -> None:
    """Report a character of `FORBIDDEN`, the mark of a lost letter (U+FFFD) by its own code."""
    code = "yaml-lost-letter" if character == "\ufffd" else "yaml-character"
    problems.add(code, at, found=f"U+{ord(character):04X}")


def place(text: str, match: re.Match[str], path: str) -> Span:
    """Where the match stands; it must not hold a line break."""
    line, column = text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start())
    return Span(path, line, column, line, column + len(match[0]))


def _decode(data: bytes, path: str, problems: Problems) -> str:
    if data.startswith(_UTF16) or data.count(0) * 4 > len(data):
        _refuse(problems, "yaml-encoding", Span(path, 1, 1, 1, 1), found="UTF-16")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _only_surrogates(data):
            return data.decode("utf-8", "surrogatepass")
        return _refuse(problems, "yaml-encoding", _byte_place(data, error.start, path), found=f"0x{data[error.start]:02X}")


def _only_surrogates(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _byte_place(data: bytes, position: int, path: str) -> Span:
    line = data.count(b"\n", 0, position) + 1
    column = len(data[data.rfind(b"\n", 0, position) + 1 : position].decode("utf-8")) + 1
    return Span(path, line, column, line, column + 1)


def _refuse(problems: Problems, code: str, at: Span, **values: object) -> NoReturn:
    problems.add(code, at, **values)
    raise Refused
