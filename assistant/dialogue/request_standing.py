"""Where a request to an adviser stands: «ma demande est-elle partie ?», and what is said of it."""

import logging
import re
from dataclasses import replace

from assistant.dialogue.contacts import people_to_call
from assistant.dialogue.replies import Reply, say
from assistant.dialogue.rich.requests import request
from assistant.dialogue.state import State, Turn
from assistant.dialogue.world import World
from assistant.errors import PersonalUnavailable
from assistant.personal.models import REFUSED, SENT
from assistant.requests import outbox
from assistant.requests.address import masked
from assistant.requests.outbox import Standing
from assistant.text import key

log = logging.getLogger(__name__)

_GONE = r"\b(?:partie?|envoyee?|arrivee?|recue?|transmise?|lue?|traitee?)\b"
_MINE = r"\b(?:(?:ma|notre) demande(?! de\b)|(?:mon|notre) (?:mail|message|e mail|email|courriel))\b"
_NEWS = r"\b(?:ou en est|des nouvelles de|qu en est il de|suivi de|statut de) "
_HOW_IT_STANDS = re.compile(rf"{_MINE}.*{_GONE}|{_GONE}.*{_MINE}|{_NEWS}{_MINE}")
_WISHED = re.compile(r"\b(?:soit|peut|pourra\w*|veux|voudrais|aimerais)\b")


def asks_how_it_stands(turn: Turn) -> bool:
    """«ma demande est-elle partie ?»."""
    said = key(turn.text)
    return bool(_HOW_IT_STANDS.search(said)) and not _WISHED.search(said)


def how_it_stands(turn: Turn, state: State, world: World) -> list[Reply]:
    """Whether the last request of the conversation has left, and who to call meanwhile."""
    try:
        return told(outbox.latest(turn.sender), people_to_call(turn, state, world))
    except PersonalUnavailable:
        log.exception("the requests of a conversation could not be read")
        return [say("utter_request_unknown"), *people_to_call(turn, state, world)]


def told(standing: Standing | None, people: list[Reply]) -> list[Reply]:
    """What became of a request; who to call where it has not left."""
    if standing is None:
        return [replace(say("utter_request_none"), custom=request("none"))]
    values = {"recipient": standing.recipient, "email": masked(standing.email)}
    if standing.status == SENT:
        return [replace(say("utter_request_sent", **values), custom=request("sent", **values))]
    if standing.status == REFUSED:
        return [replace(say("utter_request_refused", **values), custom=request("refused", **values)), *people]
    if standing.error is None:
        return [replace(say("utter_request_leaving", **values), custom=request("leaving", **values))]
    waiting = say("utter_request_waiting", days=str(outbox.GIVE_UP_AFTER.days), **values)
    return [replace(waiting, custom=request("waiting", **values)), *people]
