"""Where a request to an adviser stands, as rich content: nothing of what was typed but the masked address."""

from assistant.dialogue.rich import messages
from assistant.dialogue.rich.parts import RequestState

_TITLE = "Votre demande à un conseiller"
_LABELS: dict[RequestState, str] = {
    "consent": "votre accord est attendu",
    "name": "votre nom est attendu",
    "email": "votre adresse électronique est attendue",
    "message": "votre message est attendu",
    "confirm": "prête, votre confirmation est attendue",
    "sent": "partie",
    "leaving": "envoi en cours",
    "waiting": "pas encore partie, un nouvel essai aura lieu",
    "refused": "refusée par le serveur de messagerie",
    "none": "aucune demande",
}


def request(state: RequestState, recipient: str | None = None, email: str | None = None) -> messages.Request:
    """The step that is asked, or what became of the request."""
    return {
        "type": "request",
        "title": _TITLE,
        "state": state,
        "label": _LABELS[state],
        "recipient": recipient,
        "email": email,
    }
