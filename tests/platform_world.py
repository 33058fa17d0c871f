"""The platforms' documented calls, and Rasa's web application that receives them.

A ``Caller`` speaks as one platform does: what a person types becomes its call, signed as it signs.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx2
import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from rasa.core.agent import Agent
from rasa.core.run import configure_app
from rasa.shared.utils.common import class_from_module_path
from sanic import Sanic

from assistant.channels.platforms.catalogue import PLATFORMS
from assistant.channels.platforms.names import derived
from tests.platform_servers import StandIn

SITE = "https://assistant.exemple.fr"
PERSON, OTHER = "33612345678", "33698765432"
ROOM = "salle9174"


def rasa_app(name: str, agent: Agent) -> Sanic:
    """Rasa's web application with the channel of that platform, and ``agent`` behind it.

    Made outside a running loop, as Rasa does: a channel may run one of its own to begin with.
    """
    platform = next(platform for platform in PLATFORMS if platform.name == name)
    Sanic.test_mode = True
    channel = class_from_module_path(platform.channel).from_credentials(CREDENTIALS[name])
    app = configure_app([channel], enable_api=False)
    app.ctx.agent = agent
    app.config.TOUCHUP = False
    return app


CREDENTIALS: dict[str, dict[str, str]] = {
    "telegram": {"access_token": "123:secret", "verify": "@orient_bot"},
    "facebook": {"verify": "mot", "secret": "secret", "page-access-token": "page"},
    "slack": {"slack_token": "xoxb-1", "slack_signing_secret": "secret"},
    "mattermost": {"url": "https://chat.exemple.fr/", "token": "robot", "webhook_token": "jeton"},
    "rocketchat": {"server_url": "https://rc.exemple.fr/", "user": "robot", "password": "p", "webhook_token": "jeton"},
    "twilio": {"account_sid": "AC1", "auth_token": "secret", "twilio_number": "whatsapp:+33100000000"},
    "botframework": {"app_id": "app", "app_password": "secret", "tenant": "locataire"},
}


@dataclass
class Caller:
    """``genuine`` and ``forged``: headers and body of a call; ``texts``: what the platform was given to show."""

    name: str
    said: Callable[[str, str], tuple[dict[str, str], bytes]]
    forge: Callable[[dict[str, str], bytes], tuple[dict[str, str], bytes]]
    texts: Callable[[StandIn], list[str]]
    most: int

    async def say(self, app: Sanic, text: str, person: str = PERSON) -> httpx2.Response:
        return await self.call(app, *self.said(text, person))

    async def call(self, app: Sanic, headers: dict[str, str], body: bytes) -> httpx2.Response:
        if not app.state.is_started:
            await app._startup()
            app.state.is_started = True
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://rasa") as client:
            answer = await client.post(f"/webhooks/{self.name}/webhook", content=body, headers=headers)
        # Some are told at once that they were heard, and answered after.
        channel = app.ctx.input_channels[0]
        while answering := {*channel.answering, *getattr(channel, "_background_tasks", ())}:
            await asyncio.gather(*answering)
        return answer


def _json(body: dict[str, Any], **headers: str) -> tuple[dict[str, str], bytes]:
    return {"Content-Type": "application/json", **headers}, json.dumps(body, ensure_ascii=False).encode()


def _telegram(text: str, person: str) -> tuple[dict[str, str], bytes]:
    who = {"id": int(person), "is_bot": False, "first_name": "Anne"}
    message = {"message_id": 5, "from": who, "chat": {"id": int(person), "type": "private"}, "date": 1, "text": text}
    return _json({"update_id": 9, "message": message}, **{"X-Telegram-Bot-Api-Secret-Token": derived("telegram")})


def _messenger(text: str, person: str) -> tuple[dict[str, str], bytes]:
    event = {
        "sender": {"id": person},
        "recipient": {"id": "page"},
        "timestamp": 1,
        "message": {"mid": "m", "text": text},
    }
    return signed_by_meta({"object": "page", "entry": [{"id": "page", "time": 1, "messaging": [event]}]})


def signed_by_meta(body: dict[str, Any]) -> tuple[dict[str, str], bytes]:
    headers, raw = _json(body)
    return {**headers, "X-Hub-Signature-256": "sha256=" + hmac.new(b"secret", raw, "sha256").hexdigest()}, raw


def _slack(text: str, person: str) -> tuple[dict[str, str], bytes]:
    event = {"type": "message", "channel_type": "im", "channel": ROOM, "user": person, "text": text, "ts": "1.1"}
    body = {"type": "event_callback", "event": event, "authorizations": [{"user_id": "UBOT", "is_bot": True}]}
    return signed_by_slack(*_json(body))


def signed_by_slack(headers: dict[str, str], raw: bytes, at: float | None = None) -> tuple[dict[str, str], bytes]:
    stamp = str(int(at or time.time()))
    signature = "v0=" + hmac.new(b"secret", f"v0:{stamp}:".encode() + raw, hashlib.sha256).hexdigest()
    return {**headers, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}, raw


def _mattermost(text: str, person: str) -> tuple[dict[str, str], bytes]:
    said = {"text": f"@oriente {text}", "trigger_word": "@oriente", "user_id": person, "user_name": "anne"}
    return _json({"token": "jeton", "team_id": "t", "channel_id": ROOM, "post_id": "p", **said})


def _rocketchat(text: str, person: str) -> tuple[dict[str, str], bytes]:
    said = {"text": text, "user_id": person, "user_name": "anne", "message_id": "m", "bot": False}
    return _json({"token": "jeton", "channel_id": ROOM, "channel_name": "projets", **said})


def _twilio(text: str, person: str) -> tuple[dict[str, str], bytes]:
    return signed_by_twilio(
        {"From": f"whatsapp:+{person}", "To": "whatsapp:+33100000000", "Body": text, "MessageSid": "SM"}
    )


def signed_by_twilio(form: dict[str, str]) -> tuple[dict[str, str], bytes]:
    """As Twilio documents it: the address, then each field and its value by name, in HMAC-SHA1."""
    whole = f"{SITE}/webhooks/twilio/webhook" + "".join(name + form[name] for name in sorted(form))
    signature = base64.b64encode(hmac.new(b"secret", whole.encode(), "sha1").digest()).decode()
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8", "X-Twilio-Signature": signature}
    return headers, urlencode(form).encode()


MICROSOFT = rsa.generate_private_key(public_exponent=65537, key_size=2048)
SERVICE = "https://smba.exemple.net/emea/"


def microsoft_key() -> dict[str, Any]:
    return {**RSAAlgorithm.to_jwk(MICROSOFT.public_key(), as_dict=True), "kid": "k1", "endorsements": ["msteams"]}


def microsoft_token(**claims: Any) -> str:
    now = int(time.time())
    said = {"iss": "https://api.botframework.com", "aud": "app", "serviceurl": SERVICE, "nbf": now, "exp": now + 600}
    return jwt.encode(said | claims, MICROSOFT, algorithm="RS256", headers={"kid": "k1"})


def _teams(text: str, person: str) -> tuple[dict[str, str], bytes]:
    body = {
        "type": "message", "id": "1", "channelId": "msteams", "serviceUrl": SERVICE, "text": f"<at>Oriente</at> {text}",
        "from": {"id": person, "name": "Anne"}, "recipient": {"id": "28:app", "name": "Oriente"},
        "conversation": {"id": ROOM},
    }  # fmt: skip
    return _json(body, Authorization=f"Bearer {microsoft_token()}")


def _changed(name: str) -> Callable[[dict[str, str], bytes], tuple[dict[str, str], bytes]]:
    """A call whose proof is of another key."""

    def forge(headers: dict[str, str], body: bytes) -> tuple[dict[str, str], bytes]:
        return {**headers, name: headers[name][:-6] + "000000"}, body

    return forge


def _another_token(headers: dict[str, str], body: bytes) -> tuple[dict[str, str], bytes]:
    return headers, body.replace(b'"jeton"', b'"autre"')


CALLERS = {
    caller.name: caller
    for caller in (
        Caller("telegram", _telegram, _changed("X-Telegram-Bot-Api-Secret-Token"),
               lambda world: [call.body["text"] for call in world.to("/SendMessage") + world.to("/sendMessage")], 4096),
        Caller("facebook", _messenger, _changed("X-Hub-Signature-256"),
               lambda world: [call.body["message"]["text"] for call in world.to("/me/messages")], 2000),
        Caller("slack", _slack, _changed("X-Slack-Signature"),
               lambda world: [call.body["text"] for call in world.to("/chat.postMessage")], 4000),
        Caller("mattermost", _mattermost, _another_token,
               lambda world: [call.body["message"] for call in world.to("/api/v4/posts")], 16_383),
        Caller("rocketchat", _rocketchat, _another_token,
               lambda world: [call.body["text"] for call in world.to("/chat.postMessage")], 5000),
        Caller("twilio", _twilio, _changed("X-Twilio-Signature"),
               lambda world: [call.body["Body"] for call in world.to("/Messages.json")], 1600),
        Caller("botframework", _teams, _changed("Authorization"),
               lambda world: [call.body["text"] for call in world.to("/activities") if call.body["text"]], 28_000),
    )
}  # fmt: skip
