"""What a file that came from somebody is, by its content and never by its name; and, where it is nothing that is read, what to ask its sender for.

Looks at beginnings, at the directory of an archive and at the streams of a compound file (`compound.py`); packages are told apart in
`recognise_package.py`. Nothing is parsed here, and no bytes make it fail.
"""

import re
from itertools import islice
from typing import Iterator

from .compound import SIGNATURE, Compound, kind_of
from .recognise_package import Recognised, recognise_package, refused

_HEAD = 64 * 2**10  #: bytes in which a text says what it is
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_TRIED = 10_000  #: places in a mailbox at which a mail may begin
_BETWEEN = re.compile(rb"\n\r?\n(?=From [^\n]{0,500}\n)")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_FIELD = re.compile(rb"([!-9;-~]{1,76}):")  #: RFC 5322, 3.6.8
_FIELDS = frozenset(
    b"from sender to cc reply-to subject date received return-path delivered-to message-id in-reply-to references mime-version content-type x-unsent".split()
)

_COMPOUND: dict[Compound, str] = {
    "encrypted": "returned-password",
    "outlook": "returned-outlook",
    "word": "returned-old-word",
    "excel": "returned-old-excel",
    "powerpoint": "returned-presentation",
    "other": "returned-old-office",
}
_SIGNATURES = (  #: bytes, where they stand, the code, and the kind that its sentence says
    (b"%PDF-", 0, "returned-pdf", ""),
    (b"{\\rtf", 0, "returned-rtf", ""),
    (b"\x78\x9f\x3e\x22", 0, "returned-winmail", ""),  #: [MS-OXTNEF] 2.1.3.1
    (b"\x4c\0\0\0\x01\x14\x02\0", 0, "returned-shortcut", ".lnk"),  #: [MS-SHLLINK] 2.1
    (b"\x89PNG\r\n\x1a\n", 0, "returned-picture", "PNG"),
    (b"\xff\xd8\xff", 0, "returned-picture", "JPEG"),
    (b"GIF87a", 0, "returned-picture", "GIF"),
    (b"GIF89a", 0, "returned-picture", "GIF"),
    (b"II*\0", 0, "returned-picture", "TIFF"),
    (b"MM\0*", 0, "returned-picture", "TIFF"),
    (b"WEBP", 8, "returned-picture", "WebP"),
    (b"ftyphei", 4, "returned-picture", "HEIC"),
    (b"ftyphev", 4, "returned-picture", "HEIC"),
    (b"ftypmif1", 4, "returned-picture", "HEIC"),
    (b"ftypmsf1", 4, "returned-picture", "HEIC"),
    (b"ftypavif", 4, "returned-picture", "AVIF"),
    (b"ftyp", 4, "returned-picture", "MP4"),
    (b"7z\xbc\xaf\x27\x1c", 0, "returned-archive", "7z"),
    (b"Rar!\x1a\x07", 0, "returned-archive", "RAR"),
    (b"\x1f\x8b", 0, "returned-archive", "gzip"),
    (b"BZh", 0, "returned-archive", "bzip2"),
    (b"\xfd7zXZ\0", 0, "returned-archive", "xz"),
    (b"\x28\xb5\x2f\xfd", 0, "returned-archive", "zstd"),
    (b"MSCF", 0, "returned-archive", "cab"),
    (b"ustar", 257, "returned-archive", "tar"),
    (b"MZ", 0, "returned-program", ""),
    (b"\x7fELF", 0, "returned-program", ""),
    (b"\xca\xfe\xba\xbe", 0, "returned-program", ""),
    (b"\xcf\xfa\xed\xfe", 0, "returned-program", ""),
    (b"#!", 0, "returned-program", ""),
    (b"-----BEGIN PGP MESSAGE", 0, "returned-sealed", ""),
)
_SEALED = re.compile(rb"\x30[\x80-\x84].{0,4}\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07", re.DOTALL)  #: PKCS #7 (RFC 2315, 14): signed or enciphered content
_MARKUP = (  #: what the head of a file says that begins with `<`
    ("schemas.microsoft.com/office/word/2003/wordml", "returned-word-xml"),
    ("schemas.microsoft.com/office/2006/xmlpackage", "returned-word-xml"),
    ('progid="word.document"', "returned-word-xml"),
    ("urn:schemas-microsoft-com:office:spreadsheet", "returned-excel-xml"),
    ('progid="excel.sheet"', "returned-excel-xml"),
    ("application/vnd.oasis.opendocument.spreadsheet", "returned-ods"),
    ("application/vnd.oasis.opendocument.text", "returned-odt"),
)


