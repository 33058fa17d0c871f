"""The chat that one script line embeds on any site, and the page that demonstrates it."""

from starlette.routing import BaseRoute

ROUTES: list[BaseRoute] = []
