"""The messaging room on a real homeserver, with real clients, the real gateway, model and actions behind it."""

import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.channels.matrix import notices
from assistant.channels.matrix.rendering import parts
from assistant.channels.platforms.rendering import BY_NUMBER
from tests.homeserver import Homeserver
from tests.rooms import PATIENCE, Person, RoomProcess
from tests.served import Assistant, own_environment, started

NAME, WORD = "assistant", "word of the assistant"
PROJECT = "nous sommes une commune de Haute-Loire et nous voulons nous jumeler avec une ville italienne, 20 000 euros"


@pytest.fixture(scope="module")
def stack(trained_model: Path, loaded_base: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    environment = own_environment(tmp_path_factory.mktemp("var"), trained_model, loaded_base)
    environment |= {"MESSAGES_PER_MINUTE": "0", "AS_OF": "2026-11-27"}
    running = Assistant(started(environment), environment, [])
    try:
        running.wait_until_ready()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def homeserver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homeserver]:
    running = Homeserver(tmp_path_factory.mktemp("homeserver"))
    running.start()
    running.register(NAME, WORD)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def me(homeserver: Homeserver) -> str:
    return "@assistant:matrix.test"


@pytest.fixture(scope="module")
def room(
    stack: Assistant, homeserver: Homeserver, me: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RoomProcess]:
    folder = tmp_path_factory.mktemp("room")
    (folder / "password").write_text(WORD + "\n")
    settings = {
        "MATRIX_HOMESERVER": homeserver.url,
        "MATRIX_USER": me,
        "MATRIX_PASSWORD_FILE": str(folder / "password"),
        "VAR_DIR": stack.environment["VAR_DIR"],
        "PORT": stack.environment["PORT"],
    }
    process = RoomProcess(settings, folder / "room.log")
    process.start()
    yield process
    code = process.stop()
    assert code == 0
    # What people write is in no log.
    assert "Haute-Loire" not in (folder / "room.log").read_text()


@pytest.fixture(scope="module")
def people(homeserver: Homeserver, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Person]]:
    folder = tmp_path_factory.mktemp("people")
    everybody = {name: Person(homeserver, name, folder / name) for name in ("mairie", "lycee")}
    yield everybody
    for person in everybody.values():
        person.leave()


@pytest.fixture
def mairie(room: RoomProcess, people: dict[str, Person]) -> Person:
    return people["mairie"]


@pytest.fixture
def lycee(room: RoomProcess, people: dict[str, Person]) -> Person:
    return people["lycee"]


def shared(person: Person, me: str, **how: Any) -> str:
    """A room of the two, once the assistant has entered it."""
    opened = person.open_room(me, **how)
    person.wait_for(me, opened, 1)
    return opened


def test_a_whole_orientation_in_a_direct_room(mairie: Person, me: str) -> None:
    room = shared(mairie, me)
    assert mairie.of(me, room)[0]["body"] == notices.welcome(direct=True)

    # WHEN a project is told, and the recap confirmed by a number
    recap = mairie.ask(me, room, PROJECT)
    assert "Porteur : commune" in recap
    assert BY_NUMBER in recap
    found = mairie.ask(me, room, "1")

    # THEN the programmes are given in formatted text, with links, as plain text too
    assert "CERV - Jumelage de villes" in found
    assert "RESACOOP" in found
    formatted = "".join(content.get("formatted_body", "") for content in mairie.of(me, room))
    assert "<strong>Pourquoi :</strong>" in formatted
    assert '<a href="https://' in formatted
    # AND somebody was seen to type
    assert mairie.do("typing") >= 1

    # WHEN the sheet is asked for, in words that are those of a choice
    mairie.ask(me, room, "je voudrais une fiche en PDF")
    files = [content for content in mairie.of(me, room) if content.get("msgtype") == "m.file"]
    assert [content["info"]["mimetype"] for content in files] == ["application/pdf", "text/calendar"]
    assert mairie.do("download", url=files[0]["url"]) > 10_000

    # WHEN all is erased
    assert "effacé" in mairie.ask(me, room, "effacez ma conversation") + mairie.ask(me, room, "oui")
    assert "Haute-Loire" not in mairie.ask(me, room, "que savez-vous de mon projet ?")


def test_an_encrypted_room_is_read_and_answered_encrypted(mairie: Person, me: str) -> None:
    room = shared(mairie, me, encrypted=True)

    assert "Cantal" in mairie.ask(me, room, "nous sommes une association du Cantal")
    mairie.ask(me, room, PROJECT)
    mairie.ask(me, room, "oui")
    mairie.ask(me, room, "une fiche en PDF")
    files = [content for content in mairie.of(me, room) if content.get("msgtype") == "m.file"]
    assert mairie.do("download", url=files[0]["file"]["url"], file=files[0]["file"]) > 10_000
    assert all("url" not in content for content in files)


