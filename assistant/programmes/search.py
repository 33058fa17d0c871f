"""The programmes of a catalogue: those that a few filters and words leave, sorted in SQL whatever their number."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.programmes.cards import (
    EVERYWHERE,
    PROPOSAL,
    UNLISTED_ABROAD,
    UNLISTED_AT_HOME,
    codes_of,
    countries_of,
    day_number,
    places_of,
)
from assistant.programmes.records import Call
from assistant.programmes.shortlist import Ask, meets, name_key, one_of
from assistant.programmes.status import is_open
from assistant.programmes.wording import WEIGHTS, folded, stems

STATUSES = ("open", "permanent", "between_calls", "proposed", "closed")
"""Those of a catalogue, in its order; what does not exist yet on the day is not in it."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for on ``day``: codes of the base, ``None`` or nothing where all will do.

    ``territories``: codes of départements or régions, one of which is enough; a programme whose territory is unknown
    or is all of France is found from anywhere. ``text``: words, or the name of a programme.
    """

    day: date
    goal: str | None = None
    framework: str | None = None
    holder: str | None = None
    theme: str | None = None
    territories: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()
    text: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Found:
    """Ids by status (``STATUSES``, in order). ``partly``: no programme has all of the words, these have some."""

    ids: Mapping[str, tuple[str, ...]]
    partly: bool = False


def search(ask: Ask, wanted: Wanted) -> Found:
    """The programmes that the filters leave: open calls by their closing, others by name, or as they meet the words."""
    values: dict[str, Any] = {"day": day_number(wanted.day)}
    conditions = " AND ".join(["card.born <= :day", *_conditions(wanted, values)])
    strengths, partly = _strengths(ask, wanted.text)
    said = frozenset(stems(f"{wanted.text} {wanted.hint}"))
    closings = _closings(ask, wanted.day)
    rows = []
    for number, identifier, name, status, standing, ends in ask(f"{_ROWS} WHERE {conditions}", values):
        if strengths is not None and number not in strengths:
            continue
        # A name that says the words is what was looked for.
        worth = len(said.intersection(stems(name))) + (strengths[number] if strengths is not None else 0.0)
        now = _status(standing, ends < values["day"], status, identifier in closings)
        rows.append((STATUSES.index(now), -worth, closings.get(identifier, ""), folded(name), identifier))
    rows.sort()
    ids = {status: tuple(row[-1] for row in rows if row[0] == n) for n, status in enumerate(STATUSES)}
    return Found(ids, partly)


_ROWS = """SELECT card.number, programme.id, programme.name, programme.status, card.standing, card.ends
    FROM programme_card AS card JOIN programme_document AS document ON document.number = card.number
    JOIN programme ON programme.id = document.programme_id"""

_LISTED = "EXISTS (SELECT 1 FROM programme_country AS named WHERE named.programme_id = programme.id"


def _conditions(wanted: Wanted, values: dict[str, Any]) -> Iterator[str]:
    kinds = {"goal": wanted.goal, "framework": wanted.framework, "holder": wanted.holder, "theme": wanted.theme}
    for kind, code in kinds.items():
        if code:
            values[kind] = codes_of(kind, [code])
            yield f"card.codes & :{kind} <> 0"
    if wanted.territories:
        yield meets("places", places_of(wanted.territories) | EVERYWHERE, "places", values)
    if wanted.countries:
        listed, codes = one_of(sorted(wanted.countries))
        values |= codes
        # The bits of the card know which lists ask for a partner of theirs, but two countries may share one.
        anywhere = UNLISTED_ABROAD | UNLISTED_AT_HOME
        yield meets("countries", countries_of(wanted.countries) | anywhere, "countries", values)
        yield f"({_LISTED} AND named.country IN {listed}) OR NOT {_LISTED}))"


def _status(standing: int, over: bool, recorded: str, opened: bool) -> str:
    """As ``status.status_on`` has it, out of the card and the calls; a test holds them together."""
    if standing == PROPOSAL:
        return "proposed"
    if over:
        return "closed"
    if recorded == "permanent":
        return "permanent"
    return "open" if opened else "between_calls"


_CALLS = """SELECT programme_id, opens, closes, rolling FROM call
    WHERE NOT restricted AND (closes IS NULL OR closes >= :day OR closes IN (:month, :year))"""
_UNDATED = "9999"


def _closings(ask: Ask, day: date) -> dict[str, str]:
    """Programme with a call open that day → when the first of them closes, ``9999`` where no date is given."""
    today = day.isoformat()
    found: dict[str, str] = {}
    for identifier, opens, closes, rolling in ask(_CALLS, {"day": today, "month": today[:7], "year": today[:4]}):
        if is_open(Call("", opens, closes, bool(rolling)), day):
            found[identifier] = min(found.get(identifier, _UNDATED), closes or _UNDATED)
    return found


def _strengths(ask: Ask, text: str) -> tuple[Mapping[int, float] | None, bool]:
    """Number → how much it is about the words; ``None`` where they say nothing to look for."""
    said = tuple(dict.fromkeys(stems(text)))
    if not said:
        return None, False
    bearing = ask("SELECT number FROM programme_name WHERE key = :key", {"key": name_key(folded(text))})
    listed, values = one_of(said)
    shares: dict[int, list[float]] = {number: [1.0] * len(said) for (number,) in bearing}
    query = f"SELECT number, rank FROM programme_word JOIN word ON word.id = word_id WHERE stem IN {listed}"
    for number, rank in ask(query, values):
        shares.setdefault(number, []).append(WEIGHTS[rank])
    whole = {number: sum(worth) for number, worth in shares.items() if len(worth) >= len(said)}
    return (whole, False) if whole else ({number: sum(worth) for number, worth in shares.items()}, bool(shares))


def says_something(text: str) -> bool:
    """Whether some word of the text may be looked for: those of every description («projet», «Europe») may not."""
    return bool(stems(text))


def page_of(found: Found, statuses: Iterable[str], number: int, size: int) -> dict[str, tuple[str, ...]]:
    """The ids of one page (the first is 1) of the listed statuses taken together, by status."""
    first, page = (number - 1) * size, {}
    for status in statuses:
        ids = found.ids[status]
        page[status] = ids[max(0, first) : max(0, first + size)]
        first -= len(ids)
        if first + size <= 0:
            break
    return {status: ids for status, ids in page.items() if ids}
