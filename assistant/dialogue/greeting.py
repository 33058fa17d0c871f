"""How a conversation begins and how its questions stop: «bonjour», «on laisse tomber»."""

import re
from dataclasses import replace

from assistant.dialogue import details, recalling
from assistant.dialogue.answering import takes_back
from assistant.dialogue.asides import removed_fact
from assistant.dialogue.collect import told_by
from assistant.dialogue.orientation import hear_project
from assistant.dialogue.questions import next_step, resume
from assistant.dialogue.replies import Reply, choice, say
from assistant.dialogue.state import READINESS, State, Turn
from assistant.dialogue.world import World
from assistant.text import key

_GOES_ON = re.compile(r"\b(?:reven(?:ons|ez)|repren(?:ons|ez)|continu(?:ons|ez))\b")


def stop(turn: Turn, state: State, world: World) -> list[Reply]:
    """Stop asking; the answers are kept. «On laisse tomber l'Espagne» stops nothing, but corrects."""
    if (later := details.put_off(turn)) is not None:
        return details.leave(later, state, world)
    if _GOES_ON.search(key(turn.text)) and state.anything_known:
        return [*recalling.recall(turn, state, world), *resume(state, world)]
    if removed_fact(turn, state) or takes_back(turn, state) or (turn.taken_back and told_by(turn)):
        return hear_project(replace(turn, intent="correct"), state, world)
    state.memory.pending = state.memory.interrupted = None
    return [say("utter_stopped")]


def greet(turn: Turn, state: State, world: World) -> list[Reply]:
    """Say what the assistant can do; a person in the middle of the questions gets the pending one back."""
    if any(e.entity in ("holder_type", "place", "country", "goal", "theme") for e in turn.entities):
        return [say("utter_welcome"), *hear_project(turn, state, world)]
    if state.anything_known or state.memory.pending == READINESS:
        return [say("utter_welcome_back"), *(resume(state, world) or next_step(state, world))]
    return [say("utter_welcome", *START)]


START = (
    choice("Trouver un financement", "describe_project"),
    choice("Trouver un partenaire", "ask_partner"),
    choice("Qui peut m'aider ?", "ask_organisation"),
    choice("Que savez-vous faire ?", "ask_help"),
)
