"""One criterion at a time, on records of a few lines."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from small_world import make_base, make_facts, make_organisation, make_programme

from assistant.matching.criteria import EXPLAINING, RULES, Judge, Rule, excluded, is_neighbourly
from assistant.matching.criterion import Criterion, barred, met
from assistant.matching.eligibility import (
    NOBODY_TO_LEAD,
    OUT_OF_PLACE,
    judge_conditions,
    judge_countries,
    judge_holder,
    judge_territory,
)
from assistant.matching.facts import ProjectFacts
from assistant.matching.grants import estimate
from assistant.matching.means import FAR_TOO_FEW, judge_budget, judge_duration, judge_partnership
from assistant.matching.rank import score_of
from assistant.matching.relevance import judge_framework, judge_goal, judge_priorities, judge_text, judge_themes
from assistant.matching.scale import OUT_OF_SCALE
from assistant.programmes.base import Base
from assistant.programmes.records import Partnership, Payment, Programme, Rate

AUVERGNE = ("03", "15", "43", "63")


def judged(judge: Callable[..., Criterion | None], programme: Programme, **facts: Any) -> Criterion:
    found = judge(make_facts(**facts), programme, make_base(programme))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("where", "outcome", "excludes"),
    [("63", "met", False), ("69", "unmet", True), ("FR-ARA", "unknown", False), ("FR-BRE", "unmet", True),
     (None, "unknown", False)],
)  # fmt: skip
def test_territory_down_to_the_departement(where: str | None, outcome: str, excludes: bool) -> None:
    found = judged(judge_territory, make_programme(territories=AUVERGNE), territory=where)
    assert (found.outcome, found.excludes) == (outcome, excludes)


def test_a_region_is_told_which_of_its_departements_are_in() -> None:
    found = judged(judge_territory, make_programme(territories=("03", "15")), territory="FR-ARA")
    assert "Allier et Cantal" in found.text
    assert "À vérifier" in found.text


def test_a_departement_is_in_the_region_and_an_excluded_one_is_out() -> None:
    assert judged(judge_territory, make_programme(territories=("FR-ARA",)), territory="63").outcome == "met"
    shut = make_programme(territories=(), territories_excluded=("FR-ARA",))
    assert judged(judge_territory, shut, territory="63").excludes
    assert judged(judge_territory, shut, territory="35").outcome == "unknown"


def test_the_fund_of_a_metropolis_far_away_is_not_proposed() -> None:
    programme = make_programme(family="regional", funder="metropole")
    base = make_base(programme, organisations=(make_organisation("metropole", territories=("38",)),))
    far = judge_territory(make_facts(territory="03"), programme, base)
    assert (far.excludes, "Isère" in far.text) == (True, True)
    assert judge_territory(make_facts(territory="38"), programme, base).outcome == "met"
    assert not judge_territory(make_facts(), programme, base).excludes


def test_who_tells_no_place_is_sent_to_programmes_of_all_france_first() -> None:
    one, region, france = (
        judged(judge_territory, make_programme(territories=of)).grade or 0 for of in (("03",), ("FR-ARA",), ("FR",))
    )
    assert one < region < 0.5 < france


def test_holder_admitted_partner_only_or_refused() -> None:
    programme = make_programme(holders=("commune", "association"), lead_holders=("commune",))
    assert judged(judge_holder, programme, holder_type="commune").outcome == "met"
    partner = judged(judge_holder, programme, holder_type="association")
    assert partner.outcome == "unknown"
    assert "pas chef de file" in partner.text
    assert judged(judge_holder, programme, holder_type="entreprise").excludes
    assert judged(judge_holder, programme).outcome == "unknown"


def test_a_hospital_may_pass_as_a_public_body_after_checking() -> None:
    found = judged(judge_holder, make_programme(holders=("etablissement_public",)), holder_type="hopital")
    assert found.outcome == "unknown"


def test_a_local_association_asks_itself_for_what_the_partner_asks() -> None:
    embassy = make_programme(role_of_holder="partner_applies")
    local = {"holder_type": "association", "text": "Notre petite association locale forme des couturières à Bohicon"}
    assert judged(judge_holder, embassy, **local).outcome == "met"
    assert judged(judge_holder, embassy, **local, territory="63").outcome == "unknown"
    assert (
        judged(judge_holder, embassy, holder_type="association", text="avec une association locale").outcome
        == "unknown"
    )


def test_who_pays_in_or_stands_behind_its_partner_is_told_so() -> None:
    fund = make_programme(holders=("commune",), role_of_holder="contributor")
    assert "versez" in judged(judge_holder, fund, holder_type="commune").text
    abroad = make_programme(holders=("commune",), role_of_holder="partner_applies")
    found = judged(judge_holder, abroad, holder_type="commune")
    assert found.outcome == "unknown"
    assert "votre partenaire" in found.text


@pytest.mark.parametrize(
    ("wanted", "outcome", "excludes"),
    [("IT", "met", False), ("BF", "unmet", True), ("IT,BF", "unknown", False), (None, "unknown", False),
     ("MEDITERRANEE", "unknown", False), ("SAHEL", "unmet", True), ("FR", "unmet", True)],
)  # fmt: skip
def test_partner_countries(wanted: str | None, outcome: str, excludes: bool) -> None:
    programme = make_programme(partner_countries=("UE27",), family="citizens")
    found = judged(judge_countries, programme, partner_countries=wanted)
    assert (found.outcome, found.excludes) == (outcome, excludes)


def test_a_fund_for_one_country_is_not_for_a_project_with_three() -> None:
    german, ours = make_programme(partner_countries=("DE",)), make_programme(partner_countries=("DE", "PL"))
    assert judged(judge_countries, german, partner_countries="DE,PT,HR").excludes
    assert OUT_OF_PLACE < (judged(judge_countries, german, partner_countries="DE,PT").grade or 0) < 0.3
    # … but one for several countries may serve a part of them
    assert judged(judge_countries, ours, partner_countries="DE,PT,HR").grade == OUT_OF_PLACE


def test_europe_as_a_setting_adds_nothing_to_the_country_that_is_named() -> None:
    german = make_programme(partner_countries=("DE",))
    assert judged(judge_countries, german, partner_countries="CZ,UE27").excludes
    assert not judged(judge_countries, german, partner_countries="UE27").excludes


def test_who_may_not_lead_needs_an_authority_that_does() -> None:
    call = make_programme(holders=("commune", "association"), lead_holders=("commune",))
    alone = judged(judge_holder, call, holder_type="association", text="notre dispensaire au Togo")
    beside = judged(judge_holder, call, holder_type="association", text="avec la mairie de notre bourg, au Togo")
    assert (alone.grade, alone.outcome) == (NOBODY_TO_LEAD, "unmet")
    assert (beside.grade or 0) > NOBODY_TO_LEAD


def test_a_giver_abroad_that_helps_at_home_too_is_likelier_where_no_country_is_told() -> None:
    abroad = make_programme()
    here_too = make_programme(partnership=Partnership(min_countries=1))
    text = "récupérer des palettes avec des chômeuses"
    assert (judged(judge_countries, here_too, text=text).grade or 0) > (
        judged(judge_countries, abroad, text=text).grade or 0
    )


def test_one_country_is_no_partnership_to_find() -> None:
    alone = make_programme(partnership=Partnership(min_countries=1))
    assert judge_partnership(make_facts(partner_countries="SN"), alone, make_base(alone)) is None


def test_a_city_that_acts_at_home_needs_no_country() -> None:
    text = {"text": "rafraîchir un quartier"}
    of_cities = {"family": "territorial_cooperation", "partner_countries": ("UE27",), "frameworks": ("interregional",)}
    at_home = make_programme(**of_cities, partnership=Partnership(min_countries=1))
    with_others = replace(at_home, partnership=Partnership(min_countries=3))
    assert (judged(judge_countries, at_home, **text).grade or 0) > (
        judged(judge_countries, with_others, **text).grade or 0
    )


def test_a_country_outside_is_named() -> None:
    programme = make_programme(partner_countries=("UE27",))
    assert "Burkina Faso" in judged(judge_countries, programme, partner_countries="IT,BF").text


def test_a_fund_for_few_countries_is_worth_more_than_a_fund_for_all() -> None:
    narrow = judged(judge_countries, make_programme(partner_countries=("SN",)), partner_countries="SN")
    wide = judged(judge_countries, make_programme(partner_countries=("MONDE",)), partner_countries="SN")
    assert (narrow.grade or 0) > (wide.grade or 0)


def test_countries_named_beside_the_whole_world_are_required() -> None:
    franco_german = make_programme(partner_countries=("DE", "MONDE"))
    assert judged(judge_countries, franco_german, partner_countries="IT").excludes
    assert not judged(judge_countries, franco_german, partner_countries="DE,IT").excludes


def test_a_programme_that_lists_no_country_is_not_for_africa_unless_it_goes_abroad() -> None:
    regional = make_programme(partner_countries=(), frameworks=())
    assert judged(judge_countries, regional, partner_countries="BF").excludes
    assert judged(judge_countries, regional, partner_countries="IT").outcome == "unknown"
    assert judged(judge_countries, make_programme(partner_countries=()), partner_countries="BF").outcome == "unknown"


def test_a_country_that_the_programme_excludes_is_out_and_the_others_are_not() -> None:
    fund = make_programme(partner_countries=("APD",), partner_countries_excluded=("ML", "BF"))
    out = judged(judge_countries, fund, partner_countries="ML,BF")
    assert out.excludes
    assert out.text == "Pays exclus par ce programme : Mali et Burkina Faso."
    assert judged(judge_countries, fund, partner_countries="SN").outcome == "met"
    # One country of several, or of a group, does not shut the door on the rest
    for wanted in ("ML,SN", "SAHEL"):
        found = judged(judge_countries, fund, partner_countries=wanted)
        assert (found.outcome, found.excludes) == ("unknown", False)
        assert "Mali" in found.text
    assert not judged(judge_countries, fund).excludes


def test_a_country_is_excluded_from_the_day_that_the_record_says() -> None:
    fund = make_programme(partner_countries_excluded=("ML",), countries_excluded_since="2022-12")
    assert judged(judge_countries, fund, partner_countries="ML", as_of="2022-11-30").outcome == "met"
    out = judged(judge_countries, fund, partner_countries="ML", as_of="2022-12-01")
    assert out.excludes
    assert out.text == "Pays exclu par ce programme depuis décembre 2022 : Mali."


def test_a_condition_that_names_the_country_is_quoted() -> None:
    programme = make_programme(conditions=("Au Mali et au Niger, accord de l'ambassade.", "Deux ans d'existence."))
    found = judged(judge_conditions, programme, partner_countries="NE")
    assert found.outcome == "unknown"
    assert "accord de l'ambassade" in found.text
    assert judge_conditions(make_facts(partner_countries="SN"), programme, make_base(programme)) is None


def test_goal_met_unmet_unknown() -> None:
    programme = make_programme(goals=("political",))
    assert judged(judge_goal, programme, goal="political").outcome == "met"
    assert judged(judge_goal, programme, goal="development").excludes
    assert judged(judge_goal, programme).outcome == "unknown"
    # a goal that it serves beside its own is less what it is made for
    both = make_programme(goals=("development", "political"))
    first, second = (judged(judge_goal, both, goal=goal).grade or 0 for goal in ("development", "political"))
    assert second < first < 1.0


def test_wells_called_humanitarian_keep_development_funds() -> None:
    aid = make_programme(goals=("development",), partner_countries=("APD",))
    assert judged(judge_goal, aid, goal="humanitarian", themes="water").outcome == "unknown"
    assert judged(judge_goal, aid, goal="humanitarian", text="secours après le séisme").excludes


def test_the_goal_of_a_school_exchange_is_the_exchange() -> None:
    programme = make_programme(goals=("political",), family="education_youth", holders=("ecole",))
    assert judged(judge_goal, programme, goal="development", holder_type="ecole").outcome == "unknown"


def test_a_crisis_fund_is_for_crises() -> None:
    fund = make_programme(goals=("humanitarian", "political"), themes=("emergency",), role_of_holder="contributor")
    assert judged(judge_themes, fund, goal="political", text="jumelage").excludes
    assert judged(judge_themes, fund, goal="humanitarian", text="le séisme au Maroc").outcome == "met"


def test_an_emergency_ward_is_no_emergency() -> None:
    fund = make_programme(themes=("emergency",), goals=("humanitarian",))
    assert judged(judge_themes, fund, text="former le service des urgences de l'hôpital").excludes


def test_twinning_is_decentralised_and_transnational_alike() -> None:
    programme = make_programme(frameworks=("transnational",))
    assert judged(judge_framework, programme, framework="decentralised").outcome == "unknown"
    assert judged(judge_framework, programme, framework="transnational").outcome == "met"
    assert judged(judge_framework, make_programme(), framework="cross_border").excludes


def test_themes_shared_near_and_foreign() -> None:
    programme = make_programme(themes=("energy", "employment"))
    assert judged(judge_themes, programme, themes="energy").outcome == "met"
    assert judged(judge_themes, programme, themes="environment").outcome == "unknown"
    assert judged(judge_themes, programme, themes="sport").outcome == "unmet"


def test_a_programme_made_for_the_theme_beats_one_open_to_all() -> None:
    made_for = judged(judge_themes, make_programme(themes=("water",)), themes="water")
    open_to_all = make_programme(themes=("health", "education", "culture", "economy", "water"))
    assert (made_for.grade or 0) > (judged(judge_themes, open_to_all, themes="water").grade or 0)


def test_a_fund_of_one_subject_is_not_for_its_by_products() -> None:
    water = make_programme(themes=("water", "health"))
    broad = make_programme(themes=("education", "health", "culture", "economy", "water"))
    of_water, of_all = (judged(judge_themes, one, themes="health").grade or 0 for one in (water, broad))
    assert of_water < of_all


def test_text_quotes_the_keywords() -> None:
    programme = make_programme(keywords=("comité de jumelage", "forage"))
    other = make_programme("q", keywords=("festival", "orgue"))
    base = make_base(programme, other)
    found = judge_text(make_facts(text="notre comité de jumelage"), programme, base)
    assert found is not None
    assert "« comité de jumelage »" in found.text
    apart = judge_text(make_facts(text="notre comité de jumelage"), other, base)
    assert apart is not None
    assert apart.outcome == "unmet"
    assert judge_text(make_facts(text="xyzzy"), programme, base) is None


def test_priorities_nearest_to_the_project_are_quoted() -> None:
    axes = ("Axe 1 : routes", "Axe 4 : innovations et transnationalité", "Axe 2 : emploi")
    programme = make_programme(priorities=axes)
    found = judged(judge_priorities, programme, themes="employment", partner_countries="IT")
    assert "Axe 4" in found.text
    assert "Axe 2" in found.text
    assert "Axe 1" not in found.text


def test_budget_too_small_is_excluded_near_is_not() -> None:
    programme = make_programme(grant_min=30000, grant_max=60000)
    assert judged(judge_budget, programme, budget=15000).excludes
    assert not judged(judge_budget, programme, budget=28000).excludes
    assert judged(judge_budget, programme, budget=50000).outcome == "met"


def test_an_umbrella_is_out_of_reach_when_all_its_parts_are() -> None:
    umbrella, part = make_programme("u"), make_programme("v", part_of="u", grant_min=700000)
    found = judge_budget(make_facts(budget=20000), umbrella, make_base(umbrella, part))
    assert found is not None
    assert found.excludes


def test_sizes_told_in_a_note_are_quoted_and_do_not_exclude() -> None:
    programme = make_programme(grant_note="Montant total du projet d'au moins 500 000 €.")
    found = judged(judge_budget, programme, budget=15000)
    assert "500 000 €" in found.text
    assert found.outcome == "unknown"


def test_without_a_budget_what_is_asked_is_compared_with_what_is_given() -> None:
    programme = make_programme("p", grant_min=30000, grant_max=60000)
    small = judged(judge_budget, programme, grant=6000)
    assert (small.outcome, small.grade) == ("unknown", OUT_OF_SCALE)
    assert judged(judge_budget, make_programme("p", grant_max=2000), grant=90000).outcome == "unmet"
    # the project itself may cost more than is asked: nothing is excluded
    assert not small.excludes
    assert judged(judge_budget, programme, grant=6000, budget=50000).outcome == "met"


def test_a_partnership_of_three_countries_is_heavy_for_a_small_budget() -> None:
    programme = make_programme(partnership=Partnership(min_countries=3))
    assert "petit" in judged(judge_budget, programme, budget=20000).text
    assert judged(judge_budget, programme, budget=200000).outcome == "unknown"


def test_a_flat_amount_is_not_for_a_project_many_times_larger() -> None:
    flat = make_programme(grant_min=30000, grant_max=60000, payment=Payment(lump_sum=True, amounts=(30000, 60000)))
    assert judged(judge_budget, flat, budget=60000).outcome == "met"
    assert judged(judge_budget, flat, budget=250000).grade == OUT_OF_SCALE


def test_a_fund_of_unknown_amounts_is_small_beside_a_large_project() -> None:
    fund = make_programme(family="foundation")
    assert judged(judge_budget, fund, budget=800000).grade == OUT_OF_SCALE
    assert (judged(judge_budget, fund, budget=30000).grade or 0) > OUT_OF_SCALE
    large = make_programme(family="external_aid", grant_min=300000, rates=(Rate(rate=50),))
    assert (judged(judge_budget, large, budget=900000).grade or 0) > 0.5


def test_what_it_would_give_and_what_remains() -> None:
    given = estimate(make_facts(budget=15000), make_programme(rate_max=50, grant_max=12500))
    assert given is not None
    assert (given.grant, given.remainder) == (7500, 7500)
    assert "7 500 €" in given.text
    capped = estimate(make_facts(budget=100000), make_programme(rate_max=50, grant_max=12500))
    assert capped is not None
    assert (capped.grant, capped.remainder) == (12500, 87500)
    free = estimate(make_facts(budget=15000), make_programme(role_of_holder="contributor"))
    assert free is not None
    assert free.grant is None
    assert estimate(make_facts(budget=15000), make_programme()) is None


def test_without_a_budget_the_rule_is_told() -> None:
    told = estimate(make_facts(), make_programme(rate_max=80, grant_min=1000, grant_max=5000))
    assert told is not None
    assert told.text == "Aide : jusqu'à 80 % des dépenses éligibles, de 1 000 € à 5 000 €."


def test_partners_missing_do_not_exclude() -> None:
    programme = make_programme(partnership=Partnership(min_partners=3, min_countries=3))
    found = judged(judge_partnership, programme, partner_countries="IT")
    assert (found.outcome, found.excludes) == ("unmet", False)
    assert judged(judge_partnership, programme, partner_countries="IT,ES", partner_count=2).outcome == "met"
    assert judged(judge_partnership, programme).outcome == "unknown"


def test_who_names_four_countries_has_four_partners() -> None:
    asked = make_programme(partnership=Partnership(min_partners=5, min_countries=4))
    assert judged(judge_partnership, asked, partner_countries="GR,HR,IT,ES").outcome == "met"
    assert judged(judge_partnership, asked, partner_countries="GR,HR,IT").outcome == "unknown"


def test_a_longer_project_is_told_so() -> None:
    programme = make_programme(duration_months_max=12)
    assert judged(judge_duration, programme, duration_months=24).outcome == "unmet"
    assert judged(judge_duration, programme, duration_months=12).outcome == "met"


def test_unknown_never_excludes_and_another_subject_does() -> None:
    programme = make_programme(themes=("sport",))
    assert not excluded(Judge(make_facts(), make_base(programme)).criteria(programme))
    assert excluded(Judge(make_facts(themes="water"), make_base(programme)).criteria(programme))
    assert excluded([met("a", "A.", 1.0), barred("b", "B.")])
    assert not excluded([barred("dates", "B.")], but=frozenset({"dates"}))


@pytest.mark.parametrize("rule", RULES + EXPLAINING, ids=lambda rule: rule.name)
def test_a_rule_reads_no_more_than_it_says(rule: Any) -> None:
    """What was judged once is kept by the facts that a rule says it reads: another one would give a stale answer."""

    class Watched(ProjectFacts):
        def __getattribute__(self, name: str) -> Any:
            if name in ProjectFacts.__dataclass_fields__:
                read.add(name)
            return super().__getattribute__(name)

    read: set[str] = set()
    programmes = [
        make_programme(themes=("emergency", "water"), role_of_holder="contributor", priorities=("eau",), grant_min=5.0,
                       duration_months_max=3, partnership=Partnership(2, 2), conditions=("Italie.",)),
        make_programme("q", family="education_youth", goals=("political",), territories=("63",), grant_min=9e5),
        make_programme("r", frameworks=("transnational",), territories_excluded=("FR-ARA",), partner_countries=()),
        make_programme("s", rate_max=80, rates=(Rate(80, territories=("63",), countries=("IT",), themes=("sport",)),)),
        make_programme("leader-2023-2027-ara", territories=("FR-ARA",)),
    ]  # fmt: skip
    base = make_base(*programmes)
    for goal in (None, "humanitarian", "development"):
        for programme in programmes:
            facts = Watched(goal, "transnational", "ecole", "63", ("IT",), ("water",), 1000.0, 6.0, 2, "séisme, eau")
            rule.judge(facts, programme, base)
            rule.judge(Watched(), programme, base)
    assert read <= set(rule.read)


def test_without_a_rate_no_sum_is_promised() -> None:
    programme = make_programme(grant_min=8455, grant_max=50745)
    told = estimate(make_facts(budget=20000), programme)
    assert told is not None
    assert (told.grant, told.remainder) == (None, None)
    assert "à vérifier" in told.text
    assert judged(judge_budget, programme, budget=20000).outcome == "met"


def test_work_and_the_fight_against_exclusion_are_one_subject() -> None:
    social = make_programme(themes=("employment", "inclusion", "youth", "education"))
    schooling = make_programme(themes=("education", "inclusion", "youth", "culture"))

    of_social, of_schooling = (judged(judge_themes, one, themes="inclusion").grade or 0 for one in (social, schooling))

    assert of_social > of_schooling


def test_the_united_kingdom_is_of_the_union_in_the_programmes_of_its_time() -> None:
    # GIVEN a British partner, and a programme of the Union before the United Kingdom left and one after
    for listed in (("UE27",), ()):
        before = make_programme(partner_countries=listed, frameworks=("transnational",), period="2014-2020")
        after = replace(before, period="2021-2027")
        # THEN it is among the countries of the first alone
        assert not judged(judge_countries, before, partner_countries="GB").excludes
        assert judged(judge_countries, after, partner_countries="GB").excludes


def test_several_countries_of_europe_are_transnational_and_interregional_alike() -> None:
    interregional = make_programme(frameworks=("interregional",))
    found = judged(judge_framework, interregional, framework="transnational")
    assert (found.grade or 0) > 0.8


def test_rural_groups_of_several_countries_share_a_large_budget() -> None:
    programme = make_programme(family="rural", frameworks=("transnational",), rate_max=50)
    alone = judged(judge_budget, programme, budget=500_000)
    shared = judged(judge_budget, programme, budget=500_000, partner_countries="FI,IE")
    assert alone.grade == OUT_OF_SCALE
    assert shared.grade != OUT_OF_SCALE


def test_a_file_of_the_union_is_heavy_for_a_few_thousand_euros_of_relief_too() -> None:
    relief = make_programme(family="humanitarian", funds=("budget UE",), themes=("emergency",), rate_max=95)
    assert judged(judge_budget, relief, budget=4_000, themes="emergency").grade == OUT_OF_SCALE


def test_a_space_that_asks_for_more_countries_is_no_neighbour_of_two() -> None:
    mine = {"territory": 0.9, "partner_countries": 0.9}
    asks_three = make_programme(partnership=Partnership(min_countries=3), partner_countries=("ES", "PT"))
    found = judged(judge_partnership, asks_three, partner_countries="ES").grade or 0.0
    assert is_neighbourly(mine)
    assert not is_neighbourly({**mine, "partnership": found})


def test_a_few_hundred_euros_are_not_worth_a_file_paid_back_later() -> None:
    group = make_programme(family="rural")
    assert judged(judge_budget, group, budget=600).grade == OUT_OF_SCALE
    assert judged(judge_budget, group, budget=6000).grade != OUT_OF_SCALE


def test_a_programme_is_admitted_with_its_criteria_unless_one_excludes_it() -> None:
    facts = make_facts(holder_type="association", themes="water", partner_countries="ML", budget=20_000)
    programmes = [
        make_programme("for-it", themes=("water",)),
        make_programme("for-others", themes=("water",), holders=("universite",)),
        make_programme("elsewhere", themes=("water",), partner_countries=("IT",)),
        make_programme("too-large", themes=("water",), grant_min=500_000),
        make_programme("over", themes=("water",), period="2000-2006", status="closed"),
    ]
    base, but = make_base(*programmes), frozenset({"dates"})
    for leaving in (frozenset[str](), but):
        for programme in programmes:
            criteria = Judge(facts, base).criteria(programme)
            expected = None if excluded(criteria, leaving) else criteria
            # judged anew, by facts that nobody asked about before
            assert Judge(replace(facts), make_base(*programmes)).admitted(programme, leaving) == expected
    assert [one.id for one in programmes if Judge(facts, base).admitted(one, but)] == ["for-it", "over"]


def test_a_programme_that_is_shut_out_is_not_judged_further() -> None:
    judged: list[str] = []

    def noted(rule: Rule) -> Rule:
        return replace(rule, judge=lambda *known: (judged.append(rule.name), rule.judge(*known))[1])  # type: ignore[func-returns-value]

    programme = make_programme(holders=("universite",))
    judge = Judge(make_facts(holder_type="association", text="un puits"), make_base(programme), map(noted, RULES))

    assert judge.admitted(programme) is None
    assert "holder" in judged
    assert not {"text", "themes", "nature", "budget"} & set(judged)


def test_a_programme_of_much_wider_partnerships_is_another_s() -> None:
    # GIVEN a programme of four countries WHEN the project has two or three
    wide = make_programme(partnership=Partnership(min_countries=4))
    two, three = (judged(judge_partnership, wide, partner_countries=codes) for codes in ("CH", "CH,IT"))
    # THEN one country may be found, two are another partnership
    assert (two.grade, three.grade) == (FAR_TOO_FEW, 0.25)
    # AND it counts against the whole, beyond the weight of the criterion
    met_all = met("themes", "oui", 0.8)
    scores = [score_of((met_all, one), wide, "open", make_facts(), make_base(wide)) for one in (two, three)]
    assert scores[0] < 0.9 * scores[1]


def test_what_is_done_in_a_village_is_rural_whatever_its_subject() -> None:
    # GIVEN themes that were read from a text, in a village and in a town
    leader, inferred = make_programme(family="rural", themes=("rural", "tourism", "culture")), frozenset({"themes"})
    village, town = (
        judge_themes(replace(make_facts(themes="inclusion", locality=code), inferred=inferred), leader, Base())
        for code in ("63439", "63113")
    )
    # THEN the rural programme covers what the village does, and only that
    assert (village.outcome, town.outcome) == ("met", "unmet")
    # AND themes that were stated stand as they are
    assert judged(judge_themes, leader, themes="inclusion", locality="63439").outcome == "unmet"


def test_a_large_town_may_lead_large_projects() -> None:
    large = make_programme(grant_min=700_000)
    town, village = (
        judged(judge_budget, large, holder_type="commune", locality=code).grade for code in ("63113", "63439")
    )
    assert (town, village) == (0.5, OUT_OF_SCALE)
