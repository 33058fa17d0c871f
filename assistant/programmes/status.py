"""Where a programme stands on a given day, from 2000 on.

The ``status`` of a record holds for the day it was checked; for any other day it is computed from the record's dates.
Rules of prudence: a call is open only if a source gives it open that day; a legal end later than the period's last year
is about payments, not about new projects; a programme exists from the first day that the record gives evidence of.
"""

from datetime import date

from assistant.programmes.records import Call, Programme

LIVING = frozenset({"open", "permanent", "between_calls"})
_MONTH = len("2008-11")


def first_day(iso: str) -> str:
    """``"2008-11"`` → ``"2008-11-01"``: the earliest day that an ISO day, month or year may mean."""
    return iso + "-01-01"[len(iso) - 4 :]


def last_day(iso: str) -> str:
    """The latest day meant; a month is given 31 days, which compares rightly as text."""
    return iso + ("-12-31" if len(iso) == 4 else "-31" if len(iso) == _MONTH else "")


def period_end(programme: Programme) -> str | None:
    """Last day of the years that the period names; ``None`` for ``permanent`` and ``annual``."""
    years = programme.period.split("-")[-1]
    return last_day(years) if years.isdigit() else None


def is_open(call: Call, day: date) -> bool:
    """Whether a source gives the call open that day to new entrants; a date known to the year alone proves nothing."""
    if call.restricted:
        return False
    today = day.isoformat()
    if call.rolling:
        begun = not call.opens or first_day(call.opens) <= today
        return begun and (not call.closes or today <= last_day(call.closes))
    if not call.opens or not call.closes or min(len(call.opens), len(call.closes)) < _MONTH:
        return False
    return first_day(call.opens) <= today <= last_day(call.closes)


def open_calls(programme: Programme, day: date) -> tuple[Call, ...]:
    """The calls of a programme that take new entrants that day."""
    return tuple(call for call in programme.calls if is_open(call, day))


def next_deadline(programme: Programme, day: date) -> str | None:
    """ISO date on which the call open that day closes, else the next known closing; ``None`` when unknown."""
    if status_on(programme, day) not in LIVING:
        return None
    today = day.isoformat()
    now = [call.closes for call in open_calls(programme, day) if call.closes]
    closings = [call.closes for call in programme.calls if call.closes and not call.restricted]
    coming = [closes for closes in closings if last_day(closes) >= today]
    return min(now or coming, default=None)


def last_closed(programme: Programme, day: date) -> str | None:
    """The latest closing date before that day, as a source gives it (``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``)."""
    today = day.isoformat()
    dates = [call.closes for call in programme.calls if call.closes and not call.restricted]
    return max((d for d in [*dates, programme.last_call_closed] if d and last_day(d) < today), default=None)


def applications_end(programme: Programme) -> str | None:
    """Last day (``YYYY-MM-DD``) on which a new project could be presented; ``None`` when nothing bounds it."""
    if programme.applications_until:
        return last_day(programme.applications_until)
    ends = [end for end in (period_end(programme), programme.end and last_day(programme.end)) if end]
    closings = [last_day(call.closes) for call in programme.calls if call.closes and not call.restricted]
    if programme.last_call_closed:
        closings.append(last_day(programme.last_call_closed))
    if programme.status == "closed" and (not ends or min(ends) >= programme.checked):
        # Said closed while its years still run: its last call was the last.
        return max(closings, default=None)
    return max([min(ends), *closings]) if ends else None


def exists_from(programme: Programme) -> str:
    """First day (``YYYY-MM-DD``) on which the record gives evidence of the programme.

    Its start, else its period, else its oldest call or dated source, else the year of its check; earlier if a call
    opened before. A proposal exists from its oldest dated source on.
    """
    opened = [first_day(call.opens) for call in programme.calls if call.opens]
    sources = [first_day(source.dated) for source in programme.sources if source.dated]
    if programme.status == "proposed":
        return min(sources, default=programme.checked)
    if programme.start:
        return min([first_day(programme.start), *opened])
    if programme.period[:4].isdigit():
        return min([first_day(programme.period[:4]), *opened])
    closings = [first_day(call.closes) for call in programme.calls if call.closes]
    return min([*opened, *closings, *sources], default=first_day(programme.checked[:4]))


# Worked out once for each record in memory: every question asks it of every programme, several times.
# The record is kept beside, so that its address is nobody else's.
_LIFETIMES: dict[int, tuple[Programme, str, str | None]] = {}
_MOST_LIFETIMES = 8192


def _lifetime(programme: Programme) -> tuple[str, str | None]:
    """First day of the programme, and last day for a new project."""
    known = _LIFETIMES.get(id(programme))
    if known is None or known[0] is not programme:
        if len(_LIFETIMES) >= _MOST_LIFETIMES:
            _LIFETIMES.clear()
        known = _LIFETIMES[id(programme)] = (programme, exists_from(programme), applications_end(programme))
    return known[1:]


# The status of each on the days that were asked, kept in the same way.
_STATUSES: dict[tuple[int, date], tuple[Programme, str | None]] = {}


def status_on(programme: Programme, day: date) -> str | None:
    """``open``, ``permanent``, ``between_calls``, ``proposed`` or ``closed``; ``None`` before the programme existed."""
    known = _STATUSES.get((id(programme), day))
    if known is None or known[0] is not programme:
        if len(_STATUSES) >= _MOST_LIFETIMES:
            _STATUSES.clear()
        known = _STATUSES[id(programme), day] = (programme, _status_on(programme, day))
    return known[1]


def _status_on(programme: Programme, day: date) -> str | None:
    today = day.isoformat()
    begins, end = _lifetime(programme)
    if today < begins:
        return None
    if programme.status == "proposed":
        return "proposed"
    if (end and end < today) or (programme.status == "closed" and today >= programme.checked):
        return "closed"
    if programme.status == "permanent":
        return "permanent"
    return "open" if open_calls(programme, day) else "between_calls"
