"""A draft as a file: what Python's own parser reads of it, and what must never stand in it."""

import email
import email.policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.mail import TYPES, Attachment, draft, is_untouched

FORM = Attachment("seurantalomake-2026-yritykset.xlsx", "xlsx", bytes(range(256)) * 50)
TEXT = "Hei,\n\nteksti: ä – õ = 1.\n.\nFrom here\n" + "pitkä rivi " * 40 + "\n"


def read(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert not message.defects and isinstance(message, EmailMessage)
    return message


def text_of(message: EmailMessage) -> str:
    body = message.get_body()
    assert body is not None
    return body.get_content().replace("\r\n", "\n")


def test_a_draft_says_that_it_is_unsent_and_nothing_of_sender_or_time() -> None:
    message = read(draft("yritykset@example.fi", "Lomake", TEXT, FORM))
    assert message.keys() == ["X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"]
    assert (message["X-Unsent"], message["To"]) == ("1", "yritykset@example.fi")


def test_without_an_address_there_is_no_addressee() -> None:
    assert "To" not in read(draft("", "Lomake", TEXT, FORM))


def test_text_and_attachment_come_out_as_they_went_in() -> None:
    message = read(draft("", "Lomake", TEXT, FORM))
    (attached,) = message.iter_attachments()
    assert text_of(message) == TEXT and attached.get_content() == FORM.data
    assert (attached.get_filename(), attached.get_content_type()) == (FORM.name, TYPES["xlsx"])
    assert attached.get_param("name") == FORM.name  # for programs that do not read Content-Disposition


@given(st.text(max_size=300), st.text(max_size=100))
def test_any_text_and_subject_give_a_message_of_short_ascii_lines_with_the_same_headers(text: str, subject: str) -> None:
    data = draft("", subject, text, FORM)
    assert read(data).keys() == ["X-Unsent", "Subject", "MIME-Version", "Content-Type"]
    assert data.isascii() and all(len(line) <= 998 and b"\r" not in line and b"\n" not in line for line in data.split(b"\r\n"))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=300))
def test_any_printable_text_comes_back(text: str) -> None:
    assert text_of(read(draft("", "Lomake", text, FORM))) == text


@pytest.mark.parametrize("evil", ["Lomake\r\nBcc: x@example.fi", "Lomake\nBcc: x@example.fi\n\nrunko", "Ä\u2028Bcc: x", "Ä\r\nBcc: x@example.fi"])
def test_a_header_is_one_line_whatever_it_holds(evil: str) -> None:
    message = read(draft("x@example.fi" + evil.encode("ascii", "ignore").decode(), evil, TEXT, FORM))
    assert "Bcc" not in message and len(message.keys()) == 5


def test_a_subject_with_letters_beyond_ascii_is_encoded() -> None:
    subject = "Järjestöyhteistyön seurantataulukko 2026: Järjestöt – ikäihmiset ja omaishoito"
    assert read(draft("", subject, TEXT, FORM))["Subject"] == subject


def test_the_same_letter_gives_the_same_bytes_and_another_another_boundary() -> None:
    first, other = draft("", "A", TEXT, FORM), draft("", "B", TEXT, FORM)
    assert draft("", "A", TEXT, FORM) == first and read(first).get_boundary() != read(other).get_boundary()


def test_a_draft_knows_whether_somebody_has_changed_it() -> None:
    data = draft("", "Lomake", TEXT, FORM)
    assert is_untouched(data) and not is_untouched(data.replace(b"Hei,", b"Moi,")) and not is_untouched(b"Subject: x\r\n\r\n")
