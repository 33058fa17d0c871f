"""An answer as a platform without our buttons reads it: plain text under its limit, choices to answer in a message."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.dialogue.replies import meaning

BY_NUMBER = "Répondez par un numéro, ou avec vos mots."
IN_WORDS = "Répondez avec vos mots."


@dataclass(frozen=True)
class Shown:
    """One message. ``choices``: titles; ``last``: whether they are those that a number, or a press, would mean."""

    text: str
    choices: tuple[str, ...] = ()
    last: bool = False
    quantities: bool = False
    """The choices are amounts or numbers: «2» would be one rather than the second choice."""

    @property
    def ranked(self) -> bool:
        """Whether a number says which choice."""
        return self.last and not self.quantities

    @property
    def how(self) -> str:
        """How to choose, said below the last list alone."""
        return "" if not self.last else BY_NUMBER if self.ranked else IN_WORDS

    @property
    def in_words(self) -> str:
        """The text with its choices below it."""
        if not self.choices:
            return self.text
        listed = [f"{rank}. {title}" if self.ranked else f"- {title}" for rank, title in enumerate(self.choices, 1)]
        return "\n".join(filter(None, [self.text, *listed, self.how])).strip()


def shown(answer: Sequence[Mapping[str, Any]]) -> list[Shown]:
    """The messages of an answer (``text``, ``buttons``); rich content is left out, the text stands without it."""
    told = [message for message in answer if message.get("text")]
    listed = [place for place, message in enumerate(told) if message.get("buttons")]
    return [
        Shown(
            message["text"],
            tuple(button["title"] for button in message.get("buttons") or ()),
            last=place == max(listed, default=None),
            quantities=any(_is_quantity(button["payload"]) for button in message.get("buttons") or ()),
        )
        for place, message in enumerate(told)
    ]


def _is_quantity(payload: str) -> bool:
    _, values = meaning(payload)
    return any(isinstance(value, int | float) for value in values.values())


def split(text: str, most: int) -> list[str]:
    """``text`` in parts of at most ``most`` characters, cut at the end of a line, else of a word, else anywhere."""
    parts = []
    text = text.strip()
    while len(text) > most:
        end = max(text.rfind("\n", 0, most + 1), 0) or max(text.rfind(" ", 0, most + 1), 0) or most
        parts.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [*parts, text] if text else parts


def all_within(titles: Iterable[str], most: int, characters: int) -> bool:
    """Whether there are at most ``most`` titles of at most ``characters``, all different."""
    titles = list(titles)
    return len(titles) == len(set(titles)) <= most and all(len(title) <= characters for title in titles)
