"""Mattermost: the word that calls, the token that proves."""

import json
from typing import Any

import pytest

from tests.platform_world import PERSON, ROOM
from tests.unit.channels.platform_opened import LISTED, Opened


def mattermost_call(**said: Any) -> tuple[dict[str, str], bytes]:
    given = {"token": "jeton", "channel_id": ROOM, "user_id": PERSON, "user_name": "anne", "trigger_word": "@oriente"}
    return {"Content-Type": "application/json"}, json.dumps({**given, **said}).encode()


async def test_mattermost_keeps_every_word_but_the_one_that_calls(
    mattermost: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    await mattermost.call(*mattermost_call(text="@oriente une commune"))
    await mattermost.call(*mattermost_call(text="@orientez-nous vers un programme"))

    assert mattermost.agent.heard == ["une commune", "z-nous vers un programme"]
    (call, _) = mattermost.world.to("/api/v4/posts")
    assert (call.host, call.body["channel_id"], call.body["message"]) == ("chat.exemple.fr", ROOM, LISTED)
    assert call.headers["Authorization"] == "Bearer robot"
    assert "Failed" not in caplog.text


async def test_mattermost_s_other_messages_are_left_alone(mattermost: Opened) -> None:
    assert await mattermost.call(*mattermost_call(text="entre nous", trigger_word="")) == 200
    pressed = {"context": {"action": "/restart"}, "trigger_word": None, "text": None}
    assert await mattermost.call(*mattermost_call(**pressed)) == 200

    assert mattermost.agent.heard == []
