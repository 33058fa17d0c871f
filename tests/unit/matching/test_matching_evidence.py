"""Words, and what is read from them, are evidence; the place, the countries and the scale tell an adviser more."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from small_world import TODAY, make_base, make_facts, make_programme

from assistant.matching.criteria import Judge, excluded
from assistant.matching.eligibility import judge_countries
from assistant.matching.facts import ProjectFacts
from assistant.matching.inference import facts_from
from assistant.matching.means import OUT_OF_SCALE, judge_budget
from assistant.matching.profile import judge_profile
from assistant.matching.rank import recommend
from assistant.matching.relevance import judge_framework, judge_goal, judge_themes
from assistant.programmes.records import Programme


@dataclass(frozen=True)
class Entity:
    entity: str
    value: Any
    role: str | None = None
    locality: str | None = None


def is_excluded(programme: Programme, facts: ProjectFacts, *others: Programme) -> bool:
    return excluded(Judge(facts, make_base(programme, *others)).criteria(programme))


def test_foreign_words_do_not_exclude_where_the_themes_agree() -> None:
    cricket = make_facts(text="sauver un criquet de la plaine", themes="environment,agriculture")
    nature = make_programme("nature", themes=("environment", "water", "waste", "energy"), keywords=("zone humide",))
    words = make_programme("words", keywords=("criquet", "plaine"))
    assert not is_excluded(nature, cricket, words)


def test_the_programme_of_this_border_is_the_first_thought() -> None:
    border = make_programme(
        "border", territories=("74",), partner_countries=("CH",), frameworks=("cross_border",), themes=("research",)
    )
    anywhere = make_programme(
        "anywhere", partner_countries=("CH", "IT"), frameworks=("cross_border",), themes=("tourism", "culture")
    )
    facts = make_facts(
        text="relancer la saison d'été", themes="tourism", territory="74", partner_countries="CH",
        framework="cross_border", holder_type="association",
    )  # fmt: skip
    base = make_base(border, anywhere, make_programme("words", keywords=("saison", "relance")))
    assert "border" in [one.programme.id for one in recommend(facts, base).recommendations]


def test_what_is_read_from_the_text_orders_and_does_not_exclude() -> None:
    given = make_facts(goal="political", framework="international", themes="sport", text="un échange sportif")
    read = replace(given, inferred=frozenset({"goal", "framework", "themes"}))
    programme = make_programme(goals=("development",), frameworks=("cross_border",), themes=("education",))
    base = make_base(programme)
    for judge in (judge_goal, judge_framework):
        assert judge(given, programme, base).excludes
        assert not judge(read, programme, base).excludes
    assert (judge_themes(read, programme, base).grade or 0) > (judge_themes(given, programme, base).grade or 0)


def test_facts_read_from_a_text_are_said_to_be_so_and_are_no_fact_of_the_project() -> None:
    read = facts_from([], "un jumelage", TODAY)
    assert {"goal", "themes"} <= read.inferred
    assert "inferred" not in read.to_dict()


def test_a_development_fund_may_help_europeans_to_meet_but_no_twinning_fund_builds() -> None:
    building = make_programme(goals=("development",), partner_countries=("UE27",))
    meeting = make_programme(goals=("political",), partner_countries=("UE27",))
    base = make_base(building, meeting)
    assert not judge_goal(make_facts(goal="political", partner_countries="IT"), building, base).excludes
    assert judge_goal(make_facts(goal="development", partner_countries="IT"), meeting, base).excludes
    assert judge_goal(make_facts(goal="political", partner_countries="SN"), building, base).excludes


def test_a_project_without_a_country_is_rather_at_home() -> None:
    facts = make_facts(text="protéger un marais")
    home = make_programme("home", family="environment", frameworks=("transnational",), partner_countries=("UE27",))
    abroad = make_programme("abroad", frameworks=("international",), partner_countries=("APD",))
    base = make_base(home, abroad)
    near, far = judge_countries(facts, home, base), judge_countries(facts, abroad, base)
    assert (near.grade or 0) > (far.grade or 0)
    assert not far.excludes


@pytest.mark.parametrize("text", ["Pas d'étranger.", "pas de partenaire étranger", "sans partenaire européen"])
def test_nobody_abroad_is_understood(text: str) -> None:
    assert facts_from([], text, TODAY).partner_countries == ("FR",)


def test_a_drop_in_the_ocean_is_not_proposed_nor_the_union_for_pocket_money() -> None:
    drop = make_programme(rate_max=50, grant_max=12_500)
    assert judged_budget(drop, 750_000).excludes
    assert not judged_budget(drop, 100_000).excludes
    union = make_programme(funds=("budget UE",), themes=("health",))
    assert judged_budget(union, 11_000).grade == OUT_OF_SCALE
    assert judged_budget(union, 110_000).grade != OUT_OF_SCALE


def judged_budget(programme: Programme, budget: float) -> Any:
    return judge_budget(make_facts(budget=budget), programme, make_base(programme))


def test_a_programme_for_the_young_is_for_the_young() -> None:
    programme = make_programme(themes=("youth", "education", "culture", "sport", "peace"))
    base = make_base(programme)
    old = judge_themes(make_facts(themes="culture", text="une chorale de retraités"), programme, base)
    young = judge_themes(make_facts(themes="culture", text="une chorale de jeunes"), programme, base)
    assert (old.grade or 0) < 0.5 < (young.grade or 0)


@pytest.mark.parametrize(
    ("condition", "text", "bars"),
    [
        ("Association de plus de deux ans.", "asso créée il y a 14 mois", True),
        ("Association de plus de deux ans.", "on a monté une asso il y a six mois", True),
        ("Association de plus de deux ans.", "asso créée il y a 4 ans", False),
        ("Association de plus de deux ans.", "une association", False),
        ("Moins de 200 000 € de ressources annuelles.", "320 000 euros de budget annuel", True),
        ("Moins de 200 000 € de ressources annuelles.", "240 000 euros de budget par an", True),
        ("Moins de 200 000 € de ressources annuelles.", "budget du projet : 320 000 euros", False),
        ("Avoir 18 ans dans la période.", "J'ai 24 ans", True),
        ("Jeunes jusqu'à 30 ans.", "J'ai 24 ans", False),
    ],
)
def test_what_holders_say_of_themselves_against_the_conditions(condition: str, text: str, bars: bool) -> None:
    programme = make_programme(conditions=(condition,))
    found = judge_profile(make_facts(text=text), programme, make_base(programme))
    assert (found is not None and found.excludes) is bars


def test_towns_together_are_about_the_town_and_a_school_teaches() -> None:
    assert "urban" in facts_from([], "avec d'autres villes européennes, encourager les entreprises", TODAY).themes
    assert "urban" not in facts_from([], "jumelage avec deux autres villes", TODAY).themes
    school = facts_from([Entity("holder_type", "ecole")], "deux classes et des sites naturels", TODAY)
    assert school.themes == ("education",)


def test_without_a_known_subject_the_generalist_comes_before_the_specialist() -> None:
    wide = make_programme("wide", themes=("governance", "education", "health", "agriculture", "water", "culture"))
    narrow = make_programme("narrow", themes=("waste",))
    base = make_base(wide, narrow)
    facts = make_facts(text="plusieurs secteurs à la fois", partner_countries="RW")
    assert (judge_themes(facts, wide, base).grade or 0) > (judge_themes(facts, narrow, base).grade or 0)


def test_who_leaves_the_cooperation_of_authorities_to_others_takes_none_of_a_twinning() -> None:
    programme = make_programme(conditions=("Projet hors de toute coopération décentralisée.",))
    twinned = judge_profile(make_facts(text="le comité de jumelage creuse un puits"), programme, make_base(programme))
    assert twinned is not None
    assert twinned.excludes
    assert judge_profile(make_facts(text="notre association creuse un puits"), programme, make_base(programme)) is None
