"""What the gateway lets through to Rasa of what other platforms send."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from assistant.errors import InputError
from assistant.web.app import create_app
from assistant.web.gateway.platforms import MOST_BYTES

SLACK, MESSENGER = "/webhooks/slack/webhook", "/webhooks/facebook/webhook"
PAGE = {"MESSENGER_VERIFY": "v", "MESSENGER_SECRET": "s", "MESSENGER_TOKEN": "t"}


@pytest.fixture(autouse=True)
def slack_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opening = {"VAR_DIR": str(tmp_path), "SITE_URL": "https://assistant.exemple.fr", "SLACK_TOKEN": "x", **PAGE}
    for name, value in {**opening, "SLACK_SIGNING_SECRET": "s"}.items():
        monkeypatch.setenv(name, value)


class Rasa:
    """Says what it received."""

    def __init__(self, status: int = 200) -> None:
        self.heard: list[tuple[str, str, bytes, dict[str, str]]] = []
        self.status = status

    async def _answer(self, request: Request) -> Response:
        body = await request.body()
        self.heard.append((request.method, str(request.url), body, dict(request.headers)))
        return PlainTextResponse("vu", self.status, headers={"X-Slack-No-Retry": "1", "Server": "Sanic"})

    @asynccontextmanager
    async def site(self) -> AsyncIterator[httpx2.AsyncClient]:
        rasa = Starlette(routes=[Route("/{path:path}", self._answer, methods=["GET", "POST"])])
        app = create_app(httpx2.ASGITransport(rasa))
        async with (
            app.router.lifespan_context(app),
            httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="https://assistant.exemple.fr") as client,
        ):
            yield client


async def test_a_call_is_passed_byte_for_byte_with_what_signs_it() -> None:
    rasa = Rasa()
    body = '{"text": "é",  "b":1}'.encode()
    signed = {"X-Slack-Signature": "v0=1", "X-Slack-Request-Timestamp": "2", "Content-Type": "application/json"}

    async with rasa.site() as client:
        answer = await client.post(
            SLACK, content=body, headers={**signed, "Cookie": "a=b", "Authorization": "Bearer c"}
        )

    assert (answer.status_code, answer.text, answer.headers["x-slack-no-retry"]) == (200, "vu", "1")
    assert "Sanic" not in str(answer.headers)
    ((method, address, given, headers),) = rasa.heard
    assert (method, given) == ("POST", body)
    assert address.endswith(f":5005{SLACK}")
    assert {name.lower(): value for name, value in signed.items()}.items() <= headers.items()
    assert not {"cookie", "authorization"} & headers.keys()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/webhooks/rest/webhook"),
        ("POST", "/webhooks/site/webhook"),
        ("POST", "/webhooks/telegram/webhook"),
        ("GET", SLACK),
        ("GET", "/webhooks/telegram/set_webhook"),
        ("POST", f"{SLACK}/"),
        ("POST", "/webhooks/slack/../rest/webhook"),
        ("POST", "/webhooks/slack%2f..%2frest/webhook"),
        ("GET", "/webhooks/facebook/"),
        ("POST", "/model/parse"),
        ("GET", "/conversations/a/tracker"),
    ],
)
async def test_nothing_else_of_rasa_is_reached(method: str, path: str) -> None:
    rasa = Rasa()
    async with rasa.site() as client:
        answer = await client.request(method, path, content=b"{}", follow_redirects=False)

    assert answer.status_code in (307, 404, 405)
    assert rasa.heard == []


async def test_the_page_of_messenger_is_verified_by_a_question() -> None:
    rasa = Rasa()
    async with rasa.site() as client:
        await client.get(f"{MESSENGER}?hub.verify_token=v&hub.challenge=12%203")

    assert rasa.heard[0][:2] == ("GET", f"http://127.0.0.1:5005{MESSENGER}?hub.verify_token=v&hub.challenge=12%203")


async def test_too_much_is_refused_and_a_refusal_is_given_back() -> None:
    rasa = Rasa(status=403)
    async with rasa.site() as client:
        big = await client.post(SLACK, content=b"a" * (MOST_BYTES + 1))
        refused = await client.post(SLACK, content=b"a" * MOST_BYTES)

    assert (big.status_code, refused.status_code, len(rasa.heard)) == (413, 403, 1)


async def test_without_rasa_the_platform_is_asked_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASA_PORT", "9")
    app = create_app()
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="https://assistant.exemple.fr") as client,
    ):
        assert (await client.post(SLACK, content=b"{}")).status_code == 503


def test_a_platform_opened_by_halves_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SLACK_SIGNING_SECRET")

    with pytest.raises(InputError, match="Slack : SLACK_SIGNING_SECRET manque"):
        create_app()
