"""The base counted: how many programmes live on a day, for which goals, where, and how sure we are."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from assistant.programmes.base import Base
from assistant.programmes.status import LIVING, status_on

# What a programme that did not exist yet on that day is counted under.
UNBORN = "not_yet"


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(Counter(values).most_common())


def statistics(base: Base, day: date) -> dict[str, Any]:
    """Counts of records by kind, and of programmes by status, family, confidence; of living ones by what they serve."""
    status = {programme.id: status_on(programme, day) or UNBORN for programme in base.programmes.values()}
    living = [programme for programme in base.programmes.values() if status[programme.id] in LIVING]
    families: dict[str, dict[str, int]] = {}
    for programme in base.programmes.values():
        counts = families.setdefault(programme.family, {"programmes": 0, "living": 0})
        counts["programmes"] += 1
        counts["living"] += status[programme.id] in LIVING
    return {
        "as_of": day.isoformat(),
        "records": {
            "programmes": len(base.programmes),
            "organisations": len(base.organisations),
            "terms": len(base.terms),
            "lessons": len(base.lessons),
            "mappings": len(base.mappings),
            "facts": len(base.facts),
        },
        "status": _counted(status.values()),
        "confidence": _counted(programme.confidence for programme in base.programmes.values()),
        "family": families,
        "living_goal": _counted(goal for programme in living for goal in programme.goals),
        "living_framework": _counted(framework for programme in living for framework in programme.frameworks),
        "living_territory": _counted(territory for programme in living for territory in programme.territories),
        "oldest_check": min((programme.checked for programme in base.programmes.values()), default=None),
    }
