"""The intent classifier on a handful of sentences."""

import pytest

from assistant.nlu.intents import IntentClassifier

EXAMPLES = {
    "greet": ["bonjour", "bonjour madame", "salut bonjour", "bonjour monsieur", "bonjour a tous", "le bonjour"],
    "define_term": [
        "c'est quoi le __term__",
        "que veut dire __term__",
        "c'est quoi ca",
        "__term__ c'est quoi",
        "que signifie __term__",
        "quel sens a __term__",
    ],
    "thank": ["merci", "merci beaucoup", "grand merci", "merci bien", "un merci", "merci a vous"],
}
TEXTS = [text for texts in EXAMPLES.values() for text in texts]
INTENTS = [intent for intent, texts in EXAMPLES.items() for _ in texts]


@pytest.fixture
def classifier() -> IntentClassifier:
    return IntentClassifier().fit(TEXTS, INTENTS)


def test_the_likeliest_comes_first_and_probabilities_add_up(classifier: IntentClassifier) -> None:
    ranking = classifier.ranking("c'est quoi __term__")

    assert ranking[0][0] == "define_term"
    assert sum(confidence for _, confidence in ranking) == pytest.approx(1)


def test_a_misspelt_word_is_still_read(classifier: IntentClassifier) -> None:
    assert classifier.ranking("bonjourr")[0][0] == "greet"


def test_odds_raise_the_intent_that_stands_for_the_rest_of_the_world() -> None:
    plain, raised = (
        dict(IntentClassifier(odds=odds).fit(TEXTS, INTENTS).ranking("bonjour merci")) for odds in ({}, {"thank": 3})
    )

    assert raised["thank"] / raised["greet"] == pytest.approx(3 * plain["thank"] / plain["greet"])


@pytest.mark.parametrize("noise", ["wxkzg fffgh", "ыавыаы", "", "!!"])
def test_no_confidence_in_noise(classifier: IntentClassifier, noise: str) -> None:
    assert classifier.ranking(noise)[0][1] < 0.2


def test_a_variation_is_held_out_with_its_sentence() -> None:
    """Words that say nothing of the intent: a machine that had learnt their copies would look sure of itself."""
    words = [f"mot{letter}{letter}" for letter in "abcdefghijklmnopqr"]
    copies = [word for word in words for _ in range(4)]
    intents = [("greet", "thank", "deny")[i % 3] for i in range(len(words)) for _ in range(4)]

    apart = IntentClassifier().fit(copies, intents, groups=[str(i) for i in range(len(copies))])
    together = IntentClassifier().fit(copies, intents, groups=copies)

    assert together.steepness < apart.steepness
