"""A question about another day: «en 2016, quel programme pour un jumelage ?», «LEADER existait en 2012 ?»."""

import re
from datetime import date

from assistant.dialogue.world import World
from assistant.programmes.records import Programme
from assistant.programmes.status import LIVING
from assistant.text import key

_MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
_DAY = re.compile(rf"\b(?:(?:le|au) (\d\d?)(?:er)? |en |fin |debut )(?:({'|'.join(_MONTHS)}) )?(20\d\d)\b")
# The past of what existed, not of what the holder did: «nous sommes nés en 2010, quels programmes ?» is about today.
_PAST = re.compile(
    r"^(?:et |mais )?(?:en|le|au|fin|debut) (?:\d|[a-z]+ \d)|\b(?:existai(?:t|ent)|y avait|etai(?:t|ent)|"
    r"financai(?:t|ent)|aidai(?:t|ent)|soutenai(?:t|ent)|pouvai(?:t|s|ent|ons)|aurai(?:t|ent)|proposai(?:t|ent))\b"
)
_NOW = re.compile(r"\b(?:aujourd hui|maintenant|actuel\w*|desormais|nous avons|on a|j ai)\b")
_FIRST_YEAR = 2000  # the base tells nothing of earlier days


def day_asked(text: str, today: date) -> date | None:
    """The past day that a question is about; the middle of the month or year where it says no more.

    ``None`` when the question is about today or later, before the base begins, or about several days.
    """
    said = key(text)
    found = {match.groups() for match in _DAY.finditer(said)}
    if len(found) != 1 or not _PAST.search(said) or _NOW.search(said):
        return None
    day, month, year = found.pop()
    try:
        asked = date(int(year), _MONTHS.index(month) + 1 if month else 7, int(day or (15 if month else 1)))
    except ValueError:
        return None
    over = asked < today if month else asked.year < today.year
    return asked if over and asked.year >= _FIRST_YEAR else None


def forerunners(programme: Programme, world: World) -> tuple[Programme, ...]:
    """What lived on the day in the place of a programme that did not exist yet: along what it succeeded."""
    found: dict[str, Programme] = {}
    left, seen = [programme], {programme.id}
    while left:
        for before in world.base.predecessors(left.pop().id):
            if before.id in seen:
                continue
            seen.add(before.id)
            if world.status(before) in LIVING:
                found[before.id] = before
            else:
                left.append(before)
    return tuple(found.values())
