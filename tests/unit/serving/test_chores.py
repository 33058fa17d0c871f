"""What is done regularly: nothing that goes wrong once stops it."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from processes import eventually

from assistant.errors import PersonalUnavailable
from assistant.personal.models import SENT
from assistant.requests import outbox
from assistant.serving.chores import Chore, chores, work
from assistant.settings import ROOT
from tests.mail_server import MailServer


def test_each_chore_comes_again_in_its_time_whatever_the_others_do() -> None:
    stopping = threading.Event()
    done: list[str] = []

    def often() -> None:
        done.append("often")
        if len(done) == 3:
            stopping.set()
        raise PersonalUnavailable("La base ne répond pas.")

    def fails() -> None:
        done.append("rarely")
        raise ZeroDivisionError

    work(stopping, [Chore("often", 0.01, often), Chore("rarely", 3600, fails)])

    assert done == ["often", "rarely", "often"]


def test_requests_are_sent_often_and_old_data_erased_every_hour() -> None:
    assert {chore.name: chore.every for chore in chores()} == {"requests": 30, "purge": 3600}


def test_a_request_leaves_once_the_server_is_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a mail server that is down, a request, and the chores as they are really run
    server = MailServer()
    for name, value in {**server.settings, "VAR_DIR": str(tmp_path / "var")}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("PERSONAL_URL", raising=False)
    identifier = outbox.begin("sender")
    outbox.write(identifier, name="Anne Martin", email="anne@exemple.fr", message="")
    outbox.submit(identifier, "conseil@cerapcoop.example")
    quickly = (
        "import assistant.serving.chores as c; c.DELIVERY_EVERY = 0.1; "
        "from datetime import timedelta; import assistant.requests.outbox as o; o.FIRST_WAIT = timedelta(0); "
        "import sys; sys.argv = ['assistant', 'chores']; from assistant.cli import main; main()"
    )
    with (tmp_path / "log").open("wb") as log:
        running = subprocess.Popen([sys.executable, "-c", quickly], cwd=ROOT, env=os.environ, stderr=log)

    try:
        assert eventually(lambda: "waiting" in (tmp_path / "log").read_text())
        assert running.poll() is None
        server.start()
        assert eventually(lambda: outbox.every(SENT) != [])
        assert len(server.taken) == 1
        running.send_signal(signal.SIGTERM)
        assert running.wait(10) == 0
        written = (tmp_path / "log").read_text()
        assert "Anne" not in written
        assert "exemple.fr" not in written
    finally:
        running.kill()
        running.wait()
        server.stop()
