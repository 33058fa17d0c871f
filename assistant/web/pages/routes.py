"""The addresses of the pages."""

from starlette.routing import BaseRoute

from assistant.web.pages import family_tree, glossary, organisations, programmes, sitemap, static

ROUTES: list[BaseRoute] = [
    *static.ROUTES,
    *programmes.ROUTES,
    *organisations.ROUTES,
    *glossary.ROUTES,
    *family_tree.ROUTES,
    *sitemap.ROUTES,
]
