"""Twilio (WhatsApp, SMS): Rasa's class does not look at the signature, and fails on a message without words."""

from typing import Any
from urllib.parse import parse_qsl

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.twilio import TwilioInput, TwilioOutput
from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse
from twilio.request_validator import RequestValidator

from assistant.channels.platforms.guarded import Guarded, Handler
from assistant.settings import Settings


class Twilio(Guarded, TwilioInput):
    """Choices are a list: neither SMS nor WhatsApp's free messages have buttons."""

    most_characters = 1600
    blocks = True
    hurried = True

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any]) -> "Twilio":
        number = credentials["twilio_number"]
        return cls(credentials["account_sid"], credentials["auth_token"], number, debug_mode=False)

    def authentic(self, request: Request) -> bool:
        """Twilio signs the address that it was given, hence that of the site."""
        address = f"{Settings().site_url}/webhooks/{self.name()}/webhook"
        form = dict(parse_qsl(request.body.decode(), keep_blank_values=True))
        return RequestValidator(self.auth_token).validate(address, form, request.headers["X-Twilio-Signature"])

    async def received(self, request: Request, hear: Handler) -> HTTPResponse | None:
        if request.form.get("Body"):
            return None
        if sender := request.form.get("From"):
            await hear(UserMessage(None, self.get_output_channel(), sender))
        return response.empty(status=204)

    async def send_text(self, output: TwilioOutput, recipient: str, text: str) -> None:
        # Rasa's own sending logs the error, which names the number.
        output.messages.create(to=recipient, from_=output.twilio_number, body=text)
