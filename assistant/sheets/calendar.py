"""The deadlines of the sheet as a calendar (iCalendar, RFC 5545) that any agenda takes."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from icalendar import Alarm, Calendar, Event

from assistant.matching.deadlines import Deadline
from assistant.matching.words import without_brackets
from assistant.sheets.content import Choice, SheetContent

_PRODUCT = "-//CERAPCOOP//Assistant d'orientation//FR"
_DOMAIN = "orientation.cerapcoop"
_BEFOREHAND = timedelta(days=14)


def to_ics(content: SheetContent) -> bytes | None:
    """One whole-day event a dated deadline, with a reminder two weeks before; ``None`` when no deadline is dated."""
    dated = list(_dated(content))
    if not dated:
        return None
    made = datetime.combine(content.made_on, datetime.min.time(), timezone.utc)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Échéances de mon projet de coopération")
    for choice, deadline in dated:
        calendar.add_component(_event(choice, deadline, made))
    return bytes(calendar.to_ical())


def _dated(content: SheetContent) -> Iterator[tuple[Choice, Deadline]]:
    for choice in content.choices:
        if choice.deadline:
            yield choice, choice.deadline


def _event(choice: Choice, deadline: Deadline, made: datetime) -> Event:
    name = without_brackets(choice.name)
    summary = f"Date limite : {name}" if deadline.certain else f"À confirmer : {name}, {deadline.words}"
    event = Event()
    # The same for the same call in a later sheet, so that an agenda moves the event instead of doubling it.
    event.add("uid", f"{choice.programme}-{deadline.day:%Y-%m}@{_DOMAIN}")
    event.add("dtstamp", made)
    event.add("dtstart", deadline.day)
    event.add("dtend", deadline.day + timedelta(days=1))
    event.add("summary", summary)
    event.add("description", f"{choice.status} Vérifiez la date auprès du programme.")
    event.add("status", "CONFIRMED" if deadline.certain else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    if choice.url:
        event.add("url", choice.url)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -_BEFOREHAND)
    event.add_component(alarm)
    return event
