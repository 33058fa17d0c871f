"""Every word, programme and body of the base, asked about through the trained model and the real actions.

What must be answered is read from the records themselves; statuses are those of the day below.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import pytest

from assistant.matching.words import french_date
from assistant.programmes.base import Base
from assistant.programmes.records import Organisation, Programme
from assistant.programmes.status import status_on
from assistant.text import key

DAY = date(2026, 11, 23)
_BATCHES = 6
_DEFINITION = ("c'est quoi {} ?", "{} ça veut dire quoi", "définition de {}")
_PROGRAMME = ("{} existe encore ?", "c'est quoi {} ?", "qu'est-ce qui a remplacé {} ?")
_DOORS = ("Un appel est ouvert", "Les demandes sont reçues", "Pour qui :")
"""What is said of a programme to which one can apply."""
_BODY = ("le téléphone de {}", "c'est quoi {} ?")


@pytest.fixture
def answer(model: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """What is answered to a first message, on that day."""
    monkeypatch.setenv("AS_OF", DAY.isoformat())

    def ask(text: str) -> str:
        (turn,) = asyncio.run(model.converse([text]))["turns"]
        return "\n".join(turn["bot"])

    return ask


def _batch(records: Iterable[Any], number: int) -> list[Any]:
    return list(records)[number::_BATCHES]


def _in_turn(names: Iterable[str], wordings: Sequence[str], first: int) -> list[str]:
    """Each name in one of the wordings, in turn from the ``first``: all of them, over a batch of records."""
    return [wordings[(first + n) % len(wordings)].format(name) for n, name in enumerate(dict.fromkeys(names))]


def _lacks(said: str, expected: Sequence[str]) -> list[str]:
    found = key(said)
    return [words for words in expected if key(words) not in found]


@pytest.mark.parametrize("number", range(_BATCHES))
def test_every_name_of_a_word_gives_its_definition_its_source_and_its_day(
    base: Base, answer: Callable[[str], str], number: int
) -> None:
    wrong = []
    for n, term in enumerate(_batch(base.terms.values(), number)):
        source = term.sources[0]
        expected = (term.definition, f"Source : {source.url or source.document}", f"le {french_date(term.checked)}")
        questions = _in_turn((term.term, *term.aliases), _DEFINITION, n)
        wrong += [(q, lacking) for q in questions if (lacking := _lacks(answer(q), expected))]

    assert wrong == []


def _living_in_place_of(programme: Programme, base: Base) -> list[str]:
    """Names of what lives in the place of a programme, and of its parts, any of which may be named."""
    living = base.living_successors(programme.id, DAY)
    return [p.name for p in (*living, *(part for one in living for part in base.parts(one.id)))]


@pytest.mark.parametrize("number", range(_BATCHES))
def test_every_programme_says_where_it_stands(base: Base, answer: Callable[[str], str], number: int) -> None:
    wrong = []
    for n, programme in enumerate(_batch(base.programmes.values(), number)):
        (question,) = _in_turn([programme.name], _PROGRAMME, n)
        said = answer(question)
        lacking = _lacks(said, (programme.name, "Source :"))
        if status_on(programme, DAY) == "closed":
            lacking += _lacks(said, ["est terminé"])
            living = _living_in_place_of(programme, base)
            if living and len(_lacks(said, living)) == len(living):
                lacking.append("ce qui vit à sa place")
            lacking += [f"« {door} » est dit" for door in _DOORS if door in said]
        wrong += [(question, lacking)] if lacking else []

    assert wrong == []


def _reached(body: Organisation, base: Base) -> list[str]:
    if body.status in ("merged", "dissolved"):
        successor = base.active_successor(body.id)
        return ["n'existe plus", *([successor.name] if successor else [])]
    return [body.phone] if body.phone and body.status == "active" else []


@pytest.mark.parametrize("number", range(_BATCHES))
def test_every_body_is_reached_and_explained(base: Base, answer: Callable[[str], str], number: int) -> None:
    """By its name and by its acronym; a word of the glossary may explain the body, or what it became."""
    words = {term.organisation: term.definition for term in base.terms.values() if term.organisation}
    wrong = []
    for n, body in enumerate(_batch(base.organisations.values(), number)):
        for question in _in_turn((body.name, body.acronym or body.name), _BODY, n):
            said = answer(question)
            if question.startswith("le téléphone"):
                lacking = _lacks(said, (body.name, "Source :", *_reached(body, base)))
            else:
                word = words.get(body.id) or words.get(body.successor) or body.role
                lacking = _lacks(said, ["Source :"]) + (_lacks(said, [body.role]) and _lacks(said, [word]))
            wrong += [(question, lacking)] if lacking else []

    assert wrong == []
