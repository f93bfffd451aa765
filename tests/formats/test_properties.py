"""What a file says of itself: properties that another program reads, and the seal."""

import xml.etree.ElementTree as ET

import pytest

from pipeline.formats.carried import carried
from pipeline.formats.package import PackageError, deflate, pack, unpack
from pipeline.formats.properties import DOCUMENT, KEY, PART, SEAL, core, custom, extended, seal, seal_of

PARTS = {"word/document.xml": b"<w/>", "_rels/.rels": b"<r/>", "[Content_Types].xml": b"<t/>"}
DC = "{http://purl.org/dc/elements/1.1/}"
TERMS = "{http://purl.org/dc/terms/}"
SEALED = seal(PARTS, "2026-0a1b2c3d", "word")


def resealed(**changed: bytes) -> bool:
    """Whether the seal still holds when parts were changed."""
    parts = unpack(SEALED)
    edited = {**parts, **{name: deflate(content) for name, content in changed.items()}}
    return carried(edited)[SEAL] == seal_of(edited)


def test_a_sealed_package_carries_key_document_and_seal() -> None:
    said = carried(unpack(SEALED))
    assert (said[KEY], said[DOCUMENT], said[SEAL]) == ("2026-0a1b2c3d", "word", seal_of(unpack(SEALED)))


def test_the_order_of_a_sealed_package_is_fixed() -> None:
    assert list(unpack(SEALED)) == ["[Content_Types].xml", "_rels/.rels", PART, "word/document.xml"]
    assert seal(dict(reversed(PARTS.items())), "2026-0a1b2c3d", "word") == SEALED


def test_a_seal_does_not_know_how_parts_are_deflated() -> None:
    assert seal_of({name: deflate(content) for name, content in PARTS.items()}) == seal_of(unpack(SEALED))


def test_an_untouched_file_is_whole() -> None:
    assert resealed()


@pytest.mark.parametrize("changed", [{"word/document.xml": b"<w>x</w>"}, {"word/new.xml": b""}, {"_rels/.rels": b"<R/>"}], ids=["edited", "added", "renamed"])
def test_an_edited_file_is_not(changed: dict[str, bytes]) -> None:
    assert not resealed(**changed)


def test_a_part_that_is_gone_breaks_the_seal() -> None:
    parts = unpack(SEALED)
    del parts["word/document.xml"]
    assert carried(parts)[SEAL] != seal_of(parts)


def test_sealing_again_replaces_the_properties() -> None:
    assert seal(unpack(SEALED), "2027-00000000", "word") == seal(PARTS, "2027-00000000", "word")


def test_a_package_without_custom_properties_carries_nothing() -> None:
    assert carried(unpack(pack(PARTS))) == {}


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"<Properties", "xml-damaged"), (b"", "xml-damaged"), (b'<!DOCTYPE p [<!ENTITY e "x">]><p>&e;</p>', "xml-dtd"), (b"<p>" * 400, "xml-damaged")],
)
def test_damaged_properties_are_refused(content: bytes, code: str) -> None:
    with pytest.raises(PackageError) as caught:
        carried({PART: deflate(content)})
    assert caught.value.code == code


def test_core_properties_name_the_organisation_and_no_clock() -> None:
    root = ET.fromstring(core("Käsikirja <1>", "Aihe & muu", "Hyvinvointialue", "fi-FI", "2026-01-01").encode())
    said = {child.tag.rpartition("}")[2]: child.text for child in root}
    assert said == {
        "title": "Käsikirja <1>",
        "subject": "Aihe & muu",
        "creator": "Hyvinvointialue",
        "lastModifiedBy": "Hyvinvointialue",
        "created": "2026-01-01T00:00:00Z",
        "modified": "2026-01-01T00:00:00Z",
        "language": "fi-FI",
    }


def test_extended_and_custom_properties_are_well_formed_whatever_they_say() -> None:
    for text in ('<&"]]>', "rivi\nrivi", "\x00\x0b", "\N{GRINNING FACE}"):
        assert ET.fromstring(extended(text, text).encode()) is not None
        (entry,) = ET.fromstring(custom({text: text}).encode())
        assert entry.get("pid") == "2"
