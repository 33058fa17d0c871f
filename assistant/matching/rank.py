"""From a project's facts to the programmes that an adviser would name, in that order."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from assistant.matching.bodies import Support, contacts, first_doors
from assistant.matching.criteria import EXPLAINING, LEAST_SUBJECT, Judge, excluded, fit, is_neighbourly, subject_fit
from assistant.matching.criterion import UNKNOWN, Criterion
from assistant.matching.eligibility import AT_HOME, NOBODY_TO_LEAD, OUT_OF_PLACE, PLACE_UNTOLD, WITH_OTHERS
from assistant.matching.facts import ProjectFacts
from assistant.matching.grants import GrantEstimate, estimate
from assistant.matching.means import FAR_TOO_FEW, TOO_FEW
from assistant.matching.nature import OUT_OF_NATURE, UNSPONSORED
from assistant.matching.publics import OUT_OF_PUBLIC
from assistant.matching.scale import MADE_FOR_SIZE, OUT_OF_SCALE
from assistant.matching.similarity import index_of
from assistant.matching.sought import sought
from assistant.matching.succession import Ended, ended_programmes, replaced_sentence
from assistant.matching.timing import accessibility, next_call_on
from assistant.programmes.base import Base
from assistant.programmes.records import NextCall, Organisation, Programme
from assistant.programmes.shortlist import PROPOSED, STANDINGS
from assistant.programmes.status import LIVING, next_deadline, status_on

LEAST_FIT = 0.48
_LEAST_SCORE = 0.38
_UMBRELLA = 0.85  # an umbrella programme is a lead to follow; a part that does as well is the door to knock on
_GIVES_WAY, _LEFT_TO_ANOTHER = 0.75, 0.5
_FAMILY, _SAME_WORDS = 2, 0.8
_NEIGHBOURS = 1.12  # the first thought of an adviser: the programme of this border, massif or space
_OF_THIS_SIZE = 1.06  # so, a little, is what funds large projects alone for who tells a large one
_OTHER_PLACE, _WIDER_PARTNERSHIPS = 0.85, 0.85
_OTHER_NATURE = 0.65  # what a programme does not pay for is not paid for by it, however near the subject
# Who must first find somebody to bring the file in (a club, an employee; an authority that leads) has other doors.
_SPONSOR_FIRST, _LEADER_FIRST = 0.9, 0.8
_OTHER_SCALE = 0.6  # a small project is not sent to a programme of large ones, nor the reverse
_WORTH_NAMING = 0.57  # share of the best score under which a programme is not named beside the best
_WORTH_NAMING_UNLIKE = 0.75  # the same where the best says the project's words and this one none of them
_WORTH_NAMING_LACKING = 0.8  # the same where partners are missing, and where it needs one and the best none
_UNLIKE_WORDS, _CLEAR_WORDS = 0.15, 0.8  # grades of the words
_MOST_UPCOMING = 2
_SUBJECT = ("goal", "themes", "partner_countries")
_QUESTIONS = {
    "goal": "le but du projet (rapprochement, humanitaire ou développement)",
    "holder_type": "qui porte le projet (commune, association, école…)",
    "territory": "le département ou la région du porteur",
    "partner_countries": "le pays des partenaires",
    "themes": "le thème du projet",
    "budget": "le budget",
}


@dataclass(frozen=True)
class Recommendation:
    """A programme to consider. ``checks`` are the criteria left to verify; ``next_deadline`` an ISO date."""

    programme: Programme
    status: str
    score: float
    criteria: tuple[Criterion, ...]
    next_deadline: str | None
    next_call: NextCall | None
    grant_estimate: GrantEstimate | None
    organisations: tuple[Organisation, ...]
    succession: str | None
    checks: tuple[Criterion, ...]


@dataclass(frozen=True)
class Advice:
    """``upcoming`` are proposals, not adopted; ``missing`` French sentences when nothing could be recommended."""

    recommendations: tuple[Recommendation, ...]
    upcoming: tuple[Recommendation, ...]
    ended: tuple[Ended, ...]
    organisations: tuple[Support, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """A programme with its status on the day, its criteria and its score."""

    programme: Programme
    status: str
    score: float
    criteria: tuple[Criterion, ...]


def recommend(facts: ProjectFacts, base: Base, top: int = 5) -> Advice:
    """The programmes alive on ``facts.as_of`` that fit, best first, with what ends, what comes and whom to call.

    The list is empty rather than padded when nothing fits well enough; where one programme clearly answers, those that
    would answer much less well are no advice.
    """
    told = has_subject(facts, base)
    if told:
        base.expect(sought(facts, base), STANDINGS)
    viable = rank(facts, base) if told else ()
    named = [one for one in viable[:top] if _is_worth_naming(one, viable[0], facts)]
    if told:
        base.look_back(one.programme.id for one in named)
    chosen = tuple(_recommendation(candidate, facts, base) for candidate in named)
    return Advice(
        recommendations=chosen,
        upcoming=tuple(
            _recommendation(candidate, facts, base) for candidate in (_upcoming(facts, base) if told else ())
        ),
        ended=ended_programmes(facts, base, [one.programme.id for one in chosen]) if told else (),
        organisations=first_doors(facts, chosen[0].programme if chosen else None, base),
        missing=() if chosen else _missing(facts, base),
    )


def _is_worth_naming(candidate: Candidate, best: Candidate, facts: ProjectFacts) -> bool:
    """Whether an adviser would name the programme beside the best one: a weak third must earn its place.

    Words set the others apart only beside themes that were stated: themes that were read are these very words.
    """
    stated = bool(facts.themes) and "themes" not in facts.inferred
    unlike = stated and _grade(candidate, "text") <= _UNLIKE_WORDS and _grade(best, "text") >= _CLEAR_WORDS
    asked = candidate.programme.partnership
    several = asked is not None and (asked.min_countries or 0) > 1 and _grade(best, "partner_countries") >= AT_HOME
    alone = several and _grade(candidate, "partner_countries") <= WITH_OTHERS
    lacking = alone or _grade(candidate, "partnership") in (TOO_FEW, FAR_TOO_FEW)
    share = _WORTH_NAMING_LACKING if lacking else _WORTH_NAMING_UNLIKE if unlike else _WORTH_NAMING
    return candidate.score >= share * best.score


def _grade(candidate: Candidate, name: str) -> float:
    """Grade of a criterion; neither good nor bad where nothing was told."""
    return next((one.grade for one in candidate.criteria if one.name == name and one.grade is not None), 0.5)


def has_subject(facts: ProjectFacts, base: Base) -> bool:
    """Whether anything tells what the project is about: who carries it and where is not enough to name a programme."""
    if any(facts.knows(name) for name in _SUBJECT):
        return True
    return bool(facts.text) and index_of(base).compare(facts.text).known_words > 0


def rank(facts: ProjectFacts, base: Base) -> tuple[Candidate, ...]:
    """Every programme worth proposing, best first; umbrellas give way to their parts."""
    candidates = score_all(living(facts, base), facts, base)
    return best_first(candidates, base)


def living(facts: ProjectFacts, base: Base, barring: bool = True) -> list[tuple[Programme, str]]:
    """The programmes that one can or will again apply to, with their status on the day.

    Out of a large base, those worth judging; without ``barring``, also those that a hard criterion may exclude.
    """
    near = base.candidates(replace(sought(facts, base), barring=barring))
    found = ((programme, status_on(programme, facts.as_of)) for programme in near)
    return [(programme, status) for programme, status in found if status in LIVING and programme.holders]


def score_all(programmes: Iterable[tuple[Programme, str]], facts: ProjectFacts, base: Base) -> list[Candidate]:
    """The candidates that no hard criterion excludes, scored."""
    judge = Judge(facts, base)
    found = []
    for programme, status in programmes:
        criteria = judge.admitted(programme)
        if criteria is not None:
            found.append(Candidate(programme, status, score_of(criteria, programme, status, facts, base), criteria))
    return _behind_the_specialist(found, facts)


def _behind_the_specialist(candidates: list[Candidate], facts: ProjectFacts) -> list[Candidate]:
    """The parts of a family that leave out a theme give way where another part is made for it (sport in Erasmus+).

    Where that part pays for nothing but the project's first theme, the others leave it to that part, except what is
    for a public of its own.
    """
    made_for: dict[str | None, set[str]] = {}
    left_to: dict[str | None, set[str]] = {}
    for one in candidates:
        first, family = one.programme.themes[:1], one.programme.part_of
        if family and one.score and set(first) & set(facts.themes):
            made_for.setdefault(family, set()).update(first)
            if facts.themes[0] in one.programme.sole_themes:
                left_to.setdefault(family, set()).add(facts.themes[0])

    def share(programme: Programme) -> float:
        family, themes = programme.part_of, set(programme.themes)
        if family in left_to and programme.public != "young" and not left_to[family] & themes:
            return _LEFT_TO_ANOTHER
        return _GIVES_WAY if family in made_for and not made_for[family] & themes else 1.0

    return [replace(one, score=one.score * share(one.programme)) for one in candidates]


def score_of(
    criteria: Collection[Criterion], programme: Programme, status: str, facts: ProjectFacts, base: Base
) -> float:
    """Fitness for the project, lowered when the door is not open, from 0 to 1; 0 when it fits too little."""
    fitness = fit(criteria)
    if fitness < LEAST_FIT:
        return 0.0
    if base.parts(programme.id):
        fitness *= _UMBRELLA
    grades = {one.name: one.grade for one in criteria}
    if OUT_OF_SCALE in (grades.get("budget"), grades.get("scale")):
        fitness *= _OTHER_SCALE
    if grades.get("scale") == MADE_FOR_SIZE:
        fitness = min(1.0, fitness * _OF_THIS_SIZE)
    if grades.get("nature") == OUT_OF_NATURE or grades.get("public") == OUT_OF_PUBLIC:
        fitness *= _OTHER_NATURE
    if grades.get("nature") == UNSPONSORED:
        fitness *= _SPONSOR_FIRST
    if grades.get("holder") == NOBODY_TO_LEAD:
        fitness *= _LEADER_FIRST
    if "partner_countries" in grades and (grades["partner_countries"] or 0.0) <= OUT_OF_PLACE:
        fitness *= _OTHER_PLACE
    if grades.get("partnership") == FAR_TOO_FEW:
        fitness *= _WIDER_PARTNERSHIPS
    if grades.get("territory") == PLACE_UNTOLD:
        fitness *= _OTHER_PLACE
    fitness *= min(1.0, subject_fit(criteria) / LEAST_SUBJECT)
    if is_neighbourly({name: grade for name, grade in grades.items() if grade is not None}):
        fitness = min(1.0, fitness * _NEIGHBOURS)
    return fitness * accessibility(programme, status, facts.as_of)


def best_first(candidates: Iterable[Candidate], base: Base) -> tuple[Candidate, ...]:
    """Candidates above the least score in order, without the umbrellas of which a part does as well."""
    kept = {candidate.programme.id: candidate for candidate in candidates if candidate.score >= _LEAST_SCORE}
    parts: dict[str, float] = {}
    for candidate in kept.values():
        whole = candidate.programme.part_of or ""
        parts[whole] = max(candidate.score, parts.get(whole, 0.0))
    ordered = (
        one for identifier, one in kept.items() if parts.get(identifier, 0.0) < one.score and _is_a_door(one, base)
    )
    return tuple(sorted(ordered, key=lambda candidate: (-candidate.score, candidate.programme.name)))


def _is_a_door(candidate: Candidate, base: Base) -> bool:
    """Whether one can apply to the programme itself: not to a mere family, unless it is open or says the same words."""
    if len(base.parts(candidate.programme.id)) < _FAMILY or candidate.status == "open":
        return True
    return any(one.name == "text" and (one.grade or 0.0) >= _SAME_WORDS for one in candidate.criteria)


def _recommendation(candidate: Candidate, facts: ProjectFacts, base: Base) -> Recommendation:
    programme, day = candidate.programme, facts.as_of
    criteria = candidate.criteria + Judge(facts, base, EXPLAINING).criteria(programme)
    return Recommendation(
        programme=programme,
        status=candidate.status,
        score=round(candidate.score, 3),
        criteria=criteria,
        next_deadline=next_deadline(programme, day),
        next_call=next_call_on(programme, day) if candidate.status in ("between_calls", "proposed") else None,
        grant_estimate=estimate(facts, programme),
        organisations=contacts(programme, facts, base),
        succession=replaced_sentence(programme, base),
        checks=tuple(criterion for criterion in criteria if criterion.outcome == UNKNOWN),
    )


def _upcoming(facts: ProjectFacts, base: Base) -> list[Candidate]:
    judge = Judge(facts, base)
    found = []
    for programme in base.candidates(sought(facts, base, PROPOSED)):
        if status_on(programme, facts.as_of) == "proposed":
            criteria = judge.criteria(programme)
            fitness = fit(criteria)
            if fitness >= LEAST_FIT and not excluded(criteria, but=frozenset({"dates"})):
                found.append(Candidate(programme, "proposed", fitness, criteria))
    return sorted(found, key=lambda candidate: -candidate.score)[:_MOST_UPCOMING]


def _missing(facts: ProjectFacts, base: Base) -> tuple[str, ...]:
    """What would help most: the facts that nobody gave, or the criterion that most often bars alone."""
    unknown = [label for name, label in _QUESTIONS.items() if not facts.knows(name)]
    sentences = [f"Il manque : {label}." for label in unknown]
    judge = Judge(facts, base)
    barring: Counter[str] = Counter()
    for programme, _ in living(facts, base, barring=False):
        criteria = judge.criteria(programme)
        bars = [criterion for criterion in criteria if criterion.excludes]
        if len(bars) == 1 and fit(replace(one, grade=None) if one is bars[0] else one for one in criteria) >= LEAST_FIT:
            barring[bars[0].name] += 1
    blocking = {"holder": "le statut du porteur", "partner_countries": "le pays des partenaires", "goal": "le but",
                "territory": "le territoire du porteur", "budget": "le budget", "framework": "le cadre"}  # fmt: skip
    for name, _ in barring.most_common(1):
        if name in blocking:
            sentences.append(f"Ce qui écarte le plus de programmes : {blocking[name]}.")
    if not unknown:
        sentences.insert(0, "Aucun programme vivant de la base ne réunit toutes ces conditions.")
    return tuple(sentences)
