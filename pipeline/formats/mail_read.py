"""Saved e-mails: who wrote on what day, what was written, and the files that came along.

The standard library's parser is not bounded, so lines are counted before it starts, and parts and depth before anything is decoded; it runs in
the reading process (`child.py`), whose time and memory are. A mail inside a mail is given on as a file and opened in its turn.
"""

import re
from datetime import date
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value, parseaddr, parsedate_tz
from itertools import islice
from typing import Iterator, NamedTuple

from ..problems import printable
from . import limits
from .answer import Container, Inner, Mail, shown_name
from .html_text import html_text
from .package import PackageError
from .recognise import is_picture, mail_start, mail_starts
from .returned import Remark

_HEADER = 2_000  #: characters of a header that are decoded
_CHARSETS = tuple(  #: how the names of those begin that mails are written in; Python knows others that take long or are none
    "utf-8 utf8 utf-16 us-ascii ascii iso-8859 iso8859 latin windows-125 cp125 cp8 cp437 koi8 mac iso-2022 gb big5 euc shift".split()
)
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature", "application/pgp-keys", "text/calendar")
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_LONG = re.compile(rb"(?im)^content-(?:type|disposition):(?:[^\n]{8000}|(?:[^\n]*+\n[ \t]){100})")  #: a header that would take long to take apart


class _Around(NamedTuple):
    """What stands around a part: the kind of the multipart, how deep, where (`0.2`), and where the outermost choice of versions stands, if any."""

    kind: str = ""
    depth: int = 0
    at: str = "0"
    choice: str = ""


class _Part(NamedTuple):
    """A part that is no multipart, and what it is called (empty: nothing)."""

    message: Message
    name: str
    around: _Around


def read_mail(data: bytes) -> Container:
    """The mail and its files. Raises `PackageError` with `mail-too-long`, `mail-too-deep` or `mail-too-many-parts`."""
    if data.count(b"\n") > limits.MAIL_LINES or _LONG.search(data):
        raise PackageError("mail-too-long", limit=limits.MAIL_LINES)
    try:
        message = message_from_bytes(data[mail_start(data) :])
        parts = list(islice(_leaves(message, _Around()), limits.MAIL_PARTS + 1))
        if len(parts) > limits.MAIL_PARTS:
            raise PackageError("mail-too-many-parts", limit=limits.MAIL_PARTS)
        return _container(message, parts)
    except RecursionError:
        raise PackageError("mail-too-deep", limit=limits.MAIL_DEPTH) from None


def split_mailbox(data: bytes) -> Container:
    """The mails of a mailbox (RFC 4155), each a file of its own. Raises `PackageError` with `mail-too-many-parts`."""
    starts = list(islice(mail_starts(data), limits.MAILBOX + 1))
    if len(starts) > limits.MAILBOX:
        raise PackageError("mail-too-many-parts", limit=limits.MAILBOX)
    ends = starts[1:] + [len(data)]
    return Container("mbox", tuple(Inner(f"viesti-{n}.eml", data[a:b]) for n, (a, b) in enumerate(zip(starts, ends), 1)))


def _leaves(message: Message, around: _Around) -> Iterator[_Part]:
    if around.depth > limits.MAIL_DEPTH:
        raise PackageError("mail-too-deep", limit=limits.MAIL_DEPTH)
    kind = message.get_content_type()
    if not (kind.startswith("multipart/") and message.is_multipart()):
        yield _Part(message, _name(message), around)
        return
    choice = around.choice or (around.at if kind == "multipart/alternative" else "")
    for number, part in enumerate(message.get_payload()):
        yield from _leaves(part, _Around(kind, around.depth + 1, f"{around.at}.{number}", choice))


def _container(message: Message, parts: list[_Part]) -> Container:
    inner, passed = [], []
    texts = [part for part in parts if _is_text(part)]
    for number, part in enumerate(parts, start=1):
        if part in texts:
            continue
        name = part.name or _made_name(part.message.get_content_type(), number)
        content = _content(part.message)
        if part.message.get_content_type() in _SIGNATURES or _is_logo(part, content):
            passed.append(name)
        else:
            inner.append(Inner(name, content))
    return Container("mail", tuple(inner), _mail(message, _body(texts, _after_parts(message)), tuple(passed)))


def _is_text(part: _Part) -> bool:
    """Whether it is of what was written in the mail itself."""
    kind = part.message.get_content_type() in ("text/plain", "text/html")
    return kind and not part.name and part.message.get_content_disposition() != "attachment"


