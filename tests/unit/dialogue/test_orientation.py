"""The walk through the questions, turn by turn."""

import pytest

from assistant.dialogue import greeting, orientation, questions
from assistant.dialogue.replies import Reply
from assistant.dialogue.state import RECAP, State
from assistant.dialogue.world import World
from tests.unit.dialogue.turns import turn


def said(replies: list[Reply]) -> str:
    return "\n".join(r.text or r.response or "" for r in replies)


@pytest.fixture
def twinning(state: State, world: World) -> State:
    """A whole project told at once."""
    told = turn(
        "describe_project", "nous voulons nous jumeler avec une ville italienne",
        holder_type="commune", place="43", country="IT", goal="political", amount=20000,
    )  # fmt: skip
    orientation.hear_project(told, state, world)
    return state


def test_a_project_told_at_once_is_recapped_not_questioned(twinning: State) -> None:
    assert twinning.memory.pending == RECAP
    assert twinning.memory.asked == []


def test_the_recap_shows_what_was_understood(twinning: State, world: World) -> None:
    recap = questions.recap(twinning, world)

    for words in ("commune", "Haute-Loire", "Italie", "20 000 €"):
        assert words in (recap.text or "")
    assert [b.payload for b in recap.buttons] == ["/affirm", "/deny"]


def test_yes_to_the_recap_recommends(twinning: State, world: World) -> None:
    answer = said(orientation.yes(turn("affirm"), twinning, world))

    assert twinning.memory.recommended[0] == "cerv-jumelage-de-villes-2021-2027"
    for words in ("23 septembre 2026", "septembre 2027", "04 72 77 87 67", "vérifié le 23 novembre 2026"):
        assert words in answer


def test_no_to_the_recap_asks_what_to_change(twinning: State, world: World) -> None:
    (reply,) = orientation.no(turn("deny"), twinning, world)

    assert reply.response == "utter_what_to_change"
    assert '/correct{"question":"budget"}' in [b.payload for b in reply.buttons]


def test_the_chosen_question_is_asked_again(twinning: State, world: World) -> None:
    (reply,) = orientation.hear_project(turn("correct", question="budget"), twinning, world)

    assert (reply.response, twinning.memory.pending) == ("utter_ask_budget", "budget")


def test_a_correction_after_the_recommendation_recomputes_it(twinning: State, world: World) -> None:
    orientation.yes(turn("affirm"), twinning, world)

    answer = said(orientation.hear_project(turn("correct", country="SN"), twinning, world))

    assert "Sénégal" in answer
    assert "cerv-jumelage-de-villes-2021-2027" not in twinning.memory.recommended


def test_what_is_known_is_not_asked(state: State, world: World) -> None:
    orientation.hear_project(turn("describe_project", holder_type="association", place="63"), state, world)

    while (asked := state.memory.pending) != RECAP:
        assert asked not in ("holder_type", "territory")
        orientation.does_not_know(turn("unsure"), state, world)


def test_not_knowing_is_helped_once_then_accepted(state: State, world: World) -> None:
    questions.next_step(state, world)
    first = state.memory.pending

    *_, help_given = orientation.does_not_know(turn("unsure"), state, world)
    then = orientation.does_not_know(turn("unsure"), state, world)

    assert help_given.response == f"utter_explain_{first}"
    assert then[0].response == "utter_noted_unknown"
    assert first in state.memory.skipped
    assert state.memory.pending != first


def test_questions_come_to_an_end(state: State, world: World) -> None:
    questions.next_step(state, world)

    for _ in range(2 * questions.MOST_QUESTIONS):
        if state.memory.pending == RECAP:
            break
        orientation.does_not_know(turn("unsure"), state, world)

    assert state.memory.pending == RECAP


def test_the_pending_question_comes_back_after_another_answer(state: State, world: World) -> None:
    questions.next_step(state, world)
    pending = state.memory.pending

    (again,) = questions.resume(state, world)

    assert again.response == f"utter_ask_{pending}"


def test_nothing_comes_back_when_nothing_was_asked(state: State, world: World) -> None:
    assert questions.resume(state, world) == []


def test_what_was_heard_beside_the_question_is_acknowledged(state: State, world: World) -> None:
    questions.next_step(state, world)

    replies = orientation.hear_project(turn("inform", place="43"), state, world)

    assert replies[0].text == "C'est noté : Haute-Loire."


def test_beginning_again_forgets(twinning: State, world: World) -> None:
    orientation.restart(turn("restart"), twinning, world)

    assert not twinning.anything_known
    assert twinning.project_text == ""
    assert twinning.memory.pending == "goal"


def test_stopping_keeps_the_answers(twinning: State, world: World) -> None:
    greeting.stop(turn("stop"), twinning, world)

    assert twinning.holder_type == "commune"
    assert questions.resume(twinning, world) == []


def test_a_greeting_that_tells_a_project_is_heard(state: State, world: World) -> None:
    greeting.greet(turn("greet", holder_type="commune"), state, world)

    assert state.holder_type == "commune"


def test_a_new_project_does_not_inherit_the_old_one(twinning: State, world: World) -> None:
    told = turn("describe_project", "Nouveau projet : une association, de l'eau au Togo", country="TG", theme="water")

    orientation.hear_project(told, twinning, world)

    assert (twinning.partner_countries, twinning.themes, twinning.budget) == (["TG"], ["water"], None)


def test_once_the_recap_is_shown_a_country_replaces_the_other(twinning: State, world: World) -> None:
    orientation.hear_project(turn("inform", "l'Espagne", country="ES"), twinning, world)
    assert twinning.partner_countries == ["ES"]

    orientation.hear_project(turn("inform", "et aussi le Portugal", country="PT"), twinning, world)
    assert twinning.partner_countries == ["ES", "PT"]


def test_the_bare_name_of_a_fact_asks_its_question(twinning: State, world: World) -> None:
    (reply,) = orientation.hear_project(turn("correct", "le budget"), twinning, world)

    assert reply.response == "utter_ask_budget"


def test_what_changes_nothing_does_not_start_again(twinning: State, world: World) -> None:
    orientation.yes(turn("affirm"), twinning, world)

    replies = orientation.hear_project(turn("inform", "20 000 euros", amount=20000), twinning, world)

    assert [r.response for r in replies] == ["utter_nothing_changed"]
