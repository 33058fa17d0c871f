"""A town twinning and the digging of a well, as conversations know them."""

from typing import Any

from assistant.dialogue.state import State
from assistant.dialogue.world import World
from assistant.sheets.content import SheetContent, content

TWINNING: dict[str, Any] = {
    "goal": "political",
    "framework": "transnational",
    "holder_type": "commune",
    "territory": "43",
    "partner_countries": ["IT"],
    "themes": ["citizenship"],
    "budget": 20000.0,
    "project_text": "nous sommes une commune de Haute-Loire et nous voulons nous jumeler avec une ville italienne",
}
WELL: dict[str, Any] = {
    "goal": "development",
    "holder_type": "association",
    "territory": "63",
    "partner_countries": ["BF"],
    "themes": ["water"],
    "budget": 45000.0,
    "project_text": "creuser des puits au Burkina Faso",
}


def sheet_of(world: World, facts: dict[str, Any], **memory: Any) -> SheetContent:
    """The sheet for these slots."""
    return content(State.from_slots({**facts, "memory": memory}), world, top=3)
