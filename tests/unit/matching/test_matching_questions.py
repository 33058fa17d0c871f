from small_world import make_base, make_facts, make_programme

from assistant.matching.questions import FIRST, next_question
from assistant.programmes.base import Base

KNOWN = {"goal": "development", "holder_type": "association", "territory": "63", "partner_countries": "SN"}


def test_the_four_decisive_facts_come_first(base: Base) -> None:
    facts: dict[str, str] = {}
    asked = []
    for _ in FIRST:
        name = next_question(make_facts(**facts), base)
        assert name is not None
        asked.append(name)
        facts[name] = KNOWN[name]
    assert asked == list(FIRST)


def test_what_the_person_cannot_tell_is_not_asked_again(base: Base) -> None:
    assert next_question(make_facts(), base, skip=["goal", "holder_type"]) == "territory"
    asked = set()
    while name := next_question(make_facts(**KNOWN), base, skip=asked):
        assert name not in asked
        asked.add(name)


def test_the_question_is_the_one_that_tells_programmes_apart() -> None:
    by_theme = make_base(*(make_programme(theme, themes=(theme,)) for theme in ("water", "health", "sport", "youth")))
    assert next_question(make_facts(**KNOWN), by_theme) == "themes"
    by_budget = make_base(*(make_programme(f"p{n}", grant_min=n, grant_max=4 * n) for n in (4000, 25000, 150000)))
    assert next_question(make_facts(**KNOWN), by_budget) == "budget"


def test_nothing_is_asked_when_no_answer_would_change_the_top_three() -> None:
    assert next_question(make_facts(**KNOWN), make_base(make_programme("only"))) is None
    assert next_question(make_facts(**KNOWN), make_base()) is None


def test_a_complete_project_has_no_question_left(base: Base) -> None:
    facts = make_facts(**KNOWN, themes="water", budget=15000, framework="international", partner_count=1,
                       duration_months=12)  # fmt: skip
    assert next_question(facts, base) is None
