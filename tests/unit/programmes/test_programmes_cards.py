"""What a card says of a programme: its days are those of its status; it shuts out nobody whom the record lets in."""

from datetime import date, timedelta
from random import Random

import pytest
from test_programmes_store import organisation, programme

from assistant.programmes import cards
from assistant.programmes.base import Base
from assistant.programmes.cards import card_of, countries_of, day_number, halves, places_of
from assistant.programmes.records import Programme
from assistant.programmes.status import LIVING, status_on

SIGNED = 2**63


def standing_by_card(record: Programme, day: date) -> str | None:
    """What the days of the card say of the programme."""
    card, today = card_of(record, (), None), day_number(day)
    if today < card["born"]:
        return None
    if card["standing"] == cards.PROPOSAL:
        return "proposed"
    return "closed" if card["ends"] < today else "living"


def standing_by_status(record: Programme, day: date) -> str | None:
    status = status_on(record, day)
    return "living" if status in LIVING else status


def test_the_days_of_a_card_are_those_of_the_status(base: Base) -> None:
    draw = Random(1)
    for record in base.programmes.values():
        for day in (date(2000, 1, 1) + timedelta(days=draw.randrange(366 * 30)) for _ in range(40)):
            assert standing_by_card(record, day) == standing_by_status(record, day), (record.id, day)


@pytest.mark.parametrize("day", ["2026-11-22", "2026-11-23"])
def test_a_programme_said_closed_is_over_from_the_day_that_it_was_checked(day: str) -> None:
    record = programme(status="closed", period="2021-2027", start="2021-01-01", last_call_closed="2026-12")
    assert standing_by_card(record, date.fromisoformat(day)) == standing_by_status(record, date.fromisoformat(day))


def test_a_line_is_remembered_until_its_successor_is_over_too() -> None:
    old, proposal = programme("old", period="2014-2020", start="2014-01-01"), programme("next", status="proposed")
    heir = programme("heir", period="2021-2022", start="2021-01-01")

    assert card_of(old, [heir], None)["over_until"] == 20221231
    assert card_of(old, [proposal], None)["over_until"] == cards.NEVER


def test_every_number_of_a_card_is_one_that_both_databases_keep(base: Base) -> None:
    for record in base.programmes.values():
        assert all(abs(value) < SIGNED for value in card_of(record, (), None).values())
    assert all(0 <= half < SIGNED for half in halves(cards.EVERYWHERE | cards.UNLISTED_AT_HOME | cards.UNLISTED_ABROAD))


def meets(record: Programme, name: str, bits: int, funder: object = None) -> bool:
    card = card_of(record, (), funder)  # type: ignore[arg-type]
    low, high = halves(bits)
    return bool(card[f"{name}_low"] & low or card[f"{name}_high"] & high)


def test_places_are_départements_and_a_local_fund_is_for_its_own() -> None:
    own = programme(territories=("FR-ARA",))
    everywhere, elsewhere = programme(territories=("FR",)), programme(territories=("FR",), family="regional")
    but_isère = programme(territories=("FR",), territories_excluded=("38",))
    here = places_of(["63"]) | cards.EVERYWHERE

    assert meets(own, "places", here)
    assert meets(everywhere, "places", here)
    assert meets(programme(), "places", here)
    assert not meets(own, "places", places_of(["75"]) | cards.EVERYWHERE)
    assert not meets(elsewhere, "places", here, organisation(territories=("FR-BRE",)))
    assert meets(elsewhere, "places", here, organisation(territories=("FR-ARA",)))
    assert meets(but_isère, "places", here)
    assert not meets(but_isère, "places", places_of(["38"]) | cards.EVERYWHERE)


def test_a_country_asked_for_beside_the_world_is_asked_for() -> None:
    italy_and_the_world = programme(partner_countries=("IT", "MONDE"))
    africa_and_the_world = programme(partner_countries=("AFRIQUE", "MONDE"))
    world = countries_of(["BR", "MONDE"])

    assert not meets(italy_and_the_world, "countries", world)
    assert meets(africa_and_the_world, "countries", world)
    assert meets(programme(partner_countries=("MONDE",)), "countries", world)
