"""What is told and answers no question: it is kept and said to be, and never taken for a refusal."""

import pytest

from assistant.dialogue import details, greeting, orientation, repair
from assistant.dialogue.replies import Reply
from assistant.dialogue.state import RECAP, State
from assistant.dialogue.turns import answer
from assistant.dialogue.world import World
from tests.unit.dialogue.turns import turn


def responses(replies: list[Reply]) -> list[str]:
    return [r.response or "" for r in replies]


@pytest.fixture
def recapped(state: State, world: World) -> State:
    told = turn(
        "describe_project", "un échange de chorales avec une ville grecque",
        holder_type="association", place="63", country="GR", theme="culture", amount=9000,
    )  # fmt: skip
    orientation.hear_project(told, state, world)
    assert state.memory.pending == RECAP
    return state


@pytest.mark.parametrize("text", ["ils viendront à trente", "22 choristes", "le maire prête la salle"])
@pytest.mark.parametrize("intent", ["inform", "deny"])
def test_a_detail_told_at_the_recap_is_no_correction(recapped: State, world: World, text: str, intent: str) -> None:
    heard = orientation.no if intent == "deny" else orientation.hear_project

    replies = heard(turn(intent, text), recapped, world)

    assert responses(replies) == ["utter_detail_noted", "utter_recap_again"]
    assert text in recapped.project_text


@pytest.mark.parametrize("text", ["ce n'est pas ça", "non c'est faux"])
def test_what_contests_the_recap_still_asks_what_to_change(recapped: State, world: World, text: str) -> None:
    assert responses(orientation.no(turn("deny", text), recapped, world)) == ["utter_what_to_change"]


def test_nothing_to_change_agrees_with_the_recap(recapped: State, world: World) -> None:
    orientation.no(turn("deny", "non, rien à changer"), recapped, world)

    assert recapped.memory.recommended


def test_facts_that_change_nothing_are_not_read_out_again(recapped: State, world: World) -> None:
    replies = orientation.hear_project(turn("inform", "c'est bien avec des Grecs", country="GR"), recapped, world)

    assert responses(replies) == ["utter_detail_noted", "utter_recap_again"]


def test_what_is_done_is_no_matter_out_of_scope(state: State, world: World) -> None:
    orientation.hear_project(turn("inform", holder_type="association", place="63", country="BJ"), state, world)

    replies = repair.decline(turn("out_of_scope", "apprendre la couture à des mamans", 0.9), state, world)

    assert "utter_out_of_scope" not in responses(replies)
    assert "couture" in state.project_text


def test_chatter_stays_out_of_scope(state: State, world: World) -> None:
    orientation.hear_project(turn("inform", holder_type="association", place="63", country="BJ"), state, world)

    replies = repair.decline(turn("out_of_scope", "raconte une blague", 0.9), state, world)

    assert responses(replies)[0] == "utter_out_of_scope"


def test_a_statement_half_taken_for_a_question_is_heard(state: State, world: World) -> None:
    orientation.hear_project(turn("inform", holder_type="association", place="63"), state, world)

    def never(*_: object) -> list[Reply]:
        raise AssertionError

    replies = answer(never, turn("ask_legal", "nous n'avons pas encore de bureau", 0.6), state, world, begins=True)

    assert replies[0].response == "utter_detail_noted"


def test_a_sure_question_is_answered_as_one(state: State, world: World) -> None:
    orientation.hear_project(turn("inform", holder_type="association", place="63"), state, world)
    asked = turn("ask_legal", "est-ce que nous avons le droit", 0.6)

    (reply,) = answer(lambda *_: [Reply(text="la loi")], asked, state, world, begins=True)

    assert reply.text == "la loi"


def test_money_asked_for_is_no_matter_out_of_scope(state: State, world: World) -> None:
    replies = repair.decline(turn("out_of_scope", "combien verse le FEDER", 0.9), state, world)

    assert "utter_out_of_scope" not in responses(replies)


def test_a_fact_left_for_later_does_not_stop_the_conversation(state: State, world: World) -> None:
    orientation.hear_project(turn("inform", holder_type="association", place="63", country="BJ"), state, world)

    replies = greeting.stop(turn("stop", "la durée, on verra plus tard"), state, world)

    assert replies[0].response == "utter_noted_unknown"
    assert "duration_months" in state.memory.skipped


def test_what_nobody_knows_is_not_asked_again_though_other_facts_are_told(state: State, world: World) -> None:
    orientation.hear_project(turn("inform", holder_type="commune", place="15", theme="culture"), state, world)
    state.memory.pending = "budget"

    orientation.hear_project(turn("inform", "le budget je ne sais pas, c'est au Liban", country="LB"), state, world)

    assert state.memory.pending != "budget"
    assert details.is_unknown(turn("inform", "le budget je ne sais pas"), "budget")


def test_an_own_share_is_said_to_be_heard(state: State, world: World) -> None:
    from assistant.dialogue.state import Turn
    from assistant.nlu.entities import Entity

    orientation.hear_project(turn("inform", holder_type="association", place="63"), state, world)
    share = Turn("on met 3 000 euros", "inform", (Entity("amount", 3000, "3 000 euros", 6, 17, "own_share"),))

    replies = orientation.hear_project(share, state, world)

    assert "3 000 €" in (replies[0].text or "")
    assert state.budget is None


def test_a_question_that_has_no_answer_gives_way_after_a_while(state: State, world: World) -> None:
    orientation.hear_project(turn("inform", holder_type="association"), state, world)
    first = state.memory.pending

    for told in ({"place": "63"}, {"amount": 9000}, {"duration": 12}):
        orientation.hear_project(turn("inform", **told), state, world)

    assert first in state.memory.skipped
    assert state.memory.pending != first


def test_what_the_recap_has_shown_is_not_asked_after_a_correction(recapped: State, world: World) -> None:
    orientation.hear_project(turn("correct", question="partner_countries"), recapped, world)
    orientation.hear_project(turn("inform", "la Slovénie", country="SI"), recapped, world)

    assert recapped.memory.pending == RECAP
