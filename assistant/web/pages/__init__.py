"""The public pages, rendered from the programme base; usable without the chat or JavaScript."""

from assistant.web.pages.routes import ROUTES

__all__ = ["ROUTES"]
