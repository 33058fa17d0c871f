"""Slack: its buttons, its retries, its signs."""

import json
import time
from urllib.parse import urlencode

from tests import platform_world as told
from tests.platform_world import CALLERS, PERSON, ROOM
from tests.unit.channels.platform_opened import AGREE, LONG, Opened


def pressed_in_slack(value: str) -> tuple[dict[str, str], bytes]:
    payload = {
        "type": "block_actions", "user": {"id": PERSON}, "channel": {"id": ROOM}, "container": {"message_ts": "1.1"},
        "actions": [{"type": "button", "value": value}], "message": {"ts": "1.1"},
    }  # fmt: skip
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return told.signed_by_slack(headers, urlencode({"payload": json.dumps(payload)}).encode())


async def test_slack_s_choices_are_buttons_that_say_their_title(slack: Opened) -> None:
    await slack.say("bonjour")

    (call,) = slack.world.to("/chat.postMessage")
    elements = call.body["blocks"][1]["elements"]
    assert [(e["text"]["text"], e["value"]) for e in elements] == [(b["title"], b["title"]) for b in AGREE]
    assert call.body["channel"] == ROOM
    assert "as_user" not in call.body

    assert await slack.call(*pressed_in_slack("Corriger")) == 200
    assert slack.agent.heard == ["bonjour", "Corriger"]
    assert len(set(slack.agent.people)) == 1


async def test_more_choices_than_slack_draws_are_a_list(slack: Opened) -> None:
    slack.agent.says = [{"text": "a < b & c", "buttons": LONG}]

    await slack.say("R&amp;D &lt;ici&gt;")

    (call,) = slack.world.to("/chat.postMessage")
    assert call.body["text"].startswith("a &lt; b &amp; c\n1. Une question")
    assert "blocks" not in call.body
    assert slack.agent.heard == ["R&D <ici>"]


async def test_an_old_call_of_slack_is_a_copy(slack: Opened) -> None:
    headers, raw = CALLERS["slack"].said("bonjour", PERSON)

    assert await slack.call(*told.signed_by_slack(headers, raw, at=time.time() - 400)) == 403
    assert slack.agent.heard == []


async def test_slack_s_questions_and_repetitions_are_answered(slack: Opened) -> None:
    question = {"type": "url_verification", "challenge": "abc"}
    headers, raw = told.signed_by_slack({"Content-Type": "application/json"}, json.dumps(question).encode())
    assert (await CALLERS["slack"].call(slack.app, headers, raw)).json() == "abc"

    headers, raw = CALLERS["slack"].said("bonjour", PERSON)
    again = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
    assert await slack.call({**headers, **again}, raw) == 201
    assert slack.agent.heard == []
