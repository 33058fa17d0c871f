"""The next day to note for a programme: the closing that a source gives, else the month in which one is expected."""

import re
from dataclasses import dataclass
from datetime import date

from assistant.matching.rhythm import estimated
from assistant.matching.timing import next_call_on, none_announced
from assistant.matching.words import MONTHS, french_date, short
from assistant.programmes.records import Programme
from assistant.programmes.status import first_day, last_day, next_deadline, status_on

_DAY = len("2026-11-27")
_MONTH_NAMES = "|".join(MONTHS)
_MONTH = re.compile(rf"\b({_MONTH_NAMES})(?: (?:ou|et|à|au) (?:{_MONTH_NAMES}))? (20\d\d)\b", re.IGNORECASE)
_WARNS = re.compile(r"à (?:confirmer|vérifier)")
_CLOSING = re.compile(r"clôture|échéance|date limite", re.IGNORECASE)


@dataclass(frozen=True)
class Deadline:
    """``day``: the closing, or where only a month is known the first day to be ready for; ``words`` says it in French.

    ``certain``: a source gives that very day.
    """

    day: date
    words: str
    certain: bool

    @property
    def sentence(self) -> str:
        """The words, with a warning where they are not certain and do not say so."""
        return self.words if self.certain or _WARNS.search(self.words) else f"{self.words} (à confirmer)"


def deadline(programme: Programme, day: date) -> Deadline | None:
    """The next closing of a programme as of ``day``; ``None`` when none is dated, or no call is expected any more."""
    if closes := next_deadline(programme, day):
        if len(closes) == _DAY:
            return Deadline(date.fromisoformat(closes), f"date limite : {french_date(closes)}", certain=True)
        return _expected(closes, f"clôture annoncée : {french_date(closes)}", day)
    if status_on(programme, day) != "between_calls" or none_announced(programme, day):
        return None
    foreseen = next_call_on(programme, day)
    likely = estimated(programme, day)
    clauses = re.split(r"[,;] ", foreseen.when) if foreseen else []
    closing = next((clause for clause in clauses if _CLOSING.search(clause) and _month(clause)), None)
    if foreseen and (said := _month(closing or foreseen.when)):
        when = short(foreseen.when)
        return _expected(said, f"prochain {when}" if when.startswith("appel ") else f"prochain appel : {when}", day)
    return _expected(_month(likely.season) or "", likely.text, day) if likely else None


def _month(text: str) -> str | None:
    """``YYYY-MM`` of the first month that a text names with its year; of «mars ou avril 2027», March."""
    named = _MONTH.search(text)
    return f"{named.group(2)}-{MONTHS.index(named.group(1).lower()) + 1:02}" if named else None


def _expected(iso: str, words: str, day: date) -> Deadline | None:
    """A closing known to the month or year, unless that is over."""
    if not iso or last_day(iso) < day.isoformat():
        return None
    return Deadline(max(day, date.fromisoformat(first_day(iso))), words, certain=False)
