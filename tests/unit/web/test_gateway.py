"""The gateway's calls, before a stand-in for Rasa: what passes, what is refused, what is kept."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx2
import pytest
import uvicorn
from starlette.responses import Response
from starlette.testclient import TestClient

from assistant.settings import Settings
from assistant.web.app import create_app
from tests.unit.web.gateway_world import GREETING, StandInRasa

OTHER = "https://centre.exemple.fr"


class World:
    """A site, and as many visitors' browsers as wanted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rasa = StandInRasa(folder / "conversations.sqlite")
        self._stack = ExitStack()
        self.app: Any = None

    def browser(self, address: str = "192.0.2.1", **headers: str) -> TestClient:
        if self.app is None:
            self.app = create_app(self.rasa.transport)
            self._stack.enter_context(TestClient(self.app))  # starts the site
        return TestClient(
            self.app, "http://127.0.0.1:8000", raise_server_exceptions=False, headers=headers, client=(address, 50000)
        )

    def close(self) -> None:
        self._stack.close()


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    for name in ("PERSONAL_URL", "CONVERSATIONS_URL", "SITE_URL", "SECRET_FILE", "PORT", "MESSAGES_PER_MINUTE",
                 "CALLS_PER_MINUTE", "CONVERSATIONS_PER_HOUR"):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("WIDGET_ORIGINS", OTHER)
    made = World(tmp_path)
    yield made
    made.close()


def say(browser: TestClient, text: Any, **headers: str) -> httpx2.Response:
    return browser.post("/api/messages", json={"text": text}, headers=headers)


def code(answer: httpx2.Response) -> tuple[int, str]:
    error = answer.json()["error"]
    assert error["message"].endswith((".", "!"))
    return answer.status_code, error["code"]


def shown(browser: TestClient, **headers: str) -> list[tuple[str, str]]:
    return [(one["from"], one["text"]) for one in browser.get("/api/messages", headers=headers).json()["messages"]]


def test_a_message_is_answered_and_given_back_to_its_visitor_alone(world: World) -> None:
    anne, paul = world.browser(), world.browser()

    answer = say(anne, "bonjour")
    anne.post("/api/messages", json={"payload": "/affirm"})

    assert answer.json() == {"messages": [GREETING]}
    assert answer.headers["cache-control"] == "no-store"
    # THEN a press is shown as its button was, and each message bears its instant
    said = [("holder", "bonjour"), ("assistant", "Bonjour !"), ("holder", "Oui, c'est bien cela")]
    assert shown(anne)[:3] == said
    first = anne.get("/api/messages").json()["messages"][1]
    assert first["buttons"] == GREETING["buttons"]
    assert first["at"].endswith("+00:00")
    assert shown(paul) == []
    # AND Rasa was told by whom, with the key
    assert {message for _, message in world.rasa.heard} == {"bonjour", "/affirm"}
    assert len({sender for sender, _ in world.rasa.heard}) == 1
    assert world.rasa.keys == {f"Bearer {(world.folder / 'channel.key').read_text()}"}


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://orientation.exemple.fr")

    cookie = say(world.browser(), "bonjour").headers["set-cookie"]

    assert cookie.startswith("__Host-conversation=")
    for attribute in ("HttpOnly", "Secure", "SameSite=lax", "Path=/", "Max-Age=2592000"):
        assert attribute in cookie
    assert "Domain" not in cookie


@pytest.mark.parametrize("change", [lambda c: c[:-1] + "xx"[c[-1] == "x" :], lambda c: "a" * 32 + c[32:],
                                    lambda c: c.split(".")[0], lambda c: "", lambda c: "é.é"])  # fmt: skip
def test_a_cookie_that_is_not_ours_opens_no_conversation(world: World, change: Any) -> None:
    anne, paul = world.browser(), world.browser()
    say(anne, "bonjour")
    forged = f"conversation={change(anne.cookies['conversation'])}".encode()

    assert paul.get("/api/messages", headers={"cookie": forged}).json() == {"messages": []}
    paul.post("/api/messages", json={"text": "bonjour"}, headers={"cookie": forged})

    assert len({sender for sender, _ in world.rasa.heard}) == 2


