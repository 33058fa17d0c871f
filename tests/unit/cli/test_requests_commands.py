"""``python -m assistant requests …``, as an adviser uses it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.cli.requests import app
from assistant.errors import InputError
from assistant.personal.models import REFUSED
from assistant.requests import outbox
from tests.mail_server import running

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("PERSONAL_URL", f"sqlite:///{tmp_path / 'personal.sqlite'}")
    monkeypatch.delenv("SMTP_HOST", raising=False)
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


@pytest.fixture
def request_id(run: Run) -> str:
    identifier = outbox.begin("sender")
    outbox.write(identifier, name="Anne Martin", email="anne@exemple.fr", message="Merci.")
    outbox.submit(identifier, "conseil@exemple.fr", ("Porteur : commune",), ("LEADER",), "Haute-Loire")
    return identifier


def test_nothing_was_asked(run: Run) -> None:
    assert run("list").output == "Aucune demande.\n"


def test_the_list_names_nobody(run: Run, request_id: str) -> None:
    listed = run("list").output

    assert listed.startswith(request_id[:8])
    assert "en attente | Haute-Loire" in listed
    assert "Anne" not in listed
    assert "exemple.fr" not in listed
    assert run("list", "--status", "sent").output == "Aucune demande.\n"
    assert isinstance(run("list", "--status", "perdue").exception, InputError)


def test_one_is_shown_whole(run: Run, request_id: str) -> None:
    shown = run("show", request_id[:8]).output

    for expected in ("Anne Martin", "anne@exemple.fr", "Merci.", "Porteur : commune", "LEADER"):
        assert expected in shown
    assert isinstance(run("show", "zzz").exception, InputError)


def test_what_waits_is_sent_now(run: Run, request_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "SMTP_HOST" in str(run("deliver").exception)

    with running() as server:
        for name, value in server.settings.items():
            monkeypatch.setenv(name, value)
        server.answer = "550 no"
        assert "Refusées : 1" in run("deliver").output
        assert "refuse le message (550 no)" in run("list", "--status", REFUSED).output
        server.answer = None
        assert "Envoyées : 0" in run("deliver").output
        assert "Envoyées : 1" in run("deliver", "--refused").output
        assert server.envelopes[0].rcpt_tos == ["conseil@cerapcoop.example"]
