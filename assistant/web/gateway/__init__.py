"""The gateway: passes a visitor's messages to Rasa, which stays on the loopback, and the answers back.

``app.py`` puts its ``ROUTES`` behind ``headers`` (what every answer bears) and ``origins`` (which sites may ask).
"""

from assistant.web.gateway.routes import ROUTES
from assistant.web.gateway.service import Gateway

__all__ = ["ROUTES", "Gateway"]
