"""A word for those who write in another language: they are understood as well as may be, and answered in French."""

from assistant.dialogue.replies import Reply, say
from assistant.dialogue.state import State, Turn
from assistant.nlu.languages import foreign_language


def answers_in_french(turn: Turn, state: State) -> list[Reply]:
    """The first time that a message is foreign, says in both languages that the answers are in French."""
    if state.memory.told_language:
        return []
    language = foreign_language(turn.text)
    if language is None:
        return []
    state.memory.told_language = True
    return [say(f"utter_in_french_{language}")]
