"""What a person probably did where YAML's own grammar breaks off: one parser error to one problem that says how to mend it.

libyaml and PyYAML's own parser agree on places but not on words, so this looks at the lines and asks the words only for what both say.
"""

import re

import msgspec
import yaml

from ..problems import Problems, Span
from .plaintext import MAX_DEPTH

_SPECIAL = "[{]}*&!%@`|>,?-"
_AT_START = ("flow", "alias", "anchor", "tag", "block scalar", "token", "sequence entries", "mapping keys", "node")  #: words of errors at a first character
_QUOTES = "'\""
_VALUE = re.compile(r"\s*(?:- +)*(?:[\w.-]+: +)?(?=\S)")  #: what stands before the value of a line
_KEY = re.compile(r"\s*(?:- +)*[a-z_][a-z0-9_-]*:(?: |$)")  #: a line that is meant as `key: value`
_TIGHT = re.compile(r"\s*(?:- +)*[a-z_][a-z0-9_-]*:(?=[^\s/])")  #: `key:value`, the space forgotten
_SURROGATE = re.compile(r"\\(?:u|U0000)(d[89a-f][0-9a-f]{2})", re.IGNORECASE)
_TOO_FAR = re.compile(r"\\U(?!000|0010)[0-9a-fA-F]{8}")
_COMMENT = re.compile(r"\S\s+#")


class Last(msgspec.Struct, frozen=True):
    """The last scalar that the parser gave before it broke off (0-based), to find a quote that closed too late or too early."""

    style: str
    line: int
    column: int
    end_line: int
    end_column: int


def report(error: Exception, text: str, path: str, last: Last | None, problems: Problems) -> None:
    """Report `error` of the parser once, at the place that a person must mend (1-based)."""
    code, line, column, values = _diagnose(error, text.split("\n") + [""], last)
    problems.add(code, Span(path, line + 1, column + 1, line + 1, column + 2), **values)


_Found = tuple[str, int, int, dict[str, object]]


def _diagnose(error: Exception, lines: list[str], last: Last | None) -> _Found:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return _beyond_unicode(lines)
    line, column = error.problem_mark.line, error.problem_mark.column
    context, problem = error.context or "", error.problem or ""
    start = (error.context_mark.line, error.context_mark.column) if error.context_mark else (line, column)
    if "depth" in problem:  # libyaml's own bound of 1,000 brackets, which its look-ahead meets before ours
        return "yaml-depth", line, column, {"limit": MAX_DEPTH}
    if "quoted scalar" in context:
        if "end of stream" in problem or "document" in problem:
            return "yaml-open-quote", *start, {}
        return _escape(lines[line], line, column, start)
    if "mapping values" in problem:
        return _colon(lines, line, column)
    if "simple key" in context:
        return _no_colon(lines, start[0])
    if "document start" in problem:
        return "yaml-documents", line, column, {}
    return (
        _quote(lines, line, column, last)
        or _special(lines, start, context)
        or _special(lines, (line, column), problem)
        or _indent(lines, line, column, context)
    )


def _escape(text: str, line: int, column: int, start: tuple[int, int]) -> _Found:
    """A backslash that makes nothing, or half a character (a lone surrogate, which PyYAML's own scanner lets through to `yamltext`)."""
    at = max(text.rfind("\\", 0, column + 1), 0)
    if surrogate := _SURROGATE.match(text, at):
        return "yaml-character", *start, {"found": f"U+{surrogate[1].upper()}"}
    return "yaml-escape", line, at, {}


def _beyond_unicode(lines: list[str]) -> _Found:
    """PyYAML's own scanner gives no place where an escape names a character that does not exist."""
    places = ((number, match.start()) for number, line in enumerate(lines) if (match := _TOO_FAR.search(line)))
    line, column = next(places, (0, 0))
    return "yaml-escape", line, column, {}


def _colon(lines: list[str], line: int, column: int) -> _Found:
    """`: ` where no key can be: inside a text, or after a key that stands too far in."""
    if not _KEY.match(lines[line]) or len(_KEY.match(lines[line])[0].rstrip()) <= column:
        return "yaml-colon", line, column, {}
    above = _above(lines, line)
    if above is not None and not _KEY.match(lines[above]) and (_TIGHT.match(lines[above]) or _margin(lines[above]) == _margin(lines[line])):
        return _no_colon(lines, above)
    return "yaml-indent", line, _margin(lines[line]), {}


def _no_colon(lines: list[str], line: int) -> _Found:
    """A line that should be `key: value` and is not."""
    if tight := _TIGHT.match(lines[line]):
        return "yaml-colon-space", line, tight.end() - 1, {}
    return "yaml-no-colon", line, _margin(lines[line]), {}


def _quote(lines: list[str], line: int, column: int, last: Last | None) -> _Found | None:
    """A text that goes on after its closing quote: the quote closed too early, or it is the opening one of a later text."""
    if last is None or last.style not in tuple(_QUOTES) or last.end_line != line or lines[line][last.end_column : column].strip():
        return None
    if last.line < last.end_line:
        return "yaml-open-quote", last.line, last.column, {}
    return "yaml-quote", line, column, {}


def _special(lines: list[str], at: tuple[int, int], words: str) -> _Found | None:
    """A text whose first character means something to YAML."""
    line, column = at
    here = lines[line][column : column + 1]
    if here in tuple(_SPECIAL) and any(word in words for word in _AT_START):
        return "yaml-start", line, column, {"found": here}
    value = _VALUE.match(lines[line])
    if value and value.end() < column and lines[line][value.end()] in _SPECIAL:
        return "yaml-start", line, value.end(), {"found": lines[line][value.end()]}
    return None


def _indent(lines: list[str], line: int, column: int, context: str) -> _Found:
    if lines[line].lstrip().startswith(":"):
        return "yaml-empty-key", line, column, {}
    above = _above(lines, line)
    if above is not None and not _KEY.match(lines[line]) and (cut := _COMMENT.search(lines[above])):
        return "yaml-comment-breaks", above, cut.end() - 1, {}
    if "block" in context:
        return "yaml-indent", line, column, {}
    return "yaml-syntax", line, column, {}


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())


def _above(lines: list[str], line: int) -> int | None:
    """The nearest line above that is neither empty nor a comment."""
    return next((n for n in range(line - 1, -1, -1) if lines[n].strip() and not lines[n].lstrip().startswith("#")), None)
