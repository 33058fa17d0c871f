"""The calls of the chat, under ``/api/``: JSON in, JSON out, errors as ``{"error": {"code", "message"}}``."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from assistant import personal
from assistant.personal import feedback as opinions
from assistant.privacy import conversations
from assistant.web.gateway.history import history
from assistant.web.gateway.problems import NO_STORE, Problem, unreadable
from assistant.web.gateway.reading import body_of, identifier_of, line_of, message_of
from assistant.web.gateway.service import Gateway

_MOST_ANSWER, _MOST_WORD = 10_000, 1_000
_ERASED = "C'est fait : cette conversation, et tout ce qui en était gardé ici, est effacé."
_ALREADY_SENT = (
    "La demande déjà partie par e-mail à un conseiller ne peut pas être reprise : écrivez-lui ou téléphonez-lui pour "
    "qu'il l'efface."
)

Endpoint = Callable[[Request, Gateway], Awaitable[Response]]


def _call(endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that is given the gateway; its problems are answered, and no cache keeps what it says."""

    @wraps(endpoint)
    async def answer(request: Request) -> Response:
        try:
            response = await endpoint(request, request.app.state.gateway)
        except Problem as problem:
            return problem.response()
        response.headers.update(NO_STORE)
        return response

    return answer


@_call
async def send(request: Request, gateway: Gateway) -> Response:
    """A message, typed or pressed; the assistant's messages in answer, the same if it comes again with the same id."""
    conversation = gateway.visitor(request)
    body = await body_of(request)
    message, identifier = message_of(body), identifier_of(body)
    if conversation is None:
        conversation = gateway.begin(request)
    gateway.count_message(conversation)
    response = JSONResponse({"messages": await gateway.upstream.ask(conversation, message, identifier)})
    if gateway.identities.token_of(request) is None:
        gateway.identities.remember(response, conversation)
    return response


@_call
async def read(request: Request, gateway: Gateway) -> Response:
    """What the visitor and the assistant said so far."""
    conversation = gateway.visitor(request)
    events = await anyio.to_thread.run_sync(conversations.messages, conversation) if conversation else []
    return JSONResponse({"messages": history(events)})


@_call
async def open_session(request: Request, gateway: Gateway) -> Response:
    """A token, for a page of another site, or where no cookie is kept."""
    return JSONResponse({"token": gateway.identities.signed(gateway.begin_session(request))})


@_call
async def begin(request: Request, gateway: Gateway) -> Response:
    """Another conversation; the former one is left as it is."""
    gateway.visitor(request)
    return _moved(request, gateway, gateway.begin(request))


@_call
async def erase(request: Request, gateway: Gateway) -> Response:
    """All that is kept of the conversation goes, whether Rasa answers or not; another one begins."""
    conversation = gateway.visitor(request)
    sent = 0
    if conversation is not None:
        async with gateway.upstream.turn(conversation):
            sent = await anyio.to_thread.run_sync(_erase, conversation)
    said = [_ERASED, _ALREADY_SENT] if sent else [_ERASED]
    messages: list[dict[str, Any]] = [{"text": text, "buttons": [], "custom": None} for text in said]
    return _moved(request, gateway, gateway.identities.new(), messages=messages)


def _erase(conversation: str) -> int:
    """How many requests had already left by e-mail."""
    conversations.erase(conversation, compact=False)
    return personal.erase(conversation).sent


def _moved(request: Request, gateway: Gateway, conversation: str, **body: Any) -> Response:
    """The answer that moves the visitor to ``conversation``, the way they are known."""
    if gateway.identities.token_of(request) is not None:
        return JSONResponse({**body, "token": gateway.identities.signed(conversation)})
    response = JSONResponse(body) if body else Response(status_code=204)
    gateway.identities.remember(response, conversation)
    return response


@_call
async def give_feedback(request: Request, gateway: Gateway) -> Response:
    """Whether an answer was useful, with a word if the visitor has one."""
    conversation = gateway.visitor(request)
    body = await body_of(request)
    answer, useful = body.get("answer"), body.get("useful")
    if conversation is None or not isinstance(useful, bool):
        raise unreadable()
    if type(answer) is int:
        answer = await anyio.to_thread.run_sync(_answer_at, conversation, answer)
    answer = line_of(answer, _MOST_ANSWER)
    word = line_of(body.get("word") or "", _MOST_WORD)
    gateway.count_message(conversation)
    await anyio.to_thread.run_sync(opinions.keep, conversation, answer, useful, word)
    return Response(status_code=204)


def _answer_at(conversation: str, place: int) -> str:
    """The text of a message of the history. Raises Problem when it has no such place."""
    shown = history(conversations.messages(conversation))
    if not 0 <= place < len(shown):
        raise unreadable()
    return str(shown[place]["text"])


async def health(request: Request) -> Response:
    """Whether the site and, behind it, Rasa and its action server answer."""
    well = await request.app.state.gateway.upstream.is_well()
    body = {"status": "ok" if well else "degraded", "assistant": "ok" if well else "unavailable"}
    return JSONResponse(body, 200 if well else 503, headers=NO_STORE)


ROUTES: list[BaseRoute] = [
    Route("/api/messages", send, methods=["POST"]),
    Route("/api/messages", read, methods=["GET"]),
    Route("/api/session", open_session, methods=["POST"]),
    Route("/api/conversation", begin, methods=["POST"]),
    Route("/api/conversation", erase, methods=["DELETE"]),
    Route("/api/feedback", give_feedback, methods=["POST"]),
    Route("/api/health", health),
]
