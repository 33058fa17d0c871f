"""Turns as the language model would hand them over."""

from assistant.dialogue.state import Turn
from assistant.nlu.entities import Entity, Value


def turn(intent: str, text: str = "…", confidence: float = 1.0, **entities: Value) -> Turn:
    """A turn with one entity a keyword."""
    found = tuple(Entity(kind, value, str(value), 0, 0) for kind, value in entities.items())
    return Turn(text, intent, found, confidence=confidence)
