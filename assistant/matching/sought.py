"""What a project asks of the programmes, said in the terms of ``programmes.shortlist``.

Only what a hard criterion certainly bars may be left out, so each list below is as wide as the criterion that it stands
for (``eligibility``, ``relevance``); a test holds them together.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from assistant.matching import countries
from assistant.matching.eligibility import SORT_OF
from assistant.matching.facts import ProjectFacts
from assistant.matching.needs import is_emergency, only_within_union
from assistant.matching.relevance import NEAR_FRAMEWORKS
from assistant.matching.similarity import index_of
from assistant.programmes.base import Base
from assistant.programmes.cards import (
    LEARNING,
    NO_FRAMEWORK,
    NO_HOLDER,
    UNLISTED_ABROAD,
    UNLISTED_AT_HOME,
    codes_of,
    countries_of,
    places_of,
)
from assistant.programmes.shortlist import LIVING, Sought


def sought(facts: ProjectFacts, base: Base, standing: str = LIVING) -> Sought:
    """The programmes of that standing that may do for the project."""
    return Sought(
        day=facts.as_of,
        standing=standing,
        goals=_goals(facts),
        frameworks=_frameworks(facts),
        holders=_holders(facts),
        places=places_of([facts.territory]) if facts.territory else 0,
        countries=_countries(facts),
        suiting=_suiting(facts),
        themes=facts.themes or (("emergency",) if is_emergency(facts) else ()),
        words=index_of(base).rarities(facts.text) if facts.text else {},
        text=facts.text,
        budget=facts.budget,
    )


def reaching(facts: ProjectFacts) -> Sought:
    """The programmes that may do for the place, the countries and the framework, whatever the project is about."""
    return Sought(
        day=facts.as_of,
        frameworks=_frameworks(facts),
        places=places_of([facts.territory]) if facts.territory else 0,
        countries=_countries(facts),
    )


def _goals(facts: ProjectFacts) -> int:
    goal = facts.goal
    if goal is None or "goal" in facts.inferred or is_emergency(facts) or only_within_union(facts):
        return 0
    goals = (goal, "development") if goal == "humanitarian" else (goal,)
    return codes_of("goal", goals) | codes_of("mark", [LEARNING])


def _frameworks(facts: ProjectFacts) -> int:
    framework = facts.framework
    if framework is None or "framework" in facts.inferred:
        return 0
    near = (code for pair in NEAR_FRAMEWORKS if framework in pair for code in pair)
    return codes_of("framework", (framework, *near)) | codes_of("mark", [NO_FRAMEWORK])


def _holders(facts: ProjectFacts) -> int:
    holder = facts.holder_type
    if holder is None:
        return 0
    return codes_of("holder", [holder, SORT_OF.get(holder, holder)]) | codes_of("mark", [NO_HOLDER])


def _countries(facts: ProjectFacts) -> int:
    """Every country and group that meets the partners' countries, and the programmes without a list."""
    wanted = tuple(code for code in facts.partner_countries if code != countries.HOME)
    if not wanted:
        return 0
    unlisted = UNLISTED_ABROAD | (UNLISTED_AT_HOME if countries.expand(wanted) & countries.EVER_IN_UNION else 0)
    return countries_of(meeting(wanted)) | unlisted


@lru_cache(maxsize=512)
def meeting(wanted: tuple[str, ...]) -> frozenset[str]:
    """The codes of these countries, and of every group that has one of them."""
    meant = countries.expand(wanted)
    groups = {code for code, (_, members) in countries.groups().items() if members & meant}
    if meant & countries.EVER_IN_UNION:
        groups.add("UE27")
    return frozenset((*wanted, *meant, *groups))


def _suiting(facts: ProjectFacts) -> Mapping[str, int]:
    """By kind, the code that the project itself names."""
    told: Iterable[tuple[str, str | None]] = (
        ("goal", facts.goal), ("framework", facts.framework), ("holder", facts.holder_type)
    )  # fmt: skip
    return {kind: codes_of(kind, [code]) for kind, code in told if code}
