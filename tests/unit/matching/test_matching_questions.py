"""Which question comes next, and that none is asked in vain."""

import random
from dataclasses import replace
from typing import Any

import pytest
from small_world import TODAY, make_base, make_facts, make_programme

from assistant.matching.facts import ProjectFacts
from assistant.matching.likelihood import usual_projects
from assistant.matching.questions import USUAL_ORDER, change, next_question
from assistant.matching.rank import recommend
from assistant.programmes.base import Base
from assistant.vocabulary import FRAMEWORKS, GOALS, HOLDERS, REGION_DEPARTEMENTS, THEMES

KNOWN = {
    "goal": "development", "framework": "international", "holder_type": "association", "territory": "63",
    "partner_countries": "SN",
}  # fmt: skip
ANSWERS: dict[str, list[Any]] = {
    "goal": list(GOALS),
    "framework": list(FRAMEWORKS),
    "themes": [(theme,) for theme in THEMES],
    "partner_countries": [("IT",), ("DE",), ("CH",), ("SN",), ("BF",), ("CA",), ("FR",), ("UE27",)],
    "holder_type": list(HOLDERS),
    "territory": [code for codes in REGION_DEPARTEMENTS.values() for code in codes],
    "budget": [1_000.0, 10_000.0, 50_000.0, 300_000.0, 3_000_000.0, 30_000_000.0],
    "duration_months": [3.0, 12.0, 24.0, 36.0, 60.0],
    "partner_count": [1, 2, 3, 5, 8],
}


def proposed(facts: ProjectFacts, base: Base) -> list[str]:
    return [one.programme.id for one in recommend(facts, base, top=3).recommendations]


def states(count: int) -> list[ProjectFacts]:
    """Usual projects of which a part is known, drawn by seed."""
    draw = random.Random(2026)
    found = []
    for project in draw.sample(usual_projects(), count):
        hidden = [name for name in USUAL_ORDER if draw.random() < 0.5]
        found.append(replace(project, as_of=TODAY, **dict.fromkeys(hidden, None) | _no_list(hidden)))
    return found


def _no_list(hidden: list[str]) -> dict[str, Any]:
    return {name: () for name in hidden if name in ("themes", "partner_countries")}


def changes(name: str, facts: ProjectFacts, base: Base) -> bool:
    """Whether any answer of the vocabulary changes the programmes proposed, or their order."""
    now = proposed(facts, base)
    answered = (replace(facts, **{name: one}, inferred=facts.inferred - {name}) for one in ANSWERS[name])
    return any(proposed(one, base) != now for one in answered)


@pytest.mark.parametrize("facts", states(25), ids=str)
def test_no_question_is_asked_whose_answer_changes_nothing(facts: ProjectFacts, base: Base) -> None:
    skipped: list[str] = []
    while name := next_question(facts, base, skip=skipped):
        assert not facts.knows(name)
        assert changes(name, facts, base), name
        skipped.append(name)


def test_a_pending_question_whose_answer_no_longer_changes_anything_is_dropped() -> None:
    only = make_base(make_programme("only"))

    assert next_question(make_facts(**KNOWN), only, pending="budget") is None


def test_a_pending_question_stays_while_an_answer_matters(base: Base) -> None:
    facts = make_facts(goal="development", partner_countries="SN", themes="water")

    assert {next_question(facts, base, pending=name) for name in ("territory", "holder_type")} == {
        "territory", "holder_type",
    }  # fmt: skip
    assert next_question(facts, base, skip=["territory"], pending="territory") != "territory"


@pytest.mark.parametrize("text", ["", "nous cherchons un financement", "une association de Vichy a un projet"])
def test_who_tells_nothing_is_first_asked_the_goal_then_the_framework(text: str, base: Base) -> None:
    assert next_question(make_facts(text=text), base) == "goal"
    assert next_question(make_facts(text=text, holder_type="association", territory="03"), base) == "goal"
    told = f"{text} un projet de développement"
    assert next_question(make_facts(text=told, goal="development"), base) == "framework"


def test_what_a_description_tells_is_not_asked(base: Base) -> None:
    facts = replace(
        make_facts(text="creuser un puits", themes="water", goal="development", partner_countries="BF"),
        inferred=frozenset({"goal"}),
    )

    assert next_question(facts, base) in ("holder_type", "territory", "budget")


