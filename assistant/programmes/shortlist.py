"""Of many programmes, the few dozens worth judging for a project: chosen in SQL, by sets of bits and posting lists.

Nothing that a criterion of the matching would keep is shut out by a condition; what is left is put in order by a coarse
score (themes, countries, words, then what is made for few), of which the first are judged finely.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

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
STANDINGS = (LIVING, PROPOSED, ENDED)
MOST = {LIVING: 64, PROPOSED: 6, ENDED: 16}
_MOST_MANAGED, _MOST_NAMED = 20, 40
_MOST_POSTINGS, _MOST_OF_A_WORD = 2000, 400
_MOST_BY_WORDS = 300
_MOST_PROMISING = 500  # of a theme, that nothing shuts out
_LONGEST_NAME = 6  # words of a name by which it is looked up
_SMALLEST_SHARE = 1.5  # as many times the budget as the smallest grant may be
# What a point is worth in the coarse score, after the weights of the matching.
_THEMES, _COUNTRIES, _WORDS, _GOAL, _FRAMEWORK = 0.24, 0.18, 0.25, 0.12, 0.08
_MAIN_THEME, _HOLDER, _PLACE, _BUDGET = 0.06, 0.05, 0.04, 0.2


# Asks a query with its values (``:name`` in its text), and gives the rows.
Ask = Callable[[str, Mapping[str, Any]], list[Any]]


@dataclass(frozen=True)
class Sought:
    """What a project looks for, in bits of ``cards``.

    ``goals``, ``frameworks`` and ``holders`` (with marks), ``places``, ``countries`` are all the codes that would let
    the project in, 0 when none is asked for; with ``barring`` a programme that has none of them is left out.
    ``suiting`` gives by kind of code those that suit it best, ``themes`` its subjects, ``words`` its stems with their
    rarity, ``text`` the description that has them and that may name a programme, ``budget`` euros.
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
    text: str = ""
    budget: float | None = None


def shortlists(
    ask: Ask, sought: Sought, standings: Collection[str], strengths: Mapping[int, float]
) -> dict[str, list[int]]:
    """By standing, the numbers of the programmes worth judging, at most ``MOST``, the most promising first.

    ``strengths`` are those of ``strongest`` for the words of the project. One query finds what shares the words and
    what shares the themes, whatever the standing; others are asked only where that leaves room.
    """
    values: dict[str, Any] = {"day": day_number(sought.day)}
    shut, score = [*_not_shut(sought, values)], _score(sought, values)

    def first(standing: str, cards: str) -> str:
        best = f"ORDER BY score DESC, number LIMIT {MOST[standing]}"
        return f"SELECT number, {score} AS score, '{standing}' AS stands, 0 AS said FROM {cards} {best}"

    def conditions(standing: str) -> str:
        return " AND ".join([*_standing(standing), *shut])

    def by_themes(standing: str, themes: Iterable[str] = sought.themes) -> list[str]:
        found = "SELECT * FROM programme_theme_card WHERE theme ="
        best = f"ORDER BY promise DESC, number DESC LIMIT {_MOST_PROMISING}"
        numbers = (theme_number(theme) for theme in themes)
        return [first(standing, f"({found} {n} AND {conditions(standing)} {best}) AS card") for n in numbers]

    found: dict[str, dict[int, float]] = {standing: {} for standing in standings}
    themed: dict[str, dict[int, float]] = {standing: {} for standing in standings}

    def look(parts: Collection[str]) -> None:
        every = (f"SELECT * FROM ({one}) AS part_{n}" for n, one in enumerate(parts))
        for number, worth, standing, said in ask(" UNION ALL ".join(every), values) if parts else ():
            if standing in found:
                (found if said else themed)[standing][number] = worth

    def short_of(standing: str) -> bool:
        return len(found[standing]) < MOST[standing]

    by_words = []
    if strengths:
        where = " AND ".join([among(islice(strengths, _MOST_BY_WORDS)), "born <= :day", *shut])
        by_words = [
            f"SELECT number, {score} AS score, {_STANDS} AS stands, 1 AS said FROM programme_card WHERE {where}"
        ]
    # What is over is many, and mentioned beside: those that share the words do, where there are enough.
    now = [standing for standing in standings if standing != ENDED or not strengths]
    look([*by_words, *(one for standing in now for one in by_themes(standing))])
    later = [standing for standing in standings if standing not in now and short_of(standing)]
    look([one for standing in later for one in by_themes(standing)])
    for standing in standings:
        if standing == LIVING or short_of(standing):
            found[standing].update(themed[standing])
    # Where words and themes leave room, so does the base: whatever else stands so is few, or nothing else is known.
    left = [standing for standing in standings if short_of(standing)]
    themed = {standing: {} for standing in standings}
    look([one for standing in left for one in by_themes(standing, [ANY_THEME])])
    for standing in left:
        found[standing].update(themed[standing])
    return {standing: _first(found[standing], strengths, MOST[standing]) for standing in standings}


