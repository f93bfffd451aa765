"""Words as people type them into cells: without our prompts, without blanks at their ends, and a choice whatever its case."""

import re
import unicodedata
from typing import Iterable

from ..formats.matching import normal


def choice_of(text: str, choices: Iterable[str]) -> str | None:
    """The choice that a text is, whatever its case and the full stop behind it."""
    said = normal(text).rstrip(".").strip().casefold()
    return next((choice for choice in choices if choice.casefold() == said), None)


def without(text: str, prompts: Iterable[str]) -> str:
    """What was typed before or behind a prompt that was left standing."""
    for prompt in prompts:
        words = r"\s+".join(map(re.escape, prompt.split()))
        ahead, behind = ("", "") if " " in prompt else (r"(?!\w)", r"(?<!\w)")  # a prompt of one word may begin another: `Valitsemme`
        text = re.sub(rf"\A{words}{ahead}|{behind}{words}\Z", "", text).strip() or text
    return text


def clean(text: str) -> str:
    """A text as it is kept: composed, lines without blanks at their ends, no empty lines at its ends."""
    lines = [line.strip() for line in unicodedata.normalize("NFC", text).split("\n")]
    return "\n".join(lines).strip()


def size(text: str) -> int:
    """Characters other than white space."""
    return len("".join(text.split()))


def short(text: str) -> str:
    """The beginning of a text, for a message."""
    return text if len(text) <= 60 else text[:59].rstrip() + "…"
