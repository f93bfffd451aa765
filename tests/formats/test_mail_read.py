"""Saved e-mails: what was written, by whom and when, and which files came along; however deep, long or odd they are."""

import base64
import time

import pytest
from arrived import attached, mail, office, text
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.formats import limits
from pipeline.formats.answer import Container, Mail
from pipeline.formats.html_text import html_text
from pipeline.formats.mail_read import read_mail, split_mailbox
from pipeline.formats.package import PackageError

FORM = office()
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def mail_of(*parts: str, **how: str) -> Mail:
    found = read_mail(mail(*parts, **how)).mail
    assert found is not None
    return found


def names(container: Container) -> list[str]:
    return [file.name for file in container.inner]


def refused(data: bytes) -> str:
    begun = time.perf_counter()
    with pytest.raises(PackageError) as caught:
        read_mail(data)
    assert time.perf_counter() - begun < 3
    return caught.value.code


# What was written


def test_sender_day_and_subject_are_those_of_the_headers() -> None:
    found = mail_of(text("hei"))
    assert (found.sender, found.day, found.subject) == ("maija@example.fi", "2026-11-24", "Lomake")


@pytest.mark.parametrize("date", ["", "eilen", "Tue, 31 Feb 2026 10:00:00 +0200", "Tue, 24 Nov 99999999999 10:00:00 +0200"])
def test_a_date_that_is_none_gives_no_day(date: str) -> None:
    assert read_mail(f"From: a@example.fi\nDate: {date}\nSubject: x\n\nhei".encode()).mail.day == ""


def test_the_day_is_that_of_the_senders_clock() -> None:
    assert read_mail(b"From: a@example.fi\nDate: Tue, 24 Nov 2026 23:59:00 -1100\n\nhei").mail.day == "2026-11-24"


@pytest.mark.parametrize("subject", ["=?utf-8?q?Seuranta_=C3=A4?=", "=?iso-8859-1?b?U2V1cmFudGEg5A==?=", "Seuranta ä", "=?unknown?q?Seuranta_=C3=A4?="])
def test_a_subject_is_read_however_its_letters_are_written(subject: str) -> None:
    assert mail_of(text("hei"), subject=subject).subject == "Seuranta ä"


def test_what_a_terminal_would_obey_in_a_subject_is_shown() -> None:
    assert mail_of(text("hei"), subject="=?utf-8?q?a=E2=80=AEb=1B[2J?=").subject == "a\\u202eb[2J"


def test_a_text_is_given_in_its_own_letters() -> None:
    part = b'Content-Type: text/plain; charset="iso-8859-1"\nContent-Transfer-Encoding: quoted-printable\n\nkyll=E4'
    assert read_mail(b"From: a@example.fi\nSubject: x\n" + part).mail.text == "kyllä"


@pytest.mark.parametrize("charset", ["utf-8", "no-such", "punycode", "idna", "unicode_escape", ""])
def test_a_text_under_a_wrong_character_set_is_read_all_the_same(charset: str) -> None:
    written = f"From: a@example.fi\nSubject: x\nContent-Type: text/plain; charset={charset}\n\nkyllä, yes".encode()
    assert read_mail(written).mail.text == "kyllä, yes"


def test_a_text_that_is_also_a_web_page_is_given_once() -> None:
    assert mail_of(text("Vastaus: kyllä"), text("<p>Vastaus: <b>kyllä</b></p>", "html"), kind="alternative").text == "Vastaus: kyllä"


def test_a_web_page_is_given_where_the_plain_text_is_a_mere_hint() -> None:
    assert mail_of(text("."), text("<p>Vastaus: kyllä</p>", "html"), kind="alternative").text == "Vastaus: kyllä"


def test_texts_that_are_no_versions_of_each_other_are_all_given() -> None:
    found = mail_of(text("Pitkä vastaus tekstinä"), attached(FORM), text("<p>Liitteestä</p>", "html"), text("loppu"))
    assert found.text == "Pitkä vastaus tekstinä\n\nLiitteestä\n\nloppu"


def test_versions_around_a_file_are_given_once() -> None:
    page = text("<p>hei hei</p>", "html")
    inner = f'Content-Type: multipart/related; boundary="sisa"\n\n--sisa\n{page}\n--sisa--'
    assert mail_of(text("hei hei"), inner, kind="alternative").text == "hei hei"


