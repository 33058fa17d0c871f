"""The state in the slots and back."""

from assistant.dialogue.state import Memory, State, Turn


def test_the_state_survives_the_slots() -> None:
    state = State(
        goal="political", partner_countries=["IT"], budget=20000.0, memory=Memory(pending="themes", asked=["goal"])
    )

    assert State.from_slots(state.to_slots()) == state


def test_reading_the_slots_leaves_them_alone() -> None:
    # GIVEN the slots of a conversation
    slots = State(memory=Memory(asked=["goal"])).to_slots()

    # WHEN the state read from them changes
    State.from_slots(slots).memory.asked.append("themes")

    # THEN the change can be seen by comparing with them
    assert slots["memory"]["asked"] == ["goal"]


def test_slots_of_an_older_version_are_read() -> None:
    assert State.from_slots({"memory": {"pending": "goal", "gone": 1}}).memory.pending == "goal"
    assert State.from_slots({}) == State()


def test_a_button_says_no_words() -> None:
    pressed = Turn.from_parse({
        "text": '/inform{"goal":"political"}', "intent": {"name": "inform", "confidence": 1.0},
        "entities": [{"entity": "goal", "value": "political"}],
    })  # fmt: skip

    assert (pressed.text, pressed.intent, pressed.values("goal")) == ("", "inform", ("political",))
