"""Of many programmes, the few dozens worth judging for a project: chosen in SQL, by sets of bits and posting lists.

Nothing that a criterion of the matching would keep is shut out by a condition; what is left is put in order by a coarse
score (themes, countries, words, then what is made for few), of which the first are judged finely.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.engine import Connection
from sqlalchemy.sql import case, or_, select

from assistant.programmes import models
from assistant.programmes.cards import (
    EVERYWHERE,
    PROGRAMME,
    PROPOSAL,
    codes_of,
    day_number,
    halves,
    theme_number,
)
from assistant.programmes.wording import WEIGHTS
from assistant.vocabulary import HOLDERS

LIVING, PROPOSED, ENDED = "living", "proposed", "ended"
MOST = {LIVING: 150, PROPOSED: 40, ENDED: 100}
_MOST_POSTINGS, _MOST_OF_A_WORD = 4000, 600
_MOST_BY_WORDS = 800
_LONGEST_NAME = 6  # words of a name by which it is looked up
_SMALLEST_SHARE = 1.5  # as many times the budget as the smallest grant may be
# What a point is worth in the coarse score, after the weights of the matching.
_THEMES, _COUNTRIES, _WORDS, _GOAL, _FRAMEWORK, _HOLDER, _PLACE, _BUDGET = 0.24, 0.18, 0.25, 0.12, 0.08, 0.05, 0.04, 0.2

_card = models.programme_card.c


@dataclass(frozen=True)
class Sought:
    """What a project looks for, in bits of ``cards``.

    ``goals`` and ``frameworks`` (with marks), ``holders``, ``places``, ``countries`` are all the codes that would let
    the project in, 0 when none is asked for; with ``barring`` a programme that has none of them is left out.
    ``suiting`` gives by kind of code those that suit it best, ``themes`` its subjects, ``words`` its stems with their
    rarity, ``organisation`` who must manage the programme, ``budget`` euros.
    """

    day: date
    standing: str = LIVING
    barring: bool = True
    goals: int = 0
    frameworks: int = 0
    holders: int = 0
    places: int = 0
    countries: int = 0
    suiting: Mapping[str, int] = field(default_factory=dict)
    themes: tuple[str, ...] = ()
    words: Mapping[str, float] = field(default_factory=dict)
    budget: float | None = None
    organisation: str | None = None


def shortlist(
    connection: Connection, sought: Sought, strengths: Mapping[int, float], most: int | None = None
) -> list[int]:
    """Numbers of the programmes worth judging, at most ``most`` (``MOST`` by default), the most promising first.

    ``strengths`` are those of ``strongest`` for the words of the project.
    """
    most = most or MOST[sought.standing]
    conditions = [*_standing(sought), *_not_shut(sought)]
    score = _score(sought).label("score")
    query = select(_card.number, score).where(*conditions)
    found = dict(connection.execute(query.order_by(score.desc(), _card.number).limit(most)).all())
    said = sorted(strengths, key=lambda number: (-strengths[number], number))[:_MOST_BY_WORDS]
    if said and len(found) == most:
        found |= dict(connection.execute(query.where(_card.number.in_(said))).all())
    scored = ((score + _WORDS * min(1.0, strengths.get(number, 0.0)), number) for number, score in found.items())
    return [number for _, number in sorted(scored, key=lambda pair: (-pair[0], pair[1]))[:most]]


def _standing(sought: Sought) -> Iterable[Any]:
    """How the programme must stand on the day, told by its card alone."""
    day = day_number(sought.day)
    yield _card.standing == (PROPOSAL if sought.standing == PROPOSED else PROGRAMME)
    yield _card.born <= day
    if sought.standing == ENDED:
        yield _card.ends < day
        yield _card.over_until >= day
    else:
        yield _card.ends >= day
    if sought.standing == LIVING:
        yield _has(_card.codes, codes_of("holder", HOLDERS))


def _not_shut(sought: Sought) -> Iterable[Any]:
    """What no hard criterion certainly shuts out."""
    if sought.barring:
        yield from (_has(_card.codes, bits) for bits in (sought.goals, sought.frameworks, sought.holders) if bits)
        if sought.places:
            yield _in_places(sought.places | EVERYWHERE)
        if sought.countries:
            yield _in_countries(sought.countries)
    if sought.organisation:
        links, documents = models.programme_organisation.c, models.programme_document.c
        yield _card.number.in_(
            select(documents.number)
            .join(models.programme_organisation, links.programme_id == documents.programme_id)
            .where(links.organisation_id == sought.organisation, links.role == "managed_by")
        )


def _has(column: Any, bits: int) -> Any:
    return column.op("&")(bits) != 0


def _in_places(bits: int) -> Any:
    low, high = halves(bits)
    return or_(_has(_card.places_low, low), _has(_card.places_high, high))


def _in_countries(bits: int) -> Any:
    low, high = halves(bits)
    return or_(_has(_card.countries_low, low), _has(_card.countries_high, high))


def _score(sought: Sought) -> Any:
    """The coarse score, words apart."""

    def when(condition: Any, worth: Any) -> Any:
        return case((condition, worth), else_=0.0)

    score = _card.focus
    if sought.themes:
        numbers = [theme_number(theme) for theme in sought.themes]
        bits = [codes_of("theme", [theme]) for theme in sought.themes]
        shared = sum(when(_has(_card.codes, bit), _THEMES / len(bits)) for bit in bits)
        narrow = case((_card.theme_count <= 2, 1.0), (_card.theme_count <= 4, 0.9), else_=0.8)
        score = score + shared * narrow + when(_card.main_theme.in_(numbers), _THEMES / 4)
    if sought.countries:
        score = score + when(_in_countries(sought.countries), _COUNTRIES * _card.country_focus)
    if sought.places:
        score = score + when(_in_places(sought.places), _PLACE)
    for kind, worth in (("goal", _GOAL), ("framework", _FRAMEWORK), ("holder", _HOLDER)):
        if suited := sought.suiting.get(kind):
            score = score + when(_has(_card.codes, suited), worth)
    if sought.budget:
        score = score - when(_card.grant_min > _SMALLEST_SHARE * sought.budget, _BUDGET)
    return score


def strongest(
    connection: Connection, rarities: Mapping[str, float], words: Mapping[str, tuple[int, int]], leading: int
) -> dict[int, float]:
    """Number of a programme → what it shares of the words, 1 when it says as much as the ``leading`` rarest.

    Read off the posting lists, rarest words first, and of common words only the programmes that they tell most of.
    ``words`` gives the id and the spread of every stem.
    """
    telling = sum(sorted(rarities.values(), reverse=True)[:leading])
    found: dict[int, float] = {}
    left = _MOST_POSTINGS
    columns = models.programme_word.c
    for stem in sorted(rarities, key=lambda stem: -rarities[stem]):
        if left <= 0:
            break
        identifier, spread = words[stem]
        query = (
            select(columns.number, columns.rank)
            .where(columns.word_id == identifier)
            .order_by(columns.rank, columns.number)
            .limit(_MOST_OF_A_WORD)
        )
        left -= min(spread, _MOST_OF_A_WORD)
        worth = [weight * rarities[stem] / telling for weight in WEIGHTS]
        for number, rank in connection.execute(query):
            found[number] = found.get(number, 0.0) + worth[rank]
    return found


def name_key(folded_name: str) -> str:
    """The words by which a name is looked up."""
    return " ".join(folded_name.split()[:_LONGEST_NAME])


def said_names(folded_text: str) -> set[str]:
    """Every run of words of a text that may be the key of a name."""
    words = folded_text.split()
    return {
        " ".join(words[start : start + length])
        for start in range(len(words))
        for length in range(1, _LONGEST_NAME + 1)
        if start + length <= len(words)
    }


def named(connection: Connection, keys: Collection[str], day: date, most: int) -> list[int]:
    """Numbers of the programmes over on the day of which a name begins like one of the keys."""
    names = models.programme_name.c
    query = (
        select(names.number)
        .distinct()
        .join(models.programme_card, _card.number == names.number)
        .where(names.key.in_(keys), _card.standing == PROGRAMME, _card.ends < day_number(day))
        .order_by(names.number)
        .limit(most)
    )
    return list(connection.execute(query).scalars())
