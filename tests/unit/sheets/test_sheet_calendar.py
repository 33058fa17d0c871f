"""The deadlines as an agenda reads them."""

from dataclasses import replace
from datetime import date, timedelta

from icalendar import Calendar
from projects import WELL, sheet_of

from assistant.dialogue.world import World
from assistant.matching.deadlines import Deadline
from assistant.sheets.calendar import to_ics
from assistant.sheets.content import SheetContent


def with_deadline(content: SheetContent, found: Deadline | None) -> SheetContent:
    """The sheet with its first programme alone, and that deadline."""
    return replace(content, choices=(replace(content.choices[0], deadline=found),))


def test_a_deadline_is_a_whole_day_with_a_reminder_two_weeks_before(twinning: SheetContent) -> None:
    sure = Deadline(date(2027, 3, 1), "date limite : 1er mars 2027", certain=True)

    ics = to_ics(with_deadline(twinning, sure))

    assert ics is not None
    (event,) = Calendar.from_ical(ics).walk("VEVENT")
    (alarm,) = event.walk("VALARM")
    assert event.decoded("dtstart") == date(2027, 3, 1)
    assert event.decoded("dtend") == date(2027, 3, 2)
    assert event["summary"] == "Date limite : CERV - Jumelage de villes"
    assert event["status"] == "CONFIRMED"
    assert event["url"] == twinning.choices[0].url
    assert event["description"].startswith(twinning.choices[0].status)
    assert alarm.decoded("trigger") == -timedelta(days=14)


def test_what_is_only_expected_is_to_be_confirmed(twinning: SheetContent) -> None:
    ics = to_ics(twinning)

    assert ics is not None
    event = next(one for one in Calendar.from_ical(ics).walk("VEVENT") if one.decoded("dtstart") == date(2027, 9, 1))
    assert event["summary"].startswith("À confirmer : CERV - Jumelage de villes")
    assert "septembre 2027" in event["summary"]
    assert event["status"] == "TENTATIVE"


def test_the_same_deadline_has_the_same_identity_in_every_sheet(twinning: SheetContent) -> None:
    expected = Deadline(date(2027, 9, 1), "clôture attendue en septembre 2027", certain=False)
    known = Deadline(date(2027, 9, 23), "date limite : 23 septembre 2027", certain=True)

    def identity(found: Deadline, made_on: date) -> str:
        ics = to_ics(replace(with_deadline(twinning, found), made_on=made_on))
        assert ics is not None
        return str(Calendar.from_ical(ics).walk("VEVENT")[0]["uid"])

    assert identity(expected, date(2026, 11, 23)) == identity(known, date(2027, 6, 1))


def test_without_a_dated_deadline_there_is_no_calendar(world: World, twinning: SheetContent) -> None:
    assert to_ics(with_deadline(twinning, None)) is None
    undated = sheet_of(world, {**WELL, "holder_type": "commune"})
    assert all(choice.deadline is None for choice in undated.choices)
    assert to_ics(undated) is None
