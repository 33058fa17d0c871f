"""Messenger: every event of a call, its signatures, its quick replies."""

import asyncio
import hmac
import logging
from typing import Any

import httpx2
import pytest
from rasa.core.channels.channel import UserMessage

from assistant.channels.platforms.guarded import ONLY_TEXT
from tests import platform_world as told
from tests.platform_world import CALLERS, PERSON
from tests.unit.channels.platform_opened import LONG, Opened


def event(**said: Any) -> dict[str, Any]:
    return {"sender": {"id": PERSON}, "recipient": {"id": "page"}, "timestamp": 1, **said}


def calls_of_meta(*events: dict[str, Any]) -> tuple[dict[str, str], bytes]:
    return told.signed_by_meta({"object": "page", "entry": [{"id": "page", "messaging": [one]} for one in events]})


async def test_every_event_of_a_call_of_messenger_is_heard(facebook: Opened, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        await facebook.call(
            *calls_of_meta(
                event(message={"mid": "1", "text": "un"}),
                event(message={"mid": "2", "text": "Zorobabel", "is_echo": True}),
                event(read={"watermark": 1}),
                event(message={"mid": "3", "text": "Oui", "quick_reply": {"payload": "Corriger"}}),
                event(postback={"title": "Démarrer", "payload": "bonjour"}),
                event(message={"mid": "4", "attachments": [{"type": "location", "payload": {"coordinates": 1}}]}),
            )
        )

    assert facebook.agent.heard == ["un", "Corriger", "bonjour"]
    assert facebook.texts()[-1] == ONLY_TEXT
    assert "Zorobabel" not in caplog.text


async def test_messenger_s_choices_are_quick_replies_where_they_fit(facebook: Opened) -> None:
    await facebook.say("bonjour")
    facebook.agent.says = [{"text": "Et ensuite ?", "buttons": LONG}]
    await facebook.say("bonjour")

    first, then = facebook.world.to("/me/messages")
    titles = ["Oui, c'est bien cela", "Corriger"]
    assert [(r["title"], r["payload"]) for r in first.body["message"]["quick_replies"]] == list(
        zip(titles, titles, strict=True)
    )
    assert "quick_replies" not in then.body["message"]
    assert "7. Une question assez longue, numéro 6 ?" in then.body["message"]["text"]
    assert first.host == "graph.facebook.com"


@pytest.mark.parametrize(("header", "digest"), [("X-Hub-Signature", "sha1"), ("X-Hub-Signature-256", "sha256")])
async def test_messenger_signs_in_two_ways(facebook: Opened, header: str, digest: str) -> None:
    _, raw = calls_of_meta(event(message={"mid": "1", "text": "un"}))
    right = f"{digest}={hmac.new(b'secret', raw, digest).hexdigest()}"

    assert await facebook.call({"Content-Type": "application/json", header: right}, raw) == 200
    for wrong in (f"md5={hmac.new(b'secret', raw, 'md5').hexdigest()}", right[:-1], "", digest):
        assert await facebook.call({"Content-Type": "application/json", header: wrong}, raw) == 403
    assert facebook.agent.heard == ["un"]


async def test_the_page_of_messenger_is_verified_by_our_word(facebook: Opened) -> None:
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(facebook.app), base_url="http://rasa") as client:
        await facebook.app._startup()
        said = [
            (
                await client.get(
                    "/webhooks/facebook/webhook", params={"hub.verify_token": word, "hub.challenge": "123"}
                )
            ).text
            for word in ("mot", "autre")
        ]

    assert said[0] == "123"
    assert "123" not in said[1]


async def test_what_messenger_refuses_is_told_in_the_log(facebook: Opened, caplog: pytest.LogCaptureFixture) -> None:
    facebook.world.refuses = True

    await facebook.say("bonjour")

    assert "could not be sent to facebook: NotSent" in caplog.text


async def test_messenger_is_told_at_once_and_answers_keep_their_order(
    facebook: Opened,
) -> None:
    # GIVEN an assistant that takes its time
    ready, said = asyncio.Event(), iter(("un", "deux"))

    async def answer_later(message: UserMessage) -> None:
        await ready.wait()
        await message.output_channel.send_response(message.sender_id, {"text": next(said)})

    facebook.app.ctx.agent.handle_message = answer_later
    await facebook.app._startup()

    # WHEN a person sends two messages
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(facebook.app), base_url="http://rasa") as client:
        for text in ("a", "b"):
            headers, body = CALLERS["facebook"].said(text, PERSON)
            called = await client.post("/webhooks/facebook/webhook", headers=headers, content=body)
            assert called.status_code == 200
    assert not facebook.texts()

    # THEN both are answered, in their order
    ready.set()
    while answering := set(facebook.app.ctx.input_channels[0].answering):
        await asyncio.gather(*answering)
    assert facebook.texts() == ["un", "deux"]
