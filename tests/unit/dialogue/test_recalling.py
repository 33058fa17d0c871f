"""Questions known by their words: what was said, why it is proposed; a question missed, regrets."""

import pytest

from assistant.dialogue import orientation
from assistant.dialogue.replies import Reply
from assistant.dialogue.state import State
from assistant.dialogue.turns import answer
from assistant.dialogue.world import World
from tests.unit.dialogue.turns import turn


def _never(*_: object) -> list[Reply]:
    raise AssertionError("the intent's own handler has nothing to say here")


def answered(intent: str, text: str, state: State, world: World) -> str:
    replies = answer(_never, turn(intent, text, 0.6), state, world, begins=True)
    return "\n".join(r.text or r.response or "" for r in replies)


@pytest.fixture
def told(state: State, world: World) -> State:
    orientation.hear_project(
        turn(
            "describe_project", "un échange de chorales avec une ville grecque",
            holder_type="association", place="63", country="GR", theme="culture", amount=9000,
        ),
        state,
        world,
    )  # fmt: skip
    return state


@pytest.fixture
def proposed(told: State, world: World) -> State:
    orientation.yes(turn("affirm"), told, world)
    assert told.memory.recommended
    return told


@pytest.mark.parametrize("text", ["récapitulez svp", "faites le point", "redites-moi mon projet"])
def test_the_project_is_said_again(told: State, world: World, text: str) -> None:
    said = answered("ask_help", text, told, world)

    assert "Budget : 9 000 €" in said
    assert "Puy-de-Dôme" in said


def test_one_fact_is_said_again(told: State, world: World) -> None:
    said = answered("ask_budget", "quel montant j'avais mis déjà ?", told, world)

    assert said.startswith("J'ai noté : budget : 9 000 €.")


def test_what_is_proposed_is_recalled_too(proposed: State, world: World) -> None:
    assert "utter_proposed_before" in answered("ask_help", "récapitulez", proposed, world)


@pytest.mark.parametrize(
    "text", ["pourquoi vous me conseillez ceux-là ?", "pk ces programmes", "en quoi ça me convient"]
)
@pytest.mark.parametrize("intent", ["ask_privacy", "ask_help", "complain"])
def test_why_it_is_proposed(proposed: State, world: World, text: str, intent: str) -> None:
    said = answered(intent, text, proposed, world)

    first = world.base.programmes[proposed.memory.recommended[0]]
    assert f"« {first.name} »" in said
    assert "Thème couvert" in said


def test_some_of_them_are_partners_once_they_were_asked_about(told: State, world: World) -> None:
    answered("ask_programme", "il faut combien de partenaires ?", told, world)

    orientation.hear_project(turn("inform", "nous en avons cinq pour le moment"), told, world)

    assert told.partner_count == 5


def test_a_question_that_was_missed_is_asked(told: State, world: World) -> None:
    assert answered("complain", "vous ne m'avez pas demandé la durée", told, world) == "utter_ask_duration_months"


@pytest.mark.parametrize(
    "text", ["désolée d'avoir été sèche", "ok sorry", "excusez-moi pour mes mots de tout à l'heure"]
)
def test_an_apology_is_no_farewell(told: State, world: World, text: str) -> None:
    assert answered("goodbye", text, told, world).startswith("utter_apology_accepted")


def test_uselessness_told_to_its_face_is_anger(told: State, world: World) -> None:
    replies = answer(_never, turn("deny", "vous êtes vraiment inutile", 0.8), told, world, begins=True)

    assert replies[0].response == "utter_complaint"
