"""A session that begins: a new one says nothing, one that follows a long silence says that the last one is erased."""

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.session import ActionSessionStart


def user(intent: str) -> dict[str, Any]:
    return {"event": "user", "text": "…", "timestamp": 1.0, "parse_data": {"intent": {"name": intent}}}


async def begin(*events: dict[str, Any]) -> tuple[list[Any], list[str]]:
    """The events and the responses of the beginning."""
    dispatcher = CollectingDispatcher()
    tracker = Tracker("moi", {"holder_type": "commune"}, {}, list(events), False, None, {}, "action_listen")
    returned = await ActionSessionStart().run(dispatcher, tracker, {})
    return list(returned), [message["response"] for message in dispatcher.messages]


async def test_a_new_conversation_begins_without_a_word() -> None:
    events, said = await begin()

    assert [event["event"] for event in events] == ["session_started", "action"]
    assert said == []


@pytest.mark.parametrize(
    ("intent", "response"), [("inform", "utter_session_expired"), ("session_start", "utter_restarted")]
)
async def test_what_came_before_is_erased_and_the_person_told(intent: str, response: str) -> None:
    events, said = await begin(user("greet"), {"event": "bot", "text": "Bonjour"}, user(intent))

    # THEN the marker comes first, and no slot is carried over
    assert [event["event"] for event in events] == ["slot", "session_started", "action"]
    assert (events[0]["name"], events[0]["value"]) == ("erased", "expired")
    assert said == [response]
