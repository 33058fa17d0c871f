"""How the questions are counted, and that they stay few and good enough on the shown cases."""

from statistics import mean
from typing import Any

import pytest

from assistant.advise import Adviser
from assistant.matching.likelihood import usual_projects
from assistant.places import Places
from assistant.programmes.base import Base
from benchmarks.evaluation.questions import FORM, STARTS, Holder, Outcome, figures, holders

MOST_ASKED = 0.6  # of the questions of a form that does not ask what was told
LEAST_FOUND = 0.97  # of what is found with every fact known
CASE: dict[str, Any] = {
    "id": "puits", "as_of": "2026-11-23",
    "text": "Notre association de Moulins, dans l'Allier, creuse un puits au Togo.",
    "facts": {"holder_type": "association", "territory": "03", "partner_countries": ["TG"], "themes": ["water"]},
    "top": ["eau-loire-bretagne-solidarite-internationale"],
}  # fmt: skip


@pytest.fixture(scope="module")
def adviser(base: Base) -> Adviser:
    return Adviser(base, Places())


@pytest.fixture
def silent(adviser: Adviser, base: Base) -> Holder:
    """Who has the project of the case and tells nothing of it."""
    return Holder(CASE, STARTS["rien de dit"](CASE["text"]), adviser, base)


def test_a_holder_tells_the_facts_of_the_case_when_asked(silent: Holder) -> None:
    assert silent.form() == list(FORM)
    assert silent.known(["territory", "budget"]).territory == "03"
    assert silent.known(["territory", "budget"]).budget is None


def test_what_was_told_is_not_asked(adviser: Adviser, base: Base) -> None:
    told = Holder(CASE, STARTS["projet raconté"](CASE["text"]), adviser, base)

    assert not {"holder_type", "territory", "partner_countries", "themes"} & set(told.form())


def test_what_was_misread_is_corrected(adviser: Adviser, base: Base) -> None:
    case = {**CASE, "facts": {**CASE["facts"], "territory": "15"}}

    assert Holder(case, CASE["text"], adviser, base).known([]).territory == "15"


def test_a_form_may_stop_when_nothing_changes_any_more(silent: Holder) -> None:
    settled = silent.settled(FORM)

    assert settled.asked < len(FORM)
    assert (settled.same, settled.found) == (True, silent.outcome(FORM).found)


def test_figures_are_means() -> None:
    outcomes = [Outcome(2, True, True), Outcome(4, False, True)]

    assert figures(outcomes) == {"questions": 3, "same": 0.5, "found": 1}


def test_a_silent_holder_is_asked_goal_first(silent: Holder) -> None:
    assert silent.our_questions()[0] == "goal"


def test_usual_projects_are_codes_that_a_form_asks(adviser: Adviser) -> None:
    assert all(any(project.knows(name) for name in FORM) for project in usual_projects())


def test_fewer_questions_than_a_form_find_as_much(adviser: Adviser, base: Base) -> None:
    played = [one for start in STARTS for one in holders(adviser, base, start, every=4)]
    ours = figures(one.outcome(one.our_questions()) for one in played)
    complete = figures(one.outcome(FORM) for one in played)

    assert ours["questions"] <= MOST_ASKED * mean(len(one.form()) for one in played)
    assert ours["found"] >= LEAST_FOUND * complete["found"]