def test_a_text_after_the_last_part_is_given() -> None:
    assert "loppu" in read_mail(mail(text("alku")) + b"\nloppu\n").mail.text


def test_a_long_text_is_cut_and_that_is_told() -> None:
    found = mail_of(text("sana " * limits.MAIL_TEXT))
    assert len(found.text) == limits.MAIL_TEXT and [remark.code for remark in found.remarks] == ["mail-text-cut"]


# Files


def test_an_attached_file_is_given_as_it_was() -> None:
    (file,) = read_mail(mail(text("hei"), attached(FORM))).inner
    assert (file.name, file.data) == ("lomake.docx", FORM)


@pytest.mark.parametrize(
    "name, shown",
    [
        ("filename*=utf-8''p%C3%A4%C3%A4t%C3%B6s.docx", "päätös.docx"),
        ('filename*0="pitkä"; filename*1=".docx"', "pitkä.docx"),
        ('filename="=?utf-8?q?p=C3=A4=C3=A4t=C3=B6s.docx?="', "päätös.docx"),
        ('filename="päätös.docx"', "päätös.docx"),
        ('filename="../../etc/passwd"', "passwd"),
        ('filename="C:\\\\Users\\\\x\\\\lomake.docx"', "lomake.docx"),
        ("filename*=utf-8''a%0Ab%E2%80%AE.docx", "a b\\u202e.docx"),
        ('filename="=cmd|x!A1.docx"', "=cmd|x!A1.docx"),
        ("filename*=no-such''a.docx", "a.docx"),
        ('filename=""', "liite-1"),
    ],
)
def test_a_name_is_decoded_and_fit_to_be_shown(name: str, shown: str) -> None:
    assert names(read_mail(mail(attached(FORM, name)))) == [shown]


def test_a_long_name_keeps_its_ending() -> None:
    (name,) = names(read_mail(mail(attached(FORM, f'filename="{"a" * 900}.docx"'))))
    assert len(name) == limits.NAME and name.endswith("a.docx")


def test_a_file_without_a_disposition_is_found_by_its_type() -> None:
    part = f"Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n{base64.b64encode(FORM).decode()}"
    assert read_mail(mail(text("hei"), part)).inner[0].data == FORM


def test_a_form_that_lies_inline_is_a_file() -> None:
    assert names(read_mail(mail(text("hei"), attached(FORM, how="inline")))) == ["lomake.docx"]


def test_a_form_that_calls_itself_a_picture_is_a_file() -> None:
    assert names(read_mail(mail(attached(FORM, 'filename="a.png"', "image/png", "inline")))) == ["a.png"]


def test_a_logo_of_a_signature_is_passed_over_and_named() -> None:
    found = read_mail(mail(text("hei"), attached(PNG, 'filename="logo.png"', "image/png", "inline", "Content-ID: <a>\n")))
    assert (found.inner, found.mail.passed) == ((), ("logo.png",))


def test_a_picture_that_was_attached_is_a_file() -> None:
    assert names(read_mail(mail(attached(PNG, 'filename="a.png"', "image/png")))) == ["a.png"]


def test_a_large_picture_in_the_text_is_a_file() -> None:
    assert names(read_mail(mail(attached(PNG + bytes(limits.LOGO), 'filename="kuva.png"', "image/png", "inline")))) == ["kuva.png"]


def test_a_seal_is_passed_over_and_named() -> None:
    seal = attached(b"x", 'filename="smime.p7s"', "application/pkcs7-signature")
    assert mail_of(text("hei"), seal, kind="signed").passed == ("smime.p7s",)


@pytest.mark.parametrize("encoded", [False, True])
def test_a_mail_that_is_attached_is_given_as_a_file(encoded: bool) -> None:
    inner = mail(text("sisällä"), attached(FORM))
    written = "Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(inner).decode() if encoded else "\n" + inner.decode().replace("raja", "toinen")
    (file,) = read_mail(mail(text("hei"), f"Content-Type: message/rfc822\n{written}")).inner
    again = read_mail(file.data)
    assert (file.name, again.mail.text, again.inner[0].data) == ("viesti-2.eml", "sisällä", FORM)


def test_a_notice_of_delivery_loses_no_line() -> None:
    notice = "Content-Type: message/delivery-status\n\nReporting-MTA: dns; example.fi\n\nFinal-Recipient: rfc822; a@example.fi"
    (file,) = read_mail(mail(notice, kind="report")).inner
    assert b"example.fi" in file.data and b"Final-Recipient" in file.data


