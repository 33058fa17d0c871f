"""«Et si nous étions une association ?»: the answer tells what it would change, and nothing known changes."""

import pytest

from assistant.dialogue.orientation import hear_project
from assistant.dialogue.state import State, Turn
from assistant.dialogue.supposing import without_supposed
from assistant.dialogue.turns import answer
from assistant.dialogue.world import World
from assistant.nlu.entities import Entity

SUPPOSED = "et si nous étions une association ?"


def saying(text: str, said: str, code: str, kind: str = "holder_type", intent: str = "correct") -> Turn:
    start = text.index(said)
    return Turn(text, intent, (Entity(kind, code, said, start, start + len(said)),))


@pytest.fixture
def commune() -> State:
    return State(holder_type="commune", territory="63", partner_countries=["DE"], project_text="jumelage avec Fulda")


def test_the_holder_stays_and_what_would_change_is_told(world: World, commune: State) -> None:
    replies = answer(hear_project, saying(SUPPOSED, "association", "association"), commune, world, True)

    assert commune.holder_type == "commune"
    assert replies[0].text is not None
    assert replies[0].text.startswith("Avec porteur : association, ")
    assert "Je garde ce que vous m'aviez dit (porteur : commune)." in replies[0].text


def test_nothing_is_noted_of_a_supposition_when_nothing_is_known(world: World, state: State) -> None:
    replies = answer(hear_project, saying(SUPPOSED, "association", "association"), state, world, True)

    assert state.holder_type is None
    assert replies[0].text is not None
    assert "Je ne note rien." in replies[0].text


def test_a_question_that_supposes_is_answered_as_it_is() -> None:
    text = "si nous étions une commune, aurions-nous droit à plus ?"

    kept, unreal = without_supposed(saying(text, "commune", "commune", intent="ask_legal"))

    assert kept.intent == "ask_legal"
    assert kept.entities == ()
    assert unreal is not None


def test_what_is_stated_beside_a_supposition_counts(world: World, commune: State) -> None:
    text = "si la mairie portait, combien ? Au Togo"
    said = saying(text, "mairie", "association")
    country = saying(text, "Togo", "TG", "country").entities

    answer(hear_project, Turn(text, "correct", (*said.entities, *country)), commune, world, True)

    assert (commune.holder_type, commune.partner_countries) == ("commune", ["TG"])
