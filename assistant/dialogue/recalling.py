"""«Récapitulez», «qu'est-ce que j'avais dit pour le budget ?»: what is known is said again, as a whole or one fact."""

import re

from assistant.dialogue import present, understood
from assistant.dialogue.questions import in_short, named_in
from assistant.dialogue.replies import Reply, say, tell
from assistant.dialogue.state import State, Turn
from assistant.dialogue.world import World
from assistant.matching.words import enumerate_fr
from assistant.text import key

_WHOLE = re.compile(
    r"\b(?:recapitul(?:e|ez|er|ons|ation)|(?:refai\w*|fai\w*) (?:le point|un (?:point|recap|resume))"
    r"|resum(?:e|ez|er) (?:moi |nous )?(?:tout|mon|notre|le|ce que|ca|s il|svp|stp)"
    r"|(?:rappel\w+|redi\w+|resum\w+) (?:\w+ )?(?:mon|notre|le) projet"
    r"|(?:ce que|qu est ce que|tout ce que) (?:je |j |on |nous |vous )(?:\w+ )?(?:(?:ai|avons|a|"
    r"avez) (?:deja )?(?:dit|compris|retenu|note|garde)))\b"
)
_ONE = re.compile(
    r"\b(?:combien|quel\w*|c est|rappel\w*|redi\w*|deja)\b.*\b(?:(?:ai|avais|avons|avions|a) (?:\w+ ){0,2}(?:dit|"
    r"mis|donne|ecrit|annonce)"
    r"|avez (?:\w+ )?(?:note|retenu|mis|garde))\b"
)
_LONGEST = 14
"""Words beyond which a message says more than that."""


def asks_to_recall(turn: Turn, state: State) -> bool:
    """Whether the words ask what is known of the project, and something is."""
    said = key(turn.text)
    short = state.anything_known and not turn.entities and len(said.split()) <= _LONGEST
    return short and bool(_WHOLE.search(said) or (_ONE.search(said) and named_in(said.split())))


def recall(turn: Turn, state: State, world: World) -> list[Reply]:
    """The facts that the words name, else the whole project."""
    named = [name for name in named_in(key(turn.text).split()) if state.known(name)]
    if named and not _WHOLE.search(key(turn.text)):
        said = " ; ".join(f"{present.FACT_TITLES[name].lower()} : {in_short(name, state, world)}" for name in named)
        return [tell(f"J'ai noté : {said}.")]
    told = "\n".join(f"- {line.text}" for line in understood.told(state, world))
    replies = [tell(f"Vous m'avez dit :\n{told}")]
    programmes = world.base.programmes
    if proposed := [programmes[i].name for i in state.memory.recommended if i in programmes]:
        replies.append(say("utter_proposed_before", programmes=enumerate_fr(f"« {name} »" for name in proposed)))
    return replies