def _first(scores: Mapping[int, float], strengths: Mapping[int, float], most: int) -> list[int]:
    summed = ((score + _WORDS * min(1.0, strengths.get(number, 0.0)), number) for number, score in scores.items())
    return [number for _, number in sorted(summed, key=lambda pair: (-pair[0], pair[1]))[:most]]


def managed(organisation: str, sought: Sought) -> tuple[str, dict[str, Any]]:
    """Which of the documents ``document`` are some that a body manages and that nothing shuts out, and the values."""
    values: dict[str, Any] = {"day": day_number(sought.day), "organisation": organisation, "most": _MOST_MANAGED}
    conditions = " AND ".join([*_standing(sought.standing), *_not_shut(sought, values)])
    return f"document.number IN ({_MANAGED} AND {conditions} ORDER BY ends, number LIMIT :most)", values


_MANAGED = "SELECT number FROM programme_body_card WHERE organisation_id = :organisation"


_ANY_HOLDER = codes_of("holder", HOLDERS)


def among(numbers: Iterable[int]) -> str:
    """The condition that ``number`` is one of these: written out, as whole numbers need no escaping."""
    return f"number IN ({', '.join(str(int(number)) for number in numbers)})"


def one_of(codes: Iterable[str], name: str = "code") -> tuple[str, dict[str, str]]:
    """A list of texts as it stands in a query, and its values, named after ``name``."""
    values = {f"{name}{n}": code for n, code in enumerate(codes)}
    return f"({', '.join(f':{name}' for name in values)})", values


# How a programme that was born stands on the day; nothing where it is not to be spoken of.
_STANDS = f"""CASE WHEN standing = {PROPOSAL} THEN '{PROPOSED}'
    WHEN ends >= :day THEN CASE WHEN codes & {_ANY_HOLDER} <> 0 THEN '{LIVING}' END
    WHEN over_until >= :day THEN '{ENDED}' END"""


def _standing(standing: str) -> Iterable[str]:
    """The conditions under which ``_STANDS`` is this standing."""
    yield f"standing = {PROPOSAL if standing == PROPOSED else PROGRAMME} AND born <= :day"
    yield "ends < :day AND over_until >= :day" if standing == ENDED else "ends >= :day"
    if standing == LIVING:
        yield f"codes & {_ANY_HOLDER} <> 0"


def _not_shut(sought: Sought, values: dict[str, Any]) -> Iterable[str]:
    """What no hard criterion certainly shuts out."""
    if sought.barring:
        for name in ("goals", "frameworks", "holders"):
            if bits := getattr(sought, name):
                values[name] = bits
                yield f"codes & :{name} <> 0"
        if sought.places:
            yield meets("places", sought.places | EVERYWHERE, "places", values)
        if sought.countries:
            yield meets("countries", sought.countries, "countries", values)


def meets(column: str, bits: int, name: str, values: dict[str, Any]) -> str:
    """That a set of bits over two columns has one of these; ``values`` gets them under ``name``."""
    values[f"{name}_low"], values[f"{name}_high"] = halves(bits)
    return f"({column}_low & :{name}_low <> 0 OR {column}_high & :{name}_high <> 0)"


