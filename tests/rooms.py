"""Rooms of a real homeserver for tests: the assistant's own process there, and people who talk to it."""

import json
import os
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.settings import ROOT
from tests.homeserver import Homeserver

PATIENCE = 60.0  # seconds


def python_of_rooms() -> Path:
    """The interpreter of the messaging room's environment, which the set-up makes when it is not there."""
    subprocess.run([ROOT / "scripts" / "setup", "--matrix"], check=True, stdout=subprocess.DEVNULL)
    return ROOT / ".venv-matrix" / "bin" / "python"


@dataclass(eq=False)
class Person:
    """Somebody's client. ``heard``: what was seen in all rooms so far."""

    homeserver: Homeserver
    name: str
    folder: Path
    heard: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.id = self.homeserver.register(self.name, f"word of {self.name}")
        self.folder.mkdir(parents=True)
        command = [python_of_rooms(), ROOT / "tests" / "room_user.py", self.homeserver.url, self.id]
        with (self.folder / "client.log").open("wb") as log:
            self._client = subprocess.Popen(
                [*map(str, command), f"word of {self.name}", str(self.folder)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
            )  # fmt: skip

    def do(self, what: str, **how: Any) -> Any:
        assert self._client.stdin
        assert self._client.stdout
        self._client.stdin.write(json.dumps({"do": what, **how}) + "\n")
        self._client.stdin.flush()
        answer = json.loads(self._client.stdout.readline())
        assert "error" not in answer, answer
        return answer["ok"]

    def leave(self) -> None:
        assert self._client.stdin
        self._client.stdin.close()
        self._client.wait(20)

    def open_room(
        self, *invited: str, direct: bool = True, encrypted: bool = False, levels: dict[str, Any] | None = None
    ) -> str:
        return str(self.do("create", invite=list(invited), direct=direct, encrypted=encrypted, levels=levels))

    def say(self, room: str, text: str, **relation: Any) -> str:
        """Write in a room; ``thread``, ``reply`` and ``edit`` are events, ``mentions`` people."""
        content: dict[str, Any] = {"msgtype": "m.text", "body": text}
        if people := relation.get("mentions"):
            content["m.mentions"] = {"user_ids": people}
        if root := relation.get("thread"):
            content["m.relates_to"] = {"rel_type": "m.thread", "event_id": root}
        if event := relation.get("reply"):
            content["m.relates_to"] = {"m.in_reply_to": {"event_id": event}}
        if event := relation.get("edit"):
            content |= {"body": f"* {text}", "m.new_content": {"msgtype": "m.text", "body": text}}
            content["m.relates_to"] = {"rel_type": "m.replace", "event_id": event}
        return str(self.do("send", room=room, content=content))

    def listen(self) -> None:
        self.heard += self.do("seen")

    def of(self, sender: str, room: str) -> list[dict[str, Any]]:
        """The contents of what that account said in the room, as far as this person saw it."""
        return [h["content"] | {"event": h["event"]} for h in self.heard if (h["sender"], h["room"]) == (sender, room)]

    def wait_for(self, sender: str, room: str, number: int) -> list[dict[str, Any]]:
        """Until that account has said so many messages in the room."""
        deadline = time.monotonic() + PATIENCE
        while len(said := self.of(sender, room)) < number:
            assert time.monotonic() < deadline, [content.get("body") for content in said]
            self.listen()
        return said

    def wait_until_quiet(self, sender: str, room: str, seconds: float = 3.0) -> list[dict[str, Any]]:
        """Until that account has said nothing more for so long."""
        quiet_since, number = time.monotonic(), len(self.of(sender, room))
        while time.monotonic() - quiet_since < seconds:
            self.listen()
            if len(self.of(sender, room)) != number:
                quiet_since, number = time.monotonic(), len(self.of(sender, room))
        return self.of(sender, room)

    def ask(self, sender: str, room: str, text: str, **relation: Any) -> str:
        """Write, and give the whole answer, whatever its messages."""
        before = len(self.of(sender, room))
        self.say(room, text, **relation)
        self.wait_for(sender, room, before + 1)
        said = self.wait_until_quiet(sender, room, 1.5)
        return "\n".join(content.get("body", "") for content in said[before:])


@dataclass
class RoomProcess:
    """The assistant's own process in the rooms; ``environment``: its settings."""

    environment: dict[str, str]
    log: Path
    _process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [python_of_rooms(), "-m", "assistant.channels.matrix"],
                cwd=ROOT, env=dict(os.environ) | self.environment, stdout=log, stderr=log,
            )  # fmt: skip

    def kill(self) -> None:
        """As a power cut would."""
        assert self._process
        self._process.kill()
        self._process.wait()

    def stop(self) -> int:
        assert self._process
        self._process.terminate()
        return self._process.wait(30)
