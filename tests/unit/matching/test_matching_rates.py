"""Which rate is a project's, and what it would give."""

from dataclasses import replace
from typing import Any

import pytest
from small_world import make_facts, make_programme

from assistant.matching.grants import estimate
from assistant.matching.rates import rates_for
from assistant.programmes.base import Base
from assistant.programmes.records import Payment, Programme, Rate

WATER = make_programme(
    rate_max=70,
    rates=(
        Rate(70, "collectivité", holders=("commune", "epci"), budget_min=3000),
        Rate(50, "association", holders=("association",), budget_min=3000),
    ),
)
POOREST = make_programme(
    rate_max=90,
    rates=(Rate(90, "pays moins avancé", countries=("BF", "MG")), Rate(70, "autre pays", countries=("MONDE",))),
)
PLACES = make_programme(
    rate_max=60,
    rates=(Rate(60, "Auvergne", territories=("03", "15", "43", "63")), Rate(40, "ailleurs", territories=("FR",))),
)
NATURE = make_programme(rate_max=75, rates=(Rate(75, "espèces prioritaires", themes=("environment",)), Rate(60)))
WORDS = make_programme(rate_max=75, rates=(Rate(75, "espèces prioritaires"), Rate(60, "sinon")))
SIZES = make_programme(rate_max=80, rates=(Rate(80, budget_max=50000), Rate(60)))


@pytest.mark.parametrize(
    ("programme", "facts", "expected"),
    [
        (WATER, {"holder_type": "commune", "budget": 20000}, [70]),
        (WATER, {"holder_type": "association", "budget": 20000}, [50]),
        (WATER, {"budget": 20000}, [70, 50]),
        (WATER, {"holder_type": "entreprise"}, []),
        (WATER, {"holder_type": "commune", "budget": 1000}, []),
        (POOREST, {"partner_countries": "BF"}, [90]),
        (POOREST, {"partner_countries": "PE"}, [70]),
        (POOREST, {"partner_countries": "BF,PE"}, [90, 70]),
        (POOREST, {"partner_countries": "AFRIQUE"}, [90, 70]),
        (POOREST, {}, [90, 70]),
        (PLACES, {"territory": "63"}, [60]),
        (PLACES, {"territory": "69"}, [40]),
        (PLACES, {"territory": "FR-ARA"}, [60, 40]),
        (NATURE, {"themes": "environment,culture"}, [75]),
        (NATURE, {"themes": "culture"}, [60]),
        (WORDS, {"themes": "environment"}, [75, 60]),
        (SIZES, {"budget": 50000}, [80]),
        (SIZES, {"budget": 50001}, [60]),
        (SIZES, {}, [80, 60]),
        (make_programme(rate_max=80), {"budget": 50000}, []),
    ],
)
def test_the_rate_follows_the_case_and_stays_open_where_it_is_not_known(
    programme: Programme, facts: dict[str, Any], expected: list[float]
) -> None:
    assert [line.rate for line in rates_for(make_facts(**facts), programme)] == expected


def test_a_theme_only_read_from_the_text_takes_no_rate_away() -> None:
    read = replace(make_facts(themes="culture"), inferred=frozenset({"themes"}))

    assert [line.rate for line in rates_for(read, NATURE)] == [75, 60]


def test_the_grant_is_that_of_the_case() -> None:
    town = estimate(make_facts(holder_type="commune", budget=20000), WATER)
    club = estimate(make_facts(holder_type="association", budget=20000), WATER)

    assert town
    assert (town.grant, town.least, town.remainder) == (14000, 14000, 6000)
    assert club
    assert (club.grant, club.remainder) == (10000, 10000)
    assert "50 % au plus, association" in club.text
    assert "il vous resterait au moins 10 000 € à trouver ailleurs" in club.text


def test_bounds_are_given_where_the_case_is_not_known() -> None:
    given = estimate(make_facts(budget=20000), WATER)

    assert given
    assert (given.least, given.grant, given.remainder) == (10000, 14000, 6000)
    assert "de 10 000 € à 14 000 € au plus selon le cas" in given.text
    without_budget = estimate(make_facts(), WATER)
    assert without_budget
    assert without_budget.grant is None
    assert "70 % au plus, collectivité ; 50 % au plus, association" in without_budget.text


