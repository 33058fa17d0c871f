"""What the messaging room must remember to lose no message and answer none twice: SQLite, one file.

The position in the homeserver's stream is written together with the messages that came before it; a message goes from
*waiting* (heard) to *answered* (the answer is known) to *done* (sent). Its words and its answer are wiped once it is
done: only its identifier stays, by which it is known when it is heard again.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_TABLES = """
CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS room (room TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS conversation (
    room TEXT NOT NULL, person TEXT NOT NULL, token TEXT NOT NULL, seen REAL NOT NULL, PRIMARY KEY (room, person)
);
CREATE TABLE IF NOT EXISTS message (
    number INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL UNIQUE, room TEXT NOT NULL, person TEXT NOT NULL,
    thread TEXT, body TEXT, answer TEXT, state TEXT NOT NULL, heard REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS message_waiting ON message (state, room, person);
CREATE TABLE IF NOT EXISTS thread (
    room TEXT NOT NULL, root TEXT NOT NULL, seen REAL NOT NULL, PRIMARY KEY (room, root)
);
CREATE TABLE IF NOT EXISTS sealed (
    event TEXT PRIMARY KEY, room TEXT NOT NULL, source TEXT NOT NULL, heard REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS sent (event TEXT PRIMARY KEY, room TEXT NOT NULL, seen REAL NOT NULL);
"""
WAITING, ANSWERED, DONE = "waiting", "answered", "done"


@dataclass(frozen=True)
class Message:
    """A message to answer. ``thread``: the root of the thread that the answer belongs to."""

    event: str
    room: str
    person: str
    thread: str | None
    body: str
    answer: list[dict[str, Any]] | None = None


@dataclass(frozen=True)
class Sealed:
    """An encrypted event whose key has not come. ``source``: the event as it was received."""

    event: str
    room: str
    source: Mapping[str, Any]
    heard: float


class Store:
    """All its methods are short and synchronous; made and used in one thread."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._db = sqlite3.connect(path, isolation_level=None)
        path.chmod(0o600)  # it holds the account's access and the keys to the conversations
        self._db.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; {_TABLES}")

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that is written inside is kept, or none of it."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def get(self, name: str) -> str | None:
        row = self._db.execute("SELECT value FROM kept WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def keep(self, name: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (name, value))

    def is_in(self, room: str) -> bool:
        return self._one("SELECT 1 FROM room WHERE room = ?", room)

    def entered(self, room: str) -> None:
        self._db.execute("INSERT OR IGNORE INTO room VALUES (?)", (room,))

    def left(self, room: str) -> None:
        """Forget a room: what waited there can no longer be answered."""
        for table in ("room", "conversation", "message", "thread", "sealed", "sent"):
            self._db.execute(f"DELETE FROM {table} WHERE room = ?", (room,))

    def hear(self, message: Message, at: float) -> bool:
        """Keep a message to answer; False when it was heard before."""
        done = self._db.execute(
            "INSERT OR IGNORE INTO message (event, room, person, thread, body, state, heard) VALUES (?,?,?,?,?,?,?)",
            (message.event, message.room, message.person, message.thread, message.body, WAITING, at),
        )
        return done.rowcount == 1

    def tell(self, room: str, key: str, thread: str | None, text: str, at: float) -> None:
        """Keep something to say of ourselves; once for each ``key``."""
        self._db.execute(
            "INSERT OR IGNORE INTO message (event, room, person, thread, answer, state, heard) VALUES (?,?,?,?,?,?,?)",
            (key, room, "", thread, json.dumps([{"text": text}]), ANSWERED, at),
        )

    def seal(self, event: str, room: str, source: Mapping[str, Any], at: float) -> None:
        """Keep an event that cannot be read yet."""
        self._db.execute("INSERT OR IGNORE INTO sealed VALUES (?,?,?,?)", (event, room, json.dumps(dict(source)), at))

    def sealed(self) -> list[Sealed]:
        rows = self._db.execute("SELECT event, room, source, heard FROM sealed ORDER BY rowid")
        return [Sealed(event, room, json.loads(source), heard) for event, room, source, heard in rows.fetchall()]

    def unsealed(self, event: str) -> None:
        self._db.execute("DELETE FROM sealed WHERE event = ?", (event,))

    def waiting(self) -> list[Message]:
        """What is to be answered or sent, in the order in which it was heard."""
        rows = self._db.execute(
            "SELECT event, room, person, thread, body, answer FROM message WHERE state != ? ORDER BY number", (DONE,)
        )
        return [_message(row) for row in rows]

    def next_of(self, room: str, person: str) -> Message | None:
        """The oldest message of that person there that is not done."""
        row = self._db.execute(
            "SELECT event, room, person, thread, body, answer FROM message "
            "WHERE state != ? AND room = ? AND person = ? ORDER BY number LIMIT 1",
            (DONE, room, person),
        ).fetchone()
        return _message(row) if row else None

    def count_waiting(self, room: str, person: str) -> int:
        query = "SELECT COUNT(*) FROM message WHERE state = ? AND room = ? AND person = ?"
        return int(self._db.execute(query, (WAITING, room, person)).fetchone()[0])

    def state_of(self, event: str) -> str | None:
        row = self._db.execute("SELECT state FROM message WHERE event = ?", (event,)).fetchone()
        return row[0] if row else None

    def is_last(self, event: str, room: str, person: str) -> bool:
        """Whether that message is the last that the person wrote there for us."""
        row = self._db.execute(
            "SELECT event FROM message WHERE room = ? AND person = ? ORDER BY number DESC LIMIT 1", (room, person)
        ).fetchone()
        return row is not None and row[0] == event

    def thread_of(self, event: str) -> str | None:
        row = self._db.execute("SELECT thread FROM message WHERE event = ?", (event,)).fetchone()
        return row[0] if row else None

    def reword(self, event: str, person: str, body: str) -> bool:
        """Replace the words of a message that is not answered yet; False when it is too late, or not that person's."""
        changed = self._db.execute(
            "UPDATE message SET body = ? WHERE event = ? AND person = ? AND state = ?", (body, event, person, WAITING)
        )
        return changed.rowcount == 1

    def withdraw(self, event: str) -> bool:
        """A message that its author deleted before it was answered; False when it is too late."""
        changed = self._db.execute(
            "UPDATE message SET state = ?, body = NULL WHERE event = ? AND state = ?", (DONE, event, WAITING)
        )
        return changed.rowcount == 1

    def answered(self, message: Message, answer: Sequence[dict[str, Any]]) -> None:
        """The answer is known and not sent yet."""
        self._db.execute(
            "UPDATE message SET state = ?, answer = ? WHERE event = ?",
            (ANSWERED, json.dumps(list(answer)), message.event),
        )

    def done(self, message: Message) -> None:
        self._db.execute(
            "UPDATE message SET state = ?, body = NULL, answer = NULL WHERE event = ?", (DONE, message.event)
        )

    def conversation(self, room: str, person: str) -> str | None:
        """The token of that person's conversation there."""
        row = self._db.execute(
            "SELECT token FROM conversation WHERE room = ? AND person = ?", (room, person)
        ).fetchone()
        return row[0] if row else None

    def opened(self, room: str, person: str, token: str, at: float) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO conversation (room, person, token, seen) VALUES (?,?,?,?)",
            (room, person, token, at),
        )

    def seen(self, room: str, person: str, at: float) -> None:
        self._db.execute("UPDATE conversation SET seen = ? WHERE room = ? AND person = ?", (at, room, person))

    def closed(self, room: str, person: str) -> None:
        """Forget that conversation: the next message opens another."""
        self._db.execute("DELETE FROM conversation WHERE room = ? AND person = ?", (room, person))

    def join_thread(self, room: str, root: str, at: float) -> None:
        self._db.execute("INSERT OR REPLACE INTO thread VALUES (?,?,?)", (room, root, at))

    def takes_part(self, room: str, root: str) -> bool:
        return self._one("SELECT 1 FROM thread WHERE room = ? AND root = ?", room, root)

    def sent(self, event: str, room: str, at: float) -> None:
        self._db.execute("INSERT OR REPLACE INTO sent VALUES (?,?,?)", (event, room, at))

    def is_ours(self, event: str) -> bool:
        return self._one("SELECT 1 FROM sent WHERE event = ?", event)

    def purge(self, before: float) -> None:
        """Forget what was last seen before that time (seconds since 1970), but for what still waits."""
        self._db.execute("DELETE FROM conversation WHERE seen < ?", (before,))
        self._db.execute("DELETE FROM thread WHERE seen < ?", (before,))
        self._db.execute("DELETE FROM sent WHERE seen < ?", (before,))
        self._db.execute("DELETE FROM message WHERE heard < ? AND state = ?", (before, DONE))

    def _one(self, query: str, *values: str) -> bool:
        return self._db.execute(query, values).fetchone() is not None


def _message(row: tuple[Any, ...]) -> Message:
    event, room, person, thread, body, answer = row
    return Message(event, room, person, thread, body or "", None if answer is None else json.loads(answer))