def test_a_key_of_another_site_signs_nothing_here(world: World, tmp_path: Path) -> None:
    anne = world.browser()
    say(anne, "bonjour")
    (tmp_path / "site.key").unlink()
    elsewhere = World(tmp_path)

    assert elsewhere.browser().get("/api/messages", cookies=dict(anne.cookies)).json() == {"messages": []}
    elsewhere.close()


def test_another_site_speaks_by_token(world: World) -> None:
    page = world.browser(origin=OTHER)
    token = page.post("/api/session").json()["token"]
    bearer = {"authorization": f"Bearer {token}"}

    answer = say(page, "bonjour", **bearer)

    assert answer.headers["access-control-allow-origin"] == OTHER
    assert "access-control-allow-credentials" not in answer.headers
    assert "set-cookie" not in answer.headers
    assert ("holder", "bonjour") in shown(page, **bearer)
    # AND a new conversation is a new token; the old one still opens the old conversation
    other = page.post("/api/conversation", headers=bearer).json()["token"]
    assert shown(page, authorization=f"Bearer {other}") == []
    assert shown(page, **bearer) != []
    # AND without a token, or with one that is not ours, nothing is answered
    assert code(say(page, "bonjour")) == (401, "forbidden")
    assert code(say(page, "bonjour", authorization=f"Bearer {token}x")) == (401, "forbidden")


@pytest.mark.parametrize("origin", ["https://ailleurs.fr", "null", "http://127.0.0.1:8001", f"{OTHER}.ailleurs.fr"])
def test_pages_of_other_origins_are_refused_even_with_the_cookie(world: World, origin: str) -> None:
    anne = world.browser()
    say(anne, "bonjour")

    for answer in (
        say(anne, "effacez tout", origin=origin),
        anne.delete("/api/conversation", headers={"origin": origin}),
        anne.get("/api/messages", headers={"origin": origin}),
        anne.options("/api/messages", headers={"origin": origin, "access-control-request-method": "POST"}),
    ):
        assert code(answer) == (403, "forbidden")
        assert "access-control-allow-origin" not in answer.headers
    assert len(world.rasa.heard) == 1


def test_our_own_pages_are_heard_under_each_name_of_this_machine(world: World) -> None:
    for origin in ("http://127.0.0.1:8000", "http://localhost:8000"):
        assert say(world.browser(), "bonjour", origin=origin).status_code == 200


def test_a_browser_may_ask_what_it_may_send(world: World) -> None:
    asked = {"access-control-request-method": "DELETE", "access-control-request-headers": "authorization"}

    answer = world.browser().options("/api/conversation", headers={"origin": OTHER, **asked})

    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == OTHER
    assert "DELETE" in answer.headers["access-control-allow-methods"]
    assert "authorization" in answer.headers["access-control-allow-headers"].lower()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", (400, "bad_request")),
        (b"bonjour", (400, "bad_request")),
        (b'{"text": "\xff"}', (400, "bad_request")),
        (b"[" * 10_000, (400, "bad_request")),
        (b"[]", (400, "bad_request")),
        (b"{}", (400, "bad_request")),
        (b'{"text": 4}', (400, "bad_request")),
        (b'{"text": null}', (400, "bad_request")),
        (b'{"text": "  \\n "}', (400, "bad_request")),
        (b'{"text": "/"}', (400, "bad_request")),
        (b'{"text": "\\u0000"}', (400, "bad_request")),
        (b'{"text": "\\ud83d"}', (400, "bad_request")),
        (b'{"text": "a", "payload": "/affirm"}', (400, "bad_request")),
        (b'{"text": "a", "sender": "anne"}', (400, "bad_request")),
        (b'{"text": "' + b"a" * 2_001 + b'"}', (400, "too_long")),
        (b'{"text": "' + b"a" * 16_384 + b'"}', (413, "too_large")),
        (b'{"payload": "affirm"}', (400, "bad_request")),
        (b'{"payload": "/session_start"}', (400, "bad_request")),
        (b'{"payload": "/affirm@0.1"}', (400, "bad_request")),
        (b'{"payload": "/inform{\\"memory\\": \\"x\\"}"}', (400, "bad_request")),
        (b'{"payload": "/inform{\\"amount\\": [1]}"}', (400, "bad_request")),
        (b'{"payload": "/inform{\\"amount\\": true}"}', (400, "bad_request")),
        (b'{"payload": "/inform{\\"amount\\": 1e999}"}', (400, "bad_request")),
        (b'{"payload": "/inform{\\"amount\\": NaN}"}', (400, "bad_request")),
        (b'{"payload": "/inform{\\"place\\": \\"' + b"a" * 201 + b'\\"}"}', (400, "bad_request")),
        (b'{"payload": "/inform{\\"place\\": \\"\\ud83d\\"}"}', (400, "bad_request")),
        (b'{"payload": "/inform{"}', (400, "bad_request")),
    ],
)
def test_what_is_no_message_is_refused_in_french_and_does_not_reach_rasa(
    world: World, body: bytes, expected: tuple[int, str]
) -> None:
    answer = world.browser().post("/api/messages", content=body)

    assert code(answer) == expected
    assert "set-cookie" not in answer.headers
    assert world.rasa.heard == []


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("/restart", "restart"),
        (' //affirm{"request":"send"}', 'affirm{"request":"send"}'),
        ("é" * 2_000, "é" * 2_000),
        ("deux\r\nlignes\t!", "deux\nlignes\t!"),
        ("collé\x0b d'un\x00 PDF\x7f", "collé  d'un  PDF"),
        ("<script>alert(1)</script> 🇫🇷", "<script>alert(1)</script> 🇫🇷"),
    ],
)
def test_what_is_typed_reaches_rasa_as_words(world: World, typed: str, heard: str) -> None:
    assert say(world.browser(), typed).status_code == 200
    assert world.rasa.heard[0][1] == heard


