"""A conversation as it was seen, out of the events that Rasa keeps (masked as they are kept)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timezone
from typing import Any

_MOST = 400
"""Messages that are given back, the latest."""


def history(events: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """``{"from", "text", "buttons", "custom", "at"}`` for each message that was shown, in their order."""
    shown: list[dict[str, Any]] = []
    titles: dict[str, str] = {}
    for event in events:
        if event["event"] == "bot":
            message = _said(event)
            titles.update(_offered(message["custom"]))
            titles.update((button["payload"], button["title"]) for button in message["buttons"])
            shown.append(message)
        elif (text := _typed(event, titles)) is not None:
            # A message that found nobody to answer it, and was sent again, was said once.
            if shown and shown[-1]["from"] == "holder" and shown[-1]["text"] == text:
                shown.pop()
            shown.append(_message("holder", text, event["timestamp"]))
    return shown[-_MOST:]


def _said(event: Mapping[str, Any]) -> dict[str, Any]:
    data = event.get("data") or {}
    return _message(
        "assistant", event.get("text") or "", event["timestamp"], data.get("buttons") or [], data.get("custom")
    )


def _offered(custom: Any) -> Iterator[tuple[str, str]]:
    """Payload and title of what rich content lets one choose, as the widget names it when it is chosen."""
    if isinstance(custom, list):
        for item in custom:
            yield from _offered(item)
    elif isinstance(custom, Mapping):
        payload, title = custom.get("payload"), custom.get("title") or custom.get("name")
        if "slot" in custom:  # a line of the recap
            title = f"Modifier : {custom.get('label') or custom.get('text')}"
        if payload and title:
            yield payload, title
        yield from _offered(list(custom.values()))


def _typed(event: Mapping[str, Any], titles: Mapping[str, str]) -> str | None:
    """What the holder saw of their message; ``None`` when it was not theirs to see.

    A button shows its title. The assistant itself adds a press, of no message, where the words named a choice.
    """
    text = event.get("text") or ""
    if not text.startswith("/"):
        return text
    return titles.get(text) if event.get("message_id") else None


def _message(
    sender: str, text: str, timestamp: float, buttons: list[dict[str, Any]] | None = None, custom: Any = None
) -> dict[str, Any]:
    at = datetime.fromtimestamp(timestamp, timezone.utc).isoformat(timespec="milliseconds")
    buttons = [{"title": button["title"], "payload": button["payload"]} for button in buttons or []]
    return {"from": sender, "text": text, "buttons": buttons, "custom": custom, "at": at}
