"""What finding a programme among many needs to know of it, as numbers that SQL compares: a narrow row a programme.

A card is worked out of its record whenever that is written. It never says less than the record: what its sets of bits
shut out, the criteria of the matching shut out too; they judge the rest.
"""

import math
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from zlib import crc32

from assistant.programmes.records import Organisation, Programme
from assistant.programmes.status import applications_end, exists_from, first_day
from assistant.vocabulary import DEPARTEMENT_REGION, FRAMEWORKS, GOALS, HOLDERS, REGION_DEPARTEMENTS, THEMES

PROGRAMME, PROPOSAL = 0, 1
NEVER = 99991231
WHOLE_COUNTRY = frozenset({"FR", "UE27", "MONDE"})
# Families and lists of codes that let in more than they name.
LEARNING, NO_FRAMEWORK, NO_HOLDER = "learning", "no framework", "no holder"
_MARKS = (LEARNING, NO_FRAMEWORK, NO_HOLDER)
_KINDS: tuple[tuple[str, Iterable[str]], ...] = (
    ("goal", GOALS), ("framework", FRAMEWORKS), ("theme", THEMES), ("holder", HOLDERS), ("mark", _MARKS),
)  # fmt: skip
_CODES = {pair: 1 << n for n, pair in enumerate((kind, code) for kind, codes in _KINDS for code in codes)}
_THEMES = {theme: n for n, theme in enumerate(THEMES)}
# Both databases count on 63 bits: long lists are spread over two numbers.
_HALF = 61
EVERYWHERE = 1 << (2 * _HALF)
_PLACES = {code: 1 << n for n, code in enumerate(sorted(DEPARTEMENT_REGION))}
# Programmes without a list of countries: those that go abroad, and those that stay at home or within the Union.
UNLISTED_ABROAD, UNLISTED_AT_HOME = 1 << (2 * _HALF), 1 << (2 * _HALF + 1)
_GROUP, _WORLD = 40, 240  # countries that a group, or the whole world, counts for
_ABROAD = frozenset({"international", "decentralised"})
_LARGEST_REGION = 13  # départements


def codes_of(kind: str, codes: Iterable[str]) -> int:
    """The bits of codes of a ``kind`` (goal, framework, theme, holder, mark); codes out of the vocabulary have none."""
    return _united(_CODES.get((kind, code), 0) for code in codes)


def places_of(codes: Iterable[str]) -> int:
    """The bits of the départements meant by codes of départements and régions."""
    return _united(_PLACES.get(part, 0) for code in codes for part in REGION_DEPARTEMENTS.get(code, (code,)))


def countries_of(codes: Iterable[str]) -> int:
    """The bits of countries and groups, as they are written. Two may share one: it lets in too many, never too few."""
    return _united(1 << crc32(code.encode()) % (2 * _HALF) for code in codes)


def theme_number(theme: str) -> int:
    """The place of a theme in the vocabulary; -1 when it has none."""
    return _THEMES.get(theme, -1)


def _united(bits: Iterable[int]) -> int:
    found = 0
    for bit in bits:
        found |= bit
    return found


def halves(bits: int) -> tuple[int, int]:
    """A long set of bits in two numbers; the bits beyond (``EVERYWHERE``…) end one each."""
    low, high, beyond = bits & ((1 << _HALF) - 1), (bits >> _HALF) & ((1 << _HALF) - 1), bits >> (2 * _HALF)
    return low | (beyond & 1) << _HALF, high | (beyond >> 1) << _HALF


def day_number(iso: str | date) -> int:
    """``"2008-11-01"`` → ``20081101``: days in their order, also those that no month has."""
    return int(str(iso).replace("-", ""))


def standing_of(programme: Programme) -> int:
    """``PROPOSAL`` while it is not adopted, else ``PROGRAMME``."""
    return PROPOSAL if programme.status == "proposed" else PROGRAMME


def end_of(programme: Programme) -> int:
    """The last day on which it is not closed, as ``status.status_on`` has it."""
    if programme.status == "proposed":
        return NEVER
    end = applications_end(programme)
    last = day_number(end) if end else NEVER
    if programme.status == "closed":
        checked = date.fromisoformat(first_day(programme.checked))
        last = min(last, day_number(checked - timedelta(days=1)))
    return last


