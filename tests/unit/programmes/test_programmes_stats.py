"""Counting the base on a day."""

from datetime import date
from typing import Any

from assistant.programmes.base import Base
from assistant.programmes.records import Call, Programme, Term
from assistant.programmes.stats import statistics


def programme(identifier: str, period: str, status: str, **values: Any) -> Programme:
    given = {"family": "culture", "summary": "Aide.", "checked": "2026-11-23", "confidence": "high", **values}
    return Programme(id=identifier, name=identifier, period=period, status=status, **given)


BASE = Base(
    programmes={
        record.id: record
        for record in (
            programme("old", "2007-2013", "closed", goals=("political",), territories=("FR",), confidence="low"),
            programme("new", "2021-2027", "open", goals=("development", "political"), territories=("FR", "63"),
                      calls=(Call("1", "2026-11-01", "2026-12-01"),), checked="2026-10-01"),
            programme("other", "2021-2027", "between_calls", family="rural"),
        )
    },
    terms={"a": Term("a", "a", "law", "Texte.", "2026-11-23")},
)  # fmt: skip


def test_each_programme_is_counted_with_its_status_of_the_day() -> None:
    assert statistics(BASE, date(2026, 11, 23))["status"] == {"closed": 1, "open": 1, "between_calls": 1}
    assert statistics(BASE, date(2008, 11, 1))["status"] == {"between_calls": 1, "not_yet": 2}


def test_what_programmes_serve_is_counted_among_the_living() -> None:
    now = statistics(BASE, date(2026, 11, 23))

    assert now["living_goal"] == {"development": 1, "political": 1}
    assert now["living_territory"] == {"FR": 1, "63": 1}
    assert now["family"] == {"culture": {"programmes": 2, "living": 1}, "rural": {"programmes": 1, "living": 1}}


def test_records_and_their_reliability_are_counted() -> None:
    now = statistics(BASE, date(2026, 11, 23))

    assert now["records"]["programmes"] == 3
    assert now["records"]["terms"] == 1
    assert now["confidence"] == {"high": 2, "low": 1}
    assert now["oldest_check"] == "2026-10-01"


def test_an_empty_base_is_counted_too() -> None:
    assert statistics(Base(), date(2026, 11, 23))["oldest_check"] is None
