"""Dates of a programme, as seen on a day: can one apply, until when, and what comes next."""

import re
from datetime import date
from urllib.parse import urlsplit

from assistant.matching.criterion import Criterion, barred, met
from assistant.matching.facts import ProjectFacts
from assistant.matching.rhythm import estimated, is_past
from assistant.matching.words import french_date, on_date, short
from assistant.programmes.base import Base
from assistant.programmes.records import NextCall, Programme
from assistant.programmes.status import last_closed, next_deadline, status_on
from assistant.vocabulary import STATUSES

# How easily one gets in: an open door first, then a known date, then none, then a door that stays shut for now.
_OPEN, _DATED, _UNDATED, _STALE, _NONE_FORESEEN = 1.0, 0.95, 0.88, 0.82, 0.72
_STALE_AFTER_DAYS = 730
# A call that came every year and has not come back sixteen months after its last closing has skipped its year.
_SKIPPED_AFTER_DAYS = 487
_VALID_BEFORE_CHECK_DAYS = 365
_NO_CALL = re.compile(r"^(aucun|pas avant|sans objet)", re.IGNORECASE)
_NONE_ANNOUNCED, _NO_OTHER = re.compile(r"^aucun annoncé", re.IGNORECASE), "aucun autre n'est annoncé"
_UNKNOWN = re.compile(r"^date inconnue", re.IGNORECASE)
_WHEN = re.compile(
    r"20\d\d|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|printemps|été|automne|hiver|semestre",
    re.IGNORECASE,
)
_UNDATED_WORDS = re.compile(r"date (limite )?(inconnue|à vérifier)|à vérifier|à demander|selon", re.IGNORECASE)


def next_call_on(programme: Programme, day: date) -> NextCall | None:
    """What the record foresees, when it still holds on that day.

    The record foresees from the day it was checked: it says nothing of a day long before, nor of one before a closing
    that it already counts as past.
    """
    foreseen = programme.next_call
    if foreseen is None:
        return None
    if day >= date.fromisoformat(programme.checked[:10]):
        return foreseen
    last = programme.last_call_closed or ""
    return None if _is_long_before_check(programme, day) or day.isoformat() <= last else foreseen


def _is_long_before_check(programme: Programme, day: date) -> bool:
    return (date.fromisoformat(programme.checked[:10]) - day).days > _VALID_BEFORE_CHECK_DAYS


def accessibility(programme: Programme, status: str, day: date) -> float:
    """From 0 to 1: how soon and how surely a holder can apply."""
    if status in ("open", "permanent"):
        return _OPEN
    foreseen = next_call_on(programme, day)
    if next_deadline(programme, day):
        return _DATED
    if foreseen is not None and _NO_CALL.match(foreseen.when):
        return _NONE_FORESEEN
    if foreseen is not None and _is_dated(foreseen.when, day):
        return _DATED
    closed = last_closed(programme, day)
    long_before = _is_long_before_check(programme, day)
    if closed and (day - _as_day(closed)).days > _STALE_AFTER_DAYS:
        return _STALE
    if closed and not long_before and _skipped_its_year(programme, closed, day):
        return _STALE
    # Of a day long before its check a record tells no call: most programmes then alive had one each year.
    return _DATED if long_before else _UNDATED


def _skipped_its_year(programme: Programme, closed: str, day: date) -> bool:
    """Whether its calls came in two years in a row, the last of which ``closed``, and did not come back since."""
    years = {(call.closes or call.opens or "")[:4] for call in programme.calls}
    yearly = str(int(closed[:4]) - 1) in years
    return yearly and (day - _as_day(closed)).days > _SKIPPED_AFTER_DAYS


def _is_dated(when: str, day: date) -> bool:
    """Whether the words give a season, a month or a year that is not past."""
    years = [int(year) for year in re.findall(r"20\d\d", when)]
    return bool(_WHEN.search(when)) and not _UNDATED_WORDS.search(when) and max(years, default=day.year) >= day.year


