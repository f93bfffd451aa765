"""How the handbook's sentences must be written: typography, real lists, no addresses or contacts in running text.

The rules are those of the project's list for produced files (A06, A17, A20, A21, G01, L01, L02), asked where they can still be mended: in the
source. What is not printed or quotes faults on purpose is exempt: corrections, open questions, notes to links, spellings not to be used.
"""

import re
from typing import NamedTuple

from ..problems import Problems
from .handbook import Term
from .lookup import Leaves
from .reference import Text

_EXEMPT = re.compile(r"(?:corrections|questions)\.|links\.[^.]+\.note$|.*\.origin$|attachments\.[^.]+\.file$|terms\.[^.]+\.instead_of\.")
_PEOPLE = "people."


class Rule(NamedTuple):
    """A pattern that a sentence must not hold; `code` begins with the rule's id. It is tried only where one of its `signs` stands."""

    code: str
    signs: tuple[str, ...]
    pattern: re.Pattern[str]


_DASHES, _BULLETS = ("-", "–", "—"), tuple("*•·▪◦●‣–-")
_RULES = (
    Rule("L01-section-sign", ("§",), re.compile("[0-9]+[^\\S\u00a0]?§")),
    Rule("L01-range", _DASHES, re.compile(r"(?<!\d)(?:19|20)\d\d(?:-|\s+[-–—]\s*|\s*[-–—]\s+|—)(?:19|20)\d\d(?![\d-])")),
    Rule("L01-dash", _DASHES, re.compile(r"(?<=[^\W\d])\s-\s(?=\w)|(?<=\s)–(?=[^\W\d])")),
    Rule("L01-times", ("krt",), re.compile(r"\bkrt\b")),
    Rule("A06-typed-bullet", _BULLETS, re.compile(r"\A[*•·▪◦●‣–-]\s")),
    Rule("A17-raw-url", ("://", "www."), re.compile(r"\bhttps?://\S+|\bwww\.\S+")),
    Rule("A21-spaces", ("  ", "\u00a0", "\t", "\n"), re.compile("[ \u00a0]{2,}|\t|\n")),
)
_MARKS = re.compile(r"\*\*(?![\s*])(?:[^*]|\*(?!\*))+?(?<![\s*])\*\*|\[[^\[\]]*\]\([^()\s]*\)")  #: whole ones
_HALF_MARK = re.compile(r"\*\*|\]\s?\(")
_CAPITALS = re.compile(r"(?<![\w/-])[A-ZÅÄÖ]{5,}(?![\w/])")
_EMAIL = re.compile(r"[\w.%+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w/.,-])(?:\+358[\s-]?|0)\d{1,3}[\s-]?\d{3,4}(?:[\s-]?\d{2,4})?(?![\w/-])")


def check_language(terms: tuple[Term, ...], leaves: Leaves, problems: Problems) -> None:
    """Report what breaks a rule, at the start of its text and with the words concerned; each rule once a text. `leaves` are those of the source."""
    allowed = {word for term in terms for word in re.findall(r"\w+", term.term.value)}
    prose = _prose(leaves)
    avoided = _avoided(terms, "\n".join(text.value for _, text in prose))
    for path, text in prose:
        _patterns(text, problems)
        _capitals(text, allowed, problems)
        _wording(text, avoided, problems)
        _markup(text, problems)
        if not path.startswith(_PEOPLE):
            _contacts(text, problems)


def _prose(leaves: Leaves) -> Leaves:
    """Every sentence or name that is printed, with its path."""
    return [(path, leaf) for path, leaf in leaves if type(leaf) is Text and not _EXEMPT.match(path)]


def _patterns(text: Text, problems: Problems) -> None:
    value = text.value
    for code, signs, pattern in _RULES:
        for sign in signs:
            if sign in value:
                if match := pattern.search(value):
                    problems.add(code, text.span, found=_around(value, match))
                break


def _capitals(text: Text, allowed: set[str], problems: Problems) -> None:
    words = [] if text.value.islower() else [word for word in _CAPITALS.findall(text.value) if word not in allowed]
    if words:
        problems.add("A20-capitals", text.span, found=words[0])


def _contacts(text: Text, problems: Problems) -> None:
    for sign, pattern in (("@", _EMAIL), ("0", _PHONE), ("+358", _PHONE)):
        if sign in text.value and (match := pattern.search(text.value)):
            problems.add("G01-contact", text.span, found=match[0])
            return


def _form(form: str) -> re.Pattern[str]:
    """A spelling not to be used, at the beginning of a word, so that its inflected forms are found too."""
    return re.compile(rf"(?<![\w-]){re.escape(form)}")


def _avoided(terms: tuple[Term, ...], whole: str) -> list[tuple[Term, str]]:
    """The spellings not to be used that stand anywhere in all of the prose, also as a sentence may begin with them: hardly ever one."""
    forms = ((term, form.value) for term in terms for form in term.instead_of)
    spellings = ((term, spelling) for term, form in forms for spelling in dict.fromkeys((form, form[:1].upper() + form[1:])))
    return [(term, spelling) for term, spelling in spellings if spelling in whole]


def _wording(text: Text, avoided: list[tuple[Term, str]], problems: Problems) -> None:
    for term, spelling in avoided:
        if spelling in text.value and _form(spelling).search(text.value.replace(term.term.value, "")):
            problems.add("L02-wording", text.span, found=spelling, term=term.term)


def _markup(text: Text, problems: Problems) -> None:
    """What was probably meant as a mark and is printed as it was typed: `[words](id`, `**words`; who writes backslashes knows the marks."""
    if "\\" not in text.value and ("**" in text.value or "](" in text.value or "] (" in text.value):
        left = _MARKS.sub("", text.value)
        if match := _HALF_MARK.search(left):
            problems.add("markup-half", text.span, found=_around(left, match))


def _around(value: str, match: re.Match[str]) -> str:
    """The words that hold the match, or the match and a little beside it, on one line."""
    start, end = max(0, match.start() - 12), min(len(value), match.end() + 12)
    return value[start:end].strip().replace("\n", "⏎").replace("\t", "⇥")
