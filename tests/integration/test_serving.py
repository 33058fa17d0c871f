"""The assistant as it is really run: both servers, the real model, on ports of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.serving.client import Unreachable, send
from assistant.serving.supervisor import read_procfile
from assistant.settings import ROOT

_PATIENCE = 120.0  # seconds for the servers to be there, or gone


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@dataclass
class Assistant:
    process: "subprocess.Popen[str]"
    port: int
    environment: dict[str, str]
    said: list[str]

    def wait_until_ready(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)
            if self.url in line:
                return
        raise AssertionError("".join(self.said))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        self.process.terminate()
        self.process.communicate(timeout=_PATIENCE)

    def restart(self) -> None:
        """Stop, and start again with the same files; ready when this returns."""
        self.stop()
        self.process, self.said = started(self.environment), []
        self.wait_until_ready()

    def servers(self) -> list[int]:
        """The processes that carry this run's own folder in their environment, the supervisor excepted."""
        mark = f"VAR_DIR={self.environment['VAR_DIR']}".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (folder / "environ").read_bytes().split(b"\0") and int(folder.name) != self.process.pid:
                    found.append(int(folder.name))
            except OSError:
                continue  # it ended, or belongs to someone else
        return found

    def all_gone(self) -> bool:
        deadline = time.monotonic() + _PATIENCE
        while self.servers() and time.monotonic() < deadline:
            time.sleep(0.1)
        return not self.servers()


def started(environment: dict[str, str]) -> "subprocess.Popen[str]":
    """«python -m assistant run», as it is really started."""
    return subprocess.Popen(
        [sys.executable, "-m", "assistant", "run"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture
def assistant(trained_model: Path, loaded_base: str, tmp_path: Path) -> Iterator[Assistant]:
    port = free_port()
    environment = dict(os.environ) | {
        "RASA_PORT": str(port),
        "ACTIONS_PORT": str(free_port()),
        "PORT": str(free_port()),
        "VAR_DIR": str(tmp_path),
        "MODEL_DIR": str(trained_model.parent),
        "BASE_URL": loaded_base,
    }
    # A test run by "make" is not itself the "make" to follow.
    environment.pop("MAKELEVEL", None)
    running = Assistant(started(environment), port, environment, [])
    try:
        yield running
    finally:
        running.stop()


def test_it_starts_answers_remembers_and_stops_with_all_its_processes(assistant: Assistant) -> None:
    assistant.wait_until_ready()

    # THEN it says where to talk to it, and answers there
    assert any("POST" in line and "/webhooks/rest/webhook" in line for line in assistant.said)
    assert send(assistant.url, "test", "bonjour")[0].text
    assert send(assistant.url, "test", "nous sommes une association du Cantal")[0].text
    assert (Path(assistant.environment["VAR_DIR"]) / "conversations.sqlite").exists()
    assert len(assistant.servers()) == len(read_procfile(ROOT / "Procfile"))

    # WHEN a second one is started on the same ports
    second = subprocess.run(
        [sys.executable, "-m", "assistant", "run"],
        cwd=ROOT,
        env=assistant.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )

    # THEN it is refused in one sentence, and the first one goes on
    assert second.returncode == 2
    assert f"le port {assistant.port} est déjà pris" in second.stderr
    assert send(assistant.url, "test", "merci")[0].text

    # WHEN it is asked to stop
    assistant.process.send_signal(signal.SIGTERM)
    rest, _ = assistant.process.communicate(timeout=_PATIENCE)

    assert assistant.process.returncode == 0
    assert "L'assistant est arrêté." in rest
    assert assistant.all_gone()
    with pytest.raises(Unreachable):
        send(assistant.url, "test", "bonjour")


def test_a_conversation_survives_a_restart(assistant: Assistant) -> None:
    # GIVEN a conversation whose question is pending
    assistant.wait_until_ready()
    send(assistant.url, "marie", "nous sommes une association de Moulins et nous avons un projet avec le Sénégal")

    # WHEN everything is stopped and started again
    assistant.restart()

    # THEN a question in the middle is answered, and the pending one comes back with what was known
    answer = "\n".join(reply.text for reply in send(assistant.url, "marie", "merci"))
    assert "Moulins" in answer
    assert "Sénégal" in answer
    assert "?" in answer


def test_when_the_action_server_dies_all_stop_and_it_is_said(assistant: Assistant) -> None:
    assistant.wait_until_ready()
    actions = next(
        pid for pid in assistant.servers() if b"rasa_sdk" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    )

    os.kill(actions, signal.SIGKILL)
    rest, _ = assistant.process.communicate(timeout=_PATIENCE)

    assert assistant.process.returncode == 1
    assert "le processus « actions » s'est arrêté (code -9)" in rest
    assert assistant.all_gone()


def test_without_a_model_it_says_how_to_train_one(tmp_path: Path) -> None:
    environment = dict(os.environ) | {"MODEL_DIR": str(tmp_path), "VAR_DIR": str(tmp_path)}

    done = subprocess.run(
        [sys.executable, "-m", "assistant", "run"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "make train" in done.stderr
