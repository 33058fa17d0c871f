"""Who a visitor is: a conversation's number, drawn at random and signed, in a cookie or, on another site, in a token.

Nobody can guess a number of 128 bits, nor make one of theirs pass for ours; a cookie that was tampered with is no
cookie. The number itself never leaves unsigned, and is what Rasa calls the sender.
"""

import hashlib
import secrets

from itsdangerous import BadSignature, Signer
from starlette.requests import Request
from starlette.responses import Response

from assistant.web.gateway.problems import unknown_session

_COOKIE = "conversation"
_HOST_ONLY = "__Host-"
"""A name by which browsers refuse a cookie that another subdomain, or a page without https, plants in its place."""
_BYTES = 16
_BEARER = "bearer "


class Identities:
    """Signs with ``key``. ``secure``: the site is reached by https; ``days``: how long a browser keeps the cookie."""

    def __init__(self, key: str, secure: bool, days: int) -> None:
        self._signer = Signer(key, salt="conversation", key_derivation="hmac", digest_method=hashlib.sha256)
        self._secure = secure
        self._cookie = _HOST_ONLY + _COOKIE if secure else _COOKIE
        self._seconds = days * 24 * 3600

    def new(self) -> str:
        """A conversation that nobody has."""
        return secrets.token_hex(_BYTES)

    def signed(self, conversation: str) -> str:
        return self._signer.sign(conversation).decode()

    def _unsigned(self, value: str) -> str | None:
        try:
            return self._signer.unsign(value).decode()
        except (BadSignature, UnicodeError):
            return None

    def of(self, request: Request) -> str | None:
        """The conversation of a request, ``None`` for a newcomer. Raises Problem for a token that is not ours."""
        if token := self.token_of(request):
            conversation = self._unsigned(token)
            if conversation is None:
                raise unknown_session()
            return conversation
        cookie = request.cookies.get(self._cookie)
        return self._unsigned(cookie) if cookie else None

    @staticmethod
    def token_of(request: Request) -> str | None:
        """The token shown, whatever it is worth; with one, no cookie is read or set."""
        given = request.headers.get("authorization", "")
        return given[len(_BEARER) :].strip() if given.lower().startswith(_BEARER) else None

    def remember(self, response: Response, conversation: str) -> None:
        """Have the browser keep the conversation, for as long as the server does."""
        response.set_cookie(
            self._cookie, self.signed(conversation), self._seconds, secure=self._secure, httponly=True, samesite="lax"
        )
