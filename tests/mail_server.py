"""A real SMTP server in a thread, which keeps what it is given, and can be stopped and started again."""

import email
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

HOST = "127.0.0.1"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@dataclass
class MailServer:
    """``answer``: what it says to a message instead of taking it, such as ``451 try later``."""

    port: int = field(default_factory=free_port)
    answer: str | None = None
    options: dict[str, Any] = field(default_factory=dict)
    taken: list[EmailMessage] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    _controller: Controller | None = None

    @property
    def settings(self) -> dict[str, str]:
        """The environment of an assistant that sends its mail here."""
        return {
            "SMTP_HOST": HOST,
            "SMTP_PORT": str(self.port),
            "SMTP_SECURITY": "none",
            "ADVISERS_EMAIL": "conseil@cerapcoop.example",
            "MAIL_FROM": "assistant@cerapcoop.example",
        }

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.answer:
            return self.answer
        assert isinstance(envelope.content, bytes)
        self.envelopes.append(envelope)
        message = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        return "250 OK"

    def start(self) -> None:
        self._controller = Controller(self, hostname=HOST, port=self.port, **self.options)
        self._controller.start()

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None


@contextmanager
def running(**options: Any) -> Iterator[MailServer]:
    """A server that runs in the block; ``options``: of aiosmtpd's controller."""
    server = MailServer(options=options)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def only(user: bytes, password: bytes) -> Any:
    """An authenticator that lets in this user alone."""

    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
        return AuthResult(success=(given.login, given.password) == (user, password), handled=False)

    return check
