"""Where a programme stands on a day: on small records, then over every record of the base."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assistant.programmes.base import Base
from assistant.programmes.records import Call, Programme, Source
from assistant.programmes.status import exists_from, is_open, last_closed, next_deadline, open_calls, status_on

PROGRAMME = Programme(
    id="essai",
    name="Essai",
    period="2021-2027",
    status="between_calls",
    family="other",
    summary="Un essai.",
    checked="2026-11-23",
    confidence="high",
    start="2021-01-01",
    end="2027-12-31",
)
CALL = Call(name="Appel", opens="2022-03-01", closes="2022-06-15")


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("when", "expected"),
    [("2022-02-28", False), ("2022-03-01", True), ("2022-06-15", True), ("2022-06-16", False)],
)
def test_a_call_is_open_from_its_first_day_to_its_last(when: str, expected: bool) -> None:
    assert is_open(CALL, day(when)) is expected


@pytest.mark.parametrize(
    "call",
    [
        replace(CALL, restricted=True),  # a second stage takes no new entrant
        replace(CALL, opens=None),  # nobody says since when
        replace(CALL, closes=None),  # nobody says until when
        replace(CALL, opens="2022", closes="2022"),  # a year proves nothing for a day
        replace(CALL, rolling=True, restricted=True),
    ],
)
def test_nothing_but_a_dated_source_opens_a_call(call: Call) -> None:
    assert not is_open(call, day("2022-04-01"))


def test_a_month_means_the_whole_month() -> None:
    call = replace(CALL, opens="2008-11", closes="2009-01")
    assert [is_open(call, day(d)) for d in ("2008-10-31", "2008-11-01", "2009-01-31", "2009-02-01")] == [
        False,
        True,
        True,
        False,
    ]


def test_a_rolling_call_is_bound_by_the_dates_it_has() -> None:
    assert is_open(Call(name="En continu", rolling=True), day("2030-01-01"))
    bounded = Call(name="En continu", rolling=True, opens="2023-04-04", closes="2025")
    assert [is_open(bounded, day(d)) for d in ("2023-04-03", "2023-04-04", "2025-12-31", "2026-01-01")] == [
        False,
        True,
        True,
        False,
    ]


def test_status_follows_the_calls_inside_the_period() -> None:
    programme = replace(PROGRAMME, calls=(CALL,))
    days = {
        "2020-12-31": None,
        "2021-01-01": "between_calls",
        "2022-04-01": "open",
        "2022-06-16": "between_calls",
        "2027-12-31": "between_calls",
        "2028-01-01": "closed",
    }
    assert {d: status_on(programme, day(d)) for d in days} == days


def test_a_legal_end_after_the_period_is_about_payments() -> None:
    programme = replace(PROGRAMME, period="2000-2006", start="2000-04-14", end="2008-12-31", status="closed")
    assert status_on(programme, day("2006-12-31")) == "between_calls"
    assert status_on(programme, day("2007-01-01")) == "closed"


def test_an_end_inside_the_period_counts() -> None:
    programme = replace(PROGRAMME, period="2021-2024", end="2024-09", status="closed")
    assert status_on(programme, day("2024-09-30")) == "between_calls"
    assert status_on(programme, day("2024-10-01")) == "closed"


def test_a_call_after_the_period_keeps_the_programme_alive_until_it_closes() -> None:
    late = Call(name="Dernier appel", closes="2021-06-30")
    programme = replace(PROGRAMME, period="2014-2020", start="2014", end="2020-12-31", status="closed", calls=(late,))
    assert status_on(programme, day("2021-06-30")) == "between_calls"
    assert status_on(programme, day("2021-07-01")) == "closed"


def test_applications_until_wins_over_the_period() -> None:
    prolonged = replace(
        PROGRAMME, period="2014-2020", start="2014", end="2022-12-31", status="closed", applications_until="2022-12-31"
    )
    assert status_on(prolonged, day("2021-06-01")) == "between_calls"
    assert status_on(prolonged, day("2023-01-01")) == "closed"
    shortened = replace(prolonged, applications_until="2019-10-25")
    assert status_on(shortened, day("2019-10-26")) == "closed"


def test_a_programme_said_closed_before_its_end_closed_with_its_last_call() -> None:
    programme = replace(PROGRAMME, status="closed", last_call_closed="2024-06-07")
    assert status_on(programme, day("2024-06-07")) == "between_calls"
    assert status_on(programme, day("2024-06-08")) == "closed"


def test_a_programme_said_closed_stays_closed_from_the_day_of_the_check() -> None:
    programme = replace(PROGRAMME, status="closed")
    assert status_on(programme, day("2026-11-23")) == "closed"
    assert status_on(programme, day("2027-01-01")) == "closed"


def test_permanent_programmes_live_from_their_start_to_the_end_of_their_period() -> None:
    programme = replace(PROGRAMME, status="permanent", period="2025-2030", start="2025", end="2030")
    days = {"2024-12-31": None, "2025-01-01": "permanent", "2030-12-31": "permanent", "2031-01-01": "closed"}
    assert {d: status_on(programme, day(d)) for d in days} == days


def test_without_a_start_a_programme_exists_from_the_oldest_evidence() -> None:
    programme = replace(PROGRAMME, period="annual", start=None, end=None)
    assert exists_from(programme) == "2026-01-01"
    assert exists_from(replace(programme, sources=(Source(dated="2019"), Source(dated="2016-05")))) == "2016-05-01"
    assert exists_from(replace(programme, calls=(CALL,))) == "2022-03-01"
    assert exists_from(replace(programme, period="2023")) == "2023-01-01"


def test_a_call_opened_before_the_start_shows_that_the_programme_existed() -> None:
    programme = replace(PROGRAMME, start="2022-06-01", calls=(CALL,))
    assert status_on(programme, day("2022-03-01")) == "open"


def test_a_proposal_exists_from_its_oldest_source_and_is_never_alive() -> None:
    programme = replace(
        PROGRAMME,
        period="2028-2034",
        start="2028-01-01",
        end="2034-12-31",
        status="proposed",
        sources=(Source(dated="2026-01"), Source(dated="2025-07-16")),
    )
    assert status_on(programme, day("2025-07-15")) is None
    assert status_on(programme, day("2025-07-16")) == "proposed"
    assert status_on(programme, day("2029-01-01")) == "proposed"
    assert next_deadline(programme, day("2026-01-01")) is None


def test_the_deadline_is_that_of_the_open_call_else_of_the_next_one() -> None:
    later = Call(name="Suivant", opens="2023-01-10", closes="2023-04-01")
    second_stage = Call(name="Étape 2", closes="2022-05-01", restricted=True)
    programme = replace(PROGRAMME, calls=(later, CALL, second_stage))
    assert next_deadline(programme, day("2022-04-01")) == "2022-06-15"
    assert next_deadline(programme, day("2022-07-01")) == "2023-04-01"
    assert next_deadline(programme, day("2023-04-02")) is None
    assert next_deadline(replace(programme, status="closed"), day("2026-12-01")) is None


def test_last_closed_leaves_second_stages_and_the_future_out() -> None:
    second_stage = Call(name="Étape 2", closes="2022-09-01", restricted=True)
    programme = replace(PROGRAMME, calls=(CALL, second_stage), last_call_closed="2025-02")
    assert last_closed(programme, day("2022-06-15")) is None
    assert last_closed(programme, day("2023-01-01")) == "2022-06-15"
    assert last_closed(programme, day("2025-03-01")) == "2025-02"


# --- the whole base -------------------------------------------------------------------------------------------------


def test_every_stored_status_is_the_one_computed_for_the_day_of_its_check(base: Base) -> None:
    assert {p.id: status_on(p, day(p.checked)) for p in base.programmes.values()} == {
        p.id: p.status for p in base.programmes.values()
    }


def test_nothing_closed_comes_back_to_life(base: Base) -> None:
    days = [date(2000, 1, 1) + timedelta(days=5 * n) for n in range(365 * 32 // 5)]
    for programme in base.programmes.values():
        seen = [status_on(programme, d) for d in days]
        if "closed" in seen:
            assert set(seen[seen.index("closed") :]) == {"closed"}, programme.id
        known = [s for s in seen if s is not None]
        assert not known or None not in seen[seen.index(known[0]) :], programme.id


def test_nothing_is_open_without_a_call_given_open_that_day(base: Base) -> None:
    for n in range(0, 365 * 28, 11):
        d = date(2000, 1, 1) + timedelta(days=n)
        for programme in base.programmes.values():
            assert (status_on(programme, d) != "open") or open_calls(programme, d), (programme.id, d)


@pytest.mark.parametrize(
    ("identifier", "when", "expected"),
    [
        ("equal-2000-2006", "2008-11-01", "closed"),
        ("fse-national-2007-2013", "2008-11-01", "open"),
        ("interreg-iv-c", "2008-11-23", "open"),
        ("leader-2014-2020", "2021-06-01", "between_calls"),
        ("leader-2014-2020", "2023-01-01", "closed"),
        ("cerv-2021-2027", "2016-06-01", None),
        ("interreg-vi-b-espace-alpin", "2026-11-23", "closed"),
        ("interreg-v-a-alcotra", "2021-06-30", "between_calls"),
    ],
)
def test_days_that_the_sources_tell(base: Base, identifier: str, when: str, expected: str | None) -> None:
    assert status_on(base.programmes[identifier], day(when)) == expected
