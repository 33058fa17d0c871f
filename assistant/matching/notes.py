"""Project sizes that records tell only in a sentence, read to be quoted and never to exclude."""

import re
from functools import lru_cache

from assistant.programmes.records import Programme
from assistant.text import straighten

_FIGURE = r"(\d{1,3}(?: \d{3})+|\d+(?:,\d+)?)"
_AMOUNT = re.compile(rf"(?:{_FIGURE}\s*(?:à|ou|et)\s*)?{_FIGURE}\s*(M€|millions?|€|euros|dollars)")
_MILLION = frozenset({"M€", "million", "millions"})
_OF_A_PROJECT = re.compile(r"projet|opération", re.IGNORECASE)
_USUAL = re.compile(r"\b(?:moyenne|environ|ordre de grandeur)\b[^.;\d]*", re.IGNORECASE)


# Shares that are no rate of aid: when it is paid, what the holder brings, what may be valued in kind.
_NO_RATE = re.compile(r"vers[ée]|décompte|reste|apport|au moins|valorisation", re.IGNORECASE)
_PERCENT = re.compile(r"(\d+(?:,\d+)?)\s*(?=%|à \d+(?:,\d+)?\s*%)")


def rate_varies(rate: float | None, note: str | None) -> bool:
    """Whether the note on the rate gives other rates than the highest: which applies is then for the note to say.

    >>> rate_varies(75, "60 % en règle générale ; 75 % pour un projet nature.")
    True
    """
    clauses = (clause for clause in re.split(r"[;,.](?!\d)", straighten(note or "")) if not _NO_RATE.search(clause))
    told = {float(found.replace(",", ".")) for clause in clauses for found in _PERCENT.findall(clause)}
    return rate is not None and bool(told - {float(rate)})


def voted_by_holder(programme: Programme) -> bool:
    """Whether nobody else gives the money: a local authority votes it out of a budget of its own (1 % eau…)."""
    return programme.funder is None and programme.rate_max is None and programme.rate_note is not None


@lru_cache(maxsize=1024)
def smallest_told(note: str | None) -> float | None:
    """The smallest amount (euros, or dollars taken as such) of a note that speaks of projects; ``None`` without any.

    >>> smallest_told("Exemples : 3,5 M€ ou 4 M€ par projet en 2025.")
    3500000.0
    """
    if not note or not _OF_A_PROJECT.search(note):
        return None
    found = []
    for lower, upper, unit in _AMOUNT.findall(straighten(note)):
        value = float((lower or upper).replace(" ", "").replace(",", "."))
        found.append(value * 1_000_000 if unit in _MILLION else value)
    return min(found) if found else None


@lru_cache(maxsize=1024)
def usual_told(note: str | None) -> float | None:
    """The usual grant (euros) of a note that gives an average or an order of magnitude; ``None`` without any.

    >>> usual_told("En moyenne 20 000 € par projet (2 M€ pour 100 projets en 2017).")
    20000.0
    """
    said = straighten(note or "")
    usual = _USUAL.search(said)
    amount = _AMOUNT.match(said, usual.end()) if usual else None
    if amount is None:
        return None
    lower, upper, unit = amount.groups()
    value = float((upper or lower).replace(" ", "").replace(",", "."))
    return value * 1_000_000 if unit in _MILLION else value