def test_a_mailbox_gives_each_of_its_mails() -> None:
    box = b"".join(b"From a Tue Nov 24 10:00:00 2026\n" + mail(text(f"viesti {n}"), attached(FORM)) + b"\n\n" for n in range(3))
    assert [read_mail(file.data).mail.text for file in split_mailbox(box).inner] == ["viesti 0", "viesti 1", "viesti 2"]


# Bounds


def nested(depth: int) -> bytes:
    head = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    return f"From: a@example.fi\nSubject: x\n{head}Content-Type: text/plain\n\nhei\n".encode()


def test_parts_as_deep_as_mail_programs_write_them_are_read() -> None:
    assert read_mail(nested(limits.MAIL_DEPTH)).mail.text == "hei"


@pytest.mark.parametrize("depth", [limits.MAIL_DEPTH + 1, 500, 20_000])
def test_parts_that_lie_deeper_are_refused(depth: int) -> None:
    assert refused(nested(depth)) == "mail-too-deep"


def test_a_mail_in_a_mail_without_end_is_refused() -> None:
    assert refused(b"From: a@example.fi\n" + b"Content-Type: message/rfc822\n\n" * 20_000) == "mail-too-deep"


def test_more_parts_than_the_limit_are_refused() -> None:
    assert refused(mail(*[text("x")] * (limits.MAIL_PARTS + 1))) == "mail-too-many-parts"
    assert refused(mail(*[text("x")] * 50_000)) == "mail-too-many-parts"


def test_more_mails_in_a_mailbox_than_the_limit_are_refused() -> None:
    with pytest.raises(PackageError) as caught:
        split_mailbox((b"From a Tue Nov 24 10:00:00 2026\nFrom: a@example.fi\nSubject: x\n\nhei\n\n") * (limits.MAILBOX + 1))
    assert caught.value.code == "mail-too-many-parts"


@pytest.mark.parametrize(
    "flood",
    [
        b"A: b\n" * 1_000_000,
        b"Subject: x" + b"\n y" * 1_000_000,
        b"Content-Type: text/plain" + b'\n ;a="' * 100_000,
        b"Content-Disposition: attachment" + b';a="' * 100_000,
    ],
)
def test_a_flood_of_headers_is_refused(flood: bytes) -> None:
    assert refused(b"From: a@example.fi\n" + flood + b"\n\nhei") == "mail-too-long"


def test_a_header_of_ten_million_letters_is_read_within_its_bound() -> None:
    begun = time.perf_counter()
    assert len(read_mail(b"From: a@example.fi\nSubject: " + b"x" * 10**7 + b"\n\nhei").mail.subject) == 2_000
    assert time.perf_counter() - begun < 3


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 1500), st.binary(max_size=12), st.integers(100, 4000))
def test_no_bytes_make_it_fail(at: int, other: bytes, cut: int) -> None:
    logo, inner = attached(PNG, 'filename="p.png"', "image/png", "inline"), "Content-Type: message/rfc822\n\nFrom: b\n\nx"
    whole = mail(text("hei ä"), text("<p>hei</p>", "html"), attached(FORM), logo, inner)
    try:
        read_mail((whole[:at] + other + whole[at:])[:cut])
    except PackageError:
        pass


# Web pages as text


@pytest.mark.parametrize(
    "page, words",
    [
        ("<p>yksi</p><p>kaksi</p>", "yksi\n\nkaksi"),
        ("yksi<br>kaksi", "yksi\nkaksi"),
        ("a &lt; b &auml; &nbsp;c", "a < b ä c"),
        ("a < b and c > d", "a < b and c > d"),
        ("<head><title>x</title></head><style>p {}</style><script>1 < 2</script>hei", "hei"),
        ("a<!-- <b>ei</b> -->b<![if !x]>c<![endif]>", "abc"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("alku <!-- ei loppua", "alku ei loppua"),
        ("<script>ei loppua", "ei loppua"),
        ("yksi\nkaksi", "yksi kaksi"),
    ],
)
def test_a_page_gives_what_its_reader_sees(page: str, words: str) -> None:
    assert html_text(page) == words


@pytest.mark.parametrize("piece", ["<script>", "<a", "<!--", "&", "<", "</head", "<p>"])
def test_no_page_takes_longer_than_its_length(piece: str) -> None:
    begun = time.perf_counter()
    html_text(piece * 200_000)
    assert time.perf_counter() - begun < 3
