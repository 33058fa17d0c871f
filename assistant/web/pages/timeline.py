"""The calls of a programme along the years, with the day of the page marked."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.matching.deadlines import deadline
from assistant.matching.words import french_date, on_date, short
from assistant.programmes.records import Call, Programme
from assistant.programmes.status import exists_from, is_open, last_day, status_on

WIDTH = 300
_TOP, _ROW, _BAR = 30, 40, 12
_LONGEST_LABEL = 42  # characters of a label, at its size over the whole width
_LEAST_BAR = 6
_YEAR_WIDTH = 30
_MOST_YEARS = 8  # beyond, only some of them are named
_OPEN, _PAST, _COMING, _CLOSED_DOOR, _EXPECTED = "open", "past", "coming", "restricted", "expected"
_STATES = {
    _OPEN: "ouvert",
    _PAST: "clos",
    _COMING: "à venir",
    _CLOSED_DOOR: "suite d'un appel : pas de nouveau candidat",
}


@dataclass(frozen=True)
class Bar:
    """A row: a call from its opening to its closing. ``point``: only one of the days is known, or it is expected."""

    label: str
    kind: str
    left: float
    width: float
    top: int
    point: bool
    endless: bool = False

    @property
    def middle(self) -> float:
        return self.left + self.width / 2


@dataclass(frozen=True)
class Tick:
    """A year: where it begins, and its name, which may be empty."""

    at: float
    name: str


@dataclass(frozen=True)
class Timeline:
    """What to draw, in a view of ``WIDTH`` by ``height``."""

    height: int
    today: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    floor: int

    @property
    def bar_height(self) -> int:
        return _BAR

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def today_label(self) -> float:
        """Where the word «aujourd'hui» is centred, so that it is not cut."""
        return min(max(self.today, 36.0), WIDTH - 36.0)


def call_state(call: Call, programme: Programme, day: date) -> str | None:
    """Where a call stands on the day; ``None`` where its dates do not tell. It opens with its programme."""
    status = status_on(programme, day)
    if call.closes and last_day(call.closes) < day.isoformat():
        return _PAST
    if call.restricted:
        return _CLOSED_DOOR
    if status is None or (call.opens and call.opens > day.isoformat()):
        return _COMING
    if status == "closed":
        return _PAST
    return _OPEN if is_open(call, day) else None


def state_in_words(state: str | None) -> str:
    return _STATES.get(state or "", "dates à vérifier")


def timeline(programme: Programme, day: date) -> Timeline | None:
    """The calls that have a day, and the closing that is expected; ``None`` where there is neither."""
    dated = [call for call in programme.calls if call.opens or call.closes]
    expected = deadline(programme, day)
    last = programme.last_call_closed
    known = {call.closes for call in dated}
    if last in known or (last and any((closes or "").startswith(last) for closes in known)):
        last = None
    if not dated and not last and not (expected and not expected.certain):
        return None
    days = [day, *(_day(one) for call in dated for one in (call.opens, call.closes) if one)]
    days += [_day(last)] if last else []
    days += [expected.day] if expected else []
    scale = _Scale(min(days).year, max(days).year)
    rows: list[tuple[str, str, date, date, bool, bool]] = []
    for call in sorted(dated, key=lambda call: call.closes or call.opens or ""):
        state = call_state(call, programme, day) or _COMING
        opens, closes = (_day(call.opens) if call.opens else None), (_end(call.closes) if call.closes else None)
        if call.rolling and opens is None:
            opens = max(_day(exists_from(programme)), scale.first)
        endless = call.rolling and closes is None
        closes = scale.last if endless else closes
        begins, ends = opens or closes or day, closes or opens or day
        rows.append((_label(call), state, begins, ends, not (opens and closes), endless))
    if last:
        rows.insert(0, (f"Dernier appel connu, clos {on_date(last)}", _PAST, _day(last), _end(last), True, False))
    if expected and not expected.certain:
        month = french_date(expected.day.isoformat()[: len("2026-11")])
        rows.append((f"Attendu en {month} (à confirmer)", _EXPECTED, expected.day, expected.day, True, False))
    bars = tuple(_bars(rows, scale))
    floor = _TOP + _ROW * len(bars)
    return Timeline(floor + 22, scale.at(day), bars, tuple(scale.ticks()), floor)


def _bars(rows: list[tuple[str, str, date, date, bool, bool]], scale: "_Scale") -> Iterator[Bar]:
    for n, (label, kind, begins, ends, point, endless) in enumerate(rows):
        left, right = scale.at(begins), scale.at(ends)
        width = max(right - left, 0.0 if point else _LEAST_BAR)
        left = min(left, WIDTH - width)
        yield Bar(label[:1].upper() + label[1:], kind, left, width, _TOP + _ROW * n, point, endless)


def _label(call: Call) -> str:
    return short(call.name, _LONGEST_LABEL)


class _Scale:
    """Whole years over the width."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = date(first, 1, 1), date(last, 12, 31)
        self._length = (self.last - self.first).days + 1

    def at(self, day: date) -> float:
        return round(WIDTH * ((day - self.first).days / self._length), 1)

    def ticks(self) -> Iterator[Tick]:
        years = range(self.first.year, self.last.year + 1)
        step = -(-len(years) // _MOST_YEARS)
        for n, year in enumerate(years):
            at = self.at(date(year, 1, 1))
            yield Tick(at, str(year) if n % step == 0 and at + _YEAR_WIDTH <= WIDTH else "")


def _day(iso: str) -> date:
    """The first day that an ISO day, month or year may mean."""
    return date.fromisoformat(iso + "-01-01"[len(iso) - 4 :])


def _end(iso: str) -> date:
    """The last one."""
    if len(iso) == len("2008-11-01"):
        return date.fromisoformat(iso)
    year, month = int(iso[:4]), int(iso[5:7] or 12)
    return date(year, month, monthrange(year, month)[1])
