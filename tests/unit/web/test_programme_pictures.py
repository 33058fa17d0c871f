"""The map and the timeline of a programme's page."""

from datetime import date

import pytest

from assistant.programmes.base import Base
from assistant.programmes.records import Call, Programme
from assistant.vocabulary import DEPARTEMENT_REGION
from assistant.web.pages.france_map import areas, covered, france_map
from assistant.web.pages.timeline import WIDTH, call_state, timeline

TODAY = date(2026, 11, 27)


def programme(*calls: Call, status: str = "between_calls", **values: str) -> Programme:
    return Programme("x", "X", "2021-2027", status, "citizens", "Résumé.", "2026-11-23", "high", calls=calls, **values)


def test_codes_of_territories_are_the_departements_that_they_mean() -> None:
    assert covered(("03", "FR-20R")) == {"03", "2A", "2B"}
    assert covered(("FR",)) == covered(("MONDE",)) == set(DEPARTEMENT_REGION)
    assert covered(("FR",), ("FR-ARA",)).isdisjoint({"63", "69"})
    assert covered(()) == frozenset()


def test_the_map_sets_those_concerned_apart() -> None:
    drawn = france_map(frozenset({"63", "974"}))

    assert drawn.inside.count("M") == 1
    assert drawn.outside.count("M") > 94
    assert [square.code for square in drawn.squares if square.inside] == ["974"]
    assert "2 départements" in drawn.label


def test_every_departement_is_on_the_map_once() -> None:
    everywhere = france_map(frozenset(DEPARTEMENT_REGION))

    assert everywhere.outside == ""
    assert all(square.inside for square in everywhere.squares)


def test_regions_that_are_whole_come_first() -> None:
    first, second = areas(covered(("FR-20R", "03")))

    assert (first.name, first.whole) == ("Corse", True)
    assert (second.name, second.departements, second.whole) == ("Auvergne-Rhône-Alpes", ("Allier",), False)


@pytest.mark.parametrize(
    ("call", "state"),
    [
        (Call("a", "2026-11-01", "2026-12-31"), "open"),
        (Call("a", "2026-01-01", "2026-03-31"), "past"),
        (Call("a", "2027-01-01", "2027-03-31"), "coming"),
        (Call("a", "2026-11-01", "2026-12-31", restricted=True), "restricted"),
        (Call("a", rolling=True), "open"),
        (Call("a"), None),
    ],
)
def test_a_call_stands_as_its_dates_tell(call: Call, state: str | None) -> None:
    assert call_state(call, programme(call), TODAY) == state


def test_no_call_of_a_programme_that_is_over_is_open() -> None:
    call = Call("a", rolling=True)

    assert call_state(call, programme(call, status="closed"), TODAY) == "past"


def test_calls_are_drawn_from_their_opening_to_their_closing_and_today_between() -> None:
    drawn = timeline(programme(Call("a", "2026-07-02", "2026-12-31")), TODAY)

    assert drawn is not None
    (bar,) = drawn.bars
    assert bar.left == pytest.approx(WIDTH / 2, abs=1)
    assert bar.left + bar.width == pytest.approx(WIDTH, abs=1)
    assert bar.left < drawn.today < bar.left + bar.width
    assert [tick.name for tick in drawn.ticks] == ["2026"]


def test_a_call_of_which_one_day_is_known_is_a_point_and_one_without_end_goes_on() -> None:
    closing, rolling = Call("a", closes="2025-03"), Call("b", opens="2024-01-01", rolling=True)
    drawn = timeline(programme(closing, rolling), TODAY)

    assert drawn is not None
    points = {bar.label: (bar.point, bar.endless) for bar in drawn.bars}
    assert points == {"A": (True, False), "B": (False, True)}


def test_an_expected_closing_is_told_apart(base: Base) -> None:
    drawn = timeline(base.programmes["cerv-jumelage-de-villes-2021-2027"], TODAY)

    assert drawn is not None
    assert [bar.kind for bar in drawn.bars if bar.point][-1] == "expected"
    assert "septembre 2027" in drawn.bars[-1].label


def test_without_a_date_there_is_nothing_to_draw() -> None:
    assert timeline(programme(Call("a", rolling=True)), TODAY) is None


def test_nothing_is_drawn_outside_the_picture(base: Base) -> None:
    for one in base.programmes.values():
        for day in (date(2008, 11, 1), TODAY):
            drawn = timeline(one, day)
            if drawn is None:
                continue
            assert 0 <= drawn.today <= WIDTH
            assert all(tick.at + 30 <= WIDTH for tick in drawn.ticks if tick.name), one.id
            for bar in drawn.bars:
                assert 0 <= bar.left <= bar.left + bar.width <= WIDTH + 0.1, (one.id, bar)
                assert len(bar.label) <= 48, (one.id, bar)