def judge_dates(facts: ProjectFacts, programme: Programme, base: Base) -> Criterion:
    """Whether the programme takes, or will take again, applications."""
    day = facts.as_of
    status = status_on(programme, day)
    if status == "open":
        deadline = next_deadline(programme, day)
        until = f" jusqu'au {french_date(deadline)}" if deadline and len(deadline) == 10 else ""
        return met("dates", f"Un appel est ouvert{until}.")
    if status == "permanent":
        return met("dates", "Les demandes sont reçues toute l'année.")
    if status == "between_calls":
        return met("dates", between_calls(programme, day))
    if status == "proposed":
        return barred("dates", "Ce n'est encore qu'une proposition, non adoptée : on ne peut pas y candidater.")
    if status == "closed":
        return barred("dates", f"{ended_sentence(programme, day)}.")
    return barred("dates", f"Ce programme n'existe pas encore {on_date(day.isoformat())}.")


def between_calls(programme: Programme, day: date) -> str:
    """When the last call closed, when the next is likely, what makes us say so and where it was read."""
    closed = last_closed(programme, day)
    if closed:
        door = f"Aucun appel n'est ouvert à ce jour : le dernier connu s'est clos {on_date(closed)}"
    else:
        door = "Aucun appel ouvert n'est connu à ce jour"
    return f"{door} ; {_announced(programme, day) or _outlook(programme, day)}"


def _announced(programme: Programme, day: date) -> str:
    """The next call whose closing date is known; empty when there is none."""
    deadline = next_deadline(programme, day)
    if deadline is None:
        return ""
    call = next(call for call in programme.calls if call.closes == deadline and not call.restricted)
    opens = call.opens if call.opens and call.opens > day.isoformat() else None
    opening = f", ouverture {on_date(opens)}" if opens else ""
    return f"prochaine date limite connue : {french_date(deadline)}{opening}{_read_at(call.source)}."


def _outlook(programme: Programme, day: date) -> str:
    """What the record foresees, else what the rhythm of the past calls lets think, else that nobody knows."""
    foreseen = next_call_on(programme, day)
    if foreseen is None or _UNKNOWN.match(foreseen.when):
        likely = estimated(programme, day)
        if likely:
            return f"prochain appel : {likely.text}."
        return f"la date du prochain n'est pas connue.{_because(foreseen)}"
    when = short(foreseen.when)
    if _NONE_ANNOUNCED.match(when):
        return f"{_NONE_ANNOUNCED.sub(_NO_OTHER, when)}.{_because(foreseen)}"
    if is_past(when, day):
        return f"le suivant était attendu ({when}) : à vérifier auprès du programme.{_because(foreseen)}"
    return f"prochain appel : {when}.{_because(foreseen)}"


def _because(foreseen: NextCall | None) -> str:
    if foreseen is None or not foreseen.basis:
        return ""
    return f" {short(foreseen.basis)}{_read_at(foreseen.source)}."


def _read_at(source: str | None) -> str:
    """Where it was read, by the name of the site: the whole address stands in the record."""
    site = urlsplit(source or "").netloc.removeprefix("www.")
    return f" (source : {site})" if site else ""


def none_announced(programme: Programme, day: date) -> bool:
    """Whether the record says that no call is announced before the end of the period: nothing can be counted on."""
    foreseen = next_call_on(programme, day)
    waiting = status_on(programme, day) == "between_calls" and next_deadline(programme, day) is None
    return waiting and foreseen is not None and bool(_NONE_ANNOUNCED.match(foreseen.when))


def standing(programme: Programme, status: str, day: date) -> str:
    """The status in a few words, for lists: that no call is foreseen any more is no «entre deux appels»."""
    foreseen = next_call_on(programme, day)
    if foreseen is not None and none_announced(programme, day):
        return _NONE_ANNOUNCED.sub("aucun autre appel annoncé", short(foreseen.when))
    return STATUSES[status]


def ended_sentence(programme: Programme, day: date) -> str:
    """``EQUAL 2000-2006 est terminé`` or with its last closing date, without the final stop."""
    closed = last_closed(programme, day)
    after = f" depuis son dernier appel, clos {on_date(closed)}" if closed else ""
    return f"« {programme.name} » est terminé{after}"


def _as_day(iso: str) -> date:
    """The earliest day of an ISO date that may lack its day or month."""
    return date.fromisoformat((iso + "-01-01")[:10] if len(iso) < 10 else iso)
