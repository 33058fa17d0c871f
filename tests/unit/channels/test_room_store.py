"""What the room remembers, across a stop at any moment."""

from pathlib import Path

import pytest

from assistant.channels.matrix.store import ANSWERED, DONE, WAITING, Message, Store

ONE = Message("$1", "!r", "@a:m", None, "bonjour")
TWO = Message("$2", "!r", "@a:m", None, "une commune")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "room" / "room.sqlite"


@pytest.fixture
def store(path: Path) -> Store:
    return Store(path)


def test_a_message_heard_twice_is_kept_once_in_its_order(store: Store) -> None:
    assert store.hear(ONE, 1.0)
    assert store.hear(TWO, 2.0)
    assert not store.hear(ONE, 3.0)
    assert store.waiting() == [ONE, TWO]


def test_an_answer_that_was_not_sent_is_there_at_the_next_start(store: Store, path: Path) -> None:
    store.opened("!r", "@a:m", "token", 1.0)
    store.hear(ONE, 1.0)
    store.answered(ONE, [{"text": "Bonjour"}])
    store.close()

    again = Store(path)
    message = again.next_of("!r", "@a:m")
    assert message is not None
    assert message.answer == [{"text": "Bonjour"}]
    assert again.conversation("!r", "@a:m") == "token"


def test_what_is_done_leaves_its_identifier_alone(store: Store, path: Path) -> None:
    store.hear(ONE, 1.0)
    store.answered(ONE, [{"text": "Vous portez un projet secret"}])
    store.done(ONE)
    assert store.state_of("$1") == DONE
    assert not store.hear(ONE, 2.0)
    store.close()

    kept = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"bonjour" not in kept
    assert b"secret" not in kept


def test_the_position_and_the_messages_are_kept_together_or_not_at_all(store: Store) -> None:
    def fail() -> None:
        with store.together():
            store.hear(ONE, 1.0)
            store.keep("since", "s2")
            raise ValueError

    store.keep("since", "s1")
    with pytest.raises(ValueError):  # noqa: PT011
        fail()
    assert store.waiting() == []
    assert store.get("since") == "s1"


def test_an_edit_or_a_withdrawal_reaches_what_waits_only(store: Store) -> None:
    store.hear(ONE, 1.0)
    assert not store.reword("$1", "@other:m", "faux")
    assert store.reword("$1", "@a:m", "bonsoir")
    assert store.waiting()[0].body == "bonsoir"

    store.hear(TWO, 1.0)
    assert store.withdraw("$2")
    assert store.waiting() == [Message("$1", "!r", "@a:m", None, "bonsoir")]

    store.answered(ONE, [])
    assert store.state_of("$1") == ANSWERED
    assert not store.reword("$1", "@a:m", "trop tard")
    assert not store.withdraw("$1")


def test_a_notice_is_said_once(store: Store) -> None:
    store.tell("!r", "welcome !r", None, "Bonjour", 1.0)
    store.tell("!r", "welcome !r", None, "Bonjour", 2.0)
    assert [message.answer for message in store.waiting()] == [[{"text": "Bonjour"}]]


def test_a_room_that_is_left_is_forgotten(store: Store) -> None:
    store.entered("!r")
    store.opened("!r", "@a:m", "token", 1.0)
    store.hear(ONE, 1.0)
    store.left("!r")
    assert not store.is_in("!r")
    assert store.waiting() == []
    assert store.conversation("!r", "@a:m") is None


def test_what_is_old_goes_and_what_waits_stays(store: Store) -> None:
    store.opened("!r", "@a:m", "token", 10.0)
    store.hear(ONE, 10.0)
    store.hear(TWO, 10.0)
    store.done(ONE)
    store.join_thread("!r", "$t", 10.0)
    store.sent("$s", "!r", 10.0)
    store.purge(before=11.0)

    assert store.conversation("!r", "@a:m") is None
    assert store.state_of("$1") is None
    assert store.state_of("$2") == WAITING
    assert not store.takes_part("!r", "$t")
    assert not store.is_ours("$s")


def test_nobody_else_of_the_machine_reads_it(store: Store, path: Path) -> None:
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
