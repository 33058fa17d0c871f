"""Programmes that go through local bodies, down to the commune."""

import csv
from dataclasses import replace
from datetime import date

import pytest
import yaml
from small_world import make_base, make_facts, make_organisation, make_programme

from assistant.errors import InputError
from assistant.matching.bodies import contacts, managers
from assistant.matching.calls import first_calls
from assistant.matching.explain import why_not
from assistant.matching.facts import ProjectFacts
from assistant.matching.financing import plan
from assistant.matching.localities import departement_of, locality, with_postcode
from assistant.matching.perimeters import (
    in_a_large_town,
    in_a_village,
    judge_place,
    out_of_reach,
    partly,
    peopled,
    perimeters,
    place_of,
)
from assistant.matching.rank import recommend
from assistant.matching.territories import departements_of
from assistant.matching.words import number
from assistant.programmes.base import Base
from assistant.settings import DATA

LEADER = "leader-2023-2027-ara"
AMBERT, VILLEURBANNE, ARBRESLE, DIE, MOUTIERS = "63003", "69266", "69010", "26113", "73181"
ROYAT, LE_GUA, GENAS, ANNECY, ROANNE = "63308", "38187", "69277", "74010", "42187"
METROPOLE_DE_LYON, TRIEVES = "200046977", "200030658"


def judged(base: Base, **facts: object) -> tuple[str, str]:
    found = judge_place(make_facts(**facts), base.programmes[LEADER], base)
    return found.outcome, found.text


def test_every_code_and_id_is_known(base: Base) -> None:
    # GIVEN the perimeters as they are written
    read = yaml.safe_load((DATA / "perimeters.yml").read_text(encoding="utf-8"))["perimeters"]
    with (DATA / "places" / "epci.tsv").open(encoding="utf-8", newline="") as lines:
        epci = {row["code"] for row in csv.DictReader(lines, delimiter="\t")}

    for one in read:
        programme = base.programmes[one["programme"]]
        shut, served = one["excluded"], [code for body in one["bodies"] for code in body.get("epci", ())]
        # THEN each intercommunality exists, is served once, and is not shut out
        assert {*served, *shut["epci"]} <= epci
        assert len(set(served)) == len(served)
        assert not {*served} & {*shut["epci"]}
        # AND each commune to check is of an intercommunality that is shut out
        for code in shut["communes_to_check"]:
            place = locality(code)
            assert place is not None
            assert place.epci in shut["epci"]
        # AND each body is one of the programme's, at work where its intercommunalities lie
        for body in one["bodies"]:
            assert body["organisation"] in programme.managed_by
            territories = departements_of(base.organisations[body["organisation"]].territories)
            for code in body.get("epci", ()):
                place = locality(code)
                assert place is not None
                assert territories & set(place.departements)
        sources = [shut["source"], *(body["source"] for body in one["bodies"])]
        assert all(source.startswith("https://") for source in sources)


@pytest.mark.parametrize(
    ("place", "body"),
    [
        (ARBRESLE, "GAL Rhône"),
        (DIE, "GAL Terres de Dauphiné"),
        (TRIEVES, "GAL Terres de Dauphiné"),
        (MOUTIERS, "GAL Tarentaise Arlysère Maurienne"),
    ],
)
def test_a_place_that_a_body_serves_is_inside(base: Base, place: str, body: str) -> None:
    outcome, text = judged(base, locality=place)
    assert (outcome, f"« {body} »" in text) == ("met", True)


@pytest.mark.parametrize("place", [VILLEURBANNE, METROPOLE_DE_LYON, "38185", "63113"])
def test_a_metropolis_is_shut_out(base: Base, place: str) -> None:
    found = judge_place(make_facts(locality=place), base.programmes[LEADER], base)
    assert found.excludes
    assert "métropoles de Lyon, de Grenoble et de Clermont-Ferrand" in found.text


@pytest.mark.parametrize("place", [ROYAT, LE_GUA])
def test_its_communes_of_a_nature_park_are_to_check(base: Base, place: str) -> None:
    outcome, text = judged(base, locality=place)
    assert (outcome, "parc naturel régional" in text) == ("unknown", True)


