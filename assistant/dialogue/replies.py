"""What goes back to the person: plain text that stands alone, choices, and rich content for those who can draw it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from zlib import crc32

from assistant.dialogue.rich.messages import Custom
from assistant.nlu.entities import Value

NOW = "now"
"""Value of ``question`` on the button that asks for the programmes without further questions."""
ANOTHER = "another"
"""Value of ``question`` on the button that sets the project aside for another one."""


@dataclass(frozen=True)
class Button:
    """A choice. ``payload`` is what the channel sends back: ``/intent{"entity":"value"}``."""

    title: str
    payload: str


def choice(title: str, intent: str, **entities: Value) -> Button:
    """A button that says ``intent`` with ``entities``."""
    values = json.dumps(entities, ensure_ascii=False, separators=(",", ":")) if entities else ""
    return Button(title, f"/{intent}{values}")


NOW_BUTTON = choice("Voir les programmes maintenant", "inform", question=NOW)


def meaning(payload: str) -> tuple[str, dict[str, Value]]:
    """The intent and the entities that a button's ``payload`` says."""
    intent, brace, values = payload.lstrip("/").partition("{")
    return intent, json.loads(brace + values) if brace else {}


def mark(text: str) -> int:
    """What the memory holds of a text that was said."""
    return crc32(text.encode())


@dataclass(frozen=True)
class Reply:
    """One message. Either its ``text``, or the name of a ``response`` of domain.yml filled with ``values``.

    ``opening`` is said before it, in the same message. ``later`` does what may take seconds (a mail server) away from
    the other conversations, and gives the replies that follow.
    """

    text: str | None = None
    response: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    buttons: tuple[Button, ...] = ()
    custom: Custom | None = None
    opening: "Reply | None" = None
    later: "Callable[[], list[Reply]] | None" = None


def say(response: str, *buttons: Button, **values: str) -> Reply:
    """A sentence of domain.yml."""
    return Reply(response=response, buttons=buttons, values=values)


def tell(text: str, *buttons: Button, custom: Custom | None = None) -> Reply:
    """A text made from the base."""
    return Reply(text=text, buttons=buttons, custom=custom)
