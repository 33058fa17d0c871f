"""Teams: what proves Microsoft's calls, its card, the keys that change."""

import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests import platform_world as told
from tests.platform_servers import StandIn
from tests.platform_world import CALLERS, PERSON, ROOM
from tests.unit.channels.platform_opened import AGREE, Agent, Opened


def teams_call(token: str, **said: Any) -> tuple[dict[str, str], bytes]:
    headers, raw = CALLERS["botframework"].said("bonjour", PERSON)
    return {**headers, "Authorization": f"Bearer {token}"}, json.dumps({**json.loads(raw), **said}).encode()


@pytest.mark.parametrize(
    "claims",
    [{"iss": "https://sts.windows.net/x/"}, {"aud": "autre"}, {"exp": 1}, {"serviceurl": "https://pirate.exemple/"}],
)
async def test_a_token_of_microsoft_made_for_something_else_is_refused(botframework: Opened, claims: Any) -> None:
    assert await botframework.call(*teams_call(told.microsoft_token(**claims))) == 403
    assert botframework.agent.heard == []


async def test_a_token_that_microsoft_did_not_make_is_refused(botframework: Opened) -> None:
    claims = jwt.decode(told.microsoft_token(), options={"verify_signature": False})
    another = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    modulus = botframework.world.keys[0]["n"]
    forged = [
        jwt.encode(claims, another, algorithm="RS256", headers={"kid": "k1"}),
        jwt.encode(claims, another, algorithm="RS256", headers={"kid": "k2"}),
        jwt.encode(claims, None, algorithm="none", headers={"kid": "k1"}),
        jwt.encode(claims, modulus, algorithm="HS256", headers={"kid": "k1"}),
    ]

    assert [await botframework.call(*teams_call(token)) for token in forged] == [403] * 4
    assert await botframework.call(*teams_call(told.microsoft_token(), serviceUrl="https://pirate.exemple/")) == 403
    assert await botframework.call(*teams_call(told.microsoft_token(), channelId="skype")) == 403
    assert botframework.agent.heard == []


async def test_teams_shows_a_card_whose_buttons_write_their_title(botframework: Opened) -> None:
    await botframework.say("bonjour")
    await botframework.say("bonjour")

    text, card = botframework.world.to(f"/v3/conversations/{ROOM}/activities")[:2]
    assert (text.host, text.body["text"], text.body["textFormat"]) == (
        "smba.exemple.net",
        "Est-ce bien cela ?",
        "plain",
    )
    assert text.headers["Authorization"] == "Bearer acces"
    assert card.body["attachments"][0]["content"]["buttons"] == [
        {"type": "imBack", "title": button["title"], "value": button["title"]} for button in AGREE
    ]
    (asked,) = botframework.world.to("/oauth2/v2.0/token")
    assert (asked.host, asked.path) == ("login.microsoftonline.com", "/locataire/oauth2/v2.0/token")
    assert botframework.agent.heard == ["bonjour"] * 2


async def test_teams_s_other_activities_are_left_alone(botframework: Opened) -> None:
    assert await botframework.call(*teams_call(told.microsoft_token(), type="conversationUpdate")) == 200
    assert botframework.agent.heard == []


@pytest.fixture
def without_microsoft(world: StandIn) -> Opened:
    agent = Agent()
    keys, world.keys = world.keys, []
    opened = Opened("botframework", told.rasa_app("botframework", agent), agent, world)
    world.keys = keys
    return opened


async def test_microsoft_s_new_keys_are_asked_once_a_minute(
    without_microsoft: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = without_microsoft
    assert (await opened.say("bonjour")).status_code == 403

    later = time.monotonic() + 61
    monkeypatch.setattr("assistant.channels.platforms.teams.time.monotonic", lambda: later)

    assert (await opened.say("bonjour")).status_code == 200
    assert opened.agent.heard == ["bonjour"]
    await opened.call(*teams_call(jwt.encode({}, told.MICROSOFT, algorithm="RS256", headers={"kid": "inconnue"})))
    assert len(opened.world.to("/v1/keys")) == 2