def test_in_a_group_only_those_who_call_it_are_answered_each_in_their_own_conversation(
    mairie: Person, lycee: Person, me: str
) -> None:
    room = mairie.open_room(me, lycee.id, direct=False)
    mairie.wait_for(me, room, 1)
    lycee.listen()
    assert lycee.do("join") == [room]
    assert mairie.of(me, room)[0]["body"] == notices.welcome(direct=False)

    # WHEN people talk to each other
    mairie.say(room, "bonjour, la réunion est à 14 h")
    lycee.say(room, "notre assistant d'éducation viendra")
    assert len(mairie.wait_until_quiet(me, room)) == 1

    # WHEN both call the assistant at once
    mine = mairie.say(room, "assistant : nous sommes une commune de Haute-Loire")
    theirs = lycee.say(room, "nous sommes un lycée de l'Allier", mentions=[me])
    mairie.wait_for(me, room, 3)
    said = mairie.wait_until_quiet(me, room)[1:]

    # THEN each is answered in a thread of their own, about their own project
    def thread(root: str) -> str:
        return "\n".join(c["body"] for c in mairie.of(me, room) if c.get("m.relates_to", {}).get("event_id") == root)

    assert {content["m.relates_to"]["event_id"] for content in said} == {mine, theirs}
    assert "Haute-Loire" in thread(mine)
    assert "Allier" not in thread(mine)
    assert "Allier" in thread(theirs)
    assert "Haute-Loire" not in thread(theirs)

    # WHEN they go on in their threads, without calling it, the facts stay with each
    mairie.ask(me, room, "nous voulons un jumelage avec une ville italienne", thread=mine)
    lycee.ask(me, room, "un échange de jeunes avec la Pologne", thread=theirs)
    mairie.wait_until_quiet(me, room)
    assert "Italie" in thread(mine)
    assert "Pologne" not in thread(mine)
    assert "Italie" not in thread(theirs)

    # AND a reply to what it said is for it
    assert mairie.ask(me, room, "merci", reply=said[0]["event"])


def test_edited_and_deleted_messages_files_and_malformed_events(mairie: Person, me: str) -> None:
    room = shared(mairie, me)
    first = mairie.say(room, "nous sommes une commune du Cantal")
    mairie.wait_for(me, room, 2)
    mairie.wait_until_quiet(me, room)

    # WHEN the last message is edited, its new words are answered
    before = len(mairie.of(me, room))
    mairie.say(room, "nous sommes une association du Cantal", edit=first)
    mairie.wait_for(me, room, before + 1)
    assert "association" in "\n".join(c["body"] for c in mairie.wait_until_quiet(me, room)[before:])

    # WHEN what was answered is deleted, it is said how to have all erased
    before = len(mairie.of(me, room))
    mairie.do("delete", room=room, event=first)
    mairie.wait_for(me, room, before + 1)
    assert mairie.of(me, room)[-1]["body"] == notices.DELETED

    # WHEN a file or nonsense comes, the one is answered and the other passed over
    before = len(mairie.of(me, room))
    mairie.do("send", room=room, content={"msgtype": "m.image", "body": "logo.png", "url": "mxc://matrix.test/x"})
    mairie.wait_for(me, room, before + 1)
    assert mairie.of(me, room)[-1]["body"] == notices.FILE
    for nonsense in ({}, {"msgtype": "m.text"}, {"msgtype": "m.text", "body": ["x"]}, {"body": {}, "m.relates_to": 3}):
        mairie.do("send_anything", room=room, content=nonsense)
    assert mairie.ask(me, room, "merci")


def test_put_out_of_a_room_it_goes_on_elsewhere_and_comes_back_when_invited(mairie: Person, me: str) -> None:
    elsewhere = shared(mairie, me)
    room = shared(mairie, me, direct=False)
    assert mairie.ask(me, room, "nous sommes une commune du Cantal")
    assert mairie.do("kick", room=room, user=me) == "RoomKickResponse"
    assert mairie.ask(me, elsewhere, "bonjour")

    before = len(mairie.of(me, room))
    mairie.do("invite", room=room, user=me)
    mairie.wait_for(me, room, before + 1)
    assert mairie.ask(me, room, "bonjour")


