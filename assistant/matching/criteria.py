"""The criteria, what each reads and weighs, and their sum.

Weights tell how much a point says about whether the programme is made for this project: the project's own words and
themes first, then the countries and the goal, then money, and last what most programmes share (holder, framework,
territory), which exclude more than they order. Points that are unknown do not count, except by the grade they give.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from assistant.matching.criterion import Criterion
from assistant.matching.eligibility import judge_conditions, judge_countries, judge_holder
from assistant.matching.facts import ProjectFacts
from assistant.matching.means import TOO_FEW, judge_budget, judge_duration, judge_partnership
from assistant.matching.memory import PerBase
from assistant.matching.nature import judge_nature
from assistant.matching.perimeters import judge_place
from assistant.matching.profile import judge_profile
from assistant.matching.publics import judge_public
from assistant.matching.relevance import judge_framework, judge_goal, judge_priorities, judge_text, judge_themes
from assistant.matching.scale import judge_scale
from assistant.matching.timing import judge_dates
from assistant.programmes.base import Base
from assistant.programmes.records import Programme

_Judging = Callable[[ProjectFacts, Programme, Base], Criterion | None]


@dataclass(frozen=True)
class Rule:
    """A criterion: the facts that it reads, its weight in the score, and the function that judges."""

    name: str
    read: tuple[str, ...]
    weight: float
    judge: _Judging


def _rule(name: str, reads: str, weight: float, judge: _Judging) -> Rule:
    return Rule(name, tuple(reads.split()), weight, judge)


RULES = (
    _rule("dates", "as_of", 0.0, judge_dates),
    _rule("text", "text", 0.25, judge_text),
    _rule("themes", "themes goal text holder_type partner_countries inferred territory locality", 0.22, judge_themes),
    _rule("partner_countries", "partner_countries framework text as_of", 0.18, judge_countries),
    _rule("goal", "goal themes text holder_type partner_countries as_of inferred", 0.12, judge_goal),
    _rule("scale", "budget holder_type partner_countries duration_months text as_of", 0.12, judge_scale),
    _rule(
        "budget",
        "budget grant holder_type territory locality partner_countries themes duration_months text as_of inferred",
        0.12,
        judge_budget,
    ),
    _rule("holder", "holder_type territory text", 0.10, judge_holder),
    _rule("framework", "framework inferred", 0.08, judge_framework),
    _rule("territory", "territory locality", 0.08, judge_place),
    _rule("profile", "text existence_months", 0.0, judge_profile),
    _rule("nature", "text holder_type themes goal partner_countries territory locality budget", 0.12, judge_nature),
    _rule("public", "text holder_type themes goal inferred", 0.12, judge_public),
    _rule("conditions", "partner_countries territory", 0.20, judge_conditions),
    _rule("partnership", "partner_count partner_countries", 0.04, judge_partnership),
    _rule("duration", "duration_months", 0.04, judge_duration),
)
# Said of the programmes that are kept, and of no weight.
EXPLAINING = (_rule("priorities", "text themes framework partner_countries as_of", 0.0, judge_priorities),)
WEIGHTS = {rule.name: rule.weight for rule in RULES + EXPLAINING}
# Those that exclude most programmes, the cheapest first: the others need not be judged then.
_BARRING = ("partner_countries", "holder", "goal", "framework", "territory")
_DOUBT, _NEUTRAL = 0.12, 0.5  # what is not known counts as a point neither good nor bad
_HEARD = 0.6
_SUBJECT = ("text", "themes", "partner_countries")
_UNLIKE_WORDS = 0.5  # share of the words' weight where they are unlike
_OWN_TERRITORY, _OWN_COUNTRIES = 0.9, 0.8
_NARROW = 0.9  # a programme for one or two countries is about these countries
LEAST_SUBJECT, _ANOTHER_SUBJECT = 0.455, 0.33  # below the first it is doubtful, below the second about something else


# What was judged already: a conversation asks again and again with one fact more.
_Judged = dict[tuple[str, tuple[object, ...]], dict[str, Criterion | None]]
_JUDGED: PerBase[_Judged] = PerBase(lambda base: {})
_MOST_JUDGED = 512


class Judge:
    """The rules applied to one project; what the same facts gave before is not judged twice."""

    def __init__(self, facts: ProjectFacts, base: Base, rules: Iterable[Rule] = RULES) -> None:
        judged = _JUDGED.of(base)
        if len(judged) > _MOST_JUDGED:
            judged.clear()
        self._facts, self._base = facts, base
        applied = {
            rule.name: (
                rule.judge,
                judged.setdefault((rule.name, tuple(getattr(facts, name) for name in rule.read)), {}),
            )
            for rule in rules
        }
        self._rules = list(applied.values())
        self._barring = [applied[name] for name in _BARRING if name in applied]

    def criteria(self, programme: Programme) -> tuple[Criterion, ...]:
        """Every criterion that has something to say, in the order of the rules."""
        return tuple(self._judged(self._rules, programme))

    def admitted(self, programme: Programme, but: frozenset[str] = frozenset()) -> tuple[Criterion, ...] | None:
        """The criteria of a programme that is not ``excluded``; ``None``, most often without judging all, if it is."""
        if any(
            criterion.excludes and criterion.name not in but for criterion in self._judged(self._barring, programme)
        ):
            return None
        criteria = self.criteria(programme)
        return None if excluded(criteria, but) else criteria

    def _judged(
        self, rules: Iterable[tuple[_Judging, dict[str, Criterion | None]]], programme: Programme
    ) -> Iterator[Criterion]:
        for judge, known in rules:
            if programme.id in known:
                criterion = known[programme.id]
            else:
                criterion = known[programme.id] = self._weighed(judge(self._facts, programme, self._base))
            if criterion is not None:
                yield criterion

    def _weighed(self, criterion: Criterion | None) -> Criterion | None:
        """What was only heard in a description tells less, for and against, than what was stated."""
        if criterion is None or criterion.grade is None or criterion.name not in self._facts.inferred:
            return criterion
        return replace(criterion, grade=_NEUTRAL + _HEARD * (criterion.grade - _NEUTRAL))


def excluded(criteria: Iterable[Criterion], but: frozenset[str] = frozenset()) -> bool:
    """Whether a hard criterion is unmet, those named in ``but`` apart, or the subject is another's.

    Words are evidence and no gate: a description that shares none with the record counts little beside themes that
    agree, and a programme made for this territory with these countries is about them whatever the words.
    """
    criteria = tuple(criteria)
    if any(criterion.excludes and criterion.name not in but for criterion in criteria):
        return True
    return subject_fit(criteria) < _ANOTHER_SUBJECT


def subject_fit(criteria: Iterable[Criterion]) -> float:
    """From 0 to 1: how far words, themes and the only countries served agree with the project."""
    grades = {criterion.name: criterion.grade for criterion in criteria if criterion.grade is not None}
    if is_neighbourly(grades):
        return 1.0
    total, weighed = _DOUBT * _NEUTRAL, _DOUBT
    for name in _SUBJECT:
        grade = grades.get(name)
        if grade is None or (name == "partner_countries" and grade < _NARROW):
            continue
        weight = WEIGHTS[name] * (_UNLIKE_WORDS if name == "text" and grade < _NEUTRAL and "themes" in grades else 1.0)
        total, weighed = total + weight * grade, weighed + weight
    return total / weighed if weighed > _DOUBT else 1.0


def is_neighbourly(grades: Mapping[str, float]) -> bool:
    """Whether the programme is made for cooperation between the holder's very territory and these few countries.

    One that asks for more countries than the project has is made for wider partnerships.
    """
    return (
        grades.get("territory", 0.0) >= _OWN_TERRITORY
        and grades.get("partner_countries", 0.0) >= _OWN_COUNTRIES
        and grades.get("partnership", _NEUTRAL) > TOO_FEW
    )


def fit(criteria: Iterable[Criterion], unknown: float = 0.0) -> float:
    """From 0 to 1: the weighted mean of the grades, cautious while few are known; ``unknown`` when there is none."""
    total, weighed, graded = _DOUBT * _NEUTRAL, _DOUBT, False
    for criterion in criteria:
        if criterion.grade is not None:
            weight = WEIGHTS[criterion.name]
            total += weight * criterion.grade
            weighed, graded = weighed + weight, True
    return total / weighed if graded else unknown
