"""From messages that wait to answers that are sent: none lost, none twice, whatever goes wrong between."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.channels.matrix.answering import Answering, RoomGone
from assistant.channels.matrix.gateway import Gateway, Later, Refused, UnknownConversation
from assistant.channels.matrix.notices import DELAYED, FAILED, MANY, NOT_JOINED
from assistant.channels.matrix.rendering import Part
from assistant.channels.matrix.store import Message, Store

ASK = {"text": "Qui porte ?", "buttons": [{"title": "Une commune", "payload": "/inform"}], "custom": None}
SHEET = {"text": "Votre fiche", "custom": {"type": "sheet", "pdf": "https://site/fiche/a.pdf", "ics": None}}


class StandInGateway(Gateway):
    """Answers ``answer``; ``problems`` are raised first, one a call."""

    def __init__(self, answer: dict[str, Any] = ASK, problems: tuple[Exception, ...] = ()) -> None:
        self.answer, self.problems = answer, list(problems)
        self.said: list[tuple[str, str, str]] = []
        self.opened = 0

    async def open(self) -> str:
        self.opened += 1
        return f"token {self.opened}"

    async def send(self, token: str, message_id: str, text: str) -> list[dict[str, Any]]:
        self.said.append((token, message_id, text))
        await asyncio.sleep(0)
        if self.problems:
            raise self.problems.pop(0)
        return [self.answer]

    async def file(self, address: str) -> tuple[str, str, bytes]:
        if self.problems:
            raise self.problems.pop(0)
        return "fiche.pdf", "application/pdf", b"%PDF"


class StandInRooms:
    """Keeps what was said, once for each transaction, as the homeserver does. ``dies_after``: sends before it stops."""

    def __init__(self) -> None:
        self.said: dict[str, tuple[str, str]] = {}
        self.files: list[tuple[str, tuple[str, str, bytes]]] = []
        self.dies_after: int | None = None
        self.gone: set[str] = set()

    async def say(self, room: str, part: Part, thread: str | None, reply_to: str, transaction: str) -> None:
        if room in self.gone:
            raise RoomGone
        if self.dies_after == len(self.said):
            raise asyncio.CancelledError
        self.said.setdefault(transaction, (room, part.text))

    async def give(
        self, room: str, file: tuple[str, str, bytes], thread: str | None, reply_to: str, transaction: str
    ) -> None:
        self.files.append((room, file))

    async def typing(self, room: str, on: bool) -> None:
        pass

    def texts(self, room: str = "!r") -> list[str]:
        return [text for where, text in self.said.values() if where == room]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "room.sqlite")
    yield store
    store.close()


def hear(store: Store, *bodies: str, room: str = "!r", person: str = "@a:m") -> None:
    for body in bodies:
        store.hear(Message(f"${room}{person}{body}", room, person, None, body), 1.0)


async def answer(store: Store, gateway: StandInGateway, rooms: StandInRooms) -> list[float]:
    """Answer all that waits; returns the pauses that were made."""
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    answering = Answering(store, gateway, rooms, pause)
    answering.wake()
    await answering.idle()
    return pauses


async def test_messages_are_answered_in_order_in_one_conversation_a_person_and_room(store: Store) -> None:
    gateway, rooms = StandInGateway(), StandInRooms()
    hear(store, "bonjour", "1")
    hear(store, "bonsoir", person="@b:m")
    hear(store, "salut", room="!s")

    await answer(store, gateway, rooms)

    of_a = [(token, said) for token, event, said in gateway.said if "!r@a:m" in event]
    assert of_a == [("token 1", "bonjour"), ("token 1", "1")]
    assert len({token for token, _, _ in gateway.said}) == 3
    assert store.waiting() == []


async def test_a_gateway_that_is_away_is_waited_for_and_the_person_told_once(store: Store) -> None:
    gateway = StandInGateway(problems=(Later(5.0, busy=False), Later(5.0, busy=False)))
    rooms = StandInRooms()
    hear(store, "bonjour")

    pauses = await answer(store, gateway, rooms)

    assert pauses == [5.0, 10.0]
    assert [event for _, event, _ in gateway.said] == ["$!r@a:mbonjour"] * 3
    assert [text.splitlines()[0] for text in rooms.texts()] == [DELAYED, "Qui porte ?"]


async def test_a_busy_gateway_is_waited_for_in_silence(store: Store) -> None:
    rooms = StandInRooms()
    hear(store, "bonjour")
    pauses = await answer(store, StandInGateway(problems=(Later(3.0, busy=True), Later(3.0, busy=True))), rooms)
    assert pauses == [3.0, 3.0]
    assert len(rooms.texts()) == 1


async def test_a_refusal_is_passed_on_and_the_next_message_is_answered(store: Store) -> None:
    rooms = StandInRooms()
    hear(store, "x" * 3000, "bonjour")
    await answer(store, StandInGateway(problems=(Refused("Votre message est trop long."),)), rooms)
    assert [text.splitlines()[0] for text in rooms.texts()] == ["Votre message est trop long.", "Qui porte ?"]


async def test_a_conversation_that_the_gateway_no_longer_knows_is_opened_again(store: Store) -> None:
    gateway, rooms = StandInGateway(problems=(UnknownConversation(),)), StandInRooms()
    hear(store, "bonjour")
    await answer(store, gateway, rooms)
    assert [token for token, _, _ in gateway.said] == ["token 1", "token 2"]
    assert len(rooms.texts()) == 1


async def test_a_message_that_breaks_something_does_not_hold_up_the_next(store: Store) -> None:
    rooms = StandInRooms()
    hear(store, "bizarre", "bonjour")
    await answer(store, StandInGateway(problems=(ValueError("?"),)), rooms)
    assert [text.splitlines()[0] for text in rooms.texts()] == [FAILED, "Qui porte ?"]


@pytest.mark.parametrize("sends", range(4))
async def test_stopped_at_any_moment_nothing_is_lost_or_said_twice(store: Store, sends: int) -> None:
    gateway, rooms = StandInGateway(), StandInRooms()
    hear(store, "un", "deux", "trois", "quatre")
    rooms.dies_after = sends
    await answer(store, gateway, rooms)

    rooms.dies_after = None
    await answer(store, gateway, rooms)

    assert len(rooms.texts()) == 4
    assert len({event for _, event, _ in gateway.said}) == 4
    assert len(gateway.said) == 4


async def test_the_sheet_is_given_as_a_file_or_its_address_is_left(store: Store) -> None:
    rooms = StandInRooms()
    hear(store, "une fiche")
    await answer(store, StandInGateway(SHEET), rooms)
    assert rooms.files == [("!r", ("fiche.pdf", "application/pdf", b"%PDF"))]

    class NoFile(StandInGateway):
        async def file(self, address: str) -> tuple[str, str, bytes]:
            raise Later(1.0, busy=False)

    hear(store, "encore une fiche")
    await answer(store, NoFile(SHEET), rooms)
    assert rooms.texts()[-1] == NOT_JOINED


async def test_a_room_that_we_were_put_out_of_is_forgotten_and_the_others_answered(store: Store) -> None:
    gateway, rooms = StandInGateway(), StandInRooms()
    rooms.gone = {"!r"}
    hear(store, "bonjour", "1")
    hear(store, "bonjour", room="!s")
    await answer(store, gateway, rooms)
    assert store.waiting() == []
    assert store.conversation("!r", "@a:m") is None
    assert len(rooms.texts("!s")) == 1


async def test_a_flood_is_said_to_be_answered_in_order_and_does_not_hold_up_others(store: Store) -> None:
    gateway, rooms = StandInGateway(), StandInRooms()
    hear(store, *(f"message {n}" for n in range(40)))
    hear(store, "bonjour", person="@b:m")
    await answer(store, gateway, rooms)
    assert rooms.texts()[0] == MANY
    assert len(rooms.texts()) == 42
    assert [event for _, event, _ in gateway.said].index("$!r@b:mbonjour") < 5


async def test_a_message_deleted_while_it_waited_is_not_answered(store: Store) -> None:
    gateway, rooms = StandInGateway(problems=(Later(1.0, busy=True),)), StandInRooms()
    hear(store, "bonjour")

    async def delete(seconds: float) -> None:
        store.withdraw("$!r@a:mbonjour")

    answering = Answering(store, gateway, rooms, delete)
    answering.wake()
    await answering.idle()
    assert rooms.texts() == []
    assert len(gateway.said) == 1
