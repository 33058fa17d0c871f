"""What is said beside the answer: the language, what is kept, where one was after a silence."""

from dataclasses import replace

import pytest

from assistant.dialogue import orientation
from assistant.dialogue.courtesy import answers_in_french, where_we_were, with_courtesy
from assistant.dialogue.orientation import restart
from assistant.dialogue.replies import say
from assistant.dialogue.state import State
from assistant.dialogue.world import World
from tests.unit.dialogue.turns import turn


def test_it_is_said_once(state: State) -> None:
    hello = turn("describe_project", "Hello, we are looking for a partner town")

    assert [r.response for r in answers_in_french(hello, state)] == ["utter_in_french_en"]
    assert answers_in_french(hello, state) == []


def test_it_is_not_said_again_after_a_new_start(state: State, world: World) -> None:
    hello = turn("greet", "Guten Tag, wir suchen eine Partnerstadt")
    answers_in_french(hello, state)
    restart(turn("restart", "noch einmal"), state, world)

    assert answers_in_french(hello, state) == []


def test_french_is_answered_without_a_word_on_it(state: State) -> None:
    assert answers_in_french(turn("greet", "bonjour tout le monde"), state) == []


def test_what_is_kept_is_said_once_before_the_first_answer(state: State, world: World) -> None:
    asked = turn("define_term", "c'est quoi un GECT ?")

    first = with_courtesy([say("utter_help")], asked, state, world)
    second = with_courtesy([say("utter_help")], asked, state, world)

    assert [r.response for r in first] == ["utter_what_is_kept", "utter_help"]
    assert first[0].values["days"] == "30"
    assert [r.response for r in second] == ["utter_help"]


def test_who_greets_is_greeted_first(state: State, world: World) -> None:
    replies = with_courtesy([say("utter_welcome")], turn("greet", "bonjour"), state, world)

    assert [r.response for r in replies] == ["utter_welcome", "utter_what_is_kept"]


@pytest.mark.parametrize(
    ("silence", "when"),
    [(3700.0, "il y a une heure"), (5 * 3600.0, "il y a 5 heures"), (90_000.0, "hier"), (200_000.0, "il y a 2 jours")],
)
def test_after_a_silence_the_project_is_recalled(state: State, world: World, silence: float, when: str) -> None:
    orientation.hear_project(turn("inform", holder_type="commune", place="43"), state, world)

    (recalled,) = where_we_were(replace(turn("inform", "l'Italie"), silence=silence), state, world)

    assert recalled.values == {"when": when, "known": "commune et Haute-Loire"}


def test_nothing_is_recalled_at_once_or_of_nothing(state: State, world: World) -> None:
    late = replace(turn("inform", "l'Italie"), silence=90_000.0)
    assert where_we_were(late, state, world) == []

    orientation.hear_project(turn("inform", holder_type="commune"), state, world)
    assert where_we_were(turn("inform", "l'Italie"), state, world) == []
