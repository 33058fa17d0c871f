"""The theme of a word that no list knows."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.nlu.components import EntityReader
from assistant.nlu.entities import Entity, Reading
from assistant.nlu.extract import Extractor
from assistant.nlu.message import Message
from assistant.nlu.nearest import NearestTheme, Vectors
from assistant.programmes.base import Base
from benchmarks.evaluation.theme_words import CHOOSING, REPORTING, nearest_theme, read_words, score

if TYPE_CHECKING:
    from assistant.model import Model

DRYER = "Notre association veut un séchoir à mangues avec des amis du Togo"


@pytest.fixture(scope="module")
def nearest(base: Base) -> NearestTheme:
    return nearest_theme(base)


def test_half_of_the_words_that_chose_nothing_is_read_as_well_as_it_is_told(nearest: NearestTheme) -> None:
    found, ordinary = score(read_words(REPORTING), nearest)

    assert found.precision >= 0.85
    assert found.recall >= 0.15
    assert ordinary <= 2


def test_no_word_is_in_both_halves() -> None:
    assert not read_words(CHOOSING).keys() & read_words(REPORTING).keys()


@pytest.mark.parametrize("word", ["partenaires", "financier", "bonjour", "territoire", "entreprise"])
def test_ordinary_talk_has_no_theme(nearest: NearestTheme, word: str) -> None:
    near = nearest.nearest([word])[0]

    assert near is not None
    assert not near.holds()


def test_a_word_without_vector_is_close_to_nothing(nearest: NearestTheme) -> None:
    assert nearest.nearest(["zzgrblx", "mangues"])[0] is None
    assert nearest.nearest([]) == []


def test_words_in_one_call_or_each_in_its_own_are_the_same(nearest: NearestTheme, base: Base) -> None:
    words = ["mangues", "reggae", "chouette"]
    apart = nearest_theme(base)

    for together, alone in zip(nearest.nearest(words), (apart.nearest([word])[0] for word in words), strict=True):
        assert together
        assert alone
        assert together.theme == alone.theme
        assert together.closeness == pytest.approx(alone.closeness, abs=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        "Nous cherchons des partenaires et un appui financier",
        "We want to grow mangues with our partner town and we need funding for the project",
        # words of the lists are left to them, meant or not
        "Nous partons avec notre église",
        "",
    ],
)
def test_nothing_is_found_where_no_word_is_sure(nearest: NearestTheme, text: str) -> None:
    assert nearest.find(Message(text), []) == []


def test_the_surest_word_is_the_one_that_is_found(nearest: NearestTheme) -> None:
    text = "Un séchoir à Mangues"

    assert nearest.find(Message(text), []) == [Reading("theme", "agriculture", 13, 20, 30.0, inferred=True)]


def test_words_that_are_read_otherwise_are_left_alone(nearest: NearestTheme) -> None:
    text = "Un séchoir à mangues"

    assert nearest.find(Message(text), [Reading("holder_type", "cooperative", 13, 20, 50.0)]) == []
    assert nearest.find(Message(text), [Reading("theme", "water", 0, 2, 50.0)]) == []


def _themes(extractor: Extractor, text: str, intent: str | None = "describe_project") -> list[tuple[str, str, bool]]:
    return [(str(e.value), e.text, e.inferred) for e in extractor.extract(text, intent) if e.entity == "theme"]


def test_only_a_message_that_describes_a_project_has_an_inferred_theme(extractor: Extractor) -> None:
    assert _themes(extractor, DRYER) == [("agriculture", "mangues", True)]
    for intent in (None, "inform", "ask_partner", "out_of_scope", "define_term"):
        assert _themes(extractor, DRYER, intent) == []


def test_a_theme_of_the_lists_is_enough_and_is_not_inferred(extractor: Extractor) -> None:
    assert _themes(extractor, DRYER + " et un forage") == [("water", "forage", False)]


def test_what_is_denied_has_no_theme(extractor: Extractor) -> None:
    assert _themes(extractor, "Un projet avec le Togo, mais pas de mangues") == []


def test_a_caller_can_tell_an_inference() -> None:
    told = Entity("theme", "water", "puits", 0, 5)
    guessed = Entity("theme", "agriculture", "mangues", 0, 7, inferred=True)

    assert "inferred" not in EntityReader._as_rasa(told)
    assert EntityReader._as_rasa(guessed)["inferred"] is True


def test_vectors_that_are_not_there_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="key2row"):
        Vectors(tmp_path)


def test_the_trained_model_tells_it_too(model: "Model") -> None:
    found = asyncio.run(model.understand(DRYER))

    assert [(e["value"], e.get("inferred")) for e in found["entities"] if e["entity"] == "theme"] == [
        ("agriculture", True)
    ]
