"""Files as they come back by e-mail, made of bytes by hand: packages of each kind, compound files, mails."""

import base64
import struct

from pipeline.formats.package import pack

WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def office(main: bytes = WORD, part: str = "word/document.xml") -> bytes:
    """A package whose list of types names a main part."""
    types = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/%s" ContentType="%s"/></Types>'
    return pack({"[Content_Types].xml": types % (part.encode(), main), part: b"<a/>"})


def compound(*streams: str, inside: tuple[str, ...] = ()) -> bytes:
    """A compound file whose root holds streams of these names; those `inside` lie in a storage of it."""
    names = ["Root Entry", *streams, *(("Storage", *inside) if inside else ())]
    rights = {n: n + 1 for n in range(1, len(names) - len(inside) - 1)} | {n: n + 1 for n in range(len(names) - len(inside), len(names) - 1)}
    children = {0: 1} | ({len(names) - len(inside) - 1: len(names) - len(inside)} if inside else {})
    entries = [_entry(name, rights.get(n), children.get(n)) for n, name in enumerate(names)]
    sectors = -(-len(entries) // 4)
    table = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6xLLL", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1)
    header = header.ljust(76, b"\0") + struct.pack("<L", 0) + b"\xff" * 432
    return header + struct.pack(f"<{len(table)}L", *table).ljust(512, b"\xff") + b"".join(entries).ljust(sectors * 512, b"\0")


def _entry(name: str, right: int | None, child: int | None) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    numbers = (0xFFFFFFFF, 0xFFFFFFFF if right is None else right, 0xFFFFFFFF if child is None else child)
    return (written.ljust(64, b"\0") + struct.pack("<HBB3L", len(written), 2, 1, *numbers)).ljust(128, b"\0")


def mail(*parts: str, kind: str = "mixed", head: str = "", subject: str = "Lomake") -> bytes:
    """A mail of parts, each a header and a body with a blank line between."""
    begin = f"From: Maija Malli <maija@example.fi>\nDate: Tue, 24 Nov 2026 10:00:00 +0200\nSubject: {subject}\n{head}MIME-Version: 1.0\n"
    body = "".join(f"--raja\n{part}\n" for part in parts)
    return f'{begin}Content-Type: multipart/{kind}; boundary="raja"\n\n{body}--raja--\n'.encode()


def text(words: str, kind: str = "plain") -> str:
    """A part that is the text of the mail."""
    return f"Content-Type: text/{kind}; charset=utf-8\n\n{words}"


def attached(data: bytes, name: str = 'filename="lomake.docx"', kind: str = "application/octet-stream", how: str = "attachment", more: str = "") -> str:
    """A part that is a file; `name` is the parameter as it is written."""
    return f"Content-Type: {kind}\nContent-Disposition: {how}; {name}\n{more}Content-Transfer-Encoding: base64\n\n{base64.encodebytes(data).decode()}"
