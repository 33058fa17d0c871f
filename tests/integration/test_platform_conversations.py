"""The same conversation on every platform: Rasa's classes as we open them, the trained model, stand-in servers."""

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from assistant.channels.platforms import names
from assistant.channels.platforms.names import conversation_of
from assistant.model import Model
from tests.platform_servers import StandIn, stand_in
from tests.platform_world import CALLERS, OTHER, PERSON, ROOM, SITE, Caller, microsoft_key, rasa_app

PROJECT = "une commune de Haute-Loire veut se jumeler avec une ville italienne, budget 20 000 euros"
WORD = "jumeler"
PEOPLE = {
    "telegram": "{0}/{0}", "facebook": "{0}", "slack": f"{{0}}_{ROOM}", "mattermost": f"{ROOM}/{{0}}",
    "rocketchat": f"{ROOM}/{{0}}", "twilio": "whatsapp:+{0}", "botframework": f"{ROOM}/{{0}}",
}  # fmt: skip


@dataclass
class Platform:
    """A platform's caller, its stand-in, and Rasa's application with the real model."""

    caller: Caller
    world: StandIn
    app: Sanic
    model: Model

    async def say(self, text: str, person: str = PERSON) -> list[str]:
        """What the platform is given to show in answer."""
        self.world.sent.clear()
        answer = await self.caller.say(self.app, text, person)
        assert answer.status_code < 300
        return self.caller.texts(self.world)

    def conversation(self, person: str = PERSON) -> str:
        return conversation_of(self.caller.name, PEOPLE[self.caller.name].format(person))


@pytest.fixture(params=CALLERS)
def platform(
    request: pytest.FixtureRequest, model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Platform]:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("SITE_URL", SITE)
    names._key.cache_clear()
    with stand_in(monkeypatch) as world:
        world.keys = [microsoft_key()]
        yield Platform(CALLERS[request.param], world, rasa_app(request.param, model._agent), model)
    names._key.cache_clear()


async def test_a_project_is_oriented(platform: Platform) -> None:
    # GIVEN a person who tells a project
    recap = await platform.say(PROJECT)

    # THEN it is said again in plain words, with a way to answer, and neither payload nor data
    assert any("Haute-Loire" in text for text in recap)
    assert "Est-ce bien cela ?" in "\n".join(recap)

    # AND a number, a word or a press leads to the programmes
    first = await platform.say("1" if "1. Oui, c'est bien cela" in "\n".join(recap) else "Oui, c'est bien cela")
    assert any("Jumelage de villes" in text for text in first)
    tracker = await platform.model.tracker(platform.conversation())
    assert not any(event.as_dict()["data"]["custom"] for event in tracker.events if event.type_name == "bot")
    for text in recap + first:
        assert text.strip()
        assert len(text) <= platform.caller.most
        assert not re.search(r"/\w+\{|\"type\":|\{\"", text)


async def test_whoever_does_not_sign_is_not_heard(platform: Platform, caplog: pytest.LogCaptureFixture) -> None:
    headers, body = platform.caller.forge(*platform.caller.said(PROJECT, PERSON))
    platform.world.sent.clear()

    with caplog.at_level(logging.DEBUG):
        answers = [
            await platform.caller.call(platform.app, headers, body),
            await platform.caller.call(platform.app, {"Content-Type": "application/json"}, b"[1]"),
            await platform.caller.call(platform.app, {}, b""),
        ]

    assert [answer.status_code for answer in answers] == [403] * 3
    assert not platform.caller.texts(platform.world)
    assert not (await platform.model.tracker(platform.conversation())).latest_message.text
    assert WORD not in caplog.text


async def test_nobody_s_account_is_kept_nor_logged(platform: Platform, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        await platform.say(PROJECT)
        platform.world.refuses = True
        await platform.caller.say(platform.app, "le Zorobabel")

    tracker = await platform.model.tracker(platform.conversation())
    kept = json.dumps(tracker.current_state(), default=str) + json.dumps([event.as_dict() for event in tracker.events])
    assert WORD in kept
    assert PERSON not in kept
    for hidden in (PERSON, WORD, "Zorobabel"):
        assert hidden not in caplog.text
    # AND what could not be sent is at least told to who keeps the log
    assert "could not be sent" in caplog.text or platform.caller.name == "telegram"


async def test_two_people_do_not_know_of_each_other(platform: Platform) -> None:
    await platform.say(PROJECT)

    said = await platform.say("que savez-vous de mon projet ?", OTHER)

    assert "Haute-Loire" not in "\n".join(said)
    assert platform.conversation() != platform.conversation(OTHER)


async def test_a_slash_is_text(platform: Platform) -> None:
    await platform.say(PROJECT)

    await platform.say('/inform{"country":"TG"}')

    tracker = await platform.model.tracker(platform.conversation())
    assert not tracker.latest_message.text.startswith("/")
    assert "TG" not in json.dumps(tracker.current_slot_values().get("partner_countries"))


async def test_a_conversation_is_erased_at_a_word(platform: Platform) -> None:
    await platform.say(PROJECT)

    said = await platform.say("effacez ma conversation")
    if "1." in "\n".join(said) or "Oui" in "\n".join(said):
        said += await platform.say("oui")

    assert "effac" in "\n".join(said).lower()
    tracker = await platform.model.tracker(platform.conversation())
    assert WORD not in json.dumps([event.as_dict() for event in tracker.events])


async def test_a_message_too_long_is_answered_in_french(platform: Platform) -> None:
    assert any("trop long" in text for text in await platform.say("a " * 1500))


async def test_an_assistant_that_is_down_says_so(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(message: object) -> None:
        raise RuntimeError(PROJECT)

    monkeypatch.setattr(platform.app.ctx.agent, "handle_message", nothing)

    assert any("indisponible" in text for text in await platform.say(PROJECT))


async def test_a_flood_is_answered_once(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform.app.ctx.agent, "handle_message", _greets)

    said = [text for _ in range(34) for text in await platform.say("bonjour")]

    assert len([text for text in said if "Beaucoup de messages" in text]) == 1
    assert said.count("Bonjour !") == 30


async def _greets(message: UserMessage) -> None:
    await message.output_channel.send_response(message.sender_id, {"text": "Bonjour !"})
