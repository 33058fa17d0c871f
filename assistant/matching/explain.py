"""Why a programme was not proposed, and what would have to change."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.errors import InputError
from assistant.matching import countries
from assistant.matching.criteria import WEIGHTS, Judge, excluded
from assistant.matching.criterion import MET, UNKNOWN, UNMET, Criterion
from assistant.matching.eligibility import judge_territory
from assistant.matching.facts import ProjectFacts
from assistant.matching.grants import smallest_grant
from assistant.matching.perimeters import perimeters
from assistant.matching.rank import Candidate, rank
from assistant.matching.succession import ending
from assistant.matching.territories import territory_list
from assistant.matching.words import enumerate_fr, euros, labels
from assistant.programmes.base import Base
from assistant.programmes.records import Programme
from assistant.programmes.status import LIVING, status_on
from assistant.vocabulary import FRAMEWORKS, GOALS, HOLDERS, THEMES

_BUT_DATES = frozenset({"dates"})
_MOST_PARTS, _MOST_BETTER, _MOST_NAMED = 4, 2, 6
_PROPOSED = 3
"""Programmes that are named in an answer: beyond, one that fits is lower in the list."""
_CLEARLY = 0.05  # weighted grade from which a point makes one programme better than another


@dataclass(frozen=True)
class Explanation:
    """``text`` sums up in French; ``unmet`` and ``checks`` are criteria, ``changes`` what would have to be otherwise.

    ``place`` is the programme's rank among all those that fit (1 is first), ``None`` when it is not among them;
    ``better`` are sentences on the first of the list, where the programme is lower in it; ``instead`` are the living
    programmes to look at in its place: successors of one that is over, parts of an umbrella, what a proposal continues.
    """

    programme: Programme
    status: str | None
    place: int | None
    text: str
    unmet: tuple[Criterion, ...]
    checks: tuple[Criterion, ...]
    changes: tuple[str, ...]
    better: tuple[str, ...]
    instead: tuple[Programme, ...]


def why_not(programme_id: str, facts: ProjectFacts, base: Base) -> Explanation:
    """Why the programme is not proposed for these facts; raises ``InputError`` when the base has no such id."""
    programme = base.programmes.get(programme_id)
    if programme is None:
        raise InputError(f"La base n'a pas de programme « {programme_id} ».")
    criteria = Judge(facts, base).criteria(programme)
    status = status_on(programme, facts.as_of)
    ranked = rank(facts, base)
    place = next((n for n, one in enumerate(ranked, 1) if one.programme.id == programme_id), None)
    instead = _instead(programme, status, ranked, facts, base)
    unmet = tuple(criterion for criterion in criteria if criterion.outcome == UNMET)
    return Explanation(
        programme=programme,
        status=status,
        place=place,
        text=_summary(programme, status, place, criteria, ranked, instead, facts, base),
        unmet=unmet,
        checks=tuple(criterion for criterion in criteria if criterion.outcome == UNKNOWN),
        changes=_changes(unmet, programme, status, facts, base) if place is None or place > _PROPOSED else (),
        better=_better(ranked, place) if place is not None and place > _PROPOSED else (),
        instead=instead,
    )


def _instead(
    programme: Programme, status: str | None, ranked: tuple[Candidate, ...], facts: ProjectFacts, base: Base
) -> tuple[Programme, ...]:
    """Where to go in its place: those that fit the project first."""
    if status == "closed":
        found: Iterable[Programme] = ending(programme, base, facts.as_of).successors
    elif status == "proposed":
        found = (one for one in base.predecessors(programme.id) if status_on(one, facts.as_of) in LIVING)
    else:
        found = (one for one in base.parts(programme.id) if status_on(one, facts.as_of) in LIVING)
    places = {one.programme.id: n for n, one in enumerate(ranked)}
    return tuple(sorted(found, key=lambda one: places.get(one.id, len(places))))


def _summary(
    programme: Programme, status: str | None, place: int | None, criteria: tuple[Criterion, ...],
    ranked: tuple[Candidate, ...], instead: tuple[Programme, ...], facts: ProjectFacts, base: Base,
) -> str:  # fmt: skip
    name = f"« {programme.name} »"
    if status == "closed":
        return f"{ending(programme, base, facts.as_of).sentence}{_standing(instead, ranked)}"
    if status == "proposed":
        text = f"{name} n'est encore qu'une proposition, non adoptée : on ne peut pas y candidater."
        if not instead:
            return text
        return f"{text} Ce qui existe aujourd'hui : {_names(instead)}.{_standing(instead, ranked)}"
    if place is not None and place <= _PROPOSED:
        return f"{name} convient à votre projet : il est {_ordinal(place)} de la liste."
    if place is not None:
        return f"{name} convient aussi à votre projet, mais il n'est que {_ordinal(place)} de la liste."
    barring = [criterion.text for criterion in criteria if criterion.excludes]
    if barring:
        return f"{name} n'est pas proposé. {' '.join(barring)}"
    if instead and not excluded(criteria, but=_BUT_DATES):
        return (
            f"{name} est un ensemble : on candidate à l'un de ses volets, {_names(instead)}."
            f"{_standing(instead, ranked)}"
        )
    weak = [criterion.text for criterion in criteria if criterion.outcome == UNMET]
    if weak:
        return f"{name} n'est pas exclu, mais d'autres conviennent mieux. {' '.join(weak)}"
    return f"{name} n'est pas exclu, mais d'autres programmes répondent mieux à ce que l'on sait du projet."


def _names(programmes: tuple[Programme, ...]) -> str:
    named = [f"« {one.name} »" for one in programmes[:_MOST_PARTS]]
    left = len(programmes) - len(named)
    if left:
        named.append("un autre" if left == 1 else f"{left} autres")
    return enumerate_fr(named, last="ou")


def _standing(programmes: tuple[Programme, ...], ranked: tuple[Candidate, ...]) -> str:
    """Where the first of those to look at instead stands for this project."""
    places = {one.programme.id: n for n, one in enumerate(ranked, 1)}
    for one in programmes:
        if one.id in places:
            return f" Pour votre projet, « {one.name} » est {_ordinal(places[one.id])} de la liste."
    return " Pour votre projet, d'autres programmes conviennent mieux." if programmes and ranked else ""


def _better(ranked: tuple[Candidate, ...], place: int) -> tuple[str, ...]:
    """What the first of the list has that the programme lacks, the weightiest points first."""
    first, own = ranked[0], {one.name: one for one in ranked[place - 1].criteria}

    def advantage(criterion: Criterion) -> float:
        mine = own[criterion.name].grade if criterion.name in own else None
        return WEIGHTS.get(criterion.name, 0.0) * ((criterion.grade or 0.0) - (mine or 0.0))

    points = sorted((one for one in first.criteria if one.outcome == MET), key=advantage, reverse=True)
    return tuple(one.text for one in points if advantage(one) > _CLEARLY)[:_MOST_BETTER]


def _ordinal(place: int) -> str:
    return "premier" if place == 1 else f"{place}e"


def _changes(
    unmet: tuple[Criterion, ...], programme: Programme, status: str | None, facts: ProjectFacts, base: Base
) -> tuple[str, ...]:
    """What would have to be otherwise: where something excludes, that first and alone."""
    if status not in LIVING:
        return ()
    barring = [criterion for criterion in unmet if criterion.excludes] or unmet
    return tuple(change for one in barring if (change := _change(one.name, programme, facts, base)))


def _change(name: str, programme: Programme, facts: ProjectFacts, base: Base) -> str | None:
    """What the holder would have to change for the criterion to be met."""
    if name == "holder" and programme.holders:
        leaders = programme.lead_holders or programme.holders
        return f"Il faudrait que le projet soit porté par : {labels(leaders, HOLDERS, limit=8)}."
    if name == "partner_countries":
        return _other_country(programme)
    perimeter = perimeters().get(programme.id)
    if name == "territory" and perimeter and not judge_territory(facts, programme, base).excludes:
        return f"Il faudrait un porteur ou un chef de file situé dans le territoire d'un {perimeter.called}."
    if name == "territory" and programme.territories:
        where = territory_list(programme.territories)
        return f"Il faudrait un porteur ou un chef de file situé dans l'un de ces territoires : {where}."
    if name == "budget":
        return _other_budget(programme, facts, base)
    changes = {
        "goal": f"Il faudrait que le projet vise : {labels(programme.goals, GOALS)}.",
        "framework": f"Il faudrait un autre cadre : {labels(programme.frameworks, FRAMEWORKS)}.",
        "themes": f"Il faudrait que le projet porte sur : {labels(programme.themes, THEMES)}.",
        "partnership": _larger_partnership(programme),
        "duration": f"Il faudrait un projet de {programme.duration_months_max} mois au plus."
        if programme.duration_months_max
        else None,
    }
    return changes.get(name)


def _other_country(programme: Programme) -> str:
    opened = [code for code in programme.partner_countries if code != "MONDE"]
    if not opened:
        return "Il faudrait un partenaire dans un autre pays."
    names = countries.names(opened)
    listed = f"{', '.join(names[:_MOST_NAMED])}…" if len(names) > _MOST_NAMED else enumerate_fr(names, last="ou")
    but = f" (sauf : {enumerate_fr(countries.names(shut))})" if (shut := programme.partner_countries_excluded) else ""
    return f"Il faudrait au moins un partenaire dans un pays couvert : {listed}{but}."


def _other_budget(programme: Programme, facts: ProjectFacts, base: Base) -> str:
    low = smallest_grant(programme, base)
    if low and facts.budget and low > facts.budget:
        return f"Il faudrait un budget de plus de {euros(low)}, par exemple en vous joignant à un projet plus grand."
    return "Il faudrait un budget d'un autre ordre."


def _larger_partnership(programme: Programme) -> str | None:
    asked = programme.partnership
    if asked is None:
        return None
    parts = [
        f"{asked.min_partners} partenaires" if (asked.min_partners or 0) > 1 else "",
        f"{asked.min_countries} pays" if (asked.min_countries or 0) > 1 else "",
    ]
    said = enumerate_fr(part for part in parts if part)
    return f"Il faudrait réunir au moins {said}." if said else None