def recognise(data: bytes) -> Recognised:
    """What the bytes are: something to read (`docx`, `xlsx`), to open (`zip`, `mail`, `mbox`), or refused with its code."""
    if not data.strip(b"\0 \t\r\n"):
        return refused("returned-empty")
    if data.startswith((b"PK\3\4", b"PK\5\6")) or b"PK\3\4".startswith(data):
        return recognise_package(data)
    if data.startswith(SIGNATURE):
        return refused(_COMPOUND[kind_of(data)])
    return _by_signature(data) or _by_text(data)


def is_picture(data: bytes) -> bool:
    """Whether the bytes begin as those of a picture do."""
    found = _by_signature(data)
    return found is not None and found.code == "returned-picture"


def mail_start(data: bytes) -> int:
    """Where the headers of a mail begin: after a byte order mark, blank lines and the `From ` line that a mailbox puts before it."""
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while data[at : at + 1] in (b"\r", b"\n", b" ", b"\t"):
        at += 1
    if data[at : at + 6].startswith((b"From ", b">From ")):
        at = data.find(b"\n", at) + 1 or len(data)
    return at


def is_mail(head: bytes) -> bool:
    """Whether text begins with the header of a mail: two or more fields that only mails have (RFC 5322, 3.6), before anything else."""
    known: set[bytes] = set()
    for line in head[mail_start(head) :].splitlines():
        field = _FIELD.match(line)
        if field is None and not (known and line[:1] in (b" ", b"\t")):
            break
        if field is not None and line[:1] not in (b" ", b"\t"):
            known.add(field[1].lower())
    return len(known & _FIELDS) >= 2


def _by_signature(data: bytes) -> Recognised | None:
    for signature, at, code, kind in _SIGNATURES:
        if data.startswith(signature, at):
            return refused(code, kind=kind) if kind else refused(code)
    if data.startswith(b"BM") and data[14:18] in (b"\x0c\0\0\0", b"\x28\0\0\0", b"\x6c\0\0\0", b"\x7c\0\0\0"):  # the sizes of a bitmap's headers
        return refused("returned-picture", kind="BMP")
    return refused("returned-sealed") if _SEALED.match(data) else None


def _by_text(data: bytes) -> Recognised:
    """What begins with none of the signatures: a mail, markup, other text, or bytes that say nothing."""
    head = data[:_HEAD]
    if is_mail(head):
        return Recognised("mbox" if _holds_mails(data) else "mail")
    text = _text(head).lstrip().lower()
    if text.startswith("<"):
        return refused(_markup(text))
    if "%pdf-" in text[:1024]:
        return refused("returned-pdf")
    if text.startswith("[internetshortcut]"):
        return refused("returned-shortcut", kind=".url")
    is_text = data.startswith((b"\xff\xfe", b"\xfe\xff")) or not _CONTROLS.search(data)
    return refused("returned-text") if is_text else refused("returned-unknown")


def _markup(text: str) -> str:
    if "<html" in text[:2_000] or "<!doctype html" in text[:2_000]:
        return "returned-web-page"
    found = next((code for mark, code in _MARKUP if mark in text), "")
    return found or ("returned-web-page" if text.startswith(("<head", "<body", "<script", "<meta", "<title", "<table", "<div")) else "returned-text")


def _text(head: bytes) -> str:
    mark, encoding = next(((mark, encoding) for mark, encoding in _BOMS if head.startswith(mark)), (b"", "latin-1"))
    return head[len(mark) :].decode(encoding, "replace")


def _holds_mails(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf\r\n \t").startswith(b"From ") and len(list(islice(mail_starts(data), 2))) > 1


def mail_starts(data: bytes) -> Iterator[int]:
    """Where the mails of a mailbox begin: lines that begin with `From ` after a blank one and are followed by a header (RFC 4155)."""
    yield 0
    for line in islice(_BETWEEN.finditer(data), _TRIED):
        if is_mail(data[line.end() : line.end() + 4_096]):
            yield line.end()
