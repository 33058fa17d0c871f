"""Whether words ask or tell, whatever their intent was taken for; and what follows for the facts in them."""

from collections.abc import Callable

import pytest

from assistant.nlu.asking import asks, tells


@pytest.mark.parametrize(
    "text",
    [
        "il en faut combien ?",
        "qui paie le voyage",
        "on fait comment pour déposer",
        "à qui s'adresser",
        "est-ce obligatoire",
        "donnez-moi un exemple",
        "je voudrais savoir si c'est légal",
        "c'est qui l'agence",
        "et quelle durée",
    ],
)
def test_questions(text: str) -> None:
    assert asks(text)
    assert not tells(text)


@pytest.mark.parametrize(
    "text",
    [
        "ils viendront à douze avec leur chef",
        "18 lycéens",
        "la mairie prête le car",
        "en vélo et en bus",
        "planter des haies avec les enfants",
        "notre présidente connaît bien le maire",
        "on n'a pas de salarié",
    ],
)
def test_statements(text: str) -> None:
    assert tells(text)
    assert not asks(text)


@pytest.mark.parametrize(
    "text",
    ["oui merci", "c'est bon", "c'est nul", "je ne sais pas", "raconte une blague", "cofinancement", "le FEDER", "lol"],
)
def test_neither(text: str) -> None:
    assert not tells(text)
    assert not asks(text)


def test_words_that_ask_nothing_keep_their_facts_whatever_they_were_taken_for(values: Callable) -> None:
    assert values("les élus veulent se jumeler avec le Bénin", "country", "define_term") == ["BJ"]
    assert values("c'est quoi un jumelage avec le Bénin", "country", "define_term") == []
