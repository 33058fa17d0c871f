"""Wordings take turns, and nothing is said twice in a row as if it were new."""

from actions.base import _begin_turn
from actions.wording import Wording
from assistant.dialogue.replies import choice, say, tell
from assistant.dialogue.state import Memory, State

RESPONSES = {
    "utter_ask": [
        {"text": "Où ?", "buttons": [{"title": "Ici", "payload": '/inform{{"place":"43"}}'}]},
        {"text": "Dans quel lieu ?"},
    ],
    "utter_back": [{"text": "Revenons à {known}."}],
}


def test_wordings_take_turns() -> None:
    wording = Wording(RESPONSES, Memory())

    said = [wording.word(say("utter_ask")).text for _ in range(3)]

    assert said == ["Où ?", "Dans quel lieu ?", "Où ?"]


def test_buttons_of_the_domain_come_first_and_are_payloads() -> None:
    message = Wording(RESPONSES, Memory()).word(say("utter_ask", choice("Je ne sais pas", "unsure")))

    assert [b.payload for b in message.buttons] == ['/inform{"place":"43"}', "/unsure"]


def test_an_opening_is_said_before_in_the_same_message() -> None:
    reply = tell("Est-ce bien cela ?")
    opened = type(reply)(text=reply.text, opening=say("utter_back", known="votre puits"))

    assert Wording(RESPONSES, Memory()).word(opened).text == "Revenons à votre puits. Est-ce bien cela ?"


def test_the_same_sentence_in_two_turns_is_said_again_as_such() -> None:
    state = State()
    texts = []
    for number in (1, 2, 3):
        assert _begin_turn(state, number)
        texts.append(Wording(RESPONSES, state.memory).word(tell("Le taux est de 80 %.")).text)

    assert texts[0] == "Le taux est de 80 %."
    assert len(set(texts)) == 3


def test_two_actions_of_one_turn_do_not_count_as_two_turns() -> None:
    state = State()
    _begin_turn(state, 1)
    Wording(RESPONSES, state.memory).word(tell("Bonjour."))

    assert not _begin_turn(state, 1)
    assert Wording(RESPONSES, state.memory).word(tell("Bonjour.")).text == "Bonjour."
