"""No programme is recommended whose record shuts out the holder, the territory or the countries of the project.

What a record shuts out is read here straight from its fields, not through the criteria under test.
"""

from datetime import date
from functools import cache
from itertools import product

import pytest
import yaml

from assistant.advise import Adviser
from assistant.matching.facts import ProjectFacts
from assistant.matching.rank import recommend
from assistant.places import Places
from assistant.programmes.base import Base
from assistant.programmes.records import Programme
from assistant.settings import DATA
from assistant.vocabulary import EU27, GOALS, HOLDERS, ODA_RECIPIENTS, REGION_DEPARTEMENTS
from benchmarks.evaluation.recommending import SHOWN, read_cases

TODAY = date(2026, 11, 27)
TOP = 10  # further than what is shown: an error in the next places would be shown to another project
EVERYWHERE = {"FR", "UE27", "MONDE"}
# By law (code de la santé publique, L6141-1; code de l'éducation, L711-1; CGCT, L5711-1 and L5721-1; code de commerce,
# L710-1): public establishments. A cooperative is a company (law of 10 September 1947).
LEGAL_FORM = {
    "hopital": "etablissement_public", "universite": "etablissement_public", "syndicat": "etablissement_public",
    "chambre_consulaire": "etablissement_public", "cooperative": "entreprise",
}  # fmt: skip


def departements(codes: tuple[str, ...]) -> set[str]:
    return {one for code in codes for one in REGION_DEPARTEMENTS.get(code, [code])}


@cache
def members(code: str) -> frozenset[str]:
    """The countries of a group; a country is its own."""
    if code in ("UE27", "APD"):
        return EU27 if code == "UE27" else ODA_RECIPIENTS
    groups = yaml.safe_load((DATA / "vocabulary" / "country_groups.yml").read_text(encoding="utf-8"))
    if code not in groups:
        return frozenset({code})
    group = groups[code]
    return frozenset(group.get("members", ())).union(*(members(one) for one in group.get("groups", ())))


def countries(codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset[str]().union(*(members(code) for code in codes))


def shuts_out_holder(programme: Programme, holder: str | None) -> bool:
    admitted = {*programme.holders, *programme.lead_holders}
    return bool(holder and admitted) and not admitted & {holder, LEGAL_FORM.get(holder or "", holder)}


def shuts_out_territory(programme: Programme, territory: str | None) -> bool:
    if territory is None:
        return False
    mine = departements((territory,))
    if mine <= departements(programme.territories_excluded):
        return True
    return (
        bool(programme.territories)
        and not EVERYWHERE & {*programme.territories}
        and not (mine & departements(programme.territories))
    )


def shuts_out_countries(programme: Programme, codes: tuple[str, ...], day: date) -> bool:
    abroad = countries(codes) - {"FR"}
    since = programme.countries_excluded_since or "2000"
    if not abroad:
        return False
    if day.isoformat() >= since and abroad <= countries(programme.partner_countries_excluded):
        return True
    covered = programme.partner_countries
    # The United Kingdom was of the Union until 31 January 2020, and stayed in the programmes begun before 2021.
    of_the_time = {"GB"} if "UE27" in covered and programme.period < "2021" else set()
    return bool(covered) and "MONDE" not in covered and not abroad & (countries(covered) | of_the_time)


def errors(facts: ProjectFacts, base: Base) -> list[str]:
    """What is recommended though its record says no to something that is known and was not merely inferred."""

    def known(name: str) -> bool:
        return name not in facts.inferred

    found = []
    for one in recommend(facts, base, TOP).recommendations:
        programme = one.programme
        if known("holder_type") and shuts_out_holder(programme, facts.holder_type):
            found.append(f"{programme.id} : {facts.holder_type}")
        if known("territory") and shuts_out_territory(programme, facts.territory):
            found.append(f"{programme.id} : {facts.territory}")
        if known("partner_countries") and shuts_out_countries(programme, facts.partner_countries, facts.as_of):
            found.append(f"{programme.id} : {facts.partner_countries}")
    return found


@pytest.mark.parametrize("told_only", [False, True], ids=["facts", "text"])
@pytest.mark.parametrize("name", SHOWN)
def test_no_shown_case_gets_what_its_facts_shut_out(base: Base, name: str, told_only: bool) -> None:
    adviser = Adviser(base, Places())
    wrong = {}
    for case in read_cases(name):
        facts = adviser.facts(case["text"], None if told_only else case["facts"], date.fromisoformat(case["as_of"]))
        if found := errors(facts, base):
            wrong[case["id"]] = found
    assert wrong == {}


TERRITORIES = ("03", "15", "43", "63", "69", "74", "06", "2A", "75", "67", "971", "FR-ARA", "FR-BRE")
COUNTRIES = ("IT", "ES", "CH", "DE", "UA", "TG", "ML", "BF", "MA", "MG", "VN", "JP", "UE27", "AFRIQUE-OUEST", "")
DAYS = (TODAY, TODAY, date(2024, 3, 15), date(2018, 6, 1), date(2010, 10, 1))
STRIDE = 11  # prime to the length of every list: each value meets every other


def generated() -> list[ProjectFacts]:
    """Every holder, from a sample of territories, with a sample of countries, for every goal, mostly today."""
    combinations = list(product(HOLDERS, TERRITORIES, COUNTRIES, GOALS))[::STRIDE]
    return [
        ProjectFacts.from_dict(
            {"holder_type": holder, "territory": territory, "partner_countries": country, "goal": goal},
            DAYS[n % len(DAYS)],
        )
        for n, (holder, territory, country, goal) in enumerate(combinations)
    ]


def test_no_generated_project_gets_what_its_facts_shut_out(base: Base) -> None:
    wrong = {str(facts.to_dict()): found for facts in generated() if (found := errors(facts, base))}

    assert wrong == {}


def test_the_generated_projects_are_varied_and_answered(base: Base) -> None:
    projects = generated()
    answered = sum(bool(recommend(facts, base, 1).recommendations) for facts in projects[::5])

    assert {facts.holder_type for facts in projects} == set(HOLDERS)
    assert {facts.territory for facts in projects} == set(TERRITORIES)
    assert {facts.goal for facts in projects} == set(GOALS)
    assert answered > len(projects[::5]) / 2
