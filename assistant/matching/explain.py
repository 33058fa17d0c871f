"""Why a programme was not proposed, and what would have to change."""

from dataclasses import dataclass

from assistant.errors import InputError
from assistant.matching.criteria import Judge, excluded
from assistant.matching.criterion import UNKNOWN, UNMET, Criterion
from assistant.matching.facts import ProjectFacts
from assistant.matching.rank import rank
from assistant.matching.succession import ending
from assistant.matching.words import labels
from assistant.programmes.base import Base
from assistant.programmes.records import Programme
from assistant.programmes.status import status_on
from assistant.vocabulary import FRAMEWORKS, GOALS, HOLDERS, THEMES

_BUT_DATES = frozenset({"dates"})


@dataclass(frozen=True)
class Explanation:
    """``text`` sums up in French; ``unmet`` and ``checks`` are criteria, ``changes`` what would have to be otherwise.

    ``place`` is the programme's rank among all those that fit (1 is first), ``None`` when it is not among them;
    ``successors`` are the living programmes to look at in place of one that is over.
    """

    programme: Programme
    status: str | None
    place: int | None
    text: str
    unmet: tuple[Criterion, ...]
    checks: tuple[Criterion, ...]
    changes: tuple[str, ...]
    successors: tuple[Programme, ...]


def why_not(programme_id: str, facts: ProjectFacts, base: Base) -> Explanation:
    """Why the programme is not proposed for these facts; raises ``InputError`` when the base has no such id."""
    programme = base.programmes.get(programme_id)
    if programme is None:
        raise InputError(f"La base n'a pas de programme « {programme_id} ».")
    criteria = Judge(facts, base).criteria(programme)
    status = status_on(programme, facts.as_of)
    unmet = tuple(criterion for criterion in criteria if criterion.outcome == UNMET)
    place = next((n for n, one in enumerate(rank(facts, base), 1) if one.programme.id == programme_id), None)
    over = ending(programme, base, facts.as_of) if status == "closed" else None
    return Explanation(
        programme=programme,
        status=status,
        place=place,
        text=over.sentence if over else _summary(programme, place, criteria, base),
        unmet=unmet,
        checks=tuple(criterion for criterion in criteria if criterion.outcome == UNKNOWN),
        changes=tuple(change for criterion in unmet if (change := _change(criterion.name, programme))),
        successors=over.successors if over else (),
    )


def _summary(programme: Programme, place: int | None, criteria: tuple[Criterion, ...], base: Base) -> str:
    name = f"« {programme.name} »"
    if place is not None:
        return f"{name} convient à votre projet : {_ordinal(place)} de la liste."
    barring = [criterion.text for criterion in criteria if criterion.excludes]
    if barring:
        return f"{name} n'est pas proposé. {' '.join(barring)}"
    parts = base.parts(programme.id)
    if parts and not excluded(criteria, but=_BUT_DATES):
        named = labels([part.id for part in parts], {part.id: f"« {part.name} »" for part in parts}, limit=4)
        return f"{name} est un ensemble : on candidate à l'un de ses volets, {named}."
    weak = [criterion.text for criterion in criteria if criterion.outcome == UNMET]
    if weak:
        return f"{name} n'est pas exclu, mais d'autres conviennent mieux. {' '.join(weak)}"
    return f"{name} n'est pas exclu, mais d'autres programmes répondent mieux à ce que l'on sait du projet."


def _ordinal(place: int) -> str:
    return "premier" if place == 1 else f"{place}e"


def _change(name: str, programme: Programme) -> str | None:
    """What the holder would have to change for the criterion to be met."""
    if name == "holder" and programme.holders:
        leaders = programme.lead_holders or programme.holders
        return f"Il faudrait que le projet soit porté par : {labels(leaders, HOLDERS, limit=8)}."
    changes = {
        "territory": "Il faudrait un porteur ou un chef de file situé dans le territoire du programme.",
        "partner_countries": "Il faudrait au moins un partenaire dans un pays que le programme couvre.",
        "goal": f"Il faudrait que le projet vise : {labels(programme.goals, GOALS)}.",
        "framework": f"Il faudrait un autre cadre : {labels(programme.frameworks, FRAMEWORKS)}.",
        "themes": f"Il faudrait que le projet porte sur : {labels(programme.themes, THEMES)}.",
        "budget": "Il faudrait un budget d'un autre ordre, par exemple en vous joignant à un projet plus grand.",
        "partnership": "Il faudrait réunir davantage de partenaires ou de pays.",
        "duration": "Il faudrait un projet plus court.",
    }
    return changes.get(name)
