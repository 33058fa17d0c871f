"""Words of a message and the forms that the intent model learns from."""

import sys

import pytest

from assistant.nlu.entities import Entity
from assistant.nlu.tokens import MAX_CHARACTERS, features_text, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'association d’Ambert", ["L'", "association", "d’", "Ambert"]),
        ("Aujourd'hui", ["Aujourd'hui"]),
        ("Qu'est-ce que c'est ?", ["Qu'", "est-ce", "que", "c'", "est", "?"]),
        ("Puy-de-Dôme/Cantal", ["Puy-de-Dôme", "/", "Cantal"]),
        ("(15000 €)", ["(", "15000", "€", ")"]),
    ],
)
def test_french_words(text: str, expected: list[str]) -> None:
    assert [word.text for word in words(text)] == expected


def test_spans_are_those_of_the_message() -> None:
    text = "une asso d’Issoire, 50k€"

    assert all(text[word.start : word.end] == word.text for word in words(text))


def test_a_masked_entity_stands_for_its_words() -> None:
    # GIVEN a place of two words
    text = "une commune de Haute Loire"
    place = Entity("place", "43", "Haute Loire", 15, 26)

    # THEN the model sees that a place is named, not which
    assert features_text(text, [place]) == "une commune de __place__"


def test_numbers_are_alike() -> None:
    assert features_text("12 élèves et 30 adultes") == features_text("45 élèves et 7 adultes")


def test_phone_spelling_reads_as_plain_french() -> None:
    assert features_text("bjr c koi le GECT") == features_text("Bonjour c'est quoi le gect")


def test_a_very_long_message_is_cut() -> None:
    assert words("bonjour " * 10_000)[-1].end <= MAX_CHARACTERS


def test_the_heavy_french_rules_are_not_loaded() -> None:
    words("bonjour")

    assert "spacy.lang.fr" not in sys.modules
