"""A client of Rasa's REST channel: one message in, the assistant's replies out. Standard library only."""

import http.client
import json
import urllib.error
import urllib.request
from dataclasses import dataclass

from assistant.serving.environment import ServingError

PATH = "/webhooks/rest/webhook"
_CHANNEL = "cmdline"  # Rasa's own name for a terminal: files are given by their paths, and no rich content is sent
_TIMEOUT = 60.0  # seconds for one answer

# The server is on this machine: a proxy of the environment has no say.
_open = urllib.request.build_opener(urllib.request.ProxyHandler({})).open


@dataclass(frozen=True)
class Button:
    title: str
    payload: str


@dataclass(frozen=True)
class Reply:
    """One bubble: its text (may be empty) and the choices it offers."""

    text: str
    buttons: tuple[Button, ...] = ()


class Unreachable(ServingError):
    """Nothing answers at the address."""


def send(url: str, sender: str, message: str) -> list[Reply]:
    """The replies to ``message`` in the conversation ``sender``; ``url`` is the server's, without path.

    Raises Unreachable when no server answers, ServingError when it answers something else than replies, or none:
    Rasa sends an empty list when the action server is down.
    """
    body = json.dumps({"sender": sender, "message": message, "input_channel": _CHANNEL}).encode()
    try:
        request = urllib.request.Request(url.rstrip("/") + PATH, body, {"Content-Type": "application/json"})
        with _open(request, timeout=_TIMEOUT) as response:
            replies = _read(response.read())
    except urllib.error.HTTPError as error:
        raise ServingError(f"le serveur {url} a refusé le message (code {error.code}).") from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise Unreachable(f"l'assistant ne répond pas à l'adresse {url} : est-il démarré (« make run ») ?") from error
    if not replies:
        raise ServingError(
            "l'assistant n'a rien répondu : le serveur d'actions est peut-être arrêté. Réessayez, ou redémarrez "
            "l'assistant (« make run »)."
        )
    return replies


def _read(body: bytes) -> list[Reply]:
    try:
        return [
            Reply(item.get("text") or "", tuple(Button(b["title"], b["payload"]) for b in item.get("buttons") or ()))
            for item in json.loads(body)
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ServingError("la réponse du serveur n'est pas celle d'un assistant Rasa.") from error
