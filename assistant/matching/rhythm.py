"""When a programme is likely to take applications again: out of what its record says, or of the calls that it had."""

import re
from dataclasses import dataclass
from datetime import date

from assistant.matching.words import MONTHS, enumerate_fr
from assistant.programmes.records import Programme
from assistant.programmes.status import applications_end, last_day

_LEAST_CALLS = 3  # years in a row: two closings at the same season may be chance
_WIDEST_SEASON = 3  # months, from the earliest closing in a year to the latest
_MONTH = len("2008-11")

# The last month of what the words may mean.
_ENDS = {month: number for number, month in enumerate(MONTHS, 1)} | {
    "printemps": 6, "été": 9, "automne": 12, "hiver": 3, "premier semestre": 6, "second semestre": 12,
}  # fmt: skip
_DATED = re.compile(rf"\b({'|'.join(_ENDS)}) (20\d\d)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
_EVERY_YEAR = re.compile(r"annuel|par an\b|chaque année", re.IGNORECASE)


@dataclass(frozen=True)
class Estimate:
    """The season in which the next call would close, and the years of the calls that let think so."""

    season: str
    years: tuple[int, ...]

    @property
    def text(self) -> str:
        """``clôture probable en mars ou avril 2027, une estimation d'après les appels de 2024, 2025 et 2026``."""
        return (
            f"clôture probable {self.season}, une estimation d'après les appels de {enumerate_fr(map(str, self.years))}"
        )


def is_past(when: str, day: date) -> bool:
    """Whether everything that the words of a record date is before that day; what comes every year never is."""
    if _EVERY_YEAR.search(when):
        return False
    ends = [_end(int(year), _ENDS[word.lower()]) for word, year in _DATED.findall(when)]
    ends = ends or [_end(int(year), 12) for year in _YEAR.findall(when)]
    return bool(ends) and max(ends) < day.isoformat()


def _end(year: int, month: int) -> str:
    return last_day(f"{year}-{month:02}")


def estimated(programme: Programme, day: date) -> Estimate | None:
    """The next closing, when the calls of at least three years in a row closed in the same season.

    ``None`` when there is no such rhythm, when the season that would follow is already over without a known call, or
    when the programme takes no new project by then.
    """
    closings = [call.closes for call in programme.calls if call.closes and not call.restricted]
    closings += [programme.last_call_closed] if programme.last_call_closed else []
    past = sorted({c[:_MONTH] for c in closings if len(c) >= _MONTH and last_day(c) < day.isoformat()})
    years = sorted({int(closing[:4]) for closing in past})[-_LEAST_CALLS:]
    if len(years) < _LEAST_CALLS or years[-1] - years[0] != _LEAST_CALLS - 1:
        return None
    season = sorted({int(closing[5:]) for closing in past if int(closing[:4]) in years})
    following = years[-1] + 1
    end = applications_end(programme)
    over = _end(following, season[-1]) < day.isoformat() or (end is not None and end < f"{following}-{season[0]:02}")
    if season[-1] - season[0] >= _WIDEST_SEASON or over:
        return None
    named = enumerate_fr((MONTHS[month - 1] for month in season), last="ou")
    return Estimate(f"en {named} {following}", tuple(years))
