"""The addresses of the pages."""

from starlette.routing import BaseRoute

from assistant.web.pages import programmes, static

ROUTES: list[BaseRoute] = [*static.ROUTES, *programmes.ROUTES]
