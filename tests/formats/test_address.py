"""Ids as bookmarks, and back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbooks import real_files
from pipeline.document.blocks import walk
from pipeline.formats.address import anchor, bookmark

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


_ANCHOR = r"[A-Za-z][A-Za-z0-9_-]*"
_SIGNS = st.text(st.sampled_from("ab0-._/ZÅ#\U0001f600"), max_size=8)


@pytest.mark.parametrize(
    ("block", "name"),
    [
        ("practices.hyte.goal", "practices_hyte_goal"),
        ("sections.hyte-tyo.title", "sections_hyte-tyo_title"),
        ("followup.hyte/yritykset", "followup_hyte__yritykset"),
        ("followup.hyte/yritykset.yritykset.arviointi", "followup_hyte__yritykset_yritykset_arviointi"),
        ("editions.2026.approver", "editions_2026_approver"),
        ("2026", "Z32Z026"),
        ("a..b", "aZ2eZZ2eZb"),
        ("päivä", "pZe4ZivZe4Z"),
        ("", "Z"),
    ],
)
def test_an_id_can_be_read_in_its_anchor(block: str, name: str) -> None:
    assert anchor(block) == name


@given(_SIGNS, _SIGNS)
def test_an_anchor_is_valid_everywhere_and_no_two_ids_share_one(one: str, other: str) -> None:
    assert re.fullmatch(_ANCHOR, anchor(one))
    assert (anchor(one) == anchor(other)) == (one == other)


@given(_IDS)
def test_anchors_that_the_page_names_itself_are_no_block_s(block: str) -> None:
    assert not re.match("[A-Y]", anchor(block))
