"""What a programme replaced, and what replaces those that are over."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from assistant.matching.criteria import Judge, fit
from assistant.matching.facts import ProjectFacts
from assistant.matching.similarity import folded
from assistant.matching.sought import sought
from assistant.matching.timing import ended_sentence
from assistant.matching.words import enumerate_fr, on_date, short
from assistant.programmes.base import Base
from assistant.programmes.records import Programme
from assistant.programmes.shortlist import ENDED
from assistant.programmes.status import exists_from, status_on

_MOST_ENDED = 3
_FIRST_PROPOSED = 2
_LEAST_FIT = 0.6
_SHORTEST_NAME = 3
_SUBJECT = ("themes", "text")
_BUT_DATES = frozenset({"dates"})


@dataclass(frozen=True)
class Ended:
    """A programme that is over and would have fitted, its living successors, and the sentence that says so."""

    programme: Programme
    successors: tuple[Programme, ...]
    sentence: str


def replaced_sentence(programme: Programme, base: Base) -> str | None:
    """``Il prend la suite de « … ».``"""
    before = [f"« {one.name} »" for one in base.predecessors(programme.id)]
    return f"Il prend la suite de {enumerate_fr(before)}." if before else None


def ending(programme: Programme, base: Base, day: date, preferred: Collection[str] = ()) -> Ended:
    """How to speak of a closed programme on that day: that it is over, and what lives in its stead.

    Of several successors, those whose ids are ``preferred`` are named; an umbrella gives way to its parts.
    """
    over = ended_sentence(programme, day)
    alive = _heirs(programme, base, day)
    alive = [one for one in alive if one.id in preferred] or alive
    follow = f" ; aujourd'hui, voyez {_quoted(alive)}." if alive else _without_heir(programme, base, day)
    return Ended(programme, tuple(alive), over + follow)


def _without_heir(programme: Programme, base: Base, day: date) -> str:
    """What follows a closed programme in whose place nothing lives that day: a proposal, a start to come, or nothing.

    A base that passed its check has no loop of ``succeeds``.
    """
    following = base.successors(programme.id) or base.successors(programme.part_of or "")
    proposed, unborn, closed = (
        [one for one in following if status_on(one, day) == status] for status in ("proposed", None, "closed")
    )
    if proposed:
        return f" ; une suite est proposée, pas encore adoptée : {_quoted(proposed)}."
    if unborn:
        start = min(map(exists_from, unborn))
        return f" ; sa suite, {_quoted(unborn)}, ne commence que {on_date(start)}."
    if programme.succeeded_by_note:
        return f". {short(programme.succeeded_by_note, 400)}."
    if closed:
        return f" ; ce qui l'a remplacé, {_quoted(closed)}, est terminé aussi{_without_heir(closed[0], base, day)}"
    return " ; la base ne lui connaît pas de suite."


def _quoted(programmes: Iterable[Programme]) -> str:
    return enumerate_fr(f"« {one.name} »" for one in programmes)


def _heirs(programme: Programme, base: Base, day: date) -> list[Programme]:
    """Living programmes that took it over; the family that it belonged to is no heir, nor is an umbrella of heirs."""
    heirs = base.living_successors(programme.id, day)
    covered = {one.part_of for one in heirs} | {programme.part_of}
    return [one for one in heirs if one.id not in covered]


def is_named(programme: Programme, text: str) -> bool:
    """Whether the text calls the programme by its acronym or one of its aliases."""
    said = f" {folded(text)} "
    names = (programme.acronym or "", *programme.aliases)
    return any(len(folded(name)) >= _SHORTEST_NAME and f" {folded(name)} " in said for name in names)


def ended_programmes(facts: ProjectFacts, base: Base, proposed: Collection[str]) -> tuple[Ended, ...]:
    """Programmes over on the day that would have fitted, best first, at most three.

    Those that the text names come first; of the others, those that a programme in ``proposed`` (ids, best first) took
    over, and those that nothing living replaces. What the first two proposed replaced directly is always told: people
    still ask for it by its old name.
    """
    if not any(facts.knows(name) for name in _SUBJECT):
        return ()
    replaced = {before for one in list(proposed)[:_FIRST_PROPOSED] for before in base.programmes[one].succeeds}
    judge = Judge(facts, base)
    found = []
    for programme in _closed(facts, base, proposed):
        named = bool(facts.text) and is_named(programme, facts.text)
        if not named and not _last_of_line(programme, base, facts.as_of):
            continue
        criteria = judge.criteria(programme) if named else judge.admitted(programme, but=_BUT_DATES)
        if criteria is None:
            continue
        fitness = fit(criteria)
        if not named and programme.id not in replaced and fitness < _LEAST_FIT:
            continue
        after = [one.id for one in _heirs(programme, base, facts.as_of)]
        if named or not after or any(one in proposed for one in after):
            found.append((not named, -fitness, programme.name, programme))
    chosen = [entry[-1] for entry in sorted(found, key=lambda entry: entry[:3])[:_MOST_ENDED]]
    return tuple(ending(programme, base, facts.as_of, proposed) for programme in chosen)


def _closed(facts: ProjectFacts, base: Base, proposed: Collection[str]) -> list[Programme]:
    """The programmes over on the day that are worth judging: named, replaced by what is proposed, or near."""
    near = [*base.candidates(sought(facts, base, ENDED))]
    near += [before for one in proposed for before in base.predecessors(one)]
    near += base.named_in(facts.text) if facts.text else ()
    return [one for one in {one.id: one for one in near}.values() if status_on(one, facts.as_of) == "closed"]


def _last_of_line(programme: Programme, base: Base, day: date) -> bool:
    """Whether nothing closed took it over: older generations would only clutter the answer."""
    return all(status_on(one, day) != "closed" for one in base.successors(programme.id))
