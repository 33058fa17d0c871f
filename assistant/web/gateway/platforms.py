"""What other platforms (Telegram, Slack…) send, passed to Rasa, which alone can check who signed it.

Only the exact addresses of the platforms that are opened exist; a call is passed byte for byte, with no header but
those by which it is checked, and nothing of it is logged.
"""

from collections.abc import Awaitable, Callable

import httpx2
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from assistant.channels.platforms.catalogue import Platform, opened
from assistant.settings import Settings
from assistant.web.gateway.problems import NO_STORE, Problem, timeout, unavailable
from assistant.web.gateway.reading import bytes_of

MOST_BYTES = 262_144
_ANSWER, _CONNECT = 60.0, 2.0
_AT_ONCE = 32
"""Calls that Rasa is given at once; the others wait."""
_KEPT, _GIVEN_BACK = ("Content-Type",), ("Content-Type", "X-Slack-No-Retry")


def routes() -> list[BaseRoute]:
    """The addresses of the platforms that the environment opens. Raises InputError when one is opened by halves."""
    return [
        Route(platform.path, _passing(platform), methods=["POST", "GET"] if platform.verified_by_get else ["POST"])
        for platform in opened()
    ]


class ToRasa:
    """The connections of these calls; those of the chat bear a key. ``transport``: another way to Rasa, for tests."""

    def __init__(self, settings: Settings, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self._rasa = f"http://127.0.0.1:{settings.rasa_port}"
        self._client = httpx2.AsyncClient(
            timeout=httpx2.Timeout(_ANSWER, connect=_CONNECT, pool=_ANSWER),
            limits=httpx2.Limits(max_connections=_AT_ONCE),
            transport=transport,
            trust_env=False,  # a proxy of the environment has no say on the loopback
        )

    async def aclose(self) -> None:
        await self._client.aclose()

    async def passed(self, request: Request, platform: Platform) -> Response:
        """Rasa's answer to a call, which is passed as it is. Raises Problem."""
        body = await bytes_of(request, MOST_BYTES)
        address = httpx2.URL(self._rasa + platform.path)
        if request.method == "GET":
            address = address.copy_with(query=request.url.query.encode())
        headers = {name: request.headers[name] for name in (*_KEPT, *platform.headers) if name in request.headers}
        try:
            answer = await self._client.request(request.method, address, content=body, headers=headers)
        except httpx2.ReadTimeout as problem:
            raise timeout() from problem
        except httpx2.HTTPError as problem:
            raise unavailable() from problem
        said = {name: answer.headers[name] for name in _GIVEN_BACK if name in answer.headers}
        return Response(answer.content, answer.status_code, headers={**said, **NO_STORE})


def _passing(platform: Platform) -> Callable[[Request], Awaitable[Response]]:
    async def passing(request: Request) -> Response:
        try:
            to_rasa: ToRasa = request.app.state.platforms
            return await to_rasa.passed(request, platform)
        except Problem as problem:
            return problem.response()

    return passing
