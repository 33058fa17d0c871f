"""A visitor of the site, as Locust plays many of them: pages, then a conversation typed and clicked.

Run by benchmarks/web/load.py, in the environment of requirements/load.txt.
"""

import random
from typing import Any

from locust import HttpUser, between, task

_OPENINGS = (
    "Bonjour, une commune de Haute-Loire veut se jumeler avec une ville italienne, 20 000 euros",
    "une association du Cantal, de l'eau potable au Togo",
    "un lycée de Clermont qui veut partir en Espagne",
    "association de Moulins, insertion, partenaires grecs",
    "nous sommes une entreprise de Lyon et nous voulons exporter au Maroc",
)
_QUESTIONS = (
    "c'est quoi un GECT",
    "quels programmes pour la culture ?",
    "qui peut m'aider ?",
    "merci",
    "oui",
    "je ne sais pas",
)


class Visitor(HttpUser):
    """Opens the page and tells a project at once, then reads for some seconds between two messages."""

    wait_time = between(5, 15)

    def on_start(self) -> None:
        self.buttons: list[dict[str, str]] = []
        self.client.get("/")
        self.client.get("/widget.js")
        self.client.get("/api/messages")
        self.say({"text": random.choice(_OPENINGS)})

    @task
    def answer(self) -> None:
        if self.buttons and random.random() < 0.5:
            self.say({"payload": random.choice(self.buttons)["payload"]})
        else:
            self.say({"text": random.choice(_QUESTIONS)})

    def say(self, body: dict[str, Any]) -> None:
        with self.client.post("/api/messages", json=body, catch_response=True) as response:
            if not response.ok:
                response.failure(f"{response.status_code} {response.text[:200]}")
                return
            messages = response.json()["messages"]
            if not messages:
                response.failure("no answer")
                return
            self.buttons = messages[-1]["buttons"]