def test_outside_all_bodies_of_its_département_is_outside(base: Base) -> None:
    # GIVEN a commune of the Rhône, whose only body is known in full
    found = judge_place(make_facts(locality=GENAS), base.programmes[LEADER], base)
    assert found.excludes
    assert "« GAL Rhône » ne comprend pas le vôtre (Genas, communauté de communes de l'Est Lyonnais)" in found.text


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (AMBERT, "votre commune (Ambert, communauté de communes Ambert Livradois Forez)"),
        (ROANNE, "« GAL de la Loire »"),
        # GIVEN bodies of the département of which one is not known in full
        (ANNECY, "« GAL Entre Lacs et Montagnes »"),
        ("73065", "« GAL Entre Lacs et Montagnes » ?"),  # Chambéry, outside the other body of Savoie
        ("15014", "quel groupe d'action locale (GAL) couvre votre commune (Aurillac"),
    ],
)
def test_where_the_list_is_not_known_it_is_to_check(base: Base, place: str, said: str) -> None:
    outcome, text = judged(base, locality=place)
    assert (outcome, said in text) == ("unknown", True), text


@pytest.mark.parametrize(
    ("territory", "said"),
    [
        ("43", "votre commune (Haute-Loire) fait-elle partie du territoire de « GAL de la Haute-Loire » ?"),
        ("38", "« GAL Terres de Dauphiné » ou de « GAL Entre Lacs et Montagnes »"),
        ("03", "quel groupe d'action locale (GAL) couvre votre commune (Allier) ?"),
        ("FR-ARA", "quel groupe d'action locale (GAL) couvre votre commune (Auvergne-Rhône-Alpes) ?"),
    ],
)
def test_a_département_alone_is_to_check(base: Base, territory: str, said: str) -> None:
    outcome, text = judged(base, territory=territory)
    assert (outcome, said in text) == ("unknown", True), text


def test_the_département_decides_before_the_commune(base: Base) -> None:
    found = judge_place(make_facts(locality="35238"), base.programmes[LEADER], base)
    assert found.excludes
    assert "Réservé à Auvergne-Rhône-Alpes" in found.text


def test_it_orders_as_before(base: Base) -> None:
    grades = {judge_place(make_facts(**known), base.programmes[LEADER], base).grade
              for known in ({"territory": "69"}, {"locality": ARBRESLE}, {"locality": AMBERT})}  # fmt: skip
    assert len(grades) == 1


def test_a_commune_of_another_territory_than_the_told_one_is_forgotten() -> None:
    assert place_of(ProjectFacts(territory="43", locality=AMBERT)) is None
    assert place_of(ProjectFacts(territory="FR-ARA", locality=AMBERT)) == locality(AMBERT)


def test_a_programme_without_perimeter_is_judged_by_its_territory() -> None:
    base = make_base(make_programme(territories=("63",)))
    assert judge_place(make_facts(locality=AMBERT), base.programmes["p"], base).outcome == "met"


def test_bodies_that_the_base_lacks_are_left_out() -> None:
    base = make_base(make_programme(LEADER, territories=("FR-ARA",)))
    found = judge_place(make_facts(locality=ARBRESLE), base.programmes[LEADER], base)
    assert (found.outcome, "quel groupe" in found.text) == ("unknown", True)


def test_leader_is_not_proposed_in_a_metropolis_and_why_is_told(base: Base) -> None:
    rural = {"holder_type": "commune", "themes": "rural", "partner_countries": "IT", "framework": "transnational",
             "text": "commerce de village et circuits courts"}  # fmt: skip
    inside, outside = (
        {one.programme.id for one in recommend(make_facts(locality=place, **rural), base, 10).recommendations}
        for place in (ARBRESLE, VILLEURBANNE)
    )
    assert LEADER in inside - outside
    told = why_not(LEADER, make_facts(locality=VILLEURBANNE, **rural), base)
    assert [one.name for one in told.unmet if one.excludes] == ["territory"]
    assert told.changes[0] == (
        "Il faudrait un porteur ou un chef de file situé dans le territoire d'un groupe d'action locale (GAL)."
    )


@pytest.mark.parametrize(
    ("known", "called"),
    [
        ({"locality": ARBRESLE}, {"gal-rhone"}),
        ({"territory": "63"}, {"gal-puy-de-dome"}),
        ({"territory": "38"}, {"gal-terres-de-dauphine", "gal-entre-lacs-et-montagnes"}),
        ({"territory": "15"}, set()),
        ({"territory": "FR-ARA"}, set()),
        ({}, set()),
    ],
)
def test_only_the_local_bodies_of_the_place_are_named(base: Base, known: dict[str, str], called: set[str]) -> None:
    facts, programme = make_facts(**known), base.programmes[LEADER]
    local = {body.organisation for body in perimeters()[LEADER].bodies}
    assert out_of_reach(programme, facts, base) == local - called
    for found in (contacts(programme, facts, base, most=9), managers(programme, facts, base)):
        assert {one.id for one in found} & local == called


