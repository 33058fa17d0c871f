"""Rocket.Chat: one login, one conversation a person, never our own messages."""

import json
from typing import Any

from tests.platform_world import OTHER, PERSON, ROOM
from tests.unit.channels.platform_opened import LISTED, Opened


def rocket_call(**said: Any) -> tuple[dict[str, str], bytes]:
    given = {"token": "jeton", "channel_id": ROOM, "user_id": PERSON, "user_name": "anne", "text": "bonjour"}
    return {"Content-Type": "application/json"}, json.dumps({**given, **said}).encode()


async def test_rocketchat_is_logged_in_to_once_and_again_when_that_ends(rocketchat: Opened) -> None:
    await rocketchat.say("bonjour")
    await rocketchat.say("bonjour", OTHER)
    assert len(rocketchat.world.to("/login")) == 1
    assert len(set(rocketchat.agent.people)) == 2

    rocketchat.world.refuses = True
    await rocketchat.say("bonjour")
    rocketchat.world.refuses = False
    await rocketchat.say("bonjour")

    assert len(rocketchat.world.to("/login")) == 2
    assert rocketchat.texts()[-1] == LISTED
    assert rocketchat.world.to("/chat.postMessage")[0].host == "rc.exemple.fr"


async def test_rocketchat_s_own_messages_and_visitors_are_not_heard(rocketchat: Opened) -> None:
    assert await rocketchat.call(*rocket_call(user_name="robot")) == 200
    assert await rocketchat.call(*rocket_call(visitor={}, messages=[{"msg": "a", "username": "b"}])) == 403
    assert await rocketchat.call(*rocket_call(text="oriente bonjour", trigger_word="oriente")) == 200

    assert rocketchat.agent.heard == ["bonjour"]
