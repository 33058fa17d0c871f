"""The gateway before the real Rasa and the real actions: each server is stopped and started as the test wants."""

import json
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from assistant.serving.environment import server_environment, write_endpoints
from assistant.serving.supervisor import die_with_parent, read_procfile
from assistant.settings import ROOT, Settings
from tests.integration.test_privacy_served import holding
from tests.served import PATIENCE, own_environment

OTHER = "https://centre.exemple.fr"
PROJECT = "une commune de Haute-Loire, jumelage avec une ville italienne, 20 000 euros, projet Zorobabel"
WORD = "Zorobabel"


class Servers:
    """The Procfile's processes, each of which can be stopped alone."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.folder = folder
        self.site = f"http://127.0.0.1:{settings.port}"
        self._commands = read_procfile(ROOT / "Procfile")
        self._environment = server_environment(settings)
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        write_endpoints(settings)
        (folder / "log").mkdir(exist_ok=True)

    def start(self, *names: str) -> None:
        for name in names:
            with (self.folder / "log" / f"{name}.log").open("ab") as log:
                self._running[name] = subprocess.Popen(
                    ["/bin/sh", "-c", f"exec {self._commands[name]}"],
                    cwd=ROOT, env=self._environment, stdout=log, stderr=log, preexec_fn=die_with_parent,
                )  # fmt: skip

    def stop(self, *names: str) -> None:
        for name in names:
            process = self._running.pop(name)
            process.send_signal(signal.SIGCONT)
            process.terminate()
            process.wait(PATIENCE)

    def pause(self, name: str) -> None:
        self._running[name].send_signal(signal.SIGSTOP)

    def resume(self, name: str) -> None:
        self._running[name].send_signal(signal.SIGCONT)

    def stop_all(self) -> None:
        self.stop(*list(self._running))

    def health(self) -> tuple[int, str]:
        answer = httpx2.get(f"{self.site}/api/health", trust_env=False, timeout=10)
        return answer.status_code, answer.json()["assistant"]

    def wait_until(self, health: tuple[int, str]) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                if self.health() == health:
                    return
            except httpx2.HTTPError:
                pass
            assert time.monotonic() < deadline, "the servers are not there"
            time.sleep(0.1)

    def browser(self, **headers: str) -> httpx2.Client:
        """A visitor of their own, with a jar for cookies."""
        return httpx2.Client(base_url=self.site, trust_env=False, timeout=70, headers=headers)


WELL, UNWELL = (200, "ok"), (503, "unavailable")


@pytest.fixture(scope="module")
def servers(trained_model: Path, loaded_base: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("PERSONAL_URL", "CONVERSATIONS_URL", "SITE_URL", "SECRET_FILE"):
            patch.delenv(name, raising=False)
        for name, value in own_environment(folder, trained_model, loaded_base).items():
            patch.setenv(name, value)
        patch.setenv("WIDGET_ORIGINS", OTHER)
        patch.setenv("MESSAGES_PER_MINUTE", "20")
        running = Servers(Settings(), folder)
        try:
            running.start("actions", "rasa", "site")
            running.wait_until(WELL)
            yield running
        finally:
            running.stop_all()


def say(browser: httpx2.Client, text: str, **headers: str) -> httpx2.Response:
    return browser.post("/api/messages", json={"text": text}, headers=headers)


def press(browser: httpx2.Client, payload: str) -> httpx2.Response:
    return browser.post("/api/messages", json={"payload": payload})


def words(answer: httpx2.Response) -> str:
    assert answer.status_code == 200, answer.text
    return "\n".join(one["text"] for one in answer.json()["messages"])


def shown(browser: httpx2.Client) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = browser.get("/api/messages").json()["messages"]
    return messages


def test_a_project_by_words_and_buttons_outlives_a_restart_of_everything(servers: Servers) -> None:
    with servers.browser() as anne, servers.browser() as paul:
        recap = say(anne, PROJECT)
        assert "Haute-Loire" in words(recap)
        (yes,) = [b for one in recap.json()["messages"] for b in one["buttons"] if b["title"].startswith("Oui")]
        found = press(anne, yes["payload"])
        kinds = {one["custom"]["type"] for one in found.json()["messages"] if one["custom"]}
        assert "recommendations" in kinds
        say(paul, "c'est quoi un GECT ?")
        before = shown(anne)

        servers.stop_all()
        servers.start("actions", "rasa", "site")
        servers.wait_until(WELL)

        # THEN each sees again what was said to them, word for word, and the press by its title
        assert shown(anne) == before
        assert [one["text"] for one in before if one["from"] == "holder"] == [PROJECT, yes["title"]]
        answered = recap.json()["messages"] + found.json()["messages"]
        assert [
            {k: one[k] for k in ("text", "buttons", "custom")} for one in before if one["from"] != "holder"
        ] == answered
        assert [one["text"] for one in shown(paul) if one["from"] == "holder"] == ["c'est quoi un GECT ?"]
        # AND the conversation goes on from there
        named = "le premier programme en détail"
        assert "CERV" in words(say(anne, named))
        assert [one["text"] for one in shown(anne) if one["from"] == "holder"] == [PROJECT, yes["title"], named]


def test_what_begins_like_a_command_is_words(servers: Servers) -> None:
    with servers.browser() as anne:
        say(anne, PROJECT)
        say(anne, '/inform{"place":"63"}')

        assert 'inform{"place":"63"}' in [one["text"] for one in shown(anne)]
        assert all(not one["text"].startswith("/") for one in shown(anne))


def test_a_message_sent_again_under_its_identifier_is_answered_the_same_and_heard_once(servers: Servers) -> None:
    with servers.browser() as anne:
        say(anne, PROJECT)
        first, again = (anne.post("/api/messages", json={"text": "oui", "id": "message-0001"}) for _ in "12")

        assert first.json()["messages"]
        assert again.json() == first.json()
        assert [one["text"] for one in shown(anne)].count("oui") == 1


def test_rasa_hears_the_site_alone(servers: Servers) -> None:
    rasa = f"http://127.0.0.1:{os.environ['RASA_PORT']}/webhooks/site/webhook"
    body = {"sender": "anne", "message": "bonjour"}

    for headers in ({}, {"authorization": "Bearer x"}):
        assert httpx2.post(rasa, json=body, headers=headers, trust_env=False).status_code == 401


def test_rasa_away_then_back(servers: Servers) -> None:
    with servers.browser() as anne:
        say(anne, PROJECT)
        servers.stop("rasa")

        answer = say(anne, "merci")

        assert answer.status_code == 503
        assert answer.json()["error"]["code"] == "unavailable"
        servers.wait_until(UNWELL)
        # AND what was said is shown all the same
        assert shown(anne)[0]["text"] == PROJECT

        servers.start("rasa")
        servers.wait_until(WELL)
        assert words(say(anne, "merci"))
        assert [one["text"] for one in shown(anne) if one["from"] == "holder"] == [PROJECT, "merci"]


def test_actions_away_then_back(servers: Servers) -> None:
    with servers.browser() as anne:
        say(anne, PROJECT)
        servers.stop("actions")

        answer = say(anne, "c'est quoi un GECT ?")

        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "unavailable")
        servers.wait_until(UNWELL)

        servers.start("actions")
        servers.wait_until(WELL)
        assert "Groupement européen" in words(say(anne, "c'est quoi un GECT ?"))
        assert [one["text"] for one in shown(anne) if one["from"] == "holder"] == [PROJECT, "c'est quoi un GECT ?"]


def test_a_server_that_hangs_holds_no_other_visitor_s_page_up(servers: Servers) -> None:
    with servers.browser() as anne, servers.browser() as paul:
        say(anne, PROJECT)
        servers.pause("rasa")
        try:
            with pytest.raises(httpx2.ReadTimeout):
                anne.post("/api/messages", json={"text": "bonjour"}, timeout=1)
            servers.wait_until(UNWELL)
            assert shown(anne)
            assert shown(paul) == []
        finally:
            servers.resume("rasa")
        servers.wait_until(WELL)
        assert words(say(paul, "bonjour"))


def test_erasing_leaves_no_word_anywhere(servers: Servers) -> None:
    with servers.browser() as anne, servers.browser() as paul:
        for browser in (anne, paul):
            say(browser, PROJECT)
        press(anne, "/affirm")
        sheet = next(
            one["custom"]
            for one in say(anne, "ma fiche en PDF").json()["messages"]
            if (one["custom"] or {}).get("type") == "sheet"
        )
        assert anne.get(sheet["pdf"]).content.startswith(b"%PDF")
        feedback = {"answer": 1, "useful": False, "word": "Balthazar, 06 12 34 56 78"}
        assert anne.post("/api/feedback", json=feedback).status_code == 204
        assert holding(servers.folder, "Balthazar") == ["personal.sqlite"]
        assert holding(servers.folder, "06 12 34 56 78") == []

        assert "effacé" in words(anne.delete("/api/conversation"))

        assert shown(anne) == []
        assert anne.get(sheet["pdf"]).status_code == 404
        assert holding(servers.folder, "Balthazar") == []
        assert shown(paul)[0]["text"] == PROJECT
        paul.delete("/api/conversation")


def test_no_word_is_in_a_log(servers: Servers) -> None:
    with servers.browser() as anne:
        say(anne, f"bonjour {WORD}")
        servers.stop("actions")
        say(anne, f"bonjour {WORD}")
        servers.start("actions")
        servers.wait_until(WELL)
        anne.post("/api/messages", content=json.dumps({"text": WORD, "autre": 1}))

    assert not [name for name in holding(servers.folder, WORD) if name.startswith("log/")]
    assert (servers.folder / "log" / "site.log").exists()


def test_another_site_by_token_and_all_others_refused(servers: Servers) -> None:
    with servers.browser(origin=OTHER) as page:
        token = page.post("/api/session").json()["token"]
        answer = say(page, "bonjour", authorization=f"Bearer {token}")
        assert words(answer)
        assert answer.headers["access-control-allow-origin"] == OTHER
        assert say(page, "bonjour").status_code == 401
        assert say(page, "bonjour", authorization=f"Bearer {'0' * 32}.{token.split('.')[1]}").status_code == 401
    with servers.browser(origin="https://ailleurs.fr") as page:
        refused = say(page, "bonjour")
        assert refused.status_code == 403
        assert "access-control-allow-origin" not in refused.headers
    with servers.browser(cookie=f"conversation={token[:-1]}") as thief:
        assert shown(thief) == []


def test_too_many_messages_are_told_when_to_come_back(servers: Servers) -> None:
    with servers.browser() as anne:
        answers = [say(anne, "bonjour") for _ in range(21)]

        assert {answer.status_code for answer in answers[:20]} == {200}
        assert answers[20].status_code == 429
        assert 0 < int(answers[20].headers["retry-after"]) <= 60


def test_an_answer_tells_browsers_what_to_refuse_and_nobody_what_serves_it(servers: Servers) -> None:
    with servers.browser() as anne:
        for path in ("/api/health", "/rien"):
            headers = anne.get(path).headers
            assert "server" not in headers
            assert "default-src 'none'" in headers["content-security-policy"]


def test_nobody_else_reads_the_files(servers: Servers) -> None:
    for name in ("site.key", "channel.key", "conversations.sqlite"):
        assert (servers.folder / name).stat().st_mode & 0o077 == 0
    with sqlite3.connect(servers.folder / "conversations.sqlite") as connection:
        senders = {row[0] for row in connection.execute("SELECT DISTINCT sender_id FROM events")}
    assert all(len(sender) == 32 for sender in senders)
