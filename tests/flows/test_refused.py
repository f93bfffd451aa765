"""What is no form, or must not be read, is named with one sentence each, in Finnish as in English; what is live in a form is told and not followed; the others go on."""

import unicodedata
import zlib
from pathlib import Path

import pytest

from arrived import EXCEL, attached, compound, mail, office
from flows.desk import FORMATS, desk
from flows.hands import typed
from flows.returns import ANSWERS, BASE
from flows.rounds import LONG, OTHER, THIRD, Round, status
from formats.docx.returned_forms import Form, p, r
from formats.xlsx.returns import BOOK, SHEET, Parts, relate
from pipeline.formats.package import pack, unpack
from pipeline.problems import said
from tests.filling import filled, repacked

DTD = b'<!DOCTYPE x [<!ENTITY a "b">]>'


def damaged(form: bytes) -> bytes:
    """A byte in the middle of a part that is not what its checksum says."""
    at = form.index(b"\x03\x04") + len(form) // 3
    return form[:at] + bytes([form[at] ^ 0xFF]) + form[at + 1 :]


def bad(form: bytes, main: str) -> dict[str, bytes]:
    """Bad files by name; the name does not say what they are."""
    plain = {name: packed.inflate() for name, packed in unpack(form).items()}
    return {
        "tyhjä": b"",
        "katkennut": form[: len(form) // 2],
        "rikki": damaged(form),
        "sivu": b"<!DOCTYPE html><html><body>Kirjaudu</body></html>",
        "kuva": b"\x89PNG\r\n\x1a\n" + b"\0" * 60,
        "pdf": b"%PDF-1.7\n%%EOF",
        "rtf": b"{\\rtf1 Hei}",
        "vanha-word": compound("WordDocument"),
        "vanha-excel": compound("Workbook"),
        "salasana": compound("EncryptedPackage", "EncryptionInfo"),
        "odt": pack({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
        "ods": pack({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}),
        "winmail": b"\x78\x9f\x3e\x22" + b"\0" * 40,
        "pikakuvake": b"\x4c\0\0\0\x01\x14\x02\0" + b"\0" * 40,
        "pommi": repacked(form, {"word/iso.xml": b"\0" * 60 * 2**20}),
        "osia": pack({**plain, **{f"word/{n}.xml": b"" for n in range(2_500)}}),
        "kahdesti": pack({**plain, main.upper(): b"<a/>"}),
        "dtd": repacked(form, {main: DTD + b"<x>&a;</x>"}),
        "dtd-utf16": repacked(form, {main: ('<?xml version="1.0" encoding="UTF-16"?>' + DTD.decode() + "<x/>").encode("utf-16")}),
        "dtd-suhteissa": repacked(form, {f"{main.rpartition('/')[0]}/_rels/{main.rpartition('/')[2]}.rels": DTD + b"<x/>"}),
        "syvä": repacked(form, {main: b"<w>" + b"<a>" * 5_000}),
        "polku": pack({**plain, "../../ulos.xml": b"<a/>"}),
        "esitys": office(b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "ppt/presentation.xml"),
        "xlsb": office(b"application/vnd.ms-excel.sheet.binary.macroEnabled.main", "xl/workbook.bin"),
        "teksti": "Vastauksemme: teimme töitä.".encode(),
        "väärä-tyyppi": office(EXCEL, "xl/workbook.xml"),
    }


@pytest.mark.parametrize("format, main", [("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml")])
def test_each_bad_file_is_named_with_a_sentence_and_the_good_ones_count(format: str, main: str, tmp_path: Path) -> None:
    round = Round(tmp_path, folder_of=desk(format).round.folder)
    files = bad(round.form("yritykset"), main)
    for name, data in files.items():
        round.back(f"{name}.{format}", data)
    round.answered("yritykset", f"lomake.{format}", BASE)
    answer = round.json("followup collect", "2026", str(round.inbox), "--today", "2026-11-24", "--lang", "fi", code=1)
    found = status(answer)
    assert {unicodedata.normalize("NFC", name): found[name] for name in found} == {**{f"{name}.{format}": "refused" for name in files}, f"lomake.{format}": "accepted"}
    sentences = [file["messages"] for file in answer["files"] if file["status"] == "refused"]
    assert all(len(messages) == 1 and len(messages[0]) > 15 for messages in sentences)
    assert round.answers("yritykset") == ANSWERS


def _linked(format: str, data: bytes) -> bytes:
    """A form that leads out and holds what runs: links of pictures, a template from elsewhere, other files, objects."""
    if format == "docx":
        form = Form(data)
        form.relate("attachedTemplate", "https://example.fi/malli.dotm", external=True, owner="word/_rels/settings.xml.rels")
        form.relate("image", "https://example.fi/seuranta.png", external=True)
        form.part("sisään.xml", "<x/>", "aFChunk")
        form.part("upotus.bin", b"x", "oleObject")
        form.append(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:instrText>INCLUDETEXT "C:\\\\x"</w:instrText></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>', r("tkn")))
        return form.data()
    parts: Parts = {name: packed.inflate().decode() for name, packed in unpack(data).items()}
    relate(parts, BOOK, "externalLink", "xl/externalLinks/externalLink1.xml", "<x/>")
    relate(parts, SHEET, "oleObject", "xl/embeddings/oleObject1.bin", b"x")
    relate(parts, SHEET, "image", "https://example.fi/seuranta.png", external=True)
    return pack({name: content if isinstance(content, bytes) else content.encode() for name, content in parts.items()})


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_live_in_a_form_is_told_and_the_answers_count(format: str) -> None:
    read = desk(format).read(_linked(format, filled(desk(format).form(), BASE)))
    told = {code for code in read.codes if code.startswith(("returned-", "workbook-"))}
    assert read.answers == ANSWERS and len(told) >= 2 and read.missing == 0
    assert all("fi" and said(code, "fi", **dict(remark.values)) for remark in read.judged.remarks for code in [remark.code])


def test_leavings_of_programs_and_odd_names_do_no_harm(tmp_path: Path, handed_out: Path) -> None:
    round = Round(tmp_path, folder_of=handed_out)
    forms = iter([LONG, OTHER, THIRD, "Neljäs.", "Viides."])
    names = ["-rf.xlsx", "=cmd|x.xlsx", unicodedata.normalize("NFD", "täytetty ä.xlsx"), "oikealta\u202evasemmalle.xlsx", "a" * 230 + ".xlsx"]
    for name, text in zip(names, forms):
        round.back(name, filled(round.form("yritykset"), {f"followup.{('hyte', 'tilat', 'hankkeet', 'viestinta', 'avustukset')[names.index(name)]}/yritykset": text}))
    for name in ("~$lomake.xlsx", ".DS_Store", "Thumbs.db", "desktop.ini"):
        round.back(name, b"x")
    (round.inbox / "__MACOSX").mkdir()
    (round.inbox / "__MACOSX" / "._lomake.xlsx").write_bytes(b"x")
    (round.inbox / "kansio.xlsx").mkdir()
    answer = round.collect(str(round.inbox))
    assert len(answer["files"]) == 5 and set(status(answer).values()) == {"accepted"} and len(round.answers("yritykset")) == 5


def test_a_form_in_an_archive_in_a_letter_counts(tmp_path: Path, handed_out: Path) -> None:
    round = Round(tmp_path, folder_of=handed_out)
    inside = pack({"lomakkeet/vastaus.xlsx": filled(round.form("yritykset"), BASE), "lomakkeet/kuva.png": b"\x89PNG\r\n\x1a\n" + zlib.compress(b"x")})
    answer = round.collect(round.back("posti.eml", mail(attached(inside, 'filename="vastaukset.zip"'))), code=1)
    assert sorted(status(answer).values())[:1] == ["accepted"] and round.answers("yritykset") == ANSWERS
