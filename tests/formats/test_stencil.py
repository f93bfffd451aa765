"""One written form, filled for many: an ordinary package each time, with the recipient's words where the signs stood."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document.personal import RECIPIENT, RESPONDENT
from pipeline.formats import package
from pipeline.formats.carried import carried
from pipeline.formats.markup import attribute
from pipeline.formats.package import PackageError, unpack
from pipeline.formats.properties import PART, SEAL, YEAR, is_whole, personal, seal
from pipeline.formats.properties import RECIPIENT as PROPERTY
from pipeline.formats.stencil import Stencil

_BODY = f'<w a="{RECIPIENT}">' + "Sama teksti jokaisessa. " * 200 + f"<t>{RESPONDENT}</t><t>{RECIPIENT}{RESPONDENT}</t></w>"
PARTS = {
    "[Content_Types].xml": b"<t/>",
    "_rels/.rels": b"<r/>",
    "docProps/core.xml": f"<title>{RESPONDENT}</title>".encode(),
    "word/document.xml": _BODY.encode(),
    "word/media/kuva.png": b"\x89PNG" + RECIPIENT.encode(),
}
SEALED = seal(PARTS, "2026-0a1b2c3d", "table-blank", personal({"year": "2026", "recipient": RECIPIENT}))
STENCIL = Stencil(SEALED)


def filled(recipient: str = "yritykset", respondent: str = "Yritykset"):
    return STENCIL.fill({RECIPIENT: recipient, RESPONDENT: respondent})


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_words_stand_where_the_signs_stood() -> None:
    expected = _BODY.replace(RECIPIENT, "yritykset").replace(RESPONDENT, "Yritykset")
    assert parts(filled().data)["word/document.xml"].decode() == expected


def test_every_part_stays_and_those_with_words_stand_last() -> None:
    made, given = list(parts(filled().data)), list(parts(SEALED))
    changed = [name for name in given if parts(filled().data)[name] != parts(SEALED)[name]]
    assert made == [name for name in given if name not in changed] + changed


def test_a_part_that_is_no_text_is_copied_as_it_is() -> None:
    assert unpack(filled().data)["word/media/kuva.png"] == unpack(SEALED)["word/media/kuva.png"]


def test_each_form_says_whose_it_is_and_is_whole() -> None:
    said = carried(unpack(filled("a").data))
    assert (said[PROPERTY], said[YEAR]) == ("a", "2026") and is_whole(filled("a").data)
    assert said[SEAL] != carried(unpack(filled("b").data))[SEAL]


def test_the_digest_is_that_of_the_package() -> None:
    form = filled()
    assert form.digest == package.digest(unpack(form.data))


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_words_give_an_ordinary_package(recipient: str, respondent: str) -> None:
    form = filled(recipient, respondent)
    assert parts(form.data)["docProps/core.xml"].decode() == f"<title>{attribute(respondent)}</title>"
    assert form.digest == package.digest(unpack(form.data)) and is_whole(form.data)


def test_a_name_longer_than_a_stored_block_is_whole() -> None:
    assert parts(filled(respondent="ä" * 70_000).data)["docProps/core.xml"].decode() == f"<title>{'ä' * 70_000}</title>"


def test_filling_again_gives_the_same_bytes_whoever_came_between() -> None:
    first = filled("a", "A")
    filled("b", "B")
    assert filled("a", "A") == first


def test_a_document_without_a_recipient_says_nothing_of_one() -> None:
    assert personal({"year": "2026"}) == {}
    assert PROPERTY.encode() not in unpack(seal(PARTS, "k", "d"))[PART].inflate()


def test_what_is_no_package_is_refused() -> None:
    with pytest.raises(PackageError):
        Stencil(b"PK")
