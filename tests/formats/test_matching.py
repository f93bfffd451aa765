"""Which text of a file is which block."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.contract import Found
from pipeline.formats.matching import Difference, Expected, Match, match, normal

BLOCKS = (Expected("a", "s1/body", "Ensimmäinen"), Expected("b", "s1/body", "Toinen"), Expected("c", "s2/title", "Otsikko"))
AS_WRITTEN = tuple(Found(block.address, block.text) for block in BLOCKS)


def test_a_file_that_says_what_it_should_has_no_difference() -> None:
    assert match(BLOCKS, AS_WRITTEN, ()) == Match(3, (), ())


def test_texts_of_one_place_may_change_their_order() -> None:
    assert match(BLOCKS, AS_WRITTEN[::-1], ()) == Match(3, (), ())


def test_a_changed_text_is_the_difference_of_its_block() -> None:
    found = (Found("s1/body", "Ensimmäinen"), Found("s1/body", "Toinen, muutettu"), AS_WRITTEN[2])
    assert match(BLOCKS, found, ()) == Match(2, (Difference("b", "s1/body", "Toinen", "Toinen, muutettu"),), ())


def test_a_block_that_is_gone_is_found_empty() -> None:
    assert match(BLOCKS, AS_WRITTEN[1:], ()) == Match(2, (Difference("a", "s1/body", "Ensimmäinen", ""),), ())


def test_a_text_too_many_is_unplaced() -> None:
    assert match(BLOCKS, (*AS_WRITTEN, Found("s1/body", "Lisätty")), ()) == Match(3, (), (Found("s1/body", "Lisätty"),))


def test_a_text_in_a_place_that_is_nobodys_is_unplaced_unless_it_is_fixed() -> None:
    found = (*AS_WRITTEN, Found("s1/footer", "Laitos 1"), Found("s1/note", "Muista!"))
    assert match(BLOCKS, found, ("Laitos 1",)) == Match(3, (), (Found("s1/note", "Muista!"),))


def test_a_text_that_moved_to_another_place_is_gone_here_and_unplaced_there() -> None:
    found = (*AS_WRITTEN[:2], Found("s1/body", "Otsikko"))
    assert match(BLOCKS, found, ()) == Match(2, (Difference("c", "s2/title", "Otsikko", ""),), (Found("s1/body", "Otsikko"),))


def test_a_text_whose_place_has_lost_its_name_is_found_by_its_words() -> None:
    found = (Found("dia 1/Otsikko 1", "Ensimmäinen"), Found("dia 1/Otsikko 1", "Toinen"), Found("dia 2/Otsikko 1", "Otsikko 1/2"))
    assert match(BLOCKS, found, ()) == Match(3, (), ())


def test_a_link_that_leads_elsewhere_is_a_difference() -> None:
    block = (Expected("a", "s/body", "Katso ohje", ("https://example.fi/",)),)
    assert match(block, (Found("s/body", "Katso ohje", ("https://example.fi/",)),), ()) == Match(1, (), ())
    elsewhere = match(block, (Found("s/body", "Katso ohje", ("https://example.com/",)),), ())
    assert elsewhere.differing == (Difference("a", "s/body", "Katso ohje (https://example.fi/)", "Katso ohje (https://example.com/)"),)


def test_two_blocks_of_one_text_need_it_twice() -> None:
    twins = (Expected("a", "t!1,1", "–"), Expected("b", "t!1,1", "–"))
    once = (Found("t!1,1", "–"),)
    assert match(twins, once * 2, ()).blocks == 2
    assert match(twins, once, ()) == Match(1, (Difference("b", "t!1,1", "–", ""),), ())


def test_one_block_and_its_text_twice_leaves_one_unplaced() -> None:
    found = (Found("s1/body", "Sama"), Found("s1/body", "Sama"))
    assert match((Expected("a", "s1/body", "Sama"),), found, ()) == Match(1, (), found[1:])


def test_words_in_a_blank_place_are_a_difference() -> None:
    blank = (Expected("a", "Seuranta!C4", ""),)
    assert match(blank, (), ()) == Match(1, (), ())
    assert match(blank, (Found("Seuranta!C4", "Teimme."),), ()) == Match(0, (Difference("a", "Seuranta!C4", "", "Teimme."),), ())


WHOLE = (Expected("a", "", "Lue laki ennen kokousta"), Expected("b", "", "Kysy lupa ajoissa"), Expected("c", "", "–"), Expected("d", "", "–"))


def test_a_file_without_places_is_one_place_in_which_words_and_numbers_of_texts_count() -> None:
    found = tuple(Found("", block.text) for block in WHOLE)
    assert match(WHOLE, found[::-1], ()) == Match(4, (), ())
    assert match(WHOLE, found[:3], ()) == Match(3, (Difference("d", "", "–", ""),), ())


def test_a_text_that_changed_is_known_by_most_of_its_words_whatever_else_is_gone_or_new() -> None:
    found = (Found("", "Kysy lupa hyvissä ajoin"), Found("", "Kysy lupa ajoissa heiltä"), Found("", "–"), Found("", "–"))
    result = match(WHOLE, found, ())
    assert result.differing == (Difference("a", "", "Lue laki ennen kokousta", "Kysy lupa hyvissä ajoin"), Difference("b", "", "Kysy lupa ajoissa", "Kysy lupa ajoissa heiltä"))
    assert match(WHOLE, found[1:], ()).differing == (Difference("a", "", "Lue laki ennen kokousta", ""), result.differing[1])


def test_words_too_many_in_a_file_without_places_are_nobodys() -> None:
    assert match((*WHOLE, Expected("e", "", "")), (*(Found("", block.text) for block in WHOLE), Found("", "Lisätty")), ()) == Match(5, (), (Found("", "Lisätty"),))


def test_many_texts_that_changed_are_paired_in_order_in_no_time() -> None:
    blocks = [Expected(str(n), "", f"vanha {n}") for n in range(3_000)]
    result = match(blocks, [Found("", f"uusi {n}") for n in range(3_000)], ())
    assert [(difference.expected[6:], difference.found[5:]) for difference in result.differing] == [(str(n), str(n)) for n in range(3_000)]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("7\N{NO-BREAK SPACE}§", "7 §"),
        ("a\n\tb  c ", "a b c"),
        ("hyte\N{NON-BREAKING HYPHEN}kärki", "hyte-kärki"),
        ("uskon\N{SOFT HYPHEN}nolliset", "uskonnolliset"),
        ("ja\u0308rjesto\u0308", "järjestö"),
        ("2026–2029", "2026–2029"),
    ],
)
def test_what_programs_change_does_not_count(typed: str, plain: str) -> None:
    assert normal(typed) == plain


def test_letters_and_case_and_dashes_count() -> None:
    assert len({normal(text) for text in ("a-b", "a–b", "A-b", "a b", "ab", "á-b")}) == 6


@given(st.text())
def test_a_normal_text_is_normal(text: str) -> None:
    assert normal(normal(text)) == normal(text)


_TEXT = st.sampled_from(["", "a", "b", "c", "a b"])
_PLACE = st.sampled_from(["s1", "s2"])


@given(st.lists(st.tuples(_PLACE, _TEXT), max_size=6), st.lists(st.tuples(_PLACE, _TEXT.filter(bool)), max_size=6))
def test_every_block_and_every_text_is_accounted_for(blocks: list[tuple[str, str]], texts: list[tuple[str, str]]) -> None:
    result = match([Expected(str(n), *block) for n, block in enumerate(blocks)], [Found(*text) for text in texts], ())
    assert result.blocks + len(result.differing) == len(blocks)
    silent = sum(not text for _, text in blocks) - sum(not difference.expected for difference in result.differing)
    used = result.blocks - silent + sum(bool(difference.found) for difference in result.differing)
    assert used + len(result.unplaced) == len(texts)
