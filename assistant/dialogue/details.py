"""What is told of the project and states no fact that a question asks for: «ils sont 26», «le maire y tient».

And what is said to be unknown, or left for later, beside the question that is asked.
"""

import re

from assistant.dialogue.answering import SUBJECT
from assistant.dialogue.collect import add_to_description
from assistant.dialogue.questions import explain_again, named_in, next_step, resume
from assistant.dialogue.replies import Reply, say
from assistant.dialogue.state import FACTS, RECAP, State, Turn
from assistant.dialogue.world import World
from assistant.nlu.asking import tells
from assistant.text import key

_LATER = re.compile(r"\b(?:plus tard|verra|verrons|apres|une autre fois|pas (?:encore )?(?:decide|arrete|fixe))\b")
_UNKNOWN = re.compile(
    r"\b(?:aucune idee|(?:sai[st]|savons|connai\w+) (?:pas|rien)|pas (?:encore )?(?:d idee|chiffre|arrete|fixe|"
    r"decide|defini)"
    r"|on verra|a (?:voir|definir|chiffrer|preciser))\b"
)


def is_a_detail(turn: Turn, state: State) -> bool:
    """Whether the words tell something while a project is being told."""
    being_told = state.memory.pending in (*FACTS, RECAP) or (state.anything_known and not state.memory.recommended)
    return being_told and tells(turn.text)


def note(turn: Turn, state: State, world: World) -> list[Reply]:
    """Keep the words as part of the description, say so, and go on; a question on the subject is explained once."""
    pending = state.memory.pending
    learnt = add_to_description(turn, state)
    noted = say("utter_detail_noted")
    if pending == RECAP and not learnt:
        return [noted, *resume(state, world)]
    if pending in SUBJECT and not state.known(str(pending)) and pending not in state.memory.helped:
        return [noted, *explain_again(str(pending), state, world)]
    return [noted, *next_step(state, world)]


def put_off(turn: Turn) -> str | None:
    """The one fact that «le budget, on verra plus tard» leaves for later."""
    words = key(turn.text)
    named = named_in(words.split())
    return named[0] if len(named) == 1 and _LATER.search(words) else None


def leave(name: str, state: State, world: World) -> list[Reply]:
    """Go on without that fact, where it is not known already."""
    if not state.known(name) and name not in state.memory.skipped:
        state.memory.skipped.append(name)
    goes_on = state.memory.pending not in (None, name) or state.memory.recommended
    return [say("utter_noted_unknown"), *(resume(state, world) if goes_on else next_step(state, world))]


def is_unknown(turn: Turn, name: str) -> bool:
    """Whether the words say of that very fact that nobody knows it, whatever else they tell."""
    words = key(turn.text)
    return named_in(words.split()) == [name] and bool(_UNKNOWN.search(words))
