"""A platform before the assistant as it is really run: called by the site, it answers at the platform's server."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from assistant.settings import ROOT
from tests.platform_servers import StandIn, serving
from tests.platform_world import CALLERS, PERSON, ROOM
from tests.served import Assistant, own_environment, started

PROJECT = "une commune de Haute-Loire, jumelage avec une ville italienne, 20 000 euros, projet Zorobabel"
ADDRESS = "/webhooks/mattermost/webhook"


@pytest.fixture(scope="module")
def servers() -> Iterator[StandIn]:
    with serving() as world:
        yield world


@pytest.fixture(scope="module")
def assistant(
    trained_model: Path, loaded_base: str, servers: StandIn, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("platforms")
    environment = own_environment(folder, trained_model, loaded_base) | {
        "SITE_URL": "https://assistant.exemple.fr",
        "MATTERMOST_URL": servers.address,
        "MATTERMOST_TOKEN": "robot",
        "MATTERMOST_WEBHOOK_TOKEN": "jeton",
    }
    running = Assistant(started(environment), environment, [])
    try:
        running.wait_until_ready()
        yield running
    finally:
        running.stop()


def call(assistant: Assistant, text: str, path: str = ADDRESS, forged: bool = False) -> int:
    headers, body = CALLERS["mattermost"].said(text, PERSON)
    if forged:
        headers, body = CALLERS["mattermost"].forge(headers, body)
    return httpx2.post(assistant.site + path, headers=headers, content=body, timeout=60).status_code


def test_a_message_is_answered_at_the_platform(assistant: Assistant, servers: StandIn) -> None:
    assert call(assistant, PROJECT) == 200

    told = CALLERS["mattermost"].texts(servers)
    assert "Haute-Loire" in "\n".join(told)
    assert "1. Oui, c'est bien cela" in told[-1]
    assert call(assistant, "1") == 200
    assert any("Jumelage de villes" in text for text in CALLERS["mattermost"].texts(servers))


def test_forged_calls_and_other_channels_are_refused(assistant: Assistant, servers: StandIn) -> None:
    servers.sent.clear()

    assert call(assistant, PROJECT, forged=True) == 403
    for path in ("/webhooks/rest/webhook", "/webhooks/site/webhook", "/webhooks/slack/webhook"):
        assert call(assistant, PROJECT, path) == 404
    assert not servers.sent


def test_neither_words_nor_accounts_are_in_the_logs_and_no_account_is_kept(assistant: Assistant) -> None:
    assert call(assistant, PROJECT) == 200

    folder = Path(assistant.environment["VAR_DIR"])
    written = "\n".join(log.read_text(encoding="utf-8") for log in (folder / "log").iterdir())
    for hidden in ("Zorobabel", PERSON, ROOM, "jeton", "robot"):
        assert hidden not in written
    with sqlite3.connect(folder / "conversations.sqlite") as kept:
        rows = json.dumps(kept.execute("SELECT sender_id, data FROM events").fetchall())
    assert "Zorobabel" in rows
    assert PERSON not in rows
    assert ROOM not in rows


def test_what_a_person_of_the_platform_asks_to_erase_is_erased(assistant: Assistant) -> None:
    assert call(assistant, PROJECT) == 200

    command = [sys.executable, "-m", "assistant", "privacy", "erase", "--platform", "mattermost", f"{ROOM}/{PERSON}"]
    said = subprocess.run(command, cwd=ROOT, env=assistant.environment, check=True, capture_output=True, text=True)

    assert "événements de la conversation" in said.stdout
    with sqlite3.connect(Path(assistant.environment["VAR_DIR"]) / "conversations.sqlite") as kept:
        assert "Zorobabel" not in json.dumps(kept.execute("SELECT data FROM events").fetchall())


def test_a_platform_opened_by_halves_is_said_before_anything_starts(assistant: Assistant) -> None:
    environment = {**assistant.environment, "SLACK_TOKEN": "xoxb"}

    command = [sys.executable, "-m", "assistant", "run"]
    said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)

    assert said.returncode != 0
    assert "SLACK_SIGNING_SECRET manque" in said.stderr