def test_an_invitation_from_elsewhere_is_declined(mairie: Person, me: str, room: RoomProcess) -> None:
    room.stop()
    everyone = dict(room.environment)
    try:
        room.environment["MATRIX_ALLOWED"] = "ailleurs.test"
        room.start()
        opened = mairie.open_room(me)
        deadline = time.monotonic() + PATIENCE
        while mairie.do("membership", room=opened, user=me) == "invite":
            assert time.monotonic() < deadline
            time.sleep(0.2)
        assert mairie.do("membership", room=opened, user=me) == "leave"
    finally:
        room.stop()
        room.environment = everyone
        room.start()


def test_a_homeserver_that_says_slow_down_gets_the_whole_answer_in_time(
    mairie: Person, me: str, homeserver: Homeserver
) -> None:
    room = shared(mairie, me)
    mairie.ask(me, room, PROJECT)
    homeserver.stop()
    homeserver.settings["rc_message"] = {"per_second": 2, "burst_count": 2}
    homeserver.start()
    try:
        before = len(mairie.of(me, room))
        mairie.say(room, "oui")
        mairie.wait_for(me, room, before + 4)
        said = "\n".join(content["body"] for content in mairie.wait_until_quiet(me, room)[before:])
    finally:
        homeserver.stop()
        del homeserver.settings["rc_message"]
        homeserver.start()

    for part in ("Voici ce qui correspond", "CERV - Jumelage de villes", "plan de financement", "À appeler d'abord"):
        assert said.count(part) >= 1
    assert said.count("À appeler d'abord") == 1


def test_nothing_is_lost_or_doubled_whatever_stops_and_when(
    mairie: Person, lycee: Person, me: str, room: RoomProcess, homeserver: Homeserver, stack: Assistant
) -> None:
    """Two people write 500 messages in ten rooms, faster than is answered, while all is killed and started again."""
    said = ("bonjour", "c'est quoi un GECT ?", "merci", "qu'est-ce que RESACOOP ?", "au revoir")
    rooms = [(person, shared(person, me)) for person in (mairie, lycee) for _ in range(5)]
    for number in range(50):
        for person, where in rooms:
            person.say(where, f"{said[number % len(said)]} ({number})")
        if number in (8, 24):
            room.kill()
        if number in (12, 28):
            room.start()
        if number == 18:
            homeserver.stop()
            homeserver.start()
        if number == 36:
            room.kill()
            homeserver.stop()
            homeserver.start()
            room.start()

    for person, where in rooms:
        deadline = time.monotonic() + 10 * PATIENCE
        while waiting(stack, where):
            assert time.monotonic() < deadline
            time.sleep(0.2)
        typed, answered = kept(stack, where, person.id)

        # THEN each message was answered once, in its order
        assert [text.rpartition("(")[2] for text in typed] == [f"{number})" for number in range(50)]
        # AND each answer was said once, in its order
        shown = person.do("history", room=where, sender=me)
        told = [part.text for answer in answered for part in parts(answer)]
        assert [text for text in shown if text not in (notices.welcome(direct=True), notices.MANY)] == told


def store(stack: Assistant) -> Path:
    return Path(stack.environment["VAR_DIR"]) / "matrix" / "room.sqlite"


def waiting(stack: Assistant, room: str) -> int:
    with sqlite3.connect(store(stack)) as opened:
        query = "SELECT COUNT(*) FROM message WHERE room = ? AND state != 'done'"
        return int(opened.execute(query, (room,)).fetchone()[0])


def kept(stack: Assistant, room: str, person: str) -> tuple[list[str], list[list[dict[str, Any]]]]:
    """What Rasa keeps of that person's conversation there: the words typed, and the answer to each."""
    with sqlite3.connect(store(stack)) as opened:
        query = "SELECT token FROM conversation WHERE room = ? AND person = ?"
        sender = opened.execute(query, (room, person)).fetchone()[0].partition(".")[0]
    with sqlite3.connect(Path(stack.environment["VAR_DIR"]) / "conversations.sqlite") as opened:
        rows = opened.execute("SELECT data FROM events WHERE sender_id = ? ORDER BY id", (sender,)).fetchall()
    typed: list[str] = []
    answers: list[list[dict[str, Any]]] = []
    for event in (json.loads(row[0]) for row in rows):
        if event["event"] == "user" and event.get("message_id"):
            typed.append(event["text"])
            answers.append([])
        elif event["event"] == "bot":
            data = event.get("data") or {}
            answers[-1].append({"text": event["text"], "buttons": data.get("buttons"), "custom": data.get("custom")})
    return typed, answers
