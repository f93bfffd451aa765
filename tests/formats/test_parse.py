"""XML that somebody else wrote."""

import pytest

from pipeline.formats.package import PackageError
from pipeline.formats.parse import MAX_TAGS, parse

REFUSED = {
    "xml-damaged": b"<a><b></a>",
    "xml-dtd": b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    "xml-too-large": b"<a>" + b"<b/>" * MAX_TAGS + b"</a>",
}


def test_a_part_is_its_root_element() -> None:
    assert parse(b"<a><!-- no --><b>c</b></a>", "x.xml").findtext("b") == "c"


@pytest.mark.parametrize("code", REFUSED)
def test_what_must_not_be_read_is_refused_with_its_reason(code: str) -> None:
    with pytest.raises(PackageError) as refusal:
        parse(REFUSED[code], "x.xml")
    assert (refusal.value.code, refusal.value.values["name"]) == (code, "x.xml")
