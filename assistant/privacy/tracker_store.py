"""Rasa's tracker store in SQL, which writes no private value and forgets what was said before an erasure.

The running turn keeps what the person typed; what is read again on the next turn is masked. Of the steps of a request
to an adviser, where a name is asked, only the intents are written: the request has a base of its own.

An erasure is asked by setting the slot ``erased``: when the turn is saved, all that is stored of the conversation goes,
and only what follows that marker is written.
"""

import json
import re
from collections import deque
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool

from assistant.database.engine import file_of
from assistant.dialogue.state import REQUEST
from assistant.privacy.conversations import EMPTY_LOG, SECURE_DELETE
from assistant.privacy.masking import mask, private_values

ERASED = "erased"
"""The slot whose setting is the marker of an erasure."""
OF_REQUEST = "[demande à un conseiller]"
"""What is written instead of each message and reply of a request."""
_IN_MEMORY = "sqlite://"
_OF_MESSAGE = ("text", "parse_data", "metadata")
"""What of a message comes from the person."""
_OF_REPLY = ("text", "data", "metadata")
"""What of a reply may repeat the person's words."""


class PrivateTrackerStore(SQLTrackerStore):
    """``SQLTrackerStore`` that masks and erases; takes the same settings, the address of the database as ``url``.

    No event broker is served: it would be sent the words as they were typed.
    """

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        # A failed query is logged, and the words of the conversation would be logged with it.
        self.engine.hide_parameters = True
        file = file_of(self.engine)
        if file is not None and file.is_file():
            file.chmod(0o600)  # nobody else of the machine reads it

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write what the tracker holds and the database does not, masked; nothing from before an erasure stays.

        The tracker itself keeps the words as they were typed, but for those from before an erasure.
        """
        with self.session_scope() as session:
            events = list(self._additional_events(session, tracker))
            within_request = _within_request(tracker.events)
            marker = _last_marker(events)
            if marker is not None:
                self._forget(session, tracker.sender_id)
                events = events[marker:]
            secrets = _secrets(events)
            session.add_all(
                self._row(tracker.sender_id, event, masked(event, secrets, id(event) in within_request))
                for event in events
            )
            session.commit()
            if marker is not None:
                tracker.events = deque(events, tracker.events.maxlen)
                if self._is_embedded:
                    session.connection().exec_driver_sql(EMPTY_LOG)

    @property
    def _is_embedded(self) -> bool:
        return bool(self.engine.dialect.name == "sqlite")

    def _forget(self, session: Session, sender: str) -> None:
        if self._is_embedded:
            session.connection().exec_driver_sql(SECURE_DELETE)
        session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender).delete(synchronize_session=False)

    def _row(self, sender: str, event: Event, data: Mapping[str, Any]) -> Any:
        return self.SQLEvent(
            sender_id=sender,
            type_name=event.type_name,
            timestamp=data.get("timestamp"),
            intent_name=data.get("parse_data", {}).get("intent", {}).get("name"),
            action_name=data.get("name"),
            data=json.dumps(data),
        )


def in_memory() -> PrivateTrackerStore:
    """A store that ends with the process, the same in every other way."""
    store = PrivateTrackerStore(host=_IN_MEMORY)
    # One connection for all threads: each connection to a database in memory is a database of its own.
    store.engine = create_engine(_IN_MEMORY, poolclass=StaticPool, connect_args={"check_same_thread": False})
    store.Base.metadata.create_all(store.engine)
    store.sessionmaker = sessionmaker(bind=store.engine)
    return store


def masked(event: Event, secrets: Mapping[str, str] | None = None, within_request: bool = False) -> dict[str, Any]:
    """An event as it is written.

    What the person typed and the slots made of it are masked; a reply of the assistant only where it repeats one of
    ``secrets`` (private value → label), because it gives the public numbers of organisations. ``within_request``: the
    event is a message or a reply among the steps of a request to an adviser, of which no word is written.
    """
    data: dict[str, Any] = event.as_dict()
    if isinstance(event, UserUttered):
        if within_request:
            understood = {"text": OF_REQUEST, "intent": event.intent, "entities": []}
            return data | {"text": OF_REQUEST, "parse_data": understood, "metadata": {}}
        return data | {name: _everywhere(data.get(name), mask) for name in _OF_MESSAGE}
    if isinstance(event, SlotSet):
        return data | {"value": _everywhere(data.get("value"), mask)}
    if isinstance(event, BotUttered):
        if within_request:
            return data | {"text": OF_REQUEST, "data": {}, "metadata": {}}
        return data | {
            name: _everywhere(data.get(name), partial(_without, secrets=secrets or {})) for name in _OF_REPLY
        }
    return data


def _within_request(events: Iterable[Event]) -> set[int]:
    """The identities of the messages that came while a request was being made, and of the replies to them."""
    found, pending, within = set(), None, False
    for event in events:
        if isinstance(event, SlotSet) and event.key == "memory":
            pending = (event.value or {}).get("pending")
        elif isinstance(event, UserUttered):
            within = pending == REQUEST
        if within and isinstance(event, UserUttered | BotUttered):
            found.add(id(event))
    return found


def _everywhere(value: Any, change: Any) -> Any:
    """``value`` with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {name: _everywhere(part, change) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_everywhere(part, change) for part in value]
    return value


def _secrets(events: Iterable[Event]) -> dict[str, str]:
    """The private values that the person typed, with the label that stands for each."""
    typed = [event.text or "" for event in events if isinstance(event, UserUttered)]
    return {text[found.start : found.end]: found.label for text in typed for found in private_values(text)}


def _without(text: str, secrets: Mapping[str, str]) -> str:
    for secret, label in secrets.items():
        text = re.sub(re.escape(secret), label, text, flags=re.IGNORECASE)
    return text


def _last_marker(events: list[Event]) -> int | None:
    """Place of the last erasure among ``events``."""
    places = [i for i, event in enumerate(events) if isinstance(event, SlotSet) and event.key == ERASED and event.value]
    return places[-1] if places else None