def over_until(successors: Iterable[Programme]) -> int:
    """The last day on which none of its successors is closed: beyond, it is a memory of older generations."""
    return min(
        (max(end_of(one), day_number(exists_from(one))) for one in successors if standing_of(one) == PROGRAMME),
        default=NEVER,
    )


def card_of(programme: Programme, successors: Iterable[Programme], funder: Organisation | None) -> Mapping[str, Any]:
    """The row of ``programme_card``, its number apart."""
    places_low, places_high = halves(_open_places(programme, funder))
    countries_low, countries_high = halves(_open_countries(programme))
    return {
        "standing": standing_of(programme),
        "ends": end_of(programme),
        "born": day_number(exists_from(programme)),
        "over_until": over_until(successors),
        "codes": _codes(programme),
        "places_low": places_low,
        "places_high": places_high,
        "countries_low": countries_low,
        "countries_high": countries_high,
        "theme_count": len(programme.themes),
        "main_theme": theme_number(programme.themes[0]) if programme.themes else -1,
        "focus": _focus(programme),
        "country_focus": _country_focus(programme),
        "grant_min": programme.grant_min or 0.0,
    }


def _codes(programme: Programme) -> int:
    bits = codes_of("goal", programme.goals) | codes_of("framework", programme.frameworks)
    bits |= codes_of("theme", programme.themes) | codes_of("holder", programme.holders)
    marks = (
        (LEARNING, programme.family == "education_youth"),
        (NO_FRAMEWORK, not programme.frameworks),
        (NO_HOLDER, not programme.holders),
    )
    return bits | codes_of("mark", [mark for mark, holds in marks if holds])


def open_territories(programme: Programme, funder: Organisation | None) -> frozenset[str]:
    """Codes of the territories where its holders may be; the fund of a local authority is for its own territory."""
    opened = frozenset(programme.territories)
    own = frozenset(funder.territories) if funder and programme.family == "regional" else frozenset()
    return own if opened & WHOLE_COUNTRY and own and not own & WHOLE_COUNTRY else opened


def _open_places(programme: Programme, funder: Organisation | None) -> int:
    opened = open_territories(programme, funder)
    if opened and not opened & WHOLE_COUNTRY:
        return places_of(opened)
    shut = places_of(programme.territories_excluded)
    return _united(_PLACES.values()) & ~shut if shut else EVERYWHERE


def _open_countries(programme: Programme) -> int:
    """The countries and groups that it names, shut ones too: a project that has others beside is to be judged."""
    opened = programme.partner_countries
    if not opened:
        unlisted = UNLISTED_ABROAD if _ABROAD & set(programme.frameworks) else UNLISTED_AT_HOME
        return unlisted | countries_of(programme.partner_countries_excluded)
    named = [code for code in opened if code != "MONDE"]
    asks_one = bool(named) and not any(_is_group(code) for code in named)
    return countries_of([*(named if asks_one else opened), *programme.partner_countries_excluded])


def _is_group(code: str) -> bool:
    return len(code) != len("FR")


def _focus(programme: Programme) -> float:
    """How much it is made for few: holders, places, goals, each by its weight in the matching."""
    holders = 1.0 - 0.35 * min(1.0, max(len(programme.holders) - 1, 0) / 10)
    if programme.role_of_holder:
        holders = 0.5
    whole = not programme.territories or WHOLE_COUNTRY & set(programme.territories)
    places = 0.7 if whole else 1.0 if places_of(programme.territories).bit_count() <= _LARGEST_REGION else 0.9
    goals = 1.0 if len(programme.goals) == 1 else 0.88
    standing = 1.0 if programme.status == "permanent" else 0.9
    return round(0.10 * holders + 0.08 * places + 0.12 * goals + 0.05 * standing, 4)


def _country_focus(programme: Programme) -> float:
    """From 1 (one country) to 0.55 (the whole world); 0.5 where no list is given."""
    named = [code for code in programme.partner_countries if code != "MONDE"]
    if not programme.partner_countries:
        return 0.5
    wide = sum(_GROUP if _is_group(code) else 1 for code in named) or _WORLD
    return round(1.0 - 0.45 * math.log(min(wide, _WORLD)) / math.log(_WORLD), 4)
