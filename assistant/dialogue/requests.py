"""A request to an adviser by e-mail: agreed to, typed step by step, shown whole, then sent.

What is typed is kept in a draft of the outbox, of which the memory holds the id alone; the step is what it lacks.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from assistant.dialogue import request_words as words
from assistant.dialogue import understood
from assistant.dialogue.contacts import START_REQUEST, call_a_person, people_to_call
from assistant.dialogue.replies import Reply, choice, say, tell
from assistant.dialogue.rich.parts import RequestState
from assistant.dialogue.rich.requests import request
from assistant.dialogue.state import REQUEST, State, Turn
from assistant.dialogue.world import World
from assistant.errors import PersonalUnavailable
from assistant.personal.models import REFUSED, SENT
from assistant.requests import outbox
from assistant.requests.address import AddressRefused, find_address, masked, read_address
from assistant.requests.delivery import deliver_within
from assistant.requests.message import plain
from assistant.requests.outbox import Draft, Standing
from assistant.settings import MailSettings, Settings
from assistant.text import key

log = logging.getLogger(__name__)

CONSENT: Final = "consent"
SEND, NO_MESSAGE = "send", "no_message"
"""Values of ``request`` on the buttons; the names of the fields of a draft are others."""
PATIENCE = 5.0
"""Seconds that a person waits for the mail server."""
_FIELDS: tuple[RequestState, ...] = ("name", "email", "message")
_LONGEST_MESSAGE = 2000
_WRITES = re.compile(
    r"\b(?:envo\w+|ecri\w+|transm\w+|laiss\w+|adress\w+|fai\w+|soum\w+) (?:\w+ )?(?:ma|une|notre|un|mon|la|cette) "
    r"(?:demande|message|mail|e mail|email|courriel)\b"
    r"|\becrire (?:a|aux?) (?:un |une |des |vos |votre )?conseill\w+|\bformulaire de contact\b"
    r"|\b(?:par|via) (?:e mail|email|mail|courriel|ecrit)\b"
)
_GONE = r"\b(?:partie?|envoyee?|arrivee?|recue?|transmise?|lue?|traitee?)\b"
_MINE = r"\b(?:(?:ma|notre) demande(?! de\b)|(?:mon|notre) (?:mail|message|e mail|email|courriel))\b"
_NEWS = r"\b(?:ou en est|des nouvelles de|qu en est il de|suivi de|statut de) "
_HOW_IT_STANDS = re.compile(rf"{_MINE}.*{_GONE}|{_GONE}.*{_MINE}|{_NEWS}{_MINE}")
_WISHED = re.compile(r"\b(?:soit|peut|pourra\w*|veux|voudrais|aimerais)\b")


def ask_human(turn: Turn, state: State, world: World) -> list[Reply]:
    """Who to call; or, when a person wants to write, the request to an adviser."""
    writes = START_REQUEST in turn.values("request") or bool(_WRITES.search(key(turn.text)))
    return begin(turn, state, world) if writes and Settings().mail else call_a_person(turn, state, world)


def begin(turn: Turn, state: State, world: World) -> list[Reply]:
    """Ask for consent first, by what ``ask`` says next; what was being asked is set aside."""
    memory = state.memory
    if memory.pending == REQUEST:
        return []
    if outbox.submitted_lately(turn.sender) >= outbox.MOST_A_DAY:
        return [say("utter_request_enough"), *people_to_call(turn, state, world)]
    memory.set_aside, memory.pending, memory.request = memory.pending, REQUEST, None
    return []


def ask(state: State) -> list[Reply]:
    """The question of the step; nothing that was typed is said again."""
    mail = Settings().mail
    draft = outbox.draft(state.memory.request) if state.memory.request else None
    if mail is None:
        return []
    if draft is None:
        agree, refuse = choice("Oui, d'accord", "affirm", request=CONSENT), choice("Non", "deny")
        days = str(Settings().retention_days)
        asked = say("utter_request_consent", agree, refuse, recipient=mail.advisers, days=days)
        return [replace(asked, custom=request(CONSENT, mail.advisers))]
    step = _step(draft)
    if step == "message":
        without = choice("Sans message", "inform", request=NO_MESSAGE)
        return [replace(say("utter_request_ask_message", without), custom=request(step, mail.advisers))]
    if step is not None:
        return [replace(say(f"utter_request_ask_{step}"), custom=request(step, mail.advisers))]
    changes = (("Changer mon nom", "name"), ("Changer mon adresse", "email"), ("Changer mon message", "message"))
    confirmed = say(
        "utter_request_confirm",
        choice("Oui, envoyez", "affirm", request=SEND),
        *(choice(title, "correct", request=field) for title, field in changes),
        choice("Non, oubliez tout", "deny"),
        recipient=mail.advisers,
    )
    return [replace(confirmed, custom=request("confirm", mail.advisers, masked(draft.email or "")))]


def _step(draft: Draft) -> RequestState | None:
    """What is asked next; ``None`` when the draft lacks nothing."""
    return next((name for name in _FIELDS if getattr(draft, name) is None), None)


def hear(turn: Turn, state: State, world: World) -> list[Reply] | None:
    """What is said after an answer to the pending step; ``None`` when the message is for somebody else."""
    if state.memory.pending != REQUEST:
        return None
    try:
        return _heard(turn, state, world)
    except PersonalUnavailable:
        log.exception("a request could not be kept")
        _leave(state)
        return [say("utter_request_impossible"), *people_to_call(turn, state, world)]


def _heard(turn: Turn, state: State, world: World) -> list[Reply] | None:
    memory = state.memory
    draft = outbox.draft(memory.request) if memory.request else None
    if memory.request and draft is None:
        _leave(state)
        return [say("utter_request_lost")]
    step = _step(draft) if draft else CONSENT
    if words.cancels(turn) or (step != "message" and words.says_no(turn) and not words.wants_to_change(turn)):
        return _cancel(state)
    pressed = next(iter(turn.values("request")), None)
    if (not turn.text and pressed is None) or words.starts_over(turn):
        return None
    if words.asks_something(turn, of_words_only=step == "message"):
        return None
    if draft is None:
        return _consent(turn, state, pressed)
    if step in ("name", "email") and words.is_something_else(turn, step):
        return None
    if pressed in _FIELDS:
        outbox.write(draft.id, **{str(pressed): None})
        return []
    if not turn.text and pressed not in (SEND, NO_MESSAGE):
        return []  # a button of an earlier step, pressed again
    answered = _STEPS[step or SEND](turn, draft, pressed)
    if answered is None:
        return _submit(turn, state, world, draft)
    written = outbox.draft(draft.id)
    return answered + (_summary(written, state, world) if written and _step(written) is None else [])


def _consent(turn: Turn, state: State, pressed: object) -> list[Reply] | None:
    if pressed == CONSENT or words.says_yes(turn):
        state.memory.request = outbox.begin(turn.sender)
        return []
    # Before the agreement, nothing that was typed is taken.
    return [say("utter_request_consent_first")] if find_address(turn.text) else None


def _hear_name(turn: Turn, draft: Draft, pressed: object) -> list[Reply]:
    if words.is_courtesy(turn):
        return []
    name = words.read_name(turn.text)
    if find_address(turn.text) is None:
        if name is None:
            return [say("utter_request_no_name")]
        outbox.write(draft.id, name=name)
        return []
    told = _hear_email(turn, draft, pressed)
    if name is not None:
        outbox.write(draft.id, name=name)
    return told


def _hear_email(turn: Turn, draft: Draft, pressed: object) -> list[Reply]:
    if words.is_courtesy(turn):
        return []
    try:
        address = read_address(turn.text)
    except AddressRefused as problem:
        return [say("utter_request_bad_email", why=str(problem))]
    outbox.write(draft.id, email=address)
    return []


def _hear_message(turn: Turn, draft: Draft, pressed: object) -> list[Reply]:
    if len(turn.text) > _LONGEST_MESSAGE:
        return [say("utter_request_long_message", most=str(_LONGEST_MESSAGE))]
    wanted = pressed != NO_MESSAGE and not words.wants_no_message(turn)
    outbox.write(draft.id, message=plain(turn.text) if wanted else "")
    return []


def _hear_confirmation(turn: Turn, draft: Draft, pressed: object) -> list[Reply] | None:
    """``None`` when the request is to be sent."""
    if field := words.wants_to_change(turn):
        outbox.write(draft.id, **{field: None})
        return _hear_email(turn, draft, pressed) if field == "email" and find_address(turn.text) else []
    if find_address(turn.text):
        return _hear_email(turn, draft, pressed)
    if pressed == SEND or words.says_yes(turn):
        return None
    return [say("utter_request_yes_or_no")]


_STEPS: dict[str, Callable[[Turn, Draft, object], list[Reply] | None]] = {
    "name": _hear_name,
    "email": _hear_email,
    "message": _hear_message,
    SEND: _hear_confirmation,
}


def _summary(draft: Draft, state: State, world: World) -> list[Reply]:
    """All that would be sent, the address without its name."""
    recap, programmes = _recap(state, world), _programmes(state, world)
    lines = [
        "Voici ce qui partirait :",
        f"- Nom : {draft.name}",
        f"- Adresse électronique : {masked(draft.email or '')}",
        f"- Message : {draft.message or 'aucun'}",
        *_block("Projet", recap, "pas encore décrit"),
        *_block("Programmes proposés", programmes, "aucun encore"),
    ]
    return [tell("\n".join(lines))]


def _block(title: str, lines: tuple[str, ...], otherwise: str) -> list[str]:
    return [f"- {title} :", *(f"  · {line}" for line in lines)] if lines else [f"- {title} : {otherwise}"]


def _recap(state: State, world: World) -> tuple[str, ...]:
    return (*understood.told_lines(state, world), *understood.understood_lines(state, world))


def _programmes(state: State, world: World) -> tuple[str, ...]:
    programmes = world.base.programmes
    return tuple(programmes[one].name for one in state.memory.recommended if one in programmes)


def _submit(turn: Turn, state: State, world: World, draft: Draft) -> list[Reply]:
    """The request is kept first; then sending it is tried, away from the other conversations."""
    mail = Settings().mail
    people = people_to_call(turn, state, world)
    if mail is None:
        outbox.forget(draft.id)
        _leave(state)
        return [say("utter_request_impossible"), *people]
    place = world.places.name_of(state.territory) if state.territory else None
    outbox.submit(draft.id, mail.advisers, _recap(state, world), _programmes(state, world), place)
    _leave(state)
    return [Reply(later=partial(_send, draft.id, mail, people))]


def _send(identifier: str, mail: MailSettings, people: list[Reply]) -> list[Reply]:
    deliver_within(identifier, mail, PATIENCE)
    return _told(outbox.standing(identifier), people)


def asks_how_it_stands(turn: Turn) -> bool:
    """«ma demande est-elle partie ?»."""
    said = key(turn.text)
    return bool(_HOW_IT_STANDS.search(said)) and not _WISHED.search(said)


def how_it_stands(turn: Turn, state: State, world: World) -> list[Reply]:
    """Whether the last request of the conversation has left, and who to call meanwhile."""
    try:
        return _told(outbox.latest(turn.sender), people_to_call(turn, state, world))
    except PersonalUnavailable:
        log.exception("the requests of a conversation could not be read")
        return [say("utter_request_unknown"), *people_to_call(turn, state, world)]


def _told(standing: Standing | None, people: list[Reply]) -> list[Reply]:
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


def _cancel(state: State) -> list[Reply]:
    if state.memory.request:
        outbox.forget(state.memory.request)
    _leave(state)
    return [say("utter_request_cancelled")]


def _leave(state: State) -> None:
    """Back to what was being asked before."""
    memory = state.memory
    memory.pending, memory.set_aside, memory.request = memory.set_aside, None, None


def let_go(identifier: str, state: State) -> None:
    """Erase the draft ``identifier`` when the conversation turned to something else for good."""
    memory = state.memory
    if memory.request == identifier and REQUEST in (memory.pending, memory.interrupted):
        return
    if memory.request == identifier:
        memory.request = None
    try:
        outbox.forget(identifier)
    except PersonalUnavailable:
        log.exception("a draft is left to the purge")
