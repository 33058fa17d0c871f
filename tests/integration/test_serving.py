"""The assistant as it is really run: both servers, the real model, on ports of their own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.serving.client import Unreachable, send
from assistant.serving.supervisor import read_procfile
from assistant.settings import ROOT
from tests.served import PATIENCE, Assistant, own_environment, started


@pytest.fixture
def assistant(trained_model: Path, loaded_base: str, tmp_path: Path) -> Iterator[Assistant]:
    environment = own_environment(tmp_path, trained_model, loaded_base)
    running = Assistant(started(environment), environment, [])
    try:
        yield running
    finally:
        running.stop()


def run_to_its_end(environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """«python -m assistant run», where it is refused."""
    command = [sys.executable, "-m", "assistant", "run"]
    return subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def test_it_starts_answers_remembers_and_stops_with_all_its_processes(assistant: Assistant) -> None:
    assistant.wait_until_ready()

    # THEN it says where to talk to it, and answers there
    assert any("POST" in line and "/webhooks/rest/webhook" in line for line in assistant.said)
    assert send(assistant.url, "test", "bonjour")[0].text
    assert send(assistant.url, "test", "nous sommes une association du Cantal")[0].text
    assert (Path(assistant.environment["VAR_DIR"]) / "conversations.sqlite").exists()
    assert len(assistant.servers()) == len(read_procfile(ROOT / "Procfile").keys() - {"room"})

    # WHEN a second one is started on the same ports
    second = run_to_its_end(assistant.environment)

    # THEN it is refused in one sentence, and the first one goes on
    assert second.returncode == 2
    assert f"le port {assistant.environment['RASA_PORT']} est déjà pris" in second.stderr
    assert send(assistant.url, "test", "merci")[0].text

    # WHEN it is asked to stop
    assistant.process.send_signal(signal.SIGTERM)
    rest, _ = assistant.process.communicate(timeout=PATIENCE)

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
    rest, _ = assistant.process.communicate(timeout=PATIENCE)

    assert assistant.process.returncode == 1
    assert "le processus « actions » s'est arrêté (code -9)" in rest
    assert assistant.all_gone()


def test_without_a_model_it_says_how_to_train_one(tmp_path: Path) -> None:
    environment = dict(os.environ) | {"MODEL_DIR": str(tmp_path), "VAR_DIR": str(tmp_path)}

    done = run_to_its_end(environment)

    assert done.returncode == 2
    assert "make train" in done.stderr


def test_a_secret_file_that_cannot_be_used_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "assistant.tar.gz").write_bytes(b"")
    environment = dict(os.environ) | {
        "MODEL_DIR": str(tmp_path),
        "VAR_DIR": str(tmp_path),
        "SECRET_FILE": "/proc/no/key",
    }

    done = run_to_its_end(environment)

    assert done.returncode == 2
    assert "/proc/no/key" in done.stderr
