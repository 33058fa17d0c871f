"""The beginning of a session: what was said in the one before is forgotten."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, EventType, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

EXPIRED = "expired"
"""Value of the slot ``erased`` when the conversation was silent too long (``session_config`` of domain.yml)."""


class ActionSessionStart(Action):
    """Takes the place of Rasa's own ``action_session_start``, which carries everything over or leaves it written."""

    def name(self) -> str:
        return "action_session_start"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        begins = [SessionStarted(), ActionExecuted("action_listen")]
        messages = [event for event in tracker.events if event.get("event") == "user"]
        if not messages:
            return begins
        # Asked for by a button's payload that nothing of ours offers: no silence came before.
        asked = (messages[-1].get("parse_data") or {}).get("intent", {}).get("name") == "session_start"
        dispatcher.utter_message(response="utter_restarted" if asked else "utter_session_expired")
        return [SlotSet("erased", EXPIRED), *begins]
