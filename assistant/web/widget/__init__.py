"""The chat that one script line embeds on any site, and the page that demonstrates it."""

from assistant.web.widget.routes import ROUTES

__all__ = ["ROUTES"]