@pytest.mark.parametrize("payload", ["/affirm", '/inform{"amount":20000}', '/inform{"place":"63","theme":"eau"}'])
def test_a_button_reaches_rasa_as_it_is(world: World, payload: str) -> None:
    assert world.browser().post("/api/messages", json={"payload": payload}).status_code == 200
    assert world.rasa.heard[0][1] == payload


async def refusing() -> Response:
    raise httpx2.ConnectError("refused")


async def slow_to_be_reached() -> Response:
    raise httpx2.ConnectTimeout("slow")


async def slow() -> Response:
    raise httpx2.ReadTimeout("slow")


async def broken() -> Response:
    return Response("<h1>500</h1>", 500)


async def not_json() -> Response:
    return Response("<h1>ok</h1>")


async def silent() -> Response:
    return Response("[]", media_type="application/json")


@pytest.mark.parametrize(
    ("behaves", "expected"),
    [
        (refusing, (503, "unavailable")),
        (slow_to_be_reached, (503, "unavailable")),
        (slow, (504, "timeout")),
        (broken, (503, "unavailable")),
        (not_json, (503, "unavailable")),
        (silent, (503, "unavailable")),
    ],
)
def test_when_the_assistant_does_not_answer_it_is_said_and_sending_again_works(
    world: World, behaves: Any, expected: tuple[int, str]
) -> None:
    anne = world.browser()
    say(anne, "bonjour")
    world.rasa.behaves = behaves

    answer = say(anne, "une commune")

    assert code(answer) == expected
    assert int(answer.headers["retry-after"]) > 0
    assert "n'est pas perdu" in answer.json()["error"]["message"]

    world.rasa.behaves = None
    assert say(anne, "une commune").json() == {"messages": [GREETING]}
    assert len({sender for sender, _ in world.rasa.heard}) == 1


def test_a_message_sent_again_was_said_once(world: World) -> None:
    anne = world.browser()
    world.rasa.says = []
    say(anne, "une commune")
    world.rasa.says = [GREETING]
    anne.cookies.set("conversation", say(anne, "un essai").cookies["conversation"])
    sender = world.rasa.heard[-1][0]
    # GIVEN a message that Rasa kept while its actions were away, sent again; and a press that the assistant added
    world.rasa.keep(sender, {"event": "user", "text": "une commune", "message_id": "1"})
    world.rasa.keep(sender, {"event": "user", "text": "une commune", "message_id": "2"})
    world.rasa.keep(sender, {"event": "user", "text": "/affirm", "message_id": None})

    assert shown(anne) == [("holder", "un essai"), ("assistant", "Bonjour !"), ("holder", "une commune")]


