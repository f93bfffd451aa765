"""Writing XML as text: whatever a writer puts between its own tags passes through `escape` or `attribute`."""

import re

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  #: all that XML 1.0, 2.2 leaves out

_SUFFIX = re.compile(r"(?<!\S)-(?=[^\W\d])")


def clean(text: str) -> str:
    """`text` without the characters that XML 1.0 cannot hold."""
    return _UNSAFE.sub("", text)


def escape(text: str) -> str:
    """Text for between two tags."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Text for inside double quotes; line breaks and tabs survive."""
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")


def no_break(text: str) -> str:
    """`text` with each hyphen that begins a word (`2030 -ohjelma`) as U+2011, so that the line does not break behind it; readers undo it."""
    return _SUFFIX.sub("\u2011", text) if "-" in text else text


def unescape(text: str) -> str:
    """The words of XML text as a parser gives them; character references other than the five of XML stay."""
    for sign, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(sign, character)
    return text
