"""What an adviser must hear, over the real base."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from small_world import TODAY, make_facts

from assistant.matching.bodies import is_living
from assistant.matching.facts import ProjectFacts
from assistant.matching.rank import Advice, rank, recommend
from assistant.programmes.base import Base
from assistant.programmes.status import status_on
from assistant.vocabulary import FRAMEWORKS, GOALS, HOLDERS, REGION_DEPARTEMENTS

Advise = Callable[..., Advice]
ALIVE = {"open", "permanent", "between_calls"}


def ids(advice: Advice) -> list[str]:
    return [one.programme.id for one in advice.recommendations]


def bodies(advice: Advice) -> list[str]:
    return [one.organisation.id for one in advice.organisations]


def test_a_town_that_twins_with_italy(advise: Advise) -> None:
    advice = advise(
        goal="political", holder_type="commune", territory="43", partner_countries="IT", budget=20000,
        text="nous jumeler avec une ville italienne",
    )  # fmt: skip
    first = advice.recommendations[0]
    assert first.programme.id == "cerv-jumelage-de-villes-2021-2027"
    assert first.status == "between_calls"
    assert first.next_call is not None
    assert "septembre 2027" in first.next_call.when
    dates = next(one.text for one in first.criteria if one.name == "dates")
    assert "23 septembre 2026" in dates
    assert {"cidem", "afccre"} & {one.id for one in first.organisations}
    assert bodies(advice)[0] == "resacoop"
    assert "afccre" in bodies(advice)
    assert any(one.programme.id == "europe-pour-les-citoyens-2014-2020" for one in advice.ended)
    assert "agoraeu-2028-2034" in [one.programme.id for one in advice.upcoming]


INCLUSION = {
    "holder_type": "association", "territory": "03", "partner_countries": "GR,IT", "themes": "inclusion,employment",
    "text": "lutte contre l'exclusion, épargne solidaire",
}  # fmt: skip


def test_the_exclusion_project_of_2008(advise: Advise) -> None:
    advice = advise(as_of="2008-11-01", **INCLUSION)
    first = advice.recommendations[0]
    assert first.programme.id == "fse-national-2007-2013"
    assert any("Axe 4" in one.text and "transnationalité" in one.text for one in first.criteria)
    assert first.succession is not None
    assert "EQUAL" in first.succession
    over = {one.programme.id: one for one in advice.ended}
    assert "equal-2000-2006" in over
    assert "terminé" in over["equal-2000-2006"].sentence
    assert "fse-national-2007-2013" in [one.id for one in over["equal-2000-2006"].successors]


def test_the_same_project_today(advise: Advise) -> None:
    advice = advise(**INCLUSION)
    assert ids(advice)[0].startswith("fse-plus-")
    assert "fse-plus-national-2021-2027" in ids(advice)
    assert not any("2007-2013" in one or "2014-2020" in one for one in ids(advice))


def test_wells_in_burkina_faso(advise: Advise) -> None:
    wells: dict[str, Any] = {
        "holder_type": "association", "territory": "63", "themes": "water", "goal": "development",
        "text": "creuser des puits dans un village", "budget": 15000,
    }  # fmt: skip
    advice = advise(**wells, partner_countries="BF")
    assert ids(advice)[0] == "eau-loire-bretagne-solidarite-internationale"
    assert not any(one.startswith("cerv") for one in ids(advice))
    assert bodies(advice)[:2] == ["resacoop", "ps-eau"]
    # The session of 2026 took neither Mali nor Burkina Faso; the same wells in Senegal may go there.
    assert "microprojets-la-guilde" not in ids(advice)
    guilde = next(
        one
        for one in advise(**wells, partner_countries="SN").recommendations
        if one.programme.id == "microprojets-la-guilde"
    )
    assert guilde.grant_estimate is not None
    assert (guilde.grant_estimate.grant, guilde.grant_estimate.remainder) == (7500, 7500)


def test_a_water_syndicate_has_its_one_per_cent(advise: Advise) -> None:
    advice = advise(
        holder_type="syndicat", territory="03", partner_countries="BJ", themes="water", goal="development",
        text="forages et latrines", budget=30000,
    )  # fmt: skip
    assert set(ids(advice)[:2]) == {"eau-loire-bretagne-solidarite-internationale", "dispositif-1-pourcent-eau"}


def test_a_town_after_an_earthquake(advise: Advise) -> None:
    advice = advise(
        holder_type="commune", territory="63", partner_countries="MA", goal="humanitarian",
        text="aider après le séisme au Maroc",
    )  # fmt: skip
    assert set(ids(advice)) == {"faceco", "cuf-fonds-solidarite"}
    assert {"cites-unies-france", "cdcs"} <= set(bodies(advice))


@pytest.mark.parametrize("where", REGION_DEPARTEMENTS["FR-ARA"])
def test_sudoe_and_alcotra_stop_at_their_borders(where: str, base: Base) -> None:
    iberian = make_facts(holder_type="commune", territory=where, partner_countries="ES,PT", themes="tourism,water",
                         text="thermalisme et tourisme durable")  # fmt: skip
    assert ("interreg-vi-b-sudoe" in found(iberian, base)) == (where in ("03", "15", "43", "63"))
    alpine = make_facts(holder_type="epci", territory=where, partner_countries="IT", themes="tourism",
                        framework="cross_border", text="tourisme alpin transfrontalier")  # fmt: skip
    assert ("interreg-vi-a-alcotra" in found(alpine, base)) == (where in ("73", "74"))


def found(facts: ProjectFacts, base: Base) -> set[str]:
    return {one.programme.id for one in rank(facts, base)}


def test_a_school_exchange_with_germany(advise: Advise) -> None:
    advice = advise(
        holder_type="ecole", territory="15", partner_countries="DE", goal="political", themes="education,youth",
        text="échange avec un lycée allemand",
    )  # fmt: skip
    assert ids(advice)[0] == "ofaj-rencontres-de-jeunes"
    assert {"erasmus-plus-ka122-mobilite-courte-duree", "erasmus-plus-ka120-accreditation"} <= set(ids(advice))
    assert "fonds-citoyen-franco-allemand" not in ids(advice)


@pytest.mark.parametrize("year", [2004, 2008, 2016, 2021, 2026, 2027, 2029])
def test_never_a_closed_nor_an_unborn_programme(year: int, base: Base) -> None:
    """Every goal × framework × holder, with countries and a text that everything likes."""
    day = TODAY.replace(year=year)
    for goal, framework, holder in itertools.product(GOALS, FRAMEWORKS if year == TODAY.year else [None], HOLDERS):
        facts = ProjectFacts(
            goal=goal, framework=framework, holder_type=holder, partner_countries=("IT", "SN"),
            text="jumelage, eau, école et emploi", as_of=day,
        )  # fmt: skip
        advice = recommend(facts, base)
        assert all(status_on(one.programme, day) in ALIVE for one in advice.recommendations)
        assert all(one.status == status_on(one.programme, day) for one in advice.recommendations)
        assert all(status_on(one.programme, day) == "proposed" for one in advice.upcoming)
        assert all(status_on(one.programme, day) == "closed" for one in advice.ended)
        called = [one for recommendation in advice.recommendations for one in recommendation.organisations]
        called += [one.organisation for one in advice.organisations]
        assert all(is_living(one, facts.as_of.isoformat()) for one in called)
        if facts.as_of >= TODAY:
            assert all(one.status == "active" for one in called)


def test_the_bodies_are_those_of_the_day(base: Base) -> None:
    """CERAPCOOP answered for Auvergne until RESACOOP took over on 1 July 2017."""
    told = {"holder_type": "association", "territory": "03", "partner_countries": ["SN"], "goal": "development"}

    then = recommend(ProjectFacts.from_dict({**told, "as_of": "2008-11-01"}), base)
    now = recommend(ProjectFacts.from_dict({**told, "as_of": "2026-11-23"}), base)

    assert then.organisations[0].organisation.id == "cerapcoop"
    assert now.organisations[0].organisation.id == "resacoop"
    assert "cerapcoop" not in [support.organisation.id for support in now.organisations]
