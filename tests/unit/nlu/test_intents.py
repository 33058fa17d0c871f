"""The intent classifier on a handful of sentences."""

import pytest

from assistant.nlu.intents import IntentClassifier

TEXTS = [
    "bonjour",
    "bonjour madame",
    "salut bonjour",
    "c'est quoi le __term__",
    "que veut dire __term__",
    "c'est quoi ca",
]
INTENTS = ["greet"] * 3 + ["define_term"] * 3


@pytest.fixture
def classifier() -> IntentClassifier:
    return IntentClassifier().fit(TEXTS, INTENTS)


def test_the_likeliest_comes_first_and_probabilities_add_up(classifier: IntentClassifier) -> None:
    ranking = classifier.ranking("c'est quoi __term__")

    assert ranking[0][0] == "define_term"
    assert sum(confidence for _, confidence in ranking) == pytest.approx(1)


def test_a_misspelt_word_is_still_read(classifier: IntentClassifier) -> None:
    assert classifier.ranking("bonjourr")[0][0] == "greet"
