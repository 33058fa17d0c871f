"""What Rasa's store writes of a conversation, on both databases: nothing private, nothing from before an erasure."""

import asyncio
import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from assistant.dialogue.state import ASKED, REQUEST
from assistant.privacy.tracker_store import OF_REQUEST, PrivateTrackerStore, in_memory

DOMAIN = Domain.from_yaml("""
version: "3.1"
intents: [inform]
slots:
  project_text: {type: text, mappings: [{type: custom}]}
  memory: {type: any, mappings: [{type: custom}]}
  erased: {type: text, influence_conversation: false, mappings: [{type: custom}]}
actions: [action_collect, action_privacy]
""")
MAIL, PHONE = "jean.dupont@exemple.fr", "06 12 34 56 78"
MARKER = SlotSet("erased", ASKED)


@pytest.fixture
def store(url: str) -> PrivateTrackerStore:
    return opened(url)


def opened(url: str) -> PrivateTrackerStore:
    """The store as Rasa makes it from endpoints.yml."""
    file = make_url(url).database if url.startswith("sqlite") else None
    if file:
        Path(file).parent.mkdir(exist_ok=True)
    endpoint = EndpointConfig(url=url, type="assistant.privacy.tracker_store.PrivateTrackerStore")
    made = TrackerStore.create(endpoint, domain=DOMAIN)
    assert isinstance(made, PrivateTrackerStore)
    return made


def said(text: str, **parse: Any) -> UserUttered:
    found = {"text": text, "intent": {"name": "inform", "confidence": 1.0}, "entities": [], **parse}
    return UserUttered(text, found["intent"], found["entities"], found, metadata={"page": f"?de={text}"})


async def turn(store: PrivateTrackerStore, *events: Event, sender: str = "moi") -> DialogueStateTracker:
    """One message: the tracker is read, goes on, and is saved once, as Rasa does."""
    tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
    for event in events:
        tracker.update(event, DOMAIN)
    await store.save(tracker)
    return tracker


def written(url: str) -> str:
    """All that the database holds of conversations."""
    with create_engine(url).connect() as connection:
        return " ".join(str(row[0]) for row in connection.exec_driver_sql("SELECT data FROM events ORDER BY id"))


def texts(events: Iterable[Event]) -> list[str]:
    return [event.text for event in events if isinstance(event, UserUttered)]


async def test_what_identifies_is_not_written_and_the_turn_still_sees_it(store: PrivateTrackerStore, url: str) -> None:
    message = said(
        f"écrivez à {MAIL} ou {PHONE}, budget 15 000 euros",
        entities=[{"entity": "term", "value": MAIL, "text": PHONE}],
        response_selector={"default": {"query": [MAIL]}},
    )
    memory = {"unclear": {"text": MAIL}, "read": {"themes": [PHONE]}, "turn": 1.5, "asked": ["goal"]}

    tracker = await turn(
        store, message, SlotSet("project_text", f"un jumelage, {MAIL}"), SlotSet("memory", memory),
        BotUttered(f"Est-ce bien {MAIL.upper()} ?", {"buttons": [{"title": MAIL, "payload": "/affirm"}]}),
        BotUttered("RESACOOP : 04 72 77 87 67, contact@resacoop.org"),
    )  # fmt: skip

    # THEN neither is anywhere in the database, whatever the case, and the rest of the message is
    kept = written(url)
    assert MAIL not in kept.lower()
    assert PHONE not in kept
    assert "15 000 euros" in kept
    # AND the public numbers that the assistant gives are kept
    assert "04 72 77 87 67, contact@resacoop.org" in kept
    # AND what the turn itself goes on with is what was typed
    assert MAIL in texts(tracker.events)[0]
    assert tracker.get_slot("project_text") == f"un jumelage, {MAIL}"
    # AND the next turn reads the rest as it was
    again = await store.retrieve("moi")
    assert again
    assert texts(again.events) == ["écrivez à [adresse e-mail] ou [téléphone], budget 15 000 euros"]
    assert again.get_slot("memory") == {
        "unclear": {"text": "[adresse e-mail]"}, "read": {"themes": ["[téléphone]"]}, "turn": 1.5, "asked": ["goal"],
    }  # fmt: skip


async def test_no_word_of_a_request_to_an_adviser_is_written(store: PrivateTrackerStore, url: str) -> None:
    def pending(name: str | None) -> SlotSet:
        return SlotSet("memory", {"pending": name, "request": "3f2a"})

    # GIVEN a person who agreed to send a request
    await turn(store, said("oui"), BotUttered("Quel nom ?"), pending(REQUEST))

    # WHEN the name is typed, repeated and confirmed
    await turn(
        store, said("Marie Lambert", entities=[{"entity": "place", "value": "63", "text": "Lambert"}]),
        BotUttered("Quelle adresse, Marie Lambert ?", {"buttons": [{"title": "Lambert", "payload": "/deny"}]}),
    )  # fmt: skip
    await turn(store, said("marie@exemple.fr"), BotUttered("Nom : Marie Lambert"), pending(None))
    await turn(store, said("un puits à Lomé"), BotUttered("Le Togo ?"))

    # THEN it is nowhere, what came before and after is, and which intents came too
    kept = written(url)
    assert "Lambert" not in kept
    assert "Quel nom ?" in kept
    tracker = await store.retrieve("moi")
    assert tracker
    assert texts(tracker.events) == ["oui", OF_REQUEST, OF_REQUEST, "un puits à Lomé"]
    assert {event.intent["name"] for event in tracker.events if isinstance(event, UserUttered)} == {"inform"}


