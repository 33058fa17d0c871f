"""How likely each answer is, counted among the usual projects."""

from dataclasses import replace

import pytest
from small_world import make_facts

from assistant.matching.facts import ProjectFacts
from assistant.matching.likelihood import READ_RIGHT, Likelihood, likelihood, usual_projects
from assistant.matching.questions import USUAL_ORDER


def probability(found: Likelihood, answer: object) -> float:
    return dict(found.answers).get(answer, 0.0)


def test_usual_projects_are_facts_alone() -> None:
    assert len(usual_projects()) > 100
    assert not any(project.text or project.inferred for project in usual_projects())


@pytest.mark.parametrize("name", USUAL_ORDER)
def test_probabilities_are_shares(name: str) -> None:
    known = {"holder_type": "association", "territory": "63"}
    facts = make_facts(**{fact: value for fact, value in known.items() if fact != name})

    found = likelihood(name, facts, usual_projects())

    assert 0 < found.told <= 1
    assert sum(share for _, share in found.answers) == pytest.approx(1.0)
    assert len({value for value, _ in found.answers}) == len(found.answers)


def test_projects_that_resemble_what_is_known_count_more() -> None:
    town = likelihood("framework", make_facts(holder_type="commune", partner_countries="SN"), usual_projects())
    club = likelihood("framework", make_facts(holder_type="association", partner_countries="SN"), usual_projects())

    assert probability(town, "decentralised") > 2 * probability(club, "decentralised")
    assert probability(club, "international") > probability(town, "international")


def test_few_can_tell_how_many_partners_they_will_have() -> None:
    facts = make_facts(holder_type="association")

    assert likelihood("partner_count", facts, usual_projects()).told < 0.2
    assert likelihood("themes", facts, usual_projects()).told > 0.8


def test_sizes_stand_for_the_whole_range() -> None:
    projects = [ProjectFacts(budget=float(value)) for value in (800, 700, 600, 500, 400, 300, 200, 100)]

    found = likelihood("budget", ProjectFacts(), projects)

    assert found == Likelihood(1.0, ((100.0, 0.25), (300.0, 0.25), (500.0, 0.25), (700.0, 0.25)))


def test_a_value_read_from_the_text_is_most_likely_right() -> None:
    facts = replace(make_facts(goal="political"), inferred=frozenset({"goal"}))

    found = likelihood("goal", facts, usual_projects())

    assert found.answers[0] == ("political", READ_RIGHT["goal"])
    assert sum(share for _, share in found.answers) == pytest.approx(1.0)


def test_what_no_project_tells_is_not_expected() -> None:
    assert likelihood("goal", ProjectFacts(), [ProjectFacts()]) == Likelihood(0.0, ())
