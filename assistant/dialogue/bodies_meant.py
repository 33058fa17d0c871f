"""Bodies that a question names by what they are, and the place of the project tells which: «l'agence de l'eau»."""

import re
from collections.abc import Sequence

from assistant.dialogue.state import State, Turn
from assistant.dialogue.world import World
from assistant.matching.bodies import is_living, nearness
from assistant.matching.facts import ProjectFacts
from assistant.matching.rank import score_all
from assistant.matching.sought import reaching
from assistant.programmes.records import Organisation, Programme
from assistant.programmes.status import LIVING
from assistant.settings import HOME_TERRITORY
from assistant.text import key

_WATER_AGENCY = re.compile(r"\bagences? de l eau\b")
_THEIR = r"(?:la|le|ma|mon|notre|sa|son|leur|a la|de la|au|du)"
# What the councils are called, as the one who gives or is called, not as a place: «le département de la Loire».
_COUNCILS = {
    r"Région ": rf"\bconseil regional\b|\b{_THEIR} region\b(?! (?:d|de|du|des)\b)",
    r"Conseil départemental ": rf"\bconseil (?:departemental|general)\b|\b{_THEIR} departement\b(?! (?:d|de|du|des)\b)",
    r".*\bMétropole\b": rf"\b{_THEIR} metropole\b(?! (?:d|de|du|des)\b)",
    r"Mairie |Communauté ": rf"\b{_THEIR} (?:mairie|commune|comcom|agglo|communaute (?:de communes|d agglomeration))\b",
}
"""How the names of the bodies begin → how they are meant."""
_AND_THEM = re.compile(
    r"(?:et|ou|sinon)\b(?: \w+){1,6}"
    r"|.*\b(?:demand\w+|sollicit\w+|adress\w+|aupres)\b(?: \w+)* (?:a|de|du|au)\b(?: \w+){1,6}"
)
_MOST = 3
_AS_GOOD = 0.75
"""Share of the best score under which another programme of theirs is no answer."""
_SERVES = 0.6
"""Nearness of a body that serves at least a part of the place."""


def bodies_meant(text: str, territory: str | None, world: World) -> list[Organisation]:
    """The living bodies meant by their kind that serve the territory, by default the home one: the nearest."""
    said, day, place = key(text), world.as_of.isoformat(), territory or HOME_TERRITORY
    names = _named_as(said)
    agencies = bool(_WATER_AGENCY.search(said))
    near = {
        body.id: nearness(body, place)
        for body in world.base.organisations.values()
        if (agencies and body.kind == "water_agency") or (names and names.match(body.name))
        if is_living(body, day)
    }
    nearest = max(near.values(), default=0.0)
    if nearest < _SERVES:
        return []
    return [world.base.organisations[i] for i, value in near.items() if value == nearest][:_MOST]


def means_a_council(text: str) -> bool:
    """Whether the words mean a council, known to the base or not."""
    return _named_as(key(text)) is not None


def _named_as(said: str) -> re.Pattern[str] | None:
    """How the names of the councils begin that the words mean."""
    names = [name for name, words in _COUNCILS.items() if re.search(words, said)]
    return re.compile("|".join(names)) if names else None


def asks_of_a_body(turn: Turn, state: State) -> bool:
    """Whether «et le département ?» asks, after the proposals, what such a body gives, and corrects nothing."""
    said = key(turn.text)
    if not state.memory.recommended or not turn.text.rstrip().endswith("?") or not _AND_THEM.fullmatch(said):
        return False
    return means_a_council(turn.text) or bool(_WATER_AGENCY.search(said))


def bodies_asked(turn: Turn, state: State, world: World) -> list[Organisation]:
    """The bodies that a question names, by their name or by what they are."""
    base = world.base
    named = [base.organisations[str(v)] for v in turn.values("organisation") if v in base.organisations]
    return named or bodies_meant(turn.text, state.territory, world)


def run_by(bodies: Sequence[Organisation], state: State, world: World) -> list[Programme]:
    """The living programmes that the bodies run for such a project, those proposed first."""
    base, facts = world.base, state.facts(world.as_of)
    reach = reaching(facts if state.anything_known else ProjectFacts(as_of=world.as_of))
    run = {p.id: p for body in bodies for p in base.managed_by(body.id, reach)}
    alive = [(p, status) for p in run.values() if (status := world.status(p)) in LIVING and p.holders]
    scored = score_all(alive, facts, base)
    least = _AS_GOOD * max((one.score for one in scored), default=0.0)
    place = {identifier: rank for rank, identifier in enumerate(state.memory.recommended)}
    fitting = [one for one in scored if one.score >= least or one.programme.id in place]
    fitting.sort(key=lambda one: (place.get(one.programme.id, len(place)), -one.score))
    return [one.programme for one in fitting]
