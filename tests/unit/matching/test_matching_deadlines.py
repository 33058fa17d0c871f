"""The day to note for a programme: exact where a source gives it, else the first day of the month expected."""

from datetime import date
from typing import Any

import pytest
from small_world import make_programme

from assistant.matching.deadlines import Deadline, deadline
from assistant.programmes.records import Call, NextCall, Programme

TODAY = date(2026, 11, 27)


def programme(*closings: str, **values: Any) -> Programme:
    calls = tuple(Call(name=closing, closes=closing) for closing in closings)
    given = {"period": "2021-2027", "status": "between_calls", "calls": calls, "checked": "2026-11-23", **values}
    return make_programme("essai", **given)


def test_a_day_that_a_source_gives_is_certain() -> None:
    assert deadline(programme("2027-03-01"), TODAY) == Deadline(date(2027, 3, 1), "date limite : 1er mars 2027", True)


def test_a_closing_known_to_the_month_is_to_be_ready_for_on_its_first_day() -> None:
    found = deadline(programme("2027-03"), TODAY)

    assert found == Deadline(date(2027, 3, 1), "clôture annoncée : mars 2027", False)


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("clôture attendue en septembre 2027", date(2027, 9, 1)),
        ("ouverture possible en décembre 2026, clôture attendue en mai 2027", date(2027, 5, 1)),
        ("guide 2027 attendu en novembre 2026, échéances de février à avril 2027", date(2027, 2, 1)),
        ("décembre 2026 pour les réseaux, septembre 2027 pour les jumelages", date(2026, 12, 1)),
        ("appel 2027 attendu en novembre 2026", TODAY),
    ],
)
def test_the_month_that_a_record_foresees_is_no_certain_day(when: str, day: date) -> None:
    found = deadline(programme("2026-09-23", next_call=NextCall(when)), TODAY)

    assert found is not None
    assert (found.day, found.certain) == (day, False)
    assert when in found.words


def test_what_is_not_certain_is_said_to_be_confirmed_once() -> None:
    def said(when: str) -> str:
        found = deadline(programme(next_call=NextCall(when)), TODAY)
        return found.sentence if found else ""

    assert said("juin 2027") == "prochain appel : juin 2027 (à confirmer)"
    assert said("juin 2027, à confirmer") == "prochain appel : juin 2027, à confirmer"


def test_without_a_foreseen_call_the_rhythm_of_the_past_gives_the_month() -> None:
    found = deadline(programme("2024-03-21", "2025-04-03", "2026-03-19"), TODAY)

    assert found is not None
    assert (found.day, found.certain) == (date(2027, 3, 1), False)
    assert "estimation" in found.words


@pytest.mark.parametrize(
    "values",
    [
        {"next_call": NextCall("date inconnue")},
        {"next_call": NextCall("printemps 2027, probable")},
        {"next_call": NextCall("mars 2026")},
        {"next_call": NextCall("aucun annoncé avant mars 2027")},
        {"status": "permanent"},
        {"status": "closed", "applications_until": "2026-01-31", "next_call": NextCall("mars 2027")},
    ],
)
def test_where_no_day_to_come_is_known_there_is_none(values: dict[str, Any]) -> None:
    assert deadline(programme("2025-01-31", **values), TODAY) is None
