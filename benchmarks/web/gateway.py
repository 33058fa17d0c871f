"""What the gateway adds to a message: the same ones sent to Rasa's channel and through the gateway, by turns."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

import httpx2

from assistant.secret_files import kept_secret
from assistant.settings import Settings
from benchmarks.web.served import served, site_of

PAIRS = 200
# Their conversation stays short: Rasa reads the whole of it at each message.
_MESSAGES_A_CONVERSATION = 5
_TEXTS = ("bonjour", "c'est quoi un GECT", "merci", "qui êtes-vous", "c'est quoi Interreg")
_WARMING = 10


@dataclass(frozen=True)
class Added:
    """Milliseconds of each message, both ways, in the order of the pairs."""

    direct: tuple[float, ...]
    through: tuple[float, ...]

    @property
    def median(self) -> float:
        """What is added at the median of the pairs."""
        return median(b - a for a, b in zip(self.direct, self.through, strict=True))


def _milliseconds(send: Callable[[], httpx2.Response]) -> float:
    begun = time.perf_counter()
    response = send()
    elapsed = (time.perf_counter() - begun) * 1000
    response.raise_for_status()
    if not response.json():
        raise SystemExit("L'assistant n'a rien répondu : la mesure est arrêtée.")
    return elapsed


def measure(settings: Settings, pairs: int = PAIRS) -> Added:
    """Send ``pairs`` messages each way; which goes first changes at each pair."""
    rasa = f"http://127.0.0.1:{settings.rasa_port}/webhooks/site/webhook"
    site = f"{site_of(settings)}/api/messages"
    key = {"Authorization": f"Bearer {kept_secret(settings.channel_key_file)}"}
    direct: list[float] = []
    through: list[float] = []
    with (
        httpx2.Client(trust_env=False, timeout=60, headers=key) as to_rasa,
        httpx2.Client(trust_env=False, timeout=60) as to_site,
    ):
        for number in range(-_WARMING, pairs):
            if number % _MESSAGES_A_CONVERSATION == 0:
                to_site.cookies.clear()
            text = _TEXTS[number % len(_TEXTS)]
            sender = f"bench-{number // _MESSAGES_A_CONVERSATION}"
            ways = [
                (direct, lambda: to_rasa.post(rasa, json={"sender": sender, "message": text})),  # noqa: B023
                (through, lambda: to_site.post(site, json={"text": text})),  # noqa: B023
            ]
            for taken, send in ways if number % 2 else reversed(ways):
                taken.append(_milliseconds(send))
    return Added(tuple(direct[_WARMING:]), tuple(through[_WARMING:]))


def report(added: Added) -> str:
    """In Markdown."""
    direct, through, difference = (
        f"{value:.1f}".replace(".", ",") for value in (median(added.direct), median(added.through), added.median)
    )
    return (
        f"{len(added.direct)} messages par chaque chemin, à tour de rôle : médiane {direct} ms droit au canal de Rasa, "
        f"{through} ms par la passerelle ; différence médiane des paires {difference} ms."
    )


if __name__ == "__main__":
    with served() as _settings:
        print(report(measure(_settings)))
