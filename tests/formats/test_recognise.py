"""What files are, by their bytes: each kind that comes back by e-mail, made by hand, and what is said of it."""

import pytest
from arrived import EXCEL, WORD, compound, mail, office
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.package import pack
from pipeline.formats.recognise import is_picture, recognise
from pipeline.problems import Problems

PNG, JPEG = b"\x89PNG\r\n\x1a\n" + bytes(20), b"\xff\xd8\xff\xe0" + bytes(20)
MAIL = b"From: a@example.fi\nSubject: x\n\nhei"

READ = {
    "a Word file": (office(), "docx"),
    "a Word template": (office(WORD.replace(b"document.main", b"template.main")), "docx"),
    "a Word file with macros": (office(b"application/vnd.ms-word.document.macroEnabled.main+xml"), "docx"),
    "a workbook": (office(EXCEL, "xl/workbook.xml"), "xlsx"),
    "a workbook template": (office(EXCEL.replace(b"sheet.main", b"template.main"), "xl/workbook.xml"), "xlsx"),
    "a workbook with macros": (office(b"application/vnd.ms-excel.sheet.macroEnabled.main+xml", "xl/workbook.xml"), "xlsx"),
    "a Word file whose list of types is UTF-16": (pack({"[Content_Types].xml": WORD.decode().encode("utf-16")}), "docx"),
    "a Word file whose list of types names nothing": (pack({"[Content_Types].xml": b"<Types/>", "word/document.xml": b""}), "docx"),
    "an archive of files": (pack({"a.docx": b"x"}), "zip"),
    "a mail": (MAIL, "mail"),
    "a mail with a byte order mark": (b"\xef\xbb\xbf" + MAIL, "mail"),
    "a mail after blank lines": (b"\r\n\n" + MAIL, "mail"),
    "a mail with the line of a mailbox": (b"From a@example.fi Tue Nov 24 10:00:00 2026\n" + MAIL, "mail"),
    "a mail with a folded header": (b"Received: from a\n\tby b\nDate: Tue, 24 Nov 2026 10:00:00 +0200\n\n", "mail"),
    "a draft": (b"X-Unsent: 1\r\nTo: a@example.fi\r\n\r\nhei", "mail"),
    "a mailbox": ((b"From a Tue Nov 24 10:00:00 2026\n" + MAIL + b"\n\n") * 2, "mbox"),
}
REFUSED = {
    "nothing": (b"", "returned-empty"),
    "blanks": (b" \r\n\t", "returned-empty"),
    "zeros, as a disk or a sync leaves them": (bytes(4096), "returned-empty"),
    "an archive cut at once": (b"PK\3", "returned-cut"),
    "an archive cut in the middle": (office()[:-40], "returned-cut"),
    "an archive without files": (b"PK\5\6" + bytes(18), "returned-nothing-inside"),
    "an archive with a broken directory": (office().replace(b"PK\1\2", b"PK\1\3"), "returned-damaged"),
    "a package without its list of types": (pack({"word/document.xml": b"<a/>"}), "returned-damaged"),
    "an archive under a password": (b"PK\3\4\x14\0\1\0" + office()[8:].replace(b"PK\1\2\x14\0\x14\0\0", b"PK\1\2\x14\0\x14\0\1"), "returned-zip-password"),
    "a file under a password": (compound("EncryptionInfo", "EncryptedPackage"), "returned-password"),
    "a file with managed rights": (compound("\x06DataSpaces", "EncryptedPackage"), "returned-password"),
    "an old Word file": (compound("1Table", "WordDocument"), "returned-old-word"),
    "an old Word file with a workbook inside": (compound("WordDocument", inside=("Workbook",)), "returned-old-word"),
    "an old workbook with a Word file inside": (compound("Workbook", inside=("WordDocument",)), "returned-old-excel"),
    "an old workbook": (compound("Workbook"), "returned-old-excel"),
    "a workbook of Excel 95": (compound("Book"), "returned-old-excel"),
    "an old presentation": (compound("Current User", "PowerPoint Document"), "returned-presentation"),
    "a message of Outlook": (compound("__nameid_version1.0", "__properties_version1.0", "__substg1.0_001A001F"), "returned-outlook"),
    "a compound file of something else": (compound("Contents"), "returned-old-office"),
    "a compound file cut after its header": (compound("WordDocument")[:300], "returned-old-office"),
    "an OpenDocument text": (pack({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}), "returned-odt"),
    "an OpenDocument spreadsheet": (pack({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "returned-ods"),
    "an OpenDocument presentation": (pack({"mimetype": b"application/vnd.oasis.opendocument.presentation"}), "returned-presentation"),
    "an OpenDocument text in one file": (b'<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.text">', "returned-odt"),
    "a book": (pack({"mimetype": b"application/epub+zip"}), "returned-other-package"),
    "a drawing of Visio": (office(b"application/vnd.ms-visio.drawing.main+xml", "visio/document.xml"), "returned-other-package"),
    "a binary workbook": (office(b"application/vnd.ms-excel.sheet.binary.macroEnabled.main", "xl/workbook.bin"), "returned-xlsb"),
    "a deck": (office(b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "ppt/presentation.xml"), "returned-presentation"),
    "a document of Pages": (pack({"Index/Document.iwa": b"x", "preview.jpg": b"x"}), "returned-apple"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", "returned-pdf"),
    "a PDF after a stray line": (b"\nContent\n%PDF-1.4\n", "returned-pdf"),
    "a PNG": (PNG, "returned-picture"),
    "a JPEG": (JPEG, "returned-picture"),
    "a GIF": (b"GIF89a" + bytes(9), "returned-picture"),
    "a HEIC": (b"\0\0\0\x24ftypheic" + bytes(9), "returned-picture"),
    "a TIFF": (b"II*\0" + bytes(9), "returned-picture"),
    "a bitmap": (b"BM" + bytes(12) + b"\x28\0\0\0" + bytes(9), "returned-picture"),
    "a WebP": (b"RIFF\x10\0\0\0WEBPVP8 ", "returned-picture"),
    "a film": (b"\0\0\0\x18ftypmp42" + bytes(9), "returned-picture"),
    "rich text": (b"{\\rtf1\\ansi", "returned-rtf"),
    "a page to sign in": (b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<html><body>Kirjaudu</body></html>", "returned-web-page"),
    "a page that begins with a remark": (b"<!-- saved -->\n<html><head>", "returned-web-page"),
    "a web page that Excel saved": (b'<html xmlns:x="urn:schemas-microsoft-com:office:excel">', "returned-web-page"),
    "a page in UTF-16": ("\ufeff<html>".encode("utf-16-le"), "returned-web-page"),
    "Word 2003 XML": (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>', "returned-word-xml"),
    "a Word document in one XML file": (b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">', "returned-word-xml"),
    "Excel 2003 XML": (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "returned-excel-xml"),
    "other XML": (b'<?xml version="1.0"?><a/>', "returned-text"),
    "plain text": ("Vastaus: kyllä".encode(), "returned-text"),
    "plain text as Windows saves it": ("Vastaus: kyllä".encode("cp1252"), "returned-text"),
    "plain text in UTF-16": ("Vastaus".encode("utf-16"), "returned-text"),
    "a table with semicolons": (b"goal;answer\n1;yes\n", "returned-text"),
    "text with one field of a mail": (b"Subject: minutes\n\nhei", "returned-text"),
    "winmail.dat": (b"\x78\x9f\x3e\x22\x01\0", "returned-winmail"),
    "a shortcut of Windows": (b"\x4c\0\0\0\x01\x14\x02\0\0\0\0\0\xc0", "returned-shortcut"),
    "a shortcut to a page": (b"[InternetShortcut]\r\nURL=https://example.fi/", "returned-shortcut"),
    "a program": (b"MZ\x90\0", "returned-program"),
    "a program of Linux": (b"\x7fELF\2\1", "returned-program"),
    "a script": (b"#!/bin/sh\n", "returned-program"),
    "a 7z archive": (b"7z\xbc\xaf\x27\x1c\0\4", "returned-archive"),
    "a RAR archive": (b"Rar!\x1a\x07\1\0", "returned-archive"),
    "a gzip": (b"\x1f\x8b\x08\0", "returned-archive"),
    "a tar": (b"a.docx".ljust(257, b"\0") + b"ustar\x0000", "returned-archive"),
    "an enciphered mail": (b"\x30\x82\x01\x10\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03", "returned-sealed"),
    "an enciphered text": (b"-----BEGIN PGP MESSAGE-----\n", "returned-sealed"),
    "bytes of nothing known": (b"\x01\x02\x03\x04", "returned-unknown"),
}


@pytest.mark.parametrize("what", READ)
def test_what_can_be_read_is_known_by_its_content(what: str) -> None:
    data, kind = READ[what]
    assert recognise(data).kind == kind


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_is_named(what: str) -> None:
    data, code = REFUSED[what]
    assert recognise(data)[:2] == ("refused", code)


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_said_of_it_has_all_its_words(what: str) -> None:
    found = recognise(REFUSED[what][0])
    problems = Problems()
    problems.add(found.code, None, **dict(found.values))
    (problem,) = problems
    for language in ("fi", "en"):
        said = problem.message(language)
        assert "()" not in said and "  " not in said and ("pyydä" in said or "kysy" in said or language == "en")


def test_a_hostile_package_is_refused_with_the_reason_of_the_package() -> None:
    assert recognise(pack({"[Content_Types].xml": WORD, "a.bin": bytes(10**7)})).code == "package-ratio"


def test_a_picture_is_known_among_other_files() -> None:
    assert [is_picture(data) for data in (PNG, JPEG, b"%PDF-1.7", office(), b"")] == [True, True, False, False, False]


@given(st.sampled_from([data for data, _ in (*READ.values(), *REFUSED.values())]), st.integers(0, 3000), st.binary(max_size=8), st.integers(0, 4000))
def test_no_bytes_make_it_fail(data: bytes, at: int, other: bytes, cut: int) -> None:
    found = recognise((data[:at] + other + data[at + len(other) :])[:cut])
    assert (found.kind == "refused") == bool(found.code)
