"""How the handbook's sentences must be written: typography, real lists, no addresses or contacts in running text.

The rules are those of the project's list for produced files (A06, A17, A20, A21, G01, L01, L02), asked where they can still be mended: in the
source. What is not printed or quotes faults on purpose is exempt: corrections, open questions, notes to links, spellings not to be used.
"""

import re
from typing import Iterator, NamedTuple

from ..problems import Problems
from .content import Content, walk_texts
from .handbook import Term
from .reference import Text

_EXEMPT = re.compile(r"(?:corrections|questions)\.|links\.[^.]+\.note$|terms\.[^.]+\.instead_of\.")
_PEOPLE = "people."


class Rule(NamedTuple):
    """A pattern that a sentence must not hold; `code` begins with the rule's id."""

    code: str
    pattern: re.Pattern[str]


_NBSP = "\u00a0"
_RULES = tuple(
    Rule(code, re.compile(pattern))
    for code, pattern in (
        ("L01-section-sign", rf"\d+[^\S{_NBSP}]?§"),
        ("L01-range", r"(?<!\d)(?:19|20)\d\d(?:-|\s+[-–—]\s*|\s*[-–—]\s+|—)(?:19|20)\d\d(?![\d-])"),
        ("L01-dash", r"(?<=[^\W\d])\s-\s(?=\w)|(?<=\s)–(?=[^\W\d])"),
        ("L01-times", r"\bkrt\b"),
        ("A06-typed-bullet", r"\A\s*[*•·▪◦●‣–-]\s"),
        ("A17-raw-url", r"\bhttps?://\S+|\bwww\.\S+"),
        ("A21-spaces", r"[ \u00a0]{2,}|\t|\n"),
    )
)
_CAPITALS = re.compile(r"(?<![\w/-])[A-ZÅÄÖ]{5,}(?![\w/])")
_EMAIL = re.compile(r"[\w.%+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w/.,-])(?:\+358[\s-]?|0)\d{1,3}[\s-]?\d{3,4}(?:[\s-]?\d{2,4})?(?![\w/-])")


def check_language(content: Content, problems: Problems) -> None:
    """Report what breaks a rule, at the start of its text and with the words concerned; each rule once a text."""
    terms = content.source.terms
    allowed = {word for term in terms for word in re.findall(r"\w+", term.term.value)}
    avoided = [(term, form.value, _form(form.value)) for term in terms for form in term.instead_of]
    for path, text in _prose(content):
        _patterns(text, problems)
        _capitals(text, allowed, problems)
        _wording(text, avoided, problems)
        if not path.startswith(_PEOPLE):
            _contacts(text, problems)


def _prose(content: Content) -> Iterator[tuple[str, Text]]:
    """Every sentence or name that is printed, with its path."""
    for path, leaf in walk_texts(content.source):
        if type(leaf) is Text and not _EXEMPT.match(path):
            yield path, leaf


def _patterns(text: Text, problems: Problems) -> None:
    for rule in _RULES:
        if match := rule.pattern.search(text.value):
            problems.add(rule.code, text.span, found=_around(text.value, match))


def _capitals(text: Text, allowed: set[str], problems: Problems) -> None:
    words = [word for word in _CAPITALS.findall(text.value) if word not in allowed]
    if words:
        problems.add("A20-capitals", text.span, found=words[0])


def _contacts(text: Text, problems: Problems) -> None:
    for pattern in (_EMAIL, _PHONE):
        if match := pattern.search(text.value):
            problems.add("G01-contact", text.span, found=match[0])


def _form(form: str) -> re.Pattern[str]:
    """A spelling not to be used, at the beginning of a word, so that its inflected forms are found too."""
    return re.compile(rf"(?<![\w-]){re.escape(form)}")


def _wording(text: Text, avoided: list[tuple[Term, str, re.Pattern[str]]], problems: Problems) -> None:
    for term, form, pattern in avoided:
        if form in text.value and pattern.search(text.value.replace(term.term.value, "")):
            problems.add("L02-wording", text.span, found=form, term=term.term)


def _around(value: str, match: re.Match[str]) -> str:
    """The words that hold the match, or the match and a little beside it, on one line."""
    start, end = max(0, match.start() - 12), min(len(value), match.end() + 12)
    return value[start:end].strip().replace("\n", "⏎").replace("\t", "⇥")
