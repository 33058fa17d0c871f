"""Which of a programme's rates is a project's, as far as its facts tell."""

from collections.abc import Iterator

from assistant.matching import countries
from assistant.matching.eligibility import WHOLE_COUNTRY
from assistant.matching.facts import ProjectFacts
from assistant.matching.territories import departements_of
from assistant.programmes.records import Programme, Rate
from assistant.vocabulary import REGION_DEPARTEMENTS


def rates_for(facts: ProjectFacts, programme: Programme) -> tuple[Rate, ...]:
    """The rates that may be the project's, in the order of the record: one when its facts decide, several otherwise."""
    possible = []
    for line in programme.rates:
        holds = _holds(line, facts)
        if holds is not False:
            possible.append(line)
        if holds:
            break
    return tuple(possible)


def _holds(line: Rate, facts: ProjectFacts) -> bool | None:
    """Whether the case of the line is the project's; ``None`` when what is known does not tell."""
    answers = list(_answers(line, facts))
    if False in answers:
        return False
    if not answers:
        return None if line.when else True
    return None if None in answers else True


def _answers(line: Rate, facts: ProjectFacts) -> Iterator[bool | None]:
    if line.holders:
        yield facts.holder_type in line.holders if facts.holder_type else None
    if line.countries:
        yield _among(countries.expand(facts.partner_countries), countries.expand(line.countries))
    if line.territories:
        yield _among(departements_of((facts.territory,)) if facts.territory else None, _covered(line.territories))
    if line.themes:
        shared = bool(set(facts.themes) & set(line.themes))
        # A theme that was only read from the text excludes nothing.
        yield (None if not facts.themes or "themes" in facts.inferred else False) if not shared else True
    if line.budget_min is not None or line.budget_max is not None:
        yield _between(facts.budget, line)


def _among(own: frozenset[str] | None, asked: frozenset[str]) -> bool | None:
    """Whether all of ``own`` is asked for; ``None`` when nothing is known, or when only a part is."""
    if not own:
        return None
    return True if own <= asked else None if own & asked else False


def _covered(territories: tuple[str, ...]) -> frozenset[str]:
    everywhere = departements_of(tuple(REGION_DEPARTEMENTS)) if WHOLE_COUNTRY & {*territories} else frozenset()
    return everywhere | departements_of(territories)


def _between(budget: float | None, line: Rate) -> bool | None:
    if not budget:
        return None
    return (line.budget_min or 0) <= budget and (line.budget_max is None or budget <= line.budget_max)
