"""The next question worth asking: the one whose answer would most change the three programmes named first."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from assistant.matching.criteria import Judge
from assistant.matching.facts import ProjectFacts
from assistant.matching.rank import Candidate, best_first, living, score_all
from assistant.programmes.base import Base
from assistant.programmes.records import Programme
from assistant.vocabulary import FRAMEWORKS, THEMES

FIRST = ("goal", "holder_type", "territory", "partner_countries")
THEN = ("themes", "budget", "framework", "partner_count", "duration_months")
_TOP = 3
_POOL = 25  # programmes beyond never reach the top three with one answer more
# Answers of everyday projects, from a first exchange to a large European project (euros, partners, months).
_BUDGETS = (5_000.0, 30_000.0, 200_000.0, 1_500_000.0)
_PARTNERS = (1, 4)
_DURATIONS = (12.0, 48.0)


def next_question(facts: ProjectFacts, base: Base, skip: Collection[str] = ()) -> str | None:
    """Name of the unknown fact to ask for, or ``None`` when no answer would change the top three.

    The four cheap and decisive facts (``FIRST``) always come first; ``skip`` holds the facts that the person could
    not or would not give.
    """
    for name in FIRST:
        if not facts.knows(name) and name not in skip:
            return name
    pool = _pool(facts, base)
    now = _top(score_all(pool, facts, base), base)
    best, most = None, 0.0
    for name in THEN:
        if facts.knows(name) or name in skip:
            continue
        answers = list(_answers(name, [programme for programme, _ in pool]))
        changes = [_change(now, _top(score_all(pool, replace(facts, **{name: one}), base), base)) for one in answers]
        expected = sum(changes) / len(changes) if changes else 0.0
        if expected > most:
            best, most = name, expected
    return best


def _pool(facts: ProjectFacts, base: Base) -> list[tuple[Programme, str]]:
    """The programmes that a further answer may still bring to the top: those that no hard criterion excludes."""
    judge = Judge(facts, base)
    possible = []
    for programme, status in living(facts, base):
        criteria = judge.criteria(programme)
        if not any(criterion.excludes for criterion in criteria):
            grades = [criterion.grade for criterion in criteria if criterion.grade is not None]
            possible.append((-sum(grades) / max(len(grades), 1), programme.id, programme, status))
    possible.sort(key=lambda entry: entry[:2])
    return [(programme, status) for _, _, programme, status in possible[:_POOL]]


def _answers(name: str, programmes: Iterable[Programme]) -> Iterable[Any]:
    """Plausible answers: those that the programmes left can tell apart, most frequent codes first."""
    if name == "themes":
        return [(theme,) for theme in _frequent((one.themes for one in programmes), THEMES, 6)]
    if name == "framework":
        return _frequent((one.frameworks for one in programmes), FRAMEWORKS, 4)
    return {"budget": _BUDGETS, "partner_count": _PARTNERS, "duration_months": _DURATIONS}[name]


def _frequent(lists: Iterable[tuple[str, ...]], table: Collection[str], most: int) -> list[str]:
    seen = [code for codes in lists for code in codes]
    return sorted((code for code in table if code in seen), key=lambda code: -seen.count(code))[:most]


def _top(candidates: Iterable[Candidate], base: Base) -> list[str]:
    return [candidate.programme.id for candidate in best_first(candidates, base)[:_TOP]]


def _change(before: list[str], after: list[str]) -> float:
    """From 0 to 1: programmes that come in count fully, a mere change of order a little."""
    if before == after:
        return 0.0
    moved = len(set(before) ^ set(after))
    return 0.1 + 0.9 * moved / max(len(before) + len(after), 1)
