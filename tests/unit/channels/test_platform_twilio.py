"""Twilio: the signed address, parts of 1 600 characters, messages without words."""

import pytest

from assistant.channels.platforms.guarded import ONLY_TEXT
from tests import platform_world as told
from tests.platform_world import CALLERS, PERSON
from tests.unit.channels.platform_opened import AGREE, LISTED, Opened


async def test_twilio_is_answered_at_the_number_that_it_gave(twilio: Opened) -> None:
    twilio.agent.says = [{"text": "mot " * 900}, {"text": "Est-ce bien cela ?", "buttons": AGREE}]

    await twilio.say("bonjour")

    calls = twilio.world.to("/Messages.json")
    assert {call.host for call in calls} == {"api.twilio.com"}
    assert {(call.body["To"], call.body["From"]) for call in calls} == {
        (f"whatsapp:+{PERSON}", "whatsapp:+33100000000")
    }
    assert [len(text) <= 1600 for text in twilio.texts()] == [True] * 4
    assert twilio.texts()[-1] == LISTED


@pytest.mark.parametrize("said", [{"MediaUrl0": "x", "Body": ""}, {"Latitude": "1", "Longitude": "2"}])
async def test_a_picture_or_a_place_on_whatsapp_gets_an_answer(twilio: Opened, said: dict[str, str]) -> None:
    assert await twilio.call(*told.signed_by_twilio({"From": f"whatsapp:+{PERSON}", **said})) == 204

    assert twilio.texts() == [ONLY_TEXT]
    assert twilio.agent.heard == []


async def test_twilio_signs_our_address(twilio: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://ailleurs.exemple.fr")

    assert await twilio.call(*CALLERS["twilio"].said("bonjour", PERSON)) == 403
