"""One thing to tell a person, where it is, and how it is said.

A problem is a code with values; the sentences, in Finnish and English, stand in `messages.toml` beside this
file and are looked up only when something is said. Knows nothing of YAML, Office files or the command line.
"""

import difflib
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Iterable, Literal, NamedTuple

Severity = Literal["error", "warning", "note"]
Language = Literal["fi", "en"]
_ORDER = {"error": 0, "warning": 1, "note": 2}


class Span(NamedTuple):
    """A stretch of a text file: 1-based lines and columns, columns in code points, the end exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


class Place(NamedTuple):
    """A place in a file that is no text, in a person's words: `slide 27, goal`; `Seuranta!C4`; empty: the whole file."""

    path: str
    spot: str = ""


class Problem(NamedTuple):
    """One thing to tell: `code` names its sentence, `values` fills it; `at` is None when no file is concerned."""

    severity: Severity
    code: str
    at: Span | Place | None
    values: tuple[tuple[str, str], ...]

    def message(self, language: Language) -> str:
        """The sentence without its place."""
        return _fill(message(self.code)[language], dict(self.values), language)

    def hint(self, language: Language) -> str | None:
        """What to do, or None where there is nothing to say or a value it needs is not known."""
        hint = message(self.code).get("hint", {}).get(language)
        values = dict(self.values)
        if hint is None or any(not values.get(name.removeprefix("=")) for name in _names(hint)):
            return None
        return _fill(hint, values, language)

    def is_of_the_source(self) -> bool:
        """Whether it is about a text that people write, and not about a file that somebody sent or opened."""
        return isinstance(self.at, Span)

    def lines(self, language: Language) -> str:
        """As compilers print it: place, severity, sentence, code; the hint on a line of its own."""
        severity = message("severity")[language][self.severity]
        head = f"{where(self.at)}{severity}: {self.message(language)} [{self.code}]"
        hint = self.hint(language)
        return f"{head}\n  {message('severity')[language]['hint']}: {hint}" if hint else head

    def as_json(self, language: Language) -> dict[str, object]:
        """The shape of `problems:` in every command's `--json`."""
        at = self.at
        span = at if isinstance(at, Span) else None
        return {
            "severity": self.severity,
            "code": self.code,
            "message": self.message(language),
            "hint": self.hint(language),
            "path": at.path if at else None,
            "line": span.line if span else None,
            "column": span.column if span else None,
        }


class PipelineError(Exception):
    """Raised where a stage cannot go on; carries all problems found so far."""

    def __init__(self, problems: "Problems") -> None:
        super().__init__("; ".join(p.code for p in problems.errors()))
        self.problems = problems


class Problems:
    """Gathers problems in the order found; the same one, found again, is told once."""

    def __init__(self) -> None:
        self._all: dict[Problem, None] = {}

    def add(self, code: str, at: Span | Place | None = None, **values: object) -> None:
        """Record a problem; its severity is the one that `messages.toml` gives to the code."""
        said = tuple((name, "" if value is None else str(value)) for name, value in values.items())
        self._all[Problem(message(code)["severity"], code, at, said)] = None

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take over what was gathered elsewhere."""
        self._all.update(dict.fromkeys(problems))

    def __iter__(self):
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def errors(self) -> list[Problem]:
        """Those that stop the work."""
        return [p for p in self._all if p.severity == "error"]

    def counts(self) -> dict[str, int]:
        """How many of each severity."""
        return {severity: sum(p.severity == severity for p in self._all) for severity in _ORDER}

    def count(self, code: str) -> int:
        """How many of one code."""
        return sum(p.code == code for p in self._all)

    def raise_if_errors(self) -> None:
        """Raise `PipelineError` with everything gathered if any of it is an error."""
        if self.errors():
            raise PipelineError(self)

    def in_order(self) -> list[Problem]:
        """By severity, then file, then line; otherwise as found."""
        return sorted(self._all, key=lambda p: (_ORDER[p.severity], p.at[:3] if isinstance(p.at, Span) else ("", 0, 0)))

    def gravest_last(self) -> list[Problem]:
        """The same with notes first and errors last, where a terminal shows them; within a severity in the order of the file."""
        return sorted(self.in_order(), key=lambda p: -_ORDER[p.severity])


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be, or None."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return close[0] if close else None


@lru_cache(maxsize=1)
def _tables() -> dict[str, str]:
    """The text of each table of messages.toml by its name; a run says a few of them, so only those are parsed."""
    text = (Path(__file__).parent / "messages.toml").read_text(encoding="utf-8")
    parts = (part.partition("]") for part in text.split("\n[")[1:])
    return {name: body for name, _, body in parts}


@lru_cache(maxsize=None)
def message(code: str) -> dict:
    """The entry of `code` in `messages.toml`; an unknown code is a fault of ours."""
    return tomllib.loads(_tables()[code])


def said(code: str, language: Language, **values: object) -> str:
    """A sentence about what the program did, from the same table."""
    return _fill(message(code)[language], {name: "" if value is None else str(value) for name, value in values.items()}, language)


def where(at: Span | Place | None) -> str:
    """`path:line:column: `, or `path (spot): `, or nothing; control characters in names are shown, not printed."""
    if at is None:
        return ""
    path = printable(at.path)
    if isinstance(at, Span):
        return f"{path}:{at.line}:{at.column}: "
    return f"{path} ({printable(at.spot)}): " if at.spot else f"{path}: "


def printable(text: str) -> str:
    """`text` with what a terminal would obey (controls, bidi marks) written as `\\u....`."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def _names(sentence: str) -> list[str]:
    return [part.split("}")[0] for part in sentence.split("{")[1:]]


def _fill(sentence: str, values: dict[str, str], language: Language) -> str:
    """`{name}` gives the value; `{=name}` says it in words: the value is a key under `[expected]` of messages.toml."""
    parts = sentence.split("{")
    for number, part in enumerate(parts[1:], start=1):
        name, _, rest = part.partition("}")
        value = values.get(name.removeprefix("="), "")
        parts[number] = (message("expected")[value][language] if name.startswith("=") else printable(value)) + rest
    return "".join(parts)
