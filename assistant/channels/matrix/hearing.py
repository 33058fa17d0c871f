"""What a room's events say, and whether they are said to the assistant. Pure: raw events in, plain values out."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

_TEXTS = frozenset({"m.text", "m.emote"})  # never m.notice: what other robots say, and answering it would never end
_FILES = frozenset({"m.image", "m.file", "m.audio", "m.video", "m.location"})
_QUOTE = re.compile(r"(?:^> .*\n)+\n?", re.MULTILINE)


@dataclass(frozen=True)
class Heard:
    """One message of a room. ``replaces``: the event of which it is a new wording; ``file``: it brings no words."""

    event: str
    sender: str
    body: str
    thread: str | None = None
    replies_to: str | None = None
    replaces: str | None = None
    mentions: frozenset[str] = frozenset()
    file: bool = False


def read(event: Mapping[str, Any]) -> Heard | None:
    """The message that a raw event (decrypted) is; ``None`` for anything else, malformed events included."""
    content = event.get("content")
    known = isinstance(event.get("event_id"), str) and isinstance(event.get("sender"), str)
    if event.get("type") != "m.room.message" or not known or not isinstance(content, Mapping):
        return None
    relation = _mapping(content.get("m.relates_to"))
    target, kind = _text(relation.get("event_id")), relation.get("rel_type")
    replaces = target if kind == "m.replace" else None
    if replaces:
        content = _mapping(content.get("m.new_content"))
    body, form = content.get("body"), content.get("msgtype")
    if not isinstance(body, str) or form not in _TEXTS | _FILES:
        return None
    users = _mapping(content.get("m.mentions")).get("user_ids")
    replies_to = _text(_mapping(relation.get("m.in_reply_to")).get("event_id"))
    return Heard(
        event=event["event_id"],
        sender=event["sender"],
        # Older clients put the message that is replied to before the reply.
        body=(_QUOTE.sub("", body, count=1) if replies_to and body.startswith("> ") else body).strip(),
        thread=target if kind == "m.thread" else None,
        # In a thread, clients that know none of it are given the last message as if it were replied to.
        replies_to=None if relation.get("is_falling_back") is True else replies_to,
        replaces=replaces,
        mentions=frozenset(u for u in users if isinstance(u, str)) if isinstance(users, list) else frozenset(),
        file=form in _FILES,
    )


def addressed(heard: Heard, user: str, names: Collection[str]) -> Heard | None:
    """The message without our name, if it is said to us by name: a mention, or a name at the beginning.

    ``user``: our identifier, @name:server; ``names``: what else we are called.
    """
    called = sorted({name.removeprefix("@") for name in (user, user.partition(":")[0], *names)}, key=len, reverse=True)
    name = "|".join(re.escape(c) for c in called if c)
    # A word such as "assistant" may begin any sentence: it is a call with its sign, or before a comma or a colon.
    begins = re.match(rf"(?:@(?:{name})(?!\w)\s*[:,]?|(?:{name})\s*(?:[:,]|$))\s*", heard.body, re.IGNORECASE)
    if begins:
        return replace(heard, body=heard.body[begins.end() :])
    if user in heard.mentions:
        without = re.sub(rf"@?(?:{name})(?!\w)\s*[:,]?", "", heard.body, count=1, flags=re.IGNORECASE)
        return replace(heard, body=re.sub(r"\s{2,}", " ", without).strip())
    return None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
