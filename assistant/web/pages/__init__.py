"""The public pages, rendered from the programme base; usable without the chat or JavaScript."""

from starlette.requests import Request
from starlette.responses import Response

from assistant.web.pages import responses
from assistant.web.pages.routes import ROUTES
from assistant.world import current_world

__all__ = ["ROUTES", "message", "not_found"]


def not_found(request: Request) -> Response:
    """«Page introuvable», with a search. Raises ``BaseUnavailable`` when the base cannot be read."""
    return responses.not_found(request, current_world())


def message(request: Request, status: int, title: str, text: str) -> Response:
    """A page that says one thing, in the look of the others. Raises ``BaseUnavailable`` as ``not_found`` does."""
    path = request.url.path
    return responses.html_page(request, current_world(), "message.html", path, status=status, title=title, text=text)