def _mail(message: Message, text: str, passed: tuple[str, ...]) -> Mail:
    cut = (Remark("mail-text-cut", (("limit", str(limits.MAIL_TEXT)),)),) if len(text) > limits.MAIL_TEXT else ()
    address = parseaddr(_header(message, "From"))[1]
    return Mail(printable(address), _day(message), printable(_header(message, "Subject")), text[: limits.MAIL_TEXT], passed, cut)


def _body(parts: list[_Part], after: str) -> str:
    """What was written, each choice of versions (plain text or web page) once, and what stands after the last part."""
    choices: dict[str, list[_Part]] = {}
    for part in parts:
        choices.setdefault(part.around.choice or f"{part.around.at} alone", []).append(part)
    said = [_version(versions) for versions in choices.values()]
    return "\n\n".join(text for text in (*said, after.strip()) if text)


def _version(versions: list[_Part]) -> str:
    """The plain text; that of the web page where it says notably more, for some programs send a plain text that is a mere hint."""
    plain = [_decoded(part.message).strip() for part in versions if part.message.get_content_type() == "text/plain"]
    pages = [html_text(_decoded(part.message)) for part in versions if part.message.get_content_type() == "text/html"]
    text, page = "\n\n".join(plain), "\n\n".join(pages)
    return page if len("".join(text.split())) < 0.8 * len("".join(page.split())) else text


def _after_parts(message: Message) -> str:
    """What stands after the last part, where mail programs show nothing and lists write their footers."""
    return _clean(message.epilogue) if isinstance(message.epilogue, str) else ""


def _is_logo(part: _Part, content: bytes) -> bool:
    """Whether it is a small picture that the text of the mail shows, as signatures do."""
    shown = part.around.kind == "multipart/related" or part.message["Content-ID"] is not None or part.message.get_content_disposition() == "inline"
    return shown and part.message.get_content_disposition() != "attachment" and len(content) <= limits.LOGO and is_picture(content)


def _content(message: Message) -> bytes:
    """The bytes of a part; of a mail inside, the mail; of a notice of delivery, its lines."""
    if not message.is_multipart():
        return message.get_payload(decode=True) or b""
    held = message.get_payload()
    if message.get_content_type() == "message/rfc822" and _raw(message, "Content-Transfer-Encoding").strip().lower() == "base64":
        held[0]["Content-Transfer-Encoding"] = "base64"  # which the standard forbids and some programs do
        return held[0].get_payload(decode=True) or b""
    return b"\n".join(part.as_bytes() for part in held)


def _decoded(message: Message) -> str:
    return _clean(_text_of(_content(message), message.get_content_charset()))


def _clean(text: str) -> str:
    """Text with `\\n` for line ends, and without what no text has: lone surrogates and controls."""
    return _NO_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _header(message: Message, name: str) -> str:
    """A header in words, on one line (RFC 2047)."""
    return " ".join(_clean(_words(_raw(message, name)[:_HEADER])).split())


def _raw(message: Message, name: str) -> str:
    """A header as it was written; letters beyond ASCII, which it should not have, as those of UTF-8."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return raw if raw.isascii() else _text_of(raw.encode("utf-8", "surrogateescape"), None)


def _words(raw: str) -> str:
    try:
        words = decode_header(raw) if raw.isascii() else [(raw, None)]
    except (MessageError, ValueError):
        return raw
    return "".join(word if isinstance(word, str) else _text_of(word, charset) for word, charset in words)


def _text_of(content: bytes, charset: str | None) -> str:
    """Bytes as text: in the character set that is named, if it is one that mails have, else in one in which they can be read."""
    for known in ((charset or "utf-8").lower(), "utf-8", "cp1252"):
        if known.startswith(_CHARSETS):
            try:
                return content.decode(known)
            except (UnicodeError, LookupError):
                continue
    return content.decode("latin-1")


def _day(message: Message) -> str:
    parsed = parsedate_tz(_raw(message, "Date")[:200])
    try:
        return date(*parsed[:3]).isoformat() if parsed else ""
    except (ValueError, OverflowError):
        return ""


def _name(message: Message) -> str:
    """What a part is called (RFC 2231 or 2047), its last step only; empty: nothing."""
    for header in ("Content-Disposition", "Content-Type"):
        if not (written := _raw(message, header)).isascii():
            message.replace_header(header, written)  # or the library would give marks for the letters
    raw = message.get_param("filename", None, "content-disposition") or message.get_param("name", None)
    named = collapse_rfc2231_value(raw) if raw else ""
    return shown_name(" ".join(_words(named[:_HEADER]).split()).replace("\\", "/").rpartition("/")[2])


def _made_name(kind: str, number: int) -> str:
    """A name for a part that has none."""
    return f"viesti-{number}.eml" if kind == "message/rfc822" else f"liite-{number}"
