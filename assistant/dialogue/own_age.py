"""How long a body says that it exists, which no question asks and on which conditions turn: «notre asso a un an»."""

import re

from assistant.dialogue import present
from assistant.dialogue.orientation import recommend_programmes
from assistant.dialogue.questions import resume
from assistant.dialogue.replies import Reply, tell
from assistant.dialogue.state import REQUEST, State, Turn
from assistant.dialogue.world import World
from assistant.french import months
from assistant.matching.profile import COUNT, months_of_existence
from assistant.text import key

_BODIES = frozenset({"association", "entreprise", "cooperative", "fondation"})
_ITSELF = r"(?:(?:notre|l|cette|la|mon) )?(?:asso\w*|structure|entreprise|societe|fondation|cooperative|comite|club)"
_AGED = re.compile(
    rf"(?:non |en fait |mais )*(?:{_ITSELF} a|(?:elle|on|nous) (?:a|avons)) (?:seulement |juste |deja |que )?"
    rf"{COUNT} (mois|ans?)"
)
_MOST_WORDS = 14


def hear(turn: Turn, state: State, world: World) -> list[Reply] | None:
    """The body's age counts at once: what it changes of what was proposed, else the pending question again.

    ``None`` unless a short message says that and nothing else of the project.
    """
    existence = _told(turn, state)
    if existence is None:
        return None
    state.memory.existence_months = existence
    heard, before = f"C'est noté : vous existez depuis {months(existence)}.", state.memory.recommended
    if not before:
        return [tell(heard), *resume(state, world)]
    found = recommend_programmes(state, world)
    after = state.memory.recommended
    changes = present.programmes_changed(before, after, world)
    return [tell(f"{heard} {changes}"), *(found if after != before else ())]


def _told(turn: Turn, state: State) -> float | None:
    """Months of existence."""
    said, pending = key(turn.text), state.memory.pending
    if state.holder_type not in _BODIES or "?" in turn.text or len(said.split()) > _MOST_WORDS:
        return None
    if pending in ("duration_months", REQUEST) or any(
        e.entity not in ("holder_type", "duration") for e in turn.entities
    ):
        return None
    bare = _AGED.fullmatch(said)
    return months_of_existence(f"existe depuis {bare.group(1)} {bare.group(2)}" if bare else turn.text)
