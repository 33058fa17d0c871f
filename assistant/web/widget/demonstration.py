"""``/``: the home page of a resource centre whose site embeds the assistant by one line."""

from starlette.requests import Request
from starlette.responses import Response

from assistant.web.pages.responses import html_page
from assistant.world import current_world

_CENTRE = "cerapcoop"


def demonstration(request: Request) -> Response:
    """What the centre did, who carries it on, and the ways in: the assistant and the pages."""
    world = current_world()
    return html_page(request, world, "home.html", "/", founder=world.base.organisation(_CENTRE))
