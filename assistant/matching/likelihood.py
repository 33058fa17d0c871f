"""How likely each answer to a question is, given what is known: counted among projects like this one.

The projects are those of ``data/projects/usual.jsonl`` (its README tells where they come from). Each counts as much as
it resembles what is known, so that an association of the Puy-de-Dôme with partners in Togo is likelier to answer
«water» than «mobility».
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from assistant.matching import countries
from assistant.matching.facts import ProjectFacts
from assistant.settings import DATA
from assistant.vocabulary import DEPARTEMENT_REGION, EU27, ODA_RECIPIENTS

USUAL = DATA / "projects" / "usual.jsonl"
# What a project that differs on one known point still counts. Of 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7 and 1, the
# value that best foretells the facts of each usual project from the others (mean log-likelihood −1.92; −2.15 with 1).
_DIFFERS = 0.2
# How often a value read from a text is right: 36 of 41 goals and 35 of 42 frameworks of the shown cases.
READ_RIGHT = {"goal": 0.88, "framework": 0.83}
_COMPARED = ("goal", "framework", "holder_type", "territory", "partner_countries", "themes", "budget")
_MOST_ANSWERS = 8
_NUMBERS = {"budget": 4, "duration_months": 2, "partner_count": 2}  # answers that stand for the whole range of sizes
_SAME_SIZE = 3.0  # budgets of a ratio under it are of one order


@dataclass(frozen=True)
class Likelihood:
    """``told``: from 0 to 1, how likely the person can answer at all. ``answers``: values with probabilities, sum 1."""

    told: float
    answers: tuple[tuple[Any, float], ...]


@lru_cache(maxsize=1)
def usual_projects() -> tuple[ProjectFacts, ...]:
    """The projects that answers are counted in."""
    lines = USUAL.read_text(encoding="utf-8").splitlines()
    return tuple(ProjectFacts.from_dict(json.loads(line)) for line in lines)


def likelihood(name: str, facts: ProjectFacts, projects: Sequence[ProjectFacts]) -> Likelihood:
    """What would be answered to the question ``name`` (a field of ``ProjectFacts``) by who knows ``facts``."""
    if facts.knows(name):
        return _as_read(name, facts, projects)
    known = [one for one in _COMPARED if one != name and facts.knows(one)]
    weighed = [(project, _weight(known, facts, project)) for project in projects]
    told = [(getattr(project, name), weight) for project, weight in weighed if project.knows(name)]
    if not told:
        return Likelihood(0.0, ())
    answers = _sizes(told, _NUMBERS[name]) if name in _NUMBERS else _most_frequent(told)
    return Likelihood(sum(weight for _, weight in told) / sum(weight for _, weight in weighed), answers)


def _as_read(name: str, facts: ProjectFacts, projects: Sequence[ProjectFacts]) -> Likelihood:
    """The value that was read is most likely the answer; the others share what is left."""
    read, unread = getattr(facts, name), {name: None}
    unknown = likelihood(name, replace(facts, **unread), projects)  # type: ignore[arg-type]
    others = [(value, probability) for value, probability in unknown.answers if value != read]
    left = sum(probability for _, probability in others)
    wrong = tuple((value, (1 - READ_RIGHT[name]) * probability / left) for value, probability in others)
    return Likelihood(unknown.told, ((read, READ_RIGHT[name]), *wrong))


def _weight(known: Iterable[str], facts: ProjectFacts, project: ProjectFacts) -> float:
    weight = 1.0
    for name in known:
        if project.knows(name):
            weight *= 1.0 if _alike(name, getattr(facts, name), getattr(project, name)) else _DIFFERS
        else:
            weight *= (1.0 + _DIFFERS) / 2
    return weight


def _alike(name: str, mine: Any, other: Any) -> bool:
    if name == "partner_countries":
        return _zone(mine) == _zone(other)
    if name == "themes":
        return bool(set(mine) & set(other))
    if name == "territory":
        return DEPARTEMENT_REGION.get(mine, mine) == DEPARTEMENT_REGION.get(other, other)
    if name == "budget":
        return bool(max(mine, other) <= _SAME_SIZE * min(mine, other))
    return bool(mine == other)


@lru_cache(maxsize=512)
def _zone(codes: tuple[str, ...]) -> str:
    """Which money is there for the countries: at home, the Union's, aid, or neither."""
    meant = countries.expand(codes)
    if meant <= {countries.HOME}:
        return "home"
    return "union" if meant <= EU27 else "aided" if meant & ODA_RECIPIENTS else "other"


def _most_frequent(told: Iterable[tuple[Any, float]]) -> tuple[tuple[Any, float], ...]:
    sums: dict[Any, float] = {}
    for value, weight in told:
        sums[value] = sums.get(value, 0.0) + weight
    kept = sorted(sums.items(), key=lambda entry: (-entry[1], str(entry[0])))[:_MOST_ANSWERS]
    total = sum(weight for _, weight in kept)
    return tuple((value, weight / total) for value, weight in kept)


def _sizes(told: Iterable[tuple[Any, float]], count: int) -> tuple[tuple[Any, float], ...]:
    """The middles of ``count`` equal parts of the answers, from the smallest to the largest."""
    ordered = sorted(told)
    total = sum(weight for _, weight in ordered)
    middles = [total * (part + 0.5) / count for part in range(count)]
    found, reached = [], 0.0
    for value, weight in ordered:
        reached += weight
        while middles and reached >= middles[0]:
            found.append(value)
            middles.pop(0)
    return tuple((value, found.count(value) / count) for value in dict.fromkeys(found))
