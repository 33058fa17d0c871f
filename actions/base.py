"""What every action shares: from the tracker to a turn and a state, from replies to messages, and never silence."""

import logging
from abc import ABC
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.world import current_world
from assistant.dialogue.courtesy import answers_in_french
from assistant.dialogue.replies import Reply, say
from assistant.dialogue.state import FALLBACK, State, Turn
from assistant.dialogue.world import World

log = logging.getLogger(__name__)

TEXT_CHANNELS = frozenset({"cmdline"})
"""Channels that would print the rich content as JSON: the adviser's shell."""


_GOES_ON = frozenset({"inform", "correct", "describe_project", "affirm"})


def turn_of(message: Mapping[str, Any], state: State) -> Turn:
    """The turn of the latest message, with what was left unclear before it.

    A bare button after «je n'ai pas compris» says how to read what came before; a person who simply goes on telling
    the project confirms it.
    """
    turn = Turn.from_parse(message)
    if turn.intent != FALLBACK:
        state.memory.misunderstood = 0
    unclear, state.memory.unclear = state.memory.unclear, None
    if unclear is None:
        return turn
    before = Turn.from_parse({**unclear, "intent": message.get("intent")})
    if not turn.text and not turn.entities:
        return before
    if turn.intent in _GOES_ON and before.entities:
        return replace(turn, text=f"{before.text} {turn.text}", entities=(*before.entities, *turn.entities))
    return turn


class DialogueAction(Action, ABC):
    """Runs one ``handler`` of ``assistant.dialogue``; an error is logged and told in French, what was known is kept."""

    action_name: ClassVar[str] = ""
    handler: ClassVar["staticmethod[[Turn, State, World], list[Reply]]"]

    def name(self) -> str:
        return self.action_name

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        before = tracker.current_slot_values()
        rich = tracker.get_latest_input_channel() not in TEXT_CHANNELS
        try:
            state = State.from_slots(before)
            turn = turn_of(tracker.latest_message, state)
            courtesy = answers_in_french(turn, state)
            replies = [*courtesy, *type(self).handler(turn, state, current_world())]
        except Exception:
            # Whatever went wrong, the person gets an answer and the conversation goes on from where it was.
            log.exception("%s failed", self.action_name)
            _send(dispatcher, say("utter_action_failed"), rich)
            return []
        for reply in replies:
            _send(dispatcher, reply, rich)
        return [SlotSet(name, value) for name, value in state.to_slots().items() if before.get(name) != value]


def _send(dispatcher: CollectingDispatcher, reply: Reply, rich: bool) -> None:
    dispatcher.utter_message(
        text=reply.text,
        response=reply.response,
        buttons=[vars(button) for button in reply.buttons] or None,
        json_message=dict(reply.custom) if reply.custom and rich else None,
        **reply.values,
    )
