"""An e-mail draft as a file: text and one attachment, which mail programs open for sending.

`X-Unsent: 1` makes Outlook and Thunderbird open it as a draft. No sender, date or message id: the program that sends it gives those. The
headers are the standard library's; the body is put together here, since a thousand attachments would keep its encoder busy for a second.
RFC 5322 (lines end with CRLF), RFC 2045–2047 and 2183; all bytes are ASCII.
"""

import binascii
import hashlib
import re
from email.header import Header
from functools import lru_cache
from typing import NamedTuple

TYPES = {  #: content type of an attachment by its format
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_UNSAID = "=_" + "0" * 24  #: in place of the boundary while its digits are reckoned; no line of base64 or quoted-printable begins like it
_BOUNDARY = re.compile(rb'boundary="(=_[0-9a-f]{24})"')
_LINE = 76  #: characters of a line of base64, RFC 2045, 6.8


class Attachment(NamedTuple):
    """A file to send. `name` is plain ASCII, without quotes, as the names of our files are; `format` is one of `TYPES`."""

    name: str
    format: str
    data: bytes


def draft(to: str, subject: str, text: str, attachment: Attachment) -> bytes:
    """The bytes of an .eml file. `to` is one address, checked by the model; empty: the person who sends it fills it in.

    What stands in a header is one line, whatever it holds. The same letter gives the same bytes.
    """
    kind, name, boundary = TYPES[attachment.format], attachment.name, _UNSAID
    lines = [
        "X-Unsent: 1",
        *([f"To: {_one_line(to)}"] if to else []),
        f"Subject: {_encoded(_one_line(subject))}",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/mixed; boundary="{boundary}"',
        "",
        f"--{boundary}",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        _quoted(text),
        f"--{boundary}",
        f'Content-Type: {kind}; name="{name}"',
        "Content-Transfer-Encoding: base64",
        f'Content-Disposition: attachment; filename="{name}"',
        "",
        _base64(attachment.data),
        f"--{boundary}--",
        "",
    ]
    return _bounded("\r\n".join(lines).encode("ascii"))


def is_untouched(data: bytes) -> bool:
    """Whether a draft is ours and stands as it was written: its boundary is the digest of all else."""
    found = _BOUNDARY.search(data[:4000])
    return found is not None and _bounded(data.replace(found[1], _UNSAID.encode())) == data


def _bounded(data: bytes) -> bytes:
    return data.replace(_UNSAID.encode(), b"=_" + hashlib.sha256(data).hexdigest()[:24].encode())


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


@lru_cache(maxsize=64)  # most of a round's letters have one subject
def _encoded(text: str) -> str:
    return Header(text, None if text.isascii() else "utf-8", header_name="Subject").encode(linesep="\r\n")


def _quoted(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return binascii.b2a_qp(text.encode("utf-8", "replace"), istext=True).decode("ascii").replace("\n", "\r\n")


def _base64(data: bytes) -> str:
    whole = binascii.b2a_base64(data, newline=False).decode("ascii")
    return "\r\n".join([whole[start : start + _LINE] for start in range(0, len(whole), _LINE)])
