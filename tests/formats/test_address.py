"""Ids as bookmarks, and back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbooks import real_files
from pipeline.document.blocks import walk
from pipeline.formats.address import bookmark

_IDS = st.from_regex(r"[a-z0-9-]{1,12}(\.[a-z0-9-]{1,40}){0,4}(/[a-z0-9-]{1,40})?", fullmatch=True)


@pytest.mark.parametrize(
    ("block", "name"),
    [
        ("practices.hyte.goal", "k_practices_hyte_goal"),
        ("followup.hyte/yritykset", "k_followup_hyte__yritykset"),
        ("sections.hyte-tyo.title", "k_sections_hyte__tyo_title"),
    ],
)
def test_a_short_id_can_be_read_in_its_bookmark(block: str, name: str) -> None:
    assert bookmark(block) == name


@given(_IDS)
def test_a_bookmark_is_one_that_word_takes(block: str) -> None:
    assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", bookmark(block))


def test_long_ids_that_begin_alike_have_bookmarks_of_their_own() -> None:
    long = [f"sections.{'a' * 40}.text.{name}" for name in ("yksi", "kaksi", "kolme")]
    assert len({bookmark(block) for block in long}) == 3


@pytest.mark.parametrize("name", ["deck.pptx", "word.docx", "table-blank.docx", "table-filled.docx"])
def test_no_two_blocks_of_the_handbook_share_a_bookmark(name: str) -> None:
    document = real_files()[name].document
    ids = {p.id for _, p in walk(document)} | {parent for parent, _ in walk(document)}
    assert len({bookmark(block) for block in ids}) == len(ids)
