"""Nothing in an answer about a programme that is over lets think that one may still apply to it."""

from dataclasses import replace
from datetime import date

from turns import turn

from assistant.dialogue import catalogue, guidance
from assistant.dialogue.state import State
from assistant.dialogue.world import World

OVER, ALIVE, PROPOSED = "equal-2000-2006", "cerv-jumelage-de-villes-2021-2027", "agoraeu-2028-2034"


def test_the_way_to_apply_is_told_of_living_programmes_only(state: State, world: World) -> None:
    for identifier in (OVER, PROPOSED, ALIVE):
        (reply,) = guidance.explain_steps(turn("ask_steps", programme=identifier), state, world)
        told = [step for step in world.base.programmes[identifier].steps if step in reply.text]
        assert bool(told) is (identifier == ALIVE), identifier


def test_a_sheet_offers_to_apply_to_living_programmes_only(state: State, world: World) -> None:
    for identifier in (OVER, PROPOSED, ALIVE):
        (reply,) = catalogue.present_programme(turn("ask_programme", programme=identifier), state, world)
        offered = any("ask_steps" in button.payload for button in reply.buttons)
        assert offered is (identifier == ALIVE), identifier


def test_a_programme_that_was_alive_on_the_day_of_the_answer_is_told_as_such(state: State, world: World) -> None:
    then = replace(world, as_of=date(2003, 6, 1))
    (reply,) = catalogue.present_programme(turn("ask_programme", programme=OVER), state, then)

    assert "est terminé" not in reply.text


def test_a_list_says_where_no_call_is_announced_any_more(state: State, world: World) -> None:
    asked = turn("ask_succession", programme="interreg-v-b-sudoe")
    (reply,) = catalogue.tell_succession(asked, state, world)

    assert "(aucun autre appel annoncé avant la période 2028-2034)" in reply.text