def test_each_case_has_its_own_ceiling_and_floor() -> None:
    scales = make_programme(
        rate_max=80, grant_max=2000000,
        rates=(Rate(80, "petite", grant_max=200000), Rate(60, "grande", grant_min=300000, grant_max=2000000)),
    )  # fmt: skip

    large = estimate(make_facts(budget=1000000), scales)
    assert large
    assert (large.least, large.grant) == (200000, 600000)
    # A budget that does not reach the floor of the large scale leaves the small one.
    small = estimate(make_facts(budget=100000), scales)
    assert small
    assert (small.least, small.grant) == (80000, 80000)


def test_no_rate_for_the_case_is_something_to_check() -> None:
    given = estimate(make_facts(holder_type="entreprise", budget=20000), WATER)

    assert given
    assert given.grant is None
    assert "à vérifier" in given.text


def test_a_budget_under_every_floor_gets_nothing() -> None:
    given = estimate(make_facts(budget=1000), make_programme(rate_max=50, grant_min=3000, rates=(Rate(50),)))

    assert given
    assert given.grant is None
    assert "L'aide commence à 3 000 €" in given.text


@pytest.mark.parametrize(("budget", "grant"), [(20000, None), (30000, 30000), (45000, 30000), (90000, 60000)])
def test_a_fixed_flat_amount_is_one_of_those_that_exist(budget: int, grant: float | None) -> None:
    flat = make_programme(grant_min=30000, grant_max=60000, payment=Payment(lump_sum=True, amounts=(30000, 60000)))

    given = estimate(make_facts(budget=budget), flat)

    assert given
    assert given.grant == grant
    assert "30 000 €" in given.text


def test_a_flat_amount_by_scale_has_bounds() -> None:
    twinning = make_programme(grant_min=8455, grant_max=50745, payment=Payment(lump_sum=True))

    given = estimate(make_facts(budget=20000), twinning)

    assert given
    assert (given.least, given.grant) == (8455, 20000)
    open_ended = estimate(make_facts(budget=200000), make_programme(grant_min=100000, payment=Payment(lump_sum=True)))
    assert open_ended
    assert (open_ended.least, open_ended.grant) == (100000, None)


@pytest.mark.parametrize(
    ("identifier", "facts", "least", "most"),
    [
        ("eau-rmc-cooperation-internationale", {"holder_type": "association", "territory": "69"}, 50, 50),
        ("eau-rmc-cooperation-internationale", {"holder_type": "commune", "territory": "69"}, 70, 70),
        ("meae-aap-generaliste-2024-2026", {"holder_type": "commune", "partner_countries": "BJ"}, 90, 90),
        ("meae-aap-generaliste-2024-2026", {"holder_type": "commune", "partner_countries": "MA"}, 70, 70),
        ("fse-plus-national-2021-2027", {"territory": "43"}, 60, 60),
        ("fse-plus-national-2021-2027", {"territory": "69"}, 40, 40),
        ("leader-2023-2027-ara", {"territory": "63"}, 80, 80),
        ("leader-2023-2027-ara", {"territory": "43"}, 40, 80),
    ],
)
def test_rates_of_the_base(identifier: str, facts: dict[str, Any], least: int, most: int, base: Base) -> None:
    given = estimate(make_facts(budget=10000, **facts), base.programmes[identifier])

    assert given
    assert (given.least, given.grant) == (least * 100, most * 100)


def test_a_grant_that_is_too_large_for_its_rate_tells_the_budget_that_it_asks() -> None:
    programme = make_programme(rate_max=50, grant_min=3000, grant_max=12500)

    short, far, enough = (estimate(make_facts(budget=budget), programme) for budget in (3000, 2000, 6000))

    assert short is not None
    assert short.too_small
    assert short.text == "L'aide commence à 3 000 €, pour 50 % au plus : il faudrait un budget d'au moins 6 000 €."
    assert far is not None
    assert far.text == "L'aide commence à 3 000 € : votre budget de 2 000 € est trop petit."
    assert enough is not None
    assert not enough.too_small