def test_what_was_chosen_in_rich_content_is_shown_by_its_name(world: World) -> None:
    line = {"slot": "place", "label": "Lieu", "text": "Lieu : Cantal", "payload": '/correct{"question":"place"}'}
    programme = {"name": "CERV", "payload": '/ask_programme{"programme":"cerv"}'}
    custom = {"type": "recap", "told": [line], "understood": [], "about": programme, "confirm": "/affirm"}
    world.rasa.says = [{"text": "Est-ce bien cela ?", "buttons": [], "custom": custom}]
    anne = world.browser()
    say(anne, "dans le Cantal")

    for chosen in (line, programme):
        assert anne.post("/api/messages", json={"payload": chosen["payload"]}).status_code == 200

    assert [text for who, text in shown(anne) if who == "holder"] == ["dans le Cantal", "Modifier : Lieu", "CERV"]


def test_erasing_leaves_nothing_and_the_next_message_begins_anew(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    anne, paul = world.browser(), world.browser()
    say(anne, "bonjour")
    say(paul, "bonjour")
    anne.post("/api/feedback", json={"answer": "Bonjour !", "useful": True, "word": "merci"})
    before = anne.cookies["conversation"]

    world.rasa.behaves = refusing  # even so
    answer = anne.delete("/api/conversation")

    assert "effacé" in answer.json()["messages"][0]["text"]
    assert anne.cookies["conversation"] != before
    assert shown(anne) == []
    assert world.rasa.kept() == [world.rasa.heard[1][0]]
    assert feedback(world) == []
    assert b"merci" not in (world.folder / "personal.sqlite").read_bytes()


def feedback(world: World) -> list[tuple[Any, ...]]:
    with sqlite3.connect(world.folder / "personal.sqlite") as connection:
        return connection.execute("SELECT answer, useful, word FROM feedback ORDER BY id").fetchall()


def test_feedback_is_kept_masked_once_for_an_answer(world: World) -> None:
    anne = world.browser()
    say(anne, "bonjour")

    for body in (
        {"answer": "Bonjour !", "useful": True},
        {"answer": 1, "useful": False, "word": "appelez-moi : 06 12 34 56 78"},
        {"answer": "Au revoir", "useful": True, "word": ""},
    ):
        assert anne.post("/api/feedback", json=body).status_code == 204

    assert feedback(world) == [("Bonjour !", 0, "appelez-moi : [téléphone]"), ("Au revoir", 1, "")]


@pytest.mark.parametrize("body", [{"answer": "a"}, {"answer": "a", "useful": "oui"}, {"answer": 99, "useful": True},
                                  {"useful": True}, {"answer": "a", "useful": True, "word": 4},
                                  {"answer": "a", "useful": True, "word": "a" * 1_001}])  # fmt: skip
def test_what_is_no_feedback_is_refused(world: World, body: dict[str, Any]) -> None:
    anne = world.browser()
    say(anne, "bonjour")

    assert anne.post("/api/feedback", json=body).status_code == 400


def test_feedback_of_nobody_is_refused(world: World) -> None:
    assert code(world.browser().post("/api/feedback", json={"answer": "a", "useful": True})) == (400, "bad_request")


def test_too_many_messages_of_one_visitor_wait_those_of_others_do_not(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MESSAGES_PER_MINUTE", "2")
    anne = world.browser()

    answers = [say(anne, "bonjour") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert code(answers[2]) == (429, "rate_limited")
    assert 0 < int(answers[2].headers["retry-after"]) <= 60
    assert say(world.browser(), "bonjour").status_code == 200


def test_too_many_calls_of_one_address_wait_those_of_others_do_not(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALLS_PER_MINUTE", "3")

    statuses = [say(world.browser("2001:db8::1"), "bonjour").status_code for _ in range(3)]
    neighbour, other = world.browser("2001:db8::ffff"), world.browser("2001:db8:0:1::1")

    assert statuses == [200, 200, 200]
    assert code(neighbour.get("/api/messages")) == (429, "rate_limited")
    assert code(neighbour.post("/api/session")) == (429, "rate_limited")
    assert other.get("/api/messages").status_code == 200
    assert neighbour.get("/api/health").status_code == 200


def test_conversations_begun_from_one_address_are_counted(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVERSATIONS_PER_HOUR", "2")
    anne = world.browser()

    assert [say(anne, "bonjour").status_code for _ in range(4)] == [200] * 4
    assert anne.post("/api/conversation").status_code == 204
    assert code(anne.post("/api/conversation")) == (429, "rate_limited")
    assert code(say(world.browser(), "bonjour")) == (429, "rate_limited")


def test_our_own_services_are_not_counted_by_address_but_their_people_are(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, number in (("CALLS_PER_MINUTE", "1"), ("CONVERSATIONS_PER_HOUR", "1"), ("MESSAGES_PER_MINUTE", "1")):
        monkeypatch.setenv(name, number)
    room = world.browser()
    key = {"X-Service-Key": Settings().service_key_file.read_text().strip()}

    tokens = [room.post("/api/session", headers=key).json()["token"] for _ in range(3)]
    said = [say(room, "bonjour", Authorization=f"Bearer {token}", **key) for token in (*tokens, tokens[0])]

    assert [answer.status_code for answer in said] == [200, 200, 200, 429]
    assert say(room, "bonjour", Authorization=f"Bearer {tokens[0]}").status_code == 429
    assert room.post("/api/session", headers={b"X-Service-Key": b"\xc3\xa9"}).status_code == 429


def test_a_proxy_of_this_machine_says_who_calls_nobody_else_does(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALLS_PER_MINUTE", "1")
    monkeypatch.delenv("FORWARDED_ALLOW_IPS", raising=False)
    world.browser()
    # The site as uvicorn wraps it.
    config = uvicorn.Config(world.app, ws="none")
    config.load()

    def calls(address: str) -> list[int]:
        client = TestClient(config.loaded_app, client=(address, 50000))
        forwarded = [{"x-forwarded-for": f"198.51.100.9, 192.0.2.{number}"} for number in range(3)]
        return [client.get("/api/messages", headers=headers).status_code for headers in forwarded]

    assert calls("127.0.0.1") == [200, 200, 200]
    assert calls("203.0.113.1") == [200, 429, 429]


def test_there_may_be_no_limit(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MESSAGES_PER_MINUTE", "CALLS_PER_MINUTE", "CONVERSATIONS_PER_HOUR"):
        monkeypatch.setenv(name, "0")
    anne = world.browser()

    assert {say(anne, "bonjour").status_code for _ in range(400)} == {200}


@pytest.mark.parametrize("path", ["/api/messages", "/api/health", "/api/rien", "/rien", "/fiche/x.pdf"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "OPTIONS"])
def test_every_answer_bears_the_security_headers(world: World, path: str, method: str) -> None:
    headers = world.browser().request(method, path).headers

    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    for name in ("referrer-policy", "permissions-policy", "cross-origin-opener-policy", "cross-origin-resource-policy"):
        assert name in headers
    assert "server" not in headers
    assert "strict-transport-security" not in headers


def test_over_https_browsers_are_told_to_stay_there(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://orientation.exemple.fr")

    assert "max-age" in world.browser().get("/rien").headers["strict-transport-security"]


def test_an_error_that_nobody_foresaw_is_said_in_french(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.web.gateway.service.Gateway.visitor", lambda *_: 1 / 0)

    answer = say(world.browser(), "bonjour")

    assert code(answer) == (500, "unavailable")
    assert "content-security-policy" in answer.headers


def test_a_base_that_cannot_be_read_is_said_in_french(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    anne = world.browser()
    say(anne, "bonjour")
    monkeypatch.setenv("CONVERSATIONS_URL", "sqlite:////proc/nowhere/conversations.sqlite")
    monkeypatch.setenv("PERSONAL_URL", "sqlite:////proc/nowhere/personal.sqlite")

    assert code(anne.delete("/api/conversation")) == (503, "unavailable")


def test_it_says_how_all_is(world: World) -> None:
    assert world.browser().get("/api/health").json() == {"status": "ok", "assistant": "ok"}


def test_the_keys_are_read_by_their_owner_alone_and_last(world: World) -> None:
    say(world.browser(), "bonjour")

    for name in ("site.key", "channel.key"):
        file = world.folder / name
        assert file.stat().st_mode & 0o077 == 0
        assert len(file.read_text()) >= 43
