"""The trained Rasa model in this process, with the real actions run beside it: no port, no server.

Used by the commands ``parse`` and ``converse`` and by the conversation tests; the served assistant runs the same
model and the same actions as two processes.
"""

from __future__ import annotations

import logging
import os
import uuid
from pathlib import Path
from typing import Any

from assistant.dialogue.state import FACTS, FALLBACK
from assistant.errors import ModelUnavailable
from assistant.serving.training import MODEL_NAME
from assistant.settings import Settings

# Not a default: whoever imports Rasa sets a chattier level, which a command started from there would inherit.
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from rasa.utils.log_utils import configure_structlog
from rasa_sdk.executor import ActionExecutor

from assistant.nlu.components import extractor
from assistant.privacy.tracker_store import PrivateTrackerStore, in_memory

_CHANNEL = "converse"


def _be_quiet() -> None:
    """Without this Rasa prints every message, with its text, on standard output."""
    logging.getLogger("rasa").setLevel(logging.ERROR)
    configure_structlog(logging.ERROR)


class InProcessActions(EndpointConfig):
    """The action endpoint without HTTP: the SDK's own executor is called where a request would be sent."""

    def __init__(self) -> None:
        super().__init__(url="in-process")
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        return await self._executor.run(kwargs["json"])


def _as_text(message: dict[str, Any]) -> str:
    """A message as a text channel shows it: its choices numbered below it."""
    choices = (f"  {number}. {button['title']}" for number, button in enumerate(message.get("buttons") or (), 1))
    return "\n".join([message["text"], *choices])


class Model:
    """A loaded agent, whose conversations last as long as it does. Build it with ``Model.load``."""

    def __init__(self, agent: Agent, conversations: PrivateTrackerStore) -> None:
        self._agent = agent
        self.conversations = conversations

    @classmethod
    def load(cls, path: Path | None = None) -> Model:
        """Load the trained model. Raises ``ModelUnavailable`` when there is none or it cannot be read."""
        path = path or Settings().model_dir / MODEL_NAME
        if not path.exists():
            raise ModelUnavailable(f"aucun modèle entraîné dans {path.parent.name}/ : lancez « make train ».")
        _be_quiet()
        extractor()  # a base that cannot be read is said as such, not as a failure of the model
        try:
            conversations = in_memory()
            agent = Agent.load(str(path), tracker_store=conversations, action_endpoint=InProcessActions())
        except Exception as error:
            raise ModelUnavailable(
                f"le modèle {path.name} ne peut pas être lu ({error}) : lancez « make train »."
            ) from error
        return cls(agent, conversations)

    async def understand(self, text: str) -> dict[str, Any]:
        """All that Rasa understands of a message: ``intent``, ``intent_ranking``, ``entities`` with their roles."""
        found: dict[str, Any] = await self._agent.parse_message(text)
        return found

    async def parse(self, text: str) -> dict[str, Any]:
        """``{"intent": {"name", "confidence"}, "entities": [{"entity", "value", "text", "start", "end"}]}``."""
        if not text.strip():
            return {"intent": {"name": FALLBACK, "confidence": 0.0}, "entities": []}
        found = await self.understand(text)
        keys = ("entity", "value", "text", "start", "end")
        entities = [{k: e[k] for k in keys if k in e} for e in found["entities"]]
        intent = found["intent"]
        return {
            "intent": {"name": intent["name"], "confidence": round(float(intent["confidence"]), 4)},
            "entities": entities,
        }

    async def hear(self, sender: str, text: str) -> list[dict[str, Any]]:
        """What is answered to a message in that conversation: dicts of ``text``, ``buttons``, ``custom``."""
        channel = CollectingOutputChannel()
        await self._agent.handle_message(UserMessage(text, channel, sender, input_channel=_CHANNEL))
        return list(channel.messages)

    async def converse(self, turns: list[str]) -> dict[str, Any]:
        """One fresh conversation: ``{"turns": [{"user", "bot"}], "slots", "recommendations"}``."""
        sender = uuid.uuid4().hex
        said = []
        for text in turns:
            heard = await self.hear(sender, text)
            said.append({"user": text, "bot": [_as_text(m) for m in heard if m.get("text")]})
        slots = (await self.tracker(sender)).current_slot_values() if turns else {}
        memory = slots.get("memory") or {}
        return {
            "turns": said,
            "slots": {name: slots.get(name) for name in (*FACTS, "project_text")},
            "recommendations": list(memory.get("recommended") or []),
        }

    @property
    def tracker_store(self) -> TrackerStore:
        """Where this model's conversations are kept."""
        return self._agent.tracker_store

    async def tracker(self, sender: str) -> DialogueStateTracker:
        """The conversation of that name, as it is kept."""
        return await self._agent.tracker_store.get_or_create_tracker(sender)
