"""The site's channel in Rasa: who may speak, what comes back whole, what is logged."""

import logging
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import httpx2
import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic

from assistant.channels.site import ANSWER_NOT_KEPT, SiteInput
from assistant.privacy.tracker_store import OF_REQUEST, in_memory

KEY = {"Authorization": "Bearer la-clef"}
MESSAGE = {"sender": "anne", "message": "bonjour"}
Handler = Callable[[UserMessage], Awaitable[None]]


async def post(
    handler: Handler, headers: dict[str, str], body: dict[str, Any], name: str, agent: Any = None
) -> httpx2.Response:
    app = Sanic(name, configure_logging=False)
    app.ctx.agent = agent
    app.blueprint(SiteInput("la-clef").blueprint(handler), url_prefix="/webhooks/site")
    app.config.TOUCHUP = False
    Sanic.test_mode = True
    await app._startup()
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://rasa") as client:
        return await client.post("/webhooks/site/webhook", json=body, headers=headers)


async def test_a_message_and_its_rich_content_come_back_as_one() -> None:
    heard = []

    async def answer(message: UserMessage) -> None:
        heard.append((message.sender_id, message.text, message.input_channel, message.metadata))
        buttons = [{"title": "Oui", "payload": "/affirm", "type": "postback"}]
        await message.output_channel.send_response(
            "anne", {"text": "a\n\nb", "buttons": buttons, "custom": {"type": "x"}}
        )
        await message.output_channel.send_response("anne", {"text": "c", "buttons": None, "custom": None})

    given = await post(answer, KEY, {**MESSAGE, "input_channel": "cmdline", "metadata": {"a": 1}}, "whole")

    assert given.json() == [
        {"text": "a\n\nb", "buttons": [{"title": "Oui", "payload": "/affirm"}], "custom": {"type": "x"}},
        {"text": "c", "buttons": [], "custom": None},
    ]
    assert heard == [("anne", "bonjour", "site", None)]


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer autre"}, {"Authorization": "la-clef"}])
async def test_without_the_key_nothing_is_heard(headers: dict[str, str]) -> None:
    async def answer(message: UserMessage) -> None:
        raise AssertionError

    assert (await post(answer, headers, MESSAGE, f"key{len(str(headers))}")).status_code == 401


async def test_a_failure_is_logged_without_the_words(caplog: pytest.LogCaptureFixture) -> None:
    async def fail(message: UserMessage) -> None:
        raise ValueError(message.text)

    with caplog.at_level(logging.DEBUG):
        given = await post(fail, KEY, MESSAGE, "failure")

    assert given.json() == []
    assert "ValueError" in caplog.text
    assert "bonjour" not in caplog.text


async def test_a_message_that_comes_again_is_given_the_answer_that_it_got() -> None:
    # GIVEN a conversation in which words named a choice, and a request was made
    agent = SimpleNamespace(lock_store=InMemoryLockStore(), tracker_store=in_memory())
    oui = {"buttons": [{"title": "Oui", "payload": "/affirm", "type": "postback"}]}
    events = [
        UserUttered("une commune", message_id="message-1"),
        UserUttered('/inform{"holder_type": "commune"}'),
        BotUttered("Bien.", {"custom": {"type": "recap"}}),
        BotUttered("Est-ce bien cela ?", oui),
        UserUttered("oui", message_id="message-2"),
        BotUttered(OF_REQUEST),
        UserUttered("merci", message_id="message-3"),
    ]
    await agent.tracker_store.save(DialogueStateTracker.from_events("anne", events))
    heard = []

    async def answer(message: UserMessage) -> None:
        heard.append(message.message_id)

    async def again(number: int) -> list[dict[str, Any]]:
        body = {**MESSAGE, "id": f"message-{number}"}
        return list((await post(answer, KEY, body, f"again{number}", agent)).json())

    # THEN what was answered is not heard again
    assert await again(1) == [
        {"text": "Bien.", "buttons": [], "custom": {"type": "recap"}},
        {"text": "Est-ce bien cela ?", "buttons": [{"title": "Oui", "payload": "/affirm"}], "custom": None},
    ]
    assert [message["text"] for message in await again(2)] == [ANSWER_NOT_KEPT]
    assert heard == []
    # AND what was not, or never came, is
    assert await again(3) == []
    assert await again(4) == []
    assert heard == ["message-3", "message-4"]