def test_a_framework_that_was_only_read_is_asked_where_an_error_would_weigh() -> None:
    # GIVEN programmes that each serve one framework, holders who can all tell theirs, and one that a text told
    each = ("international", "cross_border")
    by_framework = make_base(*(make_programme(f"{one}{n}", frameworks=(one,)) for one in each for n in range(3)))
    projects = [ProjectFacts(framework=one) for one in each]
    told = make_facts(**KNOWN, themes="water")
    read = replace(told, inferred=frozenset({"framework"}))

    # THEN it is confirmed once, and never when it was said
    assert next_question(read, by_framework, projects=projects) == "framework"
    assert next_question(read, by_framework, skip=["framework"], projects=projects) is None
    assert next_question(told, by_framework, projects=projects) is None


def test_what_the_person_cannot_tell_is_not_asked_again(base: Base) -> None:
    asked: list[str] = []
    while name := next_question(make_facts(), base, skip=asked):
        assert name not in asked
        asked.append(name)
    assert asked


def test_the_questions_come_to_an_end_whatever_is_answered(base: Base) -> None:
    draw = random.Random(7)
    for _ in range(5):
        facts, asked = make_facts(text="nous cherchons un financement"), []
        while name := next_question(facts, base):
            asked.append(name)
            facts = replace(facts, **{name: draw.choice(ANSWERS[name])})
        assert len(asked) == len(set(asked)) <= len(USUAL_ORDER)


def test_the_usual_order_decides_between_questions_worth_nearly_the_same() -> None:
    # GIVEN programmes told apart as well by their theme as by their budget
    base = make_base(
        make_programme("a", themes=("water",), grant_max=8000), make_programme("b", themes=("health",), grant_min=50000)
    )
    projects = [ProjectFacts(themes=("water",), budget=9000.0), ProjectFacts(themes=("health",), budget=90000.0)]

    assert next_question(make_facts(**KNOWN), base, skip=["budget"], projects=projects) == "themes"
    assert next_question(make_facts(**KNOWN), base, skip=["themes"], projects=projects) == "budget"
    assert next_question(make_facts(**KNOWN), base, projects=projects) == "themes"


def test_the_question_is_the_one_that_tells_programmes_apart() -> None:
    by_theme = make_base(*(make_programme(theme, themes=(theme,)) for theme in ("water", "health", "sport", "youth")))
    assert next_question(make_facts(**KNOWN), by_theme) == "themes"
    by_budget = make_base(*(make_programme(f"p{n}", grant_min=n, grant_max=4 * n) for n in (4000, 25000, 150000)))
    assert next_question(make_facts(**KNOWN, themes="water"), by_budget) == "budget"


def test_nothing_is_asked_when_no_answer_would_change_the_top_three() -> None:
    assert next_question(make_facts(**KNOWN), make_base(make_programme("only"))) is None
    assert next_question(make_facts(**KNOWN), make_base()) is None


def test_while_nothing_is_proposed_even_an_unlikely_change_is_worth_a_question() -> None:
    # GIVEN a fund that opens for disasters alone, which few projects are about
    for_disasters = make_base(make_programme("relief", goals=("humanitarian",), themes=("emergency",)))
    projects = [ProjectFacts(themes=("water",))] * 20 + [ProjectFacts(themes=("emergency",))]
    facts = make_facts(**{**KNOWN, "goal": None})

    assert recommend(facts, for_disasters).recommendations == ()
    assert next_question(facts, for_disasters, skip=["goal"], projects=projects) == "themes"


def test_a_complete_project_has_no_question_left(base: Base) -> None:
    facts = make_facts(**KNOWN, themes="water", budget=15000, partner_count=1, duration_months=12)
    assert next_question(facts, base) is None


def test_other_programmes_weigh_more_than_another_order() -> None:
    assert change(["a", "b"], ["a", "b"]) == 0.0
    assert 0 < change(["a", "b"], ["b", "a"]) < change(["a", "b"], ["a", "c"]) < change(["a", "b"], ["c", "d"]) == 1.0