async def test_turns_follow_each_other_as_in_rasa_s_own_store(store: PrivateTrackerStore, url: str) -> None:
    for number in range(3):
        await turn(store, said(f"message {number}"), ActionExecuted("action_collect"), ActionExecuted("action_listen"))

    tracker = await store.retrieve("moi")

    assert tracker
    assert texts(tracker.events) == ["message 0", "message 1", "message 2"]


async def test_an_erasure_leaves_nothing_from_before_and_the_conversation_goes_on(
    store: PrivateTrackerStore, url: str
) -> None:
    # GIVEN a conversation of some turns, and somebody else's
    await turn(store, ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen"))
    await turn(store, said("un secret"), SlotSet("project_text", "un secret"), BotUttered("un secret ?"))
    await turn(store, said("autre chose"), sender="une autre")

    # WHEN the person has it erased
    tracker = await turn(
        store, said("effacez mon secret"), ActionExecuted("action_privacy"), BotUttered("un secret effacé"),
        MARKER, SlotSet("project_text", None), SlotSet("memory", {"told_privacy": True}),
        ActionExecuted("action_listen"),
    )  # fmt: skip

    # THEN nothing said until then is left, in the database or in the tracker; the other conversation is
    assert "secret" not in written(url)
    assert texts(tracker.events) == []
    assert "autre chose" in written(url)

    # WHEN the conversation goes on, over several turns
    await turn(store, said("bonjour"), SlotSet("erased", None), ActionExecuted("action_listen"))
    await turn(store, said("et voilà"), ActionExecuted("action_listen"))

    # THEN each is kept once, with what followed the erasure
    after = await store.retrieve("moi")
    assert after
    assert texts(after.events) == ["bonjour", "et voilà"]
    assert after.get_slot("memory") == {"told_privacy": True}
    assert after.get_slot("project_text") is None

    # AND a second erasure works as the first
    await turn(store, said("effacez encore"), MARKER, ActionExecuted("action_listen"))
    assert "voil" not in written(url)
    assert "encore" not in written(url)


async def test_an_expired_session_is_erased_and_a_new_one_begins(store: PrivateTrackerStore, url: str) -> None:
    await turn(
        store, SessionStarted(), ActionExecuted("action_listen"), said("un secret"), SlotSet("project_text", "x")
    )

    await turn(
        store, ActionExecuted("action_session_start"), BotUttered("close"), SlotSet("erased", "expired"),
        SessionStarted(), ActionExecuted("action_listen"), said("bonjour"),
    )  # fmt: skip
    await turn(store, said("encore"))

    tracker = await store.retrieve("moi")
    assert tracker
    assert texts(tracker.events) == ["bonjour", "encore"]
    assert tracker.get_slot("project_text") is None
    assert "secret" not in written(url)


async def test_saving_a_tracker_twice_writes_it_once(store: PrivateTrackerStore) -> None:
    tracker = await turn(store, *(said(f"avant {n}") for n in range(5)), MARKER, said("après"))
    tracker.update(said("ensuite"))
    await store.save(tracker)
    await store.save(tracker)

    again = await store.retrieve("moi")
    assert again
    assert texts(again.events) == ["après", "ensuite"]


async def test_a_query_that_fails_is_reported_without_the_words(store: PrivateTrackerStore) -> None:
    tracker = await turn(store, said("bonjour"))
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE events")
    tracker.update(said("un secret"))

    with pytest.raises(Exception, match="events") as failure:
        await store.save(tracker)

    assert "secret" not in str(failure.value)


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
async def test_erased_words_are_in_no_file(sqlite_url: str, journal: str) -> None:
    # GIVEN a conversation long enough to fill pages, under either sort of journal
    store = opened(sqlite_url)
    file = Path(str(make_url(sqlite_url).database))
    # Somebody else has the file open, so that a write-ahead journal does not go away by itself.
    other = sqlite3.connect(file)
    other.execute(f"PRAGMA journal_mode={journal}")
    for number in range(15):
        await turn(store, said(f"Nerval et Sylvie {number} " + "mot " * 400), SlotSet("project_text", "Sylvie " * 300))
    assert other.execute("SELECT count(*) FROM events").fetchone()[0] > 20
    assert b"Sylvie" in b"".join(path.read_bytes() for path in file.parent.iterdir())

    await turn(store, said("effacez ma Sylvie"), MARKER, ActionExecuted("action_listen"))

    assert b"Sylvie" not in b"".join(path.read_bytes() for path in file.parent.iterdir())
    other.close()


def test_nobody_else_reads_the_file(sqlite_url: str) -> None:
    opened(sqlite_url)

    assert Path(str(make_url(sqlite_url).database)).stat().st_mode & 0o077 == 0


async def test_what_is_written_is_json_that_rasa_reads(store: PrivateTrackerStore, url: str) -> None:
    await turn(store, said("bonjour"))

    with create_engine(url).connect() as connection:
        rows = connection.exec_driver_sql("SELECT type_name, intent_name, data FROM events WHERE type_name = 'user'")
        [(kind, intent, data)] = rows.all()
    assert (kind, intent, json.loads(data)["text"]) == ("user", "inform", "bonjour")


async def test_in_memory_all_threads_see_one_store_that_masks_too() -> None:
    store = in_memory()
    store.domain = DOMAIN

    await asyncio.to_thread(asyncio.run, turn(store, said(f"joignez {MAIL}")))

    tracker = await store.retrieve("moi")
    assert tracker
    assert texts(tracker.events) == ["joignez [adresse e-mail]"]
