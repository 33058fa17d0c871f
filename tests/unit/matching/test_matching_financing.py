"""A first co-financing plan: never more than the budget, the ceilings and what the rules allow."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, product
from typing import Any

import pytest
from small_world import make_base, make_facts, make_organisation, make_programme

from assistant.advise import Adviser
from assistant.matching.facts import ProjectFacts
from assistant.matching.financing import Plan, compatible, own_share_in, plan
from assistant.matching.rank import Recommendation, recommend
from assistant.places import Places
from assistant.programmes.base import Base
from assistant.programmes.records import Cumulation, Payment, Programme, Rate
from benchmarks.evaluation.recommending import SHOWN, read_cases

BUDGETS = (1, 99, 500, 2999, 8455, 12345, 20000, 60001, 75000, 300000, 1999999, 50000000)


@dataclass(frozen=True)
class Share:
    """An amount as the extractor gives it."""

    value: float
    role: str | None
    entity: str = "amount"


def proposed(*programmes: Programme, status: str = "permanent") -> list[Recommendation]:
    return [Recommendation(one, status, 1.0, (), None, None, None, (), None, ()) for one in programmes]


def planned(*programmes: Programme, budget: float = 20000, own: float | None = None, **facts: Any) -> Plan:
    giver = make_organisation("fondation", kind="foundation")
    found = plan(
        make_facts(budget=budget, **facts),
        proposed(*programmes),
        make_base(*programmes, organisations=(giver,)),
        own,
    )
    assert found is not None
    return found


def amounts(found: Plan) -> list[tuple[str, int]]:
    return [(line.programme.id, line.amount) for line in found.lines]


def test_without_a_budget_there_is_no_plan() -> None:
    assert plan(make_facts(), proposed(make_programme(rate_max=80)), make_base()) is None


def test_a_second_fund_completes_the_first_and_the_rest_is_to_be_found() -> None:
    twinning = make_programme(
        "jumelage", funds=("budget UE",), grant_min=8455, grant_max=50745, payment=Payment(lump_sum=True)
    )
    fund = make_programme("fonds", rate_max=50, grant_max=5000)

    found = planned(twinning, fund)

    assert amounts(found) == [("jumelage", 8455), ("fonds", 5000)]
    assert found.lines[0].at_most == 20000
    assert found.lines[0].because == "forfait compté au plus bas, 20 000 € au plus"
    assert found.lines[1].because == "plafond de l'aide"
    assert (found.own_share, found.to_find) == (0, 6545)


def test_what_the_holder_has_is_counted_before_a_second_fund() -> None:
    found = planned(make_programme("a", rate_max=70), make_programme("b", rate_max=50), own=5000)

    assert amounts(found) == [("a", 14000), ("b", 1000)]
    assert (found.own_share, found.to_find) == (5000, 0)
    assert found.lines[1].because == "ce qui resterait à financer"


def test_the_own_share_that_a_programme_asks_for_is_left_to_the_holder() -> None:
    asked = make_programme("etat", rate_max=90, cumulation=Cumulation(own_share_min=10))

    found = planned(asked, make_programme("autre", rate_max=50))

    assert amounts(found) == [("etat", 18000)]
    assert (found.own_share_min, found.to_find) == (2000, 2000)
    assert "Votre part doit être d'au moins 2 000 €." in planned(asked, own=500).warnings
    # A rule of the second programme leaves the first one whole, and room for nothing more.
    assert amounts(planned(make_programme("autre", rate_max=50), asked, own=3000)) == [("autre", 10000), ("etat", 7000)]


def test_public_money_stops_where_a_programme_says() -> None:
    leader = make_programme("leader", rate_max=60, cumulation=Cumulation(public_max=80))
    town, club = make_programme("region", rate_max=50), make_programme("mecene", rate_max=50, funder="fondation")

    assert amounts(planned(leader, town, club)) == [("leader", 12000), ("region", 4000), ("mecene", 4000)]


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ({"funds": ("budget UE",)}, {"funds": ("FEDER",)}, False),
        ({"funds": ("budget UE",)}, {"funds": ("budget État",)}, True),
        ({"funds": ("FSE+",), "cumulation": Cumulation(without=("union",))}, {"funds": ("FEADER",)}, False),
        ({"funds": ("AFD",), "cumulation": Cumulation(without=("state",))}, {"funds": ("budget État",)}, False),
        ({"cumulation": Cumulation(without=("state",))}, {"funder": "fondation"}, True),
        ({"cumulation": Cumulation(without=("public",))}, {"funds": ("budget UE",)}, False),
        ({"cumulation": Cumulation(allowed=False)}, {"funder": "fondation"}, False),
        ({"cumulation": Cumulation(allowed=True)}, {}, True),
        ({"funder": "fondation"}, {"funder": "fondation"}, False),
    ],
)
def test_funds_that_exclude_one_another_are_not_added_up(
    first: dict[str, Any], second: dict[str, Any], together: bool
) -> None:
    one, other = make_programme("one", rate_max=40, **first), make_programme("other", rate_max=40, **second)

    found, reverse = planned(one, other), planned(other, one)

    assert len(found.lines) == len(reverse.lines) == (2 if together else 1)
    assert ("choisissez" in " ".join(found.warnings)) is not together


def test_a_programme_that_fits_much_less_than_the_first_is_no_money_to_count_on() -> None:
    good, weak = proposed(make_programme("bon", rate_max=40), make_programme("faible", rate_max=40))

    found = plan(make_facts(budget=20000), [good, replace(weak, score=0.7)], make_base())

    assert found is not None
    assert amounts(found) == [("bon", 8000)]


def test_what_is_not_counted_twice_is_said_with_its_reason() -> None:
    union = [make_programme(name, rate_max=40, funds=("budget UE",)) for name in ("a", "b")]
    same = [make_programme(name, rate_max=40, funder="fondation") for name in ("a", "b")]
    rule = Cumulation(without=("state",), note="Pas d'autre argent de l'État.")
    ruled = [
        make_programme("a", rate_max=40, funds=("AFD",)),
        make_programme("b", rate_max=40, cumulation=rule, funds=("AFD",)),
    ]

    assert "deux aides de l'Union européenne" in planned(*union).warnings[0]
    assert "du même financeur" in planned(*same).warnings[0]
    assert planned(*ruled).warnings[0].endswith("choisissez. Pas d'autre argent de l'État.")


def test_a_flat_amount_without_a_known_ceiling_is_counted_at_its_least() -> None:
    towns = make_programme("villes", grant_min=10000, payment=Payment(lump_sum=True))

    (line,) = planned(towns, budget=60000).lines

    assert (line.amount, line.because) == (10000, "forfait compté au plus bas")


def test_a_rival_without_known_amounts_is_neither_a_lead_nor_a_warning() -> None:
    first = make_programme("a", rate_max=40, cumulation=Cumulation(without=("state",)))

    found = planned(first, make_programme("b", funds=("budget État",)))

    assert (amounts(found), found.leads, found.warnings) == ([("a", 8000)], (), ())


def test_a_flat_amount_is_paid_whole_or_not_at_all() -> None:
    flat = make_programme(
        "forfait", grant_min=30000, grant_max=60000, payment=Payment(lump_sum=True, amounts=(30000, 60000))
    )

    assert amounts(planned(flat, budget=70000)) == [("forfait", 60000)]
    assert amounts(planned(flat, budget=70000, own=20000)) == [("forfait", 30000)]
    assert amounts(planned(flat, budget=20000)) == []


def test_nothing_is_counted_under_the_smallest_grant() -> None:
    large = make_programme("grand", rate_max=80, grant_min=15000)

    assert amounts(planned(make_programme("a", rate_max=60), large)) == [("a", 12000)]
    cases = make_programme("cas", rate_max=80, grant_min=15000, rates=(Rate(80),))
    assert amounts(planned(make_programme("a", rate_max=60), cases)) == [("a", 12000)]


def test_the_lower_bound_is_counted_where_the_case_is_not_known() -> None:
    water = make_programme("eau", rate_max=70, rates=(Rate(70, "collectivité"), Rate(50, "association")))

    (line,) = planned(water).lines

    assert (line.amount, line.at_most) == (10000, 14000)
    assert line.because == "de 50 à 70 % selon le cas, compté au plus bas"


def test_who_pays_nothing_to_the_holder_has_no_line() -> None:
    part = make_programme("part", part_of="tout")
    whole = make_programme("tout", rate_max=80)
    giving = make_programme("don", rate_max=80, role_of_holder="contributor")
    abroad = make_programme("ailleurs", rate_max=80, role_of_holder="partner_applies")

    found = plan(make_facts(budget=20000), proposed(whole, giving, abroad), make_base(whole, giving, abroad, part))

    assert found is not None
    assert (found.lines, found.leads, found.to_find) == ((), (), 20000)


def test_a_programme_without_known_amounts_is_a_lead_while_something_is_to_be_found() -> None:
    unknown = make_programme("inconnu")

    assert [one.programme.id for one in planned(make_programme("a", rate_max=80), unknown).leads] == ["inconnu"]
    assert planned(make_programme("a", rate_max=100), unknown).leads == ()


def test_what_is_paid_afterwards_is_added_up() -> None:
    late = make_programme("tard", rate_max=40, payment=Payment("reimbursement"))
    early = make_programme("tot", rate_max=20, payment=Payment("advance"))

    found = planned(late, early, make_programme("va savoir", rate_max=10))

    assert found.afterwards == 8000
    assert [line.afterwards for line in found.lines] == [True, False, None]


def test_a_plan_that_leaves_nothing_to_pay_is_said_to_be_rare() -> None:
    assert any("gardez une part" in warning for warning in planned(make_programme(rate_max=100)).warnings)


def test_the_own_share_is_read_from_what_was_said() -> None:
    assert own_share_in([Share(20000, "budget"), Share(4000, "own_share")]) == 4000
    assert own_share_in([Share(20000, "budget"), Share(9000, "income")]) is None


# Over every case that is shown, with budgets from 1 € to 50 million.


@pytest.fixture(scope="module")
def shown(base: Base) -> list[tuple[ProjectFacts, tuple[Recommendation, ...]]]:
    adviser = Adviser(base, Places())
    found = []
    for name in SHOWN:
        for case in read_cases(name):
            facts = adviser.facts(case["text"], case["facts"], date.fromisoformat(case["as_of"]))
            found.append((facts, recommend(facts, base, 5).recommendations))
    return found


def test_a_plan_adds_up_and_breaks_no_rule(
    shown: list[tuple[ProjectFacts, tuple[Recommendation, ...]]], base: Base
) -> None:
    written = 0
    for (facts, recommendations), budget, own in product(shown, BUDGETS, (None, 0.1, 0.35)):
        share = own * budget if own else None
        found = plan(replace(facts, budget=float(budget)), recommendations, base, share)
        assert found is not None
        written += bool(found.lines)
        granted = sum(line.amount for line in found.lines)
        assert granted + found.own_share + found.to_find == found.budget == budget
        assert min(found.to_find, found.own_share) >= 0
        assert found.own_share == round(share or 0)
        _obeys(found, granted, base)
    assert written > len(shown)


def _obeys(found: Plan, granted: int, base: Base) -> None:
    for line in found.lines:
        programme, known = line.programme, line.recommendation
        ceilings = [one for one in (programme.grant_max, *(rate.grant_max for rate in programme.rates)) if one]
        flat = programme.payment.amounts if programme.payment else ()
        rules = programme.cumulation or Cumulation()
        assert known.status in ("open", "permanent", "between_calls")
        assert programme.role_of_holder is None
        assert not base.parts(programme.id)
        assert 0 < line.amount <= line.at_most <= found.budget
        assert not ceilings or line.at_most <= max(ceilings)
        assert programme.rate_max is None or line.at_most <= programme.rate_max * found.budget / 100
        assert line.amount >= (programme.grant_min or 0)
        assert not flat or line.amount in flat
        assert found.budget - granted >= (rules.own_share_min or 0) * found.budget / 100 - 1
        assert rules.public_max is None or granted <= rules.public_max * found.budget / 100
        assert line.because
    for one, other in combinations([line.programme for line in found.lines], 2):
        assert compatible(one, other, base)
        union = [
            any(fund.startswith(("budget UE", "FEDER", "FSE", "FEADER")) for fund in p.funds) for p in (one, other)
        ]
        assert not all(union)
