"""What every action shares: from the tracker to a turn and a state, from replies to messages, and never silence."""

import asyncio
import logging
from abc import ABC
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, EventType, SlotSet, UserUttered
from rasa_sdk.executor import CollectingDispatcher

from actions.wording import Message, Wording
from assistant.dialogue.choices import chosen
from assistant.dialogue.courtesy import with_courtesy
from assistant.dialogue.replies import Reply, meaning
from assistant.dialogue.state import FALLBACK, State, Turn
from assistant.dialogue.turns import answer
from assistant.dialogue.world import World
from assistant.world import current_world

log = logging.getLogger(__name__)

TEXT_CHANNELS = frozenset({"cmdline"})
"""Channels that would print the rich content as JSON: the adviser's shell."""
_ON_THIS_MACHINE = TEXT_CHANNELS | {"converse"}
"""Channels whose reader can open a file by its path."""
FAILED = "utter_action_failed"

_GOES_ON = frozenset({"inform", "correct", "describe_project", "affirm"})


def turn_of(message: Mapping[str, Any], state: State, **known: Any) -> Turn:
    """The turn of the latest message, with what was left unclear before it.

    A bare button after «je n'ai pas compris» says how to read what came before; a person who simply goes on telling
    the project confirms it.
    """
    turn = Turn.from_parse(message, **known)
    if turn.intent not in (FALLBACK, "out_of_scope"):
        state.memory.misunderstood = 0
    unclear, state.memory.unclear = state.memory.unclear, None
    if unclear is None:
        return turn
    before = Turn.from_parse({**unclear, "intent": message.get("intent")}, **known)
    if not turn.text and all(entity.entity == "question" for entity in turn.entities):
        return replace(before, entities=(*before.entities, *turn.entities))
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
        channel = tracker.get_latest_input_channel()
        rich = channel not in TEXT_CHANNELS
        try:
            state = State.from_slots(before)
            if payload := chosen(tracker.latest_message.get("text") or "", state):
                return _as_if_pressed(payload, channel)
            said_at = [event["timestamp"] for event in tracker.events if event.get("event") == "user"]
            begins = _begin_turn(state, said_at[-1] if said_at else 0.0)
            turn = turn_of(
                tracker.latest_message,
                state,
                sender=tracker.sender_id,
                silence=said_at[-1] - said_at[-2] if len(said_at) > 1 else 0.0,
                terminal=channel in _ON_THIS_MACHINE,
            )
            world = current_world()
            replies = answer(type(self).handler, turn, state, world, begins)
            if begins:
                replies = with_courtesy(replies, turn, state, world)
            messages = await _worded(replies, Wording(domain["responses"], state.memory))
            before_these = [] if begins else state.memory.choices
            offered = [[[b.title, b.payload] for b in message.buttons] for message in messages if message.buttons]
            state.memory.choices = [*before_these, *offered]
        except Exception:
            # Whatever went wrong, the person gets an answer and the conversation goes on from where it was.
            log.exception("%s failed", self.action_name)
            dispatcher.utter_message(response=FAILED)
            return []
        for message in messages:
            _send(dispatcher, message, rich)
        slots = state.to_slots()
        return [SlotSet(name, slots[name]) for name in slots if state.erased or before.get(name) != slots[name]]


def _begin_turn(state: State, sent_at: float) -> bool:
    """Whether this action is the first to answer the message of that instant."""
    memory = state.memory
    if memory.turn == sent_at:
        return False
    memory.turn, memory.last_said, memory.saying = sent_at, memory.saying, []
    return True


def _as_if_pressed(payload: str, channel: str | None) -> list[EventType]:
    """The events that have the button of ``payload`` heard in the place of the words that named it."""
    intent, entities = meaning(payload)
    parsed = {
        "text": payload,
        "intent": {"name": intent, "confidence": 1.0},
        "entities": [{"entity": name, "value": value} for name, value in entities.items()],
    }
    # The rules answer a message that comes after listening.
    return [ActionExecuted("action_listen"), UserUttered(payload, parsed, input_channel=channel)]


async def _worded(replies: Sequence[Reply], wording: Wording) -> list[Message]:
    """The replies in words; what takes its time is waited for without holding up the other conversations."""
    messages = []
    for reply in replies:
        if reply.later:
            messages += await _worded(await asyncio.to_thread(reply.later), wording)
        else:
            messages.append(wording.word(reply))
    return messages


def _send(dispatcher: CollectingDispatcher, message: Message, rich: bool) -> None:
    dispatcher.utter_message(
        text=message.text,
        buttons=[vars(button) for button in message.buttons] or None,
        json_message=dict(message.custom) if message.custom and rich else None,
    )
