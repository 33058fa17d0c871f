"""Replies as they will be read: the wording of domain.yml that is due, and nothing said twice in a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.dialogue.replies import Button, Reply, mark
from assistant.dialogue.rich.messages import Custom
from assistant.dialogue.state import Memory

_AGAIN = ("Je vous le redis :", "Comme je vous le disais :")


@dataclass(frozen=True)
class Message:
    """What is sent: its text, its choices, rich content."""

    text: str
    buttons: tuple[Button, ...] = ()
    custom: Custom | None = None


class Wording:
    """Words the replies of one action, and notes in ``memory`` what was said.

    ``responses``: those of the domain, name → wordings as ``{"text", "buttons"}``, which take turns in their order.
    """

    def __init__(self, responses: Mapping[str, list[dict[str, Any]]], memory: Memory) -> None:
        self._responses = responses
        self._memory = memory

    def word(self, reply: Reply) -> Message:
        """``reply`` in words; what the last turn said word for word, and no opening brings in, is said again as such.

        Raises KeyError on a response that the domain lacks.
        """
        text, buttons = self._of_domain(reply) if reply.response else (reply.text or "", ())
        memory = self._memory
        said = mark(text)
        memory.saying = [*memory.saying, said]
        if text and said in memory.last_said and not reply.opening:
            text = f"{_AGAIN[self._turn_of('again', len(_AGAIN))]} {text}"
        opening = self.word(reply.opening).text if reply.opening else ""
        return Message(" ".join(filter(None, (opening, text))), (*buttons, *reply.buttons), reply.custom)

    def _of_domain(self, reply: Reply) -> tuple[str, tuple[Button, ...]]:
        name = str(reply.response)
        wordings = self._responses[name]
        chosen = wordings[self._turn_of(name, len(wordings))]
        buttons = (Button(b["title"], b["payload"].format_map({})) for b in chosen.get("buttons") or ())
        return chosen["text"].format_map(reply.values), tuple(buttons)

    def _turn_of(self, name: str, wordings: int) -> int:
        """Which wording is due; what has only one is not counted, so that the memory stays small."""
        if wordings == 1:
            return 0
        used = self._memory.said.get(name, 0)
        self._memory.said[name] = (used + 1) % wordings
        return used
