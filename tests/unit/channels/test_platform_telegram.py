"""Telegram: the secret that it is told, its keyboard, its commands, its groups."""

import json
from typing import Any

import pytest

from assistant.channels.platforms.guarded import ONLY_TEXT
from assistant.channels.platforms.names import derived
from tests import platform_world as told
from tests.platform_servers import StandIn
from tests.platform_world import SITE
from tests.unit.channels.platform_opened import LISTED, Agent, Opened


def telegram_update(**message: Any) -> tuple[dict[str, str], bytes]:
    headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": derived("telegram")}
    given = {"message_id": 5, "date": 1, "chat": {"id": 7, "type": "private"}, "from": {"id": 7, "is_bot": False}}
    return headers, json.dumps({"update_id": 9, "message": {**given, **message}}).encode()


async def test_telegram_is_told_our_address_and_a_secret(telegram: Opened) -> None:
    (call,) = telegram.world.to("/setWebhook")

    assert call.body["url"] == f"{SITE}/webhooks/telegram/webhook"
    assert call.body["secret_token"] == derived("telegram")
    assert json.loads(call.body["allowed_updates"]) == ["message"]


async def test_telegram_s_choices_are_keys_that_say_their_title(telegram: Opened) -> None:
    await telegram.say("bonjour")

    (call,) = telegram.world.to("/sendMessage")
    keyboard = json.loads(call.body["reply_markup"])["keyboard"]
    assert call.body["text"] == "Est-ce bien cela ?"
    assert [key["text"] for row in keyboard for key in row] == ["Oui, c'est bien cela", "Corriger"]


async def test_in_a_group_of_telegram_each_has_their_own_conversation_and_a_list(telegram: Opened) -> None:
    group = {"id": -42, "type": "group"}
    for person in (1, 2):
        await telegram.call(*telegram_update(text="bonjour", chat=group, **{"from": {"id": person, "is_bot": False}}))

    assert telegram.texts() == [LISTED] * 2
    assert len(set(telegram.agent.people)) == 2


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("/start", "Bonjour"),
        ("/start@orient_bot x", "Bonjour"),
        ("/started", "started"),
        ("/help", "Que savez-vous faire ?"),
        ("@Orient_bot une commune", "une commune"),
    ],
)
async def test_telegram_s_commands_are_words(telegram: Opened, typed: str, heard: str) -> None:
    await telegram.say(typed)

    assert telegram.agent.heard == [heard]


async def test_to_start_again_in_telegram_is_said_in_words(telegram: Opened) -> None:
    await telegram.say("/restart")

    assert telegram.agent.heard == ["Je veux recommencer", "Bonjour"]


async def test_a_picture_in_telegram_gets_an_answer_in_private_only(telegram: Opened) -> None:
    assert await telegram.call(*telegram_update(photo=[])) == 200
    assert await telegram.call(*telegram_update(photo=[], chat={"id": -42, "type": "group"})) == 200
    assert await telegram.call(*telegram_update(location={"longitude": 1, "latitude": 2})) == 200

    assert telegram.texts() == [ONLY_TEXT] * 2
    assert telegram.agent.heard == []


def test_without_telegram_rasa_starts_all_the_same(world: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    world.refuses = True

    told.rasa_app("telegram", Agent())

    assert "Telegram did not take our address" in caplog.text
    assert "123:secret" not in caplog.text
