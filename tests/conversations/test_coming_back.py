"""A conversation that is taken up again after an hour, days or too long; time passes by moving what was said back."""

import asyncio
import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from assistant.text import fold

HOUR = 3600.0
DAY = 24 * HOUR


class Conversation:
    """One conversation with the model, led turn by turn."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._sender = uuid.uuid4().hex

    def say(self, text: str) -> str:
        """All that is answered."""
        return "\n".join(m.get("text") or "" for m in asyncio.run(self._model.hear(self._sender, text)))

    def wait(self, seconds: float) -> None:
        """Let time pass: every event that is stored happened that much earlier."""
        store = self._model.conversations
        with store.session_scope() as session:
            for row in session.query(store.SQLEvent).filter_by(sender_id=self._sender):
                row.timestamp -= seconds
                row.data = json.dumps({**json.loads(row.data), "timestamp": row.timestamp})
            session.commit()

    def known(self) -> dict[str, Any]:
        """The slots that hold something."""
        tracker = asyncio.run(self._model.tracker(self._sender))
        return {name: value for name, value in tracker.current_slot_values().items() if value}


@pytest.fixture
def begins(model: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Conversation]:
    monkeypatch.setenv("AS_OF", "2026-11-27")

    def begin() -> Conversation:
        conversation = Conversation(model)
        conversation.say("Nous sommes une association de Moulins et nous avons un projet avec le Sénégal")
        return conversation

    return begin


@pytest.mark.parametrize(
    ("silence", "when"), [(1.5 * HOUR, "il y a une heure"), (DAY + HOUR, "hier"), (5 * DAY, "il y a 5 jours")]
)
def test_it_is_taken_up_where_it_was_left(begins: Callable[[], Conversation], silence: float, when: str) -> None:
    conversation = begins()
    conversation.wait(silence)

    answer = conversation.say("c'est pour creuser un puits")

    assert when in answer
    assert "Moulins" in answer
    assert "Sénégal" in answer
    assert conversation.known()["holder_type"] == "association"
    assert conversation.known()["themes"] == ["water"]


def test_who_greets_again_gets_the_pending_question_back(begins: Callable[[], Conversation]) -> None:
    conversation = begins()
    conversation.wait(2 * DAY)

    answer = conversation.say("bonjour")

    assert "reprenons" in fold(answer)
    assert answer.rstrip().split("\n")[-1].endswith("?") or "?" in answer
    assert conversation.known()["partner_countries"] == ["SN"]


def test_a_question_is_answered_and_the_pending_one_comes_back(begins: Callable[[], Conversation]) -> None:
    conversation = begins()
    conversation.wait(DAY)

    answer = conversation.say("c'est quoi un GECT ?")

    assert "hier" in answer
    assert "Groupement européen de coopération territoriale" in answer
    assert conversation.known()["territory"] == "03"


def test_after_a_recommendation_one_day_later_a_correction_is_computed_anew(model: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("AS_OF", "2026-11-27")
    conversation = Conversation(model)
    conversation.say("commune de Haute-Loire, jumelage avec une ville italienne, 20 000 euros")
    conversation.say("oui")
    conversation.wait(DAY)

    answer = conversation.say("finalement 28 000 euros")

    assert "28 000" in answer
    assert conversation.known()["budget"] == 28000


def test_a_session_that_was_silent_too_long_is_closed_politely(begins: Callable[[], Conversation]) -> None:
    conversation = begins()
    conversation.wait(8 * DAY)

    answer = conversation.say("bonjour")

    assert "sept jours" in answer
    assert "effac" in answer
    assert "territory" not in conversation.known()
    # Told once; the conversation then begins as any other.
    assert "sept jours" not in conversation.say("une commune du Cantal")


def test_what_opens_the_new_session_is_heard(begins: Callable[[], Conversation]) -> None:
    conversation = begins()
    conversation.wait(10 * DAY)

    conversation.say("Nous sommes une commune du Cantal, jumelage avec l'Espagne")

    known = conversation.known()
    assert (known["holder_type"], known["territory"], known["partner_countries"]) == ("commune", "15", ["ES"])


def test_to_begin_again_says_so_and_forgets(begins: Callable[[], Conversation]) -> None:
    conversation = begins()

    answer = conversation.say("recommençons")

    assert "repartons de zéro" in answer
    assert "partner_countries" not in conversation.known()


def test_a_first_message_is_not_taken_for_a_return(model: Any) -> None:
    answer = Conversation(model).say("une association de Vichy")

    assert "sept jours de silence" not in answer
    assert "il y a" not in answer
