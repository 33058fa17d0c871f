"""Nothing in an answer about a programme that is over lets think that one may still apply to it."""

from dataclasses import replace
from datetime import date

from turns import turn

from assistant.dialogue import catalogue, guidance
from assistant.dialogue.state import State
from assistant.dialogue.world import World
from assistant.matching.grants import estimate

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


def test_the_money_of_a_closed_programme_comes_with_its_end_and_without_an_estimate(state: State, world: World) -> None:
    state.budget = 30000
    for identifier, alive in (("leader-plus-2000-2006", False), ("leader-2023-2027-ara", True)):
        programme = world.base.programmes[identifier]
        reply = guidance.explain_money(turn("ask_budget", programme=identifier), state, world)[0]
        assert programme.name in reply.text
        assert ("est terminé" in reply.text) is not alive


def test_no_estimate_is_made_of_what_a_closed_programme_would_pay(state: State, world: World) -> None:
    state.budget = 30000
    closed = next(
        one
        for one in world.base.programmes.values()
        if world.status(one) == "closed" and (given := estimate(state.facts(world.as_of), one)) and given.grant
    )
    estimated = estimate(state.facts(world.as_of), closed)
    reply = guidance.explain_money(turn("ask_budget", programme=closed.id), state, world)[0]

    assert estimated is not None
    assert estimated.text not in reply.text
