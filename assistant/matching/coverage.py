"""How many living programmes and bodies answer each goal × framework × holder, and what to say where none does."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product

import yaml

from assistant.matching.bodies import ADVISING, is_living, nearness
from assistant.matching.eligibility import judge_holder, judge_territory
from assistant.matching.facts import ProjectFacts
from assistant.programmes.base import Base
from assistant.programmes.records import Organisation, Programme
from assistant.programmes.status import LIVING, status_on
from assistant.settings import DATA
from assistant.vocabulary import AUVERGNE, FRAMEWORKS, GOALS, HOLDERS

KINDS = {"gap": "manque réel", "senseless": "combinaison sans objet"}


@dataclass(frozen=True)
class Cell:
    """The ids of the programmes and bodies that answer one combination."""

    goal: str
    framework: str
    holder: str
    programmes: tuple[str, ...]
    bodies: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """What an adviser says of empty cells. An empty list of codes means all; ``kind`` is one of ``KINDS``.

    ``terms`` are the ids of the definitions on which it stands.
    """

    kind: str
    say: str
    goals: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()

    def speaks_of(self, cell: Cell) -> bool:
        """Whether the cell is one of those that the note is about."""
        pairs = ((cell.goal, self.goals), (cell.framework, self.frameworks), (cell.holder, self.holders))
        return all(not codes or code in codes for code, codes in pairs)


@lru_cache(maxsize=1)
def notes() -> tuple[Note, ...]:
    """The notes of ``data/coverage.yml``; the first that speaks of a cell is the one."""
    read = yaml.safe_load((DATA / "coverage.yml").read_text(encoding="utf-8"))["notes"]
    lists = ("goals", "frameworks", "holders", "terms")
    return tuple(Note(one["kind"], one["say"], **{name: tuple(one.get(name, ())) for name in lists}) for one in read)


def note_on(cell: Cell) -> Note | None:
    """What to say of an empty cell; ``None`` when nobody wrote it yet."""
    return next((note for note in notes() if note.speaks_of(cell)), None)


def counted(base: Base, day: date) -> list[Programme]:
    """The living programmes to which somebody can apply."""
    return [one for one in base.programmes.values() if status_on(one, day) in LIVING and one.holders]


def coverage(base: Base, day: date, territories: Collection[str] = AUVERGNE) -> tuple[Cell, ...]:
    """Every combination, for a holder of any of these territories (codes of départements or régions).

    A programme answers when its record names the goal and the framework, and shuts out neither the holder nor all of
    the territories; a family of programmes only where none of its parts does. A body does when it advises and is near,
    and names the goal and the framework or no such thing.
    """
    programmes = [one for one in counted(base, day) if _opens_to(one, territories, base)]
    admitting = {
        holder: [one for one in programmes if not judge_holder(ProjectFacts(holder_type=holder), one, base).excludes]
        for holder in HOLDERS
    }
    bodies = [one for one in base.organisations.values() if _advises(one, territories, day)]
    return tuple(
        Cell(
            goal,
            framework,
            holder,
            _doors([one for one in admitting[holder] if goal in one.goals and framework in one.frameworks]),
            tuple(b.id for b in bodies if _names(b, goal, GOALS) and _names(b, framework, FRAMEWORKS)),
        )
        for goal, framework, holder in product(GOALS, FRAMEWORKS, HOLDERS)
    )


def empty(cells: Iterable[Cell]) -> list[Cell]:
    """The cells that no programme answers."""
    return [cell for cell in cells if not cell.programmes]


def _doors(programmes: list[Programme]) -> tuple[str, ...]:
    """Their ids, without those of the families of which a part is there."""
    families = {one.part_of for one in programmes}
    return tuple(one.id for one in programmes if one.id not in families)


def _opens_to(programme: Programme, territories: Collection[str], base: Base) -> bool:
    facts = (ProjectFacts(territory=territory) for territory in territories)
    return any(not judge_territory(one, programme, base).excludes for one in facts)


def _advises(body: Organisation, territories: Collection[str], day: date) -> bool:
    near = any(nearness(body, territory) > 0 for territory in territories)
    return near and is_living(body, day.isoformat()) and bool(set(ADVISING) & set(body.helps_with))


def _names(body: Organisation, code: str, codes: Collection[str]) -> bool:
    named = set(body.helps_with) & set(codes)
    return not named or code in named