def test_the_body_of_the_place_is_called_before_the_region(base: Base) -> None:
    rural = make_facts(locality=ARBRESLE, holder_type="commune", themes="rural", partner_countries="IT",
                       framework="transnational", text="commerce de village et circuits courts")  # fmt: skip
    calls = first_calls(rural, recommend(rural, base), base)
    unsure = replace(rural, locality=None)
    asked = "Notre commune fait-elle partie de votre territoire ?"
    assert asked in first_calls(unsure, recommend(unsure, base), base).questions
    assert asked not in calls.questions
    assert (calls.programme and calls.programme.id, calls.authority and calls.authority.id) == (LEADER, "gal-rhone")


def test_other_programmes_name_all_their_bodies() -> None:
    far = make_organisation("far", territories=("35",))
    base = make_base(make_programme(managed_by=("far",)), organisations=(far,))
    assert managers(base.programmes["p"], make_facts(territory="63"), base) == (far,)


def test_facts_take_a_commune_or_an_intercommunality() -> None:
    facts = make_facts(locality=AMBERT)
    assert (facts.territory, facts.locality) == ("63", AMBERT)
    assert ProjectFacts.from_dict(facts.to_dict()) == facts
    assert make_facts(locality=TRIEVES).territory == "38"
    assert make_facts(locality=AMBERT, territory="FR-ARA").territory == "FR-ARA"
    for wrong in ("99999", "63", "6300", 63003):
        with pytest.raises(InputError, match="code INSEE"):
            make_facts(locality=wrong)


@pytest.mark.parametrize(
    ("postcode", "departement", "first"),
    [
        ("63600", "63", "Ambert"),
        ("20000", "2A", "Ajaccio"),
        ("20200", "2B", "Bastia"),
        ("97400", "974", "Saint-Denis"),
        # GIVEN codes of firms, which no commune has
        ("63033", "63", None),
        ("20179", "2A", None),
        ("20407", "2B", None),
        ("97159", "971", None),
        # GIVEN codes of no département
        ("97150", None, None),
        ("98000", None, None),
        ("99999", None, None),
    ],
)
def test_postcodes(postcode: str, departement: str | None, first: str | None) -> None:
    assert departement_of(postcode) == departement
    assert next((place.name for place in with_postcode(postcode)), None) == first


def test_every_programme_that_reaches_a_part_of_a_departement_covers_it(base: Base) -> None:
    for identifier, parts in partly().items():
        assert set(parts) <= departements_of(base.programmes[identifier].territories), identifier


@pytest.mark.parametrize(
    ("programme", "departement"),
    [
        ("eau-adour-garonne-solidarite-internationale", "63"),
        ("eau-loire-bretagne-solidarite-internationale", "15"),
        ("eau-rmc-cooperation-internationale", "42"),
    ],
)
def test_a_small_part_of_a_departement_is_no_exclusion_and_is_not_counted_upon(
    base: Base, programme: str, departement: str
) -> None:
    facts = ProjectFacts(
        holder_type="epci", territory=departement, partner_countries=("TG",), themes=("water",), budget=28000,
        goal="development", text="creuser un puits", as_of=date(2026, 11, 27),
    )  # fmt: skip

    criterion = judge_place(facts, base.programmes[programme], base)

    assert (criterion.outcome, criterion.excludes) == ("unmet", False)
    assert "seulement" in criterion.text
    planned = plan(facts, recommend(facts, base, top=3).recommendations, base)
    assert planned
    assert programme not in [line.programme.id for line in planned.lines]


def test_the_towns_asked_for_are_those_of_the_records(base: Base) -> None:
    for identifier, least in peopled().items():
        # GIVEN a programme for towns of some size THEN its own conditions say so
        assert any(number(least) in condition for condition in base.programmes[identifier].conditions)


@pytest.mark.parametrize(
    ("place", "outcome", "said"),
    [
        ("63113", "met", "France"),
        (METROPOLE_DE_LYON, "met", "France"),
        (ROYAT, "unknown", "Clermont"),
        (DIE, "unmet", "Die"),
    ],
)
def test_a_town_is_large_enough_alone_or_by_its_grouping(base: Base, place: str, outcome: str, said: str) -> None:
    # GIVEN a programme for towns of 25 000 inhabitants THEN a suburb goes through its grouping, a small town stays out
    found = judge_place(make_facts(locality=place), base.programmes["eui-actions-innovatrices-2021-2027"], base)
    assert (found.outcome, said in found.text) == (outcome, True)


def test_villages_and_large_towns_are_told_by_their_inhabitants() -> None:
    assert in_a_village(make_facts(locality=LE_GUA)) == (locality(LE_GUA).inhabitants < 2000)
    assert not in_a_village(make_facts(locality=AMBERT))
    assert not in_a_village(make_facts())
    assert in_a_large_town(make_facts(locality="63113"))
    assert not in_a_large_town(make_facts(locality=AMBERT))
