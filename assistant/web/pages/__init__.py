"""The public pages, rendered from the programme base; usable without the chat or JavaScript."""

from starlette.routing import BaseRoute

ROUTES: list[BaseRoute] = []
