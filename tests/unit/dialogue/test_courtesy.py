"""Who writes in another language is told once, in that language, that the answers are in French."""

from assistant.dialogue.courtesy import answers_in_french
from assistant.dialogue.orientation import restart
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
