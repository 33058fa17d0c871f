"""What a call may say: its body, the words typed, the button pressed. Everything else is refused in French."""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

import anyio
import yaml
from starlette.requests import ClientDisconnect, Request

from assistant.settings import ROOT
from assistant.web.gateway import problems

MOST_CHARACTERS = 2_000
MOST_BYTES = 16_384
_BODY_SECONDS = 10
_MOST_PAYLOAD, _MOST_VALUE = 500, 200
_IDENTIFIER = re.compile(r"[!-~]{8,255}")
_PAYLOAD = re.compile(r"/(\w+)(\{.*\})?", re.ASCII | re.DOTALL)
_KEPT_CONTROLS = frozenset("\n\t")


async def bytes_of(request: Request, most: int = MOST_BYTES) -> bytes:
    """What was sent, ``most`` bytes at most. Raises Problem."""
    received = bytearray()
    try:
        with anyio.fail_after(_BODY_SECONDS):
            async for part in request.stream():
                received += part
                if len(received) > most:
                    raise problems.too_large()
    except (TimeoutError, ClientDisconnect) as problem:
        raise problems.unreadable() from problem
    return bytes(received)


async def body_of(request: Request) -> Mapping[str, Any]:
    """The JSON object that was sent. Raises Problem."""
    received = await bytes_of(request)
    try:
        body = json.loads(received.decode("utf-8"))
    # A few thousand opening brackets are enough to exhaust the parser.
    except (ValueError, RecursionError) as problem:
        raise problems.unreadable() from problem
    if not isinstance(body, dict):
        raise problems.unreadable()
    return body


def message_of(body: Mapping[str, Any]) -> str:
    """What to send to Rasa for ``{"text"}`` or ``{"payload"}``, whatever its ``id``. Raises Problem."""
    said = body.keys() - {"id"}
    if said == {"text"}:
        return words_of(body["text"])
    if said == {"payload"}:
        return payload_of(body["payload"])
    raise problems.unreadable()


def identifier_of(body: Mapping[str, Any]) -> str | None:
    """The sender's own identifier of the message, if it has one. Raises Problem."""
    given = body.get("id")
    if given is None:
        return None
    if not isinstance(given, str) or not _IDENTIFIER.fullmatch(given):
        raise problems.unreadable()
    return given


def words_of(given: Any) -> str:
    """The words typed; those that begin like a command of Rasa (``/restart``) lose the slash, and are words."""
    text = line_of(given, MOST_CHARACTERS).lstrip("/ \n\t")
    if not text:
        raise problems.bad_request("Ce message est vide : écrivez quelques mots.")
    return text


def line_of(given: Any, most: int) -> str:
    """A text of at most ``most`` characters, without what cannot be seen, or kept by a database. Raises Problem.

    A control character, which pasting from a document may bring, becomes a space: who does not see it could not take
    it out. Half of a character (a lone surrogate) is no text.
    """
    if not isinstance(given, str):
        raise problems.unreadable()
    if len(given) > most:
        raise problems.too_long(most)
    categories = {character: unicodedata.category(character) for character in set(given)}
    if "Cs" in categories.values():
        raise problems.bad_request("Ce message contient un caractère illisible : corrigez-le, puis renvoyez-le.")
    hidden = {c for c, category in categories.items() if category == "Cc" and c not in _KEPT_CONTROLS}
    return given.replace("\r\n", "\n").translate({ord(c): " " for c in hidden}).strip()


def payload_of(given: Any) -> str:
    """A button's payload, of intents and entities that exist, with short values, written anew. Raises Problem."""
    if not isinstance(given, str) or len(given) > _MOST_PAYLOAD or not (found := _PAYLOAD.fullmatch(given)):
        raise problems.unreadable()
    intents, entities = _vocabulary()
    try:
        values = json.loads(found[2] or "{}")
    except (ValueError, RecursionError) as problem:
        raise problems.unreadable() from problem
    if found[1] not in intents or not values.keys() <= entities or not all(map(_is_plain, values.values())):
        raise problems.unreadable()
    return f"/{found[1]}" + (json.dumps(values, ensure_ascii=False, separators=(",", ":")) if values else "")


def _is_plain(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= _MOST_VALUE and not any(unicodedata.category(c) in ("Cc", "Cs") for c in value)
    # Not the infinities that Python's JSON knows; an amount in euros is a whole number, or has cents.
    return type(value) in (int, float) and abs(value) < 1e15


@cache
def _vocabulary() -> tuple[frozenset[str], frozenset[str]]:
    """The intents and the entities of domain.yml."""
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    return frozenset(name for intent in domain["intents"] for name in intent), frozenset(domain["entities"])
