"""A document's key: it changes with what a reader is shown and with nothing else."""

import pytest

from handbooks import composed, content
from minimal import MINIMAL, RESPONSE, replaced
from pipeline.compose.registry import digest

SHOWN = {
    "a sentence": ("county: {a: Tuetaan}", "county: {a: Tuemme}"),
    "a title": ("title: Strategia", "title: Strategiamme"),
    "an address": ("https://example.fi/laki", "https://example.fi/laki2"),
    "strength": ("**tämä**", "tämä"),
    "a link's text": ("text: Laki järjestämisestä", "text: Laki järjestämisestä 612/2021"),
    "the edition's label": ("label: Laitos 1", "label: Laitos 2"),
    "the publisher": ("publisher: Hyvinvointialue", "publisher: Alue"),
    "a practice's name": ("name: Hankeyhteistyö", "name: Hankkeet"),
    "an assessment's choices": ("choices: [K, E]", "choices: [K, E, X]"),
}
NOT_SHOWN = {
    "a link's note": ("    checked: 2026-10-01\n", "    checked: 2026-10-01\n    note: Tarkistettava.\n"),
    "the day of a check": ("checked: 2026-10-01", "checked: 2026-11-01"),
    "an open question": ("question: Mitä kirjaimet tarkoittavat?", "question: Entä tämä?"),
    "a correction": ("found: kasikirja", "found: kasikrja"),
    "the packet": ("title: Perehdytyspaketti", "title: Paketti"),
    "another output": ("file: kasikirja", "file: toinen"),
    "quoting": ("title: Strategia", 'title: "Strategia"'),
}


def key(source: str = MINIMAL, kind: str = "deck", *responses: str) -> str:
    return composed(content(source, *responses), kind).key


def test_a_key_is_the_edition_and_eight_digits_of_the_digest() -> None:
    document = composed(content(MINIMAL))
    assert document.digest == digest(document) and document.key == f"2026-{document.digest[:8]}"


@pytest.mark.parametrize("change", SHOWN)
def test_the_key_changes_with_what_is_shown(change: str) -> None:
    assert key(replaced(*SHOWN[change])) != key()


@pytest.mark.parametrize("change", NOT_SHOWN)
@pytest.mark.parametrize("kind", ("deck", "word", "table-blank"))
def test_the_key_stays_when_something_changes_that_is_not_shown(change: str, kind: str) -> None:
    assert key(replaced(*NOT_SHOWN[change]), kind) == key(MINIMAL, kind)


def test_a_change_elsewhere_leaves_the_tables_as_they_were() -> None:
    assert key(replaced("mission: {label: Tehtävämme, text: Hyvä arki}", "mission: {label: Tehtävämme, text: Arki}"), "table-blank") == key(MINIMAL, "table-blank")


def test_an_answer_changes_the_filled_table_only() -> None:
    changed = replaced("text: Teimme hankkeen.", "text: Teimme kaksi.", RESPONSE)
    assert key(MINIMAL, "table-filled", RESPONSE) != key(MINIMAL, "table-filled", changed)
    for kind in ("deck", "word", "table-blank"):
        assert key(MINIMAL, kind, RESPONSE) == key(MINIMAL, kind, changed)


def test_words_that_move_between_blocks_change_the_key() -> None:
    assert key(replaced("county: {a: Tuetaan}", "county: {b: Tuetaan}")) != key()


def test_composing_twice_gives_one_document() -> None:
    held = content(MINIMAL, RESPONSE)
    for kind in ("deck", "word", "table-blank", "table-filled"):
        assert composed(held, kind) == composed(held, kind)