ANY_THEME = ""
_NARROW = "CASE WHEN theme_count <= 2 THEN 1.0 WHEN theme_count <= 4 THEN 0.9 ELSE 0.8 END"


def promise(theme: str) -> str:
    """What the coarse score is at best for a project on this theme, or on any, as far as the card alone tells.

    SQL that gives a whole number.
    """
    main = f"CASE WHEN main_theme = {theme_number(theme)} THEN {_MAIN_THEME} ELSE 0.0 END"
    return f"CAST(ROUND(1000 * (focus + {_THEMES} * {_NARROW} + {main} + {_COUNTRIES} * country_focus)) AS INTEGER)"


def _score(sought: Sought, values: dict[str, Any]) -> str:
    """The coarse score, words apart."""
    parts = ["focus"]

    def add(condition: str, worth: str) -> None:
        parts.append(f"CASE WHEN {condition} THEN {worth} ELSE 0.0 END")

    for n, theme in enumerate(sought.themes):
        values[f"theme{n}"], values[f"main{n}"] = codes_of("theme", [theme]), theme_number(theme)
        add(f"codes & :theme{n} <> 0", f"{_THEMES / len(sought.themes):.4f} * {_NARROW}")
        add(f"main_theme = :main{n}", f"{_MAIN_THEME}")
    if sought.countries:
        add(meets("countries", sought.countries, "named", values), f"{_COUNTRIES} * country_focus")
    if sought.places:
        add(meets("places", sought.places, "own", values), f"{_PLACE}")
    for kind, worth in (("goal", _GOAL), ("framework", _FRAMEWORK), ("holder", _HOLDER)):
        if suited := sought.suiting.get(kind):
            values[kind] = suited
            add(f"codes & :{kind} <> 0", f"{worth}")
    if sought.budget:
        values["largest"] = _SMALLEST_SHARE * sought.budget
        add("grant_min > :largest", f"-{_BUDGET}")
    return " + ".join(parts)


def heard(
    ask: Ask, rarities: Mapping[str, float], words: Mapping[str, tuple[int, int]], leading: int, names: Collection[str]
) -> tuple[dict[int, float], list[int]]:
    """Number of a programme → what it shares of the words, most first; 1 for as much as the ``leading`` rarest say.

    Read off the posting lists, rarest words first, and of common words only the programmes that they tell most of.
    ``words`` gives the id and the spread of every stem. Beside, and in the same query, the numbers of the programmes
    of which a name begins like one of the ``names``.
    """
    telling = sum(sorted(rarities.values(), reverse=True)[:leading])
    worth: dict[int, float] = {}
    left = _MOST_POSTINGS
    for stem in sorted(rarities, key=lambda stem: -rarities[stem]):
        if left <= 0:
            break
        identifier, spread = words[stem]
        left -= min(spread, _MOST_OF_A_WORD)
        worth[identifier] = rarities[stem] / telling
    queries = [*map(_postings, worth)]
    values: dict[str, str] = {}
    if names:
        said, values = one_of(names)
        queries.append(f"SELECT * FROM ({_NAMED} {said} ORDER BY number LIMIT {_MOST_NAMED}) AS named")
    found: dict[int, float] = {}
    named = []
    for identifier, number, rank in ask(" UNION ALL ".join(queries), values) if queries else ():
        if identifier == _NO_WORD:
            named.append(number)
        else:
            found[number] = found.get(number, 0.0) + worth[identifier] * WEIGHTS[rank]
    return {number: found[number] for number in sorted(found, key=found.__getitem__, reverse=True)}, named


_NO_WORD = 0  # words are numbered from 1
_NAMED = f"SELECT DISTINCT {_NO_WORD} AS word_id, number, 0 AS rank FROM programme_name AS name WHERE name.key IN"


def _postings(word: int) -> str:
    """The programmes that a word tells most of."""
    listed = f"SELECT word_id, number, rank FROM programme_word WHERE word_id = {int(word)} ORDER BY rank, number"
    return f"SELECT * FROM ({listed} LIMIT {_MOST_OF_A_WORD}) AS word_{int(word)}"


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
